"""The paper once more for Word: real headings, lists and tables, every word there, nothing that names a person."""

import io
import re
import zipfile
from typing import Any
from xml.etree import ElementTree

import docx as reader
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from tests.reports.every_block import every_block, every_field, hostile

from bezirkskoordination.reports import docx
from bezirkskoordination.reports.document import (
    Align,
    Bar,
    BarChart,
    Block,
    Column,
    Document,
    Heading,
    Items,
    PageBreak,
    Paragraph,
    Run,
    Series,
    Table,
)
from bezirkskoordination.reports.shaping import clean

#: The order in which Word wants to find what it reads (ECMA-376-1, 17.3.1.26, 17.3.2.28, 17.4.60, 17.4.70).
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr shd tabs wordWrap bidi spacing ind jc"
    " outlineLvl rPr",
    "rPr": "rStyle rFonts b bCs i iCs caps color spacing kern sz szCs u rtl cs lang",
    "tblPr": "tblStyle tblW jc tblInd tblBorders tblLayout tblCellMar tblLook",
    "tcPr": "tcW gridSpan tcBorders shd vAlign",
    "tblBorders": "top left bottom right insideH insideV",
    "tcBorders": "top left bottom right",
}


def written(*blocks: Block, draft: str = "") -> Any:
    document = Document("Titel & <mehr>", "Stelle", blocks, "Kopfzeile", "Fußzeile", "Stichtag", draft)
    return reader.Document(io.BytesIO(docx.render(document)))


def said(part: Any) -> str:
    """All text of a part, line ends as blanks; without the sign that only Word sees."""
    texts = (node.text if node.tag == qn("w:t") else " " for node in part.iter(qn("w:t"), qn("w:br"), qn("w:p")))
    return "".join(text or "" for text in texts).replace("\u200e", "")


@given(hostile)
@settings(max_examples=15)
def test_any_text_can_be_written_anywhere_and_is_all_there(words: str) -> None:
    word = reader.Document(io.BytesIO(docx.render(every_field(words))))
    wanted = re.sub(r"\s|[\u202a-\u202e\u2066-\u2069]", "", clean(words))
    blocks = 37  # times that every_block says it: 8 blocks of words, 3 tables, fields, boxes, pairs, a letter
    found = re.sub(r"\s", "", said(word.element.body))
    assert not wanted or found.count(wanted) >= blocks


def test_headings_lists_and_paragraphs_are_what_they_are() -> None:
    word = written(
        Heading("Bericht", 0), Heading("Lage", 1, "1"), Heading("Tief", 3), Paragraph((Run("a"), Run("b", bold=True))),
        Items(("erstens", "zweitens")), Paragraph("klein", small=True),
    )  # fmt: skip
    assert [(one.style.name, one.text) for one in word.paragraphs] == [
        ("Title", "Bericht"), ("Heading 1", "1 Lage"), ("Heading 3", "Tief"), ("Normal", "ab"),
        ("List Bullet", "erstens"), ("List Bullet", "zweitens"), ("Caption", "klein"),
    ]  # fmt: skip
    assert [run.bold for run in word.paragraphs[3].runs] == [None, True]


def test_a_table_repeats_its_head_and_keeps_its_figures_on_the_right() -> None:
    columns = (Column("Art"), Column("Zahl", Align.RIGHT))
    word = written(Table(columns, (("a", "1"), ("b", "2")), ("Summe", "3"), "Stand heute"))
    (table,) = word.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Art", "Zahl"], ["a", "1"], ["b", "2"], ["Summe", "3"],
    ]  # fmt: skip
    heads = [row._tr.find(f".//{qn('w:tblHeader')}") is not None for row in table.rows]
    assert heads == [True, False, False, False]
    assert {row.cells[1].paragraphs[0].alignment.name for row in table.rows} == {"RIGHT"}
    assert all(cell.paragraphs[0].runs[0].bold for at in (0, -1) for cell in table.rows[at].cells)


def test_a_chart_is_the_table_of_its_figures_and_its_words() -> None:
    chart = BarChart(
        (Series("heute", (Bar("a", 2, "2"), Bar("b", 0, "< 3"))), Series("", (Bar("a", 1, "1"), Bar("b", 1, ".")))),
        "a ist mehr.", "Abb. 1",
    )  # fmt: skip
    word = written(chart)
    (table,) = word.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Angabe", "heute", "Anzahl"], ["a", "2", "1"], ["b", "< 3", "."],
    ]  # fmt: skip
    assert [one.text for one in word.paragraphs] == ["Abb. 1", "a ist mehr."]
    assert written(BarChart((), "leer")).tables == []


def test_every_page_says_that_the_pdf_counts_and_which_page_it_is() -> None:
    (section,) = written(Paragraph("x"), draft="Entwurf").sections
    assert said(section.header._element).split() == [
        "Kopfzeile", "Entwurf", "·", "Arbeitsfassung,", "maßgeblich", "ist", "das", "PDF",
    ]  # fmt: skip
    assert "Fußzeile · StichtagSeite 1 von 1" in said(section.footer._element)
    fields = [one.get(qn("w:instr")) for one in section.footer._element.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]


def test_a_page_break_makes_no_empty_page() -> None:
    word = written(Paragraph("eins"), PageBreak(), PageBreak(), Heading("zwei"), PageBreak())
    breaks = [one.text for one in word.paragraphs if one.paragraph_format.page_break_before]
    assert breaks == ["zwei"]


@pytest.mark.parametrize(("words", "parts"), [("Frau علي 12 kam", ["Frau ", "علي", "\u200e 12 kam"])])
def test_words_from_right_to_left_are_told_as_such(words: str, parts: list[str]) -> None:
    runs = written(Paragraph(words)).paragraphs[0].runs
    assert [run.text for run in runs] == parts
    assert [run.font.rtl for run in runs] == [None, True, None]


def test_the_file_names_the_office_the_language_and_nobody() -> None:
    data = docx.render(Document("Titel & <mehr>", "Stelle", every_block("x")))
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        core = ElementTree.fromstring(parts.read("docProps/core.xml"))
        told = {node.tag.rpartition("}")[2]: node.text for node in core}
        assert told == {"title": "Titel & <mehr>", "creator": "Stelle", "language": "de-DE"}
        assert {entry.date_time for entry in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        everything = b"".join(parts.read(name) for name in parts.namelist())
        assert not any(name.endswith("jpeg") for name in parts.namelist())
    assert b"python-docx" not in everything
    assert b"http://" not in re.sub(rb"http://(schemas|purl|www\.w3)\.[^\"<]*", b"", everything)
    assert reader.Document(io.BytesIO(data)).styles.element.find(f".//{qn('w:lang')}").get(qn("w:val")) == "de-DE"


def test_the_same_document_has_the_same_bytes() -> None:
    assert docx.render(every_field("Straße محمد 😀")) == docx.render(every_field("Straße محمد 😀"))


def test_word_finds_everything_in_the_order_it_wants() -> None:
    with zipfile.ZipFile(io.BytesIO(docx.render(every_field("Wort علي")))) as parts:
        for name in ("word/document.xml", "word/styles.xml", "word/header1.xml", "word/footer1.xml"):
            for node in ElementTree.fromstring(parts.read(name)).iter():
                order = ORDER.get(node.tag.rpartition("}")[2], "").split()
                found = [kid.tag.rpartition("}")[2] for kid in node]
                known = [kid for kid in found if kid in order]
                assert known == sorted(known, key=order.index), (name, node.tag, found)
                if name == "word/document.xml" and order:
                    assert set(found) <= set(order), (node.tag, found)
