"""Antrag, Anfrage and Beschlussvorlage in the council's own order of fields (seed 000; domain facts 1.1).

The proposal stands before the facts and is a text of its own: what was resolved is told by the resolution only.
"""

from datetime import date

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.council import DRAFTS, MOTIONS, QUESTION, Paper
from bezirkskoordination.records.fields import Record
from bezirkskoordination.records.refusal import Refused
from bezirkskoordination.reports import council_parts as parts
from bezirkskoordination.reports import pdf
from bezirkskoordination.reports.document import Block, Document, Heading, Paragraph, Run
from bezirkskoordination.store.unit import Reader

#: The kinds that are printed like this; a Beschlussvorlage names its Organisationseinheit instead of a recipient.
KINDS = MOTIONS | DRAFTS | {QUESTION}
_RECIPIENT, _UNIT = N_("CouncilPaper", "Empfänger:"), N_("CouncilPaper", "Organisationseinheit:")
_PROPOSAL, _RESOLUTION = N_("CouncilPaper", "Beschlussvorschlag:"), N_("CouncilPaper", "Beschluss:")
_FACTS = N_("CouncilPaper", "Sachverhalt:")
_NOT_LIKE_THIS = N_("CouncilPaper", "„{}“ wird nicht als Antrag oder Beschlussvorlage gedruckt.")


def collect(read: Reader, record: Record | None, today: date) -> Document:
    """The paper as values."""
    assert isinstance(record, Paper)
    paper = record
    title = parts.titled(read.names, paper)
    if paper.kind not in KINDS:
        raise Refused(_NOT_LIKE_THIS, title)
    of = (_UNIT, paper.department) if paper.kind in DRAFTS else (_RECIPIENT, paper.recipient)
    blocks: list[Block] = [
        Heading(title, 0),
        parts.head(
            paper,
            (
                (parts.SUBJECT, (Run(paper.subject, bold=True),)), of, (parts.DATE, parts.dated(paper)),
                (parts.NUMBER, parts.number(paper)),
            )
        ),
        parts.route(read.names, paper),
    ]  # fmt: skip
    if paper.kind != QUESTION:
        blocks += [Heading(str(_PROPOSAL)), Paragraph((Run(str(_RESOLUTION), bold=True),))]
        blocks += parts.written(paper, paper.proposal)
    blocks += [Heading(str(_FACTS)), *parts.written(paper, paper.facts), *parts.signed(paper), parts.annexes(paper)]
    return parts.whole(read, paper, title, blocks, today)


def make(read: Reader, record: Record | None, today: date) -> bytes:
    """The bytes of the PDF."""
    return pdf.render(collect(read, record, today))
