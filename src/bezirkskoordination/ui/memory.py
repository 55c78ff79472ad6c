"""What the windows remember on this machine: sizes, columns, choices, as QSettings keeps them. Nothing personal."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QSettings, QTimer

_LATER = 1000  # ms without a change


class Memory(QSettings):
    """Writes to the disk when nobody waits, and at the end; QSettings does it before a window is painted again."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path), QSettings.Format.IniFormat)
        self._later = QTimer(self, singleShot=True, interval=_LATER)
        self._later.timeout.connect(self.sync)
        if application := QCoreApplication.instance():
            application.aboutToQuit.connect(self.sync)

    def event(self, event: QEvent) -> bool:
        if event.type() != QEvent.Type.UpdateRequest:  # with it QSettings reminds itself of what it has to write
            return super().event(event)
        self._later.start()
        return True
