"""States as small rounded chips, in the record and in the table, and the fast painting of table cells.

The tone of each state stands in one table. A colour never speaks alone: the word is always there.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QLabel, QStyledItemDelegate, QTableView, QWidget

from bezirkskoordination.records.activities import EnquiryStatus, PlacementStatus, ProfileStatus
from bezirkskoordination.records.council import MandateStatus, ReportStatus
from bezirkskoordination.records.fields import Field
from bezirkskoordination.records.kinds import Choice
from bezirkskoordination.records.money import ClaimStatus, ExpenseStatus
from bezirkskoordination.records.needs import NeedStatus, ReferralStatus, ServiceStatus
from bezirkskoordination.records.network import Answer, MeetingStatus, OrderStatus, Presence
from bezirkskoordination.records.office import SlipStatus, TaskStatus
from bezirkskoordination.records.people import VolunteerStatus
from bezirkskoordination.records.trainings import Participation, TrainingStatus
from bezirkskoordination.ui import style

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStyleOptionViewItem

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
    ReportStatus.FROZEN: "warn",
    ReportStatus.RELEASED: "neutral",
    ReportStatus.SUBMITTED: "neutral",
    ReportStatus.DISCUSSED: "good",
    ReportStatus.CORRECTED: "neutral",
    MandateStatus.PROPOSED: "warn",
    MandateStatus.APPOINTED: "good",
    MandateStatus.RESTING: "warn",
    MandateStatus.ENDED: "neutral",
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
    NeedStatus.RECORDED: "warn",
    NeedStatus.CHECKING: "warn",
    NeedStatus.OPEN: "bad",
    NeedStatus.PLACING: "warn",
    NeedStatus.RUNNING: "good",
    NeedStatus.COVERED: "good",
    NeedStatus.PARTLY: "warn",
    NeedStatus.REFERRED: "neutral",
    NeedStatus.UNCOVERED: "neutral",
    NeedStatus.WITHDRAWN: "neutral",
    NeedStatus.MERGED: "neutral",
    ServiceStatus.ACTIVE: "good",
    ServiceStatus.CLOSED: "warn",
    ServiceStatus.INACTIVE: "neutral",
    ServiceStatus.ENDED: "neutral",
    ReferralStatus.PREPARED: "warn",
    ReferralStatus.CONSENT: "warn",
    ReferralStatus.SENT: "neutral",
    ReferralStatus.ACCEPTED: "good",
    ReferralStatus.REFUSED: "bad",
    ReferralStatus.DONE: "good",
    ReferralStatus.SILENT: "bad",
    ReferralStatus.REVOKED: "neutral",
    ProfileStatus.DRAFT: "warn",
    ProfileStatus.CHECKING: "warn",
    ProfileStatus.ACTIVE: "good",
    ProfileStatus.FULL: "neutral",
    ProfileStatus.RESTING: "neutral",
    ProfileStatus.ENDED: "neutral",
    EnquiryStatus.ASKED: "warn",
    EnquiryStatus.YES: "good",
    EnquiryStatus.NO: "neutral",
    EnquiryStatus.ELSEWHERE: "neutral",
    EnquiryStatus.REVOKED: "neutral",
    PlacementStatus.PROPOSED: "warn",
    PlacementStatus.ASKED: "warn",
    PlacementStatus.MEETING: "warn",
    PlacementStatus.RESERVED: "warn",
    PlacementStatus.TRIAL: "good",
    PlacementStatus.ACTIVE: "good",
    PlacementStatus.PAUSED: "neutral",
    PlacementStatus.ENDED: "neutral",
    PlacementStatus.FAILED: "neutral",
    SlipStatus.NEW: "warn",
    SlipStatus.SORTED: "good",
    SlipStatus.DROPPED: "neutral",
    MeetingStatus.PLANNED: "warn",
    MeetingStatus.INVITED: "neutral",
    MeetingStatus.HELD: "warn",
    MeetingStatus.DRAFTED: "warn",
    MeetingStatus.APPROVED: "good",
    MeetingStatus.CANCELLED: "neutral",
    Answer.OPEN: "neutral",
    Answer.YES: "good",
    Answer.NO: "bad",
    Answer.MAYBE: "warn",
    Presence.OPEN: "neutral",
    Presence.PRESENT: "good",
    Presence.EXCUSED: "neutral",
    Presence.ABSENT: "bad",
    Presence.GUEST: "good",
    OrderStatus.OPEN: "warn",
    OrderStatus.PARTLY: "warn",
    OrderStatus.DONE: "good",
    OrderStatus.DROPPED: "neutral",
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


# Of QStyle.StateFlag; the class itself has so many names that loading it holds up the first list.
_SELECTED, _HOVER = 0x8000, 0x2000
_CENTER = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine)
_ELIDE = Qt.TextElideMode.ElideRight
_NO_PEN = Qt.PenStyle.NoPen
_ANTIALIASING = QPainter.RenderHint.Antialiasing
_PAD = 8
_BAR = 3
_MOST_FITTED = 5000


class Advances(dict[str, int]):
    """How wide each character is; their sum is how wide a text is at most, far quicker than shaping it."""

    def __init__(self, metrics: QFontMetrics) -> None:
        super().__init__()
        self._metrics = metrics

    def __missing__(self, character: str) -> int:
        self[character] = self._metrics.horizontalAdvance(character)
        return self[character]

    def of(self, text: str) -> int:
        """The sum for a text. Kerning makes it narrower, hardly ever wider."""
        return sum(map(self.__getitem__, text))


class Look(NamedTuple):
    """Everything that painting needs and that changes only with the appearance or the font."""

    of: style.Tokens
    font: QFont
    metrics: QFontMetrics
    advances: Advances
    text: QColor
    line: QColor
    selection: QColor
    hover: QColor
    accent: QColor
    tones: dict[Tone, tuple[QColor, QColor]]

    @classmethod
    def made_for(cls, font: QFont) -> "Look":
        """The look of today's appearance with this font."""
        of, metrics = style.tokens(), QFontMetrics(font)
        tones = {tone: (QColor(getattr(of, tone)), QColor(getattr(of, f"{tone}_text"))) for tone in TONES}
        return cls(
            of, QFont(font), metrics, Advances(metrics),
            QColor(of.text), QColor(of.row_line), QColor(of.selection), QColor(of.hover), QColor(of.accent), tones,
        )  # fmt: skip

    def baseline(self, top: int, height: int) -> int:
        """Where the letters of a line stand that is in the middle of so much height."""
        return top + (height - self.metrics.height()) // 2 + self.metrics.ascent()

    def ground(self, painter: QPainter, cell: QRect, chosen: bool, hovered: bool, focused: bool) -> None:
        """The calm ground of a cell or a row, and the thin line below."""
        if chosen:
            painter.fillRect(cell, self.selection)
            if focused:
                painter.fillRect(cell.x(), cell.y(), _BAR, cell.height(), self.accent)
        elif hovered:
            painter.fillRect(cell, self.hover)
        painter.setPen(self.line)
        painter.drawLine(cell.bottomLeft(), cell.bottomRight())


Index = QModelIndex | QPersistentModelIndex


class RowDelegate(QStyledItemDelegate):
    """The cells of a column: text, left or right. Asks the model for the text only.

    It belongs to one table, `parent`; the table shows no grid of its own. A short table has it paint cell by cell, as
    Qt does; a long list takes up `say` for all cells in sight at once.
    """

    def __init__(self, parent: QTableView, right: bool = False) -> None:
        super().__init__(parent)
        self._view = parent
        self._right = right
        self._look: Look | None = None
        self._fitted: dict[tuple[str, int], tuple[str, int]] = {}

    def looks(self) -> Look:
        """The pens of the appearance in force."""
        font = self._view.font()
        if self._look is None or self._look.of is not style.tokens() or self._look.font != font:
            self._look = Look.made_for(font)
            self._fitted.clear()
        return self._look

    def paint(self, painter: QPainter, option: "QStyleOptionViewItem", index: Index) -> None:
        look, rect = self.looks(), option.rect
        state, focused = option.state.value, index.column() == 0 and self._view.hasFocus()
        look.ground(painter, rect, bool(state & _SELECTED), bool(state & _HOVER), focused)
        if text := index.data():
            self.say(painter, look, rect.x(), rect.y(), rect.width(), rect.height(), str(text))

    def say(self, painter: QPainter, look: Look, x: int, y: int, width: int, height: int, text: str) -> None:
        """Write into a cell, upon its ground."""
        shown, indent = self._fit(look, text, width - 2 * _PAD)
        painter.setPen(look.text)
        painter.drawText(x + _PAD + indent, look.baseline(y, height), shown)

    def _fit(self, look: Look, text: str, room: int) -> tuple[str, int]:
        """What of a text is shown, and a width (see `_measure`). Remembered: measuring costs more than painting."""
        known = self._fitted.get((text, room))
        if known is None:
            if len(self._fitted) > _MOST_FITTED:
                self._fitted.clear()
            known = self._fitted[text, room] = self._measure(look, text, room)
        return known

    def _measure(self, look: Look, text: str, room: int) -> tuple[str, int]:
        """The text as far as there is room, and how far it stands from the left."""
        shown = text if look.advances.of(text) <= room else look.metrics.elidedText(text, _ELIDE, room)
        return shown, room - look.metrics.horizontalAdvance(shown) if self._right else 0

    def sizeHint(self, _option: "QStyleOptionViewItem", index: Index) -> QSize:
        metrics = self.looks().metrics
        return QSize(metrics.horizontalAdvance(str(index.data() or "")) + 2 * _PAD + 2, row_height(self._view))


class ChipDelegate(RowDelegate):
    """A status cell: a chip with the word in it. The model gives the shown label, as for every other cell."""

    def __init__(self, parent: QTableView, states: Iterable[Choice]) -> None:
        super().__init__(parent)
        self._tones: dict[str, Tone] = {str(state.label): tone(state) for state in states}

    @classmethod
    def of_field(cls, parent: QTableView, field: Field) -> "ChipDelegate":
        """For the column of a field with a closed list."""
        values = field.details.values
        return cls(parent, () if isinstance(values, str) else values)

    def say(self, painter: QPainter, look: Look, x: int, y: int, width: int, height: int, text: str) -> None:
        ground, words = look.tones[self._tones.get(text, "neutral")]
        high = min(look.metrics.height() + 2, height - 4)
        shown, wide = self._fit(look, text, width - _PAD)
        chip = QRectF(x + _PAD / 2, y + (height - high) / 2, wide, high)
        painter.setRenderHint(_ANTIALIASING, True)
        painter.setPen(_NO_PEN)
        painter.setBrush(ground)
        painter.drawRoundedRect(chip, high / 2, high / 2)
        painter.setRenderHint(_ANTIALIASING, False)
        painter.setPen(words)
        painter.drawText(chip, _CENTER, shown)

    def _measure(self, look: Look, text: str, room: int) -> tuple[str, int]:
        """What of the word there is room for, and how wide the chip is."""
        wide = look.metrics.horizontalAdvance(text) + 2 * _PAD
        return (text, wide) if wide <= room else (look.metrics.elidedText(text, _ELIDE, room - _PAD), room)


class CountDelegate(RowDelegate):
    """A number on the right; from `least` on it stands out as a chip."""

    def __init__(self, parent: QTableView, least: int) -> None:
        super().__init__(parent, right=True)
        self._least = least

    def say(self, painter: QPainter, look: Look, x: int, y: int, width: int, height: int, text: str) -> None:
        if text.isdecimal() and int(text) >= self._least:
            ground, _words = look.tones["warn"]
            wide, high = look.metrics.horizontalAdvance(text) + 2 * _PAD, min(look.metrics.height() + 2, height - 4)
            painter.setRenderHint(_ANTIALIASING, True)
            painter.setPen(_NO_PEN)
            painter.setBrush(ground)
            painter.drawRoundedRect(QRectF(x + width - wide, y + (height - high) / 2, wide, high), high / 2, high / 2)
            painter.setRenderHint(_ANTIALIASING, False)
        super().say(painter, look, x, y, width, height, text)


def row_height(view: QTableView) -> int:
    """The height of a table row for the font in force: the text and air."""
    return round(view.fontMetrics().height() * 1.5)
