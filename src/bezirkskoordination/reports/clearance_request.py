"""The request with which a volunteer applies for an extended Führungszeugnis (§ 30a Abs. 2 BZRG), as a letter.

It confirms what the law asks the office to confirm and asks for no fee; it claims no right to that. What a
certificate may say is nobody's business here.
"""

from datetime import date

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.fields import Record
from bezirkskoordination.records.institutions import Institution
from bezirkskoordination.records.people import Person
from bezirkskoordination.reports import letters, pdf
from bezirkskoordination.reports.document import Block, Document, Fields, Paragraph
from bezirkskoordination.rules.addressing import whole_name
from bezirkskoordination.store.settings import setting
from bezirkskoordination.store.unit import Reader

_TITLE = N_("ClearanceRequest", "Aufforderung zum erweiterten Führungszeugnis")
_SUBJECT = N_("ClearanceRequest", "Erweitertes Führungszeugnis: Aufforderung und Bestätigung nach § 30a Abs. 2 BZRG")
_THANKS = N_(
    "ClearanceRequest",
    "Sie möchten ehrenamtlich mit Kindern oder Jugendlichen arbeiten. Dafür brauchen wir vorher die Freigabe der"
    " Stelle, die Ihr erweitertes Führungszeugnis einsieht. Bitte beantragen Sie es mit diesem Schreiben bei Ihrer"
    " Meldebehörde.",
)
_CONFIRMED = N_(
    "ClearanceRequest",
    "Zur Vorlage bei der Meldebehörde bestätigen wir: Die genannte Person soll ehrenamtlich in der Beaufsichtigung,"
    " Betreuung, Erziehung oder Ausbildung Minderjähriger oder in einer Tätigkeit arbeiten, die in vergleichbarer Weise"
    " geeignet ist, Kontakt zu Minderjährigen aufzunehmen. Die Voraussetzungen des § 30a Abs. 1 BZRG liegen vor.",
)
_FEE = N_(
    "ClearanceRequest",
    "Die Tätigkeit ist ehrenamtlich und unentgeltlich. Wir bitten deshalb, von einer Gebühr abzusehen.",
)
_SHOW = N_("ClearanceRequest", "Zur Einsicht legen Sie das Führungszeugnis bitte hier vor: {}. Es bleibt bei Ihnen.")
_SOMEWHERE = N_("ClearanceRequest", "bei der Einrichtung, in der Sie mitarbeiten")
_KEPT = N_(
    "ClearanceRequest",
    "Es darf dann nicht älter als drei Monate sein. Festgehalten werden nur der Tag der Einsicht, das Datum des"
    " Führungszeugnisses und die Freigabe.",
)
_NAME, _BORN, _LIVES = (
    N_("ClearanceRequest", "Name:"), N_("ClearanceRequest", "geboren am, in:"), N_("ClearanceRequest", "Anschrift:"),
)  # fmt: skip
_LINE = "_" * 40


def collect(reader: Reader, person: Person, today: date) -> Document:
    """The letter as values. The date of birth is left for the person's own pen: the office does not keep it."""
    sender = letters.Sender.of(reader, today)
    letter = letters.letter(sender, letters.addressee(reader, person), str(_SUBJECT), _body(reader, person))
    return Document(title=str(_TITLE), author=setting(reader, "office_name"), blocks=(letter,))


def make(reader: Reader, record: Record | None, today: date) -> bytes:
    """The letter to a person."""
    assert isinstance(record, Person)
    return pdf.render(collect(reader, record, today))


def _body(reader: Reader, person: Person) -> list[Block]:
    place = ", ".join(filter(None, (person.street, f"{person.postal_code} {person.city}".strip())))
    where = str(_SOMEWHERE)
    if person.institution is not None:
        where = reader.get(Institution, person.institution).name
    return [
        Paragraph(str(_THANKS)),
        Fields(((str(_NAME), whole_name(person)), (str(_BORN), _LINE), (str(_LIVES), place or _LINE))),
        Paragraph(str(_CONFIRMED)),
        Paragraph(str(_FEE)),
        Paragraph(f"{_SHOW(where)} {_KEPT}"),
    ]
