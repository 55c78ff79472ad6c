"""Ties between institutions, read from either side, and never twice."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bezirkskoordination.records.institutions import Cooperation, CooperationKind, Institution
from bezirkskoordination.rules import networks
from bezirkskoordination.rules.networks import RELATIONS, Tie

CHURCH = Institution(id=1, name="Kirchengemeinde", kind="KIRCHE")
NURSERY = Institution(id=2, name="Kita Regenbogen", kind="KITA", parent=1)
CITY = Institution(id=3, name="Stadt", kind="VERWALTUNG")
OFFICE = Institution(id=4, name="Stadt", unit="Fachbereich Soziales", kind="VERWALTUNG", parent=3)
ALL = (CHURCH, NURSERY, CITY, OFFICE)
#: How each code of the domain model reads from its source and from its target.
SAID = {
    "KOOPERATION": ("arbeitet zusammen mit", "arbeitet zusammen mit"),
    "TRAEGER": ("ist Träger von", "ist in Trägerschaft von"),
    "TEIL": ("umfasst", "ist Teil von"),
    "MITGLIED": ("ist Mitglied bei", "hat als Mitglied"),
    "NUTZT_RAUM": ("nutzt Räume bei", "stellt Räume für"),
    "FINANZIERT": ("finanziert", "wird finanziert von"),
}


def test_every_kind_reads_from_both_sides() -> None:
    assert {code: (str(one.forward), str(one.backward)) for code, one in RELATIONS.items()} == SAID
    assert [code for code, one in RELATIONS.items() if not one.directed] == ["KOOPERATION"]
    assert {kind.value for kind in CooperationKind} <= set(RELATIONS)


def test_what_is_above_an_institution_is_a_tie_that_nobody_entered() -> None:
    found = networks.ties(ALL, ())

    assert [(one.source, one.target, one.relation.code) for one in found] == [(1, 2, "TRAEGER"), (3, 4, "TEIL")]
    assert all(one.entry is None and one.holds_on(date(1900, 1, 1)) for one in found)
    assert [(str(words), other) for words, other in (found[0].seen_from(1), found[0].seen_from(2))] == [
        ("ist Träger von", 2), ("ist in Trägerschaft von", 1),
    ]  # fmt: skip


def test_the_ties_of_one_institution_come_from_either_end() -> None:
    entered = [
        Cooperation(id=1, institution=2, partner=4, kind=CooperationKind.ROOMS),
        Cooperation(id=2, institution=3, partner=1),
    ]
    found = networks.ties_of(NURSERY, ALL, entered)

    assert [(str(words), other) for words, other in (one.seen_from(2) for one in found)] == [
        ("ist in Trägerschaft von", 1), ("nutzt Räume bei", 4),
    ]  # fmt: skip


day = st.none() | st.integers(0, 40).map(lambda n: date(2026, 1, 1) + timedelta(days=n))
entry = st.builds(
    Cooperation, institution=st.integers(1, 3), partner=st.integers(4, 5), kind=st.sampled_from(CooperationKind),
    since=day, until=day,
)  # fmt: skip


@given(entry, entry)
def test_twins_are_told_by_living_through_the_days(one: Cooperation, other: Cooperation) -> None:
    one, other = replace(one, id=1), replace(other, id=2)
    days = [date(2025, 12, 1) + timedelta(days=n) for n in range(100)]
    common = any(Tie.of(one).holds_on(on) and Tie.of(other).holds_on(on) for on in days)
    alike = (one.kind, one.institution, one.partner) == (other.kind, other.institution, other.partner)

    empty = any(x.since and x.until and x.until < x.since for x in (one, other))  # refused before
    if not empty:
        assert (networks.twin(one, [other]) is other) == (alike and common)
    turned = replace(other, institution=other.partner, partner=other.institution)
    same_when_turned = networks.twin(one, [turned]) is turned
    assert same_when_turned == (one.kind is CooperationKind.TOGETHER and networks.twin(one, [other]) is other)


def test_an_entry_is_no_twin_of_itself() -> None:
    one = Cooperation(id=1, institution=1, partner=2)

    assert networks.twin(replace(one, notes="geändert"), [one]) is None


def test_a_ring_is_found_whatever_its_length() -> None:
    chain = [Institution(id=n, name=str(n), kind="KITA", parent=n - 1 or None) for n in range(1, 6)]

    assert networks.ring(chain[-1], chain) == ()
    closed = replace(chain[0], parent=5)
    assert [one.id for one in networks.ring(closed, chain)] == [5, 4, 3, 2, 1]
    # a ring somewhere above is not one through this institution
    assert networks.ring(replace(chain[4], parent=3), [replace(chain[1], parent=3), *chain[2:]]) == ()
