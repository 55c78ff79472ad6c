"""The program as its own process on a real X display, driven by real key events."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bezirkskoordination.actions.settings import begin_office, shipped_offices
from bezirkskoordination.records import Claim, Person
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


class Machine:
    """A display with one program on it, and a hand on its keyboard."""

    def __init__(self, display: str, *arguments: str) -> None:
        self._environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        self.program = subprocess.Popen(
            [sys.executable, "-m", "bezirkskoordination", *arguments], env=self._environment
        )

    def _xdotool(self, *words: str) -> str:
        done = subprocess.run(["xdotool", *words], env=self._environment, capture_output=True, text=True)
        return done.stdout.strip()

    def windows(self, name: str = "^Bezirkskoordination$") -> list[str]:
        return self._xdotool("search", "--onlyvisible", "--name", name).split()

    def is_large(self) -> bool:
        shown = self.windows()
        return len(shown) == 1 and "1280x800" in self._xdotool("getwindowgeometry", shown[0])

    def come_to(self, name: str = "^Bezirkskoordination$") -> None:
        """There is no window manager to hand out the focus."""
        _until(lambda: self.windows(name))
        self._xdotool("windowfocus", "--sync", self.windows(name)[-1])
        time.sleep(1.5)

    def press(self, *keys: str) -> None:
        for key in keys:
            self._xdotool("key", key)
            time.sleep(0.3)

    def write(self, *texts: str) -> None:
        """Texts with Tab between them."""
        for at, text in enumerate(texts):
            if at:
                self.press("Tab")
            self._xdotool("type", "--delay", "30", text)

    def quit(self) -> None:
        time.sleep(2)
        self.press("ctrl+q")
        self.program.wait(timeout=30)


def test_unlock_add_a_person_and_quit_with_real_keys(display: str, tmp_path: Path) -> None:
    path = tmp_path / "amt.bezirk"
    with office_store.create(path, PASSPHRASE) as office, office.unit() as unit:
        begin_office(unit, shipped_offices()[0])
    machine = Machine(display, str(path))
    try:
        machine.come_to()
        machine.write(PASSPHRASE)
        machine.press("Return")
        _until(machine.is_large)
        machine.come_to()
        machine.press("alt+2", "ctrl+n")
        machine.write("Rima", "Al-Sayed")
        machine.press("Return")
        machine.quit()
    finally:
        machine.program.kill()
        machine.program.wait()
    assert machine.program.returncode == 0
    with office_store.open_(path, PASSPHRASE) as office:
        people = office.read.all(Person)
        assert [(person.first_name, person.last_name) for person in people] == [("Rima", "Al-Sayed")]
        assert len(office.read.history(people[0])) == 1


def test_first_start_to_first_claim_with_real_keys(display: str) -> None:
    Path.home().mkdir(parents=True)
    machine = Machine(display)
    try:
        machine.come_to()
        machine.press("Return")
        machine.come_to("^Neu beginnen")
        machine.press("Tab", "Tab")
        machine.write("1.12.2099")
        machine.press("Return")
        machine.write("Renate", "Vollmer")
        machine.press("alt+z", "alt+w", "Return")  # back and forth: nothing is lost
        machine.write(PASSPHRASE, PASSPHRASE)
        machine.press("Return")
        _until(machine.is_large)
        machine.come_to()
        machine.press("alt+6", "ctrl+n")
        machine.write("2.1.2026", "Post", "9,60", "Porto", "Marken")
        machine.press("Return", "alt+0", "ctrl+n")
        machine.quit()
    finally:
        machine.program.kill()
        machine.program.wait()
    assert machine.program.returncode == 0
    (path,) = Path.home().glob("*.bezirk")
    with office_store.open_(path, PASSPHRASE) as office:
        assert [person.last_name for person in office.read.all(Person)] == ["Vollmer"]
        assert [[line.claimed for line in claim.lines] for claim in office.read.all(Claim)] == [[960]]
        assert office.check() == []
