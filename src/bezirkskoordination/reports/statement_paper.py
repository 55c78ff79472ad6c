"""A Stellungnahme on a paper of the council: number, sitting and TOP are those of what it answers (seed 003).

It ends with a recommendation how to decide. What is said in between is its own text; nothing is taken from the answered
paper but what it is called.
"""

import re
from collections.abc import Iterable
from datetime import date

from bezirkskoordination.i18n import N_, Text
from bezirkskoordination.records.council import STATEMENT, Consultation, Paper, Publicity
from bezirkskoordination.records.fields import Record
from bezirkskoordination.records.kinds import show_date
from bezirkskoordination.records.refusal import Refused
from bezirkskoordination.reports import council_parts as parts
from bezirkskoordination.reports import pdf
from bezirkskoordination.reports.document import Block, Document, Heading, Paragraph, Run, Words
from bezirkskoordination.rules.following import consulted
from bezirkskoordination.store.unit import Reader

_STATEMENT = N_("CouncilPaper", "Stellungnahme")
_ON: dict[str, Text] = {
    "ANTRAG": N_("CouncilPaper", "Stellungnahme zum Antrag"),
    "AENDERUNG": N_("CouncilPaper", "Stellungnahme zum Änderungsantrag"),
    "DRINGLICH": N_("CouncilPaper", "Stellungnahme zum Dringlichkeitsantrag"),
    "ANFRAGE": N_("CouncilPaper", "Stellungnahme zur Anfrage"),
    "BESCHLUSSVORLAGE": N_("CouncilPaper", "Stellungnahme zur Beschlussvorlage"),
    "ERGAENZUNG": N_("CouncilPaper", "Stellungnahme zur Ergänzungsvorlage"),
}
_NO = N_("CouncilPaper", "Nr.")
_DEALT, _AT, _ITEM = (
    N_("CouncilPaper", "Beratung im {} am {}"), N_("CouncilPaper", "Beratung im {}"), N_("CouncilPaper", ", TOP {}"),
)  # fmt: skip
_SITTING = {
    Publicity.PUBLIC: N_("CouncilPaper", " öffentliche Sitzung"),
    Publicity.CLOSED: N_("CouncilPaper", " nichtöffentliche Sitzung"),
}  # fmt: skip
_SAID, _ADVICE = N_("CouncilPaper", "Stellungnahme:"), N_("CouncilPaper", "Beschlussempfehlung:")
_OUR_ADVICE = N_("CouncilPaper", "Beschlussempfehlung der Koordinierungsstelle:")
_NOT_LIKE_THIS = N_("CouncilPaper", "„{}“ ist keine Stellungnahme.")
#: „1. Leitstelle für Integration“: what heads the paragraphs below it.
_NUMBERED = re.compile(r"\d+\.\s+\S.{0,78}[^.,;:!?\s]")


def collect(read: Reader, record: Record | None, today: date) -> Document:
    """The paper as values."""
    assert isinstance(record, Paper)
    paper = record
    if paper.kind != STATEMENT:
        raise Refused(_NOT_LIKE_THIS, paper.subject)
    answered = read.get(Paper, paper.answers) if paper.answers is not None else None
    title = str(_ON.get(answered.kind, _STATEMENT)) if answered else str(_STATEMENT)
    blocks: list[Block] = [
        Heading(title, 0),
        Paragraph((Run(f"{_NO} ", bold=True), *_number(answered))),
        Paragraph(_dealt(_sitting(paper, answered, today))),
        parts.head(paper, ((parts.SUBJECT, (Run(paper.subject, bold=True),)),)),
        Heading(str(_SAID)),
        *_words(paper),
        Heading(str(_OUR_ADVICE if paper.own else _ADVICE)),
        *parts.written(paper, paper.advice),
        *parts.signed(paper),
        parts.annexes(paper),
    ]
    return parts.whole(read, paper, title, blocks, today)


def _number(answered: Paper | None) -> tuple[Run, ...]:
    words: Words = parts.number(answered) if answered else parts.LINE
    return (Run(words, bold=True),) if isinstance(words, str) else words


def _sitting(paper: Paper, answered: Paper | None, today: date) -> Consultation | None:
    """Where it is dealt with: as the Stellungnahme says, else as the paper that it answers."""
    own = consulted(paper, today)
    return own or (consulted(answered, today) if answered else None)


def _dealt(row: Consultation | None) -> Words:
    """„Beratung im **Stadtrat** am **17.09.2015**, TOP 21 öffentliche Sitzung“."""
    if row is None:
        return (Run(_AT("")), *parts.LINE)
    item = row.agenda_item.removeprefix("Ö").removeprefix("N").strip()
    said = _DEALT(row.body, show_date(row.on_date)) if row.on_date else _AT(row.body)
    return f"{said}{_ITEM(item) if item else ','}{_SITTING[row.publicity]}"


def _words(paper: Paper) -> Iterable[Block]:
    """The statement; a numbered line of its own heads what follows."""
    for part in re.split(r"\n\s*\n", paper.statement.strip()):
        if _NUMBERED.fullmatch(part.strip()):
            yield Heading(part.strip(), 2)
        else:
            yield from parts.written(paper, part)


def make(read: Reader, record: Record | None, today: date) -> bytes:
    """The bytes of the PDF."""
    return pdf.render(collect(read, record, today))
