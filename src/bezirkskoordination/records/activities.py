"""How needs and volunteers come together: what institutions offer and seek, who was asked, who helps, how long."""

from datetime import date

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.fields import Record, field, record_type
from bezirkskoordination.records.kinds import (
    CHOICE,
    CODES,
    DATE,
    FLAG,
    GRID,
    LISTED,
    MINUTES,
    NOTE,
    REF,
    STATUS,
    TEXT,
    WHOLE,
    Choice,
)
from bezirkskoordination.records.needs import NEED_HINT


class ProfileStatus(Choice):
    """How far a profile is (codes of the domain model 5.5.5). That its confirmation is overdue is seen by its day."""

    DRAFT = "ENTWURF", N_("ProfileStatus", "Entwurf")
    CHECKING = "PRUEFUNG", N_("ProfileStatus", "in Abgrenzungsprüfung")
    ACTIVE = "AKTIV", N_("ProfileStatus", "aktiv")
    FULL = "BESETZT", N_("ProfileStatus", "besetzt")
    RESTING = "RUHT", N_("ProfileStatus", "ruht")
    ENDED = "BEENDET", N_("ProfileStatus", "beendet")


class Certificate(Choice):
    """Whether a Führungszeugnis is asked for (codes of the domain model)."""

    OPEN = "OFFEN", N_("Certificate", "noch zu klären")
    NONE = "KEINES", N_("Certificate", "nein")
    EXTENDED = "ERWEITERT", N_("Certificate", "ja, erweitertes Führungszeugnis")
    CARRIER = "TRAEGER", N_("Certificate", "entscheidet und prüft der Träger")


#: Intents of a profile (codes of the list profile_intent): offers help, will offer it, provides people, seeks them.
OFFERS, WILL_OFFER, PROVIDES, SEEKS = "ANGEBOT_BESTEHT", "ANGEBOT_GEPLANT", "EA_VERFUEGBAR", "EA_GESUCHT"
#: The frequency that takes the short path: asked, agreed, done.
ONCE = "EINMAL"


@record_type(
    label=N_("ActivityProfile", "Tätigkeitsprofil"), plural=N_("ActivityProfile", "Tätigkeitsprofile"),
    title="{number} · {name}", order_by="name", number="TP", icon="placement",
)  # fmt: skip
class ActivityProfile(Record):
    """One activity of a parish, club or institution: it offers help, provides volunteers for it, or seeks them."""

    number: str = field(TEXT, N_("ActivityProfile", "Nr."), default="", listed=True, searched=True)
    institution: int = field(REF, N_("ActivityProfile", "Institution"), to="institution", listed=True)
    contact: int | None = field(REF, N_("ActivityProfile", "Ansprechperson"), default=None, to="contact_person")
    intents: tuple[str, ...] = field(CODES, N_("ActivityProfile", "Absicht"), values="profile_intent", listed=True)
    name: str = field(TEXT, N_("ActivityProfile", "Tätigkeit"), listed=True, searched=True)
    category: str = field(LISTED, N_("ActivityProfile", "Kategorie"), values="need_category", listed=True)
    field_of_action: str = field(
        LISTED, N_("ActivityProfile", "Handlungsfeld"), default="", values="field_of_action", listed=True,
        hint=N_("ActivityProfile", "Leer bedeutet: wie die Kategorie."),
    )  # fmt: skip
    target_groups: tuple[str, ...] = field(
        CODES, N_("ActivityProfile", "Zielgruppe"), default=(), values="target_group"
    )
    place: str = field(TEXT, N_("ActivityProfile", "Einsatzort"), default="", searched=True)
    sub_area: int | None = field(REF, N_("ActivityProfile", "Ortsteil"), default=None, to="sub_area", listed=True)
    time_grid: int = field(GRID, N_("ActivityProfile", "Wann"), default=0)
    frequency: str = field(LISTED, N_("ActivityProfile", "Häufigkeit"), default="", values="frequency")
    minutes_per_week: int | None = field(MINUTES, N_("ActivityProfile", "Std. pro Woche"), default=None)
    start_on: date | None = field(DATE, N_("ActivityProfile", "von"), default=None)
    end_on: date | None = field(DATE, N_("ActivityProfile", "bis"), default=None)
    min_months: int | None = field(WHOLE, N_("ActivityProfile", "Mindestdauer (Monate)"), default=None)
    seats_wanted: int | None = field(WHOLE, N_("ActivityProfile", "gesuchte Ehrenamtliche"), default=None, listed=True)
    seats_provided: int | None = field(
        WHOLE, N_("ActivityProfile", "verfügbare Ehrenamtliche"), default=None, listed=True
    )
    min_age: int | None = field(WHOLE, N_("ActivityProfile", "Mindestalter"), default=None)
    german_level: str = field(LISTED, N_("ActivityProfile", "Deutsch mindestens"), default="", values="language_level")
    languages: tuple[str, ...] = field(
        CODES, N_("ActivityProfile", "weitere Sprachen erwünscht"), default=(), values="language"
    )
    qualifications: tuple[str, ...] = field(
        CODES, N_("ActivityProfile", "Pflicht-Qualifikationen"), default=(), values="qualification"
    )
    qualifications_wished: tuple[str, ...] = field(
        CODES, N_("ActivityProfile", "wünschenswert"), default=(), values="qualification"
    )
    certificate: Certificate = field(
        CHOICE, N_("ActivityProfile", "Führungszeugnis"), default=Certificate.OPEN, values=Certificate
    )
    expenses_covered: bool = field(FLAG, N_("ActivityProfile", "Auslagenersatz"), default=False)
    insurance_route: str = field(
        LISTED, N_("ActivityProfile", "Versicherung"), default="", values="insurance_route",
        hint=N_("ActivityProfile", "Leer bedeutet: wie bei der Institution."),
    )  # fmt: skip
    introduced: bool = field(FLAG, N_("ActivityProfile", "Einarbeitung oder Schulung"), default=False)
    accessible: bool = field(FLAG, N_("ActivityProfile", "barrierefrei erreichbar"), default=False)
    may_publish: bool = field(FLAG, N_("ActivityProfile", "darf in öffentlicher Liste stehen"), default=False)
    status: ProfileStatus = field(
        STATUS, N_("ActivityProfile", "Stand"), default=ProfileStatus.DRAFT, values=ProfileStatus, listed=True
    )
    confirmed_on: date | None = field(DATE, N_("ActivityProfile", "zuletzt bestätigt"), default=None, listed=True)
    description: str = field(NOTE, N_("ActivityProfile", "Beschreibung"), default="", searched=True)


class EnquiryStatus(Choice):
    """What became of a question (codes of the domain model; ANDERWEITIG is never counted as a failure)."""

    ASKED = "ANGEFRAGT", N_("EnquiryStatus", "angefragt")
    YES = "JA", N_("EnquiryStatus", "zugesagt")
    NO = "NEIN", N_("EnquiryStatus", "abgesagt")
    ELSEWHERE = "ANDERWEITIG", N_("EnquiryStatus", "anderweitig besetzt")
    REVOKED = "ZURUECKGEZOGEN", N_("EnquiryStatus", "zurückgezogen")


@record_type(
    label=N_("Enquiry", "Anfrage"), plural=N_("Enquiry", "Anfragen"), title="{person} · {asked_on}",
    order_by="asked_on", icon="phone",
)  # fmt: skip
class Enquiry(Record):
    """Somebody was asked to help with a need or in a profile."""

    person: int = field(REF, N_("Enquiry", "Ehrenamtliche/r"), to="person", listed=True, personal=True)
    need: int | None = field(REF, N_("Enquiry", "Bedarf"), default=None, to="support_need", listed=True)
    profile: int | None = field(
        REF, N_("Enquiry", "Tätigkeitsprofil"), default=None, to="activity_profile", listed=True
    )
    asked_on: date = field(DATE, N_("Enquiry", "angefragt am"), listed=True)
    channel: str = field(LISTED, N_("Enquiry", "Weg"), default="", values="contact_channel", listed=True)
    status: EnquiryStatus = field(
        STATUS, N_("Enquiry", "Antwort"), default=EnquiryStatus.ASKED, values=EnquiryStatus, listed=True
    )
    thanked_on: date | None = field(DATE, N_("Enquiry", "gedankt am"), default=None)


class PlacementStatus(Choice):
    """How far a placement is (codes of the domain model 5.5.4)."""

    PROPOSED = "VORSCHLAG", N_("PlacementStatus", "vorgeschlagen")
    ASKED = "ANGEFRAGT", N_("PlacementStatus", "angefragt")
    MEETING = "KENNENLERNEN", N_("PlacementStatus", "Kennenlernen vereinbart")
    RESERVED = "VORBEHALT", N_("PlacementStatus", "zugesagt unter Vorbehalt")
    TRIAL = "PROBE", N_("PlacementStatus", "Schnuppereinsatz")
    ACTIVE = "AKTIV", N_("PlacementStatus", "läuft")
    PAUSED = "PAUSE", N_("PlacementStatus", "pausiert")
    ENDED = "BEENDET", N_("PlacementStatus", "beendet")
    FAILED = "NICHT", N_("PlacementStatus", "nicht zustande gekommen")


#: Placements in which somebody helps, or has begun to.
RUNNING = frozenset({PlacementStatus.TRIAL, PlacementStatus.ACTIVE})


@record_type(
    label=N_("Placement", "Einsatz"), plural=N_("Placement", "Einsätze"), title="{number} · {person}",
    order_by="number", number="V", icon="placement",
)  # fmt: skip
class Placement(Record):
    """A volunteer helps with a need, in a profile, or with a need through a profile."""

    number: str = field(TEXT, N_("Placement", "Nr."), default="", listed=True, searched=True)
    person: int = field(REF, N_("Placement", "Ehrenamtliche/r"), to="person", listed=True, personal=True)
    need: int | None = field(REF, N_("Placement", "Bedarf"), default=None, to="support_need", listed=True)
    profile: int | None = field(
        REF, N_("Placement", "Tätigkeitsprofil"), default=None, to="activity_profile", listed=True
    )
    status: PlacementStatus = field(
        STATUS, N_("Placement", "Stand"), default=PlacementStatus.PROPOSED, values=PlacementStatus, listed=True
    )
    time_grid: int = field(GRID, N_("Placement", "Wann"), default=0, listed=True)
    minutes_per_week: int | None = field(MINUTES, N_("Placement", "vereinbart Std. pro Woche"), default=None)
    insurance_route: str = field(
        LISTED, N_("Placement", "Versicherungsweg"), default="", values="insurance_route", listed=True
    )
    reasons: str = field(
        NOTE, N_("Placement", "Warum vorgeschlagen"), default="",
        hint=N_("Placement", "Vorschlag des Programms; entschieden hat ein Mensch."),
    )  # fmt: skip
    override_reason: str = field(NOTE, N_("Placement", "Abweichung begründet"), default="", hint=NEED_HINT)
    feedback_on: date | None = field(DATE, N_("Placement", "erste Rückmeldung am"), default=None)
    second_feedback_on: date | None = field(DATE, N_("Placement", "zweite Rückmeldung am"), default=None)
    feedback: str = field(NOTE, N_("Placement", "Rückmeldung der/des Ehrenamtlichen"), default="", hint=NEED_HINT)
    feedback_institution: str = field(NOTE, N_("Placement", "Rückmeldung der Institution"), default="", hint=NEED_HINT)


class ReportedBy(Choice):
    """Who told the hours."""

    VOLUNTEER = "EA", N_("ReportedBy", "Ehrenamtliche/r")
    INSTITUTION = "ORG", N_("ReportedBy", "Institution")
    COORDINATOR = "KOORD", N_("ReportedBy", "Koordination")


@record_type(
    label=N_("TimeEntry", "Einsatzstunden"), plural=N_("TimeEntry", "Einsatzstunden"), title="{placement} · {on_date}",
    order_by="on_date", icon="calendar",
)  # fmt: skip
class TimeEntry(Record):
    """Time that somebody gave, on a day or in a whole month (the day is then its last). What is confirmed counts."""

    placement: int = field(REF, N_("TimeEntry", "Einsatz"), to="placement", listed=True)
    on_date: date = field(DATE, N_("TimeEntry", "Tag"), listed=True)
    whole_month: bool = field(FLAG, N_("TimeEntry", "ganzer Monat"), default=False, listed=True)
    minutes: int = field(MINUTES, N_("TimeEntry", "Stunden"), listed=True)
    estimated: bool = field(FLAG, N_("TimeEntry", "geschätzt"), default=False, listed=True)
    confirmed_on: date | None = field(DATE, N_("TimeEntry", "bestätigt am"), default=None, listed=True)
    reported_by: ReportedBy = field(
        CHOICE, N_("TimeEntry", "gemeldet von"), default=ReportedBy.COORDINATOR, values=ReportedBy
    )
    activity: str = field(TEXT, N_("TimeEntry", "Tätigkeit"), default="", hint=NEED_HINT)
