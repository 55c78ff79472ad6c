"""A drawing as values: lines, areas and words at places in millimetres, from the upper left corner.

One description for paper, screen and SVG. Colours are named by what they are for, so that each of the three can have
its own; nothing is told by a colour alone. Knows no font and no canvas.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum

Point = tuple[float, float]

#: Points of a font in a millimetre.
POINTS = 72 / 25.4
#: Room at the edge for half the strength of a line.
_EDGE = 0.5


class Tone(Enum):
    """What a colour is for."""

    INK = "ink"
    MUTED = "muted"
    GROUND = "ground"
    #: Grounds of areas that are told apart by their shape.
    AREA_1 = "area_1"
    AREA_2 = "area_2"
    AREA_3 = "area_3"
    AREA_4 = "area_4"
    AREA_5 = "area_5"
    AREA_6 = "area_6"
    AREA_7 = "area_7"
    AREA_8 = "area_8"


@dataclass(frozen=True, slots=True)
class Stroke:
    """How a line is drawn: its strength, and the lengths of dashes and gaps; none is a solid line."""

    width: float
    dashes: tuple[float, ...] = ()
    tone: Tone = Tone.INK


@dataclass(frozen=True, slots=True)
class Path:
    """Straight pieces from point to point; `fill` makes it an area. `about` are the spots that it belongs to."""

    points: tuple[Point, ...]
    stroke: Stroke | None = None
    fill: Tone | None = None
    about: tuple[int, ...] = ()

    @property
    def closed(self) -> bool:
        """Whether it ends where it began."""
        return self.fill is not None or self.points[0] == self.points[-1]


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text; `at` is on its baseline, in its middle or (`left`) at its beginning. `size` is in points."""

    text: str
    at: Point
    size: float
    bold: bool = False
    left: bool = False
    tone: Tone = Tone.INK
    about: tuple[int, ...] = ()


Mark = Path | Words


@dataclass(frozen=True, slots=True)
class Spot:
    """A place that stands for something: what it is called, and what is said of it to those who do not see it."""

    key: int
    name: str
    middle: Point
    size: tuple[float, float]
    said: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything there is to see, what lies below first. `title` and `said` stand for it where it cannot be seen."""

    width: float
    height: float
    marks: tuple[Mark, ...]
    title: str
    said: str
    spots: tuple[Spot, ...] = ()


def belonging(marks: Iterable[Mark], *about: int) -> tuple[Mark, ...]:
    """The same marks, as those of some spots."""
    return tuple(replace(mark, about=about) for mark in marks)


def moved(marks: Iterable[Mark], by: Point) -> tuple[Mark, ...]:
    """The same marks somewhere else."""

    def there(point: Point) -> Point:
        return point[0] + by[0], point[1] + by[1]

    return tuple(
        replace(mark, at=there(mark.at))
        if isinstance(mark, Words)
        else replace(mark, points=tuple(map(there, mark.points)))
        for mark in marks
    )


def fitted(marks: Iterable[Mark], title: str, said: str, spots: Iterable[Spot] = ()) -> Drawing:
    """A drawing just large enough for its lines and areas, which are moved to its upper left corner."""
    drawn = tuple(marks)
    points = [point for mark in drawn if isinstance(mark, Path) for point in mark.points] or [(0.0, 0.0)]
    left, top = min(x for x, _y in points) - _EDGE, min(y for _x, y in points) - _EDGE
    right, bottom = max(x for x, _y in points) + _EDGE, max(y for _x, y in points) + _EDGE
    places = tuple(replace(spot, middle=(spot.middle[0] - left, spot.middle[1] - top)) for spot in spots)
    return Drawing(right - left, bottom - top, moved(drawn, (-left, -top)), title, said, places)
