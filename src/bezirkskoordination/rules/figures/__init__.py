"""The indicators of the domain model (5.6.1), computed from records for any Stichtag; the only door to them.

Refuses to know what of them the public may read (`disclosure`), and how they are told.
"""

from datetime import date

from bezirkskoordination.records.kinds import Names
from bezirkskoordination.rules.figures.boundaries import boundary_figures, referral_figure
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
from bezirkskoordination.rules.figures.needs import need_figures
from bezirkskoordination.rules.figures.network import (
    council_orders,
    is_in_network,
    network_figure,
    order_figures,
    recommendations,
    round_table_figures,
    round_tables,
)
from bezirkskoordination.rules.figures.people import guide_figure, talk_figures, training_figures, volunteers
from bezirkskoordination.rules.figures.placements import hour_figures, placement_figures, profile_figures
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
    keys,
    parts_of,
)
from bezirkskoordination.rules.periods import Period

__all__ = [
    "CENTS", "LESSONS", "MINUTES", "TENTHS", "Behind", "Figure", "Guard", "Histories", "Ledger", "Part", "R",
    "Records", "approved_on", "by_code", "compute", "costs", "counted_in", "expenses_in", "histories_of",
    "is_in_network", "keys", "parts_of", "position_of", "position_on", "recommendations", "round_tables", "year_until",
]  # fmt: skip


def compute(ledger: Ledger, period: Period, names: Names, frozen_on: date = date.max) -> list[Figure]:
    """Every indicator at the end of a period, in the order of their codes.

    `frozen_on` is the day on which they are frozen: hours that were confirmed later are not in them.
    """
    return [
        *need_figures(ledger, period, names),
        *profile_figures(ledger, period.end),
        *volunteers(ledger, period, names),
        guide_figure(ledger, period.end),
        *placement_figures(ledger, period),
        *hour_figures(ledger, period, frozen_on),
        *talk_figures(ledger, period, names),
        *training_figures(ledger, period, names),
        *round_table_figures(ledger, period, names),
        *order_figures(ledger, period, names),
        network_figure(ledger, period.end, names),
        *boundary_figures(ledger, period),
        referral_figure(ledger, period),
        *costs(ledger, period.end, names),
        council_orders(ledger, period.end),
    ]
