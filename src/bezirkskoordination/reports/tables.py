"""Lays tables out: how wide each column is, how its cells wrap, where the rules go.

Column widths come from the texts: figures never wrap, words share what is left. Refuses to know pages.
"""

from collections.abc import Sequence
from dataclasses import replace

from bezirkskoordination.reports import text
from bezirkskoordination.reports.document import Align, Column, Table, Words
from bezirkskoordination.reports.look import CELL, DARK_RULE, RULE, STRONG, THIN, Colour
from bezirkskoordination.reports.strips import Draw, Strip, both
from bezirkskoordination.reports.structure import COLUMN_HEAD, REPEATED, ROW_HEAD, Artifact, Element
from bezirkskoordination.reports.text import Line, Pen

#: Between the edge of a cell and its text.
SIDE = 4.5
_GAP = 6.0  # more between two columns than at the edges
_ABOVE, _BELOW = 3.8, 3.8
#: The height that a signature needs.
_HAND = 30.0
#: A row of more lines than this may go on on the next page.
_WHOLE_LINES = 8


def head_strips(table: Table, widths: Sequence[float], element: Element | None = None) -> list[Strip]:
    """The heads, with the dark rule below; one strip unless they are absurdly long. Repeated without an element."""
    heads = [column.head for column in table.columns]
    cells = [_cell(head, width, bold=True) for head, width in zip(heads, widths, strict=True)]
    row = element.add("TR") if element else None
    owners = [row.add("TH", COLUMN_HEAD) if row else REPEATED for _ in heads]
    strips = _row(cells, table.columns, widths, owners, below=(STRONG, DARK_RULE))
    return [*strips[:-1], replace(strips[-1], glued=True)]


def row_strips(table: Table, widths: Sequence[float], element: Element) -> list[Strip]:
    """Rows and total. The first two rows stay together, the last two, and the total with the last row."""
    rows: list[list[Strip]] = []
    for row in table.rows:
        cells = [_cell(words, width) for words, width in zip(row, widths, strict=True)]
        owners = _owners(table, element)
        least = _HAND if table.roomy else 0.0
        rows.append(_row(cells, table.columns, widths, owners, below=(THIN, RULE), least=least))
    if table.total:
        cells = [_cell(words, width, bold=True) for words, width in zip(table.total, widths, strict=True)]
        owners = _owners(table, element)
        rows.append(_row(cells, table.columns, widths, owners, below=(THIN, RULE), above=(STRONG, DARK_RULE)))
    for at in {0, len(rows) - 2} & set(range(len(rows) - 1)):
        rows[at][-1] = replace(rows[at][-1], glued=True)
    return [strip for row in rows for strip in row]


def _owners(table: Table, element: Element) -> list[Element | Artifact]:
    """The cells of a new row. Words before several figures head their row; before a single one they are just read."""
    row = element.add("TR")
    first, *others = table.columns
    is_head = first.align is Align.LEFT and len(others) > 1 and any(one.align is Align.RIGHT for one in others)
    return [row.add("TH", ROW_HEAD) if is_head else row.add("TD"), *(row.add("TD") for _ in others)]


def column_widths(table: Table, width: float) -> list[float]:
    """The width of each column in points; together they are `width`.

    Room that no text needs is shared by `Column.weight`. Where room is short, words wrap and figures do not,
    unless the figures alone are wider than the paper. Where every column has its share, that is its width.
    """
    if all(column.share for column in table.columns):
        whole = sum(column.share for column in table.columns)
        return [width * column.share / whole for column in table.columns]
    wanted: list[float] = []
    least: list[float] = []
    for at, column in enumerate(table.columns):
        cells = [text.natural(row[at], CELL.size) for row in table.rows]
        total = [text.natural(cell, CELL.size, True) for cell in table.total[at : at + 1]]
        widest = max([*cells, *total], default=0.0)
        wanted.append(max(widest, text.natural(column.head, CELL.size, True)) + 2 * SIDE + _GAP)
        longest_word = text.narrowest(column.head, CELL.size, True)
        if column.align is not Align.LEFT:
            longest_word = max(longest_word, widest)
        least.append(longest_word + 2 * SIDE)
    weights = [max(column.weight, 0.0) for column in table.columns]
    if sum(wanted) <= width:
        return _shared(wanted, weights, width)
    for at, column in enumerate(table.columns):
        if column.align is Align.LEFT:
            cells = [text.narrowest(row[at], CELL.size) for row in (*table.rows, table.total) if row]
            least[at] = min(max([least[at], *(cell + 2 * SIDE for cell in cells)]), width / 3)
    if sum(least) > width:
        return _levelled(least, width)
    missing = [max(min(want, width) - floor, 0.0) for want, floor in zip(wanted, least, strict=True)]
    return _shared(least, [weight * lack for weight, lack in zip(weights, missing, strict=True)], width)


def _shared(widths: Sequence[float], weights: Sequence[float], width: float) -> list[float]:
    """The widths, and what is left over by weight (all of it to the first column when nothing weighs)."""
    left = width - sum(widths)
    weights = weights if sum(weights) > 0 else [1.0] + [0.0] * (len(widths) - 1)
    return [own + left * weight / sum(weights) for own, weight in zip(widths, weights, strict=True)]


def _levelled(widths: Sequence[float], width: float) -> list[float]:
    """The widths, the widest cut down to one measure, so that all fit and narrow columns stay as they are."""
    left, share = width, 0.0
    for at, own in enumerate(sorted(widths)):
        share = left / (len(widths) - at)
        if own > share:
            break
        left -= own
    return [min(own, share) for own in widths]


def _cell(words: Words, width: float, bold: bool = False) -> list[Line]:
    """A bold cell given as runs keeps their own weights: „**Summe** von 650 Euro“."""
    return text.wrap(words, CELL.size, max(width - 2 * SIDE, 1.0), bold and isinstance(words, str))


_Rule = tuple[float, Colour]


def _row(
    cells: Sequence[list[Line]],
    columns: Sequence[Column],
    widths: Sequence[float],
    owners: Sequence[Element | Artifact],
    below: _Rule,
    above: _Rule | None = None,
    least: float = 0.0,
) -> list[Strip]:
    """One strip for a row, or one for each line of a very high one."""
    count = max((len(lines) for lines in cells), default=1)
    step = 1 if count > _WHOLE_LINES else count
    strips = []
    for start in range(0, count, step):
        end = start + step
        first, last = start == 0, end >= count
        upper, lower = _ABOVE if first else 0.0, _BELOW if last else 0.0
        height = upper + step * CELL.leading + lower
        spare = max(0.0, least - height) if step == count else 0.0  # a hand has room above the rule
        upper, height = upper + spare, height + spare
        write = _writer([lines[start:end] for lines in cells], columns, widths, owners, upper)
        rule = _ruler(sum(widths), height, above if first else None, below if last else None)
        strips.append(Strip(height, both(write, rule), glued=not last and (first or end == count - 1)))
    return strips


def _writer(
    cells: Sequence[list[Line]],
    columns: Sequence[Column],
    widths: Sequence[float],
    owners: Sequence[Element | Artifact],
    padding: float,
) -> Draw:
    def draw(pen: Pen, top: float) -> None:
        left = SIDE
        for lines, column, width, owner in zip(cells, columns, widths, owners, strict=True):
            y = top - padding - CELL.baseline
            pen.belongs(owner)
            for line in lines:
                pen.write(line, left + _shift(column.align, width - 2 * SIDE - line.width), y, CELL.size)
                y -= CELL.leading
            left += width

    return draw


def _ruler(width: float, height: float, above: _Rule | None, below: _Rule | None) -> Draw:
    def draw(pen: Pen, top: float) -> None:
        for rule, y in ((above, top), (below, top - height)):
            if rule:
                pen.rule(0, width, y, *rule)

    return draw


def _shift(align: Align, free: float) -> float:
    return {Align.LEFT: 0.0, Align.RIGHT: free, Align.CENTER: free / 2}[align]
