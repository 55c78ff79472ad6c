"""The fonts of every paper: opened once, asked for widths and shapes, embedded so that text can be read back.

Knows reportlab's and HarfBuzz's font objects; refuses to know words, lines and pages.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

import uharfbuzz
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import SUBSETN, TTFError, TTFont

from bezirkskoordination.i18n import N_
from bezirkskoordination.paths import resource

#: Asked in this order; the first that has a character draws it.
FAMILIES = ("NotoSans", "NotoSansArabic", "NotoSansEthiopic")

_MISSING = N_(
    "Fonts",
    "Die Schriftdatei „{}“ fehlt oder ist beschädigt. Es wurde nichts geschrieben. "
    "Bitte installieren Sie das Programm neu; Ihre Daten sind davon nicht betroffen.",
)

#: Glyphs without a character of their own get a code in Unicode's private plane 15: this plus the glyph's
#: number, the same in every run of the program, so that equal papers have equal bytes.
_PRIVATE = 0xF0000
#: The box for what no face has. To the PDF it is no „missing glyph“, which an archive forbids (make_fonts.py).
_BOX = 0x25A1
_UNREADABLE = "\ufffd"
#: Noto's names for the dots that it draws apart from their letters, and Unicode's signs for such dots.
_DOTS = {
    "dotabovear": "\ufbb2", "dotbelowar": "\ufbb3", "dotcenterar": "\ufbb2", "twodotshorizontalabovear": "\ufbb4",
    "twodotshorizontalbelowar": "\ufbb5", "twodotshorizontalcenterar": "\ufbb4", "threedotsupabovear": "\ufbb6",
    "threedotsupbelowar": "\ufbb7", "threedotsupcenterar": "\ufbb6", "threedotsdownabovear": "\ufbb8",
    "threedotsdownbelowar": "\ufbb9", "threedotsdowncenterar": "\ufbb9", "fourdotsabovear": "\ufbba",
    "fourdotsbelowar": "\ufbbb", "doubleverticalbarbelowar": "\ufbbc", "twodotsverticalabovear": "\ufbbd",
    "twodotsverticalbelowar": "\ufbbe", "ringar": "\ufbbf", "tahabovear": "\ufbc0", "tahbelowar": "\ufbc1",
    "waslaar": "\ufbc2", "kafDotlessar": "\u0643",
}  # fmt: skip
_NAMED = re.compile(r"uni((?:[0-9A-F]{4})+)$|u([0-9A-F]{4,6})$")


class Glyph(NamedTuple):
    """A shaped glyph: its code in the face; advance and offsets in 1/1000 em; `width` as the PDF believes it.

    `cluster` is the place in the text of the first character it stands for; glyphs that together stand for
    the same characters have the same.
    """

    code: str
    cluster: int
    advance: float
    dx: float
    dy: float
    width: float


class Face(TTFont):
    """One font file. `plain` maps every character that needs no shaping to its width in 1/1000 em."""

    def __init__(self, family: str, weight: str) -> None:
        self.file_name = f"{family}-{weight}.ttf"
        super().__init__(f"{family}-{weight}", str(resource("fonts", self.file_name)))
        self.has: frozenset[str] = frozenset(map(chr, self.face.charToGlyph))
        self.plain: dict[str, float] = {
            char: self.face.charWidths[ord(char)]
            for char in self.has
            if unicodedata.category(char)[0] not in "MC" and unicodedata.bidirectional(char) not in ("R", "AL")
        }
        self._shaper = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob(self.face._ttf_data)))

    def shape(self, text: str, right_to_left: bool) -> tuple[Glyph, ...]:
        """The glyphs of `text`, which lies in one direction, in the order they stand from left to right."""
        buffer = uharfbuzz.Buffer()
        buffer.add_str(text)
        buffer.direction = "rtl" if right_to_left else "ltr"
        buffer.language = "de"  # else HarfBuzz takes the machine's, and papers differ between machines
        buffer.guess_segment_properties()
        # no kerning: unshaped text has none, and the widths of words must add up to the width of the line
        uharfbuzz.shape(self._shaper, buffer, {"kern": False})
        to_mille = 1000 / self.face.unitsPerEm
        glyphs = []
        for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            code, width = self._code(info.codepoint, to_mille, text[info.cluster])
            advance, dx, dy = position.x_advance, position.x_offset, position.y_offset
            glyphs.append(Glyph(code, info.cluster, advance * to_mille, dx * to_mille, dy * to_mille, width))
        return tuple(glyphs)

    def _code(self, glyph: int, to_mille: float, char: str) -> tuple[str, float]:
        """The character that stands for a glyph in the PDF, and its width in 1/1000 em."""
        if glyph == 0:  # nobody can draw it: a box, from which the character itself is read back
            self.face.charToGlyph[ord(char)] = self.face.charToGlyph[_BOX]
            self.face.charWidths[ord(char)] = self.face.charWidths[_BOX]
            return char, self.face.charWidths[_BOX]
        codes = self.face.glyphToChar.get(glyph)
        if codes:
            return chr(codes[0]), self.face.charWidths[codes[0]]
        code = _PRIVATE + glyph
        if code not in self.face.charToGlyph:
            self.face.charToGlyph[code] = glyph
            self.face.charWidths[code] = self._shaper.get_glyph_h_advance(glyph) * to_mille
        return chr(code), self.face.charWidths[code]

    def splitString(self, text: str, doc: Any, encoding: str = "utf-8") -> list[tuple[int, bytes]]:  # noqa: N802
        """As reportlab does it, character by character; at once where all of them have their codes already."""
        try:
            return [(0, bytes(map(self.state[doc].assignments.__getitem__, map(ord, text))))] if text else []
        except (KeyError, ValueError):  # new ones, or codes beyond the first 256
            split: list[tuple[int, bytes]] = super().splitString(text, doc, encoding)
            return split

    def addObjects(self, doc: Any) -> None:  # noqa: N802 - reportlab's name
        """As reportlab does it, with a ToUnicode table that also reads glyphs without a character."""
        subsets = self.state[doc].subsets
        super().addObjects(doc)
        for number, subset in enumerate(subsets):
            name = (SUBSETN(number) + b"+" + self.face.name + self.face.subfontNameX).decode("ascii")
            table = doc.idToObject[f"toUnicodeCMap:{name}"]
            table.content = _to_unicode([self._read(code) for code in subset])

    def _read(self, code: int) -> str:
        """The text that a code stands for when the paper is searched or copied."""
        if code < _PRIVATE:
            return chr(code) if code else _UNREADABLE
        stem = self._shaper.glyph_to_string(code - _PRIVATE).split(".")[0]
        if stem in _DOTS:
            return _DOTS[stem]
        letters = [_NAMED.match(part) for part in stem.split("_")]
        return "".join(_named(match) for match in letters if match) or _UNREADABLE


def _named(match: re.Match[str]) -> str:
    several, one = match.groups()
    if one:
        return chr(int(one, 16))
    return "".join(chr(int(several[at : at + 4], 16)) for at in range(0, len(several), 4))


def _to_unicode(texts: Sequence[str]) -> str:
    """A ToUnicode table for one-byte codes 0, 1, … (ISO 32000-1, 9.10.3; at most 100 entries a section)."""
    rows = [f"<{code:02X}> <{text.encode('utf-16-be').hex().upper()}>" for code, text in enumerate(texts)]
    parts = [
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def",
        "1 begincodespacerange\n<00> <FF>\nendcodespacerange",
    ]
    for at in range(0, len(rows), 100):
        section = rows[at : at + 100]
        parts += [f"{len(section)} beginbfchar", *section, "endbfchar"]
    return "\n".join([*parts, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"])


@cache
def face(family: str, bold: bool = False) -> Face:
    """The face of a family, opened on first use. Raises `Refused` when its file is missing or broken."""
    weight = "Bold" if bold else "Regular"
    try:
        opened = Face(family, weight)
    except (OSError, TTFError) as error:
        # late: with it come the declarations of all that is kept, which a paper that is drawn does not need
        from bezirkskoordination.records.refusal import Refused

        raise Refused(_MISSING, f"{family}-{weight}.ttf") from error
    pdfmetrics.registerFont(opened)
    return opened


def chain(bold: bool) -> Iterator[Face]:
    """The faces in the order they are asked; the rare ones are opened only when somebody gets that far."""
    return (face(family, bold) for family in FAMILIES)
