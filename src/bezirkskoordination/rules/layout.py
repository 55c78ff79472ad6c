"""Where the boxes of a network go: near to what they are tied to, none on another, lines beside boxes.

The same network has the same picture, whatever was asked before. Pure; sizes and places in one unit, from the upper
left corner. It knows neither institutions nor paper.
"""

import math
import random
from collections import deque
from collections.abc import Sequence

from bezirkskoordination.rules.boxes import Line, Plane, Point, Size, Tell, pushed_apart, round_boxes

#: Between two boxes, in their unit (millimetres on paper).
GAP = 4.0
#: How much of the sheet the boxes cover.
_COVER = 0.3
_SWEEPS = 40
_LAST_STEP = 0.1
#: How far places are evened out: 0 leaves them where they are, 1 puts them at equal distances.
_EVEN = 0.55
#: Comparisons that may be spent on clearing the lines of one beginning; with many boxes that is fewer for each.
_WORK = 9_000_000
#: Up to so many boxes several beginnings are tried, and the best is kept; what a line costs that finds no way round.
_SMALL, _BEGINNINGS, _BLOCKED = 80, 6, 60.0


def _no_one(_share: float) -> None:
    pass


def arranged(sizes: Sequence[Size], lines: Sequence[Line], ratio: float, tell: Tell = _no_one) -> list[Point]:
    """The middle of every box. `lines` are pairs of boxes, `ratio` is width by height of the sheet to be filled.

    Boxes without a line stand in rows below the others. `tell` hears shares from 0 to 1; what it raises ends the work.
    """
    ties = sorted({(min(line), max(line)) for line in lines if line[0] != line[1]})
    tied = sorted({box for line in ties for box in line})
    alone = [box for box in range(len(sizes)) if box not in set(tied)]
    needed, left_over = (sum((sizes[b][0] + GAP) * (sizes[b][1] + GAP) for b in some) for some in (tied, alone))
    width = max([1.0, math.sqrt(ratio * (needed / _COVER + left_over)), *(own for own, _ in sizes)])
    frame = (width, needed / _COVER / width)
    number = {box: at for at, box in enumerate(tied)}
    own = [sizes[box] for box in tied]
    placed, frame = (
        _network(own, [(number[i], number[j]) for i, j in ties], frame, tell) if tied else ([], (width, 0.0))
    )
    places: list[Point] = [(0.0, 0.0)] * len(sizes)
    for box, place in zip(tied, placed, strict=True):
        places[box] = place
    _rows(alone, sizes, frame[0], frame[1], places)
    tell(1.0)
    return places


def _network(sizes: list[Size], lines: Sequence[Line], frame: Size, tell: Tell) -> tuple[list[Point], Size]:
    """The places of boxes that hang together, in a frame that may have to grow."""
    steps = _steps(len(sizes), lines)
    count = _BEGINNINGS if len(sizes) <= _SMALL else 1
    tests = len(lines) * (1 + 2 * (len(sizes) + len(lines)) / len(sizes))
    found: list[tuple[float, int, list[Point], Size]] = []
    for number in range(count):
        done = number / count
        x, y = zip(*_turned(_stressed(steps, number, _part(tell, done, 0.3 / count))), strict=True)
        even = list(zip(_evened(x, frame[0]), _evened(y, frame[1]), strict=True))
        placed, grown = pushed_apart(even, sizes, GAP, frame)
        plane = Plane(placed, sizes, lines, GAP, grown)
        plane.clear(int(_WORK / tests) + 1, _part(tell, done + 0.3 / count, 0.7 / count))
        blocked = sum(round_boxes(line, plane.places, sizes)[1] for line in lines) if count > 1 else 0
        found.append((plane.cost + _BLOCKED * blocked, number, plane.places, grown))
    _cost, _number, places, grown = min(found)
    return places, grown


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
