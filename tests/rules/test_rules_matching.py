"""Matching: hard rules, a hundred points, always the same order; the fast way gives what scoring everybody gives."""

import random
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bezirkskoordination.rules import matching
from bezirkskoordination.rules.assignment import assign, in_order
from bezirkskoordination.rules.matching import Helper, Pool, Wanted, in_words, rank, why_not

CATEGORIES = [f"{group}.{one}" for group in ("KINDER", "SPRACHE", "ALLTAG", "RECHT") for one in ("A", "B", "C")]
FIELDS = ["HF1", "HF2", "HF7"]
TARGETS = ["NEU", "KIND", "SENIOR", "ALLE"]
LANGUAGES = ["ar", "fa", "tr", "de"]
NEIGHBOURS = {1: frozenset({2}), 2: frozenset({1, 3}), 3: frozenset({2})}


def some(values: list[str]) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(values), max_size=3)


grids = st.integers(0, 2**21 - 1)
areas = st.one_of(st.none(), st.integers(1, 4))
wanteds = st.builds(
    Wanted, st.sampled_from(CATEGORIES), st.sampled_from(["", *FIELDS]), some(TARGETS), some(LANGUAGES), areas,
    st.one_of(st.just(0), grids), st.sampled_from([0, 60, 120]), st.sampled_from([0, rank("B1")]), some(["DOLM"]),
    some(["JULEICA"]), st.booleans(), st.one_of(st.none(), st.just(7)),
)  # fmt: skip
helpers = st.builds(
    Helper, id=st.just(0), ready=st.booleans(), blocked=st.booleans(), stopped=st.booleans(),
    categories=some(CATEGORIES), fields=some(FIELDS), targets=some(TARGETS), excluded=some(TARGETS[:3]),
    languages=st.dictionaries(st.sampled_from(LANGUAGES), st.integers(0, 8), max_size=3), interprets=some(LANGUAGES),
    area=areas, areas=st.frozensets(st.integers(1, 4), max_size=2), mobile=st.booleans(), grid=grids, busy=grids,
    agreed=st.sampled_from([0, 60, 180]), most=st.sampled_from([None, 60, 240]), qualifications=some(["JULEICA"]),
    cleared=st.booleans(), away_until=st.sampled_from([None, date(2026, 12, 1)]), waiting=st.integers(0, 200),
)  # fmt: skip
pools = st.lists(helpers, max_size=25).map(lambda many: [replace(one, id=at) for at, one in enumerate(many, 1)])


@given(wanteds, pools, st.integers(1, 12))
@settings(max_examples=200)
def test_the_fast_way_gives_what_scoring_everybody_gives(wanted: Wanted, many: list[Helper], count: int) -> None:
    pool = Pool(many, NEIGHBOURS)
    every = [pool.suggestion(wanted, one) for one in many if why_not(wanted, one) is None]
    every.sort(key=lambda one: (-one.score, -one.helper.waiting, one.helper.id))
    assert pool.best(wanted, count) == every[:count]
    assert all(0 <= one.score <= 100 for one in every)


@given(wanteds, pools, helpers)
def test_another_volunteer_changes_nobodys_points(wanted: Wanted, many: list[Helper], other: Helper) -> None:
    before = {one.helper.id: one for one in Pool(many, NEIGHBOURS).best(wanted, 100)}
    after = Pool([*many, replace(other, id=99)], NEIGHBOURS).best(wanted, 100)
    assert {one.helper.id: one for one in after if one.helper.id != 99} == before


@given(wanteds, pools, st.randoms())
def test_the_order_of_the_list_makes_no_difference(wanted: Wanted, many: list[Helper], chance: random.Random) -> None:
    mixed = list(many)
    chance.shuffle(mixed)
    assert Pool(mixed, NEIGHBOURS).best(wanted) == Pool(many, NEIGHBOURS).best(wanted)


WANTED = Wanted(
    "KINDER.A", "HF1", frozenset({"KIND"}), frozenset({"ar"}), 1, grid=0b111, minutes=60, wished=frozenset({"JULEICA"})
)
HELPER = Helper(
    1, categories=frozenset({"KINDER.A"}), fields=frozenset({"HF1"}), targets=frozenset({"KIND"}),
    languages={"ar": rank("B1"), "de": rank("C1")}, area=1, grid=0b111, qualifications=frozenset({"JULEICA"}),
    waiting=60, recipients=None,
)  # fmt: skip


def points(helper: Helper, wanted: Wanted = WANTED) -> dict[str, int]:
    return {one.rule: one.points for one in Pool([helper], NEIGHBOURS).suggestion(wanted, helper).points}


def test_who_fits_in_everything_has_a_hundred_points() -> None:
    (best,) = Pool([HELPER], NEIGHBOURS).best(WANTED)
    assert best.score == 100
    assert in_words(best.score) == "passt sehr gut"
    assert best.warnings == ()


@pytest.mark.parametrize(
    ("changed", "rule", "expected"),
    [
        ({"categories": frozenset({"KINDER.B"})}, "category", 18),
        ({"categories": frozenset({"RECHT.A"})}, "category", 12),
        ({"categories": frozenset(), "fields": frozenset()}, "category", 0),
        ({"grid": 0b001}, "time", 7),
        ({"grid": 0}, "time", 0),
        ({"targets": frozenset()}, "target", 8),
        ({"targets": frozenset({"ALLE"})}, "target", 15),
        ({"targets": frozenset({"SENIOR"})}, "target", 0),
        ({"languages": {"ar": rank("A2")}}, "language", 8),
        ({"languages": {"ar": rank("A1")}}, "language", 0),
        ({"languages": {"ar": rank("")}}, "language", 8),
        ({"area": 2}, "distance", 6),
        ({"area": 3, "mobile": True}, "distance", 4),
        ({"area": 3, "areas": frozenset({1})}, "distance", 10),
        ({"area": None}, "distance", 0),
        ({"qualifications": frozenset()}, "wished", 0),
        ({"qualifications": frozenset(), "interprets": frozenset({"ar"})}, "wished", 5),
        ({"waiting": 30}, "waiting", 3),
        ({"waiting": 0}, "waiting", 0),
    ],
)
def test_points_of_one_rule(changed: dict[str, object], rule: str, expected: int) -> None:
    assert points(replace(HELPER, **changed))[rule] == expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changed", "rule"),
    [
        ({"ready": False}, "H1"),
        ({"away_until": date(2026, 12, 1)}, "H3"),
        ({"agreed": 60, "most": 119}, "H4"),
        ({"languages": {"de": rank("A2")}}, "H8"),
        ({"excluded": frozenset({"KIND"})}, "H9"),
        ({"blocked": True}, "H10"),
        ({"stopped": True}, "H10"),
    ],
)
def test_a_hard_rule_says_no_and_why(changed: dict[str, object], rule: str) -> None:
    helper = replace(HELPER, **changed)  # type: ignore[arg-type]
    wanted = replace(WANTED, german=rank("B1"))
    no = why_not(wanted, helper)
    assert no is not None
    assert no.rule == rule
    assert no.because
    pool = Pool([helper], NEIGHBOURS)
    assert pool.best(wanted) == []
    assert [one for one, _no in pool.refused(wanted)] == [helper]


def test_just_enough_hours_are_enough() -> None:
    assert why_not(WANTED, replace(HELPER, agreed=60, most=120)) is None


def test_what_is_missing_is_a_reservation_and_no_refusal() -> None:
    wanted = replace(WANTED, certificate=True, required=frozenset({"DOLM"}), host=7, min_age=21)
    helper = replace(HELPER, busy=0b100, recipients=frozenset({8}))
    said = matching.warnings(wanted, helper)
    assert len(said) == 5
    assert said[0] == "unter Vorbehalt: Freigabe (Führungszeugnis) fehlt"
    assert why_not(wanted, helper) is None


# --- all needs at once ------------------------------------------------------------------------


def total(offers: dict[int, list[tuple[int, int]]], given: dict[int, int]) -> int:
    return sum({one: points_ for points_, one in offers[need]}[who] for need, who in given.items())


def best_total(offers: dict[int, list[tuple[int, int]]]) -> int:
    """The optimum, by trying everything."""
    needs = sorted(offers)

    def tried(at: int, taken: frozenset[int]) -> int:
        if at == len(needs):
            return 0
        left = tried(at + 1, taken)
        for points_, who in offers[needs[at]]:
            if who not in taken:
                left = max(left, points_ + tried(at + 1, taken | {who}))
        return left

    return tried(0, frozenset())


@given(
    st.dictionaries(
        st.integers(1, 6),
        st.dictionaries(st.integers(1, 6), st.integers(1, 100), max_size=5),
        max_size=6,
    )
)
def test_the_auction_finds_the_best_joint_assignment(made: dict[int, dict[int, int]]) -> None:
    offers = {need: [(points_, who) for who, points_ in those.items()] for need, those in made.items()}
    given_ = assign(offers)
    assert len(set(given_.values())) == len(given_)
    assert total(offers, given_) == best_total(offers)
    assert total(offers, given_) >= total(offers, in_order(offers))


def test_together_more_needs_are_covered_than_in_order() -> None:
    offers = {1: [(90, 1), (80, 2)], 2: [(70, 1)]}
    assert in_order(offers) == {1: 1}
    assert assign(offers) == {1: 2, 2: 1}
