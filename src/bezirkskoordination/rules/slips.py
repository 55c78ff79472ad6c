"""Splits what somebody typed in a hurry: telephone, mail and names apart, times, categories, dates and money found, and
what it will probably become. By rules and a list of words; nothing is guessed that a person does not see.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from bezirkskoordination.records.kinds import grid_bit, parse_cents, parse_date
from bezirkskoordination.records.office import SlipKind
from bezirkskoordination.records.refusal import BadValue
from bezirkskoordination.rules.mail_words import opened
from bezirkskoordination.rules.naming import Hit, Kind, Names, without

_DAYS = ("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag")
_DAY = re.compile(
    r"\b(?:(montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag)s?(?:vormittags?|nachmittags?|abends?)?"
    r"|(mo|di|mi|do|fr|sa|so)(?=[\s./,+\-&]|$))",
    re.IGNORECASE,
)
_PARTS = (
    re.compile(r"vormittag|\bvorm\b|morgens|\bfrüh", re.IGNORECASE),
    re.compile(r"nachmittag|\bnachm\b|\bmittags", re.IGNORECASE),
    re.compile(r"abend", re.IGNORECASE),
)
_CLOCK = re.compile(r"\b(?:um|ab|gegen|von)?\s?(\d{1,2})(?:[:.]\d{2})?\s?uhr\b", re.IGNORECASE)
_MONEY = re.compile(r"\d[\d.]*(?:,\d{2})?\s?(?:€|EUR|Euro)\b|\d[\d.]*(?:,\d{2})?\s?€", re.IGNORECASE)
_DATED = re.compile(r"(?<![\d.])\d{1,2}\.\s?\d{1,2}\.(?:\d{4}|\d{2})?(?!\d)")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Words:
    """The words that a slip is read by, from `resources/slip_words.toml`: folded stem → category, → kind, → target
    group."""

    categories: Mapping[str, str]
    kinds: Mapping[str, SlipKind]
    groups: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Parsed:
    """What was found. `text` is without names, numbers and addresses: only it may be kept outside the vault."""

    text: str
    name: str = ""
    phone: str = ""
    email: str = ""
    people: tuple[int, ...] = ()
    grid: int = 0
    categories: tuple[str, ...] = ()
    on: date | None = None
    cents: int | None = None
    kind: SlipKind = SlipKind.UNCLEAR
    doubtful: tuple[str, ...] = ()
    address: str = ""
    groups: tuple[str, ...] = ()

    @property
    def is_personal(self) -> bool:
        """Whether somebody is named or can be reached: then the vault keeps what the text does not."""
        return bool(self.name or self.phone or self.email or self.address)


def parse(text: str, names: Names, words: Words, fold: Callable[[str], str], today: date) -> Parsed:
    """Read a slip, or a mail. Doubtful names stay in the text: the person who typed it is asked."""
    mail = opened(text)
    found = names.find(mail.text, (*mail.names, *mail.hidden))
    hits = [hit for hit in found if not hit.doubtful]
    said = without(mail.text, hits)
    categories = _codes(said, words.categories, fold)
    cents, on, grid = _cents(said), _date(said, today), _grid(said)
    known = dict.fromkeys(hit.person for hit in hits if hit.person is not None)
    name = mail.names[0] if mail.names else _joined(hits, Kind.NAME)
    email = mail.emails[0] if mail.emails else _first(hits, Kind.EMAIL)
    doubtful = tuple(dict.fromkeys(hit.text for hit in found if hit.doubtful))
    return Parsed(
        said, name, _first(hits, Kind.PHONE), email, tuple(known), grid, categories, on, cents,
        _kind(said, words, fold, categories, cents, on), doubtful, mail.address,
        _codes(said, words.groups, fold),
    )  # fmt: skip


def _joined(hits: Iterable[Hit], kind: Kind) -> str:
    return ", ".join(dict.fromkeys(hit.text for hit in hits if hit.kind is kind))


def _first(hits: Iterable[Hit], kind: Kind) -> str:
    return next((" ".join(hit.text.split()) for hit in hits if hit.kind is kind), "")


def _codes(text: str, stems: Mapping[str, str], fold: Callable[[str], str]) -> tuple[str, ...]:
    """The codes whose words occur, in the order of the text; a stem counts at the beginning of a word."""
    found: dict[str, None] = {}
    for word in map(fold, _WORD.findall(text)):
        for stem, code in stems.items():
            if word.startswith(stem):
                found[code] = None
    return tuple(found)


def _kind(
    text: str, words: Words, fold: Callable[[str], str], categories: tuple[str, ...], cents: int | None, on: date | None
) -> SlipKind:
    """What a slip probably becomes: the most of the words that say so, else what else was found."""
    count: dict[SlipKind, int] = {}
    for word in map(fold, _WORD.findall(text)):
        for stem, kind in words.kinds.items():
            if word.startswith(stem):
                count[kind] = count.get(kind, 0) + 1
    if cents is not None:
        count[SlipKind.EXPENSE] = count.get(SlipKind.EXPENSE, 0) + 1
    if count:
        order = list(SlipKind)
        return max(count, key=lambda one: (count[one], -order.index(one)))
    if categories:
        return SlipKind.NEED
    return SlipKind.TASK if on is not None else SlipKind.UNCLEAR


def _cents(text: str) -> int | None:
    match = _MONEY.search(text)
    if match is None:
        return None
    try:
        return parse_cents(re.sub(r"\s?Euro$", " €", match[0], flags=re.IGNORECASE))
    except BadValue:
        return None


def _date(text: str, today: date) -> date | None:
    """The first date; one without a year is the next one."""
    match = _DATED.search(text)
    if match is None:
        return None
    said = match[0]
    try:
        if not said.endswith("."):
            return parse_date(said)
        day = parse_date(f"{said}{today.year}")
        return day if day is None or day >= today else parse_date(f"{said}{today.year + 1}")
    except BadValue:
        return None


def _grid(text: str) -> int:
    """The fields of the time grid that are named: days, and the parts of the day beside them, else all parts.

    „Di/Do nachm.“ is two fields, „Mi“ three. Without a day no field: „nachmittags“ alone is no time.
    """
    days: list[tuple[int, int]] = []
    for match in _DAY.finditer(text):
        word = (match[1] or match[2]).lower().replace("sonnabend", "samstag")
        day = next(i for i, name in enumerate(_DAYS) if name.startswith(word[:2]))
        if match[2] and match[2][0].islower():
            continue  # „so“, „do“ and „di“ are words, too: a day is written with a capital
        days.append((day, match.start()))
    if not days:
        return 0
    tail = text[days[0][1] :]
    parts = [at for at, pattern in enumerate(_PARTS) if pattern.search(tail)]
    parts += [
        0 if hour < 12 else 1 if hour < 17 else 2 for hour in (int(m[1]) for m in _CLOCK.finditer(tail)) if hour < 24
    ]
    grid = 0
    for day, _at in days:
        for part in set(parts) or (0, 1, 2):
            grid |= grid_bit(day, part)
    return grid
