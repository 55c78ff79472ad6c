"""Votes: „einstimmig“, the tie, the majority of the members, the second ballot and the lot."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bezirkskoordination.records.council import Candidate, Mandate, Resolution, VoteKind
from bezirkskoordination.rules import validity, votes

DAY = date(2026, 9, 8)
count = st.integers(0, 60)


def resolution(**values: Any) -> Resolution:
    given_ = {"subject": "S", "on_date": DAY, "body": "Rat", "result": "UNGEAENDERT", "wording": "W"}
    return Resolution(**(given_ | values))


def refused(record: Resolution | Mandate) -> list[str]:
    return [name for name, _said in validity.problems(record, DAY)]


def hinted(record: Resolution) -> list[str]:
    return [name for name, _said in validity.hints(record)]


# --- how votes are told ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cast", "told"),
    [
        ((6, 0, 3), "dafür: 6, dagegen: 0, Enthaltungen: 3 (einstimmig bei 3 Enthaltungen)"),
        ((12, 0, 1), "dafür: 12, dagegen: 0, Enthaltungen: 1 (einstimmig bei 1 Enthaltung)"),
        ((13, 0, 0), "dafür: 13, dagegen: 0, Enthaltungen: 0 (einstimmig)"),
        ((9, 1, 1), "dafür: 9, dagegen: 1, Enthaltungen: 1"),
        ((0, 0, 13), "dafür: 0, dagegen: 0, Enthaltungen: 13"),
        ((0, 13, 0), "dafür: 0, dagegen: 13, Enthaltungen: 0"),
        ((9, 0, None), "dafür: 9, dagegen: 0"),
        ((None, None, None), ""),
    ],
)
def test_votes_are_told_with_their_names(cast: tuple[int | None, int | None, int | None], told: str) -> None:
    assert votes.told(*cast) == told


@given(count, count, count)
def test_unanimous_is_said_of_those_only_that_nobody_was_against(yes: int, no: int, abstained: int) -> None:
    said = votes.told(yes, no, abstained)
    assert ("einstimmig" in said) == (no == 0 and yes > 0)
    assert said.endswith("(einstimmig)") == (no == 0 and yes > 0 and abstained == 0)


def test_the_form_puts_the_vote_in_words() -> None:
    assert validity.hints(resolution(votes_for=6, votes_against=0, abstained=3)) == [
        ("abstained", "einstimmig bei 3 Enthaltungen")
    ]
    assert validity.hints(resolution(votes_for=6, votes_against=1, abstained=0)) == []


# --- a resolution ---------------------------------------------------------------------------


def test_five_against_five_can_only_be_rejected() -> None:
    assert refused(resolution(votes_for=5, votes_against=5)) == ["result"]
    assert refused(resolution(votes_for=5, votes_against=5, result="ABGELEHNT")) == []
    assert refused(resolution(votes_for=6, votes_against=5)) == []
    assert refused(resolution(votes_for=6, votes_against=5, result="ABGELEHNT")) == ["result"]


@given(count, count, st.sampled_from(["UNGEAENDERT", "GEAENDERT", "ABGELEHNT", "ZURUECKGESTELLT", "KENNTNIS", ""]))
def test_a_result_never_speaks_against_its_votes(yes: int, no: int, result: str) -> None:
    contrary = (result in ("UNGEAENDERT", "GEAENDERT") and yes <= no) or (result == "ABGELEHNT" and yes > no)
    assert refused(resolution(votes_for=yes, votes_against=no, result=result)) == (["result"] if contrary else [])


@pytest.mark.parametrize("cast", [{}, {"votes_for": 4}, {"votes_against": 4}])
def test_without_all_votes_the_result_is_believed(cast: dict[str, int]) -> None:
    assert refused(resolution(**cast)) == refused(resolution(result="ABGELEHNT", **cast)) == []


def test_more_votes_than_members_are_refused() -> None:
    assert refused(resolution(votes_for=9, votes_against=3, abstained=2, members=13)) == ["members"]
    assert refused(resolution(votes_for=9, votes_against=3, abstained=1, members=13)) == []
    assert refused(resolution(votes_for=-1)) == ["votes_for"]


def test_votes_without_a_result_ask_for_it() -> None:
    assert hinted(resolution(votes_for=5, votes_against=6, result="")) == ["result"]
    assert hinted(resolution(result="")) == hinted(resolution(votes_for=5, votes_against=6, result="KENNTNIS")) == []


def test_changed_on_the_way_asks_for_the_wording() -> None:
    assert hinted(resolution(result="GEAENDERT", wording="")) == ["wording"]
    assert hinted(resolution(result="GEAENDERT")) == []


# --- an election ----------------------------------------------------------------------------


def election(members: int | None, *rows: tuple[int | None, int | None]) -> Resolution:
    candidates = tuple(Candidate(name=f"N{at}", votes=first, runoff=second) for at, (first, second) in enumerate(rows))
    return resolution(vote_kind=VoteKind.ELECTION, members=members, candidates=candidates)


def test_in_the_first_ballot_the_majority_of_the_members_elects() -> None:
    assert refused(election(13, (7, None), (3, None))) == []
    assert refused(election(13, (6, None), (3, None))) == ["result"]
    assert refused(resolution(vote_kind=VoteKind.ELECTION, members=13, votes_for=7)) == []
    assert refused(resolution(vote_kind=VoteKind.ELECTION, members=13, votes_for=6)) == ["result"]
    assert refused(election(None, (1, None))) == []
    assert hinted(election(None, (1, None))) == ["members"]


def test_in_the_second_most_of_the_votes_do_then_the_lot() -> None:
    won, tied = election(13, (6, 5), (5, 4)), election(13, (6, 5), (5, 5))
    assert votes.elected(won.candidates, 13) == won.candidates[0]
    assert (refused(won), hinted(won)) == ([], [])
    assert votes.elected(tied.candidates, 13) is None
    assert (refused(tied), hinted(tied)) == ([], ["lot"])
    drawn = replace(tied, lot=" n1 ")
    assert votes.elected(drawn.candidates, 13, drawn.lot) == drawn.candidates[1]
    assert (refused(drawn), hinted(drawn)) == ([], [])
    assert votes.tied(drawn) == ["N0", "N1"]
    assert votes.how_elected(drawn) == "gewählt: N1 durch das Los, bei je 5 Stimmen im 2. Wahlgang"


@pytest.mark.parametrize(
    ("rows", "lot"),
    [
        (((6, 5), (5, 5)), "Niemand"),  # stood for nothing
        (((6, 5), (5, 5), (1, 2)), "N2"),  # not among the leaders
        (((6, 5), (5, 4)), "N0"),  # the second ballot has decided
        (((7, None), (6, None)), "N0"),  # the first has
        (((6, None), (6, None)), "N0"),  # a tie of the first leads to a second, not to the lot
    ],
)
def test_the_lot_decides_only_between_those_who_are_tied_in_the_second(
    rows: tuple[tuple[int, int | None], ...], lot: str
) -> None:
    assert "lot" in refused(replace(election(13, *rows), lot=lot))
    assert refused(replace(resolution(votes_for=6, votes_against=5), lot=lot)) == ["lot"]


@given(st.lists(st.tuples(count, st.none() | count), min_size=1, max_size=5), st.integers(1, 61))
def test_whoever_is_elected_has_won_a_ballot(rows: list[tuple[int, int | None]], members: int) -> None:
    candidates = election(members, *rows).candidates
    chosen = votes.elected(candidates, members)
    first = [one for one in candidates if (one.votes or 0) > members / 2]
    best = sorted((one.runoff or 0 for one in candidates), reverse=True)
    if chosen is None:
        assert not first
        assert best[0] == 0 or best[0] == best[1]
    elif first:
        assert chosen == first[0]
    else:
        assert chosen.runoff == best[0] > (best[1:] or [0])[0]


# --- an appointment -------------------------------------------------------------------------


def test_who_is_recalled_is_recalled_by_a_resolution_on_a_day() -> None:
    mandate = {"person": 1, "function": "K", "valid_from": date(2024, 5, 1)}
    assert refused(Mandate(**mandate, end_reason="ABBERUFEN")) == ["valid_until", "ended_by"]
    assert refused(Mandate(**mandate, end_reason="ABBERUFEN", ended_by=1, valid_until=DAY)) == []
    assert refused(Mandate(**mandate, end_reason="VERZICHT", valid_until=DAY)) == []
    assert refused(Mandate(**mandate, ended_by=1)) == ["valid_until"]
