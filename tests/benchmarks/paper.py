"""The same report by different makers. Arguments: one of them, the pickled Document, the target.

With „again“ instead of a target it answers how long each further report takes, as the running program pays for it.
„product“ is layout alone, without tags; „tagged“ is the file as people get it; „issued“ is that, held against the
archive's rules. „fodt“ is what LibreOffice is given.
„canvas“ is the limit of what reportlab can do: the same texts, tables and bars in the same places of every line,
without shaping, keeping together, page counts and bookmarks.
"""

import pickle
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from html import escape
from io import BytesIO
from pathlib import Path

from tests.benchmarks.measure import answer

from bezirkskoordination import paths
from bezirkskoordination.reports.document import (
    BarChart,
    Block,
    Document,
    Fields,
    Heading,
    Items,
    Paragraph,
    Signature,
    Table,
    Words,
)

_PAGE, _LEFT, _WIDTH, _TOP, _BOTTOM = (595.3, 841.9), 71.0, 467.0, 780.0, 61.0
_PAD, _BAR_HEIGHT = 6.0, 14.0
_HEADS = (15.5, 12.5, 11.0, 10.5)


def plain(words: Words) -> str:
    """Words without their weights."""
    return words if isinstance(words, str) else "".join(run.text for run in words)


def _product(document: Document) -> bytes:
    from bezirkskoordination.reports import pdf

    return pdf.render(document, tagged=False)


def _issued(document: Document) -> bytes:
    from pikepdf import pdfa

    data = _tagged(document)
    told = {finding.rule for finding in pdfa.validate_written(BytesIO(data), "2b").findings}
    # what the checker cannot know: level A, and the mark of PDF/UA (tests/reports/test_archive.py)
    assert told == {"ISO_19005_2:6.6.2.3.1-1", "ISO_19005_2:6.6.4-3"}, told
    return data


def _tagged(document: Document) -> bytes:
    from bezirkskoordination.reports import pdf

    return pdf.render(document)


# --- the limit ------------------------------------------------------------------------------


def _canvas(document: Document) -> bytes:
    from reportlab import rl_config
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    rl_config.useA85 = 0
    for weight in ("Regular", "Bold"):
        if f"Bare{weight}" not in pdfmetrics.getRegisteredFontNames():
            file = paths.resource("fonts", f"NotoSans-{weight}.ttf")
            pdfmetrics.registerFont(TTFont(f"Bare{weight}", str(file)))
    target = BytesIO()
    sheet = _Sheet(target, document)
    for block in document.blocks:
        sheet.draw(block)
    sheet.end()
    return target.getvalue()


class _Sheet:
    """A canvas and how far down it is written."""

    def __init__(self, target: BytesIO, document: Document) -> None:
        from reportlab.lib.utils import simpleSplit
        from reportlab.pdfbase.pdfmetrics import stringWidth
        from reportlab.pdfgen.canvas import Canvas

        self._canvas = Canvas(target, pagesize=_PAGE, pageCompression=1)
        self._split, self._measure, self._document, self._y = simpleSplit, stringWidth, document, _TOP

    def draw(self, block: Block) -> None:
        """One block below the last."""
        if isinstance(block, Heading):
            self._text(f"{block.number} {block.text}".strip(), _HEADS[block.level], "BareBold")
        elif isinstance(block, Paragraph):
            self._text(plain(block.words), 9.0 if block.small else 10.5)
        elif isinstance(block, Items):
            for entry in block.entries:
                self._text(f"– {plain(entry)}", 10.5)
        elif isinstance(block, Fields):
            self._rows([(label, plain(words)) for label, words in block.rows], (1.0, 2.0))
        elif isinstance(block, Table):
            rows = [tuple(map(plain, row)) for row in (*block.rows, *([block.total] if block.total else []))]
            self._rows([tuple(column.head for column in block.columns), *rows], [one.weight for one in block.columns])
        elif isinstance(block, BarChart):
            self._bars(block)
        elif isinstance(block, Signature):
            self._text(f"{block.place_and_date} gez. {block.name}", 10.5)
        else:
            self._next()

    def end(self) -> None:
        """Close the last page and the file."""
        self._next()
        self._canvas.save()

    def _next(self) -> None:
        self._canvas.setFont("BareRegular", 8.2)
        self._canvas.drawString(_LEFT, _TOP + 10, self._document.header)
        self._canvas.drawString(_LEFT, _BOTTOM - 28, self._document.footer)
        self._canvas.drawRightString(_LEFT + _WIDTH, _BOTTOM - 28, f"Seite {self._canvas.getPageNumber()}")
        self._canvas.showPage()
        self._y = _TOP

    def _room(self, height: float) -> None:
        if self._y - height < _BOTTOM:
            self._next()
        self._y -= height

    def _lines(self, words: str, font: str, size: float, width: float) -> Sequence[str]:
        if "\n" not in words and self._measure(words, font, size) <= width:
            return [words]
        return list(self._split(words, font, size, width))

    def _text(self, words: str, size: float, font: str = "BareRegular") -> None:
        lines = self._lines(words, font, size, _WIDTH)
        self._room(size * 1.35 * len(lines) + 6)
        text = self._canvas.beginText(_LEFT, self._y + size * 1.35 * (len(lines) - 1) + 6)
        text.setFont(font, size, size * 1.35)
        text.textLines("\n".join(lines), trim=0)
        self._canvas.drawText(text)

    def _rows(self, rows: Iterable[Sequence[str]], weights: Sequence[float]) -> None:
        widths = [_WIDTH * weight / sum(weights) for weight in weights]
        for row in rows:
            cells = [
                self._lines(cell, "BareRegular", 9.5, width - _PAD) for cell, width in zip(row, widths, strict=True)
            ]
            self._room(max(map(len, cells)) * 12.4 + 4)
            text, x = self._canvas.beginText(), _LEFT
            text.setFont("BareRegular", 9.5, 12.4)
            for lines, width in zip(cells, widths, strict=True):
                text.setTextOrigin(x, self._y + 12.4 * (max(map(len, cells)) - 1) + 4)
                for line in lines:
                    text.textLine(line)
                x += width
            self._canvas.drawText(text)
            self._canvas.line(_LEFT, self._y, _LEFT + _WIDTH, self._y)

    def _bars(self, chart: BarChart) -> None:
        most = max((bar.value for series in chart.series for bar in series.bars), default=1) or 1
        self._canvas.setFont("BareRegular", 9)
        for series in chart.series:
            for bar in series.bars:
                self._room(_BAR_HEIGHT)
                self._canvas.drawString(_LEFT, self._y + 3, bar.label)
                self._canvas.rect(_LEFT + 150, self._y, 250 * bar.value / most, _BAR_HEIGHT - 4, stroke=0, fill=1)
                self._canvas.drawString(_LEFT + 405, self._y + 3, bar.shown)


# --- what LibreOffice is given ----------------------------------------------------------------


def _fodt(document: Document) -> bytes:
    spaces = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"' for short in ("office", "text", "table")
    )
    body = "".join(part for block in document.blocks for part in _odf(block))
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {spaces} office:version="1.3"'
        ' office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text>'
        f"{body}</office:text></office:body></office:document>"
    ).encode()


def _odf(block: Block) -> Iterator[str]:
    if isinstance(block, Heading):
        yield f'<text:h text:outline-level="{block.level + 1}">{escape(block.text)}</text:h>'
    elif isinstance(block, Paragraph):
        yield _odf_line(plain(block.words))
    elif isinstance(block, Items):
        yield from (_odf_line(f"– {plain(entry)}") for entry in block.entries)
    elif isinstance(block, Fields):
        yield _odf_table((label, plain(words)) for label, words in block.rows)
    elif isinstance(block, Table):
        heads = tuple(column.head for column in block.columns)
        yield _odf_table([heads, *(tuple(map(plain, row)) for row in (*block.rows, block.total) if row)])
    elif isinstance(block, BarChart):
        yield _odf_table((bar.label, bar.shown) for series in block.series for bar in series.bars)
    elif isinstance(block, Signature):
        yield _odf_line(f"{block.place_and_date} gez. {block.name}")


def _odf_line(words: str) -> str:
    return f"<text:p>{escape(words)}</text:p>"


def _odf_table(rows: Iterable[Sequence[str]]) -> str:
    told = [list(row) for row in rows]
    cells = ("".join(f"<table:table-cell>{_odf_line(cell)}</table:table-cell>" for cell in row) for row in told)
    lines = "".join(f"<table:table-row>{row}</table:table-row>" for row in cells)
    columns = f'<table:table-column table:number-columns-repeated="{len(told[0])}"/>' if told else ""
    return f"<table:table>{columns}{lines}</table:table>"


_MAKERS: dict[str, Callable[[Document], bytes]] = {
    "product": _product, "tagged": _tagged, "issued": _issued, "canvas": _canvas, "fodt": _fodt,
}  # fmt: skip


def _again(make: Callable[[Document], bytes], document: Document) -> float:
    begun = time.process_time()
    make(document)
    return time.process_time() - begun


if __name__ == "__main__":
    maker, told, target = sys.argv[1:]
    paper = pickle.loads(Path(told).read_bytes())
    if target == "again":
        answer(again=partial(_again, _MAKERS[maker], paper))
    else:
        Path(target).write_bytes(_MAKERS[maker](paper))
