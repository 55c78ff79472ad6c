"""Boxes and lines on a plane, against looking at many points."""

import math
from itertools import pairwise

from hypothesis import assume, given
from hypothesis import strategies as st

from bezirkskoordination.rules.boxes import (
    CLEARANCE,
    Plane,
    cross,
    inside,
    overlapping,
    pushed_apart,
    round_boxes,
    runs_through,
)

number = st.integers(-40, 40).map(float)
point = st.tuples(number, number)
size = st.tuples(st.integers(1, 30).map(float), st.integers(1, 15).map(float))
Points = list[tuple[float, float]]


def along(start: tuple[float, float], end: tuple[float, float], pieces: int = 4000) -> Points:
    return [
        (start[0] + (end[0] - start[0]) * at / pieces, start[1] + (end[1] - start[1]) * at / pieces)
        for at in range(pieces + 1)
    ]


@given(point, point, point, size)
def test_a_line_meets_a_box_if_a_point_of_it_does(
    start: tuple[float, float], end: tuple[float, float], middle: tuple[float, float], box: tuple[float, float]
) -> None:
    def within(place: tuple[float, float], more: float) -> bool:
        return abs(place[0] - middle[0]) <= box[0] / 2 + more and abs(place[1] - middle[1]) <= box[1] / 2 + more

    points = along(start, end)
    if any(within(one, 0) for one in points):
        assert runs_through(start, end, middle, box)
    elif not any(within(one, 0.1) for one in points):
        assert not runs_through(start, end, middle, box)


@given(point, point, point, point)
def test_lines_cross_as_their_parameters_say(
    a: tuple[float, float], b: tuple[float, float], c: tuple[float, float], d: tuple[float, float]
) -> None:
    turned = (b[0] - a[0]) * (d[1] - c[1]) - (b[1] - a[1]) * (d[0] - c[0])
    assume(turned != 0)
    s = ((c[0] - a[0]) * (d[1] - c[1]) - (c[1] - a[1]) * (d[0] - c[0])) / turned
    t = ((c[0] - a[0]) * (b[1] - a[1]) - (c[1] - a[1]) * (b[0] - a[0])) / turned
    assume(all(abs(part - edge) > 1e-9 for part in (s, t) for edge in (0, 1)))
    assert cross(a, b, c, d) == (0 < s < 1 and 0 < t < 1)


@given(st.lists(st.tuples(point, size), min_size=1, max_size=12), st.integers(0, 5).map(float))
def test_pushed_apart_none_overlaps_and_all_stay_in_the_frame(
    boxes: list[tuple[tuple[float, float], tuple[float, float]]], gap: float
) -> None:
    places, sizes = [place for place, _ in boxes], [box for _, box in boxes]
    moved, frame = pushed_apart(places, sizes, gap, (60.0, 40.0))

    assert not overlapping(moved, sizes, gap)
    assert all(inside(place, box, frame) == place for place, box in zip(moved, sizes, strict=True))


def test_boxes_that_are_apart_stay_where_they_are() -> None:
    places = [(10.0, 10.0), (30.0, 10.0)]

    assert pushed_apart(places, [(10.0, 6.0)] * 2, 4.0, (60.0, 40.0)) == (places, (60.0, 40.0))


def test_a_line_goes_round_what_lies_between() -> None:
    places, sizes = [(0.0, 0.0), (100.0, 0.0), (50.0, 1.0)], [(10.0, 6.0)] * 3
    way, met = round_boxes((0, 1), places, sizes)

    assert met == 0
    assert (way[0], way[-1]) == (places[0], places[1])
    assert len(way) > 2
    wide = (10.0 + 2 * CLEARANCE, 6.0 + 2 * CLEARANCE)
    assert not any(runs_through(one, two, places[2], wide) for one, two in pairwise(way))
    assert min(y for _x, y in way) < -0.1  # on the side where there is more room
    assert round_boxes((0, 2), places, sizes) == ((places[0], places[2]), 0)  # nothing between: straight


def test_where_there_is_no_way_round_it_is_said() -> None:
    places, sizes = [(0.0, 0.0), (100.0, 0.0), (50.0, 0.0)], [(2.0, 2.0), (2.0, 2.0), (4.0, 300.0)]

    assert round_boxes((0, 1), places, sizes) == ((places[0], places[1]), 1)


def test_a_second_line_between_the_same_two_lies_beside() -> None:
    places, sizes = [(0.0, 0.0), (100.0, 0.0)], [(10.0, 6.0)] * 2
    one, other = (round_boxes((0, 1), places, sizes, aside)[0] for aside in (2.0, -2.0))

    assert math.isclose(max(y for _x, y in one), 2.0)
    assert math.isclose(min(y for _x, y in other), -2.0)


def test_clearing_costs_less_and_keeps_boxes_apart() -> None:
    places = [(10.0, 10.0), (90.0, 10.0), (50.0, 10.0), (50.0, 40.0)]
    sizes = [(14.0, 8.0)] * 4
    plane = Plane(places, sizes, [(0, 1), (2, 3)], 3.0, (100.0, 60.0))
    before = plane.cost
    plane.clear(2000, lambda _share: None)

    assert plane.cost < before
    assert not overlapping(plane.places, sizes, 3.0)
    assert not runs_through(plane.places[0], plane.places[1], plane.places[2], sizes[2])
