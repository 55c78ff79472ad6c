"""The pages of needs and of profiles: „Gibt es das schon?“ and „Wer könnte helfen?“ stand above the fields."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from bezirkskoordination.actions import boundaries, counterparts, matching, merging, slipping, vault
from bezirkskoordination.actions.editing import Step
from bezirkskoordination.i18n import N_, Text
from bezirkskoordination.records import PROFILES
from bezirkskoordination.records.activities import ActivityProfile, Enquiry, Placement
from bezirkskoordination.records.fields import Record, View
from bezirkskoordination.records.needs import (
    BoundaryCheck,
    ExistingService,
    NeedStatus,
    Referral,
    SupportNeed,
)
from bezirkskoordination.records.people import Person
from bezirkskoordination.rules import needs
from bezirkskoordination.store.query import Query
from bezirkskoordination.store.unit import Change
from bezirkskoordination.ui import contact_dialog
from bezirkskoordination.ui.ask_dialog import AskDialog
from bezirkskoordination.ui.boundary_card import BoundaryCard
from bezirkskoordination.ui.cards import bring, button, label
from bezirkskoordination.ui.context import Context
from bezirkskoordination.ui.counterpart_question import CounterpartQuestion
from bezirkskoordination.ui.flow import Flow
from bezirkskoordination.ui.helpers_card import HelpersCard
from bezirkskoordination.ui.record_form import MADE, RecordForm
from bezirkskoordination.ui.record_page import RecordPage
from bezirkskoordination.ui.related import suggestions
from bezirkskoordination.ui.saying import Saying
from bezirkskoordination.ui.widgets import Sources

#: What the two questions are answered from.
_AROUND = {cls.type.name for cls in (BoundaryCheck, ExistingService, Enquiry, Placement, Referral, Person, SupportNeed)}
_MERGE = N_("Needs", "Zusammenführen …")
_MERGE_ASK = N_(
    "Needs",
    "{} ist doppelt erfasst und geht unter einer anderen Nummer weiter. Die alte Nummer führt dorthin und wird nie neu"
    " vergeben.",
)
_MERGED = N_("Needs", "{} geht unter {} weiter")
_FACTS = ("languages", "time_grid", "frequency", "urgency")
_KNOWN_AS, _WITH_CHILDREN = N_("Needs", "Kennung {}"), N_("Needs", "Kinder oder Jugendliche dabei")
_LEADS = N_("Needs", "Dieser Bedarf geht unter {} weiter.")
_GO_THERE = N_("Needs", "Dorthin")
_NO_OFFER, _NO_NEED = N_("Needs", "ohne Angebot"), N_("Needs", "ohne Bedarf")
_NEEDS_NO_OFFER = N_("Needs", "Bedarfe ohne Angebot: offen, und in der Kategorie bietet niemand etwas an")
_OFFERS_NO_NEED = N_("Needs", "Angebote ohne Bedarf: aktiv, und in der Kategorie wird nichts gebraucht")
_OFFERS = N_("Needs", "Angebote ohne Bedarf: {}")
_STILL_OPEN, _UNASKED = N_("Needs", "{} offen"), N_("Needs", "{} ohne Vorschlag")
_TOGETHER = N_("Needs", "Alle offenen Bedarfe zusammen verteilen …")
_TOGETHER_MANY = N_("Needs", "Alle {} ohne Vorschlag zusammen verteilen …")
#: What changes which needs wait, and what has no counterpart.
_COUNTERPARTS = {cls.type.name for cls in (SupportNeed, ActivityProfile, Enquiry, Placement)}


class _AskingForm(RecordForm):
    """A record that asks for help: the two questions stand above its fields."""

    def __init__(self, view: View, context: Context, parent: QWidget | None = None) -> None:
        self.boundary = BoundaryCard(context, self._refuse_here)
        self.helpers = HelpersCard(context, self._refuse_here)
        super().__init__(view, context, parent)
        self.boundary.decided.connect(self._go_on)
        self.helpers.done.connect(self._go_on)
        self.helpers.close_wanted.connect(lambda: self.ask_step(Step(NeedStatus.COVERED, context.today())))
        self.add_above(self.helpers)
        self.add_above(self.boundary)
        self._show_questions()

    def _refuse_here(self, text: str) -> None:
        self.refused(text)

    def _dress(self) -> None:
        super()._dress()
        self._show_questions()

    def save(self, step: Step | None = None) -> bool:
        """Keep it; after a new one was kept, the two questions come next."""
        begun = self.is_new
        kept = super().save(step)
        if kept and begun and self.record is not None:
            self.focus_first()
        return kept

    def focus_first(self) -> None:
        """Go to the question that is open; of a new one to the first field."""
        if self.record is None:
            super().focus_first()
        else:
            self._go_on()

    def _go_on(self) -> None:
        """Go to what comes next, as soon as it is shown: what was just pressed may be gone."""
        QTimer.singleShot(0, self, self._to_next)

    def _to_next(self) -> None:
        found = self.boundary.next_stop() or self.helpers.next_stop()
        if self.record is None or not self.isVisible():
            return
        if found is None:
            self.escaped.emit()  # all is done here: back to the list
        else:
            found.setFocus(Qt.FocusReason.TabFocusReason)
            bring(found)

    def _show_questions(self) -> None:
        record = self.record
        there = isinstance(record, SupportNeed | ActivityProfile)
        self.boundary.setVisible(there)
        self.helpers.setVisible(there)
        if isinstance(record, SupportNeed | ActivityProfile):
            present = QApplication.focusWidget()
            has_keyboard = any(card.isAncestorOf(present) for card in (self.boundary, self.helpers) if present)
            self.boundary.show_for(record)
            self.helpers.show_for(record)
            if has_keyboard:
                self._go_on()

    def follow(self, changes: list[Change]) -> None:
        self.helpers.follow(changes)
        super().follow(changes)
        if self.record is not None and any(change.record.type.name in _AROUND for change in changes):
            self._show_questions()


class NeedForm(_AskingForm):
    """A need: who it is about stands in the vault, one click away; one that was counted twice leads to the other."""

    def __init__(self, view: View, context: Context, parent: QWidget | None = None) -> None:
        self.facts = label(role="muted")
        self.verbs = QWidget()
        self._untouched: dict[str, Any] = {}  # what stands where only the words of the name have spoken
        flow = Flow(self.verbs, gap=6)
        self.contact_button = button(contact_dialog.CONTACT, self.show_contact)
        self.merge_button = button(_MERGE, self.ask_merge)
        for one in (self.contact_button, self.merge_button):
            flow.addWidget(one)
        super().__init__(view, context, parent)
        self.add_above(self.verbs)
        self.add_above(self.facts)

    def begin(self, record: Record, made: Text = MADE, worth_saving: bool = False) -> None:
        super().begin(record, made, worth_saving)
        fields = {name: one for name, one in self.form.widgets.items() if name in slipping.PROPOSED}
        self._untouched = {name: one.raw() for name, one in fields.items() if not self.form.says_something(name)}

    def _edited(self, *names: str) -> None:
        super()._edited(*names)
        if "subject" in names and self.is_new:
            self._propose()

    def _propose(self) -> None:
        """While a new need gets its name: what its words say about it, where nothing else was chosen."""
        said = str(self.form.readable().get("subject") or "")
        for name, value in slipping.proposed(said, self._context.today()).items():
            widget = self.form.widgets[name]
            if name in self._untouched and widget.raw() == self._untouched[name]:
                widget.set_value(value)
                self._untouched[name] = widget.raw()

    @property
    def need(self) -> SupportNeed | None:
        """The need as the file has it."""
        return self.record if isinstance(self.record, SupportNeed) else None

    def _dress(self) -> None:
        super()._dress()
        need = self.need
        self.verbs.setVisible(need is not None)
        self.facts.setVisible(need is not None)
        if need is None:
            return
        self.facts.setText(self._told(need))
        contact_dialog.offer(self.contact_button, self._context, need, need.status in needs.CLOSED)
        self.merge_button.setEnabled(need.status in needs.OPEN | {NeedStatus.REFERRED})
        if need.merged_into is not None:
            other = merging.goes_on_as(self._office.read, need)
            go = (_GO_THERE, lambda: self._context.open_record(other.type.name, other.id or 0))
            self.notice.say(_LEADS(other.number), "warn", (go,))

    def _told(self, need: SupportNeed) -> str:
        """What matters when somebody is looked for, in a line."""
        names, contact = self._office.names, vault.contact_of(self._office.read, need)
        shown = (need.type.field(name).show(getattr(need, name), names) for name in _FACTS)
        known = _KNOWN_AS(contact.pseudonym) if contact is not None else ""
        return " · ".join(filter(None, (known, *shown, str(_WITH_CHILDREN) if need.minors else "")))

    def show_contact(self) -> None:
        """Show who it is about, and let it be changed; gone again when the window closes."""
        need = self.need
        if need is None or not self.leave():
            return
        self.open_dialog(contact_dialog.dialog(self._context, need, self._dress, self))

    def ask_merge(self) -> None:
        """Ask under which number the need goes on."""
        need = self.need
        if need is None or not self.leave():
            return
        into = replace(SupportNeed.type.field("merged_into"), required=True)
        sources = Sources(self._office.names, suggestions(self._office))

        def keep(given: dict[str, Any]) -> None:
            self._merge(need, self._office.read.get(SupportNeed, given["merged_into"]))

        self.open_dialog(AskDialog(str(_MERGE), [into], sources, keep, self, hint=_MERGE_ASK(need.number)))

    def _merge(self, need: SupportNeed, into: SupportNeed) -> None:
        today, label = self._context.today(), _MERGED(need.number, into.number)
        self._desk.do(label, lambda unit: merging.merge(unit, need, into, today))
        self._context.say(label)


class NeedsPage(RecordPage):
    """Needs; a new one is recorded today. What waits can be distributed together, once there is enough of it."""

    form_class = NeedForm
    widths = (556, 480)

    def __init__(self, view: View, context: Context, parent: QWidget | None = None) -> None:
        self._summary: list[str] = []
        super().__init__(view, context, parent)
        self.question = CounterpartQuestion(
            _NO_OFFER, _NEEDS_NO_OFFER, lambda: counterparts.needs_without_offer(self._office.read)
        )
        self.filters.add(self.question)
        self.together_button = button(_TOGETHER, lambda: self._context.run("together"), "link")
        self.offers_button = button(_OFFERS_NO_NEED, self._show_offers, "link")
        self._shelf = QWidget()
        flow = Flow(self._shelf, gap=14)
        for one in (self.together_button, self.offers_button):
            flow.addWidget(one)
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertWidget(column.indexOf(self.splitter), self._shelf)
        self._shelf.hide()

    def _make_ready(self) -> None:
        super()._make_ready()
        if self._office.is_open:
            self._offer()

    def _offer(self) -> None:
        """Offer what is worthwhile: distributing together from some needs on, and the offers that nobody asks for."""
        read = self._office.read
        waiting = len(matching.unasked(read))
        still_open = sum(len(read.keys(SupportNeed, status=status)) for status in needs.OPEN)
        self._summary = [_STILL_OPEN(still_open), _UNASKED(waiting)] if still_open else []
        self._count()
        idle = self._office.lists.count(Query(PROFILES, where=counterparts.offers_without_need(read)))
        self.together_button.setVisible(waiting >= matching.WORTHWHILE)
        self.together_button.setText(_TOGETHER_MANY(waiting))
        self.offers_button.setVisible(bool(idle))
        self.offers_button.setText(_OFFERS(idle))
        self._shelf.setVisible(waiting >= matching.WORTHWHILE or bool(idle))

    def summary(self) -> list[str]:
        """How many are open, and for how many of them nobody was asked yet."""
        return self._summary

    def _show_offers(self) -> None:
        page = self._context.open_page(PROFILES.name)
        if page is not None and page.view is PROFILES:  # else this page could not be left
            page.ask_without_need()

    def follow(self, changes: list[Change]) -> None:
        super().follow(changes)
        if any(change.record.type.name in _COUNTERPARTS for change in changes):
            self._offer()
            if self.question.on:
                self.question.ask()

    def new(self, **preset: Any) -> None:
        """Begin a need of today."""
        super().new(**{"recorded_on": self._context.today(), **preset})


class ProfileForm(_AskingForm):
    """A profile: confirmed by one button."""

    def __init__(self, view: View, context: Context, parent: QWidget | None = None) -> None:
        self.confirm_button = button(N_("Needs", "Heute bestätigt"), self.confirm)
        super().__init__(view, context, parent)
        self.add_action(self.confirm_button)

    def _dress(self) -> None:
        super()._dress()
        self.confirm_button.setVisible(isinstance(self.record, ActivityProfile))

    def confirm(self) -> None:
        """Note that the institution confirmed the profile today."""
        profile = self.record
        if not self.leave() or not isinstance(profile, ActivityProfile):
            return
        label = N_("Needs", "„{}“ bestätigt")(profile.name)
        with Saying(self.refused):
            self._desk.do(label, lambda unit: boundaries.recheck(unit, profile))
            self._context.say(label)


class ProfilesPage(RecordPage):
    """What institutions offer and seek."""

    form_class = ProfileForm

    def __init__(self, view: View, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(view, context, parent)
        self.question = CounterpartQuestion(
            _NO_NEED, _OFFERS_NO_NEED, lambda: counterparts.offers_without_need(self._office.read)
        )
        self.filters.add(self.question)

    def ask_without_need(self) -> None:
        """Show the offers that nobody asks for, whatever the list was narrowed to, and go to the first of them."""
        self.filters.reset()
        self.question.ask()
        self._to_list()

    def follow(self, changes: list[Change]) -> None:
        super().follow(changes)
        if self.question.on and any(change.record.type.name in _COUNTERPARTS for change in changes):
            self.question.ask()

    def confirm(self) -> None:
        """Note that the institution confirmed the shown profile today."""
        form = self.form
        assert isinstance(form, ProfileForm)
        form.confirm()


class PlacementsPage(RecordPage):
    """Placements; a record has as much room as that of the need."""

    widths = NeedsPage.widths
