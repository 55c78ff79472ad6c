"""What a first user met on the way through the program: keys that lead everywhere, input that comes back, words."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from tests.conftest import TODAY, fixed_clock

from bezirkskoordination import app
from bezirkskoordination.actions.settings import begin_office, shipped_offices
from bezirkskoordination.records import Institution, Person, VolunteerStatus
from bezirkskoordination.records.council import Consultation, Report
from bezirkskoordination.records.office import Task
from bezirkskoordination.records.people import LanguageSkill
from bezirkskoordination.records.refusal import Refused
from bezirkskoordination.store import office as office_store
from bezirkskoordination.store.office import OfficeFile
from bezirkskoordination.ui.window import MainWindow

PASSPHRASE = "drei graue Gänse"
SKILLS = tuple(LanguageSkill(language=code) for code in ("ar", "de", "fr"))


@pytest.fixture
def memory(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)


@pytest.fixture
def office(make_office: Callable[..., OfficeFile]) -> OfficeFile:
    made = make_office("amt.bezirk", PASSPHRASE)
    with made.unit() as unit:
        begin_office(unit, shipped_offices()[0])
        person = unit.add(Person(last_name="Müller", languages=SKILLS, fields_of_action=("HF1", "HF2")))
        unit.record_status(person, VolunteerStatus.INTERESTED, unit.today)
        unit.add(Institution(name="Ev. Kirchengemeinde Am Anger", kind="KIRCHE"))
        unit.add(Task(subject="Räume anfragen", due_on=TODAY))
    return made


@pytest.fixture
def open_window(qtbot: Any, memory: QSettings) -> Iterator[Callable[[OfficeFile], MainWindow]]:
    made: list[MainWindow] = []

    def open_(office: OfficeFile) -> MainWindow:
        window = MainWindow(office, memory)
        made.append(window)
        window.show()
        window.activateWindow()
        qtbot.waitExposed(window)
        return window

    yield open_
    for window in made:
        if window.isVisible():
            window.pages.put_away()
            window.close()
        window.deleteLater()  # else it is taken apart in the middle of a later test


def tabbed(root: QWidget) -> list[QWidget]:
    """Where the Tab key stops, once round."""
    stops: list[QWidget] = []
    while True:
        here = root.focusWidget()
        assert here is not None
        if here in stops:
            assert here is stops[0], "the keyboard is caught in a loop"
            return stops
        stops.append(here)
        QTest.keyClick(here, Qt.Key.Key_Tab)


def missed(root: QWidget, stops: list[QWidget]) -> list[QWidget]:
    """What takes the focus with Tab, but is never reached. Radio buttons of a group are one stop."""
    return [
        one
        for one in root.findChildren(QWidget)
        if one.isVisible() and one.isEnabled() and one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and one.focusProxy() is None and one not in stops and one.metaObject().className() != "QRadioButton"
    ]  # fmt: skip


def spoken(widget: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


@pytest.mark.parametrize("name", ["today", "volunteer", "institution", "expense", "settings"])
def test_tab_leads_to_everything_and_everything_has_a_name(name: str, office: OfficeFile, open_window: Any) -> None:
    window = open_window(office)
    page = window.open_page(name)
    if name in ("volunteer", "institution"):
        page.show_id(page.model.id_at(0))
    page.entry.setFocus()
    stops = tabbed(window)
    assert [(type(one).__name__, spoken(one)) for one in missed(window, stops)] == []
    assert [type(one).__name__ for one in stops if not spoken(one)] == []


@pytest.mark.parametrize("name", ["contact_note", "budget", "mandate", "volunteer", "expense"])
def test_tab_gets_past_a_record_without_tabs(name: str, office: OfficeFile, open_window: Any) -> None:
    window = open_window(office)
    page = window.open_page(name)
    page.new()
    page.table.setFocus()
    stops = tabbed(window)
    fields = [one.control for one in page.form.form.widgets.values() if one.control.isVisible()]
    assert fields
    assert any(one in stops for one in fields)
    assert [(type(one).__name__, spoken(one)) for one in missed(window, stops)] == []


def test_tab_walks_rows_and_chips_where_they_stand(office: OfficeFile, open_window: Any) -> None:
    window = open_window(office)
    page = window.open_page("volunteer")
    page.show_id(page.model.id_at(0))
    fields = page.form.form.widgets
    fields["phone"].control.setFocus()
    stops = tabbed(window)
    rows, chips = fields["languages"], fields["fields_of_action"]
    expected = [one for row in rows.rows for one in (*(cell.control for cell in row.cells.values()), row.remove)]
    expected += [rows.add, *chips._tags, chips.add]
    first = stops.index(expected[0])
    assert stops[first : first + len(expected)] == expected
    assert first < stops.index(fields["notes"].control)


def test_tab_leads_through_the_report(qtbot: Any, office: OfficeFile, open_window: Any) -> None:
    report = Report(
        subject="Bericht", period_from=TODAY.replace(day=1), reference_date=TODAY, dated_on=TODAY,
        consultations=(Consultation(body="Stadtbezirksrat"), Consultation(body="Verwaltungsausschuss")),
    )  # fmt: skip
    with office.unit() as unit:
        report = unit.add(report)
    window = open_window(office)
    window.open_record("report", report.id)
    form = window.record_page.report_form
    for tab in range(form.tabs.count()):
        form.tabs.setCurrentIndex(tab)
        qtbot.waitUntil(lambda: form.told is not None, timeout=15_000)
        window.record_page.table.setFocus()
        stops = tabbed(window)
        assert [(type(one).__name__, spoken(one)) for one in missed(window, stops)] == []
        assert [type(one).__name__ for one in stops if not spoken(one)] == []


def test_going_to_a_page_leads_the_keyboard_into_it(office: OfficeFile, open_window: Any) -> None:
    window = open_window(office)
    page = window.open_page("volunteer")
    assert window.focusWidget() is page.table
    window.open_page("today")
    window.focus_search()
    window.open_record("person", page.model.id_at(0))
    assert window.focusWidget() is page.table
    assert page.form.record_id == page.model.id_at(0)


def test_after_a_crash_she_stands_where_her_input_waits(
    qtbot: Any, office: OfficeFile, open_window: Any, memory: QSettings
) -> None:
    window = open_window(office)
    page = window.open_page("expense")
    page.new()
    page.form.form.widgets["payee"].set_raw("Postfiliale")
    page.form.keep_draft()
    window.pages.put_away()
    again = MainWindow(office, memory)
    qtbot.addWidget(again)
    assert again.pages.name == "expense"
    assert again.record_page.form.form.widgets["payee"].raw() == "Postfiliale"
    again.pages.put_away()


def test_what_cannot_be_kept_is_not_locked_away(office: OfficeFile, open_window: Any, monkeypatch: Any) -> None:
    window = open_window(office)
    page = window.open_page("expense")
    page.new()
    page.form.form.widgets["payee"].set_raw("Postfiliale")

    def full(*_args: object) -> None:
        raise Refused(app.N_("Store", "Der Datenträger ist voll."))

    monkeypatch.setattr(office, "keep_draft", full)
    window.lock()
    assert page.form.form.widgets["payee"].raw() == "Postfiliale"
    assert "voll" in window.foot.message.text()
    monkeypatch.undo()


def test_closing_with_something_wrong_says_why_not(office: OfficeFile, open_window: Any) -> None:
    window = open_window(office)
    page = window.open_page("expense")
    page.new()
    page.form.form.widgets["amount"].set_raw("12,5O")
    page.form.form.edited.emit("amount")
    assert not window.close()
    assert "berichtigen oder verwerfen" in window.foot.message.text()
    page.form.discard()


def test_the_search_offers_no_value_lists(office: OfficeFile) -> None:
    assert {hit.type.name for hit in office.search("k")} == {"institution"}


def test_damage_that_shows_late_is_said_at_the_first_window(
    qapp: QApplication, qtbot: Any, tmp_path: Path, monkeypatch: Any
) -> None:
    path = tmp_path / "amt.bezirk"
    office_store.create(path, "", fixed_clock).close()
    monkeypatch.setattr(app.style, "apply", lambda *_args: None)  # windows of other tests are still about
    program = app.Program(qapp)
    first = program.unlock(path)
    qtbot.addWidget(first)

    def damaged(*_args: object) -> None:
        raise Refused(app.N_("Store", "Die Datei ist beschädigt."))

    monkeypatch.setattr("bezirkskoordination.ui.window.MainWindow.__init__", damaged)
    opened = office_store.open_(path, "")
    assert program.work(opened) is None
    assert program.window is first
    assert "beschädigt" in first._problem.text()
    office_store.open_(path, "").close()  # it was let go


def test_a_refusal_nobody_caught_is_said_as_it_is(qapp: QApplication, monkeypatch: Any) -> None:
    said: list[str] = []
    monkeypatch.setattr(QMessageBox, "warning", lambda _parent, _title, text: said.append(text))
    refusal = Refused(app.N_("Store", "Die Datei ist beschädigt."))
    app._report(Refused, refusal, None)
    assert said == ["Die Datei ist beschädigt."]
