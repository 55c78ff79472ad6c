"""Where the boxes of a network go: near to what they are tied to, none on another, lines beside boxes.

The same network has the same picture, whatever was asked before. Pure; sizes and places in one unit, from the upper
left corner. It knows neither institutions nor paper.
"""

import math
import random
from collections import deque
from collections.abc import Sequence
from typing import NamedTuple

from bezirkskoordination.rules.boxes import Line, Plane, Point, Size, Tell, pushed_apart

#: Between two boxes, in their unit (millimetres on paper).
GAP = 4.0
#: How much of the sheet the boxes cover with their gaps: as much as leaves room for the lines between them.
_COVER = 0.38
_SWEEPS = 40
_LAST_STEP = 0.1
#: How far places are evened out: 0 leaves them where they are, 1 puts them at equal distances.
_EVEN = 0.55
#: Comparisons that may be spent on clearing the lines of one beginning; with many boxes that is fewer for each.
_WORK = 9_000_000
#: Up to so many boxes several beginnings are tried, and the best is kept; what a line costs that finds no way round.
_SMALL, _BEGINNINGS, _BLOCKED = 80, 3, 60.0


def _no_one(_share: float) -> None:
    pass


def arranged(sizes: Sequence[Size], lines: Sequence[Line], ratio: float, tell: Tell = _no_one) -> list[Point]:
    """The middle of every box. `lines` are pairs of boxes, `ratio` is width by height of the sheet to be filled.

    Boxes without a line stand in rows below the others. `tell` hears shares from 0 to 1; what it raises ends the work.
    """
    ties = sorted({(min(line), max(line)) for line in lines if line[0] != line[1]})
    net = _Net(sizes, ties, ratio)
    count = _BEGINNINGS if ties and len(sizes) <= _SMALL else 1
    found = [net.laid(number, _part(tell, number / count, 1 / count)) for number in range(count)]
    tell(1.0)
    return min(found).places


class _Attempt(NamedTuple):
    """A picture that was tried: what it costs, its number (of two that cost the same, the first), and the places."""

    cost: float
    number: int
    places: list[Point]


class _Net:
    """Boxes and the lines between them, to be laid out in different ways."""

    def __init__(self, sizes: Sequence[Size], ties: Sequence[Line], ratio: float) -> None:
        self._sizes, self._ratio = sizes, ratio
        self._tied = sorted({box for line in ties for box in line})
        self._alone = [box for box in range(len(sizes)) if box not in set(self._tied)]
        number = {box: at for at, box in enumerate(self._tied)}
        self._lines = [(number[i], number[j]) for i, j in ties]
        self._steps = _steps(len(self._tied), self._lines) if ties else []

    def laid(self, beginning: int, tell: Tell) -> _Attempt:
        """Lay it out once, from one of many beginnings."""
        sizes, own = self._sizes, [self._sizes[box] for box in self._tied]
        needed, left_over = (
            sum((sizes[box][0] + GAP) * (sizes[box][1] + GAP) for box in some) for some in (self._tied, self._alone)
        )
        width = max([1.0, math.sqrt(self._ratio * (needed / _COVER + left_over)), *(across for across, _ in sizes)])
        frame: Size = (width, needed / _COVER / width)
        cost = 0.0
        places: list[Point] = [(0.0, 0.0)] * len(sizes)
        if own:
            x, y = zip(*_turned(_stressed(self._steps, beginning, _part(tell, 0.0, 0.3))), strict=True)
            even = list(zip(_evened(x, frame[0]), _evened(y, frame[1]), strict=True))
            placed, frame = pushed_apart(even, own, GAP, frame)
            plane = Plane(placed, own, self._lines, GAP, frame)
            tests = len(self._lines) * (1 + 2 * (len(own) + len(self._lines)) / len(own))
            plane.clear(int(_WORK / tests) + 1, _part(tell, 0.3, 0.7))
            blocked = plane.unblock() if len(sizes) <= _SMALL else 0
            cost = plane.cost + _BLOCKED * blocked
            for box, place in zip(self._tied, plane.places, strict=True):
                places[box] = place
        _rows(self._alone, sizes, frame[0], frame[1], places)
        return _Attempt(cost, beginning, places)


def _part(tell: Tell, start: float, share: float) -> Tell:
    """Tells of a part of the work that begins at `start` and is so large a share of it."""
    return lambda done: tell(start + share * done)


def _steps(count: int, lines: Sequence[Line]) -> list[list[int]]:
    """From each box to each other, the lines on the shortest way; where there is none, one more than the longest."""
    near: list[list[int]] = [[] for _ in range(count)]
    for i, j in lines:
        near[i].append(j)
        near[j].append(i)
    table = []
    for first in range(count):
        steps = [-1] * count
        steps[first] = 0
        waiting = deque([first])
        while waiting:
            here = waiting.popleft()
            for other in near[here]:
                if steps[other] < 0:
                    steps[other] = steps[here] + 1
                    waiting.append(other)
        table.append(steps)
    longest = max(map(max, table))
    return [[far if far >= 0 else longest + 1 for far in steps] for steps in table]


def _stressed(steps: list[list[int]], beginning: int, tell: Tell) -> list[Point]:
    """Places whose distances follow the steps between them.

    Stress by stochastic gradient descent (Zheng, Pawar, Goodman, 2018): pair by pair in random order, with steps that
    become smaller; the chance is always the same for a beginning.
    """
    count = len(steps)
    chance = random.Random(beginning)
    x = [chance.random() for _ in range(count)]
    y = [chance.random() for _ in range(count)]
    pairs = [(i, j, float(steps[i][j])) for i in range(count) for j in range(i + 1, count)]
    longest = max((far for _i, _j, far in pairs), default=1.0)
    decay = math.log(longest**2 / _LAST_STEP) / (_SWEEPS - 1)
    for sweep in range(_SWEEPS):
        rate = longest**2 * math.exp(-decay * sweep)
        chance.shuffle(pairs)
        for i, j, far in pairs:
            dx, dy = x[i] - x[j], y[i] - y[j]
            length = math.hypot(dx, dy) or 1e-9
            by = min(rate / far**2, 1.0) * (length - far) / 2 / length
            x[i] -= by * dx
            y[i] -= by * dy
            x[j] += by * dx
            y[j] += by * dy
        tell((sweep + 1) / _SWEEPS)
    return list(zip(x, y, strict=True))


def _turned(places: Sequence[Point]) -> list[Point]:
    """Turned so that they reach farthest from left to right."""
    count = len(places)
    cx, cy = sum(x for x, _ in places) / count, sum(y for _, y in places) / count
    moved = [(x - cx, y - cy) for x, y in places]
    xx, yy, xy = (sum(f(x, y) for x, y in moved) for f in (lambda x, _: x * x, lambda _, y: y * y, lambda x, y: x * y))
    angle = math.atan2(2 * xy, xx - yy) / 2
    cos, sin = math.cos(angle), math.sin(angle)
    return [(x * cos + y * sin, y * cos - x * sin) for x, y in moved]


def _evened(along: Sequence[float], room: float) -> list[float]:
    """Places along one axis, spread over the room: where it was crowded, they move apart."""
    low, high = min(along), max(along)
    order = sorted(range(len(along)), key=lambda at: (along[at], at))
    rank = {at: place / max(len(along) - 1, 1) for place, at in enumerate(order)}
    by = (high - low) or 1.0
    return [room * ((1 - _EVEN) * (value - low) / by + _EVEN * rank[at]) for at, value in enumerate(along)]


def _rows(alone: Sequence[int], sizes: Sequence[Size], width: float, top: float, places: list[Point]) -> None:
    """Boxes without a line, in rows below everything else."""
    x, y, row = 0.0, top + 2 * GAP if top else 0.0, 0.0
    for box in alone:
        own, height = sizes[box]
        if x > 0 and x + own > width + GAP:
            x, y, row = 0.0, y + row + GAP, 0.0
        places[box] = (x + own / 2, y + height / 2)
        x, row = x + own + GAP, max(row, height)
