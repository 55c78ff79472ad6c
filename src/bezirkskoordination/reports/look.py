"""The measures and colours of every paper, in points (target: `design/mockups/bericht.png`)."""

from dataclasses import dataclass

MM = 72 / 25.4

PAGE_WIDTH, PAGE_HEIGHT = 210 * MM, 297 * MM
LEFT, RIGHT = 25 * MM, 20 * MM  # DIN 5008: room for the punch holes on the left
TOP, BOTTOM = 21 * MM, 21.5 * MM
WIDTH = PAGE_WIDTH - LEFT - RIGHT
#: Baselines of the lines around the text, from the page's edge.
HEADER, FOOTER, FOOTER_RULE = 19 * MM, 11.5 * MM, 15.5 * MM

Colour = tuple[float, float, float]  # red, green, blue, each from 0 to 1

INK: Colour = (0.1, 0.1, 0.1)
MUTED: Colour = (0.36, 0.36, 0.36)
RULE: Colour = (0.66, 0.66, 0.66)
DARK_RULE: Colour = (0.2, 0.2, 0.2)
WHITE: Colour = (1.0, 1.0, 1.0)
PALE: Colour = (0.935, 0.935, 0.935)
TEAL: Colour = (0.122, 0.435, 0.471)
ORANGE: Colour = (0.757, 0.388, 0.176)
GREY: Colour = (0.27, 0.27, 0.27)
THIN, STRONG = 0.5, 0.8

#: Height of a capital letter in Noto Sans, as a share of the font size (OS/2.sCapHeight 714 of 1000).
CAPITAL = 0.714


@dataclass(frozen=True, slots=True)
class Style:
    """Size of the letters and distance of the lines; the space around the block."""

    size: float
    leading: float
    before: float = 0.0
    after: float = 0.0
    bold: bool = False
    colour: Colour = INK

    @property
    def baseline(self) -> float:
        """How far below the top of its line a text stands, so that capitals lie in the middle."""
        return (self.leading + CAPITAL * self.size) / 2


BODY = Style(10.5, 14.0, before=0, after=7)
SMALL = Style(9, 12.2, before=3, after=8, colour=MUTED)
FIELD = Style(10, 14.8, before=2, after=7)
CELL = Style(9.5, 12.4)
HEADINGS = (
    Style(15.5, 20, before=4, after=6, bold=True),
    Style(12.5, 16, before=14, after=4.5, bold=True),
    Style(11, 14.5, before=12, after=4, bold=True),
    Style(10.5, 14, before=9, after=3, bold=True),
)
HEAD = Style(9, 12, colour=MUTED)
FOOT = Style(8.2, 10.5, colour=MUTED)
