"""The icons of the program: drawings of one colour, taken from `resources/icons`, in the colour of the appearance.

A name is all that a page says. QtSvg is loaded with the first icon that is painted, not before.
"""

from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtWidgets import QLabel, QWidget

from bezirkskoordination import paths
from bezirkskoordination.ui import style

_REDRAW = {QEvent.Type.PaletteChange, QEvent.Type.FontChange, QEvent.Type.DevicePixelRatioChange}

if TYPE_CHECKING:
    from PySide6.QtSvg import QSvgRenderer


@cache
def _source(name: str) -> str:
    return paths.resource("icons", f"{name}.svg").read_text(encoding="utf-8")


@cache
def _renderer(name: str, hex_colour: str) -> "QSvgRenderer":
    from PySide6.QtSvg import QSvgRenderer  # late: the unlock window paints no icons

    return QSvgRenderer(_source(name).replace("currentColor", hex_colour).encode())


@cache
def _picture(name: str, hex_colour: str, width: int, height: int) -> QPixmap:
    """An icon drawn at this many device pixels; nothing where there is no room."""
    if width < 1 or height < 1:
        return QPixmap()
    picture = QPixmap(width, height)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    side = min(width, height)
    _renderer(name, hex_colour).render(painter, QRectF((width - side) / 2, (height - side) / 2, side, side))
    painter.end()
    return picture


class _Drawing(QIconEngine):
    """Draws an icon anew at every size; the colour is asked for when painting, so it follows the appearance."""

    def __init__(self, name: str, colour: QColor | str) -> None:
        super().__init__()
        self._name = name
        self._colour = colour

    def _hex(self, mode: QIcon.Mode) -> str:
        if mode == QIcon.Mode.Disabled:
            return style.tokens().disabled
        return self._colour.name() if isinstance(self._colour, QColor) else getattr(style.tokens(), self._colour)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, _state: QIcon.State) -> None:
        ratio = abs(painter.deviceTransform().m11())  # not painter.device(): its Python side may be a dead widget's
        picture = _picture(self._name, self._hex(mode), round(rect.width() * ratio), round(rect.height() * ratio))
        painter.drawPixmap(rect, picture)

    def pixmap(self, size: QSize, mode: QIcon.Mode, _state: QIcon.State) -> QPixmap:
        return _picture(self._name, self._hex(mode), size.width(), size.height())

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        picture = QPixmap(self.pixmap(size * scale, mode, state))
        picture.setDevicePixelRatio(scale)
        return picture

    def actualSize(self, size: QSize, _mode: QIcon.Mode, _state: QIcon.State) -> QSize:
        return size

    def clone(self) -> QIconEngine:
        return _Drawing(self._name, self._colour)

    def isNull(self) -> bool:
        return False

    def key(self) -> str:
        return "bezirkskoordination"

    def iconName(self) -> str:
        return self._name


def icon(name: str, colour: QColor | str | None = None) -> QIcon:
    """The icon of this name; `colour` is a fixed one or the name of a token (`accent_text` on a primary button).

    FileNotFoundError if nobody drew it.
    """
    _source(name)
    return QIcon(_Drawing(name, "text" if colour is None else colour))


class Sign(QLabel):
    """An icon that stands beside words, as tall as they are. It says nothing to a screen reader: the words do."""

    def __init__(self, name: str, colour: QColor | str | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._drawing = _Drawing(name, "text" if colour is None else colour)
        self._draw()

    def _draw(self) -> None:
        side = self.fontMetrics().height()
        self.setPixmap(
            self._drawing.scaledPixmap(QSize(side, side), QIcon.Mode.Normal, QIcon.State.Off, self.devicePixelRatioF())
        )

    def event(self, event: QEvent) -> bool:
        if event.type() in _REDRAW:
            self._draw()
        return super().event(event)
