"""Turns plain text into stretches ready to be drawn: one font, one direction, letters joined, marks in place.

The paper is German and runs left to right; inside it a name in Arabic script runs right to left (`chunks`). A
translation that itself runs right to left is laid out line by line (`chunks_backward`).
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, groupby
from typing import NamedTuple

from bezirkskoordination.reports import bidi, fonts
from bezirkskoordination.reports.fonts import Face, Glyph

_BREAKS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")

#: Characters that show nothing and mean nothing here (Unicode's Default_Ignorable_Code_Point without the
#: joiners U+200C and U+200D), and the marks that only steer direction.
_SILENT = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u2060-\u2065\u206a-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
#: Control characters, halves of surrogate pairs, what is no character or means something on one machine only: a
#: reader shall see that something stood there.
_NOWHERE = "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0xF0000, 0x10000))
_BROKEN = re.compile(
    f"[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef{_NOWHERE}\U000f0000-\U0010ffff]"
)

#: From here on there are marks to be composed; before it, what can be printed is as it is drawn.
_MARKS = "\u0300"

#: Embeddings and isolates: they end a stretch and print nothing; overriding the direction is not obeyed.
_FENCES = re.compile("[\u202a-\u202e\u2066-\u2069]")

_RTL = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
_BETWEEN = "[-: \u00a0\u200c\u200d'’.()\\[\\]«»\"„“”!–—]*"
#: Words from right to left with what belongs between them: blanks, brackets, a colon, a number. A comma
#: between two names and a telephone number behind one are German again, and so is a colon at the end.
_STRETCH = re.compile(f"{_RTL}+(?:{_BETWEEN}(?:[0-9][0-9.,:/]* {_BETWEEN})?{_RTL}+)*")
_NUMBER = re.compile("[0-9٠-٩۰-۹]+(?:[-.,:/٫٬][0-9٠-٩۰-۹]+)*")
_CLOSES = {")": "(", "]": "[", "»": "«"}


class Chunk(NamedTuple):
    """Text in one face, as drawn from left to right. Without `glyphs` every character draws itself.

    `width` is in 1/1000 em; `text` is what it says, in reading order. Chunks that together make up words from right
    to left have the same `stretch`, all of those words in reading order.
    """

    face: Face
    text: str
    glyphs: tuple[Glyph, ...]
    width: float
    right_to_left: bool = False
    stretch: str | None = None

    def clusters(self) -> Iterator[tuple[str, list[Glyph]]]:
        """From left to right: characters that belong together, and the glyphs that show them."""
        starts = [*sorted({glyph.cluster for glyph in self.glyphs}), len(self.text)]
        for start, glyphs in groupby(self.glyphs, key=lambda glyph: glyph.cluster):
            yield self.text[start : starts[starts.index(start) + 1]], list(glyphs)


def is_mirrored(char: str) -> bool:
    """Whether a character from right to left is drawn as its mirror image, which readers turn back: a bracket."""
    return len(char) == 1 and bool(unicodedata.mirrored(char))


def clean(text: str) -> str:
    """The text as it is drawn: composed (NFC), one kind of line end, nothing that cannot be seen."""
    if text.isprintable() and (text.isascii() or max(text) < _MARKS):
        return text
    text = _SILENT.sub("", _BREAKS.sub("\n", text).replace("\t", " "))
    return unicodedata.normalize("NFC", _BROKEN.sub("\ufffd", text))


def chunks(text: str, bold: bool) -> tuple[Chunk, ...]:
    """The stretches of a clean text without line ends, from left to right as they stand on the paper."""
    try:
        return (_plain(fonts.face(fonts.FAMILIES[0], bold), text),)
    except KeyError:  # something in it needs more than its own glyph
        return _mixed(text, bold)


def measure(text: str, bold: bool) -> float:
    """The width of a clean text on one line in 1/1000 em, as its chunks have it."""
    try:
        return sum(map(fonts.face(fonts.FAMILIES[0], bold).plain.__getitem__, text))
    except KeyError:
        return sum(chunk.width for chunk in _mixed(text, bold))


def measured(text: str, bold: bool) -> Iterator[float]:
    """The width of each character in 1/1000 em; KeyError where one needs more than its own glyph."""
    return map(fonts.face(fonts.FAMILIES[0], bold).plain.__getitem__, text)


def chunks_backward(texts: Sequence[tuple[str, bool]]) -> Iterator[tuple[int, Chunk]]:
    """The stretches of a line that runs right to left, from left to right as they stand on the paper.

    `texts` are the clean texts of the line in reading order, with whether each is bold; each stretch comes with the
    number of the text that it belongs to.
    """
    texts = [(_FENCES.sub("", words), bold) for words, bold in texts]
    starts = [0, *accumulate(len(words) for words, _bold in texts)]
    line = "".join(words for words, _bold in texts)
    for start, end, backward in bidi.runs(line, right_to_left=True):
        parts = [
            (at, max(start, starts[at]), min(end, starts[at + 1]))
            for at in range(len(texts))
            if starts[at] < end and start < starts[at + 1]
        ]
        for at, first, last in reversed(parts) if backward else parts:
            yield from ((at, chunk) for chunk in _one_direction(line[first:last], texts[at][1], backward))


def directions(text: str) -> Iterator[tuple[str, bool]]:
    """The stretches of a clean text in reading order, each with whether it runs from right to left."""
    for part in _FENCES.split(text):
        at = 0
        while stretch := _STRETCH.search(part, at):
            end = _with_bracket(part, stretch)
            if stretch.start() > at:
                yield part[at : stretch.start()], False
            yield part[stretch.start() : end], True
            at = end
        if at < len(part):
            yield part[at:], False


@lru_cache(maxsize=4096)
def _mixed(text: str, bold: bool) -> tuple[Chunk, ...]:
    found: list[Chunk] = []
    for words, right_to_left in directions(text):
        found += _right_to_left(words, bold) if right_to_left else _one_direction(words, bold, right_to_left=False)
    return tuple(found)


def _with_bracket(text: str, stretch: re.Match[str]) -> int:
    """The end of the stretch; a bracket that opened inside it closes inside it."""
    end = stretch.end()
    opened = _CLOSES.get(text[end : end + 1])
    return end + 1 if opened and opened in stretch.group() else end


def _right_to_left(text: str, bold: bool) -> list[Chunk]:
    """Words from right to left, the numbers among them from left to right."""
    parts: list[tuple[str, bool]] = []
    at = 0
    for number in _NUMBER.finditer(text):
        parts += [(text[at : number.start()], True), (number.group(), False)]
        at = number.end()
    parts.append((text[at:], True))
    return [
        chunk._replace(stretch=text)
        for part, backward in reversed(parts)
        for chunk in _one_direction(part, bold, backward)
    ]


def _one_direction(text: str, bold: bool, right_to_left: bool) -> list[Chunk]:
    runs = list(_by_face(text, bold))
    if right_to_left:
        return [_shaped(face, run, right_to_left) for face, run in reversed(runs)]
    return [
        _plain(face, part) if plain else _shaped(face, part, right_to_left)
        for face, run in runs
        for plain, part in _by_need(face, run)
    ]


def _plain(face: Face, text: str) -> Chunk:
    return Chunk(face, text, (), sum(map(face.plain.__getitem__, text)))


def _shaped(face: Face, text: str, right_to_left: bool) -> Chunk:
    glyphs = face.shape(text, right_to_left)
    return Chunk(face, text, glyphs, sum(glyph.advance for glyph in glyphs), right_to_left)


def _by_need(face: Face, text: str) -> Iterator[tuple[bool, str]]:
    """The text cut into stretches that draw themselves and letters with their marks, which are shaped."""
    alone = [
        char in face.plain and (at + 1 == len(text) or unicodedata.category(text[at + 1])[0] != "M")
        for at, char in enumerate(text)
    ]
    for plain, letters in groupby(zip(alone, text, strict=True), key=lambda pair: pair[0]):
        yield plain, "".join(char for _, char in letters)


def _by_face(text: str, bold: bool) -> Iterator[tuple[Face, str]]:
    """The text cut where the font changes; blanks, marks and joiners stay with what stands before them."""
    current: Face | None = None
    start = 0
    for at, char in enumerate(text):
        clings = char in " \u00a0\u200c\u200d" or unicodedata.category(char)[0] == "M"
        if clings and current is not None and char in current.has:
            continue
        face = next((face for face in fonts.chain(bold) if char in face.has), None)
        face = face or fonts.face(fonts.FAMILIES[0], bold)
        if current is not None and face is not current:
            yield current, text[start:at]
            start = at
        current = face
    if current is not None:
        yield current, text[start:]
