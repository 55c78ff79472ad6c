"""Where the boxes of a network go: none on another, the same every time, and near to what they are tied to."""

import math
import random
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.refusal import Refused
from bezirkskoordination.rules import layout
from bezirkskoordination.rules.boxes import overlapping


class Net(NamedTuple):
    sizes: list[tuple[float, float]]
    lines: list[tuple[int, int]]


def network(count: int, lines: int, seed: int = 1) -> Net:
    """Clusters with bridges between them, as institutions of one district have."""
    chance = random.Random(seed)
    found: set[tuple[int, int]] = set()
    while len(found) < lines:
        one = chance.randrange(count)
        other = (one + chance.choice((1, 2, 3, 5, 8))) % count if chance.random() < 0.8 else chance.randrange(count)
        if one != other:
            found.add((min(one, other), max(one, other)))
    return Net([(chance.uniform(18, 36), chance.choice((6.0, 9.0, 12.0))) for _ in range(count)], sorted(found))


def bounds(places: list[tuple[float, float]], sizes: list[tuple[float, float]]) -> tuple[float, ...]:
    return (
        min(x - w / 2 for (x, _), (w, _h) in zip(places, sizes, strict=True)),
        min(y - h / 2 for (_, y), (_w, h) in zip(places, sizes, strict=True)),
        max(x + w / 2 for (x, _), (w, _h) in zip(places, sizes, strict=True)),
        max(y + h / 2 for (_, y), (_w, h) in zip(places, sizes, strict=True)),
    )


@st.composite
def networks(draw: st.DrawFn) -> Net:
    count = draw(st.integers(1, 9))
    sizes = draw(
        st.lists(
            st.tuples(st.integers(5, 40).map(float), st.integers(4, 15).map(float)), min_size=count, max_size=count
        )
    )
    ends = st.integers(0, count - 1)
    return Net(sizes, draw(st.lists(st.tuples(ends, ends), max_size=14)))


@given(networks(), st.sampled_from((0.7, 1.0, 1.85)))
def test_no_box_lies_on_another(net: Net, ratio: float) -> None:
    places = layout.arranged(*net, ratio)

    assert not overlapping(places, net.sizes)
    left, top, _right, _bottom = bounds(places, net.sizes)
    assert min(left, top) > -1e-6


@pytest.mark.parametrize(("count", "lines"), [(40, 90), (200, 450)])
def test_a_large_network_fills_its_sheet(count: int, lines: int) -> None:
    net = network(count, lines)
    places = layout.arranged(*net, 1.85)

    assert not overlapping(places, net.sizes, layout.GAP - 0.001)
    left, top, right, bottom = bounds(places, net.sizes)
    assert 1.3 < (right - left) / (bottom - top) < 2.6
    covered = sum((w + layout.GAP) * (h + layout.GAP) for w, h in net.sizes) / ((right - left) * (bottom - top))
    assert covered > 0.25
    tied = sum(math.dist(places[i], places[j]) for i, j in net.lines) / len(net.lines)
    chance = random.Random(2)
    pairs = [chance.sample(places, 2) for _ in range(1000)]
    assert tied < 0.75 * sum(math.dist(*pair) for pair in pairs) / len(pairs)


def test_the_same_network_has_the_same_picture() -> None:
    net = network(25, 40)
    first = layout.arranged(*net, 1.85)
    random.seed(99)  # whatever chance others have had

    assert layout.arranged(net.sizes, [(j, i) for i, j in reversed(net.lines)], 1.85) == first


def test_what_has_no_tie_stands_in_rows_below() -> None:
    sizes = [(20.0, 8.0)] * 8
    places = layout.arranged(sizes, [(1, 4), (4, 6)], 1.85)

    lowest = max(places[box][1] for box in (1, 4, 6))
    alone = [places[box] for box in (0, 2, 3, 5, 7)]
    assert all(y - 4.0 > lowest + 4.0 for _x, y in alone)
    assert alone == sorted(alone, key=lambda place: (place[1], place[0]))  # in their order
    only = layout.arranged(sizes, [], 1.85)
    assert len({y for _x, y in only}) == 3  # eight wide boxes fill a sheet in rows of three


def test_nothing_is_a_picture_too() -> None:
    assert layout.arranged([], [], 1.85) == []
    assert layout.arranged([(20.0, 8.0)], [(0, 0)], 1.85) == [(10.0, 4.0)]  # a tie with itself is none


def test_it_tells_how_far_it_is_and_can_be_stopped() -> None:
    heard: list[float] = []
    layout.arranged(*network(30, 60), 1.85, heard.append)

    assert heard == sorted(heard)
    assert heard[-1] == 1.0
    assert len(heard) > 50

    def stop(_share: float) -> None:
        raise Refused(N_("Worker", "Abgebrochen."))

    with pytest.raises(Refused):
        layout.arranged(*network(30, 60), 1.85, stop)
