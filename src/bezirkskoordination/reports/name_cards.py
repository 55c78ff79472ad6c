"""Name cards for a meeting: ten on a sheet (90 × 54 mm, as badges are), with marks where to cut.

A card says a name and an institution, in letters to be read across a table; nothing else.
"""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.fields import Record
from bezirkskoordination.records.network import Answer, Meeting
from bezirkskoordination.records.people import Person
from bezirkskoordination.records.refusal import Refused
from bezirkskoordination.reports import look, meeting_words, pdf, text
from bezirkskoordination.reports.look import MM
from bezirkskoordination.reports.pdf import Sheet
from bezirkskoordination.reports.structure import Element
from bezirkskoordination.reports.text import Pen
from bezirkskoordination.store.folding import sort_key
from bezirkskoordination.store.settings import setting
from bezirkskoordination.store.unit import Reader

_TITLE = N_("NameCards", "Namensschilder: {}")
_NOBODY = N_("NameCards", "Unter „Teilnehmende“ steht noch niemand, für den es ein Namensschild gäbe.")

_COLUMNS, _ROWS = 2, 5
_WIDTH, _HEIGHT = 90 * MM, 54 * MM
_LEFT = (look.PAGE_WIDTH - _COLUMNS * _WIDTH) / 2
_BOTTOM = (look.PAGE_HEIGHT - _ROWS * _HEIGHT) / 2
_MARK, _MARK_GAP = 5 * MM, 2 * MM
_PADDING = 6 * MM
_LARGEST, _SMALLEST, _SUB_SIZE, _SUB_LEADING = 22.0, 12.0, 10.5, 13.5


class Card(NamedTuple):
    """A card: what stands large on it, and what below."""

    name: str
    institution: str = ""


def collect(read: Reader, meeting: Meeting, _today: date) -> list[Card]:
    """The cards of all who have not declined, by name; an institution without a person has one for whoever comes."""
    found: dict[Card, str] = {}
    for one in meeting.attendance:
        if one.answer is Answer.NO:
            continue
        institution = meeting_words.institution(read, one)
        if one.person is None:
            found[Card(institution)] = sort_key(institution)
        else:
            person = read.get(Person, one.person)
            name = meeting_words.person(read, one.person)
            found[Card(name, institution)] = sort_key(f"{person.last_name} {person.first_name}")
    return sorted(found, key=lambda card: (found[card], card))


def make(read: Reader, record: Record | None, today: date) -> bytes:
    """The sheets as a PDF; refuses when there is nobody."""
    assert isinstance(record, Meeting)
    cards = collect(read, record, today)
    if not cards:
        raise Refused(_NOBODY)
    size = _COLUMNS * _ROWS
    sheets = [Sheet(partial(_draw, cards[at : at + size])) for at in range(0, len(cards), size)]
    return pdf.render_sheets(_TITLE(meeting_words.body_name(read, record)), setting(read, "office_name"), sheets)


def _draw(cards: Sequence[Card], canvas: Any, root: Element) -> None:
    pen, section = Pen(canvas), root.add("Sect")
    canvas.saveState()
    for at, card in enumerate(cards):
        column, row = at % _COLUMNS, at // _COLUMNS
        _draw_card(pen, card, section, _LEFT + column * _WIDTH, _BOTTOM + (_ROWS - 1 - row) * _HEIGHT)
    _draw_marks(pen)
    pen.close()
    canvas.restoreState()


def _draw_card(pen: Pen, card: Card, section: Element, left: float, bottom: float) -> None:
    """Name and institution in the middle of the card, both centred; a long name in smaller letters."""
    room = _WIDTH - 2 * _PADDING
    size = _LARGEST
    lines = text.wrap(card.name, size, room, bold=True)
    while size > _SMALLEST and (len(lines) > 2 or text.narrowest(card.name, size, bold=True) > room):
        size -= 1
        lines = text.wrap(card.name, size, room, bold=True)
    below = text.wrap(card.institution, _SUB_SIZE, room)[:2] if card.institution else []
    height = len(lines) * size * 1.25 + (6 + len(below) * _SUB_LEADING if below else 0)
    y = bottom + (_HEIGHT + height) / 2
    pen.belongs(section.add("P"))
    for line in lines:
        y -= size * 1.25
        pen.write(line, left + (_WIDTH - line.width) / 2, y + size * 0.3, size)
    y -= 6
    pen.belongs(section.add("P"))
    for line in below:
        y -= _SUB_LEADING
        pen.write(line, left + (_WIDTH - line.width) / 2, y + _SUB_SIZE * 0.3, _SUB_SIZE, look.MUTED)


def _draw_marks(pen: Pen) -> None:
    """Short lines at the edges, outside the cards: no card shows a line after cutting."""
    right, top = _LEFT + _COLUMNS * _WIDTH, _BOTTOM + _ROWS * _HEIGHT
    for row in range(_ROWS + 1):
        y = _BOTTOM + row * _HEIGHT
        pen.rule(_LEFT - _MARK_GAP - _MARK, _LEFT - _MARK_GAP, y, look.THIN, look.RULE)
        pen.rule(right + _MARK_GAP, right + _MARK_GAP + _MARK, y, look.THIN, look.RULE)
    for column in range(_COLUMNS + 1):
        x = _LEFT + column * _WIDTH
        pen.upright(x, _BOTTOM - _MARK_GAP - _MARK, _BOTTOM - _MARK_GAP, look.THIN, look.RULE)
        pen.upright(x, top + _MARK_GAP, top + _MARK_GAP + _MARK, look.THIN, look.RULE)
