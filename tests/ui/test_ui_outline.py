"""Agenda and minutes in one outline, members and attendance in a list: what the keyboard does in them."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from tests.ui.test_ui_forms import NAMES, SOURCES

from bezirkskoordination.records.network import (
    AgendaLine,
    Answer,
    Attendance,
    Body,
    LineKind,
    Meeting,
    Member,
    Presence,
)
from bezirkskoordination.records.refusal import BadValue
from bezirkskoordination.rules.meetings import topics
from bezirkskoordination.ui.widgets import widget_for
from bezirkskoordination.ui.widgets.attendance import AttendanceWidget, counts
from bezirkskoordination.ui.widgets.outline import OutlineWidget
from bezirkskoordination.ui.widgets.outline_line import LETTERS
from bezirkskoordination.ui.widgets.people import MembersWidget

K = LineKind
RETURN, DOWN, UP = Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Up
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def show(qtbot: Any) -> Any:
    """Shows the widget of a field of meeting or body."""
    kept = []

    def made(name: str, of: Any = Meeting) -> Any:
        widget = widget_for(of.type.field(name), SOURCES)
        qtbot.addWidget(widget)
        widget.resize(560, 700)
        widget.show()
        widget.activateWindow()
        qtbot.waitUntil(widget.isActiveWindow)
        kept.append(widget)
        return widget

    yield made
    kept.clear()


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def keys(qtbot: Any, *pressed: Any) -> None:
    """Texts and keys, each into whatever has the keyboard then."""
    for one in pressed:
        if isinstance(one, str):
            qtbot.keyClicks(focused(), one)
            QApplication.processEvents()
        elif isinstance(one, tuple):
            qtbot.keyClick(focused(), *one)
        else:
            qtbot.keyClick(QApplication.activePopupWidget() or focused(), one)
            QApplication.processEvents()


def line(kind: LineKind, text: str, **values: Any) -> AgendaLine:
    return AgendaLine(kind=kind, text=text, **values)


def told(widget: OutlineWidget) -> list[tuple[str, str]]:
    return [(one.kind.value, one.text) for one in widget.value()]


# --- the outline ------------------------------------------------------------------------------


def test_an_agenda_is_written_point_by_point(qtbot: Any, show: Any) -> None:
    widget: OutlineWidget = show("agenda")
    widget.begin()
    keys(qtbot, "Begruessung", RETURN, "Berichte", RETURN, "Verschiedenes", RETURN, RETURN)
    assert told(widget) == [("TOP", "Begruessung"), ("TOP", "Berichte"), ("TOP", "Verschiedenes")]
    assert [one.chip.text() for one in widget.lines] == ["TOP 1", "TOP 2", "TOP 3", "TOP 4"]  # the last is blank
    assert focused() is widget.lines[-1].words


def test_minutes_are_written_without_leaving_the_keyboard(qtbot: Any, show: Any) -> None:
    widget: OutlineWidget = show("agenda")
    widget.set_value((line(K.TOPIC, "Berichte"), line(K.TOPIC, "Verschiedenes")))
    widget.planning = False
    widget.begin()
    keys(
        qtbot, RETURN, "Der Lesetreff beginnt.", RETURN, "a ", "Liste geben", RETURN, "Sportv", RETURN,
        "6.11.2026", RETURN, "e ", "Raum suchen", RETURN, RETURN, "s ", "Fahrradwerkstatt", RETURN, RETURN, "Ende",
    )  # fmt: skip
    assert widget.value() == (
        line(K.TOPIC, "Berichte"), line(K.INFORMATION, "Der Lesetreff beginnt."),
        line(K.ORDER, "Liste geben", institution=2, due_on=date(2026, 11, 6)), line(K.RECOMMENDATION, "Raum suchen"),
        line(K.TOPIC, "Verschiedenes"), line(K.STORE, "Fahrradwerkstatt"), line(K.TOPIC, "Ende"),
    )  # fmt: skip


@pytest.mark.parametrize(("letter", "kind"), LETTERS.items())
def test_a_letter_says_what_a_line_is(qtbot: Any, show: Any, letter: str, kind: LineKind) -> None:
    widget: OutlineWidget = show("agenda")
    widget.planning = False
    widget.set_value((line(K.TOPIC, "Berichte"), line(K.AGREEMENT, "alter Text")))
    widget.lines[1].words.setFocus()
    keys(qtbot, (getattr(Qt.Key, f"Key_{letter.upper()}"), ALT))
    assert widget.value()[1] == line(kind, "alter Text")
    keys(qtbot, (RETURN, Qt.KeyboardModifier.ShiftModifier))
    assert focused() is widget.lines[1].words  # another row of the same text
    widget.lines[1].words.setPlainText("")
    keys(qtbot, f"{letter} neu")
    assert widget.value()[1] == line(kind, "neu")
    widget.lines[1].words.setPlainText("")
    keys(qtbot, f"{letter}uf dem Weg {letter} b")
    assert widget.value()[1].text == f"{letter}uf dem Weg {letter} b"  # inside a text it is a letter


def test_arrows_go_through_the_lines_and_a_blank_line_goes_away(qtbot: Any, show: Any) -> None:
    widget: OutlineWidget = show("agenda")
    widget.set_value((line(K.TOPIC, "eins"), line(K.TOPIC, "zwei\nund mehr"), line(K.TOPIC, "drei")))
    widget.begin()
    keys(qtbot, DOWN, DOWN)
    assert focused() is widget.lines[1].words  # the second row of the same text
    keys(qtbot, DOWN)
    assert focused() is widget.lines[2].words
    keys(qtbot, UP)
    assert focused() is widget.lines[1].words
    widget.lines[1].words.setPlainText("")
    keys(qtbot, Qt.Key.Key_Backspace)
    assert told(widget) == [("TOP", "eins"), ("TOP", "drei")]
    assert focused() is widget.lines[0].words
    heard: list[bool] = []
    widget.edited.connect(lambda: heard.append(True))
    widget.lines[1].remove.click()
    assert told(widget) == [("TOP", "eins")]
    assert heard


def test_a_name_that_nobody_has_is_kept_and_said(qtbot: Any, show: Any) -> None:
    widget: OutlineWidget = show("agenda")
    widget.set_value((line(K.TOPIC, "eins"), line(K.ORDER, "tun")))
    order = widget.lines[1]
    order.who.setFocus()
    keys(qtbot, "Gibt es nicht")
    order.who.hide_list()
    with pytest.raises(BadValue, match="Zeile 2: „Gibt es nicht“ gibt es nicht oder mehrfach"):
        widget.value()
    assert "gibt es nicht oder mehrfach" in order.problem.text()
    raw = widget.raw()
    widget.set_value(())
    widget.set_raw(raw)
    assert widget.lines[1].who.text() == "Gibt es nicht"
    assert widget.problem
    widget.set_problem("")
    widget.add.setFocus()
    widget.focus_problem()
    assert widget.focusWidget() is widget.lines[1].words


def test_what_is_only_shown_does_not_change(qtbot: Any, show: Any) -> None:
    widget: OutlineWidget = show("agenda")
    lines = (line(K.TOPIC, "eins"), line(K.ORDER, "tun", institution=1, order=3, carried=3))
    widget.set_value(lines)
    widget.planning = False
    widget.set_read_only(True)
    widget.begin()
    keys(qtbot, "mehr", RETURN, (Qt.Key.Key_V, ALT), (UP, ALT), RETURN, "x")
    assert widget.value() == lines
    assert not widget.add.isVisible()
    assert not widget.lines[0].remove.isVisible()
    assert widget.lines[1].carried.text() == "zum 3. Mal übertragen"
    assert widget.lines[1].carried.property("tone") == "warn"


LINES = st.lists(st.tuples(st.sampled_from([K.TOPIC, K.TOPIC, K.INFORMATION, K.STORE]), st.integers(0, 99)), max_size=7)


@given(lines=LINES, at=st.integers(0, 6), way=st.sampled_from([-1, 1]))
def test_moving_takes_along_what_stands_below(lines: Any, at: int, way: int) -> None:
    """Compared with blocks in plain lists: a point changes places with the point beside it, an item with its line."""
    widget = widget_for(Meeting.type.field("agenda"), SOURCES)
    assert isinstance(widget, OutlineWidget)
    value = [line(kind, f"{place} {number}") for place, (kind, number) in enumerate(lines)]
    widget.set_value(tuple(value))
    if at >= len(value):
        return
    if value[at].kind is not K.TOPIC:
        expected = list(value)
        if 0 <= at + way < len(value):
            expected[at], expected[at + way] = expected[at + way], expected[at]
    else:
        blocks = [([one.line] if one.line else []) + list(one.items) for one in topics(value)]
        place = next(i for i, block in enumerate(blocks) if block[0] == value[at])
        beside = place + way
        has_point = 0 <= beside < len(blocks) and blocks[beside][0].kind is K.TOPIC
        if has_point:
            blocks[place], blocks[beside] = blocks[beside], blocks[place]
        expected = [one for block in blocks for one in block]
    widget.lines[at].shifted.emit(way)
    assert list(widget.value()) == expected


def test_who_speaks_about_a_point(qtbot: Any, show: Any) -> None:
    widget: OutlineWidget = show("agenda")
    widget.set_value((line(K.TOPIC, "Berichte"), line(K.INFORMATION, "neu")))
    widget.begin()
    assert not widget.lines[0].presenter.isVisible()
    keys(qtbot, (Qt.Key.Key_B, ALT), "Frau Wolters", RETURN)
    assert widget.value()[0] == line(K.TOPIC, "Berichte", presenter="Frau Wolters")
    widget.lines[1].words.setFocus()
    keys(qtbot, (Qt.Key.Key_B, ALT))
    assert focused() is widget.lines[1].words  # only a point has somebody who reports


# --- who comes --------------------------------------------------------------------------------


def asked(*rows: dict[str, Any]) -> tuple[Attendance, ...]:
    return tuple(Attendance(**one) for one in rows)


THREE = asked({"institution": 1}, {"institution": 2, "person": 1}, {"person": 1})


def test_one_key_answers_and_goes_on(qtbot: Any, show: Any) -> None:
    widget: AttendanceWidget = show("attendance")
    widget.set_value(THREE)
    heard: list[bool] = []
    widget.edited.connect(lambda: heard.append(True))
    widget.table.setFocus()
    keys(qtbot, "jnv")
    assert [one.answer for one in widget.value()] == [Answer.YES, Answer.NO, Answer.MAYBE]
    assert widget.sum.text() == "3 eingeladen · eine Zusage · eine Absage · 1 vielleicht"
    keys(qtbot, "j")
    assert widget.value()[2].answer is Answer.YES  # the last one stays chosen
    keys(qtbot, " ", "x")
    assert widget.value()[2].answer is Answer.OPEN
    keys(qtbot, " ")
    assert widget.sum.text().startswith("3 eingeladen · 2 Zusagen")
    assert len(heard) == 6  # „x“ means nothing
    keys(qtbot, "i")
    assert not widget.value()[2].invited
    assert "nicht eingeladen" in widget.table.item(2, 0).text()
    keys(qtbot, "a")
    assert widget.value()[2].presence is Presence.OPEN  # nobody is there before the meeting


def test_after_the_meeting_the_keys_say_who_was_there(qtbot: Any, show: Any) -> None:
    widget: AttendanceWidget = show("attendance")
    widget.set_value(THREE)
    widget.held = True
    widget.table.setFocus()
    keys(qtbot, "aeu")
    assert [one.presence for one in widget.value()] == [Presence.PRESENT, Presence.EXCUSED, Presence.ABSENT]
    assert widget.table.isColumnHidden(1)  # nobody answered
    assert widget.sum.text() == "3 eingeladen · 1 anwesend"
    widget.table.selectAll()
    widget.presence_buttons[0].click()
    assert {one.presence for one in widget.value()} == {Presence.PRESENT}
    assert widget.sum.text() == "3 eingeladen · 3 anwesend aus 2 Institutionen"
    widget.remove.click()
    assert widget.value() == ()
    widget.who.setFocus()
    keys(qtbot, "Al-S", RETURN)
    assert widget.value() == asked({"person": 1, "invited": False, "presence": Presence.GUEST})


def test_adding_somebody_for_an_institution_and_saying_somebody_else(qtbot: Any, show: Any) -> None:
    widget: AttendanceWidget = show("attendance")
    widget.set_value(THREE[:1])
    widget.who.setFocus()
    keys(qtbot, "Sportv", RETURN)
    assert focused() is widget.person
    with pytest.raises(BadValue, match="steht noch nicht in der Liste"):
        widget.value()
    keys(qtbot, "Al-S", RETURN)
    assert widget.value() == THREE[:2]
    assert focused() is widget.who
    keys(qtbot, "Kirch", RETURN, RETURN)
    assert "steht schon in der Liste" in widget.problem
    keys(qtbot, Qt.Key.Key_Escape)
    assert widget.value() == THREE[:2]
    assert not widget.problem
    widget.table.selectRow(0)
    widget.table.setFocus()
    keys(qtbot, Qt.Key.Key_F2)
    assert widget.who.text() == "Kirchengemeinde"
    assert focused() is widget.person
    keys(qtbot, "Al-S", RETURN)
    assert widget.value()[0] == replace(THREE[0], person=1)
    widget.table.setFocus()
    keys(qtbot, Qt.Key.Key_Delete)
    assert widget.value() == THREE[1:2]


def test_a_list_that_is_only_shown_does_not_change(qtbot: Any, show: Any) -> None:
    widget: AttendanceWidget = show("attendance")
    widget.set_value(THREE)
    widget.set_read_only(True)
    widget.table.setFocus()
    keys(qtbot, "j", Qt.Key.Key_Delete, Qt.Key.Key_F2)
    assert widget.value() == THREE
    assert not widget.adding.isVisible()
    assert not widget.answer_buttons[0].isVisible()


ROWS = st.lists(
    st.builds(
        Attendance, institution=st.none() | st.integers(1, 3), person=st.none() | st.integers(1, 3),
        invited=st.booleans(), answer=st.sampled_from(list(Answer)), presence=st.sampled_from(list(Presence)),
    ),
    max_size=8,
)  # fmt: skip


@given(rows=ROWS)
def test_the_counts_are_those_of_the_rows(rows: list[Attendance]) -> None:
    said = counts(rows, held=False)
    invited = [one for one in rows if one.invited]
    assert (f"{len(invited)} eingeladen" in said) == bool(invited)
    yes = sum(1 for one in invited if one.answer is Answer.YES)
    assert ("eine Zusage" in said) == (yes == 1)
    assert (f"{yes} Zusagen" in said) == (yes > 1)
    there = sum(1 for one in rows if one.presence in (Presence.PRESENT, Presence.GUEST))
    assert (f"{there} anwesend" in counts(rows, held=True)) == bool(there)


def test_members_from_and_until(qtbot: Any, show: Any) -> None:
    widget: MembersWidget = show("members", Body)
    widget.who.setFocus()
    keys(qtbot, "Kirch", RETURN)
    assert focused() is widget.person
    widget.since.control.setFocus()
    keys(qtbot, "1.3.2026", RETURN)
    assert widget.value() == (Member(institution=1, valid_from=date(2026, 3, 1)),)
    assert widget.table.item(0, 1).text() == "01.03.2026"
    widget.change.click()
    widget.until.control.setFocus()
    keys(qtbot, "31.2.2026", RETURN)
    assert widget.problem
    widget.until.control.selectAll()
    keys(qtbot, "31.12.2026", RETURN)
    assert widget.value() == (
        Member(institution=1, valid_from=date(2026, 3, 1), valid_until=date(2026, 12, 31)),
    )  # fmt: skip
    assert NAMES.title("institution", 1) == widget.table.item(0, 0).text()
