"""How long work is watched and stopped: two callables, handed in by whoever waits. Knows no thread and no window."""

from collections.abc import Callable

from bezirkskoordination.records.refusal import Refused

#: Told (done, of how many).
Progress = Callable[[int, int], None]
#: Says whether to stop.
Stop = Callable[[], bool]


class Stopped(Refused):
    """The user stopped it half-way; nothing was kept."""


def unwatched(_done: int, _of: int) -> None:
    """Nobody is told."""


def never() -> bool:
    """Nobody stops it."""
    return False
