"""From nothing to the first window, and to the first rows behind the passphrase: whole processes."""

from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks import data
from tests.benchmarks.measure import Goal, Result, whole_module

_BARE = "bare Qt window"
_UNLOCK = Goal("start to the painted unlock window", _BARE, 1.15, "CPU seconds, whole process")
_GIVEN = Goal("start to the first painted rows, 10,000 volunteers, passphrase given", _BARE, 2.5, "wall seconds")
_TYPED = Goal(
    "start to the first painted rows, 10,000 volunteers, passphrase typed at once", _BARE, 2.5, "wall seconds"
)


def run(folder: Path, rounds: int) -> Iterator[Result]:
    """Every start in turn with the bare window's; the first turn warms up and is not counted."""
    file = data.copied(10_000, folder, "start")
    whole_module(folder, "product_start", "leave", file)
    unlock, given, typed = [], [], []
    for turn in range(2 * rounds + 1):
        bare = whole_module(folder, "bare_window")
        first = whole_module(folder, "product_start", "unlock", file)
        at_once = whole_module(folder, "product_start", "given", file)
        _let_go(file)
        later = whole_module(folder, "product_start", "typed", file)
        _let_go(file)
        if turn:
            unlock.append((first.cpu, bare.cpu))
            given.append((at_once.wall, bare.wall))
            typed.append((later.wall, bare.wall))
    yield Result.of(_UNLOCK, unlock)
    yield Result.of(_GIVEN, given)
    yield Result.of(_TYPED, typed)


def _let_go(file: Path) -> None:
    """What a program that was ended leaves beside its file."""
    for left in file.parent.glob(f"{file.name}*.lock"):
        left.unlink()
