"""What needs, placements, enquiries and referrals mean for each other: nobody begins before all is there, the status of
need, profile and volunteer follows that of the placement.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from bezirkskoordination.actions import matching
from bezirkskoordination.actions.binding import Binding
from bezirkskoordination.actions.known_names import NEED_TEXTS, PLACEMENT_TEXTS, REFERRAL_TEXTS
from bezirkskoordination.i18n import N_
from bezirkskoordination.records.activities import (
    RUNNING,
    ActivityProfile,
    Enquiry,
    EnquiryStatus,
    Placement,
    PlacementStatus,
    ProfileStatus,
    TimeEntry,
)
from bezirkskoordination.records.consents import Clearance, Consent, ConsentPurpose
from bezirkskoordination.records.fields import Record
from bezirkskoordination.records.institutions import Institution
from bezirkskoordination.records.kinds import Choice, show_date
from bezirkskoordination.records.needs import (
    BoundaryCheck,
    ExistingService,
    NeedContact,
    NeedStatus,
    Referral,
    ReferralMode,
    ReferralStatus,
    SupportNeed,
)
from bezirkskoordination.records.office import ListItem, StatusEvent
from bezirkskoordination.records.people import Person, VolunteerStatus
from bezirkskoordination.records.refusal import BadValue, Refused
from bezirkskoordination.rules import boundary, clearances, consents, insurance, needs
from bezirkskoordination.rules.boundary import Asked, Effect
from bezirkskoordination.rules.matching import OVERRIDABLE
from bezirkskoordination.rules.status import check_step
from bezirkskoordination.store.settings import setting
from bezirkskoordination.store.unit import Reader, Unit

_MISSING = N_("Placing", "Noch nicht möglich: {}.")
_ONE_OF = N_("Placing", "Ein Einsatz gehört zu einem Bedarf oder zu einem Tätigkeitsprofil.")
_ONE_CAUSE = N_("Placing", "Eine Anfrage gehört zu einem Bedarf oder zu einem Tätigkeitsprofil.")
_UNFIT = N_("Placing", "{} kommt dafür nicht in Frage: {}.")
_WHY_STILL = N_("Placing", "{} wird dafür nicht vorgeschlagen: {}. Wenn trotzdem, dann bitte hier mit Grund.")
_BEFORE = N_("Placing", "Der Einsatz läuft erst seit {}.")
_AFTER = N_("Placing", "Der Einsatz ist seit dem {} beendet.")
_GONE_THERE = N_("Placing", "Schon weitergegeben: Für einen anderen Dienst bitte einen neuen Verweis anlegen.")
_OTHER_CONSENT = N_("Placing", "Diese Einwilligung nennt „{}“. Für einen anderen Dienst braucht es eine eigene.")
#: Referrals that went out.
_PASSED_ON = frozenset({ReferralStatus.SENT, ReferralStatus.ACCEPTED, ReferralStatus.DONE, ReferralStatus.SILENT})
_NOT_BEGUN = N_("Placing", "Der Einsatz hat noch nicht begonnen.")
_TAKEN = N_("Placing", "Für {} ist schon ein ganzer Monat eingetragen. Bitte dort ändern.")


# --- the boundary -------------------------------------------------------------------------------


def checks_of(read: Reader, asked: Asked) -> list[BoundaryCheck]:
    """The boundary checks of a need or profile, oldest first."""
    about = {"about_type": asked.type.name, "about_uid": asked.uid}
    return sorted(read.where(BoundaryCheck, **about), key=lambda one: (one.checked_on, one.id or 0))


def boundary_obstacle(read: Reader, asked: Asked, day: date) -> str:
    """Why nobody may be placed here on a day; empty while a check opens the way."""
    return boundary.why_not(boundary.latest(checks_of(read, asked), day), asked, read.all(ExistingService), day)


def rules_of(read: Reader, asked: Asked) -> list[str]:
    """The rules of the category and the target groups of a need or profile."""
    codes = ("need_category", asked.category), *(("target_group", one) for one in asked.target_groups)
    return [item.rule for values, code in codes for item in read.where(ListItem, values=values, code=code)]


# --- what is missing before somebody begins -----------------------------------------------------


def missing(read: Reader, placement: Placement, day: date) -> list[str]:
    """What is missing before a placement may begin, each in a few words."""
    person = read.get(Person, placement.person)
    need = read.get(SupportNeed, placement.need) if placement.need else None
    profile = read.get(ActivityProfile, placement.profile) if placement.profile else None
    asked: Asked | None = need or profile
    asks = asked is not None and boundary.asks_for_certificate(rules_of(read, asked))
    notes = read.where(Clearance, person=person.id)
    return needs.missing(
        person,
        minors=need is not None and need.minors,
        certificate=needs.certificate_needed(need, profile, asks),
        release=clearances.release(notes, day, setting(read, "clearance_years") or 5),
        boundary=boundary_obstacle(read, asked, day) if asked is not None else str(_ONE_OF),
        insured=insurance_of(read, placement) not in ("", insurance.OPEN),
        passing=_passing(read, person, profile, day),
    )


def insurance_of(read: Reader, placement: Placement) -> str:
    """The way in which a placement is insured: its own, its profile's, else the person's or their institution's."""
    profile = read.get(ActivityProfile, placement.profile) if placement.profile else None
    person = read.get(Person, placement.person)
    home = (profile.institution if profile else None) or person.institution
    return insurance.route_of(placement, profile, person, read.get(Institution, home) if home else None)


def _passing(read: Reader, person: Person, profile: ActivityProfile | None, day: date) -> str:
    """Why the institution of a profile may not learn who comes; its own people it knows."""
    if profile is None or profile.institution == person.institution:
        return ""
    sheets = read.where(Consent, person=person.id)
    return consents.obstacle(person, sheets, ConsentPurpose.INSTITUTION, day, profile.institution)


# --- bindings -----------------------------------------------------------------------------------


class _Needs(Binding):
    """A need names nobody, and takes no step that what stands around it does not allow."""

    def refuse_changed(self, unit: Unit, before: SupportNeed | None, after: SupportNeed) -> None:
        NEED_TEXTS.refuse_changed(unit, before, after)

    def refuse_note(self, unit: Unit, record: SupportNeed, note: str) -> None:
        NEED_TEXTS.refuse_note(unit, record, note)

    def refuse_step(self, unit: Unit, record: SupportNeed, to: Choice | None, on: date) -> None:
        if to is None:
            return
        around = needs.Around(
            boundary=boundary_obstacle(unit, record, on) if to in (NeedStatus.PLACING, NeedStatus.RUNNING) else "",
            running=any(one.status in RUNNING for one in unit.where(Placement, need=record.id)),
            referred=any(one.status is not ReferralStatus.REVOKED for one in unit.where(Referral, need=record.id)),
            emergency=boundary.effect_of(rules_of(unit, record)) is Effect.EMERGENCY,
        )
        if said := needs.need_obstacle(record, to, around):
            raise Refused(N_("Placing", "{}"), said)

    def follow_removed(self, unit: Unit, record: SupportNeed) -> None:
        _forget(unit, record)


class _Profiles(Binding):
    """A profile is active only while nobody else does the same."""

    def refuse_step(self, unit: Unit, record: ActivityProfile, to: Choice | None, on: date) -> None:
        if to is ProfileStatus.ACTIVE and (said := boundary_obstacle(unit, record, on)):
            raise Refused(N_("Placing", "Zuerst klären, ob es das schon gibt: {}."), said)


def _forget(unit: Unit, record: SupportNeed | ActivityProfile) -> None:
    """Checks and vault go with what they are about."""
    about = {"about_type": record.type.name, "about_uid": record.uid}
    for cls in (BoundaryCheck, NeedContact):
        for one in unit.where(cls, **about):
            unit.remove(one)


class _Placements(Binding):
    """Nobody begins before all is there; need, profile and volunteer follow."""

    def refuse_changed(self, unit: Unit, before: Placement | None, after: Placement) -> None:
        if after.need is None and after.profile is None:
            raise BadValue(_ONE_OF).at("need")
        PLACEMENT_TEXTS.refuse_changed(unit, before, after)
        if before is None or _who_for_what(before) != _who_for_what(after):
            _refuse_unfit(unit, after)

    def refuse_step(self, unit: Unit, record: Placement, to: Choice | None, on: date) -> None:
        if to in RUNNING and (said := missing(unit, record, on)):
            raise Refused(_MISSING, "; ".join(said))

    def follow(self, unit: Unit, before: Placement | None, after: Placement, on: date) -> Placement:
        if before is not None and before.status is not after.status:
            _settle_person(unit, after, on)
            _settle_need(unit, after, on)
            _settle_profile(unit, after, on)
        return after


def _who_for_what(placement: Placement) -> tuple[int, int | None, int | None]:
    return placement.person, placement.need, placement.profile


def _refuse_unfit(unit: Unit, placement: Placement) -> None:
    """A placement that is typed by hand is held to what asking is held to (domain model 5.5.3): the hard rules of
    matching, some of them with a reason all the same. Whoever was asked for it and said yes has passed them.
    """
    ours = {"person": placement.person, "need": placement.need, "profile": placement.profile}
    if any(one.status is EnquiryStatus.YES for one in unit.where(Enquiry, **ours)):
        return
    cause: Asked = (
        unit.get(SupportNeed, placement.need) if placement.need else unit.get(ActivityProfile, placement.profile or 0)
    )
    person = unit.get(Person, placement.person)
    no = matching.refusal(unit, matching.wanted_in(unit, cause), person, unit.today)
    if no is None:
        return
    if no.rule not in OVERRIDABLE:
        raise BadValue(_UNFIT, person.title(unit.names), no.because).at("person")
    if not placement.override_reason.strip():
        raise BadValue(_WHY_STILL, person.title(unit.names), no.because).at("override_reason")


def _step(unit: Unit, record: Record, to: Choice, on: date, reason: str = "") -> None:
    """A step that follows from another: on its day, or on that of the last step where that was later."""
    history = unit.history(record)
    day = max(on, history[-1].effective_on) if history else on
    field = record.type.status
    assert field is not None
    check_step(history, getattr(record, field.name), to, day, unit.today)
    unit.record_status(record, to, day, reason)


def _any_running(placements: Iterable[Placement]) -> bool:
    return any(one.status in RUNNING for one in placements)


def _settle_person(unit: Unit, placement: Placement, on: date) -> None:
    person = unit.get(Person, placement.person)
    running = _any_running(unit.where(Placement, person=person.id))
    if running and person.volunteering in (
        VolunteerStatus.AVAILABLE,
        VolunteerStatus.TALKED,
        VolunteerStatus.INTERESTED,
    ):
        _step(unit, person, VolunteerStatus.PLACED, on)
    elif not running and person.volunteering is VolunteerStatus.PLACED and placement.status is PlacementStatus.ENDED:
        _step(unit, person, VolunteerStatus.AVAILABLE, on)


def _settle_need(unit: Unit, placement: Placement, on: date) -> None:
    need = unit.get(SupportNeed, placement.need) if placement.need else None
    if need is None:
        return
    if placement.status in RUNNING:
        if need.status is NeedStatus.OPEN:
            _step(unit, need, NeedStatus.PLACING, on)
            need = unit.get(SupportNeed, need.id or 0)
        if need.status is NeedStatus.PLACING:
            _step(unit, need, NeedStatus.RUNNING, on)
    elif placement.status is PlacementStatus.FAILED and need.status is NeedStatus.PLACING:
        others = [one for one in unit.where(Placement, need=need.id) if one.status is not PlacementStatus.FAILED]
        waiting = [one for one in unit.where(Enquiry, need=need.id) if one.status.value == "ANGEFRAGT"]
        if not others and not waiting:
            _step(unit, need, NeedStatus.OPEN, on)


def _settle_profile(unit: Unit, placement: Placement, on: date) -> None:
    profile = unit.get(ActivityProfile, placement.profile) if placement.profile else None
    if profile is None or profile.seats_wanted is None:
        return
    left = seats_open(unit, profile)
    if left <= 0 and profile.status is ProfileStatus.ACTIVE:
        _step(unit, profile, ProfileStatus.FULL, on)
        for one in unit.where(Enquiry, profile=profile.id):
            if one.status is EnquiryStatus.ASKED:  # others were faster
                _step(unit, one, EnquiryStatus.ELSEWHERE, on)
    elif left > 0 and profile.status is ProfileStatus.FULL:
        _step(unit, profile, ProfileStatus.ACTIVE, on)


def seats_open(read: Reader, profile: ActivityProfile) -> int:
    """Seats of a profile that nobody has: wanted less those in which somebody helps or has agreed to."""
    held = RUNNING | {PlacementStatus.RESERVED}
    taken = sum(one.status in held for one in read.where(Placement, profile=profile.id))
    return (profile.seats_wanted or 0) - taken


class _Enquiries(Binding):
    """Asked is for one thing, after the boundary check, and only who may help there; `placing.ask` asks for more."""

    def refuse_changed(self, unit: Unit, before: Enquiry | None, after: Enquiry) -> None:
        if after.need is None and after.profile is None:
            raise BadValue(_ONE_CAUSE).at("need")
        if before is None:
            _refuse_asking(unit, after)


def _refuse_asking(unit: Unit, asked: Enquiry) -> None:
    cause: SupportNeed | ActivityProfile
    if asked.need is not None:
        if asked.profile is not None:
            raise BadValue(_ONE_CAUSE).at("profile")
        cause, at = unit.get(SupportNeed, asked.need), "need"
    else:
        cause, at = unit.get(ActivityProfile, asked.profile or 0), "profile"
    if said := boundary_obstacle(unit, cause, asked.asked_on):
        raise BadValue(_MISSING, said).at(at)
    person = unit.get(Person, asked.person)
    no = matching.refusal(unit, matching.wanted_in(unit, cause), person, asked.asked_on)
    if no is not None and no.rule not in OVERRIDABLE:
        raise BadValue(_UNFIT, person.title(unit.names), no.because).at("person")


def _told(one: Referral) -> tuple[object, ...]:
    """What says which data go, and by which consent."""
    return one.mode, one.consent_on, one.data_passed


class _Referrals(Binding):
    """With data only with a consent that names this service; a consent that is revoked stops the referral."""

    def refuse_changed(self, unit: Unit, before: Referral | None, after: Referral) -> None:
        REFERRAL_TEXTS.refuse_changed(unit, before, after)
        if before is not None and after.service != before.service:
            if before.status in _PASSED_ON:
                raise BadValue(_GONE_THERE).at("service")
            if after.consent_on is not None and after.consent_on == before.consent_on:
                raise BadValue(_OTHER_CONSENT, unit.get(ExistingService, before.service).name).at("consent_on")
        told = before is None or _told(before) != _told(after)
        asked = replace(after, revoked_on=None)  # that it was revoked stops what comes, not what is written down
        if (
            told
            and after.status in _PASSED_ON
            and (said := needs.referral_obstacle(asked, ReferralStatus.SENT, unit.today))
        ):
            raise BadValue(N_("Placing", "{}"), said).at("mode")

    def refuse_step(self, unit: Unit, record: Referral, to: Choice | None, on: date) -> None:
        if to is not None and (said := needs.referral_obstacle(record, to, on)):
            raise Refused(N_("Placing", "{}"), said)
        if to is ReferralStatus.SENT and record.mode is ReferralMode.WITH_DATA and record.person is not None:
            person = unit.get(Person, record.person)
            service = unit.get(ExistingService, record.service)
            sheets = unit.where(Consent, person=person.id)
            if said := consents.obstacle(person, sheets, ConsentPurpose.SERVICE, on, service.institution):
                raise Refused(N_("Placing", "Nicht weitergegeben: {}."), said)

    def follow(self, unit: Unit, before: Referral | None, after: Referral, on: date) -> Referral:
        open_ = (ReferralStatus.PREPARED, ReferralStatus.CONSENT, ReferralStatus.SENT)
        if before is not None and after.revoked_on is not None and before.revoked_on is None and after.status in open_:
            return unit.record_status(after, ReferralStatus.REVOKED, min(after.revoked_on, unit.today))
        return after


class _Hours(Binding):
    """Hours lie within their placement, and not twice in a month that was entered as a whole."""

    def refuse_changed(self, unit: Unit, _before: TimeEntry | None, after: TimeEntry) -> None:
        history = unit.history(unit.get(Placement, after.placement))
        begun = [one for one in history if _begins(one)]
        if not begun:
            raise BadValue(_NOT_BEGUN).at("placement")
        first = begun[0].effective_on
        if after.on_date < first:
            raise BadValue(_BEFORE, show_date(first)).at("on_date")
        ended = history[-1] if history[-1].status == PlacementStatus.ENDED.value else None
        start = after.on_date.replace(day=1) if after.whole_month else after.on_date
        if ended is not None and start > ended.effective_on:
            raise BadValue(_AFTER, show_date(ended.effective_on)).at("on_date")
        month = (after.on_date.year, after.on_date.month)
        same = [
            one
            for one in unit.where(TimeEntry, placement=after.placement)
            if one.id != after.id and (one.on_date.year, one.on_date.month) == month
        ]
        if same and (after.whole_month or any(one.whole_month for one in same)):
            raise BadValue(_TAKEN, f"{after.on_date:%m/%Y}").at("on_date")


def _begins(event: StatusEvent) -> bool:
    return event.status in {one.value for one in RUNNING}


BINDINGS: dict[type[Record], Binding] = {
    SupportNeed: _Needs(),
    ActivityProfile: _Profiles(),
    Placement: _Placements(),
    Enquiry: _Enquiries(),
    Referral: _Referrals(),
    TimeEntry: _Hours(),
}
