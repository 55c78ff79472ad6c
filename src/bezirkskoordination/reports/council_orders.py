"""„Erledigung früherer Beschlüsse“: what the council gave to do, and how far it is."""

from collections.abc import Sequence

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.council import Publicity
from bezirkskoordination.records.kinds import show_date
from bezirkskoordination.reports.council_figures import Comparison
from bezirkskoordination.reports.document import Block, Column, Paragraph, Table
from bezirkskoordination.rules.facts import Mandated

_ORDERS = N_("Report", "Erledigung früherer Beschlüsse")
_NO_ORDERS = N_("Report", "Am Stichtag lagen keine Aufträge des Stadtbezirksrates vor.")
_HEADS = N_("Report", "Auftrag"), N_("Report", "erteilt"), N_("Report", "bis"), N_("Report", "Stand am {}")
_GIVEN, _DONE = N_("Report", "{}, {}"), N_("Report", "{} am {}")


def orders(told: Comparison) -> tuple[str, list[Block]]:
    """The council's orders that waited in the period or were given in it; those of closed sittings only inside."""
    public = [one for one in told.facts.orders if one.publicity is Publicity.PUBLIC or not told.is_public]
    return str(_ORDERS), [_table(told, public) if public else Paragraph(str(_NO_ORDERS))]


def _table(told: Comparison, found: Sequence[Mandated]) -> Table:
    *heads, standing = _HEADS
    first, *others = (*map(str, heads), standing(show_date(told.period.end)))
    rows = tuple(
        (
            one.text,
            _GIVEN(show_date(one.given_on), one.source) if one.source else show_date(one.given_on),
            show_date(one.due_on),
            _DONE(one.status, show_date(one.done_on)) if one.done_on else one.status,
        )
        for one in found
    )
    return Table((Column(first, weight=3.0), *map(Column, others)), rows)
