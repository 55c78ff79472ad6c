"""What is handed out of a report: both twins, drawn from the same facts, and what was kept of them.

Drawing twice gives the same bytes.
"""

from collections.abc import Callable

from bezirkskoordination.records.council import ISSUED
from bezirkskoordination.records.office import Attachment
from bezirkskoordination.reports.council_gather import Request
from bezirkskoordination.reports.council_report import compose
from bezirkskoordination.reports.passages import passages
from bezirkskoordination.rules.facts import Facts
from bezirkskoordination.rules.issue import Issue
from bezirkskoordination.store.unit import Reader


def drawn(facts: Facts, done: Callable[[float], None] = lambda share: None) -> Issue:
    """Both twins of these facts, and the texts of the public one for the leak check; `done` is told how far it is."""
    from bezirkskoordination.reports import pdf  # late: reportlab is slow to load

    public, internal = compose(facts, public=True), compose(facts, public=False)
    return Issue(
        facts=facts,
        public_pdf=pdf.render(public, lambda share: done(share / 2)),
        internal_pdf=pdf.render(internal, lambda share: done((1 + share) / 2)),
        passages=tuple(passages(public)),
    )


def stored(reader: Reader, request: Request) -> bytes | None:
    """The PDF that was handed out of a released report, byte for byte; None where a paper is still to be drawn."""
    report = request.report
    if report is None or report.status not in ISSUED:
        return None
    kept = report.public_pdf if request.public else report.internal_pdf
    return reader.blob(reader.get(Attachment, kept).sha256) if kept is not None else None
