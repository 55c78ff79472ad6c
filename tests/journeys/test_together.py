"""All open needs distributed together, by keyboard alone in the real window: gone through one by one, taken back."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from tests.conftest import TODAY
from tests.journeys.helping import kept, opened, volunteer

from bezirkskoordination.actions import boundaries
from bezirkskoordination.actions.settings import begin_office, shipped_offices
from bezirkskoordination.records.activities import Enquiry
from bezirkskoordination.records.needs import NeedStatus, SupportNeed
from bezirkskoordination.store.office import OfficeFile
from bezirkskoordination.ui.together_dialog import TogetherDialog
from bezirkskoordination.ui.window import MainWindow


@pytest.fixture
def window(qtbot: Any, office: OfficeFile, tmp_path: Path) -> Any:
    with office.unit() as unit:
        begin_office(unit, shipped_offices()[0])
    with opened(qtbot, office, tmp_path) as made:
        yield made


def shown() -> Any:
    """The dialog, once it has the keyboard."""
    found = QApplication.activeWindow()
    return found if isinstance(found, TogetherDialog) else None


def test_five_needs_are_distributed_and_one_is_taken_back(window: MainWindow, keyboard: Any) -> None:
    desk, read = window.desk, window.desk.office.read
    for name in ("Anders", "Brandt", "Coers", "Dorn"):
        volunteer(desk, name)
    for number in range(5):
        need = SupportNeed(
            subject=f"Hilfe {number}", category="ALLTAG.DIGI", target_groups=("SENIOR",),
            recorded_on=TODAY - timedelta(days=number),
        )  # fmt: skip
        asked = kept(desk, need)
        check = boundaries.drafted(read, asked, TODAY)
        desk.do("prüfen", lambda unit, asked=asked, check=check: boundaries.decide(unit, asked, check))

    keyboard.press("Ctrl+K").write("zusammen verteilen").press("Return")
    keyboard.until(shown)
    dialog = shown()
    assert "Für 4 von 5 offenen Bedarfen" in dialog.head.text()
    assert read.all(Enquiry) == []
    keyboard.press("Down", "Return")  # the first is left for later
    assert [row.asked for row in dialog.rows] == [False, True, False, False]
    keyboard.press("Return", "Ctrl+Z", "Return")
    assert [row.asked for row in dialog.rows] == [False, True, True, False]
    chosen = {(row.need.id, row.suggestion.helper.id) for row in dialog.rows if row.asked}
    keyboard.press("Escape")
    keyboard.until(lambda: not shown())
    assert {(one.need, one.person) for one in read.all(Enquiry)} == chosen
    waiting = [one for one in read.all(SupportNeed) if one.status is NeedStatus.OPEN]
    assert len(waiting) == 3
    keyboard.press("Ctrl+Z")  # each was one step, in the window too
    assert len(read.all(Enquiry)) == 1
