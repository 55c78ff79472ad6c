"""Shows a drawing on the screen: it can be zoomed and moved, and its spots chosen, by mouse and by keys.

The same values that a paper prints. It knows what a spot is called, not what it stands for.
"""

import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QSizePolicy, QWidget

from bezirkskoordination.i18n import N_
from bezirkskoordination.reports.drawing import POINTS, Drawing, Mark, Path, Spot, Tone, Words
from bezirkskoordination.ui import style

#: Letters are measured and drawn at this size (pixels) and then made smaller: Qt knows whole sizes only.
_LETTERS = 100
_STEP, _LEAST, _MOST = 1.25, 1.0, 40.0  # pixels for a millimetre
#: How small and how large the smallest letters are shown unasked, in parts of the height of those around the drawing.
_LEGIBLE, _LARGEST = 0.45, 0.9
_PALE, _FRAME = 0.22, 1.0
_DARK: dict[Tone, str] = {
    Tone.AREA_1: "#3a3350", Tone.AREA_2: "#243d2b", Tone.AREA_3: "#4a3d17", Tone.AREA_4: "#1f3d49",
    Tone.AREA_5: "#3a4040", Tone.AREA_6: "#4f2e28", Tone.AREA_7: "#433f2c", Tone.AREA_8: "#1d2222",
}  # fmt: skip
_LIGHT: dict[Tone, str] = {
    Tone.AREA_1: "#ede6f7", Tone.AREA_2: "#e0f2e6", Tone.AREA_3: "#fff2d4", Tone.AREA_4: "#deF0f7",
    Tone.AREA_5: "#ebebeb", Tone.AREA_6: "#ffe6de", Tone.AREA_7: "#f2eddb", Tone.AREA_8: "#ffffff",
}  # fmt: skip
_PLAIN = {Tone.INK: "text", Tone.MUTED: "muted", Tone.GROUND: "panel"}
_ARROWS = {
    Qt.Key.Key_Left: (-1.0, 0.0), Qt.Key.Key_Right: (1.0, 0.0), Qt.Key.Key_Up: (0.0, -1.0), Qt.Key.Key_Down: (0.0, 1.0),
}  # fmt: skip
_ZOOM_KEYS = {Qt.Key.Key_Plus: _STEP, Qt.Key.Key_Minus: 1 / _STEP}
_HINT = N_("Drawing", "Pfeiltasten gehen von einem zum nächsten, Eingabe öffnet, + und − vergrößern, 0 zeigt alles.")


def colour(tone: Tone) -> QColor:
    """A tone in the appearance in force."""
    if tone in _PLAIN:
        return style.colour(_PLAIN[tone])
    return QColor((_DARK if style.tokens().dark else _LIGHT)[tone])


def next_spot(spots: Sequence[Spot], here: Spot, way: tuple[float, float]) -> Spot | None:
    """The nearest spot in a direction; what lies aside counts as farther. None if there is none."""

    def far(other: Spot) -> float:
        dx, dy = other.middle[0] - here.middle[0], other.middle[1] - here.middle[1]
        ahead, aside = dx * way[0] + dy * way[1], abs(dx * way[1] + dy * way[0])
        return math.hypot(ahead, aside * 2) if ahead > 0 and ahead >= aside * 0.5 else math.inf

    best = min((one for one in spots if one.key != here.key), key=far, default=None)
    return best if best is not None and far(best) < math.inf else None


def paint(painter: QPainter, marks: Sequence[Mark], chosen: int | None = None) -> None:
    """Draw marks in millimetres; with something chosen, what does not belong to it steps back."""
    related = {key for mark in marks if chosen in mark.about for key in mark.about} if chosen is not None else set()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    font = QFont("Noto Sans")
    font.setPixelSize(_LETTERS)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    for mark in marks:
        if chosen is None or chosen in mark.about:
            painter.setOpacity(1.0)
        else:
            painter.setOpacity(1.0 if len(mark.about) == 1 and mark.about[0] in related else _PALE)
        if isinstance(mark, Path):
            _path(painter, mark)
        else:
            _words(painter, mark, font)
    painter.setOpacity(1.0)


def _path(painter: QPainter, mark: Path) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    if mark.stroke:
        pen = QPen(colour(mark.stroke.tone), mark.stroke.width)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        if mark.stroke.dashes:
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            pen.setDashPattern([length / mark.stroke.width for length in mark.stroke.dashes])
        painter.setPen(pen)
    painter.setBrush(colour(mark.fill) if mark.fill else Qt.BrushStyle.NoBrush)
    points = QPolygonF([QPointF(x, y) for x, y in mark.points])
    if mark.closed:
        painter.drawPolygon(points)
    else:
        painter.drawPolyline(points)


def _words(painter: QPainter, mark: Words, font: QFont) -> None:
    own = QFont(font)
    own.setBold(mark.bold)
    painter.save()
    painter.translate(*mark.at)
    by = mark.size / POINTS / _LETTERS
    painter.scale(by, by)
    painter.setFont(own)
    painter.setPen(colour(mark.tone))
    painter.drawText(
        QPointF(0.0 if mark.left else -QFontMetricsF(own).horizontalAdvance(mark.text) / 2, 0.0), mark.text
    )
    painter.restore()


class DrawingView(QAbstractScrollArea):
    """A drawing with one spot chosen, or none. It fits as long as its words can be read; then it is scrolled."""

    chosen_changed = Signal(int)  # key of the spot
    opened = Signal(int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setAccessibleDescription(str(_HINT))
        self.setToolTip(str(_HINT))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(160, 120)
        self.drawing: Drawing | None = None
        self.chosen: int | None = None
        self._scale: float | None = None  # pixels for a millimetre, 0 shows all of it, None is for reading
        self._words = ""
        self._grabbed: QPointF | None = None
        self._moved = False

    # --- what is shown --------------------------------------------------------------------

    def show_drawing(self, drawing: Drawing) -> None:
        """Show another drawing; what was chosen stays chosen if it is there."""
        first = self.drawing is None
        self.drawing = drawing
        if self._spot(self.chosen) is None:
            self.chosen = None
        self._arrange()
        if first:
            for bar in (self.horizontalScrollBar(), self.verticalScrollBar()):
                bar.setValue(bar.maximum() // 2)

    def say(self, words: str) -> None:
        """Words in the place of a drawing that is not there yet, or empty."""
        self._words = words
        self.viewport().update()

    def choose(self, key: int | None) -> None:
        """Choose a spot and bring it into sight; nothing is signalled."""
        spot = self._spot(key)
        self.chosen = spot.key if spot else None
        if spot:
            self.setAccessibleDescription(f"{spot.name}, {spot.said}. {_HINT}")
            self._bring(spot)
        self.viewport().update()

    @property
    def spot(self) -> Spot | None:
        """The spot that is chosen."""
        return self._spot(self.chosen)

    def _spot(self, key: int | None) -> Spot | None:
        return next((one for one in self._spots if one.key == key), None)

    @property
    def _spots(self) -> Sequence[Spot]:
        return self.drawing.spots if self.drawing else ()

    def _take(self, spot: Spot | None) -> None:
        if spot is not None:
            self.choose(spot.key)
            self.chosen_changed.emit(spot.key)

    # --- measures -------------------------------------------------------------------------

    @property
    def scale(self) -> float:
        """Pixels for a millimetre."""
        if self._scale is None:
            return max(self._fitting(), self._lettered(_LEGIBLE))
        return self._scale or self._fitting()

    def _fitting(self) -> float:
        if self.drawing is None:
            return _LEAST
        room = self.viewport().size()
        fits = min((room.width() - 8) / self.drawing.width, (room.height() - 8) / self.drawing.height)
        return max(min(fits, self._lettered(_LARGEST)), 0.1)

    def _lettered(self, part: float) -> float:
        """The scale at which the smallest letters are so large a part of those around the drawing."""
        sizes = [mark.size for mark in self.drawing.marks if isinstance(mark, Words)] if self.drawing else []
        return self.fontMetrics().height() * part * POINTS / min(sizes) if sizes else _LEAST

    def zoom(self, by: float, around: QPointF | None = None) -> None:
        """Larger or smaller; the place around which it happens stays where it is."""
        around = around or QPointF(self.viewport().rect().center())
        place, _ok = self._transform().inverted()
        there = place.map(around)
        self._scale = min(max(self.scale * by, min(_LEAST, self._fitting())), _MOST)
        self._arrange()
        moved = self._transform().map(there) - around
        self.horizontalScrollBar().setValue(round(self.horizontalScrollBar().value() + moved.x()))
        self.verticalScrollBar().setValue(round(self.verticalScrollBar().value() + moved.y()))

    def fit(self) -> None:
        """Show all of it."""
        self._scale = 0.0
        self._arrange()

    def _arrange(self) -> None:
        if self.drawing is not None:
            room = self.viewport().size()
            for bar, length, page in (
                (self.horizontalScrollBar(), self.drawing.width, room.width()),
                (self.verticalScrollBar(), self.drawing.height, room.height()),
            ):
                bar.setPageStep(page)
                bar.setRange(0, max(math.ceil(length * self.scale) - page, 0))
        self.viewport().update()

    def _transform(self) -> QTransform:
        """From millimetres to the viewport: in the middle where there is room, else as far as it is scrolled."""
        drawing = self.drawing
        if drawing is None:
            return QTransform()
        room, scale = self.viewport().size(), self.scale
        left = max((room.width() - drawing.width * scale) / 2, 0.0) - self.horizontalScrollBar().value()
        top = max((room.height() - drawing.height * scale) / 2, 0.0) - self.verticalScrollBar().value()
        return QTransform.fromTranslate(left, top).scale(scale, scale)

    def _place(self, spot: Spot) -> QRectF:
        (x, y), (width, height) = spot.middle, spot.size
        return QRectF(x - width / 2, y - height / 2, width, height)

    def _bring(self, spot: Spot) -> None:
        place = self._transform().mapRect(self._place(spot)).adjusted(-12, -12, 12, 12)
        room = self.viewport().rect()
        for bar, low, high, end in (
            (self.horizontalScrollBar(), place.left(), place.right(), room.width()),
            (self.verticalScrollBar(), place.top(), place.bottom(), room.height()),
        ):
            bar.setValue(round(bar.value() + (low if low < 0 else max(high - end, 0))))

    # --- painting -------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), style.colour("panel"))
        if self.drawing is None or not self._spots:
            painter.setPen(style.colour("muted"))
            room = self.viewport().rect().adjusted(24, 24, -24, -24)
            painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap), self._words)
            return
        painter.setTransform(self._transform())
        paint(painter, self.drawing.marks, self.chosen)
        spot = self._spot(self.chosen)
        if spot:
            pen = QPen(style.colour("accent"), 2 / self.scale * (1.5 if self.hasFocus() else 1.0))
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self._place(spot).adjusted(-_FRAME, -_FRAME, _FRAME, _FRAME))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    # --- mouse and keys -------------------------------------------------------------------

    def _at(self, position: QPointF) -> Spot | None:
        place, _ok = self._transform().inverted()
        there = place.map(position)
        return next((one for one in self._spots if self._place(one).contains(there)), None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._grabbed, self._moved = event.position(), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grabbed is not None:
            by = event.position() - self._grabbed
            self._moved = self._moved or by.manhattanLength() > 4
            if self._moved:
                self.horizontalScrollBar().setValue(round(self.horizontalScrollBar().value() - by.x()))
                self.verticalScrollBar().setValue(round(self.verticalScrollBar().value() - by.y()))
                self._grabbed = event.position()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not self._moved:
            self._take(self._at(event.position()))
        self._grabbed = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if spot := self._at(event.position()):
            self.opened.emit(spot.key)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(_STEP if event.angleDelta().y() > 0 else 1 / _STEP, event.position())
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        here = self._spot(self.chosen)
        if key in _ARROWS and self._spots:
            self._take(next_spot(self._spots, here, _ARROWS[key]) if here else self._spots[0])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and here:
            self.opened.emit(here.key)
        elif key in _ZOOM_KEYS:
            self.zoom(_ZOOM_KEYS[key])
        elif key == Qt.Key.Key_0:
            self.fit()
        else:
            super().keyPressEvent(event)


class DrawingStrip(QFrame):
    """A small drawing as large as its words are on the screen: for a legend."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.drawing: Drawing | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def scale(self) -> float:
        """Pixels for a millimetre: letters are a little smaller than those around it."""
        return self.fontMetrics().height() / 4.6

    def show_drawing(self, drawing: Drawing) -> None:
        """Show a drawing; the strip takes its height."""
        self.drawing = drawing
        self.setFixedHeight(math.ceil(drawing.height * self.scale))
        self.setAccessibleName(f"{drawing.title}: {drawing.said}")
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.drawing is not None:
            painter = QPainter(self)
            painter.scale(self.scale, self.scale)
            paint(painter, self.drawing.marks)
