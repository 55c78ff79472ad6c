"""Shows a file that is kept in the office file, straight from its bytes: nothing of it is ever laid on the disk.

Only „Speichern unter …“ writes one, where the user says.
"""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFileDialog, QLabel, QScrollArea, QVBoxLayout, QWidget

from bezirkskoordination.exchange.targets import placed
from bezirkskoordination.i18n import N_
from bezirkskoordination.records.office import Attachment
from bezirkskoordination.rules import photos
from bezirkskoordination.store.office import OfficeFile
from bezirkskoordination.ui.saying import Saying

_UNKNOWN = N_("Viewer", "„{}“ lässt sich hier nicht anzeigen. „Speichern unter …“ gibt die Datei aus.")
_BROKEN = N_("Viewer", "„{}“ ist beschädigt und nicht zu lesen. „Speichern unter …“ gibt sie aus, wie sie ist.")


class _Picture(QLabel):
    """A picture as large as there is room for, never larger than it is."""

    def __init__(self, image: QImage) -> None:
        super().__init__()
        self._image = image
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setMinimumSize(120, 120)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        ratio = self.devicePixelRatioF()
        room = self.size() * ratio
        fits = self._image.width() <= room.width() and self._image.height() <= room.height()
        shown = self._image if fits else self._image.scaled(
            room, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )  # fmt: skip
        picture = QPixmap.fromImage(shown)
        picture.setDevicePixelRatio(ratio)
        self.setPixmap(picture)


class Viewer(QDialog):
    """One file: a PDF page below page, a picture, or the word that it is neither."""

    def __init__(self, name: str, data: bytes, say: Callable[[str], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(name)
        self._say = say
        self._name, self._data = name, data
        self._bytes = QByteArray(data)
        self._buffer = QBuffer(self._bytes, self)
        self.shown = self._widget()
        buttons = QDialogButtonBox()
        save = buttons.addButton(str(N_("Viewer", "Speichern unter …")), QDialogButtonBox.ButtonRole.ActionRole)
        save.clicked.connect(self._ask_where)
        close = buttons.addButton(str(N_("Viewer", "Schließen")), QDialogButtonBox.ButtonRole.RejectRole)
        close.setDefault(True)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.shown, 1)
        column.addWidget(buttons)
        self.resize(760, 820)

    @classmethod
    def of(cls, office: OfficeFile, attachment_id: int, say: Callable[[str], None], parent: QWidget) -> "Viewer":
        """The viewer of an attachment; refuses when its bytes are not there."""
        attachment = office.read.get(Attachment, attachment_id)
        return cls(attachment.name, office.read.blob(attachment.sha256), say, parent)

    def _widget(self) -> QWidget:
        if self._data.startswith(b"%PDF"):
            return self._pdf()
        image = QImage.fromData(self._bytes)
        if not image.isNull():
            return _Picture(image)
        return self._words(str(photos.ADVICE) if photos.is_heic(self._data) else _UNKNOWN(self._name))

    def _pdf(self) -> QWidget:
        from PySide6.QtPdf import QPdfDocument  # late: rarely needed
        from PySide6.QtPdfWidgets import QPdfView

        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        document = self._document = QPdfDocument(self)
        document.load(self._buffer)
        if document.error() != QPdfDocument.Error.None_ or not document.pageCount():
            return self._words(_BROKEN(self._name))
        view = QPdfView(self)
        view.setDocument(document)
        view.setPageMode(QPdfView.PageMode.MultiPage)
        view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        view.setAccessibleName(self._name)
        return view

    @staticmethod
    def _words(text: str) -> QWidget:
        label = QLabel(text)
        label.setWordWrap(True)
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(label)
        return area

    def _ask_where(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, str(N_("Viewer", "Speichern unter")), self._name)
        if name:
            with Saying(self._say):
                self.save_as(Path(name))

    def save_as(self, target: Path) -> None:
        """Write the bytes as they are; refuses what the disk refuses."""
        with placed(target) as new:
            new.write_bytes(self._data)
