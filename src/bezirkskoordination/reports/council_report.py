"""The coordinator's report to the council: a paper of its own that fits behind a Mitteilung of the administration.

Says what the records say, in the council's own order of fields. Refuses to know how a page looks, to name a
volunteer, to give a Vorlagennummer (that is the city's), and to promise anything.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.council import Consultation, Paper, Publicity, Report, ReportStatus, Resolution
from bezirkskoordination.records.institutions import Institution
from bezirkskoordination.records.kinds import show_date
from bezirkskoordination.records.office import District
from bezirkskoordination.reports import council_figures, council_notes
from bezirkskoordination.reports.council_figures import Comparison
from bezirkskoordination.reports.document import (
    Align,
    Block,
    Column,
    Document,
    Fields,
    Heading,
    Items,
    PageBreak,
    Paragraph,
    Run,
    Signature,
    Table,
)
from bezirkskoordination.rules.figures import is_in_network
from bezirkskoordination.rules.periods import Period
from bezirkskoordination.rules.sittings import sittings
from bezirkskoordination.rules.votes import AMENDED
from bezirkskoordination.store.folding import sort_key
from bezirkskoordination.store.settings import district_on, public_thresholds, setting
from bezirkskoordination.store.unit import Reader


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


def collect(reader: Reader, request: Request) -> Document:
    """The report as values. The same records and the same request give the same Document."""
    office = _Office.of(reader, request)
    told = Comparison.of(reader, request.period, public_thresholds(reader) if request.public else {})
    subject = request.report.subject if request.report else _SUBJECT(office.name, request.period)
    sections = _sections(request, told, office)
    figures = [block for _, blocks in sections for block in blocks]
    annexes = [*_network(reader, request.period.end), (str(_NOTES), council_notes.notes(told, request.public, figures))]
    letters = "AB"[: len(annexes)]
    titles = [_ANNEX(letter, title) for letter, (title, _) in zip(letters, annexes, strict=True)]
    blocks = [
        *_head(reader, request, office, subject),
        *_facts(reader, request, letters[-1]),
        *_numbered(sections),
        *_signed(request.report.signed_by if request.report else "", setting(reader, "coordinator")),
        Fields(((str(_ANNEXES), "\n".join(titles)),)),
        *([PageBreak()] if len(annexes) > 1 else []),  # notes alone go on below the text
    ]
    for title, (_, annex) in zip(titles, annexes, strict=True):
        blocks += [Heading(title), *annex]
    return Document(
        title=subject,
        author=office.name,
        blocks=tuple(blocks),
        header=" · ".join(part for part in (office.place, _OUR_SIGN(office.sign)) if part),
        footer=office.place if request.public else f"{office.name} · {_CLOSED}",
        mark=_STICHTAG(show_date(request.period.end)),
        draft=_draft(request),
    )


_SUBJECT = N_("Report", "Bericht der {}, {}")
_OUR_SIGN = N_("Report", "Unser Zeichen: {}")
_CLOSED = N_("Report", "nichtöffentlich")
_STICHTAG = N_("Report", "Stichtag {}")
_PRELIMINARY, _DRAFT = N_("Report", "Vorläufig"), N_("Report", "Entwurf")


def _draft(request: Request) -> str:
    if request.dated_on < request.period.end:
        return str(_PRELIMINARY)
    kept = request.report is not None and request.report.status is not ReportStatus.DRAFT
    return "" if kept else str(_DRAFT)


# --- who writes to whom -------------------------------------------------------------------

_IN_DISTRICT = N_("Report", "{} im Stadtbezirk {}")
_DISTRICT = N_("Report", "Stadtbezirk {} {}")
_COUNCIL = N_("Report", "Stadtbezirksrat")
#: A sitting belongs to a report when it lies at most this long after the Stichtag.
_SOON = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class _Office:
    """The office and its council, named as on the day of the sitting, or else on the Stichtag."""

    name: str
    district: District | None
    sign: str
    sitting: date | None

    @classmethod
    def of(cls, reader: Reader, request: Request) -> Self:
        given = [row.on_date for row in request.report.consultations] if request.report else []
        stichtag = request.period.end
        first, last = max(stichtag, request.dated_on), stichtag + _SOON
        planned = next((one.on_date for one in sittings(reader) if first <= one.on_date <= last), None)
        sitting = next((day for day in given if day), planned if not given else None)
        district = district_on(reader, sitting or stichtag)
        sign = [setting(reader, "sign"), _file_number(district, request.report)]
        return cls(setting(reader, "office_name"), district, " ".join(filter(None, sign)), sitting)

    @property
    def place(self) -> str:
        """„Koordinierungsstelle für Integration · Stadtbezirk 111 Hondelage-Volkmarode“."""
        here = self.district
        return f"{self.name} · {_DISTRICT(here.number, here.name)}" if here else self.name

    @property
    def unit(self) -> str:
        """The Organisationseinheit."""
        return _IN_DISTRICT(self.name, self.district.number) if self.district else self.name

    @property
    def council(self) -> str:
        """The exact name of the Gremium."""
        return self.district.council_name if self.district else str(_COUNCIL)


def _file_number(district: District | None, report: Report | None) -> str:
    """„111-2026-02“: the district and the report's running number, as far as there are any."""
    number = report.number if report else ""
    if match := re.fullmatch(r"\D*(\d{4})-0*(\d+)", number):
        number = f"{match[1]}-{match[2]:0>2}"
    return "-".join(filter(None, (district.number if district else "", number)))


# --- head of the paper (order of fields as on a Mitteilung, seed 004) -----------------------

_TITLES = {True: N_("Report", "Bericht (öffentlich)"), False: N_("Report", "Bericht (nichtöffentlich)")}
_BY_THE_CITY = N_("Report", "wird von der Verwaltung vergeben")
_PRELIMINARY_DATE = N_("Report", "{} (vorläufig)")
_ROUTE = (
    Column("Beratungsfolge", weight=4.0),
    Column("Sitzungstermin"),
    Column("Status", Align.LEFT, 0.3),
)


def _head(reader: Reader, request: Request, office: _Office, subject: str) -> list[Block]:
    dated = show_date(request.dated_on)
    fields = (
        ("Betreff:", (Run(subject, bold=True),)),
        ("Organisationseinheit:", office.unit),
        ("Datum:", _PRELIMINARY_DATE(dated) if request.dated_on < request.period.end else dated),
        ("Vorlagen-Nr.:", (Run(str(_BY_THE_CITY), muted=True),)),
    )
    route = (request.report.consultations if request.report else ()) or (_default_route(office),)
    rows = tuple(
        (_body(reader, row), show_date(row.on_date), str((row.publicity if request.public else Publicity.CLOSED).label))
        for row in route
    )
    return [Heading(str(_TITLES[request.public]), level=0), Fields(fields), Table(_ROUTE, rows)]


def _default_route(office: _Office) -> Consultation:
    return Consultation(body=office.council, on_date=office.sitting)


def _body(reader: Reader, row: Consultation) -> str:
    """„Stadtbezirksrat … (zur Kenntnis)“."""
    role = reader.names.label("consultation_role", row.role) if row.role else ""
    return f"{row.body} ({role})" if role else row.body


# --- Sachverhalt --------------------------------------------------------------------------

_FACTS = N_("Report", "Sachverhalt:")
_RESOLVED = N_(
    "Report",
    "Grundlage der Arbeit ist der Beschluss {} über die Einrichtung der Koordinierungsstelle ({}).",
)
_RESOLVED_BARE = N_(
    "Report", "Grundlage der Arbeit ist der Beschluss {} über die Einrichtung der Koordinierungsstelle."
)
_UNRESOLVED = N_("Report", "Grundlage der Arbeit ist der Auftrag des Stadtbezirksrates.")
_OF_DAY, _OF_COUNCIL, _PAPER = N_("Report", "vom {}"), N_("Report", "des Stadtbezirksrates"), N_("Report", "Vorlage {}")
_TASK = N_(
    "Report",
    "Die Koordinierungsstelle bündelt ehrenamtliche Angebote, erfasst den Unterstützungsbedarf und berichtet dem"
    " Stadtbezirksrat regelmäßig.",
)
_AS_OF = N_("Report", "Der Bericht umfasst den Zeitraum {} und ist eine Stichtagserhebung zum ")
_NOT_COVERED = N_(
    "Report",
    ". Er bildet ausschließlich die Arbeit der Koordinierungsstelle ab, soweit sie dort erfasst ist; weder andere"
    " städtische Leistungen noch die Angebote anderer Träger, Verbände, Vereine und Initiativen sind darin enthalten."
    " Wie die Zahlen zu lesen sind, sagt Anlage {}.",
)
_REFUND = N_("Report", "Anfallende Verwaltungskosten werden vom Etat des Bezirksrates erstattet; siehe Abschnitt {}.")
_COSTS_AT = 4


def _facts(reader: Reader, request: Request, notes_at: str) -> list[Block]:
    covered = (
        Run(_AS_OF(request.period)),
        Run(show_date(request.period.end), bold=True),
        Run(_NOT_COVERED(notes_at)),
    )
    own = (setting(reader, "limits"), setting(reader, "no_commitment"))
    return [
        Heading(str(_FACTS)),
        Paragraph(f"{_mandate(reader)} {_TASK}"),
        Paragraph(covered),
        *(Paragraph(text) for text in own if text),
        Paragraph(_REFUND(_COSTS_AT)),
    ]


def _mandate(reader: Reader) -> str:
    """What the office was set up by. The motion may have been changed on the way: only the resolution is cited."""
    resolution = next(iter(reader.where(Resolution, basis=True)), None)
    if resolution is not None:
        return _resolved(reader, resolution)
    day, paper = setting(reader, "resolved_on"), setting(reader, "resolved_in")
    if not day and not paper:
        return str(_UNRESOLVED)
    council = district_on(reader, day) if day else None
    cited = ", ".join(filter(None, (council.council_name if council else "", _PAPER(paper) if paper else "")))
    of = _OF_DAY(show_date(day)) if day else str(_OF_COUNCIL)
    return _RESOLVED(of, cited) if cited else _RESOLVED_BARE(of)


def _resolved(reader: Reader, one: Resolution) -> str:
    """The resolution as it is kept: body and paper of its day, and that the motion was changed, if it was."""
    paper = reader.get(Paper, one.paper).reference if one.paper is not None else ""
    changed = reader.names.label("resolution_result", one.result) if one.result == AMENDED else ""
    cited = ", ".join(filter(None, (one.body, _PAPER(paper) if paper else "", changed)))
    return _RESOLVED(_OF_DAY(show_date(one.on_date)), cited)


# --- numbered sections ----------------------------------------------------------------------

_GLANCE, _VOLUNTEERS = N_("Report", "Auf einen Blick"), N_("Report", "Ehrenamtliches Engagement")
_REQUEST, _OUTLOOK = (
    N_("Report", "Bitte an den Stadtbezirksrat"),
    N_("Report", "Ausblick und Bitte an den Stadtbezirksrat"),
)
_PLEASE = N_("Report", "Der Stadtbezirksrat wird gebeten, den Bericht zur Kenntnis zu nehmen.")
_NOTED = N_("Report", "Vorschlag für den Wortlaut: „Der Bericht der {} wird zur Kenntnis genommen.“")

_Section = tuple[str, list[Block]]


def _sections(request: Request, told: Comparison, office: _Office) -> list[_Section]:
    own = {section.key: section.text for section in request.report.sections} if request.report else {}

    def words(key: str) -> list[Block]:
        return list(paragraphs(own.get(key, "")))

    outlook = words("ausblick")
    asked = [*outlook, *words("bitte"), Paragraph(str(_PLEASE)), Paragraph(_NOTED(office.name))]
    return [
        (str(_GLANCE), [*words("lage"), *council_figures.glance(told)]),
        (str(_VOLUNTEERS), [*words("ehrenamt"), *council_figures.volunteers(told)]),
        (council_figures.network_finding(told), [*words("netzwerk"), *council_figures.network(told)]),
        (council_figures.costs_heading(told), [*words("kosten"), *council_figures.costs(told)]),
        (str(_OUTLOOK if outlook else _REQUEST), asked),
    ]


def _numbered(sections: Iterable[_Section]) -> Iterable[Block]:
    for number, (heading, blocks) in enumerate(sections, 1):
        yield Heading(heading, number=str(number))
        yield from blocks


def paragraphs(text: str) -> Iterable[Block]:
    """Own words as blocks: an empty line parts paragraphs, lines that begin with a dash are a list."""
    for part in re.split(r"\n\s*\n", text.strip()):
        lines = part.splitlines()
        if lines and all(re.match(r"[-–•] ", line) for line in lines):
            yield Items(tuple(line[2:].strip() for line in lines))
        elif lines:
            yield Paragraph(part)


# --- end of the paper -----------------------------------------------------------------------

_GEZ, _OPEN = N_("Report", "gez. "), N_("Report", "noch offen")
_ANNEXES, _ANNEX = N_("Report", "Anlage/n:"), N_("Report", "Anlage {}: {}")
_NETWORK, _NOTES = N_("Report", "Institutionen im Netzwerk am {}"), N_("Report", "Hinweise zu den Zahlen")
_ANNEX_COLUMNS = (Column("Name", weight=3.0), Column("Art", weight=2.0), Column("Ortsteil"))


def _signed(*names: str) -> list[Block]:
    name = next(filter(None, names), "")
    return [Signature(name) if name else Paragraph((Run(str(_GEZ)), Run(str(_OPEN), muted=True)))]


def _network(reader: Reader, stichtag: date) -> list[_Section]:
    """The institutions of the network by name; nothing when there are none."""
    names = reader.names
    members = [one for one in reader.all(Institution) if is_in_network(one, stichtag)]
    place = names.title
    rows = tuple(
        (one.title(names), names.label("org_type", one.kind), place("sub_area", one.sub_area) if one.sub_area else "")
        for one in sorted(members, key=lambda one: (sort_key(one.title(names)), one.id or 0))
    )
    return [(_NETWORK(show_date(stichtag)), [Table(_ANNEX_COLUMNS, rows)])] if rows else []
