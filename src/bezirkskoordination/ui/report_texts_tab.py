"""The tab on which the texts of a report are written: what can be done with a text above, the sections, the page."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QMenu, QPushButton, QSplitter, QVBoxLayout, QWidget

from bezirkskoordination.i18n import N_, Text
from bezirkskoordination.rules import report_texts
from bezirkskoordination.rules.report_texts import Place
from bezirkskoordination.ui.cards import Scrolled, label
from bezirkskoordination.ui.flow import Flow
from bezirkskoordination.ui.report_pages import LivePreview
from bezirkskoordination.ui.widgets.sections import SectionsWidget

if TYPE_CHECKING:
    from bezirkskoordination.ui.report_form import ReportForm

#: So many digits wide, the page stands beside the texts.
_BESIDE = 108
#: Lower than so many lines, all room is for the texts; the verbs have keys and stand in the menu.
_ROOMY = 14
#: The verbs, each with the words of its button, what it does, and its key.
_VERBS: tuple[tuple[str, Text, Text, str], ...] = (
    ("choose_place", N_("ReportTextsTab", "Zahl …"), N_("ReportTextsTab", "Zahl einsetzen"), "F6"),
    ("mark_open", N_("ReportTextsTab", "Noch offen"), N_("ReportTextsTab", "Offene Stelle kennzeichnen"), "F7"),
    ("next_open", N_("ReportTextsTab", "Nächste"), N_("ReportTextsTab", "Nächste offene Stelle"), "F8"),
    ("take_last", N_("ReportTextsTab", "Letzter Text"), N_("ReportTextsTab", "Letzten Text übernehmen"), "F9"),
    (
        "paste_back", N_("ReportTextsTab", "Korrektur …"), N_("ReportTextsTab", "Korrigierte Fassung einfügen"),
        "Ctrl+Shift+V",
    ),
)  # fmt: skip
_KEY, _SAID = N_("ReportTextsTab", "{} {}"), N_("ReportTextsTab", "{} ({})")
_NO_OPEN = N_("ReportTextsTab", "Es gibt keine offene Stelle mehr.")
_NO_LAST = N_("ReportTextsTab", "Im letzten Bericht stand in diesem Abschnitt nichts.")
_STATE_NONE = N_("ReportTextsTab", "Keine offene Stelle.")
_STATE_ONE, _STATE_MANY = N_("ReportTextsTab", "1 offene Stelle."), N_("ReportTextsTab", "{} offene Stellen.")
_DOUBT_ONE = N_("ReportTextsTab", "Eine Zahl im Text weicht ab; unter „Prüfung“ steht, welche.")
_DOUBT_MANY = N_("ReportTextsTab", "{} Zahlen im Text weichen ab; unter „Prüfung“ steht, welche.")


class TextsTab(QWidget):
    """The sections of a report. Its verbs act on the section that the keyboard is in, or was last."""

    def __init__(self, frame: "ReportForm", sections: SectionsWidget) -> None:
        super().__init__()
        self._frame, self.sections = frame, sections
        self.menu = QMenu(self)
        self.buttons: dict[str, QPushButton] = {}
        shelf = self.shelf = QWidget()
        flow = Flow(shelf, gap=6)
        for name, text, said, key in _VERBS:
            made = self.buttons[name] = QPushButton(_KEY(text, key) if key[0] == "F" else str(text))
            made.setAccessibleName(str(said))
            made.setToolTip(_SAID(said, key.replace("Ctrl", "Strg").replace("Shift", "Umschalt")))
            made.clicked.connect(partial(self._verb, name))
            flow.addWidget(made)
        self.state = label(role="muted")
        ground = QWidget()
        inside = QVBoxLayout(ground)
        inside.setContentsMargins(0, 2, 8, 4)
        inside.addWidget(sections)
        inside.addStretch(1)
        area = Scrolled(ground)
        area.viewport().setAutoFillBackground(False)
        self.preview = LivePreview(frame.pages)
        split = self.split = QSplitter()
        split.setChildrenCollapsible(False)
        split.setHandleWidth(14)
        split.addWidget(area)
        split.addWidget(self.preview)
        split.setStretchFactor(0, 1)
        split.setStretchFactor(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(6)
        column.addWidget(shelf)
        column.addWidget(self.state)
        column.addWidget(split, 1)

    def _verb(self, name: str, _checked: bool = False) -> None:
        getattr(self, name)()

    # --- verbs ------------------------------------------------------------------------------

    def choose_place(self) -> None:
        """Choose a figure that is put where the cursor is."""
        if self.sections.is_read_only:
            return
        from bezirkskoordination.ui.place_dialog import PlaceDialog  # late: it is seldom asked for

        dialog = PlaceDialog(list(self._frame.places.values()), self)
        dialog.chosen.connect(self.put_place)
        self._frame.open_dialog(dialog)

    def put_place(self, place: Place) -> None:
        """Put a figure where the cursor is."""
        self.sections.put_place(place)

    def mark_open(self) -> None:
        """Mark that something is missing where the cursor is."""
        self.sections.put_open_spot()

    def next_open(self) -> None:
        """Go to the next open spot."""
        if not self.sections.go_to_open_spot():
            self._frame.context.say(str(_NO_OPEN))

    def take_last(self) -> None:
        """Take over what was written last time."""
        if not self.sections.take_last() and not self.sections.is_read_only:
            self._frame.context.say(str(_NO_LAST))

    def paste_back(self) -> None:
        """Take in what somebody else has corrected, after a look at the difference."""
        if self.sections.is_read_only:
            return
        from bezirkskoordination.ui.paste_back import PasteBack  # late: it is seldom asked for

        row, places = self.sections.current, self._frame.places
        stored = report_texts.in_codes(row.editor.toPlainText(), places)
        dialog = PasteBack(row.title, stored, places, self)
        dialog.accepted_text.connect(lambda text: row.replace(report_texts.in_words(text, places)))
        dialog.finished.connect(lambda _result: row.editor.setFocus())
        self._frame.open_dialog(dialog)

    def begin(self) -> None:
        """Begin to write: at the first open spot, else in the first empty text."""
        rows = self.sections.rows
        if not self.sections.go_to_open_spot():
            empty = (key for key, row in rows.items() if not row.editor.toPlainText().strip())
            self.sections.go_to(next(empty, next(iter(rows))))

    # --- what is shown ------------------------------------------------------------------------

    def tell(self) -> None:
        """Say how far the texts are."""
        open_ = self.sections.count_open()
        doubts = sum(map(len, self._frame.found.values()))
        words = [str(_STATE_NONE) if not open_ else str(_STATE_ONE) if open_ == 1 else _STATE_MANY(open_)]
        if doubts:
            words.append(str(_DOUBT_ONE) if doubts == 1 else _DOUBT_MANY(doubts))
        self.state.setText(" ".join(words))
        for button in self.buttons.values():
            button.setEnabled(not self.sections.is_read_only)
        self.buttons["next_open"].setEnabled(bool(open_))

    def follow_cursor(self) -> None:
        """Show the page of the section that is written."""
        if self.preview.isVisible():
            self.preview.follow_words(self._frame.printed(self.sections.current.key))

    def _arrange(self) -> None:
        self.preview.setVisible(self.width() >= self.fontMetrics().horizontalAdvance("0") * _BESIDE)
        roomy = self.height() >= self.fontMetrics().height() * _ROOMY
        self.shelf.setVisible(roomy)
        self.state.setVisible(roomy)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._frame.form.keyPressEvent(event)
        else:
            super().keyPressEvent(event)
