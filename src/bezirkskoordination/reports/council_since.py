"""„Seit dem letzten Bericht“: what has changed since the last one was frozen, and what came in late for its time."""

from collections import Counter
from dataclasses import replace

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.kinds import show_date
from bezirkskoordination.reports.council_figures import Comparison, columns, compared, money, said, shown
from bezirkskoordination.reports.document import Block, Paragraph, Table
from bezirkskoordination.rules.disclosure import Published
from bezirkskoordination.rules.facts import Facts
from bezirkskoordination.rules.figures import CENTS

_SINCE = N_("Report", "Seit dem letzten Bericht")
_FIRST = N_("Report", "Es gibt noch keinen früheren Bericht mit eingefrorenen Zahlen, mit dem zu vergleichen wäre.")
_SAME = N_("Report", "Seit dem letzten Bericht (Stichtag {}) hat sich am Stand nichts verändert.")
_STANDING, _ON = N_("Report", "Stand seit dem letzten Bericht"), N_("Report", "am {}")
_NO_LATE = N_("Report", "Für die Zeit des letzten Berichts wurde nichts nachgemeldet.")
_LATE = N_("Report", "Nach dem letzten Bericht wurden für seine Zeit nachgemeldet: {}. Dieser Bericht zählt sie mit.")
_OTHERWISE = N_("Report", "Zeitraum {}, nachgezählt")
_THEN, _TODAY = N_("Report", "im letzten Bericht"), N_("Report", "mit Nachmeldungen")
#: What stands on a day; those that have not changed are left out.
_CODES = ("K11", "K02", "K03", "K14A", "K09", "K20", "K19")


def since(told: Comparison) -> tuple[str, list[Block]]:
    """What stands otherwise, from what both reports tell; late entries by their kind, their number only inside."""
    last = told.facts.last
    if last is None:
        return str(_SINCE), [Paragraph(str(_FIRST))]
    against = replace(told, then=Comparison.of(last, told.is_public).now)
    heads = _ON(show_date(told.period.end)), _ON(show_date(last.period.end))
    moved = [code for code in _CODES if (pair := against.pair(code)) and _moved(*pair)]
    table = compared(against, moved, str(_STANDING), heads) if moved else None
    blocks: list[Block] = [table or Paragraph(_SAME(show_date(last.period.end)))]
    blocks.append(Paragraph(_LATE(_kinds(told)) if told.facts.late else str(_NO_LATE)))
    return str(_SINCE), [*blocks, *_counted_again(against, told, last)]


def _moved(now: Published, then: Published) -> bool:
    """Whether both papers tell different values; of what is hidden nobody reads that it is the same, either."""
    return now.value != then.value or isinstance(now.value, str)


def _kinds(told: Comparison) -> str:
    """„Auslage (3), Bedarf (2)“; the public reads no numbers: these are few."""
    kinds = Counter(str(one.kind) for one in told.facts.late)
    names = sorted(kinds)
    return ", ".join(names if told.is_public else (f"{name} ({shown(kinds[name])})" for name in names))


def _said(told: Published) -> str:
    in_cents = told.figure.unit == CENTS and not isinstance(told.value, str)
    return money(told.figure.value) if in_cents else said(told)


def _counted_again(against: Comparison, told: Comparison, last: Facts) -> list[Block]:
    """The figures of the last report that late entries have changed, as both reports tell them."""
    if last.period != told.before:
        return []
    rows = tuple(
        (str(one.figure.label), _said(against.then[code]), _said(one))
        for code, one in told.then.items()
        if code in against.then and one.value != against.then[code].value
    )
    return [Table(columns(str(_THEN), str(_TODAY), first=_OTHERWISE(last.period)), rows)] if rows else []
