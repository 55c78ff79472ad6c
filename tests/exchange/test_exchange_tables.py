import errno
import os
import stat
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from bezirkskoordination.exchange import heads, importing, reading, tables, targets
from bezirkskoordination.exchange.progress import Stopped
from bezirkskoordination.records import RECORD_TYPES, VIEWS, view
from bezirkskoordination.records.council import Consultation, Mandate, Paper, Publicity, Report, Section
from bezirkskoordination.records.institutions import ContactPerson, Institution
from bezirkskoordination.records.money import Budget, Claim, ClaimLine, Expense
from bezirkskoordination.records.office import District, SubArea, Task
from bezirkskoordination.records.people import LanguageSkill, Person, VolunteerStatus
from bezirkskoordination.records.refusal import Refused
from bezirkskoordination.store.office import OfficeFile
from bezirkskoordination.store.query import Query
from bezirkskoordination.store.unit import Unit

TODAY = date(2026, 11, 12)


def fill(unit: Unit) -> None:
    """One record of every type at least, with everything that is awkward in a table."""
    district = unit.add(
        District(number="111", name="Nordost", city="Musterstadt", council_name="Rat", valid_from=date(1900, 1, 1))
    )
    area = unit.add(SubArea(name="Dorf; „Mitte“", district=district.id))
    unit.add(SubArea(name="Rand", district=district.id, neighbours=(area.id or 0,)))
    club = unit.add(Institution(name="=SUMME(A1)", kind="SPORT", postal_code="01067", network_from=date(2020, 2, 29)))
    unit.add(Institution(name="Chor", kind="KULTUR", parent=club.id, opening_hours="Mo\nDi: 9–12 Uhr", notes="-5"))
    languages = (
        LanguageSkill(language="fa", level="B2", interprets=True),
        LanguageSkill(language="ar", interprets=True),
        LanguageSkill(language="de"),
    )
    anna = unit.add(
        Person(
            last_name="O'Neill", first_name="@nna", phone="+49 30 23125-001", mobile="0171 3920001", available=0b101,
            minutes_per_week=80, languages=languages, fields_of_action=("HF5", "HF1"), sub_area=area.id,
            institution=club.id, notes="'=1\n+ zwei; \"drei\"", informed_on=date(2026, 4, 3), native_name="محمد",
        )
    )  # fmt: skip
    unit.record_status(anna, VolunteerStatus.AVAILABLE, date(2026, 1, 2))
    twin = unit.add(Person(last_name="O'Neill", first_name="@nna"))
    unit.record_status(twin, VolunteerStatus.INTERESTED, date(2026, 1, 2))
    for person in (anna, twin):
        unit.add(ContactPerson(institution=club.id or 0, person=person.id or 0, function="Vorstand (komm.), 2."))
    unit.add(Budget(year=2026, amount=123456, carried_over=-5))
    letters = unit.add(
        Expense(on_date=date(2026, 3, 4), category="PORTO", payee="Post", purpose="Briefe, Karten", amount=1230),
    )
    lines = (ClaimLine(expense=letters.id or 0, claimed=1230, approved=0),)
    unit.add(Claim(year=2026, lines=lines, claimant="A, B", address="Weg 1\n38104 Ort", advance=5))
    unit.add(Mandate(person=twin.id or 0, valid_from=date(2026, 1, 1), votes_for=7, votes_against=0))
    rows = (Consultation(body="Ausschuss (Soziales), Rat", on_date=date(2026, 5, 6), publicity=Publicity.CLOSED),)
    paper = unit.add(Paper(kind="ANTRAG_OE", subject="Antrag", consultations=rows, own=True))
    unit.add(Paper(kind="ANTRAG_OE", subject="Antwort", answers=paper.id))
    unit.add(
        Report(
            subject="Halbjahr", period_from=date(2026, 1, 1), reference_date=date(2026, 6, 30),
            dated_on=date(2026, 7, 2), sections=(Section(key="a", text="Erstens (b), zweitens\n\n=drei"),),
            consultations=rows,
        )
    )  # fmt: skip
    unit.add(Task(subject="+ Anrufen", due_on=date(2027, 1, 1), about=("person", anna.uid)))


@pytest.fixture
def filled(office: OfficeFile) -> OfficeFile:
    with office.unit() as unit:
        fill(unit)
    return office


def export(office: OfficeFile, name: str, path: Path, **more: Any) -> Path:
    of = view(name)
    fields = tables.chosen(of, more.pop("columns", ()))
    tables.write(office.read, tables.Table(of, fields, office.lists.order(Query.of(of))), path, **more)
    return path


def look(office: OfficeFile, name: str, path: Path, **mapping: str) -> importing.Preview:
    of = view(name)
    source = reading.read(path, heads.knows(of.type, mapping))
    return importing.preview(office.read, of, source, mapping, TODAY)


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
@pytest.mark.parametrize("name", sorted({*(v.name for v in VIEWS), "person", "contact_person", "sub_area", "district"}))
def test_reading_what_was_written_changes_nothing(filled: OfficeFile, tmp_path: Path, name: str, ending: str) -> None:
    preview = look(filled, name, export(filled, name, tmp_path / f"t.{ending}"))
    assert preview.counts["unchanged"] == len(preview.rows) == filled.lists.count(Query.of(view(name)))
    assert not preview.plans
    assert not preview.problems
    assert not [row.problems for row in preview.rows if row.problems]


@pytest.mark.parametrize("name", sorted(name for name, of in RECORD_TYPES.items() if not (of.strict or of.vault)))
def test_every_type_can_be_written_and_its_heads_are_distinct(filled: OfficeFile, tmp_path: Path, name: str) -> None:
    labels = [str(f.label) for f in RECORD_TYPES[name].fields]
    assert len(set(labels)) == len(labels)
    for ending in ("csv", "xlsx"):
        assert export(filled, name, tmp_path / f"t.{ending}").stat().st_size


@pytest.mark.parametrize("name", sorted(name for name, of in RECORD_TYPES.items() if of.strict or of.vault))
def test_what_must_not_leave_the_file_is_not_written(filled: OfficeFile, tmp_path: Path, name: str) -> None:
    with pytest.raises(Refused):
        export(filled, name, tmp_path / "t.csv")
    assert list(tmp_path.glob("t.csv*")) == []


def test_the_csv_is_one_for_german_excel(filled: OfficeFile, tmp_path: Path) -> None:
    data = export(filled, "expense", tmp_path / "a.csv", columns=("Belegdatum", "amount", "purpose")).read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    text = data.decode("utf-8-sig")
    assert text.startswith("Belegdatum;Betrag;Zweck;uid\r\n04.03.2026;12,30;Briefe, Karten;")
    assert text.count("\r\n") == text.count("\n") == 2


def test_formulas_arrive_as_text(filled: OfficeFile, tmp_path: Path) -> None:
    lines = export(filled, "institution", tmp_path / "i.csv", columns=("name",)).read_text("utf-8-sig").splitlines()
    assert any(line.startswith("'=SUMME(A1);") for line in lines)
    phones = export(filled, "volunteer", tmp_path / "v.csv", columns=("phone",)).read_text("utf-8-sig")
    assert "'+49 30 23125-001;" in phones
    budget = export(filled, "budget", tmp_path / "b.csv", columns=("carried_over",)).read_text("utf-8-sig")
    assert "\r\n-0,05;" in budget.replace("\n", "\r\n").replace("\r\r", "\r")
    sheet = load_workbook(export(filled, "institution", tmp_path / "i.xlsx")).active
    assert sheet is not None
    cell = next(c for row in sheet.iter_rows() for c in row if c.value == "=SUMME(A1)")
    assert cell.data_type == "s"


def test_the_xlsx_has_real_dates_and_numbers(filled: OfficeFile, tmp_path: Path) -> None:
    sheet: Any = load_workbook(export(filled, "expense", tmp_path / "a.xlsx", columns=("on_date", "amount"))).active
    head, row = sheet.iter_rows()
    assert [c.value for c in head] == ["Belegdatum", "Betrag", "uid"]
    assert all(c.font.bold for c in head)
    assert row[0].value == datetime(2026, 3, 4)
    assert row[0].is_date
    assert (row[1].value, "€" in row[1].number_format) == (12.3, True)
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:C2"
    hours: Any = load_workbook(export(filled, "volunteer", tmp_path / "h.xlsx", columns=("minutes_per_week",))).active
    assert sorted(c.value for c in hours["A"][1:] if c.value) == [pytest.approx(80 / 60)]


def test_unknown_columns_and_endings_are_refused(filled: OfficeFile, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="Gehalt"):
        tables.chosen(view("volunteer"), ("last_name", "Gehalt"))
    with pytest.raises(Refused, match=r"\.csv oder \.xlsx"):
        export(filled, "volunteer", tmp_path / "v.doc")


def test_stopping_leaves_the_old_file(filled: OfficeFile, tmp_path: Path) -> None:
    path = tmp_path / "v.csv"
    path.write_text("alt")
    for ending in ("csv", "xlsx"):
        with pytest.raises(Stopped):
            export(filled, "volunteer", path.with_suffix(f".{ending}"), stop=lambda: True)
    assert path.read_text() == "alt"
    assert [p.name for p in tmp_path.iterdir() if p.name.endswith(".part") or p.suffix == ".xlsx"] == []


def test_progress_is_told(filled: OfficeFile, tmp_path: Path) -> None:
    heard: list[tuple[int, int]] = []
    export(filled, "volunteer", tmp_path / "v.csv", progress=lambda done, of: heard.append((done, of)))
    assert heard == [(2, 2)]


@pytest.mark.parametrize(
    ("name", "said"), [("fehlt/v.csv", "gibt es nicht"), ("ordner", "ist ein Ordner"), ("x" * 300 + ".csv", "zu lang")]
)
def test_what_the_disk_refuses_is_said_in_german(tmp_path: Path, name: str, said: str) -> None:
    (tmp_path / "ordner").mkdir()
    with pytest.raises(Refused, match=said), targets.placed(tmp_path / name) as new:
        new.write_text("x")


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (errno.ENOSPC, "voll"),
        (errno.EACCES, "nicht geschrieben"),
        (errno.EROFS, "nicht geschrieben"),
        (errno.EIO, "meldet"),
    ],
)
def test_a_disk_that_fails_half_way_leaves_nothing(tmp_path: Path, code: int, said: str) -> None:
    target = tmp_path / "v.csv"
    target.write_text("alt")

    def write() -> None:
        with targets.placed(target) as new:
            new.write_text("halb")
            raise OSError(code, os.strerror(code))

    with pytest.raises(Refused, match=said):
        write()
    assert [p.name for p in tmp_path.iterdir()] == ["v.csv"]
    assert target.read_text() == "alt"


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_the_right_to_write(tmp_path: Path) -> None:
    tmp_path.chmod(stat.S_IRUSR | stat.S_IXUSR)
    try:
        with pytest.raises(Refused, match="nicht geschrieben"), targets.placed(tmp_path / "v.csv"):
            pass
    finally:
        tmp_path.chmod(stat.S_IRWXU)


TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=30)


@given(
    note=TEXTS, last=TEXTS.filter(lambda t: t.split()), street=TEXTS, minutes=st.integers(0, 80 * 60),
    grid=st.integers(0, 2**21 - 1), day=st.dates(date(1850, 1, 1), TODAY), ending=st.sampled_from(["csv", "xlsx"]),
)  # fmt: skip
def test_any_person_survives_the_round_trip(
    office: OfficeFile,
    tmp_path: Path,
    note: str,
    last: str,
    street: str,
    minutes: int,
    grid: int,
    day: date,
    ending: str,
) -> None:
    with office.unit() as unit:
        kept = unit.add(
            Person(
                last_name=" ".join(last.split()), street=street, notes=note, minutes_per_week=minutes, available=grid,
                informed_on=day,
            )
        )  # fmt: skip
    preview = look(office, "person", export(office, "person", tmp_path / f"p.{ending}"))
    with office.unit() as unit:
        unit.remove(kept)
    assert preview.counts["unchanged"] == len(preview.rows) == 1, preview.rows


def test_a_fresh_office_reads_another_ones_table(
    filled: OfficeFile, make_office: Callable[..., OfficeFile], tmp_path: Path
) -> None:
    from bezirkskoordination.actions.importing import carry_out
    from bezirkskoordination.store.lists import fill_lists

    other = make_office("andere.bezirk")
    with other.unit() as unit:
        fill_lists(unit)
    for name in ("district", "sub_area", "institution", "volunteer"):
        for ending in ("csv", "xlsx"):
            preview = look(other, name, export(filled, name, tmp_path / f"{name}.{ending}"))
            with other.unit() as unit:
                carry_out(unit, preview.plans)
    mine = {p.uid: p for p in filled.read.all(Person) if p.phone}
    theirs = {p.uid: p for p in other.read.all(Person) if p.uid in mine}
    for uid, person in mine.items():
        assert replace(theirs[uid], id=person.id, institution=person.institution, sub_area=person.sub_area) == person
