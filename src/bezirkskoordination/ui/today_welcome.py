"""The first days on „Heute“: three steps to be able to work, and beside them what is worth doing before.

A step that is done says so; the steps go when all are done, or when there is so much that work has clearly begun.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtWidgets import QLabel, QPushButton

from bezirkskoordination.actions import resolving
from bezirkskoordination.i18n import N_, Text
from bezirkskoordination.records import VOLUNTEERS
from bezirkskoordination.records.institutions import Institution
from bezirkskoordination.records.money import Expense
from bezirkskoordination.records.network import Meeting
from bezirkskoordination.records.office import District
from bezirkskoordination.reports.papers import PAPERS
from bezirkskoordination.rules.sittings import council_body, sittings
from bezirkskoordination.store.query import Query
from bezirkskoordination.store.settings import setting
from bezirkskoordination.store.unit import Reader
from bezirkskoordination.ui import outings
from bezirkskoordination.ui.cards import Card, RuledRow, button, label, side_by_side
from bezirkskoordination.ui.context import Context
from bezirkskoordination.ui.printing import command_name

#: With more records than this nobody needs to be led by the hand.
_BEGUN = 10
_DONE = N_("Today", "erledigt")
_MISSING = N_("Today", "Es fehlt noch: {}.")
#: What step 1 needs, in the order in which it is asked for: the setting, and its words.
_MANDATE: tuple[tuple[str, Text], ...] = (
    ("resolved_on", N_("Today", "Tag des Beschlusses")),
    ("resolved_in", N_("Today", "Vorlage des Beschlusses")),
)
_NO_DISTRICT, _NO_SITTING = N_("Today", "Stadtbezirk mit Gremium"), N_("Today", "nächste Sitzung")
_PRINT, _OPEN, _OF = N_("Today", "Drucken …"), N_("Today", "Öffnen"), N_("Today", "{}: {}")
#: What stands beside the steps: the command, what it is about, and the words on the link. A paper that is not there is
#: left out.
_BESIDE: tuple[tuple[str, Text, Text], ...] = (
    ("print_privacy_questions", N_("Today", "Mit dem Datenschutzbeauftragten zu klären: fünf Fragen"), _PRINT),
    ("print_consent_de", N_("Today", "Einwilligungsbogen zum Ausfüllen"), _PRINT),
    ("practise", N_("Today", "Mit Beispielbezirk üben"), _OPEN),
    ("handbook", N_("Today", "Handbuch: Anfangen"), _OPEN),
)


def enter_sitting(context: Context) -> None:
    """Begin the next sitting of the council, on the page of meetings."""
    council = council_body(context.desk.office.read)
    context.open_page(Meeting.type.name).new(**({"body": council.id} if council else {}))


def amount_of_work(context: Context) -> int:
    """How many people, institutions and expenses there are; whoever coordinates is not counted among them."""
    office = context.desk.office
    return (
        office.lists.count(Query.of(VOLUNTEERS)) + office.read.count(Institution.type) + office.read.count(Expense.type)
    )


@dataclass(frozen=True, slots=True)
class _Step:
    """A step: its words, what it does, and what else leads there."""

    text: Text
    pressed: Callable[[], object]
    other: tuple[Text, Callable[[], object]] | None = None


class Welcome(Card):
    """The three steps. `is_over` says whether they are still needed."""

    def __init__(self, context: Context) -> None:
        super().__init__(N_("Today", "Guten Tag. In drei Schritten arbeitsfähig:"))
        self._context = context
        self._missing: list[str] = []  # settings
        self._has_district = False
        self.steps: list[QPushButton] = []
        self.others: list[QPushButton] = []
        self.said: list[QLabel] = []
        self.is_over = False
        self._done: tuple[bool, ...] = (False,) * 3
        for number, step in enumerate(
            (
                _Step(N_("Today", "Auftrag eintragen"), self._enter_office),
                _Step(
                    N_("Today", "Erste Person anlegen"), self._new_person,
                    (N_("Today", "oder Liste der Gemeinde einlesen …"), self._read_in),
                ),
                _Step(N_("Today", "Sicherung anlegen …"), self._back_up),
            ),
            1,
        ):  # fmt: skip
            self._put(number, step)
        self.body.addWidget(label(N_("Today", "F1 öffnet die Hilfe; Strg+Z nimmt jeden Schritt zurück."), "muted"))

    def _put(self, number: int, step: _Step) -> None:
        row, said = RuledRow(), label("", "muted")
        made = button(step.text, step.pressed, "link")
        row.line.addWidget(label(f"{number}.", wrap=False))
        row.line.addWidget(made)
        row.line.addWidget(said, 1)
        self.body.addWidget(row)
        if step.other:
            other = button(*step.other, "link")
            below = side_by_side(other)
            below.setContentsMargins(row.fontMetrics().horizontalAdvance("1.") + row.line.spacing(), 0, 0, 4)
            self.body.addLayout(below)
            self.others.append(other)
        self.steps.append(made)
        self.said.append(said)

    def refresh(self, reader: Reader, _today: date) -> None:
        """Say which steps are done, and what the first one still needs."""
        work = amount_of_work(self._context)
        founded = resolving.basis(reader) is not None  # a resolution that is kept says it all
        self._missing = [name for name, _words in _MANDATE if not founded and not setting(reader, name)]
        words = [str(said) for name, said in _MANDATE if name in self._missing]
        self._has_district = reader.count(District.type) > 0
        if not self._has_district:
            words.insert(0, str(_NO_DISTRICT))
        if not sittings(reader):
            words.append(str(_NO_SITTING))
        done = (not words, work > 0, outings.backed_up_on(self._context) is not None)
        self._done = done
        for said, is_done in zip(self.said, done, strict=True):
            said.setText(f"✓ {_DONE}" if is_done else "")
        if words:
            self.said[0].setText(_MISSING(", ".join(words)))
        for step, said in zip(self.steps, self.said, strict=True):
            step.setAccessibleDescription(said.text())
        self.is_over = work > _BEGUN or all(done)

    def first_open(self) -> QPushButton:
        """The first step that is not done."""
        return next((step for step, done in zip(self.steps, self._done, strict=True) if not done), self.steps[0])

    def _enter_office(self) -> None:
        if self._has_district and not self._missing:
            enter_sitting(self._context)
            return
        page = self._context.open_page("settings")
        if self._missing:
            page.focus_setting(self._missing[0])

    def _new_person(self) -> None:
        self._context.open_page(VOLUNTEERS.name).new()

    def _read_in(self) -> None:
        self._context.open_page(VOLUNTEERS.name)
        self._context.run("import")

    def _back_up(self) -> None:
        self._context.run("backup")


class Beside(Card):
    """What is worth doing before the first person is entered, and a place to practise."""

    def __init__(self, context: Context) -> None:
        super().__init__(N_("Today", "Bevor es losgeht"))
        papers = {command_name(paper) for paper in PAPERS if not paper.of}  # about the office, so always at hand
        self.links: list[QPushButton] = []
        for name, about, words in _BESIDE:
            if name.startswith("print_") and name not in papers:
                continue
            link = button(words, partial(context.run, name), "link", _OF(about, words))
            self.links.append(link)
            row = RuledRow()
            row.line.addWidget(label(about), 1)
            row.line.addWidget(link)
            self.body.addWidget(row)
