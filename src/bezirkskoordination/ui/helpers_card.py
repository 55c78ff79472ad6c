"""„2 · Wer könnte helfen?“: who fits, in words first; who was asked and what they said; who helps.

A suggestion: a person ticks and decides. Points are shown on demand.
"""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QDialog, QMenu, QPushButton, QVBoxLayout, QWidget

from bezirkskoordination.actions import boundaries, editing, matching, placing
from bezirkskoordination.actions.editing import Step
from bezirkskoordination.actions.placing_binding import missing
from bezirkskoordination.i18n import N_
from bezirkskoordination.records.activities import (
    RUNNING,
    Enquiry,
    EnquiryStatus,
    Placement,
    PlacementStatus,
    ProfileStatus,
)
from bezirkskoordination.records.consents import Clearance, Consent
from bezirkskoordination.records.kinds import show_date
from bezirkskoordination.records.needs import NeedStatus, SupportNeed
from bezirkskoordination.records.office import ListItem, Setting, StatusEvent, SubArea
from bezirkskoordination.records.people import Person
from bezirkskoordination.rules.boundary import Asked
from bezirkskoordination.rules.matching import OVERRIDABLE, No, Pool, Suggestion, in_words
from bezirkskoordination.store.unit import Change, Unit
from bezirkskoordination.ui.ask_dialog import AskDialog
from bezirkskoordination.ui.cards import Card, RuledRow, button, empty, icon_button, label
from bezirkskoordination.ui.context import Context
from bezirkskoordination.ui.flow import Flow
from bezirkskoordination.ui.related import suggestions
from bezirkskoordination.ui.saying import Saying
from bezirkskoordination.ui.status_dialog import StatusDialog
from bezirkskoordination.ui.thank_dialog import ThankDialog
from bezirkskoordination.ui.widgets import Sources

_TITLE = N_("Helpers", "2 · Wer könnte helfen?")
_FIRST = N_("Helpers", "Anfragen geht, sobald Schritt 1 entschieden ist: {}.")
_NOT_OPEN = N_("Helpers", "Dafür wird zurzeit niemand gesucht.")
_NOBODY = N_("Helpers", "Zurzeit ist niemand vermittelbar, der passt.")
_ASK = N_("Helpers", "Angekreuzte anfragen")
_WHY = N_("Helpers", "Warum diese Reihenfolge?")
_LESS = N_("Helpers", "Punkte ausblenden")
_SUGGESTION = N_(
    "Helpers", "Ziffern kreuzen an, die Eingabetaste fragt an. Ein Vorschlag des Programms; es entscheidet ein Mensch."
)
_REFUSED = N_("Helpers", "{}: nein, weil: {}.")
_ASKED_ON = N_("Helpers", "angefragt am {}")
_YES, _NO, _BACK = N_("Helpers", "Ja"), N_("Helpers", "Nein"), N_("Helpers", "Zurückziehen")
_RUNS, _ONCE, _ENDS = N_("Helpers", "Läuft"), N_("Helpers", "Erledigt"), N_("Helpers", "Beendet …")
_MISSING = N_("Helpers", "fehlt noch: {}")
_DID_ASK = N_("Helpers", "{} angefragt")
_SAID_YES, _SAID_NO = N_("Helpers", "{} hat zugesagt"), N_("Helpers", "{} hat abgesagt")
_TOOK_BACK = N_("Helpers", "Anfrage an {} zurückgezogen")
_BEGAN, _FINISHED = N_("Helpers", "Einsatz {} läuft"), N_("Helpers", "Einsatz {} ist erledigt")
_THANKED = N_("Helpers", "{} gedankt")
_THANK = N_("Helpers", "Danken …")
_NOT_NEEDED = N_("Helpers", "{} · anderweitig besetzt")
_POINTS = N_("Helpers", "{} von 100 Punkten: {}")
_STILL, _STILL_NAME = N_("Helpers", "Trotzdem anfragen …"), N_("Helpers", "{} trotzdem anfragen")
_STILL_TITLE, _STILL_TAKE = N_("Helpers", "{} trotzdem anfragen"), N_("Helpers", "Anfragen")
_STILL_HINT = N_("Helpers", "Das Programm schlägt hier nicht vor, weil: {}. Der Grund steht später beim Einsatz.")
_DOUBLED = N_("Helpers", "zur selben Zeit schon: {}")
#: What `matching.pool` reads.
_READ = {cls.type.name for cls in (Person, Placement, Consent, Clearance, SubArea, Setting)}
_MOST_REFUSED = 5
_ENDED = N_("Helpers", "Einsatz {} beendet")
_NOBODY_HELPS = N_("Helpers", "Hier hilft niemand mehr.")
_CLOSE = N_("Helpers", "Bedarf abschließen …")
#: Who was not needed, or not to be asked any more, can be asked another time.
_ASK_AGAIN = frozenset({EnquiryStatus.ELSEWHERE, EnquiryStatus.REVOKED})
#: Placements that can end.
_GOES_ON = RUNNING | {PlacementStatus.PAUSED}


class HelpersCard(Card):
    """Who could help with a need or in a profile, who was asked, who helps."""

    done = Signal()
    close_wanted = Signal()

    def __init__(self, context: Context, refused: Callable[[str], None]) -> None:
        super().__init__(_TITLE)
        self._context, self._refused = context, refused
        self._asked: Asked | None = None
        self._with_points = False
        self._pool: Pool | None = None  # reading very many takes a while; the next need asks the same people
        self._pool_of = context.today()
        self._found: list[Suggestion] = []
        self.dialog: QDialog | None = None
        self.boxes: dict[int, QCheckBox] = {}
        self.steps: list[QPushButton] = []  # what leads on, in the order of the rows
        self.state = label(role="muted")
        self._going = QVBoxLayout()
        self._going.setSpacing(0)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        shelf = QWidget()
        flow = Flow(shelf, gap=6)
        self.ask = button(_ASK, self.ask_ticked, "primary")
        self.points = button(_WHY, self._toggle_points)
        for one in (self.ask, self.points):
            flow.addWidget(one)
        self.hint = label(_SUGGESTION, "muted")
        self.body.addWidget(self.state)
        self.body.addLayout(self._going)
        self.body.addLayout(self._rows)
        self.body.addWidget(shelf)
        self.body.addWidget(self.hint)

    # --- by keyboard ----------------------------------------------------------------------

    def next_stop(self) -> QWidget | None:
        """What comes next: whoever may begin, whoever was asked, else the first who could be; None if nothing does."""
        return next((one for one in (*self.steps, *self.boxes.values()) if one.isEnabled()), None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A digit ticks the one with this number, Enter asks those who are ticked."""
        boxes, digit = list(self.boxes.values()), event.text()
        at = (int(digit) - 1) % 10 if len(digit) == 1 and digit in "0123456789" else len(boxes)
        if at < len(boxes) and boxes[at].isEnabled():
            boxes[at].click()
            boxes[at].setFocus(Qt.FocusReason.OtherFocusReason)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and any(one.isChecked() for one in boxes):
            self.ask_ticked()
        else:
            super().keyPressEvent(event)

    # --- showing --------------------------------------------------------------------------

    def show_for(self, asked: Asked) -> None:
        """Show who fits, and how far it is with those who were asked."""
        read, today = self._context.desk.office.read, self._context.today()
        if self._asked is None or self._asked.id != asked.id:
            self._with_points = False
        self._asked = asked
        ticked = {one for one, box in self.boxes.items() if box.isChecked()}
        empty(self._going)
        empty(self._rows)
        self.boxes, self._found, self.steps = {}, [], []
        ours = {"need": asked.id} if isinstance(asked, SupportNeed) else {"profile": asked.id}
        enquiries, placements = read.where(Enquiry, **ours), read.where(Placement, **ours)
        for placement in placements:
            self._going.addWidget(self._placement_row(placement))
        for enquiry in enquiries:
            if enquiry.status is EnquiryStatus.ASKED or enquiry in placing.to_thank([enquiry]):
                self._going.addWidget(self._enquiry_row(enquiry))
        if asked.status is NeedStatus.RUNNING and not any(one.status in _GOES_ON for one in placements):
            self._going.addWidget(self._closing_row())
        searching = asked.status in (
            NeedStatus.RECORDED, NeedStatus.CHECKING, NeedStatus.OPEN, NeedStatus.PLACING, ProfileStatus.DRAFT,
            ProfileStatus.CHECKING, ProfileStatus.ACTIVE,
        )  # fmt: skip
        why = boundaries.why_not(read, asked, today) if searching else ""
        self.state.setText(_FIRST(why) if why else "" if searching else str(_NOT_OPEN))
        self.state.setVisible(bool(why) or not searching)
        if searching and asked.category:
            left_out = {one.person for one in enquiries if one.status not in _ASK_AGAIN}
            self._suggest(left_out, ticked, enabled=not why)
        can = bool(self.boxes)
        self.ask.setVisible(can)
        self.ask.setEnabled(not why)
        self.points.setVisible(can)
        self.points.setText(str(_LESS if self._with_points else _WHY))
        self.hint.setVisible(can)

    def _suggest(self, asked_before: set[int], ticked: set[int], enabled: bool) -> None:
        read, today, asked = self._context.desk.office.read, self._context.today(), self._asked
        assert asked is not None
        if self._pool is None or self._pool_of != today:
            self._pool, self._pool_of = matching.pool(read, today), today
        pool, wanted = self._pool, matching.wanted_in(read, asked)
        self._found = [one for one in pool.best(wanted, 10 + len(asked_before)) if one.helper.id not in asked_before][
            :10
        ]
        for one in self._found:
            self._rows.addWidget(self._suggestion_row(one, one.helper.id in ticked, enabled))
        if not self._found:
            self._rows.addWidget(label(_NOBODY, "muted"))
        refused = [(helper.id, no) for helper, no in pool.refused(wanted) if helper.id not in asked_before]
        if self._with_points or not self._found:
            refused.sort(key=lambda one: one[1].rule not in OVERRIDABLE)  # who can be asked all the same first
            for person, no in refused[:_MOST_REFUSED]:
                self._rows.addWidget(self._refused_row(person, no, enabled))

    def _suggestion_row(self, one: Suggestion, ticked: bool, enabled: bool) -> QWidget:
        row = RuledRow()
        name = self._context.desk.office.read.names.title("person", one.helper.id)
        box = self.boxes[one.helper.id] = QCheckBox()
        box.setAccessibleName(f"{name}, {in_words(one.score)}")
        box.setChecked(ticked)
        box.setEnabled(enabled)
        inside = QVBoxLayout()
        inside.setSpacing(2)
        inside.addWidget(label(f"{name} · {in_words(one.score)}"))
        said = [part.reason for part in one.points if part.points and part.reason]
        if self._with_points:
            said = [f"{part.reason} {part.points}" for part in one.points if part.reason]
            inside.addWidget(label(_POINTS(one.score, " · ".join(said)), "muted"))
        else:
            inside.addWidget(label(" · ".join(said), "muted"))
        if one.warnings:
            inside.addWidget(label(" · ".join(one.warnings), "warn"))
        row.line.addWidget(box)
        if enabled:
            row.line.addWidget(label(str(len(self.boxes) % 10), "muted", wrap=False))
        row.line.addLayout(inside, 1)
        row.line.addWidget(self._open_button(Person.type.name, one.helper.id, name))
        return row

    def _refused_row(self, person: int, no: No, enabled: bool) -> QWidget:
        """Who is not proposed, and why; where a rule lets it, they can be asked all the same, with a reason."""
        row = RuledRow()
        name = self._context.desk.office.read.names.title("person", person)
        inside = QVBoxLayout()
        inside.setSpacing(2)
        inside.addWidget(label(_REFUSED(name, no.because), "muted"))
        if no.rule in OVERRIDABLE:
            still = button(_STILL, partial(self._ask_still, person, name, no), "link", _STILL_NAME(name))
            still.setEnabled(enabled)
            inside.addWidget(still)
        row.line.addLayout(inside, 1)
        return row

    def _ask_still(self, person: int, name: str, no: No) -> None:
        asked, office, today = self._asked, self._context.desk.office, self._context.today()
        if asked is None:
            return

        def keep(given: dict[str, Any]) -> None:
            reason = given["override_reason"] or ""
            helper = office.read.get(Person, person)
            self._context.desk.do(
                _DID_ASK(name), lambda unit: placing.ask(unit, asked, [helper], today, override=reason)
            )
            self._context.say(_DID_ASK(name))

        sources, field = Sources(office.names, suggestions(office)), Placement.type.field("override_reason")
        title, hint = _STILL_TITLE(name), _STILL_HINT(no.because)
        self.dialog = AskDialog(title, [field], sources, keep, self, take=_STILL_TAKE, hint=hint)
        self.dialog.open()

    def _open_button(self, type_name: str, key: int, name: str) -> QWidget:
        return icon_button(
            "arrow-right", N_("Helpers", "Öffnen: {}")(name), partial(self._context.open_record, type_name, key)
        )

    def _closing_row(self) -> QWidget:
        row = RuledRow()
        row.line.addWidget(label(_NOBODY_HELPS), 1)
        self.steps.append(button(_CLOSE, self.close_wanted.emit))
        row.line.addWidget(self.steps[-1])
        return row

    def _enquiry_row(self, enquiry: Enquiry) -> QWidget:
        read = self._context.desk.office.read
        person = read.get(Person, enquiry.person)
        name = person.title(read.names)
        row = RuledRow()
        if enquiry.status is not EnquiryStatus.ASKED:
            row.line.addWidget(label(_NOT_NEEDED(name)), 1)
            thank = button(_THANK, partial(self._thank, enquiry, name), "link", N_("Helpers", "{} danken")(name))
            row.line.addWidget(thank)
            return row
        told = " · ".join(filter(None, (name, person.phone or person.mobile, _ASKED_ON(show_date(enquiry.asked_on)))))
        row.line.addWidget(label(told), 1)
        yes = button(_YES, partial(self._agree, enquiry, name), "", N_("Helpers", "{} sagt zu")(name))
        no = QPushButton(str(_NO))
        no.setAccessibleName(N_("Helpers", "{} sagt ab")(name))
        menu = QMenu(no)
        for item in read.where(ListItem, values="enquiry_reason"):
            if item.active:
                menu.addAction(item.label).triggered.connect(partial(self._decline, enquiry, name, item.code))
        menu.addSeparator()
        menu.addAction(str(_BACK)).triggered.connect(partial(self._withdraw, enquiry, name))
        no.setMenu(menu)
        self.steps.append(yes)
        row.line.addWidget(yes)
        row.line.addWidget(no)
        return row

    def _placement_row(self, placement: Placement) -> QWidget:
        read, today = self._context.desk.office.read, self._context.today()
        name = read.names.title("person", placement.person)
        row = RuledRow()
        inside = QVBoxLayout()
        inside.setSpacing(2)
        inside.addWidget(label(f"{placement.number} · {name} · {placement.status.label}"))
        before = placement.status in (
            PlacementStatus.PROPOSED, PlacementStatus.ASKED, PlacementStatus.MEETING, PlacementStatus.RESERVED,
        )  # fmt: skip
        lacking = missing(read, placement, today) if before else []
        doubled = placing.doubled(read, placement) if before else []
        if doubled:
            inside.addWidget(label(_DOUBLED(", ".join(doubled)), "warn"))
        if lacking:
            inside.addWidget(label(_MISSING("; ".join(lacking)), "warn"))
        row.line.addLayout(inside, 1)
        once = placing.is_once(read, placement)
        if before and not once:
            self.steps.append(button(_RUNS, partial(self._run, placement)))
            row.line.addWidget(self.steps[-1])
        if once and (before or placement.status is PlacementStatus.ACTIVE):
            self.steps.append(button(_ONCE, partial(self._finish, placement)))
            row.line.addWidget(self.steps[-1])
        if placement.status in _GOES_ON and not once:
            row.line.addWidget(button(_ENDS, partial(self._end, placement), "link"))
        row.line.addWidget(self._open_button(Placement.type.name, placement.id or 0, placement.number))
        return row

    def follow(self, changes: Iterable[Change]) -> None:
        """Read the volunteers anew when something that matching knows of them was changed."""
        for record in (change.record for change in changes):
            told = record.about[0] if isinstance(record, StatusEvent) else record.type.name
            if told in _READ:
                self._pool = None

    # --- doing ----------------------------------------------------------------------------

    def _do(self, label_: str, action: Callable[[Unit], Any]) -> None:
        with Saying(self._refused):
            self._context.desk.do(label_, action)
            self._context.say(label_)
            self.done.emit()

    def ask_ticked(self) -> None:
        """Note that the ticked ones were asked."""
        asked, read = self._asked, self._context.desk.office.read
        people = [read.get(Person, one) for one, box in self.boxes.items() if box.isChecked()]
        if asked is None:
            return
        names = "; ".join(one.title(read.names) for one in people)
        today = self._context.today()
        self._do(_DID_ASK(names), lambda unit: placing.ask(unit, asked, people, today))

    def _agree(self, enquiry: Enquiry, name: str) -> None:
        reasons = next((matching.explain(one) for one in self._found if one.helper.id == enquiry.person), "")
        today = self._context.today()
        self._do(_SAID_YES(name), lambda unit: placing.agree(unit, enquiry, today, reasons))

    def _decline(self, enquiry: Enquiry, name: str, reason: str, _checked: bool = False) -> None:
        today = self._context.today()
        self._do(_SAID_NO(name), lambda unit: placing.decline(unit, enquiry, today, reason))

    def _withdraw(self, enquiry: Enquiry, name: str, _checked: bool = False) -> None:
        today = self._context.today()
        self._do(_TOOK_BACK(name), lambda unit: placing.withdraw(unit, enquiry, today, "OHNE"))

    def _thank(self, enquiry: Enquiry, name: str) -> None:
        """Offer the words; that somebody was thanked is noted afterwards."""
        today = self._context.today()

        def keep() -> None:
            self._do(_THANKED(name), lambda unit: placing.thank(unit, [enquiry], today))

        dialog = self.dialog = ThankDialog(self._context, enquiry, keep, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _run(self, placement: Placement) -> None:
        today = self._context.today()
        self._do(_BEGAN(placement.number), lambda unit: placing.run(unit, placement, today))

    def _finish(self, placement: Placement) -> None:
        today = self._context.today()
        self._do(_FINISHED(placement.number), lambda unit: placing.finish_once(unit, placement, today))

    def _end(self, placement: Placement) -> None:
        """Ask why and since when nobody helps here any more."""
        field, office, today = placement.type.status, self._context.desk.office, self._context.today()
        assert field is not None
        began = Step(PlacementStatus.ENDED, today)
        history = office.read.history(placement)
        dialog = StatusDialog(field, (placement.status,), history, today, office.names, began, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        label_ = _ENDED(placement.number)
        dialog.chosen.connect(lambda step: self._do(label_, lambda unit: editing.take(unit, placement, step)))
        dialog.open()
        self.dialog = dialog

    def _toggle_points(self) -> None:
        self._with_points = not self._with_points
        if self._asked is not None:
            self.show_for(self._asked)
