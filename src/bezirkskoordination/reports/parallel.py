"""A text beside its translation: two columns that begin each paragraph at the same height, a square between them.

The square stands once, where both readers find it. Knows nothing of what the texts say.
"""

from dataclasses import dataclass, replace

from bezirkskoordination.reports import look, text
from bezirkskoordination.reports.document import Pair, SideBySide
from bezirkskoordination.reports.look import Style
from bezirkskoordination.reports.strips import Draw, Strip, space
from bezirkskoordination.reports.structure import Element
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
#: A paragraph of more lines than this may go on on the next page.
_WHOLE_LINES = 40


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where the texts stand: the left edge and width of the first, the right edge and width of the second (or 0)."""

    width: float
    second: float

    @property
    def first(self) -> float:
        return self.width - self.second - (_GUTTER if self.second else 0.0)


def strips(block: SideBySide, width: float, root: Element) -> list[Strip]:
    """A strip for each paragraph: none is parted by a page's end unless it takes most of a page."""
    alone = not any(row.translation for row in block.rows)
    columns = _Columns(width, 0.0 if alone else (width - _GUTTER) / 2)
    found: list[Strip] = []
    for at, row in enumerate(block.rows):
        *first, strip = _paragraph(row, block, columns, root)
        last = at + 1 == len(block.rows)
        found += [*first, replace(strip, glued=row.bold or (block.kept and not last))]
        found += [] if last else [space(_BELOW if row.bold else _ABOVE if block.rows[at + 1].bold else _GAP)]
    return found


def _paragraph(row: Pair, block: SideBySide, columns: _Columns, root: Element) -> list[Strip]:
    style = _SMALL if row.small else _PLAIN if columns.second else _ALONE
    indent = _SQUARE_ROOM if row.square and not columns.second else 0.0
    left = text.wrap(row.text, style.size, columns.first - indent, row.bold)
    right = text.wrap(row.translation, style.size, columns.second, row.bold) if row.translation else []
    room = columns.first - indent - left[-1].width - _WORD
    beside = bool(row.lines) and room >= columns.first * _ENOUGH  # the first line for the pen goes on where words end
    below = row.lines - beside
    owner, translated = root.add("P"), root.add("P", language=block.language)
    count = max(len(left), len(right))

    def writer(start: int, end: int) -> Draw:
        def draw(pen: Pen, top: float) -> None:
            pen.belongs(owner)
            _write(pen, left[start:end], indent, top, style)
            if start == 0 and row.square:
                x = columns.first + (_GUTTER - _SQUARE) / 2 if columns.second else 0.0
                pen.frame(x, top - style.baseline - 1.2, _SQUARE, _SQUARE, look.STRONG, look.INK)
            if start < len(left) <= end:
                draw_lines(pen, top - (len(left) - start) * style.leading)
            pen.belongs(translated)
            x = columns.width - (0.0 if block.right_to_left else columns.second)
            _write(pen, right[start:end], x, top, style, block)

        return draw

    def draw_lines(pen: Pen, bottom: float) -> None:
        if beside:
            pen.rule(columns.first - room, columns.first, bottom + 2, look.THIN, look.DARK_RULE)
        for number in range(below):
            pen.rule(indent, columns.first, bottom - (number + 1) * _HAND + 4, look.THIN, look.DARK_RULE)

    step = count if count <= _WHOLE_LINES else 1
    strips = [
        Strip((min(start + step, count) - start) * style.leading, writer(start, start + step), glued=start == 0)
        for start in range(0, count, step)
    ]
    rest = below * _HAND - (count - len(left)) * style.leading
    return [*strips[:-1], replace(strips[-1], height=strips[-1].height + max(rest, 0.0))]


def _write(pen: Pen, lines: list[Line], x: float, top: float, style: Style, of: SideBySide | None = None) -> None:
    """The lines from their left end on, or, in a language that runs the other way, from their right end."""
    write = pen.write_backward if of is not None and of.right_to_left else pen.write
    y = top - style.baseline
    for line in lines:
        write(line, x, y, style.size, style.colour)
        y -= style.leading
