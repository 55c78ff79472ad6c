"""„1 · Gibt es das schon?“: the services that do already what is asked, why each does not do, and what is decided.

It shows and asks; what a decision means stands in the actions.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QToolButton, QVBoxLayout, QWidget

from bezirkskoordination.actions import boundaries
from bezirkskoordination.i18n import N_
from bezirkskoordination.records.activities import ProfileStatus
from bezirkskoordination.records.kinds import show_date
from bezirkskoordination.records.needs import (
    OPENING,
    BoundaryCheck,
    BoundaryResult,
    Candidate,
    Fit,
    NeedStatus,
    SupportNeed,
)
from bezirkskoordination.records.office import ListItem
from bezirkskoordination.rules import boundary, needs
from bezirkskoordination.rules.boundary import OTHER_REASON, Asked, Effect, Match
from bezirkskoordination.store.settings import setting
from bezirkskoordination.ui.ask_dialog import AskDialog
from bezirkskoordination.ui.cards import Card, RuledRow, button, empty, label
from bezirkskoordination.ui.context import Context
from bezirkskoordination.ui.flow import Flow
from bezirkskoordination.ui.related import suggestions
from bezirkskoordination.ui.saying import Saying
from bezirkskoordination.ui.widgets import Sources

_R = BoundaryResult
_TITLE = N_("Boundary", "1 · Gibt es das schon?")
_NONE = N_("Boundary", "Kein eingetragener Dienst passt.")
_DECIDED = N_("Boundary", "Geklärt am {}: {}.")
_OPEN = N_("Boundary", "Bevor jemand angefragt wird: {}.")
_NEVER = N_("Boundary", "Hier ist nichts mehr zu entscheiden.")
#: What is over: nobody is asked for it, and no service is.
_OVER = frozenset(needs.CLOSED - {NeedStatus.REFERRED}) | {ProfileStatus.ENDED}
_SERVICE = N_("Boundary", "{} · passt {} · {}")
_CHECKED, _UNCHECKED = N_("Boundary", "zuletzt geprüft {}"), N_("Boundary", "lange nicht geprüft")
_REFER = N_("Boundary", "Dorthin verweisen")
_REFER_TO = N_("Boundary", "Verweisen an {}")
_WHY = N_("Boundary", "reicht nicht: {}")
_ALLOW = N_("Boundary", "Zulässig")
_ADD = N_("Boundary", "Als Ergänzung abgestimmt …")
_CITY = N_("Boundary", "Aufgabe der Stadt …")
_EMERGENCY = N_("Boundary", "Notfallweg gegangen")
_AGAIN = N_("Boundary", "Neu prüfen")
_NEW_SERVICE = N_("Boundary", "Dienst eintragen …")
_STEP = N_("Boundary", "„{}“: Abgrenzung „{}“")
_CARDS = {Effect.EMERGENCY: "card_emergency", Effect.REFER: "card_legal", Effect.HINT: "card_forms"}


class BoundaryCard(Card):
    """The services for what is asked, as a check that is decided here."""

    decided = Signal()

    def __init__(self, context: Context, refused: Callable[[str], None]) -> None:
        super().__init__(_TITLE)
        self._context, self._refused = context, refused
        self._asked: Asked | None = None
        self._check: BoundaryCheck | None = None
        self._chosen: dict[int, str] = {}  # reason by service
        self.notes: dict[int, QLineEdit] = {}
        self.chips: dict[tuple[int, str], QToolButton] = {}
        self.referrals: list[QPushButton] = []  # to services that do exactly what is asked
        self.dialog: AskDialog | None = None
        self.state = label()
        self.warning = label(role="problem")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        shelf = QWidget()
        flow = Flow(shelf, gap=6)
        self.allow = button(_ALLOW, partial(self.decide, _R.ALLOWED), "primary")
        self.add = button(_ADD, self._ask_added)
        self.city = button(_CITY, self._ask_city)
        self.emergency = button(_EMERGENCY, partial(self.decide, _R.EMERGENCY), "danger")
        self.again = button(_AGAIN, self._again, "link")
        self.new_service = button(_NEW_SERVICE, self._new_service, "link")
        self._buttons: tuple[QPushButton, ...] = (self.allow, self.add, self.city, self.emergency)
        for one in (*self._buttons, self.again, self.new_service):
            flow.addWidget(one)
        for part in (self.state, self.warning):
            self.body.addWidget(part)
        self.body.addLayout(self._rows)
        self.body.addWidget(shelf)

    def show_for(self, asked: Asked, again: bool = False) -> None:
        """Show what is decided, or what there is to decide."""
        read, today = self._context.desk.office.read, self._context.today()
        if self._asked is None or self._asked.id != asked.id:
            self._chosen.clear()
        self._asked = asked
        last = boundary.latest(boundaries.checks_of(read, asked), today)
        why = boundaries.why_not(read, asked, today)
        effect = boundaries.effect_of(read, asked) if asked.category else Effect.OK
        over = asked.status in _OVER
        deciding = (
            bool(asked.category) and not over and (again or last is None or (bool(why) and last.result in OPENING))
        )
        self._check = boundaries.drafted(read, asked, today) if deciding else None
        self.warning.setText(setting(read, _CARDS[effect]) if effect in _CARDS else "")
        self.warning.setVisible(effect in _CARDS and not over)
        if last is None or deciding:
            self.state.setText(str(_NEVER) if over else _OPEN(why))
        else:
            self.state.setText(_DECIDED(show_date(last.checked_on), last.result.label))
        empty(self._rows)
        self.notes, self.chips, self.referrals = {}, {}, []
        if self._check is not None:
            self._fill(boundaries.services_for(read, asked, today), effect)
        for one in self._buttons:
            one.setVisible(deciding)
        placed = effect in (Effect.REFER, Effect.EMERGENCY)
        self.allow.setVisible(deciding and not placed)
        self.add.setVisible(deciding and not placed)
        self.emergency.setVisible(deciding and effect is Effect.EMERGENCY)
        self.again.setVisible(not deciding and not over and bool(asked.category))
        self.new_service.setVisible(deciding)

    def next_stop(self) -> QPushButton | None:
        """What decides: where a service fits exactly the way there, else „Zulässig“; None if it is decided already."""
        wanted = (*self.referrals, self.allow, self.emergency, self.city) if self._check is not None else ()
        return next((one for one in wanted if one.isVisibleTo(self) and one.isEnabled()), None)

    def _fill(self, matches: list[Match], effect: Effect) -> None:
        reasons = [
            (one.code, one.label)
            for one in self._context.desk.office.read.where(ListItem, values="boundary_reason")
            if one.active
        ]
        for match in matches:
            self._rows.addWidget(self._row(match, reasons if effect < Effect.REFER else []))
        if not matches:
            self._rows.addWidget(label(_NONE, "muted"))

    def _row(self, match: Match, reasons: list[tuple[str, str]]) -> QWidget:
        service = match.service
        row = RuledRow()
        inside = QVBoxLayout()
        inside.setSpacing(4)
        checked = str(_UNCHECKED) if match.unchecked else _CHECKED(show_date(service.checked_on))
        words = _SERVICE(service.role.label, match.fit.label, checked)
        inside.addWidget(label(service.name))
        inside.addWidget(label(f"{words} · {service.capacity}" if service.capacity else words, "muted"))
        shelf = QWidget()
        flow = Flow(shelf, gap=6)
        key = service.id or 0
        if isinstance(self._asked, SupportNeed):
            refer = button(_REFER, partial(self.decide, _R.REFER, key), name=_REFER_TO(service.name))
            flow.addWidget(refer)
            self.referrals += [refer] if match.fit is Fit.EXACT else []
        if match.fit is Fit.EXACT:
            for code, said in reasons:
                flow.addWidget(self._chip(key, code, said))
        inside.addWidget(shelf)
        note = self.notes[key] = QLineEdit()
        note.setPlaceholderText(str(N_("Boundary", "Welcher Grund?")))
        note.setAccessibleName(N_("Boundary", "Anderer Grund bei {}")(service.name))
        if self._chosen.get(key) != OTHER_REASON:  # never shown while it stands nowhere yet
            note.hide()
        inside.addWidget(note)
        row.line.addLayout(inside, 1)
        return row

    def _chip(self, service: int, code: str, said: str) -> QToolButton:
        chip = self.chips[service, code] = QToolButton()
        chip.setText(said)
        chip.setCheckable(True)
        chip.setProperty("chip", True)
        chip.setAccessibleName(_WHY(said))
        chip.setChecked(self._chosen.get(service) == code)
        chip.clicked.connect(lambda on: self._choose(service, code, on))
        return chip

    def _choose(self, service: int, code: str, on: bool) -> None:
        self._chosen[service] = code if on else ""
        for (of, other), chip in self.chips.items():
            if of == service:
                chip.setChecked(on and other == code)
        self.notes[service].setVisible(on and code == OTHER_REASON)

    # --- deciding -------------------------------------------------------------------------

    def _explained(self, check: BoundaryCheck) -> BoundaryCheck:
        def row(one: Candidate) -> Candidate:
            note = self.notes[one.service].text() if one.service in self.notes else ""
            return replace(one, reason=self._chosen.get(one.service, ""), note=note)

        return replace(check, candidates=tuple(map(row, check.candidates)))

    def decide(self, result: BoundaryResult, refer_to: int | None = None) -> None:
        """Keep this decision."""
        with Saying(self._refused):
            self._keep(result, refer_to)

    def _keep(self, result: BoundaryResult, refer_to: int | None = None, **more: Any) -> None:
        asked, check = self._asked, self._check
        if asked is None or check is None:
            return
        after = replace(self._explained(check), result=result, **more)
        title = asked.title(self._context.desk.office.names)
        label_ = _STEP(title, result.label)
        self._context.desk.do(label_, lambda unit: boundaries.decide(unit, asked, after, refer_to))
        self._context.say(label_)
        self.decided.emit()

    def _ask(self, result: BoundaryResult, title: str, *names: str) -> None:
        of, office = BoundaryCheck.type, self._context.desk.office
        sources = Sources(office.names, suggestions(office))

        def keep(given: dict[str, Any]) -> None:
            self._keep(result, None, **given)

        self.dialog = AskDialog(title, [of.field(name) for name in names], sources, keep, self)
        if "coordinated_on" in names:
            self.dialog.put(coordinated_on=self._context.today())
        self.dialog.open()

    def _ask_added(self) -> None:
        self._ask(_R.ADDED, str(_R.ADDED.label), "coordinated_with", "coordinated_on", "reason")

    def _ask_city(self) -> None:
        self._ask(_R.CITY, str(_R.CITY.label), "reason")

    def _again(self) -> None:
        if self._asked is not None:
            self.show_for(self._asked, again=True)

    def _new_service(self) -> None:
        category = self._asked.category if self._asked else ""
        page = self._context.open_page("existing_service")
        page.new(categories=(category,) if category else ())
