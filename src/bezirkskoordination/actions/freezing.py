"""A report on its way to the council: frozen, released, submitted, discussed, corrected (domain model 5.5.11).

Computes no figure and draws no page: what was gathered and what was drawn is handed to it. What is frozen here is told
from the snapshot from then on, whatever becomes of the records. Freezing and releasing cannot be undone at the desk:
run them with `Desk.do(…, undoable=False)`, and say `NO_UNDO`.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date

from bezirkskoordination.actions import editing, leaking
from bezirkskoordination.i18n import N_
from bezirkskoordination.records.council import CORRECTION, ISSUED, Consultation, Report, ReportStatus, Snapshot
from bezirkskoordination.records.network import Order
from bezirkskoordination.records.office import AttachmentKind
from bezirkskoordination.records.refusal import Refused
from bezirkskoordination.rules import canonical, facts, periods, report_texts
from bezirkskoordination.rules.facts import Facts
from bezirkskoordination.rules.issue import Issue
from bezirkskoordination.rules.leaks import Leak, Passage
from bezirkskoordination.rules.report_sections import SECTIONS, is_printed
from bezirkskoordination.rules.sittings import sittings
from bezirkskoordination.rules.status import check_step
from bezirkskoordination.store.settings import district_on
from bezirkskoordination.store.unit import Reader, Unit

FREEZING, UNFREEZING = N_("Freezing", "Zahlen eingefroren"), N_("Freezing", "Zahlen wieder geöffnet")
RELEASING, SUBMITTING = N_("Freezing", "Bericht freigegeben"), N_("Freezing", "Bericht eingereicht")
DISCUSSING, CORRECTING = N_("Freezing", "Beratung eingetragen"), N_("Freezing", "Berichtigung begonnen")
#: What is said after freezing and releasing.
NO_UNDO = N_("Freezing", "Was davor getan wurde, lässt sich nicht mehr mit Strg+Z zurücknehmen.")

_ONLY_DRAFT = N_("Freezing", "„{}“ ist {}: Eingefroren werden nur Entwürfe.")
_ONLY_FROZEN = N_("Freezing", "„{}“ ist {}: Zuerst die Zahlen einfrieren.")
_OTHER_FIGURES = N_(
    "Freezing", "Die Zahlen gehören nicht zu „{}“. Es wurde nichts geändert; bitte noch einmal versuchen."
)
_OTHER_WORDS = N_(
    "Freezing", "„{}“ wurde inzwischen geändert. Bitte die Seiten noch einmal ansehen und dann freigeben."
)
_BLOCKED = N_("Freezing", "Noch nicht freigegeben: {}")
_OPEN_SPOT = N_("Freezing", "„{}“: noch offen ({})")
_NO_FIGURE = N_("Freezing", "„{}“ ist keine Zahl dieses Berichts")
_LEAK = N_("Freezing", "{} „{}“ ({})")
_FILE = "Bericht_{}_{}.pdf"
_PUBLIC, _INTERNAL = "Ö", "N"
_CORRECTED = N_("Freezing", "Berichtigung: {}")
_ONLY_ISSUED = N_("Freezing", "„{}“ ist {}: Berichtigt wird, was freigegeben ist; vorher lässt es sich einfach ändern.")
_CORRECTED_ALREADY = N_("Freezing", "„{}“ wird schon berichtigt: {}.")
_CORRECTED_BY = N_("Freezing", "„{}“ ist durch {} ersetzt. Bitte diese berichtigen.")
_NO_SNAPSHOT = N_("Freezing", "Zu „{}“ gibt es keinen Zahlenstand; eine Berichtigung könnte nichts vergleichen.")


# --- freezing -------------------------------------------------------------------------------


def freeze(unit: Unit, report: Report, gathered: Facts) -> Report:
    """Keep what was gathered in this very transaction as the report's snapshot; its figures stand still from now on.

    Refuses a report that is no draft, and a Stichtag in the future.
    """
    if report.status is not ReportStatus.DRAFT:
        raise Refused(_ONLY_DRAFT, report.title(unit.names), str(report.status.label))
    period = periods.checked(report.period_from, report.reference_date, unit.today)
    if gathered.period != period or gathered.words.number != report.number:
        raise Refused(_OTHER_FIGURES, report.title(unit.names))
    now = unit.now.astimezone(UTC).isoformat(timespec="milliseconds")
    taken = facts.sealed(replace(gathered, taken_at=now, mark=unit.journal_mark()))
    return _step(unit, _with_snapshot(unit, report, taken), ReportStatus.FROZEN, unit.today)


def unfreeze(unit: Unit, report: Report) -> Report:
    """Make a frozen report a draft again, told from the records of today; the snapshot is kept and no longer used."""
    return editing.take(unit, report, editing.Step(ReportStatus.DRAFT, unit.today))


def _with_snapshot(unit: Unit, report: Report, taken: Facts) -> Report:
    payload = facts.to_json(taken)
    kept = unit.add(
        Snapshot(
            report=report.number, reference_date=taken.period.end, period_from=taken.period.start,
            taken_at=taken.taken_at, rules_version=taken.rules_version, payload=payload,
            sha256=canonical.sha256(payload),
        )
    )  # fmt: skip
    return unit.change(report, replace(report, snapshot=kept.id))


def _step(unit: Unit, report: Report, to: ReportStatus, on: date) -> Report:
    """A step that only its own action takes; the generic one is refused (`freezing_binding`)."""
    check_step(unit.history(report), report.status, to, on, unit.today)
    return unit.record_status(report, to, on)


# --- releasing ------------------------------------------------------------------------------


def open_spots(report: Report) -> list[str]:
    """What is still open in the texts that the paper prints, each in words: „„Netzwerk“: noch offen (Zahl prüfen)“."""
    labels = {one.key: str(one.label) for one in SECTIONS}
    return [
        _OPEN_SPOT(labels.get(section.key, section.key), spot.what)
        for section in report.sections
        if is_printed(report.kind, report.sections, section.key)
        for spot in report_texts.open_spots(section.text)
    ]


def leaks(read: Reader, passages: Iterable[Passage], on: date) -> list[Leak]:
    """What the public paper says that must not be public; what blocks the release comes first."""
    return leaking.leaks_in(read, passages, on)


def obstacles(
    read: Reader, report: Report, passages: Sequence[Passage], on: date, accepted: Collection[str] = ()
) -> list[str]:
    """Why a frozen report may not be released yet, each in words; empty when it may.

    `accepted` are the texts of doubtful hits that whoever releases the paper has read and lets stand.
    """
    unfilled = (spot.what for one in passages for spot in report_texts.places_in(one.text))
    found = [one for one in leaks(read, passages, on) if one.blocks or one.text not in accepted]
    return [
        *open_spots(report),
        *(_NO_FIGURE(what) for what in dict.fromkeys(unfilled)),
        *(_LEAK(one.sort.label, one.text, ", ".join(one.places)) for one in found),
    ]


def release(unit: Unit, report: Report, issue: Issue, accepted: Collection[str] = ()) -> Report:
    """Let a frozen report go: its words are final, both twins are kept byte for byte, and nothing changes any more.

    Refuses while spots are open or something must not be public. A Berichtigung takes the place of what it corrects.
    """
    if report.status is not ReportStatus.FROZEN or report.snapshot is None:
        raise Refused(_ONLY_FROZEN, report.title(unit.names), str(report.status.label))
    taken = facts.from_json(unit.get(Snapshot, report.snapshot).payload)
    if replace(issue.facts, words=taken.words) != taken:
        raise Refused(_OTHER_FIGURES, report.title(unit.names))
    said_now, said_then = issue.facts.words, (report.sections, report.subject, report.dated_on)
    if (said_now.sections, said_now.subject, said_now.dated_on) != said_then:
        raise Refused(_OTHER_WORDS, report.title(unit.names))
    if said := obstacles(unit, report, issue.passages, unit.today, accepted):
        raise Refused(_BLOCKED, "; ".join(said))
    if issue.facts != taken:
        report = _with_snapshot(unit, report, issue.facts)
    kept = keep_twins(unit, report, issue.public_pdf, issue.internal_pdf)
    if kept.corrects is not None:
        _step(unit, unit.get(Report, kept.corrects), ReportStatus.CORRECTED, unit.today)
    return _step(unit, kept, ReportStatus.RELEASED, unit.today)


def keep_twins(unit: Unit, report: Report, public_pdf: bytes, internal_pdf: bytes) -> Report:
    """Keep both PDFs of a report inside the office file."""

    def keep(twin: str, data: bytes) -> int | None:
        name = _FILE.format(report.number, twin)
        return editing.attach_bytes(unit, name, data, AttachmentKind.REPORT).id

    twins = replace(report, public_pdf=keep(_PUBLIC, public_pdf), internal_pdf=keep(_INTERNAL, internal_pdf))
    return unit.change(report, twins)


# --- in the council ---------------------------------------------------------------------------


def submit(unit: Unit, report: Report, on: date) -> Report:
    """Note that a released report was handed in on a day."""
    return editing.take(unit, report, editing.Step(ReportStatus.SUBMITTED, on))


def discuss(
    unit: Unit, report: Report, on: date, result: str, agenda_item: str = "", orders: Sequence[Order] = (),
    resolution: int | None = None,
) -> Report:  # fmt: skip
    """Note what became of a report in the sitting of a day: the result (code), and the orders that were given there.

    The result stands in its Beratungsfolge. Orders are kept as given on that day, by the resolution if there was one,
    in the sitting if it is known: so the next report tells what became of them.
    """
    sitting = next((one.id for one in sittings(unit) if one.on_date == on), None)
    route = list(report.consultations)
    at = next((i for i, row in enumerate(route) if row.on_date == on), None)
    if at is None:
        at = next((i for i, row in enumerate(route) if row.on_date is None and not row.result), None)
    if at is None:
        district = district_on(unit, on)
        route.append(Consultation(body=district.council_name if district else route[-1].body, on_date=on))
        at = len(route) - 1
    route[at] = replace(route[at], on_date=on, result=result, agenda_item=agenda_item or route[at].agenda_item)
    told = unit.change(report, replace(report, consultations=tuple(route)))
    for order in orders:
        given = replace(order, given_on=on, resolution=resolution or order.resolution)
        editing.save(unit, None, replace(given, meeting=order.meeting or sitting))
    return editing.take(unit, told, editing.Step(ReportStatus.DISCUSSED, on))


# --- correcting -------------------------------------------------------------------------------


def correction_of(read: Reader, report: Report) -> Report | None:
    """The Berichtigung of a report, if one was begun."""
    return next(iter(read.where(Report, corrects=report.id)), None)


def correct(unit: Unit, report: Report) -> Report:
    """Begin a Berichtigung: a new draft of the same period with the same words, which says what is different and why.

    Refuses what is not released, what is corrected already, and what was never frozen.
    """
    if report.status not in ISSUED:
        raise Refused(_ONLY_ISSUED, report.title(unit.names), str(report.status.label))
    if (begun := correction_of(unit, report)) is not None:
        said = _CORRECTED_BY if report.status is ReportStatus.CORRECTED else _CORRECTED_ALREADY
        raise Refused(said, report.title(unit.names), begun.number)
    if report.snapshot is None:
        raise Refused(_NO_SNAPSHOT, report.title(unit.names))
    route = tuple(replace(row, on_date=None, agenda_item="", result="") for row in report.consultations)
    subject = report.subject.removeprefix(_CORRECTED("").strip()).strip()
    draft = Report(
        kind=CORRECTION, corrects=report.id, subject=_CORRECTED(subject), period_from=report.period_from,
        reference_date=report.reference_date, dated_on=unit.today, consultations=route, sections=report.sections,
        signed_by=report.signed_by,
    )  # fmt: skip
    return editing.save(unit, None, draft)
