"""Handing the office over by keyboard: the package written, the new passphrase opens it and the old does not."""

import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from tests.journeys.helping import opened

from bezirkskoordination.actions.desk import Desk
from bezirkskoordination.records.council import Mandate
from bezirkskoordination.records.office import Attachment, AttachmentKind
from bezirkskoordination.records.people import Person
from bezirkskoordination.records.refusal import Refused
from bezirkskoordination.store import office as store
from bezirkskoordination.ui.handover_dialog import HandoverDialog
from bezirkskoordination.ui.window import MainWindow

OLD, NEW = "regal wolke anker tinte", "mond birke segel treppe nuss"


@pytest.fixture
def window(qtbot: Any, make_office: Any, tmp_path: Path) -> Any:
    office = make_office("amt.bezirk", OLD)

    def begin(unit: Any) -> None:
        for name in ("Ahorn", "Birke"):
            unit.add(Person(last_name=name, first_name="Ute"))
        unit.add(Mandate(person=1, function="Koordination", valid_from=date(2024, 5, 1)))

    Desk(office).do("Anfang", begin)
    with opened(qtbot, office, tmp_path) as made:
        yield made


def _dialog(window: MainWindow) -> Any:
    return next(iter(window.findChildren(HandoverDialog)), None)


def test_the_office_is_handed_over_by_keyboard(qtbot: Any, window: MainWindow, keyboard: Any, tmp_path: Path) -> None:
    office, target = window.desk.office, tmp_path / "paket"
    page: Any = window.open_page("mandate")
    page.show_id(1)
    page.table.setFocus()
    keyboard.press("Ctrl+K").write("amt überg").press("Return")
    keyboard.until(lambda: _dialog(window) is not None and _dialog(window).isVisible())
    dialog = _dialog(window)
    qtbot.waitUntil(dialog.isActiveWindow)
    assert dialog.focusWidget() is not None
    _to(keyboard, dialog.widgets["successor"].control)
    keyboard.write("Ute Birke").press("Tab").press("Ctrl+A").write(str(target))
    _to(keyboard, dialog.new.lines[0])
    keyboard.write("birke ahorn").press("Return")
    assert dialog.isVisible()
    _to(keyboard, dialog.new.lines[1])
    keyboard.write("birke ahorn").press("Return")
    assert "zu leicht" in dialog.widgets["passphrase"].problem  # names of here are tried first
    keyboard.press("Ctrl+A").write(OLD)
    _to(keyboard, dialog.new.lines[1])
    keyboard.press("Ctrl+A").write(OLD).press("Return")
    assert "bisherige" in dialog.widgets["passphrase"].problem
    keyboard.press("Ctrl+A").write(NEW)
    _to(keyboard, dialog.new.lines[1])
    keyboard.press("Ctrl+A").write(NEW).press("Return")
    keyboard.until(lambda: target.exists() and "paket" in page.form.notice.text)

    assert sorted(os.listdir(target)) == ["Unterlagen_zur_Übergabe.pdf", "amt.bezirk", "Übergabeprotokoll.pdf"]
    (one,) = office.read.all(Mandate)
    (kept,) = office.read.all(Attachment)
    assert (one.handed_over_on, one.handover, kept.kind) == (window.today(), kept.id, AttachmentKind.OTHER)
    assert office.encrypted
    assert office.opens_with(OLD)  # her own stays open
    with pytest.raises(Refused):
        store.open_(target / "amt.bezirk", OLD)
    with store.open_(target / "amt.bezirk", NEW) as handed:
        assert [person.last_name for person in handed.read.all(Person)] == ["Ahorn", "Birke"]


def _to(keyboard: Any, widget: Any) -> None:
    """Tab until the focus is there."""
    for _ in range(30):
        if QApplication.focusWidget() is widget:
            return
        keyboard.press("Tab")
    raise AssertionError(f"Tab never comes to {widget.accessibleName()}")
