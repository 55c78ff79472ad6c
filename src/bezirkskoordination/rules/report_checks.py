"""What stands in the way of a report's release, and what should be looked at before: each line with its place.

Pure: it is given the texts and what was found in them. Who may release, and how, it does not know.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bezirkskoordination.i18n import N_, Text
from bezirkskoordination.records.council import ISSUED, Report, ReportStatus
from bezirkskoordination.records.kinds import show_date
from bezirkskoordination.rules import sentences, validity
from bezirkskoordination.rules.figures import Figure
from bezirkskoordination.rules.late import Late
from bezirkskoordination.rules.leaks import Leak
from bezirkskoordination.rules.periods import Period
from bezirkskoordination.rules.report_texts import Spot, in_unit, open_spots
from bezirkskoordination.rules.sentences import Finding, Kind


@dataclass(frozen=True, slots=True)
class Obstacle:
    """A line of the check: its words, whether it stands in the way, and the one place that it leads to.

    The place is a field of the report, a span in the text of a section, a figure by its code, a record by type name
    and uid, or words on the printed page.
    """

    text: str
    blocks: bool = True
    field: str = ""
    section: str = ""
    span: tuple[int, int] = (0, 0)
    figure: str = ""
    record: tuple[str, str] = ("", "")
    words: str = ""


_NO_ROUTE = N_("ReportChecks", "Die Beratungsfolge fehlt: Gremium, Sitzungstermin, Ö oder N.")
_NO_BODY = N_("ReportChecks", "In der Beratungsfolge fehlt ein Gremium.")
_NO_DAY = N_("ReportChecks", "Der Sitzungstermin fehlt: {}.")
_AFTER = N_("ReportChecks", "Das Datum des Berichts ({}) liegt nach der Sitzung am {}.")
_TOLD_ALREADY = N_(
    "ReportChecks",
    "Über einen Teil der Zeit ist schon berichtet ({}, {}): Was neu hinzukam, stünde in beiden Berichten; der "
    "Unterschied kann verraten, was jeder für sich verbirgt.",
)
_UNSIGNED = N_("ReportChecks", "Unter „gez.“ steht noch kein Name.")
_OPEN = N_("ReportChecks", "{}: noch offen – {}")
_DOUBTFUL = N_("ReportChecks", "{}: {}")
_LEAK = N_("ReportChecks", "{} „{}“ ({}): {}")
_LATE = N_("ReportChecks", "Nachmeldung: {}, gilt ab {}; kommt in den nächsten Bericht.")
_ODD = N_("ReportChecks", "„{}“ weicht auffällig ab: {}, im Zeitraum davor {}.")


def of_fields(report: Report, today: date, signed_by: str = "") -> Iterator[Obstacle]:
    """What is missing in, or wrong with, the head of a report; `signed_by` signs where it names nobody."""
    for name, said in validity.problems(report, today):
        yield Obstacle(said, field=name)
    if not report.consultations:
        yield Obstacle(str(_NO_ROUTE), field="consultations")
    for row in report.consultations:
        if not row.body:
            yield Obstacle(str(_NO_BODY), field="consultations")
        if row.on_date is None:
            yield Obstacle(_NO_DAY(row.body or "?"), field="consultations")
        elif row.on_date < report.dated_on:
            told = _AFTER(show_date(report.dated_on), show_date(row.on_date))
            yield Obstacle(told, blocks=False, field="dated_on")
    if not (report.signed_by or signed_by):
        yield Obstacle(str(_UNSIGNED), field="signed_by")


def of_period(report: Report, others: Iterable[Report]) -> Iterator[Obstacle]:
    """Issued reports whose periods share a day with this one's; what it corrects and what was replaced do not count."""
    for one in others:
        stands = one.status in ISSUED and one.status is not ReportStatus.CORRECTED
        shares = one.period_from <= report.reference_date and report.period_from <= one.reference_date
        if stands and shares and one.id not in (report.id, report.corrects):
            period = Period(one.period_from, one.reference_date)
            yield Obstacle(_TOLD_ALREADY(one.number, period), blocks=False, field="period_from")


def of_texts(
    texts: Mapping[str, str],
    labels: Mapping[str, Text | str],
    known: Iterable[str],
    found: Mapping[str, Sequence[Finding]],
) -> Iterator[Obstacle]:
    """Open spots and doubtful figures of the texts, by section in the paper's order (that of `labels`)."""
    known = frozenset(known)
    for key, label in labels.items():
        spots: list[Spot] = open_spots(texts.get(key, ""), known)
        for spot in spots:
            yield Obstacle(_OPEN(label, spot.what), section=key, span=(spot.start, spot.end))
        for one in found.get(key, ()):
            told = _DOUBTFUL(label, one.text)
            yield Obstacle(told, one.kind is Kind.HIDDEN, section=key, span=(one.start, one.end))


def of_figures(now: Mapping[str, Figure], before: Mapping[str, Figure]) -> Iterator[Obstacle]:
    """Figures that have doubled or halved since last time; they may be right, but should be looked at."""
    for code, one in now.items():
        was = before.get(code)
        if was is not None and sentences.is_odd(one, was):
            told = _ODD(one.label, in_unit(one.unit, one.value or 0), in_unit(was.unit, was.value or 0))
            yield Obstacle(told, blocks=False, figure=code)


def of_leaks(leaks: Iterable[Leak], texts: Mapping[str, str]) -> Iterator[Obstacle]:
    """What the public paper says that must not be public; it leads to the own text that says it, or to the page."""
    for leak in leaks:
        told = _LEAK(leak.sort.label, leak.text, ", ".join(leak.places), leak.advice)
        section, span = next(
            ((key, (at, at + len(leak.text))) for key, text in texts.items() if (at := text.find(leak.text)) >= 0),
            ("", (0, 0)),
        )
        yield Obstacle(told, leak.blocks, section=section, span=span, words="" if section else leak.text)


def of_late(late: Iterable[Late]) -> Iterator[Obstacle]:
    """What was entered with effect by the Stichtag since the figures were frozen: it changes nothing here."""
    for one in late:
        yield Obstacle(_LATE(one.kind, show_date(one.on)), blocks=False, record=one.key)
