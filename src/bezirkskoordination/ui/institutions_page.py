"""The page of institutions: the general page, with the one verb that keeps their details right."""

from functools import cached_property

from PySide6.QtWidgets import QWidget

from bezirkskoordination.actions import networking
from bezirkskoordination.i18n import N_
from bezirkskoordination.records.fields import Record, View
from bezirkskoordination.records.institutions import Institution
from bezirkskoordination.records.kinds import show_date
from bezirkskoordination.rules.due_institutions import to_confirm_on
from bezirkskoordination.rules.figures import is_in_network
from bezirkskoordination.store.settings import setting
from bezirkskoordination.ui.cards import button
from bezirkskoordination.ui.context import Context
from bezirkskoordination.ui.record_form import RecordForm
from bezirkskoordination.ui.record_page import RecordPage
from bezirkskoordination.ui.saying import Saying
from bezirkskoordination.ui.several import Several

_CONFIRMED = N_("InstitutionsPage", "Angaben bestätigt")
_ONE, _MANY = N_("InstitutionsPage", "Angaben bestätigt: {}"), N_("InstitutionsPage", "{} Angaben bestätigt")
_CHOOSE = N_("InstitutionsPage", "Bitte zuerst eine Institution wählen.")
_DUE = N_("InstitutionsPage", "Seit {} fällig: Bitte nachfragen, ob alles noch stimmt.")


class InstitutionForm(RecordForm):
    """An institution; what is to be asked for again is said beside the day of the last time."""

    def __init__(self, view: View, context: Context, parent: QWidget | None = None) -> None:
        self.confirm_button = button(_CONFIRMED, self._confirm)
        super().__init__(view, context, parent)
        self.add_action(self.confirm_button)

    def _confirm(self) -> None:
        self._context.run("confirm")

    def _dress(self) -> None:
        super()._dress()
        self.confirm_button.setVisible(self.record is not None)

    def hints_of(self, record: Record) -> dict[str, str]:
        """What should be looked at: also details that nobody has asked about for long."""
        said, today = super().hints_of(record), self._context.today()
        if isinstance(record, Institution) and record.id is not None and is_in_network(record, today):
            due = to_confirm_on(record, setting(self._office.read, "confirm_after_days") or 0)
            if due is not None and due <= today:
                said["confirmed_on"] = _DUE(show_date(due))
        return said


class InstitutionsPage(RecordPage):
    """Institutions, one or several of which can be confirmed at once."""

    form_class = InstitutionForm

    @cached_property
    def several(self) -> Several:
        """What stands there while several are chosen."""
        several = super().several
        several.offer(_CONFIRMED, self.confirm)
        return several

    def confirm(self) -> None:
        """Note that the details of what is chosen were asked for today and are right."""
        if not self.form.leave():
            return
        chosen = [one for one in self._chosen() if isinstance(one, Institution)]
        if not chosen:
            self._context.say(str(_CHOOSE))
            return
        said = _ONE(chosen[0].title(self._office.names)) if len(chosen) == 1 else _MANY(len(chosen))
        with Saying(self._context.say):
            self._desk.do(said, lambda unit: networking.confirm(unit, chosen))
            self._context.say(said)
