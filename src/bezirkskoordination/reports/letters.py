"""Letters of the office as values: who writes, to whom, about what (DIN 5008, form B; several in one paper).

A paper that is sent makes an `Addressee` into a `Letter` here and puts what it has to say in between. Names of people
stand in the letters only, never in the file's own description.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Self

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.institutions import Institution
from bezirkskoordination.records.kinds import show_date
from bezirkskoordination.records.people import Person
from bezirkskoordination.reports.document import Block, Closing, Letter, Paragraph, Run
from bezirkskoordination.rules import addresses
from bezirkskoordination.rules.addressing import Addressee, address, greeting
from bezirkskoordination.store.settings import district_on, setting
from bezirkskoordination.store.unit import Reader

_DISTRICT = N_("Letter", "Stadtbezirk {} {}")
_SIGN, _BY = N_("Letter", "Unser Zeichen:"), N_("Letter", "Name:")
_PHONE, _EMAIL, _DATE = N_("Letter", "Telefon:"), N_("Letter", "E-Mail:"), N_("Letter", "Datum:")
_REGARDS = N_("Letter", "Mit freundlichen Grüßen")
_BETWEEN = " · "


@dataclass(frozen=True, slots=True)
class Sender:
    """The office as it writes: its letterhead, the line above the address, the block on the right, who signs."""

    head: tuple[str, ...]
    line: str
    information: tuple[tuple[str, str], ...]
    signs: str

    @classmethod
    def of(cls, reader: Reader, today: date, sign: str = "") -> Self:
        """The office on a day; `sign` goes on behind „Unser Zeichen“. What is not in the settings is left out."""
        name, person = setting(reader, "office_name"), setting(reader, "coordinator")
        house = [line.strip() for line in setting(reader, "office_address").splitlines() if line.strip()]
        phone, email = setting(reader, "office_phone"), setting(reader, "office_email")
        district = district_on(reader, today)
        place = _DISTRICT(district.number, district.name) if district else ""
        own = " ".join(filter(None, (setting(reader, "sign"), district.number if district else "", sign)))
        known = (
            (_SIGN, own), (_BY, person), (_PHONE, phone), (_EMAIL, email), (_DATE, show_date(today)),
        )  # fmt: skip
        return cls(
            tuple(filter(None, (name, place))),
            _BETWEEN.join([name, *house]),
            tuple((str(label), value) for label, value in known if value),
            person or name,
        )

    @property
    def has_address(self) -> bool:
        """Whether the line above the address says where a letter goes back to."""
        return _BETWEEN in self.line


def addressee(reader: Reader, person: Person | None = None, institution: Institution | None = None) -> Addressee:
    """To whom a letter goes, with what the institution is part of: that stands above it in the address."""
    if institution is None or not institution.unit:
        return Addressee(person, institution)
    known = {one.id: one for one in reader.all(Institution) if one.id is not None}
    return Addressee(person, institution, addresses.above(institution, known))


def letter(sender: Sender, to: Addressee, subject: str, body: Sequence[Block], notes: Sequence[str] = ()) -> Letter:
    """A letter: the subject, the first words as this person is greeted, what is to be said, the last words."""
    return Letter(
        address(to),
        (
            Paragraph((Run(f"{subject}\n", bold=True),)),
            Paragraph(greeting(to.person)),
            *body,
            Closing(str(_REGARDS), sender.signs),
        ),
        sender.head, sender.line, tuple(notes), sender.information,
    )  # fmt: skip
