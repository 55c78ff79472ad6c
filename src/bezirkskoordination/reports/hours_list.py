"""Whom to ask for the hours of the month before: who helped and has not told them yet, with telephone numbers.

On paper on purpose, with room to write the hours down; it names people, and says so.
"""

from datetime import date

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.fields import Record
from bezirkskoordination.records.kinds import NBSP, show_minutes
from bezirkskoordination.reports import pdf
from bezirkskoordination.reports.document import Align, Block, Column, Document, Heading, Items, Paragraph, Table
from bezirkskoordination.rules import hours
from bezirkskoordination.rules.hours import Line
from bezirkskoordination.rules.periods import month_words
from bezirkskoordination.store.settings import setting
from bezirkskoordination.store.unit import Reader

_TITLE = N_("HoursList", "Stunden {} nachfragen")
_LEFT = N_("HoursList", "{} von {} fehlen noch.")
_ALL = N_("HoursList", "Alle Stunden sind eingetragen.")
_PERSONAL = N_("HoursList", "Enthält Namen und Telefonnummern. Nicht liegen lassen, nach dem Eintragen vernichten.")
_HEADS = (
    N_("HoursList", "Telefon"), N_("HoursList", "Wer"), N_("HoursList", "Einsatz"), N_("HoursList", "Vormonat"),
    N_("HoursList", "Stunden"),
)  # fmt: skip
_WITHOUT = N_("HoursList", "Ohne Telefonnummer")
_ROOM = NBSP * 20


def collect(read: Reader, today: date, month: date | None = None) -> Document:
    """The open lines of a month (without one, of the month before), by telephone number: who has two is asked once."""
    day = month or hours.before(today)
    told = hours.sheet(read, read.names, day)
    left = [one for one in told if one.minutes is None]
    with_number = sorted((one for one in left if one.phone), key=lambda one: (one.phone, one.placement.number))
    title = _TITLE(month_words(day))
    blocks: list[Block] = [Heading(title, level=0)]
    blocks.append(Paragraph(f"{_LEFT(len(left), len(told))} {_PERSONAL}" if left else str(_ALL)))
    if with_number:
        aligned = (Align.LEFT, Align.LEFT, Align.LEFT, Align.RIGHT, Align.LEFT)
        weights = (0.0, 2.0, 0.0, 0.0, 1.5)
        columns = tuple(
            Column(str(head), align, weight) for head, align, weight in zip(_HEADS, aligned, weights, strict=True)
        )
        rows = tuple((one.phone.replace(" ", NBSP), *_rest(read, one), _ROOM) for one in with_number)
        blocks.append(Table(columns, rows, roomy=True))
    if without := [one for one in left if not one.phone]:
        blocks += [Heading(str(_WITHOUT), level=2), Items(tuple(" · ".join(_rest(read, one)[:2]) for one in without))]
    office = setting(read, "office_name")
    return Document(title=title, author=office, blocks=tuple(blocks), header=office, footer=title)


def _rest(read: Reader, line: Line) -> tuple[str, str, str]:
    return line.person.title(read.names), line.placement.number, show_minutes(line.last) or "–"


def make(read: Reader, _record: Record | None, today: date) -> bytes:
    """The list of the month before."""
    return pdf.render(collect(read, today))
