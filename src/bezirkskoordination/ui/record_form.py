"""One record, shown and edited, and how it is saved (ARCHITECTURE, „Saving“).

What is valid is kept as one step at the desk; what is not stays where it is, with its message. It knows no list.
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from bezirkskoordination.actions import editing
from bezirkskoordination.actions.editing import Step
from bezirkskoordination.i18n import N_, Text
from bezirkskoordination.records.fields import Record, View
from bezirkskoordination.records.office import ListItem
from bezirkskoordination.records.refusal import BadValue, Refused, Stale
from bezirkskoordination.rules import validity
from bezirkskoordination.store.unit import Change, Unit
from bezirkskoordination.ui import conflicts, drafts
from bezirkskoordination.ui.beginnings import with_files
from bezirkskoordination.ui.context import Context
from bezirkskoordination.ui.drafts import Draft
from bezirkskoordination.ui.name_hints import NameHints
from bezirkskoordination.ui.record_frame import DISCARD, RecordFrame
from bezirkskoordination.ui.record_tab import RecordTab
from bezirkskoordination.ui.saying import Saying
from bezirkskoordination.ui.status_dialog import StatusDialog
from bezirkskoordination.ui.viewer import Viewer

_DRAFT_AFTER = 1000  # ms without a keystroke

MADE = N_("Editing", "{} „{}“ angelegt")
COPIED = N_("Editing", "{} „{}“ kopiert")
_CHANGED = N_("Editing", "{} „{}“ geändert")
_STEPPED = N_("Editing", "{} „{}“: Status „{}“")
_STEPPED_BACK = N_("Editing", "{} „{}“: letzter Statusschritt zurückgenommen")
_NEW = N_("Editing", "Neu: {}")
_SAVED = N_("Editing", "Gespeichert")
_UNSAVED = N_("Editing", "Noch nicht gespeichert")
_WRONG = N_("Editing", "Nicht gespeichert – bitte die markierten Angaben prüfen")
_DISCARDED = N_("Editing", "Eingaben verworfen")
_BACK = N_("Editing", "Nicht gespeicherte Eingaben von vorhin sind wieder da.")
_KEEP_MINE = N_("Editing", "Meine Eingaben speichern")
_TAKE_STORED = N_("Editing", "Gespeichertes übernehmen")
_SAVE_AS_NEW = N_("Editing", "Als neuen Eintrag speichern")


class RecordForm(RecordFrame):
    """A record of a view. `save` and `leave` say whether nothing is left unsaved."""

    def __init__(self, view: View, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(view, context, parent)
        self._desk, self._office = context.desk, context.desk.office
        self._stored: Record | None = None  # as the file has it; None for a new one
        self._shown: Record | None = None  # what the form was filled from
        self._steps: list[Step] = []  # status steps that are taken with the next saving
        self._files: dict[str, Path] = {}  # files that are taken in with the next saving
        self._begun = False  # worth saving as it is: a copy, a chosen status, restored input
        self._made: Text = MADE
        self._saving = False
        self._names = NameHints(view.type, lambda: self._office.read)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.keep_draft)
        self._connect()
        self._dress()

    def _connect(self) -> None:
        form = self.form
        form.edited.connect(self._edited)
        form.submitted.connect(lambda: self.save())
        form.abandoned.connect(self.escape)
        form.change_requested.connect(self.change_status)
        self.step_button.clicked.connect(lambda: self.change_status())
        form.file_chosen.connect(self._file_chosen)
        form.view_requested.connect(self.view_file)
        self.keep_button.clicked.connect(lambda: self.save())
        self.drop_button.clicked.connect(self.discard)
        self.tabs.currentChanged.connect(self._fill_tab)
        if self.history:
            self.history.take_back_requested.connect(self.take_back)

    # --- what is shown --------------------------------------------------------------------

    @property
    def record(self) -> Record | None:
        """The record as the file has it; None for a new one or none."""
        return self._stored

    @property
    def record_id(self) -> int | None:
        """The id of the stored record that is shown; None for a new one or for nothing."""
        return self._stored.id if self._stored else None

    @property
    def is_new(self) -> bool:
        """Whether it is a record that the file does not have yet."""
        return self._shown is not None and self._stored is None

    @property
    def unsaved(self) -> bool:
        """Whether something would be lost."""
        return self._shown is not None and (self._begun or bool(self._files) or self.form.dirty)

    def show_record(self, record: Record) -> None:
        """Show a stored record, with the input that was kept for it if there is any."""
        self._stored = record
        self._fill(record, [])
        self._restore()

    def begin(self, record: Record, made: Text = MADE, worth_saving: bool = False) -> None:
        """Begin a new record from this one."""
        status = self.view.type.status
        self._stored, self._made = None, made
        steps: list[Step] = []
        if status and getattr(record, status.name) != status.default:
            steps.append(Step(getattr(record, status.name), self._context.today()))
        self._fill(record, steps)
        self.tabs.setCurrentIndex(0)
        if worth_saving:
            self._begin_with()
        else:
            self._restore()
        self.focus_first()

    def _fill(self, record: Record, steps: list[Step]) -> None:
        self._timer.stop()
        self._shown, self._steps, self._files, self._begun = record, steps, {}, False
        self.form.show_record(record)
        self.notice.clear()
        self._hint()
        self._dress()
        self._fill_tab()

    def hints_of(self, record: Record) -> dict[str, str]:
        """What should be looked at, by field."""
        return dict(validity.hints(record))

    def _hint(self) -> None:
        """Say what should be looked at: of the record as it was shown, and of the texts as they stand."""
        if self._shown is not None:
            self.show_hints(self.hints_of(self._shown) | self._names.told(self.form.readable))

    def show_nothing(self) -> None:
        """Show no record; what is unsaved must have been saved before."""
        self._timer.stop()
        self._stored = self._shown = None
        self._dress()

    def _dress(self) -> None:
        """Title, chip, tabs and foot for what is shown."""
        status, shown = self.view.type.status, self._shown
        self.title.setText(self._stored.title(self._office.names) if self._stored else _NEW(self.view.singular))
        state = getattr(shown, status.name) if status and shown is not None else None
        self.show_status(self._steps[-1].to if self._steps else state)
        self.show_tabs(self._stored is not None)
        self._tell_state()

    def _tell_state(self, text: str = "") -> None:
        waiting = self.unsaved or self.is_new
        self.show_state(text or str(_UNSAVED if waiting else _SAVED), good=not waiting and not text, waiting=waiting)

    def _fill_tab(self, *_args: int) -> None:
        tab = self.tabs.currentWidget()
        if isinstance(tab, RecordTab) and self._stored is not None:
            tab.show_for(self._stored)

    # --- drafts ---------------------------------------------------------------------------

    def _edited(self, *_args: str) -> None:
        self._tell_state()
        self._timer.start(_DRAFT_AFTER)

    def _begin_with(self) -> None:
        self._begun = True
        self._edited()

    def keep_draft(self) -> bool:
        """Keep what is unsaved inside the office file, so that a lock or a crash takes nothing away.

        False if the disk refuses it; that is said.
        """
        self._timer.stop()
        if not self._office.is_open:  # the timer may outlast the file by a moment
            return True
        self._hint()
        try:
            if self.unsaved:
                drafts.keep(self._office, self.view, self.record_id, Draft(self.form.raw(), self._steps, self._files))
            elif self._shown is not None:
                self._drop_draft()
        except Refused as refusal:
            self._context.say(str(refusal))
            return False
        return True

    def _drop_draft(self) -> None:
        self._timer.stop()
        drafts.drop(self._office, self.view, self.record_id)

    def _restore(self) -> None:
        draft = drafts.find(self._office, self.view, self.record_id)
        if draft is None:
            return
        self.form.set_raw(draft.raw)
        self._steps, self._files = draft.steps or self._steps, draft.files
        self._begun = True
        self._dress()
        self.notice.say(str(_BACK), offers=((DISCARD, self.discard),))

    # --- saving ---------------------------------------------------------------------------

    def save(self, step: Step | None = None) -> bool:
        """Keep what stands there as one step. What is wrong is said and stays; False then."""
        if self._shown is None or not (self.unsaved or self.is_new or step):
            return True
        after = self.form.read().record
        wrong = validity.problems(after, self._context.today()) if after else []
        for name, said in wrong:
            self.form.set_problem(name, said)
        if after is None or wrong:
            return self._refuse(str(_WRONG))
        try:
            kept = self._keep(after, [*self._steps, *([step] if step else [])])
        except BadValue as refusal:
            self.form.set_problem(refusal.field, str(refusal))
            return self._refuse(str(_WRONG))
        except Stale as refusal:
            self._conflict(str(refusal))
            return self._refuse()
        except Refused as refusal:
            for name in self._files:  # a file that cannot be taken in is not tried again
                self.form.widgets[name].set_value(getattr(self._shown, name))
            self._files = {}
            self.notice.say(str(refusal), "bad")
            return self._refuse()
        self._drop_draft()
        self._stored = kept
        self._fill(kept, [])
        self.saved.emit(kept.id)
        return True

    def _keep(self, after: Record, steps: list[Step]) -> Record:
        before, files, status = self._stored, dict(self._files), self.view.type.status
        if status:
            cached: dict[str, Any] = {status.name: getattr(before, status.name) if before else status.default}
            after = replace(after, **cached)
        title = after.title(self._office.names)
        label = (self._made if before is None else _CHANGED)(self.view.singular, title)
        if before == after and steps and not files:
            label = _STEPPED(self.view.singular, title, steps[-1].to.label)

        def action(unit: Unit) -> Record:
            return self.write(unit, before, with_files(unit, after, files), steps)

        self._saving = True  # the desk tells of our own change before we have finished
        try:
            return self._desk.do(label, action)
        finally:
            self._saving = False

    def write(self, unit: Unit, before: Record | None, after: Record, steps: Sequence[Step]) -> Record:
        """Write the record into the file; a page whose records bring others along adds them to the same step."""
        return editing.save(unit, before, after, steps)

    def _refuse(self, state: str = "") -> bool:
        self.bring_problem()
        self._tell_state(state)
        self._timer.start(_DRAFT_AFTER)
        return False

    def leave(self) -> bool:
        """Save what is unsaved; False if it cannot be left because it is not valid."""
        if self.unsaved:
            return self.save()
        if self.is_new:
            self._drop_draft()
        return True

    def discard(self) -> None:
        """Back to what is stored."""
        self._drop_draft()
        if self._stored is not None:
            self._fill(self._stored, [])
            self._tell_state(str(_DISCARDED))
        elif self._shown is not None:
            self.show_nothing()
            self.discarded.emit()
        self._context.say(str(_DISCARDED))

    def escape(self) -> None:
        """Escape: discard what is unsaved; if there is nothing, go back to the list."""
        if self.unsaved or self.is_new:
            self.discard()
        else:
            self.escaped.emit()

    # --- what others change ---------------------------------------------------------------

    def follow(self, changes: list[Change]) -> None:
        """Bring what is shown along with the file; unsaved input stays, and what is stored is said."""
        self._names.follow(changes)
        if self._saving or self._stored is None:
            return
        own = [c for c in changes if c.record.type is self.view.type and c.record.id == self._stored.id]
        named = {ListItem.type.name, *(f.details.to for f in self.view.type.fields if f.details.to)}
        if own:
            self._follow_own(own[-1].after)
        elif not self.unsaved and not named.isdisjoint(c.record.type.name for c in changes):
            self._fill(self._stored, [])
        tab = self.tabs.currentWidget()
        if isinstance(tab, RecordTab) and self._stored is not None:
            tab.follow(changes)

    def _follow_own(self, after: Record | None) -> None:
        assert self._stored is not None
        if after is not None and not self.unsaved:
            self._stored = after
            self._fill(after, [])
        elif after is not None:
            self._conflict("")
        elif self.unsaved:
            text = conflicts.gone(self._stored, self._office.names)
            self.notice.say(text, "warn", ((_SAVE_AS_NEW, self._save_as_new), (DISCARD, self._close)))
        else:
            self._close()

    def _close(self) -> None:
        self._drop_draft()
        self.show_nothing()
        self.gone.emit()

    def _current(self) -> Record | None:
        """The record as the file has it now."""
        found = self._office.read.page(self.view.type, [self.record_id or 0])
        return found[0] if found else None

    def _conflict(self, refusal: str) -> None:
        stored = self._current()
        if stored is None or self._stored is None:
            self.notice.say(refusal, "warn")
            return
        text = conflicts.changed(self._stored, stored, self._office.names)
        self.notice.say(text, "warn", ((_KEEP_MINE, self._keep_mine), (_TAKE_STORED, self._take_stored)))

    def _keep_mine(self) -> None:
        """Put what was typed upon what is stored now, field by field, and save that."""
        before, stored, typed = self._stored, self._current(), self.form.read().record
        if typed is None or before is None or stored is None:
            self._refuse(str(_WRONG))
            return
        files = self._files
        self._stored = stored
        self._fill(stored, self._steps)
        self._files = files
        for name, value in conflicts.mine(before, typed).items():
            if name in self.form.widgets:
                self.form.put(name, value)
        self.save()

    def _take_stored(self) -> None:
        self._stored = self._current()
        self.discard()

    def _save_as_new(self) -> None:
        assert self._shown is not None
        raw, copy = self.form.raw(), editing.copy_of(self._shown)
        self._drop_draft()
        self.begin(copy, worth_saving=True)
        self.form.set_raw(raw)
        self.save()

    # --- status and files -----------------------------------------------------------------

    def change_status(self, *_args: str) -> None:
        """Ask for the next step of the status."""
        self.ask_step(None)

    def ask_step(self, proposed: Step | None) -> None:
        """Ask for the next step of the status, with one that is proposed."""
        field = self.view.type.status
        if field is None or self._shown is None:
            return
        history = self._office.read.history(self._stored) if self._stored else ()
        now = getattr(self._stored, field.name) if self._stored else field.default
        begins = self._steps[-1] if self._steps else proposed
        dialog = StatusDialog(field, (now,), history, self._context.today(), self._office.names, begins, self)
        dialog.chosen.connect(self.take_step)
        self.open_dialog(dialog)

    def take_step(self, step: Step) -> None:
        """Take a step of the status: now, or for a new record when it is saved."""
        record = self._stored
        if record is None:
            status = self.view.type.status
            if status and status.name in self.form.widgets:
                self.form.widgets[status.name].set_value(step.to)
            self._steps = [step]
            self._dress()
            self._begin_with()
        elif self.unsaved:
            self.save(step)
        else:
            label = _STEPPED(self.view.singular, record.title(self._office.names), step.to.label)
            with Saying(self.refused):
                self._desk.do(label, lambda unit: editing.take(unit, record, step))

    def take_back(self) -> None:
        """Remove the last status step."""
        if not self.leave() or self._stored is None:
            return
        record = self._stored
        label = _STEPPED_BACK(self.view.singular, record.title(self._office.names))
        with Saying(self.refused):
            self._desk.do(label, lambda unit: editing.take_back(unit, record))
            self._context.say(label)

    def has_file(self, name: str) -> bool:
        """Whether a file waits to be taken in with this field."""
        return name in self._files

    def _file_chosen(self, name: str, path: Path) -> None:
        self._files[name] = path
        if self.is_new:
            self._edited()  # kept together with the record
        else:
            self.save()

    def view_file(self, attachment_id: int) -> None:
        """Show an attached file."""
        with Saying(self.refused):
            self.open_dialog(Viewer.of(self._office, attachment_id, self._context.say, self))
