"""What waits for its day (domain model 5.5.9), as values: computed from records whenever it is asked for, never stored.

A rule finds records and the day on which each is due. How they are shown, and to whom, it does not know.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from bezirkskoordination.i18n import Text
from bezirkskoordination.records.fields import Record, RecordType
from bezirkskoordination.records.kinds import Choice, Names
from bezirkskoordination.rules.figures import R, Records

#: The value of a setting by its name.
Settings = Callable[[str], Any]


class Dated(Records, Protocol):
    """Whoever can also give records by the day in one of their fields."""

    def within(self, cls: type[R], name: str, start: date | None, end: date | None) -> list[R]:
        """The records whose day in a field lies in a span, both ends included; None is open."""
        ...

    def last_steps(self, of: RecordType, to: Choice | None = None) -> dict[str, date]:
        """By uid, the day of the last status event of every record of a type; `to` asks for steps to one status."""
        ...

    def keys(self, cls: type[R], **values: Any) -> list[tuple[int, str]]:
        """Ids and uids of the records whose fields equal these values, where there may be too many to read."""
        ...


@dataclass(frozen=True, slots=True)
class Mention:
    """A record that is named and read only when somebody looks at it."""

    type: RecordType
    id: int

    def title(self, names: Names) -> str:
        """What it is called."""
        return names.title(self.type.name, self.id)


@dataclass(frozen=True, slots=True)
class Due:
    """A record, and the day on which something is due about it."""

    record: Record | Mention
    on: date


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule by its code; its words for one record, and for many with their count in the place. Names of people are
    never part of them. `tab` names the tab of the record that it is about, if it is not the record itself; `page` the
    page on which all of it is done at once."""

    code: str
    one: Text
    many: Text
    find: Callable[[Dated, date, Settings], Iterable[Due]]
    tab: str = ""
    page: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """What one rule found, the earliest first; never empty."""

    rule: Rule
    found: tuple[Due, ...]

    @property
    def on(self) -> date:
        """The earliest day."""
        return self.found[0].on

    @property
    def text(self) -> str:
        """What is due, in words without names."""
        return str(self.rule.one) if len(self.found) == 1 else self.rule.many(len(self.found))


def lines(rules: Iterable[Rule], read: Dated, today: date, settings: Settings) -> list[Line]:
    """One line for each rule that finds something, due or to come; the earliest first."""
    told = []
    for rule in rules:
        if found := sorted(rule.find(read, today, settings), key=lambda due: (due.on, due.record.id or 0)):
            told.append(Line(rule, tuple(found)))
    return sorted(told, key=lambda line: (line.on, line.rule.code))


def split(line: Line, today: date) -> tuple[Line | None, Line | None]:
    """A line in what is due by today and what is still to come; None for a part that is empty."""
    due = tuple(one for one in line.found if one.on <= today)
    later = line.found[len(due) :]
    return Line(line.rule, due) if due else None, Line(line.rule, later) if later else None
