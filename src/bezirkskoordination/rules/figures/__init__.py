"""The indicators of the domain model (5.6.1), computed from records for any Stichtag; the only door to them.

Refuses to know what of them the public may read (`disclosure`), and how they are told.
"""

from bezirkskoordination.records.kinds import Names
from bezirkskoordination.rules.figures.ledger import Histories, Ledger, R, Records, histories_of
from bezirkskoordination.rules.figures.money import (
    approved_on,
    costs,
    counted_in,
    expenses_in,
    position_of,
    position_on,
    year_until,
)
from bezirkskoordination.rules.figures.network import (
    is_in_network,
    network_figure,
    order_figures,
    recommendations,
    round_table_figures,
    round_tables,
)
from bezirkskoordination.rules.figures.people import guide_figure, talk_figures, training_figures, volunteers
from bezirkskoordination.rules.figures.values import (
    CENTS,
    LESSONS,
    MINUTES,
    TENTHS,
    Behind,
    Figure,
    Guard,
    Part,
    by_code,
)
from bezirkskoordination.rules.periods import Period

__all__ = [
    "CENTS", "LESSONS", "MINUTES", "TENTHS", "Behind", "Figure", "Guard", "Histories", "Ledger", "Part", "R",
    "Records", "approved_on", "by_code", "compute", "costs", "counted_in", "expenses_in", "histories_of",
    "is_in_network", "position_of", "position_on", "recommendations", "round_tables", "year_until",
]  # fmt: skip


def compute(ledger: Ledger, period: Period, names: Names) -> list[Figure]:
    """Every indicator at the end of a period, in the order in which papers tell them."""
    return [
        *volunteers(ledger, period, names),
        guide_figure(ledger, period.end),
        *talk_figures(ledger, period, names),
        *training_figures(ledger, period, names),
        *round_table_figures(ledger, period, names),
        *order_figures(ledger, period, names),
        network_figure(ledger, period.end, names),
        *costs(ledger, period.end, names),
    ]
