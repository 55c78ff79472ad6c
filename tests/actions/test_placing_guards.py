"""What must not happen between a need and its end: names outside the vault, data without the consent for this service,
questions left open, hours twice. Each is refused or said, and nothing is changed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from tests.conftest import TODAY
from tests.journeys.helping import kept, now, runs, volunteer

from bezirkskoordination.actions import boundaries, editing, hours, merging, placing, vault
from bezirkskoordination.actions.desk import Desk
from bezirkskoordination.actions.editing import Step
from bezirkskoordination.records import TYPES
from bezirkskoordination.records.activities import (
    ActivityProfile,
    Certificate,
    Enquiry,
    EnquiryStatus,
    Placement,
    TimeEntry,
)
from bezirkskoordination.records.institutions import Institution
from bezirkskoordination.records.kinds import grid_bit
from bezirkskoordination.records.needs import (
    BoundaryResult,
    ExistingService,
    NeedContact,
    NeedStatus,
    Referral,
    ReferralMode,
    ReferralStatus,
    SupportNeed,
)
from bezirkskoordination.records.people import Absence
from bezirkskoordination.records.refusal import BadValue, Refused
from bezirkskoordination.rules.hours import doubt, sheet

Made = Callable[..., Any]


@pytest.fixture
def need(desk: Desk) -> SupportNeed:
    made = SupportNeed(subject="Handy", category="ALLTAG.DIGI", target_groups=("SENIOR",), recorded_on=TODAY)
    return kept(desk, made)  # type: ignore[no-any-return]


@pytest.fixture
def hidden(desk: Desk, need: SupportNeed) -> NeedContact:
    given = replace(vault.blank(need, TODAY), name="Erika Geheimnam", phone="030 23125-121", address="Am Anger 4")
    return desk.do("Kontakt", lambda unit: vault.keep(unit, need, given))  # type: ignore[no-any-return]


def saved(desk: Desk, before: Any, **values: Any) -> Any:
    return desk.do("ändern", lambda unit: editing.save(unit, before, replace(before, **values)))


# --- the vault ------------------------------------------------------------------------------------


def test_who_is_in_the_vault_stands_nowhere_else(desk: Desk, need: SupportNeed, hidden: NeedContact) -> None:
    read = desk.office.read
    for cls in TYPES:
        if cls is not NeedContact:
            assert "Geheimnam" not in repr(read.all(cls)), cls
    ask = read.connection.exec_driver_sql
    tables = [row[0] for row in ask("SELECT name FROM sqlite_master WHERE type = 'table'")]
    cells = {name: repr(ask(f'SELECT * FROM "{name}"').all()).lower() for name in tables}
    holding = {name for name, told in cells.items() if "geheimnam" in told}
    assert holding == {"need_contact"}
    assert desk.undo_label == "Kontakt"
    assert hidden.pseudonym not in ("", hidden.name)


@pytest.mark.parametrize("words", ["Geheimnam fehlt", "030 23125-199 anrufen", "erika@example.org"])
def test_no_free_text_around_a_need_names_anybody(
    desk: Desk, need: SupportNeed, hidden: NeedContact, words: str
) -> None:
    placement = runs(desk, volunteer(desk, "Anders"), TODAY)
    service = kept(desk, ExistingService(name="Beratungsstelle", categories=("ALLTAG.DIGI",)))
    referral = kept(desk, Referral(need=need.id, service=service.id))
    for record, field in (
        (need, "description"), (placement, "feedback"), (placement, "override_reason"), (referral, "outcome"),
        (referral, "data_passed"),
    ):  # fmt: skip
        with pytest.raises(BadValue, match="geschützten Kontakt") as refused:
            saved(desk, now(desk, record), **{field: words})
        assert refused.value.field == field
    check = boundaries.drafted(desk.office.read, need, TODAY)
    noted = tuple(replace(one, reason="ANDERE", note=f"{words}, das reicht so nicht") for one in check.candidates)
    with pytest.raises(BadValue, match="geschützten Kontakt"):
        desk.do("prüfen", lambda unit: boundaries.decide(unit, need, replace(check, candidates=noted)))
    step = Step(NeedStatus.WITHDRAWN, TODAY, "SELBST", words)
    with pytest.raises(BadValue, match="geschützten Kontakt") as refused:
        desk.do("zu", lambda unit: editing.take(unit, now(desk, need), step))
    assert refused.value.field == "note"


def test_a_placement_may_name_whom_it_is_about(desk: Desk) -> None:
    placement = runs(desk, volunteer(desk, "Anders"), TODAY)
    assert saved(desk, placement, feedback="Frau Anders kommt gern").feedback


# --- referrals ------------------------------------------------------------------------------------


@pytest.fixture
def referral(desk: Desk, need: SupportNeed) -> Referral:
    service = kept(desk, ExistingService(name="Beratungsstelle", categories=("ALLTAG.DIGI",)))
    made = Referral(
        need=need.id, service=service.id, mode=ReferralMode.WITH_DATA, consent_on=TODAY, data_passed="Name, Telefon"
    )
    return kept(desk, made)  # type: ignore[no-any-return]


def test_a_consent_names_one_service_and_no_other(desk: Desk, referral: Referral) -> None:
    other = kept(desk, ExistingService(name="Schule", categories=("ALLTAG.DIGI",)))
    with pytest.raises(BadValue, match="Diese Einwilligung nennt „Beratungsstelle“"):
        saved(desk, referral, service=other.id)
    assert saved(desk, referral, service=other.id, consent_on=None).consent_on is None


def test_data_does_not_go_along_afterwards(desk: Desk, need: SupportNeed, referral: Referral) -> None:
    """What was sent without data is not turned into one with data; what was sent goes to no other service."""
    info = kept(desk, Referral(need=need.id, service=referral.service))
    sent = desk.do("weiter", lambda unit: editing.take(unit, info, Step(ReferralStatus.SENT, TODAY)))
    with pytest.raises(BadValue, match="nur mit Einwilligung"):
        saved(desk, sent, mode=ReferralMode.WITH_DATA, data_passed="Name")
    other = kept(desk, ExistingService(name="Schule", categories=("ALLTAG.DIGI",)))
    with pytest.raises(BadValue, match="neuen Verweis"):
        saved(desk, sent, service=other.id)
    gone = desk.do("weiter", lambda unit: editing.take(unit, referral, Step(ReferralStatus.SENT, TODAY)))
    with pytest.raises(BadValue):
        saved(desk, gone, consent_on=None)
    assert saved(desk, gone, revoked_on=TODAY).status is ReferralStatus.REVOKED


# --- enquiries ------------------------------------------------------------------------------------


def test_a_full_profile_closes_who_was_asked_in_vain(desk: Desk) -> None:
    club = kept(desk, Institution(name="Sportverein", kind="VEREIN_SPORT"))
    profile = kept(
        desk,
        ActivityProfile(
            institution=club.id, intents=("EA_GESUCHT",), name="Turnen", category="BEGEGN.SPORT",
            target_groups=("KIND",), seats_wanted=1, certificate=Certificate.CARRIER, insurance_route="TRAEGER",
        ),
    )  # fmt: skip
    desk.do("prüfen", lambda unit: boundaries.decide(unit, profile, boundaries.drafted(unit, profile, TODAY)))
    people = [volunteer(desk, name, institution=club.id) for name in ("Anders", "Brandt")]
    first, second = desk.do("fragen", lambda unit: placing.ask(unit, now(desk, profile), people, TODAY))
    placement = desk.do("Ja", lambda unit: placing.agree(unit, first, TODAY))
    assert now(desk, second).status is EnquiryStatus.ASKED
    desk.do("läuft", lambda unit: placing.run(unit, placement, TODAY))
    assert now(desk, second).status is EnquiryStatus.ELSEWHERE
    assert [one.id for one in placing.to_thank(desk.office.read.all(Enquiry))] == [second.id]


def test_a_second_placement_in_the_same_hours_is_said(desk: Desk, need: SupportNeed) -> None:
    person = volunteer(desk, "Anders", available=grid_bit(1, 1) | grid_bit(2, 1))
    first = saved(desk, runs(desk, person, TODAY), time_grid=grid_bit(1, 1))
    for grid, said in ((grid_bit(1, 1) | grid_bit(3, 0), [first.number]), (grid_bit(2, 1), [])):
        other = runs(desk, person, TODAY)
        other = saved(desk, now(desk, other), time_grid=grid)
        assert placing.doubled(desk.office.read, other) == said
        over = Step(other.status.ENDED, TODAY, "REGULAER")
        desk.do("Ende", lambda unit, other=other, over=over: editing.take(unit, other, over))


# --- merging --------------------------------------------------------------------------------------


def test_a_placement_by_hand_is_held_to_the_hard_rules(desk: Desk, need: SupportNeed) -> None:
    """What asking refuses, typing refuses too, in the field; what asking takes with a reason, typing takes with one."""
    blocked = volunteer(desk, "Anders", contact_block=True)
    with pytest.raises(BadValue, match=r"Anders kommt dafür nicht in Frage: .*Kontakt") as refused:
        kept(desk, Placement(person=blocked.id, need=need.id))
    assert refused.value.field == "person"
    away = volunteer(desk, "Brandt", absences=(Absence(first=TODAY, last=None),))
    with pytest.raises(BadValue, match="Brandt wird dafür nicht vorgeschlagen") as refused:
        kept(desk, Placement(person=away.id, need=need.id))
    assert refused.value.field == "override_reason"
    placement = kept(desk, Placement(person=away.id, need=need.id, override_reason="kommt am Montag zurück"))
    with pytest.raises(BadValue, match="Anders kommt dafür nicht in Frage"):
        saved(desk, placement, person=blocked.id)
    assert saved(desk, placement, minutes_per_week=60).minutes_per_week == 60
    saved(desk, now(desk, away), contact_block=True)  # what was agreed before can still be edited
    assert saved(desk, now(desk, placement), minutes_per_week=90).minutes_per_week == 90


def test_an_enquiry_by_hand_comes_after_the_check_and_asks_who_may_be_asked(desk: Desk, need: SupportNeed) -> None:
    person, blocked = volunteer(desk, "Anders"), volunteer(desk, "Brandt", contact_block=True)
    with pytest.raises(BadValue, match="Noch nicht möglich") as refused:
        kept(desk, Enquiry(person=person.id, need=need.id, asked_on=TODAY))
    assert refused.value.field == "need"
    draft = boundaries.drafted(desk.office.read, need, TODAY)
    desk.do("prüfen", lambda unit: boundaries.decide(unit, need, replace(draft, result=BoundaryResult.ALLOWED)))
    with pytest.raises(BadValue, match="Brandt kommt dafür nicht in Frage") as refused:
        kept(desk, Enquiry(person=blocked.id, need=need.id, asked_on=TODAY))
    assert refused.value.field == "person"
    club = kept(desk, Institution(name="A", kind="VEREIN"))
    offer = ActivityProfile(
        name="Café", institution=club.id, intents=("EA_GESUCHT",), category="ALLTAG.DIGI", seats_wanted=1
    )
    profile = kept(desk, offer)
    with pytest.raises(BadValue, match="gehört zu einem Bedarf oder zu einem") as refused:
        kept(desk, Enquiry(person=person.id, need=need.id, profile=profile.id, asked_on=TODAY))
    assert refused.value.field == "profile"
    assert kept(desk, Enquiry(person=person.id, need=need.id, asked_on=TODAY)).status is EnquiryStatus.ASKED


def test_who_was_asked_and_said_yes_is_placed_whatever_came_between(desk: Desk, need: SupportNeed) -> None:
    person = volunteer(desk, "Anders")
    draft = boundaries.drafted(desk.office.read, need, TODAY)
    desk.do("prüfen", lambda unit: boundaries.decide(unit, need, replace(draft, result=BoundaryResult.ALLOWED)))
    (enquiry,) = desk.do("fragen", lambda unit: placing.ask(unit, now(desk, need), [person], TODAY))
    saved(desk, now(desk, person), absences=(Absence(first=TODAY, last=None),))
    assert desk.do("Ja", lambda unit: placing.agree(unit, enquiry, TODAY)).person == person.id


def test_what_is_still_asked_does_not_go_on_under_a_closed_number(desk: Desk, need: SupportNeed) -> None:
    desk.do("prüfen", lambda unit: boundaries.decide(unit, need, boundaries.drafted(unit, need, TODAY)))
    person = volunteer(desk, "Anders")
    desk.do("fragen", lambda unit: placing.ask(unit, now(desk, need), [person], TODAY))
    over = kept(desk, SupportNeed(subject="Alt", category="ALLTAG.DIGI", recorded_on=TODAY))
    over = desk.do("zu", lambda unit: editing.take(unit, over, Step(NeedStatus.WITHDRAWN, TODAY, "SELBST")))
    with pytest.raises(Refused, match="Bitte umgekehrt"):
        desk.do("zusammen", lambda unit: merging.merge(unit, now(desk, need), over, TODAY))


def test_the_second_feedback_comes_after_the_first(desk: Desk) -> None:
    placement = saved(desk, runs(desk, volunteer(desk, "Anders"), date(2026, 7, 1)), feedback_on=date(2026, 7, 20))
    with pytest.raises(BadValue, match=r"„zweite Rückmeldung am“ \(19\.07\.2026\) liegt vor") as refused:
        saved(desk, placement, second_feedback_on=date(2026, 7, 19))
    assert refused.value.field == "second_feedback_on"
    assert saved(desk, placement, second_feedback_on=date(2026, 7, 20)).second_feedback_on == date(2026, 7, 20)


# --- hours ----------------------------------------------------------------------------------------


def test_hours_after_the_end_are_refused_but_for_its_month(desk: Desk) -> None:
    placement = runs(desk, volunteer(desk, "Anders"), date(2026, 9, 1))
    step = Step(placement.status.ENDED, date(2026, 10, 10), "REGULAER")
    desk.do("Ende", lambda unit: editing.take(unit, placement, step))
    with pytest.raises(BadValue, match=r"seit dem 10\.10\.2026 beendet"):
        kept(desk, TimeEntry(placement=placement.id, on_date=date(2026, 10, 11), minutes=60))
    assert desk.do("Okt", lambda unit: hours.keep(unit, date(2026, 10, 1), {placement.id: hours.Told(60)})) == 1
    assert hours.sheet(desk.office.read, date(2026, 11, 1)) == []


@pytest.mark.parametrize(
    ("last", "agreed", "told", "asked"),
    [
        (None, None, 159 * 60, False), (None, None, 161 * 60, True), (4 * 60, None, 12 * 60, False),
        (4 * 60, None, 13 * 60, True), (60, None, 8 * 60, False), (None, 120, 30 * 60, False),
        (None, 120, 31 * 60, True),
    ],
)  # fmt: skip
def test_many_hours_are_asked_about(desk: Desk, last: int | None, agreed: int | None, told: int, asked: bool) -> None:
    placement = runs(desk, volunteer(desk, "Anders"), date(2026, 9, 1))
    saved(desk, placement, minutes_per_week=agreed)
    if last:
        desk.do("Sep", lambda unit: hours.keep(unit, date(2026, 9, 1), {placement.id: hours.Told(last)}))
    desk.do("Okt", lambda unit: hours.keep(unit, date(2026, 10, 1), {placement.id: hours.Told(told)}))
    (line,) = sheet(desk.office.read, desk.office.names, date(2026, 10, 1))
    assert line.minutes == told  # kept all the same
    assert bool(doubt(line)) is asked
