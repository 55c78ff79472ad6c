"""The coordinator's own words in a report: a text for each section, with what stood there last time beside it.

Figures are put in by their name („{{Neue Bedarfe}}“), what is missing is marked „<noch offen: …>“. Which places there
are and what was written last time, the form says; what is printed, the paper.
"""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QResizeEvent, QSyntaxHighlighter, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QApplication, QBoxLayout, QCheckBox, QFrame, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from bezirkskoordination.i18n import N_, Text
from bezirkskoordination.records.council import Section
from bezirkskoordination.records.fields import Field
from bezirkskoordination.records.kinds import NOTE, Details
from bezirkskoordination.rules import report_texts
from bezirkskoordination.rules.report_sections import SECTIONS, belongs
from bezirkskoordination.rules.report_texts import Place, Places
from bezirkskoordination.ui import style
from bezirkskoordination.ui.widgets.contract import FieldWidget, Sources
from bezirkskoordination.ui.widgets.lines import NoteWidget, Paper

#: So many digits wide, the last text stands beside the new one.
_BESIDE = 84
_IN_REPORT, _IN_REPORT_SAID = N_("Sections", "im Bericht"), N_("Sections", "„{}“ kommt in den Bericht")
_LAST_TIME = N_("Sections", "Im letzten Bericht:")
_NOTHING_LAST = N_("Sections", "Im letzten Bericht stand hier nichts.")
_OPEN_ONE, _OPEN_MANY = N_("Sections", "eine offene Stelle"), N_("Sections", "{} offene Stellen")
#: Behind a pause in writing the text is looked through.
_LOOK_AFTER = 400  # ms


class _Marks(QSyntaxHighlighter):
    """Shows places in the accent colour, open spots on a ground of their own, and figures to be looked at wavy."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self.known: frozenset[str] = frozenset()
        self.doubtful: tuple[tuple[int, int], ...] = ()

    def highlightBlock(self, text: str) -> None:
        tokens = style.tokens()
        for place in report_texts.places_in(text):
            shown = QTextCharFormat()
            shown.setForeground(QColor(tokens.accent))
            shown.setFontWeight(600)
            self.setFormat(place.start, place.end - place.start, shown)
        for spot in report_texts.open_spots(text, self.known):
            shown = QTextCharFormat()
            shown.setBackground(QColor(tokens.warn))
            shown.setForeground(QColor(tokens.warn_text))
            self.setFormat(spot.start, spot.end - spot.start, shown)
        begin = self.currentBlock().position()
        for start, end in self.doubtful:
            if begin <= start < begin + len(text):
                shown = QTextCharFormat()
                shown.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
                shown.setUnderlineColor(QColor(tokens.problem))
                self.setFormat(start - begin, end - start, shown)


class SectionRow(QWidget):
    """One section: its name, its text, and beside or below it what was written last time."""

    def __init__(self, key: str, title: Text, hint: Text, sources: Sources) -> None:
        super().__init__()
        self.key, self.title = key, str(title)
        self.note = NoteWidget(Field(key, NOTE, title, "", False, Details(), hint=hint), sources)
        self.last_text = ""
        self._beside = False
        self.written = ""  # as it was when somebody was last told
        self.head = QLabel(self.title)
        self.head.setProperty("role", "section")
        self.head.setIndent(0)
        self.head.setBuddy(self.editor)
        self.state = QLabel()
        self.state.setProperty("role", "warn")
        self.on = QCheckBox(str(_IN_REPORT))
        self.on.setAccessibleName(_IN_REPORT_SAID(self.title))
        self.on.setChecked(True)
        self.on.toggled.connect(self._turn)
        self.last = QLabel()
        self.last.setProperty("role", "muted")
        self.last.setWordWrap(True)
        self.last.setTextFormat(Qt.TextFormat.PlainText)
        self.last.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.last.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.marks = _Marks(self.editor.document())
        aside = self.aside = QFrame()
        inside = QVBoxLayout(aside)
        inside.setContentsMargins(8, 0, 0, 4)
        inside.addWidget(self.last)
        inside.addStretch(1)
        head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        head.addWidget(self.head, 1)
        head.addWidget(self.state)
        head.addWidget(self.on)
        self._body = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._body.addWidget(self.note, 3)
        self._body.addWidget(aside, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 8)
        column.setSpacing(3)
        column.addLayout(head)
        column.addLayout(self._body)

    @property
    def is_printed(self) -> bool:
        """Whether the paper has it: this kind of report does, and it is not left out."""
        return self.on.isChecked() and not self.isHidden()

    def _turn(self, on: bool) -> None:
        """What is not in the report shows no text; the words stay."""
        self.note.setVisible(on)
        self.aside.setVisible(on and (self._beside or bool(self.last_text)))

    @property
    def editor(self) -> Paper:
        """Where the words are written."""
        return self.note.paper

    def show_last(self, text: str) -> None:
        """Show what was written last time."""
        self.last_text = text.strip()
        self.last.setText(f"{_LAST_TIME}\n{self.last_text}" if self.last_text else str(_NOTHING_LAST))

    def show_beside(self, beside: bool) -> None:
        """Put the last text beside or below the new one."""
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._body.direction() != direction:
            self._body.setDirection(direction)
        self._beside = beside
        self._turn(self.on.isChecked())

    def look(self, known: frozenset[str], doubtful: Sequence[tuple[int, int]]) -> None:
        """Mark what is open or to be looked at."""
        self.marks.known, self.marks.doubtful = known, tuple(doubtful)
        self.marks.rehighlight()
        count = len(self.spots(known))
        self.state.setText(str(_OPEN_ONE) if count == 1 else _OPEN_MANY(count) if count else "")

    def spots(self, known: frozenset[str]) -> list[report_texts.Spot]:
        """What is open; nothing in a section that is left out."""
        return [] if not self.is_printed else report_texts.open_spots(self.editor.toPlainText(), known)

    def replace(self, text: str) -> None:
        """Put another text in the place of this one; Ctrl+Z brings it back."""
        cursor = QTextCursor(self.editor.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)

    def select(self, start: int, end: int) -> None:
        """Go to a spot in the text."""
        cursor = self.editor.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(min(end, len(self.editor.toPlainText())), QTextCursor.MoveMode.KeepAnchor)
        self.editor.setTextCursor(cursor)
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)


class SectionsWidget(FieldWidget):
    """All sections in the paper's order; sections that the paper no longer knows are kept as they are."""

    wide = True
    #: The keyboard went from one section to the next, and something had been written.
    stepped = Signal()
    #: The keyboard came to this section.
    entered = Signal(str)
    #: It was written, and now there is a pause.
    paused = Signal()

    def __init__(self, field: Field, sources: Sources, _widget_for: object) -> None:
        super().__init__(field, sources)
        self.rows: dict[str, SectionRow] = {}
        self.places: Places = {}
        self._others: tuple[Section, ...] = ()
        self._current = SECTIONS[0].key
        self._written = False
        self._read_only = False
        self._pause = QTimer(self, singleShot=True, interval=_LOOK_AFTER)
        self._pause.timeout.connect(self._look_again)
        for kind in SECTIONS:
            row = SectionRow(kind.key, kind.label, kind.hint, sources)
            row.note.edited.connect(partial(self._row_edited, row))
            row.editor.installEventFilter(self)
            row.on.clicked.connect(self._turned)
            self.rows[kind.key] = row
            self._column.addWidget(row)
        self._control = self.current.editor

    # --- the value ------------------------------------------------------------------------

    def name_places(self, places: Places) -> None:
        """Say which places there are; their names do not change while a text is written."""
        if places == self.places:
            return
        self.places = places
        self._known = frozenset({one for place in places.values() for one in (place.label, place.code)})
        self._look_again()

    def _read(self) -> tuple[Section, ...]:
        told = (
            Section(key=key, text=report_texts.in_codes(row.note.value(), self.places), on=row.on.isChecked())
            for key, row in self.rows.items()
        )
        return (*(one for one in told if one.text or not one.on), *self._others)

    def set_value(self, value: Any) -> None:
        kept = {one.key: one for one in value or ()}
        for key, row in self.rows.items():
            row.on.setChecked(key not in kept or kept[key].on)
            text = report_texts.in_words(kept[key].text if key in kept else "", self.places)
            if row.note.raw() != text:  # else the cursor stays where it is
                row.note.set_value(text)
            row.written = row.editor.toPlainText()
        self._others = tuple(one for one in value or () if one.key not in self.rows)
        self._written = False
        self._look_again()

    def raw(self) -> dict[str, Any]:
        texts = {key: [row.note.raw(), row.on.isChecked()] for key, row in self.rows.items()}
        return {"texts": texts, "others": [[one.key, one.text, one.on] for one in self._others]}

    def set_raw(self, raw: Any) -> None:
        texts = raw["texts"]
        for key in texts.keys() & self.rows.keys():
            words, on = texts[key]
            self.rows[key].note.set_raw(words)
            self.rows[key].on.setChecked(on)
            self.rows[key].written = self.rows[key].editor.toPlainText()
        self._others = tuple(Section(key=key, text=text, on=on) for key, text, on in raw["others"])
        self._look_again()

    def set_read_only(self, read_only: bool) -> None:
        self._read_only = read_only
        for row in self.rows.values():
            row.note.set_read_only(read_only)
            row.on.setEnabled(not read_only)

    @property
    def is_read_only(self) -> bool:
        """Whether the texts can only be read."""
        return self._read_only

    def show_kind(self, kind: str) -> None:
        """Show the sections that this kind of report has; the words of the others stay."""
        for key, row in self.rows.items():
            row.setVisible(belongs(kind, key))
        self._look_again()

    def show_last(self, texts: Mapping[str, str]) -> None:
        """Show what was written last time, as it is stored."""
        for key, row in self.rows.items():
            row.show_last(report_texts.in_words(texts.get(key, ""), self.places))
        self._arrange()

    def other(self, key: str) -> str:
        """A text that stands in none of the sections here."""
        return next((one.text for one in self._others if one.key == key), "")

    def set_other(self, key: str, text: str) -> None:
        """Keep a text that stands in none of the sections here; an empty one is kept no longer."""
        rest = tuple(one for one in self._others if one.key != key)
        self._others = (*rest, Section(key=key, text=text)) if text else rest
        self.edited.emit()

    # --- writing ----------------------------------------------------------------------------

    @property
    def current(self) -> SectionRow:
        """The section that is written, or was last."""
        return self.rows[self._current]

    def put_place(self, place: Place) -> None:
        """Put a figure where the cursor is."""
        self._insert(report_texts.place(place.label))

    def put_open_spot(self) -> None:
        """Mark that something is missing; what is chosen becomes what is missing."""
        editor = self.current.editor
        chosen = editor.textCursor().selectedText()
        self._insert(report_texts.OPEN_SPOT.replace(" >", f" {chosen}>"))
        cursor = editor.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.Left)
        editor.setTextCursor(cursor)

    def _insert(self, words: str) -> None:
        if not self._read_only:
            editor = self.current.editor
            editor.setFocus(Qt.FocusReason.OtherFocusReason)
            editor.textCursor().insertText(words)

    def take_last(self) -> bool:
        """Take over what was written last time: into an empty text, else behind what is there."""
        row = self.current
        if self._read_only or not row.last_text:
            return False
        editor = row.editor
        editor.setFocus(Qt.FocusReason.OtherFocusReason)
        cursor = editor.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.insertText(f"\n\n{row.last_text}" if editor.toPlainText().strip() else row.last_text)
        editor.setTextCursor(cursor)
        return True

    def count_open(self) -> int:
        """How many spots are open."""
        return sum(len(row.spots(self._known)) for row in self.rows.values())

    def texts(self) -> dict[str, str]:
        """The words as they are shown, by section; none of a section that is left out."""
        return {key: row.editor.toPlainText() if row.is_printed else "" for key, row in self.rows.items()}

    def go_to_open_spot(self) -> bool:
        """Go to the next open spot, from the last one to the first; whether there is any."""
        keys = list(self.rows)
        at = keys.index(self._current)
        cursor = self.current.editor.textCursor()
        behind = cursor.selectionStart() + (1 if cursor.hasSelection() else 0)
        spot = report_texts.following(self.current.spots(self._known), behind)
        if spot is not None:
            self.current.select(spot.start, spot.end)
            return True
        for key in (*keys[at + 1 :], *keys[: at + 1]):
            if spots := self.rows[key].spots(self._known):
                self.rows[key].select(spots[0].start, spots[0].end)
                return True
        return False

    def go_to(self, key: str, start: int = 0, end: int = 0) -> None:
        """Go to a section: to a place in its text, or where the cursor was left."""
        if key not in self.rows:
            return
        if end > start:
            self.rows[key].select(start, end)
        else:
            self.rows[key].editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def mark_doubtful(self, found: Mapping[str, Sequence[tuple[int, int]]]) -> None:
        """Mark figures to be looked at: by section, where they begin and end."""
        self._doubtful = {key: tuple(spans) for key, spans in found.items()}
        for key, row in self.rows.items():
            row.look(self._known, self._doubtful.get(key, ()))

    #: What was said last; before anything was said, nothing.
    _known: frozenset[str] = frozenset()
    _doubtful: Mapping[str, tuple[tuple[int, int], ...]] = {}

    def _row_edited(self, row: SectionRow) -> None:
        text = row.editor.toPlainText()
        if text == row.written:  # only its marks have changed
            return
        row.written = text
        self._written = True
        self._pause.start()
        self.edited.emit()

    def _turned(self) -> None:
        self._written = True
        self._look_again()
        self.edited.emit()

    def _look_again(self) -> None:
        for key, row in self.rows.items():
            row.look(self._known, self._doubtful.get(key, ()))
        self.paused.emit()

    # --- where the keyboard is, how wide it is ------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QPlainTextEdit):
            came = next((key for key, row in self.rows.items() if row.editor is watched), self._current)
            went_on = came != self._current
            self._current = came
            self._control = self.current.editor
            if went_on and self._written:
                self._written = False
                QTimer.singleShot(0, self, self._step)  # after Qt has moved the focus
            self.entered.emit(came)
        return super().eventFilter(watched, event)

    def _step(self) -> None:
        focus = QApplication.focusWidget()
        if focus is not None and self.isAncestorOf(focus):
            self.stepped.emit()

    def _arrange(self) -> None:
        beside = self.width() >= self.fontMetrics().horizontalAdvance("0") * _BESIDE
        for row in self.rows.values():
            row.show_beside(beside and any(one.last_text for one in self.rows.values()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
