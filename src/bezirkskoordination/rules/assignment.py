"""The best joint assignment of volunteers to all open needs at once: each volunteer to one need, by an auction.

Needs bid for volunteers; whoever is outbid bids again, until nobody gains by another bid (Bertsekas). The sum is at
most `step` per need below the optimum.
"""

from collections.abc import Mapping, Sequence

#: How much more than its second choice a need bids; points are whole numbers.
_STEP = 0.05
#: Against an auction that would not end: bids per need.
_MOST_BIDS = 400


def assign(offers: Mapping[int, Sequence[tuple[int, int]]]) -> dict[int, int]:
    """By need, the volunteer that it is given; needs without one are left out.

    `offers` gives each need its volunteers as (points, volunteer), points above zero. The order of the needs makes no
    difference to the sum beyond the steps of the auction.
    """
    prices: dict[int, float] = {}
    owners: dict[int, int] = {}
    given: dict[int, int] = {}
    waiting = [need for need in sorted(offers, reverse=True) if offers[need]]
    left = _MOST_BIDS * max(len(waiting), 1)
    while waiting and left:
        left -= 1
        need = waiting.pop()
        first = second = 0.0
        chosen = None
        for points, volunteer in offers[need]:
            gain = points - prices.get(volunteer, 0.0)
            if gain > first:
                second, first, chosen = first, gain, volunteer
            elif gain > second:
                second = gain
        if chosen is None:
            continue  # nobody is left whom this need would gain by
        if chosen in owners:
            waiting.append(owners[chosen])
            del given[owners[chosen]]
        owners[chosen], given[need] = need, chosen
        prices[chosen] = prices.get(chosen, 0.0) + first - second + _STEP
    return given


def in_order(offers: Mapping[int, Sequence[tuple[int, int]]]) -> dict[int, int]:
    """The same by going through the needs in order, each taking the best volunteer left: to compare with."""
    taken: set[int] = set()
    given: dict[int, int] = {}
    for need in sorted(offers):
        free = [(points, -volunteer) for points, volunteer in offers[need] if volunteer not in taken]
        if free:
            given[need] = -max(free)[1]
            taken.add(given[need])
    return given


def total(offers: Mapping[int, Sequence[tuple[int, int]]], given: Mapping[int, int]) -> int:
    """The points of an assignment."""
    return sum(points for need, who in given.items() for points, one in offers[need] if one == who)
