"""What importing a table would do, row by row, before anything is done; the plans are carried out by the desk.

Nothing is guessed, nothing is lost silently: what a row says is taken, or is named among its problems.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from typing import Any

from bezirkskoordination.exchange import cells, drafts, heads
from bezirkskoordination.exchange.drafts import Draft, Problem
from bezirkskoordination.exchange.heads import FULL_NAME, SINCE
from bezirkskoordination.exchange.matching import Certainty, Known, Match, Target
from bezirkskoordination.exchange.progress import Progress, Stop, Stopped, never, unwatched
from bezirkskoordination.exchange.reading import Source
from bezirkskoordination.i18n import N_
from bezirkskoordination.records.fields import Record, RecordType, View
from bezirkskoordination.records.kinds import show_date
from bezirkskoordination.records.refusal import Refused
from bezirkskoordination.rules import validity
from bezirkskoordination.rules.plans import Planned
from bezirkskoordination.store.unit import Reader

#: Types that the program itself keeps; a table cannot bring them.
_OWN_TYPES = frozenset({"attachment", "status_event", "setting", "list_item"})
_PAGE = 200


class Outcome(Enum):
    """What becomes of a row. Every row read has exactly one."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    MERGED = "merged"
    SKIPPED = "skipped"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the source: its values as understood, its texts as they stand, what would change, what is doubtful."""

    number: int
    outcome: Outcome
    values: dict[str, Any]
    raw: dict[str, str]
    changes: dict[str, tuple[Any, Any]]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Rows that speak of the same record: of each other, or of one that is stored."""

    rows: tuple[int, ...]
    existing: Record | None
    certainty: Certainty
    reason: str


@dataclass(frozen=True, slots=True)
class Preview:
    """Everything an import would do."""

    source: Source
    view: View
    rows: tuple[Row, ...]
    duplicates: tuple[Duplicate, ...]
    problems: tuple[Problem, ...]
    plans: tuple[Planned, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many rows have which outcome; they add up to the rows read."""
        counted = Counter(row.outcome for row in self.rows)
        return {outcome.value: counted[outcome] for outcome in Outcome}


_NOT_IMPORTED = N_("Import", "„{}“ führt das Programm selbst; sie lassen sich nicht einlesen.")
_NOTHING_KNOWN = N_("Import", "„{}“: Keine Spalte passt zu „{}“. Gefunden: {}. Felder: {}.")
_NO_REQUIRED = N_("Import", "Es gibt keine Spalte für „{}“; neue Einträge lassen sich ohne diese Angabe nicht anlegen.")
_NOTHING_ELSE = N_(
    "Import",
    "„{}“ wurde nicht eingelesen: {} darf zu {} nicht gespeichert werden. Erlaubt sind nur {}."
    " Bitte die übrigen Spalten aus der Liste löschen.",
)
_STOPPED = N_("Import", "Abgebrochen. Es wurde nichts übernommen.")


def preview(
    reader: Reader, view: View, source: Source, mapping: Mapping[str, str], today: date, take_doubtful: bool = False,
    progress: Progress = unwatched, stop: Stop = never,
) -> Preview:  # fmt: skip
    """What importing this table into a view would do. Refuses a table in which no column is known.

    `mapping` (head → field, „“ leaves out) goes before what is found by itself. Rows that may be a known record are
    skipped unless `take_doubtful` is the user's word.
    """
    of = view.type
    if of.name in _OWN_TYPES:
        raise Refused(_NOT_IMPORTED, str(of.plural))
    columns = heads.assign(of, source, mapping)
    if not any(columns.targets):
        known = ", ".join(f.name for f in of.fields)
        raise Refused(_NOTHING_KNOWN, source.path.name, str(view.label), ", ".join(filter(None, source.heads)), known)
    if of.strict:
        _refuse_more(of, source, columns)
    gathering = _Gathering(reader, view, today, take_doubtful)
    read = drafts.reader_of(of, reader.names)
    for done, (number, row) in enumerate(source.rows):
        if done % _PAGE == 0:
            if stop():
                raise Stopped(_STOPPED)
            progress(done, len(source.rows))
        gathering.take(drafts.understand(of, number, source.heads, row, columns.targets, read, today))
    progress(len(source.rows), len(source.rows))
    said = [*source.problems, *(text for _head, text in columns.aside), *_missing(of, columns.targets)]
    return Preview(
        source, view, tuple(gathering.rows), tuple(gathering.duplicates()), tuple(Problem("", text) for text in said),
        tuple(target.plan() for target in gathering.touched),
    )  # fmt: skip


def _refuse_more(of: RecordType, source: Source, columns: heads.Columns) -> None:
    """A list about strict records is refused if it says anything that may not be kept, taken over or not."""
    other = [head for head, target in zip(source.heads, columns.targets, strict=True) if head and not target]
    if other:
        allowed = ", ".join(f"„{f.label}“" for f in of.fields)
        raise Refused(
            _NOTHING_ELSE, source.path.name, ", ".join(f"„{head}“" for head in other), str(of.plural), allowed
        )


def _missing(of: RecordType, targets: tuple[str, ...]) -> Iterator[str]:
    filled = {*targets, *(("last_name",) if FULL_NAME in targets else ())}
    return (_NO_REQUIRED(str(f.label)) for f in of.fields if f.required and f.name not in filled)


_STATUS_KEPT = N_("Import", "Status „{}“ wird nicht geändert; gespeichert ist „{}“. Bitte beim Eintrag selbst ändern.")
_ELSEWHERE = N_(
    "Import", "Ist schon gespeichert (Status „{}“) und steht damit nicht unter „{}“; der Status wird nicht geändert."
)
_SINCE_KEPT = N_("Import", "„seit {}“ wird bei gespeicherten Einträgen nicht übernommen.")
_NUMBER_GIVEN = N_("Import", "Laufende Nummern vergibt das Programm; „{}“ wurde nicht übernommen.")
_DIFFERS = N_("Import", "„{}“ weicht von Zeile {} ab, die denselben Eintrag meint, und wurde nicht übernommen.")
_LOOKS_DIFFERENT = N_("Import", "Nach uid oder Nummer ist das „{}“, doch die Angaben sind ganz andere. Bitte prüfen.")
_SKIPPED = N_("Import", "Übersprungen, vielleicht schon vorhanden: {} ({}).")


class _Gathering:
    """Takes row after row and gathers what each means for which record."""

    def __init__(self, reader: Reader, view: View, today: date, take_doubtful: bool) -> None:
        self._reader, self._view, self._of = reader, view, view.type
        self._today, self._take_doubtful = today, take_doubtful
        self._known = Known(self._of, reader.all(self._of.cls))
        self._doubles: dict[tuple[Target, Certainty], tuple[list[int], str]] = {}
        self.rows: list[Row] = []
        #: What is to be added or changed, in the order of the rows.
        self.touched: dict[Target, None] = {}

    def take(self, draft: Draft) -> None:
        """Decide what becomes of one row."""
        match = self._known.meet(draft.uid, draft.values)
        outcome = self._outcome(draft, match)
        problems = tuple(dict.fromkeys(draft.problems))
        self.rows.append(Row(draft.number, outcome, draft.values, draft.raw, draft.changes, problems))

    def _outcome(self, draft: Draft, match: Match | None) -> Outcome:
        if match is None:
            return self._add(draft)
        if match.certainty is Certainty.CHECK:
            self._note(match, draft.number)
            if self._take_doubtful:
                return self._add(draft)
            draft.say("", _SKIPPED(match.target.after.title(self._reader.names), match.reason))
            return Outcome.SKIPPED
        target = match.target
        if not match.by_name and self._known.looks_different(target, draft.values):
            draft.say("", _LOOKS_DIFFERENT(target.after.title(self._reader.names)))
        joins = bool(target.rows)
        if joins or match.by_name:
            self._note(match, draft.number)
        self._keep_spelling(draft, target, match.by_name or joins)
        if not (self._join if joins else self._meet)(draft, target):
            return Outcome.REJECTED
        target.rows.append(draft.number)
        return Outcome.MERGED if joins else Outcome.CHANGED if draft.changes else Outcome.UNCHANGED

    # --- the ways of a row ---

    def _keep_spelling(self, draft: Draft, target: Target, is_wanted: bool) -> None:
        """By what a row was recognised, it changes nothing: „Mueller“ is no correction of „Müller“."""
        for name in self._known.recognised_by if is_wanted else ():
            if name in draft.values and self._known.is_spelling(name, draft.values[name], getattr(target.after, name)):
                draft.agrees(name, getattr(target.after, name))

    def _meet(self, draft: Draft, target: Target) -> bool:
        """The first row that speaks of a stored record."""
        for name, text in draft.texts.items():
            value = getattr(target.after, name)
            if text in cells.stands_as(self._of.field(name), value, self._reader.names):
                draft.agrees(name, value)
        self._keep_own(draft, target)
        return self._change(draft, target)

    def _join(self, draft: Draft, target: Target) -> bool:
        """A later row of the same record: it fills what earlier rows left open."""
        self._keep_own(draft, target)
        for name, value in list(draft.values.items()):
            stood = getattr(target.after, name)
            if value == stood:
                draft.agrees(name, value)
            elif name in target.given:
                del draft.values[name]
                draft.say(name, _DIFFERS(draft.texts.get(name, value), target.given[name]))
        return self._change(draft, target)

    def _change(self, draft: Draft, target: Target) -> bool:
        """Put what the draft says into the target; False if that cannot be kept."""
        before = target.after
        told = {name: value for name, value in draft.values.items() if value != getattr(before, name)}
        if told:
            after = self._fit(draft, before, told)
            if after is None:
                return False
            draft.changes = {name: (getattr(before, name), draft.values[name]) for name in told if name in draft.values}
            target.after = after
        if draft.changes:
            self.touched.setdefault(target)
        target.given |= {name: draft.number for name in draft.values if name not in target.given}
        return True

    def _add(self, draft: Draft) -> Outcome:
        """A record that was not known."""
        of, status = self._of, self._of.status
        if of.number and (number := draft.values.pop("number", "")):
            draft.say("number", _NUMBER_GIVEN(number))
        since = draft.values.pop(SINCE, self._today)
        begins = draft.values.pop(status.name, self._view.begins or status.default) if status else None
        after = self._fit(draft, None, draft.values)
        if after is None:
            return Outcome.REJECTED
        target = Target(None, replace(after, uid=draft.uid), [draft.number], dict.fromkeys(draft.values, draft.number))
        if status and begins != status.default:
            target.status, target.since = begins, since
            draft.values[SINCE] = since
        if status:
            draft.values[status.name] = begins
        self._known.add(target)
        self.touched[target] = None
        return Outcome.NEW

    def _fit(self, draft: Draft, before: Record | None, told: Mapping[str, Any]) -> Record | None:
        """The record with these values, wrong optional ones left out of the draft; None if it cannot be kept."""
        of, values = self._of, dict(told)
        empty = {f.name: f.default for f in of.fields} if before is None else {}
        while True:
            record = replace(before, **values) if before else of.cls(**(empty | values))
            said = validity.problems(record, self._today)
            if not said:
                return record
            wrong = {name for name, _text in said}
            for name, text in said:
                if not any(problem.field == name for problem in draft.problems):
                    draft.say(name, text)
            if not wrong & values.keys() or (before is None and any(of.field(name).required for name in wrong)):
                return None
            for name in wrong & values.keys():
                del values[name], draft.values[name]

    def _keep_own(self, draft: Draft, target: Target) -> None:
        """Number and status of a known record stay; what the row says otherwise is shown."""
        number = draft.values.pop("number", "") if self._of.number else ""
        if number and number != getattr(target.after, "number", ""):
            draft.say("number", _NUMBER_GIVEN(number))
        since = draft.values.pop(SINCE, None)
        status = self._of.status
        if status is None:
            return
        told = draft.values.pop(status.name, None)
        if target.before is None:
            if told is not None and told != (target.status or status.default):
                draft.say(status.name, _DIFFERS(told.label, target.rows[0]))
            elif since and since != target.since:
                draft.say(SINCE, _DIFFERS(show_date(since), target.rows[0]))
            return
        stored = getattr(target.before, status.name)
        if told is not None and told != stored:
            draft.say(status.name, _STATUS_KEPT(told.label, stored.label))
        elif not all(where.holds(target.before) for where in self._view.where if where.field == status.name):
            draft.say(status.name, _ELSEWHERE(stored.label, str(self._view.label)))
        elif since and since != self._standing_since(target.before):
            draft.say(SINCE, _SINCE_KEPT(show_date(since)))

    def _standing_since(self, record: Record) -> date | None:
        history = self._reader.history(record)
        return history[-1].effective_on if history else None

    # --- what is told at the end ---

    def _note(self, match: Match, number: int) -> None:
        met = (match.target, match.certainty)
        rows, _reason = self._doubles.setdefault(met, (match.target.rows[:1], match.reason))
        rows.append(number)

    def duplicates(self) -> Iterator[Duplicate]:
        """Rows that speak of one record."""
        for (target, certainty), (rows, reason) in self._doubles.items():
            yield Duplicate(tuple(rows), target.before, certainty, reason)
