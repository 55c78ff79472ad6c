"""The note on a resolution: what was decided when, where and with how many votes, in the order of a council's extract.

A copy of what is kept here. Refuses to look like the record of the sitting, which alone counts, and to let a motion
appear adopted as it was moved.
"""

from datetime import date

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.council import Paper, Publicity, Resolution, VoteKind
from bezirkskoordination.records.fields import Record
from bezirkskoordination.records.kinds import show_date
from bezirkskoordination.records.network import Order
from bezirkskoordination.reports import pdf
from bezirkskoordination.reports.document import Align, Block, Column, Document, Fields, Heading, Paragraph, Run, Table
from bezirkskoordination.rules import votes
from bezirkskoordination.store.settings import setting
from bezirkskoordination.store.unit import Reader

_TITLE = N_("ResolutionSheet", "Vermerk zum Beschluss")
_STATE = N_("ResolutionSheet", "Stand {}")
_WEEKDAYS = ("Mo.", "Di.", "Mi.", "Do.", "Fr.", "Sa.", "So.")
_PUBLIC = {
    Publicity.PUBLIC: N_("ResolutionSheet", "öffentlich"),
    Publicity.CLOSED: N_("ResolutionSheet", "nichtöffentlich"),
}
_NO_NUMBER = N_("ResolutionSheet", "ohne Nummer")
_RESOLVED, _RESOLVED_AS = N_("ResolutionSheet", "Beschluss:"), N_("ResolutionSheet", "Beschluss: ({})")
_NO_WORDING = N_("ResolutionSheet", "Der Wortlaut liegt der Koordinierungsstelle nicht vor.")
_AMENDED = N_("ResolutionSheet", "Der Antrag wurde geändert beschlossen; es gilt nur der Wortlaut des Beschlusses.")
_COUNTED = N_("ResolutionSheet", "Abstimmungsergebnis:")
_NOT_COUNTED = N_("ResolutionSheet", "nicht erfasst")
_COPY = N_("ResolutionSheet", "Vermerk der Koordinierungsstelle; maßgeblich ist die Niederschrift der Sitzung.")
_BALLOTS = (
    Column("Zur Wahl standen", weight=3.0), Column("1. Wahlgang", Align.RIGHT), Column("2. Wahlgang", Align.RIGHT),
)  # fmt: skip
_ORDERED = N_("ResolutionSheet", "Aufträge:")
_ORDER_COLUMNS = (Column("Auftrag", weight=4.0), Column("bis"), Column("Umsetzung", weight=1.5))
_MEMBERS = N_("ResolutionSheet", "Das Gremium hat {} Mitglieder.")


def collect(read: Reader, one: Resolution, today: date) -> Document:
    """The note as values."""
    label = read.names.label
    competence = label("competence", one.competence) if one.competence else ""
    office = setting(read, "office_name")
    blocks = [
        Heading(str(_TITLE), 0),
        Fields(tuple((f"{name}:", said) for name, said in _head(read, one) if said)),
        Heading(_RESOLVED_AS(competence) if competence else str(_RESOLVED)),
        Paragraph(one.wording) if one.wording else Paragraph((Run(str(_NO_WORDING), muted=True),)),
        *([Paragraph(str(_AMENDED))] if one.result == votes.AMENDED else []),
        Heading(str(_COUNTED)),
        *counted(one),
        *([Paragraph(how)] if (how := votes.how_elected(one)) else []),
        *_orders(read, one),
        Paragraph(str(_COPY), small=True),
    ]
    return Document(
        title=str(_TITLE), author=office, blocks=tuple(blocks), header=office, footer=str(_TITLE),
        mark=_STATE(show_date(today)),
    )  # fmt: skip


def _head(read: Reader, one: Resolution) -> tuple[tuple[str, str], ...]:
    of = one.type.field
    return (
        (str(of("body").label), one.body),
        (str(N_("ResolutionSheet", "Sitzung")), f"{_WEEKDAYS[one.on_date.weekday()]}, {show_date(one.on_date)}"),
        (str(of("publicity").label), str(_PUBLIC[one.publicity])),
        (str(of("agenda_item").label), one.agenda_item),
        (str(N_("ResolutionSheet", "Betreff")), one.subject),
        (str(of("paper").label), _paper(read, one)),
        (str(of("result").label), read.names.label("resolution_result", one.result) if one.result else ""),
    )


def _paper(read: Reader, one: Resolution) -> str:
    """„16-01716 · Antrag (öffentlich)“; a number is the city's, so none is made up."""
    if one.paper is None:
        return ""
    paper = read.get(Paper, one.paper)
    return f"{paper.reference or _NO_NUMBER} · {read.names.label('paper_type', paper.kind)}"


def _orders(read: Reader, one: Resolution) -> list[Block]:
    """What was given to do, by when, and how far it is; nothing where nothing was."""
    found = sorted(
        read.where(Order, resolution=one.id), key=lambda order: (order.due_on or date.max, order.id or 0)
    )  # fmt: skip
    rows = tuple(
        (order.text, show_date(order.due_on) if order.due_on else "", str(order.status.label)) for order in found
    )
    return [Heading(str(_ORDERED)), Table(_ORDER_COLUMNS, rows)] if rows else []


def counted(one: Resolution) -> list[Block]:
    """The votes: of an election a table of who stood, else for, against and abstained."""
    told = votes.told(one.votes_for, one.votes_against, one.abstained)
    blocks: list[Block] = []
    if one.vote_kind is VoteKind.ELECTION and one.candidates:
        rows = tuple((row.name, *map(_number, (row.votes, row.runoff))) for row in one.candidates)
        blocks.append(Table(_BALLOTS, rows))
    if told or not blocks:
        blocks.append(Paragraph(told) if told else Paragraph((Run(str(_NOT_COUNTED), muted=True),)))
    if one.members:
        blocks.append(Paragraph(_MEMBERS(one.members), small=True))
    return blocks


def _number(count: int | None) -> str:
    return "–" if count is None else str(count)


def make(read: Reader, record: Record | None, today: date) -> bytes:
    """The bytes of the PDF."""
    assert isinstance(record, Resolution)
    return pdf.render(collect(read, record, today))
