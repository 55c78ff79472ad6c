"""The composition root of the window: what it may load before the first paint."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from bezirkskoordination import app, paths
from bezirkskoordination.records.people import Person, VolunteerStatus
from bezirkskoordination.store.office import create
from bezirkskoordination.store.opening import Opening
from bezirkskoordination.ui.unlock import UnlockWindow, recent

#: Whatever the first window does without; it comes while the person types.
LATER = ("sqlalchemy", "sqlcipher3", "reportlab", "concurrent.futures", "bezirkskoordination.records")


def test_the_first_window_loads_little() -> None:
    program = "import sys, bezirkskoordination.app; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()
    assert "bezirkskoordination.ui.unlock" in loaded
    assert not set(LATER) & set(loaded)


def test_practising_stands_beside_and_leaves_nothing(qtbot: Any, qapp: QApplication, monkeypatch: Any) -> None:
    monkeypatch.setattr(app.style, "apply", lambda *_args: None)  # windows of other tests are still about
    program = app.Program(qapp)
    first = program.unlock()
    qtbot.addWidget(first)
    window = program.practise()
    assert first.isVisible()
    assert "Beispielbezirk" in window.windowTitle()
    assert program.practise() is window
    path = window.desk.office.path
    assert path.is_file()
    window.close()
    assert not path.parent.exists()
    assert program.window is first
    again = program.practise()
    assert again is not window
    again.close()


_PAINTED = """
import sys
from pathlib import Path
from bezirkskoordination.store.opening import Opening
opening = Opening(Path(sys.argv[1]), "drei graue Gänse")
from PySide6.QtCore import QTimer
from bezirkskoordination import app

def begin(program):
    window = program.open(opening)
    table = window.open_page("volunteer").table
    table.painted.connect(told)

def told():
    print("sqlalchemy" in sys.modules, "bezirkskoordination.ui.record_form" in sys.modules)
    QTimer.singleShot(400, app.QApplication.quit)

app.run(begin)
print("sqlalchemy" in sys.modules, "bezirkskoordination.ui.record_form" in sys.modules)
"""


def test_the_first_rows_need_neither_sqlalchemy_nor_a_form(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "amt.bezirk"
    with create(path, "drei graue Gänse") as office, office.unit() as unit:
        person = unit.add(Person(last_name="Müller"))
        unit.record_status(person, VolunteerStatus.INTERESTED, unit.today)
        day = office.clock().date()
    paths.settings_file().write_text(f"[window]\npage=volunteer\nfile={path}\nday={day}\n", encoding="utf-8")
    told = subprocess.run(
        [sys.executable, "-c", _PAINTED, str(path)], capture_output=True, text=True, check=True, timeout=60
    ).stdout.splitlines()
    assert told[0] == "False False"
    assert told[-1] == "True True"


def test_a_passphrase_that_is_given_opens_at_once(qtbot: Any, qapp: QApplication, tmp_path: Path) -> None:
    path = tmp_path / "amt.bezirk"
    create(path, "drei graue Gänse").close()
    program = app.Program(qapp)
    window = program.open(Opening(path, "drei graue Gänse"))
    assert window.desk.office.path == path
    assert recent(program.memory) == [path]
    window.close()


@pytest.mark.parametrize("passphrase", ["vier graue Gänse", ""])
def test_a_wrong_one_is_said_where_it_can_be_typed(
    qtbot: Any, qapp: QApplication, tmp_path: Path, passphrase: str
) -> None:
    path = tmp_path / "amt.bezirk"
    create(path, "drei graue Gänse").close()
    first = app.Program(qapp).open(Opening(path, passphrase))
    qtbot.addWidget(first)
    assert isinstance(first, UnlockWindow)
    assert "Kennwort ist falsch" in first._problem.text()


def test_a_file_that_is_not_there_is_said_too(qtbot: Any, qapp: QApplication, tmp_path: Path) -> None:
    first = app.Program(qapp).open(Opening(tmp_path / "weg.bezirk", "drei graue Gänse"))
    qtbot.addWidget(first)
    assert "wurde nicht gefunden" in first._problem.text()
