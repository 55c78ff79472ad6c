"""The first window: which office file, and its passphrase. It imports Qt and our own light modules only;
the store is loaded in a thread while the person types, and the key is derived in one as well."""

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSettings, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QPaintEvent, QShortcut
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from bezirkskoordination.i18n import N_
from bezirkskoordination.ui import style
from bezirkskoordination.ui.passphrase import CapsHint, PassphraseLine, revealing

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

_OFFICE = N_("Unlock", "Koordinierungsstelle für Integration")
_WELCOME = N_(
    "Unlock",
    "Willkommen. Alles liegt verschlüsselt in einer Datei auf Ihrem Rechner; das Programm arbeitet ohne Netz.",
)
_BEGIN, _NEW = N_("Unlock", "Neu beginnen – in drei Schritten …"), N_("Unlock", "Neue Datei anlegen …")
_RECENT = "recent"
_KEPT = 6
_ALL = object()  # when nothing is left to load


def recent(memory: QSettings) -> list[Path]:
    """The office files opened here, latest first, as far as they are still there."""
    stored: Any = memory.value(_RECENT, [])  # a list of one comes back as a plain text
    names = [stored] if isinstance(stored, str) else stored or []
    return [Path(name) for name in names if Path(name).is_file()]


def remember(memory: QSettings, path: Path) -> None:
    """Put a file on top of the recent ones."""
    names = [str(path), *(str(one) for one in recent(memory) if one != path)]
    memory.setValue(_RECENT, names[:_KEPT])


class UnlockWindow(QWidget):
    """Asks for file and passphrase; `opened` carries the open office file."""

    opened = Signal(object)
    new_wanted = Signal()
    sample_wanted = Signal()
    closed = Signal()
    _loaded = Signal(object)
    _answered = Signal(object)

    def __init__(self, memory: QSettings, preload: Iterator[object], path: Path | None = None, note: str = "") -> None:
        super().__init__()
        self._memory = memory
        self._preload: Iterator[object] | None = preload
        self._opening: Future[Any] | None = None
        self._loaded.connect(self._load_on, Qt.ConnectionType.QueuedConnection)
        self._answered.connect(self._answer, Qt.ConnectionType.QueuedConnection)
        self.setWindowTitle("Bezirkskoordination")
        self.setMinimumWidth(520)
        self._build(path, note)

    def _build(self, path: Path | None, note: str) -> None:
        outer = self._outer = QVBoxLayout(self)
        outer.setContentsMargins(28, 28, 28, 28)
        card = QFrame()
        card.setProperty("panel", True)
        outer.addStretch(1)
        outer.addWidget(card)
        outer.addStretch(2)
        lay = QVBoxLayout(card)
        lay.setContentsMargins(28, 24, 28, 24)
        lay.setSpacing(10)

        title = QLabel("Bezirkskoordination")
        title.setProperty("role", "title")
        lay.addWidget(title)
        files = recent(self._memory)
        known = ([path] if path else []) + [one for one in files if one != path]
        self._note = QLabel(note or str(_OFFICE if known else _WELCOME))
        self._note.setProperty("role", "muted")
        self._note.setWordWrap(True)
        lay.addWidget(self._note)

        self._asking = self._ask_for(known)
        lay.addWidget(self._asking)
        self._begin = QPushButton(str(_NEW if known else _BEGIN))
        self._begin.clicked.connect(self.new_wanted)
        self._open_other = QPushButton(str(N_("Unlock", "Vorhandene Datei öffnen …")))
        self._open_other.clicked.connect(self._choose)
        practise = QPushButton(str(N_("Unlock", "Mit Beispielbezirk üben")))
        practise.setProperty("link", True)
        practise.clicked.connect(self.sample_wanted)
        self._below = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._below.setSpacing(8)
        for button in (self._begin, self._open_other, practise):
            self._below.addWidget(button)
        self._below.addStretch(1)
        lay.addSpacing(6)
        lay.addLayout(self._below)
        QShortcut(QKeySequence("Ctrl+O"), self, self._choose)
        QShortcut(QKeySequence("Ctrl+Q"), self, self.close)
        self._dress(bool(known))
        (self._passphrase if known else self._begin).setFocus()

    def _ask_for(self, known: list[Path]) -> QWidget:
        """Which file, and its passphrase."""
        self._file = QComboBox()
        self._file.setAccessibleName(str(N_("Unlock", "Datei")))
        for one in known:
            self._file.addItem(one.name, one)
            self._file.setItemData(self._file.count() - 1, str(one), Qt.ItemDataRole.ToolTipRole)
        other = QPushButton(str(N_("Unlock", "Andere Datei …")))
        other.clicked.connect(self._choose)
        row = QHBoxLayout()
        row.addWidget(self._file, 1)
        row.addWidget(other)
        self._passphrase = PassphraseLine(str(N_("Unlock", "Kennwort")))
        self._passphrase.returnPressed.connect(self._open)
        self._problem = QLabel()
        self._problem.setProperty("role", "problem")
        self._problem.setWordWrap(True)
        self._problem.hide()
        self._go = QPushButton(str(N_("Unlock", "Öffnen")))
        self._go.setProperty("primary", True)
        self._go.setDefault(True)
        self._go.clicked.connect(self._open)
        asking = QWidget()
        lay = QVBoxLayout(asking)
        lay.setContentsMargins(0, 6, 0, 0)
        lay.setSpacing(10)
        lay.addWidget(self._labelled(str(N_("Unlock", "&Datei")), self._file))
        lay.addLayout(row)
        lay.addWidget(self._labelled(str(N_("Unlock", "&Kennwort")), self._passphrase))
        lay.addWidget(self._passphrase)
        lay.addWidget(CapsHint(self._passphrase))
        lay.addWidget(revealing(self._passphrase))
        lay.addWidget(self._problem)
        lay.addSpacing(4)
        lay.addWidget(self._go)
        return asking

    def _dress(self, known: bool) -> None:
        """With a file it asks for the passphrase; without one beginning is what there is to do."""
        self._asking.setVisible(known)
        self._open_other.setVisible(not known)
        self._begin.setText(str(_NEW if known else _BEGIN))
        self._begin.setProperty("link", known)
        self._begin.setProperty("primary", not known)
        style.restyle(self._begin)
        self._below.setDirection(QBoxLayout.Direction.LeftToRight if known else QBoxLayout.Direction.TopToBottom)

    @staticmethod
    def _labelled(text: str, buddy: QWidget) -> QLabel:
        label = QLabel(text)
        label.setProperty("role", "label")
        label.setBuddy(buddy)
        return label

    @cached_property
    def _pool(self) -> "ThreadPoolExecutor":
        from concurrent.futures import ThreadPoolExecutor  # late: it would hold up the first paint

        return ThreadPoolExecutor(1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        button = self.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(button, QPushButton):
            button.click()  # as in a dialog
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Once it is there to type in, what the next window needs is loaded beside it, part by part."""
        super().paintEvent(event)
        preload, self._preload = self._preload, None
        if preload is not None:
            QTimer.singleShot(0, self, lambda: self._load(preload))

    def _load(self, parts: Iterator[object]) -> None:
        def told(future: "Future[Any]") -> None:
            if isValid(self) and not future.cancelled():
                self._loaded.emit((parts, future))

        self._pool.submit(next, parts, _ALL).add_done_callback(told)

    def _load_on(self, loaded: "tuple[Iterator[object], Future[Any]]") -> None:
        """The next part, unless it would be in the way of a file that is being opened."""
        parts, future = loaded
        if future.result() is not _ALL and self._opening is None:
            self._load(parts)

    def say(self, problem: str) -> None:
        """Show why it did not open; what was typed stays."""
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        self._outer.activate()
        self.resize(self.width(), max(self.height(), self._outer.totalHeightForWidth(self.width())))
        self._passphrase.setAccessibleDescription(problem)
        style.mark(self._passphrase, "problem", bool(problem))

    def choose(self, path: Path) -> None:
        """Put this file on top and ask for its passphrase."""
        self._file.insertItem(0, path.name, path)
        self._file.setItemData(0, str(path), Qt.ItemDataRole.ToolTipRole)
        self._file.setCurrentIndex(0)
        self._dress(True)
        self.say("")
        self._passphrase.setFocus()

    def _choose(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self,
            str(N_("Unlock", "Datei öffnen")),
            "",
            str(N_("Unlock", "Bezirkskoordination (*.bezirk);;Alle Dateien (*)")),
        )
        if name:
            self.choose(Path(name))

    def _ready(self, ready: bool) -> None:
        for widget in (self._file, self._passphrase, self._go):
            widget.setEnabled(ready)

    def _open(self) -> None:
        path = self._file.currentData()
        if path is None or not self._go.isEnabled():
            return
        self._ready(False)
        self._go.setText(str(N_("Unlock", "Wird geöffnet …")))
        self.say("")
        from bezirkskoordination.store.opening import Opening  # late: the first paint does without

        self._opening = self._pool.submit(Opening(path, self._passphrase.text()).office)
        self._opening.add_done_callback(self._answered.emit)

    def _answer(self, future: "Future[Any]") -> None:
        from bezirkskoordination.records.refusal import Refused  # late: all record types come along

        self._opening = None
        self._go.setText(str(N_("Unlock", "Öffnen")))
        self._ready(True)
        error = future.exception()
        if isinstance(error, Refused):
            self.say(str(error))
            self._passphrase.setFocus()
            self._passphrase.selectAll()
        elif error is not None:
            raise error
        else:
            remember(self._memory, self._file.currentData())
            self._passphrase.clear()
            self.opened.emit(future.result())

    def closeEvent(self, event: QCloseEvent) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)
        self.closed.emit()
        super().closeEvent(event)
