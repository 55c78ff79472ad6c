"""Reads the sentences of a report for figures that are not what was counted (issue 6: the sentence check).

It understands numbers as they are written in German, number words up to twelve, amounts and percentages. It says which
sentence and what was counted, never changes a text, and would rather miss a figure than call a right one wrong.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from functools import cache

from bezirkskoordination.i18n import N_, Text
from bezirkskoordination.rules import figures
from bezirkskoordination.rules.figures import Figure
from bezirkskoordination.rules.report_texts import in_unit

# --- sentences and numbers ---------------------------------------------------------------------

_MONTHS = "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
#: A full stop ends a sentence, but not behind an ordinal („am 2. Mai“, „zum 3. Mal“) and not in „z. B.“.
_END = re.compile(rf"(?<=[.!?])(?<!\b[A-Za-z]\.)(?<!\bca\.)(?<!\bNr\.)\s+(?!(?:{_MONTHS})\b)(?=[A-ZÄÖÜ„0-9<{{])|\n\s*")
_ORDINAL = re.compile(r"\b(?:am|zum|beim|der|die|das|dem|des|im|vom|seit) \d{1,2}\.$", re.IGNORECASE)

_WORDS = {
    word: value
    for value, words in enumerate((
        ("null", "kein", "keine", "keinen", "keiner", "keinem", "niemand"), (), ("zwei",), ("drei",), ("vier",),
        ("fünf",), ("sechs",), ("sieben",), ("acht",), ("neun",), ("zehn",), ("elf",), ("zwölf",),
    ))
    for word in words
}  # fmt: skip
_NUMBER = re.compile(
    r"(?<![\w.,:/-])(?P<whole>\d{1,3}(?:\.\d{3})+|\d+)(?:,(?P<part>\d+))?(?![\d:/]|[.,]\d|-\w)"
    r"(?:[ \u00a0]?(?P<unit>€|Euro\b|%|Prozent\b))?"
    rf"|(?<!\w)(?P<word>{'|'.join(sorted(_WORDS, key=len, reverse=True))})(?!\w)(?:[ \u00a0](?P<of>Prozent|Euro)\b)?",
    re.IGNORECASE,
)
#: What stands before a number that counts nothing, and behind one.
_NO_COUNT_BEFORE = re.compile(
    r"(?:§§?|Art\.|Nr\.|Nummer|Vorlage|Stadtbezirk|Bezirk|Abschnitt|Anlage|Abb\.|Tabelle|Seite|TOP|Haushaltsjahr|Jahre?s?"
    r"|seit|um)\s*$"
)
_NO_COUNT_AFTER = re.compile(rf"\.?\s*(?:Uhr\b|(?:{_MONTHS})\b)|\.\d|\.\s*(?:Mal|Treffen|Sitzung)\b")
_ABOUT = re.compile(r"\b(?:rund|etwa|circa|ca\.|knapp|fast|gut|über|mehr als|ungefähr)\s*$", re.IGNORECASE)
_YEAR = range(1900, 2100)


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text: where it stands, its value, how many decimals were written, and its unit („“, „€“, „%“)."""

    start: int
    end: int
    written: str
    value: Fraction
    decimals: int = 0
    unit: str = ""
    about: bool = False

    def says(self, value: Fraction) -> bool:
        """Whether it is this value, as exactly as it was written; „rund 40“ is right for 36 to 44."""
        if self.about:
            return abs(self.value - value) * 10 <= abs(value)
        scale = 10**self.decimals
        return bool((value * scale * 2 + 1) // 2 == self.value * scale)


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """The sentences of a text with the place where each begins."""
    start = 0
    for end in _END.finditer(text):
        said = text[start : end.start()]
        if _ORDINAL.search(said):
            continue
        if said.strip():
            yield start, said
        start = end.end()
    if text[start:].strip():
        yield start, text[start:]


def numbers(sentence: str) -> Iterator[Number]:
    """The numbers of a sentence that may count something: no dates, years, times, paragraphs and ordinals."""
    for match in _NUMBER.finditer(sentence):
        before, after = sentence[: match.start()], sentence[match.end() :]
        unit = {"euro": "€", "prozent": "%"}.get(
            (match["unit"] or match["of"] or "").lower(), match["unit"] or match["of"] or ""
        )
        plain = not unit and match["part"] is None
        if plain and (_NO_COUNT_BEFORE.search(before) or _NO_COUNT_AFTER.match(after)):
            continue
        about = bool(_ABOUT.search(before))
        if match["word"]:
            value = Fraction(_WORDS[match["word"].lower()])
            yield Number(match.start(), match.end(), match[0], value, 0, unit, about)
            continue
        whole, part = match["whole"].replace(".", ""), match["part"] or ""
        if plain and "." not in match["whole"] and int(whole) in _YEAR:
            continue
        value = Fraction(int(whole + part), 10 ** len(part))
        yield Number(match.start(), match.end(), match[0], value, len(part), unit, about)


#: Figures that the paper fills in, and spots that are still open.
_PLACE = re.compile(r"\{\{[^{}\n]*\}\}|<noch offen[^<>\n]*>", re.IGNORECASE)


# --- what a number is about ---------------------------------------------------------------------

_LETTERS = re.compile(r"[A-Za-zÄÖÜäöüß-]+")
_SMALL = frozenset({
    "im", "in", "der", "die", "das", "des", "dem", "den", "an", "am", "auf", "je", "mit", "von", "vom", "zu", "zur",
    "zum", "und", "oder", "bei",
})  # fmt: skip
#: Between a number and its noun these say nothing that makes fewer of them.
_NEUTRAL = frozenset({"aktiv", "insgesamt", "engagiert", "erfasst", "gemeldet", "unser", "nun", "jetzt"})
_ENDINGS = ("innen", "en", "er", "es", "em", "e", "n", "s")
#: What figures are called in sentences besides their own names.
_ALSO: dict[str, tuple[str, ...]] = {
    "K12": ("neue Ehrenamtliche",),
    "K13": ("ausgeschiedene Ehrenamtliche",),
    "K16": ("Beratungen",),
    "K27A": ("Ansatz",),
}
_NEAR_BEFORE, _NEAR_AFTER = 6, 4  # words


@cache
def _stem(word: str) -> str:
    said = word.casefold()
    for ending in _ENDINGS:
        if said.endswith(ending) and len(said) - len(ending) >= 3:
            return said[: -len(ending)]
    return said


@dataclass(frozen=True, slots=True)
class _Name:
    """What a figure is called: its noun, and all words that must stand in the sentence."""

    noun: str
    stems: frozenset[str]

    @classmethod
    def of(cls, label: str) -> "_Name":
        words = _LETTERS.findall(label.split("(")[0])
        first: list[str] = []
        for word in words:
            if word in _SMALL and first:
                break
            first.append(word)
        stems = frozenset(_stem(word) for word in words if word not in _SMALL and word != "davon")
        nouns = [word for word in first if word[:1].isupper()] or first or [label]
        return cls(_stem(nouns[-1]), stems)


@cache
def _names(code: str, label: str) -> tuple[_Name, ...]:
    return tuple(_Name.of(one) for one in (label, *_ALSO.get(code, ())))


def _kind(figure: Figure) -> str:
    return "€" if figure.unit == figures.CENTS else ""


def _value(unit: str, value: int) -> Fraction:
    """A value as people write it: euros, hours, lessons."""
    return Fraction(
        value, {figures.CENTS: 100, figures.MINUTES: 60, figures.LESSONS: 100, figures.TENTHS: 10}.get(unit, 1)
    )


@dataclass(frozen=True, slots=True)
class _Around:
    """The words around a number, the nearest ones only, and whether a noun follows it at once."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    counts_another: bool

    @classmethod
    def of(cls, number: Number, sentence: str) -> "_Around":
        behind = sentence[number.end :]
        before = tuple(map(_stem, _LETTERS.findall(sentence[: number.start])[-_NEAR_BEFORE:]))
        followed = re.match(r"[\s\u00a0]+([A-Za-zÄÖÜäöüß-]+)", behind)
        another = followed is not None and followed[1][:1].isupper() and not number.unit
        return cls(before, tuple(map(_stem, _LETTERS.findall(behind)[:_NEAR_AFTER])), another)

    def means(self, name: _Name) -> bool:
        """Whether the number stands with the noun of a figure, with no word between that means only some of them."""
        if name.noun in self.after:
            between = self.after[: self.after.index(name.noun)]
            return all(word in name.stems or word in _NEUTRAL for word in between)
        return not self.counts_another and name.noun in self.before


# --- the check ----------------------------------------------------------------------------------


class Kind(Enum):
    """What is the matter with a number."""

    WRONG = "wrong"
    OLD = "old"
    HIDDEN = "hidden"


_SAYS: dict[Kind, Text] = {
    Kind.WRONG: N_("Sentences", "Hier steht „{}“, gezählt ist: {} {}."),
    Kind.OLD: N_("Sentences", "„{}“ war der Wert im Zeitraum davor; jetzt gilt: {} {}."),
    Kind.HIDDEN: N_(
        "Sentences",
        "„{}“ verrät, was die öffentliche Fassung verbirgt ({}). Bitte das Feld einsetzen oder umschreiben.",
    ),
}  # fmt: skip
_OF_BEFORE = re.compile(
    r"\b(?:zuvor|vorher|vorigen?|letzt\w+|vergangen\w+|Vor(?:jahr|zeitraum|periode)\w*|davor|damals|nach|statt|gegenüber|von)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Finding:
    """A number that should be looked at: the kind, where it stands in the text, its sentence, and the figure."""

    kind: Kind
    start: int
    end: int
    sentence: str
    written: str
    figure: Figure
    computed: str

    @property
    def text(self) -> str:
        """What is the matter, in words."""
        return _SAYS[self.kind](self.written, self.figure.label, self.computed)


def check(
    text: str,
    now: Mapping[str, Figure],
    before: Mapping[str, Figure],
    hidden: Mapping[str, bool] | None = None,
) -> list[Finding]:
    """Numbers beside the name of a figure that are neither its value nor one of its parts, its change or its share.

    `hidden` tells by code which figures the public paper does not show: their true value in a sentence is told, too.
    """
    found: list[Finding] = []
    for start, said in sentences(text):
        sentence = _PLACE.sub(lambda match: " " * len(match[0]), said)  # what stands there is right by itself
        stems = {_stem(word) for word in _LETTERS.findall(sentence)}
        there = list(numbers(sentence))
        for number in there:
            meant = _meant(number, sentence, stems, now)
            if meant is None:
                continue
            kind = _judge(number, sentence, there, meant, before.get(meant.code), hidden or {})
            if kind is not None:
                found.append(
                    Finding(
                        kind, start + number.start, start + number.end, said.strip(), number.written, meant,
                        in_unit(meant.unit, meant.value or 0),
                    )
                )  # fmt: skip
    return found


def _meant(number: Number, sentence: str, stems: set[str], now: Mapping[str, Figure]) -> Figure | None:
    """The figure that a number is about: the one whose name says most of what the sentence says."""
    best: tuple[int, Figure] | None = None
    around = _Around.of(number, sentence)
    near = stems if number.unit == "€" else {*around.before, *around.after}  # few figures are amounts
    for figure in now.values():
        if figure.value is None or (number.unit != "%" and number.unit != _kind(figure)):
            continue
        for name in _names(figure.code, str(figure.label)):
            if name.stems <= near and around.means(name) and (not best or len(name.stems) > best[0]):
                best = (len(name.stems), figure)
    return best[1] if best else None


def _judge(
    number: Number, sentence: str, there: list[Number], figure: Figure, was: Figure | None, hidden: Mapping[str, bool]
) -> Kind | None:
    assert figure.value is not None
    value = _value(figure.unit, figure.value)
    old = _value(was.unit, was.value) if was is not None and was.value is not None else None
    if number.unit == "%":
        return None if any(number.says(one) for one in _shares(figure, value, old)) else Kind.WRONG
    if number.says(value):
        return Kind.HIDDEN if hidden.get(figure.code) and not number.about else None
    explained = [_value(figure.unit, part.value) for part in figure.breakdown]
    if old is not None:
        explained.append(abs(value - old))
    if any(number.says(one) for one in explained):
        return None
    if old is not None and number.says(old):
        both = any(other.says(value) for other in there if other is not number)
        return None if both or _OF_BEFORE.search(sentence) else Kind.OLD
    return Kind.WRONG


def _shares(figure: Figure, value: Fraction, old: Fraction | None) -> Iterator[Fraction]:
    """The percentages that can be told of a figure: of its parts, and of its change."""
    if value:
        for part in figure.breakdown:
            yield 100 * _value(figure.unit, part.value) / value
    if old:
        yield abs(100 * (value - old) / old)
        yield 100 * value / old


# --- figures that deviate oddly -------------------------------------------------------------------

#: So much must a figure differ at least, in its own unit; less is chance. An own choice, not a legal threshold.
_LEAST = {figures.CENTS: 100_00, figures.MINUTES: 10 * 60, figures.LESSONS: 10_00, figures.TENTHS: 30}
_LEAST_COUNT = 5


def is_odd(now: Figure, before: Figure | None) -> bool:
    """Whether a figure has doubled or halved (or more) since last time, by more than chance would have it."""
    if before is None or now.value is None or before.value is None:
        return False
    change = abs(now.value - before.value)
    return change >= _LEAST.get(now.unit, _LEAST_COUNT) and (
        now.value >= 2 * before.value or 2 * now.value <= before.value
    )
