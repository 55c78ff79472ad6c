"""The foot of the window: which file is open, what is told in passing, when it was last backed up, when it locks."""

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QLabel, QStatusBar

from bezirkskoordination.i18n import N_
from bezirkskoordination.store.office import OfficeFile

_SHOWN_LONG = 6000  # ms that a passing message stays


class Foot(QStatusBar):
    """It is told what to say and asks nobody."""

    def __init__(self, office: OfficeFile) -> None:
        super().__init__()
        sealed = N_("Window", "verschlüsselt") if office.encrypted else N_("Window", "ohne Kennwort – nur zum Üben")
        self.setSizeGripEnabled(False)
        self.setContentsMargins(8, 0, 10, 0)
        self.message = QLabel()
        self.message.setAccessibleName(str(N_("Window", "Meldung")))
        self.backup = QLabel()
        self.backup.setContentsMargins(0, 0, 12, 0)
        self.locking = QLabel()
        self.addWidget(QLabel(f"{office.path.name} · {sealed}"))
        self.addWidget(self.message, 1)
        self.addPermanentWidget(self.backup)
        self.addPermanentWidget(self.locking)

    def say(self, message: str) -> None:
        """Tell something in passing, here and to screen readers."""
        self.message.setText(message)
        self.message.setToolTip(message)
        QTimer.singleShot(_SHOWN_LONG, self, partial(self._unsay, message))
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, message))

    def _unsay(self, message: str) -> None:
        if self.message.text() == message:
            self.message.clear()

    def show_locking(self, minutes: int) -> None:
        """After how many minutes the file is locked; 0 for never."""
        note = N_("Window", "Sperrt nach {} Minuten Ruhe") if minutes else N_("Window", "Sperrt nicht von selbst")
        self.locking.setText(note(minutes))
