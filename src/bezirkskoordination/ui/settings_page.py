"""Settings: what varies by place, the district, the value lists, the appearance. Each field is kept when it is left.

Labels, defaults and sources stand in `records/settings.py`; nothing is decided here.
"""

from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QRadioButton, QTabWidget, QVBoxLayout, QWidget

from bezirkskoordination.actions.settings import change_setting
from bezirkskoordination.i18n import N_
from bezirkskoordination.records.office import District, ListItem, Setting, SubArea
from bezirkskoordination.records.refusal import BadValue, Refused
from bezirkskoordination.records.settings import BY_NAME, PUBLIC_THRESHOLDS, Declared
from bezirkskoordination.store.settings import setting
from bezirkskoordination.store.unit import Change
from bezirkskoordination.ui import style
from bezirkskoordination.ui.cards import Card, Scrolled, label
from bezirkskoordination.ui.context import Context
from bezirkskoordination.ui.listening import listen
from bezirkskoordination.ui.settings_district import DistrictCards
from bezirkskoordination.ui.settings_lists import ListCards
from bezirkskoordination.ui.widgets import FieldWidget, Sources, widget_for

#: Which settings stand together in a card.
_OFFICE_CARDS = (
    (
        N_("SettingsPage", "Die Stelle"),
        (
            "office_name",
            "coordinator",
            "sign",
            "office_address",
            "office_phone",
            "office_email",
            "resolved_on",
            "resolved_in",
        ),
    ),
    (
        N_("SettingsPage", "Sitzung und Bericht"),
        (
            "deadline_days",
            "deadline_near_days",
            "report_months",
            "report_begin_days",
            "report_freeze_days",
            "report_submit_days",
            *PUBLIC_THRESHOLDS,
            "term_ends",
            "mandate_days",
        ),
    ),
    (N_("SettingsPage", "Geld"), ("claim_recipient", "closing_day", "leftover_day")),
    (N_("SettingsPage", "Erinnern"), ("claim_after_days", "budget_share", "confirm_after_days", "refresher_months")),
    (
        N_("SettingsPage", "Bedarfe und Einsätze"),
        (
            "now_days",
            "urgent_days",
            "normal_days",
            "long_days",
            "asked_days",
            "unasked_days",
            "after_days",
            "feedback_days",
            "second_feedback_days",
            "hours_days",
            "profile_days",
            "service_days",
            "boundary_months",
            "referral_days",
            "vault_days",
            "vault_months",
            "vault_ahead_days",
        ),
    ),
    (N_("SettingsPage", "Schulungen und Nachweise"), ("attendance_percent", "engagement_words")),
    (N_("SettingsPage", "Grenzen"), ("card_emergency", "card_legal", "card_forms")),
    (N_("SettingsPage", "Feste Sätze im Bericht"), ("limits", "no_commitment")),
)
_PRIVACY_CARDS = (
    (N_("SettingsPage", "Verantwortung"), ("controller", "dpo", "authority", "consent_version", "insurance_basis")),
    (
        N_("SettingsPage", "Führungszeugnisse"),
        ("clearance_years", "clearance_days", "clearance_delete_months", "clearance_wait_months"),
    ),
    (
        N_("SettingsPage", "Fristen"),
        (
            "keep_interested_months", "keep_volunteer_months", "keep_contact_months", "keep_proof_months",
            "consent_days", "handover_days",
        ),
    ),
)  # fmt: skip
_LOCK_CARD = (N_("SettingsPage", "Sperren"), ("lock_minutes",))
_TOO_SMALL = N_("SettingsPage", "Bitte eine Zahl ab {} eingeben: Der Schutz kleiner Zahlen lässt sich nur erhöhen.")
_SOURCE = N_("SettingsPage", "Quelle: {}")
_KEPT = N_("SettingsPage", "Einstellung geändert: {}")
_LOOKS = (
    ("", N_("SettingsPage", "wie das System"), None),
    ("light", N_("SettingsPage", "hell"), False),
    ("dark", N_("SettingsPage", "dunkel"), True),
)


class SettingsPage(QWidget):
    """All settings, in five tabs."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.fields: dict[str, SettingField] = {}
        self.looks: dict[str, QRadioButton] = {}
        self._stale = True
        self.districts = DistrictCards(context)
        self.lists = ListCards(context)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName(str(N_("SettingsPage", "Einstellungen")))
        for title, cards in (
            (N_("SettingsPage", "Stelle"), [self._settings(*one) for one in _OFFICE_CARDS]),
            (N_("SettingsPage", "Stadtbezirk"), [self.districts]),
            (N_("SettingsPage", "Wertelisten"), [self.lists]),
            (N_("SettingsPage", "Datenschutz"), [self._settings(*one) for one in _PRIVACY_CARDS]),
            (N_("SettingsPage", "Aussehen"), [self._appearance(), self._settings(*_LOCK_CARD)]),
        ):
            self.tabs.addTab(_scrolled(cards), str(title))
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 0)
        column.addWidget(label(N_("SettingsPage", "Einstellungen"), "title"))
        column.addWidget(self.tabs, 1)
        self.entry = self.tabs
        listen(context.desk, self, self._changed)

    def _settings(self, title: Any, names: tuple[str, ...]) -> Card:
        card = Card(title)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 5)
        for row, name in enumerate(names):
            field = self.fields[name] = SettingField(self.context, BY_NAME[name])
            head = label(BY_NAME[name].label, "label")
            head.setBuddy(field.widget.control)
            grid.addWidget(head, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(field, row, 1)
        card.body.addLayout(grid)
        return card

    def _appearance(self) -> Card:
        card = Card(N_("SettingsPage", "Aussehen"))
        chosen = str(self.context.memory.value("look", ""))
        for name, words, dark in _LOOKS:
            radio = self.looks[name] = QRadioButton(str(words))
            radio.setChecked(name == chosen)
            radio.clicked.connect(partial(self._dress, name, dark))
            card.body.addWidget(radio)
        return card

    def _dress(self, name: str, dark: bool | None) -> None:
        self.context.memory.setValue("look", name)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        style.apply(app, dark)

    def focus_setting(self, name: str) -> None:
        """Go to a setting."""
        widget = self.fields[name]
        for at in range(self.tabs.count()):
            area = self.tabs.widget(at)
            if isinstance(area, Scrolled) and area.isAncestorOf(widget):
                self.tabs.setCurrentIndex(at)
                widget.widget.control.setFocus(Qt.FocusReason.OtherFocusReason)
                area.ensureWidgetVisible(widget)

    def refresh(self) -> None:
        """Read everything anew; what somebody is typing stays."""
        self._stale = False
        for field in self.fields.values():
            field.refresh()
        self.districts.refresh()
        self.lists.refresh()

    def _changed(self, changes: list[Change]) -> None:
        shown = {cls.type.name for cls in (Setting, District, SubArea, ListItem)}
        if shown.intersection(change.record.type.name for change in changes):
            self._stale = True
            if self.isVisible():
                self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.refresh()


def _scrolled(cards: list[Any]) -> Scrolled:
    ground = QWidget()
    column = QVBoxLayout(ground)
    column.setContentsMargins(0, 14, 4, 18)
    column.setSpacing(14)
    for card in cards:
        column.addWidget(card)
    column.addStretch(1)
    return Scrolled(ground)


class SettingField(QWidget):
    """One setting with its source. It is kept, as a step of its own, when the field is left and its value is good."""

    def __init__(self, context: Context, declared: Declared) -> None:
        super().__init__()
        self._context = context
        self.declared = declared
        names = context.desk.office.names
        self.widget: FieldWidget = widget_for(declared.field, Sources(names, lambda _type, _text: []))
        self.widget.left.connect(self.keep)
        self._stored: Any = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.widget)
        column.addWidget(label(_SOURCE(declared.source), "muted"))

    def refresh(self) -> None:
        """Show the value that is kept, unless somebody is typing another."""
        value = setting(self._context.desk.office.read, self.declared.name)
        shown = self.widget.field.show(self._stored, self._context.desk.office.names)
        if self._stored is None or self.widget.raw() == shown:
            self.widget.set_value(value)
        self._stored = value

    def keep(self) -> None:
        """Keep what stands there; what is refused is said below it."""
        try:
            value = self.widget.value()
            if value == self._stored:
                return
            self._check(value)
            text = self.widget.field.show(value, self._context.desk.office.names)
            step = _KEPT(self.declared.label)
            self._context.desk.do(step, lambda unit: change_setting(unit, self.declared.name, text))
        except Refused as refusal:
            self.widget.set_problem(str(refusal))
            return
        self._stored = value
        self._context.say(step)

    def _check(self, value: Any) -> None:
        least = int(self.declared.default) if self.declared.name in PUBLIC_THRESHOLDS else None
        if least is not None and value is not None and value < least:
            raise BadValue(_TOO_SMALL, least)
