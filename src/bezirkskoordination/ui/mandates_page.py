"""The page of appointments: above the fields how somebody was chosen and who deputises; they are ended here."""

from collections.abc import Iterator
from typing import Any

from PySide6.QtWidgets import QWidget

from bezirkskoordination.actions import appointing
from bezirkskoordination.actions.editing import Step
from bezirkskoordination.i18n import N_
from bezirkskoordination.records.council import Mandate, MandateRole, MandateStatus, Resolution
from bezirkskoordination.records.fields import View
from bezirkskoordination.records.kinds import show_date
from bezirkskoordination.rules import mandates, votes
from bezirkskoordination.store.unit import Change
from bezirkskoordination.ui.ask_dialog import AskDialog
from bezirkskoordination.ui.cards import Card, button, empty, label
from bezirkskoordination.ui.context import Context
from bezirkskoordination.ui.flow import Flow
from bezirkskoordination.ui.record_form import RecordForm
from bezirkskoordination.ui.record_page import RecordPage
from bezirkskoordination.ui.related import suggestions
from bezirkskoordination.ui.widgets import Sources

_HOW = N_("MandatesPage", "So kam es dazu")
_DECIDED = N_("MandatesPage", "{}, {} am {}")
_STOOD = N_("MandatesPage", "Zur Wahl standen: {}")
_CANDIDATE = N_("MandatesPage", "{} ({})")
_BALLOT, _BALLOTS = N_("MandatesPage", "{} Stimmen"), N_("MandatesPage", "{} Stimmen, im 2. Wahlgang {}")
_NOT_COUNTED = N_("MandatesPage", "Stimmen nicht erfasst")
_DEPUTIES, _NO_DEPUTY = N_("MandatesPage", "Vertretung: {}"), N_("MandatesPage", "Vertretung: niemand bestellt")
_STANDS_IN = N_("MandatesPage", "{} seit {}")
_NO_RESOLUTION = N_("MandatesPage", "Der Beschluss über die Bestellung ist noch nicht eingetragen.")
_HANDED_OVER = N_("MandatesPage", "Übergeben am {}.")
_GAP = N_("MandatesPage", "Davor war das Amt unbesetzt: {}.")
_END, _ENDS = N_("MandatesPage", "Beenden …"), N_("MandatesPage", "Bestellung beenden: {}")
_END_HINT = N_(
    "MandatesPage",
    "Der Bezirksrat kann jederzeit durch Mehrheitsbeschluss entbinden; dann gehört der Beschluss dazu. Ein Tag, der"
    " noch kommt, wird nur vorgemerkt.",
)
_ENDED = N_("MandatesPage", "Bestellung „{}“ beendet")
_PASS_ON = N_("MandatesPage", "Übergabe …")
_END_FIELDS = ("valid_until", "end_reason", "ended_by")


class ElectionCard(Card):
    """What the resolution tells of an appointment, line by line."""

    def __init__(self) -> None:
        super().__init__(_HOW)

    def show_lines(self, lines: list[str]) -> None:
        """Show these lines."""
        empty(self.body)
        for line in lines:
            self.body.addWidget(label(line))
        self.setAccessibleDescription("\n".join(lines))


class MandateForm(RecordForm):
    """An appointment. Its end is asked for with its reason, however it is begun."""

    def __init__(self, view: View, context: Context, parent: QWidget | None = None) -> None:
        self.how = ElectionCard()
        self.verbs = QWidget()
        flow = Flow(self.verbs, gap=6)
        self.end_button = button(_END, self.ask_end)
        self.hand_over_button = button(_PASS_ON, self.hand_over)
        for one in (self.end_button, self.hand_over_button):
            flow.addWidget(one)
        super().__init__(view, context, parent)
        self.add_above(self.how)
        self.add_above(self.verbs)

    @property
    def mandate(self) -> Mandate | None:
        """The appointment as the file has it."""
        record = self.record
        return record if isinstance(record, Mandate) else None

    def _dress(self) -> None:
        super()._dress()
        one = self.mandate
        for widget in (self.how, self.verbs):
            widget.setVisible(one is not None)
        if one is None:
            return
        self.how.show_lines(list(self._lines(one)))
        self.end_button.setVisible(one.status in (MandateStatus.APPOINTED, MandateStatus.RESTING))
        self.hand_over_button.setVisible(bool(mandates.coordinating([one])) and self._office.encrypted)

    def _lines(self, one: Mandate) -> Iterator[str]:
        read, names = self._office.read, self._office.names
        resolution = read.get(Resolution, one.resolution) if one.resolution is not None else None
        if resolution is None:
            yield str(_NO_RESOLUTION)
        else:
            yield _DECIDED(resolution.subject, resolution.body, show_date(resolution.on_date))
            if resolution.candidates:
                yield _STOOD("; ".join(_CANDIDATE(row.name, _ballots(row)) for row in resolution.candidates))
            if elected := votes.how_elected(resolution):
                yield elected[:1].upper() + elected[1:]
        told = votes.told(one.votes_for, one.votes_against, one.abstained)
        if resolution is not None and not told:
            told = votes.told(resolution.votes_for, resolution.votes_against, resolution.abstained)
        if told or resolution is None or not resolution.candidates:
            yield told or str(_NOT_COUNTED)
        known, today = read.all(Mandate), self._context.today()
        if one.role is MandateRole.COORDINATION and mandates.lasts_on(one, today):
            deputies = mandates.deputies_on(known, today)
            named = (
                _STANDS_IN(names.title("person", deputy.person), show_date(deputy.valid_from)) for deputy in deputies
            )
            yield _DEPUTIES("; ".join(named)) if deputies else str(_NO_DEPUTY)
        if empty_days := mandates.gap_before(one, known):
            yield _GAP(empty_days)
        if one.handed_over_on is not None:
            yield _HANDED_OVER(show_date(one.handed_over_on))

    def follow(self, changes: list[Change]) -> None:
        super().follow(changes)
        moved = {Mandate.type.name, Resolution.type.name}
        if self.record is not None and moved.intersection(change.record.type.name for change in changes):
            self._dress()

    def take_step(self, step: Step) -> None:
        """Take a step of the status; an end is asked for with what belongs to it."""
        if step.to is MandateStatus.ENDED and self.record is not None:
            self.ask_end(valid_until=step.on, end_reason=step.reason)
        else:
            super().take_step(step)

    def ask_end(self, **begins: Any) -> None:
        """Ask when, why and by which resolution it ends."""
        one = self.mandate
        if one is None or not self.leave():
            return
        title = one.title(self._office.names)

        def keep(told: dict[str, Any]) -> None:
            self._desk.do(
                _ENDED(title),
                lambda unit: appointing.end(
                    unit, one, told["valid_until"] or self._context.today(), told["end_reason"], told["ended_by"]
                ),
            )
            self._context.say(_ENDED(title))

        fields = [Mandate.type.field(name) for name in _END_FIELDS]
        sources = Sources(self._office.names, suggestions(self._office))
        dialog = AskDialog(_ENDS(title), fields, sources, keep, self, hint=_END_HINT)
        dialog.put(**({"valid_until": one.valid_until or self._context.today()} | begins))
        self.open_dialog(dialog)

    def hand_over(self) -> None:
        """Hand the office over to whoever follows."""
        if self.leave() and self.mandate is not None:
            self._context.run("hand_over")


def _ballots(row: Any) -> str:
    if row.votes is None:
        return str(_NOT_COUNTED)
    return _BALLOT(row.votes) if row.runoff is None else _BALLOTS(row.votes, row.runoff)


class MandatesPage(RecordPage):
    """Who holds the office, and who held it."""

    form_class = MandateForm
    widths = (440, 596)  # names and days fit the list, terms and votes the record
