"""„Datenschutz“ of a person: on what their data rest, whether they were told, and when it is to be looked at again."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from bezirkskoordination.actions import consenting, editing, releasing
from bezirkskoordination.i18n import N_, Text
from bezirkskoordination.records.consents import Clearance, Consent
from bezirkskoordination.records.contacts import ContactNote
from bezirkskoordination.records.fields import Record
from bezirkskoordination.records.institutions import ContactPerson
from bezirkskoordination.records.kinds import show_date
from bezirkskoordination.records.office import Setting, StatusEvent
from bezirkskoordination.records.people import Person
from bezirkskoordination.rules import clearances, consents, retention
from bezirkskoordination.rules.retention import Months
from bezirkskoordination.store.settings import setting
from bezirkskoordination.store.unit import Change
from bezirkskoordination.ui.cards import RuledRow, Scrolled, button, empty, label
from bezirkskoordination.ui.record_tab import RecordTab
from bezirkskoordination.ui.saying import Saying
from bezirkskoordination.ui.widgets.tags import Flow

if TYPE_CHECKING:
    from bezirkskoordination.ui.record_form import RecordForm

_SHOWN = {cls.type.name for cls in (Person, Consent, Clearance, ContactNote, ContactPerson, StatusEvent, Setting)}
_BASIS, _INFORMATION, _TIMES = (
    N_("PrivacyTab", "Rechtsgrundlage"), N_("PrivacyTab", "Information"), N_("PrivacyTab", "Fristen"),
)  # fmt: skip
_TOLD = N_("PrivacyTab", "Datenschutzhinweise ausgehändigt am {}")
_NOT_TOLD = N_("PrivacyTab", "Datenschutzhinweise noch nicht ausgehändigt")
_REPORTED = N_("PrivacyTab", "gemeldet durch {} am {}")
_SOMEBODY = N_("PrivacyTab", "andere")
_INFORM_BY = N_("PrivacyTab", "Zu informieren bis {} (Art. 14 DSGVO)")
_UNPROVEN = N_("PrivacyTab", "Dazu ist kein Einwilligungsbogen eingetragen.")
_BLOCKED = N_("PrivacyTab", "Kontaktsperre: keine Serienbriefe und Rundmails")
_REVIEW = N_("PrivacyTab", "Löschprüfung am {}")
_NOTE_GOES = N_("PrivacyTab", "Vermerk zum Führungszeugnis zu löschen am {}")
_NO_TERM = N_("PrivacyTab", "Keine Frist läuft, solange das Ehrenamt besteht.")
#: The periods of 5.8, as `Months` names them.
_KEPT = ("interested", "volunteer", "contact", "proof")
_INFORMED = N_("Editing", "„{}“ über den Datenschutz informiert")


class PrivacyTab(RecordTab):
    """Shows what the law asks about a person's data, and notes that they were told."""

    title = N_("Editing", "Datenschutz")
    name = "privacy"

    def __init__(self, frame: "RecordForm") -> None:
        super().__init__()
        self._frame, self._context = frame, frame.context
        self._desk = frame.context.desk
        self._person: Person | None = None
        ground = QWidget()
        self._column = QVBoxLayout(ground)
        self._column.setContentsMargins(0, 6, 8, 8)
        self._column.setSpacing(2)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(Scrolled(ground))
        self.buttons: dict[str, QWidget] = {}

    def show_for(self, record: Record) -> None:
        assert isinstance(record, Person)
        self._person = record
        self.buttons = {}
        empty(self._column)
        self._show_basis(record)
        self._show_information(record)
        self._show_times(record)
        self._column.addStretch(1)

    def follow(self, changes: list[Change]) -> None:
        if self._person is not None and any(change.record.type.name in _SHOWN for change in changes):
            found = self._desk.office.read.page(Person.type, [self._person.id or 0])
            if found:
                self.show_for(found[0])

    def _section(self, title: Text) -> None:
        head = label(title, "section")
        head.setContentsMargins(0, 8, 0, 2)
        self._column.addWidget(head)

    def _row(self, words: str, role: str = "", muted: str = "") -> None:
        row = RuledRow()
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(label(words, role))
        if muted:
            column.addWidget(label(muted, "muted"))
        row.line.addLayout(column, 1)
        self._column.addWidget(row)

    def _show_basis(self, person: Person) -> None:
        self._section(_BASIS)
        self._row(self._desk.office.names.label("legal_basis", person.legal_basis))
        if consents.unproven(person, consenting.sheets_of(self._desk.office.read, person)):
            self._row(str(_UNPROVEN), "warn")
        if person.contact_block:
            self._row(str(_BLOCKED))

    def _show_information(self, person: Person) -> None:
        names = self._desk.office.names
        self._section(_INFORMATION)
        if person.reported_on:
            by = names.title("institution", person.reported_by) if person.reported_by else ""
            by = by or (names.title("person", person.reported_by_person) if person.reported_by_person else "")
            self._row(_REPORTED(by or str(_SOMEBODY), show_date(person.reported_on)))
        until = retention.inform_by(person)
        if person.informed_on:
            self._row(_TOLD(show_date(person.informed_on)))
        elif until:
            self._row(_INFORM_BY(show_date(until)), "warn" if until < self._context.today() else "")
        else:
            self._row(str(_NOT_TOLD), "warn")
        shelf = QWidget()
        flow = Flow(shelf, gap=6)
        verbs: list[tuple[str, Text, Callable[[], object]]] = [
            ("change", N_("PrivacyTab", "Ändern"), self._change),
            ("print", N_("PrivacyTab", "Informationsblatt drucken …"), partial(self._context.run, "print_information")),
        ]
        if person.informed_on is None:
            verbs.append(("informed", N_("PrivacyTab", "Heute ausgehändigt"), self.inform))
        for name, text, pressed in verbs:
            self.buttons[name] = button(text, pressed)
            flow.addWidget(self.buttons[name])
        self._column.addSpacing(6)
        self._column.addWidget(shelf)

    def _change(self) -> None:
        self._frame.tabs.setCurrentIndex(0)
        self._frame.form.focus_field("legal_basis")

    def _show_times(self, person: Person) -> None:
        read, today = self._desk.office.read, self._context.today()
        months = Months(
            *(setting(read, f"keep_{name}_months") for name in ("interested", "volunteer", "contact", "proof"))
        )
        history, noted = read.history(person), (one.on_date for one in read.where(ContactNote, person=person.id))
        reviews = list(
            retention.reviews(
                person, history, read.where(ContactPerson, person=person.id), consenting.sheets_of(read, person), noted,
                months, today,
            )
        )  # fmt: skip
        self._section(_TIMES)
        for one in sorted(reviews, key=lambda review: review.on):
            self._row(_REVIEW(show_date(one.on)), "warn" if one.on <= today else "", one.why)
        active = clearances.activity(history)
        gone = [releasing.delete_on(read, note, active) for note in releasing.notes_of(read, person)]
        for day in filter(None, gone):
            self._row(_NOTE_GOES(show_date(day)), "warn" if day <= today else "")
        if not reviews and not any(gone):
            self._column.addWidget(label(_NO_TERM, "muted"))

    def inform(self) -> None:
        """Note that the person was told today."""
        if not self._frame.leave() or not isinstance(self._frame.record, Person):
            return
        person, today = self._frame.record, self._context.today()
        title = _INFORMED(person.title(self._desk.office.names))
        with Saying(self._frame.refused):
            self._desk.do(title, lambda unit: editing.save(unit, person, replace(person, informed_on=today)))
            self._context.say(title)
