"""Writes the figures of a `Document` as a spreadsheet: a sheet for every table and chart, numbers as numbers.

The first sheet says what paper they are from and where each stands. The same document gives the same bytes.
"""

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from bezirkskoordination.i18n import N_
from bezirkskoordination.reports import parcel
from bezirkskoordination.reports.document import (
    Align,
    BarChart,
    Block,
    Column,
    Document,
    Heading,
    Letter,
    Table,
    Words,
    chart_table,
    plain,
)
from bezirkskoordination.reports.shaping import clean

_OVERVIEW, _SHEET, _CONTENT = N_("Paper", "Übersicht"), N_("Paper", "Blatt"), N_("Paper", "Inhalt")
_FIGURES = N_("Paper", "Zahlen zu: {}. Maßgeblich ist das PDF.")
_CHART, _TABLE = N_("Paper", "Schaubild"), N_("Paper", "Tabelle")

_NUMBER = re.compile(r"([+\-−]?)(\d{1,3}(?:[.\u00a0\u202f ]\d{3})+|\d+)(?:,(\d+))?(?:[\u00a0\u202f ]?([€%]))?")
_CLOCK = re.compile(r"(\+?)(\d+|\d{1,3}(?:\.\d{3})+):([0-5]\d)")  # Excel knows no duration below nought
_DAY = re.compile(r"(\d\d)\.(\d\d)\.(\d{4})")
_DAY_MINUTES = 24 * 60
#: What no name of a sheet may hold, and how long it may be (Excel).
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_NAME = 31
#: XLSX writes odd characters as _x000D_; a text that happens to look like that must say so.
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_LONGEST = 32_767  # a cell's text (Excel)
_WIDEST = 60


class Sheet(NamedTuple):
    """A table and what it is about: the headings above it."""

    name: str
    about: str
    table: Table


def render(document: Document) -> bytes:
    """The spreadsheet's bytes. Nothing is written anywhere."""
    book = Workbook()
    overview: Any = book.active
    overview.title = str(_OVERVIEW)
    found = list(sheets(document))
    title = _line(document.title)
    lines = [(_FIGURES(title),), (_line(document.mark),), (), (str(_SHEET), str(_CONTENT))]
    for number, line in enumerate([*lines, *((one.name, one.about) for one in found)], 1):
        _write_row(overview, number, line, (), bold=number in (1, len(lines)))
    overview.column_dimensions["A"].width, overview.column_dimensions["B"].width = 34, _WIDEST
    for one in found:
        _write_table(book.create_sheet(one.name), one.table)
    target = io.BytesIO()
    book.save(target)
    return parcel.sealed(target.getvalue(), title, _line(document.author), document.language)


def sheets(document: Document) -> Iterator[Sheet]:
    """The tables of a paper and the tables behind its charts, in its order; every name once."""
    taken = {str(_OVERVIEW).casefold(), "history"}  # Excel keeps this one for itself
    above: list[tuple[int, str]] = []
    for block in _flat(document.blocks):
        if isinstance(block, Heading):
            above = [(level, words) for level, words in above if level < block.level]
            above.append((block.level, _line(f"{block.number} {block.text}")))
        elif isinstance(block, Table | BarChart):
            table = chart_table(block) if isinstance(block, BarChart) else block
            kind = _CHART if isinstance(block, BarChart) else _TABLE
            name = _name(above[-1][1] if above else str(kind), taken)
            taken.add(name.casefold())
            about = " · ".join(filter(None, (*(words for _, words in above), _line(block.caption))))
            yield Sheet(name, about, table)


def value(text: str, column: Column) -> tuple[Decimal | date | str, str]:
    """What a cell says to a spreadsheet, and how it is shown. Figures are numbers where their column is one of figures.

    Everything else stays a text: a postal code is none, nor is a hidden „< 3“.
    """
    if day := _DAY.fullmatch(text):
        try:
            return date(int(day[3]), int(day[2]), int(day[1])), "DD.MM.YYYY"
        except ValueError:
            return text, ""
    if column.align is Align.RIGHT and (clock := _CLOCK.fullmatch(text)):
        minutes = int(clock[2].replace(".", "")) * 60 + int(clock[3])
        return Decimal(minutes) / _DAY_MINUTES, f"{clock[1]}[h]:mm"
    number = _NUMBER.fullmatch(text) if column.align is Align.RIGHT else None
    if not number:
        return text, ""
    sign, whole, part, unit = number.groups(default="")
    amount = Decimal(f"{'' if sign in ('', '+') else '-'}{re.sub(r'[^0-9]', '', whole)}.{part or 0}")
    decimals = f"0.{'0' * len(part)}" if part else "0"
    if unit == "%":
        return amount / 100, f"{decimals}\\ %"
    if unit == "€":
        return amount, f'#,##{decimals}\\ "€"'
    return amount, f"+{decimals};-{decimals};0" if sign == "+" else decimals


def _flat(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Letter):
            yield from _flat(block.blocks)
        else:
            yield block


def _name(heading: str, taken: set[str]) -> str:
    """A name for a sheet that Excel allows and that no other has."""
    wanted = " ".join(_FORBIDDEN.sub(" ", heading).split()).strip(" '")[:_NAME].strip(" '") or str(_TABLE)
    name, number = wanted, 1
    while name.casefold() in taken:
        number += 1
        ending = f" ({number})"
        name = wanted[: _NAME - len(ending)].rstrip() + ending
    return name


def _write_table(sheet: Any, table: Table) -> None:
    sheet.freeze_panes = "A2"
    rows = [*table.rows, *([table.total] if table.total else [])]
    _write_row(sheet, 1, [column.head for column in table.columns], table.columns, bold=True)
    for number, row in enumerate(rows, 2):
        _write_row(sheet, number, row, table.columns, bold=row is table.total)
    for at, column in enumerate(table.columns):
        longest = max((len(plain(row[at])) for row in rows), default=0)
        sheet.column_dimensions[get_column_letter(at + 1)].width = min(max(longest, len(column.head)) + 3, _WIDEST)


def _write_row(sheet: Any, number: int, row: Sequence[Words], columns: Sequence[Column], bold: bool) -> None:
    for at, words in enumerate(row):
        text = clean(plain(words))
        column = columns[at] if columns else Column("")
        told, shown = value(text, column) if number > 1 and columns else (text, "")
        cell = sheet.cell(number, at + 1)
        if isinstance(told, str):
            cell.value = _LOOKS_ESCAPED.sub("_x005F_", told)[:_LONGEST] or None
            if told:
                cell.data_type = "s"  # else a text that begins with = would be a formula
        else:
            cell.value, cell.number_format = told, shown
        if bold:
            cell.font = Font(bold=True)
        if column.align is Align.RIGHT:
            cell.alignment = Alignment(horizontal="right")


def _line(words: str) -> str:
    return " ".join(clean(words).split())
