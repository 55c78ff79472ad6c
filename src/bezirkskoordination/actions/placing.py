"""Asking volunteers, the first yes, and the way of a placement to its end. Every verb is one step at the desk.

What must be fulfilled before somebody begins, and what follows, is bound to the types: `placing_binding`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from bezirkskoordination.actions import editing, matching
from bezirkskoordination.actions.editing import Step
from bezirkskoordination.actions.placing_binding import boundary_obstacle, insurance_of, missing
from bezirkskoordination.i18n import N_
from bezirkskoordination.records.activities import (
    ONCE,
    RUNNING,
    ActivityProfile,
    Enquiry,
    EnquiryStatus,
    Placement,
    PlacementStatus,
    ProfileStatus,
)
from bezirkskoordination.records.consents import Consent, ConsentPurpose
from bezirkskoordination.records.needs import NeedStatus, SupportNeed
from bezirkskoordination.records.people import Person
from bezirkskoordination.records.refusal import BadValue, Refused
from bezirkskoordination.rules import consents, discretion
from bezirkskoordination.rules.matching import OVERRIDABLE
from bezirkskoordination.store.unit import Reader, Unit

_P, _Q, _N = PlacementStatus, EnquiryStatus, NeedStatus
Cause = SupportNeed | ActivityProfile
"""What somebody is asked for."""

_NOBODY = N_("Placing", "Bitte mindestens eine Person auswählen.")
_NOT_WAITING = N_("Placing", "„{}“ ist {}; dafür wird niemand angefragt.")
_NOT_CHECKED = N_("Placing", "Zuerst klären, ob es das schon gibt: {}.")
_MAY_NOT = N_("Placing", "{} wird nicht angefragt: {}.")
_WHY_STILL = N_("Placing", "{} wird nicht vorgeschlagen: {}. Wer trotzdem anfragt, gibt bitte einen Grund an.")
_TWICE = N_("Placing", "{} ist dafür schon angefragt.")


def ask(
    unit: Unit, cause: Cause, people: Sequence[Person], on: date, channel: str = "", override: str = ""
) -> list[Enquiry]:
    """Note that these volunteers were asked; the need is in placing from then on.

    Refuses when nobody may be placed here, who has withdrawn the consent to be asked, and whom a hard rule of matching
    refuses; some of these (domain model 5.5.3) can be overridden with a reason, which is kept.
    """
    if not people:
        raise Refused(_NOBODY)
    waiting = (_N.OPEN, _N.PLACING, ProfileStatus.ACTIVE)
    if cause.status not in waiting:
        raise Refused(_NOT_WAITING, cause.title(unit.names), str(cause.status.label))
    if said := boundary_obstacle(unit, cause, on):
        raise Refused(_NOT_CHECKED, said)
    need, profile = (cause.id, None) if isinstance(cause, SupportNeed) else (None, cause.id)
    open_ = {one.person for one in unit.where(Enquiry, need=need, profile=profile) if one.status is _Q.ASKED}
    asked, wanted = [], matching.wanted_in(unit, cause)
    for person in people:
        if person.id in open_:
            raise Refused(_TWICE, person.title(unit.names))
        sheets = unit.where(Consent, person=person.id)
        if said := consents.obstacle(person, sheets, ConsentPurpose.STORAGE, on):
            raise Refused(_MAY_NOT, person.title(unit.names), said)
        no = matching.refusal(unit, wanted, person, on)
        if no is not None and no.rule not in OVERRIDABLE:
            raise Refused(_MAY_NOT, person.title(unit.names), no.because)
        if no is not None and not override.strip():
            raise BadValue(_WHY_STILL, person.title(unit.names), no.because).at("override_reason")
        one = Enquiry(person=person.id or 0, need=need, profile=profile, asked_on=on, channel=channel)
        kept = editing.save(unit, None, one)
        if no is not None:
            if said := discretion.forbidden(override):
                raise BadValue(N_("Placing", "{}"), said).at("override_reason")
            kept = unit.record_status(kept, _Q.ASKED, on, note=override.strip())
        asked.append(kept)
    if isinstance(cause, SupportNeed) and cause.status is _N.OPEN:
        editing.take(unit, cause, Step(_N.PLACING, on))
    return asked


def agree(unit: Unit, enquiry: Enquiry, on: date, reasons: str = "", override: str = "") -> Placement:
    """The first yes: it makes the placement, and closes the other open enquiries as „anderweitig besetzt“.

    Why somebody was asked against a hard rule goes along from the enquiry.
    """
    override = override or next((event.note for event in unit.history(enquiry) if event.note), "")
    editing.take(unit, enquiry, Step(_Q.YES, on))
    if enquiry.need is not None:
        for other in unit.where(Enquiry, need=enquiry.need):
            if other.id != enquiry.id and other.status is _Q.ASKED:
                editing.take(unit, other, Step(_Q.ELSEWHERE, on))
    return begin(unit, enquiry.person, enquiry.need, enquiry.profile, on, reasons, override)


def decline(unit: Unit, enquiry: Enquiry, on: date, reason: str = "") -> Enquiry:
    """A no, with its reason; when nobody is left who was asked, the need is open again."""
    kept = editing.take(unit, enquiry, Step(_Q.NO, on, reason))
    _reopen(unit, enquiry.need, on)
    return kept


def withdraw(unit: Unit, enquiry: Enquiry, on: date, reason: str = "") -> Enquiry:
    """Take a question back."""
    kept = editing.take(unit, enquiry, Step(_Q.REVOKED, on, reason))
    _reopen(unit, enquiry.need, on)
    return kept


def _reopen(unit: Unit, need_id: int | None, on: date) -> None:
    need = unit.get(SupportNeed, need_id) if need_id else None
    if need is None or need.status is not _N.PLACING:
        return
    waiting = any(one.status is _Q.ASKED for one in unit.where(Enquiry, need=need.id))
    placed = any(one.status not in (_P.FAILED, _P.ENDED) for one in unit.where(Placement, need=need.id))
    if not waiting and not placed:
        editing.take(unit, need, Step(_N.OPEN, on))


def begin(
    unit: Unit, person: int, need: int | None, profile: int | None, on: date, reasons: str = "", override: str = ""
) -> Placement:
    """A placement that was agreed on: under reservation while something is missing, else to get to know each other."""
    cause = unit.get(SupportNeed, need) if need else unit.get(ActivityProfile, profile or 0)
    helper = unit.get(Person, person)
    placement = Placement(
        person=person, need=need, profile=profile, time_grid=cause.time_grid & helper.available or cause.time_grid,
        minutes_per_week=cause.minutes_per_week, reasons=reasons, override_reason=override,
    )  # fmt: skip
    placement = replace(placement, insurance_route=insurance_of(unit, placement))
    kept = editing.save(unit, None, placement)
    return editing.take(unit, kept, Step(_P.RESERVED if missing(unit, kept, on) else _P.MEETING, on))


def run(unit: Unit, placement: Placement, on: date, trial: bool = False) -> Placement:
    """Somebody helps from this day on; refused, with what is missing, until all is there."""
    return editing.take(unit, placement, Step(_P.TRIAL if trial else _P.ACTIVE, on))


def finish_once(unit: Unit, placement: Placement, on: date) -> Placement:
    """The short path of what is done once: it ran, and is over, on one day; the need is covered."""
    if placement.status not in (_P.TRIAL, _P.ACTIVE):
        placement = run(unit, placement, on)
    placement = editing.take(unit, placement, Step(_P.ENDED, on, "REGULAER"))
    if placement.need is not None:
        need = unit.get(SupportNeed, placement.need)
        if need.status is _N.RUNNING:
            editing.take(unit, need, Step(_N.COVERED, on, "EHRENAMT"))
    return placement


def is_once(read: Reader, placement: Placement) -> bool:
    """Whether a placement takes the short path."""
    need = read.get(SupportNeed, placement.need) if placement.need else None
    return need is not None and need.frequency == ONCE


def doubled(read: Reader, placement: Placement) -> list[str]:
    """The numbers of the other placements of the same person that run, or are agreed on, in the same hours."""
    busy = (*RUNNING, _P.RESERVED, _P.MEETING)
    others = [one for one in read.where(Placement, person=placement.person) if one.id != placement.id]
    return [one.number for one in others if one.status in busy and one.time_grid & placement.time_grid]


def to_thank(enquiries: Iterable[Enquiry]) -> list[Enquiry]:
    """Who was asked in vain because somebody else was faster, and has not been thanked yet."""
    return [one for one in enquiries if one.status is _Q.ELSEWHERE and one.thanked_on is None]


def thank(unit: Unit, enquiries: Iterable[Enquiry], on: date) -> None:
    """Note that these were thanked."""
    for one in enquiries:
        unit.change(one, replace(one, thanked_on=on))
