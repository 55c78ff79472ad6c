"""The pages of papers and resolutions: each kind of paper asks for its own texts, and one key leads to what follows.

From a Vorlage to its Beschluss, from a Beschluss to its Auftrag; a Stellungnahme begins with what it answers.
"""

from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from bezirkskoordination.actions.meetings import to_the_council
from bezirkskoordination.actions.resolving import is_of
from bezirkskoordination.i18n import N_, Text
from bezirkskoordination.records.council import NOTICES, Paper, Resolution, VoteKind
from bezirkskoordination.records.fields import Record, View
from bezirkskoordination.records.network import Order
from bezirkskoordination.records.refusal import BadValue
from bezirkskoordination.rules import papers, votes
from bezirkskoordination.rules.following import beginning
from bezirkskoordination.ui.cards import button
from bezirkskoordination.ui.context import Context
from bezirkskoordination.ui.flow import Flow
from bezirkskoordination.ui.record_form import RecordForm
from bezirkskoordination.ui.record_page import RecordPage

#: What the next step of a paper and of a resolution is called; one key takes both.
TO_RESOLUTION, TO_ORDER = N_("CouncilPages", "Beschluss eintragen …"), N_("CouncilPages", "Auftrag eintragen …")
TO_STATEMENT = N_("CouncilPages", "Stellungnahme beginnen")
_NOT_IN_ROUTE = N_(
    "CouncilPages", "In der Beratungsfolge der Vorlage steht diese Sitzung nicht; das Ergebnis erscheint dort nicht."
)
#: The kind that a new paper begins with.
_USUAL = "ANTRAG"
_ENTERED, _GO_THERE = N_("CouncilPages", "{} eingetragen."), N_("CouncilPages", "Dorthin")
#: A proposal and what a resolution says need more room than their lines in the list.
_WIDTHS = (470, 566)


class _CouncilForm(RecordForm):
    """A paper or a resolution, with the step that leads on from it."""

    follows: type[Record]
    step_words: Text

    def __init__(self, view: View, context: Context, parent: QWidget | None = None) -> None:
        self.verbs = QWidget()
        self.step = button(self.step_words, self.next_step)
        self._flow = Flow(self.verbs, gap=6)
        self._flow.addWidget(self.step)
        super().__init__(view, context, parent)
        self.add_above(self.verbs)
        self.form.edited.connect(self._typed)

    def _value(self, name: str) -> Any:
        try:
            return self.form.widgets[name].value()
        except BadValue:
            return None

    def _fill(self, record: Record, steps: list[Any]) -> None:
        super()._fill(record, steps)
        self.ask_for_more()

    def _typed(self, _name: str) -> None:
        self.ask_for_more()

    def _dress(self) -> None:
        super()._dress()
        self.verbs.setVisible(self.record is not None)

    def ask_for_more(self) -> None:
        """Show the fields that what is typed so far makes needful, and all that hold something."""
        for name, wanted in self.wanted().items():
            self.form.ask_for(name, wanted or self.form.says_something(name))

    def wanted(self) -> dict[str, bool]:
        """Which of the fields that are not always needed are needed now."""
        raise NotImplementedError

    def next_step(self) -> None:
        """Begin what follows from this record, in a window of its own."""
        if self.leave() and self.record is not None:
            tab = next(one for one in self.related if one.view.type is self.follows.type)
            tab.show_for(self.record)
            tab.begin_new()
            tab.dialog.panel.saved.connect(self._tell_entered)

    def _tell_entered(self, record_id: int) -> None:
        """Say that what follows is kept, and offer the way there."""
        go = partial(self._context.open_record, self.follows.type.name, record_id)
        self.notice.say(_ENTERED(self.follows.type.label), "good", ((_GO_THERE, go),))


class PaperForm(_CouncilForm):
    """A paper: from it a resolution is entered, or a Stellungnahme begun."""

    follows, step_words = Resolution, TO_RESOLUTION

    def __init__(self, view: View, context: Context, parent: QWidget | None = None) -> None:
        self.answer = button(TO_STATEMENT, self.begin_answer)
        super().__init__(view, context, parent)
        self._flow.addWidget(self.answer)

    def _dress(self) -> None:
        super()._dress()
        paper = self.record
        if isinstance(paper, Paper):
            self.step.setVisible(papers.can_be_resolved(paper))
            self.answer.setVisible(papers.can_be_answered(paper))

    def _typed(self, name: str) -> None:
        if name == "kind" and self._value("kind") in NOTICES:
            self.form.put("own", False)  # only the administration gives one out
        super()._typed(name)

    def wanted(self) -> dict[str, bool]:
        """The texts that its kind has."""
        asked = papers.asked_of(self._value("kind") or "")
        return {name: name in asked for name in papers.BY_KIND}

    def begin_answer(self) -> None:
        """Begin the Stellungnahme on this paper."""
        if isinstance(self.record, Paper) and self.leave():
            begin_answer(self._context, self.record)


def begin_answer(context: Context, paper: Paper) -> None:
    """Begin the Stellungnahme on a paper on the page of papers: number, sitting and TOP come along."""
    page = context.open_page(Paper.type.name)
    if isinstance(page, PapersPage):
        page.new(**beginning(paper, Paper.type.name, context.today()))
        page.form.form.focus_field("statement")


class ResolutionForm(_CouncilForm):
    """A resolution: from it orders are entered. The lot is asked for only where it decides."""

    follows, step_words = Order, TO_ORDER

    def hints_of(self, record: Record) -> dict[str, str]:
        """What should be looked at; also that the Vorlage does not know the sitting and so tells no result."""
        said = super().hints_of(record)
        if isinstance(record, Resolution) and record.paper is not None:
            route = self._office.read.get(Paper, record.paper).consultations
            if not any(is_of(row, record) for row in route):
                said["paper"] = str(_NOT_IN_ROUTE)
        return said

    def wanted(self) -> dict[str, bool]:
        """The lot, where the second ballot ended in a tie."""
        rows, members = self._value("candidates") or (), self._value("members") or 0
        elects = self._value("vote_kind") is VoteKind.ELECTION
        return {"lot": bool(elects and members and votes.is_tied(rows, members))}


class _CouncilPage(RecordPage):
    widths = _WIDTHS

    @property
    def step_words(self) -> Text:
        """What the next step of the record that is shown is called."""
        return self.council_form.step_words

    @property
    def council_form(self) -> _CouncilForm:
        """The record beside the list."""
        form = self.form
        assert isinstance(form, _CouncilForm)
        return form

    def next_step(self) -> None:
        """Begin what follows from the record that is shown."""
        if not self.council_form.step.isHidden():
            self.council_form.next_step()


class PapersPage(_CouncilPage):
    """Papers of the council, ours and those of others. A new one is ours, of today, for the next sitting."""

    form_class = PaperForm

    def new(self, **preset: Any) -> None:
        """Begin a paper of ours."""
        today = self._context.today()
        recipient, route = to_the_council(self._office.read, today)
        begun = {"kind": _USUAL, "own": True, "on_date": today, "recipient": recipient, "consultations": (route,)}
        super().new(**{**begun, **preset})


class ResolutionsPage(_CouncilPage):
    """What the council decided."""

    form_class = ResolutionForm
