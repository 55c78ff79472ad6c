"""„Auf einen Blick“: at most six figures of the report, beside those before."""

from bezirkskoordination.i18n import N_
from bezirkskoordination.reports.council_figures import Comparison, compared
from bezirkskoordination.reports.document import Block, Paragraph

_GLANCE = N_("Report", "Auf einen Blick")
_STANDING, _IN_PERIOD = N_("Report", "Stand"), N_("Report", "Im Zeitraum")
_NOBODY_YET = N_("Report", "Zu beiden Stichtagen waren weder Ehrenamtliche noch Institutionen noch Bedarfe erfasst.")
_NOTHING_NEW = N_("Report", "In beiden Zeiträumen kamen keine Bedarfe und keine Ehrenamtlichen hinzu.")


def glance(told: Comparison) -> tuple[str, list[Block]]:
    """What stands on a day and what happened in the period, each under its own kind of head."""
    standing = compared(told, ("K11", "K02", "K20"), str(_STANDING), told.days)
    coming = compared(told, ("K01", "K12", "K15"), str(_IN_PERIOD), told.periods)
    return str(_GLANCE), [standing or Paragraph(str(_NOBODY_YET)), coming or Paragraph(str(_NOTHING_NEW))]
