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
from bezirkskoordination.reports.strips import Strip, Strips, both, glued, line_strips, space
from bezirkskoordination.reports.structure import UNORDERED, Element, Levels, bookmark, in_box
from bezirkskoordination.reports.text import Line, Pen

_GEZ = N_("Paper", "gez. {}")
_CHART = N_("Paper", "Schaubild")
_NUMBER_GAP = 9.0
_DASH_INDENT = 13.0
_LABEL_GAP = 16.0
_LABEL_SHARE = 0.4
_TOGETHER = 6  # lines of one field that stay on one page: an address, the list of annexes
#: A chart higher than this is made smaller, so that it fits on a page with its heading and caption.
_CHART_HEIGHT = 560.0


def story(
    blocks: Sequence[Block],
    root: Element,
    levels: Levels,
    seen: Callable[[int], None] = lambda number: None,
) -> list[Any]:
    """The flowables of a paper, at least one; what each of them is goes below `root`, in reading order.

    `seen` is told the number of each block that is laid out.
    """
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
            waiting += [*_heading(block, root, levels), space(style.after)]
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
            flowables += _letter(block, number, root, levels, begun=bool(flowables))
        else:
            made = _made(block, number, root)
            if waiting:
                strips = (*waiting, *made.strips)
                made = Strips(strips, look.WIDTH, before, made.spaceAfter, made.repeated, number)
                waiting = []
            elif isinstance(block, _SIGNED) and flowables and isinstance(flowables[-1], Strips):
                made = _behind(flowables.pop(), made)
            flowables.append(made)
        seen(number)
    if waiting or not flowables:
        flowables.append(Strips(waiting or [space(1)], look.WIDTH, before))
    while len(flowables) > 1 and isinstance(flowables[-1], NextPage):
        flowables.pop()
    return flowables


#: Nobody signs a page with nothing else on it.
_SIGNED = (SignHere, Closing)


def _behind(before: Strips, made: Strips) -> Strips:
    """What is signed, held together with the end of what stands above it."""
    strips = (*before.strips[:-1], *glued(before.strips[-1:]), space(before.spaceAfter), *made.strips)
    return Strips(strips, look.WIDTH, before.spaceBefore, made.spaceAfter, before.repeated, made.number)


#: The template of a page that is no letter.
PAGE = "page"


def letter_page(number: int) -> str:
    """The template of the first page of a letter, by the letter's place among the blocks."""
    return f"letter-{number}"


def _letter(letter: Letter, number: int, root: Element, levels: Levels, begun: bool) -> list[Any]:
    """A letter on pages of its own. What stands on the sheet around its text is read before it."""
    section = root.add("Sect")
    section.add("Div")
    inside = story(letter.blocks, section, levels)
    for flowable in inside:
        if isinstance(flowable, Strips):
            flowable.number = number
    turn = [NextPageTemplate(letter_page(number)), NextPage()] if begun else []
    return [*turn, letter_sheet.Begin(letter=True), *inside]


def _made(block: Block, number: int, root: Element) -> Strips:
    """A block other than a heading, a page break or a letter."""
    if isinstance(block, Table):
        return _table(block, number, root)
    if isinstance(block, BarChart):
        strips, style = _chart(block, root), look.BODY
    elif isinstance(block, Paragraph):
        style = look.SMALL if block.small else look.BODY
        strips = line_strips(text.wrap(block.words, style.size, look.WIDTH), style, root.add("P"))
    elif isinstance(block, Items):
        strips, style = _items(block, root), look.BODY
    elif isinstance(block, Fields):
        strips, style = _fields(block, root), look.FIELD
    elif isinstance(block, SignHere):
        strips, style = blanks.sign_here(block, look.WIDTH, root), look.BODY
    elif isinstance(block, SideBySide):
        strips, style = parallel.strips(block, look.WIDTH, root), look.BODY
    elif isinstance(block, Box):
        strips, style = [blanks.box(block, look.WIDTH, root)], look.BODY
    elif isinstance(block, Gap):
        strips, style = [space(block.height)], look.BODY
    elif isinstance(block, Closing):
        strips, style = letter_sheet.closing(block, root), look.BODY
    else:
        assert isinstance(block, Signature)
        strips, style = _signature(block, root), look.BODY
    made = Strips(strips, look.WIDTH, style.before, style.after, number=number)
    if isinstance(block, SideBySide) and block.kept:
        made.keepWithNext = 1  # platypus' own word for it
    return made


def _heading_style(heading: Heading) -> look.Style:
    return look.HEADINGS[min(max(heading.level, 0), len(look.HEADINGS) - 1)]


def _heading(heading: Heading, root: Element, levels: Levels) -> list[Strip]:
    """The lines of a heading, its number hanging out on the left; the first line sets the bookmark.

    One that says nothing is no heading to whoever does not see the room it leaves.
    """
    style = _heading_style(heading)
    title = " ".join(clean(f"{heading.number} {heading.text}").split())
    depth = 0 if text.is_blank(title) else levels.depth(heading.level)
    element = root.add(Levels.role(depth) if depth else "P")
    number = text.wrap(heading.number, style.size, look.WIDTH, style.bold)[0] if heading.number else None
    indent = number.width + _NUMBER_GAP if number else 0.0
    lines = line_strips(text.wrap(heading.text, style.size, look.WIDTH - indent, style.bold), style, element, indent)
    first = lines[0]

    def draw(pen: Pen, top: float) -> None:
        if depth:
            _, y = pen.canvas.absolutePosition(0, top)
            bookmark(pen.canvas, title, depth, y + look.BODY.leading)
        if number:
            pen.belongs(element)
            pen.write(number._replace(goes_on=True), 0, top - style.baseline, style.size, style.colour)
        first.draw(pen, top)

    return glued([Strip(first.height, draw), *lines[1:]])


def _items(items: Items, root: Element) -> list[Strip]:
    """The entries; the last one never stands on a page alone."""
    element = root.add("L", UNORDERED)
    entries = [_entry(entry, element.add("LI")) for entry in items.entries]
    before = [strip for strips in entries[:-1] for strip in strips]
    return [*before[:-1], *glued(before[-1:]), *(strip for strips in entries[-1:] for strip in strips)]


def _entry(words: Words, element: Element) -> list[Strip]:
    """An entry of a list, behind a dash."""
    (dash,) = line_strips(text.wrap("–", look.BODY.size, _DASH_INDENT), look.BODY, element.add("Lbl"))
    wrapped = text.wrap(words, look.BODY.size, look.WIDTH - _DASH_INDENT)
    lines = line_strips(wrapped, look.BODY, element.add("LBody"), _DASH_INDENT)
    return [replace(lines[0], draw=both(dash.draw, lines[0].draw)), *lines[1:]]


def _fields(fields: Fields, root: Element) -> list[Strip]:
    """Labels on the left, values beside them."""
    style = look.FIELD
    labels = [label for label, _ in fields.rows]
    widest = max((text.natural(label, style.size) for label in labels), default=0.0)
    column = min(widest, look.WIDTH * _LABEL_SHARE)
    indent = column + _LABEL_GAP
    element = root.add("L")
    strips: list[Strip] = []
    for label, words in fields.rows:
        item = element.add("LI")
        sides = (
            (0.0, text.wrap(label, style.size, column), item.add("Lbl")),
            (indent, text.wrap(words, style.size, look.WIDTH - indent), item.add("LBody")),
        )
        told = [
            Strip(style.leading, _field_line([(x, lines[at : at + 1], of) for x, lines, of in sides]))
            for at in range(max(len(lines) for _, lines, _ in sides))
        ]
        strips += [*glued(told[:-1]), told[-1]] if len(told) <= _TOGETHER else told
    return strips


def _field_line(sides: Sequence[tuple[float, Sequence[Line], Element]]) -> Callable[[Pen, float], None]:
    style = look.FIELD

    def draw(pen: Pen, top: float) -> None:
        for x, lines, element in sides:
            pen.belongs(element)
            for line in lines:
                pen.write(line, x, top - style.baseline, style.size, style.colour)

    return draw


def _caption(caption: str, element: Element) -> list[Strip]:
    """Small print below a table or chart, all of it on the same page."""
    lines = line_strips(text.wrap(caption, look.SMALL.size, look.WIDTH), look.SMALL, element)
    return [space(look.SMALL.before), *glued(lines[:-1]), lines[-1]]


def _table(table: Table, number: int, root: Element) -> Strips:
    widths = tables.column_widths(table, look.WIDTH)
    element = root.add("Table")
    heads = tables.head_strips(table, widths, element)
    strips = [*heads, *tables.row_strips(table, widths, element)]
    if table.caption:
        strips = [*strips[:-1], *glued(strips[-1:]), *_caption(table.caption, element.add("Caption"))]
    repeated = tables.head_strips(table, widths) if len(heads) == 1 else ()
    return Strips(strips, look.WIDTH, look.BODY.before, 10.0, repeated, number)


def _chart(chart: BarChart, root: Element) -> list[Strip]:
    drawing = charts.draw(chart, look.WIDTH)
    drawing.renderScale = min(1.0, _CHART_HEIGHT / drawing.height)
    height = drawing.height * drawing.renderScale
    figure = root.add("Figure", alternative=clean(chart.alternative).strip() or str(_CHART))

    def draw(pen: Pen, top: float) -> None:
        x, y = pen.canvas.absolutePosition(0, top - height)
        figure.attributes = in_box(x, y, x + drawing.width * drawing.renderScale, y + height)
        with pen.drawing(figure) as canvas:
            renderPDF.draw(drawing, canvas, 0, top - height)

    strips = [space(3), Strip(height, draw, glued=bool(chart.caption))]
    return [*strips, space(3), *_caption(chart.caption, root.add("P"))] if chart.caption else strips


def _signature(signature: Signature, root: Element) -> list[Strip]:
    words = [signature.place_and_date] if signature.place_and_date else []
    lines = [text.wrap(part, look.BODY.size, look.WIDTH) for part in (*words, _GEZ(signature.name))]
    strips = [strip for part in lines for strip in (space(12), *glued(line_strips(part, look.BODY, root.add("P"))))]
    return [*strips[:-1], replace(strips[-1], glued=False)]
