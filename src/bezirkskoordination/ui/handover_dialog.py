"""„Übergabe …“: who takes over, from when, where the package is to lie, and her own passphrase, typed twice.

What is long runs in the worker; the folder is placed in the same step that notes the handover in this file.
"""

import os.path
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from bezirkskoordination import paths
from bezirkskoordination.actions import appointing
from bezirkskoordination.i18n import N_
from bezirkskoordination.records.council import Mandate
from bezirkskoordination.records.fields import Field
from bezirkskoordination.records.kinds import DATE, TEXT, Details
from bezirkskoordination.records.refusal import BadValue, Refused
from bezirkskoordination.reports import handover, handover_protocol
from bezirkskoordination.reports.handover_protocol import Handed
from bezirkskoordination.rules import mandates
from bezirkskoordination.store.folder import NewFolder
from bezirkskoordination.ui.ask_dialog import AskDialog
from bezirkskoordination.ui.cards import Scrolled, button
from bezirkskoordination.ui.new_passphrase import AGAIN, SECRET, ExactLine, NewPassphrase, Secret
from bezirkskoordination.ui.progress import work
from bezirkskoordination.ui.related import suggestions
from bezirkskoordination.ui.saying import Saying
from bezirkskoordination.ui.widgets import Sources

if TYPE_CHECKING:
    from bezirkskoordination.ui.window import MainWindow
    from bezirkskoordination.ui.worker import Progress

_TITLE = N_("HandoverDialog", "Das Amt übergeben: {}")
_HINT = N_(
    "HandoverDialog",
    "Geschrieben wird ein neuer Ordner: die Datei mit dem Kennwort der Person, die übernimmt, die Unterlagen und das"
    " Übergabeprotokoll zum Unterschreiben. Er enthält personenbezogene Angaben; die beiden PDF sind nicht"
    " verschlüsselt. Diese Datei hier bleibt, wie sie ist.",
)
_ON = Field("on", DATE, N_("HandoverDialog", "Übergabe am"), None, True, Details())
_SUCCESSOR = Field("successor", TEXT, N_("HandoverDialog", "übernommen von"), "", False, Details())
_FOLDER = Field("folder", TEXT, N_("HandoverDialog", "Neuer Ordner"), "", True, Details())
_HER_OWN = replace(SECRET, label=N_("HandoverDialog", "Kennwort der Person, die übernimmt"))
_CHOOSE, _PARENT = N_("HandoverDialog", "Ort &wählen …"), N_("HandoverDialog", "Wo der Ordner liegen soll")
_TAKE = N_("HandoverDialog", "Übergabepaket schreiben")
_PROPOSED = N_("HandoverDialog", "Übergabe_{}")
_NO_FOLDER = N_("HandoverDialog", "Bitte einen Ordner angeben, den es noch nicht gibt.")
_THERE = N_("HandoverDialog", "„{}“ gibt es schon. Bitte einen neuen Ordner angeben; überschrieben wird nichts.")
_OLD = N_("HandoverDialog", "Das ist das bisherige Kennwort. Die übergebene Datei braucht ein eigenes.")
_WRITING = N_("HandoverDialog", "Übergabepaket wird geschrieben und geprüft …")
_NOTED = N_("HandoverDialog", "Amt übergeben: {}")
_DONE = N_(
    "HandoverDialog",
    "Das Übergabepaket liegt in „{}“. Das Protokoll liegt auch bei der Bestellung. Bitte beides ausdrucken, gemeinsam"
    " unterschreiben und den Ordner persönlich übergeben.",
)
_NOBODY = N_(
    "HandoverDialog",
    "Es ist noch nicht eingetragen, wer das Amt hat. Bitte zuerst unter „Bestellung“ eintragen.",
)
_WIDTH = 72  # letters of an average width
_FRAME = 40  # px that the frame around a window takes of the screen
_LEAST = 90  # px: a line with its label, and where it goes on


class HandoverDialog(AskDialog):
    """Asks for a handover, and has it written."""

    def __init__(self, window: "MainWindow", one: Mandate, parent: QWidget | None = None) -> None:
        self._window, self._mandate, self._today = window, one, window.today()
        office = window.desk.office
        sources = Sources(office.names, suggestions(office))
        super().__init__(
            _TITLE(office.names.title("person", one.person)),
            (_ON, _SUCCESSOR),
            sources,
            self._begin,
            parent or window,
            _TAKE,
            _HINT,
        )
        told = Handed(self._today, one)
        self.put(on=self._today, successor=handover_protocol.successor(office.read, told))
        for field, kind in ((_FOLDER, ExactLine), (_HER_OWN, Secret), (AGAIN, Secret)):
            widget = self.widgets[field.name] = kind(field, sources)
            widget.show_label_above(True)
            widget.edited.connect(lambda: self.say(""))
        self.widgets["folder"].set_raw(str(paths.documents() / _PROPOSED(self._today.isoformat())))
        self.choose = button(_CHOOSE, self._choose)
        where = QHBoxLayout()
        where.setSpacing(8)
        where.addWidget(self.widgets["folder"], 1)
        where.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignBottom)
        ground = QWidget()
        self._column = QVBoxLayout(ground)
        self._column.setContentsMargins(0, 0, 10, 0)
        self._column.setSpacing(6)
        self._column.addLayout(where)
        self._shelf = Scrolled(ground)
        self.body.addWidget(self._shelf)
        self.new = NewPassphrase(self.widgets[SECRET.name], self.widgets[AGAIN.name], lambda: self.say(""))
        self.new.knows(handover.known_names(office, told))
        self.widgets[SECRET.name].edited.connect(self.new.judge)
        for part in self.new.parts:
            self._column.addWidget(part)
        self.setMinimumWidth(_WIDTH * self.fontMetrics().horizontalAdvance("n"))

    def _fit(self) -> None:
        """Be as high as the words need, as far as the screen goes; what has no room there is scrolled to."""
        room = self.screen().availableGeometry().height() - _FRAME
        wanted = self._column.totalHeightForWidth(max(self._shelf.viewport().width(), 1))
        self._shelf.setFixedHeight(wanted)
        super()._fit()
        if self.height() > room:
            self._shelf.setFixedHeight(max(_LEAST, wanted + room - self.height()))
            super()._fit()

    def _refuse(self, name: str, text: str) -> None:
        super()._refuse(name, text)
        if (widget := self.widgets.get(name)) is not None and self._shelf.isAncestorOf(widget):
            self._shelf.ensureWidgetVisible(widget)

    def _choose(self) -> None:
        parent = QFileDialog.getExistingDirectory(self, str(_PARENT), str(self.folder.parent))
        if parent:
            self.widgets["folder"].set_raw(str(Path(parent) / self.folder.name))

    @property
    def folder(self) -> Path:
        """Where the package is to lie; a name alone lies among the documents."""
        return paths.documents() / Path(self.widgets["folder"].raw().strip()).expanduser()

    def _begin(self, values: dict[str, Any]) -> None:
        appointing.refuse_handover(self._mandate, values["on"], self._today)
        if not values["folder"].strip():
            raise BadValue(_NO_FOLDER).at("folder")
        if os.path.lexists(self.folder):
            raise BadValue(_THERE, self.folder.name).at("folder")
        for name, said in self.new.problems():
            raise BadValue(N_("HandoverDialog", "{}"), said).at(name)
        if self._window.desk.office.opens_with(self.new.text):
            raise BadValue(_OLD).at(SECRET.name)
        told = Handed(values["on"], self._mandate, values["successor"])
        write(self._window, told, self.new.text, self.folder)
        self.new.forget()


def write(window: "MainWindow", told: Handed, passphrase: str, target: Path) -> None:
    """Write the package in the worker; then place it and note the handover as one step."""
    desk, today = window.desk, window.today()

    def make(progress: "Progress") -> tuple[NewFolder, str, bytes]:
        folder = NewFolder(target)
        try:
            return folder, *handover.pack(desk.office, told, passphrase, folder, today, progress.step)
        except BaseException:
            folder.drop()
            raise

    def done(made: tuple[NewFolder, str, bytes]) -> None:
        folder, name, protocol = made
        label = _NOTED(told.mandate.title(desk.office.names))
        with Saying(failed), folder:
            desk.do(
                label, lambda unit: appointing.note_handover(unit, told.mandate, told.on, name, protocol, folder.place)
            )
            said = _DONE(target.name)
            window.say(said)
            if (page := window.record_page) is not None and page.view.type is Mandate.type:
                page.form.notice.say(said, "good")

    def failed(refusal: Refused | str) -> None:
        window.say(str(refusal))
        if (page := window.record_page) is not None:
            page.form.notice.say(str(refusal), "bad")

    work(window, str(_WRITING), make, done, failed)


def ask(window: "MainWindow") -> None:
    """Ask for the handover of the appointment that is shown, else of who holds the office."""
    page = window.record_page
    shown = page.form.record if page is not None and page.view.type is Mandate.type else None
    if page is not None and shown is not None and not page.form.leave():
        return
    one = shown if isinstance(shown, Mandate) and mandates.coordinating([shown]) else None
    one = one or mandates.outgoing(window.desk.office.read.all(Mandate), window.today())
    if one is None:
        window.say(str(_NOBODY))
        return
    HandoverDialog(window, one).open()
