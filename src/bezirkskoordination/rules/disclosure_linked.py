"""Numbers that add up to each other: which of them must be hidden so that no small one follows from the rest.

Knows cells and sums, not what they count. A small cell is safe when for every value that its sign leaves open there is
proof that it is possible beside all that is told; what is not proven in a few steps counts as unsafe.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

#: So many steps are tried for a proof; then one more cell is hidden instead.
_STEPS = 2000
#: How far from its value a hidden cell is tried, in thresholds: room to make up for any of the small ones.
_ROOM = 4

Sum = Mapping[str, int]
"""Cells by name with their signs (1 or -1); what they come to is zero."""

_Domains = dict[str, Sequence[int]]


@dataclass(frozen=True, slots=True)
class Cell:
    """A number, and from how many on it may be told (0: always).

    `fixed`: it stands in a paper already, hidden or not, and stays so. `weight`: of two, the lighter one is hidden.
    `bare`: hidden without even a word whether it is small.
    """

    value: int
    threshold: int
    hidden: bool = False
    fixed: bool = False
    weight: int = 0
    bare: bool = False

    @property
    def is_small(self) -> bool:
        """Whether nobody may read it."""
        return 0 < self.value < self.threshold

    @property
    def choices(self) -> Sequence[int]:
        """What it can be for a reader who knows the rule; taken from its neighbourhood, which proves only more."""
        if not self.hidden:
            return (self.value,)
        if self.is_small and not self.bare:
            return range(1, self.threshold)
        room = _ROOM * max(self.threshold, 1)
        near = range(max(self.value - room, 0), self.value + room + 1)
        return near if self.bare else [one for one in near if one == 0 or one >= self.threshold]


def protect(cells: Mapping[str, Cell], sums: Sequence[Sum]) -> dict[str, Cell]:
    """The cells with enough of them hidden: the small ones, and of the others the lightest that help.

    Where the numbers are so few that not even this protects a small one, the hidden cells of its sums no longer say
    that they are small. Sums with a cell that is not there are nobody's knowledge.
    """
    known = [one for one in sums if one.keys() <= cells.keys()]
    now = {
        name: cell if cell.fixed else replace(cell, hidden=cell.hidden or cell.is_small) for name, cell in cells.items()
    }
    while (unsafe := next(_unsafe(now, known), None)) is not None:
        linked = {cell for one in _around(unsafe, now, known) for cell in one}
        free = [name for name in linked if not now[name].hidden and not now[name].fixed]
        told = [name for name in linked if now[name].hidden and not now[name].bare and not now[name].fixed]
        if free:
            name = min(free, key=lambda one: (now[one].weight, now[one].value == 0, now[one].value, one))
            now[name] = replace(now[name], hidden=True)
        elif told:
            now |= {name: replace(now[name], bare=True) for name in told}
        else:  # all that is left stands in a paper already
            break
    return now


def _unsafe(cells: Mapping[str, Cell], sums: Sequence[Sum]) -> Iterator[str]:
    """The small cells of which somebody who knows all that is told could tell more than the sign says."""
    for name, cell in cells.items():
        if not (cell.is_small and cell.hidden):
            continue
        around = _around(name, cells, sums)
        domains: _Domains = {each: cells[each].choices for one in around for each in one}
        if around and not all(
            _is_possible({**domains, name: (value,)}, around, [_STEPS]) for value in range(1, cell.threshold)
        ):
            yield name


def _around(name: str, cells: Mapping[str, Cell], sums: Sequence[Sum]) -> list[Sum]:
    """The sums that hang together with a cell by cells that are hidden."""
    found: list[Sum] = []
    waiting, seen = [name], {name}
    while waiting:
        cell = waiting.pop()
        for one in sums:
            if cell in one and one not in found:
                found.append(one)
                more = {other for other in one if cells[other].hidden} - seen
                seen |= more
                waiting += sorted(more)
    return found


def _is_possible(domains: _Domains, sums: Sequence[Sum], steps: list[int]) -> bool:
    """Whether every cell can have a value of its own so that all sums come out; `steps` are left to find out."""
    steps[0] -= 1
    narrowed = _narrowed(domains, sums)
    if narrowed is None or steps[0] < 0:
        return False
    open_ = [name for name, values in narrowed.items() if len(values) > 1]
    if not open_:
        return True
    name = min(open_, key=lambda one: (len(narrowed[one]), one))
    values = narrowed[name]
    middle = values[len(values) // 2]
    return any(
        _is_possible({**narrowed, name: (value,)}, sums, steps)
        for value in sorted(values, key=lambda one: abs(one - middle))
    )


def _narrowed(domains: _Domains, sums: Sequence[Sum]) -> _Domains | None:
    """The values that the bounds of every sum leave; None if some cell has none."""
    now = dict(domains)
    changed = True
    while changed:
        changed = False
        for one in sums:
            least = {name: min(sign * now[name][0], sign * now[name][-1]) for name, sign in one.items()}
            most = {name: max(sign * now[name][0], sign * now[name][-1]) for name, sign in one.items()}
            low, high = sum(least.values()), sum(most.values())
            for name, sign in one.items():
                # the cell makes up for all others: -(high - most) <= sign * value <= -(low - least)
                left = [v for v in now[name] if most[name] - high <= sign * v <= least[name] - low]
                if not left:
                    return None
                if len(left) < len(now[name]):
                    now[name], changed = left, True
    return now
