"""The page of the trainings: Enter in the list leads to who takes part."""

from bezirkskoordination.records.trainings import Training
from bezirkskoordination.ui.participants_tab import ParticipantsTab
from bezirkskoordination.ui.record_page import RecordPage


class TrainingsPage(RecordPage):
    """A list of trainings; what is done with one most often is its list, and that needs room."""

    widths = (500, 536)

    def _into_form(self) -> None:
        tab = self.form.tab_of(ParticipantsTab)
        if tab is not None and isinstance(self.form.record, Training):
            self.form.tabs.setCurrentWidget(tab)
            tab.focus()
        else:
            super()._into_form()
