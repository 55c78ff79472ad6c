"""„Netzwerk“: the institutions by kind, talks with them, the round table, what it recommends and what it gave to do."""

from bezirkskoordination.i18n import N_, Text
from bezirkskoordination.records.kinds import show_date
from bezirkskoordination.reports.council_figures import Comparison, by_kind, chart, compared, shown
from bezirkskoordination.reports.document import Block, Items, Paragraph

_NETWORK = N_("Report", "Netzwerk")
_NO_NETWORK = N_("Report", "Zu beiden Stichtagen waren keine Institutionen im Netzwerk erfasst.")
_KIND = N_("Report", "Institutionen nach Art")
_DRAWN = N_("Report", "Arten mit mehreren Institutionen im Netzwerk")
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


def network(told: Comparison) -> tuple[str, list[Block]]:
    """The institutions by kind, the talks with them, the round table with what it recommends, and its orders."""
    table = by_kind(told, "K20", str(_KIND), told.days)
    # Most kinds have one institution only: a chart of those says nothing.
    drawn = chart(told, "K20", _DRAWN, told.days, lambda one, other: max(one, other) > 1)
    talks = compared(told, ("K16b", "K16bM"), str(_TALKS), told.periods)
    blocks = (drawn, table or Paragraph(str(_NO_NETWORK)), talks)
    return _finding(told), [*(one for one in blocks if one is not None), *_round_table(told)]


def _finding(told: Comparison) -> str:
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


_TALKS = N_("Report", "Gespräche im Netzwerk")
_MEETINGS, _ORDERS = N_("Report", "Runder Tisch"), N_("Report", "Aufträge")
_RECOMMENDED = N_("Report", "Der Runde Tisch empfiehlt dem Stadtbezirksrat:")
_RECOMMENDATION = N_("Report", "{} ({})")


def _round_table(told: Comparison) -> list[Block]:
    """Sittings, recommendations and orders, as far as there are any at all; the recommendations in their words."""
    met = compared(told, ("K18", "K18O", "K18E", "K19E"), str(_MEETINGS), told.periods)
    waiting = compared(told, ("K19", "K19U"), str(_ORDERS), told.days)
    blocks: list[Block] = [one for one in (met, waiting) if one is not None]
    if recommended := told.facts.recommendations:
        words = tuple(_RECOMMENDATION(one.text, show_date(one.on)) for one in recommended)
        blocks += [Paragraph(str(_RECOMMENDED)), Items(words)]
    return blocks
