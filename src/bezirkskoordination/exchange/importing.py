"""What importing a table would do, row by row, before anything is done; the plans are carried out by the desk.

Nothing is guessed, nothing is lost silently: what a row says is taken, or is named among its problems.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum
from typing import Any

from bezirkskoordination.exchange import cells, heads, phones
from bezirkskoordination.exchange.heads import FULL_NAME, SINCE, UID
from bezirkskoordination.exchange.matching import Certainty, Known, Match, Target
from bezirkskoordination.exchange.reading import Cells, Source
from bezirkskoordination.exchange.tables import Progress, Stop, Stopped
from bezirkskoordination.i18n import N_, Text
from bezirkskoordination.records import kinds as k
from bezirkskoordination.records.fields import Field, Record, RecordType, View, Where
from bezirkskoordination.records.kinds import parse_date, show_date
from bezirkskoordination.records.refusal import BadValue, Refused
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
class Problem:
    """Something to look at: the field („“ for the whole row) and what is wrong."""

    field: str
    text: str


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
_NOTHING_KNOWN = N_(
    "Import",
    "„{}“: Keine Spalte passt zu „{}“. Gefunden: {}. Felder: {}. Zuordnen lässt sich mit „Spalte=Feld“.",
)
_NO_REQUIRED = N_("Import", "Es gibt keine Spalte für „{}“; ohne diese Angabe wird niemand und nichts neu angelegt.")
_STOPPED = N_("Import", "Abgebrochen. Es wurde nichts übernommen.")


def preview(
    reader: Reader, view: View, source: Source, mapping: Mapping[str, str], today: date, take_doubtful: bool = False,
    progress: Progress = lambda _n, _of: None, stop: Stop = lambda: False,
) -> Preview:  # fmt: skip
    """What importing this table into a view would do. Refuses a table in which no column is known.

    `mapping` (head → field) goes before what is found by itself. Rows that may be a known record are skipped
    unless `take_doubtful` is the user's word.
    """
    of = view.type
    if of.name in _OWN_TYPES:
        raise Refused(_NOT_IMPORTED, str(of.plural))
    columns = heads.assign(of, source, mapping)
    if not any(columns.targets):
        known = ", ".join(f.name for f in of.fields)
        raise Refused(_NOTHING_KNOWN, source.path.name, str(view.label), ", ".join(filter(None, source.heads)), known)
    gathering = _Gathering(reader, view, columns.targets, today, take_doubtful)
    for done, (number, row) in enumerate(source.rows):
        if done % _PAGE == 0:
            if stop():
                raise Stopped(_STOPPED)
            progress(done, len(source.rows))
        gathering.take(number, source.heads, row)
    progress(len(source.rows), len(source.rows))
    problems = [*source.problems, *(text for _head, text in columns.aside), *_missing(of, columns.targets)]
    return Preview(
        source, view, tuple(gathering.rows), tuple(gathering.duplicates()),
        tuple(Problem("", text) for text in problems), tuple(gathering.plans()),
    )  # fmt: skip


def _missing(of: RecordType, targets: tuple[str, ...]) -> Iterator[str]:
    filled = {*targets, *(("last_name",) if FULL_NAME in targets else ())}
    return (_NO_REQUIRED(str(f.label)) for f in of.fields if f.required and f.name not in filled)


# --- one row ------------------------------------------------------------------------------


@dataclass(slots=True)
class _Draft:
    """A row while it is being understood."""

    number: int
    raw: dict[str, str]
    texts: dict[str, str]
    values: dict[str, Any] = field(default_factory=dict)
    changes: dict[str, tuple[Any, Any]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def say(self, name: str, text: str) -> None:
        """Note a problem."""
        self.problems.append(Problem(name, text))

    def agrees(self, name: str) -> None:
        """The cell says what is stored already: whatever seemed wrong with it is not."""
        self.values.pop(name, None)
        self.problems = [p for p in self.problems if p.field != name]


_MORE_CELLS = N_("Import", "Die Zeile hat mehr Zellen als die Kopfzeile. Nicht zugeordnet: „{}“.")
_UNREADABLE = N_("Import", "„{}“ enthält Zeichen, die sich nicht lesen ließen. Bitte prüfen.")
_GARBLED = N_("Import", "„{}“ sieht nach falsch gespeicherten Umlauten aus. Bitte prüfen.")
_BAD_UID = N_("Import", "„{}“ ist keine uid dieses Programms und wurde nicht beachtet.")
_SPLIT = N_("Import", "„{}“ wurde als Vorname „{}“ und Nachname „{}“ gelesen; bitte prüfen.")
_NOT_SPLIT = N_("Import", "„{}“ lässt sich nicht sicher in Vor- und Nachnamen teilen. Bitte als „Nachname, Vorname“ schreiben.")  # fmt: skip
_SHORT_CODE = N_("Import", "„{}“ hat nur vier Ziffern; vielleicht ging die führende Null verloren. Bitte prüfen.")
_NOT_FROM_FILE = N_("Import", "„{}“ lässt sich nicht aus einer Tabelle übernehmen.")
#: „ü“ and its like, written as UTF-8 and read as cp1252.
_MOJIBAKE = re.compile("Ã[\u0080-\u00bf„–Ÿœ¤¼¶Œ]|â‚¬|Â[\u00a0-\u00bf]")
_OUR_UID = re.compile(r"[0-9a-f]{32}")


def _draft(number: int, names: Cells, row: Cells, targets: tuple[str, ...]) -> _Draft:
    told = [(i, text) for i, text in enumerate(row) if text]
    raw = {(names[i] if i < len(names) else "") or f"Spalte {i + 1}": text for i, text in told}
    draft = _Draft(number, raw, {targets[i]: text for i, text in told if i < len(targets) and targets[i]})
    for i, text in told:
        if i >= len(targets):
            draft.say("", _MORE_CELLS(text))
    for name, text in draft.texts.items():
        if "\ufffd" in text:
            draft.say(name, _UNREADABLE(text))
        elif _MOJIBAKE.search(text):
            draft.say(name, _GARBLED(text))
    return draft


def _split_name(draft: _Draft, has_first_names: bool) -> None:
    """Take a whole name apart, where that is sure; else say so."""
    whole = " ".join(draft.texts.pop(FULL_NAME, "").split())
    if not whole:
        return
    last, comma, first = (part.strip() for part in whole.partition(","))
    parts = whole.split(" ")
    given = draft.texts.get("first_name")
    if comma and last and (not given or given == first):
        draft.texts |= {"last_name": last, **({"first_name": first} if first else {})}
    elif has_first_names or len(parts) == 1:
        draft.texts["last_name"] = whole
    elif len(parts) == 2 and not comma:
        draft.texts |= {"first_name": parts[0], "last_name": parts[1]}
        draft.say("last_name", _SPLIT(whole, *parts))
    else:
        draft.say("last_name", _NOT_SPLIT(whole))


def _hint(one: Field, text: str) -> str:
    if one.kind is k.PHONE:
        return phones.hint(text)
    return _SHORT_CODE(text) if one.name == "postal_code" and re.fullmatch(r"\d{4}", text) else ""


def _entries(one: Field, text: str, read: Callable[[str], tuple[Any, ...]]) -> tuple[tuple[Any, ...], list[str]]:
    """The entries of a list that can be read, and the texts that cannot.

    A label may hold a comma itself („Kultur, Freizeit und Sport“): the longest run that reads is one entry.
    """
    parts = [part.strip() for part in re.split(r"[;,\n](?![^(]*\))", text) if part.strip()]
    found: list[Any] = []
    unknown: list[str] = []
    start = 0
    while start < len(parts):
        for end in range(len(parts), start, -1):
            if entry := _readable(read, ", ".join(parts[start:end])):
                found += [one for one in entry if one not in found]
                start = end
                break
        else:
            unknown.append(parts[start])
            start += 1
    return tuple(found), unknown


def _readable(read: Callable[[str], tuple[Any, ...]], text: str) -> tuple[Any, ...]:
    try:
        return read(text)
    except BadValue:
        return ()


# --- all rows -----------------------------------------------------------------------------

_STATUS_KEPT = N_("Import", "Status „{}“ wird nicht geändert; gespeichert ist „{}“. Bitte beim Eintrag selbst ändern.")
_ELSEWHERE = N_("Import", "ist schon gespeichert (Status „{}“) und erscheint damit nicht unter „{}“; der Status wird nicht geändert.")  # fmt: skip
_SINCE_KEPT = N_("Import", "„seit {}“ wird bei gespeicherten Einträgen nicht übernommen.")
_SINCE_AHEAD = N_("Import", "„seit {}“ liegt in der Zukunft; der Status gilt ab heute.")
_SINCE_BAD = N_("Import", "{} Der Status gilt ab heute.")
_NUMBER_GIVEN = N_("Import", "Laufende Nummern vergibt das Programm; „{}“ wurde nicht übernommen.")
_DIFFERS = N_("Import", "„{}“ weicht von Zeile {} ab, die denselben Eintrag meint, und wurde nicht übernommen.")
_SKIPPED = N_("Import", "Übersprungen: {} ({}).")


class _Gathering:
    """Takes row after row and gathers what each means for which record."""

    def __init__(self, reader: Reader, view: View, targets: tuple[str, ...], today: date, take_doubtful: bool) -> None:
        self._reader, self._view, self._of = reader, view, view.type
        self._columns, self._today, self._take_doubtful = targets, today, take_doubtful
        self._known = Known(self._of, list(reader.all(self._of.cls)))
        self._touched: dict[Target, tuple[str, Any, date | None]] = {}
        self._doubles: dict[tuple[Target, Certainty], tuple[list[int], str]] = {}
        self.rows: list[Row] = []

    def take(self, number: int, names: Cells, cells_: Cells) -> None:
        """Understand one row."""
        draft = _draft(number, names, cells_, self._columns)
        uid = self._read(draft)
        match = self._known.meet(uid, draft.values)
        if match and match.certainty is Certainty.SURE:
            outcome = self._join(draft, match.target) if match.target.rows else self._meet(draft, match.target)
            if match.by_name or outcome is Outcome.MERGED:
                self._note(match, number)
            if outcome is not Outcome.REJECTED:
                match.target.rows.append(number)
        elif match and not self._take_doubtful:
            self._note(match, number)
            draft.say("", _SKIPPED(self._called(match.target), match.reason))
            outcome = Outcome.SKIPPED
        else:
            if match:
                self._note(match, number)
            outcome = self._add(draft, uid)
        self.rows.append(
            Row(number, outcome, draft.values, draft.raw, draft.changes, tuple(dict.fromkeys(draft.problems)))
        )

    # --- what a row says ---

    def _read(self, draft: _Draft) -> str:
        """Parse the cells into the draft's values; gives the uid."""
        _split_name(draft, "first_name" in self._columns)
        uid = draft.texts.pop(UID, "")
        if uid and not _OUR_UID.fullmatch(uid):
            draft.say(UID, _BAD_UID(uid))
            uid = ""
        if text := draft.texts.get(SINCE):
            self._read_since(draft, text)
        for name, text in draft.texts.items():
            if name != SINCE:
                self._read_cell(draft, self._of.field(name), text)
        return uid

    def _read_cell(self, draft: _Draft, one: Field, text: str) -> None:
        if one.kind is k.ANYREF or one.details.to == "attachment":
            draft.say(one.name, _NOT_FROM_FILE(str(one.label)))
            return
        try:
            draft.values[one.name] = cells.read(one, text, self._reader.names)
        except BadValue as refusal:
            found: tuple[Any, ...] = ()
            if one.kind.owned:
                found, unknown = _entries(one, text, lambda part: cells.read(one, part, self._reader.names))
                for part in unknown:
                    _try(draft, one, part, self._reader)
            else:
                draft.say(one.name, str(refusal))
            if found:
                draft.values[one.name] = found
            return
        if said := _hint(one, text):
            draft.say(one.name, said)

    def _read_since(self, draft: _Draft, text: str) -> None:
        try:
            since = parse_date(text)
        except BadValue as refusal:
            draft.say(SINCE, _SINCE_BAD(refusal))
            return
        if since and since > self._today:
            draft.say(SINCE, _SINCE_AHEAD(show_date(since)))
        elif since:
            draft.values[SINCE] = since

    # --- what becomes of it ---

    def _meet(self, draft: _Draft, target: Target) -> Outcome:
        """The first row that speaks of a stored record."""
        before = target.before
        assert before is not None
        for name, text in draft.texts.items():
            if name != SINCE:
                one, value = self._of.field(name), getattr(before, name)
                if draft.values.get(name) == value or text in cells.stands_as(one, value, self._reader.names):
                    draft.agrees(name)
        self._keep_status(draft, before)
        return self._change(draft, target)

    def _change(self, draft: _Draft, target: Target) -> Outcome:
        """Put what the draft says into the target, as far as it may be kept."""
        values = {name: value for name, value in draft.values.items() if name in target.values}
        fit = self._fit(draft, target.before, {**target.values, **values}, values) if values else None
        if values and fit is None:
            return Outcome.REJECTED
        told = {name: value for name, value in values.items() if name in draft.values}
        draft.changes = {name: (target.values[name], value) for name, value in told.items()}
        target.values.update(told)
        target.given |= dict.fromkeys(draft.texts, draft.number)
        if draft.changes or target in self._touched:
            self._touched.setdefault(target, ("", None, None))
        return Outcome.CHANGED if draft.changes else Outcome.UNCHANGED

    def _join(self, draft: _Draft, target: Target) -> Outcome:
        """A later row of the same record: it fills what earlier rows left open."""
        if target.before is not None:
            self._keep_status(draft, target.before)
        for name in list(draft.values):
            if name not in target.values or name == (self._of.status.name if self._of.status else ""):
                del draft.values[name]
            elif draft.values[name] == target.values[name]:
                draft.agrees(name)
            elif name in target.given:
                one = self._of.field(name)
                draft.say(name, _DIFFERS(one.show(draft.values.pop(name), self._reader.names), target.given[name]))
        outcome = self._change(draft, target)
        return Outcome.REJECTED if outcome is Outcome.REJECTED else Outcome.MERGED

    def _add(self, draft: _Draft, uid: str) -> Outcome:
        """A record that was not known."""
        of, status = self._of, self._of.status
        if of.number and (number := draft.values.pop("number", "")):
            draft.say("number", _NUMBER_GIVEN(number))
        begins = self._view.begins
        if status:
            draft.values.setdefault(status.name, begins or status.default)
            begins = draft.values[status.name]
            if begins == status.default:
                begins = None
        values = {f.name: f.default for f in of.fields}
        told = {name: value for name, value in draft.values.items() if name in values and of.field(name) is not status}
        if self._fit(draft, None, {**values, **told}, told) is None:
            return Outcome.REJECTED
        values.update({name: value for name, value in told.items() if name in draft.values})
        target = Target(None, values, [draft.number], dict.fromkeys(draft.texts, draft.number))
        self._known.add(target, uid)
        since = draft.values.get(SINCE, self._today) if begins else None
        if begins:
            draft.values[SINCE] = since
        else:
            draft.values.pop(SINCE, None)
        self._touched[target] = (uid, begins, since)
        return Outcome.NEW

    def _fit(self, draft: _Draft, before: Record | None, values: dict[str, Any], told: dict[str, Any]) -> Record | None:
        """The record with these values, wrong optional ones left out; None if it cannot be kept at all."""
        while True:
            record = replace(before, **values) if before else self._of.cls(**values)
            said = validity.problems(record, self._today)
            if not said:
                return record
            for name, text in said:
                if not any(p.field == name for p in draft.problems):
                    draft.say(name, text)
            droppable = [n for n, _text in said if n in told and n in draft.values and (before or not self._of.field(n).required)]  # fmt: skip
            if not droppable:
                return None
            for name in dict.fromkeys(droppable):
                del draft.values[name]
                values[name] = getattr(before, name) if before else self._of.field(name).default

    def _keep_status(self, draft: _Draft, before: Record) -> None:
        """A stored record keeps its status and number; what the row says otherwise is shown."""
        status = self._of.status
        if self._of.number and (number := draft.values.pop("number", "")) and number != before.number:  # type: ignore[attr-defined]
            draft.say("number", _NUMBER_GIVEN(number))
        since = draft.values.pop(SINCE, None)
        if status is None:
            return
        stored = getattr(before, status.name)
        told = draft.values.pop(status.name, None)
        if told is not None and told != stored:
            draft.say(status.name, _STATUS_KEPT(told.label, stored.label))
        elif not all(_holds(where, before) for where in self._view.where if where.field == status.name):
            draft.say(status.name, _ELSEWHERE(stored.label, str(self._view.label)))
        history = self._reader.history(before) if since else []
        if since and (not history or history[-1].effective_on != since):
            draft.say(SINCE, _SINCE_KEPT(show_date(since)))

    # --- what is told at the end ---

    def _note(self, match: Match, number: int) -> None:
        rows, _reason = self._doubles.setdefault(
            (match.target, match.certainty), (match.target.rows[:1], match.reason)
        )
        rows.append(number)

    def _called(self, target: Target) -> str:
        record = target.before or self._of.cls(**target.values)
        return record.title(self._reader.names)

    def duplicates(self) -> Iterator[Duplicate]:
        """Rows that speak of one record."""
        for (target, certainty), (rows, reason) in self._doubles.items():
            yield Duplicate(tuple(dict.fromkeys(rows)), target.before, certainty, reason)

    def plans(self) -> Iterator[Planned]:
        """What is to be done, one plan for each record."""
        for target, (uid, status, since) in self._touched.items():
            if target.before is not None:
                yield Planned(target.before, replace(target.before, **target.values))
            else:
                yield Planned(None, self._of.cls(uid=uid, **target.values), status, since)


def _try(draft: _Draft, one: Field, part: str, reader: Reader) -> None:
    """Say why an entry of a list cannot be read."""
    try:
        cells.read(one, part, reader.names)
    except BadValue as refusal:
        draft.say(one.name, str(refusal))


def _holds(where: Where, record: Record) -> bool:
    return (getattr(record, where.field) in where.values) != where.negate


__all__ = ["Outcome", "Preview", "Problem", "Row", "Text", "preview"]
