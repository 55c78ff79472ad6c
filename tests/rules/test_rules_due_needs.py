"""W01 to W05, W08 to W10, W20 and W25 of the domain model (5.5.9), line by line: which record, and on which day."""

from datetime import date, timedelta
from typing import Any

import pytest
from tests.rules.test_rules_due import Kept

from bezirkskoordination.records.activities import (
    ActivityProfile,
    Enquiry,
    Placement,
    PlacementStatus,
    ProfileStatus,
)
from bezirkskoordination.records.kinds import Choice
from bezirkskoordination.records.needs import (
    BoundaryCheck,
    BoundaryResult,
    ExistingService,
    NeedContact,
    NeedStatus,
    Referral,
    ReferralStatus,
    ServiceStatus,
    SupportNeed,
    Urgency,
)
from bezirkskoordination.records.office import StatusEvent
from bezirkskoordination.records.people import Person, VolunteerStatus
from bezirkskoordination.records.settings import BY_NAME
from bezirkskoordination.rules.due_rules import RULES

TODAY, DAY = date(2026, 11, 12), date(2026, 6, 1)


def found(code: str, *records: Any, **changed: int) -> list[tuple[str, int | None, date]]:
    """What a rule finds: type, id and day. The settings are those shipped, unless changed."""

    def settings(name: str) -> int:
        return changed.get(name, int(BY_NAME[name].default))

    (rule,) = (one for one in RULES if one.code == code)
    due = rule.find(Kept(*records), TODAY, settings)
    return [(one.record.type.name, one.record.id, one.on) for one in due]


def need(at: int = 1, status: NeedStatus = NeedStatus.OPEN, urgency: Urgency = Urgency.NORMAL, **more: Any) -> Any:
    return SupportNeed(
        id=at, uid=f"n{at}", subject="x", category="A", recorded_on=DAY, status=status, urgency=urgency, **more
    )


def profile(status: ProfileStatus, confirmed_on: date | None = None) -> ActivityProfile:
    return ActivityProfile(
        id=1, uid="a", institution=1, intents=("EA_GESUCHT",), name="x", category="A", status=status,
        confirmed_on=confirmed_on,
    )  # fmt: skip


def step(record: Any, to: Choice, on: date) -> StatusEvent:
    return StatusEvent(
        about=(record.type.name, record.uid), status=to.value, effective_on=on, recorded_at=on.isoformat()
    )


def after(days: int, day: date = DAY) -> date:
    return day + timedelta(days=days)


@pytest.mark.parametrize("status", NeedStatus)
def test_w01_what_is_wanted_at_once_is_cleared_in_two_days(status: NeedStatus) -> None:
    told = found("W01", need(1, status, Urgency.NOW), need(2, status, Urgency.URGENT))
    waits = status in (NeedStatus.RECORDED, NeedStatus.CHECKING, NeedStatus.OPEN)
    assert told == ([("support_need", 1, after(2))] if waits else [])


@pytest.mark.parametrize(("urgency", "days"), [(Urgency.URGENT, 14), (Urgency.NORMAL, 42), (Urgency.LONG, 90)])
def test_w02_what_is_open_for_too_long(urgency: Urgency, days: int) -> None:
    for status in NeedStatus:
        waits = status in (NeedStatus.RECORDED, NeedStatus.CHECKING, NeedStatus.OPEN, NeedStatus.PLACING)
        assert found("W02", need(1, status, urgency)) == ([("support_need", 1, after(days))] if waits else [])


def test_w02_what_was_wanted_at_once_is_not_forgotten_while_it_is_placed() -> None:
    assert found("W02", need(1, NeedStatus.OPEN, Urgency.NOW)) == []  # W01 has it
    assert found("W02", need(1, NeedStatus.PLACING, Urgency.NOW)) == [("support_need", 1, after(14))]


def test_w03_how_it_is_four_weeks_after() -> None:
    for status in NeedStatus:
        one = need(1, status)
        asked = found("W03", one, step(one, NeedStatus.OPEN, DAY), step(one, status, after(30)))
        closed = status in (NeedStatus.COVERED, NeedStatus.PARTLY, NeedStatus.UNCOVERED)
        assert asked == ([("support_need", 1, after(58))] if closed else [])
    done = need(1, NeedStatus.COVERED, asked_again_on=after(40))
    assert found("W03", done, step(done, NeedStatus.COVERED, after(30))) == []


def test_w04_a_profile_is_confirmed_every_ninety_days_and_once_at_least() -> None:
    for status in ProfileStatus:
        active = status in (ProfileStatus.ACTIVE, ProfileStatus.FULL)
        told = [("activity_profile", 1, after(90))] if active else []
        assert found("W04", profile(status, DAY)) == told
        never = profile(status)
        assert found("W04", never, step(never, status, DAY)) == told


def test_w05_feedback_two_weeks_and_a_quarter_after_the_start() -> None:
    def placement(status: PlacementStatus, **more: Any) -> Placement:
        return Placement(id=1, uid="p", person=1, status=status, **more)

    one = placement(PlacementStatus.ACTIVE)
    begun = [step(one, PlacementStatus.TRIAL, DAY), step(one, PlacementStatus.ACTIVE, after(20))]
    assert found("W05", one, *begun) == [("placement", 1, after(14))]
    asked = placement(PlacementStatus.ACTIVE, feedback_on=after(15))
    assert found("W05", asked, *begun) == [("placement", 1, after(90))]
    twice = placement(PlacementStatus.ACTIVE, feedback_on=after(15), second_feedback_on=after(90))
    assert found("W05", twice, *begun) == []
    assert found("W05", placement(PlacementStatus.ENDED), *begun) == []


def test_w08_a_service_is_asked_again_after_half_a_year() -> None:
    def service(status: ServiceStatus, checked_on: date | None) -> ExistingService:
        return ExistingService(id=1, uid="s", name="S", status=status, checked_on=checked_on)

    assert found("W08", service(ServiceStatus.ACTIVE, DAY)) == [("existing_service", 1, after(180))]
    assert found("W08", service(ServiceStatus.CLOSED, None)) == [("existing_service", 1, TODAY)]
    assert found("W08", service(ServiceStatus.ENDED, DAY)) == []


def check(about: Any, until: date, result: BoundaryResult = BoundaryResult.ALLOWED) -> BoundaryCheck:
    return BoundaryCheck(
        id=1, uid="c", about=(about.type.name, about.uid), checked_on=DAY, result=result, category="A",
        valid_until=until,
    )  # fmt: skip


@pytest.mark.parametrize("case", [need(1), need(1, NeedStatus.RUNNING), profile(ProfileStatus.FULL)])
def test_w09_a_check_that_holds_no_more(case: Any) -> None:
    assert found("W09", case, check(case, TODAY)) == []
    assert found("W09", case, check(case, after(30))) == [(case.type.name, 1, after(30))]
    assert found("W09", case) == [(case.type.name, 1, TODAY)]
    new = ExistingService(id=9, uid="s", name="S", categories=("A",))
    assert found("W09", case, check(case, after(400)), new) == [(case.type.name, 1, TODAY)]


def test_w09_what_is_over_needs_no_check() -> None:
    assert found("W09", need(1, NeedStatus.COVERED), profile(ProfileStatus.RESTING), need(2, NeedStatus.RECORDED)) == []


def test_w10_a_referral_without_an_answer() -> None:
    one = Referral(id=1, uid="r", need=1, service=1, status=ReferralStatus.SENT)
    assert found("W10", one, step(one, ReferralStatus.SENT, DAY)) == [("referral", 1, after(14))]
    done = Referral(id=1, uid="r", need=1, service=1, status=ReferralStatus.DONE)
    assert found("W10", done, step(done, ReferralStatus.SENT, DAY)) == []


def test_w20_a_contact_is_emptied_soon_and_nobody_is_named() -> None:
    contact = NeedContact(
        id=7, uid="k", pseudonym="Amsel-27", about=("support_need", "n1"), name="N", expires_on=after(100)
    )
    empty = NeedContact(id=8, uid="l", pseudonym="Star-3", about=("support_need", "n2"), expires_on=after(100))
    assert found("W20", need(1), need(2), contact, empty) == [("support_need", 1, after(86))]


def test_w25_who_is_available_and_was_not_asked_since() -> None:
    person = Person(id=1, uid="p", last_name="A", volunteering=VolunteerStatus.AVAILABLE)
    free = step(person, VolunteerStatus.AVAILABLE, DAY)

    def asked(on: date) -> Enquiry:
        return Enquiry(id=1, uid="e", person=1, asked_on=on)

    assert found("W25", person, free) == [("person", 1, after(30))]
    assert found("W25", person, free, asked(after(3))) == []
    assert found("W25", person, free, asked(DAY)) == []
    assert found("W25", person, free, asked(after(-1))) == [("person", 1, after(30))]  # that was before the last pause


@pytest.mark.parametrize(
    ("code", "setting", "records"),
    [
        ("W01", "now_days", [need(1, urgency=Urgency.NOW)]),
        ("W02", "urgent_days", [need(1, urgency=Urgency.URGENT)]),
        ("W02", "normal_days", [need(1)]),
        ("W02", "long_days", [need(1, urgency=Urgency.LONG)]),
        ("W03", "after_days", [closed := need(1, NeedStatus.COVERED), step(closed, NeedStatus.COVERED, DAY)]),
        ("W04", "profile_days", [profile(ProfileStatus.ACTIVE, DAY)]),
        ("W08", "service_days", [ExistingService(id=1, uid="s", name="S", checked_on=DAY)]),
        (
            "W10", "referral_days",
            [sent := Referral(id=1, uid="r", need=1, service=1, status=ReferralStatus.SENT),
             step(sent, ReferralStatus.SENT, DAY)],
        ),
        ("W10A", "asked_days", [Enquiry(id=1, uid="e", person=1, asked_on=DAY)]),
        (
            "W25", "unasked_days",
            [free := Person(id=1, uid="p", last_name="A", volunteering=VolunteerStatus.AVAILABLE),
             step(free, VolunteerStatus.AVAILABLE, DAY)],
        ),
    ],
)  # fmt: skip
def test_each_interval_is_a_setting(code: str, setting: str, records: list[Any]) -> None:
    for days in (0, 5, 77):
        ((_type, _id, on),) = found(code, *records, **{setting: days})
        assert on == after(days)
