"""Fields that are typed: a line of text, a number, an amount, a date, a note.

What was typed stays as it was typed until it is understood; then it is shown the one usual way. What nobody
touched is given back exactly as it came, even when it could not be typed so.
"""

import unicodedata
from datetime import date
from typing import Any, NamedTuple

from PySide6.QtCore import QDate, QEvent, QLocale, QObject, QPoint, QSizeF, Qt
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QHBoxLayout, QLabel, QLineEdit, QPlainTextEdit, QWidget

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.fields import Field
from bezirkskoordination.records.kinds import (
    DECIMAL,
    MINUTES,
    MONEY,
    TEXT,
    TIME,
    WHOLE,
    Kind,
    Look,
    parse_date,
    show_date,
    with_year,
)
from bezirkskoordination.records.refusal import BadValue
from bezirkskoordination.ui import icons, style
from bezirkskoordination.ui.widgets.contract import DAYS, FieldWidget, Sources

_CALENDAR = N_("Widgets", "Kalender öffnen (Alt+Pfeil nach unten)")
_CALENDAR_OF = N_("Widgets", "Kalender: {}")


class _Shape(NamedTuple):
    """How a kind of line looks: as wide as so many digits (0: all there is), and whether figures stand right."""

    digits: int = 0
    right: bool = False


_SHAPES: dict[Kind, _Shape] = {
    MONEY: _Shape(13, right=True), MINUTES: _Shape(7), DECIMAL: _Shape(7), WHOLE: _Shape(9), TIME: _Shape(6),
}  # fmt: skip


class LineWidget(FieldWidget):
    """One line of text that the field's kind understands."""

    def __init__(self, field: Field, sources: Sources) -> None:
        super().__init__(field, sources)
        self._value: Any = None
        self._shown = ""
        self.line = QLineEdit(self)
        self.line.setMinimumWidth(self.line.fontMetrics().horizontalAdvance("0") * 6)
        shape = _SHAPES.get(field.kind, _Shape())
        if shape.right:
            self.line.setAlignment(Qt.AlignmentFlag.AlignRight)
        if shape.digits:
            self._limit(self.line, shape.digits)
        self.line.textEdited.connect(self._changed)
        self.line.editingFinished.connect(self._leave)
        self._build()
        if field.personal and field.kind is TEXT:
            self.line.textChanged.connect(self._caution)

    def _build(self) -> None:
        self._hold(self.line)

    def _text(self) -> str:
        return unicodedata.normalize("NFC", self.line.text())

    def _read(self) -> Any:
        text = self._text()
        return self._value if text == self._shown else self.field.parse(text, self.sources.names)

    def set_value(self, value: Any) -> None:
        self._value = value
        self._shown = self.field.show(value, self.sources.names)
        self._show(self._shown)
        self.set_problem("")

    def raw(self) -> Any:
        return self.line.text()

    def set_raw(self, raw: Any) -> None:
        self._show(str(raw))
        self.check()

    def _show(self, text: str) -> None:
        self.line.setText(text)
        self.line.setCursorPosition(0)

    def _leave(self) -> None:
        if self.line.isReadOnly() or not self.check():
            return
        text = self.field.show(self._read(), self.sources.names)
        if text != self.line.text():
            self._show(text)
        self.left.emit()


class DateWidget(LineWidget):
    """A day: typed in any usual way, or picked from a small calendar; the weekday stands behind it."""

    #: Which year a day without one is given.
    look = Look.NEAR

    def _build(self) -> None:
        self._calendar: QCalendarWidget | None = None
        self._open = QAction(icons.icon("calendar", "muted"), str(_CALENDAR), self.line)
        self._open.setShortcut(QKeySequence("Alt+Down"))
        self._open.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._open.triggered.connect(self.open_calendar)
        self.line.addAction(self._open, QLineEdit.ActionPosition.TrailingPosition)
        self._limit(self.line, 11, 52)
        self.line.setMinimumWidth(self.line.fontMetrics().horizontalAdvance("00.00.0000") + 48)
        self.weekday = QLabel(self)
        self.weekday.setProperty("role", "muted")
        self.weekday.setMinimumWidth(1)  # where it is narrow, the day itself stays whole
        row_widget = QWidget(self)
        row = QHBoxLayout(row_widget)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.line, 2)
        row.addWidget(self.weekday, 1)
        self._hold(self.line, row_widget)
        self.line.textChanged.connect(self._tell_weekday)

    def _text(self) -> str:
        return with_year(super()._text(), date.today(), self.look)

    def _day(self) -> date | None:
        try:
            return parse_date(self._text())
        except BadValue:
            return None

    def _tell_weekday(self) -> None:
        day = self._day()
        self.weekday.setText(str(DAYS[day.weekday()]) if day else "")

    def open_calendar(self) -> None:
        """Show the calendar below the line, at the day that stands there."""
        if self.line.isReadOnly():
            return
        if self._calendar is None:
            self._calendar = QCalendarWidget(self)
            self._calendar.setWindowFlag(Qt.WindowType.Popup)
            self._calendar.setLocale(QLocale(QLocale.Language.German, QLocale.Country.Germany))
            self._calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.ISOWeekNumbers)
            self._calendar.setAccessibleName(_CALENDAR_OF(str(self.field.label)))
            weekend = QTextCharFormat()
            weekend.setForeground(style.colour("muted"))
            for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
                self._calendar.setWeekdayTextFormat(day, weekend)
            self._calendar.clicked.connect(self._pick)
            self._calendar.activated.connect(self._pick)
        shown = self._day() or date.today()
        self._calendar.setSelectedDate(QDate(shown.year, shown.month, shown.day))
        self._calendar.move(self.line.mapToGlobal(QPoint(0, self.line.height() + 2)))
        self._calendar.show()
        self._calendar.setFocus()

    def _pick(self, day: QDate) -> None:
        assert self._calendar is not None
        self._calendar.hide()
        self._show(show_date(date(day.year(), day.month(), day.day())))
        self.line.setFocus()
        self._changed()


class Paper(QPlainTextEdit):
    """A text that grows with what is written, from so many lines up to so many; Tab leaves it."""

    #: Qt asks even after the interpreter has taken this apart.
    _least, _most = 3, 14

    def __init__(self, parent: QWidget, least: int = 3, most: int = 14) -> None:
        super().__init__(parent)
        self._least, self._most = least, most
        self.setTabChangesFocus(True)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        self._grow(self.document().documentLayout().documentSize())

    def _grow(self, size: QSizeF) -> None:
        lines = max(self._least, min(self._most, int(size.height())))
        air = 2 * self.document().documentMargin() + 8
        height = round(lines * self.fontMetrics().lineSpacing() + air)
        if height != self.minimumHeight():
            self.setFixedHeight(height)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._grow(self.document().documentLayout().documentSize())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grow(self.document().documentLayout().documentSize())  # a wrapped line more or less is not signalled


class NoteWidget(FieldWidget):
    """A text of several lines. What must not be written into it stands below it all the time."""

    def __init__(self, field: Field, sources: Sources) -> None:
        super().__init__(field, sources)
        self._value = ""
        self._shown = ""
        self.paper = Paper(self)
        self._hold(self.paper)
        self.paper.setToolTip("")
        self.paper.textChanged.connect(self._changed)
        if field.personal:
            self.paper.textChanged.connect(lambda: self._caution(self.paper.toPlainText()))
        self.paper.installEventFilter(self)

    def _read(self) -> Any:
        text = unicodedata.normalize("NFC", self.paper.toPlainText())
        return self._value if text == self._shown else self.field.parse(text, self.sources.names)

    def set_value(self, value: Any) -> None:
        self._value = value
        self.set_raw(self.field.show(value, self.sources.names))
        self._shown = self.paper.toPlainText()
        self.set_problem("")

    def raw(self) -> Any:
        return self.paper.toPlainText()

    def set_raw(self, raw: Any) -> None:
        with self._quietly():
            self.paper.setPlainText(str(raw))

    def set_read_only(self, read_only: bool) -> None:
        self.paper.setReadOnly(read_only)
        style.restyle(self.paper)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut and watched is self.paper and not self.paper.isReadOnly():
            self.left.emit()
        return super().eventFilter(watched, event)
