"""The empty page of a Word file: paper, styles, what stands at the head and foot of every page.

Knows how Word is told such things; refuses to know blocks.
"""

from typing import Any

import docx
from docx.document import Document as Word
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from bezirkskoordination.i18n import N_
from bezirkskoordination.reports import look
from bezirkskoordination.reports.document import Document
from bezirkskoordination.reports.look import Style
from bezirkskoordination.reports.shaping import clean

WORKING = N_("Paper", "Arbeitsfassung, maßgeblich ist das PDF")
_PAGE = N_("Paper", "Seite {} von {}")
#: On every computer that has Word; the paper's own fonts are not.
_FONT = "Arial"

#: Word's names of the styles that are used, and how they look.
TITLE, BODY, SMALL, ENTRY, FIELD, CELL = "Title", "Normal", "Caption", "List Bullet", "No Spacing", "Body Text"
HEADINGS = (TITLE, "Heading 1", "Heading 2", "Heading 3")
_STYLES: tuple[tuple[str, Style], ...] = (
    (BODY, look.BODY),
    (SMALL, look.SMALL),
    (ENTRY, Style(look.BODY.size, look.BODY.leading, after=2)),
    (FIELD, Style(look.FIELD.size, look.FIELD.leading)),
    (CELL, Style(look.CELL.size, look.CELL.leading, before=2, after=2)),
    ("Header", look.HEAD),
    ("Footer", look.FOOT),
    *zip(HEADINGS, look.HEADINGS, strict=True),
)
#: Word refuses files whose elements stand in another order (ECMA-376-1, 17.3.1.26, 17.4.60 and 17.4.70).
_BEHIND_MARGINS = ("w:tblLook", "w:tblCaption", "w:tblDescription")
_BEHIND_BIDI = tuple(
    f"w:{name}" for name in ("adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents",
                             "suppressOverlap", "jc", "textDirection", "textAlignment", "outlineLvl", "rPr")
)  # fmt: skip
_BEHIND_BORDERS = (
    *(f"w:{name}" for name in ("shd", "noWrap", "tcMar", "tcFitText", "vAlign", "hideMark", "tblLayout", "tblCellMar",
                               "tabs", "suppressAutoHyphens", "wordWrap", "bidi")),
    *_BEHIND_MARGINS, *_BEHIND_BIDI,
)  # fmt: skip
_BEHIND_SIZE = ("w:highlight", "w:u", "w:effect", "w:bdr", "w:shd", "w:vertAlign", "w:rtl", "w:cs", "w:lang")
_BEHIND = {
    "szCs": _BEHIND_SIZE,
    "bCs": ("w:i", "w:iCs", "w:caps", "w:smallCaps", "w:color", "w:spacing", "w:kern", "w:sz", "w:szCs", *_BEHIND_SIZE),
}
_THEMED = ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme")


def sheet(document: Document) -> Word:
    """A Word file without text that has the paper's size, styles, head and foot."""
    word = docx.Document()
    _forget_thumbnail(word)
    for name, style in _STYLES:
        _set_style(word.styles[name], style)
    defaults = word.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    defaults.find(qn("w:lang")).set(qn("w:val"), document.language)
    section = word.sections[0]
    section.page_width, section.page_height = Pt(look.PAGE_WIDTH), Pt(look.PAGE_HEIGHT)
    section.left_margin, section.right_margin = Pt(look.LEFT), Pt(look.RIGHT)
    section.top_margin, section.bottom_margin = Pt(look.TOP + look.HEAD.leading), Pt(look.BOTTOM)
    section.header_distance, section.footer_distance = Pt(look.HEADER - look.HEAD.size), Pt(look.FOOTER - 8)
    _write_head(section.header, document)
    _write_foot(section.footer, document)
    return word


def colour(of: look.Colour) -> RGBColor:
    """A colour of the paper as Word has it."""
    return RGBColor(*(round(part * 255) for part in of))


def rule(properties: Any, name: str, sides: dict[str, tuple[float, look.Colour]]) -> None:
    """Rules around or inside a table, cell or paragraph: by side, their weight in points and their colour."""
    borders = OxmlElement(name)
    for side, (weight, of) in sides.items():
        line = OxmlElement(f"w:{side}")
        for key, value in {"val": "single", "sz": round(weight * 8), "space": 0, "color": colour(of)}.items():
            line.set(qn(f"w:{key}"), str(value))
        borders.append(line)
    properties.insert_element_before(borders, *_BEHIND_BORDERS)


def set_side_margins(table: Any, width: float) -> None:
    """How far the text of a table's cells stands from their edges, in points."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(round(width * 20)))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.insert_element_before(margins, *_BEHIND_MARGINS)


def speak(paragraph: Any, language: str, right_to_left: bool) -> None:
    """The paragraph is in another language (BCP 47), and perhaps runs the other way."""
    if right_to_left:
        paragraph._p.get_or_add_pPr().insert_element_before(OxmlElement("w:bidi"), *_BEHIND_BIDI)
    for run in paragraph.runs:
        run.font.rtl = right_to_left or None
        spoken = OxmlElement("w:lang")
        spoken.set(qn("w:bidi" if right_to_left else "w:val"), language)
        run._r.get_or_add_rPr().append(spoken)


def _forget_thumbnail(word: Word) -> None:
    """The library's empty file shows a picture of itself."""
    relations = word.part.package.rels
    for key in [key for key, one in relations.items() if one.reltype == RELATIONSHIP_TYPE.THUMBNAIL]:
        del relations[key]


def _set_style(of: Any, style: Style) -> None:
    font = of.font
    font.name, font.size, font.bold, font.italic = _FONT, Pt(style.size), style.bold, False
    font.color.rgb = colour(style.colour)
    fonts = of.element.get_or_add_rPr().find(qn("w:rFonts"))
    for name in _THEMED:  # Word would believe its theme more than the name
        fonts.attrib.pop(qn(f"w:{name}"), None)
    fonts.set(qn("w:cs"), _FONT)
    for name, value in (("szCs", str(round(style.size * 2))), ("bCs", str(int(style.bold)))):
        for_other_scripts = of.element.rPr.find(qn(f"w:{name}"))
        if for_other_scripts is None:
            for_other_scripts = OxmlElement(f"w:{name}")
            of.element.rPr.insert_element_before(for_other_scripts, *_BEHIND[name])
        for_other_scripts.set(qn("w:val"), value)
    paragraph = of.paragraph_format
    paragraph.space_before, paragraph.space_after = Pt(style.before), Pt(style.after)
    paragraph.line_spacing = round(style.leading / style.size / 1.15, 2)
    border = of.element.get_or_add_pPr().find(qn("w:pBdr"))
    if border is not None:
        of.element.pPr.remove(border)


def _write_head(header: Any, document: Document) -> None:
    """The paper's own head, and that this is not the paper."""
    marked = " · ".join(filter(None, (clean(document.draft), str(WORKING))))
    paragraph = header.paragraphs[0]
    if document.header:
        paragraph.add_run(clean(document.header))
        paragraph = header.add_paragraph(style="Header")
    paragraph.add_run(marked).bold = True


def _write_foot(footer: Any, document: Document) -> None:
    paragraph = footer.paragraphs[0]
    stops = paragraph.style.paragraph_format.tab_stops
    stops.clear_all()
    stops.add_tab_stop(Pt(look.WIDTH), WD_TAB_ALIGNMENT.RIGHT)
    lines = (" ".join(clean(words).split()) for words in (document.footer, document.mark))
    before, between, after = _PAGE("\0", "\0").split("\0")
    paragraph.add_run(" · ".join(filter(None, lines)) + "\t" + before)
    _add_field(paragraph, "PAGE")
    paragraph.add_run(between)
    _add_field(paragraph, "NUMPAGES")
    if after:
        paragraph.add_run(after)


def _add_field(paragraph: Any, code: str) -> None:
    """What Word counts by itself."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)
