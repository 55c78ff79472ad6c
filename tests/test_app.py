"""The composition root of the window: what it may load before the first paint."""

import subprocess
import sys
from typing import Any

from PySide6.QtWidgets import QApplication

from bezirkskoordination import app

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
