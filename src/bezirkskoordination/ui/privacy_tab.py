"""„Datenschutz“ of a person: on what their data rest, whether they were told, and when it is to be looked at again."""

from dataclasses import fields, replace
from functools import partial

from bezirkskoordination.actions import consenting, editing, releasing
from bezirkskoordination.i18n import N_
from bezirkskoordination.records.consents import Clearance, Consent
from bezirkskoordination.records.contacts import ContactNote
from bezirkskoordination.records.institutions import ContactPerson
from bezirkskoordination.records.kinds import show_date
from bezirkskoordination.records.office import Setting, StatusEvent
from bezirkskoordination.records.people import Person
from bezirkskoordination.rules import clearances, consents, retention
from bezirkskoordination.rules.retention import Months
from bezirkskoordination.store.settings import setting
from bezirkskoordination.ui.cards import label
from bezirkskoordination.ui.person_tab import PersonTab
from bezirkskoordination.ui.saying import Saying

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
_INFORMED = N_("Editing", "„{}“ über den Datenschutz informiert")


class PrivacyTab(PersonTab):
    """Shows what the law asks about a person's data, and notes that they were told."""

    title = N_("Editing", "Datenschutz")
    name = "privacy"
    shown = (Person, Consent, Clearance, ContactNote, ContactPerson, StatusEvent, Setting)

    def _fill(self, person: Person) -> None:
        self._show_basis(person)
        self._show_information(person)
        self._show_times(person)

    def _show_basis(self, person: Person) -> None:
        self._section(_BASIS)
        self._row(self._desk.office.names.label("legal_basis", person.legal_basis))
        if consents.unproven(person, consenting.sheets_of(self._desk.office.read, person)):
            self._row(str(_UNPROVEN), role="warn")
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
            self._row(_INFORM_BY(show_date(until)), role="warn" if until < self._context.today() else "")
        else:
            self._row(str(_NOT_TOLD), role="warn")
        self._shelf(
            ("change", N_("PrivacyTab", "Ändern"), partial(self._to_field, "legal_basis")),
            ("print", N_("PrivacyTab", "Informationsblatt drucken …"), partial(self._context.run, "print_information")),
            *(
                [("informed", N_("PrivacyTab", "Heute ausgehändigt"), self.inform)]
                if person.informed_on is None
                else []
            ),
        )

    def _show_times(self, person: Person) -> None:
        read, today = self._desk.office.read, self._context.today()
        months = Months(*(setting(read, f"keep_{one.name}_months") for one in fields(Months)))
        history, noted = read.history(person), (one.on_date for one in read.where(ContactNote, person=person.id))
        reviews = list(
            retention.reviews(
                person, history, read.where(ContactPerson, person=person.id), consenting.sheets_of(read, person), noted,
                months, today,
            )
        )  # fmt: skip
        self._section(_TIMES)
        for one in sorted(reviews, key=lambda review: review.on):
            self._row(_REVIEW(show_date(one.on)), role="warn" if one.on <= today else "", muted=one.why)
        active = clearances.activity(history)
        gone = [releasing.delete_on(read, note, active) for note in releasing.notes_of(read, person)]
        for day in filter(None, gone):
            self._row(_NOTE_GOES(show_date(day)), role="warn" if day <= today else "")
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
