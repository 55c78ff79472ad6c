"""What people have agreed to, sheet by sheet, and what the office may keep of a Führungszeugnis: three facts."""

from datetime import date
from typing import ClassVar

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.fields import Record, RowType, field, record_type, row_type
from bezirkskoordination.records.kinds import CHOICE, DATE, LISTED, REF, ROWS, TEXT, Choice


class ConsentPurpose(Choice):
    """What somebody can agree to, each on its own (codes of the domain model 5.4)."""

    STORAGE = "SPEICHERUNG", N_("ConsentPurpose", "Speicherung zur Vermittlung")
    INSTITUTION = "WEITERGABE_ORG", N_("ConsentPurpose", "Weitergabe an Einrichtung")
    SERVICE = "WEITERGABE_DIENST", N_("ConsentPurpose", "Weitergabe an Dienst (Verweis)")
    NEWS = "KONTAKT_INFO", N_("ConsentPurpose", "Einladungen und Infopost")
    NAMING = "NENNUNG", N_("ConsentPurpose", "Namensnennung in öffentlichem Bericht")
    PHOTO = "FOTO", N_("ConsentPurpose", "Foto")
    SPECIAL = "BESONDERE", N_("ConsentPurpose", "Besondere Angaben (Gesundheit, Religion, Herkunft)")


class ConsentForm(Choice):
    """How a consent was given."""

    WRITTEN = "SCHRIFTLICH", N_("ConsentForm", "schriftlich")
    TEXT = "TEXTFORM", N_("ConsentForm", "in Textform (E-Mail)")
    SPOKEN = "MUENDLICH_VERMERK", N_("ConsentForm", "mündlich, hier vermerkt")


@row_type
class Permission:
    """One tick of a sheet, until it is withdrawn. Without a `recipient` it is meant for whoever asks."""

    rows: ClassVar[RowType]

    purpose: ConsentPurpose = field(CHOICE, N_("Permission", "Zweck"), values=ConsentPurpose)
    recipient: int | None = field(REF, N_("Permission", "nur an"), default=None, to="institution")
    withdrawn_on: date | None = field(DATE, N_("Permission", "widerrufen am"), default=None)


@record_type(
    label=N_("Consent", "Einwilligung"), plural=N_("Consent", "Einwilligungen"), title="{person} · {given_on}",
    order_by="given_on", icon="privacy",
)  # fmt: skip
class Consent(Record):
    """A sheet that somebody signed: one date, one version of its words, a tick for each purpose."""

    person: int = field(REF, N_("Consent", "Person"), to="person", listed=True, personal=True)
    given_on: date = field(DATE, N_("Consent", "erteilt am"), listed=True)
    purposes: tuple[Permission, ...] = field(ROWS, N_("Consent", "Zwecke"), row=Permission, listed=True)
    version: str = field(
        TEXT, N_("Consent", "Fassung"), default="", listed=True,
        hint=N_("Consent", "Steht auf dem unterschriebenen Bogen unten."),
    )  # fmt: skip
    language: str = field(LISTED, N_("Consent", "Sprache des Bogens"), default="de", values="language", listed=True)
    form: ConsentForm = field(
        CHOICE, N_("Consent", "Form"), default=ConsentForm.WRITTEN, values=ConsentForm, listed=True
    )
    expires_on: date | None = field(DATE, N_("Consent", "gilt bis"), default=None, listed=True)
    guardian: str = field(
        TEXT, N_("Consent", "gesetzliche Vertretung"), default="", personal=True,
        hint=N_("Consent", "Wer für eine minderjährige Person unterschrieben hat."),
    )  # fmt: skip
    sheet: int | None = field(REF, N_("Consent", "Unterschriebener Bogen"), default=None, to="attachment")


class ReleasedBy(Choice):
    """Who has seen the Führungszeugnis and said „ja“. Nobody's „nein“ has a place here, nor a reason for it."""

    NOBODY = "OFFEN", N_("ReleasedBy", "noch niemand")
    CARRIER = "TRAEGER", N_("ReleasedBy", "Träger")
    CITY = "STADT", N_("ReleasedBy", "Stadt (Jugendamt)")


@record_type(
    label=N_("Clearance", "Führungszeugnis-Vermerk"), plural=N_("Clearance", "Führungszeugnis-Vermerke"),
    title="{person}", order_by="inspected_on", icon="check", strict=True,
)  # fmt: skip
class Clearance(Record):
    """That a Führungszeugnis was seen: when, of which day, and who released. Nothing else may be kept.

    Source: § 72a Abs. 5 SGB VIII; Art. 10 DSGVO bars criminal data, also by implication. So there is no
    status, no note, no file; a release that was not given is a release that is not there yet.
    """

    person: int = field(REF, N_("Clearance", "Person"), to="person", listed=True, personal=True)
    requested_on: date | None = field(DATE, N_("Clearance", "Aufforderung ausgestellt am"), default=None, listed=True)
    certificate_of: date | None = field(DATE, N_("Clearance", "Führungszeugnis vom"), default=None, listed=True)
    inspected_on: date | None = field(DATE, N_("Clearance", "Einsicht am"), default=None, listed=True)
    released_by: ReleasedBy = field(
        CHOICE, N_("Clearance", "Freigabe durch"), default=ReleasedBy.NOBODY, values=ReleasedBy, listed=True
    )
    institution: int | None = field(REF, N_("Clearance", "Name des Trägers"), default=None, to="institution")
