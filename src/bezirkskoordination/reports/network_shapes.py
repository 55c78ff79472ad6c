"""How a network is drawn: the outline of a box tells the kind of an institution, dashes and heads the kind of a tie.

Told by form, so that it can be read in grey; the tone of an area only helps. Knows no institution and no network.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bezirkskoordination.i18n import N_, Text
from bezirkskoordination.reports.drawing import Mark, Path, Point, Stroke, Tone
from bezirkskoordination.rules.networks import Relation

Outline = tuple[Point, ...]

#: Length and half the width of the head of a line (millimetres).
_HEAD, _HEAD_WIDTH = 2.6, 0.95
#: How far points and slants reach, in parts of the height.
_POINTED, _SLANTED = 0.28, 0.3
#: How much smaller the inner edge of a double one is.
_INSIDE = 1.6


@dataclass(frozen=True, slots=True)
class Family:
    """Kinds of institutions that look alike: their name, their codes, the outline of a box, the room it needs."""

    label: Text
    kinds: frozenset[str]
    tone: Tone
    outline: Callable[[float, float], Outline]
    aside: float = 0.0  # more room on the left and right, in parts of the height
    double: bool = False

    def at(self, middle: Point, size: tuple[float, float]) -> Outline:
        """The outline of a box around a point, closed."""
        left, top = middle[0] - size[0] / 2, middle[1] - size[1] / 2
        points = tuple((left + x, top + y) for x, y in self.outline(*size))
        return (*points, points[0])

    def marks(self, middle: Point, size: tuple[float, float], edge: Stroke) -> list[Mark]:
        """A box around a point, as it is drawn."""
        drawn: list[Mark] = [Path(self.at(middle, size), edge, self.tone)]
        if self.double:
            drawn.append(Path(self.at(middle, (size[0] - _INSIDE, size[1] - _INSIDE)), Stroke(0.18)))
        return drawn


def _rectangle(width: float, height: float) -> Outline:
    return (0, 0), (width, 0), (width, height), (0, height)


def _rounded(width: float, height: float, radius: float) -> Outline:
    corners = ((width - radius, radius, -90), (width - radius, height - radius, 0), (radius, height - radius, 90))
    points = []
    for x, y, start in (*corners, (radius, radius, 180)):
        for step in range(7):
            angle = math.radians(start + 15 * step)
            points.append((x + radius * math.cos(angle), y + radius * math.sin(angle)))
    return tuple(points)


def _soft(width: float, height: float) -> Outline:
    return _rounded(width, height, 1.8)


def _pill(width: float, height: float) -> Outline:
    return _rounded(width, height, min(height / 2, 5.0))


def _cut(width: float, height: float) -> Outline:
    by = min(height / 3.4, 2.4)
    return (
        (by, 0), (width - by, 0), (width, by), (width, height - by), (width - by, height), (by, height),
        (0, height - by), (0, by),
    )  # fmt: skip


def _hexagon(width: float, height: float) -> Outline:
    by = height * _POINTED
    return (by, 0), (width - by, 0), (width, height / 2), (width - by, height), (by, height), (0, height / 2)


def _slanted(width: float, height: float) -> Outline:
    by = height * _SLANTED
    return (by, 0), (width, 0), (width - by, height), (0, height)


def _flag(width: float, height: float) -> Outline:
    by = height * _POINTED
    return (0, 0), (width - by, 0), (width, height / 2), (width - by, height), (0, height)


def _notched(width: float, height: float) -> Outline:
    by = 1.5
    return (
        (by, 0), (width - by, 0), (width - by, by), (width, by), (width, height - by), (width - by, height - by),
        (width - by, height), (by, height), (by, height - by), (0, height - by), (0, by), (by, by),
    )  # fmt: skip


FAMILIES: tuple[Family, ...] = (
    Family(N_("Network", "Kirche und Religion"), frozenset({"KIRCHE", "RELIGION"}), Tone.AREA_1, _pill, 0.1),
    Family(
        N_("Network", "Vereine und Initiativen"),
        frozenset({"VEREIN_SPORT", "VEREIN_KULTUR", "VEREIN_SOZIAL", "MSO", "INITIATIVE"}), Tone.AREA_2, _soft,
    ),
    Family(
        N_("Network", "Bildung, Kinder, Jugend"), frozenset({"SCHULE", "KITA", "JUGEND", "BILDUNG"}), Tone.AREA_3, _cut,
        0.05,
    ),
    Family(
        N_("Network", "Beratung, Wohlfahrt, Begegnung"), frozenset({"WOHLFAHRT", "BERATUNG", "FWA", "SENIOREN"}),
        Tone.AREA_4, _hexagon, _POINTED,
    ),
    Family(
        N_("Network", "Verwaltung und Politik"), frozenset({"VERWALTUNG", "JOBCENTER", "POLITIK", "POLIZEI"}),
        Tone.AREA_5, _rectangle, 0.08, double=True,
    ),
    Family(N_("Network", "Feuerwehr und Hilfsdienste"), frozenset({"FEUERWEHR", "HILFSORG"}), Tone.AREA_6, _flag, 0.16),
    Family(N_("Network", "Betriebe und Wohnen"), frozenset({"BETRIEB", "WOHNUNG"}), Tone.AREA_7, _slanted, _SLANTED),
    Family(N_("Network", "Gesundheit und Sonstige"), frozenset(), Tone.AREA_8, _notched, 0.1),
)  # fmt: skip


def family_of(kind: str) -> Family:
    """The family that a kind of institution belongs to; the last one takes whatever no other has."""
    return next((one for one in FAMILIES if kind in one.kinds), FAMILIES[-1])


@dataclass(frozen=True, slots=True)
class LineStyle:
    """How ties are drawn: their words in the legend, their relations, strength and dashes, the head at the target."""

    label: Text
    codes: tuple[str, ...]
    stroke: Stroke
    head: str = ""  # „open“, „full“ or none


LINES: tuple[LineStyle, ...] = (
    LineStyle(N_("Network", "arbeiten zusammen"), ("KOOPERATION",), Stroke(0.3)),
    LineStyle(N_("Network", "ist Träger von, umfasst"), ("TRAEGER", "TEIL"), Stroke(0.75), "full"),
    LineStyle(N_("Network", "nutzt Räume bei"), ("NUTZT_RAUM",), Stroke(0.5, (0.5, 1.0)), "open"),
    LineStyle(N_("Network", "ist Mitglied bei"), ("MITGLIED",), Stroke(0.38, (2.2, 1.2)), "open"),
    LineStyle(N_("Network", "finanziert"), ("FINANZIERT",), Stroke(0.38, (3.0, 0.9, 0.6, 0.9)), "full"),
)
_BY_CODE = {code: style for style in LINES for code in style.codes}


def style_of(relation: Relation) -> LineStyle:
    """How a kind of tie is drawn."""
    return _BY_CODE[relation.code]


def joined(way: Sequence[Point], source: Outline, target: Outline, style: LineStyle) -> list[Mark]:
    """The part of a way outside the two boxes, and its head."""
    points = _outside(_outside(way, source)[::-1], target)
    if len(points) < 2:
        return []
    if not style.head:
        return [Path(tuple(points), style.stroke)]
    tip, before = points[0], points[1]
    length = math.dist(tip, before) or 1.0
    back = (before[0] - tip[0]) / length, (before[1] - tip[1]) / length
    foot = tip[0] + back[0] * _HEAD, tip[1] + back[1] * _HEAD
    sides = tuple((foot[0] - back[1] * _HEAD_WIDTH * sign, foot[1] + back[0] * _HEAD_WIDTH * sign) for sign in (1, -1))
    if style.head == "full":
        end = foot if length > _HEAD else tip
        return [Path((end, *points[1:]), style.stroke), Path((tip, *sides, tip), fill=Tone.INK)]
    return [Path(tuple(points), style.stroke), Path((sides[0], tip, sides[1]), Stroke(style.stroke.width))]


def _outside(way: Sequence[Point], outline: Outline) -> list[Point]:
    """The way from where it leaves a closed outline that it begins in."""
    edges = list(pairwise(outline))
    for at in range(len(way) - 1, 0, -1):
        met = [share for edge in edges if (share := _meeting(way[at - 1], way[at], *edge)) is not None]
        if met:
            share, (x, y), (to_x, to_y) = max(met), way[at - 1], way[at]
            return [(x + (to_x - x) * share, y + (to_y - y) * share), *way[at:]]
    return list(way)


def _meeting(a: Point, b: Point, c: Point, d: Point) -> float | None:
    """How far along a–b it meets c–d, from 0 to 1; None if it does not."""
    abx, aby, cdx, cdy = b[0] - a[0], b[1] - a[1], d[0] - c[0], d[1] - c[1]
    turned = abx * cdy - aby * cdx
    if abs(turned) < 1e-12:
        return None
    along = ((c[0] - a[0]) * cdy - (c[1] - a[1]) * cdx) / turned
    across = ((c[0] - a[0]) * aby - (c[1] - a[1]) * abx) / turned
    return along if 0 <= along <= 1 and 0 <= across <= 1 else None
