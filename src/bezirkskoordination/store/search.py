"""The search index: written with every record, asked while somebody types, forgiving one wrong letter.

Typos are answered from a table of one-letter deletions. It lives in memory only and is made when an exact
search first finds nothing, so that an erased name stays nowhere.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice, product, zip_longest
from typing import Any

from bezirkskoordination.i18n import N_
from bezirkskoordination.records import RECORD_TYPES
from bezirkskoordination.records.fields import Field, Record, RecordType
from bezirkskoordination.records.kinds import NOTE, PHONE, ROWS, TEXT, Names
from bezirkskoordination.store.disk import Ask
from bezirkskoordination.store.folding import fold, words

#: The types that have an index.
SEARCHED = tuple(of for of in RECORD_TYPES.values() if of.is_searched)
#: Shorter words are not corrected: too many words are one letter away.
_SHORTEST = 4
#: So many readings of a mistyped query are tried; more would be no answer but a list of words.
_MOST_READINGS = 8
_WORD = re.compile(r"[^\W_]+")


def _digits(phone: str) -> str:
    """A telephone number as it is dialled in Germany, so that every way of writing it is found."""
    return re.sub(r"\D", "", re.sub(r"^(\+|00)49\s*(\(0\))?\s*", "0", phone.strip()))


def indexed(record: Record, names: Names) -> tuple[str, str]:
    """What is searched of a record: its title, and everything else."""
    of = record.type
    titled = {f.name for f in of.title_fields}
    title: list[str] = []
    body: list[str] = []
    for field in of.fields:
        if field.searched and (value := getattr(record, field.name)):
            shown = words(_searched(field, value, names))
            (title if field.name in titled else body).extend(shown)
            if field.kind is PHONE:
                body.append(_digits(value))
    return " ".join(title), " ".join(body)


def _searched(field: Field, value: Any, names: Names) -> str:
    """The text of a value; of rows only what was written there: labels and titles change on their own."""
    if field.kind is not ROWS:
        return field.show(value, names)
    written = [cell.name for cell in field.details.row.rows.fields if cell.kind in (TEXT, NOTE)]
    return " ".join(getattr(row, name) for row in value for name in written)


def index(ask: Ask, before: Record | None, after: Record | None, names: Names) -> None:
    """Bring the index along with a change."""
    record = after or before
    assert record is not None
    if not record.type.is_searched:
        return
    table = f"{record.type.name}_fts"
    if before is not None and after is not None and indexed(before, names) == indexed(after, names):
        return
    if before is not None:
        ask(f"DELETE FROM {table} WHERE rowid = ?", (before.id,))
    if after is not None:
        ask(f"INSERT INTO {table}(rowid, title, body) VALUES (?, ?, ?)", (after.id, *indexed(after, names)))


def match(query: str, title_only: bool = False) -> str:
    """The FTS expression for what somebody typed: every word, each as a beginning. Empty when there is no word."""
    typed = words(query)
    expression = " ".join(f'"{word}"*' for word in typed)
    if typed and all(word.isdigit() for word in typed):
        expression = f'({expression}) OR "{_digits(query)}"*'  # as a number is dialled, whatever stands between
    return f"title : ({expression})" if title_only and expression else expression


@dataclass(frozen=True, slots=True)
class Hit:
    """One record found; `meant` says what was searched for when the typed query found nothing."""

    type: RecordType
    id: int
    meant: str = ""


class Typos:
    """Which words of the office file are one letter away from a typed one."""

    def __init__(self) -> None:
        self._near: tuple[int, dict[str, set[str]]] = (-1, {})
        self._writes = 0

    def forget(self) -> None:
        """Make the table anew when it is next asked."""
        self._writes += 1

    def corrected(self, ask: Ask, query: str) -> list[str]:
        """The query with each unknown word replaced by a known one a letter away; likelier ones first.

        A wrong first letter is rarer than any other; beyond that the alphabet decides, so that the same
        question has the same answer. Empty when a word is like none.
        """
        near = self._read(ask)
        meant: list[list[str]] = []
        for word in words(query):
            if _exact(ask, word, 1):
                meant.append([word])
                continue
            # Also as typed: a letter left out or swapped can make an „ae“ that folding takes for an „ä“.
            typed = {word, *(raw for raw in _WORD.findall(query.lower()) if fold(raw) == word)}
            candidates = {
                one for raw in typed for cut in _cuts(raw) for one in near.get(cut, ()) if one_apart(raw, one)
            }
            meant.append(sorted(candidates, key=lambda one: (one[0] != word[0], one)))
        return [" ".join(one) for one in islice(product(*meant), _MOST_READINGS)]

    def _read(self, ask: Ask) -> dict[str, set[str]]:
        writes = self._writes
        as_of, near = self._near
        if as_of != writes:
            near = {}
            for of in SEARCHED:
                # Nobody means one number by another.
                known = f"SELECT term FROM {of.name}_vocab WHERE length(term) >= ? AND term NOT GLOB '*[0-9]*'"
                for (word,) in ask(known, (_SHORTEST,)):
                    for cut in _cuts(word):
                        near.setdefault(cut, set()).add(word)
            self._near = writes, near
        return near


def _cuts(word: str) -> set[str]:
    return {word, *(word[:i] + word[i + 1 :] for i in range(len(word)))}


def one_apart(a: str, b: str) -> bool:
    """Whether two words differ by at most one letter added, left out, changed or swapped with its neighbour."""
    if a == b:
        return True
    if abs(len(a) - len(b)) > 1:
        return False
    start = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    rest_a, rest_b = a[start:], b[start:]
    return (
        rest_a[1:] == rest_b[1:]
        or rest_a[1:] == rest_b
        or rest_a == rest_b[1:]
        or (rest_a[:2] == rest_b[1::-1] and rest_a[2:] == rest_b[2:])
    )


def search(ask: Ask, typos: Typos, query: str, limit: int = 50) -> list[Hit]:
    """Records over all types: those whose title matches first, then the others; one wrong letter is forgiven."""
    hits = _exact(ask, query, limit)
    if hits or not words(query):
        return hits
    read = {meant: found for meant in typos.corrected(ask, query) if (found := _exact(ask, meant, limit))}
    said = N_("Search", "{} oder {}")
    names = list(read)
    meant = said(", ".join(names[:-1]), names[-1]) if len(names) > 1 else "".join(names)
    in_turn = (hit for row in zip_longest(*read.values()) for hit in row if hit is not None)
    once = {(hit.type.name, hit.id): Hit(hit.type, hit.id, meant) for hit in in_turn}
    return list(once.values())[:limit]


def _exact(ask: Ask, query: str, limit: int) -> list[Hit]:
    found: dict[tuple[str, int], Hit] = {}
    for title_only in (True, False):
        expression = match(query, title_only)
        if not expression:
            return []
        for of in SEARCHED:
            for record_id in ids(ask, of, expression, limit):
                found.setdefault((of.name, record_id), Hit(of, record_id))
    return list(found.values())[:limit]


def ids(ask: Ask, of: RecordType, expression: str, limit: int | None = None) -> Iterable[int]:
    """Row ids of one type for an FTS expression."""
    question = f"SELECT rowid FROM {of.name}_fts WHERE {of.name}_fts MATCH ?"
    if limit is not None:
        question += f" LIMIT {limit:d}"
    return [row[0] for row in ask(question, (expression,))]
