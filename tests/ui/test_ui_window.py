"""The window mounts what its tables say: commands, pages, search, lock; it starts light and tells no names."""

import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QSettings, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit, QWidget

from bezirkskoordination import paths
from bezirkskoordination.actions.settings import begin_office, shipped_offices
from bezirkskoordination.records import SIDEBAR, VIEWS, Institution, Person, VolunteerStatus
from bezirkskoordination.store.office import OfficeFile
from bezirkskoordination.ui.commands import COMMANDS, MENUS, ONLY_FOUND, key_text
from bezirkskoordination.ui.unlock import UnlockWindow, recent, remember
from bezirkskoordination.ui.window import MainWindow

SECRET = "Ganzgeheimname"
#: Pages whose new record is asked for in a dialog, or put together from others.
_BY_DIALOG = {"report", "claim", "meeting"}  # a meeting by a menu of bodies


@pytest.fixture
def memory(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)


@pytest.fixture
def window(qtbot: Any, make_office: Callable[..., OfficeFile], memory: QSettings) -> Iterator[MainWindow]:
    office = make_office("amt.bezirk", "drei graue Gänse")
    with office.unit() as unit:
        begin_office(unit, shipped_offices()[0])
        for name in ("Müller", SECRET):
            person = unit.add(Person(last_name=name))
            unit.record_status(person, VolunteerStatus.INTERESTED, unit.today)
        unit.add(Institution(name="Ev. Kirchengemeinde Am Anger", kind="KIRCHE"))
    made = MainWindow(office, memory)
    made.show()
    qtbot.waitExposed(made)
    yield made
    if made.isVisible():
        made.close()
    made.deleteLater()  # else it is taken apart in the middle of a later test


def test_no_two_commands_share_a_key_or_a_name() -> None:
    keys = Counter(command.shortcut for command in COMMANDS if command.shortcut)
    assert [key for key, count in keys.items() if count > 1] == []
    assert len({command.name for command in COMMANDS}) == len(COMMANDS)
    assert all(QKeySequence(command.shortcut).toString() for command in COMMANDS if command.shortcut)


def test_every_command_stands_in_a_menu_and_has_its_icon() -> None:
    assert {command.menu for command in COMMANDS} == {*MENUS, ONLY_FOUND}
    assert [c.icon for c in COMMANDS if c.icon and not paths.resource("icons", f"{c.icon}.svg").is_file()] == []


def test_the_handbook_tells_every_key() -> None:
    text = "\n".join(page.read_text(encoding="utf-8") for page in paths.resource("handbook").glob("*.md"))
    assert [key_text(c.shortcut) for c in COMMANDS if c.shortcut and key_text(c.shortcut) not in text] == []


def test_every_view_of_the_sidebar_opens_its_page(window: MainWindow) -> None:
    for view in VIEWS:
        page = window.open_page(view.name)
        assert page.view is view
        assert window.record_page is page


def test_pages_of_one_line_stand_side_by_side_as_tabs(window: MainWindow, qtbot: Any) -> None:
    window.open_page("expense")
    tabs = window.pages.tabs
    assert [tabs.tabText(at) for at in range(tabs.count())] == ["Auslagen", "Erstattung", "Etat"]
    window.run("next_tab")
    assert window.pages.name == "claim"
    window.run("previous_tab")
    window.run("previous_tab")
    assert (window.pages.name, tabs.currentIndex()) == ("budget", 2)
    assert window.sidebar.currentItem().text() == "Geld"
    window.open_page("task")
    assert not tabs.isVisible()
    window.sidebar.setFocus()
    window.sidebar.setCurrentItem(next(i for i in window.sidebar.findItems("Geld", Qt.MatchFlag.MatchExactly)))
    assert window.pages.name == "budget"  # where she was last


def test_a_tab_that_cannot_be_left_stays_chosen(window: MainWindow) -> None:
    page = window.open_page("expense")
    page.new()
    page.form.form.widgets["amount"].control.setText("12,5O")
    window.run("next_tab")
    assert (window.pages.name, window.pages.tabs.currentIndex()) == ("expense", 0)


def test_the_sidebar_has_at_most_twelve_lines() -> None:
    assert len(SIDEBAR) < 12
    names = [page.name for entry in SIDEBAR for page in entry.pages]
    assert len(set(names)) == len(names)


def test_no_page_opens_a_window_of_its_own(window: MainWindow, qtbot: Any) -> None:
    """A part that is shown before it has its place flashes as a window and takes the keyboard away."""
    stray: list[str] = []

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
            shown = event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow()
            if shown and not isinstance(watched, QDialog):  # a dialog is asked for
                stray.append(repr(watched))
            return False

    watch = Watch()
    application = QApplication.instance()
    assert application is not None
    application.installEventFilter(watch)
    for name in ("today", "settings", *(view.name for view in VIEWS)):
        window.open_page(name)
        if window.record_page is not None and window.record_page.new_button.isVisible() and name not in _BY_DIALOG:
            window.record_page.new()
            window.record_page.form.discard()
    application.removeEventFilter(watch)
    assert stray == []


def test_the_window_tells_no_name_outside_its_pages(window: MainWindow, memory: QSettings) -> None:
    page = window.open_page("volunteer")
    page.show_id(2)
    assert window.windowTitle() == "Bezirkskoordination"
    window.close()
    memory.sync()
    assert SECRET not in Path(memory.fileName()).read_text(encoding="utf-8")


@pytest.mark.parametrize("typed", ["Müller", "Mueller", "Muller", "mull", "Müler"])
def test_the_search_field_finds_a_person_however_spelt(window: MainWindow, qtbot: Any, typed: str) -> None:
    window.run("search")
    field = window.header.search
    field.setText(typed)
    field.textEdited.emit(typed)
    assert "Müller" in field.list.currentItem().text()
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert window.record_page is not None
    assert window.record_page.view.name == "volunteer"
    assert not field.list.isVisible()


def test_the_search_field_runs_commands(window: MainWindow, qtbot: Any) -> None:
    field = window.header.search
    field.setText("instit")
    field.textEdited.emit("instit")
    texts = [field.list.item(row).text() for row in range(field.list.count())]
    assert any(text.startswith("Institutionen") for text in texts)
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == ""


def test_undo_asks_the_text_field_first(window: MainWindow, qtbot: Any) -> None:
    page = window.open_page("institution")
    page.show_id(1)
    name = page.form.form.widgets["name"].control
    assert isinstance(name, QLineEdit)
    name.setFocus()
    qtbot.keyClicks(name, "x")
    window.run("undo")  # nothing on the desk: the command is off
    qtbot.keyClick(name, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert not name.text().endswith("x")


def test_a_page_with_something_wrong_is_not_left(window: MainWindow, qtbot: Any) -> None:
    page = window.open_page("institution")
    page.show_id(1)
    widget = page.form.form.widgets["network_from"]
    widget.control.setFocus()
    qtbot.keyClicks(widget.control, "31.2.2024")
    assert window.open_page("volunteer") is page
    assert window.sidebar.currentItem().text().startswith("Institutionen")
    assert "gibt es nicht im Kalender" in widget.control.accessibleDescription()
    page.form.discard()


def test_locking_closes_the_file_and_forgets_what_could_be_undone(window: MainWindow, qtbot: Any) -> None:
    window.open_page("institution").show_id(1)
    office = window.desk.office
    with qtbot.waitSignal(window.locked):
        window.run("lock")
    assert window.desk.undo_label == ""
    from bezirkskoordination.store.office import open_

    with open_(office.path, "drei graue Gänse") as again:
        assert again.read.count(Person.type) == 2


def test_idleness_locks(window: MainWindow, qtbot: Any) -> None:
    qtbot.waitUntil(window._idle.isActive)
    assert window._idle.interval() == 5 * 60_000
    with qtbot.waitSignal(window.locked):
        window._idle.timeout.emit()


def test_keys_clicks_and_wheel_begin_the_rest_anew(
    window: MainWindow, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever widget they go to: input comes through the window that has the focus."""
    window.activateWindow()
    qtbot.waitUntil(lambda: window.isActiveWindow() and window._idle.isActive())
    handle, middle, begun = window.windowHandle(), window.rect().center(), []
    monkeypatch.setattr(window._idle, "start", lambda *_minutes: begun.append(True))
    for act in (
        lambda: QTest.keyClick(handle, Qt.Key.Key_Down),
        lambda: QTest.mouseClick(handle, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle),
        lambda: QTest.wheelEvent(handle, QPointF(middle), QPoint(0, -120)),
    ):
        begun.clear()
        act()
        assert begun
    begun.clear()
    window.grab()  # painting is no input
    QTest.mouseMove(handle, middle)
    assert not begun


def test_undo_reaches_the_window_from_a_field_without_anything_to_take_back(window: MainWindow, qtbot: Any) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    office = window.desk.office
    window.desk.do("neu", lambda unit: unit.add(Institution(name="Volkshochschule", kind="KIRCHE")))
    count = office.read.count(Institution.type)
    for place in (window.header.search, window.open_page("institution").filters.line):
        place.setFocus()
        QTest.keyClick(window.windowHandle(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert office.read.count(Institution.type) == count - 1
        again = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        QTest.keyClick(window.windowHandle(), Qt.Key.Key_Z, again)
        assert office.read.count(Institution.type) == count


def test_chosen_rows_alone_are_exported(window: MainWindow, qtbot: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []
    monkeypatch.setattr("bezirkskoordination.ui.lists_out.export_list", lambda *what: asked.append(what[1:]))
    page = window.open_page("volunteer")
    page.table.selectAll()
    assert not page.several.export.isHidden()
    page.table.choose_rows(page.table.chosen_ids()[:1])
    page.several.export.click()
    page.export_button.click()
    (query, chosen), (_query, every) = asked
    assert (query.view.name, chosen, every) == ("volunteer", [page.model.id_at(0)], None)


def test_a_locked_file_is_read_no_more(window: MainWindow, qtbot: Any) -> None:
    office = window.desk.office
    with qtbot.waitSignal(window.locked):
        window.run("lock")
    with pytest.raises(RuntimeError, match="closed"):
        office.read.count(Person.type)


def test_without_a_passphrase_there_is_nothing_to_lock(qtbot: Any, office: OfficeFile, memory: QSettings) -> None:
    made = MainWindow(office, memory)
    qtbot.addWidget(made)
    assert not made.header.buttons["lock"].isEnabled()
    assert not made._idle.isActive()


def test_every_control_of_the_header_can_be_reached_and_named(window: MainWindow) -> None:
    window.activateWindow()
    reached: set[QWidget] = set()
    widget = window.header.search
    for _ in range(200):
        reached.add(widget)
        widget = widget.nextInFocusChain()
    for button in window.header.buttons.values():
        assert button in reached
        assert button.text() or button.accessibleName()
    assert window.sidebar in reached
    assert window.header.search.accessibleName()


def test_the_first_window_needs_neither_store_nor_paper() -> None:
    code = "import sys, bezirkskoordination.app; print(*(m for m in sys.argv[1:] if m in sys.modules))"
    slow = ["sqlalchemy", "sqlcipher3", "reportlab", "alembic", "openpyxl", "PySide6.QtSvg", "PySide6.QtPdf", "click"]
    told = subprocess.run([sys.executable, "-c", code, *slow], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == ""


def test_recent_files_are_kept_latest_first_and_only_while_they_exist(tmp_path: Path, memory: QSettings) -> None:
    first, second = tmp_path / "a.bezirk", tmp_path / "b.bezirk"
    for path in (first, second):
        path.write_bytes(b"x")
        remember(memory, path)
    assert recent(memory) == [second, first]
    second.unlink()
    assert recent(memory) == [first]


def test_a_refusal_keeps_what_was_typed(qtbot: Any, memory: QSettings, tmp_path: Path) -> None:
    alien = tmp_path / "brief.bezirk"
    alien.write_bytes(b"%PDF-1.7 not ours".ljust(8192))
    first = UnlockWindow(memory, iter(()), alien)
    qtbot.addWidget(first)
    first._passphrase.setText("geheim")
    first._open()
    qtbot.waitUntil(lambda: "ist keine Datei der Bezirkskoordination" in first._problem.text(), timeout=10_000)
    assert first._passphrase.text() == "geheim"
    assert QApplication.instance() is not None


def test_a_paper_about_the_record_that_is_shown(
    window: MainWindow, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "blatt"
    proposed: list[str] = []

    def ask(*given: Any, **_named: Any) -> tuple[str, str]:
        proposed.append(given[2])
        return str(target), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    page = window.open_page("volunteer")
    window.run("print_person_sheet")  # nothing is chosen yet
    assert proposed == []
    page.show_id(2)
    assert page.form.print_button.isVisible()
    window.run("print_person_sheet")
    qtbot.waitUntil(lambda: (tmp_path / "blatt.pdf").exists())
    assert "Datenblatt_der_Person" in proposed[0]
    assert "Müller" not in proposed[0]
    page.new()
    assert not page.form.print_button.isVisible()
