"""The composition root of the window: what it may load before the first paint."""

import subprocess
import sys

#: Whatever the first window does without; it comes while the person types.
LATER = ("sqlalchemy", "sqlcipher3", "reportlab", "concurrent.futures", "bezirkskoordination.records")


def test_the_first_window_loads_little() -> None:
    program = "import sys, bezirkskoordination.app; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()
    assert "bezirkskoordination.ui.unlock" in loaded
    assert not set(LATER) & set(loaded)
