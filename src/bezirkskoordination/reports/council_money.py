"""„Verwaltungskosten“ of the report: of the Haushaltsjahr, never of half of it alone."""

from collections import Counter
from datetime import date

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.kinds import show_date
from bezirkskoordination.reports.council_figures import TOTAL, Comparison, columns, money, shown
from bezirkskoordination.reports.document import Block, Paragraph, Table
from bezirkskoordination.rules import figures
from bezirkskoordination.rules.figures import Figure
from bezirkskoordination.rules.periods import year_before

_COST_KIND = N_("Report", "Kostenart")
_RECEIPTS = N_("Report", "Belege {}")
_PERIOD = N_("Report", "im Zeitraum")
_PERIOD_FROM = N_("Report", "im Zeitraum (ab {})")
_YEAR = N_("Report", "Haushaltsjahr {}")
_YEAR_BEFORE = N_("Report", "Vorjahr bis {}")
_MEANS = N_("Report", "Etat")
_MEANS_OF = N_("Report", "{}, Stand {}")
_NO_EXPENSES = N_("Report", "Im Berichtszeitraum wurden keine Auslagen erfasst.")
_NO_EXPENSES_YET = N_("Report", "Im Haushaltsjahr {} und im Vorjahr bis {} wurden ebenfalls keine Auslagen erfasst.")
_NO_BUDGET = N_("Report", "Ein Ansatz für das Haushaltsjahr {} ist nicht eingetragen.")
_OVERRUN = N_("Report", "Die Auslagen übersteigen Ansatz und Reste um {}; die Deckung ist zu klären.")
_COSTS = N_("Report", "Verwaltungskosten (Haushaltsjahr {}, Stand {})")


def costs(told: Comparison) -> tuple[str, list[Block]]:
    """The expenses by kind, and what is left of the Etat, each beside the year before at the same day."""
    return _COSTS(told.period.end.year, show_date(told.period.end)), _costs(told)


def _costs(told: Comparison) -> list[Block]:
    day, last = told.period.end, year_before(told.period.end)
    now, then = figures.by_code(told.facts.now), figures.by_code(told.facts.year_before)
    blocks: list[Block] = []
    if not told.facts.spent:
        blocks.append(Paragraph(str(_NO_EXPENSES)))
    if told.facts.spent or now["K27"].breakdown or then["K27"].breakdown:
        blocks.append(_cost_table(told, now["K27"], then["K27"]))
    else:
        blocks.append(Paragraph(_NO_EXPENSES_YET(day.year, show_date(last))))
    if now["K27A"].value is None:
        blocks.append(Paragraph(_NO_BUDGET(day.year)))
    if now["K27"].value or any(one["K27A"].value is not None for one in (now, then)):
        blocks.append(_means_table(now, then, day, last))
    if (now["K27R"].value or 0) < 0:
        blocks.append(Paragraph(_OVERRUN(money(-(now["K27R"].value or 0)))))
    return blocks


def _cost_table(told: Comparison, now: Figure, then: Figure) -> Table:
    day, last = told.period.end, year_before(told.period.end)
    receipts, of_period, year, before = (
        Counter({part.label: part.value for part in parts})
        for parts in (told.facts.receipts, told.facts.spent, now.breakdown, then.breakdown)
    )
    labels = dict.fromkeys([*year, *sorted(of_period), *before])
    rows = tuple(
        (label, shown(receipts[label]), *(money(of[label]) for of in (of_period, year, before))) for label in labels
    )
    total = (str(TOTAL), shown(receipts.total()), *map(money, (of_period.total(), now.value, then.value)))
    whole = told.period.start.year == day.year
    heads = (
        _RECEIPTS(day.year), str(_PERIOD) if whole else _PERIOD_FROM(show_date(told.period.start)),
        _YEAR(day.year), _YEAR_BEFORE(show_date(last)),
    )  # fmt: skip
    return Table(columns(*heads, first=str(_COST_KIND)), rows, total)


def _means_table(now: dict[str, Figure], then: dict[str, Figure], day: date, last: date) -> Table:
    heads = (_MEANS_OF(one.year, show_date(one)) for one in (day, last))
    *rows, total = (
        (str(now[code].label), money(now[code].value), money(then[code].value))
        for code in ("K27A", "K27C", "K27U", "K27E", "K27O", "K27V", "K27R")
    )
    return Table(columns(*heads, first=str(_MEANS)), tuple(rows), total)
