"""Takes in the text of a section as somebody else has corrected it: the difference first, then all of it or nothing.

Figures that came back unchanged stay places that the paper fills.
"""

from html import escape

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

from bezirkskoordination.i18n import N_
from bezirkskoordination.rules import report_texts
from bezirkskoordination.rules.report_texts import ADDED, KEPT, REMOVED, Piece, Places
from bezirkskoordination.ui import style
from bezirkskoordination.ui.cards import label
from bezirkskoordination.ui.widgets.lines import Paper

_TITLE = N_("PasteBack", "Korrigierte Fassung: {}")
_HERE = N_("PasteBack", "Korrigierter Text dieses Abschnitts (Strg+V)")
_DIFFERENCE = N_("PasteBack", "Unterschied zu Ihrem Text")
_LEGEND = N_("PasteBack", "durchgestrichen: fällt weg · unterstrichen: kommt dazu")
_SAME, _EMPTY = N_("PasteBack", "Kein Unterschied."), N_("PasteBack", "Noch nichts eingefügt.")
_COUNT = N_("PasteBack", "{} Stellen geändert")
_COUNT_ONE = N_("PasteBack", "Eine Stelle geändert")


class PasteBack(QDialog):
    """`accepted_text` gives the new text as it is stored. Strg+Z in the text brings the old one back."""

    accepted_text = Signal(str)

    def __init__(self, title: str, stored: str, places: Places, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stored, self._places = stored, places
        self._printed = report_texts.filled(stored, places)
        self.setWindowTitle(_TITLE(title))
        self.paper = Paper(self, least=6, most=9)
        self.paper.setAccessibleName(str(_HERE))
        self.paper.textChanged.connect(self._compare)
        self.difference = QTextBrowser()
        self.difference.setAccessibleName(str(_DIFFERENCE))
        self.said = label(role="muted")
        buttons = QDialogButtonBox()
        self.take = buttons.addButton(str(N_("PasteBack", "Übernehmen")), QDialogButtonBox.ButtonRole.AcceptRole)
        self.take.setProperty("primary", True)
        self.leave = buttons.addButton(
            str(N_("PasteBack", "Nicht übernehmen")), QDialogButtonBox.ButtonRole.RejectRole
        )  # fmt: skip
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        head = label(_HERE, "section")
        head.setBuddy(self.paper)
        column.addWidget(head)
        column.addWidget(self.paper)
        column.addWidget(label(_DIFFERENCE, "section"))
        column.addWidget(label(_LEGEND, "muted"))
        column.addWidget(self.difference, 1)
        column.addWidget(self.said)
        column.addWidget(buttons)
        self.resize(640, 600)
        self.paper.setPlainText(QGuiApplication.clipboard().text())
        self.paper.selectAll()
        self._compare()
        self.paper.setFocus()

    def _compare(self) -> None:
        new = self.paper.toPlainText()
        changed = report_texts.is_changed(self._printed, new)
        self.take.setEnabled(bool(new.strip()) and changed)
        if not new.strip():
            self.difference.clear()
            self.said.setText(str(_EMPTY))
            return
        pieces = report_texts.difference(self._printed, new)
        self.difference.setHtml(" ".join(map(_html, pieces)))
        count = sum(
            1
            for at, one in enumerate(pieces)
            if one.kind == REMOVED or (one.kind == ADDED and (not at or pieces[at - 1].kind != REMOVED))
        )
        self.said.setText(str(_SAME) if not changed else str(_COUNT_ONE) if count == 1 else _COUNT(count))

    def accept(self) -> None:
        if self.take.isEnabled():
            new = self.paper.toPlainText().strip()
            super().accept()
            self.accepted_text.emit(report_texts.accepted(self._stored, self._places, new))


def _html(piece: Piece) -> str:
    tokens, mark = style.tokens(), "" if piece.kind == KEPT else "¶"
    words = escape(piece.words).replace("\n\n", f"{mark}<br><br>").replace("\n", f"{mark}<br>")
    if piece.kind == REMOVED:
        return f'<s style="color:{tokens.bad_text};background:{tokens.bad}">{words}</s>'
    if piece.kind == ADDED:
        return f'<u style="color:{tokens.good_text};background:{tokens.good}">{words}</u>'
    return words
