"""Whether a public paper says what must not be public: names, numbers, addresses, notes, what was decided behind doors.

Pure: it is given the paper's texts and what is known in the office. It finds and says what to do; it changes nothing,
and it cannot see a person who is told without being named: that stays with whoever reads the paper.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import Enum
from itertools import pairwise

from bezirkskoordination.i18n import N_, Text
from bezirkskoordination.rules.naming import Hit, Kind, Names


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of the paper: where it stands, in words („Abschnitt „Netzwerk““), and what it says.

    `loose` where capitals mean nothing: the name of a file. `signed` is the place for who signs.
    """

    place: str
    text: str
    loose: bool = False
    signed: bool = False


class Sort(Enum):
    """What was found: how it is called, what to do, and what to ask where it may be in order."""

    NAME = (
        N_("Leak", "Name"),
        N_("Leak", "Wer hilft oder Hilfe sucht, wird öffentlich nicht genannt. Bitte den Namen streichen."),
        N_("Leak", "Ist hier die Person gemeint? Dann bitte streichen, wenn sie der Nennung nicht zugestimmt hat."),
    )
    PHONE = (
        N_("Leak", "Telefonnummer"),
        N_("Leak", "Diese Nummer gehört jemandem aus der Akte. Bitte streichen."),
        N_("Leak", "Gehört diese Nummer einer Person? Dann bitte streichen."),
    )
    EMAIL = (
        N_("Leak", "E-Mail-Adresse"),
        N_("Leak", "Diese Adresse gehört jemandem aus der Akte. Bitte streichen."),
        N_("Leak", "Gehört diese Adresse einer Person? Dann bitte streichen."),
    )
    ADDRESS = (
        N_("Leak", "Anschrift oder Konto"),
        N_("Leak", "Anschriften und Konten von Personen stehen nicht im öffentlichen Bericht. Bitte streichen."),
        N_("Leak", "Ist das die Anschrift einer Person? Dann bitte streichen."),
    )
    CASE = (
        N_("Leak", "Kennung eines Bedarfs"),
        N_("Leak", "Auch eine Kennung weist auf einen einzelnen Menschen hin. Bitte streichen."),
        N_("Leak", "Weist das auf einen einzelnen Menschen hin? Dann bitte streichen."),
    )
    SINGLE = (
        N_("Leak", "möglicher Einzelfall"),
        N_("Leak", "Hier ist ein einzelner Mensch zu erkennen. Bitte anders sagen."),
        N_(
            "Leak",
            "Ist hier ein Mensch zu erkennen? Erlaubt ist nur ein verändertes Beispiel; bitte „Beispiel, verändert“"
            " dazuschreiben.",
        ),
    )
    NOTE = (
        N_("Leak", "interne Notiz"),
        N_("Leak", "Diese Worte stehen in einer internen Notiz. Bitte anders sagen, ohne erkennbaren Einzelfall."),
        N_("Leak", "Dieselben Worte stehen in einer internen Notiz. Ist hier ein Einzelfall erkennbar?"),
    )
    CLOSED = (
        N_("Leak", "Nichtöffentliches"),
        N_("Leak", "So steht es in einer nichtöffentlichen Vorlage oder in einem solchen Beschluss. Bitte streichen."),
        N_("Leak", "So steht es auch in einer nichtöffentlichen Vorlage. Verrät es hier etwas? Dann bitte streichen."),
    )  # fmt: skip

    def __init__(self, label: Text, remedy: Text, question: Text) -> None:
        self.label, self.remedy, self.question = label, remedy, question


@dataclass(frozen=True, slots=True)
class Leak:
    """Something that must not be public, and everywhere that it stands. What `blocks` stops the release; the rest is
    asked about: whoever releases the paper says that it may stay.
    """

    sort: Sort
    text: str
    places: tuple[str, ...]
    blocks: bool

    @property
    def advice(self) -> str:
        """What to do, or what to ask oneself."""
        return str(self.sort.remedy if self.blocks else self.sort.question)


@dataclass(frozen=True, slots=True)
class Secret:
    """A text of the office file that nobody outside may read, and what it is."""

    sort: Sort
    text: str


@dataclass(frozen=True, slots=True)
class Known:
    """What the office knows.

    `names` are all people, those in need among them; `agreed` who may be named (their consent to exactly that holds),
    `signers` how those are written who sign. `public_names` are those of institutions: a person may be called like one.
    Numbers and addresses are split into those of people and those that anybody may have. `secrets` are read one by one.
    """

    fold: Callable[[str], str]
    names: Names
    agreed: frozenset[int] = frozenset()
    signers: frozenset[str] = frozenset()
    public_names: tuple[str, ...] = ()
    phones: frozenset[str] = frozenset()
    public_phones: frozenset[str] = frozenset()
    emails: frozenset[str] = frozenset()
    public_emails: frozenset[str] = frozenset()
    secrets: Iterable[Secret] = field(default=())


def find(passages: Iterable[Passage], known: Known) -> list[Leak]:
    """Everything that must not be public, each once with all its places; what stops the release comes first."""
    read = [replace(one, text=_legible(one.text)) for one in passages]
    found: dict[tuple[Sort, str], list[tuple[str, str, bool]]] = {}
    for place, (sort, text, blocks) in (*_each(read, known), *_verbatim(read, known)):
        found.setdefault((sort, known.fold(text)), []).append((text, place, blocks))
    leaks = [
        Leak(sort, hits[0][0], tuple(dict.fromkeys(place for _, place, _ in hits)), any(hit[2] for hit in hits))
        for (sort, _), hits in found.items()
    ]
    return sorted(leaks, key=lambda one: not one.blocks)


def digits(phone: str) -> str:
    """A telephone number without spaces and with the country's own zero: „+49 30 …“ is „030…“."""
    return re.sub(r"\D", "", re.sub(r"^(\+|00)49\s*(\(0\))?", "0", phone.strip()))


_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200e\u200f\u2060\u2066\u2067\u2068\u2069\u202a\u202b\u202c\ufeff"))


def _legible(text: str) -> str:
    """A text as it is read: nothing invisible parts a word, every letter in one piece."""
    return unicodedata.normalize("NFC", text).translate(_INVISIBLE)


# --- people, numbers, addresses ----------------------------------------------------------------

_Found = tuple[Sort, str, bool]
_CASE = re.compile(r"\b[BW]-\d{4}-\d{4}\b")
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z\d]{4}){3,7}(?: ?[A-Z\d]{1,3})?\b")
#: How stories about one person or family begin (domain facts 3.9, rule 10), and what must stand with them.
_SINGLE = re.compile(
    r"\b(?:[Ee]in(?:e[mnrs]?)?)\s+(?:\w+\s+)?(?:Familie|Frau|Mann|Mutter|Vater|Witwe|Mädchen|Junge|Kind|Jugendlicher?n?"
    r"|Geflüchteter?n?|Schüler(?:in)?|Schwangere|Alleinerziehende)\s+(?:aus|mit|mitsamt|in|im|am|von|ohne|nach)\s+\w+"
)
_CHANGED = "Beispiel, verändert"
#: A number that nobody here has may be one only if it is dialled: the city's papers are called „16-01716“.
_DIALLED = re.compile(r"\s*(?:0|\+)")
_LEAST_DIALLED = 7


def _each(passages: Iterable[Passage], known: Known) -> Iterator[tuple[str, _Found]]:
    for one in passages:
        if not one.text or (one.signed and one.text.strip() in known.signers):
            continue
        text = one.text.replace("_", " ").title() if one.loose else one.text
        institutions = list(_spans(text, known.public_names))
        for hit in _joined(text, known.names.find(text), known.names):
            if (told := _judged(hit, institutions, known)) is not None:
                yield one.place, told
        if _CHANGED not in text:
            yield from ((one.place, (Sort.SINGLE, match[0], False)) for match in _SINGLE.finditer(text))
        for pattern, sort in ((_CASE, Sort.CASE), (_IBAN, Sort.ADDRESS)):
            yield from ((one.place, (sort, match[0], True)) for match in pattern.finditer(text))


def _spans(text: str, names: Iterable[str]) -> Iterator[range]:
    """Where one of these names stands in a text."""
    for name in names:
        at = text.find(name)
        while name and at >= 0:
            yield range(at, at + len(name))
            at = text.find(name, at + 1)


def _joined(text: str, hits: list[Hit], names: Names) -> Iterator[Hit]:
    """First and last name of one person that stand together are one name, and no ordinary words."""
    waiting = iter(pairwise([*hits, None]))
    for one, following in waiting:
        assert one is not None
        if following is not None and one.kind is following.kind is Kind.NAME:
            between, both = text[one.end : following.start], text[one.start : following.end]
            if between.strip() in ("", ",") and names.bearers(both):
                yield Hit(one.start, following.end, both, Kind.NAME)
                next(waiting, None)
                continue
        yield one


def _judged(hit: Hit, institutions: list[range], known: Known) -> _Found | None:
    if hit.kind is Kind.EMAIL:
        address = hit.text.strip(".").lower()
        if address in known.public_emails - known.emails:
            return None
        return Sort.EMAIL, hit.text, address in known.emails
    if hit.kind is Kind.PHONE:
        return _number(hit.text, known)
    bearers = known.names.bearers(hit.text)
    if not bearers and hit.text[0].islower():
        return None  # „Familie und Beruf“
    may = bool(bearers) and bearers <= known.agreed
    institution = any(hit.start in span for span in institutions)
    return Sort.NAME, hit.text, not (hit.doubtful or may or institution or not bearers)


def _number(text: str, known: Known) -> _Found | None:
    said = digits(text)
    if any(one == said or (len(said) >= 6 and one.endswith(said)) for one in known.phones):
        return Sort.PHONE, text.strip(), True
    dialled = _DIALLED.match(text) and len(said) >= _LEAST_DIALLED
    return (Sort.PHONE, text.strip(), False) if dialled and said not in known.public_phones else None


# --- words of the office file that stand in the paper as they are ---------------------------------

_WORD = re.compile(r"[^\W_]+")
#: So many words in a row are no coincidence.
_TELLING = 6
#: A whole note of so many words is asked about.
_LEAST_NOTE = 3
#: A single word of a closed paper is asked about if it is long enough to mean something.
_LEAST_LETTERS = 8


def _verbatim(passages: list[Passage], known: Known) -> Iterator[tuple[str, _Found]]:
    places: dict[int, dict[tuple[str, ...], list[str]]] = {}
    folded = [(one.place, tuple(map(known.fold, _WORD.findall(one.text)))) for one in passages]
    for secret in known.secrets:
        told = _WORD.findall(_legible(secret.text))
        words = tuple(map(known.fold, told))
        size = min(len(words), _TELLING)
        if not _matters(secret.sort, told):
            continue
        if size not in places:
            places[size] = _windows(folded, size)
        for at in range(len(words) - size + 1):
            if standing := places[size].get(words[at : at + size]):
                blocks = size >= _TELLING or (size > 1 and secret.sort is not Sort.NOTE)
                yield from ((place, (secret.sort, " ".join(told[at : at + size]), blocks)) for place in standing)
                break


def _matters(sort: Sort, words: list[str]) -> bool:
    """Whether words are many enough to mean something where they stand again; a date means nothing."""
    if sort is Sort.NOTE:
        return sum(not word.isdigit() for word in words) >= _LEAST_NOTE
    if sort is Sort.CLOSED and len(words) == 1:
        return len(words[0]) >= _LEAST_LETTERS
    return len(words) > 1


def _windows(passages: Iterable[tuple[str, tuple[str, ...]]], size: int) -> dict[tuple[str, ...], list[str]]:
    """Every row of so many words, and where it stands."""
    found: dict[tuple[str, ...], list[str]] = {}
    for place, words in passages:
        for at in range(len(words) - size + 1):
            found.setdefault(words[at : at + size], []).append(place)
    return found
