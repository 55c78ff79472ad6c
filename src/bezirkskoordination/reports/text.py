"""The one text engine of every paper: measures plain text, breaks it into lines, writes lines on a canvas.

Text is never markup. Refuses to know blocks, pages and charts; they all write with the `Pen`.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import accumulate, pairwise
from typing import Any, NamedTuple

from reportlab.lib.rl_accel import escapePDF

from bezirkskoordination.reports.document import Words
from bezirkskoordination.reports.fonts import Glyph
from bezirkskoordination.reports.look import INK, MUTED, Colour
from bezirkskoordination.reports.shaping import Chunk, chunks, chunks_backward, clean, is_mirrored, measure, measured
from bezirkskoordination.reports.structure import LAYOUT, Artifact, Element, Structure, hexadecimal

#: After blanks; after a hyphen, dash or slash inside a word, but not behind a single letter („E-Mail“).
_BREAK = re.compile(r" +(?=[^ ])|(?<=\w\w)[-‐–—/](?=[^\W\d_])")
#: Each byte as it stands in a string of the PDF.
_ESCAPED = [escapePDF(bytes((byte,))) for byte in range(256)]
#: What rounding may add to a sum of widths, in points.
_TINY = 0.001


class Piece(NamedTuple):
    """A stretch of clean text in one weight and tone."""

    text: str
    bold: bool = False
    muted: bool = False


class Line(NamedTuple):
    """One line as it is written, and its width in points.

    Where it `goes_on` in the next line behind a blank or a line end, a blank is written that takes no room: whoever
    copies or hears the text shall not meet two words in one.
    """

    pieces: tuple[Piece, ...]
    width: float
    goes_on: bool = False

    @property
    def text(self) -> str:
        """What the line says, in reading order."""
        return "".join(piece.text for piece in self.pieces)


def width(text: str, size: float, bold: bool = False) -> float:
    """Width in points of a clean text on one line."""
    return measure(text, bold) * size / 1000


def is_blank(text: str) -> bool:
    """Whether a clean text of one line shows nothing."""
    return not any(chunk.text.strip() for chunk in chunks(text, False))


def wrap(words: Words, size: float, column: float, bold: bool = False) -> list[Line]:
    """The lines of a text in a column of so many points, at least one; blanks at a line's end go.

    A word wider than the column is broken anywhere; a single glyph wider than the column stands out, also of one that
    somebody left no room for.
    """
    column = max(column, 1.0)
    lines: list[Line] = []
    for pieces in _paragraphs(words, bold):
        if lines:
            lines[-1] = lines[-1]._replace(goes_on=True)
        lines += _fill(pieces, size, column)
    if lines[-1].goes_on:
        lines[-1] = lines[-1]._replace(goes_on=False)
    return lines


def natural(words: Words, size: float, bold: bool = False) -> float:
    """The width in points that a text takes when nothing is broken but at its own line ends."""
    if isinstance(words, str):
        return max(width(text, size, bold) for text in clean(words).split("\n"))
    return max(_measure(pieces, size) for pieces in _paragraphs(words, bold))


def narrowest(words: Words, size: float, bold: bool = False) -> float:
    """The width in points of the widest word: a narrower column would break it."""
    widest = 0.0
    for pieces in _paragraphs(words, bold):
        if (reached := _reached(pieces)) is not None:
            found = (reached[shown] - reached[start] for start, shown, _end in _words(_text(pieces)))
            widest = max(widest, *(one * size / 1000 for one in found), 0.0)
        else:
            widest = max(widest, *(_measure(_trimmed(part), size) for part in _parts(pieces)), 0.0)
    return widest


def _paragraphs(words: Words, bold: bool) -> Iterator[list[Piece]]:
    """The pieces between line ends."""
    if isinstance(words, str):
        yield from ([Piece(text, bold)] for text in clean(words).split("\n"))
        return
    pieces: list[Piece] = []
    for run in words:
        first, *others = clean(run.text).split("\n")
        pieces.append(Piece(first, bold or run.bold, run.muted))
        for text in others:
            yield pieces
            pieces = [Piece(text, bold or run.bold, run.muted)]
    yield pieces


def _measure(pieces: Sequence[Piece], size: float) -> float:
    if len(pieces) == 1:
        return width(pieces[0].text, size, pieces[0].bold)
    return sum(width(piece.text, size, piece.bold) for piece in pieces)


def _text(pieces: Sequence[Piece]) -> str:
    return pieces[0].text if len(pieces) == 1 else "".join(piece.text for piece in pieces)


def _reached(pieces: Sequence[Piece]) -> list[float] | None:
    """How far the text reaches before each of its characters and at its end, in 1/1000 em; None if it is shaped."""
    try:
        advances = (advance for piece in pieces for advance in measured(piece.text, piece.bold))
        return list(accumulate(advances, initial=0.0))
    except KeyError:
        return None


def _words(text: str) -> Iterator[tuple[int, int, int]]:
    """What may not be broken unless it is too wide: where a word begins, where it ends, where the next begins."""
    for start, end in pairwise(_ends(text)):
        yield start, start + len(text[start:end].rstrip(" ")), end


def _cut(pieces: Sequence[Piece], start: int, end: int) -> list[Piece]:
    """The pieces from one character to another, counted over all of them."""
    if len(pieces) == 1:
        return [Piece(pieces[0].text[start:end], *pieces[0][1:])] if end > start else []
    found = []
    for piece in pieces:
        if start < len(piece.text) and end > 0 and (text := piece.text[max(start, 0) : end]):
            found.append(piece._replace(text=text))
        start -= len(piece.text)
        end -= len(piece.text)
    return found


def _trimmed(pieces: Sequence[Piece]) -> list[Piece]:
    return _cut(pieces, 0, len(_text(pieces).rstrip(" ")))


def _parts(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Words with the blanks behind them: what may not be broken unless it is too wide."""
    return [_cut(pieces, start, end) for start, end in pairwise(_ends(_text(pieces)))]


def _ends(text: str) -> list[int]:
    """Where a text may be broken, its beginning and its end included."""
    return [0, *(found.end() for found in _BREAK.finditer(text)), len(text)]


def _fill(pieces: list[Piece], size: float, column: float) -> list[Line]:
    whole = _measure(pieces, size)
    if whole <= column + _TINY:
        return [Line(tuple(pieces), whole)]
    if (reached := _reached(pieces)) is not None and (quick := _fill_plain(pieces, reached, size, column)) is not None:
        return quick
    lines: list[Line] = []
    current: list[Piece] = []
    used = 0.0
    for part in _parts(pieces):
        needed = _measure(_trimmed(part), size)
        if current and used + needed > column + _TINY:
            lines.append(_line(current, size))
            current, used = [], 0.0
        if needed > column + _TINY:
            *full, part = _broken(part, size, column)
            lines += [_line(broken, size) for broken in full]
        current += part
        used += _measure(part, size)
    return [*lines, _line(current, size)]


def _fill_plain(pieces: list[Piece], reached: Sequence[float], size: float, column: float) -> list[Line] | None:
    """The same for text that is not shaped, as most is, without taking it to pieces; None if a word is too wide."""
    room = (column + _TINY) * 1000 / size
    lines: list[Line] = []
    text, begin = _text(pieces), 0
    for start, shown, _end in _words(text):
        if reached[shown] - reached[start] > room:
            return None
        if start > begin and reached[shown] - reached[begin] > room:
            lines.append(_line(_cut(pieces, begin, start), size))
            begin = start
    return [*lines, _line(_cut(pieces, begin, len(text)), size)]


def _line(pieces: list[Piece], size: float) -> Line:
    """A finished line; neighbours of one kind become one piece again, so that they are shaped together."""
    joined: list[Piece] = []
    for piece in _trimmed(pieces):
        if joined and joined[-1][1:] == piece[1:]:
            joined[-1] = piece._replace(text=joined[-1].text + piece.text)
        else:
            joined.append(piece)
    return Line(tuple(joined), _measure(joined, size), bool(pieces) and pieces[-1].text.endswith(" "))


def _broken(part: list[Piece], size: float, column: float) -> list[list[Piece]]:
    """A word too wide for the column in parts that fit; marks stay with their letter."""
    text = "".join(piece.text for piece in part)
    letters = [at for at, char in enumerate(text) if at == 0 or not _clings(char)]
    letters.append(len(text))
    found: list[list[Piece]] = []
    start = 0
    while start < len(letters) - 1:
        end = start + 1
        used = _measure(_cut(part, letters[start], letters[end]), size)
        while end < len(letters) - 1:
            used += _measure(_cut(part, letters[end], letters[end + 1]), size)
            if used > column + _TINY:
                break
            end += 1
        while end > start + 1 and _measure(_cut(part, letters[start], letters[end]), size) > column + _TINY:
            end -= 1  # joined letters have other widths than single ones
        found.append(_cut(part, letters[start], letters[end]))
        start = end
    return found


def _clings(char: str) -> bool:
    return char in " \u200c\u200d" or unicodedata.category(char)[0] == "M"


class Pen:
    """Writes lines and draws rules on a reportlab canvas; what it holds reaches the page with `close`.

    Coordinates are points from the canvas' present origin. Colour and font are set anew for each pen, so the
    caller saves and restores the canvas' state around it. Words belong to the element that was named last with
    `belongs`, else they are decoration, as rules always are.
    """

    def __init__(self, canvas: Any) -> None:
        self.canvas = canvas
        self._text: list[str] = []
        self._rules: list[str] = []
        self._font = ""
        self._colour: Colour | None = None
        self._structure: Structure | None = getattr(canvas, "structure", None)
        self._owner: Element | Artifact = LAYOUT
        self._opened: Element | Artifact | None = None
        self._stretch: str | None = None

    def belongs(self, to: Element | Artifact) -> None:
        """What is written from here on is content of this element, or decoration."""
        self._owner = to

    def write(self, line: Line, x: float, y: float, size: float, colour: Colour = INK) -> None:
        """The line with its left end at `x` and its baseline at `y`, in a font size in points."""
        for piece in line.pieces:
            for chunk in chunks(piece.text, piece.bold):
                if self._structure is not None:
                    self._enter(self._structure, chunk.stretch)
                self._use_colour(MUTED if piece.muted else colour)
                self._text.append(f"1 0 0 1 {x:.2f} {y:.2f} Tm")
                self._show(chunk, size)
                x += chunk.width * size / 1000
        if line.goes_on and line.pieces:
            (blank,) = chunks(" ", line.pieces[-1].bold)
            if self._structure is not None:
                self._enter(self._structure, None)
            self._show(blank, size)

    def write_backward(self, line: Line, right: float, y: float, size: float, colour: Colour = INK) -> None:
        """A line that itself runs right to left, beginning at its right end."""
        found = list(chunks_backward([(piece.text, piece.bold) for piece in line.pieces]))
        x = right - sum(chunk.width for _at, chunk in found) * size / 1000
        if found and self._structure is not None:
            self._enter(self._structure, line.text + " " * line.goes_on)
        for at, chunk in found:
            self._use_colour(MUTED if line.pieces[at].muted else colour)
            self._text.append(f"1 0 0 1 {x:.2f} {y:.2f} Tm")
            self._show(chunk, size)
            x += chunk.width * size / 1000

    def rule(self, left: float, right: float, y: float, weight: float, colour: Colour) -> None:
        """A horizontal line, `weight` points strong."""
        red, green, blue = colour
        self._rules.append(
            f"{weight:.2f} w {red:.3f} {green:.3f} {blue:.3f} RG {left:.2f} {y:.2f} m {right:.2f} {y:.2f} l S"
        )

    def upright(self, x: float, bottom: float, top: float, weight: float, colour: Colour) -> None:
        """A vertical line, `weight` points strong."""
        red, green, blue = colour
        self._rules.append(
            f"{weight:.2f} w {red:.3f} {green:.3f} {blue:.3f} RG {x:.2f} {bottom:.2f} m {x:.2f} {top:.2f} l S"
        )

    def frame(self, left: float, bottom: float, width: float, height: float, weight: float, colour: Colour) -> None:
        """An empty rectangle, its lines `weight` points strong."""
        red, green, blue = colour
        self._rules.append(
            f"{weight:.2f} w {red:.3f} {green:.3f} {blue:.3f} RG {left:.2f} {bottom:.2f} {width:.2f} {height:.2f} re S"
        )

    def close(self) -> None:
        """Hands everything to the canvas and starts afresh."""
        if self._rules:
            self.canvas._code += [LAYOUT.operator, *self._rules, "EMC"] if self._structure else self._rules
        if self._text:
            self._leave()
            self.canvas._code += ["BT", *self._text, "ET"]
        self._text, self._rules, self._font, self._colour = [], [], "", None

    @contextmanager
    def drawing(self, element: Element) -> Iterator[Any]:
        """The canvas, for something else to draw on, as content of the element: pens in there tag nothing."""
        self.close()
        self.canvas.saveState()
        if self._structure:
            self.canvas._code.append(self._structure.begin(self.canvas.getPageNumber(), element))
            self.canvas.structure = None
        yield self.canvas
        if self._structure:
            self.canvas.structure = self._structure
            self.canvas._code.append("EMC")
        self.canvas.restoreState()

    def _enter(self, structure: Structure, stretch: str | None) -> None:
        """Begins content of the present owner where another's was open.

        Words from right to left stand on the page the other way round: they are a part of their own, which says
        them in reading order.
        """
        if self._opened is self._owner and self._stretch is stretch:
            return
        self._leave()
        owner = self._owner
        if stretch is not None and isinstance(owner, Element):
            owner = owner.add("Span", actual=stretch)
        self._text.append(structure.begin(self.canvas.getPageNumber(), owner))
        self._opened, self._stretch = self._owner, stretch

    def _leave(self) -> None:
        if self._opened is not None:
            self._text.append("EMC")
            self._opened = None

    def _use_colour(self, colour: Colour) -> None:
        if colour != self._colour:
            self._text.append("{:.3f} {:.3f} {:.3f} rg".format(*colour))
            self._colour = colour

    def _show(self, chunk: Chunk, size: float) -> None:
        if not chunk.glyphs:
            for font, codes in self._encoded(chunk, chunk.text, size):
                self._text.append(f"{font}({''.join(map(_ESCAPED.__getitem__, codes))}) Tj")
            return
        if chunk.right_to_left:  # says that the strings inside read backwards (ISO 32000-1, 14.8.2.3.3)
            self._text.append("/ReversedChars BMC")
        rise = 0.0
        for said, glyphs in chunk.clusters():
            differs = said != "".join(glyph.code for glyph in glyphs) and not is_mirrored(said)
            if differs:  # joined letters, marks: for whoever searches, copies or reads aloud
                self._text.append(f"/Span <</ActualText {hexadecimal(said)}>> BDC")
            several = differs and len(glyphs) > 1
            if several:
                self._show_end(chunk, size, before=True)
            for glyph in glyphs:
                if glyph.dy != rise:
                    rise = glyph.dy
                    self._text.append(f"{rise * size / 1000:.3f} Ts")
                self._show_glyph(chunk, glyph, size)
            if several:
                self._show_end(chunk, size, before=False)
            if differs:
                self._text.append("EMC")
        if rise:
            self._text.append("0 Ts")
        if chunk.right_to_left:
            self._text.append("EMC")

    def _show_end(self, chunk: Chunk, size: float, before: bool) -> None:
        """A blank without room at either end of a cluster.

        Readers take the places of the first and the last glyph for the width of the text; if those are a letter's
        dots, they see gaps inside the word.
        """
        width = chunk.face.plain[" "]
        ((font, codes),) = self._encoded(chunk, " ", size)
        blank = f"({self.canvas._escape(codes)})"
        self._text.append(f"{font}[{blank} {width:.0f}] TJ" if before else f"{font}[{width:.0f} {blank}] TJ")

    def _show_glyph(self, chunk: Chunk, glyph: Glyph, size: float) -> None:
        """A glyph, moved from where the PDF would put it to where HarfBuzz wants it.

        reportlab's own drawing of shaped text is not used: it loses the height of a mark after a mark.
        """
        ((font, codes),) = self._encoded(chunk, glyph.code, size)
        after = glyph.width - glyph.advance + glyph.dx
        self._text.append(f"{font}[{-glyph.dx:.0f} ({self.canvas._escape(codes)}) {after:.0f}] TJ")

    def _encoded(self, chunk: Chunk, text: str, size: float) -> Iterator[tuple[str, bytes]]:
        """The text in the codes of the embedded font: (operator that chooses the font or "", codes)."""
        document = self.canvas._doc
        for subset, codes in chunk.face.splitString(text, document):
            font = f"{chunk.face.getSubsetInternalName(subset, document)} {size:.2f} Tf "
            yield ("" if font == self._font else font), codes
            self._font = font
