"""The Übergabeprotokoll: who hands the office over to whom, what lies in the file, what is open, which files go along.

Signed by both. The checksums tell that nothing was changed on the way; whoever takes over finds what is to be done
next. It never holds a passphrase.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from bezirkskoordination.i18n import N_
from bezirkskoordination.records import RECORD_TYPES
from bezirkskoordination.records.council import Mandate
from bezirkskoordination.records.kinds import NBSP, show_date
from bezirkskoordination.records.people import Person
from bezirkskoordination.reports import handover_lists
from bezirkskoordination.reports.document import (
    Align,
    Block,
    Column,
    Document,
    Fields,
    Heading,
    Items,
    Paragraph,
    SignHere,
    Table,
)
from bezirkskoordination.reports.mandate_sheet import resolved, span
from bezirkskoordination.rules import mandates
from bezirkskoordination.rules.addressing import whole_name
from bezirkskoordination.store.settings import setting
from bezirkskoordination.store.unit import Reader

TITLE = N_("Handover", "Übergabeprotokoll")
_OFFICE, _ON = N_("Handover", "Stelle"), N_("Handover", "Übergabe am")
_FROM, _TO = N_("Handover", "Übergeben von"), N_("Handover", "Übernommen von")
_APPOINTED, _RESOLVED = N_("Handover", "Bestellung"), N_("Handover", "Beschluss")
_ENDED = N_("Handover", "Ende der Bestellung")
_NOT_RECORDED = N_("Handover", "noch nicht erfasst")
_CONTENT = N_("Handover", "Was in der Datei steht")
_KIND, _COUNT = N_("Handover", "Einträge"), N_("Handover", "Zahl")
_OPEN, _WHAT = N_("Handover", "Was offen ist"), N_("Handover", "Näheres in den Unterlagen zur Übergabe")
_TASKS, _DUE = N_("Handover", "Offene Aufgaben"), N_("Handover", "Fristen und Wiedervorlagen")
_CLAIMS, _PROMISES = N_("Handover", "Offene Erstattungsanträge"), N_("Handover", "Zusagen und Aufträge")
_FILES = N_("Handover", "Übergebene Dateien")
_NAME, _SIZE, _SUM = N_("Handover", "Datei"), N_("Handover", "Größe (Byte)"), N_("Handover", "Prüfsumme (SHA-256)")
_NEXT = N_("Handover", "Was jetzt zu tun ist")
_STEPS = (
    N_(
        "Handover",
        "Vor dem ersten Öffnen die Prüfsummen vergleichen; danach die Datei mit dem neuen Kennwort öffnen und „Datei"
        " prüfen“ wählen. Das alte Kennwort öffnet sie nicht.",
    ),
    N_("Handover", "Auf einem anderen Datenträger eine erste Sicherung anlegen."),
    N_(
        "Handover",
        "Das neue Kennwort in einem verschlossenen Umschlag hinterlegen, zum Beispiel bei der Bezirksgeschäftsstelle;"
        " einen Umschlag mit dem alten Kennwort vernichten.",
    ),
    N_(
        "Handover",
        "In den Einstellungen Name, Anschrift und Telefon der Stelle ändern; die eigene Bestellung eintragen.",
    ),
    N_("Handover", "Die Bezirksgeschäftsstelle und die Institutionen vom Wechsel unterrichten."),
)
_DESTROY = N_(
    "Handover",
    "Wer übergeben hat, vernichtet bis {} die eigene Datei und alle Sicherungen und Kopien mit dem alten Kennwort.",
)
_DECLARED = N_(
    "Handover",
    "Wer übergibt, erklärt, alle Unterlagen der Stelle übergeben zu haben. Wer übernimmt, hat die Datei mit dem eigenen"
    " Kennwort geöffnet. Die Pflicht zur Verschwiegenheit besteht nach dem Ende der Tätigkeit fort.",
)
_SIGN = (
    (N_("Handover", "Ort, Datum"), N_("Handover", "Unterschrift: übergeben")),
    (N_("Handover", "Ort, Datum"), N_("Handover", "Unterschrift: übernommen")),
)
_STATE = N_("Handover", "Stand {}")
_BLANK = "_" * 36
_COUNTS = tuple(
    Column(str(head), align, share=share)
    for head, align, share in ((_KIND, Align.LEFT, 0.36), (_COUNT, Align.RIGHT, 0.14)) * 2
)
#: What is counted: what somebody works with, not what the program keeps for itself.
_COUNTED = (
    "person", "institution", "contact_person", "contact_note", "training", "support_need", "need_contact",
    "existing_service", "referral", "activity_profile", "enquiry", "placement", "time_entry", "consent", "clearance",
    "body", "meeting", "order", "paper", "resolution", "report", "mandate", "budget", "expense", "claim", "slip",
    "task", "attachment",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Handed:
    """A handover: on which day, whose appointment ends with it, and the name of whoever takes over (may be empty)."""

    on: date
    mandate: Mandate
    successor: str = ""


@dataclass(frozen=True, slots=True)
class HandedFile:
    """A file of the package: its name, its size in bytes, its SHA-256 in hexadecimal."""

    name: str
    size: int
    sha256: str


def collect(read: Reader, told: Handed, files: tuple[HandedFile, ...], today: date) -> Document:
    """The protocol as values."""
    office = setting(read, "office_name")
    days = setting(read, "handover_days") or 0
    steps = [*map(str, _STEPS), _DESTROY(show_date(told.on + timedelta(days=days)))]
    blocks: list[Block] = [
        Heading(str(TITLE), 0),
        Fields(tuple(_head(read, told, office))),
        Heading(str(_CONTENT)),
        Table(_COUNTS, _in_two(list(_counts(read)))),
        Heading(str(_OPEN)),
        Table((Column(str(_WHAT), weight=3.0), Column(str(_COUNT), Align.RIGHT)), _open(read, today)),
        Heading(str(_FILES)),
        Table(
            (Column(str(_NAME), share=0.34), Column(str(_SIZE), Align.RIGHT, share=0.16), Column(str(_SUM), share=0.5)),
            tuple((one.name, f"{one.size:,}".replace(",", NBSP), _grouped(one.sha256)) for one in files),
        ),
        Heading(str(_NEXT)),
        Items(tuple(steps)),
        Paragraph(str(_DECLARED)),
        *(SignHere(tuple(map(str, line))) for line in _SIGN),
        Paragraph(str(handover_lists.PERSONAL), small=True),
    ]
    return Document(
        title=str(TITLE), author=office, blocks=tuple(blocks), header=office, footer=str(TITLE),
        mark=_STATE(show_date(today)),
    )  # fmt: skip


def _head(read: Reader, told: Handed, office: str) -> Iterator[tuple[str, str]]:
    one, known = told.mandate, read.all(Mandate)
    after = mandates.following(one, known)
    yield f"{_OFFICE}:", office
    yield f"{_ON}:", show_date(told.on)
    yield f"{_FROM}:", whole_name(read.get(Person, one.person))
    yield f"{_APPOINTED}:", span(one)
    yield f"{_RESOLVED}:", resolved(read, one.resolution) or str(_NOT_RECORDED)
    if reason := one.type.field("end_reason").show(one.end_reason, read.names):
        yield f"{_ENDED}:", ", ".join(part for part in (reason, resolved(read, one.ended_by)) if part)
    yield f"{_TO}:", successor(read, told) or _BLANK
    if after is not None:
        yield f"{_APPOINTED}:", span(after)
        yield f"{_RESOLVED}:", resolved(read, after.resolution) or str(_NOT_RECORDED)


def successor(read: Reader, told: Handed) -> str:
    """Who takes over: as told, else who is appointed next; empty when nobody is known yet."""
    if told.successor:
        return told.successor
    after = mandates.following(told.mandate, read.all(Mandate))
    return whole_name(read.get(Person, after.person)) if after is not None else ""


def _counts(read: Reader) -> Iterator[tuple[str, str]]:
    for name in _COUNTED:
        of = RECORD_TYPES[name]
        if count := len(read.keys(of.cls)):
            yield str(of.plural), str(count)


def _in_two(rows: list[tuple[str, str]]) -> tuple[tuple[str, ...], ...]:
    """Rows in two halves beside each other, read down the first and then down the second."""
    half = (len(rows) + 1) // 2
    right = [*rows[half:], ("", "")]
    return tuple((*left, *right[at]) for at, left in enumerate(rows[:half]))


def _open(read: Reader, today: date) -> tuple[tuple[str, str], ...]:
    counted = (
        (_TASKS, len(handover_lists.open_tasks(read))),
        (_DUE, sum(len(line.found) for line in handover_lists.deadlines(read, today))),
        (_CLAIMS, len(handover_lists.open_claims(read))),
        (_PROMISES, handover_lists.promises(read)),
    )
    return tuple((str(label), str(count)) for label, count in counted)


def _grouped(sha256: str) -> str:
    """In groups of eight, so that it can be compared by eye and wraps between them."""
    return " ".join(sha256[at : at + 8] for at in range(0, len(sha256), 8))
