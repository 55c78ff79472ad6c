"""Ending an appointment and handing the office over; what an appointment must fulfil stands in `appointing_binding`."""

from dataclasses import replace
from datetime import date

from bezirkskoordination.actions import editing
from bezirkskoordination.i18n import N_
from bezirkskoordination.records.council import Mandate
from bezirkskoordination.records.kinds import show_date
from bezirkskoordination.records.office import AttachmentKind
from bezirkskoordination.records.refusal import BadValue
from bezirkskoordination.store.unit import Unit


def end(unit: Unit, before: Mandate, on: date, reason: str, resolution: int | None = None) -> Mandate:
    """End an appointment: its last day, why, and for a recall the resolution. A day to come is only noted."""
    if on < before.valid_from:
        raise BadValue(
            N_("Appointing", "Das Ende liegt vor dem Beginn der Bestellung ({})."), show_date(before.valid_from)
        ).at("valid_until")
    if not reason:
        raise BadValue(N_("Appointing", "Bitte angeben, warum die Bestellung endet.")).at("end_reason")
    after = replace(before, valid_until=on, end_reason=reason, ended_by=resolution)
    return editing.save(unit, before, after)


def hand_over(unit: Unit, before: Mandate, on: date, name: str, protocol: bytes) -> Mandate:
    """Note that the office was handed over on a day, with the protocol as it was printed."""
    attachment = editing.attach_bytes(unit, name, protocol, AttachmentKind.OTHER)
    return editing.save(unit, before, replace(before, handed_over_on=on, handover=attachment.id))
