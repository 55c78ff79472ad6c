"""What the office itself keeps: its district, its value lists and settings, tasks, attachments, status events."""

from collections.abc import Iterable
from datetime import date

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.fields import Record, field, record_type
from bezirkskoordination.records.kinds import (
    ANYREF,
    CHOICE,
    DATE,
    FLAG,
    NOTE,
    REF,
    REFS,
    STATUS,
    TEXT,
    WHOLE,
    Choice,
)


@record_type(
    label=N_("District", "Stadtbezirk"), plural=N_("District", "Stadtbezirke"), title="{number} {name}",
    order_by="valid_from",
)  # fmt: skip
class District(Record):
    """Where the office works. Districts get merged and renumbered; papers keep the name of their day."""

    number: str = field(TEXT, N_("District", "Nummer"), listed=True)
    name: str = field(TEXT, N_("District", "Name"), listed=True)
    city: str = field(TEXT, N_("District", "Stadt"))
    council_name: str = field(
        TEXT, N_("District", "Name des Gremiums"), listed=True,
        hint=N_("District", "Genauer Wortlaut, wie er auf Vorlagen steht."),
    )  # fmt: skip
    recipient: str = field(NOTE, N_("District", "Empfängerblock für Anträge"), default="")
    valid_from: date = field(DATE, N_("District", "gültig ab"), listed=True)
    valid_until: date | None = field(
        DATE, N_("District", "gültig bis"), default=None, listed=True,
        hint=N_("District", "Leer bedeutet: gilt heute."),
    )  # fmt: skip
    successor: int | None = field(REF, N_("District", "Nachfolger"), default=None, to="district")


@record_type(label=N_("SubArea", "Ortsteil"), plural=N_("SubArea", "Ortsteile"), title="{name}")
class SubArea(Record):
    """A part of the district; the spatial key of people, institutions and figures."""

    name: str = field(TEXT, N_("SubArea", "Ortsteil"), listed=True)
    district: int | None = field(REF, N_("SubArea", "Stadtbezirk"), default=None, to="district", listed=True)
    neighbours: tuple[int, ...] = field(REFS, N_("SubArea", "angrenzend"), default=(), to="sub_area")
    outside: bool = field(FLAG, N_("SubArea", "außerhalb des Bezirks"), default=False, listed=True)


@record_type(
    label=N_("ListItem", "Listenwert"), plural=N_("ListItem", "Wertelisten"), title="{label}", order_by="position"
)
class ListItem(Record):
    """A value that people choose from. Labels may be edited, codes never."""

    values: str = field(TEXT, N_("ListItem", "Liste"), listed=True)
    code: str = field(TEXT, N_("ListItem", "Code"), listed=True)
    label: str = field(TEXT, N_("ListItem", "Bezeichnung"), listed=True)
    note: str = field(NOTE, N_("ListItem", "Hinweis"), default="")
    position: int = field(WHOLE, N_("ListItem", "Reihenfolge"), default=0, listed=True)
    system: bool = field(FLAG, N_("ListItem", "Systemwert"), default=False)
    active: bool = field(FLAG, N_("ListItem", "wählbar"), default=True, listed=True)
    rule: str = field(TEXT, N_("ListItem", "Regel"), default="")
    belongs_to: str = field(TEXT, N_("ListItem", "gehört zu"), default="")


@record_type(label=N_("Setting", "Einstellung"), plural=N_("Setting", "Einstellungen"), title="{name}")
class Setting(Record):
    """A value that varies by place and was changed here; labels, defaults and sources stand in `settings`."""

    name: str = field(TEXT, N_("Setting", "Name"), listed=True)
    value: str = field(NOTE, N_("Setting", "Wert"), default="", personal=True)


class SlipStatus(Choice):
    """Whether a slip still waits."""

    NEW = "NEU", N_("SlipStatus", "unsortiert")
    SORTED = "SORTIERT", N_("SlipStatus", "einsortiert")
    DROPPED = "VERWORFEN", N_("SlipStatus", "verworfen")


class SlipKind(Choice):
    """What a slip probably becomes."""

    UNCLEAR = "UNKLAR", N_("SlipKind", "noch unklar")
    NEED = "BEDARF", N_("SlipKind", "Bedarf")
    VOLUNTEER = "EHRENAMT", N_("SlipKind", "Ehrenamt")
    EXPENSE = "AUSLAGE", N_("SlipKind", "Auslage")
    TASK = "TERMIN", N_("SlipKind", "Termin oder Aufgabe")


@record_type(
    label=N_("Slip", "Eingangszettel"), plural=N_("Slip", "Eingangszettel"), title="{received_on} · {text}",
    order_by="received_on", icon="mail",
)  # fmt: skip
class Slip(Record):
    """A call or an e-mail whose nature is still unclear. Its text holds no names and numbers any more: `slips`."""

    text: str = field(NOTE, N_("Slip", "Notiz"), listed=True, searched=True, personal=True)
    received_on: date = field(DATE, N_("Slip", "eingegangen am"), listed=True)
    kind: SlipKind = field(CHOICE, N_("Slip", "wird wohl"), default=SlipKind.UNCLEAR, values=SlipKind, listed=True)
    status: SlipStatus = field(STATUS, N_("Slip", "Stand"), default=SlipStatus.NEW, values=SlipStatus, listed=True)
    became: tuple[str, str] | None = field(ANYREF, N_("Slip", "wurde zu"), default=None)
    attachment: int | None = field(
        REF, N_("Slip", "Anlage"), default=None, to="attachment",
        hint=N_("Slip", "Wird zum Beleg, wenn aus dem Zettel eine Auslage wird; sonst geht sie mit ihm."),
    )  # fmt: skip


class TaskStatus(Choice):
    """How far a task is."""

    OPEN = "OFFEN", N_("TaskStatus", "offen")
    DONE = "ERLEDIGT", N_("TaskStatus", "erledigt")
    DROPPED = "ENTFALLEN", N_("TaskStatus", "entfallen")


@record_type(
    label=N_("Task", "Aufgabe"), plural=N_("Task", "Aufgaben"), title="{subject}", order_by="due_on", icon="tasks"
)  # fmt: skip
class Task(Record):
    """Something to do by a day."""

    subject: str = field(TEXT, N_("Task", "Aufgabe"), listed=True, searched=True, personal=True)
    due_on: date | None = field(DATE, N_("Task", "fällig am"), default=None, listed=True)
    status: TaskStatus = field(STATUS, N_("Task", "Stand"), default=TaskStatus.OPEN, values=TaskStatus, listed=True)
    about: tuple[str, str] | None = field(ANYREF, N_("Task", "Bezug"), default=None)


class AttachmentKind(Choice):
    """What an attached file is."""

    RECEIPT = "BELEG", N_("AttachmentKind", "Beleg")
    REPORT = "BERICHT", N_("AttachmentKind", "Bericht")
    OTHER = "SONST", N_("AttachmentKind", "Sonstiges")


@record_type(label=N_("Attachment", "Anlage"), plural=N_("Attachment", "Anlagen"), title="{name}")
class Attachment(Record):
    """A file kept inside the office file; its bytes lie beside the records, found by `sha256`."""

    name: str = field(TEXT, N_("Attachment", "Dateiname"), listed=True, personal=True)
    kind: AttachmentKind = field(
        CHOICE, N_("Attachment", "Art"), default=AttachmentKind.OTHER, values=AttachmentKind, listed=True
    )
    size: int = field(WHOLE, N_("Attachment", "Größe (Byte)"), default=0, listed=True)
    sha256: str = field(TEXT, N_("Attachment", "Prüfsumme"))


@record_type(
    label=N_("StatusEvent", "Statusereignis"), plural=N_("StatusEvent", "Statusereignisse"), title="{status}",
    order_by="effective_on",
)  # fmt: skip
class StatusEvent(Record):
    """A change of status: when it took effect, when it was recorded, why. Every status figure comes from these."""

    about: tuple[str, str] = field(ANYREF, N_("StatusEvent", "Bezug"))
    status: str = field(TEXT, N_("StatusEvent", "Status"))
    effective_on: date = field(DATE, N_("StatusEvent", "wirksam am"))
    recorded_at: str = field(TEXT, N_("StatusEvent", "erfasst am"))
    reason: str = field(TEXT, N_("StatusEvent", "Grund"), default="")
    note: str = field(NOTE, N_("StatusEvent", "Bemerkung"), default="", personal=True)


def in_order(events: Iterable[StatusEvent]) -> list[StatusEvent]:
    """Status events, the oldest first; of one day, the one recorded first."""
    return sorted(events, key=lambda event: (event.effective_on, event.recorded_at, event.id or 0))
