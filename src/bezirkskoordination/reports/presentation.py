"""The Präsentationsblatt of a paper: what is there, what is new, what has begun, what is to be decided, the proposal.

Landscape, in letters to be read from the back of a room; in the order of seed 002, which says in large letters only
what the paper says. What has no words has no page.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.council import Paper
from bezirkskoordination.records.fields import Record
from bezirkskoordination.records.refusal import Refused
from bezirkskoordination.reports import council_parts, look, pdf, text
from bezirkskoordination.reports.council_report import paragraphs
from bezirkskoordination.reports.document import Block, Document, Heading, Items, PageBreak, Paragraph, plain
from bezirkskoordination.reports.look import MM
from bezirkskoordination.reports.pdf import Sheet
from bezirkskoordination.reports.shaping import clean
from bezirkskoordination.reports.structure import FOOTER, UNORDERED, Element, bookmark
from bezirkskoordination.reports.text import Line, Pen
from bezirkskoordination.rules import papers
from bezirkskoordination.store.settings import setting
from bezirkskoordination.store.unit import Reader

_NOTHING = N_("Presentation", "Für das Präsentationsblatt steht bei „{}“ noch kein Text.")
_NOT_OF = N_("Presentation", "Zu „{}“ gibt es kein Präsentationsblatt: Darüber wird nicht beschlossen.")
_NUMBER = N_("Presentation", "Vorlage: {}")
_HEAD, _MORE = N_("Presentation", "{}:"), N_("Presentation", "{} (Fortsetzung)")
_PROPOSAL, _AFTER = N_("Presentation", "Vorschlag"), N_("Presentation", "Vorschlag nach Beratung im Gremium „{}“")
_QUOTED = N_("Presentation", "„{}“")
_SHEET = N_("Presentation", "Blatt {} von {}")
_DECIDES = "ENTSCHEIDUNG"
#: These three say how things stand; they share the first page (seed 002).
_STANDING = ("present", "situation", "begun")


class Topic(NamedTuple):
    """What one heading says."""

    heading: str
    blocks: tuple[Block, ...]


class Pages(NamedTuple):
    """The whole: its title, the line with the number below it, the topics of each page in order, who gives it out."""

    title: str
    number: str
    pages: tuple[tuple[Topic, ...], ...]
    office: str


def collect(read: Reader, record: Record | None, _today: date) -> Pages:
    """The topics, page by page; refuses a paper that asks for nothing, and one without words for a page."""
    assert isinstance(record, Paper)
    paper = record
    if "to_decide" not in papers.asked_of(paper.kind):
        raise Refused(_NOT_OF, paper.subject)
    standing = [_topic(paper.type.field(name).label, getattr(paper, name)) for name in _STANDING]
    others = [
        _topic(paper.type.field("to_decide").label, paper.to_decide),
        *(_topic(one.heading, one.text) for one in paper.topics),
        _topic(_heading(paper), _QUOTED(_unquoted(paper.proposal)) if paper.proposal.strip() else ""),
    ]
    first = tuple(one for one in standing if one.blocks)
    rest = tuple((one,) for one in others if one.blocks)
    pages = (first, *rest) if first else rest
    if not pages:
        raise Refused(_NOTHING, paper.subject)
    return Pages(paper.subject, _NUMBER(plain(council_parts.number(paper))), pages, setting(read, "office_name"))


def _topic(heading: object, words: str) -> Topic:
    return Topic(_HEAD(str(heading).rstrip(":")), tuple(paragraphs(words)) if words.strip() else ())


def _heading(paper: Paper) -> str:
    """„Vorschlag“, or after whose advice it is as it is."""
    advised = [row for row in paper.consultations if row.role != _DECIDES and (row.recommendation or row.result)]
    return _AFTER(advised[-1].body) if advised else str(_PROPOSAL)


def _unquoted(words: str) -> str:
    return re.sub(r"^[„\"“]|[“\"”]$", "", words.strip())


def told(read: Reader, record: Record | None, today: date) -> Document:
    """The same as a paper of running text, for a Word file: each page of the sheet begins a new one."""
    shown = collect(read, record, today)
    blocks: list[Block] = [Heading(shown.title, 0), Paragraph(shown.number)]
    for at, topics in enumerate(shown.pages):
        blocks += [PageBreak()] if at else []
        for one in topics:
            blocks += [Heading(one.heading), *one.blocks]
    return Document(shown.title, shown.office, tuple(blocks), header=shown.office, footer=shown.number)


def make(read: Reader, record: Record | None, today: date) -> bytes:
    """The sheets as a PDF."""
    shown = collect(read, record, today)
    pages = [page for at, topics in enumerate(shown.pages) for page in _laid(shown, topics, first=at == 0)]
    draw = partial(_draw, shown, len(pages))
    sheets = [Sheet(partial(draw, at, page), _WIDTH, _HEIGHT) for at, page in enumerate(pages, 1)]
    return pdf.render_sheets(shown.title, shown.office, sheets)


# --- on the page --------------------------------------------------------------------------

_WIDTH, _HEIGHT = look.PAGE_HEIGHT, look.PAGE_WIDTH
_LEFT, _TOP, _BOTTOM = 22 * MM, 18 * MM, 24 * MM
_ROOM, _TALL = _WIDTH - 2 * _LEFT, _HEIGHT - _TOP - _BOTTOM
_FOOT, _FOOT_SIZE = 11 * MM, 11.0
_TITLE, _SUBTITLE = 30.0, 16.0
#: Sizes of the text, the largest that fits; smaller than the last nobody reads at the back, so a new page begins.
_SIZES = (30.0, 26.0, 24.0, 22.0, 20.0, 18.0)
_HEADING, _LEADING, _DASH = 1.15, 1.32, 1.1


class _Said(NamedTuple):
    """A stretch of text: what it is (H1, H2, P or LI), how large, how far from what stands above."""

    role: str
    words: str
    size: float
    before: float = 0.0

    @property
    def bold(self) -> bool:
        return self.role in ("H1", "H2")

    @property
    def leading(self) -> float:
        return self.size * _LEADING

    @property
    def indent(self) -> float:
        return self.size * _DASH if self.role == "LI" else 0.0

    def lines(self) -> list[Line]:
        return text.wrap(self.words, self.size, _ROOM - self.indent, self.bold)


class _Placed(NamedTuple):
    """A line on a page, its baseline measured from the top of the room; `begins` says whether its text does."""

    said: _Said
    line: Line
    y: float
    begins: bool


def _stretches(shown: Pages, topics: Sequence[Topic], first: bool, size: float) -> Iterator[_Said]:
    if first:
        yield _Said("H1", shown.title, _TITLE)
        yield _Said("P", shown.number, _SUBTITLE, 4)
    for at, one in enumerate(topics):
        yield _Said("H2", one.heading, size * _HEADING, 18 if at or first else 0)
        for block in one.blocks:
            if isinstance(block, Items):
                yield from (_Said("LI", plain(words), size, 6) for words in block.entries)
            elif isinstance(block, Paragraph):
                yield _Said("P", plain(block.words), size, 8)


def _laid(shown: Pages, topics: Sequence[Topic], first: bool) -> list[list[_Placed]]:
    """The lines of these topics on one page in the largest size that lets them, else on several in the smallest."""
    pages: list[list[_Placed]] = []
    for size in _SIZES:
        pages = _filled(list(_stretches(shown, topics, first, size)))
        if len(pages) == 1:
            break
    return pages


def _filled(stretches: Sequence[_Said]) -> list[list[_Placed]]:
    """Line below line; what a page has no room for goes on the next, a heading with the first line below it."""
    pages: list[list[_Placed]] = [[]]
    y, heading = 0.0, ""
    for at, said in enumerate(stretches):
        lines = said.lines()
        heading = said.words if said.role == "H2" else heading
        after = stretches[at + 1] if said.bold and at + 1 < len(stretches) else None
        follows = after.before + after.leading if after else 0.0
        y += said.before if y else 0.0
        for number, line in enumerate(lines):
            if pages[-1] and y + said.leading + (follows if number == len(lines) - 1 else 0.0) > _TALL:
                pages.append([])
                y = 0.0
                if heading and said.role != "H2":
                    more = _Said("P", _MORE(heading.rstrip(":")), said.size)
                    (short, *_) = more.lines()
                    pages[-1].append(_Placed(more, short, more.size, True))
                    y = more.leading + 8
            pages[-1].append(_Placed(said, line, y + said.size, number == 0))
            y += said.leading
    return pages


def _draw(shown: Pages, count: int, number: int, page: Sequence[_Placed], canvas: Any, root: Element) -> None:
    pen, section = Pen(canvas), root.add("Sect")
    canvas.saveState()
    listed: Element | None = None
    owner, untitled = section, text.is_blank(clean(shown.title))
    for one in page:
        role, y = one.said.role, _HEIGHT - _TOP - one.y
        if one.begins or owner is section:
            listed = (listed or section.add("L", UNORDERED)) if role == "LI" else None
            if listed is not None:
                item = listed.add("LI")
                pen.belongs(item.add("Lbl"))
                (dash,) = text.wrap("–", one.said.size, one.said.size)
                if one.begins:
                    pen.write(dash, _LEFT, y, one.said.size)
                owner = item.add("LBody")
            else:
                told = " ".join(clean(one.said.words).split())
                depth = int(role[1:]) - untitled if one.said.bold and not text.is_blank(told) else 0
                owner = section.add(f"H{depth}" if depth else "P")
                if depth:
                    bookmark(canvas, told, depth, y + one.said.size)
        pen.belongs(owner)
        pen.write(one.line, _LEFT + one.said.indent, y, one.said.size, look.TEAL if role == "H2" else look.INK)
    _draw_foot(pen, shown, _SHEET(number, count))
    pen.close()
    canvas.restoreState()


def _draw_foot(pen: Pen, shown: Pages, sheet: str) -> None:
    """Who gives it out, which paper it is about, which sheet this is."""
    pen.belongs(FOOTER)
    right = _WIDTH - _LEFT
    pen.rule(_LEFT, right, _FOOT + 5 * MM, look.STRONG, look.TEAL)
    (page, *_) = text.wrap(sheet, _FOOT_SIZE, _ROOM)
    (office, *_) = text.wrap(f"{shown.office} · {shown.number}", _FOOT_SIZE, _ROOM - page.width - 20)
    pen.write(office, _LEFT, _FOOT, _FOOT_SIZE, look.MUTED)
    pen.write(page, right - page.width, _FOOT, _FOOT_SIZE, look.MUTED)
