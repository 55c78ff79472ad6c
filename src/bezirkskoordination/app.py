"""The composition root of the window: which window follows which, and what happens to an error nobody expected."""

import gc
import os
import sys
from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QSettings, Qt, QTimer, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from bezirkskoordination import paths
from bezirkskoordination.i18n import N_
from bezirkskoordination.store import late
from bezirkskoordination.ui import style
from bezirkskoordination.ui.memory import Memory
from bezirkskoordination.ui.unlock import UnlockWindow, remember

if TYPE_CHECKING:
    from bezirkskoordination.store.office import OfficeFile
    from bezirkskoordination.store.opening import Opening


_LOADED = 1000  # ms after the start: the first window is there


#: What the next window needs to show its rows, and what is asked for behind them. Whoever uses one imports it.
_WINDOW = ("bezirkskoordination.store.office", "bezirkskoordination.ui.window")
_BEHIND = (*late.MODULES, "bezirkskoordination.ui.record_form", "bezirkskoordination.ui.today")


class Program(QObject):
    """Unlock, work, lock, unlock again; one office file at a time."""

    def __init__(self, application: QApplication) -> None:
        super().__init__()
        self._application = application
        self.memory: QSettings = Memory(paths.settings_file())
        self.window: QWidget | None = None
        self._practice: Any = None  # the window of the sample district, while it is open
        self._first_start: Any = None  # FirstStart; what was answered stays until the file is made
        style.apply(application, {"dark": True, "light": False}.get(str(self.memory.value("look", ""))))

    def unlock(self, path: Path | None = None, note: str = "") -> UnlockWindow:
        """Show the first window."""
        first = UnlockWindow(self.memory, map(import_module, _WINDOW + _BEHIND), path, note)
        first.opened.connect(self.work)
        first.new_wanted.connect(self._new)
        first.sample_wanted.connect(self.practise)
        self._show(first)
        return first

    def open(self, opening: "Opening") -> Any:
        """Show the main window on a file whose passphrase was given; what cannot be opened is said in the first one."""
        from bezirkskoordination.records.refusal import Refused  # late: the first window does without records

        for name in _WINDOW:  # while the key is derived
            import_module(name)
        try:
            office = opening.office()
        except Refused as refusal:
            first = self.unlock(opening.path)
            first.say(str(refusal))
            return first
        remember(self.memory, opening.path)
        return self.work(office)

    def work(self, office: "OfficeFile", note: str = "") -> Any:
        """Show the main window on an open office file."""
        # late: the first window does without store and records
        from bezirkskoordination.records.refusal import Refused
        from bezirkskoordination.ui.window import MainWindow, last_page

        page = last_page(self.memory, office.path, office.clock().date())
        try:
            window = MainWindow(office, self.memory, page)
        except Refused as refusal:  # damage that shows only when something is read
            office.close()
            if not isinstance(self.window, UnlockWindow):
                raise
            self.window.say(str(refusal))
            return None
        window.locked.connect(lambda: self._locked(office.path))
        window.practise_wanted.connect(self.practise)
        self._show(window)
        if note:
            window.say(note)
        return window

    def practise(self) -> Any:
        """Open the sample district beside what is open; its folder goes when it is closed. Gives its window."""
        import tempfile

        from bezirkskoordination import sample
        from bezirkskoordination.store.office import open_
        from bezirkskoordination.ui.window import MainWindow

        if self._practice is not None:
            self._practice.activateWindow()
            return self._practice
        folder = tempfile.TemporaryDirectory(prefix="bezirk-")
        path = Path(folder.name) / "beispielbezirk.bezirk"
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)  # a few seconds
        try:
            sample.build(path, "", "year")
        finally:
            QApplication.restoreOverrideCursor()
        # What is tried out there is not remembered either.
        memory = QSettings(str(Path(folder.name) / "window.ini"), QSettings.Format.IniFormat)
        memory.setValue("look", self.memory.value("look", ""))
        window = self._practice = MainWindow(open_(path, ""), memory)
        window.setWindowTitle(str(N_("App", "Bezirkskoordination – Beispielbezirk")))
        window.closed.connect(partial(self._practised, folder))
        window.show()
        window.say(str(N_("App", "Beispielbezirk: erfundene Menschen. Was Sie hier ändern, wird nicht aufgehoben.")))
        return window

    def _practised(self, folder: Any) -> None:
        folder.cleanup()
        window, self._practice = self._practice, None
        if window is not None:
            window.deleteLater()

    def _new(self) -> None:
        from bezirkskoordination.ui.first_start import FirstStart  # late: it needs the store

        if self._first_start is None:
            self._first_start = FirstStart()
            self._first_start.accepted.connect(self._founded)
            self._first_start.sample_wanted.connect(self.practise)
            self._first_start.setModal(True)
        self._first_start.show()

    def _founded(self) -> None:
        done, self._first_start = self._first_start, None
        assert done is not None
        remember(self.memory, done.office.path)
        self.work(done.office)
        done.deleteLater()

    def _locked(self, path: Path) -> None:
        note = N_("App", "Gesperrt. Alles ist gespeichert; Rückgängig beginnt nach dem Entsperren neu.")
        self.unlock(path, str(note))

    def _show(self, window: QWidget) -> None:
        before, self.window = self.window, window
        window.show()
        if before is not None:
            before.hide()
            before.deleteLater()


def _report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """An error nobody expected: into the log without any value, and a word to the person."""
    if issubclass(kind, KeyboardInterrupt):
        QApplication.quit()
        return
    from bezirkskoordination.records.refusal import Refused  # late: the first window does without records

    if isinstance(error, Refused):  # nobody's fault, and said by itself
        QMessageBox.warning(QApplication.activeWindow(), "Bezirkskoordination", str(error))
        return
    import logging  # late: no window needs them
    import traceback

    # The message of an error may hold a value; its kind and the places do not.
    places = "".join(traceback.format_list(traceback.extract_tb(trace)))
    logging.basicConfig(filename=paths.state("errors.log"), level=logging.ERROR, format="%(asctime)s %(message)s")
    logging.getLogger("bezirkskoordination").error("%s\n%s", kind.__name__, places)
    if os.environ.get("BEZIRK_DEBUG"):
        traceback.print_exception(kind, error, trace)
    box = QMessageBox(QApplication.activeWindow())
    box.setWindowTitle("Bezirkskoordination")
    box.setText(str(N_("App", "Da ist etwas schiefgegangen, womit das Programm nicht gerechnet hat.")))
    box.setInformativeText(
        str(
            N_(
                "App",
                "Was gespeichert war, ist gespeichert. Bitte das Programm neu starten; der Bericht für die"
                " Entwickler enthält keine personenbezogenen Angaben.",
            )
        )
    )
    box.setDetailedText(f"{kind.__name__}\n{places}")
    box.exec()


def application() -> QApplication:
    """Qt, in German."""
    present = QApplication.instance()
    if isinstance(present, QApplication):
        return present
    QLocale.setDefault(QLocale(QLocale.Language.German, QLocale.Country.Germany))
    made = QApplication(sys.argv[:1])
    made.setApplicationName("Bezirkskoordination")
    made.setDesktopFileName("bezirkskoordination")
    made.setWindowIcon(QIcon(str(paths.resource("icons", "app.png"))))
    german = QTranslator(made)
    if german.load("qtbase_de", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        made.installTranslator(german)
    return made


def run(begin: Callable[[Program], object]) -> int:
    """Run the program, begun in this way, until its last window closes; gives the exit code."""
    dressed = application()
    sys.excepthook = _report
    program = Program(dressed)
    begin(program)
    QTimer.singleShot(_LOADED, _collect)
    return dressed.exec()


def _collect() -> None:
    """Look after garbage from now on, see `start`; what was loaded until now is none and is not looked at again."""
    gc.freeze()
    gc.enable()
