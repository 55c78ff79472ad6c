"""Matching on records: who is proposed, for one need and for all at once; what never counts; what is kept of it."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests import districts

from bezirkskoordination import sample
from bezirkskoordination.actions import boundaries, counterparts, editing, matching, placing
from bezirkskoordination.actions.desk import Desk
from bezirkskoordination.actions.editing import Step
from bezirkskoordination.i18n import N_
from bezirkskoordination.records import NEEDS, PROFILES, TYPES
from bezirkskoordination.records.activities import (
    ActivityProfile,
    Enquiry,
    EnquiryStatus,
    Placement,
    PlacementStatus,
    ProfileStatus,
)
from bezirkskoordination.records.needs import BoundaryResult, NeedStatus, SupportNeed
from bezirkskoordination.records.people import Absence, LanguageSkill, Person, VolunteerStatus
from bezirkskoordination.records.refusal import BadValue, Refused
from bezirkskoordination.rules import matching as rules
from bezirkskoordination.store import office as office_store
from bezirkskoordination.store.office import OfficeFile
from bezirkskoordination.store.query import Query

TODAY = date(2026, 11, 12)
MORNING, EVENING = 0b001, 0b100


@pytest.fixture
def volunteer(desk: Desk) -> Callable[..., Person]:
    def made(name: str, **more: Any) -> Person:
        person = Person(last_name=name, legal_basis="A6_1_E", **({"interests": ("ALLTAG.DIGI",)} | more))
        steps = [Step(VolunteerStatus.AVAILABLE, date(2026, 3, 2))]
        return desk.do("vorher", lambda unit: editing.save(unit, None, person, steps))

    return made


@pytest.fixture
def need(desk: Desk) -> Callable[..., SupportNeed]:
    def made(category: str = "ALLTAG.DIGI", decided: bool = True, **more: Any) -> SupportNeed:
        asked = SupportNeed(subject="Hilfe", category=category, target_groups=("ERW",), recorded_on=TODAY, **more)
        kept = desk.do("vorher", lambda unit: editing.save(unit, None, asked))
        if decided:
            check = replace(boundaries.drafted(desk.office.read, kept, TODAY), result=BoundaryResult.ALLOWED)
            desk.do("geprüft", lambda unit: boundaries.decide(unit, kept, check))
        return desk.office.read.get(SupportNeed, kept.id or 0)

    return made


def everything(office: OfficeFile) -> dict[str, list[Any]]:
    return {cls.type.name: office.read.all(cls) for cls in TYPES}


# --- all open needs at once -------------------------------------------------------------------


def test_together_covers_what_going_in_order_misses(desk: Desk, volunteer: Any, need: Any) -> None:
    """In order the first need takes the only one who has time in the evening; together both are helped."""
    only_evening = volunteer("Abend", available=EVENING)
    both = volunteer("Beides", available=MORNING | EVENING, target_groups_excluded=())
    first = need(time_grid=EVENING, minutes_per_week=60)
    second = need(category="ALLTAG.DIGI", time_grid=MORNING)
    found = matching.together(desk.office.read, TODAY)
    given_ = {one.id: suggestion.helper.id for one, suggestion in found.proposals}
    assert given_ == {first.id: only_evening.id, second.id: both.id}
    assert found.waiting == 2


def test_together_leaves_out_what_may_not_or_need_not_be_asked(desk: Desk, volunteer: Any, need: Any) -> None:
    people = [volunteer(name) for name in ("Anders", "Berg", "Claus", "Dorn")]
    unchecked = need(decided=False)
    asked, agreed, refused = need(), need(), need()
    desk.do("fragen", lambda unit: placing.ask(unit, asked, people[:1], TODAY))
    (yes,) = desk.do("fragen", lambda unit: placing.ask(unit, agreed, people[1:2], TODAY))
    desk.do("ja", lambda unit: placing.agree(unit, yes, TODAY))
    (no,) = desk.do("fragen", lambda unit: placing.ask(unit, refused, people[2:3], TODAY))
    desk.do("nein", lambda unit: placing.decline(unit, no, TODAY, "ZEIT"))
    assert matching.unasked(desk.office.read) == [refused.id]
    found = matching.together(desk.office.read, TODAY)
    assert [one.id for one, _ in found.proposals] == [refused.id]
    assert found.proposals[0][1].helper.id != people[2].id  # who said no is not proposed again
    assert unchecked.status is NeedStatus.RECORDED


def test_a_proposal_that_nobody_accepted_is_kept_nowhere(desk: Desk, volunteer: Any, need: Any) -> None:
    for name in ("Anders", "Berg", "Claus"):
        volunteer(name)
    needs = [need(), need()]
    before = everything(desk.office)
    found = matching.together(desk.office.read, TODAY)
    assert len(found.proposals) == 2
    assert everything(desk.office) == before
    chosen, suggestion = found.proposals[0]
    person = desk.office.read.get(Person, suggestion.helper.id)
    (enquiry,) = desk.do("fragen", lambda unit: placing.ask(unit, chosen, [person], TODAY))
    desk.do("ja", lambda unit: placing.agree(unit, enquiry, TODAY, matching.explain(suggestion)))
    read = desk.office.read
    assert [one.person for one in read.all(Placement)] == [person.id]
    assert [one.person for one in read.all(Enquiry)] == [person.id]
    others = [one for one in before["person"] if one.id != person.id]
    assert [one for one in read.all(Person) if one.id != person.id] == others
    assert read.get(SupportNeed, needs[1].id).status is NeedStatus.OPEN


def test_the_computation_can_be_stopped(desk: Desk, volunteer: Any, need: Any) -> None:
    volunteer("Anders")
    need()

    def stop(_done: int, _total: int) -> None:
        raise Refused(N_("Worker", "Abgebrochen."))

    with pytest.raises(Refused, match="Abgebrochen"):
        matching.together(desk.office.read, TODAY, stop)


# --- what never counts ------------------------------------------------------------------------

names = st.text("aäßéМа", min_size=1, max_size=4)


@given(
    salutation=st.sampled_from(["FRAU", "HERR", "DIVERS", ""]), first_name=names, last_name=names, native_name=names,
    notes=names, source=names, street=names,
)  # fmt: skip
def test_nobody_is_ranked_by_gender_origin_religion_or_age(desk: Desk, **told: str) -> None:
    """Religion and age have no field at all; what tells of gender or origin, however it is filled, changes nothing."""
    wanted = rules.Wanted("ALLTAG.DIGI", targets=frozenset({"ERW"}), languages=frozenset({"ar"}), grid=MORNING)
    read, spoken = desk.office.read, (LanguageSkill(language="ar", level="B1"),)
    person = Person(last_name="Anders", legal_basis="A6_1_E", interests=("ALLTAG.DIGI",), languages=spoken)
    steps = [Step(VolunteerStatus.AVAILABLE, date(2026, 3, 2))]
    kept = desk.do("vorher", lambda unit: editing.save(unit, None, person, steps))
    before = matching.pool(read, TODAY).best(wanted, 1000)
    desk.do("anders", lambda unit: unit.change(kept, replace(kept, **told)))  # type: ignore[arg-type]
    assert matching.pool(read, TODAY).best(wanted, 1000) == before
    assert before


#: Every field of a person that matching reads (`matching._helpers`); the test below proves that it is no other.
MATCHING_READS = {
    "interests", "fields_of_action", "target_groups", "target_groups_excluded", "areas", "sub_area", "languages",
    "qualifications", "absences", "volunteering", "contact_block", "mobility", "available", "minutes_per_week",
}  # fmt: skip


def test_matching_reads_no_other_field_of_a_person(desk: Desk, volunteer: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    volunteer("Anders")
    read, seen = desk.office.read, set[str]()
    cells, owned = type(read).cells, type(read).owned_cells

    def watched(self: Any, of: Any, *columns: str) -> Any:
        seen.update(columns if of is Person.type else ())
        return cells(self, of, *columns)

    def watched_rows(self: Any, of: Any, field: str, *columns: str) -> Any:
        seen.update({field} if of is Person.type else ())
        return owned(self, of, field, *columns)

    def nobody(self: Any, cls: Any, *_a: Any, **_k: Any) -> Any:
        assert cls is not Person
        return where(self, cls, *_a, **_k)

    where = type(read).where
    monkeypatch.setattr(type(read), "cells", watched)
    monkeypatch.setattr(type(read), "owned_cells", watched_rows)
    monkeypatch.setattr(type(read), "where", nobody)
    assert len(matching.pool(read, TODAY).helpers) == 1
    assert seen == MATCHING_READS | {"id", "uid"}


# --- one volunteer, and against a rule ----------------------------------------------------------


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OfficeFile]:
    path = tmp_path_factory.mktemp("year") / "jahr.bezirk"
    districts.put(path, "year")
    with office_store.open_(path, "") as opened:
        yield opened


def test_one_volunteer_is_refused_as_the_list_refuses(year: OfficeFile) -> None:
    read, refused = year.read, set()
    pool = matching.pool(read, sample.TODAY)
    causes = [*read.where(SupportNeed, status=NeedStatus.OPEN), *read.where(ActivityProfile, status="AKTIV")]
    for cause in causes:
        wanted = matching.wanted_in(read, cause)
        for helper in pool.helpers:
            no = matching.refusal(read, wanted, read.get(Person, helper.id), sample.TODAY)
            assert no == rules.why_not(wanted, helper)
            refused.add(no.rule if no else "")
    assert {"", "H3", "H4", "H9"} <= refused


@pytest.mark.parametrize(
    ("more", "rule"),
    [
        ({"minutes_per_week": 60}, "H4"),
        ({"absences": (Absence(first=TODAY, last=date(2026, 12, 1)),)}, "H3"),
    ],
)
def test_a_no_that_may_be_overridden_wants_a_reason_that_is_kept(
    desk: Desk, volunteer: Any, need: Any, more: dict[str, Any], rule: str
) -> None:
    person, asked = volunteer("Anders", **more), need(minutes_per_week=120)
    read = desk.office.read
    no = matching.refusal(read, matching.wanted_in(read, asked), person, TODAY)
    assert no is not None
    assert no.rule == rule
    with pytest.raises(BadValue, match="gibt bitte einen Grund an") as said:
        desk.do("fragen", lambda unit: placing.ask(unit, asked, [person], TODAY))
    assert said.value.field == "override_reason"
    why = "Hat am Telefon selbst zugesagt"
    (enquiry,) = desk.do("fragen", lambda unit: placing.ask(unit, asked, [person], TODAY, override=why))
    assert enquiry.status is EnquiryStatus.ASKED
    placement = desk.do("ja", lambda unit: placing.agree(unit, enquiry, TODAY))
    assert placement.override_reason == why
    assert desk.office.check() == []
    desk.undo()
    desk.undo()
    assert read.all(Enquiry) == []


def test_german_that_does_not_reach_can_be_overridden_for_a_profile(desk: Desk, volunteer: Any, keep: Any) -> None:
    person = volunteer("Anders", languages=(LanguageSkill(language="de", level="A1"),))
    profile = keep(german_level="B2", seats_wanted=1)
    with pytest.raises(BadValue, match="Deutsch reicht nicht"):
        desk.do("fragen", lambda unit: placing.ask(unit, profile, [person], TODAY))
    desk.do(
        "fragen", lambda unit: placing.ask(unit, profile, [person], TODAY, override="Es wird gebaut, nicht geredet")
    )


@pytest.mark.parametrize("more", [{"contact_block": True}, {"target_groups_excluded": ("ERW",)}])
def test_other_refusals_stand_whatever_the_reason(desk: Desk, volunteer: Any, need: Any, more: dict[str, Any]) -> None:
    person, asked = volunteer("Anders", **more), need()
    with pytest.raises(Refused, match="wird nicht angefragt"):
        desk.do("fragen", lambda unit: placing.ask(unit, asked, [person], TODAY, override="Es ist dringend"))
    assert desk.office.read.all(Enquiry) == []


# --- without a counterpart ----------------------------------------------------------------------


@pytest.fixture
def keep(desk: Desk) -> Callable[..., ActivityProfile]:
    from bezirkskoordination.records.institutions import Institution

    host = desk.do("vorher", lambda unit: editing.save(unit, None, Institution(name="Verein", kind="VEREIN_SPORT")))

    def made(*intents: str, category: str = "ALLTAG.DIGI", **more: Any) -> ActivityProfile:
        profile = ActivityProfile(
            institution=host.id or 0, intents=intents or ("EA_GESUCHT",), name="Sprechstunde", category=category, **more
        )
        kept = desk.do("vorher", lambda unit: editing.save(unit, None, profile))
        check = replace(boundaries.drafted(desk.office.read, kept, TODAY), result=BoundaryResult.ALLOWED)
        desk.do("geprüft", lambda unit: boundaries.decide(unit, kept, check))
        return desk.office.read.get(ActivityProfile, kept.id or 0)

    return made


def listed(desk: Desk, view: Any, where: Any) -> list[int]:
    return sorted(desk.office.lists.order(Query(view, where=tuple(where))))


def test_needs_without_an_offer_and_offers_without_a_need(desk: Desk, need: Any, keep: Any) -> None:
    read = desk.office.read
    digital, bicycle = need(), need(category="ALLTAG.RAD")
    assert listed(desk, NEEDS, counterparts.needs_without_offer(read)) == [digital.id, bicycle.id]
    offer = keep("ANGEBOT_BESTEHT")
    lent = keep("EA_VERFUEGBAR", category="WOHNEN.EINR", seats_provided=2)
    keep("EA_GESUCHT", category="ALLTAG.RAD", seats_wanted=2)  # who seeks help offers none
    assert listed(desk, NEEDS, counterparts.needs_without_offer(read)) == [bicycle.id]
    assert listed(desk, PROFILES, counterparts.offers_without_need(read)) == [lent.id]
    desk.do("zu", lambda unit: editing.take(unit, digital, Step(NeedStatus.WITHDRAWN, TODAY, "SELBST")))
    assert listed(desk, PROFILES, counterparts.offers_without_need(read)) == [offer.id, lent.id]
    desk.do("ruht", lambda unit: editing.take(unit, offer, Step(ProfileStatus.RESTING, TODAY)))
    assert listed(desk, PROFILES, counterparts.offers_without_need(read)) == [lent.id]


def test_the_year_has_both_and_counts_them_as_its_rows_do(year: OfficeFile) -> None:
    read = year.read
    open_ = {"ERFASST", "PRUEFUNG", "OFFEN", "VERMITTLUNG"}
    asked = {one.category for one in read.all(SupportNeed) if one.status.value in open_}
    offering = [
        one
        for one in read.all(ActivityProfile)
        if one.status is ProfileStatus.ACTIVE and {"ANGEBOT_BESTEHT", "EA_VERFUEGBAR"} & {*one.intents}
    ]
    offered = {one.category for one in offering}
    missing = [one.id for one in read.all(SupportNeed) if one.status.value in open_ and one.category not in offered]
    idle = [one.id for one in offering if one.category not in asked]
    assert sorted(year.lists.order(Query(NEEDS, where=counterparts.needs_without_offer(read)))) == missing
    assert sorted(year.lists.order(Query(PROFILES, where=counterparts.offers_without_need(read)))) == idle
    assert missing
    assert idle


def test_nothing_of_those_who_were_not_chosen_is_in_the_year(year: OfficeFile) -> None:
    """Reasons stand at placements only: of the one who helps, not of others who were looked at."""
    placed = {(one.need, one.person) for one in year.read.all(Placement) if one.reasons}
    yes = {(one.need, one.person) for one in year.read.all(Enquiry) if one.status is EnquiryStatus.YES}
    assert placed <= yes
    assert all(one.status is not PlacementStatus.PROPOSED for one in year.read.all(Placement))
