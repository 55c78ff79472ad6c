"""The long list: opening, sorting, filtering, painting and what it holds in memory."""

import statistics
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from tests.benchmarks import data
from tests.benchmarks.measure import Contender, Goal, Result, p95

_MANY, _SOME = 100_000, 10_000
_MS = "milliseconds"

_PAGE = Goal("opening 100,000 volunteers, first rows on their page", "constants painted", 3.0, _MS)
_LIST = Goal("opening 100,000 volunteers, first rows, list alone", "constants painted", 3.0, _MS)
_SORTED = Goal("first sorted rows of 100,000, {}", "QSqlQueryModel on plain SQLite", 1.0, _MS)
# Of Qt's own model: one that repaints slowly shall not be allowed to type slowly, either.
_ONE = "one repaint of QStandardItemModel"
_KEY_MANY = Goal("keystroke in the filter, first hits of 100,000 (p95)", _ONE, 5.0, _MS)
_KEY_SOME = Goal("keystroke in the filter, first hits of 10,000 (p95)", _ONE, 2.0, _MS)
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
        yield Result.of(_KEY_SOME, [(p95(product.ask("typed")), _repaint(beside, texts)) for _ in range(rounds)])


def _repaint(beside: Contender, texts: list[list[str]]) -> float:
    return statistics.median(beside.ask("items", texts))


def _many(
    product: Contender, bare: Contender, beside: Contender, texts: list[list[str]], rounds: int
) -> Iterator[Result]:
    """`bare` fills a window as large as the product's, `beside` only as much as the list on its page."""
    columns = len(texts[0])
    pages, lists, sorts, keys, repaints = [], [], [], [], []
    for turn in range(rounds + 1):
        alone = product.ask("list_alone"), bare.ask("constants", _MANY, columns)
        page = product.ask("page_opened"), bare.ask("constants", _MANY, columns)
        order = product.ask("sorted_by"), beside.ask("sql")
        one = _repaint(beside, texts)
        repaint = statistics.median(product.ask("repainted")), one
        key = p95(product.ask("typed")), one
        if turn:  # the first one warms up
            lists.append(alone)
            pages.append(page)
            sorts.append(order)
            repaints.append(repaint)
            keys.append(key)
    yield Result.of(_LIST, lists)
    yield Result.of(_PAGE, pages)
    yield from _sorted(sorts)
    yield Result.of(_KEY_MANY, keys)
    yield Result.of(_REPAINT, repaints)


def _sorted(sorts: list[tuple[dict[str, float], dict[str, float]]]) -> Iterator[Result]:
    """One result for every order that a list can have; the goal holds for each."""
    for name in sorts[0][0]:
        goal = replace(_SORTED, name=_SORTED.name.format(name))
        yield Result.of(goal, [(ours[name], theirs[name]) for ours, theirs in sorts])
