"""Keeping, changing, copying and deleting records, with their status events and attachments."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from bezirkskoordination.actions import bindings, freezing_binding
from bezirkskoordination.i18n import N_
from bezirkskoordination.records.council import Snapshot
from bezirkskoordination.records.fields import Record
from bezirkskoordination.records.kinds import Choice
from bezirkskoordination.records.office import Attachment, AttachmentKind
from bezirkskoordination.records.refusal import BadValue, Refused
from bezirkskoordination.rules import discretion, validity
from bezirkskoordination.rules.status import check_reason, check_step
from bezirkskoordination.store.unit import Unit

R = TypeVar("R", bound=Record)
#: What belongs to one record alone: its files, and what it said when it was frozen.
_NEVER_COPIED = frozenset({Attachment.type.name, Snapshot.type.name})
#: A receipt photo or a scanned letter; more would make every backup slow.
LARGEST_FILE = 25 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Step:
    """A change of status that is to be recorded: to what, from when, why."""

    to: Choice
    on: date
    reason: str = ""
    note: str = ""


def save(unit: Unit, before: R | None, after: R, steps: Sequence[Step] = ()) -> R:
    """Keep a new or changed record and take its status steps; refuses (BadValue) what may not be kept."""
    for name, said in validity.problems(after, unit.today):
        raise BadValue(N_("Editing", "{}"), said).at(name)
    bound = bindings.of(after)
    bound.refuse_changed(unit, before, after)
    kept: R = bound.follow(unit, before, unit.add(after) if before is None else unit.change(before, after), unit.today)
    for step in steps:
        kept = take(unit, kept, step)
    return kept


def take(unit: Unit, record: R, step: Step) -> R:
    """Take a status step; refuses one that may not follow, or that says what may not be kept."""
    if said := discretion.forbidden(step.note):
        raise BadValue(N_("Editing", "{}"), said).at("note")
    field = record.type.status
    assert field is not None
    check_reason(step.to, step.reason)
    bound = bindings.of(record)
    bound.refuse_note(unit, record, step.note)
    bound.refuse_step(unit, record, step.to, step.on)
    check_step(unit.history(record), getattr(record, field.name), step.to, step.on, unit.today)
    stepped = unit.record_status(record, step.to, step.on, step.reason, step.note)
    followed: R = bound.follow(unit, record, stepped, step.on)
    return followed


def take_back(unit: Unit, record: R) -> R:
    """Remove the last status step of a record."""
    history = unit.history(record)
    if not history:
        raise Refused(N_("Editing", "Es gibt noch keinen Schritt, der sich zurücknehmen ließe."))
    freezing_binding.refuse_told_step(unit, history[-1])
    bound = bindings.of(record)
    bound.refuse_step(unit, record, None, unit.today)
    back: R = bound.follow(unit, record, unit.take_back_status(record), unit.today)
    return back


def delete(unit: Unit, records: Sequence[Record]) -> None:
    """Delete records; refuses, and deletes none, if one is still referred to by a record that stays.

    What refers to another of them goes first.
    """
    for record in records:
        bindings.of(record).refuse_removed(unit, record)
    left = list(dict.fromkeys(records))
    while left:
        free = next((record for record in left if not unit.users(record)), left[0])
        unit.remove(free)
        bindings.of(free).follow_removed(unit, free)
        left.remove(free)


def copy_of(record: R) -> R:
    """A new record with the same values: without number, status, files, frozen figures and history."""
    own: dict[str, Any] = {"number": ""} if record.type.number else {}
    own |= {f.name: None for f in record.type.fields if f.details.to in _NEVER_COPIED}
    if status := record.type.status:
        own[status.name] = status.default
    return replace(record, id=None, uid="", **own)


def attach(unit: Unit, path: Path, kind: AttachmentKind) -> Attachment:
    """Keep a file inside the office file; the file on the disk stays where it is."""
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise Refused(
                N_(
                    "Editing",
                    "„{}“ ist größer als {} MB und wurde nicht aufgenommen."
                    " Bitte verkleinern, zum Beispiel als Graustufen-Scan.",
                ),
                path.name, LARGEST_FILE // 1024**2,
            )  # fmt: skip
        data = path.read_bytes()
        if not data:
            raise Refused(N_("Editing", "„{}“ ist leer und wurde nicht aufgenommen."), path.name)
    except OSError as error:
        raise Refused(N_("Editing", "„{}“ lässt sich nicht lesen und wurde nicht aufgenommen."), path.name) from error
    return attach_bytes(unit, path.name, data, kind)


def attach_bytes(unit: Unit, name: str, data: bytes, kind: AttachmentKind) -> Attachment:
    """Keep bytes as an attachment of this name; refuses what calls itself a Führungszeugnis."""
    if discretion.names_certificate(name):
        raise Refused(
            N_(
                "Editing",
                "„{}“: Ein Führungszeugnis wird nicht aufgenommen."
                " Festgehalten werden nur Einsicht, Datum und Freigabe.",
            ),
            name,
        )
    sha256 = unit.keep_blob(data)
    return unit.add(Attachment(name=name, kind=kind, size=len(data), sha256=sha256))
