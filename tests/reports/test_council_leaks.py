"""Whoever lives in the district carries a marker: none of them may be in the public paper, wherever one looks."""

import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pypdf import PdfReader
from tests import districts
from tests.reports.tagged import Reading

from bezirkskoordination.actions.leaking import leaks_in
from bezirkskoordination.records import TYPES
from bezirkskoordination.records.council import Consultation, Paper, Publicity, Report, Resolution, Section
from bezirkskoordination.records.fields import Field
from bezirkskoordination.records.kinds import EMAIL, NOTE, PHONE, TEXT
from bezirkskoordination.records.network import Order
from bezirkskoordination.reports import docx, pdf, xlsx
from bezirkskoordination.reports.council_gather import Request
from bezirkskoordination.reports.council_report import collect
from bezirkskoordination.reports.document import BarChart, Document
from bezirkskoordination.reports.passages import passages
from bezirkskoordination.store import office as office_store
from bezirkskoordination.store.office import OfficeFile

MARKER, CLOSED, PHONE_NUMBER = "ZZMARKER", "ZZGEHEIM", "0171 3920099"
#: What the paper does say: who signs it, and what the council ordered in public.
SAID = {("report", "signed_by"), ("order", "text"), ("setting", "value"), ("list_item", "note")}
DAY = date(2026, 11, 12)


def marked(of: str, field: Field, number: int) -> str:
    if field.kind is PHONE:
        return PHONE_NUMBER
    if field.kind is EMAIL:
        return f"{MARKER.lower()}{number}@example.org"
    if "name" in field.name or field.name == "guardian":
        return f"{MARKER}{number}"
    return f"{MARKER}{number} {of} {field.name} erzählt hier etwas sehr Vertrauliches"


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample district, every word about people replaced by a marker; closed papers beside it."""
    made = tmp_path_factory.mktemp("marked") / "kennung.bezirk"
    districts.put(made)
    with office_store.open_(made, "") as office, office.unit() as unit:
        for cls in TYPES:
            fields = [one for one in cls.type.fields if _is_personal(cls.type.name, one)]
            for number, record in enumerate(unit.all(cls) if fields else ()):
                unit.change(record, replace(record, **{one.name: marked(cls.type.name, one, number) for one in fields}))
        row = Consultation(body="Verwaltungsausschuss", publicity=Publicity.CLOSED)
        unit.add(Paper(kind="ANTRAG", subject=f"{CLOSED} Vertrag", facts=f"{CLOSED} Sachverhalt", consultations=(row,)))
        given = {"body": "Stadtbezirksrat", "publicity": Publicity.CLOSED, "wording": f"{CLOSED} Wortlaut"}
        decided = unit.add(Resolution(subject=f"{CLOSED} Beschluss", on_date=date(2026, 6, 1), **given))
        unit.add(Order(text=f"{CLOSED} Auftrag", given_on=date(2026, 6, 1), resolution=decided.id))
    return made


def _is_personal(of: str, field: Field) -> bool:
    mine = field.personal or field.name in ("note", "notes")
    return mine and field.kind in (TEXT, NOTE, PHONE, EMAIL) and (of, field.name) not in SAID


@pytest.fixture
def district(path: Path) -> Iterator[OfficeFile]:
    with office_store.open_(path, "") as opened:
        yield opened


def report_of(district: OfficeFile) -> Report:
    return district.read.where(Report, number="BER-2026-0002")[0]


def everything_in(data: bytes) -> str:
    """All that a PDF holds: words on pages, what is read aloud, bookmarks, metadata, attached files, raw objects."""
    reader = PdfReader(BytesIO(data))
    found = [page.extract_text() for page in reader.pages]
    found += [*Reading(data).texts(), *map(str, (reader.metadata or {}).values()), *reader.attachments]
    with pikepdf.open(BytesIO(data)) as opened:
        found += [str(value) for value in opened.docinfo.values()]
        found += [one.title for one in _outline(opened.open_outline().root)]
        found += [str(one) for one in opened.attachments]
        for held in opened.objects:
            found += _strings(held)
    return "\n".join(found)


def _outline(items: list[pikepdf.OutlineItem]) -> Iterator[pikepdf.OutlineItem]:
    for one in items:
        yield one
        yield from _outline(list(one.children))


def _strings(held: pikepdf.Object) -> Iterator[str]:
    """Every string of an object, and what its stream holds."""
    if isinstance(held, pikepdf.Stream):
        yield held.read_bytes().decode("latin-1")
    if isinstance(held, (pikepdf.Dictionary, pikepdf.Stream)):
        for _, value in held.items():
            if isinstance(value, pikepdf.String):
                yield str(value)


def test_no_marker_is_anywhere_in_the_public_paper(district: OfficeFile) -> None:
    document = collect(district.read, Request.of(report_of(district)))
    word = zipfile.ZipFile(BytesIO(docx.render(document)))
    sheets = zipfile.ZipFile(BytesIO(xlsx.render(document)))
    texts = [everything_in(pdf.render(document))]
    texts += [one.read(name).decode("utf-8", "replace") for one in (word, sheets) for name in one.namelist()]

    for text in texts:
        for secret in (MARKER, MARKER.lower(), CLOSED, PHONE_NUMBER):
            assert secret not in text
    assert report_of(district).signed_by in texts[0]
    assert "Verwaltungskosten" in texts[0]  # so the words of the pages were read
    chart = next(one for one in document.blocks if isinstance(one, BarChart))
    assert chart.alternative in texts[0]


def test_the_closed_paper_says_what_only_the_council_may_read(district: OfficeFile) -> None:
    inside = collect(district.read, Request.of(report_of(district), public=False))
    assert f"{CLOSED} Auftrag" in everything_in(pdf.render(inside))


def test_the_check_lets_the_public_paper_pass_and_stops_at_any_marker(district: OfficeFile) -> None:
    report = report_of(district)
    assert not [one for one in leaks_in(district.read, passages(_paper(district, report)), DAY) if one.blocks]
    caught = {
        "person": f"Dank an {MARKER}3",
        "mail": f"Es kam {MARKER.lower()}2@example.org",
        "phone": f"Tel. {PHONE_NUMBER}",
        "closed": f"Wir berieten: {CLOSED} Wortlaut",
        "need": "B-2026-0001 ist gedeckt.",
    }
    for said, text in caught.items():
        own = (*(one for one in report.sections if one.key != "lage"), Section(key="lage", text=text))
        hits = leaks_in(district.read, passages(_paper(district, replace(report, sections=own))), DAY)
        assert any(one.blocks and one.places == ("unter „1 Auf einen Blick“",) for one in hits), said
    named = leaks_in(district.read, passages(_paper(district, report), (f"anlage_{MARKER}1.pdf",)), DAY)
    assert any(one.blocks for one in named)


def _paper(district: OfficeFile, report: Report) -> Document:
    return collect(district.read, Request.of(report))
