"""Who may stand in a list that serves a purpose, and who is left out and why. It knows no format and writes nothing."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from bezirkskoordination.exchange.tables import Table
from bezirkskoordination.i18n import N_
from bezirkskoordination.records.consents import Consent, ConsentPurpose
from bezirkskoordination.records.people import Person
from bezirkskoordination.records.refusal import Refused
from bezirkskoordination.rules.consents import obstacle
from bezirkskoordination.store.unit import Reader

_PAGE = 500
_NOT_SIFTED = N_(
    "Export",
    "„{}“ nennt Personen und wird nicht für „{}“ ausgegeben: Wer dem zugestimmt hat, wird nur in Personenlisten"
    " geprüft. Bitte ohne Zweck ausgeben, für die eigene Arbeit.",
)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Somebody who is not in the list, and why; how to reach them, if they are to be asked."""

    person: Person
    reason: str

    @property
    def reach(self) -> str:
        """Their telephone number, if one is known."""
        return self.person.phone or self.person.mobile


def sift(
    reader: Reader, table: Table, purpose: ConsentPurpose, day: date, recipient: int | None = None
) -> tuple[Table, tuple[LeftOut, ...]]:
    """The table without those who have not agreed to its purpose (for a recipient), and who they are.

    A list that says nothing about people stays whole; so does one of institutions or of the office's own things. But
    one that names people beside them is refused for any purpose but the own work: nobody asked them.
    """
    if table.view.type is not Person.type and table.names_people and purpose is not ConsentPurpose.STORAGE:
        raise Refused(_NOT_SIFTED, str(table.view.label), purpose.label)
    if table.view.type is not Person.type or not table.holds_personal_data:
        return table, ()
    left = {one.person.id: one for one in _left_out(reader, table, purpose, day, recipient)}
    return replace(table, ids=[one for one in table.ids if one not in left]), tuple(left.values())


def _left_out(
    reader: Reader, table: Table, purpose: ConsentPurpose, day: date, recipient: int | None
) -> Iterator[LeftOut]:
    sheets: dict[int, list[Consent]] = {}
    for sheet in reader.all(Consent):
        sheets.setdefault(sheet.person, []).append(sheet)
    for start in range(0, len(table.ids), _PAGE):
        for person in reader.page(Person.type, table.ids[start : start + _PAGE]):
            assert isinstance(person, Person)
            if reason := obstacle(person, sheets.get(person.id or 0, ()), purpose, day, recipient):
                yield LeftOut(person, reason)
