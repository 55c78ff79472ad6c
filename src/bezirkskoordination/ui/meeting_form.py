"""A meeting beside its list: its day, who comes, agenda and minutes, each on a tab; and the next step it is to take."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from bezirkskoordination.actions import editing, meetings
from bezirkskoordination.actions.editing import Step
from bezirkskoordination.i18n import N_
from bezirkskoordination.records.council import Paper
from bezirkskoordination.records.fields import Record, View
from bezirkskoordination.records.kinds import Choice
from bezirkskoordination.records.network import (
    COUNCIL,
    AgendaLine,
    Body,
    Meeting,
    MeetingStatus,
    Order,
    OrderStatus,
)
from bezirkskoordination.rules.meetings import AHEAD, TOOK_PLACE, is_sealed
from bezirkskoordination.rules.rooms import RoomCheck
from bezirkskoordination.store.unit import Change, Unit
from bezirkskoordination.ui.cards import Scrolled
from bezirkskoordination.ui.context import Context
from bezirkskoordination.ui.flow import Flow
from bezirkskoordination.ui.form import Form
from bezirkskoordination.ui.notice import Offer
from bezirkskoordination.ui.record_form import RecordForm
from bezirkskoordination.ui.room_dialog import RoomDialog
from bezirkskoordination.ui.saying import Saying
from bezirkskoordination.ui.status_dialog import StatusDialog
from bezirkskoordination.ui.widgets.attendance import AttendanceWidget
from bezirkskoordination.ui.widgets.outline import OutlineWidget

_M = MeetingStatus
_ATTENDANCE, _AGENDA, _MINUTES = (
    N_("MeetingForm", "Teilnehmende"), N_("MeetingForm", "Tagesordnung"), N_("MeetingForm", "Protokoll"),
)  # fmt: skip
_INVITE, _AGAIN = N_("MeetingForm", "Einladen …"), N_("MeetingForm", "Einladung …")
_HELD, _CANCEL = N_("MeetingForm", "Hat stattgefunden"), N_("MeetingForm", "Fällt aus …")
_WRITTEN, _APPROVE = N_("MeetingForm", "Protokoll fertig"), N_("MeetingForm", "Protokoll genehmigt …")
_NEXT = N_("MeetingForm", "Nächstes Treffen planen")
_TOOK_PLACE = N_("MeetingForm", "Treffen „{}“: hat stattgefunden")
_ORDER_DONE = N_("MeetingForm", "Auftrag „{}“: umgesetzt")
_DRAFTED = N_("MeetingForm", "Vorlage aus der Empfehlung „{}“ entworfen")
_ROOM_DRAFTED = N_("MeetingForm", "Gespeichert. Der Entwurf des Antrags steht unter „Vorlagen“.")
_TO_PAPER = N_("MeetingForm", "Antrag öffnen")
_SAID = 40  # letters of a text in a label


def shortened(text: str) -> str:
    """A text as a label of the history shows it, in one line."""
    line = " ".join(text.split())
    return line if len(line) <= _SAID else line[: _SAID - 1].rstrip() + "…"


class _Sheet(Scrolled):
    """A part of the form on a tab of its own; Enter and Escape mean there what they mean in the form."""

    def __init__(self, form: Form, widget: QWidget) -> None:
        ground = QWidget()
        column = QVBoxLayout(ground)
        column.setContentsMargins(0, 10, 8, 4)
        column.addWidget(widget)
        column.addStretch(1)
        super().__init__(ground)
        self._form = form

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            self._form.keyPressEvent(event)
        else:
            super().keyPressEvent(event)


class MeetingForm(RecordForm):
    """A meeting. Approved minutes are only shown."""

    agenda: OutlineWidget
    attendance: AttendanceWidget

    def __init__(self, view: View, context: Context, parent: QWidget | None = None) -> None:
        self.steps = QWidget()
        self._flow = Flow(self.steps, gap=6)
        self.step_buttons: list[QPushButton] = []
        self._offered: list[Offer] = []  # the steps that the buttons stand for
        self.asks = True  # whether a room that is too dear is asked about; else it is not saved
        self._agreed: tuple[int, int] | None = None  # Haushaltsjahr and cents that are to be planned all the same
        self._with_paper: RoomCheck | None = None
        self._paper: Paper | None = None  # what the last saving drafted
        super().__init__(view, context, parent)
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertWidget(1, self.steps)
        self.agenda.state_of = self._state_of
        self.agenda.paper_of = self._paper_of
        self.agenda.done_wanted.connect(self.finish_order)
        self.agenda.paper_wanted.connect(self.draft_paper)

    def _fill_tabs(self) -> None:
        super()._fill_tabs()
        make, of = self.form.make, self.view.type.field
        attendance, agenda = make(of("attendance")), make(of("agenda"))
        assert isinstance(attendance, AttendanceWidget)
        assert isinstance(agenda, OutlineWidget)
        self.attendance, self.agenda = attendance, agenda
        self.tabs.insertTab(1, _Sheet(self.form, attendance), str(_ATTENDANCE))
        self.tabs.insertTab(2, _Sheet(self.form, agenda), str(_AGENDA))

    def show_tabs(self, shown: bool) -> None:
        """Who comes and what is spoken about belong to a new meeting, too."""
        super().show_tabs(shown)
        for at in (1, 2):
            self.tabs.setTabVisible(at, True)
        self.tabs.tabBar().show()

    @property
    def meeting(self) -> Meeting | None:
        """The meeting as the file has it."""
        record = self.record
        return record if isinstance(record, Meeting) else None

    def _dress(self) -> None:
        super()._dress()
        shown = self._shown
        if not isinstance(shown, Meeting):
            self._offered = []
            self.steps.hide()
            return
        held = shown.status in TOOK_PLACE
        self.attendance.held = held
        self.agenda.planning = not held
        self.agenda.tell()
        self.tabs.setTabText(2, str(_MINUTES if held else _AGENDA))
        self.form.set_read_only(is_sealed(shown))
        self._offer_steps(shown)

    # --- steps ----------------------------------------------------------------------------

    def _steps_of(self, meeting: Meeting) -> list[Offer]:
        """What is done with a meeting now, the usual first."""
        is_council = self._is_council(meeting)
        due = meeting.on_date is not None and meeting.on_date <= self._context.today()
        invite = [] if is_council else [(_AGAIN if meeting.status is _M.INVITED else _INVITE, self._invite)]
        held, cancel = (_HELD, self.hold), (_CANCEL, partial(self.ask, _M.CANCELLED))
        following: list[Offer] = [] if is_council else [(_NEXT, partial(self._context.run, "duplicate"))]
        match meeting.status:
            case _M.PLANNED:
                return [*invite, *([held] if due else []), cancel]
            case _M.INVITED:
                return [held, *invite, cancel] if due else [*invite, cancel]
            case _M.HELD:
                return [(_WRITTEN, self.finish_minutes), *following]
            case _M.DRAFTED:
                return [(_APPROVE, partial(self.ask, _M.APPROVED)), *following]
        return following

    def _is_council(self, meeting: Meeting) -> bool:
        found = self._office.read.page(Body.type, [meeting.body])
        return bool(found) and getattr(found[0], "kind", "") == COUNCIL

    def _offer_steps(self, meeting: Meeting) -> None:
        self._offered = self._steps_of(meeting)
        while len(self.step_buttons) < len(self._offered):
            made = QPushButton()
            made.clicked.connect(partial(self._pressed, len(self.step_buttons)))
            self._flow.addWidget(made)
            self.step_buttons.append(made)
        for at, made in enumerate(self.step_buttons):
            made.setVisible(at < len(self._offered))
            if at < len(self._offered):
                made.setText(str(self._offered[at][0]))
        self.steps.setVisible(bool(self._offered))

    def _pressed(self, at: int, _checked: bool = False) -> None:
        self._offered[at][1]()

    def next_step(self) -> None:
        """Take the step that usually comes now."""
        if self._offered:
            self._pressed(0)

    def _invite(self) -> None:
        self._context.run("invite")

    def hold(self) -> None:
        """Record that the meeting took place on its day, and go to what is to be written down."""
        if self.leave() and (meeting := self.meeting) is not None:
            noted = [one.effective_on for one in self._office.read.history(meeting)]
            self.take_step(Step(_M.HELD, max([meeting.on_date, *noted])))  # an invitation may be noted afterwards

    def finish_minutes(self) -> None:
        """The minutes are written; they are to be approved."""
        if self.leave() and self.meeting is not None:
            self.take_step(Step(_M.DRAFTED, self._context.today()))

    def ask(self, to: MeetingStatus) -> None:
        """Ask for a step, with this one already chosen."""
        if not self.leave() or (meeting := self.meeting) is None:
            return
        field, office = Meeting.type.field("status"), self._office
        begins = Step(to, self._context.today())
        dialog = StatusDialog(
            field, (meeting.status,), office.read.history(meeting), begins.on, office.names, begins, self
        )  # fmt: skip
        dialog.chosen.connect(self.take_step)
        self.open_dialog(dialog)

    def take_step(self, step: Step) -> None:
        """Take a step; when the meeting was held, whoever accepted is taken as present."""
        meeting = self.meeting
        if step.to is not _M.HELD or meeting is None:
            super().take_step(step)
            return
        if not self.leave():
            return
        with Saying(self.refused):
            label = _TOOK_PLACE(meeting.title(self._office.names))
            self._desk.do(label, lambda unit: meetings.hold(unit, meeting, step.on))
            self.tabs.setCurrentIndex(2)
            self.agenda.begin()

    # --- what comes of it -----------------------------------------------------------------

    def _state_of(self, order: int) -> Choice | None:
        found = self._office.read.page(Order.type, [order])
        return found[0].status if found and isinstance(found[0], Order) else None

    def _paper_of(self, line: AgendaLine) -> bool | None:
        meeting = self.meeting
        if meeting is None or meeting.status not in TOOK_PLACE:
            return None
        return meetings.drafted(self._office.read, meeting, line) is not None

    def finish_order(self, order_id: int) -> None:
        """Record that an order is done."""
        if not self.leave():
            return
        order = self._office.read.get(Order, order_id)
        step = Step(OrderStatus.DONE, self._context.today())
        with Saying(self.refused):
            label = _ORDER_DONE(shortened(order.text))
            self._desk.do(label, lambda unit: editing.take(unit, order, step))
            self._context.say(label)

    def draft_paper(self, line: AgendaLine) -> None:
        """Bring a recommendation before the council: begin its paper, or go to the one there is."""
        if not self.leave() or (meeting := self.meeting) is None:
            return
        paper = meetings.drafted(self._office.read, meeting, line)
        if paper is None:
            with Saying(self.refused):
                paper = self._desk.do(
                    _DRAFTED(shortened(line.text)), lambda unit: meetings.draft_recommendation(unit, meeting, line)
                )
        if paper is not None and paper.id is not None:
            self._context.open_record(Paper.type.name, paper.id)

    def follow(self, changes: list[Change]) -> None:
        super().follow(changes)
        if self._shown is not None and any(isinstance(one.record, Order | Paper) for one in changes):
            self.agenda.tell()

    # --- the room -------------------------------------------------------------------------

    def save(self, step: Step | None = None) -> bool:
        """Keep the meeting; first ask what to do about a room that the Etat does not carry."""
        check = self._room_check()
        if check is not None:
            if self.asks:
                self._ask_about_room(check)
            return False
        if not super().save(step):
            return False
        if self._paper is not None:
            self._tell_paper(self._paper)
        return True

    def _room_check(self) -> RoomCheck | None:
        """The check of a room that has to be asked about: a new cost, too much, and not agreed to yet."""
        if not self.unsaved and not self.is_new:
            return None
        after, before = self.form.read().record, self.meeting
        if not isinstance(after, Meeting) or after.room_cost <= 0 or after.status not in AHEAD:
            return None
        asked = _cost(after)
        if asked == self._agreed or (before is not None and asked == _cost(before)):
            return None
        check = meetings.room_check(self._office.read, after, self._context.today())
        return check if check.missing > 0 else None

    def _ask_about_room(self, check: RoomCheck) -> None:
        def plan(with_paper: RoomCheck | None) -> None:
            after = self.form.read().record
            if isinstance(after, Meeting):
                self._agreed, self._with_paper = _cost(after), with_paper
                self.save()
                self._agreed = self._with_paper = None

        other = partial(self._show_field, "place")
        self.open_dialog(RoomDialog(check, partial(plan, None), partial(plan, check), other, self))

    def _show_field(self, name: str) -> None:
        self.tabs.setCurrentIndex(0)
        self.form.focus_field(name)

    def write(self, unit: Unit, before: Record | None, after: Record, steps: Sequence[Step]) -> Record:
        """Write the meeting, and in the same step the Antrag for its room if that was asked for."""
        kept = super().write(unit, before, after, steps)
        self._paper = None
        if self._with_paper is not None and isinstance(kept, Meeting):
            self._paper = meetings.draft_room_paper(unit, kept, self._with_paper)
        return kept

    def _tell_paper(self, paper: Paper) -> None:
        self._paper = None
        go = partial(self._context.open_record, Paper.type.name, paper.id or 0)
        self.notice.say(str(_ROOM_DRAFTED), "good", ((_TO_PAPER, go),))


def _cost(meeting: Meeting) -> tuple[int, int]:
    return meeting.on_date.year, meeting.room_cost
