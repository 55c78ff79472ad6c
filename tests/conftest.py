"""What every test stands on: a temporary home, German manners, no Qt warning, no open Unit left behind."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, settings

from bezirkskoordination.actions.desk import Desk
from bezirkskoordination.store import office as office_store
from bezirkskoordination.store.lists import fill_lists
from bezirkskoordination.store.office import OfficeFile

settings.register_profile(
    "house",
    deadline=None,
    max_examples=60,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
settings.load_profile("house")

#: The day on which the tests live.
TODAY = date(2026, 11, 12)


def fixed_clock() -> datetime:
    return datetime(2026, 11, 12, 9, 0, tzinfo=ZoneInfo("Europe/Berlin"))


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """State, settings and documents of a test lie in its own folder."""
    for variable in ("XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "HOME", "LOCALAPPDATA", "APPDATA"):
        monkeypatch.setenv(variable, str(tmp_path / "home"))
    for variable in ("BEZIRK_PASSPHRASE", "BEZIRK_NEW_PASSPHRASE"):
        monkeypatch.delenv(variable, raising=False)


@pytest.fixture
def make_office(tmp_path: Path) -> Iterator[Callable[..., OfficeFile]]:
    """Makes office files that are closed at the end; without a passphrase unless one is given."""
    made: list[OfficeFile] = []

    def make(name: str = "amt.bezirk", passphrase: str = "") -> OfficeFile:
        made.append(office_store.create(tmp_path / name, passphrase, fixed_clock))
        return made[-1]

    yield make
    for office in made:
        office.close()


@pytest.fixture
def office(make_office: Callable[..., OfficeFile]) -> OfficeFile:
    """An empty office file with the shipped value lists."""
    made = make_office()
    with made.unit() as unit:
        fill_lists(unit)
    return made


@pytest.fixture
def desk(office: OfficeFile) -> Desk:
    """A desk on the office file."""
    return Desk(office)


@pytest.fixture(autouse=True)
def _no_qt_warning(request: pytest.FixtureRequest) -> Iterator[None]:
    """A warning of Qt fails the test that caused it."""
    if "qtbot" not in request.fixturenames:
        yield
        return
    from PySide6.QtCore import QtMsgType, qInstallMessageHandler

    heard: list[str] = []

    def hear(kind: QtMsgType, _context: object, message: str) -> None:
        harmless = ("propagateSizeHints", "This plugin does not support")
        if kind != QtMsgType.QtDebugMsg and not any(part in message for part in harmless):
            heard.append(message)

    before = qInstallMessageHandler(hear)
    yield
    qInstallMessageHandler(before)
    assert not heard, heard
