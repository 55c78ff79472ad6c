"""The report of the sample district from its tree of values to the file's bytes."""

import pickle
import shutil
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.measure import Contender, Goal, Result, whole_module, whole_process
from tests.benchmarks.passphrase import PASSPHRASE

from bezirkskoordination import sample
from bezirkskoordination.records.council import Report, ReportStatus
from bezirkskoordination.reports import council_gather, council_report
from bezirkskoordination.store.office import open_

_CANVAS = "bare reportlab canvas"
_WHOLE = Goal("layout of the sample year's report, whole process", _CANVAS, 2.0, "CPU seconds")
_RUNNING = Goal("layout of the sample year's report, in the running program", _CANVAS, 2.0, "CPU seconds")
_OFFICE = Goal(
    "layout of the sample year's report, whole process", "LibreOffice converting the same", 0.3, "CPU seconds"
)


def run(folder: Path, rounds: int) -> Iterator[Result]:
    """Each maker in turn with the bare canvas, first as whole processes, then warm."""
    told = folder / "report.pickle"
    told.write_bytes(pickle.dumps(document(folder)))
    whole_module(folder, "paper", "fodt", told, folder / "report.fodt")
    program = shutil.which("soffice") or shutil.which("libreoffice")
    canvas, office = [], []
    for turn in range(rounds + 1):
        ours = whole_module(folder, "paper", "product", told, folder / "product.pdf").cpu
        bare = whole_module(folder, "paper", "canvas", told, folder / "canvas.pdf").cpu
        if turn:
            canvas.append((ours, bare))
        if program:
            home = f"-env:UserInstallation={(folder / 'soffice').as_uri()}"
            to_pdf = ("--headless", home, "--convert-to", "pdf", "--outdir", str(folder), str(folder / "report.fodt"))
            theirs = whole_process(folder, program, *to_pdf).cpu
            if turn:
                office.append((ours, theirs))
    yield Result.of(_WHOLE, canvas)
    yield Result.of(_OFFICE, office) if office else Result(_OFFICE, None)
    with (
        Contender(folder, "paper", "product", told, "again") as product,
        Contender(folder, "paper", "canvas", told, "again") as peer,
    ):
        turns = [(product.ask("again"), peer.ask("again")) for _ in range(2 * rounds + 2)]
    yield Result.of(_RUNNING, turns[2:])


def document(folder: Path) -> object:
    """The latest report of the sample year as values."""
    file = folder / "year.bezirk"
    if not file.exists():
        sample.build(file, PASSPHRASE, "year")
    with open_(file, PASSPHRASE) as office:
        latest = max(office.read.where(Report, status=ReportStatus.DRAFT), key=lambda report: report.reference_date)
        return council_report.collect(office.read, council_gather.Request.of(latest))
