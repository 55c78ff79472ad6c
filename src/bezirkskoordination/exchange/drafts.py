"""Understands one row of a foreign table: its cells as values, and what is doubtful about them.

A cell that cannot be read is left out and said; nothing is guessed.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from bezirkskoordination.exchange import cells, phones
from bezirkskoordination.exchange.heads import FULL_NAME, SINCE, UID
from bezirkskoordination.exchange.reading import Cells
from bezirkskoordination.i18n import N_
from bezirkskoordination.records import kinds as k
from bezirkskoordination.records.fields import Field, RecordType
from bezirkskoordination.records.kinds import Names, parse_date, show_date
from bezirkskoordination.records.refusal import BadValue


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to look at: the field („“ for the whole row or file) and what is wrong."""

    field: str
    text: str


@dataclass(slots=True)
class Draft:
    """A row while it is being understood; `texts` are its cells by field, `values` what they mean."""

    number: int
    raw: dict[str, str]
    texts: dict[str, str]
    uid: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    changes: dict[str, tuple[Any, Any]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def say(self, name: str, text: str) -> None:
        """Note a problem."""
        self.problems.append(Problem(name, text))

    def agrees(self, name: str, value: Any) -> None:
        """The cell says what is known already: whatever seemed wrong with it is not."""
        self.values[name] = value
        self.problems = [p for p in self.problems if p.field != name]


_MORE_CELLS = N_("Import", "Die Zeile hat mehr Zellen als die Kopfzeile. Nicht zugeordnet: „{}“.")
_UNREADABLE = N_("Import", "„{}“ enthält Zeichen, die sich nicht lesen ließen. Bitte prüfen.")
_GARBLED = N_("Import", "„{}“ sieht nach falsch gespeicherten Umlauten aus. Bitte prüfen.")
_BAD_UID = N_("Import", "„{}“ ist keine uid dieses Programms und wurde nicht beachtet.")
_SPLIT = N_("Import", "„{}“ wurde als Vorname „{}“ und Nachname „{}“ gelesen; bitte prüfen.")
_NOT_SPLIT = N_(
    "Import", "„{}“ lässt sich nicht sicher in Vor- und Nachnamen teilen. Bitte als „Nachname, Vorname“ schreiben."
)
_SHORT_CODE = N_("Import", "„{}“ hat nur vier Ziffern; vielleicht ging die führende Null verloren. Bitte prüfen.")
_NOT_FROM_FILE = N_("Import", "„{}“ lässt sich nicht aus einer Tabelle übernehmen.")
_SINCE_AHEAD = N_("Import", "„seit {}“ liegt in der Zukunft; der Status gilt ab heute.")
_SINCE_BAD = N_("Import", "{} Der Status gilt ab heute.")

#: „ü“ and its like, written as UTF-8 and read as cp1252.
_MOJIBAKE = re.compile("Ã[\u0080-\u00bf„–Ÿœ]|â‚¬|Â[\u00a0-\u00bf]")
_OUR_UID = re.compile(r"[0-9a-f]{32}")


Read = Callable[[str, str], Any]
"""The value of a field (by name) from a cell's text; raises BadValue."""


def reader_of(of: RecordType, names: Names) -> Read:
    """Reads the cells of a type. It remembers: a table says the same few codes and names over and over."""
    return lru_cache(maxsize=20_000)(lambda name, text: cells.read(of.field(name), text, names))


def understand(
    of: RecordType, number: int, heads: Cells, row: Cells, targets: tuple[str, ...], read: Read, today: date
) -> Draft:
    """The draft of a row; `targets` names the field that each column fills."""
    draft = _placed(number, heads, row, targets)
    _split_name(draft, "first_name" in targets)
    draft.uid = draft.texts.pop(UID, "")
    if draft.uid and not _OUR_UID.fullmatch(draft.uid):
        draft.say(UID, _BAD_UID(draft.uid))
        draft.uid = ""
    _read_since(draft, today)
    for name, text in draft.texts.items():
        _read_cell(draft, of.field(name), text, read)
    return draft


def _placed(number: int, heads: Cells, row: Cells, targets: tuple[str, ...]) -> Draft:
    told = [(i, text) for i, text in enumerate(row) if text]
    raw = {(heads[i] if i < len(heads) else "") or f"Spalte {i + 1}": text for i, text in told}
    draft = Draft(number, raw, {targets[i]: text for i, text in told if i < len(targets) and targets[i]})
    for i, text in told:
        if i >= len(targets):
            draft.say("", _MORE_CELLS(text))
    for name, text in draft.texts.items():
        if "\ufffd" in text:
            draft.say(name, _UNREADABLE(text))
        elif _MOJIBAKE.search(text):
            draft.say(name, _GARBLED(text))
    return draft


def _split_name(draft: Draft, has_first_names: bool) -> None:
    """Take a whole name apart where that is sure; say so where it is not."""
    whole = " ".join(draft.texts.pop(FULL_NAME, "").split())
    if not whole:
        return
    last, comma, first = (part.strip() for part in whole.partition(","))
    parts = whole.split(" ")
    if comma and last and first and draft.texts.get("first_name", first) == first:
        draft.texts |= {"last_name": last, "first_name": first}
    elif has_first_names or len(parts) == 1:
        draft.texts["last_name"] = whole
    elif len(parts) == 2 and not comma:
        draft.texts |= {"first_name": parts[0], "last_name": parts[1]}
        draft.say("last_name", _SPLIT(whole, *parts))
    else:
        draft.say("last_name", _NOT_SPLIT(whole))


def _read_since(draft: Draft, today: date) -> None:
    """Since when the status holds; today where that cannot be read."""
    try:
        since = parse_date(draft.texts.pop(SINCE, ""))
    except BadValue as refusal:
        draft.say(SINCE, _SINCE_BAD(refusal))
        return
    if since and since > today:
        draft.say(SINCE, _SINCE_AHEAD(show_date(since)))
    elif since:
        draft.values[SINCE] = since


def _read_cell(draft: Draft, one: Field, text: str, read: Read) -> None:
    if one.kind is k.ANYREF or one.details.to == "attachment":
        draft.say(one.name, _NOT_FROM_FILE(str(one.label)))
        return
    try:
        draft.values[one.name] = read(one.name, text)
    except BadValue as refusal:
        found, unread = _entries(one, text, read) if one.kind.owned else ((), [str(refusal)])
        for said in unread:
            draft.say(one.name, said)
        if found:
            draft.values[one.name] = found
        return
    if said := _hint(one, text):
        draft.say(one.name, said)


def _hint(one: Field, text: str) -> str:
    if one.kind is k.PHONE:
        return phones.hint(text)
    return _SHORT_CODE(text) if one.name == "postal_code" and re.fullmatch(r"\d{4}", text) else ""


def _entries(one: Field, text: str, read: Read) -> tuple[tuple[Any, ...], list[str]]:
    """The entries of a list that can be read, and what is wrong with the others.

    A label may hold a comma itself („Kultur, Freizeit und Sport“): the longest run that reads is one entry.
    """
    parts = [part.strip() for part in re.split(r"[;,\n](?![^(]*\))", text) if part.strip()]
    found: list[Any] = []
    unread: list[str] = []
    start = 0
    while start < len(parts):
        for end in range(len(parts), start, -1):
            try:
                entry = read(one.name, ", ".join(parts[start:end]))
            except BadValue as refusal:
                if end == start + 1:
                    unread.append(str(refusal))
                    start = end
                continue
            found += [value for value in entry if value not in found]
            start = end
            break
    return tuple(found), unread
