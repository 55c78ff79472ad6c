"""The network at one table: bodies with their rules of procedure, their meetings, and the orders that come out of them.

A round table decides nothing; what it wants of the council is a recommendation. The council itself is a body, too: its
next sitting is a meeting like any other.
"""

from datetime import date
from typing import ClassVar

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.fields import Record, RowType, field, record_type, row_type
from bezirkskoordination.records.kinds import (
    CHOICE,
    DATE,
    FLAG,
    LISTED,
    MONEY,
    NOTE,
    REF,
    ROWS,
    STATUS,
    TEXT,
    TIME,
    WHOLE,
    Choice,
)

#: The kinds of body that rules decide on (codes of the list `body_type`).
ROUND_TABLE, COUNCIL = "RUNDER_TISCH", "STBEZRAT"


@row_type
class Member:
    """Who belongs to a body: an institution, a person, or a person for an institution."""

    rows: ClassVar[RowType]

    institution: int | None = field(REF, N_("Member", "Institution"), default=None, to="institution")
    person: int | None = field(REF, N_("Member", "Person"), default=None, to="person", personal=True)
    valid_from: date | None = field(DATE, N_("Member", "von"), default=None)
    valid_until: date | None = field(DATE, N_("Member", "bis"), default=None)


@record_type(label=N_("Body", "Gremium"), plural=N_("Body", "Gremien"), title="{name}", icon="meeting")
class Body(Record):
    """A round table, a steering group, the council. What its meetings begin with stands here."""

    name: str = field(TEXT, N_("Body", "Name"), searched=True)
    kind: str = field(LISTED, N_("Body", "Art"), default=ROUND_TABLE, values="body_type", listed=True)
    rhythm: str = field(
        TEXT, N_("Body", "Rhythmus"), default="", listed=True, hint=N_("Body", "zum Beispiel „alle acht Wochen“")
    )
    chair: int | None = field(REF, N_("Body", "Leitung"), default=None, to="person", listed=True, personal=True)
    place: str = field(TEXT, N_("Body", "üblicher Ort"), default="", listed=True)
    time_from: str = field(TIME, N_("Body", "üblicher Beginn"), default="")
    time_until: str = field(TIME, N_("Body", "übliches Ende"), default="")
    agenda: str = field(
        NOTE, N_("Body", "Tagesordnung"), default="",
        hint=N_("Body", "Jede Zeile ein Tagesordnungspunkt; jedes neue Treffen beginnt damit."),
    )  # fmt: skip
    members: tuple[Member, ...] = field(ROWS, N_("Body", "Mitglieder"), default=(), row=Member, personal=True)
    rules_title: str = field(
        TEXT, N_("Body", "Geschäftsordnung"), default="",
        hint=N_("Body", "Name, zum Beispiel „Geschäftsordnung des Steuerungskreises“"),
    )  # fmt: skip
    rules_on: date | None = field(DATE, N_("Body", "beschlossen am"), default=None)
    rules_text: str = field(NOTE, N_("Body", "Wortlaut oder das Wichtigste"), default="", searched=True)
    rules_file: int | None = field(REF, N_("Body", "als Datei"), default=None, to="attachment")
    notes: str = field(NOTE, N_("Body", "Notiz"), default="", personal=True)


class MeetingStatus(Choice):
    """How far a meeting is (codes of the domain model, 5.5.12). Approved minutes stay as they are."""

    PLANNED = "GEPLANT", N_("MeetingStatus", "geplant")
    INVITED = "EINGELADEN", N_("MeetingStatus", "eingeladen")
    HELD = "DURCHGEFUEHRT", N_("MeetingStatus", "durchgeführt")
    DRAFTED = "PROTOKOLL_ENTWURF", N_("MeetingStatus", "Protokollentwurf")
    APPROVED = "PROTOKOLL_GENEHMIGT", N_("MeetingStatus", "Protokoll genehmigt")
    CANCELLED = "AUSGEFALLEN", N_("MeetingStatus", "ausgefallen")


class LineKind(Choice):
    """What a line of agenda and minutes is: a point of the agenda, or what came of the point above it."""

    TOPIC = "TOP", N_("LineKind", "TOP")
    INFORMATION = "INFO", N_("LineKind", "Information")
    AGREEMENT = "VEREINBARUNG", N_("LineKind", "Vereinbarung")
    ORDER = "AUFTRAG", N_("LineKind", "Auftrag")
    RECOMMENDATION = "EMPFEHLUNG", N_("LineKind", "Empfehlung")
    STORE = "SPEICHER", N_("LineKind", "Themenspeicher")


@row_type
class AgendaLine:
    """A line of agenda and minutes. `order` is what became of an order; `carried` how often it was brought along."""

    rows: ClassVar[RowType]

    kind: LineKind = field(CHOICE, N_("AgendaLine", "Art"), default=LineKind.TOPIC, values=LineKind)
    text: str = field(NOTE, N_("AgendaLine", "Text"))
    presenter: str = field(TEXT, N_("AgendaLine", "Bericht durch"), default="", personal=True)
    institution: int | None = field(REF, N_("AgendaLine", "Institution"), default=None, to="institution")
    person: int | None = field(REF, N_("AgendaLine", "Person"), default=None, to="person", personal=True)
    due_on: date | None = field(DATE, N_("AgendaLine", "bis"), default=None)
    order: int | None = field(REF, N_("AgendaLine", "Auftrag"), default=None, to="order")
    carried: int | None = field(WHOLE, N_("AgendaLine", "übertragen"), default=None)


class Answer(Choice):
    """What somebody answered to an invitation."""

    OPEN = "OFFEN", N_("Answer", "noch offen")
    YES = "JA", N_("Answer", "zugesagt")
    NO = "NEIN", N_("Answer", "abgesagt")
    MAYBE = "VIELLEICHT", N_("Answer", "vielleicht")


class Presence(Choice):
    """Whether somebody was there (codes of the domain model)."""

    OPEN = "OFFEN", N_("Presence", "nicht vermerkt")
    PRESENT = "ANWESEND", N_("Presence", "anwesend")
    EXCUSED = "ENTSCHULDIGT", N_("Presence", "entschuldigt")
    ABSENT = "UNENTSCHULDIGT", N_("Presence", "unentschuldigt")
    GUEST = "GAST", N_("Presence", "als Gast")


@row_type
class Attendance:
    """Somebody at a meeting, or asked to it: an institution, a person, or a person for an institution."""

    rows: ClassVar[RowType]

    institution: int | None = field(REF, N_("Attendance", "Institution"), default=None, to="institution")
    person: int | None = field(REF, N_("Attendance", "Person"), default=None, to="person", personal=True)
    invited: bool = field(FLAG, N_("Attendance", "eingeladen"), default=True)
    answer: Answer = field(CHOICE, N_("Attendance", "Antwort"), default=Answer.OPEN, values=Answer)
    presence: Presence = field(CHOICE, N_("Attendance", "Anwesenheit"), default=Presence.OPEN, values=Presence)


@record_type(
    label=N_("Meeting", "Treffen"), plural=N_("Meeting", "Treffen"), title="{body} · {on_date}", order_by="on_date",
    icon="meeting",
)  # fmt: skip
class Meeting(Record):
    """A meeting of a body, from its plan to its approved minutes. When it was invited to, its history tells."""

    body: int = field(REF, N_("Meeting", "Gremium"), to="body", listed=True)
    on_date: date = field(DATE, N_("Meeting", "Tag"), listed=True)
    time_from: str = field(TIME, N_("Meeting", "Beginn"), default="", listed=True)
    time_until: str = field(TIME, N_("Meeting", "Ende"), default="")
    place: str = field(TEXT, N_("Meeting", "Ort"), default="", listed=True, searched=True)
    accessible: bool = field(FLAG, N_("Meeting", "barrierefrei"), default=False)
    interpreting: str = field(
        TEXT, N_("Meeting", "Sprachmittlung"), default="", hint=N_("Meeting", "Sprachen, in die gedolmetscht wird")
    )
    childcare: bool = field(FLAG, N_("Meeting", "Kinderbetreuung"), default=False)
    room_cost: int = field(
        MONEY, N_("Meeting", "Raumkosten"), default=0, listed=True,
        hint=N_("Meeting", "Vor dem Speichern wird geprüft, ob der Etat sie trägt."),
    )  # fmt: skip
    answer_by: date | None = field(DATE, N_("Meeting", "Rückmeldung bis"), default=None)
    submission_deadline: date | None = field(
        DATE, N_("Meeting", "Abgabefrist"), default=None, listed=True,
        hint=N_("Meeting", "Nur bei Sitzungen des Stadtbezirksrates; leer gilt die Frist aus den Einstellungen."),
    )  # fmt: skip
    chair: int | None = field(REF, N_("Meeting", "Leitung"), default=None, to="person", personal=True)
    minutes_by: int | None = field(REF, N_("Meeting", "Protokoll"), default=None, to="person", personal=True)
    invitation: str = field(
        NOTE, N_("Meeting", "Einladungstext"), default="",
        hint=N_("Meeting", "Steht im Brief vor der Tagesordnung; Anrede, Termin und Ort kommen von selbst dazu."),
    )  # fmt: skip
    agenda: tuple[AgendaLine, ...] = field(
        ROWS, N_("Meeting", "Tagesordnung und Protokoll"), default=(), row=AgendaLine, searched=True, personal=True
    )
    attendance: tuple[Attendance, ...] = field(
        ROWS, N_("Meeting", "Teilnehmende"), default=(), row=Attendance, personal=True
    )
    previous: int | None = field(REF, N_("Meeting", "voriges Treffen"), default=None, to="meeting")
    status: MeetingStatus = field(
        STATUS, N_("Meeting", "Stand"), default=MeetingStatus.PLANNED, values=MeetingStatus, listed=True
    )
    notes: str = field(NOTE, N_("Meeting", "Notiz"), default="", personal=True)


class OrderStatus(Choice):
    """How far an order is (codes of the domain model). When it was done, its history tells."""

    OPEN = "OFFEN", N_("OrderStatus", "offen")
    PARTLY = "TEILWEISE", N_("OrderStatus", "teilweise umgesetzt")
    DONE = "UMGESETZT", N_("OrderStatus", "umgesetzt")
    DROPPED = "HINFAELLIG", N_("OrderStatus", "hinfällig")


@record_type(
    label=N_("Order", "Auftrag"), plural=N_("Order", "Aufträge"), title="{text}", order_by="due_on", icon="check"
)  # fmt: skip
class Order(Record):
    """Who does what until when: from the minutes of a meeting, or from a resolution of the council."""

    text: str = field(TEXT, N_("Order", "Auftrag"), listed=True, searched=True, personal=True)
    given_on: date = field(DATE, N_("Order", "erteilt am"), listed=True)
    meeting: int | None = field(REF, N_("Order", "aus dem Treffen"), default=None, to="meeting", listed=True)
    resolution: int | None = field(REF, N_("Order", "aus dem Beschluss"), default=None, to="resolution", listed=True)
    institution: int | None = field(REF, N_("Order", "Institution"), default=None, to="institution", listed=True)
    person: int | None = field(REF, N_("Order", "Person"), default=None, to="person", listed=True, personal=True)
    due_on: date | None = field(DATE, N_("Order", "bis"), default=None, listed=True)
    carried: int = field(
        WHOLE, N_("Order", "übertragen"), default=0, listed=True,
        hint=N_("Order", "Auf so viele weitere Tagesordnungen wurde er mitgenommen; das zählt das Programm."),
    )  # fmt: skip
    status: OrderStatus = field(
        STATUS, N_("Order", "Umsetzung"), default=OrderStatus.OPEN, values=OrderStatus, listed=True
    )
    notes: str = field(NOTE, N_("Order", "Notiz"), default="", personal=True)
