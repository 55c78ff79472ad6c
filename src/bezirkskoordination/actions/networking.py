"""Institutions and who speaks for them: one main contact at a time, no tie twice, no ring; and the verbs for it."""

from dataclasses import replace
from datetime import date

from bezirkskoordination.actions.binding import Binding
from bezirkskoordination.i18n import N_
from bezirkskoordination.records.fields import Record
from bezirkskoordination.records.institutions import ContactPerson, Cooperation, Institution
from bezirkskoordination.records.kinds import show_date
from bezirkskoordination.records.refusal import BadValue, Refused
from bezirkskoordination.rules import networks
from bezirkskoordination.store.unit import Unit


def _beside(unit: Unit, contact: ContactPerson) -> list[ContactPerson]:
    """The other entries of the same institution that hold on a common day, today or later; what is past may rest."""
    first, last = max(contact.valid_from or unit.today, unit.today), contact.valid_until or date.max
    others = unit.where(ContactPerson, institution=contact.institution)
    return [
        one
        for one in others
        if one.id != contact.id and first <= last
        and (one.valid_from or date.min) <= last and first <= (one.valid_until or date.max)
    ]  # fmt: skip


def _refuse_second_entry(unit: Unit, after: ContactPerson) -> None:
    for one in _beside(unit, after):
        if (one.person, one.function) == (after.person, after.function):
            raise BadValue(
                N_("Networking", "{} ist dort in dieser Zeit schon eingetragen."), one.title(unit.names)
            ).at("person")  # fmt: skip


def _refuse_second_main(unit: Unit, after: ContactPerson) -> None:
    if not after.primary:
        return
    held = next((one for one in _beside(unit, after) if one.primary), None)
    if held is not None:
        raise BadValue(
            N_(
                "Networking",
                "In dieser Zeit ist schon {} Hauptansprechperson. „Zur Hauptansprechperson machen“ unter"
                " „Ansprechpersonen“ löst sie ab.",
            ),
            held.title(unit.names),
        ).at("primary")  # fmt: skip


def _refuse_twin(unit: Unit, after: Cooperation) -> None:
    pair = {after.institution, after.partner}
    near = [one for one in unit.all(Cooperation) if {one.institution, one.partner} == pair]
    held = networks.twin(after, near)
    if held is not None:
        span = "–".join(filter(None, (show_date(held.since), show_date(held.until))))
        raise BadValue(
            N_("Networking", "Das ist schon eingetragen: {}{}."),
            held.title(unit.names), f" ({span})" if span else "",
        ).at("partner")  # fmt: skip


def _refuse_ring(unit: Unit, after: Institution) -> None:
    way = networks.ring(after, unit.all(Institution))
    if way:
        raise BadValue(
            N_("Networking", "„{}“ gehört selbst zu „{}“. Bitte eine andere Stelle wählen."),
            way[0].title(unit.names), after.title(unit.names),
        ).at("parent")  # fmt: skip


# --- verbs --------------------------------------------------------------------------------


def confirm(unit: Unit, institutions: list[Institution]) -> list[Institution]:
    """Note that the details of these institutions were asked for today and are right."""
    return [unit.change(one, replace(one, confirmed_on=unit.today)) for one in institutions]


def make_main(unit: Unit, contact: ContactPerson) -> ContactPerson:
    """Make somebody the main contact from now on; whoever was it stays, as one of the others."""
    for one in _beside(unit, contact):
        if one.primary:
            unit.change(one, replace(one, primary=False))
    return unit.change(contact, replace(contact, primary=True))


# --- the table ----------------------------------------------------------------------------


class _ContactPersons(Binding):
    """One main contact at a time; who has spoken for an institution is ended, not deleted."""

    def refuse_changed(self, unit: Unit, _before: ContactPerson | None, after: ContactPerson) -> None:
        _refuse_second_entry(unit, after)
        _refuse_second_main(unit, after)

    def refuse_removed(self, unit: Unit, record: ContactPerson) -> None:
        if record.valid_from is not None and record.valid_from < unit.today:
            raise Refused(
                N_(
                    "Networking",
                    "„{}“ wird beendet, nicht gelöscht: Bitte unter „bis“ den letzten Tag eintragen."
                    " War es ein Versehen, „von“ leeren und dann löschen.",
                ),
                record.title(unit.names),
            )  # fmt: skip


class _Cooperations(Binding):
    def refuse_changed(self, unit: Unit, _before: Cooperation | None, after: Cooperation) -> None:
        _refuse_twin(unit, after)


class _Institutions(Binding):
    def refuse_changed(self, unit: Unit, _before: Institution | None, after: Institution) -> None:
        if after.id is not None and after.parent is not None:
            _refuse_ring(unit, after)


BINDINGS: dict[type[Record], Binding] = {
    ContactPerson: _ContactPersons(),
    Cooperation: _Cooperations(),
    Institution: _Institutions(),
}
