"""The figures of a paper as a spreadsheet, read back with another library."""

import io
import zipfile
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook
from tests.reports.every_block import every_field, hostile

from bezirkskoordination.records.kinds import show_cents
from bezirkskoordination.reports import xlsx
from bezirkskoordination.reports.document import (
    Align,
    Bar,
    BarChart,
    Block,
    Column,
    Document,
    Heading,
    Series,
    Table,
)

COLUMNS = (Column("Art"), Column("Betrag", Align.RIGHT))


def document(*blocks: Block) -> Document:
    return Document("Bericht", "Stelle", blocks, mark="Stichtag 31.10.2026")


def read(*blocks: Block) -> dict[str, list[list[Any]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(xlsx.render(document(*blocks))))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_every_table_and_chart_has_a_sheet_under_the_name_of_its_heading() -> None:
    chart = BarChart((Series("heute", (Bar("a", 2, "2"), Bar("b", 0, "< 3"))),), "", "Abb. 1")
    found = read(
        Heading("Titel", 0), Heading("Kosten", 1, "4"), Table(COLUMNS, (("Porto", "1.286,50 €"),), ("Summe", "0,00 €")),
        Table(COLUMNS, ()), Heading("Etat", 2, "4.1"), chart,
    )  # fmt: skip
    assert list(found) == ["Übersicht", "4 Kosten", "4 Kosten (2)", "4.1 Etat"]
    assert found["4 Kosten"] == [["Art", "Betrag"], ["Porto", 1286.5], ["Summe", 0]]
    assert found["4.1 Etat"] == [["Angabe", "heute"], ["a", 2], ["b", "< 3"]]
    assert found["Übersicht"][0][0] == "Zahlen zu: Bericht. Maßgeblich ist das PDF."
    assert found["Übersicht"][1][0] == "Stichtag 31.10.2026"
    assert found["Übersicht"][-1] == ["4.1 Etat", "Titel · 4 Kosten · 4.1 Etat · Abb. 1"]


@pytest.mark.parametrize(
    ("text", "told", "shown"),
    [
        ("1.286,50 €", Decimal("1286.50"), '#,##0.00\\ "€"'),
        ("1.286,50\u00a0€", Decimal("1286.50"), '#,##0.00\\ "€"'),
        ("12\u202f500", Decimal(12500), "0"),
        ("−3", Decimal(-3), "0"),
        ("+5", Decimal(5), "+0;-0;0"),
        ("45 %", Decimal("0.45"), "0\\ %"),
        ("7,25", Decimal("7.25"), "0.00"),
        ("36:00", Decimal("1.5"), "[h]:mm"),
        ("+1.206:00", Decimal("50.25"), "+[h]:mm"),
        ("−0:15", "−0:15", ""),
        ("31.10.2026", date(2026, 10, 31), "DD.MM.YYYY"),
        ("31.02.2026", "31.02.2026", ""),
        ("< 3", "< 3", ""),
        (".", ".", ""),
        ("n. e.", "n. e.", ""),
        ("1.28", "1.28", ""),
        ("=1+1", "=1+1", ""),
        ("", "", ""),
    ],
)
def test_figures_are_numbers_and_nothing_else_is(text: str, told: object, shown: str) -> None:
    assert xlsx.value(text, Column("", Align.RIGHT)) == (told, shown)


@given(st.integers(-(10**9), 10**9))
def test_every_amount_of_money_comes_back(cents: int) -> None:
    told, _ = xlsx.value(show_cents(cents), Column("", Align.RIGHT))
    assert told == Decimal(cents) / 100


def test_words_are_never_numbers() -> None:
    assert xlsx.value("38104", Column("PLZ")) == ("38104", "")


@given(hostile)
@settings(max_examples=15)
def test_any_text_makes_a_file_that_opens_and_no_formula(words: str) -> None:
    data = xlsx.render(every_field(words))
    book = load_workbook(io.BytesIO(data))
    assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert all(len(name) <= 31 for name in book.sheetnames)


def test_texts_that_look_escaped_stay_as_they_are() -> None:
    found = read(Heading("x"), Table(COLUMNS, (("_x000D_", "=SUM(A1)"),)))
    assert found["x"][1] == ["_x000D_", "=SUM(A1)"]


@given(st.lists(st.text("Aa:/' é", max_size=40), max_size=6))
@settings(max_examples=25)
def test_names_of_sheets_are_allowed_and_different(headings: list[str]) -> None:
    blocks = [block for words in ["History", *headings] for block in (Heading(words), Table(COLUMNS, ()))]
    names = [one.name for one in xlsx.sheets(document(*blocks))]
    assert len({name.casefold() for name in names}) == len(names) == len(headings) + 1
    for name in names:
        assert 0 < len(name) <= 31
        assert not set(name) & set("[]:*?/\\")
        assert name.strip("'") == name


def test_the_same_figures_have_the_same_bytes_and_name_nobody() -> None:
    data = xlsx.render(every_field("Straße"))
    assert data == xlsx.render(every_field("Straße"))
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        everything = b"".join(parts.read(name) for name in parts.namelist())
    assert b"openpyxl" not in everything
    assert b"dcterms" not in everything
