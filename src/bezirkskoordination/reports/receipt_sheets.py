"""Receipts on sheets: each page under a stamp with its number, and numbered frames to glue the paper originals into.

Knows numbers, stamps and the bytes of files; refuses to know claims.
"""

import io
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any, NamedTuple

from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, StreamObject

from bezirkskoordination.i18n import N_
from bezirkskoordination.reports import look, pdf, receipts, text
from bezirkskoordination.reports.document import Document
from bezirkskoordination.reports.pdf import Sheet
from bezirkskoordination.reports.structure import REPEATED, Element, bookmark, in_box
from bezirkskoordination.reports.text import Pen

_PAGE = N_("Paper", "Seite {} von {}")
_SHOWN = N_("Receipt", "Abbildung von {}, Seite {} von {}")
#: The name by which a sheet calls the foreign page that is put on it later.
_RECEIPT = "Receipt"


class Stamped(NamedTuple):
    """A receipt: its number, the stamp („Beleg 3 · EA-2026-0001“), what it is about, where the paper lies.

    `sha256` finds its file and is empty without one; `tall` is for long narrow ones.
    """

    number: int
    stamp: str
    about: str
    place: str = ""
    sha256: str = ""
    tall: bool = False


# --- the receipts behind the form -----------------------------------------------------------

_TOP, _BOTTOM = 34 * look.MM, 14 * look.MM
_STAMP_SIZE, _ABOUT_SIZE = 12.0, 9.0
_STAMP_BASE, _ABOUT_BASE, _STAMP_RULE = 19 * look.MM, 27 * look.MM, 30 * look.MM  # from the top
_STAMP_PAD = 6.0
#: From this shape on a page is wide and gets a sheet that lies.
_WIDE = 1.2


def with_receipts(document: Document, stamped: Sequence[Stamped], blob: Callable[[str], bytes]) -> bytes:
    """The document as a PDF, and behind it a sheet for every page of every receipt that has a file, in order.

    A receipt that is a PDF itself goes in as it is; then nobody can promise what an archive asks for.
    """
    pages = [
        (one, number, page, of)
        for one in stamped
        if one.sha256
        for of in (receipts.pages(blob(one.sha256)),)
        for number, page in enumerate(of, 1)
    ]
    sheets = []
    for one, number, page, of in pages:
        is_wide = page.width > _WIDE * page.height and page.width > look.WIDTH
        size = (look.PAGE_HEIGHT, look.PAGE_WIDTH) if is_wide else (look.PAGE_WIDTH, look.PAGE_HEIGHT)
        sheets.append(Sheet(partial(_draw_sheet, one, number, len(of), page, size), *size))
    foreign = any(page.form is not None for _, _, page, _ in pages)
    made = pdf.render(document, sheets=sheets, lasting=not foreign)
    return _filled(made, [page.form for _, _, page, _ in pages]) if foreign else made


def _draw_sheet(
    one: Stamped, number: int, count: int, page: receipts.Page, size: tuple[float, float], canvas: Any, root: Element
) -> None:
    """The stamp on top; below it the receipt, or words where there is nothing to show."""
    width, height = size
    right = width - look.RIGHT
    section = root.add("Sect")
    head = section.add("H1") if number == 1 else REPEATED
    pen = Pen(canvas)
    canvas.saveState()
    if number == 1:
        bookmark(canvas, one.stamp, 1, height)
    (stamp, *_) = text.wrap(one.stamp, _STAMP_SIZE, right - look.LEFT, bold=True)
    base = height - _STAMP_BASE
    pen.frame(
        look.LEFT, base - _STAMP_PAD, stamp.width + 2 * _STAMP_PAD, _STAMP_SIZE + _STAMP_PAD + 2, look.STRONG, look.INK
    )
    pen.belongs(head)
    pen.write(stamp, look.LEFT + _STAMP_PAD, base, _STAMP_SIZE)
    (counted,) = text.wrap(_PAGE(number, count), _ABOUT_SIZE, width)
    pen.belongs(section.add("P"))
    pen.write(counted, right - counted.width, base, _ABOUT_SIZE, look.MUTED)
    (about, *_) = text.wrap(one.about, _ABOUT_SIZE, right - look.LEFT)
    pen.belongs(section.add("P"))
    pen.write(about, look.LEFT, height - _ABOUT_BASE, _ABOUT_SIZE, look.MUTED)
    pen.rule(look.LEFT, right, height - _STAMP_RULE, look.THIN, look.RULE)
    if page.notice:
        y = height - _TOP - look.BODY.leading
        pen.belongs(section.add("P"))
        for line in text.wrap(str(page.notice), look.BODY.size, right - look.LEFT):
            pen.write(line, look.LEFT, y, look.BODY.size)
            y -= look.BODY.leading
    else:
        x, y, scale = _fitted(page, size)
        wide, high = page.width * scale, page.height * scale
        figure = section.add("Figure", in_box(x, y, x + wide, y + high), alternative=_SHOWN(one.stamp, number, count))
        with pen.drawing(figure):
            if page.picture:
                canvas.drawImage(page.picture, x, y, wide, high)
            else:
                canvas._code.append(f"q {scale:.5f} 0 0 {scale:.5f} {x:.3f} {y:.3f} cm /{_RECEIPT} Do Q")
    pen.close()
    canvas.restoreState()


def _fitted(page: receipts.Page, size: tuple[float, float]) -> tuple[float, float, float]:
    """Left, bottom and scale of a page below its stamp: never enlarged, in the middle, hanging from the top."""
    room, high = size[0] - look.LEFT - look.RIGHT, size[1] - _TOP - _BOTTOM
    scale = min(room / page.width, high / page.height, 1.0)
    return look.LEFT + (room - page.width * scale) / 2, size[1] - _TOP - page.height * scale, scale


def _filled(made: bytes, forms: Sequence[StreamObject | None]) -> bytes:
    """The file with the foreign pages on the sheets that name them, and with nothing else of theirs."""
    writer = PdfWriter(clone_from=io.BytesIO(made))
    said: dict[str, Any] = dict(PdfReader(io.BytesIO(made)).metadata or {})
    for target, form in zip(writer.pages[-len(forms) :], forms, strict=True):
        if form is not None:
            known: Any = target["/Resources"].get_object()
            resources = DictionaryObject(known)
            drawn = {NameObject(f"/{_RECEIPT}"): writer._add_object(form.clone(writer))}
            resources[NameObject("/XObject")] = DictionaryObject(drawn)
            target[NameObject("/Resources")] = resources
    writer.metadata = {key: str(value) for key, value in said.items()}
    target_file = io.BytesIO()
    writer.write(target_file)
    return target_file.getvalue()


# --- sheets to glue on ------------------------------------------------------------------------

_GLUE_TOP, _GLUE_BOTTOM, _GLUE_RIGHT, _GUTTER = 27 * look.MM, 14 * look.MM, 12 * look.MM, 4 * look.MM
_GLUE_WIDTH = look.PAGE_WIDTH - look.LEFT - _GLUE_RIGHT
_COLUMN = (_GLUE_WIDTH - _GUTTER) / 2  # a till's paper is 80 mm wide
_HIGH = look.PAGE_HEIGHT - _GLUE_TOP - _GLUE_BOTTOM
_LOW = (_HIGH - _GUTTER) / 2
_LABEL = 42.0
_NUMBER_SIZE, _SMALL_SIZE, _SMALL_LEADING = 12.0, 8.0, 10.0
_ABOUT_LINES = 2
_ADVICE = N_("Claim", "Größer als der Rahmen? Hinter diesen Bogen heften und mit der Nummer {} beschriften.")


class _Frame(NamedTuple):
    """Where the frame of a receipt stands on which sheet (from 0); points."""

    one: Stamped
    sheet: int
    left: float
    bottom: float
    height: float


def glue_sheets(title: str, author: str, stamped: Sequence[Stamped]) -> bytes:
    """Two to four frames a sheet, to be read down the left side, then the right one: long ones stand alone."""
    frames = list(_placed(stamped))
    count = max((frame.sheet for frame in frames), default=0) + 1
    sheets = [
        Sheet(partial(_draw_frames, title, number, count, [frame for frame in frames if frame.sheet == number]))
        for number in range(count)
    ]
    return pdf.render_sheets(title, author, sheets)


def _placed(stamped: Sequence[Stamped]) -> Iterator[_Frame]:
    """Two frames one below the other where both are short, else one over the whole height."""
    columns: list[list[Stamped]] = []
    for one in stamped:
        if columns and not one.tall and len(columns[-1]) == 1 and not columns[-1][0].tall:
            columns[-1].append(one)
        else:
            columns.append([one])
    for number, column in enumerate(columns):
        height = _LOW if len(column) > 1 else _HIGH
        left = look.LEFT + (number % 2) * (_COLUMN + _GUTTER)
        for at, one in enumerate(column, 1):
            top = look.PAGE_HEIGHT - _GLUE_TOP - (at - 1) * (_LOW + _GUTTER)
            yield _Frame(one, number // 2, left, top - height, height)


def _draw_frames(title: str, number: int, count: int, frames: Sequence[_Frame], canvas: Any, root: Element) -> None:
    canvas.saveState()
    pen = Pen(canvas)
    head = look.PAGE_HEIGHT - look.HEADER
    pen.belongs(REPEATED if number else root.add("H1"))
    (name, *_) = text.wrap(title, look.HEADINGS[2].size, _GLUE_WIDTH, bold=True)
    pen.write(name, look.LEFT, head, look.HEADINGS[2].size)
    (page,) = text.wrap(_PAGE(number + 1, count), look.FOOT.size, look.WIDTH)
    pen.belongs(REPEATED)
    pen.write(page, look.LEFT + _GLUE_WIDTH - page.width, head, look.FOOT.size, look.MUTED)
    for frame in frames:
        _draw_frame(pen, frame, root)
    pen.close()
    canvas.restoreState()


def _draw_frame(pen: Pen, frame: _Frame, root: Element) -> None:
    """The number, and small beside it what the receipt is; the rest is room for glue."""
    left, top = frame.left, frame.bottom + frame.height
    pen.frame(left, frame.bottom, _COLUMN, frame.height, look.STRONG, look.DARK_RULE)
    pen.rule(left, left + _COLUMN, top - _LABEL, look.THIN, look.RULE)
    (stamp, *_) = text.wrap(frame.one.stamp, _NUMBER_SIZE, _COLUMN - 12, bold=True)
    pen.belongs(root.add("P"))
    pen.write(stamp, left + 6, top - 14, _NUMBER_SIZE)
    told = text.wrap("\n".join(filter(None, (frame.one.about, frame.one.place))), _SMALL_SIZE, _COLUMN - 12)
    pen.belongs(root.add("P"))
    for at, line in enumerate(told[:_ABOUT_LINES]):
        pen.write(line, left + 6, top - 26 - at * _SMALL_LEADING, _SMALL_SIZE, look.MUTED)
    advice = text.wrap(_ADVICE(frame.one.number), _SMALL_SIZE, _COLUMN - 12)
    pen.belongs(root.add("P"))
    for at, line in enumerate(advice, 1):
        pen.write(line, left + 6, frame.bottom + 6 + (len(advice) - at) * _SMALL_LEADING, _SMALL_SIZE, look.MUTED)
