"""One need under two numbers: the later one leads to the other, what hangs on it goes along, undo brings both back."""

from dataclasses import replace
from datetime import date

from bezirkskoordination.actions import editing
from bezirkskoordination.actions.editing import Step
from bezirkskoordination.i18n import N_
from bezirkskoordination.records.activities import Enquiry, Placement
from bezirkskoordination.records.needs import NeedContact, NeedStatus, Referral, SupportNeed
from bezirkskoordination.records.refusal import Refused
from bezirkskoordination.rules.needs import CLOSED
from bezirkskoordination.store.unit import Reader, Unit

_SAME = N_("Merging", "Ein Bedarf lässt sich nicht mit sich selbst zusammenführen.")
_GONE_ON = N_("Merging", "{} geht selbst schon unter {} weiter. Bitte dorthin zusammenführen.")
_OVER = N_("Merging", "{} ist {}; an {} hängen noch Anfragen, Einsätze oder Verweise. Bitte umgekehrt zusammenführen.")
_RUNS = N_("Merging", "{} ist {}. Zusammengeführt wird, was noch offen ist, in das, was läuft oder offen ist.")


def merge(unit: Unit, need: SupportNeed, into: SupportNeed, on: date) -> SupportNeed:
    """Let a need go on under the number of another. Its own number is kept, leads there, and is never given again."""
    if need.id == into.id:
        raise Refused(_SAME)
    if into.merged_into is not None:
        raise Refused(_GONE_ON, into.number, unit.get(SupportNeed, into.merged_into).number)
    if need.status in (NeedStatus.RUNNING, NeedStatus.COVERED, NeedStatus.PARTLY, NeedStatus.UNCOVERED):
        raise Refused(_RUNS, need.number, str(need.status.label))
    hanging: list[Enquiry | Placement | Referral] = [
        *unit.where(Enquiry, need=need.id), *unit.where(Placement, need=need.id), *unit.where(Referral, need=need.id),
    ]  # fmt: skip
    if hanging and into.status in CLOSED:
        raise Refused(_OVER, into.number, str(into.status.label), need.number)
    for one in hanging:
        unit.change(one, replace(one, need=into.id))
    _move_contact(unit, need, into)
    for other in unit.where(SupportNeed, merged_into=need.id):
        unit.change(other, replace(other, merged_into=into.id))
    kept = unit.change(need, replace(need, merged_into=into.id))
    return editing.take(unit, kept, Step(NeedStatus.MERGED, on))


def _move_contact(unit: Unit, need: SupportNeed, into: SupportNeed) -> None:
    def of(one: SupportNeed) -> list[NeedContact]:
        return unit.where(NeedContact, about_type=one.type.name, about_uid=one.uid)

    for contact in of(need):
        if not of(into):
            unit.change(contact, replace(contact, about=(into.type.name, into.uid)))


def goes_on_as(read: Reader, need: SupportNeed) -> SupportNeed:
    """The need that this one leads to in the end; itself if it was not merged."""
    while need.merged_into is not None:
        need = read.get(SupportNeed, need.merged_into)
    return need
