"""Settings: kept when a field is left, taken back by undo, refused in place."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from bezirkskoordination.actions.desk import Desk
from bezirkskoordination.actions.settings import found_district
from bezirkskoordination.records.office import District, ListItem, Setting, SubArea
from bezirkskoordination.records.settings import SETTINGS
from bezirkskoordination.store.settings import setting
from bezirkskoordination.ui import style
from bezirkskoordination.ui.settings_lists import new_code, titles
from bezirkskoordination.ui.settings_page import SettingsPage


class FakeContext:
    """A window that only remembers what was asked of it."""

    def __init__(self, desk: Desk, memory: QSettings) -> None:
        self.desk, self.memory = desk, memory
        self.asked: list[tuple[Any, ...]] = []

    def open_record(self, *what: Any) -> None:
        self.asked.append(("record", *what))

    def open_page(self, name: str) -> "FakeContext":
        self.asked.append(("page", name))
        return self

    def new(self) -> None:
        self.asked.append(("new",))

    def say(self, message: str) -> None:
        self.asked.append(("said", message))

    def today(self) -> date:
        return date(2026, 11, 12)

    def run(self, command: str) -> None:
        self.asked.append(("run", command))


@pytest.fixture
def context(desk: Desk, tmp_path: Path) -> FakeContext:
    return FakeContext(desk, QSettings(str(tmp_path / "memory.ini"), QSettings.Format.IniFormat))


@pytest.fixture
def page(qtbot: Any, context: FakeContext) -> Callable[[], SettingsPage]:
    def shown() -> SettingsPage:
        made = SettingsPage(context)
        qtbot.addWidget(made)
        made.resize(1000, 700)
        made.show()
        made.activateWindow()
        qtbot.waitUntil(made.isActiveWindow)
        return made

    return shown


def fill(qtbot: Any, line: Any, text: str) -> None:
    """Type a text in the place of what is there, and leave the line."""
    line.setFocus()
    line.selectAll()
    if isinstance(line, QLineEdit):
        line.setText(text)
        line.textEdited.emit(text)
        qtbot.keyClick(line, Qt.Key.Key_Return)
    else:
        line.setPlainText(text)
        line.clearFocus()


def test_every_setting_has_its_place(page: Callable[[], SettingsPage]) -> None:
    shown = page()
    assert set(shown.fields) == {declared.name for declared in SETTINGS}
    for declared in SETTINGS:
        assert shown.fields[declared.name].widget.control.accessibleName() == str(declared.label)


@pytest.mark.parametrize(
    ("name", "typed", "value"),
    [
        ("coordinator", "Ines Kranichfeld", "Ines Kranichfeld"),
        ("resolved_on", "1.12.26", date(2026, 12, 1)),
        ("deadline_days", "10", 10),
        ("lock_minutes", "3", 3),
        ("limits", "Erste Zeile\nzweite Zeile", "Erste Zeile\nzweite Zeile"),
    ],
)
def test_a_field_is_kept_when_it_is_left(
    qtbot: Any, page: Callable[[], SettingsPage], desk: Desk, name: str, typed: str, value: Any
) -> None:
    shown = page()
    before = setting(desk.office.read, name)
    shown.focus_setting(name)
    fill(qtbot, shown.fields[name].widget.control, typed)
    assert setting(desk.office.read, name) == value
    assert SettingsPage(shown.context).fields[name].widget.field.label == shown.fields[name].widget.field.label
    desk.undo()
    assert setting(desk.office.read, name) == before
    assert shown.fields[name].widget.value() == before
    desk.redo()
    assert shown.fields[name].widget.value() == value


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [
        ("threshold_volunteers", "2", "ab 3"),
        ("threshold_needs", "4", "ab 5"),
        ("lock_minutes", "", "ab 1"),
        ("resolved_on", "31.02.2026", "gibt es nicht"),
        ("report_months", "sechs", "keine ganze Zahl"),
    ],
)
def test_what_is_refused_is_said_and_stays(
    qtbot: Any, page: Callable[[], SettingsPage], desk: Desk, name: str, typed: str, said: str
) -> None:
    shown = page()
    shown.focus_setting(name)
    fill(qtbot, shown.fields[name].widget.control, typed)
    assert said in shown.fields[name].widget.problem
    assert shown.fields[name].widget.raw() == typed
    assert desk.office.read.all(Setting) == []


def test_leaving_without_a_change_is_no_step(qtbot: Any, page: Callable[[], SettingsPage], desk: Desk) -> None:
    shown = page()
    shown.focus_setting("sign")
    fill(qtbot, shown.fields["sign"].widget.control, "KfI")
    assert desk.undo_label == ""


def test_a_setting_can_be_gone_to(page: Callable[[], SettingsPage]) -> None:
    shown = page()
    shown.focus_setting("lock_minutes")
    assert shown.tabs.currentIndex() == shown.tabs.count() - 1
    assert shown.fields["lock_minutes"].widget.control.hasFocus()


def test_the_district_and_its_parts_are_listed_and_opened(
    qtbot: Any, page: Callable[[], SettingsPage], desk: Desk, context: FakeContext
) -> None:
    shown = page()
    assert "Noch kein Stadtbezirk" in shown.districts.districts.itemAt(0).widget().text()
    shown.districts.new_district.click()
    assert context.asked == [("page", "district"), ("new",)]
    district = District(
        number="111", name="Hondelage-Volkmarode", city="Braunschweig", council_name="Stadtbezirksrat",
        valid_from=date(2021, 11, 1),
    )  # fmt: skip
    desk.do("Bezirk", lambda unit: found_district(unit, district, ("Volkmarode",)))
    assert shown.districts.districts.count() == 1
    assert shown.districts.parts.count() == 2
    fill(qtbot, shown.districts.add, "Schapen")
    fill(qtbot, shown.districts.add, "schapen")
    assert "gibt es schon" in shown.districts.said.text()
    parts = desk.office.read.where(SubArea, name="Schapen")
    assert [part.district for part in parts] == [1]


def test_every_shipped_list_can_be_chosen(page: Callable[[], SettingsPage], desk: Desk) -> None:
    shown = page()
    assert {shown.lists.choose.itemData(at) for at in range(shown.lists.choose.count())} == set(titles())
    assert set(titles()) == {item.values for item in desk.office.read.all(ListItem)}


def chosen(shown: SettingsPage, values: str) -> list[str]:
    shown.lists.choose.setCurrentIndex(shown.lists.choose.findData(values))
    return [line.text() for line in shown.lists.lines]


def test_a_label_is_changed_and_its_code_stays(qtbot: Any, page: Callable[[], SettingsPage], desk: Desk) -> None:
    shown = page()
    shown.tabs.setCurrentIndex(2)
    chosen(shown, "salutation")
    fill(qtbot, shown.lists.lines[0], "Frau (Dr.)")
    assert desk.office.names.label("salutation", "FRAU") == "Frau (Dr.)"
    desk.undo()
    assert shown.lists.lines[0].text() == "Frau"


def test_a_value_is_added_once(qtbot: Any, page: Callable[[], SettingsPage], desk: Desk) -> None:
    shown = page()
    shown.tabs.setCurrentIndex(2)
    before = chosen(shown, "salutation")
    fill(qtbot, shown.lists.add, "Verein")
    assert chosen(shown, "salutation") == [*before, "Verein"]
    assert desk.office.names.items("salutation")[-1].code == "VEREIN"
    fill(qtbot, shown.lists.add, "verein")
    assert "schon" in shown.lists.said.text()


def test_values_change_places(page: Callable[[], SettingsPage], desk: Desk) -> None:
    shown = page()
    shown.tabs.setCurrentIndex(2)
    first, second, *rest = chosen(shown, "salutation")
    shown.lists.downs[0].click()
    assert [line.text() for line in shown.lists.lines] == [second, first, *rest]
    assert shown.lists.downs[1].hasFocus()
    assert not shown.lists.ups[0].isEnabled()
    desk.undo()
    assert [line.text() for line in shown.lists.lines] == [first, second, *rest]


def test_system_values_stay_choosable(page: Callable[[], SettingsPage], desk: Desk) -> None:
    shown = page()
    shown.tabs.setCurrentIndex(2)
    chosen(shown, "expense_category")
    items = desk.office.names.items("expense_category")
    assert [box.isEnabled() for box in shown.lists.boxes] == [not item.system for item in items]
    at = next(at for at, item in enumerate(items) if not item.system)
    shown.lists.boxes[at].click()
    assert not desk.office.names.items("expense_category")[at].active


@pytest.mark.parametrize(
    ("text", "taken", "code"),
    [("Sprachcafé", [], "SPRACHCAFE"), ("Hilfe & Rat", ["HILFE_RAT"], "HILFE_RAT_2"), ("…", [], "WERT")],
)
def test_codes_are_made_from_labels(text: str, taken: list[str], code: str) -> None:
    assert new_code(text, taken) == code


def test_the_appearance_is_remembered(page: Callable[[], SettingsPage], context: FakeContext) -> None:
    shown = page()
    shown.looks["dark"].click()
    assert style.tokens().dark
    assert context.memory.value("look") == "dark"
    assert SettingsPage(context).looks["dark"].isChecked()
    shown.looks["light"].click()
    assert not style.tokens().dark
    style.apply(QApplication.instance())


@pytest.mark.parametrize("tab", range(5))
def test_everything_on_a_tab_has_a_name(page: Callable[[], SettingsPage], tab: int) -> None:
    shown = page()
    shown.tabs.setCurrentIndex(tab)
    nameless = [
        one.metaObject().className()
        for one in shown.findChildren(QWidget)
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.isVisibleTo(shown)
        if not (one.accessibleName() or getattr(one, "text", str)())
    ]
    assert set(nameless) <= {"Scrolled", "QTabBar", "QTabWidget"}
