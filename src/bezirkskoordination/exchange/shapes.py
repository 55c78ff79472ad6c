"""Values as JSON holds them for other programs: codes, ISO dates, whole cents and minutes. A contract."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from bezirkskoordination.exchange.drafts import Problem
from bezirkskoordination.exchange.heads import SINCE
from bezirkskoordination.exchange.importing import Duplicate, Preview, Row
from bezirkskoordination.records import kinds as k
from bezirkskoordination.records.fields import Field, Record, RecordType
from bezirkskoordination.records.kinds import Names
from bezirkskoordination.records.needs import SupportNeed
from bezirkskoordination.rules.boundary import Match
from bezirkskoordination.rules.disclosure import Published
from bezirkskoordination.rules.figures import Figure
from bezirkskoordination.rules.matching import Helper, No, Suggestion
from bezirkskoordination.rules.periods import Period

Shape = dict[str, Any]


def key_of(one: Field) -> str:
    """The name of a field in JSON; what is counted in cents or minutes says so."""
    unit = _UNITS.get(one.kind, "")
    return one.name if unit in one.name.split("_") or not unit else f"{one.name}_{unit}"


_UNITS: dict[k.Kind, str] = {k.MONEY: "cents", k.MINUTES: "minutes", k.DECIMAL: "hundredths"}


def _ref(value: int | None, one: Field, names: Names) -> Shape | None:
    return {"id": value, "title": names.title(one.details.to, value)} if value is not None else None


def _any_ref(value: tuple[str, str] | None, _one: Field, _names: Names) -> Shape | None:
    return {"type": value[0], "uid": value[1]} if value else None


_SHAPED: dict[k.Kind, Callable[[Any, Field, Names], Any]] = {
    k.DATE: lambda value, _one, _names: value.isoformat() if value else None,
    k.CHOICE: lambda value, _one, _names: value.value if isinstance(value, k.Choice) else value,
    k.STATUS: lambda value, _one, _names: value.value,
    k.CODES: lambda value, _one, _names: list(value),
    k.REF: _ref,
    k.REFS: lambda value, one, names: [_ref(entry, one, names) for entry in value],
    k.ANYREF: _any_ref,
    k.ROWS: lambda value, one, names: [fields_shape(row.rows.fields, vars(row), names) for row in value],
}


def _shaped(value: Any, one: Field, names: Names) -> Any:
    shape = _SHAPED.get(one.kind)
    return value if shape is None or value is None else shape(value, one, names)


def fields_shape(fields: Iterable[Field], values: Mapping[str, Any], names: Names) -> Shape:
    """The fields that have a value here, by their JSON names."""
    return {key_of(f): _shaped(values[f.name], f, names) for f in fields if f.name in values}


def record_shape(record: Record, names: Names) -> Shape:
    """A record: id, uid, title and all its fields."""
    head = {"id": record.id, "uid": record.uid, "title": record.title(names)}
    return head | fields_shape(record.type.fields, vars(record), names)


# --- figures ------------------------------------------------------------------------------


def figures_shape(period: Period, figures: Sequence[Figure | Published]) -> Shape:
    """Every indicator at a Stichtag; null is „nicht erhoben“, a suppressed value the text that stands for it."""
    return {
        "stichtag": period.end.isoformat(),
        "from": period.start.isoformat(),
        "figures": [_figure_shape(one) for one in figures],
    }


def _figure_shape(told: Figure | Published) -> Shape:
    figure = told.figure if isinstance(told, Published) else told
    return {
        "code": figure.code,
        "label": str(figure.label),
        "value": told.value,
        "unit": figure.unit,
        "breakdown": [{"label": part.label, "value": part.value} for part in told.breakdown],
    }


# --- import -------------------------------------------------------------------------------


def preview_shape(preview: Preview, names: Names) -> Shape:
    """What an import would do, or has done."""
    source, of = preview.source, preview.view.type
    return {
        "format": source.format,
        "encoding": source.encoding or None,
        "delimiter": source.delimiter or None,
        "sheet": source.sheet or None,
        "header_row": source.header_row,
        "rows_read": len(preview.rows),
        "counts": preview.counts,
        "records": [_row_shape(row, of, names) for row in preview.rows],
        "duplicates": [_duplicate_shape(one, names) for one in preview.duplicates],
        "problems": [_problem_shape(one, of) for one in preview.problems],
    }


def _row_shape(row: Row, of: RecordType, names: Names) -> Shape:
    since = {SINCE: row.values[SINCE].isoformat()} if SINCE in row.values else {}
    old = fields_shape(of.fields, {name: change[0] for name, change in row.changes.items()}, names)
    new = fields_shape(of.fields, {name: change[1] for name, change in row.changes.items()}, names)
    return {
        "row": row.number,
        "values": fields_shape(of.fields, row.values, names) | since,
        "raw": row.raw,
        "changes": {key: {"old": old[key], "new": new[key]} for key in new},
        "problems": [_problem_shape(one, of) for one in row.problems],
    }


def _problem_shape(problem: Problem, of: RecordType) -> Shape:
    known = {f.name: key_of(f) for f in of.fields}
    return {"field": known.get(problem.field, problem.field), "text": problem.text}


def _duplicate_shape(one: Duplicate, names: Names) -> Shape:
    known = one.existing
    return {
        "rows": list(one.rows),
        "existing": {"id": known.id, "title": known.title(names)} if known else None,
        "certainty": one.certainty.value,
        "reason": one.reason,
    }


def match_shape(
    need: SupportNeed,
    boundary: str,
    services: Iterable[Match],
    best: Iterable[Suggestion],
    refused: Iterable[tuple[Helper, No]],
    names: Names,
) -> Shape:
    """Who could help with a need: services that there are, people with their points and reasons, who not and why.

    `boundary` says why nobody may be placed yet; empty if somebody may.
    """
    return {
        "need": need.number,
        "boundary": boundary,
        "services": [
            {"id": one.service.id, "name": one.service.name, "fit": one.fit.value, "unchecked": one.unchecked}
            for one in services
        ],
        "candidates": [_candidate_shape(one, names) for one in best],
        "refused": [_helper_shape(one, names) | {"because": no.because} for one, no in refused],
    }


def together_shape(waiting: int, in_order: int, given: Iterable[tuple[str, Suggestion]], names: Names) -> Shape:
    """One proposal for all needs that wait, by their numbers; how many wait, how many going in order would cover."""
    proposals = [{"need": number} | _candidate_shape(one, names) for number, one in given]
    return {"waiting": waiting, "in_order": in_order, "proposals": proposals}


def _helper_shape(one: Helper, names: Names) -> Shape:
    return {"id": one.id, "name": names.title("person", one.id)}


def _candidate_shape(one: Suggestion, names: Names) -> Shape:
    return _helper_shape(one.helper, names) | {
        "score": one.score,
        "points": {part.rule: part.points for part in one.points},
        "reasons": [part.reason for part in one.points if part.reason],
        "warnings": list(one.warnings),
    }
