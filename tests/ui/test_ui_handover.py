"""„Übergabe …“ refuses in its place, writes nothing when it is left, and is not there for a file to practise with."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings

from bezirkskoordination.actions.desk import Desk
from bezirkskoordination.records.council import Mandate, MandateRole
from bezirkskoordination.records.people import Person
from bezirkskoordination.store import disk
from bezirkskoordination.store.office import OfficeFile
from bezirkskoordination.ui import handover_dialog
from bezirkskoordination.ui.handover_dialog import HandoverDialog
from bezirkskoordination.ui.window import MainWindow

OLD, NEW = "regal wolke anker tinte", "mond birke segel treppe nuss"


def _begun(office: OfficeFile) -> OfficeFile:
    def begin(unit: Any) -> None:
        for name in ("Ahorn", "Birke"):
            unit.add(Person(last_name=name, first_name="Ute"))
        unit.add(Mandate(person=1, valid_from=date(2024, 5, 1), valid_until=date(2026, 11, 30)))
        unit.add(Mandate(person=2, valid_from=date(2026, 12, 1)))
        unit.add(Mandate(person=2, valid_from=date(2026, 1, 1), role=MandateRole.DEPUTY))

    Desk(office).do("Anfang", begin)
    return office


def _window(qtbot: Any, office: OfficeFile, folder: Path) -> MainWindow:
    made = MainWindow(office, QSettings(str(folder / "w.ini"), QSettings.Format.IniFormat))
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def window(qtbot: Any, make_office: Any, tmp_path: Path) -> Any:
    made = _window(qtbot, _begun(make_office("amt.bezirk", OLD)), tmp_path)
    yield made
    made.close()


def _asked(window: MainWindow, number: int = 1) -> Any:
    page: Any = window.open_page("mandate")
    page.show_id(number)
    page.form.hand_over_button.click()
    return window.findChildren(HandoverDialog)[-1]


def _filled(dialog: Any, target: Path) -> Any:
    for name, text in (("folder", str(target)), ("passphrase", NEW), ("again", NEW)):
        dialog.widgets[name].set_raw(text)
    return dialog


def test_it_begins_with_today_and_whoever_is_appointed_next(window: MainWindow) -> None:
    dialog = _asked(window)
    assert dialog.widgets["on"].value() == window.today()
    assert dialog.widgets["successor"].value() == "Ute Birke"
    assert dialog.folder.name == f"Übergabe_{window.today():%Y-%m-%d}"
    dialog.reject()


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("on", date(2099, 1, 1), "Zukunft"), ("on", date(2024, 4, 30), "Beginn"), ("folder", "", "fehlt"),
        ("folder", "da", "gibt es schon"), ("passphrase", "kurz", "mindestens 10"), ("again", NEW + "x", "verschieden"),
    ],
)  # fmt: skip
def test_it_refuses_in_its_place(window: MainWindow, tmp_path: Path, name: str, value: Any, said: str) -> None:
    (tmp_path / "da").mkdir()
    dialog = _filled(_asked(window), tmp_path / "paket")
    if isinstance(value, date):
        dialog.widgets[name].set_value(value)
    else:
        dialog.widgets[name].set_raw(str(tmp_path / value) if name == "folder" and value else value)
    dialog.accept()
    assert said in dialog.widgets[name].problem
    assert dialog.isVisible()
    assert not (tmp_path / "paket").exists()
    dialog.reject()


def test_what_the_disk_refuses_is_said_at_the_record(
    qtbot: Any, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object) -> None:
        raise OSError(28, "")

    monkeypatch.setattr(disk, "copied_under", full)
    _filled(_asked(window), tmp_path / "paket").accept()
    page: Any = window.record_page
    qtbot.waitUntil(lambda: "voll" in page.form.notice.text)
    assert [one.name for one in tmp_path.iterdir() if "paket" in one.name] == []
    assert window.desk.undo_label == ""


def test_cancelled_half_way_nothing_is_left(
    qtbot: Any, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bezirkskoordination.ui.worker import Progress

    step = Progress.step

    def cancelled(self: Progress, done: int, total: int) -> None:
        if done > 60:
            self.cancel()
        step(self, done, total)

    monkeypatch.setattr(Progress, "step", cancelled)
    _filled(_asked(window), tmp_path / "paket").accept()
    page: Any = window.record_page
    qtbot.waitUntil(lambda: "Abgebrochen" in page.form.notice.text)
    assert [one.name for one in tmp_path.iterdir() if "paket" in one.name] == []
    assert all(one.handed_over_on is None for one in window.desk.office.read.all(Mandate))


def test_the_shown_appointment_is_handed_over_and_undo_forgets_only_the_note(
    qtbot: Any, window: MainWindow, tmp_path: Path
) -> None:
    _filled(_asked(window), tmp_path / "paket").accept()
    page: Any = window.record_page
    qtbot.waitUntil(lambda: "paket" in page.form.notice.text)
    first, *others = window.desk.office.read.all(Mandate)
    assert first.handed_over_on == window.today()
    assert [one.handed_over_on for one in others] == [None, None]
    window.run("undo")
    assert window.desk.office.read.all(Mandate)[0].handed_over_on is None
    assert (tmp_path / "paket" / "amt.bezirk").exists()


def test_a_deputy_and_a_file_to_practise_with_hand_nothing_over(
    qtbot: Any, window: MainWindow, make_office: Any, tmp_path: Path
) -> None:
    page: Any = window.open_page("mandate")
    page.show_id(3)
    assert page.form.hand_over_button.isHidden()
    plain = _window(qtbot, _begun(make_office("ueben.bezirk")), tmp_path)
    page = plain.open_page("mandate")
    page.show_id(1)
    assert page.form.hand_over_button.isHidden()
    plain.close()


def test_without_an_appointment_it_says_what_to_do_first(
    qtbot: Any, make_office: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = _window(qtbot, make_office("leer.bezirk", OLD), tmp_path)
    said: list[str] = []
    monkeypatch.setattr(window, "say", said.append)
    handover_dialog.ask(window)
    assert "Bestellung" in said[0]
    assert window.findChildren(HandoverDialog) == []
    window.close()
