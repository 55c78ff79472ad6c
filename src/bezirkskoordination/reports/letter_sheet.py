"""The first page of a letter as DIN 5008 (form B) wants it: what an envelope's window shows, and what it does not.

All measures are from the upper left corner of the sheet. Refuses to know what the letter says below its subject.
"""

from functools import partial
from typing import Any

from reportlab.platypus import Flowable, Frame, PageTemplate

from bezirkskoordination.reports import look, text
from bezirkskoordination.reports.document import Closing, Letter
from bezirkskoordination.reports.look import MM
from bezirkskoordination.reports.strips import Strip, glued, line_strips, space
from bezirkskoordination.reports.structure import Element
from bezirkskoordination.reports.text import Pen

#: The address field: 85 × 45 mm, 20 mm from the left and 45 mm from the top; its words stand 5 mm inside.
FIELD_LEFT, FIELD_TOP, FIELD_WIDTH = 20 * MM, 45 * MM, 85 * MM
_WORDS_LEFT = 25 * MM
_WORDS_WIDTH = FIELD_WIDTH - 5 * MM
#: Its upper zone is for the sender and notes and fills from below; the address begins here and has 27.3 mm.
ADDRESS_TOP, ADDRESS_HEIGHT = 62.7 * MM, 27.3 * MM
_LINES = 6
INFORMATION_LEFT, INFORMATION_TOP, _INFORMATION_WIDTH = 125 * MM, 50 * MM, 65 * MM
#: Where the subject begins: 8.46 mm below the address field.
TEXT_TOP = 98.46 * MM
#: Where the sheet is folded, and where it is punched.
FOLDS, PUNCH = (105 * MM, 210 * MM), 148.5 * MM
_MARK_LEFT, _MARK, _PUNCH_MARK = 4 * MM, 3 * MM, 5 * MM
_HEAD_TOP = 17 * MM

_HEAD_NAME = look.Style(12.5, 16, bold=True)
_HEAD_LINE = look.Style(9.5, 12.5, colour=look.MUTED)
_ADDRESS = look.Style(10.5, ADDRESS_HEIGHT / _LINES)
_SMALLEST = 8.0
_SENDER = look.Style(7.5, 9.5, colour=look.MUTED)
_NOTE = look.Style(9, ADDRESS_HEIGHT / _LINES)
_INFORMATION = look.Style(9.5, 13)
_SMALLEST_INFORMATION = 7.5
_LABEL_GAP = 8.0
_SIGN_ROOM = 38.0

#: The template of the pages that follow a letter's first one.
NEXT = "letter"


class Begin(Flowable):
    """Draws nothing; says that the pages are counted anew from here, in a letter or not."""

    def __init__(self, letter: bool) -> None:
        super().__init__()
        self.width = self.height = 0
        self._letter = letter

    def draw(self) -> None:
        """Note the page."""
        self.canv.note_beginning(self._letter)


def template(name: str, letter: Letter, element: Element) -> PageTemplate:
    """The first page of a letter; `element` takes what stands on the sheet around its text."""
    height = look.PAGE_HEIGHT - TEXT_TOP - look.BOTTOM
    padding = {"leftPadding": 0, "rightPadding": 0, "topPadding": 0, "bottomPadding": 0}
    frame = Frame(look.LEFT, look.BOTTOM, look.WIDTH, height, **padding)
    draw = partial(_draw, letter=letter, element=element)
    return PageTemplate(name, [frame], onPage=draw, autoNextPageTemplate=NEXT)


def closing(block: Closing, root: Element) -> list[Strip]:
    """The last words of a letter, room to sign, the name."""
    words = line_strips(text.wrap(block.words, look.BODY.size, look.WIDTH), look.BODY, root.add("P"))
    if not block.name:
        return words
    name = line_strips(text.wrap(block.name, look.BODY.size, look.WIDTH), look.BODY, root.add("P"))
    return [*glued(words), space(_SIGN_ROOM), *name]


def _draw(canvas: Any, _template: Any, letter: Letter, element: Element) -> None:
    canvas.saveState()
    pen = Pen(canvas)
    _draw_head(pen, letter, element)
    _draw_window(pen, letter, element)
    _draw_information(pen, letter, element.add("L"))
    for fold in FOLDS:
        pen.rule(_MARK_LEFT, _MARK_LEFT + _MARK, look.PAGE_HEIGHT - fold, look.THIN, look.RULE)
    pen.rule(_MARK_LEFT, _MARK_LEFT + _PUNCH_MARK, look.PAGE_HEIGHT - PUNCH, look.THIN, look.RULE)
    pen.close()
    canvas.restoreState()


def _draw_head(pen: Pen, letter: Letter, element: Element) -> None:
    y = look.PAGE_HEIGHT - _HEAD_TOP
    for at, words in enumerate(letter.head):
        pen.belongs(element.add("P"))
        style = _HEAD_LINE if at else _HEAD_NAME
        for line in text.wrap(words, style.size, look.WIDTH, style.bold):
            pen.write(line, look.LEFT, y - style.baseline, style.size, style.colour)
            y -= style.leading


def _draw_window(pen: Pen, letter: Letter, element: Element) -> None:
    """Sender and notes fill their zone from below, so that they stay in the window however the sheet slides."""
    sender, *notes = [element.add("P") for _ in ("", *letter.notes)]
    y = look.PAGE_HEIGHT - ADDRESS_TOP
    for note, owner in zip(reversed(letter.notes), reversed(notes), strict=True):
        pen.belongs(owner)
        (line, *_) = text.wrap(note, _NOTE.size, _WORDS_WIDTH)
        pen.write(line, _WORDS_LEFT, y + _NOTE.leading - _NOTE.baseline, _NOTE.size)
        y += _NOTE.leading
    if letter.sender:
        size = _fitting(letter.sender)
        (line, *_) = text.wrap(letter.sender, size, _WORDS_WIDTH)
        y += 2.5
        pen.belongs(sender)
        pen.rule(_WORDS_LEFT, _WORDS_LEFT + line.width, y, look.THIN, look.RULE)
        pen.write(line, _WORDS_LEFT, y + 2.8, size, _SENDER.colour)
    size, lines = _address_lines(letter.address)
    leading = ADDRESS_HEIGHT / max(_LINES, len(lines))
    y = look.PAGE_HEIGHT - ADDRESS_TOP
    pen.belongs(element.add("P"))
    for line in lines:
        pen.write(line, _WORDS_LEFT, y - (leading + look.CAPITAL * size) / 2, size)
        y -= leading


def _fitting(sender: str) -> float:
    """The size in which the sender fits on its line (DIN 5008 allows 6 points at the least)."""
    wide = text.natural(sender, _SENDER.size)
    return max(6.0, _SENDER.size * min(1.0, _WORDS_WIDTH / wide)) if wide else _SENDER.size


def _address_lines(address: tuple[str, ...]) -> tuple[float, list[text.Line]]:
    """The address in the largest size in which all of it lies in its zone; long names go on in the next line."""
    size = _ADDRESS.size
    while True:
        lines = text.wrap("\n".join(address), size, _WORDS_WIDTH)
        most = max(_LINES, int(ADDRESS_HEIGHT / (size * 1.12)))
        if len(lines) <= most or size <= _SMALLEST:
            return size, lines[:most]
        size -= 0.5


def _draw_information(pen: Pen, letter: Letter, element: Element) -> None:
    """Labels and values; what has no blank to break at is made smaller before it is cut."""
    style = _INFORMATION
    widest = max((text.natural(label, style.size) for label, _ in letter.information), default=0.0)
    column = min(widest, _INFORMATION_WIDTH / 2) + _LABEL_GAP
    y = look.PAGE_HEIGHT - INFORMATION_TOP
    for label, words in letter.information:
        (said, *_) = text.wrap(label, style.size, column)
        item = element.add("LI")
        pen.belongs(item.add("Lbl"))
        pen.write(said, INFORMATION_LEFT, y - style.baseline, style.size, look.MUTED)
        room = _INFORMATION_WIDTH - column
        size = max(_SMALLEST_INFORMATION, style.size * min(1.0, room / max(text.narrowest(words, style.size), 1.0)))
        pen.belongs(item.add("LBody"))
        for line in text.wrap(words, size, room):
            pen.write(line, INFORMATION_LEFT + column, y - style.baseline, size)
            y -= style.leading
