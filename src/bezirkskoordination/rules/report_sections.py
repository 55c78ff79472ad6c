"""The sections of a report: which there are, in the paper's order, and which none is without (domain model 5.6.3)."""

from collections.abc import Iterable
from typing import NamedTuple

from bezirkskoordination.i18n import N_, Text
from bezirkskoordination.records.council import Report, ReportStatus, Section

#: What every report has: its head, the mandate with period and Stichtag, the notes on the figures; a Berichtigung also
#: what it corrects.
MANDATORY = frozenset({"kopf", "auftrag", "hinweise", "berichtigung"})


class SectionKind(NamedTuple):
    """A section that may be left out, with a place for the coordinator's own words."""

    key: str
    label: Text
    hint: Text


#: Where `Report.sections` may add own words, in the paper's order.
SECTIONS: tuple[SectionKind, ...] = (
    SectionKind(
        "lage", N_("Report", "Auf einen Blick"),
        N_("Report", "Das Wichtigste in höchstens drei Sätzen. Ohne Namen und ohne erkennbare Einzelfälle."),
    ),
    SectionKind(
        "seit", N_("Report", "Seit dem letzten Bericht"),
        N_("Report", "Was sich verändert hat und warum. Nachmeldungen nennt das Programm selbst."),
    ),
    SectionKind(
        "bedarf", N_("Report", "Unterstützungsbedarf"),
        N_("Report", "Was gebraucht wird und wo es fehlt. „Eine Familie aus …“ erkennt im Ort jeder."),
    ),
    SectionKind(
        "ehrenamt", N_("Report", "Ehrenamtliches Engagement"),
        N_("Report", "Was sich verändert hat und warum. Namen nur mit Einwilligung für genau diesen Bericht."),
    ),
    SectionKind(
        "netzwerk", N_("Report", "Netzwerk"),
        N_("Report", "Treffen, neue Partner, gemeinsame Vorhaben. Dank an Institutionen gehört hierher."),
    ),
    SectionKind(
        "abgrenzung", N_("Report", "Abgrenzung und Verweise"),
        N_("Report", "Wohin verwiesen wurde und wie die Zusammenarbeit mit den anderen Diensten läuft."),
    ),
    SectionKind(
        "kosten", N_("Report", "Verwaltungskosten"),
        N_("Report", "Besonderheiten, zum Beispiel eine Auslage mit vorheriger Zustimmung."),
    ),
    SectionKind(
        "beschluesse", N_("Report", "Erledigung früherer Beschlüsse"),
        N_("Report", "Was aus Aufträgen des Stadtbezirksrates geworden ist, soweit die Tabelle es nicht sagt."),
    ),
    SectionKind(
        "ausblick", N_("Report", "Ausblick"),
        N_("Report", "Herausforderungen und nächste Schritte, ohne Festlegungen zu Personal und Geld."),
    ),
    SectionKind(
        "bitte", N_("Report", "Bitte an den Stadtbezirksrat"),
        N_("Report", "Je Bitte: Anlass, Vorschlag, Frist. Leer heißt: Es wird nur um Kenntnisnahme gebeten."),
    ),
)  # fmt: skip


def is_on(sections: tuple[Section, ...], key: str) -> bool:
    """Whether a report has a section: unless it is switched off, and always when it is mandatory."""
    return key in MANDATORY or all(one.on for one in sections if one.key == key)


#: The kind (code of the list) of a report that is told in short, and the sections it has.
SHORT, _SHORT_KEYS = "KURZ", MANDATORY | {"lage", "ausblick", "bitte"}


def belongs(kind: str, key: str) -> bool:
    """Whether a kind of report has a section at all."""
    return kind != SHORT or key in _SHORT_KEYS


def is_printed(kind: str, sections: tuple[Section, ...], key: str) -> bool:
    """Whether a report of this kind has a section, and it is not switched off."""
    return belongs(kind, key) and is_on(sections, key)


#: Of a report that is not handed in yet.
_ON_ITS_WAY = (ReportStatus.DRAFT, ReportStatus.FROZEN, ReportStatus.RELEASED)


def on_its_way(reports: Iterable[Report]) -> Report | None:
    """The latest report that is still to be handed in."""
    found = (one for one in reports if one.status in _ON_ITS_WAY)
    return max(found, key=lambda one: (one.reference_date, one.id or 0), default=None)
