"""Boxes on a plane, and straight lines between their middles: pushed apart, and moved out of the way of lines.

Pure geometry, in whatever unit the caller likes. It knows no network and no paper.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

Point = tuple[float, float]
Size = tuple[float, float]
Line = tuple[int, int]
Tell = Callable[[float], None]

#: How often everything may be pushed apart; now and then the frame grows a little, so that it ends.
_TURNS, _PATIENCE, _GROWTH = 4000, 60, 1.02
_NOTHING = 1e-6
#: What a plane is judged by: a line through a foreign box is far worse than two lines that cross, and two that leave a
#: box by almost the same way (within so many radians) are hard to tell apart.
_THROUGH, _CROSSING, _LENGTH, _ALIKE, _NARROW = 12.0, 1.0, 0.6, 2.5, 0.13
#: Where a box may go to: so many directions, at so many of its own heights, across farther than down.
_DIRECTIONS, _STEPS, _WIDER = 12, (1.0, 2.2, 4.0, 7.0), 1.6
_ROUNDS = 12
#: How far aside a line may go round a box, in parts of its length, the least first; and where it bends most.
_ASIDE = (0.03, 0.05, 0.08, 0.12, 0.17, 0.23, 0.3)
_BENDS = tuple((part * sign, at) for part in _ASIDE for at in (0.5, 0.15, 0.85, 0.3, 0.7) for sign in (1, -1))
_PIECES = 14
#: How near a line may come to a box that is none of its ends.
CLEARANCE = 1.0


def overlap(one: Point, size: Size, other: Point, other_size: Size, gap: float = 0.0) -> Size:
    """How far two boxes, given by their middles, reach into each other or their gap, across and down."""
    return (
        (size[0] + other_size[0]) / 2 + gap - abs(one[0] - other[0]),
        (size[1] + other_size[1]) / 2 + gap - abs(one[1] - other[1]),
    )


def overlapping(places: Sequence[Point], sizes: Sequence[Size], gap: float = 0.0) -> list[tuple[int, int]]:
    """The pairs of boxes that are nearer to each other than `gap`, in order."""
    edges = [(x - size[0] / 2, box) for box, ((x, _y), size) in enumerate(zip(places, sizes, strict=True))]
    edges.sort()
    found = []
    for at, (left, box) in enumerate(edges):
        place, size = places[box], sizes[box]
        reach = left + size[0] + gap - _NOTHING
        for other_left, other in edges[at + 1 :]:
            if other_left >= reach:
                break  # and so are all that begin farther right
            if overlap(place, size, places[other], sizes[other], gap)[1] > _NOTHING:
                found.append((min(box, other), max(box, other)))
    return sorted(found)


def pushed_apart(places: Sequence[Point], sizes: Sequence[Size], gap: float, frame: Size) -> tuple[list[Point], Size]:
    """The boxes moved so that every two are at least `gap` apart, each pair by the shorter way, and the frame.

    They stay in a frame from the upper left corner; where it is too narrow for them, it grows.
    """
    moved = list(places)
    for turn in range(1, _TURNS):
        moved = [inside(place, size, frame) for place, size in zip(moved, sizes, strict=True)]
        pairs = overlapping(moved, sizes, gap)
        if not pairs:
            break
        if turn % _PATIENCE == 0:
            frame = (frame[0] * _GROWTH, frame[1] * _GROWTH)
        for i, j in pairs:
            across, down = overlap(moved[i], sizes[i], moved[j], sizes[j], gap)
            if across <= 0 or down <= 0:
                continue  # an earlier pair has settled it
            (xi, yi), (xj, yj) = moved[i], moved[j]
            if across < down:
                by = (across / 2 + _NOTHING) * (1 if xi > xj else -1)
                moved[i], moved[j] = (xi + by, yi), (xj - by, yj)
            else:
                by = (down / 2 + _NOTHING) * (1 if yi > yj else -1)
                moved[i], moved[j] = (xi, yi + by), (xj, yj - by)
    return moved, frame


def inside(place: Point, size: Size, frame: Size) -> Point:
    """A place moved so that its box lies in the frame."""
    return (
        min(max(place[0], size[0] / 2), frame[0] - size[0] / 2),
        min(max(place[1], size[1] / 2), frame[1] - size[1] / 2),
    )


def runs_through(start: Point, end: Point, middle: Point, size: Size) -> bool:
    """Whether the straight line between two points meets a box."""
    half_width, half_height = size[0] / 2, size[1] / 2
    x, y = start[0] - middle[0], start[1] - middle[1]
    dx, dy = end[0] - start[0], end[1] - start[1]
    if max(x, x + dx) < -half_width or min(x, x + dx) > half_width:
        return False
    if max(y, y + dy) < -half_height or min(y, y + dy) > half_height:
        return False
    # What is left crosses both bands; it misses the box if all corners lie on one side of it.
    return abs(x * dy - y * dx) <= abs(half_width * dy) + abs(half_height * dx)


def cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    """Whether the line a–b crosses the line c–d between their ends."""
    abx, aby, cdx, cdy = b[0] - a[0], b[1] - a[1], d[0] - c[0], d[1] - c[1]
    acx, acy = c[0] - a[0], c[1] - a[1]
    if (abx * acy - aby * acx) * (abx * (d[1] - a[1]) - aby * (d[0] - a[0])) >= 0:
        return False
    return (cdx * acy - cdy * acx) * (cdx * (c[1] - b[1]) - cdy * (c[0] - b[0])) < 0


def round_boxes(
    line: Line, places: Sequence[Point], sizes: Sequence[Size], aside: float = 0.0
) -> tuple[tuple[Point, ...], int]:
    """A way from middle to middle: straight, or bent round the boxes between as little as need be.

    `aside` (a distance) is the way it takes anyway, for a second line between the same two. Where every bend meets a
    box, it is the one that meets the fewest; the number says how many that are.
    """
    start, end = places[line[0]], places[line[1]]
    length = math.dist(start, end) or 1.0
    others = [box for box in range(len(places)) if box not in line]

    def met(way: Sequence[Point]) -> tuple[int, int]:
        """How many boxes it runs through, and how many it comes near."""
        left, right = min(x for x, _y in way), max(x for x, _y in way)
        top, bottom = min(y for _x, y in way), max(y for _x, y in way)
        near = through = 0
        for box in others:
            (x, y), (width, height) = places[box], sizes[box]
            if left - width < x < right + width and top - height < y < bottom + height:
                pieces = list(pairwise(way))
                if any(runs_through(one, two, (x, y), _widened((width, height))) for one, two in pieces):
                    near += 1
                    through += any(runs_through(one, two, (x, y), (width, height)) for one, two in pieces)
        return through, near

    best = _bent(start, end, aside)
    least = met(best)
    for part, at in _BENDS:
        if least == (0, 0):
            break
        way = _bent(start, end, aside + part * length, at)
        if (count := met(way)) < least:
            best, least = way, count
    return best, least[0]


def _widened(size: Size) -> Size:
    return size[0] + 2 * CLEARANCE, size[1] + 2 * CLEARANCE


def _bent(start: Point, end: Point, aside: float, most: float = 0.5) -> tuple[Point, ...]:
    """A curve that leaves the straight way by about so much at a part of it (a quadratic one, as points)."""
    if not aside:
        return start, end
    length = math.dist(start, end) or 1.0
    x, y = end[0] - start[0], end[1] - start[1]
    knot = start[0] + most * x - 2 * aside * y / length, start[1] + most * y + 2 * aside * x / length

    def at(t: float) -> Point:
        first, second, third = (1 - t) ** 2, 2 * t * (1 - t), t**2
        return (
            first * start[0] + second * knot[0] + third * end[0],
            first * start[1] + second * knot[1] + third * end[1],
        )

    return tuple(at(piece / _PIECES) for piece in range(_PIECES + 1))


class Plane:
    """Boxes and the lines between them as they lie, what that costs, and how it costs less."""

    def __init__(
        self, places: Sequence[Point], sizes: Sequence[Size], lines: Sequence[Line], gap: float, frame: Size
    ) -> None:
        self.places, self._sizes, self._lines, self._gap, self._frame = list(places), sizes, lines, gap, frame
        self._wide = [_widened(size) for size in sizes]
        self._unit = sum(width + height for width, height in sizes) / max(len(sizes), 1)
        self._ends: list[list[int]] = [[] for _ in places]
        for i, j in lines:
            self._ends[i].append(j)
            self._ends[j].append(i)

    def clear(self, most: int, tell: Tell) -> None:
        """Move the boxes, one after the other, to where fewer lines run through them and fewer cross.

        Boxes that are apart stay so, and inside the frame. At most `most` places are tried; `tell` hears shares.
        """
        tried = 0
        for _ in range(_ROUNDS):
            costs = {box: self._cost(box, place) for box, place in enumerate(self.places)}
            improved = False
            for box in sorted(costs, key=lambda one: (-costs[one], one)):
                best, least = self.places[box], self._cost(box, self.places[box])
                for place in self._around(box):
                    if self._is_free(box, place):
                        tried += 1
                        cost = self._cost(box, place, least)
                        if cost < least - _NOTHING:
                            best, least = place, cost
                improved = improved or best != self.places[box]
                self.places[box] = best
                if tried >= most:
                    return
                tell(tried / most)
            if not improved:
                return

    def unblock(self) -> int:
        """Move boxes so that every line finds a way round those between its ends; gives for how many that failed."""
        ways = [round_boxes(line, self.places, self._sizes) for line in self._lines]
        for number, (_way, met) in enumerate(ways):
            if met:
                self._unblock(number, ways)
        return sum(met for _way, met in ways)

    def _unblock(self, number: int, ways: list[tuple[tuple[Point, ...], int]]) -> None:
        """Move one box, of those in the way or at the ends of a line, to where fewer lines are blocked than now."""
        line, way = self._lines[number], ways[number][0]
        in_the_way = [box for box in range(len(self.places)) if box not in line and self._meets(way, box)]
        for box in (*in_the_way, *line):
            home = self.places[box]
            for place in self._around(box):
                if not self._is_free(box, place):
                    continue
                self.places[box] = place
                touched = [
                    other
                    for other, (its_way, _met) in enumerate(ways)
                    if other == number or box in self._lines[other] or self._meets(its_way, box)
                ]
                found = {other: round_boxes(self._lines[other], self.places, self._sizes) for other in touched}
                if sum(met for _way, met in found.values()) < sum(ways[other][1] for other in touched):
                    for other, one in found.items():
                        ways[other] = one
                    return
            self.places[box] = home

    def _meets(self, way: tuple[Point, ...], box: int) -> bool:
        return any(runs_through(one, two, self.places[box], self._sizes[box]) for one, two in pairwise(way))

    @property
    def cost(self) -> float:
        """What the whole costs; lines and crossings count at each of their ends."""
        return sum(self._cost(box, place) for box, place in enumerate(self.places))

    def _around(self, box: int) -> Iterator[Point]:
        (x, y), size = self.places[box], self._sizes[box]
        for step in _STEPS:
            for at in range(_DIRECTIONS):
                angle = 2 * math.pi * at / _DIRECTIONS
                there = x + math.cos(angle) * step * size[1] * _WIDER, y + math.sin(angle) * step * size[1]
                yield inside(there, size, self._frame)

    def _is_free(self, box: int, place: Point) -> bool:
        (width, height), gap = self._sizes[box], self._gap
        for other, (x, y) in enumerate(self.places):
            size = self._sizes[other]
            near = abs(x - place[0]) < (width + size[0]) / 2 + gap
            if near and abs(y - place[1]) < (height + size[1]) / 2 + gap and other != box:
                return False
        return True

    def _cost(self, box: int, place: Point, enough: float = math.inf) -> float:
        """What a box costs at a place; no longer counted once it is more than enough."""
        places, sizes, size, cost = self.places, self._wide, self._wide[box], 0.0
        foreign = [(places[i], places[j], i, j) for i, j in self._lines if box not in (i, j)]
        cost += _THROUGH * sum(runs_through(one, two, place, size) for one, two, _i, _j in foreign)
        cost += _ALIKE * self._alike(box, place)
        for end in self._ends[box]:
            there = places[end]
            cost += _LENGTH * math.dist(place, there) / self._unit
            left, right = sorted((place[0], there[0]))
            top, bottom = sorted((place[1], there[1]))
            for other, (x, y) in enumerate(places):
                half = sizes[other]
                if (
                    left - half[0] < x < right + half[0]
                    and top - half[1] < y < bottom + half[1]
                    and other not in (box, end)
                    and runs_through(place, there, (x, y), half)
                ):
                    cost += _THROUGH
            if cost > enough:
                return cost
            for one, two, i, j in foreign:
                if (
                    (one[0] > left or two[0] > left)
                    and (one[0] < right or two[0] < right)
                    and (one[1] > top or two[1] > top)
                    and (one[1] < bottom or two[1] < bottom)
                    and end not in (i, j)
                    and cross(place, there, one, two)
                ):
                    cost += _CROSSING
        return cost

    def _alike(self, box: int, place: Point) -> int:
        """How many pairs of lines leave a box, or one that it is tied to, by almost the same way."""
        ways = sorted(_direction(place, self.places[end]) for end in self._ends[box])
        ring = (*ways, ways[0] + math.tau) if len(ways) > 1 else ()
        count = sum(later - one < _NARROW for one, later in pairwise(ring))
        for end in self._ends[box]:
            there = self.places[end]
            own = _direction(there, place)
            for other in self._ends[end]:
                if other != box:
                    apart = abs(_direction(there, self.places[other]) - own)
                    count += min(apart, math.tau - apart) < _NARROW
        return count


def _direction(one: Point, other: Point) -> float:
    return math.atan2(other[1] - one[1], other[0] - one[0])
