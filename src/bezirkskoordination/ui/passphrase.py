"""A line for a passphrase: hidden while it is typed, shown when wanted, with a word when the capitals are locked.

It is light, because the first window needs it; it keeps and judges nothing.
"""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit

from bezirkskoordination.i18n import N_

_CAPS = N_("Passphrase", "Die Feststelltaste ist gedrückt: Es wird groß geschrieben.")


class PassphraseLine(QLineEdit):
    """A line whose letters are hidden."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhHiddenText
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
        )
        self.setAccessibleName(name)

    def reveal(self, shown: bool) -> None:
        """Show what is typed, or hide it again."""
        self.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)


def revealing(*lines: PassphraseLine) -> QCheckBox:
    """What shows and hides the letters of these lines."""
    box = QCheckBox(str(N_("Unlock", "Kennwort &anzeigen")))
    for line in lines:
        box.toggled.connect(line.reveal)
    return box


class CapsHint(QLabel):
    """Says that the capitals are locked, as the keys tell: a letter came large without Shift, or small with it."""

    def __init__(self, *lines: QLineEdit) -> None:
        super().__init__(str(_CAPS))
        self.setProperty("role", "problem")
        self.setWordWrap(True)
        self.hide()
        for line in lines:
            line.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            self._look(event)
        elif event.type() == QEvent.Type.FocusOut:
            self.hide()
        return False

    def _look(self, event: QKeyEvent) -> None:
        letter = event.text()
        if event.key() == Qt.Key.Key_CapsLock:
            self.hide()  # it was just changed; the next letter tells
        elif len(letter) == 1 and letter.lower() != letter.upper():
            shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            locked = letter.isupper() != shifted
            if locked and self.isHidden():
                QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.text()))
            self.setVisible(locked)
