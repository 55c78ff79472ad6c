"""Hearing of changes for as long as one lives: the desk outlives every page."""

from collections.abc import Callable
from weakref import WeakMethod, ref

from PySide6.QtCore import QObject
from shiboken6 import isValid

from bezirkskoordination.actions.desk import Desk
from bezirkskoordination.store.unit import Change


def listen(desk: Desk, listener: QObject, told: Callable[[list[Change]], None]) -> None:
    """Tell `told`, a method of `listener`, of every change until the listener is gone. Nothing is left behind then."""
    method, hearer = WeakMethod(told), ref(listener)

    def tell(changes: list[Change]) -> None:
        heard, alive = method(), hearer()
        if heard is not None and alive is not None and isValid(alive):
            heard(changes)

    desk.subscribe(tell)
    listener.destroyed.connect(lambda: desk.unsubscribe(tell))
