"""The Sprechzettel for the sitting: what is said, each figure with its „because“, promises and their state, questions.

Told from the newest report as it stands, and only what its public twin tells: nobody says aloud what the paper hides.
The three questions are those that councils ask of such an office: how many on a Stichtag, how supported, how
acknowledged (domain facts 1.5, [S35]).
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from bezirkskoordination.i18n import N_, Text
from bezirkskoordination.records.council import Publicity, Report, ReportStatus, Resolution
from bezirkskoordination.records.fields import Record
from bezirkskoordination.records.kinds import show_date
from bezirkskoordination.records.refusal import Refused
from bezirkskoordination.reports import pdf
from bezirkskoordination.reports.council_figures import MINUS, Comparison, changed, money, said, shown
from bezirkskoordination.reports.council_gather import Request, facts_of
from bezirkskoordination.reports.council_parts import LINE
from bezirkskoordination.reports.council_report import paragraphs
from bezirkskoordination.reports.document import (
    Align,
    Block,
    Column,
    Document,
    Fields,
    Heading,
    Paragraph,
    Run,
    Table,
    Words,
)
from bezirkskoordination.rules import disclosure
from bezirkskoordination.rules.disclosure import Published
from bezirkskoordination.rules.figures import CENTS, Ledger
from bezirkskoordination.rules.orders import followed
from bezirkskoordination.rules.periods import Period
from bezirkskoordination.rules.sittings import next_sitting, sittings
from bezirkskoordination.store.settings import setting
from bezirkskoordination.store.unit import Reader

_TITLE = N_("TalkingSheet", "Sprechzettel für die Sitzung")
_NO_REPORT = N_("TalkingSheet", "Einen Sprechzettel gibt es zu einem Bericht; es ist noch keiner angelegt.")
_SITTING, _REPORT, _STATE = (
    N_("TalkingSheet", "Sitzung:"), N_("TalkingSheet", "Bericht:"), N_("TalkingSheet", "Stand des Berichts:"),
)  # fmt: skip
_ON, _ITEM = N_("TalkingSheet", "{} am {}"), N_("TalkingSheet", ", TOP {}")
_FOR_HER = N_("TalkingSheet", "Nur für die Sitzung; nicht zum Auslegen.")
_AS_OF = N_("TalkingSheet", "Stichtag {}")
_IN_SHORT, _FIGURES = N_("TalkingSheet", "In drei Sätzen"), N_("TalkingSheet", "Die Zahlen, und warum")
_PROMISES, _ASKED = N_("TalkingSheet", "Zusagen und Aufträge"), N_("TalkingSheet", "Worum wir bitten")
_QUESTIONS = N_("TalkingSheet", "Wenn jemand fragt")
_NO_FIGURES = N_("TalkingSheet", "Der Bericht hat noch keine Zahlen.")
_NO_PROMISES = N_("TalkingSheet", "Offen ist kein Auftrag des Bezirksrates.")
_FIGURE_COLUMNS = (
    Column("Zahl", weight=2.0), Column("Jetzt", Align.RIGHT), Column("Davor", Align.RIGHT), Column("Weil", weight=3.0),
)  # fmt: skip
_PROMISE_COLUMNS = (Column("Zusage", weight=3.0), Column("Woher", weight=1.5), Column("Stand", weight=1.5))
#: Figures of their own; a capital letter behind the number („K16M“) is what another one is made of.
_OWN = re.compile(r"K\d+[a-z]?|KL")
#: What the bridge of volunteers tells already.
_IN_BRIDGE = frozenset({"K12", "K13"})
#: So many parts can be said aloud; the others are counted.
_MOST_PARTS = 4
_PART, _MORE = N_("TalkingSheet", "{} {}"), N_("TalkingSheet", "und {} weitere")
_SAME, _CHANGED = N_("TalkingSheet", "unverändert"), N_("TalkingSheet", "{} gegenüber davor")
#: One of the two values is hidden by the paper, or was not counted then.
_NOT_TOLD = N_("TalkingSheet", "Veränderung nicht ausgewiesen")
_EVE = "<"
#: What a figure is made of, in words, and the figures that stand in them; with `_EVE` that of the Stichtag before.
_MADE_OF: dict[str, tuple[Text, tuple[str, ...]]] = {
    "K11": (
        N_("TalkingSheet", "{} zu Beginn + {} neu + {} zurück " + MINUS + " {} ausgeschieden"),
        ("K11" + _EVE, "K12", "K12R", "K13"),
    ),
    "K02": (
        N_(
            "TalkingSheet", "{} zu Beginn + {} neu + {} wieder offen " + MINUS + " {} erledigt " + MINUS + " {} doppelt"
        ),
        ("K02A", "K01", "K02W", "K02E", "K02D"),
    ),
    "K09": (N_("TalkingSheet", "{} suchend, {} anbietend"), ("K09S", "K09A")),
    "K10": (N_("TalkingSheet", "davon {} besetzt"), ("K10B",)),
    "K15": (N_("TalkingSheet", "bestätigt von {} Ehrenamtlichen"), ("K15E",)),
    "K27": (N_("TalkingSheet", "{} verfügbar von {} Ansatz"), ("K27R", "K27A")),
}
_OF = N_("TalkingSheet", "davon {}")
_HOW_MANY = N_("TalkingSheet", "Wie viele Ehrenamtliche sind am Stichtag dabei?")
_SUPPORTED = N_("TalkingSheet", "Wie werden sie unterstützt?")
_ACKNOWLEDGED = N_("TalkingSheet", "Wie werden sie anerkannt?")
_THANKED = N_(
    "TalkingSheet",
    "Auf Wunsch mit Engagementnachweis und Teilnahmebescheinigung. Außerdem: ",
)


def collect(read: Reader, _record: Record | None, today: date) -> Document:
    """The sheet as values; refuses when there is no report."""
    reports = [one for one in read.all(Report) if one.status is not ReportStatus.CORRECTED]
    if not reports:
        raise Refused(_NO_REPORT)
    report = max(reports, key=lambda one: (one.reference_date, one.id or 0))
    facts = facts_of(read, Request.of(report))
    told = Comparison.of(facts, public=True)
    own = {one.key: one.text for one in facts.words.sections}
    blocks: list[Block] = [
        Heading(str(_TITLE), 0),
        Fields(tuple(_head(read, report, today))),
        Heading(str(_IN_SHORT)),
        *(paragraphs(own["lage"]) if own.get("lage") else (Paragraph(LINE),)),
        Heading(str(_FIGURES)),
        *_figures(told),
        Heading(str(_PROMISES)),
        _promises(read, report, today),
        *([Heading(str(_ASKED)), *paragraphs(own["bitte"])] if own.get("bitte") else []),
        Heading(str(_QUESTIONS)),
        *_questions(told),
    ]
    office = setting(read, "office_name")
    return Document(
        title=str(_TITLE), author=office, blocks=tuple(blocks), header=f"{office} · {_FOR_HER}", footer=str(_TITLE),
        mark=_AS_OF(show_date(report.reference_date)),
    )  # fmt: skip


def _head(read: Reader, report: Report, today: date) -> Iterator[tuple[str, Words]]:
    coming = next_sitting(read, setting(read, "deadline_days") or 0, today)
    rows = report.consultations
    row = next((one for one in rows if coming and one.on_date == coming.on), rows[0] if rows else None)
    day = (row.on_date if row else None) or (coming.on if coming else None)
    words: Words = LINE
    if row and day:
        words = _ON(row.body, show_date(day)) + (_ITEM(row.agenda_item) if row.agenda_item else "")
    elif day:
        words = show_date(day)
    yield str(_SITTING), words
    yield str(_REPORT), " · ".join(filter(None, (report.number, report.subject)))
    yield str(_STATE), str(report.status.label)


# --- figures ------------------------------------------------------------------------------


def _figures(told: Comparison) -> list[Block]:
    """Every figure of the report that tells something now or told something before."""
    rows = []
    for code, now in told.now.items():
        then = told.then[code]
        if _OWN.fullmatch(code) and code not in _IN_BRIDGE and (now.value or then.value):
            rows.append((str(now.figure.label), _said(now), _said(then), _because(told, code)))
    return [Table(_FIGURE_COLUMNS, tuple(rows)) if rows else Paragraph(str(_NO_FIGURES))]


def _said(one: Published) -> str:
    if one.figure.unit == CENTS and (one.value is None or isinstance(one.value, int)):
        return money(one.value)
    return said(one)


def _because(told: Comparison, code: str) -> str:
    """What the figure is made of: how it came about, its parts, else how it has changed; never what is hidden."""
    now, then = told.now[code], told.then[code]
    if code in _MADE_OF:
        words, codes = _MADE_OF[code]
        parts = [told.then[one.removesuffix(_EVE)] if one.endswith(_EVE) else told.now.get(one) for one in codes]
        known = [one for one in parts if one is not None and isinstance(one.value, int)]
        if len(known) == len(codes):
            return words(*map(_said, known))
    return _parts(now) or _change("0" if now.value == then.value else changed(now, then, not told.is_public))


def _change(words: str) -> str:
    if words == disclosure.UNTOLD:
        return str(_NOT_TOLD)
    return str(_SAME) if words == "0" else words if words == disclosure.ABOUT_SAME else _CHANGED(words)


def _parts(one: Published) -> str:
    """„davon im Einsatz 31, vermittelbar 12“, the largest first, what is taken together last; nothing if withheld."""
    parts = sorted((part for part in one.breakdown if part.value), key=lambda part: (part.merged, -part.value))
    if one.withheld or len(parts) < 2:
        return parts[0].label if len(parts) == 1 and not one.withheld else ""
    in_cents = one.figure.unit == CENTS
    listed = [_PART(part.label, money(part.value) if in_cents else shown(part.value)) for part in parts]
    left = len(listed) - _MOST_PARTS
    return _OF(", ".join(listed) if left < 2 else f"{', '.join(listed[:_MOST_PARTS])} {_MORE(left)}")


# --- what was promised ----------------------------------------------------------------------


def _promises(read: Reader, report: Report, today: date) -> Block:
    """The orders of the council since its last sitting, and those that waited then, as they stand today."""
    held = [one.on_date for one in sittings(read) if one.on_date < today]
    since = min(max(held, default=report.period_from), today)
    found = followed(Ledger.of(read), read.all(Resolution), Period(since, today))
    public = (one for one in found if one.publicity is Publicity.PUBLIC)
    rows = tuple((one.order.text, one.origin, one.words) for one in public)
    return Table(_PROMISE_COLUMNS, rows) if rows else Paragraph(str(_NO_PROMISES))


# --- what is asked --------------------------------------------------------------------------


def _questions(told: Comparison) -> Iterable[Block]:
    volunteers = told.now["K11"]
    yield Paragraph((Run(str(_HOW_MANY), bold=True),))
    yield Paragraph(", ".join(filter(None, (_said(volunteers), _parts(volunteers)))))
    yield Paragraph((Run(str(_SUPPORTED), bold=True),))
    support = [
        (told.now[code].figure.label, _said(told.now[code])) for code in ("K16", "K17", "K17T") if code in told.now
    ]
    yield Paragraph("; ".join(f"{label}: {value}" for label, value in support))
    yield Paragraph((Run(str(_ACKNOWLEDGED), bold=True),))
    yield Paragraph((Run(str(_THANKED)), *LINE))


def make(read: Reader, record: Record | None, today: date) -> bytes:
    """The bytes of the PDF."""
    return pdf.render(collect(read, record, today))
