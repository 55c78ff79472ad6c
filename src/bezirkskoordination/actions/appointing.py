"""Ending an appointment and handing the office over; what an appointment must fulfil stands in `appointing_binding`."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from bezirkskoordination.actions import editing
from bezirkskoordination.i18n import N_
from bezirkskoordination.records.council import Mandate
from bezirkskoordination.records.kinds import show_date
from bezirkskoordination.records.office import AttachmentKind
from bezirkskoordination.records.refusal import BadValue
from bezirkskoordination.rules import mandates
from bezirkskoordination.store.settings import setting
from bezirkskoordination.store.unit import Reader, Unit

#: So often a report is owed where nothing was agreed.
_HALF_A_YEAR = 6


def report_months(reader: Reader, day: date) -> int:
    """After how many months a report is owed: as agreed with who holds the office on a day, else as set."""
    return mandates.report_months(reader.all(Mandate), day, setting(reader, "report_months") or _HALF_A_YEAR)


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


def refuse_handover(one: Mandate, on: date, today: date) -> None:
    """Refuse (BadValue at „on“) a handover on a day to come, or before the appointment began."""
    if on > today:
        raise BadValue(N_("Appointing", "Die Übergabe {} liegt in der Zukunft."), show_date(on)).at("on")
    if on < one.valid_from:
        raise BadValue(
            N_("Appointing", "Die Übergabe liegt vor dem Beginn der Bestellung ({})."), show_date(one.valid_from)
        ).at("on")


def note_handover(
    unit: Unit, before: Mandate, on: date, name: str, protocol: bytes, place: Callable[[], object]
) -> Mandate:
    """Note that the office was handed over on a day, with the protocol as it was printed.

    `place` puts the package in its place, as the last thing: what refuses then, here or there, leaves both undone.
    """
    attachment = editing.attach_bytes(unit, name, protocol, AttachmentKind.OTHER)
    kept = editing.save(unit, before, replace(before, handed_over_on=on, handover=attachment.id))
    place()
    return kept
