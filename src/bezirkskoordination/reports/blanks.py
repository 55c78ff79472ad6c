"""Places for somebody's pen: lines to sign on, and the box that others fill in, with squares that stay empty."""

from bezirkskoordination.reports import look, text
from bezirkskoordination.reports.document import Blank, Box, SignHere
from bezirkskoordination.reports.strips import Strip
from bezirkskoordination.reports.text import Pen

_SIGN_ROOM = 40.0  # above the line, for a hand
_SIGN_GAP = 24.0
_NOTE_SIZE, _NOTE_LEADING = 8.2, 11.0

_PADDING = 10.0
_TITLE, _ROW = 20.0, 25.0
_SQUARE = 9.0
_SIZE = 9.5
_GAP = 14.0


def sign_here(block: SignHere, width: float) -> Strip:
    """The lines in equal shares of the width, their words below."""
    share = (width - _SIGN_GAP * (len(block.labels) - 1)) / len(block.labels)
    notes = [text.wrap(label, _NOTE_SIZE, share) for label in block.labels]
    below = _NOTE_LEADING * max(len(lines) for lines in notes)

    def draw(pen: Pen, top: float) -> None:
        for at, lines in enumerate(notes):
            left = at * (share + _SIGN_GAP)
            pen.rule(left, left + share, top - _SIGN_ROOM, look.THIN, look.DARK_RULE)
            for number, line in enumerate(lines, 1):
                pen.write(line, left, top - _SIGN_ROOM - number * _NOTE_LEADING, _NOTE_SIZE, look.MUTED)

    return Strip(_SIGN_ROOM + below + 4, draw)


def box(block: Box, width: float) -> Strip:
    """A frame around title and rows; the blanks of a row share its width."""
    height = _TITLE + _ROW * len(block.rows) + _PADDING
    (title, *_) = text.wrap(block.title, _SIZE, width - 2 * _PADDING, bold=True)

    def draw(pen: Pen, top: float) -> None:
        pen.frame(0, top - height, width, height, look.STRONG, look.DARK_RULE)
        pen.write(title, _PADDING, top - _TITLE + 4, _SIZE)
        for number, row in enumerate(block.rows, 1):
            share = (width - 2 * _PADDING - _GAP * (len(row) - 1)) / len(row)
            for at, blank in enumerate(row):
                _draw_blank(pen, blank, _PADDING + at * (share + _GAP), top - _TITLE - number * _ROW + 4, share)

    return Strip(height, draw)


def _draw_blank(pen: Pen, blank: Blank, left: float, y: float, width: float) -> None:
    end = left + width
    if blank.square:
        pen.frame(left, y - 1, _SQUARE, _SQUARE, look.STRONG, look.INK)
        left += _SQUARE + 6
    (label, *_) = text.wrap(blank.label, _SIZE, end - left)
    pen.write(label, left, y, _SIZE)
    start = left + label.width + 5
    if start < end and not blank.square:
        pen.rule(start, end, y - 2, look.THIN, look.RULE)
