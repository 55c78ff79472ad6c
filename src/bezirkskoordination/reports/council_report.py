"""The coordinator's report to the council: a paper of its own that fits behind a Mitteilung of the administration.

Says what the records say, in the council's own order of fields. Refuses to know how a page looks, to name a
volunteer, to give a Vorlagennummer (that is the city's), and to promise anything.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import NamedTuple

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.council import Publicity
from bezirkskoordination.records.kinds import show_date
from bezirkskoordination.reports import council_correction, council_notes, report_places
from bezirkskoordination.reports.council_figures import Comparison
from bezirkskoordination.reports.council_gather import Request, facts_of
from bezirkskoordination.reports.council_glance import glance
from bezirkskoordination.reports.council_money import costs
from bezirkskoordination.reports.council_needs import boundary, needs
from bezirkskoordination.reports.council_network import network
from bezirkskoordination.reports.council_orders import orders
from bezirkskoordination.reports.council_people import people
from bezirkskoordination.reports.council_since import since
from bezirkskoordination.reports.document import (
    Align,
    BarChart,
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
from bezirkskoordination.rules import report_sections, report_texts
from bezirkskoordination.rules.facts import Basis, Facts, Office
from bezirkskoordination.store.unit import Reader


def collect(reader: Reader, request: Request) -> Document:
    """The report as values: from its snapshot where it is frozen, else as the records stand today."""
    return compose(facts_of(reader, request), request.public)


def compose(facts: Facts, public: bool) -> Document:
    """The paper that says these facts, for the public or for who may know all. Pure: equal facts, equal Document."""
    words, office = facts.words, facts.words.office
    told = Comparison.of(facts, public)
    sections = _sections(facts, told)
    notes = (str(_NOTES), council_notes.notes(told, {one.key: one.blocks for one in sections}))
    annexes = [notes] if _is_short(facts) else [*_network(facts), notes]
    letters = "AB"[: len(annexes)]
    titles = [_ANNEX(letter, title) for letter, (title, _) in zip(letters, annexes, strict=True)]
    blocks = [
        *_head(facts, public),
        *_matter(facts, next((at for at, one in enumerate(sections, 1) if one.key == "kosten"), 0), letters[-1]),
        *_numbered(sections),
        *_signed(words.signed_by),
        Fields(((str(_ANNEXES), "\n".join(titles)),)),
        *([PageBreak()] if len(annexes) > 1 else []),  # notes alone go on below the text
    ]
    for title, (_, annex) in zip(titles, annexes, strict=True):
        blocks += [Heading(title), *annex]
    return Document(
        title=words.subject,
        author=office.name,
        blocks=tuple(blocks),
        header=" · ".join(part for part in (_place(office), _OUR_SIGN(office.sign)) if part),
        footer=_place(office) if public else f"{office.name} · {_CLOSED}",
        mark=_STICHTAG(show_date(facts.period.end)),
        draft=_draft(facts),
    )


_OUR_SIGN = N_("Report", "Unser Zeichen: {}")
_CLOSED = N_("Report", "nichtöffentlich")
_STICHTAG = N_("Report", "Stichtag {}")
_PRELIMINARY, _DRAFT = N_("Report", "Vorläufig"), N_("Report", "Entwurf")


def _draft(facts: Facts) -> str:
    if facts.words.dated_on < facts.period.end:
        return str(_PRELIMINARY)
    return str(_DRAFT) if facts.words.draft else ""


# --- who writes to whom -------------------------------------------------------------------

_IN_DISTRICT = N_("Report", "{} im Stadtbezirk {}")
_DISTRICT = N_("Report", "Stadtbezirk {} {}")


def _place(office: Office) -> str:
    """„Koordinierungsstelle für Integration · Stadtbezirk 111 Hondelage-Volkmarode“."""
    if not office.district_number:
        return office.name
    return f"{office.name} · {_DISTRICT(office.district_number, office.district_name)}"


def _unit(office: Office) -> str:
    """The Organisationseinheit."""
    return _IN_DISTRICT(office.name, office.district_number) if office.district_number else office.name


# --- head of the paper (order of fields as on a Mitteilung, seed 004) -----------------------

_TITLES = {True: N_("Report", "Bericht (öffentlich)"), False: N_("Report", "Bericht (nichtöffentlich)")}
_BY_THE_CITY = N_("Report", "wird von der Verwaltung vergeben")
_PRELIMINARY_DATE = N_("Report", "{} (vorläufig)")
_ROUTE = (
    Column("Beratungsfolge", weight=4.0),
    Column("Sitzungstermin"),
    Column("Status", Align.LEFT, 0.3),
)


def _head(facts: Facts, public: bool) -> list[Block]:
    words = facts.words
    dated = show_date(words.dated_on)
    fields = (
        ("Betreff:", (Run(words.subject, bold=True),)),
        ("Organisationseinheit:", _unit(words.office)),
        ("Datum:", _PRELIMINARY_DATE(dated) if words.dated_on < facts.period.end else dated),
        ("Vorlagen-Nr.:", (Run(str(_BY_THE_CITY), muted=True),)),
    )
    rows = tuple(
        (
            f"{row.body} ({row.role})" if row.role else row.body,
            show_date(row.on),
            str((row.publicity if public else Publicity.CLOSED).label),
        )
        for row in words.route
    )
    return [Heading(str(_TITLES[public]), level=0), Fields(fields), Table(_ROUTE, rows)]


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
_VACANT = N_("Report", "In dieser Zeit war die Koordination nicht besetzt: {}.")
_AS_OF = N_("Report", "Der Bericht umfasst den Zeitraum {} und ist eine Stichtagserhebung zum ")
_NOT_COVERED = N_(
    "Report",
    ". Er bildet ausschließlich die Arbeit der Koordinierungsstelle ab, soweit sie dort erfasst ist; weder andere"
    " städtische Leistungen noch die Angebote anderer Träger, Verbände, Vereine und Initiativen sind darin enthalten."
    " Wie die Zahlen zu lesen sind, sagt Anlage {}.",
)
_REFUND = N_("Report", "Anfallende Verwaltungskosten werden vom Etat des Bezirksrates erstattet{}.")
_SEE = N_("Report", "; siehe Abschnitt {}")


def _matter(facts: Facts, costs_at: int, notes_at: str) -> list[Block]:
    """What the report is about: who ordered it, what period and day it covers, and what it does not cover."""
    covered = (
        Run(_AS_OF(facts.period)),
        Run(show_date(facts.period.end), bold=True),
        Run(_NOT_COVERED(notes_at)),
    )
    return [
        Heading(str(_FACTS)),
        Paragraph(f"{_mandate(facts.words.basis)} {_TASK}"),
        *([Paragraph(_VACANT("; ".join(map(str, facts.words.vacant))))] if facts.words.vacant else []),
        Paragraph(covered),
        *(Paragraph(text) for text in facts.words.standing),
        Paragraph(_REFUND(_SEE(costs_at) if costs_at else "")),
    ]


def _mandate(basis: Basis) -> str:
    """„Grundlage der Arbeit ist der Beschluss vom …“, as far as it is known."""
    if basis.on is None and not basis.paper:
        return str(_UNRESOLVED)
    cited = ", ".join(filter(None, (basis.council, _PAPER(basis.paper) if basis.paper else "", basis.amended)))
    of = _OF_DAY(show_date(basis.on)) if basis.on else str(_OF_COUNCIL)
    return _RESOLVED(of, cited) if cited else _RESOLVED_BARE(of)


# --- numbered sections ----------------------------------------------------------------------

_REQUEST, _OUTLOOK = (
    N_("Report", "Bitte an den Stadtbezirksrat"),
    N_("Report", "Ausblick und Bitte an den Stadtbezirksrat"),
)
_PLEASE = N_("Report", "Der Stadtbezirksrat wird gebeten, den Bericht zur Kenntnis zu nehmen.")
_NOTED = N_("Report", "Vorschlag für den Wortlaut: „Der Bericht der {} wird zur Kenntnis genommen.“")


def _is_short(facts: Facts) -> bool:
    return facts.words.kind == report_sections.SHORT


class _Section(NamedTuple):
    """A section as it is printed: the key that switches it off and that its own words are kept under."""

    key: str
    heading: str
    blocks: list[Block]


def _own_words(told: Comparison, key: str) -> list[Block]:
    """The own words of a section, with the published figures in their places."""
    sections = told.facts.words.sections
    text = next((one.text for one in sections if one.key == key), "")
    filled = report_texts.filled(text, report_places.of(told))
    return list(paragraphs(filled)) if report_sections.is_on(sections, key) else []


def _request(told: Comparison) -> tuple[str, list[Block]]:
    wishes = _own_words(told, "bitte")
    noted = Paragraph(_NOTED(told.facts.words.office.name))
    outlook = _own_words(told, "ausblick")
    return str(_OUTLOOK if outlook else _REQUEST), [*outlook, *wishes, Paragraph(str(_PLEASE)), noted]


#: Every numbered section in the paper's order: its key in `rules.report_sections`, and the function that gives its
#: heading and what it tells of the facts; one without a heading is left out. Own words under the same key stand first,
#: but for the last one, which has two of them. What `Facts` lacks for a function, `council_gather` has to gather.
_SECTIONS: tuple[tuple[str, Callable[[Comparison], tuple[str, list[Block]]]], ...] = (
    ("berichtigung", council_correction.correction),
    ("lage", glance),
    ("seit", since),
    ("bedarf", needs),
    ("ehrenamt", people),
    ("netzwerk", network),
    ("abgrenzung", boundary),
    ("kosten", costs),
    ("beschluesse", orders),
    ("bitte", _request),
)


def _sections(facts: Facts, told: Comparison) -> list[_Section]:
    printed = []
    for key, tell in _SECTIONS:
        if report_sections.is_printed(facts.words.kind, facts.words.sections, key):
            heading, blocks = tell(told)
            if not heading:
                continue
            words = [] if tell is _request else _own_words(told, key)
            printed.append(_Section(key, heading, [*words, *blocks]))
    return printed


_PICTURE = N_("Report", "Abb. {}: {}")


def _numbered(sections: Iterable[_Section]) -> Iterable[Block]:
    pictures = 0
    for number, one in enumerate(sections, 1):
        yield Heading(one.heading, number=str(number))
        for block in one.blocks:
            if isinstance(block, BarChart):
                pictures += 1
                block = replace(block, caption=_PICTURE(pictures, block.caption))
            yield block


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


def _signed(name: str) -> list[Block]:
    return [Signature(name) if name else Paragraph((Run(str(_GEZ)), Run(str(_OPEN), muted=True)))]


def _network(facts: Facts) -> list[tuple[str, list[Block]]]:
    """The institutions of the network by name; nothing when there are none."""
    rows = tuple((one.name, one.kind, one.place) for one in facts.members)
    return [(_NETWORK(show_date(facts.period.end)), [Table(_ANNEX_COLUMNS, rows)])] if rows else []
