"""„Alle offenen Bedarfe zusammen verteilen“: the best joint proposal, gone through one by one; Enter asks.

What is not accepted is kept nowhere: it goes with this window.
"""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QDialog, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from bezirkskoordination.actions import placing
from bezirkskoordination.actions.matching import Together
from bezirkskoordination.i18n import N_
from bezirkskoordination.records.kinds import show_date
from bezirkskoordination.records.needs import SupportNeed
from bezirkskoordination.records.people import Person
from bezirkskoordination.rules.matching import Suggestion, in_words
from bezirkskoordination.store.unit import Unit
from bezirkskoordination.ui.cards import Card, Scrolled, button, label
from bezirkskoordination.ui.context import Context
from bezirkskoordination.ui.flow import Flow
from bezirkskoordination.ui.notice import Notice
from bezirkskoordination.ui.saying import Saying
from bezirkskoordination.ui.two_lines import TwoLines

TITLE = N_("Together", "Alle offenen Bedarfe zusammen verteilen")
_COVERED = N_("Together", "Für {} von {} offenen Bedarfen, für die noch niemand angefragt ist, gibt es einen Vorschlag")
_MORE = N_("Together", "{}: {} mehr, als wenn man sie der Reihe nach durchgeht.")
_ONE_MORE = N_("Together", "{}: einer mehr, als wenn man sie der Reihe nach durchgeht.")
_BETTER = N_("Together", "{}: ebenso viele wie der Reihe nach, zusammen aber passender.")
_AS_MANY = N_("Together", "{}: ebenso viele wie der Reihe nach.")
_NOBODY = N_("Together", "Zurzeit ist niemand vermittelbar, der für einen der offenen Bedarfe in Frage kommt.")
_HINT = N_(
    "Together",
    "Vorschlag, Entscheidung trifft ein Mensch. Nicht Angenommenes wird nirgends aufbewahrt."
    " Eingabetaste fragt an, Strg+Z nimmt die letzte Anfrage zurück.",
)
_LIST = N_("Together", "Vorschläge, je Bedarf eine Person")
_SECOND = N_("Together", "{} · {}")
_ASKED = N_("Together", "✓ angefragt: {}")
_SINCE = N_("Together", "{} · erfasst am {}")
_ASK, _DONE = N_("Together", "Anfragen"), N_("Together", "Angefragt")
_WHY, _LESS = N_("Together", "Punkte zeigen"), N_("Together", "Punkte ausblenden")
_POINTS = N_("Together", "{} von 100 Punkten: {}")
_OPEN_NEED, _OPEN_PERSON = N_("Together", "Bedarf öffnen"), N_("Together", "Person öffnen")
_CLOSE = N_("Together", "Schließen")
_DID = N_("Together", "{} für {} angefragt")
_BACK = N_("Together", "Zurückgenommen: {}")
_WIDE, _HIGH, _EDGE = 880, 540, 40  # px


@dataclass
class _Row:
    need: SupportNeed
    suggestion: Suggestion
    name: str
    asked: bool = False


class TogetherDialog(QDialog):
    """The list of proposals, and the chosen one beside it with its reasons."""

    def __init__(self, context: Context, found: Together, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.setWindowTitle(str(TITLE))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        names = context.desk.office.read.names
        names.read_titles(Person.type.name, {one.helper.id for _need, one in found.proposals})
        self.rows = [_Row(need, one, names.title("person", one.helper.id)) for need, one in found.proposals]
        self._taken: list[int] = []  # rows that were asked, the last one last
        self._with_points = False
        self.head = label(_said(found), "section")
        self.notice = Notice()
        self.list = TwoLines(str(_LIST))
        self.list.itemActivated.connect(lambda _item: self.ask())
        self.list.currentRowChanged.connect(lambda _row: self._show())
        self._lay_out_detail()
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.list)
        splitter.addWidget(Scrolled(self._detail))
        splitter.setSizes([360, 460])
        foot = QHBoxLayout()
        foot.addWidget(label(_HINT, "muted"), 1)
        self.close_button = button(_CLOSE, self.reject)
        self.close_button.setAutoDefault(False)  # the Enter that asks is not one that closes
        foot.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 14)
        column.setSpacing(10)
        column.addWidget(self.head)
        column.addWidget(self.notice)
        column.addWidget(splitter, 1)
        column.addLayout(foot)
        splitter.setVisible(bool(self.rows))
        room = self.screen().availableGeometry()  # at 200 % a screen is half as wide
        self.resize(min(_WIDE, room.width() - _EDGE), min(_HIGH, room.height() - _EDGE) if self.rows else 160)
        self._fill()
        self.list.setFocus()

    def _lay_out_detail(self) -> None:
        self._detail = QWidget()
        self.card = Card("")
        self.since, self.person = label(role="muted"), label()
        self.reasons, self.warnings = label(role="muted"), label(role="warn")
        shelf = QWidget()
        flow = Flow(shelf, gap=6)
        self.ask_button = button(_ASK, self.ask, "primary")
        self.points = button(_WHY, self._toggle_points, "link")
        self.open_need = button(_OPEN_NEED, lambda: self._open(self.rows[self.row].need))
        self.open_person = button(_OPEN_PERSON, self._open_the_person)
        for one in (self.ask_button, self.open_need, self.open_person, self.points):
            one.setAutoDefault(False)
            flow.addWidget(one)
        for part in (self.since, self.person, self.reasons, self.warnings, shelf):
            self.card.body.addWidget(part)
        inside = QVBoxLayout(self._detail)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.card)
        inside.addStretch(1)

    @property
    def row(self) -> int:
        """Which proposal is chosen."""
        return max(self.list.currentRow(), 0)

    # --- showing ----------------------------------------------------------------------------

    def _fill(self) -> None:
        names = self._context.desk.office.read.names
        self.list.fill([(one.need.title(names), _second(one)) for one in self.rows])
        self._show()

    def _show(self) -> None:
        if not self.rows:
            return
        one, names = self.rows[self.row], self._context.desk.office.read.names
        self.card.set_title(one.need.title(names))
        self.since.setText(_SINCE(one.need.urgency.label, show_date(one.need.recorded_on)))
        self.person.setText(_SECOND(one.name, in_words(one.suggestion.score)))
        parts = [part for part in one.suggestion.points if part.reason and (part.points or self._with_points)]
        said = " · ".join(f"{part.reason} {part.points}" if self._with_points else part.reason for part in parts)
        self.reasons.setText(_POINTS(one.suggestion.score, said) if self._with_points else said)
        self.warnings.setText(" · ".join(one.suggestion.warnings))
        self.warnings.setVisible(bool(one.suggestion.warnings))
        self.points.setText(str(_LESS if self._with_points else _WHY))
        self.ask_button.setText(str(_DONE if one.asked else _ASK))
        self.ask_button.setEnabled(not one.asked)
        self.ask_button.setAccessibleName(_DID(one.name, one.need.number) if one.asked else f"{_ASK}: {one.name}")

    def _toggle_points(self) -> None:
        self._with_points = not self._with_points
        self._show()

    # --- doing ------------------------------------------------------------------------------

    def ask(self) -> None:
        """Note that the chosen one was asked, as one step that can be taken back; then go to the next."""
        at = self.row
        if not self.rows or self.rows[at].asked:
            return
        one, context = self.rows[at], self._context
        today, said = context.today(), _DID(one.name, one.need.number)

        def ask(unit: Unit) -> None:
            need = unit.get(SupportNeed, one.need.id or 0)
            placing.ask(unit, need, [unit.get(Person, one.suggestion.helper.id)], today)

        with Saying(self._refused):
            context.desk.do(said, ask)
            context.say(said)
            self.notice.hide()
            one.asked = True
            self._taken.append(at)
            self._fill()
            self._next(at)

    def _next(self, after: int) -> None:
        """Choose the next that was not asked, behind this one or else from the top."""
        order = [*range(after + 1, len(self.rows)), *range(after)]
        self.list.setCurrentRow(next((at for at in order if not self.rows[at].asked), after))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Undo):
            self.take_back()
        else:
            super().keyPressEvent(event)

    def take_back(self) -> None:
        """Undo the last enquiry that was made here."""
        if not self._taken:
            return
        at = self._taken[-1]
        one, desk = self.rows[at], self._context.desk
        if desk.undo_label != _DID(one.name, one.need.number):
            return  # something else was done since
        with Saying(self._refused):
            said = _BACK(desk.undo())
            self._context.say(said)
            self._taken.pop()
            one.asked = False
            self._fill()
            self.list.setCurrentRow(at)

    def _refused(self, text: str) -> None:
        self.notice.say(text, "warn")

    def _open(self, record: SupportNeed | Person) -> None:
        self._context.open_record(record.type.name, record.id or 0)

    def _open_the_person(self) -> None:
        self._context.open_record(Person.type.name, self.rows[self.row].suggestion.helper.id)


def _said(found: Together) -> str:
    """How many needs are covered, and how many more than in order."""
    if not found.proposals:
        return str(_NOBODY)
    covered = _COVERED(len(found.proposals), found.waiting)
    if found.more > 1:
        return _MORE(covered, found.more)
    if found.more == 1:
        return _ONE_MORE(covered)
    return (_BETTER if found.points > found.points_in_order else _AS_MANY)(covered)


def _second(one: _Row) -> str:
    return _ASKED(one.name) if one.asked else _SECOND(one.name, in_words(one.suggestion.score))
