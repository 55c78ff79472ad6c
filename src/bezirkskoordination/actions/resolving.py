"""What the council's decisions mean for each other: the sitting of a paper tells its result, and one resolution is
what the office stands on."""

from dataclasses import replace
from datetime import date

from bezirkskoordination.actions.binding import Binding
from bezirkskoordination.i18n import N_
from bezirkskoordination.records.council import Consultation, Paper, Resolution
from bezirkskoordination.records.fields import Record
from bezirkskoordination.records.refusal import BadValue
from bezirkskoordination.store.folding import fold
from bezirkskoordination.store.unit import Reader, Unit


def basis(reader: Reader) -> Resolution | None:
    """The resolution that the office stands on."""
    return next(iter(reader.where(Resolution, basis=True)), None)


class _Resolutions(Binding):
    def refuse_changed(self, unit: Unit, _before: Resolution | None, after: Resolution) -> None:
        other = basis(unit) if after.basis else None
        if other is not None and other.id != after.id:
            raise BadValue(
                N_("Resolving", "Grundlage der Koordinierungsstelle ist schon „{}“. Bitte dort zuerst abwählen."),
                other.title(unit.names),
            ).at("basis")  # fmt: skip

    def follow(self, unit: Unit, _before: Resolution | None, after: Resolution, _on: date) -> Resolution:
        """Tell the result in the Beratungsfolge of its paper, where the sitting stands there."""
        if after.paper is not None and after.result:
            paper = unit.get(Paper, after.paper)
            route = tuple(_told(row, after) if is_of(row, after) else row for row in paper.consultations)
            unit.change(paper, replace(paper, consultations=route))
        return after


def is_of(row: Consultation, one: Resolution) -> bool:
    """Whether a line of the Beratungsfolge is the sitting at which a resolution was passed."""
    return row.on_date == one.on_date and fold(row.body) == fold(one.body)


def _told(row: Consultation, one: Resolution) -> Consultation:
    return replace(row, result=one.result, agenda_item=row.agenda_item or one.agenda_item)


BINDINGS: dict[type[Record], Binding] = {Resolution: _Resolutions()}
