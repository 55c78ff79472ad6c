"""Writes the records of a view as a table for German spreadsheets: CSV or XLSX, the uid last for the way back.

Meetings also as a calendar (ICS).
"""

import contextlib
import csv
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bezirkskoordination.exchange import calendars
from bezirkskoordination.exchange.cells import csv_text, guard, sheet_cell
from bezirkskoordination.exchange.heads import UID
from bezirkskoordination.exchange.progress import Progress, Stop, Stopped, never, unwatched
from bezirkskoordination.exchange.targets import placed
from bezirkskoordination.i18n import N_
from bezirkskoordination.records import RECORD_TYPES
from bezirkskoordination.records import kinds as k
from bezirkskoordination.records.fields import Field, Record, View
from bezirkskoordination.records.network import Meeting
from bezirkskoordination.records.refusal import Refused
from bezirkskoordination.store.names import StoredNames
from bezirkskoordination.store.unit import Reader

_PAGE = 500


@dataclass(frozen=True, slots=True)
class Table:
    """What is to be written: the records of these ids, in this order, with these fields."""

    view: View
    fields: tuple[Field, ...]
    ids: Sequence[int]

    @property
    def heads(self) -> list[str]:
        """The head of each column."""
        return [*(str(f.label) for f in self.fields), UID]

    @property
    def holds_personal_data(self) -> bool:
        """Whether one of the columns says something about a person."""
        return self.names_people or any(f.personal for f in self.fields)

    @property
    def names_people(self) -> bool:
        """Whether one of the columns refers to people, or to something that has a name in its title."""
        return any(map(_names_somebody, self.fields))


def _names_somebody(field: Field) -> bool:
    """Whether a reference is shown with the name of a person: „V-2026-0001 · Al-Sayed, Rima“."""
    to = RECORD_TYPES.get(field.details.to)
    return to is not None and any(one.personal or _names_somebody(one) for one in to.title_fields)


def chosen(view: View, columns: Sequence[str] = ()) -> tuple[Field, ...]:
    """The fields with these names or labels, in this order; all of them when none is named."""
    by_name = {known.casefold(): f for f in view.type.fields for known in (str(f.label), f.name)}
    unknown = [column for column in columns if column.strip().casefold() not in by_name]
    if unknown:
        raise Refused(
            N_("Export", "Spalte „{}“ gibt es nicht. Möglich sind: {}."),
            unknown[0], ", ".join(f.name for f in view.type.fields),
        )  # fmt: skip
    return tuple(dict.fromkeys(by_name[c.strip().casefold()] for c in columns)) or view.type.fields


def write(reader: Reader, table: Table, target: Path, progress: Progress = unwatched, stop: Stop = never) -> None:
    """Write a table to a file, by the ending of its name.

    Refuses strict types and the vault, an unknown ending, what the disk refuses, and (Stopped) when `stop` says so;
    then nothing is written.
    """
    if table.view.type.strict or table.view.type.vault:
        raise Refused(
            N_("Export", "{} verlassen die Datei nicht: Außerhalb ließen sie sich nicht rechtzeitig löschen."),
            str(table.view.type.plural),
        )
    writer = _WRITERS.get(target.suffix.lower())
    if writer is None:
        raise Refused(N_("Export", "„{}“: Der Name muss auf {} enden."), target.name, " oder ".join(_WRITERS))
    with placed(target) as new:
        writer(new, table, reader, _told(reader, table, progress, stop))


def _told(reader: Reader, table: Table, progress: Progress, stop: Stop) -> Iterator[Record]:
    """The records page by page, with the titles of what they refer to read in one question a page."""
    for start in range(0, len(table.ids), _PAGE):
        if stop():
            raise Stopped(N_("Export", "Abgebrochen. Es wurde nichts geschrieben."))
        records = reader.page(table.view.type, table.ids[start : start + _PAGE])
        _read_titles(reader.names, table.fields, records)
        yield from records
        progress(min(start + _PAGE, len(table.ids)), len(table.ids))


def _read_titles(names: StoredNames, fields: Sequence[Field], records: Sequence[Record]) -> None:
    for field in fields:
        if field.kind in (k.REF, k.REFS):
            values = (getattr(record, field.name) for record in records)
            many = (value if isinstance(value, tuple) else (value,) for value in values)
            names.read_titles(field.details.to, (one for some in many for one in some if one))


# --- CSV ----------------------------------------------------------------------------------


def _write_csv(path: Path, table: Table, reader: Reader, records: Iterator[Record]) -> None:
    """For German Excel: a byte order mark, so that umlauts survive a double click, semicolons, CRLF."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
        writer.writerow([guard(head) for head in table.heads])
        for record in records:
            writer.writerow([*(csv_text(f, getattr(record, f.name), reader.names) for f in table.fields), record.uid])


# --- XLSX ---------------------------------------------------------------------------------

_FORMATS: dict[k.Kind, str] = {
    k.DATE: "DD.MM.YYYY",
    k.MONEY: '#,##0.00\\ "€"',
    k.MINUTES: "0.00",
    k.DECIMAL: "0.##",
    k.WHOLE: "0",
}
#: Width in characters; a text column is as wide as its head, within reason.
_WIDTHS: dict[k.Kind, int] = {
    k.NOTE: 50, k.ROWS: 40, k.CODES: 40, k.REFS: 40, k.GRID: 40, k.EMAIL: 30, k.REF: 28, k.TEXT: 24, k.PHONE: 20,
    k.LISTED: 24, k.CHOICE: 18, k.STATUS: 20,
}  # fmt: skip
_UID_WIDTH = 36
#: XLSX writes odd characters as _x000D_; a text that happens to look like that must say so.
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def _write_xlsx(path: Path, table: Table, reader: Reader, records: Iterator[Record]) -> None:
    # late: openpyxl takes a quarter of a second and is needed for this alone
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    sheet: Any = book.create_sheet(re.sub(r"[\[\]:*?/\\]", " ", str(table.view.label))[:31])
    widths = [max(_WIDTHS.get(f.kind, 12), min(len(str(f.label)) + 3, 40)) for f in table.fields]
    for position, width in enumerate([*widths, _UID_WIDTH], 1):
        sheet.column_dimensions[get_column_letter(position)].width = width
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(table.heads))}{len(table.ids) + 1}"

    def cell(value: Any, number_format: str = "", bold: bool = False) -> Any:
        made: Any = WriteOnlyCell(
            sheet, value=_LOOKS_ESCAPED.sub("_x005F_", value) if isinstance(value, str) else value
        )
        if isinstance(value, str):
            made.data_type = "s"  # else a text that begins with = would be a formula
        if number_format and not isinstance(value, str):
            made.number_format = number_format
        if bold:
            made.font = Font(bold=True)
        return made

    try:
        sheet.append([cell(head, bold=True) for head in table.heads])
        for record in records:
            values = ((f, sheet_cell(f, getattr(record, f.name), reader.names)) for f in table.fields)
            cells = [None if value in (None, "") else cell(value, _FORMATS.get(f.kind, "")) for f, value in values]
            sheet.append([*cells, cell(record.uid)])
        book.save(path)
    except BaseException:
        # openpyxl gathers the rows in a temporary file of its own; nobody's data may stay behind in it.
        with contextlib.suppress(OSError, ValueError):
            sheet.close()
            sheet._writer.cleanup()
        raise


# --- ICS ----------------------------------------------------------------------------------


def _write_ics(path: Path, table: Table, reader: Reader, records: Iterator[Record]) -> None:
    if table.view.type is not Meeting.type:
        raise Refused(
            N_("Export", "Als Kalender (.ics) lassen sich nur Treffen ausgeben, nicht: {}."), table.view.label
        )
    found = [record for record in records if isinstance(record, Meeting)]
    path.write_bytes(calendars.calendar(reader, found, datetime.now(UTC)))


_Writer = Callable[[Path, Table, Reader, Iterator[Record]], None]
_WRITERS: dict[str, _Writer] = {".csv": _write_csv, ".xlsx": _write_xlsx, ".ics": _write_ics}
