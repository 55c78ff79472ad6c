"""The form of an expense: a trip is reckoned, a rate offered with its source, a double receipt and an over-run noticed.

What was paid at a payee before is proposed, and what a kind of cost needs is asked for. Nothing of it stops anybody.
"""

from functools import partial
from typing import Any

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView, QMenu, QPushButton, QWidget

from bezirkskoordination.actions import claiming
from bezirkskoordination.actions.editing import Step
from bezirkskoordination.i18n import N_
from bezirkskoordination.records.fields import Record, View
from bezirkskoordination.records.kinds import show_cents, show_date
from bezirkskoordination.records.money import Expense, ExpenseStatus
from bezirkskoordination.records.office import Attachment
from bezirkskoordination.records.refusal import BadValue
from bezirkskoordination.rules import money, photos
from bezirkskoordination.ui.cards import button
from bezirkskoordination.ui.context import Context
from bezirkskoordination.ui.record_form import RecordForm
from bezirkskoordination.ui.today_money import position

_TRIP = ("trip_km", "trip_rate", "trip_return")
#: Fields that tell something before an expense is kept.
_TOLD_EARLY = frozenset({"on_date", "payee", "amount", "category", "prior_consent"})
#: What a receipt is, in the list of its kinds: as shipped, and for a trip that she writes down herself.
_TILL, _OWN_VOUCHER = "KASSENBON", "EIGENBELEG"

_AS_LAST = N_("ExpensesPage", "Kostenart und Zweck wie am {}; bitte prüfen.")
_IN_FOLDER, _FOLDER = N_("ExpensesPage", "liegt im Ordner: {}"), N_("ExpensesPage", "Ordner {}")
_OWN_CAR = N_("ExpensesPage", "eigener Wagen")
#: What a trip begins with.
TRIP = {"category": money.TRIP, "payee": str(_OWN_CAR), "receipt_kind": _OWN_VOUCHER}
_TWICE = N_("ExpensesPage", "Gleicher Tag, Betrag und Empfänger wie {}. Doppelt erfasst?")
_RATES = N_("ExpensesPage", "Sätze mit Quelle")
_RATE = N_("ExpensesPage", "{} je km – {}{} · {}")
_MOST = N_("ExpensesPage", " (höchstens {} je Fahrt)")
_BEYOND = N_("ExpensesPage", "Höchstens {} je Fahrt: {}. Bitte mit der Bezirksgeschäftsstelle klären.")
_NO_RATE = N_("ExpensesPage", "Für den {} ist kein Satz bekannt.")


class ExpenseForm(RecordForm):
    """An expense. `verbs` is a place for what its page can do with it."""

    def __init__(self, view: View, context: Context, parent: QWidget | None = None) -> None:
        self.verbs = QWidget()
        self._alike = ""  # what a proposal was taken from
        super().__init__(view, context, parent)
        self.form.edited.connect(self._typed)
        self.rates = QMenu(self)
        self.rates.setToolTipsVisible(True)
        self.rates.aboutToShow.connect(self.fill_rates)
        self.rates_button = QPushButton(str(_RATES))
        self.rates_button.setProperty("link", True)
        self.rates_button.setMenu(self.rates)
        self.in_folder = button("", self._put_place, "link")
        for name, made in (("trip_rate", self.rates_button), ("receipt_place", self.in_folder)):
            below = self.form.widgets[name].layout()
            assert below is not None
            below.addWidget(made)
        for line in self.form.findChildren(QLineEdit):
            line.setAcceptDrops(False)  # a receipt that is dropped on a line is a receipt, not the text of its place
        self._completers = {name: self._completing(name) for name in ("payee", "receipt_place")}
        self.form.widgets["payee"].left.connect(self._propose)

    def _completing(self, name: str) -> QStringListModel:
        """Offer what stood in a field before, while it is typed."""
        line, model = self.form.widgets[name].control, QStringListModel(self)
        assert isinstance(line, QLineEdit)
        completer = QCompleter(model, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        popup = QListView()
        popup.setProperty("popup", True)
        completer.setPopup(popup)
        line.setCompleter(completer)
        return model

    def _fill(self, record: Record, steps: list[Step]) -> None:
        self._alike = ""
        super()._fill(record, steps)
        if self.is_new:
            for name, model in self._completers.items():
                model.setStringList(claiming.known(self._office.read, name))
        places = self._completers["receipt_place"].stringList()
        year = (self._value("on_date") or self._context.today()).year
        self.in_folder.setText(_IN_FOLDER(places[0] if places else _FOLDER(year)))
        self._ask_for_more()
        if self._value("category") == money.TRIP:
            self.form.unfold("trip_from")

    def _dress(self) -> None:
        super()._dress()
        self.verbs.setVisible(self.record is not None)

    def hints_of(self, record: Record) -> dict[str, str]:
        """What should be looked at: also a receipt entered twice, an over-run, a photograph that cannot be printed."""
        said = super().hints_of(record)
        if isinstance(record, Expense):
            if record.id is None:
                return {}  # nothing is missing before anything was typed
            if record.receipt and photos.is_named_heic(self._office.read.get(Attachment, record.receipt).name):
                said["receipt"] = str(photos.ADVICE)
            if twice := self._twice(record):
                said["payee"] = twice
            if too_much := " ".join(filter(None, (self._beyond(record), self._overrun(record)))):
                said["amount"] = too_much
        return said

    def _twice(self, record: Expense) -> str:
        alike = self._office.read.where(Expense, on_date=record.on_date, amount=record.amount)
        found = money.duplicates(record, alike)
        return _TWICE(", ".join(one.number for one in found)) if found else ""

    def _beyond(self, record: Expense) -> str:
        rate = money.beyond(record, claiming.rates())
        return _BEYOND(show_cents(rate.most), rate.source.split(";")[0]) if rate is not None else ""

    def _overrun(self, record: Expense) -> str:
        if record.status is not ExpenseStatus.RECORDED:
            return ""
        return money.overrun(position(self._office.read, record.on_date.year, self._context.today()))

    def _value(self, name: str) -> Any:
        try:
            return self.form.widgets[name].value()
        except BadValue:
            return None

    # --- while it is typed ------------------------------------------------------------------

    def _typed(self, name: str) -> None:
        if name in _TRIP:
            self._reckon_trip()
        if name == "category":
            self._ask_for_more()
            if self._value("category") == money.TRIP:
                self.form.unfold("trip_from")
        if self.is_new and name in _TOLD_EARLY:
            self.show_hints(self._hints_so_far())

    def _ask_for_more(self) -> None:
        """Ask for the private share of a telephone bill, and for the consent to a kind that the resolution lacks."""
        category = self._value("category")
        wanted = {
            "private_percent": category == money.TELEPHONE, "prior_consent": category not in (None, "", *money.NAMED),
        }  # fmt: skip
        for name, asked in wanted.items():
            self.form.ask_for(name, asked or bool(self._value(name)) or bool(self.form.widgets[name].problem))

    def _hints_so_far(self) -> dict[str, str]:
        """What can be told of a new expense before it is kept."""
        names = ("on_date", "payee", "amount", "category", "prior_consent", "receipt")
        values = {name: self._value(name) for name in names}
        if any(values[name] is None for name in ("on_date", "payee", "amount")):
            values |= {"on_date": values["on_date"] or self._context.today(), "payee": "", "amount": 0}
        so_far = Expense(purpose="", **{**values, "category": values["category"] or ""})
        said = {name: text for name, text in super().hints_of(so_far).items() if name == "category"}
        if so_far.payee and (twice := self._twice(so_far)):
            said["payee"] = twice
        elif self._alike:
            said["payee"] = self._alike
        return said

    def _propose(self) -> None:
        """Take kind and purpose over from the last expense at this payee, where both are still empty; say so."""
        if not self.is_new or self._value("category") or self._value("purpose"):
            return
        last = claiming.last_at(self._office.read, self._value("payee") or "")
        if last is None or last.category == money.TRIP:
            return
        self._alike = _AS_LAST(show_date(last.on_date))
        for name in ("category", "purpose", "private_percent", "prior_consent"):
            self.form.put(name, getattr(last, name))
        self._ask_for_more()
        self.show_hints(self._hints_so_far())

    def _put_place(self) -> None:
        places = self._completers["receipt_place"].stringList()
        year = (self._value("on_date") or self._context.today()).year
        self.form.put("receipt_place", places[0] if places else _FOLDER(year))
        self.form.focus_field("receipt_place")

    def _reckon_trip(self) -> None:
        km, rate = self._value("trip_km"), self._value("trip_rate")
        if not (km and rate):
            return
        self.form.put("amount", money.trip_cents(km, rate, bool(self._value("trip_return"))))
        if not self._value("payee"):
            self.form.put("payee", str(_OWN_CAR))
        if self._value("receipt_kind") == _TILL:
            self.form.put("receipt_kind", _OWN_VOUCHER)

    def fill_rates(self) -> None:
        """Offer the rates that hold on the day of the receipt, each with its source; nothing is applied by itself."""
        self.rates.clear()
        day = self._value("on_date") or self._context.today()
        rates = money.rates_on(claiming.rates(), day)
        for one in rates:
            most = _MOST(show_cents(one.most)) if one.most else ""
            action = self.rates.addAction(_RATE(show_cents(one.cents), one.label, most, one.source.split(";")[0]))
            action.setToolTip(one.source)
            action.triggered.connect(partial(self._take_rate, one.cents))
        if not rates:
            self.rates.addAction(_NO_RATE(show_date(day))).setEnabled(False)

    def _take_rate(self, cents: int, _checked: bool = False) -> None:
        self.form.put("trip_rate", cents)
