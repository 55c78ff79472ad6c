"""The list of a training at the keyboard: type a name to sign somebody up, one key says how somebody stood to it.

Every key is a step of its own that undo takes back; what follows from it (who moves up, what is learnt) is said.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from bezirkskoordination.actions import training as verbs
from bezirkskoordination.actions.editing import Step
from bezirkskoordination.actions.training import Outcome
from bezirkskoordination.i18n import N_, Text
from bezirkskoordination.records import VOLUNTEERS
from bezirkskoordination.records.fields import Record
from bezirkskoordination.records.kinds import parse_hundredths, show_hundredths
from bezirkskoordination.records.people import Person
from bezirkskoordination.records.refusal import BadValue
from bezirkskoordination.records.trainings import Participant, Participation, Training, TrainingStatus
from bezirkskoordination.rules import trainings
from bezirkskoordination.store.unit import Change, Unit
from bezirkskoordination.ui import printing, style
from bezirkskoordination.ui.cards import button
from bezirkskoordination.ui.chips import ChipDelegate, RowDelegate, row_height
from bezirkskoordination.ui.flow import Flow
from bezirkskoordination.ui.listening import listen
from bezirkskoordination.ui.record_tab import RecordTab
from bezirkskoordination.ui.related import suggestions
from bezirkskoordination.ui.saying import Saying
from bezirkskoordination.ui.status_dialog import StatusDialog
from bezirkskoordination.ui.widgets.picks import PickLine

if TYPE_CHECKING:
    from bezirkskoordination.ui.record_form import RecordForm
    from bezirkskoordination.ui.window import MainWindow

_P, _S = Participation, TrainingStatus
#: The keys of the list, and what they note; the usual first.
_KEYS: dict[str, tuple[Text, Participation]] = {
    "t": (N_("Participants", "Teilgenommen (T)"), _P.ATTENDED),
    "n": (N_("Participants", "Nicht erschienen (N)"), _P.MISSED),
    "a": (N_("Participants", "Abgesagt (A)"), _P.CANCELLED),
    "m": (N_("Participants", "Angemeldet (M)"), _P.SIGNED_UP),
}
_STRIKE = N_("Participants", "Streichen (Entf)")
_CERTIFICATE = N_("Participants", "Bescheinigung …")
_NEW, _OPEN_UP, _HELD = (
    N_("Participants", "Neue Person …"), N_("Participants", "Anmeldung öffnen"),
    N_("Participants", "Durchgeführt …"),
)  # fmt: skip
_HEADS = N_("Participants", "Nr."), N_("Participants", "Name"), N_("Participants", "Stand"), N_("Participants", "UStd.")
_WHO = N_("Participants", "Anmelden: Name tippen, Eingabetaste")
_UNITS = N_("Participants", "besuchte UStd.")
_UNITS_OF = N_("Participants", "Besuchte Unterrichtsstunden, Eingabetaste trägt ein")

_SEATS, _ALL_SEATS = N_("Participants", "{} von {} Plätzen vergeben"), N_("Participants", "{} angemeldet")
_COUNTS: tuple[tuple[Participation, Text], ...] = (
    (_P.WAITING, N_("Participants", "{} auf der Warteliste")), (_P.ATTENDED, N_("Participants", "{} teilgenommen")),
    (_P.MISSED, N_("Participants", "{} nicht erschienen")), (_P.CANCELLED, N_("Participants", "{} abgesagt")),
)  # fmt: skip
_OVER = N_("Participants", "{} mehr als Plätze")

_UNKNOWN = N_(
    "Participants", "„{}“ ist nicht in der Datei oder steht schon auf der Liste. „Neue Person …“ legt jemanden an."
)
_SEVERAL = N_("Participants", "„{}“ heißen mehrere. Bitte aus der Liste wählen (Pfeil nach unten).")
_SIGNED_UP = N_("Participants", "„{}“: {} angemeldet")
_MARKED, _MARKED_MANY = N_("Participants", "„{}“: {} {}"), N_("Participants", "„{}“: {} Personen {}")
_STRUCK, _STRUCK_MANY = N_("Participants", "„{}“: {} gestrichen"), N_("Participants", "„{}“: {} Personen gestrichen")
_MOVED = N_("Participants", "nachgerückt: {}")
_EARNED = N_("Participants", "Qualifikation eingetragen: {}")
_LOST = N_("Participants", "Qualifikation zurückgenommen: {}")
_MOST_NAMES = 3
_AND_MORE = N_("Participants", "{} und {} weitere")


def summary(training: Training) -> str:
    """„6 von 6 Plätzen vergeben · 2 auf der Warteliste“."""
    seated = trainings.count(training, *trainings.SEATED)
    parts = [_SEATS(min(seated, training.places), training.places) if training.places else _ALL_SEATS(seated)]
    if training.places and seated > training.places:
        parts.append(_OVER(seated - training.places))
    parts += [said(count) for status, said in _COUNTS if (count := trainings.count(training, status))]
    return " · ".join(parts)


class _Table(QTableWidget):
    """The list; letters and digits are keys here, not a search for rows."""

    letter = Signal(str)
    digit = Signal(str)
    strike_wanted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = event.text().lower()
        plain = not event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        if event.key() == Qt.Key.Key_Delete:
            self.strike_wanted.emit()
        elif plain and text.isdigit():
            self.digit.emit(text)
        elif plain and (text == " " or text.isalpha()):
            self.letter.emit(text)
        else:
            super().keyPressEvent(event)
            return
        event.accept()


class ParticipantsTab(RecordTab):
    """Who takes part in the training that is shown."""

    title = N_("Editing", "Teilnehmende")

    def __init__(self, frame: "RecordForm") -> None:
        super().__init__()
        self._frame, self._context = frame, frame.context
        self._desk = frame.context.desk
        self._training: Training | None = None
        self.who = PickLine(self._offered, self, opens_on_click=False, arrow=False)
        self.table = _Table(0, len(_HEADS), self)
        self.sums, self.said = QLabel(), QLabel()
        self.units = QLineEdit()
        self.new_button = button(_NEW, self.begin_new)
        self.open_button = button(_OPEN_UP, self.open_registration)
        self.held_button = button(_HELD, self.hold)
        self.key_buttons = {key: button(words, partial(self.press, key)) for key, (words, _) in _KEYS.items()}
        self.strike_button = button(_STRIKE, self.strike)
        self.certificate_button = button(_CERTIFICATE, self.certify)
        self._lay_out()
        self._connect()
        listen(self._desk, self, self._hear)

    def _lay_out(self) -> None:
        self.who.setPlaceholderText(str(_WHO))
        self.who.setAccessibleName(str(_WHO))
        self.sums.setProperty("role", "section")
        for words in (self.sums, self.said):
            words.setWordWrap(True)
        self.units.setPlaceholderText(str(_UNITS))
        self.units.setAccessibleName(str(_UNITS_OF))
        self.units.setMaximumWidth(self.units.fontMetrics().horizontalAdvance("n") * 18)
        table = self.table
        table.setAccessibleName(str(self.title))
        table.setHorizontalHeaderLabels([str(head) for head in _HEADS])
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(row_height(table))
        head = table.horizontalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self._rows, self._right, self._chips = (
            RowDelegate(table), RowDelegate(table, right=True), ChipDelegate(table, Participation),
        )  # fmt: skip
        table.setItemDelegate(self._rows)
        table.setItemDelegateForColumn(2, self._chips)
        table.setItemDelegateForColumn(3, self._right)
        first, shelf = QHBoxLayout(), QWidget()
        first.addWidget(self.who, 1)
        first.addWidget(self.new_button)
        flow = Flow(shelf, gap=6)
        keys = (*self.key_buttons.values(), self.strike_button, self.units, self.certificate_button)
        for one in (*keys, self.open_button, self.held_button):
            flow.addWidget(one)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 4, 0)
        column.setSpacing(6)
        column.addWidget(self.sums)
        column.addLayout(first)
        column.addWidget(table, 1)
        column.addWidget(self.said)
        column.addWidget(shelf)

    def _connect(self) -> None:
        self.who.picked.connect(self.sign_up)
        self.who.returnPressed.connect(self._entered)
        self.table.letter.connect(self.press)
        self.table.digit.connect(self._begin_units)
        self.table.strike_wanted.connect(self.strike)
        self.table.itemSelectionChanged.connect(self._offer)
        self.table.itemActivated.connect(lambda _item: self._open_person())
        self.units.returnPressed.connect(self.take_units)

    # --- what is shown --------------------------------------------------------------------

    def show_for(self, record: Record) -> None:
        assert isinstance(record, Training)
        if self._training is None or record.id != self._training.id:
            self._say("")
            self.units.clear()
            self.who.clear()
        chosen = set(self.chosen())
        self._training = record
        names = self._context.desk.office.names
        names.read_titles(Person.type.name, (one.person for one in record.participants))
        self.table.blockSignals(True)
        self.table.setRowCount(len(record.participants))
        for row, one in enumerate(record.participants):
            cells = (
                str(row + 1), names.title(Person.type.name, one.person), str(one.status.label),
                show_hundredths(one.units),
            )  # fmt: skip
            for column, said in enumerate(cells):
                item = QTableWidgetItem(said)
                item.setToolTip(said)
                self.table.setItem(row, column, item)
        self.table.blockSignals(False)
        self._choose(chosen)
        self.sums.setText(summary(record))
        self._offer()

    def _choose(self, persons: set[int]) -> None:
        assert self._training is not None
        model, flags = self.table.selectionModel(), QItemSelectionModel.SelectionFlag
        model.clearSelection()
        for row, one in enumerate(self._training.participants):
            if one.person in persons:
                model.select(self.table.model().index(row, 0), flags.Select | flags.Rows)

    def _choose_row(self, row: int) -> None:
        flags = QItemSelectionModel.SelectionFlag
        index = self.table.model().index(row, 1)
        self.table.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)

    def rows(self) -> list[int]:
        """The chosen rows, from the top."""
        return sorted({index.row() for index in self.table.selectionModel().selectedRows()})

    def chosen(self) -> list[int]:
        """The chosen persons, from the top."""
        return [one.person for one in self._chosen_participants()]

    def _chosen_participants(self) -> list[Participant]:
        every = self._training.participants if self._training else ()
        return [every[row] for row in self.rows() if row < len(every)]

    def _offer(self) -> None:
        """Offer what can be done with the training and with who is chosen."""
        one, chosen = self._training, self._chosen_participants()
        living = one is not None and one.status is not _S.CANCELLED
        self.who.setEnabled(living)
        self.new_button.setEnabled(living)
        for made in (*self.key_buttons.values(), self.strike_button, self.units):
            made.setEnabled(living and bool(chosen))
        self.certificate_button.setEnabled(any(row.status is _P.ATTENDED for row in chosen))
        self.open_button.setVisible(one is not None and one.status is _S.PLANNED)
        over = one is not None and trainings.last_day(one) <= self._context.today()
        self.held_button.setVisible(one is not None and one.status in trainings.LIVING and over)

    def follow(self, changes: list[Change]) -> None:
        own = [change.after for change in changes if isinstance(change.after, Training)]
        for record in own:
            if self._training is not None and record is not None and record.id == self._training.id:
                self.show_for(record)

    def focus(self) -> None:
        """Go to the list; where nobody stands on it, to the line that signs up."""
        if self._training is not None and self._training.participants:
            if not self.rows():
                self._choose_row(0)
            self.table.setFocus()
        else:
            self.who.setFocus()

    # --- what is said ---------------------------------------------------------------------

    def _hear(self, changes: list[Change]) -> None:
        """Say what followed from a change of this training, whoever made it."""
        training = self._frame.record  # the tab itself may not have been looked at yet
        if training is None or training.id is None:
            return
        outcome = Outcome.of(changes, training.id)
        told = ((_MOVED, outcome.moved_up), (_EARNED, outcome.earned), (_LOST, outcome.lost))
        said = " · ".join(words(self._names(persons)) for words, persons in told if persons)
        if said:
            self._say(said)
            self._context.say(said)

    def _names(self, persons: Sequence[int]) -> str:
        title = partial(self._context.desk.office.names.title, Person.type.name)
        shown = "; ".join(map(title, persons[:_MOST_NAMES]))
        more = len(persons) - _MOST_NAMES
        return _AND_MORE(shown, more) if more > 0 else shown

    def _say(self, text: str, problem: bool = False) -> None:
        self.said.setText(text)
        style.mark(self.said, "role", "problem" if problem else "muted")
        self.said.setVisible(bool(text))

    def _refused(self, text: str) -> None:
        self._say(text, problem=True)
        self._context.say(text)

    # --- verbs ----------------------------------------------------------------------------

    def _do(self, label: str, verb: Callable[[Unit, Training], Training]) -> bool:
        """One step at the desk, on the training as it stands; what is refused is said."""
        if not self._frame.leave():
            return False
        training = self._frame.record
        assert isinstance(training, Training)
        self._say("")
        with Saying(self._refused):
            self._desk.do(label, lambda unit: verb(unit, training))
            return True
        return False

    def _offered(self, text: str) -> list[tuple[Any, str]]:
        """The persons that a text may mean, without those who are on the list."""
        listed = {one.person for one in self._training.participants} if self._training else set()
        found = suggestions(self._context.desk.office)(Person.type.name, text)
        return [(key, label) for key, label in found if key not in listed]

    def sign_up(self, person: int | None) -> None:
        """Put somebody on the list, and wait for the next name."""
        if person is None or self._training is None:
            return
        name = self._context.desk.office.names.title(Person.type.name, person)
        if self._do(_SIGNED_UP(self._training.name, name), lambda unit, one: verbs.sign_up(unit, one, person)):
            self.who.clear()
            self._choose({person})

    def _entered(self) -> None:
        """Enter where no list is open: the one person that is meant, or a word why there is none."""
        if self.who.list_shown:
            return  # the list takes the key itself
        text = self.who.text().strip()
        found = self._offered(text) if text else []
        if len(found) == 1:
            self.sign_up(found[0][0])
        elif text:
            self._refused((_SEVERAL if found else _UNKNOWN)(text))

    def begin_new(self) -> None:
        """Sign up somebody who is not in the file yet."""
        from bezirkskoordination.ui.record_dialog import RecordDialog  # late: the two know each other

        dialog = RecordDialog(VOLUNTEERS, self._context, {}, self)
        dialog.panel.saved.connect(self.sign_up)
        self._frame.dialog = dialog
        dialog.open()

    def press(self, key: str) -> None:
        """Note how the chosen stand to the training; with one chosen, the next is chosen then.

        The blank says that somebody took part, and takes it back.
        """
        chosen, rows = self._chosen_participants(), self.rows()
        if key == " " and chosen:
            key = "m" if chosen[0].status is _P.ATTENDED else "t"
        if key not in _KEYS or not chosen or self._training is None:
            return
        status = _KEYS[key][1]
        persons = [one.person for one in chosen]
        said = self._label(_MARKED, _MARKED_MANY, persons, str(status.label))
        if self._do(said, lambda unit, one: verbs.mark(unit, one, persons, status)) and len(rows) == 1:
            self._choose_row(min(rows[0] + 1, self.table.rowCount() - 1))

    def strike(self) -> None:
        """Take the chosen off the list."""
        persons, rows = self.chosen(), self.rows()
        if persons and self._training is not None:
            said = self._label(_STRUCK, _STRUCK_MANY, persons)
            if self._do(said, lambda unit, one: verbs.strike(unit, one, persons)) and self.table.rowCount():
                self._choose_row(min(rows[0], self.table.rowCount() - 1))

    def _label(self, one: Text, many: Text, persons: list[int], *words: str) -> str:
        assert self._training is not None
        who = self._names(persons) if len(persons) == 1 else str(len(persons))
        return (one if len(persons) == 1 else many)(self._training.name, who, *words)

    def _begin_units(self, digit: str) -> None:
        if self.units.isEnabled():
            self.units.setText(digit)
            self.units.setFocus()

    def take_units(self) -> None:
        """Note how many lessons the chosen attended, and go on to the next."""
        persons, rows = self.chosen(), self.rows()
        if not persons or self._training is None:
            return
        try:
            units = parse_hundredths(self.units.text())
        except BadValue as refusal:
            self._refused(str(refusal))
            return

        def attended(unit: Unit, training: Training) -> Training:
            for person in persons:
                training = verbs.attend(unit, training, person, units)
            return training

        if self._do(self._label(_MARKED, _MARKED_MANY, persons, str(_P.ATTENDED.label)), attended):
            self.units.clear()
            self._choose_row(min(rows[-1] + 1, self.table.rowCount() - 1))
            self.table.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.units.hasFocus():
            self.units.clear()
            self.table.setFocus()
        else:
            super().keyPressEvent(event)

    def open_registration(self) -> None:
        """Open the registration from today on."""
        self._frame.take_step(Step(_S.OPEN, self._context.today()))

    def hold(self) -> None:
        """Ask since when it is over; its last day is proposed."""
        if not self._frame.leave():
            return
        training, office = self._frame.record, self._desk.office
        assert isinstance(training, Training)
        begins = Step(_S.HELD, trainings.last_day(training))
        dialog = StatusDialog(
            Training.type.field("status"), (training.status,), office.read.history(training), self._context.today(),
            office.names, begins, self,
        )  # fmt: skip
        dialog.chosen.connect(self._frame.take_step)
        self._frame.open_dialog(dialog)

    def certify(self) -> None:
        """Write the certificates of the chosen."""
        from bezirkskoordination.reports import certificates  # late: reportlab

        persons = self.chosen()
        if not self._frame.leave():
            return
        training, read = self._frame.record, self._desk.office.read
        assert isinstance(training, Training)
        stem = f"{certificates.TITLE}_{self._context.today():%Y-%m-%d}"
        printing.hand_out(
            cast("MainWindow", self._context), str(certificates.TITLE), stem,
            lambda _steps: certificates.of_some(read, training, persons),
        )  # fmt: skip

    def _open_person(self) -> None:
        chosen = self.chosen()
        if len(chosen) == 1:
            self._context.open_record(Person.type.name, chosen[0])
