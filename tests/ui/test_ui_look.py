import subprocess
import sys
from itertools import chain

import pytest
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPalette
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QStyle, QTableView

from bezirkskoordination import paths
from bezirkskoordination.records import RECORD_TYPES
from bezirkskoordination.records.money import ExpenseStatus
from bezirkskoordination.records.people import VolunteerStatus
from bezirkskoordination.ui import chips, icons, style

ICONS = """
    today people institution money report resolution tasks settings help lock unlock undo redo add duplicate delete
    search filter columns export import backup attachment calendar phone mail close check warning info chevron-down
    chevron-right up down arrow-right print eye eye-off history
"""


@pytest.fixture
def dress(qapp):
    """Changes the appearance, for this test only."""
    style.apply(qapp, False)
    yield lambda dark: style.apply(qapp, dark)
    style.apply(qapp, False)


def luminance(colour: str) -> float:
    """WCAG 2.2, relative luminance."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("of", [style.LIGHT, style.DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("words", "ground"), style.WORDS_ON)
def test_words_are_readable(of, words, ground):
    assert contrast(getattr(of, words), getattr(of, ground)) >= 4.5


@pytest.mark.parametrize("of", [style.LIGHT, style.DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["background", "panel", "sidebar", "field"])
def test_the_focus_ring_and_a_problem_stand_out(of, ground):
    assert contrast(of.accent, getattr(of, ground)) >= 3
    assert contrast(of.problem, getattr(of, ground)) >= 3


def test_light_and_dark(qapp, dress):
    for dark, of in ((True, style.DARK), (False, style.LIGHT)):
        dress(dark)
        assert style.tokens() is of
        assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(of.background)
        assert "$" not in qapp.styleSheet()
    assert qapp.font().pointSizeF() >= style.SMALLEST_FONT


@pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_what_stands_in_an_empty_field_is_readable(qtbot, dress, kind, dark):
    dress(dark)
    box = kind()
    qtbot.addWidget(box)
    box.setPlaceholderText("Zum Beispiel")
    box.ensurePolished()
    said = box.palette().color(QPalette.ColorRole.PlaceholderText)
    assert said.alpha() == 255  # Qt would let half of the ground through
    assert contrast(said.name(), style.tokens().field) >= 4.5


def test_the_system_is_followed_only_when_asked(qapp, dress):
    dress(None)
    followed = style.tokens()
    dress(True)
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert style.tokens() is style.DARK
    dress(None)
    assert style.tokens() is followed
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert style.tokens() is style.DARK


def test_the_first_window_pays_for_nothing_else():
    code = (
        "import sys, bezirkskoordination.ui.style, bezirkskoordination.ui.icons;"
        "heavy = {'PySide6.QtSvg', 'PySide6.QtUiTools', 'sqlalchemy', 'reportlab', 'alembic', 'openpyxl'};"
        "sys.exit(str(heavy & set(sys.modules)) if heavy & set(sys.modules) else 0)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_interpreter_survives_many_calls_without_a_result():
    code = (
        "import bezirkskoordination.ui\n"
        "from PySide6.QtCore import QObject, QTimer, Signal\n"
        "class Bell(QObject):\n"
        "    rung = Signal()\n"
        "bell, timer = Bell(), QTimer()\n"
        "for _ in range(200_000):\n"
        "    timer.setInterval(5)\n"
        "    bell.rung.emit()\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


# --- icons --------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ICONS.split())
def test_every_icon_is_drawn_in_the_colour_asked_for(qapp, name):
    picture = icons.icon(name, QColor("#ff0000")).pixmap(QSize(16, 16), 2.0)
    assert picture.size() == QSize(32, 32)
    image = picture.toImage()
    inked = [image.pixelColor(x, y) for x in range(32) for y in range(32) if image.pixelColor(x, y).alpha() == 255] or [
        QColor("#ff0000")
    ]
    assert {colour.red() > 250 and colour.green() < 5 for colour in inked} == {True}
    assert any(image.pixelColor(x, y).alpha() > 100 for x in range(32) for y in range(32))


def test_icons_follow_the_appearance(dress):
    icon = icons.icon("check")

    def ink(mode: QIcon.Mode = QIcon.Mode.Normal) -> str:
        image = icon.pixmap(QSize(40, 40), 1.0, mode).toImage()
        pixels = (image.pixelColor(x, y) for x in range(40) for y in range(40))
        return next(pixel.name() for pixel in pixels if pixel.alpha() == 255)

    assert ink() == style.LIGHT.text
    assert ink(QIcon.Mode.Disabled) == style.LIGHT.disabled
    dress(True)
    assert ink() == style.DARK.text


def test_every_file_is_drawn_in_the_current_colour():
    for file in paths.resource("icons").glob("*.svg"):
        if file.stem != "app":
            assert "currentColor" in file.read_text(encoding="utf-8"), file.name


def test_an_icon_that_nobody_drew_is_a_bug(qapp):
    with pytest.raises(FileNotFoundError):
        icons.icon("nosuchthing")


# --- chips --------------------------------------------------------------------------------

STATES = list(chain.from_iterable(of.status.details.values for of in RECORD_TYPES.values() if of.status))


@pytest.mark.parametrize("state", STATES, ids=str)
def test_every_state_has_its_tone(state):
    assert state in chips._TONE_OF
    assert chips.tone(state) in chips.TONES


def test_a_chip_says_the_word(qtbot):
    chip = chips.Chip()
    qtbot.addWidget(chip)
    chip.show_state(ExpenseStatus.REFUSED)
    assert chip.text() == "abgelehnt"
    assert chip.property("tone") == "bad"
    assert chips.tone("PORTO") == "neutral"


class States(QAbstractTableModel):
    asked: list[int]

    def __init__(self) -> None:
        super().__init__()
        self.asked = []

    def rowCount(self, parent=None) -> int:  # noqa: N802
        return len(VolunteerStatus)

    def columnCount(self, parent=None) -> int:  # noqa: N802
        return 2

    def data(self, index: QModelIndex, role: int = 0):
        self.asked.append(int(role))
        return str(list(VolunteerStatus)[index.row()].label) if role == 0 else None


def test_a_table_paints_chips_and_asks_for_nothing_but_the_text(qtbot, dress):
    view, model = QTableView(), States()
    qtbot.addWidget(view)
    view.setModel(model)
    view.setShowGrid(False)
    plain, chip = chips.RowDelegate(view), chips.ChipDelegate(view, VolunteerStatus)
    view.setItemDelegate(plain)
    view.setItemDelegateForColumn(1, chip)
    view.setColumnWidth(1, 240)
    view.resize(500, 400)
    view.show()
    model.asked.clear()
    image = view.viewport().grab().toImage()
    assert set(model.asked) <= {0}
    seen = {image.pixelColor(x, y).name() for x in range(100, 300) for y in range(0, image.height(), 3)}
    assert {style.LIGHT.good, style.LIGHT.warn, style.LIGHT.neutral} <= seen
    assert style.LIGHT.bad not in seen


def test_the_states_of_a_cell_are_qt_s() -> None:
    """The delegate knows them by number."""
    assert QStyle.StateFlag.State_Selected.value == chips._SELECTED
    assert QStyle.StateFlag.State_MouseOver.value == chips._HOVER
