"""Whom to call today: talks to be followed up and tasks that are due, with telephone numbers.

On paper on purpose: it lies beside the telephone and is torn up in the evening. It names people, and says so.
"""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from bezirkskoordination.i18n import N_
from bezirkskoordination.records import RECORD_TYPES
from bezirkskoordination.records.contacts import ContactNote
from bezirkskoordination.records.fields import Record
from bezirkskoordination.records.institutions import Institution
from bezirkskoordination.records.kinds import NBSP, show_date
from bezirkskoordination.records.office import Task, TaskStatus
from bezirkskoordination.records.people import Person
from bezirkskoordination.reports import pdf
from bezirkskoordination.reports.document import Block, Column, Document, Heading, Items, Paragraph, Table
from bezirkskoordination.rules import talks
from bezirkskoordination.store.settings import setting
from bezirkskoordination.store.unit import Reader

_TITLE = N_("CallList", "Anrufe heute")
_STATE = N_("CallList", "Stand {}")
_PERSONAL = N_("CallList", "Enthält Namen und Telefonnummern. Nicht liegen lassen, heute Abend vernichten.")
_HEADS = (
    N_("CallList", "Wer"), N_("CallList", "Telefon"), N_("CallList", "Worum es geht"), N_("CallList", "fällig"),
    N_("CallList", "Ergebnis"),
)  # fmt: skip
#: Keeps a column wide enough for a note by hand.
_ROOM = NBSP * 34
_NOTHING = N_("CallList", "Heute ist nichts nachzufragen.")
_WITHOUT = N_("CallList", "Ohne Telefonnummer")
_BLOCKED = N_("CallList", "Kontaktsperre")
_AT = N_("CallList", "{} ({})")


class Call(NamedTuple):
    """One line: who, the numbers, what it is about, since when it is due."""

    who: str
    phones: tuple[str, ...]
    about: str
    due: date


def calls(reader: Reader, today: date) -> list[Call]:
    """What is to be done on the telephone by today, the longest waiting first."""
    return sorted([*_follow_ups(reader, today), *_tasks(reader, today)], key=lambda one: (one.due, one.who))


def _follow_ups(reader: Reader, today: date) -> Iterator[Call]:
    for note in talks.due(reader.where(ContactNote, followed_up=False), today):
        who, phones = _reached(reader, note.person, note.institution)
        yield Call(who, phones, note.subject, note.follow_up_on or today)


def _tasks(reader: Reader, today: date) -> Iterator[Call]:
    for task in reader.where(Task, status=TaskStatus.OPEN):
        if task.due_on is None or task.due_on > today:
            continue
        about = reader.by_uid(RECORD_TYPES[task.about[0]], task.about[1]) if task.about else None
        who, phones = _of(reader, about)
        yield Call(who, phones, task.subject, task.due_on)


def _of(reader: Reader, about: Record | None) -> tuple[str, tuple[str, ...]]:
    if isinstance(about, Person):
        return _reached(reader, about.id, None)
    if isinstance(about, Institution):
        return _reached(reader, None, about.id)
    if isinstance(about, ContactNote):
        return _reached(reader, about.person, about.institution)
    return "", ()


def _reached(reader: Reader, person: int | None, institution: int | None) -> tuple[str, tuple[str, ...]]:
    """The name, and the numbers in the order in which they are tried; of somebody who wants no calls none."""
    found = reader.get(Person, person) if person else None
    house = reader.get(Institution, institution) if institution else None
    if found is not None and found.contact_block:
        return _AT(found.title(reader.names), _BLOCKED), ()
    who = found.title(reader.names) if found else ""
    if house is not None:
        who = _AT(who, house.name) if who else house.name
    numbers = (*((found.mobile, found.phone) if found else ()), *((house.phone,) if house else ()))
    return who, tuple(dict.fromkeys(number.replace(" ", NBSP) for number in numbers if number))


def collect(reader: Reader, today: date) -> Document:
    """The list as values."""
    found = calls(reader, today)
    reachable = [one for one in found if one.phones]
    rows = tuple((one.who, "\n".join(one.phones), one.about, show_date(one.due), _ROOM) for one in reachable)
    weights = (2.0, 0.0, 2.0, 0.0, 2.0)
    columns = tuple(Column(str(head), weight=weight) for head, weight in zip(_HEADS, weights, strict=True))
    others = tuple(
        " · ".join(filter(None, (one.who, one.about, show_date(one.due)))) for one in found if not one.phones
    )
    blocks: list[Block] = [Heading(str(_TITLE), level=0), Paragraph(str(_PERSONAL))]
    blocks.append(Table(columns, rows, roomy=True) if rows else Paragraph(str(_NOTHING)))
    if others:
        blocks += [Heading(str(_WITHOUT), level=2), Items(others)]
    office = setting(reader, "office_name")
    return Document(
        title=str(_TITLE), author=office, blocks=tuple(blocks), header=office, footer=str(_TITLE),
        mark=_STATE(show_date(today)),
    )  # fmt: skip


def make(reader: Reader, _record: Record | None, today: date) -> bytes:
    """The list of a day."""
    return pdf.render(collect(reader, today))
