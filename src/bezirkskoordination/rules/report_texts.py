"""The coordinator's own words in a report: places that figures fill, spots still open, what changed between two texts.

Pure functions over text. They know no record and no paper, and never change words by themselves.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.kinds import NBSP, grouped, show_cents, show_hundredths, show_tenths
from bezirkskoordination.rules import figures

# --- places that figures fill ---------------------------------------------------------------

#: A place as it is stored: „{{K01}}“, or „{{K01:vorher}}“ for the period before.
_PLACE = re.compile(r"\{\{\s*([^{}\n]*?)\s*\}\}")
BEFORE = ":vorher"


@dataclass(frozen=True, slots=True)
class Place:
    """A place that can be put into a text: its stored code, what it is called, and what the paper prints there."""

    code: str
    label: str
    value: str


Places = Mapping[str, Place]
"""Places by their code."""


def place(name: str) -> str:
    """A place as it stands in a text."""
    return "{{" + name + "}}"


def filled(text: str, places: Places) -> str:
    """The text as the paper prints it. A place that nobody knows stays as it is: it is an open spot."""
    return _PLACE.sub(lambda match: places[match[1]].value if match[1] in places else match[0], text)


def in_words(text: str, places: Places) -> str:
    """A stored text as it is shown for writing: „{{K01}}“ → „{{Neue Bedarfe}}“."""
    return _PLACE.sub(lambda match: place(places[match[1]].label) if match[1] in places else match[0], text)


def in_codes(text: str, places: Places) -> str:
    """A shown text as it is stored; the other way round from `in_words`."""
    codes = {_plain(one.label): one.code for one in places.values()}
    return _PLACE.sub(lambda match: place(codes.get(_plain(match[1]), match[1])), text)


def _plain(words: str) -> str:
    return " ".join(words.split()).casefold()


#: What stands in a sentence for a value that the public paper hides, and for one that was not counted.
_UNDER, _HIDDEN, _UNCOUNTED = N_("ReportTexts", "weniger als {}"), N_("ReportTexts", "nicht ausgewiesen"), "n. e."
_HOURS = N_("ReportTexts", "{} Stunden")


def in_unit(unit: str, value: int) -> str:
    """A value as it stands in a sentence, in its unit: „1.234,56 €“, „26:35 Stunden“, „11,5“, „1.286“."""
    sign, size = "\u2212" if value < 0 else "", abs(value)
    if unit == figures.CENTS:
        return show_cents(value)
    if unit == figures.MINUTES:
        hours, rest = divmod(size, 60)
        return sign + _HOURS(f"{grouped(hours)}:{rest:02d}" if rest else grouped(hours)).replace(" ", NBSP)
    if unit == figures.TENTHS:
        return show_tenths(value)
    return sign + (show_hundredths(size) if unit == figures.LESSONS else grouped(size))


def in_sentence(unit: str, value: int | str | None) -> str:
    """A published value as it stands in a sentence: „41“, „weniger als 3“, „nicht ausgewiesen“, „n. e.“."""
    if isinstance(value, int):
        return in_unit(unit, value)
    if value is None:
        return _UNCOUNTED.replace(" ", NBSP)
    return _UNDER(value[1:].strip()) if value.startswith("<") else str(_HIDDEN)


# --- spots that are still open ---------------------------------------------------------------

_OPEN = re.compile(r"<\s*noch\s+offen\s*(?::\s*([^<>\n]*?)\s*)?>", re.IGNORECASE)
#: What the key that marks a spot puts into the text.
OPEN_SPOT = "<noch offen: >"
_SOMETHING = N_("ReportTexts", "hier fehlt noch etwas")
_UNKNOWN = N_("ReportTexts", "„{}“ ist keine Zahl dieses Berichts")


@dataclass(frozen=True, slots=True)
class Spot:
    """A spot in a text that is not done: where it begins and ends, and what is missing."""

    start: int
    end: int
    what: str


def open_spots(text: str, known: Iterable[str] | None = None) -> list[Spot]:
    """The open spots of a text in their order: „<noch offen: …>“ and places whose name (code or label) is not known.

    Without `known` every place counts as known.
    """
    found = [Spot(match.start(), match.end(), match[1] or str(_SOMETHING)) for match in _OPEN.finditer(text)]
    if known is not None:
        names = {_plain(one) for one in known}
        found += [
            Spot(match.start(), match.end(), _UNKNOWN(match[1]))
            for match in _PLACE.finditer(text)
            if _plain(match[1]) not in names
        ]
    return sorted(found, key=lambda spot: spot.start)


def places_in(text: str) -> list[Spot]:
    """Every place in a text; `what` is the name that stands in it."""
    return [Spot(match.start(), match.end(), match[1]) for match in _PLACE.finditer(text)]


def following(spots: Sequence[Spot], position: int) -> Spot | None:
    """The first spot that begins at or behind a position."""
    return next((spot for spot in spots if spot.start >= position), None)


# --- what somebody else has changed ----------------------------------------------------------

KEPT, REMOVED, ADDED = "kept", "removed", "added"
#: A word with what follows it up to the next; several blanks are one, so that a re-wrapped mail is no change.
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that stand in both texts, only in the old, or only in the new one."""

    kind: str
    words: str


def difference(old: str, new: str) -> list[Piece]:
    """Word by word: „kept“ and „removed“ words are the old text, „kept“ and „added“ ones the new.

    Paragraphs count, the width of blanks and where a line is wrapped do not.
    """
    before, after = _words(old), _words(new)
    pieces: list[Piece] = []
    for verb, start, end, new_start, new_end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if verb == "equal":
            pieces.append(Piece(KEPT, _joined(before[start:end])))
            continue
        if start < end:
            pieces.append(Piece(REMOVED, _joined(before[start:end])))
        if new_start < new_end:
            pieces.append(Piece(ADDED, _joined(after[new_start:new_end])))
    return pieces


def is_changed(old: str, new: str) -> bool:
    """Whether two texts differ in more than their blanks."""
    return _words(old) != _words(new)


def accepted(stored: str, places: Places, new: str) -> str:
    """The new text, with every place of the stored one kept whose printed words came back unchanged.

    Nothing else differs: printed, it is the new text letter by letter.
    """
    printed, spans = _printed(stored, places)
    before, after = list(_WORD.finditer(printed)), list(_WORD.finditer(new))
    matcher = SequenceMatcher(None, [one[0] for one in before], [one[0] for one in after], autojunk=False)
    came_back = {
        old + at: fresh + at for old, fresh, size in matcher.get_matching_blocks() for at in range(size)
    }  # by the number of the word
    put: list[tuple[int, int, str]] = []
    for start, end, code in spans:
        touched = [at for at, one in enumerate(before) if one.start() < end and one.end() > start]
        fresh = [came_back[at] for at in touched if at in came_back]
        if not touched or len(fresh) < len(touched) or fresh[-1] - fresh[0] != len(fresh) - 1:
            continue
        begin = after[fresh[0]].start() + start - before[touched[0]].start()
        stop = after[fresh[-1]].end() - (before[touched[-1]].end() - end)
        if new[begin:stop] == printed[start:end]:
            put.append((begin, stop, place(code)))
    for begin, stop, words in reversed(put):
        new = new[:begin] + words + new[stop:]
    return new


def _printed(stored: str, places: Places) -> tuple[str, list[tuple[int, int, str]]]:
    """The text as printed, and where in it the places stand: begin, end, code."""
    told, spans, done = "", [], 0
    for match in _PLACE.finditer(stored):
        if match[1] in places:
            told += stored[done : match.start()]
            value = places[match[1]].value
            spans.append((len(told), len(told) + len(value), match[1]))
            told, done = told + value, match.end()
    return told + stored[done:], spans


_PARAGRAPH, _LIST_ITEM = "\n\n", "\n"


def _words(text: str) -> list[str]:
    """Words, and between them a mark for each new paragraph or item of a list."""
    found: list[str] = []
    matches = list(_WORD.finditer(text))
    for at, match in enumerate(matches):
        if at:
            gap = text[matches[at - 1].end() : match.start()]
            if gap.count("\n") > 1:
                found.append(_PARAGRAPH)
            elif "\n" in gap and match[0] in ("-", "–", "•"):
                found.append(_LIST_ITEM)
        found.append(match[0])
    return found


def _joined(words: Sequence[str]) -> str:
    """Words in a row; marks of paragraphs need no blanks around them."""
    marks = (_PARAGRAPH, _LIST_ITEM)
    gaps = ("" if one in marks or other in marks else " " for one, other in pairwise(words))
    return "".join(word + gap for word, gap in zip(words, [*gaps, ""], strict=True))


# --- how far it is ------------------------------------------------------------------------------


def count_open(texts: Iterable[str]) -> int:
    """How many spots of several texts are still open."""
    return sum(len(open_spots(text)) for text in texts)


def tokens(text: str) -> Iterator[str]:
    """The words of a text, as the difference counts them."""
    return iter(_words(text))
