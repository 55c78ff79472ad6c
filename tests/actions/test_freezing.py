"""A report on its way: frozen for ever, released in two twins, corrected by another; late entries change nothing."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from bezirkskoordination.actions import editing, freezing
from bezirkskoordination.actions.desk import Desk
from bezirkskoordination.actions.editing import Step
from bezirkskoordination.actions.meetings import plan_sitting
from bezirkskoordination.records.contacts import ContactNote
from bezirkskoordination.records.council import CORRECTION, Consultation, Report, ReportStatus, Section, Snapshot
from bezirkskoordination.records.institutions import Institution
from bezirkskoordination.records.network import Order
from bezirkskoordination.records.office import Attachment
from bezirkskoordination.records.people import Person, VolunteerStatus
from bezirkskoordination.records.refusal import BadValue, Refused
from bezirkskoordination.reports import council_gather
from bezirkskoordination.reports.council_gather import Request, final, gather
from bezirkskoordination.reports.council_report import collect
from bezirkskoordination.reports.document import Document, Heading, Items, Table, plain
from bezirkskoordination.reports.issuing import drawn, stored
from bezirkskoordination.rules.facts import from_json, to_json
from bezirkskoordination.rules.figures import Ledger, by_code
from bezirkskoordination.rules.issue import Issue
from bezirkskoordination.rules.orders import followed
from bezirkskoordination.rules.periods import Period

TODAY = date(2026, 11, 12)
STICHTAG = date(2026, 10, 31)
REPORT = Report(
    subject="Bericht der Stelle", period_from=date(2026, 5, 1), reference_date=STICHTAG, dated_on=TODAY,
    consultations=(Consultation(body="Stadtbezirksrat", on_date=date(2026, 11, 12)),), signed_by="Ines Kranichfeld",
)  # fmt: skip


def keep(desk: Desk, record: object, *steps: Step) -> object:
    return desk.do("anlegen", lambda unit: editing.save(unit, None, record, steps))


@pytest.fixture
def filled(desk: Desk) -> Desk:
    """Ten volunteers, four institutions."""
    for at in range(10):
        joined = Step(VolunteerStatus.AVAILABLE, date(2026, 6, 1) + timedelta(days=at))
        keep(desk, Person(first_name="Vorname", last_name=f"Zuname{at}"), joined)
    for at in range(4):
        keep(desk, Institution(name=f"Haus {at}", kind="KITA", network_from=date(2026, 2, 1)))
    return desk


def frozen(desk: Desk, report: Report = REPORT) -> Report:
    kept = report if report.id else keep(desk, report)

    def take(unit):
        return freezing.freeze(unit, kept, gather(unit, Request.of(kept)))

    return desk.do("einfrieren", take, undoable=False)


def issue(desk: Desk, report: Report) -> Issue:
    return drawn(final(desk.office.read, report))


def released(desk: Desk, report: Report) -> Report:
    made = issue(desk, report)
    return desk.do("freigeben", lambda unit: freezing.release(unit, report, made), undoable=False)


def paper(desk: Desk, report: Report, public: bool = True) -> Document:
    return collect(desk.office.read, Request.of(report, public))


def words(document: Document) -> str:
    """Everything that stands in tables, lists and headings."""
    found = []
    for block in document.blocks:
        if isinstance(block, Heading):
            found.append(block.text)
        if isinstance(block, Table):
            found += [plain(cell) for row in (*block.rows, block.total) for cell in row]
        if isinstance(block, Items):
            found += map(plain, block.entries)
    return "\n".join(found)


def back_dated(desk: Desk) -> None:
    """Somebody who came before the Stichtag, an institution and a talk, entered only now."""
    keep(desk, Person(first_name="Nach", last_name="Trag"), Step(VolunteerStatus.AVAILABLE, date(2026, 10, 1)))
    keep(desk, Institution(name="Spätes Haus", kind="KITA", network_from=date(2026, 9, 1)))
    note = {"on_date": date(2026, 8, 1), "kind": "NETZWERK", "channel": "TELEFON", "subject": "Absprache"}
    keep(desk, ContactNote(institution=1, minutes=30, **note))


@contextmanager
def on(desk: Desk, day: date) -> Iterator[None]:
    before = desk.office.clock
    desk.office.clock = lambda: datetime.combine(day, before().timetz())
    yield
    desk.office.clock = before


# --- freezing -------------------------------------------------------------------------------


def test_freezing_keeps_every_figure_with_the_records_behind_it(filled: Desk) -> None:
    report = frozen(filled)
    snapshot = filled.office.read.get(Snapshot, report.snapshot)
    assert report.status is ReportStatus.FROZEN
    assert (snapshot.report, snapshot.reference_date, snapshot.period_from) == (
        report.number,
        STICHTAG,
        date(2026, 5, 1),
    )
    assert snapshot.sha256 == hashlib.sha256(snapshot.payload.encode()).hexdigest()
    facts = from_json(snapshot.payload)
    assert to_json(facts) == snapshot.payload
    volunteers = by_code(facts.now)["K11"]
    people = {("person", one.uid) for one in filled.office.read.all(Person)}
    assert (volunteers.value, set(volunteers.behind)) == (10, people)
    assert (facts.taken_at, facts.rules_version) == (snapshot.taken_at, snapshot.rules_version)
    assert datetime.fromisoformat(facts.taken_at) == filled.office.clock()
    assert filled.office.check() == []


def test_freezing_clears_undo(filled: Desk) -> None:
    assert filled.undo_label
    frozen(filled)
    assert (filled.undo_label, filled.redo_label) == ("", "")


def test_nothing_that_is_entered_later_changes_a_frozen_paper(filled: Desk) -> None:
    report = frozen(filled)
    before = [paper(filled, report, public) for public in (True, False)]
    back_dated(filled)
    person = filled.office.read.all(Person)[0]
    filled.do("zurückdatiert", lambda unit: editing.take(unit, person, Step(VolunteerStatus.ENDED, date(2026, 10, 1))))
    assert [paper(filled, report, public) for public in (True, False)] == before
    assert by_code(gather(filled.office.read, Request.of(report)).now)["K11"].value == 10  # eleven came, one went


def test_late_entries_are_listed_each_once(filled: Desk) -> None:
    report = frozen(filled)
    since = council_gather.frozen(filled.office.read, report)
    assert council_gather.late_entries(filled.office.read, since) == ()
    back_dated(filled)
    keep(filled, Institution(name="Neues Haus", kind="KITA", network_from=date(2026, 11, 1)))  # after the Stichtag
    keep(filled, Institution(name="Ohne Tag", kind="KITA"))
    told = council_gather.late_entries(filled.office.read, since)
    assert [(one.key[0], one.on) for one in told] == [
        ("contact_note", date(2026, 8, 1)), ("institution", date(2026, 9, 1)), ("person", date(2026, 10, 1)),
    ]  # fmt: skip
    assert told[2].status == VolunteerStatus.AVAILABLE.value
    assert str(told[1].kind) == "Institution"


def test_what_was_counted_and_is_changed_afterwards_is_a_late_entry(filled: Desk) -> None:
    house, other = filled.office.read.all(Institution)[:2]
    since = council_gather.frozen(filled.office.read, frozen(filled))
    filled.do("ändern", lambda unit: editing.save(unit, house, replace(house, kind="SCHULE")))
    filled.do("ändern", lambda unit: editing.save(unit, other, replace(other, phone="030 23125-100")))
    (late,) = council_gather.late_entries(filled.office.read, since)
    assert (late.key, late.on) == (("institution", house.uid), house.network_from)


def test_a_late_step_of_somebody_who_was_counted_is_a_late_entry(filled: Desk) -> None:
    since = council_gather.frozen(filled.office.read, frozen(filled))
    person = filled.office.read.all(Person)[0]
    filled.do("beendet", lambda unit: editing.take(unit, person, Step(VolunteerStatus.ENDED, date(2026, 10, 1))))
    (late,) = council_gather.late_entries(filled.office.read, since)
    assert (late.key, late.status) == (("person", person.uid), VolunteerStatus.ENDED.value)


def test_a_step_that_a_frozen_report_was_computed_from_is_not_taken_back(filled: Desk) -> None:
    """It is made good by a new one; what is after the Stichtag, or entered later, is as free as ever."""
    person, other = filled.office.read.all(Person)[:2]
    other = filled.do("später", lambda unit: editing.take(unit, other, Step(VolunteerStatus.PAUSED, date(2026, 11, 5))))
    report = frozen(filled)
    with pytest.raises(Refused, match=rf"hinter den Zahlen von {report.number}"):
        filled.do("zurück", lambda unit: editing.take_back(unit, person))
    assert filled.do("zurück", lambda unit: editing.take_back(unit, other)).volunteering is VolunteerStatus.AVAILABLE
    filled.do("öffnen", lambda unit: freezing.unfreeze(unit, filled.office.read.get(Report, report.id)))
    assert filled.do("zurück", lambda unit: editing.take_back(unit, person)).volunteering is VolunteerStatus.NONE


def test_no_stichtag_in_the_future(filled: Desk) -> None:
    report = keep(filled, REPORT)
    with on(filled, date(2026, 10, 30)), pytest.raises(BadValue, match="Zukunft"):
        frozen(filled, report)
    assert filled.office.read.all(Snapshot) == []


def test_only_a_draft_is_frozen_and_only_with_its_own_figures(filled: Desk) -> None:
    report = frozen(filled)
    with pytest.raises(Refused, match="nur Entwürfe"):
        frozen(filled, report)
    other = keep(filled, replace(REPORT, period_from=date(2026, 6, 1)))
    foreign = gather(filled.office.read, Request.of(report))
    with pytest.raises(Refused, match="gehören nicht"):
        filled.do("einfrieren", lambda unit: freezing.freeze(unit, other, foreign))


def test_a_report_is_not_frozen_by_its_status_alone(filled: Desk) -> None:
    report = keep(filled, REPORT)
    with pytest.raises(Refused, match="Zahlen einfrieren"):
        filled.do("Status", lambda unit: editing.take(unit, report, Step(ReportStatus.FROZEN, TODAY)))


def test_an_opened_report_is_told_from_today_and_its_old_snapshot_is_kept(filled: Desk) -> None:
    report = frozen(filled)
    back_dated(filled)
    opened = filled.do("öffnen", lambda unit: freezing.unfreeze(unit, report))
    assert (opened.status, opened.snapshot) == (ReportStatus.DRAFT, None)
    assert "11" in words(paper(filled, opened)).split("\n")
    again = frozen(filled, opened)
    first, second = filled.office.read.all(Snapshot)
    assert (again.snapshot, first.report, second.report) == (second.id, report.number, report.number)
    assert [by_code(from_json(one.payload).now)["K11"].value for one in (first, second)] == [10, 11]


def test_the_checksum_stands_in_the_notes_on_the_last_page(filled: Desk) -> None:
    report = keep(filled, REPORT)
    assert "Prüfsumme" not in words(paper(filled, report))
    report = frozen(filled, report)
    sha256 = filled.office.read.get(Snapshot, report.snapshot).sha256
    last = paper(filled, report).blocks[-1]
    assert isinstance(last, Items)
    assert sha256 in plain(last.entries[-1])
    assert "eingefroren am 12.11.2026 um 09:00 Uhr" in plain(last.entries[-1])


# --- releasing ------------------------------------------------------------------------------


def test_both_twins_are_kept_byte_for_byte(filled: Desk) -> None:
    report = released(filled, frozen(filled))
    read = filled.office.read
    assert report.status is ReportStatus.RELEASED
    for public, of in ((True, report.public_pdf), (False, report.internal_pdf)):
        kept = read.get(Attachment, of)
        data = read.blob(kept.sha256)
        assert kept.sha256 == hashlib.sha256(data).hexdigest()
        assert stored(read, Request.of(report, public)) == data
        assert data.startswith(b"%PDF")
    assert report.public_pdf != report.internal_pdf
    before = [stored(read, Request.of(report, public)) for public in (True, False)]
    back_dated(filled)
    assert [stored(read, Request.of(report, public)) for public in (True, False)] == before


def test_drawing_again_from_the_snapshot_gives_an_equal_paper(filled: Desk) -> None:
    draft = frozen(filled)
    made = issue(filled, draft)
    report = released(filled, draft)
    back_dated(filled)
    again = drawn(council_gather.frozen(filled.office.read, report))
    assert again == made
    assert again.public_pdf == stored(filled.office.read, Request.of(report))
    assert paper(filled, report).draft == ""


def test_words_may_change_until_the_release_and_then_stand_in_the_snapshot(filled: Desk) -> None:
    report = frozen(filled)
    assert len(filled.office.read.all(Snapshot)) == 1
    changed = replace(report, sections=(Section(key="lage", text="Ein neuer Satz."),))
    report = filled.do("ändern", lambda unit: editing.save(unit, report, changed))
    back_dated(filled)
    report = released(filled, report)
    facts = council_gather.frozen(filled.office.read, report)
    assert facts.words.sections[0].text == "Ein neuer Satz."
    assert by_code(facts.now)["K11"].value == 10
    first, second = filled.office.read.all(Snapshot)
    assert (report.snapshot, first.taken_at) == (second.id, second.taken_at)
    assert from_json(first.payload).words.sections == ()


def test_nothing_is_released_that_was_drawn_of_other_words_or_figures(filled: Desk) -> None:
    report = frozen(filled)
    made = issue(filled, report)
    changed = replace(report, sections=(Section(key="lage", text="Neu."),))
    later = filled.do("ändern", lambda unit: editing.save(unit, report, changed))
    with pytest.raises(Refused, match="inzwischen geändert"):
        filled.do("freigeben", lambda unit: freezing.release(unit, later, made))
    back_dated(filled)
    other = drawn(gather(filled.office.read, Request.of(later)))
    with pytest.raises(Refused, match="gehören nicht"):
        filled.do("freigeben", lambda unit: freezing.release(unit, later, other))


@pytest.mark.parametrize("text", ["Es waren <noch offen: Zahl prüfen> Termine.", "Es waren {{K99}} Termine."])
def test_open_spots_block_the_release(filled: Desk, text: str) -> None:
    report = frozen(filled, replace(REPORT, sections=(Section(key="netzwerk", text=text),)))
    with pytest.raises(Refused, match=r"Noch nicht freigegeben: .*(Zahl prüfen|K99)"):
        released(filled, report)
    left_out = replace(report, sections=(Section(key="netzwerk", text=text, on=False),))
    report = filled.do("weglassen", lambda unit: editing.save(unit, report, left_out))
    assert released(filled, report).status is ReportStatus.RELEASED


def test_what_must_not_be_public_blocks_the_release(filled: Desk) -> None:
    keep(filled, Person(first_name="Karla", last_name="Quittenbaum"))
    report = frozen(filled, replace(REPORT, sections=(Section(key="lage", text="Karla Quittenbaum hat geholfen."),)))
    with pytest.raises(Refused, match="Name „Karla Quittenbaum“"):
        released(filled, report)
    assert filled.office.read.get(Report, report.id).status is ReportStatus.FROZEN
    assert [one.kind.value for one in filled.office.read.all(Attachment)] == []


def test_a_copy_has_no_frozen_figures_and_no_paper_of_its_own(filled: Desk) -> None:
    copy = editing.copy_of(released(filled, frozen(filled)))
    assert (copy.status, copy.number, copy.snapshot) == (ReportStatus.DRAFT, "", None)
    assert (copy.public_pdf, copy.internal_pdf) == (None, None)


def test_only_what_is_frozen_is_released(filled: Desk) -> None:
    report = keep(filled, REPORT)
    made = drawn(gather(filled.office.read, Request.of(report)))
    with pytest.raises(Refused, match="Zuerst die Zahlen einfrieren"):
        filled.do("freigeben", lambda unit: freezing.release(unit, report, made))


# --- in the council ---------------------------------------------------------------------------


def test_what_became_of_it_stands_in_the_beratungsfolge_and_orders_are_given(filled: Desk) -> None:
    report = released(filled, frozen(filled))
    report = filled.do("einreichen", lambda unit: freezing.submit(unit, report, TODAY))
    assert report.status is ReportStatus.SUBMITTED
    orders = (Order(text="Lesenachmittag vorbereiten", given_on=TODAY, due_on=date(2027, 2, 1)),)
    done = filled.do(
        "beraten", lambda unit: freezing.discuss(unit, report, TODAY, "KENNTNIS", "Ö 5", orders)
    )  # fmt: skip
    assert done.status is ReportStatus.DISCUSSED
    (row,) = done.consultations
    assert (row.result, row.agenda_item, row.on_date) == ("KENNTNIS", "Ö 5", TODAY)
    (order,) = filled.office.read.all(Order)
    assert (order.text, order.given_on) == ("Lesenachmittag vorbereiten", TODAY)


def test_what_the_sitting_gave_to_do_is_told_by_the_next_report(filled: Desk) -> None:
    report = released(filled, frozen(filled))
    report = filled.do("einreichen", lambda unit: freezing.submit(unit, report, TODAY))
    filled.do("Sitzung", lambda unit: plan_sitting(unit, TODAY))
    orders = (Order(text="Lesenachmittag vorbereiten", given_on=TODAY),)
    filled.do("beraten", lambda unit: freezing.discuss(unit, report, TODAY, "KENNTNIS", "", orders))
    (one,) = followed(Ledger.of(filled.office.read), (), Period(TODAY, TODAY))
    assert (one.order.text, one.origin) == ("Lesenachmittag vorbereiten", f"Sitzung am {TODAY:%d.%m.%Y}")


def test_a_sitting_that_was_moved_takes_the_line_without_a_day_or_a_new_one(filled: Desk) -> None:
    open_day = replace(REPORT, consultations=(Consultation(body="Stadtbezirksrat"),))
    report = released(filled, frozen(filled, open_day))
    report = filled.do("einreichen", lambda unit: freezing.submit(unit, report, TODAY))
    done = filled.do("beraten", lambda unit: freezing.discuss(unit, report, TODAY, "KENNTNIS"))
    assert [(row.body, row.on_date, row.result) for row in done.consultations] == [
        ("Stadtbezirksrat", TODAY, "KENNTNIS")
    ]


# --- correcting -------------------------------------------------------------------------------


def test_a_correction_says_what_was_otherwise_and_why_and_takes_its_place(filled: Desk) -> None:
    wrong = released(filled, frozen(filled))
    back_dated(filled)
    draft = filled.do("berichtigen", lambda unit: freezing.correct(unit, wrong))
    assert (draft.kind, draft.corrects, draft.subject) == (CORRECTION, wrong.id, "Berichtigung: Bericht der Stelle")
    assert (draft.period_from, draft.reference_date) == (wrong.period_from, wrong.reference_date)
    report = frozen(filled, draft)
    told = paper(filled, report)
    table = next(one for one in told.blocks if isinstance(one, Table) and one.columns[-1].head == "Grund")
    rows = {plain(row[0]): tuple(map(plain, row[1:])) for row in table.rows}
    assert rows["Ehrenamtliche"] == ("10", "11", "nachgetragen")
    assert rows["Institutionen im Netzwerk"] == ("4", "5", "nachgetragen")
    assert rows["Institution im Netzwerk: Spätes Haus"] == ("nicht genannt", "genannt", "nachgetragen")
    assert any(isinstance(one, Heading) and one.text == "Was berichtigt wird" for one in told.blocks)

    report = released(filled, report)
    assert filled.office.read.get(Report, wrong.id).status is ReportStatus.CORRECTED
    assert stored(filled.office.read, Request.of(filled.office.read.get(Report, wrong.id))) is not None
    assert report.status is ReportStatus.RELEASED


def test_every_difference_of_the_two_papers_stands_in_the_table(filled: Desk) -> None:
    """Whatever figure of the period is told otherwise is named, with the value that each paper tells."""
    wrong = released(filled, frozen(filled))
    back_dated(filled)
    report = frozen(filled, filled.do("berichtigen", lambda unit: freezing.correct(unit, wrong)))
    for public in (True, False):
        told = paper(filled, report, public)
        table = next(one for one in told.blocks if isinstance(one, Table) and one.columns[-1].head == "Grund")
        named = {plain(row[0]) for row in table.rows}
        old, new = (by_code(council_gather.frozen(filled.office.read, one).now) for one in (wrong, report))
        for code, figure in new.items():
            if not public and figure.value != old[code].value:
                assert str(figure.label) in named, code
            if figure.value == old[code].value:
                assert str(figure.label) not in named, code


def test_an_own_reason_stands_in_the_table(filled: Desk) -> None:
    wrong = released(filled, frozen(filled))
    back_dated(filled)
    draft = filled.do("berichtigen", lambda unit: freezing.correct(unit, wrong))
    reasons = (Section(key="grund:K11", text="Eine Meldung kam verspätet an."),)
    draft = filled.do("Grund", lambda unit: editing.save(unit, draft, replace(draft, sections=reasons)))
    assert "Eine Meldung kam verspätet an." in words(paper(filled, frozen(filled, draft)))


def test_a_correction_without_any_difference_says_so(filled: Desk) -> None:
    wrong = released(filled, frozen(filled))
    draft = filled.do("berichtigen", lambda unit: freezing.correct(unit, wrong))
    told = paper(filled, draft)
    assert not any(isinstance(one, Table) and one.columns[-1].head == "Grund" for one in told.blocks)
    assert "Keine veröffentlichte Zahl hat sich geändert." in [getattr(one, "words", "") for one in told.blocks]


def test_what_is_not_released_or_corrected_already_is_not_corrected(filled: Desk) -> None:
    report = frozen(filled)
    with pytest.raises(Refused, match="was freigegeben ist"):
        filled.do("berichtigen", lambda unit: freezing.correct(unit, report))
    wrong = released(filled, report)
    filled.do("berichtigen", lambda unit: freezing.correct(unit, wrong))
    with pytest.raises(Refused, match="wird schon berichtigt"):
        filled.do("berichtigen", lambda unit: freezing.correct(unit, wrong))


# --- the next report --------------------------------------------------------------------------


def test_the_next_report_knows_what_the_last_one_said_and_what_came_late(filled: Desk) -> None:
    with on(filled, date(2026, 11, 1)):
        first = released(filled, frozen(filled, replace(REPORT, dated_on=date(2026, 11, 1))))
    back_dated(filled)
    following = Report(
        subject="Bericht 2", period_from=date(2026, 11, 1), reference_date=date(2026, 11, 10), dated_on=TODAY
    )
    facts = gather(filled.office.read, Request.of(keep(filled, following)))
    assert facts.last is not None
    assert (facts.last.words.number, by_code(facts.last.now)["K11"].value) == (first.number, 10)
    assert [one.key[0] for one in facts.late] == ["contact_note", "institution", "person"]
    assert not any(one.behind for one in facts.last.now)
    assert from_json(to_json(facts)) == facts


def test_a_changed_snapshot_or_pdf_is_found_by_the_check(filled: Desk) -> None:
    report = released(filled, frozen(filled))
    assert filled.office.check() == []
    with filled.office.unit() as unit:
        unit.connection.exec_driver_sql("UPDATE snapshot SET payload = replace(payload, 'Stelle', 'Stelle!')")
    assert any("Zahlenstand verändert" in one.message and report.number in one.message for one in filled.office.check())
    with filled.office.unit() as unit:
        unit.connection.exec_driver_sql("UPDATE blob SET data = x'00'")
    assert any("Anlage verändert" in one.message for one in filled.office.check())
