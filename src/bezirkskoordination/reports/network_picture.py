"""The network as a picture: institutions as boxes, larger with more ties, and the ties between them as lines.

The same network gives the same picture. Where the boxes go `rules.layout` decides, what they look like stands in
`network_shapes`; it knows no canvas and no screen.
"""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.institutions import Cooperation, Institution
from bezirkskoordination.records.kinds import Names, show_date
from bezirkskoordination.reports import text
from bezirkskoordination.reports.drawing import (
    POINTS,
    Drawing,
    Mark,
    Point,
    Spot,
    Stroke,
    Words,
    belonging,
    fitted,
    moved,
)
from bezirkskoordination.reports.network_shapes import (
    FAMILIES,
    LINES,
    Family,
    LineStyle,
    Outline,
    family_of,
    joined,
    style_of,
)
from bezirkskoordination.rules import boxes, layout, networks
from bezirkskoordination.rules.boxes import Size, Tell
from bezirkskoordination.rules.figures import is_in_network
from bezirkskoordination.rules.networks import Tie
from bezirkskoordination.store.folding import sort_key
from bezirkskoordination.store.unit import Reader

#: Width by height of the sheet that is to be filled: DIN A4 across without margins, title and legend.
RATIO = 1.85
#: Size of the letters of an institution without ties, and of the one with the most (points).
_LEAST, _MOST = 7.0, 10.0
_LEADING = 1.22
#: How wide a name may be before it is broken, and how wide it should be for so many letters (millimetres).
_WIDEST, _NARROWEST, _MOST_LINES = 34.0, 16.0, 3
_PAD_X, _PAD_Y = 2.2, 1.5
#: Between two lines that join the same two institutions.
_BESIDE = 2.4
#: From how many ties on, as a part of the most, an edge is strong; where in a line its baseline is.
_STRONG, _BASELINE = 0.5, 0.79
#: A row of the legend, and the sign before its words.
_ROW, _SIGN_WIDTH, _SIGN_HEIGHT = 5.4, 9.5, 3.4


def _no_one(_share: float) -> None:
    pass


# --- the network as it is drawn -------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Network:
    """The institutions of the network on a day, in the order of their names, and the ties between them."""

    day: date
    institutions: tuple[Institution, ...]
    ties: tuple[Tie, ...]
    #: Ties that hold, but lead to an institution that is not in the network.
    outside: int = 0

    @classmethod
    def on(cls, institutions: Iterable[Institution], entered: Iterable[Cooperation], day: date) -> "Network":
        """What is in the network on a day."""
        everyone = list(institutions)
        shown = sorted(
            (one for one in everyone if is_in_network(one, day)),
            key=lambda one: (sort_key(f"{one.name}, {one.unit}"), one.uid),
        )
        there = {one.id for one in shown}
        holding = [one for one in networks.ties(everyone, entered) if one.holds_on(day)]
        inside = tuple(one for one in holding if {one.source, one.target} <= there)
        return cls(day, tuple(shown), inside, len(holding) - len(inside))

    @classmethod
    def read(cls, reader: Reader, day: date) -> "Network":
        """What is in the network on a day, from the office file."""
        return cls.on(reader.all(Institution), reader.all(Cooperation), day)

    def degree(self) -> Counter[int]:
        """How many ties each institution has, by id."""
        return Counter(end for tie in self.ties for end in (tie.source, tie.target))


_TITLE, _LEGEND = N_("Network", "Netzwerk im Stadtbezirk"), N_("Network", "Zeichen")
_SAID, _ONE, _MANY = (
    N_("Network", "{}, {}, Stand {}"),
    N_("Network", "1 Institution"),
    N_("Network", "{} Institutionen"),
)
_ONE_TIE, _TIES, _NO_TIE = (
    N_("Network", "1 Verbindung"), N_("Network", "{} Verbindungen"), N_("Network", "keine Verbindung")
)  # fmt: skip


def count_of(ties: int) -> str:
    """„3 Verbindungen“."""
    return {0: str(_NO_TIE), 1: str(_ONE_TIE)}.get(ties) or _TIES(ties)


def summary(network: Network) -> str:
    """What the picture shows, in one line."""
    count = len(network.institutions)
    there = str(_ONE) if count == 1 else _MANY(count)
    return _SAID(there, count_of(len(network.ties)), show_date(network.day))


def picture(network: Network, names: Names, tell: Tell = _no_one) -> Drawing:
    """The drawing. `tell` hears shares from 0 to 1; what it raises ends the work."""
    degrees = network.degree()
    most = max(degrees.values(), default=1)
    made = [_Box.of(one, degrees[one.id or 0] / most) for one in network.institutions]
    number = {one.id: at for at, one in enumerate(network.institutions)}
    ends = [(number[tie.source], number[tie.target]) for tie in network.ties]
    sizes = [box.size for box in made]
    places = layout.arranged(sizes, ends, RATIO, tell)
    outlines = [box.family.at(place, box.size) for box, place in zip(made, places, strict=True)]
    marks: list[Mark] = []
    for tie, line, aside in zip(network.ties, ends, _asides(ends), strict=True):
        way, _met = boxes.round_boxes(line, places, sizes, aside)
        drawn = joined(way, outlines[line[0]], outlines[line[1]], style_of(tie.relation))
        marks += belonging(drawn, tie.source, tie.target)
    for one, box, place in zip(network.institutions, made, places, strict=True):
        marks += belonging(box.marks(place), one.id or 0)
    spots = tuple(
        Spot(
            one.id or 0, one.title(names), place, size,
            f"{names.label('org_type', one.kind)}, {count_of(degrees[one.id or 0])}",
        )
        for one, place, size in zip(network.institutions, places, sizes, strict=True)
    )  # fmt: skip
    return fitted(marks, str(_TITLE), summary(network), spots)


@dataclass(frozen=True, slots=True)
class _Box:
    """An institution before it has a place: its family, the lines of its name, the size of its letters and its own."""

    family: Family
    lines: tuple[str, ...]
    points: float
    size: Size
    strong: bool

    @classmethod
    def of(cls, institution: Institution, share: float) -> "_Box":
        """`share` is how many ties it has, as a part of the most."""
        points = round(_LEAST + (_MOST - _LEAST) * math.sqrt(share), 1)
        name = _label(institution)
        lines = _few_lines(name, points)
        widest = max(line.width for line in lines) / POINTS
        height = len(lines) * points * _LEADING / POINTS + 2 * _PAD_Y
        family = family_of(institution.kind)
        size = (widest + 2 * _PAD_X + 2 * family.aside * height, height)
        return cls(family, tuple(line.text for line in lines), points, size, share > _STRONG)

    def marks(self, place: Point) -> list[Mark]:
        """The box with its name in it; with many ties its edge is strong."""
        marks = self.family.marks(place, self.size, Stroke(0.55 if self.strong else 0.3))
        leading = self.points * _LEADING / POINTS
        first = place[1] - leading * len(self.lines) / 2 + leading * _BASELINE
        for at, line in enumerate(self.lines):
            marks.append(Words(line, (place[0], first + at * leading), self.points))
        return marks


def _few_lines(name: str, points: float) -> list[text.Line]:
    """A name broken so that it is about three times as wide as high, in three lines if that can be."""
    widest = _WIDEST * POINTS
    least = max(text.narrowest(name, points), _NARROWEST * POINTS)
    column = max(min(text.natural(name, points) / 2.4, widest), least)
    lines = text.wrap(name, points, column)
    while len(lines) > _MOST_LINES and column < widest:
        column = min(column * 1.1, widest)
        lines = text.wrap(name, points, column)
    return lines


def _label(institution: Institution) -> str:
    """What stands in the box: the short name, else the unit, else the name."""
    name = institution.short_name or institution.unit or institution.name
    return name.replace("e. V.", "e.\u00a0V.")


def _asides(ends: Sequence[tuple[int, int]]) -> list[float]:
    """How far each line leaves the straight way, so that several between the same two lie side by side."""
    of_pair = Counter(frozenset(line) for line in ends)
    seen: Counter[frozenset[int]] = Counter()
    asides = []
    for line in ends:
        pair = frozenset(line)
        aside = (seen[pair] - (of_pair[pair] - 1) / 2) * _BESIDE
        asides.append(aside if line[0] < line[1] else -aside)  # the same side, whichever way it runs
        seen[pair] += 1
    return asides


def legend(network: Network, width: float) -> Drawing:
    """What the shapes and lines of a picture mean, in rows `width` millimetres wide."""
    families = [one for one in FAMILIES if any(family_of(place.kind) is one for place in network.institutions)]
    used = {style_of(tie.relation).label for tie in network.ties}
    middle, size = (_SIGN_WIDTH / 2, _ROW / 2), (_SIGN_WIDTH, _SIGN_HEIGHT)
    entries = [(one.marks(middle, size, Stroke(0.3)), str(one.label)) for one in families]
    entries += [(_line_sign(one), str(one.label)) for one in LINES if one.label in used]
    marks: list[Mark] = []
    x = y = 0.0
    for sign, words in entries:
        needed = _SIGN_WIDTH + 1.8 + text.natural(words, _LEAST) / POINTS
        if x and x + needed > width:
            x, y = 0.0, y + _ROW
        marks += moved((*sign, Words(words, (_SIGN_WIDTH + 1.8, _ROW * 0.67), _LEAST, left=True)), (x, y))
        x += needed + 4.0
    said = "; ".join(words for _sign, words in entries)
    return Drawing(width, y + _ROW if entries else 0.0, tuple(marks), str(_LEGEND), said)


def _line_sign(style: LineStyle) -> list[Mark]:
    nowhere: Outline = ((0.0, 0.0), (0.0, 0.0))
    return joined(((0.0, _ROW / 2), (_SIGN_WIDTH, _ROW / 2)), nowhere, nowhere, style)
