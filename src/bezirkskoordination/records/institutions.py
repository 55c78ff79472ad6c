"""Parishes, clubs, schools, offices: who speaks for them, and what they have to do with each other."""

from datetime import date

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.fields import Record, field, record_type
from bezirkskoordination.records.kinds import CHOICE, DATE, EMAIL, FLAG, LISTED, NOTE, PHONE, REF, TEXT, Choice
from bezirkskoordination.records.people import NOTE_HINT


class ChildProtection(Choice):
    """Whether an institution has an agreement under § 72a SGB VIII; if so, it decides and inspects itself."""

    UNKNOWN = "UNBEKANNT", N_("ChildProtection", "nicht bekannt")
    YES = "JA", N_("ChildProtection", "ja")
    NO = "NEIN", N_("ChildProtection", "nein")


@record_type(
    label=N_("Institution", "Institution"), plural=N_("Institution", "Institutionen"), title="{name}, {unit}",
    icon="institution",
)  # fmt: skip
class Institution(Record):
    """An organisation the office works with. It counts as network from `network_from` to `network_until` (K20).

    With `unit` it stands for a part of the named institution, and `parent` is the part above it; without, `parent`
    is the body responsible for it (Träger). Letters go to `post_line`, visitors to `street`; what a unit leaves
    empty is that of the part above.
    """

    name: str = field(TEXT, N_("Institution", "Name"), searched=True)
    unit: str = field(
        TEXT, N_("Institution", "Organisationseinheit"), default="", searched=True,
        hint=N_("Institution", "Fachbereich, Abteilung; mehrere Ebenen mit „ / “"),
    )  # fmt: skip
    short_name: str = field(TEXT, N_("Institution", "Kurzname"), default="", searched=True)
    kind: str = field(LISTED, N_("Institution", "Art"), values="org_type", listed=True)
    parent: int | None = field(
        REF, N_("Institution", "Träger / übergeordnet"), default=None, to="institution", listed=True
    )
    legal_form: str = field(LISTED, N_("Institution", "Rechtsform"), default="", values="legal_form")
    street: str = field(TEXT, N_("Institution", "Straße, Nr."), default="", searched=True)
    postal_code: str = field(TEXT, N_("Institution", "PLZ"), default="", searched=True)
    city: str = field(TEXT, N_("Institution", "Ort"), default="", searched=True)
    sub_area: int | None = field(REF, N_("Institution", "Ortsteil"), default=None, to="sub_area", listed=True)
    post_line: str = field(
        TEXT, N_("Institution", "Postanschrift"), default="", searched=True,
        hint=N_("Institution", "Postfach 1234, oder Straße, wenn Briefe woandershin gehen"),
    )  # fmt: skip
    post_code: str = field(TEXT, N_("Institution", "PLZ (Post)"), default="", searched=True)
    post_city: str = field(TEXT, N_("Institution", "Ort (Post)"), default="", searched=True)
    phone: str = field(PHONE, N_("Institution", "Telefon"), default="", listed=True, searched=True)
    fax: str = field(PHONE, N_("Institution", "Fax"), default="", searched=True)
    email: str = field(EMAIL, N_("Institution", "E-Mail"), default="", listed=True, searched=True)
    website: str = field(TEXT, N_("Institution", "Internetseite"), default="", searched=True)
    opening_hours: str = field(NOTE, N_("Institution", "Öffnungszeiten"), default="")
    by_appointment: bool = field(FLAG, N_("Institution", "Termin nach Vereinbarung"), default=False)
    responsibility: str = field(
        NOTE, N_("Institution", "zuständig für"), default="", searched=True,
        hint=N_("Institution", "Stichworte: Wohngeld, Kita-Platz, Räume"),
    )  # fmt: skip
    network_from: date | None = field(
        DATE, N_("Institution", "im Netzwerk seit"), default=None, listed=True,
        hint=N_("Institution", "Ohne dieses Datum zählt die Institution nicht im Bericht."),
    )  # fmt: skip
    network_until: date | None = field(DATE, N_("Institution", "im Netzwerk bis"), default=None, listed=True)
    confirmed_on: date | None = field(DATE, N_("Institution", "Angaben bestätigt am"), default=None, listed=True)
    insurance_route: str = field(
        LISTED, N_("Institution", "Versicherung der Ehrenamtlichen"), default="OFFEN", values="insurance_route",
        hint=N_("Institution", "Gilt für alle, die hierher gehören, wenn bei ihnen nichts anderes steht."),
    )  # fmt: skip
    child_protection: ChildProtection = field(
        CHOICE, N_("Institution", "Vereinbarung § 72a SGB VIII"), default=ChildProtection.UNKNOWN,
        values=ChildProtection,
    )  # fmt: skip
    child_protection_on: date | None = field(DATE, N_("Institution", "Vereinbarung vom"), default=None)
    data_regime: str = field(LISTED, N_("Institution", "Datenschutzrecht"), default="UNBEKANNT", values="data_regime")
    notes: str = field(NOTE, N_("Institution", "Notiz"), default="", searched=True, personal=True, hint=NOTE_HINT)


@record_type(
    label=N_("ContactPerson", "Ansprechperson"), plural=N_("ContactPerson", "Ansprechpersonen"),
    title="{person} · {function}", icon="people",
)  # fmt: skip
class ContactPerson(Record):
    """A person's function at an institution; it is ended, not deleted. One at a time is the main contact."""

    institution: int = field(REF, N_("ContactPerson", "Institution"), to="institution", listed=True)
    person: int = field(REF, N_("ContactPerson", "Person"), to="person", listed=True, personal=True)
    function: str = field(TEXT, N_("ContactPerson", "Funktion"), default="", listed=True, searched=True)
    responsibility: str = field(TEXT, N_("ContactPerson", "Zuständigkeit"), default="", listed=True, searched=True)
    primary: bool = field(FLAG, N_("ContactPerson", "Hauptansprechperson"), default=False, listed=True)
    valid_from: date | None = field(DATE, N_("ContactPerson", "von"), default=None, listed=True)
    valid_until: date | None = field(DATE, N_("ContactPerson", "bis"), default=None, listed=True)


class CooperationKind(Choice):
    """What one institution has to do with another. Who is responsible for whom (Träger) stands in `parent` alone."""

    TOGETHER = "KOOPERATION", N_("CooperationKind", "arbeitet zusammen mit")
    MEMBER = "MITGLIED", N_("CooperationKind", "ist Mitglied bei")
    ROOMS = "NUTZT_RAUM", N_("CooperationKind", "nutzt Räume bei")
    FUNDS = "FINANZIERT", N_("CooperationKind", "finanziert")


@record_type(
    label=N_("Cooperation", "Zusammenarbeit"), plural=N_("Cooperation", "Zusammenarbeit"),
    title="{institution} {kind} {partner}", icon="institution",
)  # fmt: skip
class Cooperation(Record):
    """A tie between two institutions, read from `institution` to `partner`; working together has no direction."""

    institution: int = field(REF, N_("Cooperation", "Institution"), to="institution", listed=True)
    kind: CooperationKind = field(
        CHOICE, N_("Cooperation", "Beziehung"), default=CooperationKind.TOGETHER, values=CooperationKind, listed=True
    )
    partner: int = field(REF, N_("Cooperation", "andere Institution"), to="institution", listed=True)
    since: date | None = field(DATE, N_("Cooperation", "seit"), default=None, listed=True)
    until: date | None = field(DATE, N_("Cooperation", "bis"), default=None, listed=True)
    notes: str = field(NOTE, N_("Cooperation", "Notiz"), default="", searched=True)
