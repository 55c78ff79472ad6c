"""What the council's papers have in common: the fields of their head, the Beratungsfolge, who signed, the annexes.

A number is only ever the city's. What nobody has filled in is a line for a pen. A paper of others that is printed here
is a copy and says so.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from bezirkskoordination.i18n import N_, Text
from bezirkskoordination.records.council import Consultation, Paper, Publicity
from bezirkskoordination.records.kinds import Names, show_date
from bezirkskoordination.reports.council_report import paragraphs
from bezirkskoordination.reports.document import (
    Align,
    Block,
    Column,
    Document,
    Fields,
    Gap,
    Paragraph,
    Run,
    Signature,
    Table,
    Words,
)
from bezirkskoordination.store.settings import district_on, setting
from bezirkskoordination.store.unit import Reader

PUBLIC = {
    Publicity.PUBLIC: N_("CouncilPaper", "öffentlich"),
    Publicity.CLOSED: N_("CouncilPaper", "nichtöffentlich"),
}
_BY_THE_CITY = N_("CouncilPaper", "wird von der Verwaltung vergeben")
NUMBER, DATE = N_("CouncilPaper", "Vorlagen-Nr.:"), N_("CouncilPaper", "Datum:")
SUBJECT = N_("CouncilPaper", "Betreff:")
_ANNEXES, _NONE = N_("CouncilPaper", "Anlage/n:"), N_("CouncilPaper", "keine")
_GEZ = N_("CouncilPaper", "gez. ")
_DISTRICT = N_("CouncilPaper", "Stadtbezirk {} {}")
_OUR_SIGN = N_("CouncilPaper", "Unser Zeichen: {}")
_COPY = N_("CouncilPaper", "Abschrift der Koordinierungsstelle; maßgeblich ist die Vorlage der Stadt.")
_STATE = N_("CouncilPaper", "Stand {}")
_ADVISED = N_("CouncilPaper", "empfohlen: {}")
_ROUTE = (Column("Beratungsfolge:", weight=4.0), Column("Sitzungstermin"), Column("Status", Align.LEFT, 0.3))
_RESULT = Column("Empfehlung, Ergebnis", weight=3.0)
_SPENT = (Column("Verwendung", weight=4.0), Column("Betrag", Align.RIGHT))
#: A line that ends in an amount: „1. Zuschüsse 3.000,00 €“.
_AMOUNT = re.compile(r"(?P<what>.*\S)\s+(?P<cents>[−-]?\d{1,3}(?:\.?\d{3})*,\d\d\s?(?:€|Euro))\.?")
#: Where a pen is to write: in one line, and where a text is missing.
LINE: tuple[Run, ...] = (Run("_" * 34, muted=True),)
_LINES = 4
_SIGN_ROOM = 12.0
_UNKNOWN = N_("CouncilPaper", "liegt der Koordinierungsstelle nicht vor")


def titled(names: Names, paper: Paper) -> str:
    """„Antrag (öffentlich)“: the kind, and the status that this paper has."""
    kind = re.sub(r"\s*\([^()]*\)$", "", names.label("paper_type", paper.kind))
    return f"{kind} ({PUBLIC[paper.publicity]})"


def number(paper: Paper) -> Words:
    """The Vorlagennummer as the city gave it, or that it gives it."""
    return paper.reference or (Run(str(_BY_THE_CITY), muted=True),)


def head(paper: Paper, rows: Iterable[tuple[Text, Words]]) -> Fields:
    """Fields below each other; an empty one is a line for a pen, of another's paper it is left out."""
    return Fields(tuple((str(label), words or LINE) for label, words in rows if words or paper.own))


def dated(paper: Paper) -> str:
    """Its date, or nothing."""
    return show_date(paper.on_date) if paper.on_date else ""


def route(names: Names, paper: Paper) -> Table:
    """The Beratungsfolge by its days, with what was recommended and resolved as far as anything was."""
    rows = sorted(paper.consultations, key=lambda row: row.on_date or date.max)
    told = [_told(names, row) for row in rows]
    nowhere: Words = LINE if paper.own else (Run(str(_UNKNOWN), muted=True),)
    lines: list[tuple[Words, ...]] = [
        (_body(names, row), show_date(row.on_date) if row.on_date else "", str(row.publicity.label), said)
        for row, said in zip(rows, told, strict=True)
    ] or [(nowhere, "", "", "")]
    if any(told):
        return Table((*_ROUTE, _RESULT), tuple(lines))
    return Table(_ROUTE, tuple(line[:3] for line in lines))


def _body(names: Names, row: Consultation) -> str:
    """„Stadtbezirksrat … (Entscheidung)“."""
    return f"{row.body} ({names.label('consultation_role', row.role)})" if row.role else row.body


def _told(names: Names, row: Consultation) -> str:
    advised = _ADVISED(row.recommendation) if row.recommendation else ""
    return "; ".join(filter(None, (advised, names.label("resolution_result", row.result) if row.result else "")))


def written(paper: Paper, text: str) -> list[Block]:
    """Its words as blocks: lines that all end in an amount are a table.

    Where there are none a pen may write; of another's paper they are not known here.
    """
    if not text.strip():
        missing = "\n".join(["_" * 78] * _LINES) if paper.own else str(_UNKNOWN)
        return [Paragraph((Run(missing, muted=True),))]
    return [block for part in re.split(r"\n\s*\n", text.strip()) for block in _part(part)]


def _part(text: str) -> Iterable[Block]:
    lines = [_AMOUNT.fullmatch(line.strip()) for line in text.splitlines()]
    rows = tuple((one["what"], one["cents"]) for one in lines if one is not None)
    return [Table(_SPENT, rows)] if len(rows) == len(lines) > 1 else paragraphs(text)


def signed(paper: Paper) -> list[Block]:
    """„gez.“ and who signed; a line where nobody has yet, nothing where it is not known who did."""
    if paper.signed_by:
        return [Signature(paper.signed_by)]
    return [Gap(_SIGN_ROOM), Paragraph((Run(str(_GEZ)), *LINE))] if paper.own else []


def annexes(paper: Paper) -> Fields:
    """What is attached, one below the other, or „keine“."""
    listed = "\n".join(line.strip() for line in paper.attachments.splitlines() if line.strip())
    return Fields(((str(_ANNEXES), listed or str(_NONE)),))


def whole(read: Reader, paper: Paper, title: str, blocks: Sequence[Block], today: date) -> Document:
    """The paper on its pages: who gives it out above, what it is below; a copy of another's says so at its end."""
    office = setting(read, "office_name")
    sitting = next((row.on_date for row in paper.consultations if row.on_date), None)
    district = district_on(read, sitting or paper.on_date or today)
    place = f"{office} · {_DISTRICT(district.number, district.name)}" if district else office
    sign = setting(read, "sign")
    copied = () if paper.own else (Paragraph(str(_COPY), small=True),)
    return Document(
        title=paper.subject, author=office, blocks=(*blocks, *copied),
        header=f"{place} · {_OUR_SIGN(sign)}" if paper.own and sign else place, footer=title,
        mark=_STATE(dated(paper) or show_date(today)),
    )  # fmt: skip
