"""The long list is painted row by row by itself; every cell looks as Qt's own way of painting it would make it."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QImage, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QTableView

from bezirkskoordination.actions.desk import Desk
from bezirkskoordination.records import VOLUNTEERS
from bezirkskoordination.records.people import LanguageSkill, Person, VolunteerStatus
from bezirkskoordination.store.query import Query
from bezirkskoordination.store.unit import Unit
from bezirkskoordination.ui import style
from bezirkskoordination.ui.ranked import RankedModel
from bezirkskoordination.ui.record_table import RecordTable

_STATES = [one for one in VolunteerStatus if one is not VolunteerStatus.NONE]


class CellByCell(RecordTable):
    """The same table, its delegates asked by Qt."""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        QTableView.paintEvent(self, event)


@pytest.fixture
def make(qapp: Any, qtbot: Any, desk: Desk) -> Callable[[type[RecordTable]], RecordTable]:
    def fill(unit: Unit) -> None:
        for number in range(60):
            person = unit.add(
                Person(
                    last_name=f"Großkopf-Überschär {number}", first_name="Rüdiger" * (number % 4), email="r@x.org",
                    minutes_per_week=number * 30 or None, native_name="ريما", languages=(LanguageSkill(language="ar"),),
                )
            )  # fmt: skip
            unit.record_status(person, _STATES[number % len(_STATES)], date(2026, 1, 5))

    style.apply(qapp, False)
    desk.do("füllen", fill)

    def made(of: type[RecordTable]) -> RecordTable:
        model = RankedModel(desk.office, Query.of(VOLUNTEERS), None)
        model.set_columns(["title", "languages", "minutes_per_week", "volunteering", "email"])
        table = of(model)
        table.kept = model  # type: ignore[attr-defined]
        qtbot.addWidget(table)
        table.resize(560, 320)
        table.show()
        qtbot.waitExposed(table)
        return table

    return made


def picture(table: RecordTable) -> QImage:
    return table.viewport().grab().toImage()


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("scrolled", [(0, 0), (7, 40)])
def test_it_looks_like_cell_by_cell(qapp: Any, make: Any, dark: bool, scrolled: tuple[int, int]) -> None:
    style.apply(qapp, dark)
    pictures = []
    for of in (RecordTable, CellByCell):
        table = make(of)
        table.horizontalHeader().moveSection(0, 2)
        table.setColumnWidth(0, 240)
        table.choose(table.ranked.id_at(9))
        table.verticalScrollBar().setValue(scrolled[0])
        table.horizontalScrollBar().setValue(scrolled[1])
        pictures.append(picture(table))
        table.close()
    style.apply(qapp, False)
    assert pictures[0] == pictures[1]


def test_below_the_last_row_there_is_nothing(make: Any, desk: Desk) -> None:
    table = make(RecordTable)
    table.ranked.set_query(table.ranked.query.narrowed(search="Überschär 17"))
    assert table.ranked.rowCount() == 1
    below = picture(table).copy(0, 40, 500, 200)
    assert {below.pixelColor(x, y).name() for x in range(0, 500, 7) for y in range(0, 200, 3)} == {style.LIGHT.field}


def test_the_row_under_the_mouse_is_marked_until_it_leaves(make: Any) -> None:
    table = make(RecordTable)
    height = table.verticalHeader().defaultSectionSize()
    at, none = QPointF(30, height * 2 + 5), Qt.MouseButton.NoButton
    moved = QMouseEvent(QEvent.Type.MouseMove, at, at, none, none, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(table.viewport(), moved)
    assert table._hovered == 2
    image = picture(table)
    assert {image.pixelColor(x, height * 2 + 2).name() for x in (3, 200, 500)} == {style.LIGHT.hover}
    assert image.pixelColor(3, height * 3 + 2).name() == style.LIGHT.field
    QApplication.sendEvent(table.viewport(), QEvent(QEvent.Type.Leave))
    assert picture(table).pixelColor(3, height * 2 + 2).name() == style.LIGHT.field


def test_a_word_that_has_no_room_ends_in_dots_and_figures_stand_right(make: Any) -> None:
    table = make(RecordTable)
    plain, figures = table._delegates[0], table._delegates[2]
    look = plain.looks()
    shown, indent = plain._measure(look, "Großkopf-Überschär, Rüdiger", 80)
    assert shown.endswith("…")
    assert shown.startswith("Gro")
    assert indent == 0
    shown, indent = figures._measure(look, "6,5", 80)
    assert (shown, indent) == ("6,5", 80 - look.metrics.horizontalAdvance("6,5"))


@pytest.mark.parametrize("text", ["Überschär", "fi ffi AVAVA To Ty", "Ağrı", "ريما خالد", "ትግርኛ"])
def test_the_sum_of_the_letters_is_no_less_than_the_word(make: Any, text: str) -> None:
    """Where it is less by kerning or shaping, a word could be cut without dots: by two pixels at most."""
    look = make(RecordTable)._delegates[0].looks()
    assert look.advances.of(text) >= look.metrics.horizontalAdvance(text) - 2
