"""The search field of the window: records, pages, commands and papers, found while typing; Enter goes there.

While nothing is typed it offers commands only, the most used first: names belong to nobody who looks over a shoulder.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QSettings, Qt, QTimer
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget, QListWidgetItem, QWidget

from bezirkskoordination.i18n import N_, Text
from bezirkskoordination.records import VIEWS
from bezirkskoordination.records.council import Mandate
from bezirkskoordination.records.fields import Record, View
from bezirkskoordination.records.money import Claim
from bezirkskoordination.store.folding import fold, words
from bezirkskoordination.ui.commands import COMMANDS, GO, PRINT, Command, key_text
from bezirkskoordination.ui.icons import icon

if TYPE_CHECKING:
    from bezirkskoordination.ui.window import MainWindow

_KEYS = {Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp}
_MOST_RECORDS, _MOST_OF_A_KIND, _MOST_USED = 8, 5, 8
_RECORDS, _PAGES = N_("Search", "Einträge"), N_("Search", "Seiten")
_COMMANDS, _PAPERS, _NEW = N_("Search", "Befehle"), N_("Search", "Drucken"), N_("Search", "Neu anlegen")
_USED, _USUAL = N_("Search", "Häufig benutzt"), N_("Search", "Befehle")
_PRINT = N_("Search", "Drucken: {}")
_BEGIN = N_("Search", "Neu: {}")
#: What is offered before anything was used.
_FIRST = ("volunteer", "expense", "report", "collect_claim", "write_report", "backup", "handbook", "shortcuts")
#: What is no news in a list of commands.
_NOT_COUNTED = frozenset({"search", "undo", "redo", "save", "quit", "lock", "next_tab", "previous_tab"})
_USES = "commands/used"
#: A beginning of an account number; fewer signs could be anything.
_IBAN = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{2,}")
_RUNNING = 4  # digits of a running number
_WITHIN = 4  # letters from which on a word is looked for inside compounds


@dataclass(frozen=True, slots=True)
class Found:
    """One line of the answer: what it is, what kind, and what choosing it does."""

    text: str
    kind: str
    icon: str
    choose: Callable[[], object]


@dataclass(frozen=True, slots=True)
class Section:
    """Lines of one kind under a heading."""

    heading: Text
    found: tuple[Found, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found, and what was meant when the typed words found no record."""

    sections: tuple[Section, ...]
    meant: str = ""


# --- what is used ---------------------------------------------------------------------------


def note_use(memory: QSettings, name: str) -> None:
    """Count that a command was used on this machine: its name, never what it was used on."""
    if name not in _NOT_COUNTED:
        uses = _uses(memory) | {name: _uses(memory).get(name, 0) + 1}
        memory.setValue(_USES, ";".join(f"{one}={count}" for one, count in uses.items()))


def _uses(memory: QSettings) -> dict[str, int]:
    """How often each command was used, the latest last."""
    pairs = (entry.partition("=") for entry in str(memory.value(_USES, "")).split(";"))
    return {name: int(count) for name, _, count in pairs if count.isdecimal()}


# --- finding --------------------------------------------------------------------------------


def find(window: "MainWindow", text: str) -> Answer:
    """Records, pages, commands and papers for what is typed; the commands most used when nothing is.

    The section with the best answer stands first: one that begins as typed, before one that merely contains it.
    """
    typed = words(text)
    if not text.strip():
        return Answer(_offered(window))
    meant, records = _records(window, text)
    sections = [
        Section(_RECORDS, tuple(records)),
        Section(_PAGES, _matching(typed, (_of_command(window, one) for one in COMMANDS if one.menu == GO))),
        Section(_NEW, _matching(typed, (_of_new(window, one) for one in VIEWS))),
        Section(_COMMANDS, _matching(typed, _enabled(window, lambda one: one.menu not in (GO, PRINT)))),
        Section(_PAPERS, _matching(typed, _enabled(window, lambda one: one.menu == PRINT))),
    ]
    begun = fold(text.strip())
    sections.sort(key=lambda one: min((_rank(found.text, typed, begun) for found in one.found), default=2))
    return Answer(tuple(one for one in sections if one.found), meant)


def _records(window: "MainWindow", text: str) -> tuple[str, list[Found]]:
    office = window.desk.office
    hits = office.search(text, _MOST_RECORDS)
    found = {(hit.type.name, hit.id): hit.type for hit in hits}
    number = text.strip()
    if number.isdecimal() and len(number) < _RUNNING:  # „17“ is also K-2026-0017
        found |= {(hit.type.name, hit.id): hit.type for hit in office.search(number.zfill(_RUNNING), _MOST_RECORDS)}
    found |= {(one.type.name, one.id or 0): one.type for one in _with_account(window, number)}
    return (hits[0].meant if hits else ""), [
        Found(office.names.title(name, id_), str(of.label), of.icon, partial(window.open_record, name, id_))
        for (name, id_), of in list(found.items())[: 2 * _MOST_RECORDS]
    ]


def _with_account(window: "MainWindow", typed: str) -> Iterable[Record]:
    """Mandates and claims whose account number begins as typed, however it is grouped."""
    line = re.sub(r"\s", "", typed).upper()
    if not _IBAN.fullmatch(line):
        return []
    read = window.desk.office.read
    records: list[Mandate | Claim] = [*read.all(Mandate), *read.all(Claim)]
    return [one for one in records if re.sub(r"\s", "", one.iban).upper().startswith(line)]


def _matching(typed: Sequence[str], offered: Iterable[Found]) -> tuple[Found, ...]:
    """Those that have each typed word: as a beginning, or within a compound („antrag“); at most a few."""

    def has(text: str, part: str) -> bool:
        return any(word.startswith(part) or (len(part) >= _WITHIN and part in word) for word in words(text))

    found = [one for one in offered if typed and all(has(one.text, part) for part in typed)]
    found.sort(key=lambda one: _rank(one.text, typed, " ".join(typed)))
    return tuple(found[:_MOST_OF_A_KIND])


def _rank(text: str, typed: Sequence[str], begun: str) -> int:
    """How well a text answers: 0 when it begins as typed, 1 when each typed word begins one of its, else 2."""
    if fold(text).startswith(begun):
        return 0
    return 1 if all(any(word.startswith(part) for word in words(text)) for part in typed) else 2


def _enabled(window: "MainWindow", wanted: Callable[[Command], bool]) -> Iterable[Found]:
    return (_of_command(window, one) for one in COMMANDS if wanted(one) and one.enabled(window))


def _of_command(window: "MainWindow", command: Command) -> Found:
    text = _PRINT(command.text) if command.menu == PRINT else str(command.text)
    return Found(text, key_text(command.shortcut), command.icon, partial(window.run, command.name))


def _of_new(window: "MainWindow", view: View) -> Found:
    def begin() -> None:
        page = window.open_page(view.name)
        if window.pages.name == view.name:  # else the present page could not be left
            page.new()

    return Found(_BEGIN(view.singular), "", "add", begin)


def _offered(window: "MainWindow") -> tuple[Section, ...]:
    uses = _uses(window.memory)
    latest = {name: at for at, name in enumerate(uses)}
    names = sorted(uses, key=lambda name: (uses[name], latest[name]), reverse=True)
    known = {one.name: one for one in COMMANDS if one.enabled(window)}
    used = [_of_command(window, known[name]) for name in names if name in known][:_MOST_USED]
    rest = [name for name in _FIRST if name in known and name not in names][: _MOST_USED - len(used)]
    sections = (
        Section(_USED, tuple(used)), Section(_USUAL, tuple(_of_command(window, known[name]) for name in rest)),
    )  # fmt: skip
    return tuple(one for one in sections if one.found)


# --- the field ------------------------------------------------------------------------------


class SearchField(QLineEdit):
    """Asks `find(text)` at every keystroke and offers the answer below the field."""

    def __init__(self, find: Callable[[str], Answer], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._find = find
        self._found: list[Found] = []
        self._came_from: QWidget | None = None
        self.setPlaceholderText(str(N_("Search", "Alles durchsuchen …   Strg+K")))
        self.setAccessibleName(str(N_("Search", "Alles durchsuchen")))
        self.setClearButtonEnabled(True)
        self.list = QListWidget(self.window())
        self.list.setProperty("popup", True)
        self.list.setAccessibleName(str(N_("Search", "Treffer")))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.hide()
        self.list.itemClicked.connect(self._take)
        self.textEdited.connect(self.ask)
        self.returnPressed.connect(self._take)

    def begin(self) -> None:
        """Come here from wherever the keyboard is, and offer what is used most; Escape goes back there."""
        before = QApplication.focusWidget()
        if before is not self:
            self._came_from = before
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()
        self.ask(self.text())

    def ask(self, text: str) -> None:
        """Show what there is for this text."""
        self.list.clear()
        answer = self._find(text)
        self._found = []
        if answer.meant:
            self._add_note(N_("Search", "Kein genauer Treffer – gesucht wurde „{}“.")(answer.meant))
        for section in answer.sections:
            self._add_heading(str(section.heading))
            for found in section.found:
                kind = f"  ·  {found.kind}" if found.kind else ""
                item = QListWidgetItem(icon(found.icon), f"{found.text}{kind}", self.list)
                item.setData(Qt.ItemDataRole.UserRole, len(self._found))
                about = "" if found.text.startswith(str(section.heading)) else f"{section.heading}: "
                item.setData(Qt.ItemDataRole.AccessibleTextRole, about + item.text())
                self._found.append(found)
        if not self._found:
            self._add_note(N_("Search", "Kein Treffer für „{}“.")(text.strip()))
        self._choose(1 if text.strip() else 0)
        self._place()

    def _choose(self, step: int) -> None:
        """Go to the first line that can be chosen; with nothing typed none is, until somebody asks for one."""
        rows = [row for row in range(self.list.count()) if self.list.item(row).flags()]
        self.list.setCurrentRow(rows[0] if rows and step else -1)
        self._tell()

    def _tell(self) -> None:
        """Say the present line to screen readers: the focus stays in the field."""
        item = self.list.currentItem()
        self.setAccessibleDescription(str(item.data(Qt.ItemDataRole.AccessibleTextRole)) if item else "")

    def _add_note(self, text: str) -> None:
        note = QListWidgetItem(text, self.list)
        note.setFlags(Qt.ItemFlag.NoItemFlags)

    def _add_heading(self, text: str) -> None:
        heading = QListWidgetItem(text.upper(), self.list)
        heading.setFlags(Qt.ItemFlag.NoItemFlags)
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 0.8)
        font.setBold(True)
        heading.setFont(font)

    def _place(self) -> None:
        self.list.setParent(self.window())
        corner = self.mapTo(self.window(), QPoint(0, self.height() + 4))
        height = sum(self.list.sizeHintForRow(row) for row in range(self.list.count())) + 14
        room = self.window().height() - corner.y() - 12
        letter = self.fontMetrics().horizontalAdvance("n")
        liked = min(max(self.width(), self.list.sizeHintForColumn(0) + 40, 48 * letter), 84 * letter)
        width = min(liked, self.window().width() - 16)
        self.list.setGeometry(min(corner.x(), self.window().width() - width - 8), corner.y(), width, min(height, room))
        self.list.show()
        self.list.raise_()

    def _take(self, *_args: object) -> None:
        item = self.list.currentItem()
        number = item.data(Qt.ItemDataRole.UserRole) if item else None
        if number is None or not self.list.isVisible():
            return
        self.dismiss()
        self._found[number].choose()

    def dismiss(self) -> None:
        """Empty the field and put the answer away."""
        self.clear()
        self.list.hide()

    def _go_back(self) -> None:
        self.dismiss()
        if self._came_from is not None and self._came_from.isVisible():
            self._came_from.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._came_from = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._go_back()
        elif event.key() in _KEYS:
            if self.list.isHidden():
                self.ask(self.text())
            self.list.keyPressEvent(event)
            self._tell()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self.ask(self.text())

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            # After a click into the list, which closes it itself.
            QTimer.singleShot(150, self, self._put_away)
        return super().event(event)

    def _put_away(self) -> None:
        if not self.hasFocus():  # somebody may have come back meanwhile
            self.list.hide()
