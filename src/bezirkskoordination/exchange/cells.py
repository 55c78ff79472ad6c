"""How a value stands in a cell of a table, and how a cell's text is read back. Knows no file format."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from bezirkskoordination.records import kinds as k
from bezirkskoordination.records.fields import Field
from bezirkskoordination.records.kinds import Names

#: What a cell of a spreadsheet can hold.
Cell = str | int | float | bool | Decimal | date | datetime | time | timedelta | None

#: Excel counts days from 1900 on, and its first two months wrongly; earlier days are written as text.
_FIRST_YEAR = 1901
_FORMULA = "=+\\-@\t\r＝＋－＠"
_TO_GUARD = re.compile(f"'*[{_FORMULA}]")
_GUARDED = re.compile(f"'+[{_FORMULA}]")


#: What no table can hold: control characters and halves of characters.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
#: The longest text that a cell of Excel holds.
_LONGEST = 32_767


def printable(text: str) -> str:
    """A text without what no table can hold."""
    return _UNPRINTABLE.sub("", text)


def guard(text: str) -> str:
    """A text that no spreadsheet takes for a formula: an apostrophe before = + - @ (and undone by `unguard`)."""
    return f"'{text}" if _TO_GUARD.match(text) else text


def unguard(text: str) -> str:
    """The text as it was before `guard`."""
    return text[1:] if _GUARDED.match(text) else text


# --- out ----------------------------------------------------------------------------------


def _plain_money(cents: int) -> str:
    euros, rest = divmod(abs(cents), 100)
    return f"{'-' if cents < 0 else ''}{euros},{rest:02d}"


def _plain_hours(minutes: int) -> str:
    """Hours with a comma where that is exact, else „1:20“."""
    if minutes * 100 % 60 == 0:
        return k.show_minutes(minutes)
    return f"{minutes // 60}:{minutes % 60:02d}"


#: Kinds that are numbers in a table: as German text, and as a spreadsheet's number.
_NUMBERS: dict[k.Kind, tuple[Callable[[Any], str], Callable[[Any], Cell]]] = {
    k.MONEY: (_plain_money, lambda cents: Decimal(cents) / 100),
    k.MINUTES: (_plain_hours, lambda minutes: minutes / 60),
    k.DECIMAL: (k.show_hundredths, lambda hundredths: Decimal(hundredths) / 100),
    k.WHOLE: (str, lambda number: number),
}


def csv_text(field: Field, value: Any, names: Names) -> str:
    """The text of a value in a CSV file: numbers with a decimal comma and without unit, texts guarded."""
    if field.kind in _NUMBERS:
        return "" if value is None else _NUMBERS[field.kind][0](value)
    return guard(printable(field.show(value, names)))


def sheet_cell(field: Field, value: Any, names: Names) -> Cell:
    """The value in a cell of a spreadsheet: numbers and dates as such, everything else as text."""
    if value is None:
        return None
    if field.kind in _NUMBERS:
        return _NUMBERS[field.kind][1](value)
    if field.kind is k.DATE and value.year >= _FIRST_YEAR:
        return value  # type: ignore[no-any-return]
    text = printable(field.show(value, names))
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def stands_as(field: Field, value: Any, names: Names) -> frozenset[str]:
    """The texts that a value has in the tables we write; a cell that reads like one of them changes nothing."""
    texts = (csv_text(field, value, names), to_text(sheet_cell(field, value, names)))
    return frozenset(tidy(unguard(text)) for text in texts)


# --- in -----------------------------------------------------------------------------------


def to_text(cell: Cell) -> str:
    """A spreadsheet's cell as a person in Germany would have typed it: 30231255.0 → „30231255“."""
    match cell:
        case None:
            return ""
        case bool():
            return "ja" if cell else "nein"
        case datetime():
            day = _day(cell.date())
            return day if cell.time() == time() else f"{day} {cell:%H:%M}"
        case date():
            return _day(cell)
        case time():
            return f"{cell.hour}:{cell.minute:02d}"
        case timedelta():
            minutes = round(cell.total_seconds() / 60)
            return f"{minutes // 60}:{minutes % 60:02d}"
        case int() | float() | Decimal():
            return _number(cell)
    return cell


def _day(day: date) -> str:
    return f"{day.day:02d}.{day.month:02d}.{day.year:04d}"


def _number(number: float | Decimal) -> str:
    # 15 digits are what a spreadsheet shows; more is the noise of binary fractions.
    decimal = Decimal(f"{number:.15g}")
    if not decimal.is_finite():
        return str(number)
    whole = decimal == decimal.to_integral_value()
    return f"{decimal.to_integral_value() if whole else decimal.normalize():f}".replace(".", ",")


def tidy(text: str) -> str:
    """A cell's text in one spelling: composed letters, \\n for line ends, nothing around it."""
    return unicodedata.normalize("NFC", printable(text).replace("\r\n", "\n").replace("\r", "\n")).strip()


def _exact_hours(text: str) -> str:
    """„1,33333333333333“, a spreadsheet's 80 minutes, as „1:20“; anything else as it is."""
    if not re.fullmatch(r"\d{1,3},\d{3,}", text):
        return text
    minutes = Decimal(text.replace(",", ".")) * 60
    near = round(minutes)
    return f"{near // 60}:{near % 60:02d}" if abs(minutes - near) < Decimal("0.0001") else text


#: Ways of writing that only programs have.
_PROGRAMS: dict[k.Kind, Callable[[str], str]] = {
    k.MINUTES: _exact_hours,
    k.DATE: lambda text: re.sub(r"[ T]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?$", "", text),
}


def read(field: Field, text: str, names: Names) -> Any:
    """A cell's text as the field's value; raises BadValue."""
    prepare = _PROGRAMS.get(field.kind)
    return field.parse(prepare(text) if prepare else text, names)
