"""Trainings: what is taught when, for how many, and who takes part."""

from datetime import date
from typing import ClassVar

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.fields import Record, RowType, field, record_type, row_type
from bezirkskoordination.records.kinds import (
    CHOICE,
    DATE,
    DECIMAL,
    LISTED,
    MONEY,
    NOTE,
    REF,
    ROWS,
    STATUS,
    TEXT,
    WHOLE,
    Choice,
)


class TrainingStatus(Choice):
    """How far a training is (codes of the domain model)."""

    PLANNED = "GEPLANT", N_("TrainingStatus", "geplant")
    OPEN = "ANMELDUNG", N_("TrainingStatus", "Anmeldung offen")
    FULL = "VOLL", N_("TrainingStatus", "ausgebucht")
    HELD = "DURCHGEFUEHRT", N_("TrainingStatus", "durchgeführt")
    CANCELLED = "ABGESAGT", N_("TrainingStatus", "abgesagt")


class Participation(Choice):
    """How somebody stands to a training (codes of the domain model)."""

    SIGNED_UP = "ANGEMELDET", N_("Participation", "angemeldet")
    WAITING = "WARTELISTE", N_("Participation", "Warteliste")
    ATTENDED = "TEILGENOMMEN", N_("Participation", "teilgenommen")
    MISSED = "NICHT_ERSCHIENEN", N_("Participation", "nicht erschienen")
    CANCELLED = "ABGESAGT", N_("Participation", "abgesagt")


@row_type
class Participant:
    """Somebody on the list of a training; who waits stands in the order of the rows."""

    rows: ClassVar[RowType]

    person: int = field(REF, N_("Participant", "Person"), to="person", personal=True)
    status: Participation = field(
        CHOICE, N_("Participant", "Stand"), default=Participation.SIGNED_UP, values=Participation
    )
    units: int | None = field(DECIMAL, N_("Participant", "besuchte Unterrichtsstunden"), default=None)


@record_type(
    label=N_("Training", "Schulung"), plural=N_("Training", "Schulungen"), title="{name} · {start_on}",
    order_by="start_on", icon="training",
)  # fmt: skip
class Training(Record):
    """A course for volunteers. A unit is a lesson of 45 minutes; who attends enough of them has the qualification."""

    name: str = field(TEXT, N_("Training", "Titel"), listed=True, searched=True)
    qualification: str = field(
        LISTED, N_("Training", "Qualifikation"), default="", values="qualification", listed=True,
        hint=N_("Training", "Wird bei ausreichender Teilnahme bei der Person eingetragen."),
    )  # fmt: skip
    provider: int | None = field(REF, N_("Training", "Träger"), default=None, to="institution", listed=True)
    start_on: date = field(DATE, N_("Training", "von"), listed=True)
    end_on: date | None = field(
        DATE, N_("Training", "bis"), default=None, listed=True, hint=N_("Training", "Leer: nur ein Tag.")
    )
    hours: str = field(
        TEXT, N_("Training", "Uhrzeit"), default="", hint=N_("Training", "Zum Beispiel „18:00 bis 21:00 Uhr“.")
    )
    place: str = field(TEXT, N_("Training", "Ort"), default="", listed=True, searched=True)
    units: int | None = field(DECIMAL, N_("Training", "Unterrichtsstunden (45 Min.)"), default=None, listed=True)
    places: int | None = field(
        WHOLE, N_("Training", "Plätze"), default=None, listed=True, hint=N_("Training", "Leer: unbegrenzt.")
    )
    cost: int | None = field(MONEY, N_("Training", "Kosten je Person"), default=None, listed=True)
    status: TrainingStatus = field(
        STATUS, N_("Training", "Stand"), default=TrainingStatus.PLANNED, values=TrainingStatus, listed=True
    )
    participants: tuple[Participant, ...] = field(
        ROWS, N_("Training", "Teilnehmende"), default=(), row=Participant, personal=True
    )
    contents: str = field(
        NOTE, N_("Training", "Inhalte"), default="", searched=True,
        hint=N_("Training", "Steht auf der Bescheinigung, je Zeile ein Punkt."),
    )  # fmt: skip
