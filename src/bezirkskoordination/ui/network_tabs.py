"""What belongs to an institution or a person in the network: who speaks for whom, and who works together."""

from datetime import date
from typing import Any

from PySide6.QtWidgets import QPushButton, QWidget

from bezirkskoordination.actions import networking
from bezirkskoordination.i18n import N_, Text
from bezirkskoordination.records.fields import Record
from bezirkskoordination.records.institutions import ContactPerson, Cooperation, Institution
from bezirkskoordination.records.kinds import show_date
from bezirkskoordination.records.people import Person, VolunteerStatus
from bezirkskoordination.rules import networks
from bezirkskoordination.rules.networks import Tie
from bezirkskoordination.rules.responsibility import speaks_on
from bezirkskoordination.store.folding import sort_key
from bezirkskoordination.store.unit import Change
from bezirkskoordination.ui.cards import label
from bezirkskoordination.ui.context import Context
from bezirkskoordination.ui.related import RelatedTab
from bezirkskoordination.ui.saying import Saying
from bezirkskoordination.ui.two_lines import TwoLines

_SINCE, _FROM, _UNTIL = N_("Network", "seit {}"), N_("Network", "ab {}"), N_("Network", "bis {}")
_ENDED = N_("Network", "beendet {}")


_MAIN, _VOLUNTEERS = N_("Network", "Hauptansprechperson"), N_("Network", "Ehrenamt: {}")
_DERIVED = N_("Network", "steht unter „Träger / übergeordnet“")


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _volunteers(person: Person) -> str:
    """Where somebody stands as a volunteer; empty for those who are none."""
    status = person.volunteering
    return "" if status is VolunteerStatus.NONE else _VOLUNTEERS(status.label)


def span(start: date | None, end: date | None, today: date) -> str:
    """„seit 01.03.2020“, „ab 01.01.2027“, „beendet 31.08.2026“, „bis 31.12.2026“."""
    if end is not None and end < today:
        return _ENDED(show_date(end))
    begun = (_FROM if start > today else _SINCE)(show_date(start)) if start else ""
    return " ".join(part for part in (begun, _UNTIL(show_date(end)) if end else "") if part)


class SmallTab(RelatedTab):
    """A tab that shows its few records in two lines each, and what can be done with the chosen one."""

    nothing: Text = N_("Related", "Noch nichts. „Neu …“ legt den ersten Eintrag an.")
    #: Types whose changes may change what is shown.
    of: tuple[type[Record], ...] = ()

    def __init__(self, name: str, field: str, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(name, field, context, parent)
        self.list = TwoLines(self.label)
        self.list.itemActivated.connect(lambda _item: self.change_chosen())
        self.list.itemSelectionChanged.connect(self._tell)
        self.empty = label(self.nothing, "muted")
        self._column.insertWidget(0, self.list, 1)
        self._column.insertWidget(0, self.empty)
        self.change = self._offer(N_("Network", "Ändern …"), self.change_chosen)
        self.rows: list[Any] = []

    def _offer(self, text: Text, pressed: Any) -> QPushButton:
        made = QPushButton(str(text))
        made.clicked.connect(lambda: pressed())
        self._verbs.addWidget(made)
        return made

    def show_for(self, record: Record) -> None:
        self._record = record
        self.rows = self._found()
        self.list.fill([self._said(row) for row in self.rows])
        self.list.setVisible(bool(self.rows))
        self.empty.setVisible(not self.rows)
        self._tell()

    def follow(self, changes: list[Change]) -> None:
        if self._record is not None and any(isinstance(change.record, self.of) for change in changes):
            self.show_for(self._record)

    @property
    def chosen(self) -> Any:
        """The row that is chosen; None without one."""
        at = self.list.currentRow()
        return self.rows[at] if 0 <= at < len(self.rows) else None

    def _found(self) -> list[Any]:
        raise NotImplementedError

    def _said(self, row: Any) -> tuple[str, str]:
        raise NotImplementedError

    def _tell(self) -> None:
        self.open.setEnabled(self.chosen is not None)
        self.change.setEnabled(self.chosen is not None)

    def change_chosen(self) -> None:
        """Change the chosen entry in a window of its own."""
        self._edit(self.chosen)

    def _edit(self, record: Record | None, **put: Any) -> None:
        from bezirkskoordination.ui.record_dialog import RecordDialog  # late: the two know each other

        if record is not None:
            self.dialog = RecordDialog(self.view, self._context, put, self, record)
            self.dialog.open()


class ContactsTab(SmallTab):
    """Who speaks for an institution, or for which institutions a person speaks: either side of one entry."""

    nothing = N_("Network", "Noch niemand. „Neu …“ trägt eine Ansprechperson ein.")
    of = (ContactPerson, Person, Institution)

    def __init__(self, name: str, field: str, context: Context, parent: QWidget | None = None) -> None:
        self.at_person = field == "person"
        super().__init__(name, field, context, parent)
        self.main = self._offer(N_("Network", "Zur Hauptansprechperson machen"), self.make_main)
        self.end = self._offer(N_("Network", "Beenden …"), self.end_chosen)

    @property
    def label(self) -> str:
        return str(N_("Network", "Ansprechperson für") if self.at_person else N_("Network", "Ansprechpersonen"))

    def _found(self) -> list[ContactPerson]:
        assert self._record is not None
        today = self._context.today()
        entries = self._context.desk.office.read.where(ContactPerson, **{self._field: self._record.id})
        return sorted(entries, key=lambda one: (not speaks_on(one, today), not one.primary, self._name_key(one)))

    def _other(self, one: ContactPerson) -> tuple[str, int]:
        return ("institution", one.institution) if self.at_person else ("person", one.person)

    def _name_key(self, one: ContactPerson) -> tuple[str, int]:
        return sort_key(self._context.desk.office.names.title(*self._other(one))), one.id or 0

    def _said(self, row: ContactPerson) -> tuple[str, str]:
        read = self._context.desk.office.read
        first = _joined(read.names.title(*self._other(row)), row.function)
        told = [str(_MAIN) if row.primary else "", row.responsibility]
        if self.at_person:
            told.append(read.get(Institution, row.institution).phone)
        else:
            person = read.get(Person, row.person)
            told += [person.phone or person.mobile, _volunteers(person)]
        return first, _joined(*told, span(row.valid_from, row.valid_until, self._context.today()))

    def _tell(self) -> None:
        super()._tell()
        one = self.chosen
        current = isinstance(one, ContactPerson) and speaks_on(one, self._context.today())
        self.main.setEnabled(current and not one.primary)
        self.end.setEnabled(isinstance(one, ContactPerson) and one.valid_until is None)

    def open_chosen(self) -> None:
        """Go to the person, or from there to the institution."""
        if self.chosen is not None:
            self._context.open_record(*self._other(self.chosen))

    def make_main(self) -> None:
        """Make the chosen one the main contact."""
        one: ContactPerson = self.chosen
        said = N_("Network", "Hauptansprechperson: {}")(one.title(self._context.desk.office.names))
        with Saying(self._context.say):
            self._context.desk.do(said, lambda unit: networking.make_main(unit, one))
            self._context.say(said)

    def end_chosen(self) -> None:
        """Ask for the last day; today is proposed."""
        self._edit(self.chosen, valid_until=self._context.today())


class CooperationTab(SmallTab):
    """The ties of an institution, from either side; those that follow from „Träger“ are changed there."""

    of = (Cooperation, Institution)

    def __init__(self, name: str, field: str, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(name, field, context, parent)
        self.picture = self._offer(N_("Network", "Im Netzwerkbild zeigen"), self.show_in_picture)

    def _found(self) -> list[Tie]:
        read = self._context.desk.office.read
        assert isinstance(self._record, Institution)
        near = networks.ties_of(self._record, read.all(Institution), read.all(Cooperation))
        today = self._context.today()
        return sorted(near, key=lambda tie: (not tie.holds_on(today), tie.entry is not None, *self._read(tie)))

    def _read(self, tie: Tie) -> tuple[str, str]:
        assert self._record is not None
        words, other = tie.seen_from(self._record.id or 0)
        return str(words), self._context.desk.office.names.title("institution", other)

    def _said(self, row: Tie) -> tuple[str, str]:
        words, other = self._read(row)
        times = span(row.since, row.until, self._context.today())
        return other, _joined(words, times, row.entry.notes if row.entry else str(_DERIVED))

    def _tell(self) -> None:
        super()._tell()
        self.change.setEnabled(isinstance(self.chosen, Tie) and self.chosen.entry is not None)

    def change_chosen(self) -> None:
        tie: Tie | None = self.chosen
        if tie is not None and tie.entry is not None:
            self._edit(tie.entry)

    def open_chosen(self) -> None:
        """Go to the institution at the other end."""
        tie: Tie | None = self.chosen
        if tie is not None and self._record is not None:
            _words, other = tie.seen_from(self._record.id or 0)
            self._context.open_record("institution", other)

    def show_in_picture(self) -> None:
        """Go to the picture of the network, where this institution is chosen."""
        page = self._context.open_page("network")
        if self._record is not None and hasattr(page, "choose"):
            page.choose(self._record.id)
