"""Long work beside the window: one thread, plain data in, the outcome back in the window's thread.

It knows neither records nor pages; who asks says what to do with the outcome, and hears nothing once it is gone.
"""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from threading import Event
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from shiboken6 import isValid

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.refusal import Refused


class Worker(QObject):
    """The one worker. Make it in the window's thread; one job runs after the other."""

    _ended = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._threads = ThreadPoolExecutor(1, thread_name_prefix="worker")
        self._ended.connect(self._deliver, Qt.ConnectionType.QueuedConnection)  # never inside `run`
        self._awaited = 0  # outcomes that have not been delivered

    def run(
        self,
        function: Callable[..., Any],
        *args: Any,
        done: Callable[[Any], object],
        failed: Callable[[Refused], object] | None = None,
        receiver: QObject,
    ) -> Future:
        """Run `function(*args)`; then `done(result)`, or `failed` with a refusal, while `receiver` still lives.

        Any other error is a bug and is raised again in the window's thread.
        """
        self._awaited += 1
        future = self._threads.submit(function, *args)
        future.add_done_callback(partial(self._hand_over, done, failed, receiver))
        return future

    def rest(self) -> None:
        """Wait until nothing runs and every outcome is told: before the office file that both may read is closed."""
        while self._awaited:
            self._threads.submit(int).result()
            QCoreApplication.sendPostedEvents(self)

    def close(self) -> None:
        """Let the running job end; what waits behind it is dropped."""
        self._threads.shutdown(wait=True, cancel_futures=True)

    def _hand_over(self, done: Any, failed: Any, receiver: QObject, future: Future) -> None:
        if isValid(self) and not future.cancelled():  # called in the worker's thread, or where it was cancelled
            self._ended.emit((done, failed, receiver, future))

    def _deliver(self, job: Any) -> None:
        done, failed, receiver, future = job
        self._awaited -= 1
        if not isValid(receiver):
            return
        error = future.exception()
        if error is None:
            done(future.result())
        elif isinstance(error, Refused) and failed is not None:
            failed(error)
        else:
            raise error


def worker() -> Worker:
    """The worker of the running program; it ends with it."""
    app = QCoreApplication.instance()
    assert app is not None
    found = app.findChild(Worker)
    if found is None:
        found = Worker(app)
        app.aboutToQuit.connect(found.close)
    return found


class Progress(QObject):
    """How far a long job is, told from inside it; and the wish to stop, told to it."""

    changed = Signal(int, int)  # done, total

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stop = Event()

    def cancel(self) -> None:
        """Ask the job to stop at its next step."""
        self._stop.set()

    def step(self, done: int, total: int) -> None:
        """Say how far the job is; refuses to go on when it was asked to stop."""
        if self._stop.is_set():
            raise Refused(N_("Worker", "Abgebrochen. Es wurde nichts geändert."))
        self.changed.emit(done, total)
