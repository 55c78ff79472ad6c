"""Keeps what an import has planned, as one step that one undo takes back; knows no file format."""

from collections.abc import Callable, Sequence

from bezirkskoordination.actions import bindings
from bezirkskoordination.i18n import N_
from bezirkskoordination.records.fields import Record
from bezirkskoordination.records.refusal import BadValue
from bezirkskoordination.rules import validity
from bezirkskoordination.rules.plans import Planned
from bezirkskoordination.store.unit import Unit

_ORIGIN = N_("Importing", "aus einer Datei übernommen")


def _unwatched(_done: int, _of: int) -> None:
    """Nobody is told."""


def carry_out(unit: Unit, plans: Sequence[Planned], progress: Callable[[int, int], None] = _unwatched) -> None:
    """Add and change the planned records; refuses (BadValue, Stale), and keeps none, if one of them may not be kept."""
    for done, plan in enumerate(plans, 1):
        for name, said in validity.problems(plan.after, unit.today):
            raise BadValue(N_("Importing", "{}"), said).at(name)
        bound = bindings.of(plan.after)
        bound.refuse_changed(unit, plan.before, plan.after)
        kept = _begin(unit, plan) if plan.before is None else unit.change(plan.before, plan.after)
        bound.follow(unit, plan.before, kept, plan.since or unit.today)
        progress(done, len(plans))


def _begin(unit: Unit, plan: Planned) -> Record:
    """Add a record with the standing that the list tells.

    No check of the step that led there: a list tells where somebody stands, and steps in between would be invented
    (and counted as people won and lost).
    """
    kept = unit.add(plan.after)
    if plan.status is None:
        return kept
    return unit.record_status(kept, plan.status, plan.since or unit.today, note=str(_ORIGIN))
