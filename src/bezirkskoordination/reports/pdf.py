"""Draws a `Document` as a PDF: DIN A4, header, footer and page numbers around the blocks.

The same document and the same fonts give the same bytes. Refuses to know where the figures come from.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from io import BytesIO
from typing import Any, NamedTuple

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

from bezirkskoordination.i18n import N_
from bezirkskoordination.reports import archive, fonts, letter_sheet, look, packing, text
from bezirkskoordination.reports.document import Document, Letter
from bezirkskoordination.reports.flowables import PAGE, letter_page, story
from bezirkskoordination.reports.shaping import clean
from bezirkskoordination.reports.structure import FOOTER, HEADER, WATERMARK, Element, Levels, Structure
from bezirkskoordination.reports.text import Pen

_PAGE = N_("Paper", "Seite {} von {}")
_HEAD_LINES = 4
_FOOT_GAP = 12.0
_DRAFT_SHARE = 0.8  # of the page's width
_DRAFT_SIZE = 120.0
_DRAFT_ANGLE = 52.0


class Sheet(NamedTuple):
    """A page that draws itself on a reportlab canvas and says below an element what it shows; measures in points."""

    draw: Callable[[Any, Element], None]
    width: float = look.PAGE_WIDTH
    height: float = look.PAGE_HEIGHT


def render(
    document: Document,
    progress: Callable[[float], None] | None = None,
    sheets: Sequence[Sheet] = (),
    lasting: bool = True,
    tagged: bool = True,
) -> bytes:
    """The PDF's bytes. `progress` hears shares from 0 to 1, ever rising; what it raises ends the work.

    `sheets` stand behind the document and have no head, foot or page number. The file says that it keeps PDF/A-2a
    and PDF/UA-1 unless `lasting` is false: something foreign is to be put into it. Every paper is tagged; without
    tags it is only drawn to measure what they cost. Raises `Refused` when a font file is missing; nothing is
    written anywhere.
    """
    tell = progress or (lambda share: None)
    blocks = max(len(document.blocks), 1)
    header = text.wrap(document.header, look.HEAD.size, look.WIDTH)[:_HEAD_LINES] if document.header else []
    root = Element("Document")
    draft = root.add("P")
    target = BytesIO()
    with _binary_streams():
        flowables = story(document.blocks, root, Levels(), lambda number: tell((number + 1) / blocks / 2))
        template = _Template(
            target,
            pagesize=(look.PAGE_WIDTH, look.PAGE_HEIGHT),
            title=_line(document.title),
            author=_line(document.author),
            lang=document.language,
            invariant=1,
            pageCompression=1,
            initialFontName=fonts.face(fonts.FAMILIES[0]).fontName,
        )
        template.tell = lambda number: tell((1 + (number + 1) / blocks) / 2)
        head = partial(_draw_head, document=document, header=header, draft=draft)
        template.addPageTemplates(
            [
                PageTemplate(PAGE, [_frame(len(header))], onPage=head),
                PageTemplate(letter_sheet.NEXT, [_frame(0)]),
                *_letter_templates(document, root),
            ]
        )
        if document.blocks and isinstance(document.blocks[0], Letter):
            template._firstPageTemplateIndex = 2
        template.build(flowables, canvasmaker=partial(_Paper, document, root, sheets, lasting, tagged))
    tell(1.0)
    return target.getvalue()


def render_sheets(title: str, author: str, sheets: Sequence[Sheet]) -> bytes:
    """Pages that draw themselves, one each: for what no flowing text can say (frames to glue into)."""
    target = BytesIO()
    document = Document(title, author, ())
    with _binary_streams():
        _Paper(
            document, Element("Document"), sheets, True, True, target, invariant=1, pageCompression=1,
            lang=document.language, initialFontName=fonts.face(fonts.FAMILIES[0]).fontName,
        ).save()  # fmt: skip
    return target.getvalue()


def _letter_templates(document: Document, root: Element) -> Iterator[Any]:
    """The first page of every letter, with the part of the tree for what stands on it around the text."""
    sections = (kid for kid in root.kids if isinstance(kid, Element) and kid.role == "Sect")
    letters = ((at, one) for at, one in enumerate(document.blocks) if isinstance(one, Letter))
    for (at, one), section in zip(letters, sections, strict=True):
        around = section.kids[0]
        assert isinstance(around, Element)
        yield letter_sheet.template(letter_page(at), one, around)


@contextmanager
def _binary_streams() -> Iterator[None]:
    """reportlab wraps its streams in ASCII unless this global says otherwise: larger and slower."""
    before = rl_config.useA85
    rl_config.useA85 = 0
    try:
        yield
    finally:
        rl_config.useA85 = before


def _line(words: str) -> str:
    return " ".join(clean(words).split())


def _frame(header_lines: int) -> Any:
    top = max(look.TOP, look.HEADER + header_lines * look.HEAD.leading if header_lines else 0.0)
    height = look.PAGE_HEIGHT - top - look.BOTTOM
    padding = {"leftPadding": 0, "rightPadding": 0, "topPadding": 0, "bottomPadding": 0}
    return Frame(look.LEFT, look.BOTTOM, look.WIDTH, height, **padding)


def _draw_head(canvas: Any, _template: Any, document: Document, header: list[text.Line], draft: Element) -> None:
    """What stands on every page before its text: the draft word below everything, the header line."""
    canvas.saveState()
    if document.draft:
        _draw_draft(canvas, _line(document.draft), draft)
    pen = Pen(canvas)
    pen.belongs(HEADER)
    y = look.PAGE_HEIGHT - look.HEADER
    for line in header:
        pen.write(line, look.LEFT, y, look.HEAD.size, look.HEAD.colour)
        y -= look.HEAD.leading
    pen.close()
    canvas.restoreState()


def _draw_draft(canvas: Any, word: str, draft: Element) -> None:
    """Read aloud once, at the beginning: who does not see the pages must know it, too."""
    share = _DRAFT_SHARE * look.PAGE_WIDTH / max(text.width(word, _DRAFT_SIZE, True), 1.0)
    size = _DRAFT_SIZE * min(share, 1.0)
    (line, *_) = text.wrap(word, size, look.PAGE_HEIGHT, True)
    canvas.saveState()
    canvas.translate(look.PAGE_WIDTH / 2, look.PAGE_HEIGHT / 2)
    canvas.rotate(_DRAFT_ANGLE)
    pen = Pen(canvas)
    pen.belongs(WATERMARK if draft.kids else draft)
    pen.write(line, -line.width / 2, -size * look.CAPITAL / 2, size, look.PALE)
    pen.close()
    canvas.restoreState()


def _draw_foot(canvas: Any, document: Document, number: int, count: int) -> None:
    """Rule, footer on the left, mark in the middle of what is free, page on the right."""
    right = look.LEFT + look.WIDTH
    size, colour = look.FOOT.size, look.FOOT.colour
    (page,) = text.wrap(_PAGE(number, count) if document.numbered else "", size, look.WIDTH)
    marks = text.wrap(_line(document.mark), size, look.WIDTH / 3) if document.mark else []
    mark_width = max((line.width for line in marks), default=0.0)
    room = look.WIDTH - page.width - _FOOT_GAP - (mark_width + _FOOT_GAP if marks else 0.0)
    left = text.wrap(_line(document.footer), size, room)
    pen = Pen(canvas)
    pen.belongs(FOOTER)
    pen.rule(look.LEFT, right, look.FOOTER_RULE, look.THIN, look.RULE)
    pen.write(page, right - page.width, look.FOOTER, size, colour)
    start = look.LEFT + max(line.width for line in left)
    free = right - page.width - start
    middle = look.LEFT + look.WIDTH / 2
    if middle - mark_width / 2 < start + _FOOT_GAP:
        middle = start + free / 2
    for x, lines in ((look.LEFT, left), (middle - mark_width / 2, marks)):
        y = look.FOOTER
        for line in lines:
            pen.write(line, x, y, size, colour)
            y -= look.FOOT.leading
    pen.close()


def _draw_page_number(canvas: Any, number: int, count: int) -> None:
    """All that stands at the foot of a letter of several pages."""
    (page,) = text.wrap(_PAGE(number, count), look.FOOT.size, look.WIDTH)
    pen = Pen(canvas)
    pen.belongs(FOOTER)
    pen.write(page, look.LEFT + look.WIDTH - page.width, look.FOOTER, look.FOOT.size, look.FOOT.colour)
    pen.close()


class _Template(BaseDocTemplate):
    """Platypus, telling how far it has come."""

    tell: Callable[[int], None]

    def afterFlowable(self, flowable: Any) -> None:  # noqa: N802 - reportlab's name
        """Called for every flowable that was drawn."""
        if hasattr(flowable, "number"):
            self.tell(flowable.number)


class _Paper(Canvas):
    """A canvas that draws every page's foot at the end, when the number of pages is known, and the sheets behind.

    Every letter counts its own pages, and so do the pages between and behind letters. While `structure` is None,
    nothing that is drawn is tagged.
    """

    def __init__(
        self,
        document: Document,
        root: Element,
        sheets: Sequence[Sheet],
        lasting: bool,
        tagged: bool,
        *arguments: Any,
        **named: Any,
    ) -> None:
        super().__init__(*arguments, pdfVersion=(1, 7), **named)
        self.setViewerPreference("DisplayDocTitle", "true")
        self.structure: Structure | None = Structure(root) if tagged else None
        self._document, self._root, self._sheets = document, root, sheets
        self._lasting = lasting and tagged
        self._parts: list[tuple[int, bool]] = []  # the first page of each, and whether it is a letter

    def note_beginning(self, letter: bool) -> None:
        """The present page is the first of a letter, or of what stands behind one."""
        self._parts.append((self.getPageNumber(), letter))

    def save(self) -> None:
        """Draws the feet and the sheets, says what the file is, and writes it."""
        self._draw_feet()
        for sheet in self._sheets:
            self.setPageSize((sheet.width, sheet.height))
            sheet.draw(self, self._root)
            self.showPage()
        if self.structure is not None:
            self.structure.write(self._doc)
        document = self._document
        archive.describe(
            self._doc, _line(document.title), _line(document.author), document.language, self._lasting
        )  # fmt: skip
        self._doc.format = partial(packing.file, self._doc)  # instead of reportlab's own
        super().save()

    def _draw_feet(self) -> None:
        pages = self._doc.Pages.pages
        parts = self._parts if self._parts and self._parts[0][0] == 1 else [(1, False), *self._parts]
        ends = [first - 1 for first, _ in parts[1:]] + [len(pages)]
        for (first, is_letter), end in zip(parts, ends, strict=True):
            for number, page in enumerate(pages[first - 1 : end], 1):
                begin = len(self._code)
                if not is_letter:
                    _draw_foot(self, self._document, number, end - first + 1)
                elif end > first:
                    _draw_page_number(self, number, end - first + 1)
                page.stream += "\n".join(["q", *self._code[begin:], "Q"]) + "\n"
                del self._code[begin:]
