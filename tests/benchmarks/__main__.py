"""`python -m tests.benchmarks [--rounds N] [SUITE …]`: how fast the program is, as ratios to yardsticks and peers.

Every ratio is taken between neighbours in one run. Results go to `build/bench.json` and, readably, to the screen.
Not collected by pytest: a shared machine is no judge of a test.
"""

import argparse
import json
import tempfile
from pathlib import Path

from tests.benchmarks import data, issued, matching, report, searching, start, table
from tests.benchmarks.measure import Result

_SUITES = {
    "start": start.run, "table": table.run, "search": searching.run, "match": matching.match,
    "assign": matching.assigned, "report": report.run, "issued": issued.run,
}  # fmt: skip
_WORDS = {True: "yes", False: "NO", None: "n. e."}


def _line(result: Result) -> str:
    goal = result.goal
    sign = "≥" if goal.at_least else "≤"
    told = "n. e."
    if result.ratio is not None:
        low, high = result.spread
        told = f"{result.ratio:.3g} ({low:.3g}–{high:.3g})"
    sides = f"{result.product:.4g} / {result.yardstick:.4g} {goal.unit}" if result.rounds else ""
    return f"{goal.name:<66} {told:<22} {sign} {goal.bound:<5g} {_WORDS[result.met]:<5}  {goal.against}: {sides}"


def main() -> None:
    """Run the suites that were asked for, or all."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("suites", nargs="*", metavar="SUITE", help=", ".join(_SUITES))
    parser.add_argument("--rounds", type=int, default=7)
    chosen = parser.parse_args()
    results = []
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        for name in chosen.suites or _SUITES:
            print(f"\n{name}", flush=True)
            for result in _SUITES[name](Path(folder), chosen.rounds):
                results.append(result)
                print(f"  {_line(result)}", flush=True)
    target = data.BUILD / "bench.json"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps([one.jsonable() for one in results], ensure_ascii=False, indent=1) + "\n")
    missed = sum(one.met is False for one in results)
    print(f"\n{len(results)} goals, {missed} missed; written to {target}")


if __name__ == "__main__":
    main()
