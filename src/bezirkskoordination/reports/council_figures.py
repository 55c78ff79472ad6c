"""The sections of the council report that hold figures: volunteers, network, costs, each compared with before.

Takes every figure as the rules computed and published it; refuses to count anything itself, and to know whose
report it is.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Self

from bezirkskoordination.i18n import N_, Text
from bezirkskoordination.records.kinds import (
    NBSP,
    grouped,
    show_cents,
    show_date,
    show_hundredths,
    show_tenths,
)
from bezirkskoordination.reports.document import (
    Align,
    Bar,
    BarChart,
    Block,
    Column,
    Items,
    Paragraph,
    Series,
    Table,
)
from bezirkskoordination.rules import disclosure, figures
from bezirkskoordination.rules.disclosure import Published, Shown, Thresholds
from bezirkskoordination.rules.facts import Facts
from bezirkskoordination.rules.figures import Figure, Guard
from bezirkskoordination.rules.periods import Period, year_before

MINUS = "\u2212"
UNKNOWN = f"n.{NBSP}e."


@dataclass(frozen=True, slots=True)
class Comparison:
    """The published figures of a period beside those of the period before: what a section may tell of the facts.

    A section takes counts of people from `now` and `then` only, which hide what is too small for this paper.
    """

    facts: Facts
    thresholds: Thresholds
    now: dict[str, Published]
    then: dict[str, Published]

    @classmethod
    def of(cls, facts: Facts, public: bool) -> Self:
        """Counts of people below their threshold are hidden in a public paper; the other shows all."""
        thresholds = {one.name: one.least for one in facts.thresholds} if public else {}
        _, then, now = disclosure.in_turn((facts.earlier, facts.then, facts.now), thresholds)
        return cls(facts, thresholds, now, then)

    @property
    def period(self) -> Period:
        """The period of the report."""
        return self.facts.period

    @property
    def before(self) -> Period:
        """The period to compare with."""
        return self.facts.before

    @property
    def days(self) -> tuple[str, str]:
        """Both Stichtage as heads: „am 31.10.2026“ and the one before."""
        return _ON(show_date(self.period.end)), _ON(show_date(self.period.eve))

    @property
    def threshold(self) -> int:
        """From how many volunteers on a figure is told; 0 in an internal paper."""
        return self.thresholds.get(Guard.VOLUNTEERS.value, 0)


def shown(value: Shown) -> str:
    """A count as printed: „1.286“, „< 3“, „.“ or „n. e.“."""
    if isinstance(value, int):
        return grouped(value)
    return UNKNOWN if value is None else value.replace("<", f"<{NBSP}")


def said(told: Published) -> str:
    """A published figure as printed, in its unit."""
    return _in_unit(told.figure.unit, told.value)


def _clock(minutes: int) -> str:
    """„26:35“: below one another, all in one form."""
    return f"{grouped(minutes // 60)}:{minutes % 60:02d}"


#: Units that are kept in a smaller one.
_IN_UNIT: dict[str, Callable[[int], str]] = {
    figures.TENTHS: show_tenths, figures.MINUTES: _clock, figures.LESSONS: show_hundredths,
}  # fmt: skip


def _in_unit(unit: str, value: Shown) -> str:
    return _IN_UNIT.get(unit, shown)(value) if isinstance(value, int) else shown(value)


def changed(now: Published, before: Published, exact: bool) -> str:
    """A difference as printed: „+5“, „−3“, „0“, „etwa gleich“ or „–“."""
    change = disclosure.difference(now, before, exact)
    if not isinstance(change, int):
        return change
    words = _in_unit(now.figure.unit, abs(change))
    return f"+{words}" if change > 0 else f"{MINUS}{words}" if change < 0 else words


def money(cents: int | None) -> str:
    """An amount with two decimals, or „n. e.“."""
    return UNKNOWN if cents is None else show_cents(cents)


def _figures(*heads: str, first: str) -> tuple[Column, ...]:
    """The columns of a table of figures; the names on the left take what room is left."""
    return (Column(first, weight=3.0), *(Column(head, Align.RIGHT) for head in heads))


# --- at a glance --------------------------------------------------------------------------

_ON = N_("Report", "am {}")
_CHANGE = N_("Report", "Veränderung")
_STANDING = N_("Report", "Stand")
_IN_PERIOD = N_("Report", "Im Zeitraum")
_DURATION = N_("Report", "Dauer (Stunden:Minuten)")
_NOBODY_YET = N_("Report", "Zu beiden Stichtagen waren weder Ehrenamtliche noch Institutionen erfasst.")
_NO_COMING = N_("Report", "In beiden Zeiträumen wurden keine Zu- oder Abgänge von Ehrenamtlichen erfasst.")
_BRIDGE = N_(
    "Report",
    "Ehrenamtliche: {} zu Beginn + {} neu + {} zurückgekehrt " + MINUS + " {} ausgeschieden = {} am Stichtag.",
)
_PROTECTED = N_("Report", "{}: zum Schutz der Personen nicht ausgewiesen.")
_AND_MERGED = N_("Report", "{}: zum Schutz der Personen nicht ausgewiesen oder zusammengefasst.")
_AND = N_("Report", " und ")


def glance(told: Comparison) -> list[Block]:
    """What stands on a day and what happened in the period, each under its own kind of head."""
    standing = _compared(told, ("K11", "K20"), str(_STANDING), told.days)
    coming = _compared(told, ("K12", "K12R", "K13"), str(_IN_PERIOD), (str(told.period), str(told.before)))
    bridge = [told.then["K11"].value, *(told.now[code].value for code in ("K12", "K12R", "K13", "K11"))]
    blocks: list[Block] = [standing or Paragraph(str(_NOBODY_YET)), coming or Paragraph(str(_NO_COMING))]
    if coming and all(isinstance(value, int) for value in bridge):
        blocks.append(Paragraph(_BRIDGE(*map(shown, bridge)), small=True))
    return blocks


def _compared(told: Comparison, codes: Sequence[str], first: str, heads: tuple[str, str]) -> Table | None:
    """Figures now and before with their difference; nothing when there is nothing to tell."""
    pairs = [(told.now[code], told.then[code]) for code in codes]
    if not any(one.value for pair in pairs for one in pair):
        return None
    rows = tuple(
        (_label(now.figure), said(now), said(before), changed(now, before, not told.threshold)) for now, before in pairs
    )
    return Table(_figures(*heads, str(_CHANGE), first=first), rows, caption=_protection(told, rows))


def _label(figure: Figure) -> str:
    """How a row is called; a duration stands below what it is the duration of."""
    return str(_DURATION if figure.unit == figures.MINUTES else figure.label)


def _protection(told: Comparison, rows: Sequence[tuple[str, ...]]) -> str:
    """The note below a table that hides something."""
    cells = [cell for row in rows for cell in row[1:]]
    signs = sorted({cell for cell in cells if cell.startswith("<") or cell == disclosure.HIDDEN}, reverse=True)
    merged = [f"„{row[0]}“" for row in rows if row[0].startswith(str(_MERGED))]
    if not (signs or merged):
        return ""
    return (_AND_MERGED if merged else _PROTECTED)(str(_AND).join([*(f"„{one}“" for one in signs), *merged]))


# --- volunteers ---------------------------------------------------------------------------

_STATUS = N_("Report", "Ehrenamtliche nach Stand")
_TOTAL = N_("Report", "Summe")
_NO_VOLUNTEERS = N_("Report", "Zu beiden Stichtagen waren keine Ehrenamtlichen erfasst.")


_CARE = N_("Report", "Begleitung und Schulung")


def volunteers(told: Comparison) -> list[Block]:
    """The volunteers by status, how they were accompanied and trained, and the Integrationslotsen by module."""
    periods = str(told.period), str(told.before)
    care = _compared(told, ("K16", "K16M", "K17", "K17U", "K17T"), str(_CARE), periods)
    guides = _by_kind(told, "KL", str(told.now["KL"].figure.label))
    status = _by_kind(told, "K11", str(_STATUS)) or Paragraph(str(_NO_VOLUNTEERS))
    return [status, *(one for one in (care, guides) if one is not None)]


_MERGED = N_("Report", "Weitere")
_WITHHELD = N_("Report", "Die Gliederung ist zum Schutz der Personen nicht ausgewiesen.")


def _by_kind(told: Comparison, code: str, first: str) -> Table | None:
    """A breakdown at both Stichtage with its total; nothing when both totals are zero."""
    now, before = told.now[code], told.then[code]
    if not (now.value or before.value):
        return None
    rows = tuple((label, shown(one), shown(other)) for label, one, other in _paired(now, before))
    total = (str(_TOTAL), shown(now.value), shown(before.value))
    caption = _protection(told, (*rows, total)) if rows or not now.withheld else str(_WITHHELD)
    return Table(_figures(*told.days, first=first), rows, total, caption)


def _paired(now: Published, before: Published) -> list[tuple[str, Shown, Shown]]:
    """The lines of two breakdowns side by side, what is taken together last.

    A line that one of them lacks counts nothing there, or is among those that are not told by themselves.
    """
    both = now, before
    lines = [{part.label: part.value for part in one.breakdown if not part.merged} for one in both]
    absent = [0 if one.is_told_singly else disclosure.HIDDEN for one in both]
    paired: list[tuple[str, Shown, Shown]] = [
        (label, lines[0].get(label, absent[0]), lines[1].get(label, absent[1]))
        for label in dict.fromkeys([*lines[0], *lines[1]])
    ]
    merged = [next((part for part in one.breakdown if part.merged), None) for one in both]
    if labels := {part.label for part in merged if part}:
        values = [part.value if part else disclosure.UNTOLD for part in merged]
        paired.append((labels.pop() if len(labels) == 1 else str(_MERGED), values[0], values[1]))
    return paired


# --- network ------------------------------------------------------------------------------

_NETWORK = N_("Report", "Netzwerk")
_NO_NETWORK = N_("Report", "Zu beiden Stichtagen waren keine Institutionen im Netzwerk erfasst.")
_KIND = N_("Report", "Institutionen nach Art")
_CHART = N_(
    "Report",
    "Abb. 1: Arten mit mehreren Institutionen im Netzwerk, {} und {}. Alle Arten stehen in der Tabelle darunter.",
)
_CHART_SAID = N_("Report", "Balkendiagramm der Arten mit mehreren Institutionen im Netzwerk, {} und {}: {}.")
_BAR_SAID = N_("Report", "{} {}, vorher {}")
_MOST = N_("Report", "{} stellen mehr als die Hälfte des Netzwerks")
_GROWN = N_("Report", "Das Netzwerk ist von {} auf {} gewachsen")
_SHRUNK = N_("Report", "Das Netzwerk ist von {} auf {} zurückgegangen")
_SAME = N_("Report", "Das Netzwerk umfasst wie zuvor {}")
_ONE, _MANY = N_("Report", "{} Institution"), N_("Report", "{} Institutionen")

_CLUBS, _PARISHES = ("VEREIN_SPORT", "VEREIN_KULTUR", "VEREIN_SOZIAL"), ("KIRCHE",)
_SCHOOLS, _NURSERIES = ("SCHULE",), ("KITA",)
#: Who may be said to make up most of the network: how they are called, and the codes each word stands for.
_FAMILIES: tuple[tuple[Text, tuple[tuple[str, ...], ...]], ...] = (
    (N_("Report", "Vereine"), (_CLUBS,)),
    (N_("Report", "Kirchengemeinden und Vereine"), (_PARISHES, _CLUBS)),
    (N_("Report", "Schulen und Kindertagesstätten"), (_SCHOOLS, _NURSERIES)),
    (N_("Report", "Vereine, Schulen und Kindertagesstätten"), (_CLUBS, _SCHOOLS, _NURSERIES)),
)


def network_finding(told: Comparison) -> str:
    """The heading of the section: one sentence that the figures prove."""
    now, before = told.now["K20"], told.then["K20"]
    if not isinstance(now.value, int) or not isinstance(before.value, int) or not (now.value or before.value):
        return str(_NETWORK)
    count = {part.label: part.value for part in now.breakdown if isinstance(part.value, int)}
    for called, words in _FAMILIES:
        each = [sum(count.get(told.facts.label(code), 0) for code in codes) for codes in words]
        if min(each) > 1 and 2 * sum(each) > now.value:  # more than one of each: the words are plurals
            return _MOST(called)
    change = now.value - before.value
    if change:
        return (_GROWN if change > 0 else _SHRUNK)(before.value, _institutions(now.value))
    return _SAME(_institutions(now.value))


def _institutions(count: int) -> str:
    return (_ONE if count == 1 else _MANY)(shown(count))


def network(told: Comparison) -> list[Block]:
    """The institutions by kind, the talks with them, the round table with what it recommends, and its orders."""
    talks = _compared(told, ("K16b", "K16bM"), str(_TALKS), (str(told.period), str(told.before)))
    return [*_institutions_by_kind(told), *([talks] if talks else []), *_round_table(told)]


_TALKS = N_("Report", "Gespräche im Netzwerk")
_MEETINGS, _ORDERS = N_("Report", "Runder Tisch"), N_("Report", "Aufträge")
_RECOMMENDED = N_("Report", "Der Runde Tisch empfiehlt dem Stadtbezirksrat:")
_RECOMMENDATION = N_("Report", "{} ({})")


def _round_table(told: Comparison) -> list[Block]:
    """Sittings, recommendations and orders, as far as there are any at all; the recommendations in their words."""
    periods = str(told.period), str(told.before)
    met = _compared(told, ("K18", "K18O", "K18E", "K19E"), str(_MEETINGS), periods)
    waiting = _compared(told, ("K19", "K19U"), str(_ORDERS), told.days)
    blocks: list[Block] = [one for one in (met, waiting) if one is not None]
    if recommended := told.facts.recommendations:
        words = tuple(_RECOMMENDATION(one.text, show_date(one.on)) for one in recommended)
        blocks += [Paragraph(str(_RECOMMENDED)), Items(words)]
    return blocks


def _institutions_by_kind(told: Comparison) -> list[Block]:
    """The institutions by kind at both Stichtage: the table, and above it a chart of the kinds with several."""
    now, before = told.now["K20"], told.then["K20"]
    table = _by_kind(told, "K20", str(_KIND))
    if table is None:
        return [Paragraph(str(_NO_NETWORK))]
    # Only what is told may be drawn.
    drawn = [
        (kind, one, other)
        for kind, one, other in _paired(now, before)
        if isinstance(one, int) and isinstance(other, int) and max(one, other) > 1
    ]
    if not drawn:
        return [table]
    series = (
        Series(told.days[0], tuple(Bar(kind, one, shown(one)) for kind, one, _ in drawn)),
        Series(told.days[1], tuple(Bar(kind, other, shown(other)) for kind, _, other in drawn)),
    )
    bars = "; ".join(_BAR_SAID(kind, shown(one), shown(other)) for kind, one, other in drawn)
    return [BarChart(series, _CHART_SAID(*told.days, bars), _CHART(*told.days)), table]


# --- administrative costs -----------------------------------------------------------------

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


def costs(told: Comparison) -> list[Block]:
    """The expenses by kind, and what is left of the Etat, each beside the year before at the same day."""
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
    total = (str(_TOTAL), shown(receipts.total()), *map(money, (of_period.total(), now.value, then.value)))
    whole = told.period.start.year == day.year
    heads = (
        _RECEIPTS(day.year), str(_PERIOD) if whole else _PERIOD_FROM(show_date(told.period.start)),
        _YEAR(day.year), _YEAR_BEFORE(show_date(last)),
    )  # fmt: skip
    return Table(_figures(*heads, first=str(_COST_KIND)), rows, total)


def _means_table(now: dict[str, Figure], then: dict[str, Figure], day: date, last: date) -> Table:
    heads = (_MEANS_OF(one.year, show_date(one)) for one in (day, last))
    *rows, total = (
        (str(now[code].label), money(now[code].value), money(then[code].value))
        for code in ("K27A", "K27C", "K27U", "K27E", "K27O", "K27V", "K27R")
    )
    return Table(_figures(*heads, first=str(_MEANS)), tuple(rows), total)


def costs_heading(told: Comparison) -> str:
    """„Verwaltungskosten (Haushaltsjahr 2026, Stand 31.10.2026)“."""
    return _COSTS(told.period.end.year, show_date(told.period.end))
