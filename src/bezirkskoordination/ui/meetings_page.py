"""The pages of meetings, orders and bodies. A new meeting begins with what its body and its last meeting left open."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from bezirkskoordination.actions import meetings
from bezirkskoordination.actions.editing import Step
from bezirkskoordination.i18n import N_
from bezirkskoordination.records.fields import Record, View
from bezirkskoordination.records.network import Body, Meeting, Order, OrderStatus
from bezirkskoordination.records.refusal import BadValue
from bezirkskoordination.rules.meetings import REPEATED, WAITING, carried_words
from bezirkskoordination.store.unit import Unit
from bezirkskoordination.ui.cards import button
from bezirkskoordination.ui.chips import Chip
from bezirkskoordination.ui.context import Context
from bezirkskoordination.ui.meeting_form import MeetingForm
from bezirkskoordination.ui.record_form import RecordForm
from bezirkskoordination.ui.record_page import RecordPage

_PLAN = N_("MeetingsPage", "Treffen planen …")
_NO_BODY = N_("MeetingsPage", "Es gibt noch kein Gremium. Bitte zuerst unter „Gremien“ eines anlegen.")
_DONE = N_("OrdersPage", "Umgesetzt")
_NO_RESOLUTION = N_("OrdersPage", "Aus welchem Beschluss? Ein Auftrag aus einem Treffen entsteht in dessen Protokoll.")
_PLAN_OF = N_("BodiesPage", "Treffen planen")


_MEETING_WIDTHS = (420, 616)  # minutes and members need more room than their line in the list


class MeetingsPage(RecordPage):
    """„Treffen planen …“ asks for the body; a copy of a meeting is the next one after it."""

    form_class = MeetingForm
    new_words = _PLAN
    widths = _MEETING_WIDTHS

    def __init__(self, view: View, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(view, context, parent)
        self.bodies = QMenu(self)

    @property
    def meeting_form(self) -> MeetingForm:
        """The meeting beside the list."""
        form = self.form
        assert isinstance(form, MeetingForm)
        return form

    def next_step(self) -> None:
        """Take the step that the meeting waits for."""
        self.meeting_form.next_step()

    def new(self, **preset: Any) -> None:
        """Plan a meeting: of this body, or ask of which."""
        if not self.form.leave():
            return
        if "body" in preset:
            self.plan(self._office.read.get(Body, preset["body"]))
            return
        bodies = sorted(self._office.read.all(Body), key=lambda one: one.id or 0)
        if not bodies:
            self._context.say(str(_NO_BODY))
        elif len(bodies) == 1:
            self.plan(bodies[0])
        else:
            self.bodies.clear()
            for body in bodies:
                self.bodies.addAction(body.name).triggered.connect(partial(self._plan, body))
            self.bodies.popup(self.new_button.mapToGlobal(self.new_button.rect().bottomLeft()))

    def _plan(self, body: Body, _checked: bool = False) -> None:
        self.plan(body)

    def plan(self, body: Body) -> None:
        """Begin the next meeting of a body; its day is asked for."""
        empty: dict[str, Any] = {"on_date": None}
        begins = meetings.following(self._office.read, body, self._context.today())
        self._begin(partial(self.form.begin, replace(begins, **empty)))

    def duplicate(self) -> None:
        """Begin the next meeting of the body whose meeting is shown."""
        meeting = self.form.record
        if isinstance(meeting, Meeting) and self.form.leave():
            self.plan(self._office.read.get(Body, meeting.body))

    def lock_draft(self) -> None:
        """Before the office is closed nothing is asked, not even about a room."""
        if self._form is not None:
            self.meeting_form.asks = False
        super().lock_draft()


class OrderForm(RecordForm):
    """An order: how often it was carried, and that it is done."""

    def __init__(self, view: View, context: Context, parent: QWidget | None = None) -> None:
        self.verbs = QWidget()
        self.carried = Chip()
        self.done_button = button(_DONE, self.finish)
        row = QHBoxLayout(self.verbs)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.done_button)
        row.addWidget(self.carried, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        super().__init__(view, context, parent)
        self.add_above(self.verbs)

    def _dress(self) -> None:
        super()._dress()
        order = self.record
        if not isinstance(order, Order):
            self.verbs.hide()
            return
        self.form.widgets["carried"].set_read_only(True)
        waits = order.status in WAITING
        self.done_button.setVisible(waits)
        self.carried.say(carried_words(order.carried), "warn" if order.carried >= REPEATED else "neutral")
        self.carried.setVisible(order.carried > 0)
        self.verbs.setVisible(waits or order.carried > 0)

    def finish(self) -> None:
        """Record that it is done today."""
        if self.leave():
            self.take_step(Step(OrderStatus.DONE, self._context.today()))


class OrdersPage(RecordPage):
    """Orders that wait, by the day they are due."""

    form_class = OrderForm


class CouncilOrderForm(OrderForm):
    """An order of the council: it comes out of a resolution."""

    def write(self, unit: Unit, before: Record | None, after: Record, steps: Sequence[Step]) -> Record:
        """Keep it; without its resolution it would not be found here again."""
        if isinstance(after, Order) and after.resolution is None:
            raise BadValue(_NO_RESOLUTION).at("resolution")
        return super().write(unit, before, after, steps)


class CouncilOrdersPage(RecordPage):
    """Orders out of resolutions."""

    form_class = CouncilOrderForm


class BodyForm(RecordForm):
    """A body, from which its next meeting is planned."""

    def __init__(self, view: View, context: Context, parent: QWidget | None = None) -> None:
        self.plan_button = button(_PLAN_OF, self.plan)
        super().__init__(view, context, parent)
        self.add_action(self.plan_button)

    def _dress(self) -> None:
        super()._dress()
        self.plan_button.setVisible(self.record is not None)

    def plan(self) -> None:
        """Go to the meetings and begin the next one of this body."""
        if self.leave() and (body := self.record) is not None:
            page = self._context.open_page(Meeting.type.name)
            if isinstance(page, MeetingsPage):
                page.new(body=body.id)


class BodiesPage(RecordPage):
    """Bodies with their members and their rules of procedure."""

    form_class = BodyForm
    widths = _MEETING_WIDTHS
