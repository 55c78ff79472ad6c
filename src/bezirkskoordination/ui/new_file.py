"""A new office file: where it lies, its passphrase, its district."""

import os.path
from pathlib import Path

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from bezirkskoordination import paths
from bezirkskoordination.actions import settings
from bezirkskoordination.i18n import N_, Text
from bezirkskoordination.records.refusal import Refused
from bezirkskoordination.store import disk
from bezirkskoordination.store import office as office_store
from bezirkskoordination.store.office import OfficeFile

#: Shorter passphrases are refused: the file may be carried away on a stick.
SHORTEST = 10


class NewFileDialog(QDialog):
    """Makes an office file; `office` holds it when accepted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.office: OfficeFile | None = None
        self.setWindowTitle(str(N_("NewFile", "Neue Datei anlegen")))
        self.setMinimumWidth(560)
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 24, 28, 20)
        title = QLabel(str(N_("NewFile", "Neue Datei anlegen")))
        title.setProperty("role", "title")
        column.addWidget(title)
        form = QFormLayout()
        form.setVerticalSpacing(8)
        column.addLayout(form)

        self.path = QLineEdit(str(paths.documents() / f"koordinierungsstelle{office_store.SUFFIX}"))
        choose = QPushButton(str(N_("NewFile", "Ort wählen …")))
        choose.clicked.connect(self._choose)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.path, 1)
        row.addWidget(choose)
        self._add(form, N_("NewFile", "&Datei"), self.path, row)
        self.district = QComboBox()
        for office in settings.shipped_offices():
            self.district.addItem(office.title, office)
        self.district.addItem(str(N_("NewFile", "anderer Stadtbezirk (später in den Einstellungen)")), None)
        self._add(form, N_("NewFile", "&Stadtbezirk"), self.district)
        self.passphrase = self._secret()
        self.again = self._secret()
        self._add(form, N_("NewFile", "&Kennwort"), self.passphrase)
        self._add(form, N_("NewFile", "Kennwort &wiederholen"), self.again)
        hint = QLabel(
            str(
                N_(
                    "NewFile",
                    "Mindestens {} Zeichen; mehrere Wörter sind leichter zu merken als Sonderzeichen. Ohne das Kennwort"
                    " kommt niemand an die Daten, auch wir nicht: Bitte notieren und sicher aufbewahren.",
                )(SHORTEST)
            )
        )
        hint.setProperty("role", "muted")
        hint.setWordWrap(True)
        column.addWidget(hint)
        self._problem = QLabel()
        self._problem.setProperty("role", "problem")
        self._problem.setWordWrap(True)
        column.addWidget(self._problem)
        buttons = QDialogButtonBox()
        go = buttons.addButton(str(N_("NewFile", "Anlegen")), QDialogButtonBox.ButtonRole.AcceptRole)
        go.setProperty("primary", True)
        buttons.addButton(str(N_("NewFile", "Abbrechen")), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self._make)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
        self.passphrase.setFocus()

    @staticmethod
    def _add(form: QFormLayout, text: Text, widget: QWidget, row: QHBoxLayout | None = None) -> None:
        label = QLabel(str(text))
        label.setBuddy(widget)
        widget.setAccessibleName(str(text).replace("&", ""))
        form.addRow(label, row or widget)

    @staticmethod
    def _secret() -> QLineEdit:
        line = QLineEdit()
        line.setEchoMode(QLineEdit.EchoMode.Password)
        return line

    def _choose(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, str(N_("NewFile", "Neue Datei")), self.path.text(), "Bezirkskoordination (*.bezirk)"
        )
        if name:
            self.path.setText(name)

    def _make(self) -> None:
        path = paths.documents() / Path(self.path.text().strip()).expanduser()
        if not self.path.text().strip() or os.path.isdir(path):  # unlike Path.is_dir, never raises
            self._say(str(N_("NewFile", "Bitte einen Ordner und einen Dateinamen angeben.")), self.path)
        elif len(self.passphrase.text()) < SHORTEST:
            self._say(N_("NewFile", "Das Kennwort braucht mindestens {} Zeichen.")(SHORTEST), self.passphrase)
        elif self.passphrase.text() != self.again.text():
            self._say(str(N_("NewFile", "Die beiden Kennwörter sind verschieden.")), self.again)
        elif path.suffix.lower() != office_store.SUFFIX:
            self._create(path.with_name(path.name + office_store.SUFFIX))
        else:
            self._create(path)

    def _create(self, path: Path) -> None:
        try:
            self.office = self._begun(path)
        except Refused as refusal:
            self._say(str(refusal), self.path)
        else:
            self.accept()

    def _begun(self, path: Path) -> OfficeFile:
        """The new file with its district; nothing of it is left when that cannot be written."""
        office = office_store.create(path, self.passphrase.text())
        try:
            with office.unit() as unit:
                settings.begin_office(unit, self.district.currentData())
        except Refused:
            office.close()
            disk.remove(office.path, *disk.logs(office.path))
            raise
        return office

    def _say(self, problem: str, at: QWidget) -> None:
        self._problem.setText(problem)
        at.setAccessibleDescription(problem)
        at.setFocus()
