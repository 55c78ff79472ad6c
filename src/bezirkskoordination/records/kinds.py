"""The kinds of value a field can hold: how a person writes each, and how it is shown.

A kind knows neither widgets nor columns; both look themselves up by kind.
"""

import contextlib
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any, Protocol, Self

from bezirkskoordination.i18n import N_, Text
from bezirkskoordination.records.refusal import BadValue

NBSP = "\u00a0"
WEEKDAYS = ("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So")
DAY_PARTS = ("vorm.", "nachm.", "abends")


class Names(Protocol):
    """Who can tell the label of a code and the title of a record."""

    def label(self, values: str, code: str) -> str:
        """The label of a code in a value list; the code itself when the list does not know it."""
        ...

    def code(self, values: str, text: str) -> str | None:
        """The code that a label or a code stands for; None when there is none or more than one."""
        ...

    def title(self, type_name: str, record_id: int) -> str:
        """The title of a record, as lists and letters show it."""
        ...

    def find(self, type_name: str, text: str) -> int | None:
        """The one record with this title; None when there is none or more than one."""
        ...


class Choice(Enum):
    """A closed list that rules decide on: each member is a code with its German label.

    Members are equal to nothing but themselves: two lists may use the same code.
    """

    label: Text

    def __new__(cls, code: str, label: Text) -> Self:
        """A member from its code and label."""
        member = object.__new__(cls)
        member._value_ = code
        member.label = label
        return member

    @classmethod
    def of(cls, code: str) -> Self:
        """The member of a stored code; ValueError for a code that is none."""
        try:
            return cls._value2member_map_[code]  # type: ignore[return-value]
        except KeyError:
            raise ValueError(f"{code!r} is no {cls.__name__}") from None


@dataclass(frozen=True, slots=True)
class Details:
    """What a kind must know of its field: the list of values, the type referred to, the class of its rows."""

    values: str | type[Choice] = ""
    to: str = ""
    row: Any = None


Parse = Callable[[str, Details, Names], Any]
Show = Callable[[Any, Details, Names], str]


@dataclass(frozen=True, eq=False, slots=True)
class Kind:
    """`parse` reads what a person typed (raises BadValue), `show` says a value in German.

    `owned` kinds hold a tuple that lies in a table of its own.
    """

    name: str
    parse: Parse
    show: Show
    empty: Any = ""
    owned: bool = False

    def __repr__(self) -> str:
        return self.name


# --- text ---------------------------------------------------------------------------------


def _clean(text: str) -> str:
    """A text as it can be kept, searched and printed: composed (NFC), without control characters and half letters."""
    composed = unicodedata.normalize("NFC", text)
    if composed.isprintable():
        return composed
    return "".join(c for c in composed if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs"))


def _parse_line(text: str, _details: Details, _names: Names) -> str:
    return " ".join(_clean(" ".join(text.split())).split())


def _parse_note(text: str, _details: Details, _names: Names) -> str:
    return _clean(re.sub(r"\r\n?|[\u2028\u2029]", "\n", text)).strip("\n ")


def _show_text(value: Any, _details: Details, _names: Names) -> str:
    return str(value or "")


def _parse_phone(text: str, _details: Details, _names: Names) -> str:
    line = " ".join(text.split())
    if line and (re.search(r"[^0-9+()/\-. ]", line) or sum(map(str.isdigit, line)) < 3):
        raise BadValue(
            N_("Kinds", "„{}“ ist keine Telefonnummer. Erlaubt sind Ziffern, +, Leerzeichen und Bindestrich."), line
        )
    return line


def _parse_email(text: str, _details: Details, _names: Names) -> str:
    line = _clean(text).strip()
    if line and not re.fullmatch(r"(?!.*\.\.)[^@\s,;<>\"]+@[^@\s,;<>\"]+\.[^@\s,;<>\".]{2,}", line):
        raise BadValue(N_("Kinds", "„{}“ ist keine E-Mail-Adresse (Beispiel: name@example.org)."), line)
    return line


# --- dates --------------------------------------------------------------------------------


def parse_date(text: str) -> date | None:
    """A date as people in Germany write it (3.4.26, 03.04.2026, heute) or ISO; None for nothing.

    Two digits are a year of this century. A date with slashes is refused: it may be meant either way round.
    """
    line = text.strip().lower()
    if not line:
        return None
    if line == "heute":
        return date.today()
    try:
        if match := re.fullmatch(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})", line):
            day, month, year = match.groups()
            return date(int(year) + 2000 if len(year) == 2 else int(year), int(month), int(day))
        if match := re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", line):
            return date(*(int(part) for part in match.groups()))
    except ValueError:
        raise BadValue(N_("Kinds", "Den Tag „{}“ gibt es nicht im Kalender."), text.strip()) from None
    raise BadValue(
        N_("Kinds", "„{}“ ist kein Datum. Bitte als TT.MM.JJJJ eingeben, zum Beispiel 03.04.2026."), text.strip()
    )


class Look(Enum):
    """Which year is meant by a day without one: the latest that has been, the nearest, or the next to come."""

    BACK, NEAR, AHEAD = range(3)


def with_year(text: str, today: date, look: Look = Look.NEAR) -> str:
    """A day typed without its year („3.4.“) as a full date; any other text as it is.

    For somebody who sees at once what became of it; never for what is read from a file.
    """
    match = re.fullmatch(r"\s*(\d{1,2})\.\s?(\d{1,2})\.?\s*", text)
    if match is None:
        return text
    found = []
    for year in (today.year - 1, today.year, today.year + 1):
        with contextlib.suppress(ValueError):
            found.append(date(year, int(match[2]), int(match[1])))
    meant = {
        Look.BACK: [day for day in found if day <= today], Look.AHEAD: [day for day in found if day >= today],
    }.get(look, found)  # fmt: skip
    return show_date(min(meant, key=lambda day: abs(day - today), default=None)) or text


def show_date(day: date | None) -> str:
    """`TT.MM.JJJJ`, or nothing."""
    return f"{day.day:02d}.{day.month:02d}.{day.year:04d}" if day else ""  # strftime writes the year 999 with three


def parse_time(text: str) -> str:
    """A time of day as people write it (19, 19:30, 19.30 Uhr, 1930) as `HH:MM`; nothing for nothing."""
    line = re.sub(r"\s*uhr$", "", text.strip().lower())
    if not line:
        return ""
    match = re.fullmatch(r"(\d{1,2})(?:[:.](\d{2})(?::00)?)?|(\d{1,2})(\d{2})", line)
    hour, minute = (match[1] or match[3], match[2] or match[4] or "0") if match else ("99", "0")
    if int(hour) > 23 or int(minute) > 59:
        raise BadValue(N_("Kinds", "„{}“ ist keine Uhrzeit. Bitte zum Beispiel 19 oder 19:30 eingeben."), text.strip())
    return f"{int(hour):02d}:{int(minute):02d}"


# --- numbers ------------------------------------------------------------------------------


_EUROS = r"[1-9]\d{0,2}(?:\.\d{3})+|[1-9]\d{0,2}(?:[ \u00a0\u202f]\d{3})+|\d+"
#: More euros than this are a slip of the finger (and no city's budget).
_DIGITS_OF_EUROS = 9


def parse_cents(text: str) -> int:
    """An amount in euros as people in Germany write it, in cents. Nothing is rounded, nothing guessed."""
    line = re.sub(r"^(€|EUR)\s*|\s*(€|EUR)$", "", text.replace("\u2212", "-").strip())
    if match := re.fullmatch(rf"(-?)({_EUROS})(?:,(\d{{1,2}}|-|–))?", line):
        sign, euros, cents = match.groups()
        digits = re.sub(r"\D", "", euros)
        if len(digits) > _DIGITS_OF_EUROS:
            raise BadValue(N_("Kinds", "„{}“ ist zu groß für einen Betrag. Bitte prüfen."), text.strip())
        amount = int(digits) * 100 + (int(cents.ljust(2, "0")) if cents and cents.isdigit() else 0)
        return -amount if sign else amount
    if re.fullmatch(r"-?\d+\.(\d{1,2})", line):
        raise BadValue(
            N_("Kinds", "„{}“ ist nicht eindeutig: Meinen Sie {} €? Bitte mit Komma eingeben."),
            text.strip(),
            line.replace(".", ","),
        )
    raise BadValue(
        N_("Kinds", "„{}“ ist kein Betrag. Bitte nur Ziffern und ein Komma eingeben, zum Beispiel 12,50."), text.strip()
    )


def grouped(number: int) -> str:
    """A count as it is written in German: `100.000`."""
    return f"{number:,}".replace(",", ".")


def show_cents(cents: int | None) -> str:
    """`1.234,56 €` with a no-break space and, below zero, a true minus."""
    if cents is None:
        return ""
    euros, rest = divmod(abs(cents), 100)
    sign = "\u2212" if cents < 0 else ""
    return f"{sign}{grouped(euros)},{rest:02d}{NBSP}€"


def show_tenths(tenths: int) -> str:
    """A mean with one decimal: 115 → „11,5“."""
    sign, (whole, rest) = "\u2212" if tenths < 0 else "", divmod(abs(tenths), 10)
    return f"{sign}{grouped(whole)},{rest}"


def parse_minutes(text: str) -> int:
    """Hours („6“, „6,5“, „6:30“) in minutes. What is no whole minute is refused, not rounded."""
    line = re.sub(r"\s*(stunden?|std\.?|h)$", "", text.strip().lower())
    if match := re.fullmatch(r"(\d{1,3}):([0-5]\d)", line):
        return int(match[1]) * 60 + int(match[2])
    if re.fullmatch(r"\d{1,3}(,\d{1,2})?", line):
        minutes = Decimal(line.replace(",", ".")) * 60
        if minutes == minutes.to_integral_value():
            return int(minutes)
    raise BadValue(
        N_("Kinds", "„{}“ ist keine Stundenzahl. Bitte zum Beispiel 6, 6,5 oder 6:30 eingeben."), text.strip()
    )


def show_minutes(minutes: int | None) -> str:
    """Hours with a comma where that is exact, else with minutes: 390 → „6,5“, 80 → „1:20“."""
    if minutes is None:
        return ""
    if minutes % 3:
        sign, (hours, rest) = "\u2212" if minutes < 0 else "", divmod(abs(minutes), 60)
        return f"{sign}{hours}:{rest:02d}"
    return f"{(Decimal(minutes) / 60).normalize():f}".replace(".", ",").replace("-", "\u2212")


def show_hours(minutes: int) -> str:
    """A sum of hours with one decimal, half up: 77195 → „1.286,6“."""
    return show_tenths((abs(minutes) + 3) // 6 * (-1 if minutes < 0 else 1))


def parse_hundredths(text: str) -> int:
    """A number with at most two decimals („30“, „2,5“), in hundredths. Nothing is rounded."""
    if not re.fullmatch(r"\d{1,6}(,\d{1,2})?", text.strip()):
        raise BadValue(N_("Kinds", "„{}“ ist keine Zahl. Bitte zum Beispiel 30 oder 2,5 eingeben."), text.strip())
    return int(Decimal(text.strip().replace(",", ".")) * 100)


def show_hundredths(hundredths: int | None) -> str:
    """„30“, „2,5“: no more decimals than there are."""
    if hundredths is None:
        return ""
    whole, rest = divmod(hundredths, 100)
    return f"{whole},{rest:02d}".rstrip("0").rstrip(",") if rest else str(whole)


def parse_whole(text: str) -> int:
    """A whole number."""
    if not re.fullmatch(r"-?\d{1,9}", text.strip()):
        raise BadValue(N_("Kinds", "„{}“ ist keine ganze Zahl."), text.strip())
    return int(text)


def _or_nothing(parse: Callable[[str], Any]) -> Parse:
    return lambda text, _details, _names: parse(text) if text.strip() else None


# --- choices ------------------------------------------------------------------------------

_TRUE = frozenset({"ja", "j", "x", "1", "wahr", "true"})
_FALSE = frozenset({"nein", "n", "", "0", "falsch", "false"})


def _parse_flag(text: str, _details: Details, _names: Names) -> bool:
    line = text.strip().lower()
    if line not in _TRUE | _FALSE:
        raise BadValue(N_("Kinds", "„{}“ ist weder ja noch nein."), text.strip())
    return line in _TRUE


def label_of(code: "str | Choice", details: Details, names: Names) -> str:
    """The label of a code, in a closed or in an editable list; of a closed list also that of a member."""
    if isinstance(code, Choice):
        return str(code.label)
    if isinstance(details.values, str):
        return names.label(details.values, code) if code else ""
    return str(details.values.of(code).label) if code else ""


def code_of(text: str, details: Details, names: Names) -> str:
    """The code that a label or a code stands for."""
    line = text.strip()
    if not line:
        return ""
    if isinstance(details.values, str):
        code = names.code(details.values, line)
    else:
        folded = line.casefold()
        code = next((c.value for c in details.values if folded in (c.value.casefold(), str(c.label).casefold())), None)
    if code is None:
        raise BadValue(N_("Kinds", "„{}“ steht nicht in der Liste."), line)
    return code


def _parse_choice(text: str, details: Details, names: Names) -> Any:
    code = code_of(text, details, names)
    if isinstance(details.values, str):
        return code
    return details.values.of(code) if code else next(iter(details.values))


def _parse_codes(text: str, details: Details, names: Names) -> tuple[str, ...]:
    found = (code for part in re.split(r"[;\n]", text) for code in _codes_of(part.split(","), details, names))
    return tuple(dict.fromkeys(found))


def _codes_of(parts: list[str], details: Details, names: Names) -> Iterator[str]:
    """The codes of texts that stood between commas; a label may hold commas itself, so the longest run wins."""
    parts = [part for part in parts if part.strip()]
    while parts:
        for end in range(len(parts), 0, -1):
            try:
                code = code_of(",".join(parts[:end]), details, names)
            except BadValue:
                if end == 1:
                    raise
            else:
                yield code
                parts = parts[end:]
                break


def _show_codes(value: tuple[str, ...], details: Details, names: Names) -> str:
    return ", ".join(label_of(code, details, names) for code in value)


# --- references and grids -----------------------------------------------------------------


def _parse_ref(text: str, details: Details, names: Names) -> int | None:
    line = text.strip()
    if not line:
        return None
    found = names.find(details.to, line)
    if found is None:
        raise BadValue(N_("Kinds", "„{}“ gibt es nicht oder mehrfach. Bitte aus der Liste wählen."), line)
    return found


def _show_ref(value: int | None, details: Details, names: Names) -> str:
    return names.title(details.to, value) if value else ""


def _show_refs(value: tuple[int, ...], details: Details, names: Names) -> str:
    return "; ".join(names.title(details.to, one) for one in value)


def _parse_refs(text: str, details: Details, names: Names) -> tuple[int, ...]:
    found = (_parse_ref(part, details, names) for part in text.split(";"))
    return tuple(dict.fromkeys(one for one in found if one is not None))


def grid_bit(weekday: int, part: int) -> int:
    """The bit of a weekday (0 Monday to 6 Sunday) and a part of the day (0 morning, 1 afternoon, 2 evening)."""
    return 1 << (weekday * 3 + part)


def _parse_grid(text: str, _details: Details, _names: Names) -> int:
    """„Mo vorm., Di abends“: the fields of the time grid, as the table shows them."""
    grid = 0
    for entry in (part.split() for part in re.split(r"[;,\n]", text) if part.strip()):
        said = [word.lower().removesuffix(".") for word in entry]
        day = next((i for i, names in enumerate(_DAYS) if said[0] in names), None)
        parts = [i for i, names in enumerate(_PARTS) if len(said) == 1 or said[1] in names]
        if day is None or not parts or len(said) > 2:
            raise BadValue(
                N_("Kinds", "„{}“ ist keine Zeit im Raster (Beispiel: Mo vorm., Di abends)."), " ".join(entry)
            )
        for part in parts:
            grid |= grid_bit(day, part)
    return grid


#: Every way to write the days and their parts; „Morgen“ is no Monday and „nachts“ no afternoon.
_DAYS = tuple(
    frozenset({day[:2], day, f"{day}s"})
    for day in ("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag")
)
_PARTS = (
    frozenset({"vorm", "vormittag", "vormittags"}),
    frozenset({"nachm", "nachmittag", "nachmittags"}),
    frozenset({"abend", "abends"}),
)


def _show_grid(value: int, _details: Details, _names: Names) -> str:
    shown = (
        f"{day} {part}" for i, day in enumerate(WEEKDAYS) for j, part in enumerate(DAY_PARTS) if value & grid_bit(i, j)
    )
    return ", ".join(shown)


def _show_rows(value: tuple[Any, ...], details: Details, names: Names) -> str:
    """„Arabisch (Erstsprache), Deutsch (B2)“: the first cell of each row, the others in brackets."""
    return ", ".join(details.row.rows.show(row, names) for row in value)


def _parse_rows(text: str, details: Details, names: Names) -> tuple[Any, ...]:
    return tuple(details.row.rows.parse(part, names) for part in entries(text))


def entries(text: str) -> list[str]:
    """The entries of a list that somebody typed; what stands in brackets belongs together, and so does „2,5“."""
    found, depth = [""], 0
    for at, character in enumerate(text):
        depth += (character == "(") - (character == ")")
        decimal = character == "," and text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isdigit()
        if depth <= 0 and character in ",;\n" and not decimal:
            found.append("")
        else:
            found[-1] += character
    return [entry.strip() for entry in found if entry.strip()]


def _parse_never(text: str, _details: Details, _names: Names) -> Any:
    raise BadValue(N_("Kinds", "„{}“ kann nicht als Text eingegeben werden."), text)


TEXT = Kind("TEXT", _parse_line, _show_text)
NOTE = Kind("NOTE", _parse_note, _show_text)
PHONE = Kind("PHONE", _parse_phone, _show_text)
EMAIL = Kind("EMAIL", _parse_email, _show_text)
DATE = Kind("DATE", _or_nothing(parse_date), lambda value, _d, _n: show_date(value), None)
TIME = Kind("TIME", lambda text, _d, _n: parse_time(text), _show_text)
MONEY = Kind("MONEY", _or_nothing(parse_cents), lambda value, _d, _n: show_cents(value), None)
MINUTES = Kind("MINUTES", _or_nothing(parse_minutes), lambda value, _d, _n: show_minutes(value), None)
DECIMAL = Kind("DECIMAL", _or_nothing(parse_hundredths), lambda value, _d, _n: show_hundredths(value), None)
WHOLE = Kind("WHOLE", _or_nothing(parse_whole), lambda value, _d, _n: "" if value is None else str(value), None)
FLAG = Kind("FLAG", _parse_flag, lambda value, _d, _n: "ja" if value else "nein", False)
CHOICE = Kind("CHOICE", _parse_choice, label_of)
LISTED = Kind("LISTED", _parse_choice, label_of)
STATUS = Kind("STATUS", _parse_choice, label_of)
GRID = Kind("GRID", _parse_grid, _show_grid, 0)
REF = Kind("REF", _parse_ref, _show_ref, None)
ANYREF = Kind("ANYREF", _parse_never, lambda value, _d, _n: value[0] if value else "", None)
CODES = Kind("CODES", _parse_codes, _show_codes, (), owned=True)
REFS = Kind("REFS", _parse_refs, _show_refs, (), owned=True)
ROWS = Kind("ROWS", _parse_rows, _show_rows, (), owned=True)

#: Kinds that hold no words of anybody's own: a day, a member of a closed list, yes or no, a record.
CLOSED = frozenset({DATE, CHOICE, FLAG, REF})
#: Kinds that are asked for by a span, from and to.
RANGED = frozenset({DATE, MONEY, MINUTES, DECIMAL, WHOLE})
