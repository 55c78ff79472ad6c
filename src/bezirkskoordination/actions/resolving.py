"""What the council's decisions mean for each other: the sitting of a paper tells its result, one person holds the
office at a time, and one resolution is what the office stands on."""

from dataclasses import replace
from datetime import date

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.council import Consultation, Mandate, Paper, Resolution
from bezirkskoordination.records.fields import Record
from bezirkskoordination.records.refusal import BadValue
from bezirkskoordination.store.folding import fold
from bezirkskoordination.store.unit import Reader, Unit


def basis(reader: Reader) -> Resolution | None:
    """The resolution that the office stands on."""
    return next(iter(reader.where(Resolution, basis=True)), None)


def refuse_changed(unit: Unit, after: Record) -> None:
    """Refuse a second holder of the office at a time, and a second resolution that it stands on."""
    if isinstance(after, Mandate):
        _refuse_second_mandate(unit, after)
    if isinstance(after, Resolution) and after.basis:
        other = basis(unit)
        if other is not None and other.id != after.id:
            raise BadValue(
                N_("Resolving", "Grundlage der Koordinierungsstelle ist schon „{}“. Bitte dort zuerst abwählen."),
                other.title(unit.names),
            ).at("basis")  # fmt: skip


def _refuse_second_mandate(unit: Unit, after: Mandate) -> None:
    """One person holds the office at a time (domain model 5.9, 5): a claim must know whose account is meant."""
    last = after.valid_until or date.max
    for one in unit.all(Mandate):
        if one.id != after.id and one.valid_from <= last and after.valid_from <= (one.valid_until or date.max):
            raise BadValue(
                N_("Claiming", "In dieser Zeit gilt schon eine Bestellung: {}. Bitte dort zuerst ein Ende eintragen."),
                one.title(unit.names),
            ).at("valid_from")  # fmt: skip


def follow(unit: Unit, record: Record) -> None:
    """Tell the result of a resolution in the Beratungsfolge of its paper, where the sitting stands there."""
    if not isinstance(record, Resolution) or record.paper is None or not record.result:
        return
    paper = unit.get(Paper, record.paper)
    route = tuple(_told(row, record) if _is_of(row, record) else row for row in paper.consultations)
    if route != paper.consultations:
        unit.change(paper, replace(paper, consultations=route))


def _is_of(row: Consultation, one: Resolution) -> bool:
    return row.on_date == one.on_date and fold(row.body) == fold(one.body)


def _told(row: Consultation, one: Resolution) -> Consultation:
    return replace(row, result=one.result, agenda_item=row.agenda_item or one.agenda_item)
