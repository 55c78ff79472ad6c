"""What a public paper may show of small counts of people (domain facts 3.9, rules 2, 3, 5 and 8).

A paper's tables, charts and their words all come from the values published here: one function, one object.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from bezirkskoordination.rules.figures import Figure, Guard

#: A value hidden only to protect another one.
HIDDEN = "."
#: What stands for a difference that is not told, and for one of a few persons (rule 8: up to 2).
UNTOLD, ABOUT_SAME = "–", "etwa gleich"
_FEW = 2

Shown = int | str | None

Thresholds = Mapping[str, int]
"""From how many on the public reads a figure, by the setting that says it; what has none (`{}`: all) is told."""


@dataclass(frozen=True, slots=True)
class PublishedPart:
    """One line of a breakdown as it may be shown."""

    label: str
    value: Shown


@dataclass(frozen=True, slots=True)
class Published:
    """A figure as it may be shown: a number, „<3“, „.“ or None (nicht erhoben)."""

    figure: Figure
    value: Shown
    breakdown: tuple[PublishedPart, ...]

    @property
    def is_whole(self) -> bool:
        """Whether nothing of it is hidden."""
        return not any(isinstance(value, str) for value in (self.value, *(part.value for part in self.breakdown)))


def suppress(
    values: Sequence[int], threshold: int, signs: Sequence[int] = (), kept: Collection[int] = ()
) -> list[Shown]:
    """The cells of a row that adds up to a known sum, small ones hidden.

    A cell below the threshold becomes „<t“. While one of these could be told from the sum, the next smallest cell is
    hidden as well („.“); where that is not enough, „.“ stands for all of them. `signs` tells which cells are
    subtracted in the sum; cells at the places `kept` are not hidden for the sake of others.
    """
    signs = signs or [1] * len(values)
    small = [i for i, value in enumerate(values) if 0 < value < threshold]
    others = sorted(set(range(len(values))) - {*small, *kept}, key=lambda i: (values[i] == 0, values[i], i))
    hidden = list(small)
    while small and others and not _is_safe(values, signs, hidden, threshold):
        hidden.append(others.pop(0))
    told = f"<{threshold}" if _is_safe(values, signs, hidden, threshold) else HIDDEN
    return [told if i in small else HIDDEN if i in hidden else value for i, value in enumerate(values)]


def _is_safe(values: Sequence[int], signs: Sequence[int], hidden: Sequence[int], threshold: int) -> bool:
    """Whether each small cell may as well be one more or one less, some other hidden cell making up for it.

    Whoever reads „<t“ knows 1 to t-1; whoever reads „.“ may guess: 0, or t and more.
    """
    rises = {i for i in hidden if values[i] >= threshold or 0 < values[i] < threshold - 1}
    falls = {i for i in hidden if values[i] > threshold or 1 < values[i] < threshold}

    def moves(one: int, other: int) -> bool:
        if signs[one] == signs[other]:
            return (one in rises and other in falls) or (one in falls and other in rises)
        return {one, other} <= rises or {one, other} <= falls

    small = [i for i in hidden if 0 < values[i] < threshold]
    enough = not small or sum(values[i] for i in hidden) >= threshold
    return enough and all(any(moves(i, j) for j in hidden if j != i) for i in small)


def publish(figures: Sequence[Figure], thresholds: Thresholds, start: Figure | None = None) -> dict[str, Published]:
    """Figures for the public, by code. Without thresholds everything is shown (internal papers).

    `start` is K11 at the Stichtag before, which the same paper or an earlier one tells: give it wherever K11 to K13
    stand side by side.
    """
    published = {figure.code: _one(figure, thresholds.get(figure.guard.value, 0)) for figure in figures}
    _guard_measures(published)
    _guard_bridge(published, start, thresholds.get(Guard.VOLUNTEERS.value, 0))
    return published


def _one(figure: Figure, threshold: int) -> Published:
    parts = suppress([part.value for part in figure.breakdown], threshold)
    breakdown = tuple(PublishedPart(part.label, cell) for part, cell in zip(figure.breakdown, parts, strict=True))
    value: Shown = figure.value
    if isinstance(value, int) and 0 < value < threshold:
        value, breakdown = f"<{threshold}", tuple(PublishedPart(part.label, HIDDEN) for part in figure.breakdown)
    return Published(figure, value, breakdown)


#: What is measured of something counted, as its duration: whoever hides the count must hide this.
_MEASURES = {"K16M": "K16"}


def _guard_measures(published: dict[str, Published]) -> None:
    for code, counted in _MEASURES.items():
        if code in published and counted in published:
            told = published[counted].value
            one = published[code]
            shown = HIDDEN if isinstance(told, str) else one.figure.value
            published[code] = Published(one.figure, shown, one.breakdown)


#: How the volunteers of two Stichtage hang together: start + new + returned - left - end = 0.
_BRIDGE = {"K12": 1, "K12R": 1, "K13": -1, "K11": -1}


def _guard_bridge(published: dict[str, Published], start: Figure | None, threshold: int) -> None:
    """Hide across figures that add up: a hidden one must not follow from the others."""
    codes = [code for code in _BRIDGE if code in published and (code != "K11" or start is not None)]
    values = [published[code].figure.value or 0 for code in codes]
    signs = [_BRIDGE[code] for code in codes]
    kept = {i for i, code in enumerate(codes) if code == "K11"}
    if start is not None:
        kept.add(len(values))
        values.append(start.value or 0)
        signs.append(1)
    for code, cell in zip(codes, suppress(values, threshold, signs, kept), strict=False):
        if isinstance(cell, str):
            one = published[code].figure
            published[code] = Published(one, cell, tuple(PublishedPart(part.label, HIDDEN) for part in one.breakdown))


def difference(now: Published, before: Published, exact: bool = False) -> int | str:
    """The change between two published values: a number, „etwa gleich“, or „–“ where one is hidden or missing.

    `exact` is for internal papers, where a change of one or two persons may be told.
    """
    if not isinstance(now.value, int) or not isinstance(before.value, int):
        return UNTOLD
    change = now.value - before.value
    return ABOUT_SAME if now.figure.guard is not Guard.NONE and not exact and 0 < abs(change) <= _FEW else change
