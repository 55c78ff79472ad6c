"""The icons of the program: drawings of one colour, taken from `resources/icons`, in the colour of the appearance.

A name is all that a page says. QtSvg is loaded with the first icon that is painted, not before.
"""

from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap

from bezirkskoordination import paths
from bezirkskoordination.ui import style

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
    """An icon drawn at this many device pixels."""
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
        ratio = painter.device().devicePixelRatio()
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


def pixmap(name: str, side: int, ratio: float, colour: QColor | str | None = None) -> QPixmap:
    """An icon as a picture for a label: `side` in layout pixels, `ratio` that of the screen."""
    engine = _Drawing(name, "text" if colour is None else colour)
    return engine.scaledPixmap(QSize(side, side), QIcon.Mode.Normal, QIcon.State.Off, ratio)
