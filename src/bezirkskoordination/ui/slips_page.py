"""Slips: sorted with one button; whom one is about is shown after asking. They are taken down in `slip_dialog`."""

from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from bezirkskoordination.actions import slipping
from bezirkskoordination.i18n import N_
from bezirkskoordination.records import VOLUNTEERS
from bezirkskoordination.records.fields import View
from bezirkskoordination.records.office import Slip, SlipKind, SlipStatus
from bezirkskoordination.ui import contact_dialog
from bezirkskoordination.ui.cards import button
from bezirkskoordination.ui.context import Context
from bezirkskoordination.ui.flow import Flow
from bezirkskoordination.ui.record_form import RecordForm
from bezirkskoordination.ui.record_page import RecordPage
from bezirkskoordination.ui.saying import Saying
from bezirkskoordination.ui.slip_dialog import take_down

_SORT = {
    SlipKind.NEED: (N_("Slips", "1 Bedarf"), "support_need"),
    SlipKind.VOLUNTEER: (N_("Slips", "2 Ehrenamt"), VOLUNTEERS.name),
    SlipKind.EXPENSE: (N_("Slips", "3 Auslage"), "expense"),
    SlipKind.TASK: (N_("Slips", "4 Aufgabe"), "task"),
}
_SORTED, _DROPPED = N_("Slips", "Zettel einsortiert"), N_("Slips", "Zettel verworfen")


class SlipForm(RecordForm):
    """A slip, and what it becomes: one button each."""

    def __init__(self, view: View, context: Context, parent: QWidget | None = None) -> None:
        self.verbs = QWidget()
        flow = Flow(self.verbs, gap=6)
        self.buttons = {}
        for kind, (text, _view) in _SORT.items():
            self.buttons[kind] = button(text, partial(self.sort, kind))
            flow.addWidget(self.buttons[kind])
        self.contact_button = button(contact_dialog.CONTACT, self.show_contact)
        flow.addWidget(self.contact_button)
        self.drop_slip = button(N_("Slips", "Verwerfen"), self.drop, "link")
        flow.addWidget(self.drop_slip)
        super().__init__(view, context, parent)
        self.add_above(self.verbs)

    @property
    def slip(self) -> Slip | None:
        """The slip as the file has it."""
        return self.record if isinstance(self.record, Slip) else None

    def _dress(self) -> None:
        super()._dress()
        slip = self.slip
        self.verbs.setVisible(slip is not None and slip.status is SlipStatus.NEW)
        if slip is not None:
            contact_dialog.offer(self.contact_button, self._context, slip, closed=False)
            for kind, one in self.buttons.items():
                one.setProperty("primary", kind is slip.kind)
                one.style().unpolish(one)
                one.style().polish(one)

    def show_contact(self) -> None:
        """Show who the slip is about, to call back."""
        if self.slip is not None and self.leave():
            self.open_dialog(contact_dialog.dialog(self._context, self.slip, self._dress, self))

    def sort(self, kind: SlipKind) -> None:
        """Begin what the slip becomes; it is sorted when that is kept."""
        slip = self.slip
        if slip is None or not self.leave():
            return
        record = slipping.begin(self._office.read, slip, kind, self._context.today())
        page = self._context.open_page(_SORT[kind][1])
        if not isinstance(page, RecordPage) or page is self.parentWidget():
            return
        page.begin_with(record)
        form, desk = page.form, self._desk

        def kept(record_id: int) -> None:
            form.saved.disconnect(kept)
            form.discarded.disconnect(forget)
            made = desk.office.read.get(type(record), record_id)
            with Saying(self._context.say):
                desk.do(str(_SORTED), lambda unit: slipping.sorted_into(unit, slip, made))

        def forget() -> None:
            form.saved.disconnect(kept)
            form.discarded.disconnect(forget)

        form.saved.connect(kept)
        form.discarded.connect(forget)

    def drop(self) -> None:
        """Nothing more is to be done with it."""
        slip = self.slip
        if slip is not None and self.leave():
            with Saying(self.refused):
                self._desk.do(str(_DROPPED), lambda unit: slipping.drop(unit, slip))


class SlipsPage(RecordPage):
    """Slips; a new one is taken down in the box."""

    form_class = SlipForm
    counted = Slip.type.plural

    def _connect(self) -> None:
        super()._connect()
        for at, kind in enumerate(_SORT, 1):
            key = QShortcut(QKeySequence(str(at)), self.table)
            key.setContext(Qt.ShortcutContext.WidgetShortcut)
            key.activated.connect(partial(self._sort, kind))

    def _sort(self, kind: SlipKind) -> None:
        """A digit in the list: the chosen slip becomes that."""
        form = self.form
        if isinstance(form, SlipForm) and form.slip is not None and form.slip.status is SlipStatus.NEW:
            form.sort(kind)

    def new(self, **_preset: Any) -> None:
        """Open the box."""
        if self.form.leave():
            take_down(self._context, self)

    def duplicate(self) -> None:
        """A slip is never copied."""
        self.new()
