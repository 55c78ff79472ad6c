"""The worker and those who hear of changes leave nothing behind when the office is closed."""

import gc
from typing import Any

import pytest
from PySide6.QtCore import QObject
from shiboken6 import delete

from bezirkskoordination.actions.desk import Desk
from bezirkskoordination.records.office import Task
from bezirkskoordination.store.unit import Change
from bezirkskoordination.ui.listening import listen
from bezirkskoordination.ui.worker import Worker


@pytest.fixture
def worker(qapp: Any) -> Any:
    made = Worker()
    yield made
    made.close()


def test_resting_tells_every_outcome_first(worker: Worker, qapp: Any) -> None:
    told: list[str] = []

    def again(outcome: str) -> None:
        told.append(outcome)
        if len(told) < 3:
            worker.run(lambda: f"{len(told)}", done=again, receiver=worker)

    worker.run(lambda: "0", done=again, receiver=worker)
    worker.rest()
    assert told == ["0", "1", "2"]


def test_nobody_hears_who_is_gone(worker: Worker, qapp: Any) -> None:
    told: list[Any] = []
    receiver = QObject()
    worker.run(lambda: 1, done=told.append, receiver=receiver)
    delete(receiver)
    worker.rest()
    assert told == []


class Listener(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.heard = 0

    def hear(self, _changes: list[Change]) -> None:
        self.heard += 1


def test_a_listener_hears_until_it_is_gone_and_leaves_nothing(desk: Desk, qapp: Any) -> None:
    before = len(desk._listeners)
    listener = Listener()
    listen(desk, listener, listener.hear)
    desk.do("anlegen", lambda unit: unit.add(Task(subject="a")))
    assert listener.heard == 1
    delete(listener)
    assert len(desk._listeners) == before
    desk.do("anlegen", lambda unit: unit.add(Task(subject="b")))
    assert listener.heard == 1


def test_the_desk_keeps_no_listener_alive(desk: Desk, qapp: Any) -> None:
    listener = Listener()
    listen(desk, listener, listener.hear)
    del listener
    gc.collect()
    assert desk._listeners == []
