"""Finds who is named in a free text: known people, forms of address, telephone numbers, mail addresses. Offline.

It marks places in the text; what becomes of them (a warning, the vault) is for others. It is given how to fold words.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum
from itertools import zip_longest

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_FORM = r"(?:Frau|Hr\.|Fr\.|Herrn?|Familie|Fam\.|Eheleute|Geschwister)"
_PART = r"[^\W\d_]+(?:[-’'][^\W\d_]+)*"
_ADDRESSED = re.compile(rf"\b{_FORM}\s+(?:Dr\.\s+)?(?P<name>{_PART}(?:\s(?!{_FORM}\b)(?=[A-ZÄÖÜ]){_PART})?)")
_PHONE = re.compile(r"(?<![\w.,-])(?:\+|00)?\d[\d\s/()-]{4,}\d(?![\w.,]\d|\w)")
_EMAIL = re.compile(r"[^\s@,;<>\"()]+@[^\s@,;<>\"()]+\.[A-Za-z]{2,}")
#: A number of fewer digits is no telephone number.
_LEAST_DIGITS = 6
#: A name of fewer letters is no hint to anybody.
_LEAST_LETTERS = 3
_DATE = re.compile(r"\d{1,2}\.\s?\d{1,2}\.(?:\d{2,4})?|\d{4}-\d{2}-\d{2}")


class Kind(Enum):
    """What was found."""

    NAME = "name"
    PHONE = "phone"
    EMAIL = "email"


@dataclass(frozen=True, slots=True)
class Hit:
    """A place in a text. `doubtful`: the word may well mean something else, so it is asked about, not refused."""

    start: int
    end: int
    text: str
    kind: Kind
    doubtful: bool = False
    person: int | None = None


class Names:
    """The names of known people, by their folded words; words of value lists are doubtful as names."""

    def __init__(
        self, fold: Callable[[str], str], people: Iterable[tuple[int, str, str]], words: Iterable[str] = ()
    ) -> None:
        """`people` are (id, first name, last name), `words` labels in which a name may be an ordinary word."""
        self._fold = fold
        self._first: dict[str, set[int]] = {}
        self._last: dict[str, set[int]] = {}
        for one, first, last in people:
            for said, into in ((first, self._first), (last, self._last)):
                for word in _WORD.findall(said):
                    if len(word) >= _LEAST_LETTERS:
                        into.setdefault(fold(word), set()).add(one)
        self._ordinary = {fold(word) for label in words for word in _WORD.findall(label)}

    def find(self, text: str, also: Iterable[str] = ()) -> list[Hit]:
        """Every place that names somebody, from the left; places do not overlap. `also` are names that this text told
        by itself, as a mail does its sender: their words are no longer ordinary ones."""
        found = [*self._reachable(text), *self._addressed(text), *self._told(text, also), *self._known(text)]
        taken: list[Hit] = []
        for hit in sorted(found, key=lambda one: (one.start, one.doubtful, -one.end)):
            if not taken or hit.start >= taken[-1].end:
                taken.append(hit)
        return taken

    def _reachable(self, text: str) -> Iterable[Hit]:
        for match in _EMAIL.finditer(text):
            yield Hit(match.start(), match.end(), match[0], Kind.EMAIL)
        for match in _PHONE.finditer(text):
            digits = sum(map(str.isdigit, match[0]))
            if digits >= _LEAST_DIGITS and not _DATE.fullmatch(match[0].strip()):
                yield Hit(match.start(), match.end(), match[0], Kind.PHONE)

    def _addressed(self, text: str) -> Iterable[Hit]:
        for match in _ADDRESSED.finditer(text):
            name, *more = match["name"].rsplit(maxsplit=1)
            if more and self._fold(more[0]) not in self._ordinary:  # „Frau Kaya Sohn …“ names one word only
                name = match["name"]
            start = match.start("name")
            yield Hit(start, start + len(name), name, Kind.NAME, False, self._who(name))

    def _told(self, text: str, names: Iterable[str]) -> Iterable[Hit]:
        whose = {self._fold(word): name for name in names for word in _WORD.findall(name) if len(word) > 1}
        for match in _WORD.finditer(text) if whose else ():
            name = whose.get(self._fold(match[0]))
            if name is not None and not match[0][0].islower():
                yield Hit(match.start(), match.end(), match[0], Kind.NAME, False, self._who(name))

    def _known(self, text: str) -> Iterable[Hit]:
        matches = list(_WORD.finditer(text))
        for match, after in zip_longest(matches, matches[1:]):
            word = self._fold(match[0])
            by_first, by_last = self._first.get(word, set()), self._last.get(word, set())
            if match[0][0].islower() or not (by_first or by_last):
                continue  # a script without capitals („محمد“) has names all the same
            if after is not None and not text[match.end() : after.start()].strip(" "):
                both = by_first & self._last.get(self._fold(after[0]), set())
                if both:  # „Rima Al-Sayed“: neither word means anything else
                    name = text[match.start() : after.end()]
                    yield Hit(match.start(), after.end(), name, Kind.NAME, False, self._who(name))
            who = next(iter(by_last)) if len(by_last) == 1 else None
            yield Hit(match.start(), match.end(), match[0], Kind.NAME, not by_last or word in self._ordinary, who)

    def bearers(self, name: str) -> set[int]:
        """Everybody to whom all the words of a name belong, as first or as last names."""
        words = [self._fold(word) for word in _WORD.findall(name)]
        each = [self._last.get(one, set()) | self._first.get(one, set()) for one in words]
        return set.intersection(*each) if each else set()

    def _who(self, name: str) -> int | None:
        """The one person of this name; None if there is none, or more than one."""
        found = self.bearers(name)
        return next(iter(found)) if len(found) == 1 else None


def without(text: str, hits: Iterable[Hit], instead: str = "…") -> str:
    """The text with something else in the place of every hit; spaces and commas left over are tidied."""
    said = text
    for hit in sorted(hits, key=lambda one: -one.start):
        said = f"{said[: hit.start]}{instead if hit.kind is Kind.NAME else ''}{said[hit.end :]}"
    said = re.sub(rf"{re.escape(instead)}(?:[ \t-]*{re.escape(instead)})+", instead, said)
    said = re.sub(r"[ \t]{2,}", " ", said)
    said = re.sub(r"\s+([,;.])", r"\1", said)
    said = re.sub(r"([,;])(?:\s*[,;])+", r"\1", said)
    return re.sub(r"\(\s*\)", "", said).strip(" ,;\t\n")
