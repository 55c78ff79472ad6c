"""The telephone list: every institution by kind, with its numbers and those of the people who speak for it.

Says who is there today; nobody who asked not to be contacted. The file's metadata name the office only.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.fields import Record
from bezirkskoordination.records.institutions import ContactPerson, Institution
from bezirkskoordination.records.kinds import NBSP, Names, show_date
from bezirkskoordination.records.people import Person
from bezirkskoordination.reports import pdf
from bezirkskoordination.reports.document import Column, Document, Heading, Paragraph, Run, Table, Words
from bezirkskoordination.rules.addressing import whole_name
from bezirkskoordination.rules.responsibility import speaks_on
from bezirkskoordination.store.folding import sort_key
from bezirkskoordination.store.settings import setting
from bezirkskoordination.store.unit import Reader

_TITLE = N_("PhoneList", "Telefonliste der Institutionen")
_STATE, _FAX = N_("PhoneList", "Stand {}"), N_("PhoneList", "Fax {}")
_APPOINTMENT, _BETWEEN = N_("PhoneList", "Termin nach Vereinbarung"), " · "
_NONE = N_("PhoneList", "Noch ist keine Institution eingetragen.")
_PERSONAL = N_("PhoneList", "Enthält personenbezogene Angaben. Bitte verschlossen aufbewahren.")
_COLUMNS = (
    Column(str(N_("PhoneList", "Institution, Ansprechperson")), share=0.37),
    Column(str(N_("PhoneList", "Funktion, Öffnungszeiten")), share=0.25),
    Column(str(N_("PhoneList", "Telefon")), share=0.17),
    Column(str(N_("PhoneList", "Mobil, Fax")), share=0.21),
)


def collect(read: Reader, _record: Record | None, today: date) -> Document:
    """The list as values: a table for each kind, in the order of a German directory (DIN 5007-2)."""
    names = read.names
    kinds: dict[str, list[Institution]] = defaultdict(list)
    for one in read.all(Institution):
        if one.network_until is None or today <= one.network_until:
            kinds[names.label("org_type", one.kind)].append(one)
    people = _people(read, today)
    blocks: list[Heading | Table | Paragraph] = [Heading(str(_TITLE), 0)]
    for kind in sorted(kinds, key=sort_key):
        rows = tuple(row for one in sorted(kinds[kind], key=_by_title(names)) for row in _rows(one, people))
        blocks += [Heading(kind, 2), Table(_COLUMNS, rows)]
    blocks.append(Paragraph(str(_PERSONAL if kinds else _NONE), small=True))
    office = setting(read, "office_name")
    return Document(
        title=str(_TITLE), author=office, blocks=tuple(blocks), header=office, footer=str(_TITLE),
        mark=_STATE(show_date(today)),
    )  # fmt: skip


def _by_title(names: Names) -> Callable[[Institution], tuple[str, str]]:
    return lambda one: (sort_key(one.title(names)), one.uid)


def _people(read: Reader, today: date) -> dict[int, list[tuple[ContactPerson, Person]]]:
    """Who speaks for each institution today, by its id: the main contact first, the others by name."""
    found: dict[int, list[tuple[ContactPerson, Person]]] = defaultdict(list)
    known = {one.id: one for one in read.all(Person)}
    for contact in read.all(ContactPerson):
        person = known[contact.person]
        if speaks_on(contact, today) and not person.contact_block:
            found[contact.institution].append((contact, person))
    for those in found.values():
        those.sort(key=lambda pair: (not pair[0].primary, sort_key(f"{pair[1].last_name}, {pair[1].first_name}")))
    return found


def _rows(
    one: Institution, people: dict[int, list[tuple[ContactPerson, Person]]]
) -> Iterator[tuple[Words, Words, Words, Words]]:
    """A row for the institution, and one for each person who speaks for it."""
    name = (Run(one.name, bold=True), *((Run(f"\n{one.unit}"),) if one.unit else ()))
    hours = one.opening_hours.replace("\n", _BETWEEN)
    open_at = _BETWEEN.join(part for part in (hours, str(_APPOINTMENT) if one.by_appointment else "") if part)
    yield name, open_at, _unbroken(one.phone), _unbroken(_FAX(one.fax)) if one.fax else ""
    for contact, person in people.get(one.id or 0, ()):
        role = contact.function or contact.responsibility
        yield f"– {whole_name(person)}", role, _unbroken(person.phone), _unbroken(person.mobile)


def _unbroken(number: str) -> str:
    return number.replace(" ", NBSP)


def make(read: Reader, record: Record | None, today: date) -> bytes:
    """The bytes of the PDF."""
    return pdf.render(collect(read, record, today))
