"""Places for somebody's pen: lines to sign on, and the box that others fill in, with squares that stay empty."""

from collections.abc import Sequence

from bezirkskoordination.reports import look, text
from bezirkskoordination.reports.document import Blank, Box, SignHere
from bezirkskoordination.reports.strips import Draw, Strip
from bezirkskoordination.reports.structure import Element
from bezirkskoordination.reports.text import Pen

_SIGN_ROOM = 40.0  # above the line, for a hand
_SIGN_GAP = 24.0
_NOTE_SIZE, _NOTE_LEADING = 8.2, 11.0

_PADDING = 10.0
_TITLE, _ROW = 20.0, 25.0
_SQUARE, _SQUARE_GAP = 9.0, 6.0
_SIZE = 9.5
_GAP = 14.0


def sign_here(block: SignHere, width: float, root: Element) -> list[Strip]:
    """The lines in equal shares of the width, their words below."""
    share = (width - _SIGN_GAP * (len(block.labels) - 1)) / len(block.labels)
    notes = [(text.wrap(label, _NOTE_SIZE, share), root.add("P")) for label in block.labels]

    def draw_rules(pen: Pen, top: float) -> None:
        for at in range(len(notes)):
            left = at * (share + _SIGN_GAP)
            pen.rule(left, left + share, top - _SIGN_ROOM, look.THIN, look.DARK_RULE)

    def writer(number: int) -> Draw:
        def draw(pen: Pen, top: float) -> None:
            for at, (lines, element) in enumerate(notes):
                pen.belongs(element)
                for line in lines[number : number + 1]:
                    pen.write(line, at * (share + _SIGN_GAP), top - _NOTE_LEADING, _NOTE_SIZE, look.MUTED)

        return draw

    count = max(len(lines) for lines, _ in notes)
    words = [Strip(_NOTE_LEADING, writer(number), glued=number == 0) for number in range(count)]
    return [Strip(_SIGN_ROOM, draw_rules, glued=True), *words, Strip(4)]


def box(block: Box, width: float, root: Element) -> Strip:
    """A frame around title and rows; the blanks of a row share its width. Without a title the rows begin at the top."""
    head = _TITLE if block.title else 0.0
    height = head + _ROW * len(block.rows) + _PADDING
    (title, *_) = text.wrap(block.title, _SIZE, width - 2 * _PADDING, bold=True)
    words = (text.natural(one.label, _SIZE) for row in block.rows for one in row if one.square)
    square = _SQUARE + _SQUARE_GAP + max(words, default=0.0)
    inside = root.add("Div")
    named = inside.add("P")
    elements = [[inside.add("P") for _ in row] for row in block.rows]

    def draw(pen: Pen, top: float) -> None:
        pen.frame(0, top - height, width, height, look.STRONG, look.DARK_RULE)
        pen.belongs(named)
        pen.write(title, _PADDING, top - _TITLE + 4, _SIZE)
        for number, (row, owners) in enumerate(zip(block.rows, elements, strict=True), 1):
            y, left = top - head - number * _ROW + 4, _PADDING
            shares = _shares(row, width - 2 * _PADDING, square)
            for blank, share, owner in zip(row, shares, owners, strict=True):
                pen.belongs(owner)
                _draw_blank(pen, blank, left, y, share)
                left += share + _GAP

    return Strip(height, draw)


def _shares(row: Sequence[Blank], width: float, square: float) -> list[float]:
    """Squares with their words are all of one width, lines share the rest."""
    squares = sum(one.square for one in row)
    rest = width - squares * square - _GAP * (len(row) - 1)
    return [square if one.square else rest / (len(row) - squares) for one in row]


def _draw_blank(pen: Pen, blank: Blank, left: float, y: float, width: float) -> None:
    if blank.square:
        pen.frame(left, y - 1, _SQUARE, _SQUARE, look.STRONG, look.INK)
        left, width = left + _SQUARE + _SQUARE_GAP, width - _SQUARE - _SQUARE_GAP
    (label, *_) = text.wrap(blank.label, _SIZE, width + 1)
    pen.write(label, left, y, _SIZE)
    if not blank.square and label.width + 5 < width:
        pen.rule(left + label.width + 5, left + width, y - 2, look.THIN, look.RULE)
