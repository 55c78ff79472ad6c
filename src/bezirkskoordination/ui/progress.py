"""Long work that the person waits for: a small window with a bar and „Abbrechen“, while the big one stays alive."""

from collections.abc import Callable
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressDialog

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.refusal import Refused
from bezirkskoordination.ui.worker import Progress, worker

if TYPE_CHECKING:
    from bezirkskoordination.ui.window import MainWindow

_SHOWN_AFTER = 500  # ms: shorter work needs no window


def work(
    window: "MainWindow",
    title: str,
    function: Callable[[Progress], Any],
    done: Callable[[Any], object],
    failed: Callable[[Refused], object] | None = None,
) -> None:
    """Run `function(progress)` in the worker; the desk refuses other verbs meanwhile; then `done(result)`."""
    progress = Progress(window)
    dialog = QProgressDialog(title, str(N_("Progress", "Abbrechen")), 0, 0, window)
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.setMinimumDuration(_SHOWN_AFTER)
    dialog.setAutoReset(False)
    dialog.canceled.connect(progress.cancel)

    def told(count: int, total: int) -> None:
        dialog.setMaximum(total)
        dialog.setValue(count)

    progress.changed.connect(told)
    busy = ExitStack()
    busy.enter_context(window.desk.while_busy(title))

    def finish() -> None:
        busy.close()
        dialog.canceled.disconnect(progress.cancel)
        dialog.close()
        dialog.deleteLater()
        progress.deleteLater()

    def ended(result: Any) -> None:
        finish()
        done(result)

    def refused(refusal: Refused) -> None:
        finish()
        (failed or (lambda told: window.say(str(told))))(refusal)

    worker().run(function, progress, done=ended, failed=refused, receiver=window)
