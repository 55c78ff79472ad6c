"""What a public paper may show of small counts of people (domain facts 3.9, rules 2, 3, 5 and 8).

A paper's tables, charts and their words all come from the values published here: one function, one object.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bezirkskoordination.rules.figures import Figure

#: A value hidden only to protect another one.
HIDDEN = "."
#: Differences up to this many persons are not told (rule 8).
_ABOUT_SAME = 2

Shown = int | str | None


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


def suppress(values: Sequence[int], threshold: int) -> list[Shown]:
    """The cells of a row whose sum is known, small ones hidden.

    A cell below the threshold becomes „<t“. While one hidden cell could be told from the sum, the next smallest
    is hidden as well („.“): at least two cells hidden, holding together at least `threshold`.
    """
    shown: list[Shown] = [f"<{threshold}" if 0 < value < threshold else value for value in values]
    hidden = [i for i, cell in enumerate(shown) if isinstance(cell, str)]
    open_ = sorted((i for i in range(len(values)) if i not in hidden), key=lambda i: (values[i] == 0, values[i], i))
    while hidden and open_ and (len(hidden) < 2 or sum(values[i] for i in hidden) < threshold):
        next_ = open_.pop(0)
        shown[next_] = HIDDEN
        hidden.append(next_)
    return shown


def publish(figures: Sequence[Figure], threshold: int) -> dict[str, Published]:
    """Figures for the public, by code. A threshold of 0 shows everything (internal papers)."""
    published = {figure.code: _one(figure, threshold if figure.guarded else 0) for figure in figures}
    _link(published, ("K12", "K12R", "K13"), threshold)
    return published


def _one(figure: Figure, threshold: int) -> Published:
    parts = suppress([part.value for part in figure.breakdown], threshold)
    breakdown = tuple(PublishedPart(part.label, cell) for part, cell in zip(figure.breakdown, parts, strict=True))
    value: Shown = figure.value
    if isinstance(value, int) and 0 < value < threshold:
        value, breakdown = f"<{threshold}", tuple(PublishedPart(part.label, HIDDEN) for part in figure.breakdown)
    return Published(figure, value, breakdown)


def _link(published: dict[str, Published], codes: tuple[str, ...], threshold: int) -> None:
    """Hide across figures that add up to a difference which is shown elsewhere (the bridge of K11)."""
    present = [code for code in codes if code in published]
    values = [published[code].figure.value or 0 for code in present]
    for code, cell in zip(present, suppress(values, threshold), strict=True):
        one = published[code]
        if isinstance(cell, str) and not isinstance(one.value, str):
            published[code] = Published(one.figure, cell, tuple(PublishedPart(p.label, HIDDEN) for p in one.breakdown))


def difference(now: Published, before: Published) -> int | str:
    """The change between two published values: a number, „etwa gleich“, or „–“ where one is hidden or missing."""
    if not isinstance(now.value, int) or not isinstance(before.value, int):
        return "–"
    change = now.value - before.value
    return "etwa gleich" if now.figure.guarded and 0 < abs(change) <= _ABOUT_SAME else change
