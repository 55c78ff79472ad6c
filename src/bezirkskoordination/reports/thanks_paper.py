"""Thanks to somebody who was asked to help and was not needed, because others were faster: as a letter, and as the text
of a mail. It says what was asked, never for whom.
"""

from datetime import date

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.activities import ActivityProfile, Enquiry, EnquiryStatus
from bezirkskoordination.records.fields import Record
from bezirkskoordination.records.kinds import show_date
from bezirkskoordination.records.needs import SupportNeed
from bezirkskoordination.records.people import Person
from bezirkskoordination.records.refusal import Refused
from bezirkskoordination.reports import letters, pdf
from bezirkskoordination.reports.document import Document, Paragraph
from bezirkskoordination.rules.addressing import greeting
from bezirkskoordination.store.settings import setting
from bezirkskoordination.store.unit import Reader

_TITLE = N_("Thanks", "Dank für die Bereitschaft")
SUBJECT = N_("Thanks", "Danke für Ihre Bereitschaft zu helfen")
_ASKED = N_("Thanks", "am {} haben wir Sie gefragt, ob Sie helfen können: {}.")
_FOUND = N_(
    "Thanks",
    "Inzwischen hat sich jemand anderes gefunden; Sie brauchen nichts weiter zu tun. Das liegt nicht an Ihnen: Wir"
    " haben mehrere gefragt, damit es schnell geht.",
)
_THANKS = N_("Thanks", "Vielen Dank, dass wir Sie fragen durften. Beim nächsten Mal melden wir uns gern wieder.")
_REGARDS = N_("Thanks", "Mit freundlichen Grüßen")
_NOT_THANKED = N_("Thanks", "Gedankt wird, wer gefragt war und nicht mehr gebraucht wird. Diese Anfrage ist „{}“.")


def _body(read: Reader, enquiry: Enquiry) -> tuple[str, ...]:
    need = read.get(SupportNeed, enquiry.need) if enquiry.need else None
    profile = read.get(ActivityProfile, enquiry.profile) if enquiry.profile else None
    cause = need or profile
    what = read.names.label("need_category", cause.category) if cause else ""
    return _ASKED(show_date(enquiry.asked_on), what), str(_FOUND), str(_THANKS)


def mail(read: Reader, enquiry: Enquiry) -> str:
    """The text of a mail, with greeting and name."""
    signs = filter(None, (setting(read, "coordinator"), setting(read, "office_name")))
    person = read.get(Person, enquiry.person)
    return "\n\n".join((greeting(person), *_body(read, enquiry), str(_REGARDS), "\n".join(signs)))


def collect(read: Reader, enquiry: Enquiry, today: date) -> Document:
    """The letter as values; refused (Refused) where there is nothing to thank for."""
    if enquiry.status is not EnquiryStatus.ELSEWHERE:
        raise Refused(_NOT_THANKED, str(enquiry.status.label))
    to = letters.addressee(read, read.get(Person, enquiry.person))
    body = [Paragraph(words) for words in _body(read, enquiry)]
    letter = letters.letter(letters.Sender.of(read, today), to, str(SUBJECT), body)
    return Document(title=str(_TITLE), author=setting(read, "office_name"), blocks=(letter,))


def make(read: Reader, record: Record | None, today: date) -> bytes:
    """The letter about an enquiry."""
    assert isinstance(record, Enquiry)
    return pdf.render(collect(read, record, today))
