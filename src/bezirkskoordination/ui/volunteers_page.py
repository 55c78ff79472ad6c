"""The page of the volunteers: one click tells who can be asked this afternoon."""

from PySide6.QtWidgets import QWidget

from bezirkskoordination.records.fields import View
from bezirkskoordination.ui.context import Context
from bezirkskoordination.ui.record_page import RecordPage
from bezirkskoordination.ui.slot_question import SlotQuestion


class VolunteersPage(RecordPage):
    """A list that can be asked „Wer kann heute Nachmittag?“."""

    def __init__(self, view: View, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(view, context, parent)
        self.question = SlotQuestion(self._office.clock)
        self.filters.add(self.question)

    def ask_who(self) -> None:
        """Show who can be asked now, whatever the list was narrowed to, and go to the first of them."""
        self.filters.reset()
        self.question.ask()
        self._to_list()
