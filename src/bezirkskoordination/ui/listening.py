"""Hearing of changes for as long as one lives: the desk outlives every page."""

from collections.abc import Callable
from weakref import WeakMethod

from PySide6.QtCore import QObject
from shiboken6 import isValid

from bezirkskoordination.actions.desk import Desk
from bezirkskoordination.store.unit import Change


def listen(desk: Desk, listener: QObject, told: Callable[[list[Change]], None]) -> None:
    """Tell `told`, a method of `listener`, of every change until the listener is gone."""
    method = WeakMethod(told)

    def tell(changes: list[Change]) -> None:
        heard = method()
        if heard is not None and isValid(listener):
            heard(changes)

    desk.subscribe(tell)
