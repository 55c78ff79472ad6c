"""The program as its own process on a real X display, driven by real key events: unlock, a new person, save, quit."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bezirkskoordination.actions.settings import begin_office, shipped_offices
from bezirkskoordination.records import Person
from bezirkskoordination.store import office as office_store

PASSPHRASE = "drei graue Enten"
NEEDED = ("Xvfb", "xdotool")
pytestmark = pytest.mark.skipif(
    not all(map(shutil.which, NEEDED)), reason="Xvfb and xdotool are not part of the set-up; real keys need both"
)


@pytest.fixture
def display() -> Iterator[str]:
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", "1", "-screen", "0", "1400x900x24", "-nolisten", "tcp"],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    assert server.stdout
    yield f":{server.stdout.readline().strip()}"
    server.terminate()
    server.wait()


def _until(holds: Callable[[], object], seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.1)


def test_unlock_add_a_person_and_quit_with_real_keys(display: str, tmp_path: Path) -> None:
    path = tmp_path / "amt.bezirk"
    with office_store.create(path, PASSPHRASE) as office, office.unit() as unit:
        begin_office(unit, shipped_offices()[0])
    environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}

    def xdotool(*words: str) -> str:
        return subprocess.run(["xdotool", *words], env=environment, capture_output=True, text=True).stdout.strip()

    def windows() -> list[str]:
        return xdotool("search", "--onlyvisible", "--name", "^Bezirkskoordination$").split()

    def is_large() -> bool:
        shown = windows()
        return len(shown) == 1 and "1280x800" in xdotool("getwindowgeometry", shown[0])

    program = subprocess.Popen([sys.executable, "-m", "bezirkskoordination.app", str(path)], env=environment)
    try:
        _until(windows)
        # There is no window manager to hand out the focus.
        xdotool("windowfocus", "--sync", windows()[-1])
        time.sleep(1)
        xdotool("type", "--delay", "40", PASSPHRASE)
        xdotool("key", "Return")
        _until(is_large)
        xdotool("windowfocus", "--sync", windows()[-1])
        time.sleep(2)
        xdotool("key", "alt+2")
        xdotool("key", "ctrl+n")
        xdotool("type", "--delay", "15", "Rima")
        xdotool("key", "Tab")
        xdotool("type", "--delay", "15", "Al-Sayed")
        xdotool("key", "Return")
        time.sleep(2)
        xdotool("key", "ctrl+q")
        program.wait(timeout=30)
    finally:
        program.kill()
        program.wait()
    assert program.returncode == 0
    with office_store.open_(path, PASSPHRASE) as office:
        people = office.read.all(Person)
        assert [(person.first_name, person.last_name) for person in people] == [("Rima", "Al-Sayed")]
        assert len(office.read.history(people[0])) == 1
