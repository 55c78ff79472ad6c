"""Votes of a council: how they are told, and whether with them something is carried or somebody is elected.

Sources: domain facts 1.2 („einstimmig“), domain model 5.4 (vote_kind): a tie is a rejection; in the first ballot of an
election the majority of the members decides, in the second most of the votes, then the lot.
"""

from collections.abc import Sequence

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.council import Candidate, Resolution, VoteKind

#: Results (codes of the list) that say „beschlossen“, and the one that says the opposite.
CARRIED, REJECTED = frozenset({"UNGEAENDERT", "GEAENDERT"}), "ABGELEHNT"
#: Decided, but not as it was proposed: then only the resolution's own wording counts.
AMENDED = "GEAENDERT"

_FOR, _AGAINST, _ABSTAINED = N_("Votes", "dafür: {}"), N_("Votes", "dagegen: {}"), N_("Votes", "Enthaltungen: {}")
_UNANIMOUS = N_("Votes", "einstimmig")
_UNANIMOUS_BUT_ONE = N_("Votes", "einstimmig bei 1 Enthaltung")
_UNANIMOUS_BUT = N_("Votes", "einstimmig bei {} Enthaltungen")


def told(votes_for: int | None, votes_against: int | None, abstained: int | None) -> str:
    """„dafür: 6, dagegen: 0, Enthaltungen: 3 (einstimmig bei 3 Enthaltungen)“; what is not known is left out."""
    counted = ((_FOR, votes_for), (_AGAINST, votes_against), (_ABSTAINED, abstained))
    parts = ", ".join(text(number) for text, number in counted if number is not None)
    agreed = unanimous(votes_for, votes_against, abstained)
    return f"{parts} ({agreed})" if agreed else parts


def unanimous(votes_for: int | None, votes_against: int | None, abstained: int | None) -> str:
    """„einstimmig“ only when nobody was against and nobody abstained; else how many did, or nothing.

    Nothing, too, while one of the three is not known, or when nobody voted for it.
    """
    if not votes_for or votes_against != 0 or abstained is None:
        return ""
    if abstained == 0:
        return str(_UNANIMOUS)
    return str(_UNANIMOUS_BUT_ONE) if abstained == 1 else _UNANIMOUS_BUT(abstained)


def is_carried(one: Resolution) -> bool | None:
    """Whether its votes carry a resolution, or elect somebody; None where they do not tell."""
    if one.vote_kind is VoteKind.ELECTION:
        return _is_elected(one)
    if one.votes_for is None or one.votes_against is None:
        return None
    return one.votes_for > one.votes_against


def _is_elected(one: Resolution) -> bool | None:
    if not one.members:
        return None
    if one.candidates:
        undecided = is_tied(one.candidates, one.members) and not one.lot
        return None if undecided else elected(one.candidates, one.members, one.lot) is not None
    return None if one.votes_for is None else 2 * one.votes_for > one.members


def elected(candidates: Sequence[Candidate], members: int, lot: str = "") -> Candidate | None:
    """Who is elected: in the first ballot by the majority of the members, in the second by most of the votes.

    Of several with equally many in the second it is the one that the lot fell on, if that is known.
    """
    first = next((one for one in candidates if 2 * (one.votes or 0) > members), None)
    leaders = _leaders(candidates)
    if first or len(leaders) == 1:
        return first or leaders[0]
    return next((one for one in leaders if lot and _same(one.name, lot)), None)


def _same(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


_FIRST = N_("Votes", "gewählt: {}, 1. Wahlgang, {} von {} Mitgliedern (Mehrheit der Mitglieder)")
_SECOND = N_("Votes", "gewählt: {}, 2. Wahlgang, {} Stimmen (die meisten)")
_LOT = N_("Votes", "Im 2. Wahlgang haben mehrere gleich viele Stimmen: Das Los entscheidet.")
_DRAWN = N_("Votes", "gewählt: {} durch das Los, bei je {} Stimmen im 2. Wahlgang")
_NOBODY = N_("Votes", "Mit diesen Stimmen ist niemand gewählt.")


def how_elected(one: Resolution) -> str:
    """How an election ended, in words; empty where it was none, or where its votes do not tell."""
    if one.vote_kind is not VoteKind.ELECTION or not one.candidates or not one.members:
        return ""
    winner = elected(one.candidates, one.members, one.lot)
    if is_tied(one.candidates, one.members):
        return _DRAWN(winner.name, winner.runoff) if winner else str(_LOT)
    if winner is None:
        return str(_NOBODY)
    first = 2 * (winner.votes or 0) > one.members
    return _FIRST(winner.name, winner.votes or 0, one.members) if first else _SECOND(winner.name, winner.runoff or 0)


def is_tied(candidates: Sequence[Candidate], members: int) -> bool:
    """Whether the lot decides: nobody elected in the first ballot, and equally many votes in the second."""
    return all(2 * (one.votes or 0) <= members for one in candidates) and len(_leaders(candidates)) > 1


def tied(one: Resolution) -> list[str]:
    """Between whom the lot decides in an election; nobody where it need not."""
    if one.vote_kind is not VoteKind.ELECTION or not one.members or not is_tied(one.candidates, one.members):
        return []
    return [row.name for row in _leaders(one.candidates)]


def is_lot_strange(one: Resolution) -> bool:
    """Whether a lot is told where it decides nothing, or on somebody who was not among those with most of the votes."""
    return bool(one.lot) and not any(_same(name, one.lot) for name in tied(one))


def _leaders(candidates: Sequence[Candidate]) -> list[Candidate]:
    most = max((one.runoff or 0 for one in candidates), default=0)
    return [one for one in candidates if most and one.runoff == most]


def total(one: Resolution) -> int:
    """How many votes are recorded; of an election with candidates the most that one ballot had."""
    ballots = [[row.votes or 0 for row in one.candidates], [row.runoff or 0 for row in one.candidates]]
    alone = (one.votes_for or 0) + (one.votes_against or 0)
    return max(alone, *map(sum, ballots)) + (one.abstained or 0)
