"""Who could help with each of many needs (`match`), and all needs at once (`assign`), against other ways to find out.

Yardsticks of `match`: the first version that most people write (sets, every volunteer scored, everything sorted), and a
loop over whole numbers with a bit for each value, cheap tests first. Both give the same ten in the same order, which is
proven before anything is timed. The optimum of `assign` is the one that scipy finds over all pairs.
"""

import heapq
import random
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import numpy
from scipy.optimize import linear_sum_assignment
from tests.benchmarks.measure import Goal, Result, milliseconds

from bezirkskoordination.rules.assignment import assign, in_order, total
from bezirkskoordination.rules.boundary import EVERYBODY, group_of
from bezirkskoordination.rules.matching import LEVELS, Helper, Pool, Wanted, rank, why_not

_TOP = 10
_SMALL, _LARGE = (500, 200), (2_000, 1_000)
#: As many of the best as the joint proposal looks at (`actions.matching`).
_OFFERED = 30
_BITS = Goal("ten for each of 200 needs among 500", "loop over bit masks", 1.3, "milliseconds")
_NAIVE = Goal("ten for each of 200 needs among 500", "naive: sets, all sorted", 0.2, "milliseconds")
_SUM = Goal("points of 1,000 needs among 2,000 together", "optimum", 0.999, "points", at_least=True)
_TIME = Goal("1,000 needs among 2,000 together", "scipy's optimum", 2.0, "milliseconds")
_MORE = Goal("points of 200 needs among 500 together", "going through them in order", 1.0, "points", at_least=True)

_GROUPS = ("SPRACHE", "BEHOERDE", "WOHNEN", "KINDER", "ARBEIT", "GESUND", "ALLTAG", "BEGEGN", "SACHE")
_CATEGORIES = [f"{group}.{number}" for group in _GROUPS for number in range(5)]
_FIELDS = ["HF1", "HF2", "HF3", "HF5", "HF6", "HF7", "HF8"]
_TARGETS = ["NEU", "GEFL", "KIND", "JUGEND", "ERW", "FAMILIE", "FRAUEN", "SENIOR", EVERYBODY]
_LANGUAGES = ["ar", "fa", "tr", "uk", "ti", "vi", "en"]
_NEIGHBOURS = {1: frozenset({2, 3}), 2: frozenset({1}), 3: frozenset({1, 4}), 4: frozenset({3, 5}), 5: frozenset({4})}
Ranked = list[list[tuple[int, int]]]
"""For each need the best: points, and whose."""


def _some(chance: random.Random, values: Sequence[str], most: int) -> frozenset[str]:
    return frozenset(chance.sample(values, chance.randint(0, most)))


def _grid(chance: random.Random, most: int) -> int:
    return sum({1 << chance.randrange(21) for _ in range(chance.randint(1, most))})


def _helpers(count: int, chance: random.Random) -> list[Helper]:
    return [
        Helper(
            number, chance.random() < 0.8, chance.random() < 0.02, _some(chance, _CATEGORIES, 3),
            _some(chance, _FIELDS, 2), _some(chance, _TARGETS, 2),
            _some(chance, _TARGETS, 1) if chance.random() < 0.1 else frozenset(),
            {"de": rank(chance.choice(LEVELS)), **{one: rank("B1") for one in _some(chance, _LANGUAGES, 2)}},
            _some(chance, _LANGUAGES, 1), chance.randint(1, 5), frozenset({chance.randint(1, 5)}),
            chance.random() < 0.4, _grid(chance, 8), 0, chance.choice((0, 0, 60)), chance.choice((None, 60, 120, 240)),
            waiting=chance.randrange(200),
        )
        for number in range(1, count + 1)
    ]  # fmt: skip


def _wanted(count: int, chance: random.Random) -> list[Wanted]:
    return [
        Wanted(
            chance.choice(_CATEGORIES), chance.choice(_FIELDS), frozenset({chance.choice(_TARGETS)}),
            _some(chance, _LANGUAGES, 1), chance.randint(1, 5), _grid(chance, 3), chance.choice((0, 60, 120)),
        )
        for _ in range(count)
    ]  # fmt: skip


# --- three ways to the same ten -----------------------------------------------------------------


def _product(helpers: list[Helper], wanted: list[Wanted]) -> Ranked:
    pool = Pool(helpers, _NEIGHBOURS)
    return [[(score, pool.helpers[at].id) for score, at in pool.scores(one, _TOP)] for one in wanted]


def _naive(helpers: list[Helper], wanted: list[Wanted]) -> Ranked:
    """Every volunteer against every need, with sets; then everything is sorted."""
    told = []
    for need in wanted:
        hits = [
            (-_points(need, one), -one.waiting, one.id)
            for one in helpers
            if one.ready and not one.blocked and not one.stopped and one.away_until is None
            and not one.excluded & need.targets
            and (one.most is None or one.agreed + need.minutes <= one.most)
        ]  # fmt: skip
        hits.sort()
        told.append([(-score, who) for score, _days, who in hits[:_TOP]])
    return told


def _points(need: Wanted, one: Helper) -> int:
    """The rules of domain model 5.5.3 once more, in plain words of Python."""
    if need.category in one.categories:
        score = 30
    elif group_of(need.category) in {group_of(code) for code in one.categories}:
        score = 18
    else:
        score = 12 if need.field and need.field in one.fields else 0
    asked = {bit for bit in range(21) if need.grid >> bit & 1}
    free = {bit for bit in range(21) if one.grid >> bit & 1}
    score += int(20 * len(asked & free) / len(asked) + 0.5) if asked else 12
    if not one.targets:
        score += 8
    elif EVERYBODY in one.targets | need.targets or one.targets & need.targets:
        score += 15
    if need.languages:
        best = max(one.languages.get(language, -1) for language in need.languages)
        score += 15 if best >= rank("B1") else 8 if best >= rank("A2") else 0
    else:
        score += 8
    own = one.areas | {one.area}
    if need.area in own:
        score += 10
    elif own & _NEIGHBOURS[need.area or 0]:
        score += 6
    else:
        score += 4 if one.mobile else 0
    score += 5 if one.qualifications & need.wished or one.interprets & need.languages else 0
    return score + int(5 * min(one.waiting, 60) / 60 + 0.5)


class _Masks:
    """A bit for each value that occurs."""

    def __init__(self) -> None:
        self._bits: dict[Any, int] = {}

    def of(self, values: Any) -> int:
        """All bits of these values."""
        found = 0
        for one in values:
            found |= self._bits.setdefault(one, 1 << len(self._bits))
        return found


def _bit_masks(helpers: list[Helper], wanted: list[Wanted]) -> Ranked:
    """Whole numbers instead of sets; a loop over everybody for each need, cheap tests first."""
    category, group, field, target, language, skill, area = (_Masks() for _ in range(7))
    everybody = target.of([EVERYBODY])
    rows = [
        (
            target.of(one.excluded), 1 << 60 if one.most is None else one.most - one.agreed,
            category.of(one.categories), group.of(map(group_of, one.categories)), field.of(one.fields),
            target.of(one.targets), one.grid,
            language.of(code for code, level in one.languages.items() if level >= rank("B1")),
            language.of(code for code, level in one.languages.items() if level >= rank("A2")),
            language.of(one.interprets), skill.of(one.qualifications),
            area.of({*one.areas, one.area}), 4 if one.mobile else 0,
            (2 * 5 * min(one.waiting, 60) + 60) // 120, one.waiting, -one.id,
        )
        for one in helpers
        if one.ready and not one.blocked and not one.stopped and one.away_until is None
    ]  # fmt: skip
    told = []
    for need in wanted:
        is_it, akin = category.of([need.category]), group.of([group_of(need.category)])
        of_field = field.of([need.field])
        targets, tongues, wished = target.of(need.targets), language.of(need.languages), skill.of(need.wished)
        here, near, grid = area.of([need.area]), area.of(_NEIGHBOURS[need.area or 0]), need.grid
        asked, minutes, open_to_all = grid.bit_count(), need.minutes, targets & everybody
        times = [(40 * common + asked) // (2 * asked) for common in range(asked + 1)] if asked else [12]
        meets, hits = targets | everybody, []
        for (
            excluded, room, liked, groups, fields, targeted, free, fluent, some, interprets, skills, places, mobile,
            waits, days, who,
        ) in rows:  # fmt: skip
            if excluded & targets or minutes > room:
                continue
            score = waits + times[(grid & free).bit_count()]
            score += 30 if liked & is_it else 18 if groups & akin else 12 if fields & of_field else 0
            score += 8 if not targeted else 15 if open_to_all or targeted & meets else 0
            score += 8 if not tongues else 15 if fluent & tongues else 8 if some & tongues else 0
            score += 10 if places & here else 6 if places & near else mobile
            if skills & wished or interprets & tongues:
                score += 5
            hits.append((score, days, who))
        told.append([(score, -who) for score, _days, who in heapq.nlargest(_TOP, hits)])
    return told


def match(_folder: Path, rounds: int) -> Iterator[Result]:
    """Ten for each need, from the volunteers as values on, in turns."""
    chance = random.Random(5)
    helpers, wanted = _helpers(_SMALL[0], chance), _wanted(_SMALL[1], chance)
    found = _product(helpers, wanted)
    assert found == _naive(helpers, wanted) == _bit_masks(helpers, wanted), "the three ways give different answers"
    by = {one.id: one for one in helpers}
    assert all(why_not(need, by[who]) is None for need, ten in zip(wanted, found, strict=True) for _, who in ten)
    ours = partial(_product, helpers, wanted)
    for goal, other in ((_BITS, _bit_masks), (_NAIVE, _naive)):
        yield Result.of(goal, _in_turns(rounds, ours, partial(other, helpers, wanted)))


def _in_turns(rounds: int, ours: Callable[[], object], theirs: Callable[[], object]) -> list[tuple[float, float]]:
    return [(milliseconds(ours), milliseconds(theirs)) for _ in range(rounds + 1)][1:]


# --- all needs at once --------------------------------------------------------------------------


def _matrix(pool: Pool, wanted: list[Wanted]) -> list[list[int]]:
    """Points of every pair; 0 where somebody may not be asked."""
    rows = []
    for one in wanted:
        row = [0] * len(pool.helpers)
        for score, at in pool.scores(one, len(pool.helpers)):
            row[at] = score
        rows.append(row)
    return rows


def _optimum(weights: Any) -> int:
    """The greatest sum, exactly, by scipy; of an array of the points of every pair."""
    rows, columns = linear_sum_assignment(weights, maximize=True)
    return int(weights[rows, columns].sum())


def assigned(_folder: Path, rounds: int) -> Iterator[Result]:
    """The joint proposal against the optimum over all pairs, and against going through the needs in order."""
    chance = random.Random(6)
    pool, wanted = Pool(_helpers(_LARGE[0], chance), _NEIGHBOURS), _wanted(_LARGE[1], chance)
    offers = {at: pool.scores(one, _OFFERED) for at, one in enumerate(wanted)}
    weights = numpy.array(_matrix(pool, wanted))
    yield Result.of(_SUM, [(total(offers, assign(offers)), _optimum(weights))])
    yield Result.of(_TIME, _in_turns(rounds, partial(assign, offers), partial(_optimum, weights)))
    few, many = _SMALL[1], Pool(_helpers(_SMALL[0], chance), _NEIGHBOURS)
    less = {at: many.scores(one, _OFFERED) for at, one in enumerate(_wanted(few, chance))}
    yield Result.of(_MORE, [(total(less, assign(less)), total(less, in_order(less)))])
