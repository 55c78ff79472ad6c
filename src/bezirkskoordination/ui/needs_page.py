"""The pages of needs and of profiles: „Gibt es das schon?“ and „Wer könnte helfen?“ stand above the fields."""

from typing import Any

from PySide6.QtWidgets import QInputDialog, QVBoxLayout, QWidget

from bezirkskoordination.actions import boundaries, counterparts, matching, merging
from bezirkskoordination.i18n import N_
from bezirkskoordination.records import PROFILES
from bezirkskoordination.records.activities import ActivityProfile, Enquiry, Placement
from bezirkskoordination.records.fields import View
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
from bezirkskoordination.ui.boundary_card import BoundaryCard
from bezirkskoordination.ui.cards import button
from bezirkskoordination.ui.context import Context
from bezirkskoordination.ui.counterpart_question import CounterpartQuestion
from bezirkskoordination.ui.flow import Flow
from bezirkskoordination.ui.helpers_card import HelpersCard
from bezirkskoordination.ui.record_form import RecordForm
from bezirkskoordination.ui.record_page import RecordPage
from bezirkskoordination.ui.saying import Saying

#: What the two questions are answered from.
_AROUND = {cls.type.name for cls in (BoundaryCheck, ExistingService, Enquiry, Placement, Referral, Person, SupportNeed)}
_MERGE = N_("Needs", "Zusammenführen …")
_MERGE_ASK = N_("Needs", "{} ist doppelt erfasst und geht weiter unter Nummer:")
_MERGED = N_("Needs", "{} geht unter {} weiter")
_NO_NUMBER = N_("Needs", "Den Bedarf „{}“ gibt es nicht.")
_LEADS = N_("Needs", "Dieser Bedarf geht unter {} weiter.")
_GO_THERE = N_("Needs", "Dorthin")
_NO_OFFER, _NO_NEED = N_("Needs", "ohne Angebot"), N_("Needs", "ohne Bedarf")
_NEEDS_NO_OFFER = N_("Needs", "Bedarfe ohne Angebot: offen, und in der Kategorie bietet niemand etwas an")
_OFFERS_NO_NEED = N_("Needs", "Angebote ohne Bedarf: aktiv, und in der Kategorie wird nichts gebraucht")
_OFFERS = N_("Needs", "Angebote ohne Bedarf: {}")
_TOGETHER = N_("Needs", "Alle offenen Bedarfe zusammen verteilen …")
_TOGETHER_MANY = N_("Needs", "Alle {} offenen Bedarfe zusammen verteilen …")
#: What changes which needs wait, and what has no counterpart.
_COUNTERPARTS = {cls.type.name for cls in (SupportNeed, ActivityProfile, Enquiry, Placement)}


class _AskingForm(RecordForm):
    """A record that asks for help: the two questions stand above its fields."""

    def __init__(self, view: View, context: Context, parent: QWidget | None = None) -> None:
        self.boundary = BoundaryCard(context, self._refuse_here)
        self.helpers = HelpersCard(context, self._refuse_here)
        super().__init__(view, context, parent)
        self.add_above(self.helpers)
        self.add_above(self.boundary)
        self._show_questions()

    def _refuse_here(self, text: str) -> None:
        self.refused(text)

    def _dress(self) -> None:
        super()._dress()
        self._show_questions()

    def _show_questions(self) -> None:
        record = self.record
        there = isinstance(record, SupportNeed | ActivityProfile)
        self.boundary.setVisible(there)
        self.helpers.setVisible(there)
        if isinstance(record, SupportNeed | ActivityProfile):
            self.boundary.show_for(record)
            self.helpers.show_for(record)

    def follow(self, changes: list[Change]) -> None:
        self.helpers.follow(changes)
        super().follow(changes)
        if self.record is not None and any(change.record.type.name in _AROUND for change in changes):
            self._show_questions()


class NeedForm(_AskingForm):
    """A need: who it is about stands in the vault, one click away; one that was counted twice leads to the other."""

    def __init__(self, view: View, context: Context, parent: QWidget | None = None) -> None:
        self.verbs = QWidget()
        flow = Flow(self.verbs, gap=6)
        self.contact_button = button(contact_dialog.CONTACT, self.show_contact)
        self.merge_button = button(_MERGE, self.ask_merge)
        for one in (self.contact_button, self.merge_button):
            flow.addWidget(one)
        super().__init__(view, context, parent)
        self.add_above(self.verbs)

    @property
    def need(self) -> SupportNeed | None:
        """The need as the file has it."""
        return self.record if isinstance(self.record, SupportNeed) else None

    def _dress(self) -> None:
        super()._dress()
        need = self.need
        self.verbs.setVisible(need is not None)
        if need is None:
            return
        contact_dialog.offer(self.contact_button, self._context, need, need.status in needs.CLOSED)
        self.merge_button.setEnabled(need.status in needs.OPEN | {NeedStatus.REFERRED})
        if need.merged_into is not None:
            other = merging.goes_on_as(self._office.read, need)
            go = (_GO_THERE, lambda: self._context.open_record(other.type.name, other.id or 0))
            self.notice.say(_LEADS(other.number), "warn", (go,))

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
        said, taken = QInputDialog.getText(self, str(_MERGE), _MERGE_ASK(need.number))
        if taken and said.strip():
            self.merge_into(said.strip())

    def merge_into(self, number: str) -> None:
        """Let the need go on under this number."""
        need = self.need
        found = self._office.read.where(SupportNeed, number=number)
        if need is None:
            return
        if not found:
            self.refused(_NO_NUMBER(number))
            return
        into, today = found[0], self._context.today()
        with Saying(self.refused):
            self._desk.do(_MERGED(need.number, into.number), lambda unit: merging.merge(unit, need, into, today))


class NeedsPage(RecordPage):
    """Needs; a new one is recorded today. What waits can be distributed together, once there is enough of it."""

    form_class = NeedForm

    def __init__(self, view: View, context: Context, parent: QWidget | None = None) -> None:
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
        idle = self._office.lists.count(Query(PROFILES, where=counterparts.offers_without_need(read)))
        self.together_button.setVisible(waiting >= matching.WORTHWHILE)
        self.together_button.setText(_TOGETHER_MANY(waiting))
        self.offers_button.setVisible(bool(idle))
        self.offers_button.setText(_OFFERS(idle))
        self._shelf.setVisible(waiting >= matching.WORTHWHILE or bool(idle))

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
