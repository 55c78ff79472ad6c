"""The page of the talks: a new one begins with today, and what is to be followed up is ticked off by one key."""

from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QWidget

from bezirkskoordination.actions import editing
from bezirkskoordination.i18n import N_
from bezirkskoordination.records.contacts import ContactNote
from bezirkskoordination.records.fields import View
from bezirkskoordination.ui.cards import button
from bezirkskoordination.ui.context import Context
from bezirkskoordination.ui.record_form import RecordForm
from bezirkskoordination.ui.record_page import RecordPage
from bezirkskoordination.ui.saying import Saying

_DONE = N_("TalksPage", "Wiedervorlage erledigt")
_TICKED = N_("TalksPage", "Wiedervorlage erledigt: {}")
_NOTHING = N_("TalksPage", "Hier ist nichts wieder vorgelegt.")


class TalkForm(RecordForm):
    """A talk; while it waits to be followed up, a button says that it was."""

    def __init__(self, view: View, context: Context, parent: QWidget | None = None) -> None:
        self.done_button = button(_DONE, lambda: self.follow_up())
        super().__init__(view, context, parent)
        self.add_action(self.done_button)

    def _dress(self) -> None:
        super()._dress()
        self.done_button.setVisible(self._waiting is not None)

    @property
    def _waiting(self) -> ContactNote | None:
        """The talk, if it waits to be followed up."""
        note = self.record
        waits = isinstance(note, ContactNote) and note.follow_up_on is not None and not note.followed_up
        return note if waits and isinstance(note, ContactNote) else None

    def follow_up(self) -> None:
        """Note that the talk was followed up."""
        if not self.leave():
            return
        note = self._waiting
        if note is None:
            self._context.say(str(_NOTHING))
            return
        label = _TICKED(note.title(self._office.names))
        with Saying(self.refused):
            self._desk.do(label, lambda unit: editing.save(unit, note, replace(note, followed_up=True)))
            self._context.say(label)


class TalksPage(RecordPage):
    """A list of talks."""

    form_class = TalkForm

    def new(self, **preset: Any) -> None:
        """Begin a talk of today."""
        super().new(**({"on_date": self._context.today()} | preset))
