"""A text beside its translation: two columns that begin each paragraph at the same height, a square between them.

The square stands once, where both readers find it. Knows nothing of what the texts say.
"""

from dataclasses import dataclass

from bezirkskoordination.reports import look, text
from bezirkskoordination.reports.document import Pair, SideBySide
from bezirkskoordination.reports.look import Style
from bezirkskoordination.reports.strips import Strip, space
from bezirkskoordination.reports.text import Line, Pen

_PLAIN = Style(9.1, 11.5)
_ALONE = Style(10, 13.2)  # without a translation there is room
_SMALL = Style(8.4, 11.0, colour=look.MUTED)
_GUTTER = 34.0  # between the columns; the square stands in its middle
_SQUARE = 10.0
_SQUARE_ROOM = 20.0  # before a text that has no translation
_GAP = 4.0  # between two paragraphs
_ABOVE, _BELOW = 8.0, 1.0  # around a paragraph that heads the next
_HAND = 17.0  # a line for a pen
_WORD = 5.0  # between the last word and such a line
_ENOUGH = 0.5  # of the column


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where the texts stand: the left edge and width of the first, the right edge and width of the second (or 0)."""

    width: float
    second: float

    @property
    def first(self) -> float:
        return self.width - self.second - (_GUTTER if self.second else 0.0)


def strips(block: SideBySide, width: float) -> list[Strip]:
    """A strip for each paragraph: none is parted by a page's end."""
    alone = not any(row.translation for row in block.rows)
    columns = _Columns(width, 0.0 if alone else (width - _GUTTER) / 2)
    found: list[Strip] = []
    for at, row in enumerate(block.rows):
        strip = _paragraph(row, block, columns)
        last = at + 1 == len(block.rows)
        found += [Strip(strip.height, strip.draw, glued=row.bold or (block.kept and not last))]
        found += [] if last else [space(_BELOW if row.bold else _ABOVE if block.rows[at + 1].bold else _GAP)]
    return found


def _paragraph(row: Pair, block: SideBySide, columns: _Columns) -> Strip:
    style = _SMALL if row.small else _PLAIN if columns.second else _ALONE
    indent = _SQUARE_ROOM if row.square and not columns.second else 0.0
    left = text.wrap(row.text, style.size, columns.first - indent, row.bold)
    right = text.wrap(row.translation, style.size, columns.second, row.bold) if row.translation else []
    room = columns.first - indent - left[-1].width - _WORD
    beside = bool(row.lines) and room >= columns.first * _ENOUGH  # the first line for the pen goes on where words end
    below = row.lines - beside
    height = max(len(left) * style.leading + below * _HAND, len(right) * style.leading)

    def draw(pen: Pen, top: float) -> None:
        _write(pen, left, indent, top, style)
        bottom = top - len(left) * style.leading
        if beside:
            pen.rule(columns.first - room, columns.first, bottom + 2, look.THIN, look.DARK_RULE)
        for number in range(below):
            pen.rule(indent, columns.first, bottom - (number + 1) * _HAND + 4, look.THIN, look.DARK_RULE)
        if row.square:
            x = columns.first + (_GUTTER - _SQUARE) / 2 if columns.second else 0.0
            pen.frame(x, top - style.baseline - 1.2, _SQUARE, _SQUARE, look.STRONG, look.INK)
        with pen.speaking(block.language):
            _write(pen, right, columns.width - (0.0 if block.right_to_left else columns.second), top, style, block)

    return Strip(height, draw)


def _write(pen: Pen, lines: list[Line], x: float, top: float, style: Style, of: SideBySide | None = None) -> None:
    """The lines from their left end on, or, in a language that runs the other way, from their right end."""
    write = pen.write_backward if of is not None and of.right_to_left else pen.write
    y = top - style.baseline
    for line in lines:
        write(line, x, y, style.size, style.colour)
        y -= style.leading
