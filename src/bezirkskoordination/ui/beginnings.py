"""What a new record begins with, and the files that are taken in with a record. It shows nothing."""

from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from bezirkskoordination.actions import editing
from bezirkskoordination.records.fields import Record, View
from bezirkskoordination.records.office import AttachmentKind
from bezirkskoordination.store.unit import Unit

R = TypeVar("R", bound=Record)
_FILE_KINDS = {"receipt": AttachmentKind.RECEIPT, "issued": AttachmentKind.REPORT}


def blank(view: View, preset: dict[str, Any]) -> Record:
    """What a new record begins with: defaults, what is preset, and the status that the view begins with."""
    values: dict[str, Any] = {f.name: f.kind.empty for f in view.type.fields if f.required}
    return begun(view, view.type.cls(**(values | preset)))


def begun(view: View, record: Record) -> Record:
    """A new record with the status that the view begins with."""
    status = view.type.status
    cached: dict[str, Any] = {status.name: view.begins} if status and view.begins else {}
    return replace(record, **cached)


def with_files(unit: Unit, record: R, files: dict[str, Path]) -> R:
    """The record with these files taken into the office file, by field."""
    taken: dict[str, Any] = {
        name: editing.attach(unit, path, _FILE_KINDS.get(name, AttachmentKind.OTHER)).id for name, path in files.items()
    }
    return replace(record, **taken)
