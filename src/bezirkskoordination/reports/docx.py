"""Writes a `Document` as a Word file, for those who must paste its text somewhere; the paper itself is the PDF.

Real headings, lists and tables; a chart is the table of its figures. The same document gives the same bytes. Refuses
to know where the figures come from.
"""

import io
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.shared import Pt

from bezirkskoordination.i18n import N_
from bezirkskoordination.reports import look, parcel, tables, word_sheet
from bezirkskoordination.reports.document import (
    Align,
    BarChart,
    Blank,
    Block,
    Box,
    Closing,
    Column,
    Document,
    Fields,
    Gap,
    Heading,
    Items,
    Letter,
    PageBreak,
    Paragraph,
    Run,
    SideBySide,
    Signature,
    SignHere,
    Table,
    Words,
    chart_table,
)
from bezirkskoordination.reports.shaping import clean, directions
from bezirkskoordination.reports.word_sheet import (
    BODY,
    CELL,
    ENTRY,
    FIELD,
    HEADINGS,
    SMALL,
    rule,
    set_side_margins,
    speak,
)

_SIGNED = N_("Paper", "gez. {}")
_SQUARE = "☐"
_GERMAN = "\u200e"  # left to right from here on; shows nothing
_ALIGNED = {
    Align.LEFT: WD_ALIGN_PARAGRAPH.LEFT,
    Align.RIGHT: WD_ALIGN_PARAGRAPH.RIGHT,
    Align.CENTER: WD_ALIGN_PARAGRAPH.CENTER,
}
_LABEL_SHARE = 0.3
_SIGN_ROOM = 34.0
_GAP = 7.0
_LINE_END = 18.0


def render(document: Document) -> bytes:
    """The Word file's bytes. Nothing is written anywhere."""
    page = _Page(word_sheet.sheet(document))
    page.write(document.blocks)
    target = io.BytesIO()
    page.word.save(target)
    title, author = (" ".join(clean(words).split()) for words in (document.title, document.author))
    return parcel.sealed(target.getvalue(), title, author, document.language)


class _Page:
    """Writes blocks into a Word file, one below the other."""

    def __init__(self, word: Any) -> None:
        self.word = word
        self._turn = False  # what follows begins on a new page

    def write(self, blocks: Iterable[Block]) -> None:
        """Each block by its kind."""
        for block in blocks:
            _WRITERS[type(block)](self, block)

    # --- pieces -----------------------------------------------------------------------------

    def paragraph(self, words: Words, style: str = BODY) -> Any:
        """A paragraph at the end."""
        made = self.word.add_paragraph(style=style)
        if self._turn:
            made.paragraph_format.page_break_before = True
            self._turn = False
        _say(made, words)
        return made

    def grid(self, rows: int, widths: Sequence[float]) -> Any:
        """A table without rules at the end, its columns so many points wide."""
        if self._turn:
            self.paragraph("", FIELD)
        made = self.word.add_table(rows, len(widths))
        made.alignment, made.autofit = WD_TABLE_ALIGNMENT.LEFT, False
        set_side_margins(made, tables.SIDE)
        for at, width in enumerate(widths):
            made.columns[at].width = Pt(width)
        for row in made.rows:
            row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
            for cell, width in zip(row.cells, widths, strict=True):
                cell.width = Pt(width)
        return made

    def gap(self) -> None:
        """Two tables one below the other are one to Word unless something stands between."""
        self.word.add_paragraph(style=FIELD).paragraph_format.line_spacing = Pt(_GAP)

    # --- blocks -----------------------------------------------------------------------------

    def heading(self, block: Heading) -> None:
        level = min(max(block.level, 0), len(HEADINGS) - 1)
        self.paragraph(f"{block.number} {block.text}" if block.number else block.text, HEADINGS[level])

    def text(self, block: Paragraph) -> None:
        self.paragraph(block.words, SMALL if block.small else BODY)

    def items(self, block: Items) -> None:
        for entry in block.entries:
            self.paragraph(entry, ENTRY)

    def fields(self, block: Fields) -> None:
        if not block.rows:
            return
        made = self.grid(len(block.rows), (look.WIDTH * _LABEL_SHARE, look.WIDTH * (1 - _LABEL_SHARE)))
        for row, (label, words) in zip(made.rows, block.rows, strict=True):
            _fill(row.cells[0], label, FIELD)
            _fill(row.cells[1], words, FIELD)
        self.gap()

    def table(self, block: Table) -> None:
        rows = [*block.rows, *([block.total] if block.total else [])]
        made = self.grid(len(rows) + 1, tables.column_widths(block, look.WIDTH))
        rule(made._tbl.tblPr, "w:tblBorders", {"bottom": (look.THIN, look.RULE), "insideH": (look.THIN, look.RULE)})
        head, *others = made.rows
        head._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        for cell, column in zip(head.cells, block.columns, strict=True):
            _fill(cell, (Run(column.head, bold=True),), CELL, column)
            rule(cell._tc.get_or_add_tcPr(), "w:tcBorders", {"bottom": (look.STRONG, look.DARK_RULE)})
        for row, words in zip(others, rows, strict=True):
            for cell, part, column in zip(row.cells, words, block.columns, strict=True):
                is_sum = words is block.total
                _fill(cell, (Run(part, bold=True),) if is_sum and isinstance(part, str) else part, CELL, column)
                if is_sum:
                    rule(cell._tc.get_or_add_tcPr(), "w:tcBorders", {"top": (look.STRONG, look.DARK_RULE)})
        for row in (*made.rows[:2], *made.rows[-2:-1], *(made.rows[-1:] if block.caption else ())):
            for cell in row.cells:
                cell.paragraphs[0].paragraph_format.keep_with_next = True
        self._below_table(block.caption)

    def chart(self, block: BarChart) -> None:
        """The figures; what the picture shows is said in words below them."""
        shown = chart_table(block)
        if shown.rows:
            self.table(shown)
        if block.alternative:
            self.paragraph(block.alternative, SMALL)

    def _below_table(self, caption: str) -> None:
        if caption:
            self.paragraph(caption, SMALL)
        else:
            self.gap()

    def room(self, block: Gap) -> None:
        """Room as an empty paragraph of that height."""
        self.paragraph("").paragraph_format.space_after = Pt(block.height)

    def signature(self, block: Signature) -> None:
        for part in filter(None, (block.place_and_date, _SIGNED(block.name))):
            self.paragraph(part)

    def sign_here(self, block: SignHere) -> None:
        made = self.grid(1, [look.WIDTH / len(block.labels)] * len(block.labels))
        for cell, label in zip(made.rows[0].cells, block.labels, strict=True):
            _draw_line(cell.paragraphs[0], _SIGN_ROOM)
            _say(cell.add_paragraph(style=SMALL), label)
        self.gap()

    def box(self, block: Box) -> None:
        made = self.grid(1, [look.WIDTH])
        sides = ("top", "left", "bottom", "right")
        rule(made._tbl.tblPr, "w:tblBorders", dict.fromkeys(sides, (look.STRONG, look.DARK_RULE)))
        (cell,) = made.rows[0].cells
        _fill(cell, block.title, FIELD)
        for row in block.rows:
            paragraph = cell.add_paragraph(style=FIELD)
            paragraph.paragraph_format.space_before = Pt(8)
            _write_blanks(paragraph, row)
        self.gap()

    def side_by_side(self, block: SideBySide) -> None:
        alone = not any(row.translation for row in block.rows)
        square = 26.0
        widths = (
            (square, look.WIDTH - square) if alone else ((look.WIDTH - square) / 2, square, (look.WIDTH - square) / 2)
        )
        made = self.grid(len(block.rows), widths)
        for row, pair in zip(made.rows, block.rows, strict=True):
            style = SMALL if pair.small else FIELD
            cells = list(row.cells)
            tick = cells.pop(0 if alone else 1)
            _fill(tick, _SQUARE if pair.square else "", style, Column("", Align.CENTER))
            _fill(cells[0], (Run(pair.text, bold=pair.bold),), style)
            for _ in range(pair.lines):
                _draw_line(cells[0].add_paragraph(style=FIELD))
            if not alone:
                _fill(cells[1], (Run(pair.translation, bold=pair.bold),), style)
                speak(cells[1].paragraphs[0], block.language, block.right_to_left)
        self.gap()

    def turn(self, _block: PageBreak) -> None:
        self._turn = True

    def closing(self, block: Closing) -> None:
        self.paragraph(block.words)
        if block.name:
            self.paragraph(block.name).paragraph_format.space_before = Pt(_SIGN_ROOM)

    def letter(self, block: Letter) -> None:
        """Without the measures of DIN 5008: a letter is sent as PDF."""
        self._turn = bool(self.word.element.body.xpath("./w:p | ./w:tbl"))
        for at, words in enumerate(block.head):
            self.paragraph((Run(words, bold=not at, muted=bool(at)),), FIELD)
        for words in filter(None, (block.sender, *block.notes)):
            self.paragraph(words, SMALL)
        self.paragraph("\n".join(block.address))
        self.fields(Fields(block.information))
        self.write(block.blocks)
        self._turn = True


_WRITERS: dict[type, Callable[[_Page, Any], None]] = {
    Heading: _Page.heading,
    Paragraph: _Page.text,
    Items: _Page.items,
    Fields: _Page.fields,
    Table: _Page.table,
    BarChart: _Page.chart,
    Gap: _Page.room,
    Signature: _Page.signature,
    SignHere: _Page.sign_here,
    Box: _Page.box,
    SideBySide: _Page.side_by_side,
    PageBreak: _Page.turn,
    Closing: _Page.closing,
    Letter: _Page.letter,
}


# --- in a cell, in a paragraph ----------------------------------------------------------------


def _say(paragraph: Any, words: Words) -> None:
    """The text; words from right to left are told as such, and what stands behind them is German again.

    Otherwise Word would lay a number behind a name on its other side.
    """
    behind = False
    for run in (Run(words),) if isinstance(words, str) else words:
        for part, right_to_left in directions(clean(run.text)):
            made = paragraph.add_run(f"{_GERMAN}{part}" if behind and not right_to_left else part)
            behind = right_to_left
            if run.bold:
                made.bold = made.font.cs_bold = True
            if run.muted:
                made.font.color.rgb = word_sheet.colour(look.MUTED)
            if right_to_left:
                made.font.rtl = True


def _fill(cell: Any, words: Words, style: str, column: Column | None = None) -> None:
    (paragraph,) = cell.paragraphs
    paragraph.style = cell.part.document.styles[style]
    if column is not None:
        paragraph.alignment = _ALIGNED[column.align]
    _say(paragraph, words)


def _draw_line(paragraph: Any, room: float = 0.0) -> None:
    """A line for a pen, with so much room above it, in points."""
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.right_indent = Pt(room), Pt(_LINE_END)
    rule(paragraph._p.get_or_add_pPr(), "w:pBdr", {"bottom": (look.THIN, look.DARK_RULE)})


def _write_blanks(paragraph: Any, row: Sequence[Blank]) -> None:
    """Squares with their words, and words with a line behind them, side by side."""
    stops = paragraph.paragraph_format.tab_stops
    for at, blank in enumerate(row, 1):
        place = Pt(look.WIDTH * at / len(row) - 12)
        if blank.square:
            _say(paragraph, f"{_SQUARE} {blank.label}" + ("\t" if at < len(row) else ""))
            stops.add_tab_stop(place)
        else:
            _say(paragraph, f"{blank.label} ")
            paragraph.add_run("\t")
            stops.add_tab_stop(place, WD_TAB_ALIGNMENT.LEFT, WD_TAB_LEADER.LINES)
            if at < len(row):
                paragraph.add_run(" ")
