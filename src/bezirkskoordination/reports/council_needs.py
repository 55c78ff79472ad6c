"""„Unterstützungsbedarf“ and „Abgrenzung und Verweise“: what was asked for, how it went out, who was there already.

Tells published figures only: people who ask for help are never told from one another here.
"""

from bezirkskoordination.i18n import N_, Text
from bezirkskoordination.records.kinds import NBSP
from bezirkskoordination.reports.council_figures import MINUS, Comparison, by_kind, chart, compared, found, shown
from bezirkskoordination.reports.document import Block, Paragraph
from bezirkskoordination.rules.disclosure import Published, has_shares
from bezirkskoordination.rules.money import half_up

_NEEDS = N_("Report", "Unterstützungsbedarf")
_NO_NEEDS = N_("Report", "In beiden Zeiträumen wurden keine Bedarfe gemeldet, und keiner war offen.")
_IN_PERIOD, _STANDING = N_("Report", "Bedarfe im Zeitraum"), N_("Report", "Bedarfe am Stichtag")
_FIELD, _REASON = N_("Report", "Neue Bedarfe nach Handlungsfeld"), N_("Report", "Nicht gedeckt, weil")
_MOST = N_("Report", "Am häufigsten gemeldet: {} ({} von {} neuen Bedarfen)")
_MOST_OF_ALL = N_("Report", f"Am häufigsten gemeldet: {{}} ({{}} von {{}} neuen Bedarfen, {{}}{NBSP}%)")
_SEVERAL = N_("Report", "{} neue Bedarfe in {} Handlungsfeldern")


def needs(told: Comparison) -> tuple[str, list[Block]]:
    """K01 to K08: what came in and how it went out, what waits, and that both hang together."""
    period = compared(told, ("K01", "K08", "K04", "K04T?", "K05", "K06", "K07"), str(_IN_PERIOD), told.periods)
    standing = compared(told, ("K02", "K03"), str(_STANDING), told.days)
    if period is None and standing is None:
        return str(_NEEDS), [Paragraph(str(_NO_NEEDS))]
    blocks: list[Block] = [one for one in (period, standing) if one is not None]
    blocks += _bridge(told)
    fields = by_kind(told, "K01", str(_FIELD), told.periods)
    drawn = chart(told, "K01", _FIELD, told.periods, lambda one, other: bool(one or other))
    if drawn is not None:
        blocks += [*_most(told.now["K01"]), drawn]
    reasons = by_kind(told, "K06", str(_REASON), told.periods)
    return str(_NEEDS), [*blocks, *(one for one in (fields, reasons) if one is not None)]


def _most(new: Published) -> list[Block]:
    """What was asked for most, if it can be said in one sentence that nobody can doubt."""
    lines = sorted((part for part in new.breakdown if not part.merged), key=lambda part: -part.value)
    if not isinstance(new.value, int) or not lines or not new.value:
        return []
    others = max((part.value for part in new.breakdown if part is not lines[0]), default=0)
    if lines[0].value > others:
        words = lines[0].label, shown(lines[0].value), shown(new.value)
        if has_shares(new):
            return [found(_MOST_OF_ALL(*words, half_up(100 * lines[0].value, new.value)))]
        return [found(_MOST(*words))]
    fields = sum(part.merged or 1 for part in new.breakdown if part.value)
    return [found(_SEVERAL(shown(new.value), shown(fields)))]


#: The bridge: its words, the figure, its sign; what counts nothing is left out, but for the first three.
_STEPS: tuple[tuple[str, Text, str], ...] = (
    ("K02A", N_("Report", "{} offen zu Beginn"), ""),
    ("K01", N_("Report", "{} neu"), "+"),
    ("K02W", N_("Report", "{} wieder offen"), "+"),
    ("K02E", N_("Report", "{} erledigt oder in laufender Hilfe"), MINUS),
    ("K02D", N_("Report", "{} doppelt gezählt"), MINUS),
)
_OPEN = N_("Report", "Bedarfe: {} = {} offen am Stichtag.")
_NO_BRIDGE = N_(
    "Report",
    "Wie die offenen Bedarfe von Beginn und Stichtag zusammenhängen, ist zum Schutz der Personen nicht ausgewiesen.",
)
_RARE = ("K02W", "K02D")


def _bridge(told: Comparison) -> list[Block]:
    """„offen zu Beginn + neu − erledigt = offen“, where all of it may be told."""
    if not all(told.pair(code) for code, _, _ in _STEPS) or not told.tells("K02A", "K01", "K02E", "K02"):
        return []
    values = [told.now[code].value for code in (*(code for code, _, _ in _STEPS), "K02")]
    if not all(isinstance(value, int) for value in values):
        return [Paragraph(str(_NO_BRIDGE), small=True)]
    steps = [
        f"{sign} {text(shown(told.now[code].value))}".strip()
        for code, text, sign in _STEPS
        if told.now[code].value or code not in _RARE
    ]
    return [Paragraph(_OPEN(" ".join(steps), shown(told.now["K02"].value)), small=True)]


# --- Abgrenzung und Verweise ----------------------------------------------------------------

_BOUNDARY = N_("Report", "Abgrenzung und Verweise")
_NO_BOUNDARY = N_("Report", "In beiden Zeiträumen wurden keine Abgrenzungsprüfungen und keine Verweise erfasst.")
_WHY = N_(
    "Report",
    "Vor jeder Hilfe wird geprüft, ob es ein Angebot der Stadt oder anderer Träger schon gibt. Dann wird dorthin"
    " verwiesen: Die Koordinierungsstelle ergänzt, sie tritt nicht in Konkurrenz.",
)
_RESULT, _OUTCOME = N_("Report", "Abgrenzungsprüfungen nach Ergebnis"), N_("Report", "Verweise nach Ergebnis")
_SERVICE, _LACKING = N_("Report", "Verwiesene Bedarfe nach Dienst"), N_("Report", "Ohne gültige Prüfung")


def boundary(told: Comparison) -> tuple[str, list[Block]]:
    """K21, K22 and where needs were referred to: that nobody is competed with, in figures."""
    tables = [
        by_kind(told, "K21", str(_RESULT), told.periods),
        by_kind(told, "K22", str(_OUTCOME), told.periods),
        by_kind(told, "K05", str(_SERVICE), told.periods),
        compared(told, ("K21O?",), str(_LACKING), told.days),
    ]
    if not told.tells("K21", "K22", "K05", "K21O"):
        return str(_BOUNDARY), [Paragraph(str(_NO_BOUNDARY))]
    return str(_BOUNDARY), [Paragraph(str(_WHY)), *(one for one in tables if one is not None)]
