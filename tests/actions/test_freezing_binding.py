"""What is frozen stands still, and what is released does for ever."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest

from bezirkskoordination.actions import editing
from bezirkskoordination.actions.desk import Desk
from bezirkskoordination.actions.editing import Step
from bezirkskoordination.records.council import CORRECTION, Consultation, Report, ReportStatus, Section, Snapshot
from bezirkskoordination.records.office import AttachmentKind
from bezirkskoordination.records.refusal import BadValue, Refused
from bezirkskoordination.store.unit import Unit

TODAY = date(2026, 11, 12)
REPORT = Report(
    subject="Bericht", period_from=date(2026, 5, 1), reference_date=date(2026, 10, 31), dated_on=TODAY,
    consultations=(Consultation(body="Stadtbezirksrat", on_date=date(2026, 12, 1)),),
)  # fmt: skip
SNAPSHOT = Snapshot(
    report="BER-2026-0001", reference_date=date(2026, 10, 31), period_from=date(2026, 5, 1),
    taken_at="2026-11-12T08:00:00.000+00:00", rules_version="1", payload="{}", sha256="0" * 64,
)  # fmt: skip
RELEASED = (ReportStatus.RELEASED, ReportStatus.SUBMITTED, ReportStatus.DISCUSSED, ReportStatus.CORRECTED)


def at(desk: Desk, status: ReportStatus, report: Report = REPORT) -> Report:
    """A report that has gone all the way to a status."""
    way = (ReportStatus.FROZEN, *RELEASED)

    def go(unit: Unit) -> Report:
        kept = editing.save(unit, None, report)
        for one in way[: way.index(status) + 1] if status in way else ():
            kept = unit.record_status(kept, one, TODAY)
        return kept

    return desk.do("anlegen", go)


def save(desk: Desk, before: Report, **changes: object) -> Report:
    return desk.do("ändern", lambda unit: editing.save(unit, before, replace(before, **changes)))


def test_a_draft_can_be_changed_and_deleted(desk: Desk) -> None:
    report = save(desk, at(desk, ReportStatus.DRAFT), subject="Neu", reference_date=date(2026, 9, 30))
    desk.do("löschen", lambda unit: editing.delete(unit, [report]))
    assert desk.office.read.all(Report) == []


@pytest.mark.parametrize(
    "changes", [{"period_from": date(2026, 4, 1)}, {"reference_date": date(2026, 9, 30)}, {"number": "BER-2026-0009"}]
)
def test_frozen_figures_stand_still_and_the_words_do_not(desk: Desk, changes: dict[str, object]) -> None:
    report = at(desk, ReportStatus.FROZEN)
    with pytest.raises(Refused, match="eingefroren"):
        save(desk, report, **changes)
    assert save(desk, report, sections=(Section(key="lage", text="Neu."),)).sections[0].text == "Neu."


def test_a_frozen_report_goes_back_to_draft_by_a_step(desk: Desk) -> None:
    report = at(desk, ReportStatus.FROZEN)
    back = desk.do("öffnen", lambda unit: editing.take(unit, report, Step(ReportStatus.DRAFT, TODAY)))
    assert save(desk, back, reference_date=date(2026, 9, 30)).reference_date == date(2026, 9, 30)


@pytest.mark.parametrize("status", RELEASED)
def test_a_released_report_stands_still(desk: Desk, status: ReportStatus) -> None:
    report = at(desk, status)
    for changes in (
        {"subject": "Neu"}, {"sections": (Section(key="lage", text="Neu."),)}, {"signed_by": "N."}, {"public_pdf": None,
        "dated_on": TODAY + timedelta(days=1)}, {"consultations": ()},
    ):  # fmt: skip
        with pytest.raises(Refused, match=r"bleibt, wie er ist.*Berichtigung"):
            save(desk, report, **changes)
    with pytest.raises(Refused, match="nicht zurücknehmen"):
        desk.do("zurück", lambda unit: editing.take_back(unit, report))
    with pytest.raises(Refused, match="nicht gelöscht"):
        desk.do("löschen", lambda unit: editing.delete(unit, [report]))
    assert desk.office.read.all(Report) == [report]


def test_what_became_of_a_released_report_may_be_told(desk: Desk) -> None:
    report = at(desk, ReportStatus.SUBMITTED)
    told = replace(report.consultations[0], result="KENNTNIS", agenda_item="Ö 5")
    assert save(desk, report, consultations=(told,)).consultations == (told,)
    with pytest.raises(Refused, match="bleibt"):
        save(desk, report, consultations=(replace(report.consultations[0], body="Rat"),))


def test_nobody_makes_changes_or_deletes_a_snapshot(desk: Desk) -> None:
    with pytest.raises(Refused, match="beim Einfrieren"):
        desk.do("anlegen", lambda unit: editing.save(unit, None, SNAPSHOT))
    kept = desk.do("einfrieren", lambda unit: unit.add(SNAPSHOT))
    with pytest.raises(Refused, match="bleibt dann, wie er ist"):
        desk.do("ändern", lambda unit: editing.save(unit, kept, replace(kept, payload="{1}")))
    with pytest.raises(Refused, match="bleibt dann, wie er ist"):
        desk.do("löschen", lambda unit: editing.delete(unit, [kept]))
    assert desk.office.read.all(Snapshot) == [kept]


def test_a_report_that_was_frozen_once_is_not_deleted(desk: Desk) -> None:
    report = at(desk, ReportStatus.DRAFT)
    desk.do("einfrieren", lambda unit: unit.add(replace(SNAPSHOT, report=report.number)))
    with pytest.raises(Refused, match="war schon eingefroren"):
        desk.do("löschen", lambda unit: editing.delete(unit, [report]))


def test_the_pdf_of_a_released_report_stands_still(desk: Desk) -> None:
    pdf = desk.do("anhängen", lambda unit: editing.attach_bytes(unit, "B.pdf", b"%PDF", AttachmentKind.REPORT))
    at(desk, ReportStatus.RELEASED, replace(REPORT, public_pdf=pdf.id))
    with pytest.raises(Refused, match="das ausgegebene PDF"):
        desk.do("ändern", lambda unit: editing.save(unit, pdf, replace(pdf, sha256="f" * 64)))
    with pytest.raises(Refused, match="Bericht"):
        desk.do("löschen", lambda unit: editing.delete(unit, [pdf]))


def test_a_correction_names_what_it_corrects_and_nothing_else_does(desk: Desk) -> None:
    report = at(desk, ReportStatus.SUBMITTED)
    at(desk, ReportStatus.DRAFT, replace(REPORT, kind=CORRECTION, corrects=report.id))
    for wrong in (replace(REPORT, kind=CORRECTION), replace(REPORT, corrects=report.id)):
        with pytest.raises(BadValue, match="Berichtigung"):
            at(desk, ReportStatus.DRAFT, wrong)


@pytest.mark.parametrize("name", ["period_from", "reference_date"])
def test_a_correction_keeps_the_days_of_what_it_corrects(desk: Desk, name: str) -> None:
    """Its paper says „Der Stichtag bleibt derselbe.“ and compares figure by figure."""
    report = at(desk, ReportStatus.SUBMITTED)
    correction = at(desk, ReportStatus.DRAFT, replace(REPORT, kind=CORRECTION, corrects=report.id))
    with pytest.raises(BadValue, match=re.escape("01.05.–31.10.2026")) as refused:
        save(desk, correction, **{name: getattr(REPORT, name).replace(day=15)})
    assert refused.value.field == name
    assert save(desk, correction, subject="Berichtigung: Neu").subject == "Berichtigung: Neu"


def test_head_mandate_and_notes_cannot_be_left_out(desk: Desk) -> None:
    at(desk, ReportStatus.DRAFT, replace(REPORT, sections=(Section(key="kosten", on=False),)))
    for key in ("kopf", "auftrag", "hinweise"):
        with pytest.raises(BadValue, match="lassen sich nicht weglassen"):
            at(desk, ReportStatus.DRAFT, replace(REPORT, sections=(Section(key=key, on=False),)))
