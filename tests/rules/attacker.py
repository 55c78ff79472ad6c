"""Somebody who has every published number and wants the hidden ones; knows arithmetic, not the program's own.

What a cell can have been is told as a set of whole numbers. Nothing of `disclosure` is used but what it publishes.
"""

from collections.abc import Callable, Iterable, Sequence

from bezirkskoordination.rules.disclosure import HIDDEN, Published, Shown

Values = frozenset[int]


def gives_away(possible: Iterable[int], threshold: int) -> bool:
    """Whether these values tell more of a small number than „less than the threshold, but not zero“."""
    found = set(possible)
    return max(found) < threshold and len(found) < threshold - 1


def readings(value: Shown, threshold: int, most: int, has_signs: bool = True) -> Values:
    """What a sign can stand for. Where small numbers have their own sign, „.“ is none of them."""
    if isinstance(value, int):
        return frozenset((value,))
    if value == f"<{threshold}":
        return frozenset(range(1, threshold))
    assert value == HIDDEN
    return frozenset(one for one in range(most + 1) if not has_signs or one == 0 or one >= threshold)


# --- one breakdown ---------------------------------------------------------------------------


def line_readings(told: Published, threshold: int, labels: Sequence[str], cunning: bool) -> dict[str, Values]:
    """What each line of a breakdown can have been, by its label.

    The cunning reader knows the rule as well: taken together are all small lines, and of the larger ones the smallest.
    """
    total = told.value if isinstance(told.value, int) else None
    most = total if total is not None else 40
    if told.withheld:
        free = frozenset(range(most + 1))
        return dict.fromkeys(labels, free if len(labels) > 1 or total is None else frozenset((most,)))
    shown = {part.label: part.value for part in told.breakdown if not part.merged}
    merged = [part for part in told.breakdown if part.merged]
    found = {label: frozenset((shown[label],)) for label in labels if label in shown}
    unlisted = [label for label in labels if label not in shown]
    if not merged:
        return found | dict.fromkeys(unlisted, frozenset((0,)))
    (one,) = merged
    assert len(unlisted) >= one.merged
    if total is not None:
        assert sum(shown.values()) + one.value == total
    single = range(1, one.value + 1)
    if cunning:
        least = min(value for value in shown.values() if value >= threshold)
        single = range(1, min(least, one.value) + 1)

    def is_taken(values: Sequence[int]) -> bool:
        return not cunning or any(value >= threshold for value in values)

    parts = frozenset(
        value for value in single if _comes_to(one.value - value, one.merged - 1, single, (value,), is_taken)
    )
    may_be_zero = len(unlisted) > one.merged
    return found | dict.fromkeys(unlisted, parts | (frozenset((0,)) if may_be_zero else frozenset()))


def _comes_to(
    rest: int, count: int, single: range, so_far: tuple[int, ...], is_taken: Callable[[Sequence[int]], bool]
) -> bool:
    """Whether so many further numbers in rising order come to the rest."""
    if count == 0:
        return rest == 0 and is_taken(so_far)
    low = so_far[-1] if len(so_far) > 1 else single[0]
    tried = range(low, min(single[-1], rest // count) + 1)
    return any(_comes_to(rest - value, count - 1, single, (*so_far, value), is_taken) for value in tried)


# --- figures of several periods that hang together -------------------------------------------------


def total_of(told: Published) -> Shown:
    """A total as a reader knows it: told, or the sum of its lines."""
    if isinstance(told.value, str) and told.breakdown and not told.withheld:
        return sum(part.value for part in told.breakdown)
    return told.value


def chain_readings(
    periods: Sequence[dict[str, Published]],
    stock: str,
    flows: dict[str, int],
    threshold: int,
    most: int,
    start: str = "",
) -> list[dict[str, Values]]:
    """What each figure of periods that follow one another can have been: start + flows = end, again and again.

    `start` is a figure that tells the stock of the period before once more.

    Every combination is tried, forwards for what can be reached and backwards for what leads to the end.
    """
    cells: list[dict[str, Values]] = []
    for at, told in enumerate(periods):
        linked = [total_of(told[code]) for code in (stock, *flows)]
        if at:
            linked.append(total_of(periods[at - 1][stock]))
        has_signs = f"<{threshold}" in linked
        cells.append(
            {
                code: readings(total_of(told[code]), threshold, most, has_signs)
                for code in (stock, *flows)
                if code in told
            }
        )
    for at, told in enumerate(periods[1:] if start else (), 1):
        linked = [total_of(told[code]) for code in (stock, start, *flows)]
        also = readings(total_of(told[start]), threshold, most, f"<{threshold}" in linked)
        cells[at - 1][stock] &= also
    return _solved(cells, stock, flows)


def _solved(cells: list[dict[str, Values]], stock: str, flows: dict[str, int]) -> list[dict[str, Values]]:
    moves = [_moves(one, flows) for one in cells]
    ahead = [set(cells[0][stock])]
    for one, ways in zip(cells[1:], moves[1:], strict=True):
        ahead.append({end for start in ahead[-1] for move in ways if (end := start + move) in one[stock]})
    back = [ahead[-1]]
    for at in range(len(cells) - 1, 0, -1):
        back.insert(0, {start for start in ahead[at - 1] if any(start + move in back[0] for move in moves[at])})
    found: list[dict[str, Values]] = []
    for at, one in enumerate(cells):
        told = {stock: frozenset(back[at])}
        if at:
            wanted = {end - start for start in back[at - 1] for end in back[at]}
            ways = {combination for move in wanted & moves[at].keys() for combination in moves[at][move]}
            told |= {code: frozenset(way[place] for way in ways) for place, code in enumerate(flows)}
        else:
            told |= {code: one[code] for code in flows}
        found.append(told)
    return found


def _moves(cells: dict[str, Values], flows: dict[str, int]) -> dict[int, set[tuple[int, ...]]]:
    """By what they come to, every combination of the flows of a period."""
    combinations: list[tuple[int, ...]] = [()]
    for code in flows:
        combinations = [(*one, value) for one in combinations for value in cells[code]]
    found: dict[int, set[tuple[int, ...]]] = {}
    for one in combinations:
        change = sum(sign * value for sign, value in zip(flows.values(), one, strict=True))
        found.setdefault(change, set()).add(one)
    return found
