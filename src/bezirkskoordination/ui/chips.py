"""States as small rounded chips, in the record and in the table, and the fast painting of table cells.

The tone of each state stands in one table. A colour never speaks alone: the word is always there.
"""

from collections.abc import Iterable
from typing import Any, Literal, NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QLabel, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from bezirkskoordination.records.council import ReportStatus
from bezirkskoordination.records.fields import Field
from bezirkskoordination.records.kinds import Choice
from bezirkskoordination.records.money import ClaimStatus, ExpenseStatus
from bezirkskoordination.records.office import TaskStatus
from bezirkskoordination.records.people import VolunteerStatus
from bezirkskoordination.records.trainings import Participation, TrainingStatus
from bezirkskoordination.ui import style

Tone = Literal["good", "warn", "bad", "neutral"]
TONES: tuple[Tone, ...] = ("good", "warn", "bad", "neutral")

_TONE_OF: dict[Choice, Tone] = {
    VolunteerStatus.NONE: "neutral",
    VolunteerStatus.INTERESTED: "warn",
    VolunteerStatus.TALKED: "warn",
    VolunteerStatus.AVAILABLE: "good",
    VolunteerStatus.PLACED: "good",
    VolunteerStatus.PAUSED: "neutral",
    VolunteerStatus.ENDED: "neutral",
    VolunteerStatus.UNSUITED: "neutral",
    ExpenseStatus.RECORDED: "warn",
    ExpenseStatus.CLAIMED: "neutral",
    ExpenseStatus.REFUNDED: "good",
    ExpenseStatus.REFUSED: "bad",
    ExpenseStatus.CANCELLED: "neutral",
    ClaimStatus.DRAFT: "warn",
    ClaimStatus.SIGNED: "warn",
    ClaimStatus.SUBMITTED: "neutral",
    ClaimStatus.QUERY: "bad",
    ClaimStatus.APPROVED: "good",
    ClaimStatus.PARTIAL: "warn",
    ClaimStatus.REFUSED: "bad",
    ClaimStatus.PAID: "good",
    ClaimStatus.WITHDRAWN: "neutral",
    ReportStatus.DRAFT: "warn",
    ReportStatus.SUBMITTED: "neutral",
    ReportStatus.DISCUSSED: "good",
    TrainingStatus.PLANNED: "warn",
    TrainingStatus.OPEN: "good",
    TrainingStatus.FULL: "warn",
    TrainingStatus.HELD: "neutral",
    TrainingStatus.CANCELLED: "neutral",
    Participation.SIGNED_UP: "neutral",
    Participation.WAITING: "warn",
    Participation.ATTENDED: "good",
    Participation.MISSED: "bad",
    Participation.CANCELLED: "neutral",
    TaskStatus.OPEN: "warn",
    TaskStatus.DONE: "good",
    TaskStatus.DROPPED: "neutral",
}


def tone(value: Any) -> Tone:
    """The tone of a state; neutral for whatever has none."""
    return _TONE_OF.get(value, "neutral") if isinstance(value, Choice) else "neutral"


class Chip(QLabel):
    """A word on a rounded ground."""

    def __init__(self, text: str = "", tone: Tone = "neutral", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setProperty("tone", tone)
        self.setTextFormat(Qt.TextFormat.PlainText)

    def show_state(self, value: Choice) -> None:
        """Show a state with its label and tone."""
        self.say(str(value.label), tone(value))

    def say(self, text: str, tone: Tone) -> None:
        """Show any word."""
        self.setText(text)
        style.mark(self, "tone", tone)


_SELECTED = QStyle.StateFlag.State_Selected
_HOVER = QStyle.StateFlag.State_MouseOver
_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine)
_RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight | Qt.TextFlag.TextSingleLine)
_CENTER = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine)
_ELIDE = Qt.TextElideMode.ElideRight
_NO_PEN = Qt.PenStyle.NoPen
_ANTIALIASING = QPainter.RenderHint.Antialiasing
_PAD = 8
_BAR = 3


class _Look(NamedTuple):
    """Everything that painting needs and that changes only with the appearance or the font."""

    of: style.Tokens
    font: QFont
    metrics: QFontMetrics
    text: QColor
    line: QColor
    selection: QColor
    hover: QColor
    accent: QColor
    tones: dict[Tone, tuple[QColor, QColor]]

    @classmethod
    def made_for(cls, font: QFont) -> "_Look":
        of = style.tokens()
        tones = {tone: (QColor(getattr(of, tone)), QColor(getattr(of, f"{tone}_text"))) for tone in TONES}
        return cls(
            of, QFont(font), QFontMetrics(font),
            QColor(of.text), QColor(of.row_line), QColor(of.selection), QColor(of.hover), QColor(of.accent), tones,
        )  # fmt: skip


Index = QModelIndex | QPersistentModelIndex


class RowDelegate(QStyledItemDelegate):
    """A table cell: its text, the calm ground of its row, and a thin line below. Asks the model for the text only.

    It belongs to one table, `parent`; the table shows no grid of its own.
    """

    _view: QTableView
    _look: _Look | None

    def __init__(self, parent: QTableView, right: bool = False) -> None:
        super().__init__(parent)
        self._view = parent
        self._flags = _RIGHT if right else _LEFT
        self._look = None

    def looks(self) -> _Look:
        """The pens of the appearance in force."""
        font = self._view.font()
        if self._look is None or self._look.of is not style.tokens() or self._look.font != font:
            self._look = _Look.made_for(font)
        return self._look

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, rect = self.looks(), option.rect
        self._ground(painter, look, rect, option.state, index.column())
        text = index.data()
        if text:
            self._say(painter, look, rect, text)

    def _ground(self, painter: QPainter, look: _Look, rect: Any, state: QStyle.StateFlag, column: int) -> None:
        if state & _SELECTED:
            painter.fillRect(rect, look.selection)
            if column == 0 and self._view.hasFocus():
                painter.fillRect(rect.x(), rect.y(), _BAR, rect.height(), look.accent)
        elif state & _HOVER:
            painter.fillRect(rect, look.hover)
        painter.setPen(look.line)
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())

    def _say(self, painter: QPainter, look: _Look, rect: Any, text: str) -> None:
        width = rect.width() - 2 * _PAD
        painter.setPen(look.text)
        painter.drawText(
            rect.adjusted(_PAD, 0, -_PAD, 0), self._flags, look.metrics.elidedText(str(text), _ELIDE, width)
        )

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        metrics = self.looks().metrics
        return QSize(metrics.horizontalAdvance(str(index.data() or "")) + 2 * _PAD + 2, row_height(self._view))


class ChipDelegate(RowDelegate):
    """A status cell: a chip with the word in it. The model gives the shown label, as for every other cell."""

    def __init__(self, parent: QTableView, states: Iterable[Choice]) -> None:
        super().__init__(parent)
        self._tones: dict[str, Tone] = {str(state.label): tone(state) for state in states}
        self._widths: dict[str, int] = {}
        self._measured: _Look | None = None

    @classmethod
    def of_field(cls, parent: QTableView, field: Field) -> "ChipDelegate":
        """For the column of a field with a closed list."""
        values = field.details.values
        return cls(parent, () if isinstance(values, str) else values)

    def _say(self, painter: QPainter, look: _Look, rect: Any, text: str) -> None:
        if self._measured is not look:
            self._measured, self._widths = look, {}
        width = self._widths.get(text)
        if width is None:
            width = self._widths[text] = look.metrics.horizontalAdvance(text) + 2 * _PAD
        ground, words = look.tones[self._tones.get(text, "neutral")]
        height = min(look.metrics.height() + 2, rect.height() - 4)
        room = min(width, rect.width() - _PAD)
        top = rect.y() + (rect.height() - height) / 2
        chip = QRectF(rect.x() + _PAD / 2, top, room, height)
        painter.setRenderHint(_ANTIALIASING, True)
        painter.setPen(_NO_PEN)
        painter.setBrush(ground)
        painter.drawRoundedRect(chip, height / 2, height / 2)
        painter.setRenderHint(_ANTIALIASING, False)
        painter.setPen(words)
        if room < width:
            text = look.metrics.elidedText(text, _ELIDE, int(room) - _PAD)
        painter.drawText(chip, _CENTER, text)


def row_height(view: QTableView) -> int:
    """The height of a table row for the font in force: the text and air."""
    return round(view.fontMetrics().height() * 1.5)
