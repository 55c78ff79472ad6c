"""The one place where things change: do, undo, redo. One Unit, one list of changes, one notification each."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.refusal import Refused
from bezirkskoordination.store.office import OfficeFile
from bezirkskoordination.store.unit import Change, Unit

T = TypeVar("T")
Listener = Callable[[list[Change]], None]


@dataclass(frozen=True, slots=True)
class Step:
    """What can be undone as one: its label as the user knows it, and its changes in order."""

    label: str
    changes: tuple[Change, ...]


class Desk:
    """Does the user's verbs on one office file and remembers how to take them back."""

    def __init__(self, office: OfficeFile) -> None:
        self.office = office
        self._done: list[Step] = []
        self._undone: list[Step] = []
        self._listeners: list[Listener] = []
        self._busy = ""

    def subscribe(self, listener: Listener) -> None:
        """Be told of every committed list of changes."""
        self._listeners.append(listener)

    def unsubscribe(self, listener: Listener) -> None:
        """Be told no more."""
        self._listeners.remove(listener)

    def do(self, label: str, action: Callable[[Unit], T], undoable: bool = True) -> T:
        """Run a verb in one transaction. What refuses inside leaves everything as it was.

        What removes a strict record cannot be undone, nor what was done before: the steps would hold what it said.
        """
        self._refuse_while_busy()
        with self.office.unit() as unit:
            result = action(unit)
        changes = list(unit.changes)
        if changes:
            self._undone.clear()
            if undoable and not self._buried(changes):
                self._done.append(Step(label, tuple(changes)))
            else:
                self._done.clear()
            self._tell(changes)
        return result

    @property
    def undo_label(self) -> str:
        """What undo would take back; empty if nothing."""
        return self._done[-1].label if self._done else ""

    @property
    def redo_label(self) -> str:
        """What redo would do again; empty if nothing."""
        return self._undone[-1].label if self._undone else ""

    def undo(self) -> str:
        """Take back the last step; gives its label. A step that no longer fits is refused and stays."""
        return self._turn(self._done, self._undone, lambda step: [c.reversed() for c in reversed(step.changes)])

    def redo(self) -> str:
        """Do the step again that was taken back last; gives its label."""
        return self._turn(self._undone, self._done, lambda step: list(step.changes))

    def clear(self) -> None:
        """Forget what could be undone (after locking, freezing, erasing)."""
        self._done.clear()
        self._undone.clear()

    def _turn(self, source: list[Step], target: list[Step], changes: Callable[[Step], list[Change]]) -> str:
        self._refuse_while_busy()
        if not source:
            raise Refused(N_("Desk", "Es gibt nichts, was sich zurücknehmen oder wiederholen ließe."))
        step = source[-1]
        wanted = changes(step)
        with self.office.unit() as unit:
            unit.apply(wanted)
        source.pop()
        if self._buried(wanted):
            self.clear()
        else:
            target.append(step)
        self._tell(wanted)
        return step.label

    def _buried(self, changes: Iterable[Change]) -> bool:
        """Whether a strict record was removed; then no copy of it is left in the file, either."""
        gone = any(c.after is None and c.record.type.strict for c in changes)
        if gone:
            self.office.settle()
        return gone

    def _refuse_while_busy(self) -> None:
        if self._busy:
            raise Refused(N_("Desk", "Bitte einen Augenblick: „{}“ läuft noch. Es wurde nichts geändert."), self._busy)

    def _tell(self, changes: list[Change]) -> None:
        for listener in tuple(self._listeners):  # one may go while it is told
            listener(changes)

    @contextmanager
    def while_busy(self, label: str) -> Iterator[None]:
        """Refuse other verbs while something long runs in the background."""
        before, self._busy = self._busy, label
        try:
            yield
        finally:
            self._busy = before
