"""The table of papers, and the Datenblatt that it begins with."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader
from tests import districts
from tests.reports.tagged import Reading

from bezirkskoordination.records import RECORD_TYPES, VIEWS, view
from bezirkskoordination.records.council import Report, Section
from bezirkskoordination.records.fields import Record
from bezirkskoordination.records.kinds import NOTE, TEXT
from bezirkskoordination.records.money import Claim
from bezirkskoordination.records.people import LanguageSkill, Person, VolunteerStatus
from bezirkskoordination.records.refusal import Refused
from bezirkskoordination.reports import claim_paper, council_report, pdf, record_sheet
from bezirkskoordination.reports.council_gather import Request
from bezirkskoordination.reports.document import Fields, Heading, Paragraph, Table
from bezirkskoordination.reports.formats import FORMATS
from bezirkskoordination.reports.papers import BY_CODE, PAPERS, PrintedPaper, papers_of
from bezirkskoordination.rules.report_sections import SECTIONS
from bezirkskoordination.store import office as office_store
from bezirkskoordination.store.office import OfficeFile

TODAY = date(2026, 11, 12)


def test_every_paper_is_about_something_that_there_is() -> None:
    assert len(BY_CODE) == len(PAPERS)
    known = {"", *RECORD_TYPES, *(one.name for one in VIEWS)}
    assert {paper.of for paper in PAPERS} <= known


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.code)
def test_every_maker_is_there(paper: PrintedPaper) -> None:
    from importlib import import_module

    module, _, function = paper.maker.partition(":")
    maker: Callable[..., bytes] = getattr(import_module(f"bezirkskoordination.reports.{module}"), function)
    assert callable(maker)


def test_a_paper_of_a_type_is_offered_in_each_of_its_views() -> None:
    sheet = BY_CODE["person_sheet"]
    assert sheet in papers_of(view("volunteer"))
    assert sheet in papers_of(view("person"))
    assert sheet not in papers_of(view("institution"))


@pytest.fixture
def person(office: OfficeFile) -> Person:
    with office.unit() as unit:
        kept = unit.add(Person(last_name="Al-Ali", first_name="Yousef", languages=(LanguageSkill(language="ar"),)))
        return unit.record_status(kept, VolunteerStatus.INTERESTED, date(2026, 3, 4))


def test_the_sheet_says_what_is_kept_and_what_is_missing(office: OfficeFile, person: Person) -> None:
    paper = record_sheet.collect(office.read, person, TODAY)
    heading, fields, history, table, empty, personal = paper.blocks
    assert heading == Heading("Al-Ali, Yousef", 0)
    assert isinstance(fields, Fields)
    assert ("Sprachen:", "Arabisch") in fields.rows
    assert isinstance(history, Heading)
    assert isinstance(table, Table)
    assert table.rows == (("04.03.2026", "interessiert", ""),)
    assert isinstance(empty, Paragraph)
    assert "Telefon" in str(empty.words)
    assert isinstance(personal, Paragraph)


def test_the_person_stands_on_the_page_and_not_in_the_metadata(office: OfficeFile, person: Person) -> None:
    from io import BytesIO

    data = BY_CODE["person_sheet"].make(office.read, person, TODAY)
    read = PdfReader(BytesIO(data))
    assert "Al-Ali" in read.pages[0].extract_text()
    assert "Al-Ali" not in str(read.metadata)
    assert data == BY_CODE["person_sheet"].make(office.read, person, TODAY)


@pytest.fixture(scope="module")
def sample_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("sample") / "beispiel.bezirk"
    districts.put(made)
    return made


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.code)
def test_every_paper_of_the_sample_is_tagged_and_fit_for_the_archive(sample_path: Path, paper: PrintedPaper) -> None:
    with office_store.open_(sample_path, "") as opened:
        about = _some_record(opened, paper)
        if paper.of and about is None:
            pytest.skip("the sample district has no record for this paper")
        seen = Reading(paper.make(opened.read, about, opened.clock().date()))
    assert seen.faults == []
    assert (seen.described["part"], seen.described["conformance"], seen.described["ua"]) == ("2", "A", "1")


def test_report_and_claim_of_the_sample_are_tagged(sample_path: Path) -> None:
    with office_store.open_(sample_path, "") as opened:
        read = opened.read
        for public in (True, False):
            for one in read.all(Report):
                assert Reading(pdf.render(council_report.collect(read, Request.of(one, public)))).faults == []
        for claim in read.all(Claim):
            assert Reading(claim_paper.render_claim(read, claim)).faults == []
            assert Reading(claim_paper.glue_sheets(read, claim)).faults == []


#: What a field may hold after somebody pasted into it (SQLite itself refuses halves of characters).
PASTED = (
    "<b>&amp; ]]>", "W" * 2000, "👩‍👩‍👧 😀", "علي (12) א", "a\u200bb\u2060c\u00ad", "eins\nzwei\r\n\u2028drei",
    "\x00\x07\uffff\ue000",
)  # fmt: skip


@pytest.mark.parametrize("words", PASTED, ids=range(len(PASTED)))
def test_whatever_stands_in_the_fields_of_a_record_its_papers_are_sound(sample_path: Path, words: str) -> None:
    with office_store.open_(sample_path, "") as opened:
        today = opened.clock().date()
        for paper in PAPERS:
            about = _some_record(opened, paper) if paper.of else None
            if about is None:
                continue
            texts = {one.name: words for one in about.type.fields if one.kind in (TEXT, NOTE)}
            seen = Reading(paper.make(opened.read, replace(about, **texts), today))
            assert seen.faults == [], paper.code


@pytest.mark.parametrize("words", PASTED, ids=range(len(PASTED)))
def test_whatever_is_written_into_a_report_all_its_files_are_sound(sample_path: Path, words: str) -> None:
    with office_store.open_(sample_path, "") as opened:
        report = max(opened.read.all(Report), key=lambda one: one.reference_date)
        texts = {one.name: words for one in report.type.fields if one.kind in (TEXT, NOTE)}
        sections = tuple(Section(key=kind.key, text=words) for kind in SECTIONS)
        written = replace(report, **texts, sections=sections)
        document = council_report.collect(opened.read, Request.of(written))
    assert Reading(pdf.render(document)).faults == []
    for other in FORMATS[1:]:
        assert other.render(document).startswith(b"PK")


def _some_record(opened: OfficeFile, paper: PrintedPaper) -> Record | None:
    """The first record about which this paper can be."""
    for record in opened.read.all(view(paper.of).type.cls) if paper.of else ():
        try:
            paper.make(opened.read, record, opened.clock().date())
        except Refused:
            continue
        return record
    return None
