"""The search over everything on 100,000 volunteers: how long it takes, and whether it forgives one wrong letter."""

import random
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from tests.benchmarks import data
from tests.benchmarks.measure import Goal, Result, p95
from tests.benchmarks.passphrase import PASSPHRASE

from bezirkskoordination.records import RECORD_TYPES
from bezirkskoordination.store import disk, key
from bezirkskoordination.store.folding import words
from bezirkskoordination.store.office import OfficeFile, open_

_MANY = 100_000
_HITS = 50
_SEARCH = Goal("search over everything, 100,000 (p95)", "LIKE over raw columns, same file", 0.1, "milliseconds")
_RECALL = Goal("one wrong letter in a name of six or more: found among ten", "200 typos", 0.99, "share", at_least=True)
_QUERIES = (
    "müller", "Mueller", "muller", "strasse", "Hauptstraße", "haupt", "fatma", "Groß", "gross", "yildiz", "köln bu",
    "anna müll", "kirchhuber", "feld", "lukasik", "m", "sö", "wie lö", "Überschär", "Hygiene",
)  # fmt: skip
_RAW = ("last_name", "first_name", "street", "city", "email", "phone", "notes")
_LETTERS = "aeinrst"


def run(folder: Path, rounds: int) -> Iterator[Result]:
    """Both on the same encrypted file, on connections with equal caches, the first 50 hits with all their columns."""
    file = data.copied(_MANY, folder, "search")
    with open_(file, PASSPHRASE) as office:
        raw = disk.connector(file, key.derive(PASSPHRASE, key.salt_of(file)), read_only=True)()
        pairs = []
        for turn in range(rounds + 1):
            pair = _p95_of(lambda query: _ours(office, query)), _p95_of(lambda query: _like(raw, query))
            if turn:
                pairs.append(pair)
        raw.close()
        yield Result.of(_SEARCH, pairs)
        yield Result.of(_RECALL, [(_recall(office), 1.0)])


def _p95_of(search: Callable[[str], Any]) -> float:
    taken = []
    for query in _QUERIES:
        begun = time.perf_counter()
        search(query)
        taken.append((time.perf_counter() - begun) * 1e3)
    return p95(taken)


def _ours(office: OfficeFile, query: str) -> None:
    hits = office.search(query, _HITS)
    for name in {hit.type.name for hit in hits}:
        office.read.page(RECORD_TYPES[name], [hit.id for hit in hits if hit.type.name == name])


def _like(raw: Any, query: str) -> None:
    one = " OR ".join(f"{column} LIKE ?" for column in _RAW)
    every = " AND ".join(f"({one})" for _ in query.split())
    parameters = [f"%{word}%" for word in query.split() for _ in _RAW]
    raw.execute(f"SELECT * FROM person WHERE {every} ORDER BY title_key LIMIT {_HITS}", parameters).fetchall()


def _mistyped(name: str, chance: random.Random) -> str:
    """One letter left out, swapped with the next, changed, or added; never the first."""
    at, letter = chance.randrange(1, len(name) - 1), chance.choice(_LETTERS)
    return chance.choice(
        (
            name[:at] + name[at + 1 :],
            name[:at] + name[at + 1] + name[at] + name[at + 2 :],
            name[:at] + letter + name[at + 1 :],
            name[:at] + letter + name[at:],
        )
    )


def _recall(office: OfficeFile) -> float:
    """How often the meant name is among the first ten people found, of 200 typos that are no name themselves."""
    chance = random.Random(2)
    known = {word for name in islice(data.last_names(random.Random(7)), _MANY) for word in words(name)}
    long = sorted(word for word in known if len(word) >= 6)
    found = tried = 0
    while tried < 200:
        meant = chance.choice(long)
        typed = _mistyped(meant, chance)
        if typed in known:
            continue
        tried += 1
        hits = office.search(typed, 10)
        found += any(meant in words(office.names.title(hit.type.name, hit.id)) for hit in hits)
    return found / tried
