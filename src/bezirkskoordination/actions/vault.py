"""The vault: who somebody in need is. Kept only with a day on which it empties itself; shown one at a time."""

import random
from dataclasses import replace
from datetime import date, timedelta

from bezirkskoordination import paths
from bezirkskoordination.actions import editing
from bezirkskoordination.actions.desk import Desk
from bezirkskoordination.i18n import N_
from bezirkskoordination.records.needs import NeedContact, SupportNeed
from bezirkskoordination.records.office import Slip
from bezirkskoordination.rules import needs
from bezirkskoordination.rules.periods import months_after
from bezirkskoordination.store.settings import setting
from bezirkskoordination.store.unit import Reader, Unit

_EMPTIED = N_("Vault", "Geschützte Kontakte geleert: {}")
_NUMBERS = range(10, 100)


def contact_of(read: Reader, about: SupportNeed | Slip) -> NeedContact | None:
    """Who a need or slip is about, if that is kept."""
    found = read.where(NeedContact, about_type=about.type.name, about_uid=about.uid)
    return found[0] if found else None


def expires_on(read: Reader, consent_on: date | None, today: date) -> date:
    """Until when contact data may be kept: months with a consent, a few days to ask for one without."""
    if consent_on is None:
        return today + timedelta(days=setting(read, "vault_days") or 14)
    return months_after(consent_on, setting(read, "vault_months") or 6)


def keep(unit: Unit, about: SupportNeed | Slip, given: NeedContact) -> NeedContact:
    """Keep who a need or slip is about; a new one gets its pseudonym and its day."""
    before = contact_of(unit, about)
    pseudonym = before.pseudonym if before else new_pseudonym(unit)
    after = replace(
        given, pseudonym=pseudonym, about=(about.type.name, about.uid),
        expires_on=expires_on(unit, given.consent_on, unit.today),
    )  # fmt: skip
    if before is not None:
        after = replace(after, id=before.id, uid=before.uid)
    return editing.save(unit, before, after)


def blank(about: SupportNeed | Slip, today: date) -> NeedContact:
    """An empty contact to fill in."""
    return NeedContact(pseudonym="", about=(about.type.name, about.uid), expires_on=today)


def new_pseudonym(read: Reader) -> str:
    """A word and a number that nobody has yet: „Amsel-27“. It says nothing about anybody."""
    words = paths.resource("pseudonyms.txt").read_text(encoding="utf-8").split()
    taken = {one.pseudonym for one in read.all(NeedContact)}
    chance = random.SystemRandom()
    free = [name for word in words for number in _NUMBERS if (name := f"{word}-{number}") not in taken]
    return chance.choice(free)


def is_empty(contact: NeedContact) -> bool:
    """Whether nothing about anybody is left."""
    return not (contact.name or contact.phone or contact.email or contact.address)


def emptied(contact: NeedContact) -> NeedContact:
    """The same with nothing but the pseudonym."""
    return replace(contact, name="", phone="", email="", address="", language="")


def due(read: Reader, today: date) -> list[NeedContact]:
    """Contacts whose day has come, or whose need is closed."""
    closed = {one.uid for status in needs.CLOSED for one in read.where(SupportNeed, status=status)}
    return [
        one
        for one in read.all(NeedContact)
        if not is_empty(one)
        and (one.expires_on <= today or (one.about[0] == "support_need" and one.about[1] in closed))
    ]


def empty_due(desk: Desk, today: date) -> int:
    """Empty every contact that is due, for good: no undo brings it back. Gives how many."""
    found = due(desk.office.read, today)
    if found:
        desk.do(_EMPTIED(len(found)), lambda unit: [unit.change(one, emptied(one)) for one in found])
        desk.clear()
    return len(found)
