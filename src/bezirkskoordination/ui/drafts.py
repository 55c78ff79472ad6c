"""Unfinished input: how it is written into the office file and found again. It never lies anywhere else."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from bezirkskoordination.records import VIEWS
from bezirkskoordination.records.fields import RecordType, View
from bezirkskoordination.store.office import OfficeFile

if TYPE_CHECKING:
    from bezirkskoordination.actions.editing import Step

_NEW = "neu"
_PAGES = frozenset(view.name for view in VIEWS)


@runtime_checkable
class Keeps(Protocol):
    """A page or window in which somebody may just be typing when the office is closed."""

    def lock_draft(self) -> None:
        """Keep what stands there, and ask nothing any more."""
        ...


@dataclass(slots=True)
class Draft:
    """What somebody has typed, chosen and attached, but not saved."""

    raw: dict[str, Any]
    steps: "list[Step]" = field(default_factory=list)
    files: dict[str, Path] = field(default_factory=dict)


def _key(view: View, record_id: int | None) -> str:
    return f"{view.name}:{record_id or _NEW}"


def keep(office: OfficeFile, view: View, record_id: int | None, draft: Draft) -> None:
    """Keep it, in place of what was kept before. Of a strict type nothing is kept: a draft holds anybody's words."""
    if view.type.strict:
        return
    steps = [[step.to.value, step.on.isoformat(), step.reason, step.note] for step in draft.steps]
    files = {name: str(path) for name, path in draft.files.items()}
    payload = json.dumps({"raw": draft.raw, "steps": steps, "files": files}, ensure_ascii=False)
    office.keep_draft(_key(view, record_id), payload)


def drop(office: OfficeFile, view: View, record_id: int | None) -> None:
    """Keep it no longer."""
    key = _key(view, record_id)
    if office.draft(key):
        office.keep_draft(key, "")


def find(office: OfficeFile, view: View, record_id: int | None) -> Draft | None:
    """What was kept for a record, or for the next new one."""
    payload = office.draft(_key(view, record_id))
    if not payload:
        return None
    kept = json.loads(payload)
    files = {name: Path(path) for name, path in kept["files"].items()}
    return Draft(kept["raw"], [_step(view.type, *step) for step in kept["steps"]], files)


def waiting(office: OfficeFile) -> Iterator[tuple[str, int | None]]:
    """The pages on which unfinished input waits, and for which of their records; None for a new one."""
    for key in office.drafts():
        page, _, record_id = key.partition(":")
        if page in _PAGES:
            yield page, None if record_id == _NEW else int(record_id)


def _step(of: RecordType, to: str, on: str, reason: str, note: str) -> "Step":
    assert of.status is not None
    from bezirkskoordination.actions.editing import Step  # late: what is bound to any record comes along

    return Step(of.status.closed.of(to), date.fromisoformat(on), reason, note)
