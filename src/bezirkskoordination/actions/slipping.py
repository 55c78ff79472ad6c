"""Taking down what comes in before its nature is clear, and sorting it: names go to the vault first of all."""

import tomllib
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from bezirkskoordination import paths
from bezirkskoordination.actions import editing, vault
from bezirkskoordination.actions.editing import Step
from bezirkskoordination.actions.known_names import names
from bezirkskoordination.i18n import N_
from bezirkskoordination.records.fields import Record
from bezirkskoordination.records.money import Expense
from bezirkskoordination.records.needs import NeedContact, SupportNeed
from bezirkskoordination.records.office import Attachment, AttachmentKind, Slip, SlipKind, SlipStatus, Task
from bezirkskoordination.records.people import Person
from bezirkskoordination.records.refusal import Refused
from bezirkskoordination.rules.naming import Names
from bezirkskoordination.rules.slips import Parsed, Words, parse
from bezirkskoordination.store.folding import fold
from bezirkskoordination.store.unit import Reader, Unit

_EMPTY = N_("Slipping", "Der Zettel ist leer.")
_TITLE = 60
#: Target groups of whom somebody is under age.
MINORS = frozenset({"KIND", "JUGEND", "UMA"})
#: Nobody is looked for where only the words of a need count.
_NOBODY = Names(fold, ())


@cache
def words() -> Words:
    """The words that slips are read by."""
    told = tomllib.loads(paths.resource("slip_words.toml").read_text(encoding="utf-8"))
    categories = {fold(word): code for code, said in told["categories"].items() for word in said}
    kinds = {fold(word): SlipKind.of(kind) for kind, said in told["kinds"].items() for word in said}
    return Words(categories, kinds, {fold(word): code for code, said in told["groups"].items() for word in said})


def read_slip(read: Reader, text: str, today: date) -> Parsed:
    """What a text says, nothing kept yet."""
    return parse(text, names(read), words(), fold, today)


def parsed(known: Names, text: str, today: date) -> Parsed:
    """The same with names that were read before: for every keystroke."""
    return parse(text, known, words(), fold, today)


#: What the words of a need's name may say.
PROPOSED = ("category", "target_groups", "minors", "time_grid")


def proposed(text: str, today: date) -> dict[str, Any]:
    """What a need is about by the words of its name: category, target groups, whether children are, when."""
    found = parse(text, _NOBODY, words(), fold, today)
    category = found.categories[0] if found.categories else ""
    said = (category, found.groups, not MINORS.isdisjoint(found.groups), found.grid)
    return dict(zip(PROPOSED, said, strict=True))


def take_down(unit: Unit, text: str, attached: tuple[str, bytes] | None = None) -> Slip:
    """Keep a slip; whoever it names goes to the vault, and only what is left stands on the slip.

    `attached` is a file of a mail that is to be kept with it: its name and its bytes.
    """
    found = read_slip(unit, text, unit.today)
    if not text.strip():
        raise Refused(_EMPTY)
    kept = editing.attach_bytes(unit, *attached, AttachmentKind.OTHER).id if attached else None
    slip = Slip(text=found.text or "…", received_on=unit.today, kind=found.kind, attachment=kept)
    slip = editing.save(unit, None, slip)
    if found.is_personal:
        given = NeedContact(
            pseudonym="", about=("slip", slip.uid), name=found.name, phone=found.phone, email=found.email,
            address=found.address, expires_on=unit.today,
        )  # fmt: skip
        vault.keep(unit, slip, given)
    return slip


def begin(read: Reader, slip: Slip, kind: SlipKind, today: date) -> Record:
    """The record that a slip becomes, filled in as far as it says; not kept yet."""
    found = read_slip(read, slip.text, today)
    first = slip.text.splitlines()[0][:_TITLE].strip(" ,;…")
    if kind is SlipKind.NEED:
        return SupportNeed(
            subject=first, category=found.categories[0] if found.categories else "", description=slip.text,
            time_grid=found.grid, recorded_on=slip.received_on, target_groups=found.groups,
            minors=not MINORS.isdisjoint(found.groups),
        )  # fmt: skip
    if kind is SlipKind.VOLUNTEER:
        contact = vault.contact_of(read, slip)
        *given, last = (contact.name if contact else "").split() or [""]
        return Person(
            last_name=last, first_name=" ".join(given), phone=contact.phone if contact else "",
            email=contact.email if contact else "", interests=found.categories, available=found.grid, notes=slip.text,
        )  # fmt: skip
    if kind is SlipKind.EXPENSE:
        return Expense(
            on_date=found.on or today, category="", payee="", purpose=first, amount=found.cents or 0,
            receipt=slip.attachment,
        )  # fmt: skip
    return Task(subject=first, due_on=found.on)


def sorted_into(unit: Unit, slip: Slip, record: Record) -> Slip:
    """A slip became this record: it waits no longer. Who it was about goes along, or stays in the slip's vault until
    its day; what was attached goes along as a receipt, else it goes: a file names people, too.
    """
    contact = vault.contact_of(unit, slip)
    if contact is not None and isinstance(record, SupportNeed):
        unit.change(contact, replace(contact, about=(record.type.name, record.uid)))
    elif contact is not None and isinstance(record, Person):
        unit.remove(contact)  # a volunteer is known by name, once
    slip = _without_file(unit, slip, goes=not isinstance(record, Expense))
    kept = unit.change(slip, replace(slip, became=(record.type.name, record.uid)))
    return editing.take(unit, kept, Step(SlipStatus.SORTED, unit.today))


def drop(unit: Unit, slip: Slip) -> Slip:
    """A slip that needs nothing more; who it was about is forgotten."""
    if (contact := vault.contact_of(unit, slip)) is not None:
        unit.remove(contact)
    slip = _without_file(unit, slip, goes=True)
    return editing.take(unit, slip, Step(SlipStatus.DROPPED, unit.today))


def _without_file(unit: Unit, slip: Slip, goes: bool) -> Slip:
    """The slip without its file; `goes`: the file is needed nowhere else."""
    if slip.attachment is None:
        return slip
    file, kept = unit.get(Attachment, slip.attachment), unit.change(slip, replace(slip, attachment=None))
    if goes:
        unit.remove(file)
    return kept
