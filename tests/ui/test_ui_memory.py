"""What this machine remembers: place, page, filters of a list; nothing of anybody, and nothing that hides a record."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QSettings
from PySide6.QtWidgets import QApplication

from bezirkskoordination.actions.settings import begin_office, shipped_offices
from bezirkskoordination.records import VIEWS, Institution, Person, SubArea, VolunteerStatus
from bezirkskoordination.records.people import LanguageSkill
from bezirkskoordination.store.office import OfficeFile
from bezirkskoordination.ui.memory import Memory
from bezirkskoordination.ui.window import MainWindow, last_page

TODAY = date(2026, 11, 12)
SECRET = "Ganzgeheimname"


@pytest.fixture
def memory(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)


@pytest.fixture
def office(make_office: Callable[..., OfficeFile]) -> OfficeFile:
    office = make_office()
    with office.unit() as unit:
        begin_office(unit, shipped_offices()[0])
        part = unit.where(SubArea, name="Schapen")[0]
        belongs = unit.add(Institution(name="Haus am Anger", kind="KIRCHE", sub_area=part.id))
        for name, status in ((SECRET, VolunteerStatus.AVAILABLE), ("Amsel", VolunteerStatus.PAUSED)):
            speaks = (LanguageSkill(language="ar"),) if name == SECRET else ()
            person = unit.add(
                Person(last_name=name, sub_area=part.id, languages=speaks, available=1, institution=belongs.id)
            )
            unit.record_status(person, status, unit.today)
    return office


@pytest.fixture
def open_window(qtbot: Any, office: OfficeFile, memory: QSettings) -> Iterator[Callable[[], MainWindow]]:
    made: list[MainWindow] = []

    def show() -> MainWindow:
        made.append(MainWindow(office, memory))
        made[-1].show()
        qtbot.waitExposed(made[-1])
        return made[-1]

    yield show
    for window in made:
        window.pages.put_away()
        window.deleteLater()


def test_filters_come_back_as_codes_and_typed_words_do_not(
    open_window: Callable[[], MainWindow], memory: QSettings, qtbot: Any
) -> None:
    page = open_window().open_page("volunteer")
    page.filters.facets["volunteering"].tick(VolunteerStatus.AVAILABLE)
    page.filters.facets["languages"].tick("ar")
    page.filters.facets["available"].tick(1)
    qtbot.keyClicks(page.filters.line, SECRET)
    area = open_window().open_page("institution").filters.facets["sub_area"]
    part = area.options()[0]
    area.tick(part[0])
    again = open_window()
    page = again.open_page("volunteer")
    assert page.filters.text == ""
    assert page.filters.facets["volunteering"].values == (VolunteerStatus.AVAILABLE,)
    assert page.filters.facets["languages"].values == ("ar",)
    assert page.filters.facets["available"].values == (1,)
    qtbot.waitUntil(lambda: page.model.hits() == 1)
    assert "1 Treffer" in page.subtitle.text()
    assert not page.filters._reset.isHidden()  # that something is hidden can be seen, and undone
    assert again.open_page("institution").filters.facets["sub_area"].values == (part[0],)
    memory.sync()
    stored = Path(memory.fileName()).read_text(encoding="utf-8")
    assert "VERMITTELBAR" in stored
    assert SECRET.lower() not in stored.lower()
    assert "Schapen" not in stored
    page.filters.reset()
    assert open_window().open_page("volunteer").filters.where() == ()


def test_what_is_remembered_of_another_file_is_passed_over(
    open_window: Callable[[], MainWindow], memory: QSettings
) -> None:
    for name, stored in (("volunteering", "GIBTESNICHT"), ("languages", "xyz,ar"), ("available", "kaputt")):
        memory.setValue(f"lists/volunteer/filter/{name}", stored)
    memory.setValue("lists/institution/filter/sub_area", "0123456789abcdef")
    window = open_window()
    assert [one.values for one in window.open_page("volunteer").filters.where()] == [("ar",)]
    assert window.open_page("institution").filters.where() == ()


def test_records_of_people_are_never_remembered_as_a_filter(open_window: Callable[[], MainWindow]) -> None:
    from bezirkskoordination.records import ContactPerson, Person
    from bezirkskoordination.ui.facets import _to_code

    office = open_window().desk.office
    assert _to_code(ContactPerson.type.field("person"), 1, office) == ""
    assert _to_code(Person.type.field("sub_area"), 1, office) != ""


@pytest.mark.parametrize(
    ("path", "day", "page", "begins"),
    [
        ("a.bezirk", TODAY, "expense", "expense"),
        ("a.bezirk", date(2026, 11, 11), "expense", "today"),  # a new day
        ("b.bezirk", TODAY, "expense", "today"),  # another file
        ("a.bezirk", TODAY, "gibtesnicht", "today"),
    ],
)
def test_the_same_day_goes_on_where_it_was_left(
    memory: QSettings, path: str, day: date, page: str, begins: str
) -> None:
    assert last_page(memory, Path("a.bezirk"), TODAY) == "today"
    for key, value in (("file", path), ("day", day.isoformat()), ("page", page)):
        memory.setValue(f"window/{key}", value)
    assert last_page(memory, Path("a.bezirk"), TODAY) == begins


def test_closing_remembers_the_page(qtbot: Any, office: OfficeFile, memory: QSettings) -> None:
    window = MainWindow(office, memory)
    qtbot.addWidget(window)
    window.show()
    window.open_page("expense")
    today = window.today()
    window.close()
    assert last_page(memory, office.path, today) == "expense"


def test_a_window_from_a_screen_that_is_gone_can_be_seen(
    open_window: Callable[[], MainWindow], memory: QSettings
) -> None:
    window = open_window()
    window.resize(900, 640)
    window.move(QPoint(5000, 4000))
    memory.setValue("window/geometry", window.saveGeometry())
    again = open_window()
    screen = QApplication.primaryScreen().availableGeometry()
    shown = screen.intersected(again.frameGeometry())
    assert shown.width() >= 400
    assert shown.height() >= 300
    assert again.frameGeometry().top() >= screen.top()  # its title can be grasped


def test_a_first_window_is_no_larger_than_the_screen(open_window: Callable[[], MainWindow]) -> None:
    room = QApplication.primaryScreen().availableSize()
    window = open_window()
    assert window.width() <= max(room.width(), window.minimumSizeHint().width())
    assert window.height() <= max(room.height(), window.minimumSizeHint().height())


@pytest.mark.parametrize("width", [1280, 1024, 800, 640])
def test_the_header_fits_into_narrow_windows(open_window: Callable[[], MainWindow], width: int) -> None:
    window = open_window()
    window.resize(width, 700)
    QApplication.processEvents()
    assert window.width() == width
    header = window.header
    assert all(header.rect().contains(one.geometry()) for one in (*header.buttons.values(), header.search))
    assert all(one.accessibleName() for one in header.buttons.values())
    assert header.buttons["undo"].width() >= header.buttons["undo"].sizeHint().width()


def test_every_page_fits_where_200_percent_leave_640(open_window: Callable[[], MainWindow]) -> None:
    window = open_window()
    window.resize(640, 700)
    for name in ("today", "settings", *(view.name for view in VIEWS)):
        window.open_page(name)
        QApplication.processEvents()
        if window.record_page is not None:
            window.record_page.form  # noqa: B018 - laid out as if somebody had chosen a record
        QApplication.processEvents()
        assert window.width() == 640, name


def test_what_is_remembered_waits_for_a_rest_and_not_for_the_next_paint(qtbot: Any, tmp_path: Path) -> None:
    path = tmp_path / "own.ini"
    memory = Memory(path)
    memory.setValue("window/page", "volunteer")
    QApplication.processEvents()
    assert not path.exists()
    memory._later.setInterval(1)
    memory.setValue("window/page", "task")
    qtbot.waitUntil(path.exists)
    assert QSettings(str(path), QSettings.Format.IniFormat).value("window/page") == "task"


def test_what_is_remembered_is_written_when_the_program_ends_at_once(tmp_path: Path) -> None:
    path = tmp_path / "own.ini"
    script = (
        "import os, sys; from pathlib import Path; import bezirkskoordination.ui;"
        " from PySide6.QtCore import QCoreApplication, QTimer; from bezirkskoordination.ui.memory import Memory;"
        " app = QCoreApplication([]); memory = Memory(Path(sys.argv[1]));"
        " QTimer.singleShot(0, lambda: (memory.setValue('look', True), app.quit())); app.exec();"
        " os._exit(0)"  # nothing is taken apart, which would write it as well
    )
    subprocess.run([sys.executable, "-c", script, str(path)], check=True)
    assert "look=true" in path.read_text(encoding="utf-8")
