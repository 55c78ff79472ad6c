"""Parishes, clubs, schools, offices, and who speaks for them."""

from datetime import date

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.fields import Record, field, record_type
from bezirkskoordination.records.kinds import DATE, EMAIL, FLAG, LISTED, NOTE, PHONE, REF, TEXT
from bezirkskoordination.records.people import NOTE_HINT


@record_type(
    label=N_("Institution", "Institution"), plural=N_("Institution", "Institutionen"), title="{name}",
    icon="institution",
)  # fmt: skip
class Institution(Record):
    """An organisation the office works with. It counts as network from `network_from` to `network_until` (K20)."""

    name: str = field(TEXT, N_("Institution", "Name"), searched=True)
    short_name: str = field(TEXT, N_("Institution", "Kurzname"), default="", searched=True)
    kind: str = field(LISTED, N_("Institution", "Art"), values="org_type", listed=True)
    parent: int | None = field(REF, N_("Institution", "Träger"), default=None, to="institution", listed=True)
    street: str = field(TEXT, N_("Institution", "Straße, Nr."), default="", searched=True)
    postal_code: str = field(TEXT, N_("Institution", "PLZ"), default="", searched=True)
    city: str = field(TEXT, N_("Institution", "Ort"), default="", searched=True)
    sub_area: int | None = field(REF, N_("Institution", "Ortsteil"), default=None, to="sub_area", listed=True)
    phone: str = field(PHONE, N_("Institution", "Telefon"), default="", listed=True, searched=True)
    email: str = field(EMAIL, N_("Institution", "E-Mail"), default="", listed=True, searched=True)
    website: str = field(TEXT, N_("Institution", "Internetseite"), default="", searched=True)
    opening_hours: str = field(NOTE, N_("Institution", "Öffnungszeiten"), default="")
    network_from: date | None = field(
        DATE, N_("Institution", "im Netzwerk seit"), default=None, listed=True,
        hint=N_("Institution", "Ohne dieses Datum zählt die Institution nicht im Bericht."),
    )  # fmt: skip
    network_until: date | None = field(DATE, N_("Institution", "im Netzwerk bis"), default=None, listed=True)
    confirmed_on: date | None = field(DATE, N_("Institution", "Angaben bestätigt am"), default=None, listed=True)
    notes: str = field(NOTE, N_("Institution", "Notiz"), default="", searched=True, personal=True, hint=NOTE_HINT)


@record_type(
    label=N_("ContactPerson", "Ansprechperson"), plural=N_("ContactPerson", "Ansprechpersonen"),
    title="{person} · {function}", icon="people",
)  # fmt: skip
class ContactPerson(Record):
    """A person's function at an institution; it is ended, not deleted."""

    institution: int = field(REF, N_("ContactPerson", "Institution"), to="institution", listed=True)
    person: int = field(REF, N_("ContactPerson", "Person"), to="person", listed=True, personal=True)
    function: str = field(TEXT, N_("ContactPerson", "Funktion"), default="", listed=True, searched=True)
    responsibility: str = field(TEXT, N_("ContactPerson", "Zuständigkeit"), default="", listed=True, searched=True)
    primary: bool = field(FLAG, N_("ContactPerson", "Hauptansprechperson"), default=False, listed=True)
    valid_from: date | None = field(DATE, N_("ContactPerson", "von"), default=None, listed=True)
    valid_until: date | None = field(DATE, N_("ContactPerson", "bis"), default=None, listed=True)
