"""Draws a `Document` as a PDF: DIN A4, header, footer and page numbers around the blocks.

The same document and the same fonts give the same bytes. Refuses to know where the figures come from.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from io import BytesIO
from typing import Any, NamedTuple

from reportlab import rl_config
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

from bezirkskoordination.i18n import N_
from bezirkskoordination.reports import fonts, letter_sheet, look, text
from bezirkskoordination.reports.document import Document, Letter
from bezirkskoordination.reports.flowables import PAGE, letter_page, story
from bezirkskoordination.reports.shaping import clean
from bezirkskoordination.reports.text import Pen

_PRODUCER = "Bezirkskoordination"
_PAGE = N_("Paper", "Seite {} von {}")
_HEAD_LINES = 4
_FOOT_GAP = 18.0
_DRAFT_SHARE = 0.8  # of the page's width
_DRAFT_SIZE = 120.0
_DRAFT_ANGLE = 52.0


class Sheet(NamedTuple):
    """A page that draws itself on a reportlab canvas; its measures in points."""

    draw: Callable[[Any], None]
    width: float = look.PAGE_WIDTH
    height: float = look.PAGE_HEIGHT


def render(document: Document, progress: Callable[[float], None] | None = None) -> bytes:
    """The PDF's bytes. `progress` hears shares from 0 to 1, ever rising; what it raises ends the work.

    Raises `Refused` when a font file is missing; nothing is written anywhere.
    """
    tell = progress or (lambda share: None)
    blocks = max(len(document.blocks), 1)
    header = text.wrap(document.header, look.HEAD.size, look.WIDTH)[:_HEAD_LINES] if document.header else []
    letters = [(at, one) for at, one in enumerate(document.blocks) if isinstance(one, Letter)]
    target = BytesIO()
    with _binary_streams():
        flowables = story(document.blocks, lambda number: tell((number + 1) / blocks / 2))
        template = _Template(
            target,
            pagesize=(look.PAGE_WIDTH, look.PAGE_HEIGHT),
            title=_line(document.title),
            author=_line(document.author),
            lang=document.language,
            displayDocTitle=1,
            invariant=1,
            pageCompression=1,
            initialFontName=fonts.face(fonts.FAMILIES[0]).fontName,
        )
        template.tell = lambda number: tell((1 + (number + 1) / blocks) / 2)
        head = partial(_draw_head, document=document, header=header)
        template.addPageTemplates(
            [
                PageTemplate(PAGE, [_frame(len(header))], onPage=head),
                PageTemplate(letter_sheet.NEXT, [_frame(0)]),
                *(letter_sheet.template(letter_page(at), one) for at, one in letters),
            ]
        )
        if document.blocks and isinstance(document.blocks[0], Letter):
            template._firstPageTemplateIndex = 2
        template.build(flowables, canvasmaker=partial(_Paper, document))
    tell(1.0)
    return target.getvalue()


def render_sheets(title: str, author: str, sheets: Sequence[Sheet]) -> bytes:
    """Pages that draw themselves, one each: for what no flowing text can say (receipts, frames to glue into)."""
    target = BytesIO()
    document = Document(title, author, ())
    with _binary_streams():
        canvas = Canvas(
            target, invariant=1, pageCompression=1, lang=document.language, pdfVersion=(1, 7),
            initialFontName=fonts.face(fonts.FAMILIES[0]).fontName,
        )  # fmt: skip
        for sheet in sheets:
            canvas.setPageSize((sheet.width, sheet.height))
            sheet.draw(canvas)
            canvas.showPage()
        _finish(canvas, document)
        canvas.save()
    return target.getvalue()


def _finish(canvas: Any, document: Document) -> None:
    """What holds for every file before it is written: no dates in it, and no slide transitions."""
    for page in canvas._doc.Pages.pages:
        page.Trans = None  # an empty slide transition on every page, which PDF/A forbids
    canvas._doc.info = _Info(document)


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


def _draw_head(canvas: Any, _template: Any, document: Document, header: list[text.Line]) -> None:
    """What stands on every page before its text: the draft word below everything, the header line."""
    canvas.saveState()
    if document.draft:
        _draw_draft(canvas, _line(document.draft))
    pen = Pen(canvas)
    y = look.PAGE_HEIGHT - look.HEADER
    for line in header:
        pen.write(line, look.LEFT, y, look.HEAD.size, look.HEAD.colour)
        y -= look.HEAD.leading
    pen.close()
    canvas.restoreState()


def _draw_draft(canvas: Any, word: str) -> None:
    share = _DRAFT_SHARE * look.PAGE_WIDTH / max(text.width(word, _DRAFT_SIZE, True), 1.0)
    size = _DRAFT_SIZE * min(share, 1.0)
    (line, *_) = text.wrap(word, size, look.PAGE_HEIGHT, True)
    canvas.saveState()
    canvas.translate(look.PAGE_WIDTH / 2, look.PAGE_HEIGHT / 2)
    canvas.rotate(_DRAFT_ANGLE)
    pen = Pen(canvas)
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
    pen.write(page, look.LEFT + look.WIDTH - page.width, look.FOOTER, look.FOOT.size, look.FOOT.colour)
    pen.close()


class _Template(BaseDocTemplate):  # type: ignore[misc]
    """Platypus, telling how far it has come."""

    tell: Callable[[int], None]

    def afterFlowable(self, flowable: Any) -> None:  # noqa: N802 - reportlab's name
        """Called for every flowable that was drawn."""
        if hasattr(flowable, "number"):
            self.tell(flowable.number)


class _Paper(Canvas):  # type: ignore[misc]
    """A canvas that draws every page's foot at the end, when the number of pages is known.

    Every letter counts its own pages, and so do the pages between and behind letters.
    """

    def __init__(self, document: Document, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, pdfVersion=(1, 7), **named)
        self._document = document
        self._parts: list[tuple[int, bool]] = []  # the first page of each, and whether it is a letter

    def note_beginning(self, letter: bool) -> None:
        """The present page is the first of a letter, or of what stands behind one."""
        self._parts.append((self.getPageNumber(), letter))

    def save(self) -> None:
        """Draws the feet, says who made the file, and writes it."""
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
        _finish(self, self._document)
        super().save()


class _Info(pdfdoc.PDFInfo):  # type: ignore[misc]
    """The file's own description, without dates: the same paper has the same bytes on any day."""

    def __init__(self, document: Document) -> None:
        super().__init__()
        self.title, self.author, self.producer = _line(document.title), _line(document.author), _PRODUCER
        self.subject = self.keywords = ""

    def format(self, document: Any) -> bytes:
        """The dictionary as reportlab writes it."""
        said = {"Title": self.title, "Author": self.author, "Producer": self.producer}
        entries = {key: pdfdoc.PDFString(value) for key, value in said.items()}
        return bytes(pdfdoc.PDFDictionary(entries).format(document))
