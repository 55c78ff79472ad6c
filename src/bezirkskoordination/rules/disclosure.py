"""What a public paper may show of small counts of people: the rules of domain facts 3.9, in one place.

A paper's tables, charts, alternative texts, attached figures and differences all come from the values published here:
one function, one object. Refuses to know who reads them, and how they are told.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from bezirkskoordination.i18n import N_
from bezirkskoordination.rules.disclosure_linked import Cell, Sum, protect
from bezirkskoordination.rules.figures import Figure, Guard, Part

#: A value hidden only to protect another one.
HIDDEN = "."
#: What stands for a difference that is not told, and for one of a few persons (rule 8: up to 2).
UNTOLD, ABOUT_SAME = "–", "etwa gleich"
_FEW = 2
#: A group of so few who all have one thing in common tells it of each of them (rule 4: fewer than 10).
_SMALL_GROUP = 10
#: From how many on a share in percent says something (rule 6).
_LEAST_BASE = 20

#: What small lines of a breakdown are taken together as; how many they are is part of it.
_OTHERS = N_("Disclosure", "Weitere ({})")

Shown = int | str | None

Thresholds = Mapping[str, int]
"""From how many on the public reads a figure, by the setting that says it; what has none (`{}`: all) is told."""


@dataclass(frozen=True, slots=True)
class PublishedPart:
    """One line of a breakdown as it may be shown; `merged` are how many lines it stands for."""

    label: str
    value: int
    merged: int = 0


@dataclass(frozen=True, slots=True)
class Published:
    """A figure as it may be shown: a number, „<3“, „.“ or None (nicht erhoben).

    The lines of its breakdown are whole numbers: small ones are taken together, and where that does not protect them
    the breakdown is `withheld`, all of it.
    """

    figure: Figure
    value: Shown
    breakdown: tuple[PublishedPart, ...]
    withheld: bool = False

    @property
    def is_told_singly(self) -> bool:
        """Whether every line of its breakdown is told by itself."""
        return not (self.withheld or any(part.merged for part in self.breakdown))

    @property
    def is_whole(self) -> bool:
        """Whether nothing of it is hidden or taken together."""
        return self.is_told_singly and not isinstance(self.value, str)


# --- lines of one breakdown (rules 3 to 5) -------------------------------------------------


def merge(values: Sequence[int], threshold: int) -> set[int] | None:
    """Which lines to take together, by their places, so that no small one can be told; None: none may be told.

    The small ones and so many of the next larger as it takes, at least one: who knows this rule must not know that all
    are small. Their sum follows from the total. It is safe when each small one may still have any value below the
    threshold, whatever the reader makes of the larger ones: these have the threshold at least, and at most the
    smallest number that is told.
    """
    small = [at for at, value in enumerate(values) if 0 < value < threshold]
    larger = sorted((at for at, value in enumerate(values) if value >= threshold), key=lambda at: (values[at], at))
    if not small:
        return set()
    others, together = len(small) - 1, sum(values[at] for at in small)
    for more, (last, following) in enumerate(pairwise(larger), 1):  # one that is told remains
        together += values[last]
        at_least = threshold - 1 + others + more * threshold
        at_most = 1 + others * (threshold - 1) + more * values[following]
        if at_least <= together <= at_most:
            return {*small, *larger[:more]}
    return None


def _lines(parts: Sequence[Part], threshold: int) -> tuple[PublishedPart, ...] | None:
    """The lines of a breakdown; None when it may not be told."""
    if _tells_a_group([part.value for part in parts], threshold):
        return None
    together = merge([part.value for part in parts], threshold)
    if together is None:
        return None
    lines = [PublishedPart(part.label, part.value) for at, part in enumerate(parts) if at not in together]
    if together:
        label = _OTHERS(len(together))
        lines.append(PublishedPart(label, sum(parts[at].value for at in together), len(together)))
    return tuple(lines)


def _tells_a_group(values: Collection[int], threshold: int) -> bool:
    """Whether all of a small group are in one line."""
    return threshold > 0 and 0 < sum(values) < _SMALL_GROUP and sum(value > 0 for value in values) == 1


# --- figures that hang together (rule 5 across tables) ---------------------------------------


class Link(NamedTuple):
    """Figures that come to zero with their signs; `before` are those of the Stichtag before."""

    now: Mapping[str, int]
    before: Mapping[str, int] = {}


#: How two Stichtage hang together. Volunteers: start + new + returned - left - end = 0. Needs: start + new + open again
#: - no longer open - counted twice - end = 0, and the start is what the Stichtag before told.
LINKS: tuple[Link, ...] = (
    Link({"K12": 1, "K12R": 1, "K13": -1, "K11": -1}, {"K11": 1}),
    Link({"K02A": 1, "K01": 1, "K02W": 1, "K02E": -1, "K02D": -1, "K02": -1}),
    Link({"K02A": 1}, {"K02": -1}),
)

#: What is measured of something counted, as its duration: whoever hides the count must hide this.
MEASURES = {"K16M": "K16", "K15": "K15E", "K08": "K01"}


def publish(
    figures: Iterable[Figure],
    thresholds: Thresholds,
    history: Sequence[Mapping[str, Published]] = (),
    again: Mapping[str, Published] | None = None,
) -> dict[str, Published]:
    """Figures for the public, by code. Without thresholds everything is shown (internal papers).

    `history` is what is told of the periods before, one after another, the last one next to these figures: in the last
    reports, or beside these figures in the same one. It stays as it is, and nothing hidden in it may follow from what
    is told now: so give it wherever there is one. `again` is what a report has told of these very figures: what it
    showed is shown, as far as it still holds, and what it hid is hidden.
    """
    found = {figure.code: figure for figure in figures}
    now = len(history)
    cells = {_name(code, now): cell for code, cell in _cells(found, thresholds, again or {})}
    for at, period in enumerate(history):
        counted = {code: one for code, one in period.items() if one.figure.value is not None}
        cells |= {_name(code, at): _fixed(one, thresholds) for code, one in counted.items()}
    safe = protect(cells, [_sum(link, at) for at in range(now + 1) for link in LINKS])
    shown = {code: _told(figure, safe.get(_name(code, now))) for code, figure in found.items()}
    for code, of in MEASURES.items():
        if code in shown and isinstance(shown.get(of), str):
            shown[code] = HIDDEN
    return {code: _published(figure, shown[code], _threshold(figure, thresholds)) for code, figure in found.items()}


def in_turn(periods: Iterable[Iterable[Figure]], thresholds: Thresholds) -> list[dict[str, Published]]:
    """The figures of periods that follow one another, the oldest first, each published with those before in mind."""
    told: list[dict[str, Published]] = []
    for figures in periods:
        told.append(publish(figures, thresholds, told))
    return told


#: Figures of a Stichtag, which the next paper tells again: rather one of the period is hidden. Before that, those that
#: only the bridge of a report tells.
_STANDING = frozenset(code for link in LINKS for code in link.before)
_ONLY_BRIDGE = frozenset({"K02A", "K02W", "K02E", "K02D"})


def _weight(code: str) -> int:
    return 0 if code in _ONLY_BRIDGE else 2 if code in _STANDING else 1


def _cells(
    figures: Mapping[str, Figure], thresholds: Thresholds, again: Mapping[str, Published]
) -> Iterator[tuple[str, Cell]]:
    """The numbers of a period, with what was told of them before; inside, nothing of that matters."""
    for code, figure in figures.items():
        told = again.get(code) if thresholds else None
        if figure.value is None:
            continue
        if told is not None and told.figure.value == figure.value:
            yield code, _fixed(told, thresholds)
        else:
            hidden = told is not None and isinstance(told.value, str)
            yield code, Cell(figure.value, _threshold(figure, thresholds), hidden, weight=_weight(code))


def _fixed(told: Published, thresholds: Thresholds) -> Cell:
    """A number that stands in a paper, as it stands there."""
    assert told.figure.value is not None
    cell = Cell(told.figure.value, _threshold(told.figure, thresholds), isinstance(told.value, str), fixed=True)
    return replace(cell, bare=cell.is_small and told.value == HIDDEN)


def _name(code: str, period: int) -> str:
    return f"{code} {period}"


def _sum(link: Link, period: int) -> Sum:
    now = {_name(code, period): sign for code, sign in link.now.items()}
    return now | {_name(code, period - 1): sign for code, sign in link.before.items()}


def _threshold(figure: Figure, thresholds: Thresholds) -> int:
    return thresholds.get(figure.guard.value, 0)


def _told(figure: Figure, cell: Cell | None) -> Shown:
    if cell is None or not cell.hidden:
        return figure.value
    return f"<{cell.threshold}" if cell.is_small and not cell.bare else HIDDEN


def _published(figure: Figure, value: Shown, threshold: int) -> Published:
    lines = None if isinstance(value, str) else _lines(figure.breakdown, threshold)
    return Published(figure, value, lines or (), withheld=lines is None and bool(figure.breakdown))


# --- what is computed from published values (rules 6 and 8) ------------------------------------


def difference(now: Published, before: Published, exact: bool = False) -> int | str:
    """The change between two published values: a number, „etwa gleich“, or „–“ where one is hidden or missing.

    `exact` is for internal papers, where a change of one or two persons may be told.
    """
    if not isinstance(now.value, int) or not isinstance(before.value, int):
        return UNTOLD
    change = now.value - before.value
    return ABOUT_SAME if now.figure.guard is not Guard.NONE and not exact and 0 < abs(change) <= _FEW else change


def has_shares(told: Published) -> bool:
    """Whether the lines of a breakdown may be told in percent: of enough, and of a table with nothing hidden."""
    return told.is_whole and isinstance(told.value, int) and told.value >= _LEAST_BASE
