import csv
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bezirkskoordination.actions.desk import Desk
from bezirkskoordination.actions.importing import carry_out
from bezirkskoordination.exchange import heads, importing, reading
from bezirkskoordination.exchange.importing import Outcome, Preview, Row
from bezirkskoordination.exchange.matching import Certainty
from bezirkskoordination.exchange.progress import Stopped
from bezirkskoordination.records import view
from bezirkskoordination.records.institutions import Cooperation, Institution
from bezirkskoordination.records.kinds import grid_bit
from bezirkskoordination.records.money import Expense
from bezirkskoordination.records.office import StatusEvent, SubArea
from bezirkskoordination.records.people import LanguageSkill, Person, VolunteerStatus
from bezirkskoordination.records.refusal import BadValue, Refused, Stale
from bezirkskoordination.store.office import OfficeFile
from bezirkskoordination.store.unit import Unit

TODAY = date(2026, 11, 12)
Look = Callable[..., Preview]


@pytest.fixture
def look(office: OfficeFile, tmp_path: Path) -> Look:
    def looked(text: str, of: str = "volunteer", doubtful: bool = False, **mapping: str) -> Preview:
        path = tmp_path / "liste.csv"
        path.write_text(text, encoding="utf-8")
        source = reading.read(path, heads.knows(view(of).type, mapping))
        return importing.preview(office.read, view(of), source, mapping, TODAY, doubtful)

    return looked


def one(preview: Preview) -> Row:
    assert len(preview.rows) == 1
    return preview.rows[0]


def texts(row: Row, field: str | None = None) -> str:
    return " | ".join(p.text for p in row.problems if field in (None, p.field))


def keep(office: OfficeFile, *records: Any) -> list[Any]:
    with office.unit() as unit:
        return [unit.add(record) for record in records]


def anna(**more: Any) -> Person:
    return Person(**{"last_name": "Müller", "first_name": "Anna", "email": "anna@example.org", **more})


# --- heads --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("head", "field"),
    [
        ("Nachname", "last_name"), ("last_name", "last_name"), ("FAMILIENNAME", "last_name"), ("Vorname", "first_name"),
        ("Tel.", "phone"), ("Telefon-Nr.", "phone"), ("Handy", "mobile"), ("mail", "email"), ("E-Mail", "email"),
        ("Strasse", "street"), ("Straße, Nr.", "street"), ("PLZ", "postal_code"), ("Wohnort", "city"),
        ("Ortsteil", "sub_area"), ("Sprachen", "languages"), ("Status", "volunteering"), ("seit", "since"),
        ("Beginn", "since"), ("Std./Woche", "minutes_per_week"), ("Verfügbarkeit", "available"), ("Notiz", "notes"),
        ("Bemerkung", "notes"), ("Verein", "institution"), ("gehört zu", "institution"), ("Name", "full_name"),
        ("Name, Vorname", "full_name"), ("UID", "uid"),
    ],
)  # fmt: skip
def test_heads_as_people_write_them(look: Look, head: str, field: str) -> None:
    source = look(f"{head};Schuhgröße\nx;y\n", Schuhgröße="").source
    assert heads.assign(Person.type, source, {}).targets[0] == field


def test_unknown_heads_are_named_and_left_out(look: Look) -> None:
    preview = look("Nachname;Schuhgröße\nMüller;42\n")
    assert ["Schuhgröße" in p.text for p in preview.problems] == [True]
    assert one(preview).raw == {"Nachname": "Müller", "Schuhgröße": "42"}


def test_the_user_may_assign_and_leave_out(look: Look) -> None:
    row = one(look("Wer;Notiz;Tel\nMüller;geheim;030 23125-001\n", Wer="last_name", Notiz="", Tel="Mobil"))
    assert (row.values["last_name"], row.values["mobile"]) == ("Müller", "030 23125-001")
    assert "notes" not in row.values


@pytest.mark.parametrize(
    ("mapping", "said"),
    [({"Fehlt": "phone"}, "Eine Spalte „Fehlt“"), ({"Nachname": "quatsch"}, "Ein Feld „quatsch“")],
)
def test_an_assignment_that_cannot_be_is_refused(look: Look, mapping: dict[str, str], said: str) -> None:
    with pytest.raises(Refused, match=said):
        look("Nachname\nMüller\n", **mapping)


def test_two_columns_for_one_field_are_said(look: Look) -> None:
    preview = look("Nachname;Telefon;Telefonnummer\nMüller;030 23125-001;030 23125-002\n")
    assert one(preview).values["phone"] == "030 23125-001"
    assert "schon aus einer anderen Spalte" in preview.problems[0].text


def test_a_table_about_something_else_is_refused(look: Look) -> None:
    with pytest.raises(Refused, match="Keine Spalte passt"):
        look("Artikel;Preis\nHammer;3\n")


def test_what_the_program_keeps_itself_is_refused(look: Look) -> None:
    with pytest.raises(Refused, match="selbst"):
        look("Dateiname\nx.pdf\n", "attachment")


# --- names --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "last", "first", "said"),
    [
        ("Müller, Anna Maria", "Müller", "Anna Maria", ""), ("von der Heide, Jan", "von der Heide", "Jan", ""),
        ("Müller", "Müller", None, ""), ("Anna Müller", "Müller", "Anna", "bitte prüfen"),
    ],
)  # fmt: skip
def test_a_whole_name_is_split_where_that_is_sure(
    look: Look, typed: str, last: str, first: str | None, said: str
) -> None:
    row = one(look(f"Name;Ort\n{typed};x\n"))
    assert (row.outcome, row.values["last_name"], row.values.get("first_name")) == (Outcome.NEW, last, first)
    assert said in texts(row, "last_name")
    assert bool(texts(row)) == bool(said)


def test_a_whole_name_that_cannot_be_split_rejects_the_row(look: Look) -> None:
    row = one(look("Name;Ort\nAnna Maria von der Heide;x\n"))
    assert row.outcome is Outcome.REJECTED
    assert "Nachname, Vorname" in texts(row, "last_name")


def test_beside_first_names_a_name_is_a_last_name(look: Look) -> None:
    rows = look("Name;Vorname\nAl Hassan;Amir\nDe Luca;\nMüller, Anna;\n").rows
    assert [(r.values["last_name"], r.values.get("first_name")) for r in rows] == [
        ("Al Hassan", "Amir"), ("De Luca", None), ("Müller", "Anna"),
    ]  # fmt: skip


# --- hostile cells, one by one ------------------------------------------------------------


@pytest.mark.parametrize(
    ("head", "cell", "field", "said"),
    [
        ("Datenschutzhinweise ausgehändigt am", "03/04/2026", "informed_on", "kein Datum"),
        ("Datenschutzhinweise ausgehändigt am", "31.02.2026", "informed_on", "nicht im Kalender"),
        ("Datenschutzhinweise ausgehändigt am", "12.05.67", "informed_on", "Zukunft"),
        ("Std. pro Woche", "12,5O", "minutes_per_week", "keine Stundenzahl"),
        ("Std. pro Woche", "2.5", "minutes_per_week", "keine Stundenzahl"),
        ("Std. pro Woche", "2-3", "minutes_per_week", "keine Stundenzahl"),
        ("Std. pro Woche", "200", "minutes_per_week", "80 Stunden"),
        ("E-Mail", "anna(at)example.org", "email", "keine E-Mail-Adresse"),
        ("Telefon", "siehe Mobil", "phone", "keine Telefonnummer"),
        ("Anrede", "Kapitän", "salutation", "nicht in der Liste"),
        ("Ortsteil", "Atlantis", "sub_area", "gibt es nicht"),
        ("gehört zu", "Unbekannt e. V.", "institution", "gibt es nicht"),
        ("Verfügbar", "nach Absprache", "available", "Raster"),
        ("Kontaktsperre", "vielleicht", "contact_block", "weder ja noch nein"),
        ("Sprachen", "Klingonisch", "languages", "nicht in der Liste"),
    ],
)  # fmt: skip
def test_a_bad_optional_cell_is_left_out_and_said(look: Look, head: str, cell: str, field: str, said: str) -> None:
    row = one(look(f"Nachname;{head}\nMüller;{cell}\n"))
    assert row.outcome is Outcome.NEW
    assert field not in row.values
    assert said in texts(row, field)
    assert row.raw[head] == cell


@pytest.mark.parametrize(
    ("head", "cell", "field"),
    [
        ("Telefon", "30231255", "phone"), ("Telefon", "23125-001", "phone"), ("Telefon", "171 3920001", "mobile"),
        ("Mobil", "0171 3920001 3920002", "mobile"), ("PLZ", "1067", "postal_code"),
    ],
)  # fmt: skip
def test_doubtful_cells_are_kept_as_typed_with_a_hint(look: Look, head: str, cell: str, field: str) -> None:
    row = one(look(f"Nachname;{head}\nMüller;{cell}\n", **({head: field} if head == "Telefon" else {})))
    assert row.values[field] == cell
    assert "prüfen" in texts(row, field)


@pytest.mark.parametrize("cell", ["030 23125-001", "+49 30 23125-001", "(0171) 392 00 01", "0049 171 3920001"])
def test_good_numbers_get_no_hint(look: Look, cell: str) -> None:
    assert not one(look(f"Nachname;Telefon\nMüller;{cell}\n")).problems


def test_a_list_keeps_the_entries_that_are_known(look: Look) -> None:
    row = one(
        look(
            'Nachname;Sprachen;Handlungsfelder\nMüller;"Arabisch (B2), Klingonisch, Persisch (Farsi)";'
            '"Kultur, Freizeit und Sport, Angeln, Gesundheit"\n'
        )
    )
    assert row.values["languages"] == (LanguageSkill(language="ar", level="B2"), LanguageSkill(language="fa"))
    assert len(row.values["fields_of_action"]) == 2
    assert "Klingonisch" in texts(row, "languages")
    assert "Angeln" in texts(row, "fields_of_action")


def test_broken_letters_are_said(look: Look, tmp_path: Path) -> None:
    assert "Umlauten" in texts(one(look("Nachname;Ort\nMÃ¼ller;x\n")), "last_name")


def test_more_cells_than_heads_are_said(look: Look) -> None:
    assert "„zuviel“" in texts(one(look("Nachname;Vorname\nMüller;Anna;zuviel\n")))


def test_rows_without_a_surname_are_rejected(look: Look) -> None:
    preview = look("Nachname;Vorname\n;Anna\nMüller;\nSumme: ;2\n")
    assert [row.outcome for row in preview.rows] == [Outcome.REJECTED, Outcome.NEW, Outcome.NEW]
    assert "fehlt" in texts(preview.rows[0], "last_name")


def test_a_missing_required_column_is_said_once_for_the_file(look: Look) -> None:
    preview = look("Name;Ort\nChor;Bremen\n", "institution")
    assert "„Art“" in preview.problems[0].text
    assert preview.counts["rejected"] == 1


def test_a_bad_required_cell_rejects_the_row(look: Look) -> None:
    head = "Belegdatum;Kostenart;Empfänger;Zweck;Betrag\n"
    rows = look(
        head + "03.04.2026;Porto;Post;Briefe;1.234,56\n03/04/2026;Porto;Post;Briefe;1\n"
        "03.04.2026;Porto;Post;Briefe;12,5O\n03.04.2026;Porto;Post;Briefe;12.50\n03.04.2099;Porto;Post;Briefe;1\n",
        "expense",
    ).rows
    assert [row.outcome for row in rows] == [Outcome.NEW, *[Outcome.REJECTED] * 4]
    assert rows[0].values["amount"] == 123456
    assert all(row.problems for row in rows[1:])


# --- status -------------------------------------------------------------------------------


def carried(office: OfficeFile, preview: Preview) -> None:
    Desk(office).do("Einlesen", lambda unit: carry_out(unit, preview.plans))


def events(office: OfficeFile) -> list[tuple[str, date]]:
    return [(event.status, event.effective_on) for event in office.read.all(StatusEvent)]


def test_new_volunteers_begin_today_as_interested(office: OfficeFile, look: Look) -> None:
    preview = look("Nachname\nMüller\n")
    assert one(preview).values["volunteering"] is VolunteerStatus.INTERESTED
    carried(office, preview)
    assert events(office) == [("INTERESSE", TODAY)]
    assert office.read.all(Person)[0].volunteering is VolunteerStatus.INTERESTED


def test_status_and_since_become_one_event(office: OfficeFile, look: Look) -> None:
    preview = look("Nachname;Status;seit\nA;im Einsatz;3.4.24\nB;EINSATZ;\nC;beendet;31.12.2025\nD;kein Ehrenamt;\n")
    carried(office, preview)
    assert events(office) == [("EINSATZ", date(2024, 4, 3)), ("EINSATZ", TODAY), ("BEENDET", date(2025, 12, 31))]
    assert not office.check()


@pytest.mark.parametrize(("since", "said"), [("01/02/2026", "kein Datum"), ("01.01.2030", "Zukunft")])
def test_a_bad_since_is_today_and_said(office: OfficeFile, look: Look, since: str, said: str) -> None:
    preview = look(f"Nachname;Status;seit\nA;im Einsatz;{since}\n")
    assert said in texts(one(preview), "since")
    carried(office, preview)
    assert events(office) == [("EINSATZ", TODAY)]


def test_an_unknown_status_is_said(look: Look) -> None:
    assert "nicht in der Liste" in texts(one(look("Nachname;Status\nA;sehr aktiv\n")), "volunteering")


def test_the_status_of_a_stored_person_stays(office: OfficeFile, look: Look) -> None:
    (kept,) = keep(office, anna())
    with office.unit() as unit:
        unit.record_status(kept, VolunteerStatus.PLACED, date(2026, 1, 1))
    row = one(look("Nachname;Vorname;E-Mail;Status;seit\nMüller;Anna;anna@example.org;pausiert;1.5.2026\n"))
    assert row.outcome is Outcome.UNCHANGED
    assert "wird nicht geändert" in texts(row, "volunteering")
    assert not one(
        look("Nachname;Vorname;E-Mail;Status;seit\nMüller;Anna;anna@example.org;im Einsatz;1.1.26\n")
    ).problems
    later = one(look("Nachname;Vorname;E-Mail;seit\nMüller;Anna;anna@example.org;1.5.2026\n"))
    assert "nicht übernommen" in texts(later, "since")


def test_a_known_person_who_is_no_volunteer_is_said(office: OfficeFile, look: Look) -> None:
    keep(office, anna())
    row = one(look("Nachname;Vorname;E-Mail\nMüller;Anna;anna@example.org\n"))
    assert "kein Ehrenamt" in texts(row, "volunteering")


# --- who is who ---------------------------------------------------------------------------


def test_the_uid_goes_before_everything(office: OfficeFile, look: Look) -> None:
    (kept,) = keep(office, anna())
    row = one(look(f"uid;Nachname;Vorname\n{kept.uid};Müller-Lüdenscheidt;Anna\n", "person"))
    assert row.changes == {"last_name": ("Müller", "Müller-Lüdenscheidt")}
    shifted = one(look(f"uid;Nachname;Vorname\n{kept.uid};Ganz;Anders\n", "person"))
    assert "ganz andere" in texts(shifted)


def test_an_unknown_uid_is_kept_and_a_foreign_number_is_not(office: OfficeFile, look: Look) -> None:
    preview = look(f"uid;Nachname\n{'ab' * 16};A\n17;B\n", "person")
    assert [row.outcome for row in preview.rows] == [Outcome.NEW, Outcome.NEW]
    assert "keine uid" in texts(preview.rows[1], "uid")
    assert [plan.after.uid for plan in preview.plans] == ["ab" * 16, ""]


@pytest.mark.parametrize(
    ("line", "changed"),
    [
        ("Mueller;ANNA;Anna@Example.org;", {}), ("Müller;Anna;;(030) 231 25-001", {}),
        ("Müller;Anna;neu@example.org;+49 30 23125001", {"email": ("anna@example.org", "neu@example.org")}),
    ],
)  # fmt: skip
def test_name_and_contact_are_sure(office: OfficeFile, look: Look, line: str, changed: dict[str, Any]) -> None:
    keep(office, anna(phone="030 23125-001"))
    preview = look(f"Nachname;Vorname;E-Mail;Telefon\n{line}\n", "person")
    assert one(preview).outcome is (Outcome.CHANGED if changed else Outcome.UNCHANGED)
    assert one(preview).changes == changed
    assert [(d.rows, d.certainty) for d in preview.duplicates] == [((2,), Certainty.SURE)]


def test_the_name_alone_is_doubtful(office: OfficeFile, look: Look) -> None:
    (kept,) = keep(office, anna())
    text = "Nachname;Vorname;E-Mail\nMüller;Anna;andere@example.org\n"
    preview = look(text)
    assert one(preview).outcome is Outcome.SKIPPED
    assert "Übersprungen" in texts(one(preview))
    (double,) = preview.duplicates
    assert (double.rows, double.existing, double.certainty) == ((2,), kept, Certainty.CHECK)
    assert not preview.plans
    taken = look(text, doubtful=True)
    assert one(taken).outcome is Outcome.NEW
    assert taken.duplicates[0].certainty is Certainty.CHECK


def test_the_same_person_twice_in_the_file_is_merged(office: OfficeFile, look: Look) -> None:
    preview = look(
        "Nachname;Vorname;E-Mail;Ort;Telefon\nMüller;Anna;a@example.org;Bremen;\n"
        "Mueller;Anna;A@example.org;Hamburg;030 23125-001\nMüller;Anna;c@example.org;;\n"
    )
    assert [row.outcome for row in preview.rows] == [Outcome.NEW, Outcome.MERGED, Outcome.SKIPPED]
    assert "weicht von Zeile 2 ab" in texts(preview.rows[1], "city")
    assert [(d.rows, d.existing, d.certainty) for d in preview.duplicates] == [
        ((2, 3), None, Certainty.SURE), ((2, 4), None, Certainty.CHECK),
    ]  # fmt: skip
    carried(office, preview)
    (kept,) = office.read.all(Person)
    assert (kept.city, kept.phone, kept.last_name) == ("Bremen", "030 23125-001", "Müller")


def test_a_merged_row_with_another_status_says_so(look: Look) -> None:
    head = "Nachname;Vorname;E-Mail;Status\n"
    rows = look(head + "A;B;a@example.org;im Einsatz\nA;B;a@example.org;pausiert\n").rows
    assert rows[1].outcome is Outcome.MERGED
    assert "weicht" in texts(rows[1], "volunteering")


def test_institutions_are_known_by_name_and_postal_code(office: OfficeFile, look: Look) -> None:
    keep(office, Institution(name="Chor", kind="KULTUR", postal_code="38100"))
    head = "Name;Art;PLZ;Telefon\n"
    assert one(look(head + "CHOR;;38100;030 23125-001\n", "institution")).outcome is Outcome.CHANGED
    assert one(look(head + "Chor;;38999;\n", "institution")).outcome is Outcome.SKIPPED


def test_the_same_list_of_expenses_twice_adds_nothing(office: OfficeFile, look: Look) -> None:
    text = (
        "Datum;Kategorie;Geschäft;Wofür;Summe\n03.04.2026;Porto;Post;Briefe;1,60\n03.04.2026;Porto;Post;Karten;1,60\n"
    )
    carried(office, look(text, "expense"))
    assert look(text, "expense").counts["skipped"] == 2
    assert [e.number for e in office.read.all(Expense)] == ["K-2026-0001", "K-2026-0002"]


def test_running_numbers_know_their_record_and_are_never_taken(office: OfficeFile, look: Look) -> None:
    keep(office, Expense(on_date=TODAY, category="PORTO", payee="Post", purpose="x", amount=1))
    preview = look("Nr.;Betrag\nK-2026-0001;5,00\n", "expense")
    assert one(preview).changes == {"amount": (1, 500)}
    fresh = one(look("Nr.;Datum;Kategorie;Geschäft;Wofür;Summe\nK-2020-0009;1.2.2026;Porto;A;B;1,00\n", "expense"))
    assert fresh.outcome is Outcome.NEW
    assert "vergibt das Programm" in texts(fresh, "number")


# --- changing -----------------------------------------------------------------------------


def test_empty_cells_clear_nothing(office: OfficeFile, look: Look) -> None:
    (kept,) = keep(office, anna(phone="030 23125-001", notes="bleibt"))
    preview = look(f"uid;Nachname;Telefon;Notiz;Ort\n{kept.uid};;;;Bremen\n", "person")
    assert one(preview).changes == {"city": ("", "Bremen")}
    carried(office, preview)
    assert office.read.get(Person, kept.id).notes == "bleibt"


def test_everything_is_one_step_back(office: OfficeFile, look: Look) -> None:
    keep(office, SubArea(name="Dorf"))
    desk = Desk(office)
    preview = look("Name;Ortsteil;Verfügbarkeit\nA, B;Dorf;Mo vorm.\nC, D;Dorf;\n")
    desk.do("Einlesen", lambda unit: carry_out(unit, preview.plans))
    kept = office.read.all(Person)
    assert [p.available for p in kept] == [grid_bit(0, 0), 0]
    assert desk.undo() == "Einlesen"
    assert not office.read.all(Person)
    assert not office.read.all(StatusEvent)


def test_what_changed_meanwhile_is_refused_as_a_whole(office: OfficeFile, look: Look) -> None:
    (kept,) = keep(office, anna())
    preview = look(f"uid;Nachname;Ort\n;Neu;\n{kept.uid};Müller;Bremen\n", "person")
    with office.unit() as unit:
        unit.change(kept, anna(id=kept.id, uid=kept.uid, city="Kiel"))
    with pytest.raises(Stale):
        carried(office, preview)
    assert len(office.read.all(Person)) == 1


def test_a_plan_that_may_not_be_kept_is_refused(office: OfficeFile) -> None:
    from bezirkskoordination.rules.plans import Planned

    def verb(unit: Unit) -> None:
        carry_out(unit, [Planned(None, anna(minutes_per_week=6000))])

    with pytest.raises(BadValue):
        Desk(office).do("x", verb)


def test_progress_and_stop(office: OfficeFile, tmp_path: Path) -> None:
    path = tmp_path / "l.csv"
    path.write_text("Nachname\n" + "".join(f"N{i}\n" for i in range(450)))
    source = reading.read(path)
    heard: list[int] = []
    of = view("volunteer")
    importing.preview(office.read, of, source, {}, TODAY, progress=lambda done, _of: heard.append(done))
    assert heard == [0, 200, 400, 450]
    with pytest.raises(Stopped):
        importing.preview(office.read, of, source, {}, TODAY, stop=lambda: True)


# --- any file at all ----------------------------------------------------------------------

WORDS = st.sampled_from(
    ["", "Müller", "Mueller", "Anna", "a@example.org", "b@example.org", "030 23125-001", "03/04/2026", "12,5O",
     "im Einsatz", "Deutsch (B2)", "=1+1", "ja", "1.1.2026", "Ä\n\"ö\";", "x" * 50, "0" * 32, "f" * 32]
) | st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), max_size=12)  # fmt: skip
HEADS = ["Nachname", "Vorname", "E-Mail", "Telefon", "Status", "seit", "Sprachen", "uid"]


@given(rows=st.lists(st.lists(WORDS, max_size=9), max_size=10), doubtful=st.booleans())
def test_every_row_has_exactly_one_outcome_and_the_plan_can_be_kept(
    office: OfficeFile, tmp_path: Path, rows: list[list[str]], doubtful: bool
) -> None:
    path = tmp_path / "beliebig.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";", quoting=csv.QUOTE_ALL)
        writer.writerow(HEADS)
        writer.writerows(row for row in rows if row)
    of = view("volunteer")
    source = reading.read(path, heads.knows(of.type, {}))
    preview = importing.preview(office.read, of, source, {}, TODAY, doubtful)
    counts = preview.counts
    assert len(source.rows) == len(preview.rows) == sum(counts.values())
    assert len(preview.plans) == counts["new"]
    desk = Desk(office)
    desk.do("Einlesen", lambda unit: carry_out(unit, preview.plans))
    again = importing.preview(office.read, of, source, {}, TODAY, False)
    assert not again.counts["new"]
    assert not office.check()
    if preview.plans:
        desk.undo()
    assert not office.read.all(Person)


# --- the network --------------------------------------------------------------------------


def test_units_of_one_authority_are_different_institutions(office: OfficeFile, look: Look) -> None:
    keep(office, Institution(name="Stadt", unit="Soziales", kind="VERWALTUNG", post_code="38023", post_city="Ort"))
    rows = look(
        "Name;Abteilung;Art;Telefax;PLZ (Post);Ort (Post)\n"
        "Stadt;Soziales;Städtische Dienststelle;030 23125-199;38023;Ort\n"
        "Stadt;Jugend;Städtische Dienststelle;;;\n",
        "institution",
    ).rows
    assert [row.outcome for row in rows] == [Outcome.CHANGED, Outcome.NEW]
    assert rows[0].values["fax"] == "030 23125-199"
    assert rows[1].values["unit"] == "Jugend"


def test_a_tie_is_known_by_its_ends_its_kind_and_its_start(office: OfficeFile, look: Look) -> None:
    a, b = keep(office, Institution(name="Anger", kind="KIRCHE"), Institution(name="Bach", kind="KITA"))
    keep(office, Cooperation(institution=a.id, partner=b.id, since=date(2024, 3, 1)))
    preview = look(
        "Institution;Beziehung;Partner;seit;bis\n"
        "Anger;arbeitet zusammen mit;Bach;01.03.2024;31.03.2026\n"
        "Anger;arbeitet zusammen mit;Bach;01.06.2026;\n"
        "Anger;nutzt Räume bei;Bach;;\n"
        "Anger;NUTZT_RAUM;Nirgends;;\n",
        "cooperation",
    )
    assert [row.outcome.value for row in preview.rows] == ["changed", "skipped", "new", "rejected"]
    Desk(office).do("einlesen", lambda unit: carry_out(unit, preview.plans))
    kept = office.read.all(Cooperation)
    assert [(one.kind.value, one.until) for one in kept] == [("KOOPERATION", date(2026, 3, 31)), ("NUTZT_RAUM", None)]


def test_a_list_cannot_make_a_tie_twice(office: OfficeFile, look: Look) -> None:
    a, b = keep(office, Institution(name="Anger", kind="KIRCHE"), Institution(name="Bach", kind="KITA"))
    keep(office, Cooperation(institution=a.id, partner=b.id))
    preview = look("Institution;Beziehung;Partner\nBach;arbeitet zusammen mit;Anger\n", "cooperation")
    with pytest.raises(BadValue, match="schon eingetragen"):
        Desk(office).do("einlesen", lambda unit: carry_out(unit, preview.plans))
    assert len(office.read.all(Cooperation)) == 1
