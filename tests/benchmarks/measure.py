"""How a benchmark measures: contenders in turns, each in a process of its own, and the ratio within each turn.

Times on a shared machine swing by a factor of two within minutes; the ratio of two neighbours does not.
"""

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self


@dataclass(frozen=True, slots=True)
class Goal:
    """What is compared with what, and how it should come out."""

    name: str
    against: str
    bound: float
    unit: str
    #: The bound is a least, not a most.
    at_least: bool = False


@dataclass(frozen=True, slots=True)
class Result:
    """How a goal came out; `ratio` is None where the peer is not installed. Medians of both sides, spread of ratios."""

    goal: Goal
    ratio: float | None
    spread: tuple[float, float] = (0.0, 0.0)
    product: float = 0.0
    yardstick: float = 0.0
    rounds: int = 0

    @classmethod
    def of(cls, goal: Goal, pairs: Iterable[tuple[float, float]]) -> Self:
        """From (product, yardstick) of every round."""
        told = list(pairs)
        ratios = [product / yardstick for product, yardstick in told]
        products, yardsticks = zip(*told, strict=True)
        return cls(
            goal, statistics.median(ratios), (min(ratios), max(ratios)),
            statistics.median(products), statistics.median(yardsticks), len(told),
        )  # fmt: skip

    @property
    def met(self) -> bool | None:
        """Whether the goal is reached; None where it could not be measured."""
        if self.ratio is None:
            return None
        return self.ratio >= self.goal.bound if self.goal.at_least else self.ratio <= self.goal.bound

    def jsonable(self) -> dict[str, Any]:
        """As `build/bench.json` holds it."""
        ratio = "n. e." if self.ratio is None else round(self.ratio, 4)
        return {
            "name": self.goal.name, "ratio": ratio, "goal": self.goal.bound, "against": self.goal.against,
            "unit": self.goal.unit, "goal_is": "at least" if self.goal.at_least else "at most", "met": self.met,
            "spread": [round(one, 4) for one in self.spread], "product": round(self.product, 4),
            "yardstick": round(self.yardstick, 4), "rounds": self.rounds,
        }  # fmt: skip


def p95(values: Sequence[float]) -> float:
    """The value that one in twenty exceeds."""
    return sorted(values)[min(len(values) - 1, int(len(values) * 0.95))]


def milliseconds(action: Callable[[], object]) -> float:
    """How long something takes on the clock."""
    begun = time.perf_counter()
    action()
    return (time.perf_counter() - begun) * 1e3


# --- processes ------------------------------------------------------------------------------


def _command(module: str, *arguments: object) -> list[str]:
    return [sys.executable, "-m", f"tests.benchmarks.{module}", *map(str, arguments)]


def _environment(home: Path) -> dict[str, str]:
    """No screen, and a home of its own, so that nobody's settings are read or written."""
    own = dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME"), str(home))
    return {**os.environ, **own, "QT_QPA_PLATFORM": "offscreen", "QT_LOGGING_RULES": "*=false"}


class Spent(NamedTuple):
    """What a whole process took, in seconds."""

    wall: float
    cpu: float


def whole_process(home: Path, *command: str) -> Spent:
    """Run a command to its end; CPU is that of the process and its children, user and system."""
    begun = time.perf_counter()
    process = subprocess.Popen(command, env=_environment(home), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Spent(wall, usage.ru_utime + usage.ru_stime)


def whole_module(home: Path, module: str, *arguments: object) -> Spent:
    """Run a module of this folder as a process of its own."""
    return whole_process(home, *_command(module, *arguments))


class Contender:
    """A module of this folder in a process of its own that answers questions, so that contenders can take turns."""

    def __init__(self, home: Path, module: str, *arguments: object) -> None:
        command = _command(module, *arguments)
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(command, env=_environment(home), stdin=pipe, stdout=pipe, text=True)

    def ask(self, question: str, *arguments: object) -> Any:
        """One question, one answer."""
        assert self._process.stdin
        assert self._process.stdout
        print(json.dumps([question, *arguments]), file=self._process.stdin, flush=True)
        answer = self._process.stdout.readline()
        if not answer:
            raise subprocess.CalledProcessError(self._process.wait(), self._process.args)
        return json.loads(answer)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, _error: BaseException | None, _at: TracebackType | None
    ) -> None:
        assert self._process.stdin
        self._process.stdin.close()
        if kind is not None:
            self._process.kill()
        self._process.wait()


def answer(**answers: Callable[..., Any]) -> None:
    """A contender's side of `Contender.ask`: answers until nothing is asked any more."""
    for line in sys.stdin:
        question, *arguments = json.loads(line)
        print(json.dumps(answers[question](*arguments)), flush=True)


def resident_mib() -> float:
    """How much memory this process has in use."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20
