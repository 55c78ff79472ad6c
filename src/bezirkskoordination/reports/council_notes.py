"""„Hinweise zu den Zahlen“: what a reader must know to read the figures of the council report rightly.

Explains only what stands in the paper. Refuses to know the figures themselves.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from bezirkskoordination.i18n import N_, Text
from bezirkskoordination.records.kinds import show_date
from bezirkskoordination.records.people import VolunteerStatus
from bezirkskoordination.reports.council_figures import UNKNOWN, Comparison, shown
from bezirkskoordination.reports.document import Block, Items, Run, Table
from bezirkskoordination.rules import canonical
from bezirkskoordination.rules.disclosure import ABOUT_SAME, HIDDEN, UNTOLD
from bezirkskoordination.rules.facts import Facts, sealed, to_json
from bezirkskoordination.rules.figures import Guard
from bezirkskoordination.rules.status import VOLUNTEERING


def _always(_told: Comparison) -> bool:
    return True


def _any(*codes: str) -> Callable[[Comparison], bool]:
    """Whether one of these figures stands in the paper: it has something to tell, now or before."""
    return lambda told: told.tells(*codes)


class _Note(NamedTuple):
    """A note: the word it is found by, its text, whether the figures need it, and in which section these stand."""

    head: Text
    text: Text
    needed: Callable[[Comparison], bool] = _always
    where: str = ""


_NOTES = (
    _Note(
        N_("Report", "Datenbasis"),
        N_(
            "Report",
            "Die Zahlen stammen aus den Aufzeichnungen der Koordinierungsstelle und zeigen nur, was ihr gemeldet wurde."
            " Vergleichswerte sind aus denselben Aufzeichnungen berechnet; durch Nachträge können sie von früheren"
            " Berichten abweichen.",
        ),
    ),
    _Note(
        N_("Report", "Stichtag und Zeitraum"),
        N_(
            "Report",
            "„am“ nennt den Stand am Ende des Tages; ein Zeitraum umfasst seinen ersten und seinen letzten Tag."
            " Verglichen wird mit {before}.",
        ),
    ),
    _Note(
        N_("Report", "Bedarfe"),
        N_(
            "Report",
            "Offen ist, was auf Hilfe wartet. Läuft die Hilfe, ist ein Bedarf nicht mehr offen. Gedeckt, verwiesen oder"
            " nicht gedeckt nennt, wie er im Zeitraum ausging. Eine Person kann mehrere Bedarfe haben.",
        ),
        _any("K01", "K02", "K02A", "K03"),
    ),
    _Note(
        N_("Report", "Bearbeitungsdauer"),
        N_(
            "Report",
            "von der Erfassung bis zur ersten Hilfe oder zum ersten Verweis; der Median: Die Hälfte ging schneller."
            " Unter fünf Bedarfen wird keiner gebildet.",
        ),
        _any("K07"),
        where="bedarf",
    ),
    _Note(
        N_("Report", "Ehrenamtliche"),
        N_("Report", "alle mit dem Stand {standing}. Es gilt der am Stichtag vermerkte Stand."),
    ),
    _Note(
        N_("Report", "Keine Doppelzählung"),
        N_(
            "Report",
            "Jede Person zählt am Stichtag einmal, auch mit mehreren Aufgaben. Wer im Zeitraum ausscheidet und"
            " zurückkehrt, zählt bei beidem.",
        ),
    ),
    _Note(
        N_("Report", "Beratungen, Begleitungen und Gespräche"),
        N_(
            "Report",
            "gezählt nach Gesprächen, nicht nach Personen; die Dauer, soweit sie aufgeschrieben ist. Erstgespräche,"
            " Beratungen, Begleitungen und Konfliktklärungen zählen als Begleitung, die übrigen Gespräche mit"
            " Institutionen, Politik und Wirtschaft beim Netzwerk. Keines zählt doppelt.",
        ),
        _any("K16", "K16b"),
        where="ehrenamt",
    ),
    _Note(
        N_("Report", "Schulungen"),
        N_(
            "Report",
            "die im Zeitraum abgeschlossenen, mit Unterrichtsstunden zu 45 Minuten. Teilnahmen: Wer an zwei Schulungen"
            " teilnimmt, zählt zweimal.",
        ),
        _any("K17"),
        where="ehrenamt",
    ),
    _Note(
        N_("Report", "Integrationslotsinnen und Integrationslotsen"),
        N_(
            "Report",
            "Ehrenamtliche, die am Stichtag mindestens ein Modul der Qualifizierung mit Datum haben. Sie sind in der"
            " Zahl der Ehrenamtlichen enthalten.",
        ),
        _any("KL"),
        where="ehrenamt",
    ),
    _Note(
        N_("Report", "Einsätze und Stunden"),
        N_(
            "Report",
            "Neu ist ein Einsatz, in dem im Zeitraum zum ersten Mal geholfen wurde, auch zur Probe. Gezählt sind nur"
            " bestätigte Stunden, auf Zehntelstunden gerundet.",
        ),
        _any("K14", "K14A", "K15"),
    ),
    _Note(
        N_("Report", "Gliederung"),
        N_(
            "Report",
            "Die Art der Institutionen, die Kostenart der Auslagen und das Handlungsfeld der Bedarfe sind die heute"
            " eingetragenen; frühere Zuordnungen werden nicht aufbewahrt.",
        ),
        where="netzwerk",
    ),
    _Note(
        N_("Report", "Verwaltungskosten"),
        N_(
            "Report",
            "Das Haushaltsjahr ist das Kalenderjahr bis zum Stichtag, gezählt nach Belegdatum, ohne abgelehnte und"
            " stornierte Auslagen. Die Zahl der Belege ist die des Haushaltsjahres.",
        ),
        where="kosten",
    ),
    _Note(
        N_("Report", "Jahreswechsel"),
        N_(
            "Report",
            "Der Zeitraum beginnt im Jahr {first_year}: „im Zeitraum“ zählt ihn ganz, „Haushaltsjahr {year}“ nur die"
            " Auslagen ab dem 01.01.{year}.",
        ),
        lambda told: told.period.start.year < told.period.end.year,
        where="kosten",
    ),
    _Note(
        N_("Report", "Geheimhaltung"),
        N_(
            "Report",
            "Werte zu Ehrenamtlichen unter {threshold} und zu Bedarfen unter {needs} werden zum Schutz der Betroffenen"
            " nicht ausgewiesen; weitere Werte können aus demselben Grund zusammengefasst oder verborgen sein.",
        ),
        lambda told: told.is_public,
    ),
    _Note(
        N_("Report", "Nichtöffentliche Fassung"),
        N_("Report", "Kleine Zahlen sind ausgewiesen. Diese Fassung darf so nicht veröffentlicht werden."),
        lambda told: not told.is_public,
    ),
)

_SIGNS_HEAD = N_("Report", "Zeichen")
_LESS = N_("Report", "„{}“ weniger als {}, aber nicht null")
#: The signs of the tables: how to know each, and what it means. Only those that stand in the paper are explained.
_SIGNS: tuple[tuple[Callable[[str], bool], Text], ...] = (
    (lambda cell: cell == HIDDEN, N_("Report", "„.“ nicht ausgewiesen")),
    (lambda cell: cell == UNTOLD, N_("Report", "„–“ ohne Angabe")),
    (lambda cell: cell == ABOUT_SAME, N_("Report", "„etwa gleich“ bei Menschen eine Veränderung um höchstens 2")),
    (lambda cell: cell == UNKNOWN, N_("Report", f"„{UNKNOWN}“ nicht erhoben oder nicht eingetragen")),
)


def notes(told: Comparison, sections: Mapping[str, Sequence[Block]]) -> list[Block]:
    """The notes for what was told in these sections, by their keys."""
    period = told.period
    *most, last = (str(one.label) for one in VolunteerStatus if one in VOLUNTEERING)
    places = {
        "before": told.before, "first_year": period.start.year, "year": period.end.year,
        "threshold": told.threshold(Guard.VOLUNTEERS), "needs": told.threshold(Guard.NEEDS),
        "standing": f"{', '.join(most)} oder {last}",
    }  # fmt: skip
    entries = [(note.head, note.text(**places)) for note in _NOTES if _is_needed(note, told, sections)]
    blocks = (one for section in sections.values() for one in section)
    rows = (row for one in blocks if isinstance(one, Table) for row in (*one.rows, one.total))
    cells = {cell for row in rows for cell in row[1:] if isinstance(cell, str)}
    few = {shown(f"<{least}"): least for least in sorted(set(told.thresholds.values()))}
    signs = [_LESS(sign, least) for sign, least in few.items() if sign in cells]
    signs += [str(text) for is_sign, text in _SIGNS if any(map(is_sign, cells))]
    if signs:
        entries.append((_SIGNS_HEAD, ", ".join(signs) + "."))
    if told.facts.taken_at:
        entries.append((_FROZEN_HEAD, _frozen(told.facts)))
    return [Items(tuple((Run(f"{head}: ", bold=True), Run(text)) for head, text in entries))]


def _is_needed(note: _Note, told: Comparison, sections: Mapping[str, Sequence[Block]]) -> bool:
    return (not note.where or note.where in sections) and note.needed(told)


_FROZEN_HEAD = N_("Report", "Zahlenstand")
_FROZEN = N_("Report", "eingefroren am {} um {} Uhr nach den Rechenregeln {}. Prüfsumme (SHA-256): {}")


def _frozen(facts: Facts) -> str:
    """When the figures were frozen, and the checksum by which anybody can tell that nothing was changed since."""
    taken = datetime.fromisoformat(facts.taken_at).astimezone(ZoneInfo("Europe/Berlin"))
    seal = canonical.sha256(to_json(sealed(facts)))
    return _FROZEN(show_date(taken.date()), f"{taken:%H:%M}", facts.rules_version, seal)
