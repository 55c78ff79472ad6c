"""„Über Bezirkskoordination“: version and licence, the libraries that are really installed, the fonts.

What stands in the list is read from the installation; only what a library does not tell itself is told here.
"""

import re
from importlib import metadata
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QTableWidget,
    QTableWidgetItem,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from bezirkskoordination import __version__, paths
from bezirkskoordination.i18n import N_, Text
from bezirkskoordination.ui.cards import button, label
from bezirkskoordination.ui.chips import RowDelegate

_OURS = "bezirkskoordination"
#: Licences of libraries whose own description names none, or none short enough.
_KNOWN = {"sqlcipher3": "zlib (darin SQLCipher: BSD-3-Clause)", "reportlab": "BSD-3-Clause"}

_WHAT = N_("About", "Schreibtisch für die Koordinierungsstelle für Integration in einem Stadtbezirk.")
_VERSION = N_("About", "Version {}")
_EUPL = N_(
    "About",
    "Lizenziert unter der European Union Public Licence (EUPL), Version 1.2. Sie dürfen das Programm benutzen,"
    " weitergeben und verändern; den Wortlaut finden Sie in der beiliegenden Datei LICENSE und unter"
    " https://joinup.ec.europa.eu/collection/eupl/eupl-text-eupl-12.",
)
_NO_ADVICE = N_("About", "Vorlage – ersetzt keine Rechtsberatung; maßgeblich sind die Vorgaben der Stadt.")
_OFFLINE = N_("About", "Das Programm arbeitet ohne Netz: Es sendet nichts und lädt nichts nach.")
_LGPL = N_(
    "About",
    "Qt und PySide6 (Qt for Python) stehen unter der LGPL 3. Sie sind dynamisch eingebunden und lassen sich durch"
    " eigene Fassungen ersetzen; der Quelltext liegt unter https://code.qt.io. QtPdf enthält PDFium (BSD-3-Clause,"
    " Apache-2.0).",
)
_FONTS = N_(
    "About",
    "Bildschirm und Papier verwenden Noto Sans, auch für Arabisch und Äthiopisch (Tigrinya, Amharisch), unter der SIL"
    " Open Font License 1.1:",
)
_HEADS: tuple[Text, ...] = (N_("About", "Bibliothek"), N_("About", "Version"), N_("About", "Lizenz"))


class Library(NamedTuple):
    """An installed library as it describes itself."""

    name: str
    version: str
    licence: str


def libraries() -> list[Library]:
    """Everything that is installed because the program needs it to run, by name."""
    found: dict[str, Library] = {}
    waiting = _needs(_OURS)
    while waiting:
        name = waiting.pop()
        key = re.sub(r"[-_.]+", "-", name).lower()
        if key in found:
            continue
        try:
            known = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue  # needed on another system only
        found[key] = Library(known.metadata["Name"], known.version, _licence(key, known.metadata))
        waiting += _needs(name)
    return sorted(found.values(), key=lambda one: one.name.casefold())


def _needs(name: str) -> list[str]:
    try:
        required = metadata.requires(name) or []
    except metadata.PackageNotFoundError:
        return []
    return [match[0] for line in required if "extra ==" not in line and (match := re.match(r"[\w.-]+", line))]


def _licence(name: str, told: metadata.PackageMetadata) -> str:
    classes = (line.rpartition(" :: ")[2] for line in told.get_all("Classifier") or () if line.startswith("License"))
    fields = (line for key in ("License-Expression", "License") for line in told.get_all(key) or ())
    said = (_KNOWN.get(name), *fields, next(classes, None))
    return next((line.splitlines()[0] for line in said if line), str(N_("About", "siehe Begleitdateien")))


class AboutDialog(QDialog):
    """Three tabs: the program, its libraries, its fonts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(str(N_("About", "Über Bezirkskoordination")))
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName(str(N_("About", "Reiter")))
        self.tabs.setDocumentMode(True)
        for title, page in (
            (N_("About", "Programm"), self._program()),
            (N_("About", "Lizenzen"), self._licences()),
            (N_("About", "Schriften"), self._fonts()),
        ):
            self.tabs.addTab(page, str(title))
        close = button(N_("About", "Schließen"), self.accept)
        close.setDefault(True)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 16)
        column.setSpacing(12)
        column.addWidget(self.tabs, 1)
        column.addLayout(foot)
        self.resize(640, 480)

    def _program(self) -> QWidget:
        parts = [label("Bezirkskoordination", "title"), label(_VERSION(__version__), "muted"), label(_WHAT)]
        parts += [label(_EUPL), label(_OFFLINE), label(_NO_ADVICE, "section")]
        for part in parts:
            part.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
        return _page(*parts, None)

    def _licences(self) -> QWidget:
        rows = libraries()
        self.table = QTableWidget(len(rows), len(_HEADS))
        self.table.setHorizontalHeaderLabels([str(head) for head in _HEADS])
        self.table.setAccessibleName(str(N_("About", "Verwendete Bibliotheken")))
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        self.table.verticalHeader().hide()
        self.table.setItemDelegate(RowDelegate(self.table))
        for at, row in enumerate(rows):
            for column, text in enumerate(row):
                self.table.setItem(at, column, QTableWidgetItem(text))
        self.table.resizeColumnsToContents()
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        return _page(self.table, label(_LGPL, "muted"))

    def _fonts(self) -> QWidget:
        ofl = paths.resource("fonts", "OFL.txt")
        self.ofl = QPlainTextEdit(ofl.read_text(encoding="utf-8") if ofl.is_file() else "")
        self.ofl.setReadOnly(True)
        self.ofl.setTabChangesFocus(True)
        self.ofl.setAccessibleName("SIL Open Font License 1.1")
        return _page(label(_FONTS), self.ofl)


def _page(*parts: QWidget | None) -> QWidget:
    """Widgets one below the other; None takes the rest of the room."""
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 14, 0, 0)
    column.setSpacing(10)
    for part in parts:
        if part is None:
            column.addStretch(1)
        else:
            column.addWidget(part)
    return page
