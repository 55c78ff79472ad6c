"""People, each once, whatever roles they have; people in need are not among them."""

from datetime import date
from typing import ClassVar

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.fields import Record, RowType, field, record_type, row_type
from bezirkskoordination.records.kinds import (
    CODES,
    DATE,
    DECIMAL,
    EMAIL,
    FLAG,
    GRID,
    LISTED,
    MINUTES,
    NOTE,
    PHONE,
    REF,
    REFS,
    ROWS,
    STATUS,
    TEXT,
    Choice,
)

NOTE_HINT = N_("Person", "Bitte keine Angaben zu Gesundheit, Religion oder Herkunft.")


class VolunteerStatus(Choice):
    """Where somebody stands as a volunteer (codes of the domain model; NONE: is none)."""

    NONE = "KEIN", N_("VolunteerStatus", "kein Ehrenamt")
    INTERESTED = "INTERESSE", N_("VolunteerStatus", "interessiert")
    TALKED = "GESPRAECH", N_("VolunteerStatus", "Erstgespräch geführt")
    AVAILABLE = "VERMITTELBAR", N_("VolunteerStatus", "vermittelbar")
    PLACED = "EINSATZ", N_("VolunteerStatus", "im Einsatz")
    PAUSED = "PAUSE", N_("VolunteerStatus", "pausiert")
    ENDED = "BEENDET", N_("VolunteerStatus", "beendet")
    UNSUITED = "NICHT", N_("VolunteerStatus", "nicht vermittelbar")


#: Who does not count as a volunteer on a day (K11).
NOT_VOLUNTEERING = frozenset({VolunteerStatus.NONE, VolunteerStatus.ENDED, VolunteerStatus.UNSUITED})


#: The modules of the Integrationslotsen: basic, sustaining, specialising (codes of the domain model).
GUIDE_MODULES = ("ILO_BASIS", "ILO_NACH", "ILO_SPEZ")


@row_type
class LanguageSkill:
    """A language that somebody speaks, and how well."""

    rows: ClassVar[RowType]

    language: str = field(LISTED, N_("LanguageSkill", "Sprache"), values="language")
    level: str = field(LISTED, N_("LanguageSkill", "Niveau"), default="", values="language_level")
    interprets: bool = field(FLAG, N_("LanguageSkill", "kann sprachmitteln"), default=False)
    #: By a certificate; otherwise the level is their own estimate.
    proven: bool = field(FLAG, N_("LanguageSkill", "nachgewiesen"), default=False)


@row_type
class Commitment:
    """A declaration that somebody signed: of confidentiality, for the protection of children …"""

    rows: ClassVar[RowType]

    kind: str = field(LISTED, N_("Commitment", "Erklärung"), values="commitment_type")
    signed_on: date | None = field(DATE, N_("Commitment", "unterschrieben am"), default=None)
    version: str = field(TEXT, N_("Commitment", "Fassung"), default="")
    filed: str = field(TEXT, N_("Commitment", "Ablageort"), default="")


@row_type
class Absence:
    """Days on which somebody cannot be asked; both days included, an open end until it is known. Never a reason."""

    rows: ClassVar[RowType]
    called = N_("Absence", "Abwesenheit")

    first: date = field(DATE, N_("Absence", "von"))
    last: date | None = field(DATE, N_("Absence", "bis"), default=None)


@row_type
class Qualification:
    """What somebody has learnt, when, where; a row that a training gave names it."""

    rows: ClassVar[RowType]

    qualification: str = field(LISTED, N_("Qualification", "Qualifikation"), values="qualification")
    acquired_on: date | None = field(DATE, N_("Qualification", "erworben am"), default=None)
    valid_until: date | None = field(DATE, N_("Qualification", "gültig bis"), default=None)
    units: int | None = field(DECIMAL, N_("Qualification", "Unterrichtsstunden"), default=None)
    provider: str = field(TEXT, N_("Qualification", "Träger"), default="")
    proof: str = field(TEXT, N_("Qualification", "Nachweis liegt"), default="")
    training: int | None = field(REF, N_("Qualification", "Schulung"), default=None, to="training")


@record_type(
    label=N_("Person", "Person"), plural=N_("Person", "Personen"), title="{last_name}, {first_name}", icon="people"
)  # fmt: skip
class Person(Record):
    """One human. „volunteering“ is a role with a history of its own; other roles point here."""

    salutation: str = field(LISTED, N_("Person", "Anrede"), default="", values="salutation", personal=True)
    academic_title: str = field(TEXT, N_("Person", "Titel"), default="", personal=True)
    first_name: str = field(TEXT, N_("Person", "Vorname"), default="", searched=True, personal=True)
    last_name: str = field(TEXT, N_("Person", "Nachname"), searched=True, personal=True)
    native_name: str = field(
        TEXT, N_("Person", "Name in eigener Schrift"), default="", searched=True, personal=True,
        hint=N_("Person", "Zum Beispiel arabisch oder kyrillisch; Listen führt der Name in lateinischer Schrift an."),
    )  # fmt: skip
    phone: str = field(PHONE, N_("Person", "Telefon"), default="", listed=True, searched=True, personal=True)
    mobile: str = field(PHONE, N_("Person", "Mobil"), default="", searched=True, personal=True)
    email: str = field(EMAIL, N_("Person", "E-Mail"), default="", listed=True, searched=True, personal=True)
    preferred_channel: str = field(
        LISTED, N_("Person", "bevorzugter Kontaktweg"), default="", values="contact_channel", personal=True
    )
    street: str = field(TEXT, N_("Person", "Straße, Nr."), default="", searched=True, personal=True)
    postal_code: str = field(TEXT, N_("Person", "PLZ"), default="", searched=True, personal=True)
    city: str = field(TEXT, N_("Person", "Ort"), default="", searched=True, personal=True)
    sub_area: int | None = field(REF, N_("Person", "Ortsteil"), default=None, to="sub_area", listed=True)
    contact_block: bool = field(FLAG, N_("Person", "Kontaktsperre"), default=False)
    legal_basis: str = field(LISTED, N_("Person", "Rechtsgrundlage"), default="OFFEN", values="legal_basis")
    informed_on: date | None = field(
        DATE, N_("Person", "Datenschutzhinweise ausgehändigt am"), default=None,
        hint=N_("Person", "Informationsblatt nach Art. 13 DSGVO."),
    )  # fmt: skip
    volunteering: VolunteerStatus = field(
        STATUS, N_("Person", "Status"), default=VolunteerStatus.NONE, values=VolunteerStatus, listed=True
    )
    reported_by: int | None = field(REF, N_("Person", "gemeldet durch Institution"), default=None, to="institution")
    reported_by_person: int | None = field(
        REF, N_("Person", "gemeldet durch Person"), default=None, to="person", personal=True
    )
    reported_on: date | None = field(
        DATE, N_("Person", "gemeldet am"), default=None, listed=True,
        hint=N_("Person", "Hat jemand anderes die Person genannt: Sie ist binnen eines Monats zu informieren."),
    )  # fmt: skip
    source: str = field(TEXT, N_("Person", "aufmerksam geworden durch"), default="", personal=True)
    institution: int | None = field(REF, N_("Person", "gehört zu"), default=None, to="institution", listed=True)
    languages: tuple[LanguageSkill, ...] = field(
        ROWS, N_("Person", "Sprachen"), default=(), row=LanguageSkill, listed=True, personal=True
    )
    fields_of_action: tuple[str, ...] = field(
        CODES, N_("Person", "Handlungsfelder"), default=(), values="field_of_action", listed=True
    )
    interests: tuple[str, ...] = field(CODES, N_("Person", "Möchte helfen bei"), default=(), values="need_category")
    target_groups: tuple[str, ...] = field(
        CODES, N_("Person", "Zielgruppen gewünscht"), default=(), values="target_group"
    )
    target_groups_excluded: tuple[str, ...] = field(
        CODES, N_("Person", "Zielgruppen nicht gewünscht"), default=(), values="target_group"
    )
    areas: tuple[int, ...] = field(REFS, N_("Person", "Einsatzorte"), default=(), to="sub_area")
    mobility: str = field(LISTED, N_("Person", "Mobilität"), default="", values="mobility")
    available: int = field(GRID, N_("Person", "Verfügbar"), default=0, listed=True, personal=True)
    minutes_per_week: int | None = field(MINUTES, N_("Person", "Std. pro Woche"), default=None, listed=True)
    absences: tuple[Absence, ...] = field(
        ROWS, N_("Person", "Abwesend"), default=(), row=Absence, listed=True, personal=True
    )
    qualifications: tuple[Qualification, ...] = field(
        ROWS, N_("Person", "Qualifikationen"), default=(), row=Qualification, listed=True, personal=True
    )
    commitments: tuple[Commitment, ...] = field(
        ROWS, N_("Person", "Erklärungen"), default=(), row=Commitment, personal=True
    )
    insurance_route: str = field(
        LISTED, N_("Person", "Versicherungsweg"), default="", values="insurance_route",
        hint=N_("Person", "Leer bedeutet: wie bei der Institution, zu der die Person gehört."),
    )  # fmt: skip
    commissioned_on: date | None = field(
        DATE, N_("Person", "im Auftrag der Stadt seit"), default=None,
        hint=N_("Person", "Tag, an dem die Stadt dem Einsatz zugestimmt hat; steht in der Liste für die Versicherung."),
    )  # fmt: skip
    notes: str = field(NOTE, N_("Person", "Notiz"), default="", searched=True, personal=True, hint=NOTE_HINT)
