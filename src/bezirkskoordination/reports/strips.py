"""A block of a paper as strips, one below the other: what a page break may part, and what it may not.

Knows heights and glue; refuses to know what a strip shows.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from reportlab.platypus import Flowable

from bezirkskoordination.reports.look import Style
from bezirkskoordination.reports.structure import Element
from bezirkskoordination.reports.text import Line, Pen

#: Draws a strip: a pen, and the height of the strip's upper edge in points.
Draw = Callable[[Pen, float], None]


def _nothing(_pen: Pen, _top: float) -> None:
    pass


@dataclass(frozen=True, slots=True)
class Strip:
    """A piece of a page that is never cut. With `glued` the page does not end behind it."""

    height: float
    draw: Draw = _nothing
    glued: bool = False


class Strips(Flowable):
    """Strips as platypus wants them; `repeated` stand on top again wherever a page begins inside them.

    `number` is the place in the paper's list of blocks, for whoever watches the progress.
    """

    def __init__(
        self,
        strips: Sequence[Strip],
        width: float,
        before: float = 0.0,
        after: float = 0.0,
        repeated: Sequence[Strip] = (),
        number: int = 0,
    ) -> None:
        super().__init__()
        self.strips, self.repeated = tuple(strips), tuple(repeated)
        self.width, self.height = width, sum(strip.height for strip in strips)
        self.spaceBefore, self.spaceAfter = before, after
        self.number = number

    def split(self, _width: float, height: float) -> list["Strips"]:
        """What fits into `height` points and the rest; nothing when all of it belongs on the next page."""
        fitting = 0
        used = 0.0
        for strip in self.strips:
            used += strip.height
            if used > height:
                break
            fitting += 1
        keep = fitting
        while keep and self.strips[keep - 1].glued:
            keep -= 1
        if not keep and getattr(self, "_postponed", False):
            keep = fitting  # glued together higher than a page: better parted than never printed
        if not keep:
            return []
        first = Strips(self.strips[:keep], self.width, self.spaceBefore, 0.0, self.repeated, self.number)
        rest = (*self.repeated, *self.strips[keep:])
        return [first, Strips(rest, self.width, 0.0, self.spaceAfter, self.repeated, self.number)]

    def draw(self) -> None:
        """Draws every strip from the top down; reportlab has moved the origin to the lower left corner."""
        pen = Pen(self.canv)
        top = self.height
        for strip in self.strips:
            strip.draw(pen, top)
            top -= strip.height
        pen.close()


def space(height: float) -> Strip:
    """An empty strip that holds together what stands above and below it."""
    return Strip(height, glued=True)


def line_strips(lines: Sequence[Line], style: Style, element: Element, indent: float = 0.0) -> list[Strip]:
    """A strip for each line of an element; the first two and the last two lines stay together."""
    return [
        Strip(style.leading, _writer(line, style, element, indent), glued=at == 0 or at == len(lines) - 2)
        for at, line in enumerate(lines[:-1])
    ] + [Strip(style.leading, _writer(line, style, element, indent)) for line in lines[-1:]]


def glued(strips: Sequence[Strip]) -> list[Strip]:
    """The same strips, held together with each other and with what follows."""
    return [replace(strip, glued=True) for strip in strips]


def both(one: Draw, other: Draw) -> Draw:
    """Draws two things in the same place."""

    def draw(pen: Pen, top: float) -> None:
        one(pen, top)
        other(pen, top)

    return draw


def _writer(line: Line, style: Style, element: Element, indent: float) -> Draw:
    def draw(pen: Pen, top: float) -> None:
        pen.belongs(element)
        pen.write(line, indent, top - style.baseline, style.size, style.colour)

    return draw
