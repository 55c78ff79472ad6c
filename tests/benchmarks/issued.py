"""The report as it is issued: tagged for screen readers, kept for the archive, and held against the archive's rules."""

import pickle
import shutil
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.measure import Contender, Goal, Result, whole_module, whole_process
from tests.benchmarks.report import document

_CANVAS = "bare reportlab canvas"
_WHOLE = Goal("issued report of the sample year, whole process", _CANVAS, 4.0, "CPU seconds")
_OFFICE = Goal("issued report of the sample year, whole process", "LibreOffice converting the same", 0.6, "CPU seconds")
_RUNNING = Goal("issued report of the sample year, in the running program", _CANVAS, 4.0, "CPU seconds")
_TAGS = Goal("tags and archive, in the running program", "the same layout without them", 1.4, "CPU seconds")


def run(folder: Path, rounds: int) -> Iterator[Result]:
    """Written and checked, in turn with the bare canvas and LibreOffice; then as the running program does it, which
    leaves the checking to the tests; then what the tags alone cost.
    """
    told = folder / "issued.pickle"
    told.write_bytes(pickle.dumps(document(folder)))
    whole_module(folder, "paper", "fodt", told, folder / "issued.fodt")
    program = shutil.which("soffice") or shutil.which("libreoffice")
    home = f"-env:UserInstallation={(folder / 'soffice').as_uri()}"
    to_pdf = ("--headless", home, "--convert-to", "pdf", "--outdir", str(folder), str(folder / "issued.fodt"))
    canvas, office = [], []
    for turn in range(rounds + 1):
        ours = whole_module(folder, "paper", "issued", told, folder / "issued.pdf").cpu
        bare = whole_module(folder, "paper", "canvas", told, folder / "canvas.pdf").cpu
        theirs = whole_process(folder, program, *to_pdf).cpu if program else None
        if turn:  # the first warms the machine up
            canvas.append((ours, bare))
            office += [(ours, theirs)] if theirs is not None else []
    yield Result.of(_WHOLE, canvas)
    yield Result.of(_OFFICE, office) if office else Result(_OFFICE, None)
    for goal, maker, yardstick in ((_RUNNING, "tagged", "canvas"), (_TAGS, "tagged", "product")):
        with (
            Contender(folder, "paper", maker, told, "again") as product,
            Contender(folder, "paper", yardstick, told, "again") as peer,
        ):
            turns = [(product.ask("again"), peer.ask("again")) for _ in range(2 * rounds + 2)]
        yield Result.of(goal, turns[2:])
