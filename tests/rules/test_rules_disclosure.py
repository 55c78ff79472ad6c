"""A hidden cell stays hidden: somebody who knows the sums and the rule cannot tell it."""

from collections.abc import Iterator, Sequence
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bezirkskoordination.i18n import N_
from bezirkskoordination.rules.disclosure import (
    ABOUT_SAME,
    HIDDEN,
    UNTOLD,
    Published,
    Shown,
    difference,
    publish,
    suppress,
)
from bezirkskoordination.rules.figures import Figure, Guard, Part

LABEL = N_("Test", "Zahl")


def possible(
    shown: Sequence[Shown], threshold: int, signs: Sequence[int], total: int, most: int
) -> Iterator[list[int]]:
    """Every row that would look like this.

    „<t“ is 1 to t-1; „.“ is 0 or at least t, or anything where it stands for all.
    """
    told = any(cell == f"<{threshold}" for cell in shown[:4])
    secret = [0, *range(threshold, most)] if told else list(range(most))
    choices = [[c] if isinstance(c, int) else secret if c == HIDDEN else list(range(1, threshold)) for c in shown]
    last = max(range(len(choices)), key=lambda i: len(choices[i]))  # follows from the others
    for row in product(*(cells if i != last else [0] for i, cells in enumerate(choices))):
        rest = signs[last] * (total - sum(sign * value for sign, value in zip(signs, row, strict=True)))
        if rest in choices[last]:
            yield [rest if i == last else value for i, value in enumerate(row)]


def told_anyway(values: Sequence[int], shown: Sequence[Shown], threshold: int, signs: Sequence[int]) -> list[int]:
    """The places of small cells that follow from what is shown."""
    total = sum(sign * value for sign, value in zip(signs, values, strict=True))
    rows = list(possible(shown, threshold, signs, total, sum(values) + threshold + 2))
    assert list(values) in rows
    small = [i for i, value in enumerate(values) if 0 < value < threshold]
    return [i for i in small if len({row[i] for row in rows}) < 2]


@pytest.mark.parametrize(("cells", "largest", "threshold"), [(2, 9, 3), (3, 7, 3), (4, 4, 3), (3, 7, 5)])
def test_no_small_cell_follows_from_the_total(cells: int, largest: int, threshold: int) -> None:
    for values in product(range(largest + 1), repeat=cells):
        if 0 < sum(values) < threshold:
            continue  # then the total is hidden, too
        shown = suppress(values, threshold)
        small = [i for i, value in enumerate(values) if 0 < value < threshold]
        assert all(isinstance(shown[i], str) for i in small)
        assert all(cell == value for cell, value in zip(shown, values, strict=True) if isinstance(cell, int))
        if any(value for i, value in enumerate(values) if i not in small) or len(small) > 1:
            assert not told_anyway(values, shown, threshold, [1] * cells), (values, shown)


@given(st.lists(st.integers(3, 50), max_size=6))
def test_nothing_is_hidden_needlessly(values: list[int]) -> None:
    assert suppress([*values, 0], 3) == [*values, 0]
    assert suppress([*values, 1, 2], 0) == [*values, 1, 2]


FROM_3 = {Guard.VOLUNTEERS.value: 3}


def guarded(code: str, value: int, breakdown: tuple[int, ...] = ()) -> Figure:
    parts = tuple(Part(str(at), cell) for at, cell in enumerate(breakdown))
    return Figure(code, LABEL, value, "Personen", parts, Guard.VOLUNTEERS)


BRIDGE = ("K12", "K12R", "K13", "K11")


def test_no_small_figure_follows_from_the_bridge() -> None:
    signs = (1, 1, -1, -1, 1)
    for new, returned, left, start in product(range(6), range(4), range(6), (0, 1, 2, 4, 20)):
        values = (new, returned, left, start + new + returned - left)
        if values[-1] < 0:
            continue
        before = guarded("K11", start)
        figures = [guarded(code, value) for code, value in zip(BRIDGE, values, strict=True)]
        published = publish(figures, FROM_3, before)
        shown = [*(published[code].value for code in BRIDGE), publish([before], FROM_3)["K11"].value]
        assert all(isinstance(shown[i], str) for i, value in enumerate(values) if 0 < value < 3)
        leaks = [i for i in told_anyway((*values, start), shown, 3, signs) if i < len(BRIDGE)]
        assert not leaks, (values, start, shown)


@given(st.integers(0, 60), st.integers(0, 60), st.booleans())
def test_a_difference_never_comes_from_a_hidden_value(one: int, other: int, exact: bool) -> None:
    now, before = (publish([guarded("K11", value)], FROM_3)["K11"] for value in (one, other))
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


@given(st.lists(st.integers(0, 8), min_size=1, max_size=5))
def test_a_small_total_hides_its_lines(cells: list[int]) -> None:
    published = publish([guarded("K99", sum(cells), tuple(cells))], FROM_3)["K99"]

    if 0 < sum(cells) < 3:
        assert published.value == "<3"
        assert {part.value for part in published.breakdown} == {HIDDEN}
    else:
        assert published.value == sum(cells)
    assert published.is_whole == all(cell == 0 or cell > 2 for cell in cells)


@given(st.integers(0, 6), st.integers(0, 400))
def test_a_duration_is_hidden_with_what_it_is_the_duration_of(talks: int, minutes: int) -> None:
    measured = Figure("K16M", LABEL, minutes, "minutes")
    published = publish([measured, guarded("K16", talks)], FROM_3)

    assert published["K16M"].value == (HIDDEN if talks in (1, 2) else minutes)
    assert publish([measured, guarded("K16", talks)], {})["K16M"].value == minutes


@given(st.lists(st.integers(0, 8), max_size=5))
def test_money_and_institutions_are_never_hidden(cells: list[int]) -> None:
    parts = tuple(Part(str(at), cell) for at, cell in enumerate(cells))
    open_figure = Figure("K20", LABEL, sum(cells), "Institutionen", parts)

    assert [part.value for part in publish([open_figure], FROM_3)["K20"].breakdown] == cells
