"""The declaration of confidentiality that somebody signs before they help (domain facts 3.3). It asserts no statute."""

from datetime import date

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.fields import Record
from bezirkskoordination.records.people import Person
from bezirkskoordination.reports import pdf
from bezirkskoordination.reports.consent_texts import DECLARATION_VERSION
from bezirkskoordination.reports.document import Document, Fields, Heading, Paragraph, Run, SignHere, Words
from bezirkskoordination.rules.addressing import whole_name
from bezirkskoordination.store.settings import setting
from bezirkskoordination.store.unit import Reader

_TITLE = N_("Commitment", "Erklärung zur Verschwiegenheit")
_FOOT = N_("Commitment", "Erklärung zur Verschwiegenheit · Fassung {}")
_WORDS = N_(
    "Commitment",
    "Ich verpflichte mich, persönliche Angaben, die mir bei meiner ehrenamtlichen Tätigkeit bekannt werden, vertraulich"
    " zu behandeln, nur für die vereinbarte Aufgabe zu verwenden und nicht an Unbefugte weiterzugeben.",
)
_AFTER = N_("Commitment", "Diese Pflicht besteht nach dem Ende der Tätigkeit fort.")
_TOLD = N_("Commitment", "Über die Folgen eines Verstoßes wurde ich belehrt. Ein Merkblatt habe ich erhalten.")
_SIGN = (N_("Commitment", "Ort, Datum"), N_("Commitment", "Unterschrift"))
_OFFICE = N_("Commitment", "Für die {}:")
_FILED = N_("Commitment", "Ablageort:")
_LINE: Words = (Run("_" * 46, muted=True),)


def collect(reader: Reader, person: Person | None) -> Document:
    """The sheet for somebody; for nobody with lines to write on."""
    office = setting(reader, "office_name")
    place = f"{person.postal_code} {person.city}".strip() if person else ""
    address = ", ".join(filter(None, (person.street, place))) if person else ""
    return Document(
        title=str(_TITLE),
        author=office,
        header=office,
        footer=_FOOT(DECLARATION_VERSION),
        blocks=(
            Heading(str(_TITLE), level=0),
            Fields((("Name:", (whole_name(person) if person else "") or _LINE), ("Anschrift:", address or _LINE))),
            Paragraph(str(_WORDS)),
            Paragraph(str(_AFTER)),
            Paragraph(str(_TOLD)),
            SignHere(tuple(map(str, _SIGN))),
            Paragraph(_OFFICE(office)),
            SignHere(tuple(map(str, _SIGN))),
            Fields(((str(_FILED), _LINE),)),
        ),
    )


def make(reader: Reader, record: Record | None, _today: date) -> bytes:
    """The sheet for a person."""
    assert record is None or isinstance(record, Person)
    return pdf.render(collect(reader, record))
