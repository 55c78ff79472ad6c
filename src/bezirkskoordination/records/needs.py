"""Who needs help, without names: needs, the check that nobody else helps already, and where a need was passed on to.

The one place that knows who somebody in need is, is the vault (`NeedContact`); nothing lists, searches or exports it.
"""

from datetime import date
from typing import ClassVar

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.fields import Record, RowType, field, record_type, row_type
from bezirkskoordination.records.kinds import (
    ANYREF,
    CHOICE,
    CODES,
    DATE,
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
    WHOLE,
    Choice,
)

NEED_HINT = N_("SupportNeed", "Keine Namen, keine Diagnosen, kein Aufenthaltsstatus.")


class NeedKind(Choice):
    """What a need is about (codes of the domain model)."""

    SINGLE = "EINZEL", N_("NeedKind", "Einzelfall")
    GROUP = "GRUPPE", N_("NeedKind", "Gruppenbedarf")
    STRUCTURAL = "STRUKTUR", N_("NeedKind", "struktureller Bedarf")


class Urgency(Choice):
    """How soon somebody must help (codes of the domain model)."""

    NOW = "SOFORT", N_("Urgency", "sofort")
    URGENT = "DRINGEND", N_("Urgency", "dringend")
    NORMAL = "NORMAL", N_("Urgency", "normal")
    LONG = "LANG", N_("Urgency", "langfristig")


class NeedStatus(Choice):
    """How far a need is (codes of the domain model 5.5.1; DOPPELT: counted twice, goes on under another number)."""

    RECORDED = "ERFASST", N_("NeedStatus", "erfasst")
    CHECKING = "PRUEFUNG", N_("NeedStatus", "in Abgrenzungsprüfung")
    OPEN = "OFFEN", N_("NeedStatus", "offen")
    PLACING = "VERMITTLUNG", N_("NeedStatus", "in Vermittlung")
    RUNNING = "LAUFEND", N_("NeedStatus", "Unterstützung läuft")
    COVERED = "GEDECKT", N_("NeedStatus", "gedeckt")
    PARTLY = "TEILGEDECKT", N_("NeedStatus", "teilweise gedeckt")
    REFERRED = "VERWIESEN", N_("NeedStatus", "verwiesen")
    UNCOVERED = "NICHT_GEDECKT", N_("NeedStatus", "nicht gedeckt")
    WITHDRAWN = "ZURUECKGEZOGEN", N_("NeedStatus", "zurückgezogen")
    MERGED = "DOPPELT", N_("NeedStatus", "zusammengeführt")


@record_type(
    label=N_("SupportNeed", "Bedarf"), plural=N_("SupportNeed", "Bedarfe"), title="{number} · {subject}",
    order_by="recorded_on", number="B", icon="need",
)  # fmt: skip
class SupportNeed(Record):
    """Somebody needs help: what for, when, how soon; never who. A need is not a shift."""

    number: str = field(TEXT, N_("SupportNeed", "Nr."), default="", listed=True, searched=True)
    kind: NeedKind = field(
        CHOICE, N_("SupportNeed", "Bedarfsart"), default=NeedKind.SINGLE, values=NeedKind, listed=True
    )
    subject: str = field(
        TEXT, N_("SupportNeed", "Kurzbezeichnung"), listed=True, searched=True, personal=True, hint=NEED_HINT
    )
    category: str = field(LISTED, N_("SupportNeed", "Kategorie"), values="need_category", listed=True)
    field_of_action: str = field(
        LISTED, N_("SupportNeed", "Handlungsfeld"), default="", values="field_of_action", listed=True,
        hint=N_("SupportNeed", "Leer bedeutet: wie die Kategorie."),
    )  # fmt: skip
    target_groups: tuple[str, ...] = field(
        CODES, N_("SupportNeed", "Zielgruppe"), default=(), values="target_group", listed=True
    )
    people_count: int = field(WHOLE, N_("SupportNeed", "Anzahl Personen"), default=1, listed=True)
    minors: bool = field(FLAG, N_("SupportNeed", "Kinder oder Jugendliche betroffen"), default=False, listed=True)
    languages: tuple[str, ...] = field(CODES, N_("SupportNeed", "Sprachen"), default=(), values="language", listed=True)
    sub_area: int | None = field(REF, N_("SupportNeed", "Ortsteil"), default=None, to="sub_area", listed=True)
    urgency: Urgency = field(
        CHOICE, N_("SupportNeed", "Dringlichkeit"), default=Urgency.NORMAL, values=Urgency, listed=True
    )
    frequency: str = field(LISTED, N_("SupportNeed", "Häufigkeit"), default="", values="frequency", listed=True)
    time_grid: int = field(GRID, N_("SupportNeed", "Wann"), default=0, listed=True)
    minutes_per_week: int | None = field(MINUTES, N_("SupportNeed", "Std. pro Woche"), default=None)
    wanted_from: date | None = field(DATE, N_("SupportNeed", "gewünscht von"), default=None)
    wanted_until: date | None = field(DATE, N_("SupportNeed", "gewünscht bis"), default=None)
    source: str = field(LISTED, N_("SupportNeed", "Herkunft"), default="", values="need_source", listed=True)
    reporter: int | None = field(
        REF, N_("SupportNeed", "gemeldet durch Person"), default=None, to="person", personal=True
    )
    reporting_institution: int | None = field(
        REF, N_("SupportNeed", "gemeldet durch Institution"), default=None, to="institution"
    )
    recorded_on: date = field(DATE, N_("SupportNeed", "erfasst am"), listed=True)
    status: NeedStatus = field(
        STATUS, N_("SupportNeed", "Stand"), default=NeedStatus.RECORDED, values=NeedStatus, listed=True
    )
    asked_again_on: date | None = field(DATE, N_("SupportNeed", "Nachfrage erfolgt am"), default=None)
    merged_into: int | None = field(REF, N_("SupportNeed", "geht weiter unter"), default=None, to="support_need")
    description: str = field(
        NOTE, N_("SupportNeed", "Beschreibung"), default="", searched=True, personal=True, hint=NEED_HINT
    )


@record_type(
    label=N_("NeedContact", "Kontakt (geschützt)"), plural=N_("NeedContact", "Kontakte (geschützt)"),
    title="{pseudonym}", icon="lock", vault=True,
)  # fmt: skip
class NeedContact(Record):
    """Who somebody in need is, for a need or a slip. Empties itself at its day; the pseudonym stays."""

    pseudonym: str = field(TEXT, N_("NeedContact", "Kennung"))
    about: tuple[str, str] = field(ANYREF, N_("NeedContact", "Bezug"))
    name: str = field(TEXT, N_("NeedContact", "Name"), default="", personal=True)
    phone: str = field(PHONE, N_("NeedContact", "Telefon"), default="", personal=True)
    email: str = field(EMAIL, N_("NeedContact", "E-Mail"), default="", personal=True)
    address: str = field(TEXT, N_("NeedContact", "Anschrift"), default="", personal=True)
    language: str = field(LISTED, N_("NeedContact", "Sprache für den Kontakt"), default="", values="language")
    consent_on: date | None = field(
        DATE, N_("NeedContact", "Einwilligung vom"), default=None,
        hint=N_("NeedContact", "Ohne Einwilligung wird der Kontakt nach kurzer Frist geleert."),
    )  # fmt: skip
    expires_on: date = field(
        DATE, N_("NeedContact", "wird geleert am"),
        hint=N_("NeedContact", "Spätestens dann stehen hier weder Name noch Telefon."),
    )  # fmt: skip


# --- existing services ----------------------------------------------------------------------


class ServiceRole(Choice):
    """What a service of others is (codes of the domain model), the more binding first."""

    DUTY = "PFLICHT", N_("ServiceRole", "kommunale oder gesetzliche Pflichtaufgabe")
    EXPERT = "FACHDIENST", N_("ServiceRole", "Fach- oder Beratungsdienst")
    AGENCY = "FWA", N_("ServiceRole", "Freiwilligenagentur")
    EXTRA = "ERGAENZEND", N_("ServiceRole", "ergänzendes freiwilliges Angebot")
    COMMERCIAL = "KOMMERZIELL", N_("ServiceRole", "kommerzielles Angebot")


class ServiceStatus(Choice):
    """Whether a service can be gone to (codes of the domain model)."""

    ACTIVE = "AKTIV", N_("ServiceStatus", "aktiv")
    CLOSED = "VORUEBERGEHEND_ZU", N_("ServiceStatus", "vorübergehend geschlossen")
    INACTIVE = "INAKTIV", N_("ServiceStatus", "inaktiv")
    ENDED = "EINGESTELLT", N_("ServiceStatus", "eingestellt")


@record_type(
    label=N_("ExistingService", "Anderer Dienst"), plural=N_("ExistingService", "Andere Dienste"), title="{name}",
    number="A", icon="service",
)  # fmt: skip
class ExistingService(Record):
    """A service that there is already: nothing that the office does competes with it."""

    number: str = field(TEXT, N_("ExistingService", "Nr."), default="", listed=True, searched=True)
    name: str = field(TEXT, N_("ExistingService", "Name"), searched=True)
    institution: int | None = field(REF, N_("ExistingService", "Anbieter"), default=None, to="institution", listed=True)
    contact: int | None = field(REF, N_("ExistingService", "Ansprechperson"), default=None, to="contact_person")
    role: ServiceRole = field(
        CHOICE, N_("ExistingService", "Rolle"), default=ServiceRole.EXPERT, values=ServiceRole, listed=True
    )
    categories: tuple[str, ...] = field(
        CODES, N_("ExistingService", "Kategorien"), default=(), values="need_category", listed=True
    )
    target_groups: tuple[str, ...] = field(
        CODES, N_("ExistingService", "Zielgruppen"), default=(), values="target_group",
        hint=N_("ExistingService", "Leer bedeutet: für alle."),
    )  # fmt: skip
    areas: tuple[int, ...] = field(
        REFS, N_("ExistingService", "Gebiet"), default=(), to="sub_area",
        hint=N_("ExistingService", "Leer bedeutet: gesamtes Stadtgebiet."),
    )  # fmt: skip
    languages: tuple[str, ...] = field(CODES, N_("ExistingService", "Sprachen"), default=(), values="language")
    interpreting: str = field(TEXT, N_("ExistingService", "Sprachmittlung"), default="")
    min_age: int | None = field(WHOLE, N_("ExistingService", "Alter von"), default=None)
    max_age: int | None = field(WHOLE, N_("ExistingService", "Alter bis"), default=None)
    conditions: str = field(NOTE, N_("ExistingService", "Voraussetzungen"), default="")
    access: str = field(NOTE, N_("ExistingService", "Zugang und Anmeldung"), default="", searched=True)
    hours: str = field(NOTE, N_("ExistingService", "Zeiten"), default="")
    cost: str = field(TEXT, N_("ExistingService", "Kosten"), default="")
    capacity: str = field(TEXT, N_("ExistingService", "Plätze, Wartezeit"), default="", listed=True)
    status: ServiceStatus = field(
        STATUS, N_("ExistingService", "Stand"), default=ServiceStatus.ACTIVE, values=ServiceStatus, listed=True
    )
    checked_on: date | None = field(DATE, N_("ExistingService", "zuletzt geprüft am"), default=None, listed=True)
    checked_with: str = field(TEXT, N_("ExistingService", "geprüft bei"), default="", personal=True)
    description: str = field(NOTE, N_("ExistingService", "Beschreibung"), default="", searched=True)


# --- the boundary ---------------------------------------------------------------------------


class Fit(Choice):
    """How closely a service does what is asked."""

    EXACT = "GENAU", N_("Fit", "genau")
    SIMILAR = "AEHNLICH", N_("Fit", "ähnlich")


class BoundaryResult(Choice):
    """What was decided (codes of the domain model)."""

    ALLOWED = "ZULAESSIG", N_("BoundaryResult", "zulässig")
    ADDED = "ERGAENZEND", N_("BoundaryResult", "zulässig als Ergänzung, abgestimmt")
    REFER = "VERWEIS", N_("BoundaryResult", "Verweis an bestehenden Dienst")
    CITY = "STADT", N_("BoundaryResult", "Aufgabe der Stadt")
    EMERGENCY = "NOTFALL", N_("BoundaryResult", "Notfallweg")


#: What opens the way to a placement.
OPENING = frozenset({BoundaryResult.ALLOWED, BoundaryResult.ADDED})


@row_type
class Candidate:
    """A service that was found, how closely it fits, and why it does not do."""

    rows: ClassVar[RowType]

    service: int = field(REF, N_("Candidate", "Dienst"), to="existing_service")
    fit: Fit = field(CHOICE, N_("Candidate", "passt"), default=Fit.SIMILAR, values=Fit)
    reason: str = field(LISTED, N_("Candidate", "reicht nicht, weil"), default="", values="boundary_reason")
    note: str = field(TEXT, N_("Candidate", "Erläuterung"), default="")


@record_type(
    label=N_("BoundaryCheck", "Abgrenzungsprüfung"), plural=N_("BoundaryCheck", "Abgrenzungsprüfungen"),
    title="{checked_on} · {result}", order_by="checked_on", icon="check",
)  # fmt: skip
class BoundaryCheck(Record):
    """That the office does not compete: which services were found for a need or profile, and what was decided.

    It keeps what it was made for (category, target groups, Ortsteil): when these change, it does not hold any more.
    """

    about: tuple[str, str] = field(ANYREF, N_("BoundaryCheck", "Bezug"))
    checked_on: date = field(DATE, N_("BoundaryCheck", "geprüft am"), listed=True)
    result: BoundaryResult = field(CHOICE, N_("BoundaryCheck", "Ergebnis"), values=BoundaryResult, listed=True)
    candidates: tuple[Candidate, ...] = field(ROWS, N_("BoundaryCheck", "gefundene Dienste"), default=(), row=Candidate)
    reason: str = field(NOTE, N_("BoundaryCheck", "Begründung"), default="", listed=True)
    coordinated_with: int | None = field(REF, N_("BoundaryCheck", "abgestimmt mit"), default=None, to="contact_person")
    coordinated_on: date | None = field(DATE, N_("BoundaryCheck", "abgestimmt am"), default=None)
    category: str = field(LISTED, N_("BoundaryCheck", "geprüfte Kategorie"), values="need_category")
    target_groups: tuple[str, ...] = field(
        CODES, N_("BoundaryCheck", "geprüfte Zielgruppe"), default=(), values="target_group"
    )
    sub_area: int | None = field(REF, N_("BoundaryCheck", "geprüfter Ortsteil"), default=None, to="sub_area")
    valid_until: date = field(DATE, N_("BoundaryCheck", "gültig bis"), listed=True)


class ReferralMode(Choice):
    """How a need is passed on (codes of the domain model)."""

    INFO = "INFO", N_("ReferralMode", "nur Information mitgegeben")
    ANONYMOUS = "ANONYM", N_("ReferralMode", "anonyme Anfrage beim Dienst")
    WITH_DATA = "MIT_DATEN", N_("ReferralMode", "Weitergabe mit Einwilligung")
    ACCOMPANIED = "BEGLEITET", N_("ReferralMode", "persönlich begleitet")


class ReferralStatus(Choice):
    """How far a referral is (codes of the domain model 5.5.10)."""

    PREPARED = "VORBEREITET", N_("ReferralStatus", "vorbereitet")
    CONSENT = "EINWILLIGUNG", N_("ReferralStatus", "wartet auf Einwilligung")
    SENT = "GESENDET", N_("ReferralStatus", "weitergegeben")
    ACCEPTED = "ANGENOMMEN", N_("ReferralStatus", "angenommen")
    REFUSED = "ABGELEHNT", N_("ReferralStatus", "abgelehnt")
    DONE = "ERLEDIGT", N_("ReferralStatus", "erledigt")
    SILENT = "OHNE_ANTWORT", N_("ReferralStatus", "ohne Rückmeldung")
    REVOKED = "WIDERRUFEN", N_("ReferralStatus", "widerrufen")


@record_type(
    label=N_("Referral", "Verweis"), plural=N_("Referral", "Verweise"), title="{number} · {service}",
    order_by="number", number="W", icon="arrow-right",
)  # fmt: skip
class Referral(Record):
    """A need, or somebody who wants to help, passed on to a service that does it already."""

    number: str = field(TEXT, N_("Referral", "Nr."), default="", listed=True, searched=True)
    need: int | None = field(REF, N_("Referral", "Bedarf"), default=None, to="support_need", listed=True)
    person: int | None = field(
        REF, N_("Referral", "Ehrenamtliche/r"), default=None, to="person", listed=True, personal=True
    )
    service: int = field(REF, N_("Referral", "an Dienst"), to="existing_service", listed=True)
    mode: ReferralMode = field(
        CHOICE, N_("Referral", "Form"), default=ReferralMode.INFO, values=ReferralMode, listed=True
    )
    consent_on: date | None = field(
        DATE, N_("Referral", "Einwilligung vom"), default=None,
        hint=N_("Referral", "Ohne Einwilligung, die diesen Dienst nennt, werden keine Angaben weitergegeben."),
    )  # fmt: skip
    revoked_on: date | None = field(DATE, N_("Referral", "Einwilligung widerrufen am"), default=None)
    data_passed: str = field(
        NOTE, N_("Referral", "weitergegebene Angaben"), default="",
        hint=N_("Referral", "Welche Angaben, nicht ihr Inhalt: „Name, Telefon, Sprache“."),
    )  # fmt: skip
    status: ReferralStatus = field(
        STATUS, N_("Referral", "Stand"), default=ReferralStatus.PREPARED, values=ReferralStatus, listed=True
    )
    outcome: str = field(NOTE, N_("Referral", "Ergebnis"), default="", hint=NEED_HINT)
