"""What is left of the office's money this year, as a card: one number, one bar, the same in words.

The figures come from the rules; nothing is counted here.
"""

from datetime import date
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from bezirkskoordination.actions import claiming
from bezirkskoordination.i18n import N_
from bezirkskoordination.records.kinds import show_cents
from bezirkskoordination.records.money import Budget, ExpenseStatus
from bezirkskoordination.rules import figures, money
from bezirkskoordination.rules.figures import Figure, Ledger
from bezirkskoordination.rules.money import Position
from bezirkskoordination.store.settings import setting
from bezirkskoordination.store.unit import Reader
from bezirkskoordination.ui import style
from bezirkskoordination.ui.cards import Card, button, label
from bezirkskoordination.ui.context import Context
from bezirkskoordination.ui.flow import Flow

#: Code of the figure, its word in the legend, and how its part of the bar is mixed: colour, share, colour below.
_PARTS = (
    ("K27E", N_("Today", "erstattet"), ("accent", 1.0, "panel")),
    ("K27O", N_("Today", "eingereicht"), ("accent", 0.5, "panel")),
    ("K27V", N_("Today", "erfasst"), ("warn_text", 0.5, "warn")),
)  # fmt: skip
#: What is neither refused nor in a claim that was handed in.
_RECORDED = ExpenseStatus.RECORDED
_COLLECT = N_("Today", "Antrag zusammenstellen … ({} Auslagen, {})")
_COLLECT_ONE = N_("Today", "Antrag zusammenstellen … (eine Auslage, {1})")


def costs(reader: Reader, today: date) -> dict[str, Figure]:
    """The figures of the administrative costs this year, by code."""
    return figures.by_code(figures.costs(Ledger.of_money(reader), today, reader.names))


def position(reader: Reader, year: int, today: date) -> Position:
    """How a Haushaltsjahr stands today: with all its receipts, whenever they are claimed."""
    return figures.position_of(Ledger.of_money(reader), year, today)


def _mixed(over: str, share: float, below: str) -> QColor:
    one, other = style.colour(over), style.colour(below)
    pairs = ((one.red(), other.red()), (one.green(), other.green()), (one.blue(), other.blue()))
    return QColor(*(round(a * share + b * (1 - share)) for a, b in pairs))


class Bar(QWidget):
    """One bar of several parts. The words beside it say the same."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: tuple[int, ...] = ()
        self._whole = 1
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_parts(self, parts: tuple[int, ...], whole: int) -> None:
        """Show these parts of a whole; more than the whole fills the bar."""
        self._parts, self._whole = parts, max(whole, sum(parts), 1)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, self.fontMetrics().height() * 3 // 4)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(style.colour("off"))
        painter.drawRoundedRect(self.rect(), 4, 4)
        left = 0.0
        for cents, (_code, _word, mix) in zip(self._parts, _PARTS, strict=False):
            width = self.width() * cents / self._whole
            painter.setBrush(_mixed(*mix))
            painter.drawRect(QRectF(left, 0, width, self.height()))
            left += width


class Swatch(QWidget):
    """The small square before a word of the legend."""

    def __init__(self, mix: tuple[str, float, str]) -> None:
        super().__init__()
        self._mix = mix
        side = self.fontMetrics().height() // 2
        self.setFixedSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), _mixed(*self._mix))


def _entry(mix: tuple[str, float, str], words: QLabel) -> QWidget:
    entry = QWidget()
    row = QHBoxLayout(entry)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(5)
    row.addWidget(Swatch(mix))
    row.addWidget(words)
    return entry


class Money(Card):
    """What is left of the office's administrative costs this year."""

    def __init__(self, context: Context) -> None:
        super().__init__("")
        self.free = label(role="heading", wrap=False)
        self.of = label(role="muted")
        self.bar = Bar()
        self.legend = [label(role="muted", wrap=False) for _part in _PARTS]
        self.nothing = label(role="muted")
        self.enter = button(N_("Today", "Ansatz eintragen"), partial(context.open_page, Budget.type.name), "link")
        self._known = QWidget()
        column = QVBoxLayout(self._known)
        column.setContentsMargins(0, 0, 0, 0)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.free)
        head.addWidget(self.of, 1)
        column.addLayout(head)
        column.addWidget(self.bar)
        shelf = QWidget()
        legend = Flow(shelf, gap=12)
        for words, (_code, _word, mix) in zip(self.legend, _PARTS, strict=True):
            legend.addWidget(_entry(mix, words))
        column.addWidget(shelf)
        self.thoughts = label(role="muted")
        self.collect = button("", partial(context.run, "collect_claim"), "link")
        for part in (self._known, self.nothing, self.enter, self.thoughts, self.collect):
            self.body.addWidget(part)

    def refresh(self, reader: Reader, today: date) -> None:
        """Show the figures of this year up to today."""
        self._think(reader, today)
        known = costs(reader, today)
        amount, carried, shifted, free = (known[code].value for code in ("K27A", "K27C", "K27U", "K27R"))
        there = amount is not None
        self.set_title(N_("Today", "Etat {} · Verwaltungskosten")(today.year))
        self._known.setVisible(there)
        self.nothing.setVisible(not there)
        self.enter.setVisible(not there)
        self.nothing.setText(N_("Today", "Noch kein Ansatz für {} eingetragen.")(today.year))
        if amount is None or free is None:
            return
        whole = amount + (carried or 0) + (shifted or 0)
        over = free < 0
        self.free.setText(show_cents(free))
        told = N_("Today", "über dem Ansatz von {}") if over else N_("Today", "frei von {}")
        rest = N_("Today", " (davon Reste aus dem Vorjahr {})")(show_cents(carried)) if carried else ""
        self.of.setText(told(show_cents(whole)) + rest)
        style.mark(self.of, "role", "problem" if over else "muted")
        parts = tuple(known[code].value or 0 for code, _word, _mix in _PARTS)
        self.bar.show_parts(parts, whole)
        for words, (_code, word, _mix), cents in zip(self.legend, _PARTS, parts, strict=True):
            words.setText(f"{word} {show_cents(cents)}")
        said = (f"{self.free.text()} {self.of.text()}", *(words.text() for words in self.legend))
        self.bar.setAccessibleName(", ".join(said))

    def _think(self, reader: Reader, today: date) -> None:
        """What is to be thought of towards the end of this year; and of the year before, until all is claimed."""
        days = setting(reader, "closing_day"), setting(reader, "leftover_day")
        standing = [position(reader, year, today) for year in (today.year - 1, today.year)]
        said = [words for one in standing for words in money.year_end(one, today, *days)]
        self.thoughts.setText("\n".join(said))
        self.thoughts.setVisible(bool(said))
        waiting = [one for year in standing for one in claiming.free_expenses(reader, year.year, (_RECORDED,))]
        words = _COLLECT_ONE if len(waiting) == 1 else _COLLECT
        self.collect.setText(words(len(waiting), show_cents(sum(map(money.claimable, waiting)))))
        self.collect.setVisible(bool(waiting))
