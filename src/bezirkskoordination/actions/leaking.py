"""What the office file knows that a public paper must not say: asked before a report is released.

Reads; what was found is for others to show, and to stop at.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache

from bezirkskoordination import paths
from bezirkskoordination.actions import known_names
from bezirkskoordination.records import TYPES
from bezirkskoordination.records.consents import Consent, ConsentPurpose
from bezirkskoordination.records.council import Mandate, Paper, Publicity, Report, Resolution
from bezirkskoordination.records.fields import Field
from bezirkskoordination.records.institutions import Institution
from bezirkskoordination.records.kinds import EMAIL, NOTE, PHONE, TEXT
from bezirkskoordination.records.money import Claim
from bezirkskoordination.records.needs import NeedContact
from bezirkskoordination.records.network import Order
from bezirkskoordination.records.office import Attachment, District, ListItem, Setting, SubArea, Task
from bezirkskoordination.records.people import Person
from bezirkskoordination.rules import consents, leaks
from bezirkskoordination.rules.leaks import Known, Leak, Passage, Secret, Sort
from bezirkskoordination.store.folding import fold
from bezirkskoordination.store.settings import setting
from bezirkskoordination.store.unit import Reader

#: Their words are no internal notes: papers and what the council has ordered, how things are called here, mere names.
_NO_NOTES = {Report, Paper, Resolution, Mandate, Order, Claim, Task, Attachment, Setting, ListItem}
_NOTES = ("note", "notes")
#: To whom a paper goes is no secret, whatever it says.
_TO = "recipient"


def leaks_in(read: Reader, passages: Iterable[Passage], day: date) -> list[Leak]:
    """What must not be public among the texts of a paper that goes out on a day; what stops it comes first.

    The texts come from `reports.passages` of the public Document, with the names of attached files.
    """
    return leaks.find(passages, known(read, day))


def known(read: Reader, day: date) -> Known:
    """What the office file knows, as of a day: consents hold or are withdrawn by then."""
    institutions = read.all(Institution)
    people = [read.cells(Person.type, name) for name in ("phone", "mobile", "email")]
    phones, mobiles, emails = ([text for (text,) in column if text] for column in people)
    vault = read.all(NeedContact)
    signers = {setting(read, "coordinator"), *(one.signed_by for one in read.all(Report))}
    return Known(
        fold=fold,
        names=known_names.names(read, _ordinary(read)),
        agreed=frozenset(_agreed(read, day)),
        signers=frozenset(signers - {""}),
        public_names=tuple({name for one in institutions for name in (one.name, one.unit, one.short_name) if name}),
        phones=frozenset(leaks.digits(one) for one in (*phones, *mobiles, *(one.phone for one in vault)) if one),
        public_phones=frozenset(leaks.digits(one) for one in _public(read, institutions, PHONE)),
        emails=frozenset(one.lower() for one in (*emails, *(one.email for one in vault)) if one),
        public_emails=frozenset(one.lower() for one in _public(read, institutions, EMAIL)),
        secrets=_secrets(read, vault, institutions),
    )


@cache
def _plain_words() -> tuple[str, ...]:
    lines = paths.resource("plain_words.txt").read_text(encoding="utf-8").splitlines()
    return tuple(word for line in lines if not line.startswith("#") for word in line.split())


def _ordinary(read: Reader) -> list[str]:
    """Words in which a name may be meant otherwise: common ones, and how places are called."""
    districts, areas = read.all(District), read.all(SubArea)
    return [*_plain_words(), *(one.name for one in districts), *(one.name for one in areas)]


def _agreed(read: Reader, day: date) -> Iterator[int]:
    """Who may be named: whoever was appointed, by a public resolution, and who agreed to being named in reports."""
    yield from (one.person for one in read.all(Mandate))
    sheets: dict[int, list[Consent]] = {}
    for sheet in read.all(Consent):
        sheets.setdefault(sheet.person, []).append(sheet)
    yield from (who for who, mine in sheets.items() if consents.may(mine, ConsentPurpose.NAMING, day))


def _public(read: Reader, institutions: list[Institution], kind: object) -> Iterator[str]:
    fields = ("phone", "fax") if kind is PHONE else ("email",)
    yield from (value for one in institutions for name in fields if (value := getattr(one, name)))
    if own := setting(read, "office_phone" if kind is PHONE else "office_email"):
        yield own


# --- texts that nobody outside may read -----------------------------------------------------------


def _secrets(read: Reader, vault: list[NeedContact], institutions: list[Institution]) -> Iterator[Secret]:
    yield from _addresses(read, vault, institutions)
    yield from (Secret(Sort.CASE, one.pseudonym) for one in vault)
    yield from _closed(read)
    for cls in TYPES:
        if cls in _NO_NOTES:
            continue
        names = [one.name for one in cls.type.fields if _is_note(one)]
        for row in read.cells(cls.type, *names) if names else ():
            yield from (Secret(Sort.NOTE, text) for text in row if text)


def _is_note(field: Field) -> bool:
    """Somebody's own words about people or for the office alone; names and addresses have rules of their own."""
    if field.kind is NOTE:
        return field.personal or field.name in _NOTES
    return field.kind is TEXT and field.name in (*_NOTES, "subject")


def _addresses(read: Reader, vault: list[NeedContact], institutions: list[Institution]) -> Iterator[Secret]:
    """Where people live; where an institution has its house may be said."""
    houses = {one.street for one in institutions}
    streets = {street for (street,) in read.cells(Person.type, "street") if any(map(str.isdigit, street))}
    yield from (Secret(Sort.ADDRESS, street) for street in sorted(streets - houses))
    yield from (Secret(Sort.ADDRESS, one.address) for one in vault if one.address)


def _closed(read: Reader) -> Iterator[Secret]:
    """Papers that only go where nobody may listen, and what was resolved there."""
    for paper in read.all(Paper):
        sittings = {row.publicity for row in paper.consultations}
        if paper.publicity is Publicity.CLOSED or sittings == {Publicity.CLOSED}:
            written = [getattr(paper, one.name) for one in Paper.type.fields if one.kind is NOTE and one.name != _TO]
            topics = [getattr(row, one.name) for row in paper.topics for one in row.rows.fields if one.kind is NOTE]
            yield from (Secret(Sort.CLOSED, text) for text in (paper.subject, *written, *topics) if text)
    for one in read.all(Resolution):
        if one.publicity is Publicity.CLOSED:
            yield from (Secret(Sort.CLOSED, text) for text in (one.subject, one.wording, one.notes) if text)
            yield from (Secret(Sort.CLOSED, order.text) for order in read.where(Order, resolution=one.id))
