"""Gathers what a report to the council says, once, from the records: the only place where the report reads.

Every section takes what it says from the `Facts` that come from here; it never asks the office file itself. A frozen
report is told from its snapshot.
"""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Self

from bezirkskoordination.i18n import N_
from bezirkskoordination.records import RECORD_TYPES
from bezirkskoordination.records.council import (
    ISSUED,
    Consultation,
    Paper,
    Report,
    ReportStatus,
    Resolution,
    Snapshot,
)
from bezirkskoordination.records.institutions import Institution
from bezirkskoordination.records.kinds import Names
from bezirkskoordination.records.network import Meeting
from bezirkskoordination.records.office import District, ListItem, StatusEvent
from bezirkskoordination.rules import facts as told
from bezirkskoordination.rules import figures, mandates
from bezirkskoordination.rules.facts import (
    Basis,
    Facts,
    Label,
    Mandated,
    Member,
    Office,
    Recommendation,
    Stop,
    Threshold,
    Words,
)
from bezirkskoordination.rules.figures import Ledger, Part, is_in_network, keys, parts_of, year_until
from bezirkskoordination.rules.late import COUNTED, Late, late
from bezirkskoordination.rules.orders import Followed, followed
from bezirkskoordination.rules.periods import Period, year_before
from bezirkskoordination.rules.sittings import sittings
from bezirkskoordination.rules.votes import AMENDED
from bezirkskoordination.store.folding import sort_key
from bezirkskoordination.store.settings import district_on, public_thresholds, setting
from bezirkskoordination.store.unit import Reader

#: The kind of a report that is not kept yet.
_PLAIN = "SACHSTAND"
#: A sitting belongs to a report when it lies at most this long after the Stichtag.
_SOON = timedelta(days=365)
_SUBJECT = N_("Report", "Bericht der {}, {}")
#: Reports whose words may still change.
_UNRELEASED = (ReportStatus.DRAFT, ReportStatus.FROZEN)


@dataclass(frozen=True, slots=True)
class Request:
    """Which report: its period (it ends with the Stichtag), its date, for whom, and the record that it is kept in."""

    period: Period
    dated_on: date
    public: bool = True
    report: Report | None = None

    @classmethod
    def of(cls, report: Report, public: bool = True) -> Self:
        """The paper of a report that is kept."""
        return cls(Period(report.period_from, report.reference_date), report.dated_on, public, report)


def facts_of(reader: Reader, request: Request) -> Facts:
    """What a report says: from its snapshot while it is frozen and ever after, else as the records stand today."""
    kept = request.report
    facts = frozen(reader, kept) if kept is not None and kept.status is not ReportStatus.DRAFT else None
    if kept is None or facts is None:
        return gather(reader, request)
    return replace(facts, words=words(reader, request)) if kept.status is ReportStatus.FROZEN else facts


def final(reader: Reader, report: Report) -> Facts:
    """What a frozen report will say once it is released: its frozen figures, and its words as they stand now."""
    return told.sealed(facts_of(reader, Request.of(report)))


def gather(reader: Reader, request: Request) -> Facts:
    """What a report says as the records stand today. The same records and the same request give the same facts."""
    period, names = request.period, reader.names
    before = period.before()
    ledger = Ledger.of(reader)
    last, corrected = _last(reader, period), _corrected(reader, request.report)
    now, then, earlier = (tuple(figures.compute(ledger, one, names)) for one in (period, before, before.before()))
    return Facts(
        period=period,
        words=words(reader, request),
        thresholds=tuple(Threshold(name, least) for name, least in sorted(public_thresholds(reader).items())),
        now=now,
        then=then,
        earlier=told.bare_figures(earlier),
        year_before=tuple(figures.costs(ledger, year_before(period.end), names)),
        spent=_spent(ledger, period, names),
        receipts=_receipts(ledger, period.end, names),
        org_types=tuple(Label(one.code, one.label) for one in reader.where(ListItem, values="org_type")),
        recommendations=_recommendations(ledger, period),
        members=_members(ledger, period.end, names),
        last=told.bare(last) if last is not None else None,
        late=late_entries(reader, last) if last is not None else (),
        corrected=replace(corrected, last=None, late=(), corrected=None) if corrected is not None else None,
        orders=_orders(reader, ledger, period),
    )


def draft_of(reader: Reader, period: Period, sitting: Meeting | None, today: date) -> Report:
    """The draft over exactly this period that is kept, the newest; else what a new one begins with.

    A sitting that is given is the one whose day stands in the Beratungsfolge.
    """
    drafts = reader.where(
        Report, status=ReportStatus.DRAFT, period_from=period.start, reference_date=period.end, corrects=None
    )
    if drafts:
        return drafts[-1]
    said = words(reader, Request(period, max(today, period.end)))
    route = tuple(
        Consultation(body=one.body, on_date=sitting.on_date if sitting else one.on, publicity=one.publicity)
        for one in said.route
    )
    return Report(
        subject=said.subject, period_from=period.start, reference_date=period.end, dated_on=said.dated_on,
        consultations=route, signed_by=said.signed_by, meeting=sitting.id if sitting else None,
    )  # fmt: skip


# --- what other reports said -----------------------------------------------------------------


def frozen(reader: Reader, report: Report | None) -> Facts | None:
    """What a report says that has been frozen; None for any other."""
    if report is None or report.snapshot is None:
        return None
    return told.from_json(reader.get(Snapshot, report.snapshot).payload)


def late_entries(reader: Reader, since: Facts) -> tuple[Late, ...]:
    """„Nachmeldungen“ to frozen facts: what counts by their Stichtag and was entered only afterwards."""
    added, changed = [], []
    for name, fields in COUNTED.items():
        cls = RECORD_TYPES[name].cls
        added += reader.added_since(cls, since.mark)
        changed += reader.changed_since(cls, since.mark, fields)
    events = reader.added_since(StatusEvent, since.mark)
    return late(added, changed, events, since.period.end, told.behind(since))


def _last(reader: Reader, period: Period) -> Facts | None:
    """What the last report before this period's Stichtag said; where that was corrected, the correction."""
    earlier = [
        one
        for one in reader.all(Report)
        if one.status in ISSUED and one.snapshot is not None and one.reference_date < period.end
    ]
    return frozen(reader, max(earlier, key=lambda one: (one.reference_date, one.id or 0), default=None))


def _corrected(reader: Reader, report: Report | None) -> Facts | None:
    return frozen(reader, reader.get(Report, report.corrects)) if report and report.corrects else None


# --- what people say ----------------------------------------------------------------------


def words(reader: Reader, request: Request) -> Words:
    """What people say in a report: head, Beratungsfolge, own texts, the sentences of the settings, who signs."""
    report = request.report
    district, sitting = _district(reader, request)
    name = setting(reader, "office_name")
    sign = " ".join(filter(None, (setting(reader, "sign"), _file_number(district, report))))
    council = district.council_name if district else str(_COUNCIL)
    given = report.consultations if report else ()
    standing = (setting(reader, "limits"), setting(reader, "no_commitment"))
    corrected = reader.get(Report, report.corrects) if report and report.corrects else None
    return Words(
        kind=report.kind if report else _PLAIN,
        subject=report.subject if report else _SUBJECT(name, request.period),
        dated_on=request.dated_on,
        office=Office(name, district.number if district else "", district.name if district else "", council, sign),
        route=tuple(_stop(reader, row) for row in given or (Consultation(body=council, on_date=sitting),)),
        basis=_basis(reader),
        number=report.number if report else "",
        draft=report is None or report.status in _UNRELEASED,
        sections=report.sections if report else (),
        signed_by=(report.signed_by if report else "") or setting(reader, "coordinator"),
        standing=tuple(filter(None, standing)),
        corrects=corrected.number if corrected else "",
        vacant=mandates.vacancies(reader, request.period),
    )


_COUNCIL = N_("Report", "Stadtbezirksrat")


def _district(reader: Reader, request: Request) -> tuple[District | None, date | None]:
    """The district as on the day of the sitting, or else on the Stichtag; and that sitting, as far as it is known."""
    given = [row.on_date for row in request.report.consultations] if request.report else []
    stichtag = request.period.end
    first, last = max(stichtag, request.dated_on), stichtag + _SOON
    planned = next((one.on_date for one in sittings(reader) if first <= one.on_date <= last), None)
    sitting = next((day for day in given if day), planned if not given else None)
    return district_on(reader, sitting or stichtag), sitting


def _file_number(district: District | None, report: Report | None) -> str:
    """„111-2026-02“: the district and the report's running number, as far as there are any."""
    number = report.number if report else ""
    if match := re.fullmatch(r"\D*(\d{4})-0*(\d+)", number):
        number = f"{match[1]}-{match[2]:0>2}"
    return "-".join(filter(None, (district.number if district else "", number)))


def _stop(reader: Reader, row: Consultation) -> Stop:
    role = reader.names.label("consultation_role", row.role) if row.role else ""
    return Stop(row.body, role, row.on_date, row.publicity)


def _basis(reader: Reader) -> Basis:
    """What the office was set up by. The motion may have been changed on the way: only the resolution is cited."""
    resolution = next(iter(reader.where(Resolution, basis=True)), None)
    if resolution is None:
        day = setting(reader, "resolved_on")
        council = district_on(reader, day) if day else None
        return Basis(day, council.council_name if council else "", setting(reader, "resolved_in"))
    paper = reader.get(Paper, resolution.paper).reference if resolution.paper is not None else ""
    amended = resolution.result == AMENDED
    changed = reader.names.label("resolution_result", resolution.result) if amended else ""
    return Basis(resolution.on_date, resolution.body, paper, changed)


# --- what the records say beside the figures ------------------------------------------------


def _spent(ledger: Ledger, period: Period, names: Names) -> tuple[Part, ...]:
    return parts_of(
        (names.label("expense_category", one.category), (one.type.name, one.uid), cents)
        for one, cents in figures.counted_in(ledger, period)
    )


def _receipts(ledger: Ledger, day: date, names: Names) -> tuple[Part, ...]:
    return parts_of(
        (names.label("expense_category", one.category), (one.type.name, one.uid), 1)
        for one, _cents in figures.counted_in(ledger, year_until(day))
    )


def _recommendations(ledger: Ledger, period: Period) -> tuple[Recommendation, ...]:
    return tuple(Recommendation(day, " ".join(text.split())) for day, text in figures.recommendations(ledger, period))


_IN_SITTING = N_("Report", "Sitzung")


def _orders(reader: Reader, ledger: Ledger, period: Period) -> tuple[Mandated, ...]:
    """The council's orders that waited when the period began or were given in it, the oldest first."""
    return tuple(_mandated(reader, one) for one in followed(ledger, reader.all(Resolution), period))


def _mandated(reader: Reader, one: Followed) -> Mandated:
    order, decided = one.order, one.resolution
    paper = reader.get(Paper, decided.paper).reference if decided and decided.paper is not None else ""
    return Mandated(
        order.text, order.given_on, str(one.status.label), paper or str(_IN_SITTING if decided is None else ""),
        order.due_on, None if one.waits else one.since, one.publicity, keys([order]),
    )  # fmt: skip


def _members(ledger: Ledger, day: date, names: Names) -> tuple[Member, ...]:
    """The institutions of the network, in German order."""

    def member(one: Institution) -> Member:
        place = names.title("sub_area", one.sub_area) if one.sub_area else ""
        return Member(one.title(names), names.label("org_type", one.kind), place, keys([one]))

    there = (one for one in ledger.institutions if is_in_network(one, day))
    return tuple(map(member, sorted(there, key=lambda one: (sort_key(one.title(names)), one.id or 0))))
