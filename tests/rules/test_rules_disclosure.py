"""A hidden number stays hidden: somebody who has all that is published, and knows the rule, cannot tell it."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.attacker import chain_readings, gives_away, line_readings

from bezirkskoordination.i18n import N_
from bezirkskoordination.rules import disclosure, disclosure_linked
from bezirkskoordination.rules.disclosure import (
    ABOUT_SAME,
    HIDDEN,
    UNTOLD,
    Published,
    difference,
    has_shares,
    in_turn,
    merge,
    publish,
)
from bezirkskoordination.rules.figures import Figure, Guard, Part

LABEL = N_("Test", "Zahl")
#: From how many on: 3 volunteers, 5 of anything else about people.
THRESHOLDS = {Guard.VOLUNTEERS.value: 3, Guard.NEEDS.value: 5}
GUARDS = [(Guard.VOLUNTEERS, 3), (Guard.NEEDS, 5)]


def guarded(code: str, value: int, breakdown: Sequence[int] = (), guard: Guard = Guard.VOLUNTEERS) -> Figure:
    parts = tuple(Part(str(at), cell) for at, cell in enumerate(breakdown))
    return Figure(code, LABEL, value, "Personen", parts, guard)


# --- one breakdown ---------------------------------------------------------------------------


@pytest.mark.parametrize(("guard", "threshold"), GUARDS)
@given(lines=st.lists(st.integers(0, 14), min_size=1, max_size=7))
def test_no_small_line_follows_from_what_is_told(guard: Guard, threshold: int, lines: list[int]) -> None:
    told = publish([guarded("K99", sum(lines), lines, guard)], THRESHOLDS)["K99"]
    labels = [str(at) for at in range(len(lines))]

    for cunning in (False, True):
        possible = line_readings(told, threshold, labels, cunning)
        for label, value in zip(labels, lines, strict=True):
            assert value in possible[label]
            if 0 < value < threshold:
                assert not gives_away(possible[label], threshold), (lines, told.breakdown, label, possible[label])


@pytest.mark.parametrize(("lines", "largest", "threshold"), [(3, 9, 3), (4, 7, 3), (3, 12, 5)])
def test_not_even_whoever_has_the_program_tells_a_small_line(lines: int, largest: int, threshold: int) -> None:
    """Every table that would be published alike is possible; among them each small line has every small value."""
    alike: dict[object, list[tuple[int, ...]]] = defaultdict(list)
    for values in product(range(largest + 1), repeat=lines):
        together = merge(values, threshold)
        shown = together if together is None else tuple(-1 if at in together else one for at, one in enumerate(values))
        alike[sum(values), shown].append(values)
    for (total, _shown), tables in alike.items():  # type: ignore[misc]
        if 0 < total < threshold:
            continue  # then the total is hidden, and all with it
        for at in range(lines):
            possible = {values[at] for values in tables}
            if any(0 < value < threshold for value in possible):
                assert not gives_away(possible, threshold), tables


@given(st.lists(st.integers(0, 14), min_size=1, max_size=7))
def test_lines_come_to_the_total_or_are_withheld(lines: list[int]) -> None:
    told = publish([guarded("K99", sum(lines), lines)], THRESHOLDS)["K99"]

    if told.withheld:
        assert told.breakdown == ()
    else:
        assert sum(part.value for part in told.breakdown) == sum(lines)
        assert all(part.value == 0 or part.value >= 3 for part in told.breakdown)
        assert told.is_whole == all(value == 0 or value > 2 for value in lines)


@given(st.lists(st.integers(5, 50), min_size=2, max_size=6))
def test_nothing_is_hidden_needlessly(lines: list[int]) -> None:
    told = publish([guarded("K99", sum(lines), [*lines, 0], Guard.NEEDS)], THRESHOLDS)["K99"]
    assert [part.value for part in told.breakdown] == [*lines, 0]
    assert told.is_whole


@given(st.lists(st.integers(0, 8), max_size=5))
def test_inside_and_of_money_and_institutions_nothing_is_hidden(lines: list[int]) -> None:
    open_figure = Figure("K20", LABEL, sum(lines), "Institutionen", guarded("", 0, lines).breakdown)
    inside = publish([guarded("K99", sum(lines), lines)], {})["K99"]
    for told in (publish([open_figure], THRESHOLDS)["K20"], inside):
        assert [part.value for part in told.breakdown] == lines
        assert told.value == sum(lines)


def test_small_lines_are_taken_together_with_the_smallest_larger_one_and_counted() -> None:
    told = publish([guarded("K99", 50, (20, 12, 9, 4, 3, 1, 1), Guard.NEEDS)], THRESHOLDS)["K99"]
    assert [(part.label, part.value, part.merged) for part in told.breakdown] == [
        ("0", 20, 0), ("1", 12, 0), ("Weitere (5)", 18, 5)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "is_told"),
    [((6, 0, 0), False), ((9,), False), ((10, 0), True), ((6, 5), True), ((0, 0), True)],
)  # fmt: skip
def test_a_small_group_that_is_all_alike_is_not_told(lines: tuple[int, ...], is_told: bool) -> None:
    told = publish([guarded("K99", sum(lines), lines, Guard.NEEDS)], THRESHOLDS)["K99"]
    assert told.withheld is not is_told
    assert told.value == sum(lines)


@pytest.mark.parametrize(("guard", "threshold"), GUARDS)
@given(lines=st.lists(st.integers(0, 8), min_size=1, max_size=5))
def test_a_small_total_hides_its_lines(guard: Guard, threshold: int, lines: list[int]) -> None:
    told = publish([guarded("K99", sum(lines), lines, guard)], THRESHOLDS)["K99"]
    if 0 < sum(lines) < threshold:
        assert (told.value, told.breakdown, told.withheld) == (f"<{threshold}", (), True)
    else:
        assert told.value == sum(lines)


# --- figures that hang together ------------------------------------------------------------------

FLOWS = {"K12": 1, "K12R": 1, "K13": -1}
small_flows = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 4), st.integers(0, 6)), min_size=1, max_size=3)


def years(start: int, flows: Sequence[tuple[int, int, int]]) -> list[list[Figure]]:
    """Periods that follow one another, with the volunteers by status at the end of each."""
    periods, stock = [[guarded("K11", start), *(guarded(code, 0) for code in FLOWS)]], start
    for new, returned, left in flows:
        left = min(left, stock + new + returned)
        stock += new + returned - left
        paused = stock // 3
        lines = (stock - paused, paused)
        moved = zip(FLOWS, (new, returned, left), strict=True)
        periods.append([guarded("K11", stock, lines), *(guarded(code, value, (value,)) for code, value in moved)])
    return periods


def given_away(start: int, flows: Sequence[tuple[int, int, int]]) -> list[tuple[int, str, int]]:
    """What the attacker tells of small figures from reports that follow one another: period, figure, its value."""
    periods = years(start, flows)
    told = in_turn(periods, THRESHOLDS)
    possible = chain_readings(told, "K11", FLOWS, 3, start + 40)
    found = []
    for at, figures in enumerate(periods):
        for figure in figures:
            assert figure.value in possible[at][figure.code], (start, flows)
            if 0 < (figure.value or 0) < 3 and gives_away(possible[at][figure.code], 3):
                found.append((at, figure.code, figure.value or 0))
    return found


@given(st.sampled_from((0, 1, 2, 4, 20)), small_flows)
def test_no_small_figure_follows_from_reports_that_follow_one_another(
    start: int, flows: list[tuple[int, int, int]]
) -> None:
    assert given_away(start, flows) == []


def test_no_small_figure_of_one_report_follows_from_its_bridge() -> None:
    for new, returned, left, start in product(range(6), range(4), range(6), (0, 1, 2, 4, 20)):
        assert given_away(start, [(new, returned, left)]) == [], (start, new, returned, left)


NEED_FLOWS = {"K01": 1, "K02W": 1, "K02E": -1, "K02D": -1}
need_flows = st.lists(
    st.tuples(st.integers(0, 9), st.integers(0, 2), st.integers(0, 9), st.integers(0, 2)), min_size=1, max_size=2
)


def need_years(start: int, flows: Sequence[tuple[int, int, int, int]]) -> list[list[Figure]]:
    """The needs of periods that follow one another."""

    def told(waiting: int, moved: Sequence[int], stock: int) -> list[Figure]:
        values = {"K02A": waiting, "K02": stock} | dict(zip(NEED_FLOWS, moved, strict=True))
        return [guarded(code, value, (), Guard.NEEDS) for code, value in values.items()]

    periods, stock = [told(start, (0, 0, 0, 0), start)], start
    for new, again, gone, twice in flows:
        gone = min(gone, stock + new + again)
        twice = min(twice, stock + new + again - gone)
        periods.append(told(stock, (new, again, gone, twice), stock + new + again - gone - twice))
        stock += new + again - gone - twice
    return periods


@given(st.sampled_from((0, 1, 3, 4, 6, 12)), need_flows)
def test_no_small_number_of_needs_follows_from_their_bridge(start: int, flows: list[tuple[int, int, int, int]]) -> None:
    periods = need_years(start, flows)
    told = in_turn(periods, THRESHOLDS)
    possible = chain_readings(told, "K02", NEED_FLOWS, 5, 34, "K02A")
    for at, figures in enumerate(periods):
        for figure in figures:
            if figure.code in possible[at]:
                assert figure.value in possible[at][figure.code]
                small = 0 < (figure.value or 0) < 5
                assert not (small and gives_away(possible[at][figure.code], 5)), (figure.code, at, possible[at])


def test_the_attacker_finds_what_a_weaker_rule_leaves(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the small numbers hidden and nothing beside them: the attacker tells them."""

    def only_small(cells: dict, sums: object) -> dict:  # type: ignore[type-arg]
        none: list[dict[str, int]] = []
        return disclosure_linked.protect(cells, none)

    monkeypatch.setattr(disclosure, "protect", only_small)
    assert given_away(20, [(1, 0, 5)]) == [(1, "K12", 1)]

    def only_small_lines(values: Sequence[int], threshold: int) -> set[int]:
        return {at for at, value in enumerate(values) if 0 < value < threshold}

    monkeypatch.setattr(disclosure, "merge", only_small_lines)
    told = publish([guarded("K99", 12, (10, 2))], THRESHOLDS)["K99"]
    assert line_readings(told, 3, ["0", "1"], cunning=False)["1"] == {2}


def test_a_hidden_total_is_not_told_by_its_lines() -> None:
    told = in_turn(years(3, [(1, 1, 0)]), THRESHOLDS)[1]
    assert (told["K11"].value, told["K11"].figure.value) == (HIDDEN, 5)
    assert told["K11"].breakdown == ()


# --- what hangs on a figure ------------------------------------------------------------------------


@given(st.integers(0, 6), st.integers(0, 400))
def test_a_duration_is_hidden_with_what_it_is_the_duration_of(talks: int, minutes: int) -> None:
    measured = Figure("K16M", LABEL, minutes, "minutes")
    told = publish([measured, guarded("K16", talks)], THRESHOLDS)

    assert told["K16M"].value == (HIDDEN if talks in (1, 2) else minutes)
    assert publish([measured, guarded("K16", talks)], {})["K16M"].value == minutes


@given(st.integers(0, 60), st.integers(0, 60), st.booleans())
def test_a_difference_never_comes_from_a_hidden_value(one: int, other: int, exact: bool) -> None:
    now, before = (publish([guarded("K99", value)], THRESHOLDS)["K99"] for value in (one, other))
    change = difference(now, before, exact)

    if one in (1, 2) or other in (1, 2):
        assert change == UNTOLD
    elif 0 < abs(one - other) < 3 and not exact:
        assert change == ABOUT_SAME
    else:
        assert change == one - other


def test_a_missing_value_has_no_difference() -> None:
    nothing = Published(Figure("K27A", LABEL, None, "cents"), None, ())
    assert difference(nothing, nothing) == UNTOLD


@pytest.mark.parametrize(
    ("lines", "expected"),
    [((10, 10), True), ((10, 9), False), ((18, 2), False), ((20, 5, 2), False), ((15, 5, 0), True)],
)
def test_shares_need_twenty_and_a_table_with_nothing_hidden(lines: tuple[int, ...], expected: bool) -> None:
    assert has_shares(publish([guarded("K99", sum(lines), lines)], THRESHOLDS)["K99"]) is expected


def test_the_order_of_the_figures_does_not_matter() -> None:
    figures = [guarded("K12", 1), guarded("K12R", 0), guarded("K13", 4), guarded("K11", 17, (12, 5))]
    before = publish([guarded("K11", 20)], THRESHOLDS)
    one, other = publish(figures, THRESHOLDS, [before]), publish(reversed(figures), THRESHOLDS, [before])
    assert one == other
