"""The pages of meetings, orders and bodies: what their buttons do, what they ask, and what they leave alone."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog
from tests.conftest import TODAY
from tests.ui.test_ui_claims import Window

from bezirkskoordination.actions import editing, meetings
from bezirkskoordination.actions.desk import Desk
from bezirkskoordination.actions.editing import Step
from bezirkskoordination.actions.settings import begin_office, shipped_offices
from bezirkskoordination.records import view
from bezirkskoordination.records.council import Paper
from bezirkskoordination.records.institutions import Institution
from bezirkskoordination.records.money import Budget
from bezirkskoordination.records.network import (
    AgendaLine,
    Answer,
    Attendance,
    Body,
    LineKind,
    Meeting,
    MeetingStatus,
    Member,
    Order,
    OrderStatus,
    Presence,
)
from bezirkskoordination.records.people import Person
from bezirkskoordination.ui import drafts, invitations
from bezirkskoordination.ui.meetings_page import MeetingsPage, OrdersPage
from bezirkskoordination.ui.pages import _SPECIAL, page_class

K, M = LineKind, MeetingStatus
DAY = date(2026, 11, 5)
LINES = (
    AgendaLine(text="Berichte"),
    AgendaLine(kind=K.ORDER, text="Liste an die Schule geben", institution=1, due_on=date(2026, 11, 30)),
    AgendaLine(kind=K.RECOMMENDATION, text="Der Bezirksrat möge einen Raum bereitstellen."),
)


class Paged(Window):
    """A window with one page, whose commands are those of meetings."""

    record_page: Any = None

    def run(self, command: str) -> None:
        self.said.append(command)
        if command == "duplicate":
            self.record_page.duplicate()
        elif command == "invite":
            invitations.invite(self)  # type: ignore[arg-type]


@pytest.fixture
def window(desk: Desk, tmp_path: Path) -> Paged:
    def begin(unit: Any) -> None:
        begin_office(unit, shipped_offices()[0])
        unit.add(Institution(name="Sportverein", kind="VEREIN_SPORT", street="Weg 1", postal_code="38104",
                             city="Braunschweig", email="sport@example.org"))  # fmt: skip
        unit.add(Institution(name="Kirche", kind="KIRCHE"))
        unit.add(Person(last_name="Gesperrt", contact_block=True, email="weg@example.org"))
        table = unit.where(Body, kind="RUNDER_TISCH")[0]
        members = (Member(institution=1), Member(institution=2), Member(person=1))
        unit.change(table, replace(table, members=members, agenda="Begrüßung\nVerschiedenes", place="Saal"))

    desk.do("Anfang", begin)
    return Paged(desk, tmp_path)


@pytest.fixture
def open_page(qtbot: Any, window: Paged) -> Callable[[str], Any]:
    def open_(name: str) -> Any:
        page = window.record_page = page_class(_SPECIAL[name])(view(name), window)
        qtbot.addWidget(page)
        page.resize(1100, 760)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        return page

    return open_


def all_of(window: Window, cls: Any) -> list[Any]:
    return window.desk.office.read.all(cls)


def table(window: Window) -> Body:
    return window.desk.office.read.where(Body, kind="RUNDER_TISCH")[0]


def meeting(window: Window, *lines: AgendaLine, on: date = DAY, status: MeetingStatus = M.PLANNED) -> Meeting:
    """A meeting of the round table as far as this status."""
    way = {M.PLANNED: (), M.INVITED: (M.INVITED,), M.HELD: (M.HELD,), M.DRAFTED: (M.HELD, M.DRAFTED),
           M.APPROVED: (M.HELD, M.DRAFTED, M.APPROVED)}[status]  # fmt: skip

    def make(unit: Any) -> Meeting:
        begun = meetings.following(unit, table(window), on)
        kept = editing.save(unit, None, replace(begun, agenda=lines or begun.agenda))
        for step in way:
            kept = editing.take(unit, kept, Step(step, max(on, TODAY) if step is M.INVITED else on))
        return kept

    return window.desk.do("Treffen", make)


def shown(open_page: Any, window: Window, record: Meeting) -> MeetingsPage:
    page: MeetingsPage = open_page("meeting")
    page.show_id(record.id or 0)
    return page


def words(page: MeetingsPage) -> list[str]:
    return [one.text() for one in page.meeting_form.step_buttons if one.isVisible()]


def press(page: MeetingsPage, text: str) -> None:
    next(one for one in page.meeting_form.step_buttons if one.isVisible() and one.text() == text).click()


def now(window: Window, record: Meeting) -> Meeting:
    return window.desk.office.read.get(Meeting, record.id)


# --- planning ---------------------------------------------------------------------------------


def test_a_new_meeting_asks_for_its_body_and_begins_with_what_it_has(open_page: Any, window: Paged) -> None:
    page: MeetingsPage = open_page("meeting")
    page.new_button.click()
    offered = {one.text(): one for one in page.bodies.actions()}
    assert list(offered) == ["Stadtbezirksrat", "Runder Tisch"]
    page.bodies.hide()
    offered["Runder Tisch"].trigger()
    form = page.meeting_form
    assert form.is_new
    assert [one.text for one in form.agenda.value()] == ["Begrüßung", "Verschiedenes"]
    assert form.attendance.sum.text() == "3 eingeladen · 3 ohne Antwort"
    assert form.tabs.isTabVisible(1)
    assert form.tabs.isTabVisible(2)
    assert not page.save()  # the day is missing
    assert "fehlt noch" in form.form.widgets["on_date"].problem
    form.form.put("on_date", date(2026, 12, 10))
    assert page.save()
    (kept,) = all_of(window, Meeting)
    assert (kept.place, kept.body, len(kept.attendance)) == ("Saal", table(window).id, 3)


def test_the_next_one_takes_along_what_is_open_and_counts_it(open_page: Any, window: Paged) -> None:
    first = meeting(window, *LINES, status=M.HELD)
    page = shown(open_page, window, first)
    for number, said in ((1, "übertragen"), (2, "zum 2. Mal übertragen"), (3, "zum 3. Mal übertragen")):
        page.duplicate()
        page.form.form.put("on_date", date(2026, 11, 5 + number))
        assert page.save()
        (carried,) = [one for one in page.meeting_form.agenda.lines if one.kind is K.ORDER]
        assert carried.carried.text() == said
        assert carried.carried.property("tone") == ("warn" if number == 3 else "neutral")
    (order,) = all_of(window, Order)
    assert order.carried == 3
    orders: OrdersPage = open_page("order")
    orders.show_id(order.id)
    assert orders.form.carried.text() == "zum 3. Mal übertragen"
    orders.form.done_button.click()
    assert all_of(window, Order)[0].status is OrderStatus.DONE
    assert not orders.form.done_button.isVisible()
    assert window.desk.undo() is not None
    assert all_of(window, Order)[0].status is OrderStatus.OPEN


# --- steps ------------------------------------------------------------------------------------


def test_the_steps_that_are_offered(open_page: Any, window: Paged) -> None:
    expected = {
        M.PLANNED: ["Einladen …", "Hat stattgefunden", "Fällt aus …"],
        M.INVITED: ["Hat stattgefunden", "Einladung …", "Fällt aus …"],
        M.HELD: ["Protokoll fertig", "Nächstes Treffen planen"],
        M.DRAFTED: ["Protokoll genehmigt …", "Nächstes Treffen planen"],
        M.APPROVED: ["Nächstes Treffen planen"],
    }
    page: MeetingsPage = open_page("meeting")
    for status, offered in expected.items():
        one = meeting(window, status=status)
        page.show_id(one.id or 0)
        assert words(page) == offered, status
    ahead = meeting(window, on=date(2026, 12, 10))
    page.show_id(ahead.id or 0)
    assert words(page) == ["Einladen …", "Fällt aus …"]
    sitting = window.desk.do("Sitzung", lambda unit: meetings.plan_sitting(unit, date(2026, 12, 1)))
    page.show_id(sitting.id or 0)
    assert words(page) == ["Fällt aus …"]  # the council invites by itself
    invitations.invite(window)  # type: ignore[arg-type]
    assert "lädt der Stadtbezirksrat selbst ein" in page.form.notice.text


def test_held_written_approved_and_sealed(qtbot: Any, open_page: Any, window: Paged) -> None:
    one = meeting(window)
    page = shown(open_page, window, one)
    form = page.meeting_form
    qtbot.keyClicks(form.attendance.table, "j")
    press(page, "Hat stattgefunden")
    assert now(window, one).status is M.HELD
    assert [row.presence for row in now(window, one).attendance] == [Presence.PRESENT, Presence.OPEN, Presence.OPEN]
    assert form.tabs.currentIndex() == 2
    assert form.tabs.tabText(2) == "Protokoll"
    assert form.attendance.sum.text() == "3 eingeladen · eine Zusage · 1 anwesend"
    form.agenda.set_value((AgendaLine(text="Berichte"), AgendaLine(kind=K.ORDER, text="tun")))
    form.agenda.edited.emit()
    form.next_step()
    assert now(window, one).status is M.DRAFTED
    press(page, "Protokoll genehmigt …")
    form.dialog.accept()  # type: ignore[union-attr]
    assert now(window, one).status is M.DRAFTED  # nobody is to do it until any day
    form.dialog.reject()  # type: ignore[union-attr]
    form.agenda.set_value(
        (AgendaLine(text="Berichte"), replace(now(window, one).agenda[1], institution=1, due_on=date(2026, 12, 1)))
    )
    form.agenda.edited.emit()
    press(page, "Protokoll genehmigt …")
    form.dialog.accept()  # type: ignore[union-attr]
    assert now(window, one).status is M.APPROVED
    assert form.form.widgets["place"].control.isReadOnly()
    assert not form.agenda.add.isVisible()
    form.form.put("place", "anderswo")  # whatever the form lets through, the file refuses
    assert not page.save()
    assert "ist genehmigt und bleibt" in form.notice.text
    form.discard()
    (order,) = all_of(window, Order)
    form.agenda.lines[1].done.click()
    assert all_of(window, Order)[0].status is OrderStatus.DONE  # the order goes on, the minutes do not
    assert order.status is OrderStatus.OPEN
    assert now(window, one).status is M.APPROVED


def test_a_recommendation_becomes_a_paper_once(open_page: Any, window: Paged) -> None:
    one = meeting(window, *LINES, status=M.HELD)
    page = shown(open_page, window, one)
    line = page.meeting_form.agenda.lines[2]
    page.meeting_form.tabs.setCurrentIndex(2)
    assert line.paper.text() == "Vorlage entwerfen"
    line.paper.click()
    (paper,) = all_of(window, Paper)
    assert (paper.kind, paper.meeting, paper.proposal) == ("ANTRAG", one.id, LINES[2].text)
    assert window.opened[-1] == ("paper", paper.id)
    assert line.paper.text() == "Vorlage öffnen"
    line.paper.click()
    assert len(all_of(window, Paper)) == 1
    window.desk.undo()
    assert all_of(window, Paper) == []
    assert page.meeting_form.agenda.lines[2].paper.text() == "Vorlage entwerfen"


def test_what_is_wrong_brings_its_tab(qtbot: Any, open_page: Any, window: Paged) -> None:
    page = shown(open_page, window, meeting(window, *LINES))
    form = page.meeting_form
    form.agenda.lines[1].who.setText("Niemand")
    form.agenda.lines[1].edited.emit()
    assert not page.save()
    assert form.tabs.currentIndex() == 2
    assert page.focusWidget() is form.agenda.lines[1].words
    form.discard()
    form.attendance.who.setText("Niemand")
    form.attendance.edited.emit()
    form.tabs.setCurrentIndex(0)
    assert not page.leave()
    assert form.tabs.currentIndex() == 1
    assert page.focusWidget() is form.attendance.who
    page.keep_draft()
    assert drafts.find(window.desk.office, page.view, form.record_id) is not None
    qtbot.keyClick(form.attendance.table, Qt.Key.Key_Escape)
    assert not form.unsaved


# --- the room ---------------------------------------------------------------------------------


@pytest.fixture
def dear(open_page: Any, window: Paged) -> MeetingsPage:
    """A meeting whose room costs more than the Etat has."""
    window.desk.do("Etat", lambda unit: unit.add(Budget(year=2026, amount=5_000, position="Z")))
    page = shown(open_page, window, meeting(window, on=date(2026, 12, 10)))
    page.form.form.put("room_cost", 8_000)
    assert not page.save()
    assert all_of(window, Meeting)[0].room_cost == 0
    return page


def test_planned_all_the_same(dear: MeetingsPage, window: Paged) -> None:
    dialog: Any = dear.form.dialog
    dialog.plan.click()
    assert all_of(window, Meeting)[0].room_cost == 8_000
    assert all_of(window, Paper) == []
    dear.form.form.put("place", "Haus")
    assert dear.save()  # what was agreed to is not asked again
    dear.form.form.put("room_cost", 8_001)
    assert not dear.save()


def test_with_an_antrag_in_the_same_step(dear: MeetingsPage, window: Paged) -> None:
    dialog: Any = dear.form.dialog
    dialog.draft.click()
    (paper,) = all_of(window, Paper)
    assert all_of(window, Meeting)[0].room_cost == 8_000
    assert "30,00\N{NO-BREAK SPACE}€" in paper.proposal  # what is missing
    assert "10.12.2026" in paper.subject
    dear.form.notice.offers()[0].click()
    assert window.opened[-1] == ("paper", paper.id)
    window.desk.undo()
    assert (all_of(window, Paper), all_of(window, Meeting)[0].room_cost) == ([], 0)


def test_another_room(dear: MeetingsPage, window: Paged) -> None:
    dialog: Any = dear.form.dialog
    dear.form.tabs.setCurrentIndex(1)
    dialog.other.click()
    assert dear.form.tabs.currentIndex() == 0
    assert dear.focusWidget() is dear.form.form.widgets["place"].control
    dear.form.form.put("room_cost", 5_000)
    assert dear.save()  # to the cent what there is


def test_locking_asks_nothing_and_loses_nothing(dear: MeetingsPage, window: Paged) -> None:
    dialog: Any = dear.form.dialog
    dialog.reject()
    record = dear.form.record_id
    dear.lock_draft()
    assert dear.form.dialog is dialog  # no new question
    assert all_of(window, Meeting)[0].room_cost == 0
    draft = drafts.find(window.desk.office, dear.view, record)
    assert draft is not None
    assert "80,00" in str(draft.raw["room_cost"])


# --- inviting ---------------------------------------------------------------------------------


def test_inviting_says_who_is_reached_and_who_is_not(
    qtbot: Any, open_page: Any, window: Paged, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = meeting(window, on=date(2026, 12, 10))
    page = shown(open_page, window, one)
    press(page, "Einladen …")
    dialog: Any = page.form.dialog
    assert dialog.counts.text() == "ein Brief · eine E-Mail-Adresse"
    out = [(dialog.left_out.item(row, 0).text(), dialog.left_out.item(row, 1).text()) for row in range(2)]
    assert out == [("Kirche", "keine Anschrift, keine E-Mail-Adresse"), ("Gesperrt", "Kontaktsperre")]
    assert any("Uhrzeit" in hint.text() for hint in dialog.hints)
    dialog.addresses.click()
    assert QGuiApplication.clipboard().text() == "sport@example.org"
    assert "Bcc" in dialog.said.text()
    assert "bleiben danach im Mailprogramm" in dialog.said.text()
    dialog.text.click()
    assert QGuiApplication.clipboard().text().startswith("Einladung: Runder Tisch am 10.12.2026\n\nGuten Tag,")
    target = tmp_path / "termin.ics"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(target), ""))
    dialog.calendar.click()
    assert b"SUMMARY:Runder Tisch" in target.read_bytes()
    assert now(window, one).status is M.PLANNED
    dialog.note.click()
    assert now(window, one).status is M.INVITED
    press(page, "Einladung …")
    assert page.form.dialog.note is None  # type: ignore[union-attr]
    assert page.form.dialog.letters.text() == "Briefe speichern …"  # type: ignore[union-attr]


def test_nobody_to_invite(open_page: Any, window: Paged) -> None:
    one = meeting(window, on=date(2026, 12, 10))
    page = shown(open_page, window, one)
    page.meeting_form.attendance.set_value(())
    page.meeting_form.attendance.edited.emit()
    press(page, "Einladen …")
    assert "steht noch niemand" in page.form.notice.text
    assert page.form.tabs.currentIndex() == 1
    assert page.form.dialog is None
    page.meeting_form.attendance.set_value((Attendance(institution=1, answer=Answer.YES),))
    page.meeting_form.attendance.edited.emit()
    press(page, "Einladen …")
    assert page.form.dialog is not None


def test_a_body_plans_its_next_meeting(qtbot: Any, open_page: Any, window: Paged) -> None:
    page = open_page("body")
    page.show_id(table(window).id)
    opened: list[str] = []

    def open_meetings(name: str) -> Any:
        opened.append(name)
        return open_page("meeting")

    window.open_page = open_meetings  # type: ignore[assignment,method-assign]
    page.form.plan_button.click()
    assert opened == ["meeting"]
    assert window.record_page.form.is_new
    assert window.record_page.form.form.widgets["body"].value() == table(window).id
