"""What a report begins with, what stood in the one before, how its paper is made and handed out. It knows no window."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from bezirkskoordination.actions import appointing
from bezirkskoordination.exchange.targets import placed
from bezirkskoordination.i18n import N_
from bezirkskoordination.records.council import Consultation, Report
from bezirkskoordination.records.kinds import show_date
from bezirkskoordination.reports.council_gather import Request
from bezirkskoordination.reports.council_report import collect
from bezirkskoordination.reports.formats import Format
from bezirkskoordination.rules.periods import proposed
from bezirkskoordination.rules.sittings import next_sitting
from bezirkskoordination.store.settings import district_on, setting
from bezirkskoordination.store.unit import Reader
from bezirkskoordination.ui.worker import Progress

_SUBJECT = N_("ReportDraft", "Bericht der {}, {} bis {}")


def proposal(reader: Reader, today: date) -> Report:
    """What a new report begins with: the next period, the next sitting, the office's name and signature."""
    months = appointing.report_months(reader, today)
    period = proposed((one.reference_date for one in reader.all(Report)), months, today)
    sitting = next_sitting(reader, setting(reader, "deadline_days") or 0, today)
    ahead = sitting.on if sitting is not None else None
    district = district_on(reader, ahead or today)
    route = (Consultation(body=district.council_name, on_date=ahead),) if district else ()
    return Report(
        subject=subject(reader, period.start, period.end), period_from=period.start, reference_date=period.end,
        dated_on=max(today, period.end), consultations=route, signed_by=setting(reader, "coordinator"),
    )  # fmt: skip


def subject(reader: Reader, start: date, end: date) -> str:
    """„Bericht der Koordinierungsstelle für Integration, 01.05. bis 31.10.2026“."""
    first = f"{start:%d.%m.}" if start.year == end.year else show_date(start)
    return _SUBJECT(setting(reader, "office_name"), first, show_date(end))


def last_texts(reader: Reader, report: Report) -> dict[str, str]:
    """The own words of the report before this one, by section."""
    earlier = [one for one in reader.all(Report) if one.id != report.id and one.reference_date < report.reference_date]
    last = max(earlier, key=lambda one: (one.reference_date, one.id or 0), default=None)
    return {section.key: section.text for section in last.sections} if last else {}


@contextmanager
def handed_out(path: Path, data: bytes) -> Iterator[None]:
    """Write a paper to the disk when the block has ended well; refuses what the disk refuses, leaving nothing there."""
    with placed(path) as new:
        new.write_bytes(data)
        yield


def paper(reader: Reader, request: Request, progress: Progress) -> bytes:
    """Count and draw; runs in the worker."""
    from bezirkskoordination.reports import pdf  # late: reportlab is slow to load

    progress.step(0, 100)
    document = collect(reader, request)
    return pdf.render(document, lambda share: progress.step(round(share * 100), 100))


def copy(written_as: Format, reader: Reader, request: Request, progress: Progress) -> bytes:
    """The same report in another kind of file; runs in the worker."""
    progress.step(0, 1)
    return written_as.render(collect(reader, request))
