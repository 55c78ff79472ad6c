"""„Ehrenamtliches Engagement“: who helps, who came and went, what was given, how they were accompanied and trained."""

from bezirkskoordination.i18n import N_
from bezirkskoordination.reports.council_figures import MINUS, Comparison, by_kind, compared, shown
from bezirkskoordination.reports.document import Block, Paragraph

_PEOPLE = N_("Report", "Ehrenamtliches Engagement")
_STATUS, _COMING = N_("Report", "Ehrenamtliche nach Stand"), N_("Report", "Gewinnung und Abschied")
_REASON, _CARE = N_("Report", "Ausgeschieden, weil"), N_("Report", "Begleitung und Schulung")
_HELP, _SEATS = N_("Report", "Einsätze im Zeitraum"), N_("Report", "Angebote und Plätze am Stichtag")
_NO_PEOPLE = N_("Report", "Zu beiden Stichtagen waren keine Ehrenamtlichen erfasst.")
_NO_COMING = N_("Report", "In beiden Zeiträumen wurden keine Zu- oder Abgänge von Ehrenamtlichen erfasst.")
_BRIDGE = N_(
    "Report",
    "Ehrenamtliche: {} zu Beginn + {} neu + {} zurückgekehrt " + MINUS + " {} ausgeschieden = {} am Stichtag.",
)


def people(told: Comparison) -> tuple[str, list[Block]]:
    """K09 to K17, and the Integrationslotsen by module."""
    status = by_kind(told, "K11", str(_STATUS), told.days)
    coming = compared(told, ("K12", "K12R", "K13"), str(_COMING), told.periods)
    blocks: list[Block] = [status or Paragraph(str(_NO_PEOPLE)), coming or Paragraph(str(_NO_COMING))]
    bridge = [told.then["K11"].value, *(told.now[code].value for code in ("K12", "K12R", "K13", "K11"))]
    if coming and all(isinstance(value, int) for value in bridge):
        blocks.append(Paragraph(_BRIDGE(*map(shown, bridge)), small=True))
    tables = (
        by_kind(told, "K13", str(_REASON), told.periods),
        compared(told, ("K14", "K15", "K15E"), str(_HELP), told.periods),
        compared(told, ("K14A", "K09", "K09S?", "K09A?", "K10?", "K10B?"), str(_SEATS), told.days),
        compared(told, ("K16", "K16M", "K17", "K17U", "K17T"), str(_CARE), told.periods),
        by_kind(told, "KL", str(told.now["KL"].figure.label), told.days),
    )
    return str(_PEOPLE), [*blocks, *(one for one in tables if one is not None)]
