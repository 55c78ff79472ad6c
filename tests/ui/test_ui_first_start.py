"""The first start: three steps, nothing lost on the way, one file at the end."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from bezirkskoordination import app
from bezirkskoordination.records import District, Mandate, Person, SubArea
from bezirkskoordination.records.people import VolunteerStatus
from bezirkskoordination.records.refusal import Refused
from bezirkskoordination.rules.sittings import sittings
from bezirkskoordination.store import office as office_store
from bezirkskoordination.store.settings import district_on, setting
from bezirkskoordination.ui.first_start import FirstStart
from bezirkskoordination.ui.passphrase import CapsHint, PassphraseLine
from bezirkskoordination.ui.unlock import UnlockWindow

TODAY = date(2026, 11, 12)
PASSPHRASE = "drei graue Gänse"


@pytest.fixture
def first(qtbot: Any) -> FirstStart:
    made = FirstStart(today=TODAY)
    qtbot.addWidget(made)
    made.show()
    return made


def fill(step: Any, **typed: str) -> None:
    for name, text in typed.items():
        step.widgets[name].set_raw(text)
    step.changed.emit()


def finish(first: FirstStart, path: Path) -> None:
    fill(first.key_step, path=str(path), passphrase=PASSPHRASE, again=PASSPHRASE)
    first.go_on()


def said(step: Any) -> dict[str, str]:
    return {name: widget.problem for name, widget in step.widgets.items() if widget.problem}


def test_three_steps_make_one_file_with_everything(first: FirstStart, tmp_path: Path) -> None:
    fill(first.office_step, next_sitting="01.12.2026", deadline_days="10")
    assert first.office_step.deadline.text() == "Abgabefrist: Samstag, 21.11.2026 – noch 9 Tage"
    first.go_on()
    fill(
        first.person_step, first_name="Renate", last_name="Vollmer", street="Am Anger 4", postal_code="38104",
        city="Braunschweig", valid_from="01.03.2026", iban="DE89 3704 0044 0532 0130 00",
    )  # fmt: skip
    first.go_on()
    finish(first, tmp_path / "amt")
    assert first.office is not None
    with first.office as office:
        assert office.path == tmp_path / "amt.bezirk"
        assert office.encrypted
        assert [one.number for one in office.read.all(District)] == ["111", "114"]
        assert [one.on_date for one in sittings(office.read)] == [date(2026, 12, 1)]
        assert setting(office.read, "deadline_days") == 10
        assert setting(office.read, "coordinator") == "Renate Vollmer"
        (person,), (mandate,) = office.read.all(Person), office.read.all(Mandate)
        assert (person.street, person.volunteering) == ("Am Anger 4", VolunteerStatus.NONE)
        assert (mandate.person, mandate.valid_from) == (person.id, date(2026, 3, 1))
        assert (mandate.account_holder, mandate.iban) == ("Renate Vollmer", "DE89 3704 0044 0532 0130 00")
        assert office.check() == []
    with office_store.open_(tmp_path / "amt.bezirk", PASSPHRASE) as again:
        assert again.read.count(Person.type) == 1
    assert sorted(one.name for one in tmp_path.iterdir() if one.name != "home") == ["amt.bezirk"]


def test_the_shortest_way_is_a_passphrase(first: FirstStart, tmp_path: Path) -> None:
    first.go_on()
    assert "pringen" in first.forward.text()  # nothing typed: the step is skipped
    first.go_on()
    finish(first, tmp_path / "amt.bezirk")
    assert first.office is not None
    with first.office as office:
        present = district_on(office.read, TODAY)
        assert present is not None
        assert present.council_name == "Stadtbezirksrat im Stadtbezirk 111 Hondelage-Volkmarode"
        assert sittings(office.read) == []
        assert office.read.all(Person) == office.read.all(Mandate) == []


def test_another_district_is_typed_in(first: FirstStart, tmp_path: Path) -> None:
    step = first.office_step
    step.box.setCurrentIndex(1)
    fill(step, number="42", name="Musterfeld", city="Musterstadt", valid_from="01.11.2026")
    assert step.widgets["council_name"].raw() == "Stadtbezirksrat im Stadtbezirk 42 Musterfeld"
    fill(step, council_name="Ortsrat Musterfeld", sub_areas="Oberfeld,  Unterfeld, Oberfeld,")
    fill(step, name="Musterfelde")
    assert step.widgets["council_name"].raw() == "Ortsrat Musterfeld"  # her own wording stays
    first.go_on()
    first.go_on()
    finish(first, tmp_path / "amt.bezirk")
    assert first.office is not None
    with first.office as office:
        (district,) = office.read.all(District)
        assert (district.name, district.council_name) == ("Musterfelde", "Ortsrat Musterfeld")
        assert [one.name for one in office.read.all(SubArea)] == ["Oberfeld", "Unterfeld", "außerhalb"]


def test_what_is_wrong_is_said_where_it_stands(first: FirstStart) -> None:
    fill(first.office_step, council_name="", next_sitting="11.11.2026", deadline_days="0")
    first.go_on()
    assert first.at == 0
    assert said(first.office_step).keys() == {"council_name", "next_sitting", "deadline_days"}
    assert first.focusWidget() is first.office_step.widgets["council_name"].control
    fill(first.office_step, council_name="Stadtbezirksrat", next_sitting="31.11.2026", deadline_days="14")
    first.go_on()
    assert said(first.office_step) == {"next_sitting": "Den Tag „31.11.2026“ gibt es nicht im Kalender."}
    fill(first.office_step, next_sitting="")
    first.go_on()
    fill(first.person_step, first_name="Renate", iban="DE89370400440532013001")
    first.go_on()
    assert first.at == 1
    assert said(first.person_step).keys() == {"last_name", "valid_from", "iban"}
    fill(first.person_step, last_name="Vollmer", iban="DE89370400440532013000", valid_from="1.3.2026")
    first.go_on()
    fill(first.key_step, path="", passphrase="Vollmer2026", again="Vollmer2027")
    first.go_on()
    assert first.office is None
    assert said(first.key_step).keys() == {"path", "passphrase", "again"}
    assert "zu leicht zu erraten" in said(first.key_step)["passphrase"]  # her own name is tried first


def test_what_is_wrong_comes_into_sight(first: FirstStart, qtbot: Any) -> None:
    first.resize(560, 420)
    first.office_step.box.setCurrentIndex(1)
    fill(first.office_step, number="42", name="Musterfeld", city="Musterstadt", valid_from="1.11.2026")
    fill(first.office_step, deadline_days="0")
    first.go_on()
    wrong = first.office_step.widgets["deadline_days"].control
    assert first.focusWidget() is wrong
    qtbot.waitUntil(lambda: bool(wrong.visibleRegion().boundingRect().height() == wrong.height()))


def test_going_back_loses_nothing(first: FirstStart) -> None:
    fill(first.office_step, next_sitting="01.12.2026", council_name="Rat")
    first.office_step.box.setCurrentIndex(1)
    fill(first.office_step, number="42")
    first.office_step.box.setCurrentIndex(0)
    assert first.office_step.widgets["council_name"].raw() == "Rat"
    first.go_on()
    fill(first.person_step, last_name="Vollmer", valid_from="31.2.2026")
    first.go_back()
    assert first.office_step.widgets["next_sitting"].raw() == "01.12.2026"
    assert first.office_step.widgets["number"].raw() == "42"
    first.go_on()
    assert first.person_step.widgets["valid_from"].raw() == "31.2.2026"  # wrong as it is, it is still there
    fill(first.person_step, valid_from="")
    first.go_on()
    fill(first.key_step, passphrase=PASSPHRASE)
    first.go_back()
    first.go_on()
    assert first.key_step.lines[0].text() == PASSPHRASE
    first.reject()
    first.show()
    assert first.person_step.widgets["last_name"].raw() == "Vollmer"
    assert first.key_step.lines[0].text() == ""  # the one thing that is not kept


@pytest.mark.parametrize("typed", ["   ", "{folder}", "{folder}/" + "x" * 300, "{file}/amt", "{there}"])
def test_a_file_needs_a_place_of_its_own(first: FirstStart, tmp_path: Path, typed: str) -> None:
    (tmp_path / "datei").touch()
    (tmp_path / "schon.bezirk").write_bytes(b"da")
    first.go_on()
    first.go_on()
    finish(first, Path(typed.format(folder=tmp_path, file=tmp_path / "datei", there=tmp_path / "schon")))
    assert first.office is None
    assert said(first.key_step).keys() == {"path"}
    assert (tmp_path / "schon.bezirk").read_bytes() == b"da"


def test_a_file_that_cannot_be_begun_leaves_nothing(first: FirstStart, tmp_path: Path, monkeypatch: Any) -> None:
    def full(*_args: object) -> None:
        raise Refused(app.N_("Store", "Der Datenträger ist voll."))

    monkeypatch.setattr("bezirkskoordination.actions.founding.begin_office", full)
    first.go_on()
    first.go_on()
    finish(first, tmp_path / "neu")
    assert first.office is None
    assert "voll" in said(first.key_step)["path"]
    assert list(tmp_path.glob("*neu*")) == []
    assert first.key_step.lines[0].text() == PASSPHRASE


def test_a_proposal_is_seen_and_typed_once_more(first: FirstStart) -> None:
    step = first.key_step
    first.show_step(2)
    before = step.new.proposal.text()
    step.new.other_button.click()
    assert step.new.proposal.text() != before
    step.new.take_button.click()
    assert step.lines[0].text() == step.new.proposal.text()
    assert step.lines[0].echoMode() == QLineEdit.EchoMode.Normal
    assert step.lines[1].text() == ""
    assert "sehr gut" in step.new.strength.text()
    assert "sehr gut" in step.lines[0].accessibleDescription()


def test_the_keyboard_walks_all_three_steps(qtbot: Any, first: FirstStart, tmp_path: Path) -> None:
    qtbot.waitUntil(first.isActiveWindow)

    def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        qtbot.keyClick(QApplication.focusWidget(), key, modifier)

    press(Qt.Key.Key_Return)
    assert first.at == 1
    qtbot.keyClicks(QApplication.focusWidget(), "Renate")
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: first.at == 0)
    press(Qt.Key.Key_W, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: first.at == 1)
    assert first.person_step.widgets["first_name"].raw() == "Renate"
    press(Qt.Key.Key_Tab)
    qtbot.keyClicks(QApplication.focusWidget(), "Vollmer")
    press(Qt.Key.Key_Return)
    assert first.at == 2
    first.key_step.widgets["path"].set_raw(str(tmp_path / "amt.bezirk"))
    qtbot.keyClicks(QApplication.focusWidget(), "drei graue Enten")
    press(Qt.Key.Key_Tab)
    qtbot.keyClicks(QApplication.focusWidget(), "drei graue Enten")
    press(Qt.Key.Key_Return)
    assert first.office is not None
    first.office.close()


def test_everything_that_takes_the_focus_has_a_name(first: FirstStart) -> None:
    first.office_step.box.setCurrentIndex(1)
    nameless = []
    for at in range(3):
        first.show_step(at)
        nameless += [
            one
            for one in first.findChildren(QWidget)
            if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.isVisibleTo(first)
            if not (one.accessibleName() or getattr(one, "text", str)())
        ]
        assert first.steps[at].accessibleName().startswith(f"Neu beginnen – Schritt {at + 1} von 3")
    assert not nameless


@pytest.mark.parametrize(
    ("letter", "shift", "told"), [("a", False, False), ("A", True, False), ("A", False, True), ("a", True, True)]
)
def test_locked_capitals_are_told(qtbot: Any, letter: str, shift: bool, told: bool) -> None:
    line = PassphraseLine("Kennwort")
    hint = CapsHint(line)
    for one in (line, hint):
        qtbot.addWidget(one)
    held = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(line, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, held, letter))
    assert hint.isHidden() is not told
    QApplication.sendEvent(line, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_1, held, "1"))
    assert hint.isHidden() is not told  # a figure tells nothing
    QApplication.sendEvent(line, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_CapsLock, Qt.KeyboardModifier.NoModifier))
    assert hint.isHidden()


def test_without_any_file_the_first_window_offers_to_begin(
    qtbot: Any, tmp_path: Path, make_memory: Callable[[], Any]
) -> None:
    window = UnlockWindow(make_memory(), iter(()))
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(window.isActiveWindow)
    assert window._asking.isHidden()
    with qtbot.waitSignal(window.new_wanted):
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    window.choose(tmp_path / "amt.bezirk")
    assert window._asking.isVisible()
    assert window.focusWidget() is window._passphrase


@pytest.fixture
def make_memory(tmp_path: Path) -> Callable[[], Any]:
    from PySide6.QtCore import QSettings

    return lambda: QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
