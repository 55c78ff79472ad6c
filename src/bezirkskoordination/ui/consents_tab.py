"""„Freigaben und Einwilligungen“ of a person: what was agreed to, the release, declarations, the way of insurance.

It says how each stands and opens what changes it; what may be kept, the actions decide.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtWidgets import QMenu

from bezirkskoordination.actions import consenting, editing, releasing
from bezirkskoordination.i18n import N_
from bezirkskoordination.records.consents import Clearance, Consent, ReleasedBy
from bezirkskoordination.records.institutions import Institution
from bezirkskoordination.records.kinds import show_date
from bezirkskoordination.records.office import Setting, StatusEvent
from bezirkskoordination.records.people import Commitment, Person
from bezirkskoordination.reports.consent_texts import DECLARATION_VERSION, languages, sheet_for, texts
from bezirkskoordination.reports.papers import BY_CODE
from bezirkskoordination.rules import clearances, consents, insurance
from bezirkskoordination.rules.clearances import Release
from bezirkskoordination.rules.consents import State
from bezirkskoordination.store.settings import setting
from bezirkskoordination.store.unit import Unit
from bezirkskoordination.ui import printing
from bezirkskoordination.ui.ask_dialog import AskDialog
from bezirkskoordination.ui.beginnings import with_files
from bezirkskoordination.ui.cards import icon_button, label
from bezirkskoordination.ui.chips import Chip, Tone
from bezirkskoordination.ui.consent_dialogs import NUMBERED, ConsentDialog, WithdrawDialog
from bezirkskoordination.ui.person_tab import PersonTab
from bezirkskoordination.ui.related import suggestions
from bezirkskoordination.ui.saying import Saying
from bezirkskoordination.ui.widgets import Sources

if TYPE_CHECKING:
    from bezirkskoordination.ui.window import MainWindow

_CONSENTS, _CLEARANCE = N_("ConsentsTab", "Einwilligungen"), N_("ConsentsTab", "Führungszeugnis")
_DECLARATIONS, _INSURANCE = N_("ConsentsTab", "Erklärungen"), N_("ConsentsTab", "Versicherung")
_STATE_TONES: dict[State, Tone] = {
    State.GIVEN: "good", State.NEVER: "neutral", State.WITHDRAWN: "bad", State.EXPIRED: "warn",
}  # fmt: skip
_RELEASE_TONES: dict[Release, Tone] = {
    Release.RELEASED: "good", Release.REQUESTED: "neutral", Release.MISSING: "warn", Release.AGAIN: "warn",
}  # fmt: skip
_SINCE, _UNTIL, _ONLY = N_("ConsentsTab", "seit {}"), N_("ConsentsTab", "bis {}"), N_("ConsentsTab", "nur {}")
_ON = N_("ConsentsTab", "am {}")
_SHEET = N_("ConsentsTab", "Bogen vom {} · Fassung {} · {} · {}")
_OPEN_SHEET = N_("ConsentsTab", "Bogen vom {} öffnen")

_KEPT = N_("ConsentsTab", "Festgehalten werden nur Einsicht, Datum und Freigabe; was im Zeugnis steht, nie.")
_REQUESTED = N_("ConsentsTab", "Aufforderung ausgestellt am {}")
_SEEN = N_("ConsentsTab", "Einsicht am {} · Führungszeugnis vom {}")
_RELEASED = N_("ConsentsTab", "Freigabe durch {}")
_AGAIN = N_("ConsentsTab", "Erneute Einsicht ab {}")
_DELETE_ON, _DELETE_NOW = N_("ConsentsTab", "Zu löschen am {}"), N_("ConsentsTab", "Zu löschen seit {}")
_RUNS = N_("ConsentsTab", "Zu löschen nach dem Ende der Tätigkeit, spätestens nach {} Monaten.")
_ERASE = N_("ConsentsTab", "Vermerk löschen …")
_ERASE_TITLE = N_("ConsentsTab", "Vermerk zum Führungszeugnis löschen")
_ERASE_HINT = N_(
    "ConsentsTab",
    "Der Vermerk wird endgültig gelöscht. Das lässt sich nicht rückgängig machen, und auch frühere Schritte lassen sich"
    " danach nicht mehr zurücknehmen.",
)
_ERASE_TAKE = N_("ConsentsTab", "Endgültig löschen")
_INSPECTION = N_("ConsentsTab", "Einsicht eintragen: {}")
_DECLARE = N_("ConsentsTab", "Erklärung eintragen: {}")

_NO_DECLARATION = N_("ConsentsTab", "Noch keine Erklärung.")
_SIGNED = N_("ConsentsTab", "unterschrieben am {}")
_VERSION, _FILED = N_("ConsentsTab", "Fassung {}"), N_("ConsentsTab", "liegt in: {}")
_OF_HOUSE = N_("ConsentsTab", "{} (wie bei {})")
_ORDERED = N_("ConsentsTab", "im Auftrag der Stadt seit {}")

_CONSENTED = N_("Editing", "Einwilligung von „{}“ eingetragen")
_WITHDRAWN = N_("Editing", "Widerruf von „{}“ eingetragen")
_ASKED = N_("Editing", "Freigabe für „{}“ angefordert")
_INSPECTED = N_("Editing", "Einsicht und Freigabe für „{}“ eingetragen")
_ERASED = N_("Editing", "Vermerk zum Führungszeugnis gelöscht")
_DECLARED = N_("Editing", "Erklärung von „{}“ eingetragen")
_CHOOSE = N_("ConsentsTab", "Bitte zuerst eine Person wählen.")
_NOTHING_RUNS = N_("ConsentsTab", "Es gibt keine Einwilligung, die sich widerrufen ließe.")

_SEEN_FIELDS = ("certificate_of", "inspected_on", "released_by", "institution")


class ConsentsTab(PersonTab):
    """Shows a person's consents and releases, and opens the windows that change them."""

    title = N_("Editing", "Freigaben")
    name = "consents"
    shown = (Person, Consent, Clearance, Institution, StatusEvent, Setting)

    # --- what is shown --------------------------------------------------------------------

    def _fill(self, person: Person) -> None:
        self._show_consents(person)
        self._show_clearance(person)
        self._show_declarations(person)
        self._show_insurance(person)

    @property
    def _sources(self) -> Sources:
        return Sources(self._desk.office.names, suggestions(self._desk.office))

    def _show_consents(self, person: Person) -> None:
        names, today = self._desk.office.names, self._context.today()
        sheets = consenting.sheets_of(self._desk.office.read, person)
        self._section(_CONSENTS)
        for at, purpose in enumerate(NUMBERED, 1):
            found = consents.standing(sheets, purpose, today)
            if found.state is State.NEVER and at > len(NUMBERED) - 1:
                continue  # a Verweis asks on its own sheet
            when = _ON if found.state in (State.WITHDRAWN, State.EXPIRED) else _SINCE
            parts = [when(show_date(found.since))] if found.since else []
            parts += [_UNTIL(show_date(found.until))] if found.until else []
            parts += [_ONLY(", ".join(names.title("institution", one) for one in found.recipients))] * bool(
                found.recipients
            )
            self._row(str(purpose.label), Chip(str(found.state.value), _STATE_TONES[found.state]),
                      muted=" · ".join(parts))  # fmt: skip
        for sheet in sheets:
            said = _SHEET(
                show_date(sheet.given_on), sheet.version or "–", names.label("language", sheet.language),
                sheet.form.label,
            )  # fmt: skip
            go = partial(self._context.open_record, Consent.type.name, sheet.id or 0)
            self._row(said, icon_button("arrow-right", _OPEN_SHEET(show_date(sheet.given_on)), go))
        self._shelf(
            ("consent", N_("ConsentsTab", "Einwilligung eintragen …"), self.begin_consent),
            ("withdraw", N_("ConsentsTab", "Widerruf …"), self.begin_withdrawal),
            ("sheet", N_("ConsentsTab", "Bogen drucken …"), self.choose_language),
        )

    def _show_clearance(self, person: Person) -> None:
        read, today = self._desk.office.read, self._context.today()
        notes = releasing.notes_of(read, person)
        years = setting(read, "clearance_years")
        state = clearances.release(notes, today, years)
        self._section(_CLEARANCE, Chip(str(state.label), _RELEASE_TONES[state]))
        active = clearances.activity(read.history(person))
        for note in notes:
            self._show_note(note, active, years)
        self._column.addWidget(label(_KEPT, "muted"))
        self._shelf(
            ("request", N_("ConsentsTab", "Freigabe anfordern …"), self.request_release),
            ("inspect", N_("ConsentsTab", "Einsicht eintragen …"), self.begin_inspection),
            *([("erase", _ERASE, partial(self.begin_erasing, notes[-1]))] if notes else []),
        )

    def _show_note(self, note: Clearance, active: clearances.Activity, years: int) -> None:
        read, today = self._desk.office.read, self._context.today()
        if note.requested_on and note.inspected_on is None:
            self._row(_REQUESTED(show_date(note.requested_on)))
        again = clearances.renew_on(note, years)
        if note.inspected_on and again:
            house = read.names.title("institution", note.institution) if note.institution else ""
            by = _RELEASED(f"{note.released_by.label}{f' ({house})' if house else ''}")
            self._row(_SEEN(show_date(note.inspected_on), show_date(note.certificate_of)), muted=by)
            self._row(_AGAIN(show_date(again)))
        gone = releasing.delete_on(read, note, active)
        if gone is None:
            self._row(_RUNS(setting(read, "clearance_delete_months")))
        elif gone <= today:
            self._row(_DELETE_NOW(show_date(max(gone, note.inspected_on or note.requested_on or gone))))
        else:
            self._row(_DELETE_ON(show_date(gone)))

    def _show_declarations(self, person: Person) -> None:
        names = self._desk.office.names
        self._section(_DECLARATIONS)
        for one in person.commitments:
            parts = (
                _SIGNED(show_date(one.signed_on)) if one.signed_on else "",
                _VERSION(one.version) if one.version else "", _FILED(one.filed) if one.filed else "",
            )  # fmt: skip
            self._row(names.label("commitment_type", one.kind), muted=" · ".join(filter(None, parts)))
        if not person.commitments:
            self._column.addWidget(label(_NO_DECLARATION, "muted"))
        self._shelf(
            ("declare", N_("ConsentsTab", "Erklärung eintragen …"), self.begin_declaration),
            ("declaration", N_("ConsentsTab", "Erklärung drucken …"), partial(self._print, "commitment")),
        )

    def _show_insurance(self, person: Person) -> None:
        read = self._desk.office.read
        house = read.get(Institution, person.institution) if person.institution else None
        said = read.names.label("insurance_route", insurance.route(person, house))
        if house is not None and not person.insurance_route and insurance.route(person, house) != insurance.OPEN:
            said = _OF_HOUSE(said, house.name)
        since = _ORDERED(show_date(person.commissioned_on)) if person.commissioned_on else ""
        self._section(_INSURANCE)
        self._row(said, muted=since)
        self._shelf(("insurance", N_("ConsentsTab", "Ändern"), partial(self._to_field, "insurance_route")))

    # --- verbs ----------------------------------------------------------------------------

    def _settled(self) -> Person | None:
        """The stored person, once the form has saved what stands in it; None if it cannot."""
        frame = self._frame
        if frame.record is None and not frame.is_new:
            self._context.say(str(_CHOOSE))
            return None
        if frame.is_new and not frame.save():
            return None
        if not frame.leave() or not isinstance(frame.record, Person):
            return None
        self._person = frame.record
        return self._person

    def begin_consent(self) -> None:
        """Take down a sheet; a new person is saved first."""
        person = self._settled()
        if person is None:
            return
        read, today = self._desk.office.read, self._context.today()
        blank = Consent(
            person=person.id or 0, given_on=today, purposes=(), version=setting(read, "consent_version"),
            language=sheet_for(person),
        )  # fmt: skip
        running = consents.standings(consenting.sheets_of(read, person), today)
        label_ = _CONSENTED(self._title())

        def keep(sheet: Consent, informed: bool, files: dict[str, Path]) -> None:
            def action(unit: Unit) -> Consent:
                return consenting.take_down(unit, with_files(unit, sheet, files), informed)

            self._desk.do(label_, action)
            self._context.say(label_)

        told = person.informed_on is not None
        self._frame.open_dialog(ConsentDialog(self._title(), blank, running, told, self._sources, keep, self._frame))

    def begin_withdrawal(self) -> None:
        """Note what somebody takes back."""
        person = self._settled()
        if person is None:
            return
        today = self._context.today()
        running = consents.standings(consenting.sheets_of(self._desk.office.read, person), today)
        given = [one for one in running if one.state is State.GIVEN]
        if not given:
            self._frame.refused(str(_NOTHING_RUNS))
            return

        def keep(purposes: tuple[Any, ...], on: Any) -> None:
            self._desk.do(_WITHDRAWN(self._title()), lambda unit: consenting.withdraw(unit, person, purposes, on))
            self._context.say(_WITHDRAWN(self._title()))

        self._frame.open_dialog(WithdrawDialog(self._title(), given, today, self._sources, keep, self._frame))

    def choose_language(self) -> None:
        """Offer the sheet in each of its languages, the person's own first."""
        person = self._settled()
        if person is None:
            return
        own = sheet_for(person)
        menu = QMenu(self)
        for code in sorted(languages(), key=lambda one: one != own):
            menu.addAction(texts(code).name).triggered.connect(partial(self.print_sheet, person, code))
        made = self.buttons["sheet"]
        menu.popup(made.mapToGlobal(made.rect().bottomLeft()))

    def print_sheet(self, person: Person, language: str, _checked: bool = False) -> None:
        """Write the sheet for somebody in a language."""
        paper, read = BY_CODE["consent"], self._desk.office.read

        def make(_steps: object) -> bytes:
            from bezirkskoordination.reports import consent_paper, pdf  # late: reportlab

            return pdf.render(consent_paper.collect(read, person, language))

        self._hand_out(str(paper.label), f"{paper.label}_{texts(language).name}", make)

    def request_release(self) -> None:
        """Print the request with which the person gets the certificate, and note its day."""
        person = self._settled()
        if person is None:
            return
        paper, read, today = BY_CODE["clearance_request"], self._desk.office.read, self._context.today()

        def keep(_name: str, _data: bytes) -> None:
            self._desk.do(_ASKED(self._title()), lambda unit: releasing.request(unit, person, today))

        stem = f"{paper.label}_{today:%Y-%m-%d}".replace(" ", "_")
        self._hand_out(str(paper.label), stem, lambda _steps: paper.make(read, person, today), keep)

    def begin_inspection(self) -> None:
        """Note that a certificate was seen and the release given."""
        person = self._settled()
        if person is None:
            return

        def keep(values: dict[str, Any]) -> None:
            self._desk.do(_INSPECTED(self._title()), lambda unit: releasing.inspect(unit, person, **values))
            self._context.say(_INSPECTED(self._title()))

        fields = [replace(Clearance.type.field(name), required=name.endswith(("_of", "_on"))) for name in _SEEN_FIELDS]
        dialog = AskDialog(_INSPECTION(self._title()), fields, self._sources, keep, self._frame, hint=_KEPT)
        by = ReleasedBy.CARRIER if person.institution else ReleasedBy.CITY
        dialog.put(inspected_on=self._context.today(), released_by=by, institution=person.institution)
        self._frame.open_dialog(dialog)
        dialog.widgets["certificate_of"].control.setFocus()

    def begin_erasing(self, note: Clearance) -> None:
        """Ask once, then erase the note."""
        if self._settled() is None:
            return

        def keep(_values: dict[str, Any]) -> None:
            self._desk.do(str(_ERASED), lambda unit: releasing.erase(unit, note))
            self._context.say(str(_ERASED))

        self._frame.open_dialog(
            AskDialog(str(_ERASE_TITLE), (), self._sources, keep, self._frame, take=_ERASE_TAKE, hint=_ERASE_HINT)
        )

    def begin_declaration(self) -> None:
        """Note a declaration that was signed."""
        person = self._settled()
        if person is None:
            return

        def keep(values: dict[str, Any]) -> None:
            after = replace(person, commitments=(*person.commitments, Commitment(**values)))
            self._desk.do(_DECLARED(self._title()), lambda unit: editing.save(unit, person, after))
            self._context.say(_DECLARED(self._title()))

        dialog = AskDialog(_DECLARE(self._title()), Commitment.rows.fields, self._sources, keep, self._frame)
        dialog.put(kind="VERSCHWIEGENHEIT", signed_on=self._context.today(), version=DECLARATION_VERSION)
        self._frame.open_dialog(dialog)

    def _hand_out(self, title: str, stem: str, make: Any, keep: Any = None) -> None:
        printing.hand_out(cast("MainWindow", self._context), title, stem, make, keep)

    def _print(self, code: str) -> None:
        self._context.run(f"print_{code}")

    def verb(self, name: str) -> None:
        """Do what a command of the window names; the tab need not be in front."""
        verbs: dict[str, Callable[[], object]] = {
            "consent": self.begin_consent, "withdraw": self.begin_withdrawal, "inspection": self.begin_inspection,
            "release": self.request_release, "declaration": self.begin_declaration,
        }  # fmt: skip
        with Saying(self._frame.refused):
            verbs[name]()
