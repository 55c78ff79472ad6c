"""The long list: opening, sorting, filtering, painting and what it holds in memory."""

import statistics
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks import data
from tests.benchmarks.measure import Contender, Goal, Result, p95

_MANY, _SOME = 100_000, 10_000
_MS = "milliseconds"

_PAGE = Goal("opening 100,000 volunteers, first rows on their page", "constants painted", 3.0, _MS)
_WHOLE = Goal("opening 100,000 volunteers, all rows known and the form there", "constants painted", 3.0, _MS)
_LIST = Goal("opening 100,000 volunteers, first rows, list alone", "constants painted", 3.0, _MS)
_SORTED = Goal("first sorted rows of 100,000, {}", "QSqlQueryModel on plain SQLite", 1.0, _MS)
#: The goal is measured in repaints of the list itself; beside it in those of Qt's model, which no change of ours moves:
#: a list that is painted faster types worse by the first, and no better by the second.
_OWN, _QT = "one repaint of the list", "one repaint of QStandardItemModel"
_KEY_MANY = Goal("keystroke in the filter, first hits of 100,000 (p95)", _OWN, 5.0, _MS)
_KEY_SOME = Goal("keystroke in the filter, first hits of 10,000 (p95)", _OWN, 2.0, _MS)
_REPAINT = Goal("repaint of the list", "QStandardItemModel", 1.5, _MS)
_MEMORY = Goal("memory with 100,000 rows, whole window", "ORM list with a proxy", 0.45, "MiB, whole process")


#: The window of the reference.
_SIZE = (1400, 900)


def run(folder: Path, rounds: int) -> Iterator[Result]:
    """Product and peers in turns on the large file, then the product alone on the smaller one."""
    many = data.copied(_MANY, folder, "many")
    plain = data.copied(_MANY, folder, "plain", passphrase="")
    data.usual_indexes(plain)
    with Contender(folder, "product_table", many, *_SIZE) as product:
        product.ask("page_opened")
        geometry, texts = product.ask("geometry"), product.ask("texts")
        used = product.ask("scrolled")
    row_height = geometry[2]
    with Contender(folder, "peer_tables", plain, *_SIZE, row_height) as peer:
        yield Result.of(_MEMORY, [(used, peer.ask("orm"))])
    with (
        Contender(folder, "product_table", many, *_SIZE) as product,
        Contender(folder, "peer_tables", plain, *_SIZE, row_height) as bare,
        Contender(folder, "peer_tables", plain, *geometry) as beside,
    ):
        yield from _many(product, bare, beside, texts, rounds)
    with (
        Contender(folder, "product_table", data.copied(_SOME, folder, "some"), *_SIZE) as product,
        Contender(folder, "peer_tables", plain, *geometry) as beside,
    ):
        product.ask("page_opened")
        yield from _typed(_KEY_SOME, [_strokes(product, beside, texts) for _ in range(rounds)])


class _Strokes(NamedTuple):
    """Milliseconds of a keystroke (p95), and of one repaint by ourselves and by Qt's model in the same turn."""

    key: float
    own: float
    qt: float


def _strokes(product: Contender, beside: Contender, texts: list[list[str]]) -> _Strokes:
    repaints = statistics.median(product.ask("repainted")), statistics.median(beside.ask("items", texts))
    return _Strokes(p95(product.ask("typed")), *repaints)


def _typed(goal: Goal, turns: list[_Strokes]) -> Iterator[Result]:
    yield Result.of(goal, [(one.key, one.own) for one in turns])
    yield Result.of(replace(goal, against=_QT), [(one.key, one.qt) for one in turns])


def _many(
    product: Contender, bare: Contender, beside: Contender, texts: list[list[str]], rounds: int
) -> Iterator[Result]:
    """`bare` fills a window as large as the product's, `beside` only as much as the list on its page."""
    columns = len(texts[0])
    pages, wholes, lists, sorts, strokes = [], [], [], [], []
    for turn in range(rounds + 1):
        alone = product.ask("list_alone"), bare.ask("constants", _MANY, columns)
        first, whole = product.ask("page_opened")
        constants = bare.ask("constants", _MANY, columns)
        order = product.ask("sorted_by"), beside.ask("sql")
        typed = _strokes(product, beside, texts)
        if turn:  # the first one warms up
            lists.append(alone)
            pages.append((first, constants))
            wholes.append((whole, constants))
            sorts.append(order)
            strokes.append(typed)
    yield Result.of(_LIST, lists)
    yield Result.of(_PAGE, pages)
    yield Result.of(_WHOLE, wholes)
    yield from _sorted(sorts)
    yield from _typed(_KEY_MANY, strokes)
    yield Result.of(_REPAINT, [(one.own, one.qt) for one in strokes])


def _sorted(sorts: list[tuple[dict[str, float], dict[str, float]]]) -> Iterator[Result]:
    """One result for every order that a list can have; the goal holds for each."""
    for name in sorts[0][0]:
        goal = replace(_SORTED, name=_SORTED.name.format(name))
        yield Result.of(goal, [(ours[name], theirs[name]) for ours, theirs in sorts])
