"""The network in the window: its picture, who is responsible, who speaks for whom, details that are confirmed."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from tests.conftest import TODAY

from bezirkskoordination.actions.desk import Desk
from bezirkskoordination.records import ContactPerson, Cooperation, Institution, Person, VolunteerStatus
from bezirkskoordination.records.institutions import CooperationKind
from bezirkskoordination.reports.drawing import POINTS, Drawing, Spot
from bezirkskoordination.store.office import OfficeFile
from bezirkskoordination.ui.drawing_view import DrawingView, next_spot
from bezirkskoordination.ui.network_page import NetworkPage
from bezirkskoordination.ui.network_tabs import ContactsTab, CooperationTab, span
from bezirkskoordination.ui.responsible_page import ResponsiblePage
from bezirkskoordination.ui.window import MainWindow

K = Qt.Key
YESTERDAY = TODAY - timedelta(days=1)
SINCE = {"network_from": date(2020, 1, 1)}


@pytest.fixture
def network(office: OfficeFile) -> OfficeFile:
    """A parish with its nursery, a club, and an office that is in no network; Mia speaks for the parish."""

    def begin(unit: Any) -> None:
        parish = unit.add(Institution(name="Anger", kind="KIRCHE", phone="030 23125-101", **SINCE))
        unit.add(Institution(name="Bienenkorb", kind="KITA", parent=parish.id, confirmed_on=TODAY, **SINCE))
        club = unit.add(Institution(name="Club", kind="VEREIN_SPORT", responsibility="Schwimmkurse", **SINCE))
        unit.add(Institution(name="Dienststelle", kind="VERWALTUNG", responsibility="Wohngeld"))
        unit.add(Cooperation(institution=club.id, partner=parish.id, kind=CooperationKind.ROOMS, notes="freitags"))
        for name in ("Sander", "Tiede"):
            person = unit.add(Person(last_name=name, first_name="Mia", mobile="0171 3920001"))
            unit.add(ContactPerson(institution=parish.id, person=person.id, primary=name == "Sander"))
        unit.record_status(person, VolunteerStatus.PLACED, unit.today)

    Desk(office).do("Netzwerk", begin)
    return office


@pytest.fixture
def window(qtbot: Any, network: OfficeFile, tmp_path: Path) -> Iterator[MainWindow]:
    made = MainWindow(network, QSettings(str(tmp_path / "w.ini"), QSettings.Format.IniFormat))
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.close()


@pytest.fixture
def drawn(qtbot: Any, window: MainWindow) -> NetworkPage:
    page = window.open_page("network")
    qtbot.waitUntil(lambda: page.network is not None, timeout=20_000)
    assert isinstance(page, NetworkPage)
    return page


def names(page: NetworkPage) -> list[str]:
    assert page.view.drawing is not None
    return [spot.name for spot in page.view.drawing.spots]


def chosen(page: NetworkPage) -> str:
    return page.view.spot.name if page.view.spot else ""


# --- the picture ------------------------------------------------------------------------------


def test_the_picture_shows_the_network_and_its_list_says_the_same(drawn: NetworkPage) -> None:
    assert names(drawn) == ["Anger", "Bienenkorb", "Club"]
    assert drawn.summary.text() == "3 Institutionen, 2 Verbindungen, Stand 12.11.2026"
    assert [drawn.list.item(row).toolTip() for row in range(drawn.list.count())] == [
        "Anger, Kirchengemeinde, 2 Verbindungen", "Bienenkorb, Kindertagesstätte, 1 Verbindung",
        "Club, Sportverein, 1 Verbindung",
    ]  # fmt: skip
    assert "Bildung, Kinder, Jugend" in drawn.legend.accessibleName()


def test_choosing_in_the_list_is_choosing_in_the_picture(drawn: NetworkPage, window: MainWindow) -> None:
    drawn.list.setCurrentRow(2)
    assert chosen(drawn) == "Club"
    assert drawn.about.text() == "Club: Sportverein, 1 Verbindung"
    assert [drawn.ties.item(row).toolTip() for row in range(drawn.ties.count())] == ["Anger, nutzt Räume bei"]
    drawn.ties.itemActivated.emit(drawn.ties.item(0))
    assert chosen(drawn) == "Anger"
    assert drawn.list.currentRow() == 0
    assert {drawn.ties.item(row).toolTip() for row in range(drawn.ties.count())} == {
        "Bienenkorb, ist Träger von", "Club, stellt Räume für",
    }  # fmt: skip
    drawn.open_button.click()
    assert window.record_page is not None
    assert window.record_page.record.title(window.desk.office.names) == "Anger"  # type: ignore[union-attr]


def test_the_keyboard_goes_from_one_to_the_other_and_opens(drawn: NetworkPage, window: MainWindow) -> None:
    assert QApplication.focusWidget() is drawn.view
    seen = set()
    for key in (K.Key_Down, *[K.Key_Left] * 3, K.Key_Up, *[K.Key_Right] * 3, K.Key_Down, K.Key_Left, K.Key_Right):
        QTest.keyClick(drawn.view, key)
        seen.add(chosen(drawn))
    assert seen == {"Anger", "Bienenkorb", "Club"}
    assert chosen(drawn) in drawn.view.accessibleDescription()
    last = chosen(drawn)
    QTest.keyClick(drawn.view, K.Key_Return)
    assert window.record_page is not None
    assert window.record_page.record.title(window.desk.office.names) == last  # type: ignore[union-attr]


def test_the_picture_is_zoomed_moved_and_fitted(drawn: NetworkPage) -> None:
    view = drawn.view
    before = view.scale
    assert before * 7.0 / POINTS < view.fontMetrics().height()  # a small network does not fill the window
    for _ in range(12):
        QTest.keyClick(view, K.Key_Plus)
    assert view.scale > 3 * before
    assert max(view.horizontalScrollBar().maximum(), view.verticalScrollBar().maximum()) > 0
    QTest.keyClick(view, K.Key_0)
    assert view.horizontalScrollBar().maximum() == view.verticalScrollBar().maximum() == 0
    at = QPoint(view.viewport().width() // 2, 4)
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert view.spot is None  # nothing was there


def test_a_click_chooses_and_a_double_click_opens(drawn: NetworkPage, qtbot: Any) -> None:
    spot = drawn.view.drawing.spots[1]  # type: ignore[union-attr]
    at = drawn.view._transform().map(QPoint(round(spot.middle[0]), round(spot.middle[1])))
    QTest.mouseClick(drawn.view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert chosen(drawn) == "Bienenkorb"
    with qtbot.waitSignal(drawn.view.opened) as told:
        QTest.mouseDClick(drawn.view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert told.args == [spot.key]


def test_a_change_is_drawn_anew_and_the_chosen_one_stays(drawn: NetworkPage, window: MainWindow, qtbot: Any) -> None:
    drawn.choose(3)
    before = drawn.view.drawing
    window.desk.do("neu", lambda unit: unit.add(Institution(name="Elternkreis", kind="MSO", **SINCE)))
    qtbot.waitUntil(lambda: drawn.view.drawing is not before, timeout=20_000)
    assert names(drawn) == ["Anger", "Bienenkorb", "Club", "Elternkreis"]
    assert chosen(drawn) == "Club"


def test_without_a_network_it_says_what_to_do(qtbot: Any, office: OfficeFile, tmp_path: Path) -> None:
    made = MainWindow(office, QSettings(str(tmp_path / "w.ini"), QSettings.Format.IniFormat))
    qtbot.addWidget(made)
    made.show()
    page = made.open_page("network")
    qtbot.waitUntil(lambda: page.network is not None, timeout=20_000)
    assert "im Netzwerk seit" in page.view._words
    assert not page.open_button.isEnabled()
    made.close()


def test_the_picture_is_saved_as_svg(drawn: NetworkPage, tmp_path: Path, qtbot: Any, monkeypatch: Any) -> None:
    target = tmp_path / "netz.svg"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(target.with_suffix("")), ""))
    drawn.save_svg()
    qtbot.waitUntil(target.exists, timeout=20_000)
    assert b"Bienenkorb" in target.read_bytes()


whole = st.integers(-50, 50).map(float)
spots = st.lists(st.tuples(whole, whole), min_size=2, max_size=12, unique=True)


@given(spots, st.sampled_from([(-1.0, 0.0), (1.0, 0.0), (0.0, -1.0), (0.0, 1.0)]))
def test_an_arrow_goes_where_it_points_and_leads_back(
    places: list[tuple[float, float]], way: tuple[float, float]
) -> None:
    made = [Spot(at, str(at), place, (4.0, 2.0), "") for at, place in enumerate(places)]
    there = next_spot(made, made[0], way)
    if there is None:
        return
    ahead = (there.middle[0] - made[0].middle[0]) * way[0] + (there.middle[1] - made[0].middle[1]) * way[1]
    assert ahead > 0
    assert next_spot([made[0], there], there, (-way[0], -way[1])) in (made[0], None)


def test_an_empty_drawing_takes_keys_in_its_stride(qtbot: Any) -> None:
    view = DrawingView("leer")
    qtbot.addWidget(view)
    view.show_drawing(Drawing(1.0, 1.0, (), "", ""))
    for key in (K.Key_Left, K.Key_Return, K.Key_Plus, K.Key_0):
        QTest.keyClick(view, key)
    view.say("nichts")
    view.grab()
    assert view.spot is None


# --- who is responsible -----------------------------------------------------------------------


def test_who_is_responsible_is_answered_while_it_is_typed(window: MainWindow, qtbot: Any) -> None:
    page = window.open_page("responsible")
    assert isinstance(page, ResponsiblePage)
    assert QApplication.focusWidget() is page.line
    assert page.said.text() == "2 Antworten"
    QTest.keyClicks(page.line, "wongeld")
    assert page.said.text() == "1 Antwort"
    assert page.table.item(0, 2).text() == "Dienststelle"
    QTest.keyClick(page.line, K.Key_Escape)
    QTest.keyClicks(page.line, "sander")
    page.call_button.click()
    assert QApplication.clipboard().text() == "0171 3920001"
    QTest.keyClick(page.line, K.Key_Return)
    QTest.keyClick(page.table, K.Key_Return)
    assert window.record_page is not None
    assert window.record_page.record.title(window.desk.office.names) == "Anger"  # type: ignore[union-attr]
    window.open_page("responsible")
    QTest.keyClick(page.line, K.Key_Escape)
    QTest.keyClicks(page.line, "gibtesnicht")
    assert page.said.text().startswith("Niemand gefunden")


# --- tabs -------------------------------------------------------------------------------------


def tab_of(window: MainWindow, kind: type, record_id: int) -> Any:
    page = window.open_page("institution")
    page.show_id(record_id)
    tab = next(one for one in page.form.related if isinstance(one, kind))
    page.form.tabs.setCurrentWidget(tab)
    return tab


def said(tab: Any) -> list[str]:
    return [tab.list.item(row).toolTip() for row in range(tab.list.count())]


def test_who_speaks_for_an_institution_and_who_takes_over(window: MainWindow) -> None:
    tab = tab_of(window, ContactsTab, 1)
    assert said(tab) == [
        "Sander, Mia, Hauptansprechperson · 0171 3920001", "Tiede, Mia, 0171 3920001 · Ehrenamt: im Einsatz",
    ]  # fmt: skip
    assert not tab.main.isEnabled()  # Sander is it already
    tab.list.setCurrentRow(1)
    tab.main.click()
    assert said(tab)[0].startswith("Tiede, Mia, Hauptansprechperson")
    assert window.desk.undo_label == "Hauptansprechperson: Tiede, Mia"
    window.run("undo")
    assert said(tab)[0].startswith("Sander")
    tab.list.setCurrentRow(1)
    tab.change_chosen()
    tab.dialog.panel.form.put("valid_until", YESTERDAY)
    assert tab.dialog.panel.save()
    assert said(tab)[1].endswith("beendet 11.11.2026")
    assert not tab.end.isEnabled()


def test_a_second_main_contact_is_refused_in_the_form(window: MainWindow) -> None:
    tab = tab_of(window, ContactsTab, 1)
    tab.list.setCurrentRow(1)
    tab.change_chosen()
    panel = tab.dialog.panel
    panel.form.put("primary", True)
    assert not panel.save()
    assert "Sander" in panel.form.widgets["primary"].problem
    panel.discard()
    tab.dialog.reject()


def test_ties_read_right_from_either_side_and_derived_ones_are_changed_elsewhere(
    window: MainWindow, qtbot: Any
) -> None:
    tab = tab_of(window, CooperationTab, 1)
    assert said(tab) == [
        "Bienenkorb, ist Träger von · steht unter „Träger / übergeordnet“", "Club, stellt Räume für · freitags",
    ]  # fmt: skip
    tab.list.setCurrentRow(0)
    assert not tab.change.isEnabled()
    tab.list.setCurrentRow(1)
    assert tab.change.isEnabled()
    tab.open_chosen()
    assert said(tab_of(window, CooperationTab, 3)) == ["Anger, nutzt Räume bei · freitags"]
    tab.picture.click()
    page = window.pages.present
    assert isinstance(page, NetworkPage)
    qtbot.waitUntil(lambda: page.network is not None, timeout=20_000)
    assert chosen(page) == "Club"


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (None, None, ""),
        (date(2020, 3, 1), None, "seit 01.03.2020"),
        (date(2027, 1, 1), None, "ab 01.01.2027"),
        (date(2020, 3, 1), date(2026, 12, 31), "seit 01.03.2020 bis 31.12.2026"),
        (date(2020, 3, 1), YESTERDAY, "beendet 11.11.2026"),
        (None, TODAY, "bis 12.11.2026"),
    ],
)
def test_spans_in_words(start: date | None, end: date | None, words: str) -> None:
    assert span(start, end, TODAY) == words


# --- details that are confirmed ---------------------------------------------------------------


def test_details_are_confirmed_by_one_key(window: MainWindow) -> None:
    page: Any = window.open_page("institution")
    page.show_id(1)
    page.table.setFocus()
    assert page.form._hints["confirmed_on"].text().startswith("Seit 29.06.2020 fällig")
    QTest.keyClick(page.table, K.Key_A, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert window.desk.office.read.get(Institution, 1).confirmed_on == TODAY
    assert window.desk.undo_label == "Angaben bestätigt: Anger"
    assert "confirmed_on" not in page.form.hints_of(page.record)


def test_several_are_confirmed_in_one_step(window: MainWindow) -> None:
    page: Any = window.open_page("institution")
    page.table.selectAll()
    QApplication.processEvents()
    window.run("confirm")
    assert {one.confirmed_on for one in window.desk.office.read.all(Institution)} == {TODAY}
    assert window.desk.undo_label == "4 Angaben bestätigt"
    window.run("undo")
    assert window.desk.office.read.get(Institution, 1).confirmed_on is None
