"""Turns the blocks of a paper into what platypus sets on pages: headings stay with what they head.

Knows how each kind of block looks; refuses to know which page it is and what stands around it.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from reportlab.graphics import renderPDF
from reportlab.platypus import NextPageTemplate
from reportlab.platypus import PageBreak as NextPage

from bezirkskoordination.i18n import N_
from bezirkskoordination.reports import blanks, charts, letter_sheet, look, parallel, tables, text
from bezirkskoordination.reports.document import (
    BarChart,
    Block,
    Box,
    Closing,
    Fields,
    Gap,
    Heading,
    Items,
    Letter,
    PageBreak,
    Paragraph,
    SideBySide,
    Signature,
    SignHere,
    Table,
    Words,
)
from bezirkskoordination.reports.shaping import clean
from bezirkskoordination.reports.strips import Strip, Strips, both, glued, line_strips, space, with_canvas
from bezirkskoordination.reports.text import Line, Pen

_SIGNED = N_("Paper", "gez. {}")
_NUMBER_GAP = 9.0
_DASH_INDENT = 13.0
_LABEL_GAP = 16.0
_LABEL_SHARE = 0.4
#: A chart higher than this is made smaller, so that it fits on a page with its heading and caption.
_CHART_HEIGHT = 560.0


def story(blocks: Sequence[Block], seen: Callable[[int], None] = lambda number: None) -> list[Any]:
    """The flowables of a paper, at least one; `seen` is told the number of each block that is laid out."""
    flowables: list[Any] = []
    waiting: list[Strip] = []
    before = 0.0
    for number, block in enumerate(blocks):
        if number and isinstance(blocks[number - 1], Letter) and not isinstance(block, Letter):
            flowables += [NextPageTemplate(PAGE), NextPage(), letter_sheet.Begin(letter=False)]
        if isinstance(block, Heading):
            style = _heading_style(block)
            if waiting:
                waiting.append(space(style.before / 2))
            else:
                before = style.before
            waiting += [*_heading(block), space(style.after)]
        elif isinstance(block, PageBreak):
            if waiting:
                flowables.append(Strips(waiting, look.WIDTH, before, number=number))
                waiting = []
            if flowables and not isinstance(flowables[-1], NextPage):
                flowables.append(NextPage())
        elif isinstance(block, Letter):
            if waiting:
                flowables.append(Strips(waiting, look.WIDTH, before, number=number))
                waiting = []
            flowables += _letter(block, number, begun=bool(flowables))
        else:
            made = _made(block, number)
            if waiting:
                strips = (*waiting, *made.strips)
                made = Strips(strips, look.WIDTH, before, made.spaceAfter, made.repeated, number)
                waiting = []
            flowables.append(made)
        seen(number)
    if waiting or not flowables:
        flowables.append(Strips(waiting or [space(1)], look.WIDTH, before))
    while len(flowables) > 1 and isinstance(flowables[-1], NextPage):
        flowables.pop()
    return flowables


#: The template of a page that is no letter.
PAGE = "page"


def letter_page(number: int) -> str:
    """The template of the first page of a letter, by the letter's place among the blocks."""
    return f"letter-{number}"


def _letter(letter: Letter, number: int, begun: bool) -> list[Any]:
    """A letter on pages of its own."""
    inside = story(letter.blocks)
    for flowable in inside:
        if isinstance(flowable, Strips):
            flowable.number = number
    turn = [NextPageTemplate(letter_page(number)), NextPage()] if begun else []
    return [*turn, letter_sheet.Begin(letter=True), *inside]


def _made(block: Block, number: int) -> Strips:
    """A block other than a heading, a page break or a letter."""
    if isinstance(block, Table):
        return _table(block, number)
    if isinstance(block, BarChart):
        strips, style = _chart(block), look.BODY
    elif isinstance(block, Paragraph):
        style = look.SMALL if block.small else look.BODY
        strips = line_strips(text.wrap(block.words, style.size, look.WIDTH), style)
    elif isinstance(block, Items):
        strips, style = [strip for entry in block.entries for strip in _entry(entry)], look.BODY
    elif isinstance(block, Fields):
        strips, style = _fields(block), look.FIELD
    elif isinstance(block, SignHere):
        strips, style = [blanks.sign_here(block, look.WIDTH)], look.BODY
    elif isinstance(block, SideBySide):
        strips, style = parallel.strips(block, look.WIDTH), look.BODY
    elif isinstance(block, Box):
        strips, style = [blanks.box(block, look.WIDTH)], look.BODY
    elif isinstance(block, Gap):
        strips, style = [space(block.height)], look.BODY
    elif isinstance(block, Closing):
        strips, style = letter_sheet.closing(block), look.BODY
    else:
        assert isinstance(block, Signature)
        strips, style = _signature(block), look.BODY
    made = Strips(strips, look.WIDTH, style.before, style.after, number=number)
    if isinstance(block, SideBySide) and block.kept:
        made.keepWithNext = 1  # platypus' own word for it
    return made


def _heading_style(heading: Heading) -> look.Style:
    return look.HEADINGS[min(max(heading.level, 0), len(look.HEADINGS) - 1)]


def _heading(heading: Heading) -> list[Strip]:
    """The lines of a heading, its number hanging out on the left; the first line sets the bookmark."""
    style = _heading_style(heading)
    number = text.wrap(heading.number, style.size, look.WIDTH, style.bold)[0] if heading.number else None
    indent = number.width + _NUMBER_GAP if number else 0.0
    lines = line_strips(text.wrap(heading.text, style.size, look.WIDTH - indent, style.bold), style, indent)
    title = " ".join(clean(f"{heading.number} {heading.text}").split())
    first = lines[0]

    def draw(pen: Pen, top: float) -> None:
        _bookmark(pen.canvas, title, max(heading.level, 0), top)
        if number:
            pen.write(number, 0, top - style.baseline, style.size, style.colour)
        first.draw(pen, top)

    return glued([Strip(first.height, draw), *lines[1:]])


def _bookmark(canvas: Any, title: str, level: int, top: float) -> None:
    """An entry in the outline. reportlab wants no level to be skipped on the way down."""
    last: tuple[int, int] = getattr(canvas, "last_bookmark", (0, -1))
    count, deepest = last[0] + 1, last[1] + 1
    level = min(level, deepest)
    canvas.last_bookmark = (count, level)
    key = f"h{count}"
    _, y = canvas.absolutePosition(0, top)
    canvas.bookmarkPage(key, fit="XYZ", left=0, top=round(y + look.BODY.leading, 2))
    canvas.addOutlineEntry(title, key, level)


def _entry(words: Words) -> list[Strip]:
    """An entry of a list, behind a dash."""
    lines = line_strips(text.wrap(words, look.BODY.size, look.WIDTH - _DASH_INDENT), look.BODY, _DASH_INDENT)
    (dash,) = line_strips(text.wrap("–", look.BODY.size, _DASH_INDENT), look.BODY)
    return [replace(lines[0], draw=both(dash.draw, lines[0].draw)), *lines[1:]]


def _fields(fields: Fields) -> list[Strip]:
    """Labels on the left, values beside them."""
    style = look.FIELD
    labels = [label for label, _ in fields.rows]
    widest = max((text.natural(label, style.size) for label in labels), default=0.0)
    column = min(widest, look.WIDTH * _LABEL_SHARE)
    indent = column + _LABEL_GAP
    strips: list[Strip] = []
    for label, words in fields.rows:
        left = text.wrap(label, style.size, column)
        right = text.wrap(words, style.size, look.WIDTH - indent)
        for at in range(max(len(left), len(right))):
            strips.append(Strip(style.leading, _field_line(left[at : at + 1], right[at : at + 1], indent)))
    return strips


def _field_line(left: Sequence[Line], right: Sequence[Line], indent: float) -> Callable[[Pen, float], None]:
    style = look.FIELD

    def draw(pen: Pen, top: float) -> None:
        for x, lines in ((0.0, left), (indent, right)):
            for line in lines:
                pen.write(line, x, top - style.baseline, style.size, style.colour)

    return draw


def _caption(caption: str) -> list[Strip]:
    """Small print below a table or chart, all of it on the same page."""
    lines = line_strips(text.wrap(caption, look.SMALL.size, look.WIDTH), look.SMALL)
    return [space(look.SMALL.before), *glued(lines[:-1]), lines[-1]]


def _table(table: Table, number: int) -> Strips:
    widths = tables.column_widths(table, look.WIDTH)
    heads = tables.head_strips(table, widths)
    strips = [*heads, *tables.row_strips(table, widths)]
    if table.caption:
        strips = [*strips[:-1], *glued(strips[-1:]), *_caption(table.caption)]
    return Strips(strips, look.WIDTH, look.BODY.before, 10.0, heads if len(heads) == 1 else (), number)


def _chart(chart: BarChart) -> list[Strip]:
    drawing = charts.draw(chart, look.WIDTH)
    drawing.renderScale = min(1.0, _CHART_HEIGHT / drawing.height)
    height = drawing.height * drawing.renderScale
    said = clean(chart.alternative).encode("utf-16-be").hex().upper()

    def draw(pen: Pen, top: float) -> None:
        # /Alt: what is read aloud instead of the picture
        pen.canvas._code.append(f"/Figure <</Alt <FEFF{said}>>> BDC")
        with_canvas(pen, lambda canvas: renderPDF.draw(drawing, canvas, 0, top - height))
        pen.canvas._code.append("EMC")

    strips = [space(3), Strip(height, draw, glued=bool(chart.caption))]
    return [*strips, space(3), *_caption(chart.caption)] if chart.caption else strips


def _signature(signature: Signature) -> list[Strip]:
    words = [signature.place_and_date] if signature.place_and_date else []
    lines = [text.wrap(part, look.BODY.size, look.WIDTH) for part in (*words, _SIGNED(signature.name))]
    strips = [strip for part in lines for strip in (space(12), *glued(line_strips(part, look.BODY)))]
    return [*strips[:-1], replace(strips[-1], glued=False)]
