"""„Unterlagen zur Übergabe“: what is open, what is due, whom to call, what is claimed, what was promised.

Whoever takes over the office works with it from the next day on. It names people, and says so; the file's metadata
name the office only. Who is in need stays in the protected contact and is not printed.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial

from bezirkskoordination.i18n import N_, Text
from bezirkskoordination.records import RECORD_TYPES
from bezirkskoordination.records.activities import Enquiry, EnquiryStatus
from bezirkskoordination.records.contacts import ContactNote
from bezirkskoordination.records.fields import Record
from bezirkskoordination.records.kinds import show_cents, show_date
from bezirkskoordination.records.money import Claim, Expense, ExpenseStatus
from bezirkskoordination.records.network import Order
from bezirkskoordination.records.office import Task, TaskStatus
from bezirkskoordination.reports import pdf, phone_list
from bezirkskoordination.reports.document import (
    Align,
    Block,
    Column,
    Document,
    Heading,
    Items,
    PageBreak,
    Paragraph,
    Run,
    Table,
    Words,
)
from bezirkskoordination.rules import due, money, sittings
from bezirkskoordination.rules.due import Due, Line
from bezirkskoordination.rules.due_rules import RULES
from bezirkskoordination.rules.meetings import WAITING
from bezirkskoordination.rules.periods import months_after
from bezirkskoordination.store.settings import setting
from bezirkskoordination.store.unit import Reader

TITLE = N_("HandoverLists", "Unterlagen zur Übergabe")
_STATE = N_("HandoverLists", "Stand {}")
PERSONAL = N_(
    "HandoverLists",
    "Enthält personenbezogene Angaben. Nur für die Person, die das Amt übernimmt; bitte verschlossen aufbewahren.",
)
_TASKS, _DUE = N_("HandoverLists", "Offene Aufgaben"), N_("HandoverLists", "Fristen")
_CONTACTS = N_("HandoverLists", "Kontakte")
_MONEY, _PROMISED = N_("HandoverLists", "Offene Erstattungen"), N_("HandoverLists", "Zusagen und Aufträge")
_BY, _WHAT, _ABOUT = N_("HandoverLists", "bis"), N_("HandoverLists", "Was"), N_("HandoverLists", "Bezug")
_WHO, _SINCE = N_("HandoverLists", "Wer"), N_("HandoverLists", "seit")
_NUMBER, _YEAR = N_("HandoverLists", "Nr."), N_("HandoverLists", "Jahr")
_STAND, _SUM = N_("HandoverLists", "Stand"), N_("HandoverLists", "Betrag")
_TOTAL = N_("HandoverLists", "zusammen")
_NO_DAY, _OVERDUE = N_("HandoverLists", "ohne Tag"), N_("HandoverLists", "überfällig")
_NO_TASKS = N_("HandoverLists", "Es gibt keine offenen Aufgaben.")
_NOTHING_DUE = N_("HandoverLists", "Bis dahin wird nichts fällig.")
_UNTIL = N_("HandoverLists", "Aufgeführt ist, was überfällig ist oder bis zum {} fällig wird.")
_ENTRY, _LATE = N_("HandoverLists", "{}: {}"), N_("HandoverLists", "seit {}")
_NO_CLAIMS = N_("HandoverLists", "Es gibt keinen offenen Erstattungsantrag.")
_NO_PROMISES = N_("HandoverLists", "Es sind keine Zusagen und Aufträge offen.")
_MORE = N_("HandoverLists", "und {} weitere; sie stehen in der Datei")
_PROTECTED = N_("HandoverLists", "geschützte Angaben, siehe Datei")
_SITTING = N_("HandoverLists", "Nächste Sitzung am {}, Abgabefrist {}.")
_UNCLAIMED = N_("HandoverLists", "In keinem Antrag stehen {} Auslagen über zusammen {}.")
_UNCLAIMED_ONE = N_("HandoverLists", "In keinem Antrag steht eine Auslage über {1}.")
_ORDERS = N_("HandoverLists", "Aufträge aus Protokollen und Beschlüssen")
_FOLLOW_UPS = N_("HandoverLists", "Versprochene Rückmeldungen (Wiedervorlagen)")
_ASKED = N_("HandoverLists", "Angefragte Ehrenamtliche ohne Antwort")
_FOR = N_("HandoverLists", "{} für {}")
#: Of each deadline at most so many records are named; all of them are in the file.
_MOST = 40
#: So many months ahead deadlines are told.
_MONTHS = 12


def collect(read: Reader, today: date) -> Document:
    """The lists as values, each beginning on a page of its own."""
    parts: tuple[tuple[Text, Callable[[Reader, date], Iterator[Block]]], ...] = (
        (_TASKS, _tasks), (_DUE, _deadlines), (_CONTACTS, _contacts), (_MONEY, _claims), (_PROMISED, _promises),
    )  # fmt: skip
    office = setting(read, "office_name")
    blocks: list[Block] = [Heading(str(TITLE), 0), Paragraph(str(PERSONAL))]
    for at, (title, of) in enumerate(parts):
        blocks += [*([PageBreak()] if at else []), Heading(str(title)), *of(read, today)]
    return Document(
        title=str(TITLE), author=office, blocks=tuple(blocks), header=office, footer=str(TITLE),
        mark=_STATE(show_date(today)),
    )  # fmt: skip


# --- tasks and deadlines --------------------------------------------------------------------


def open_tasks(read: Reader) -> list[Task]:
    """What is to be done, the earliest first; what has no day at the end."""
    found = read.where(Task, status=TaskStatus.OPEN)
    return sorted(found, key=lambda one: (one.due_on or date.max, one.id or 0))


def _tasks(read: Reader, today: date) -> Iterator[Block]:
    rows = tuple((_day(one.due_on, today), one.subject, _about(read, one)) for one in open_tasks(read))
    if not rows:
        yield Paragraph(str(_NO_TASKS))
        return
    yield Table((Column(str(_BY), share=0.2), Column(str(_WHAT), share=0.5), Column(str(_ABOUT), share=0.3)), rows)


def _about(read: Reader, task: Task) -> str:
    record = read.by_uid(RECORD_TYPES[task.about[0]], task.about[1]) if task.about else None
    return _named(read, record) if record else ""


def _named(read: Reader, record: Record) -> str:
    return str(_PROTECTED) if record.type.vault else record.title(read.names)


def _day(day: date | None, today: date) -> Words:
    if day is None:
        return (Run(str(_NO_DAY), muted=True),)
    return (Run(f"{_OVERDUE}: ", bold=True), Run(show_date(day))) if day < today else show_date(day)


def deadlines(read: Reader, today: date) -> list[Line]:
    """What is due by the rules, or will be within a year, the earliest first."""
    lines = due.lines(RULES, read, today, partial(setting, read))
    return [near for line in lines if (near := due.split(line, _until(today))[0])]


def _until(today: date) -> date:
    return months_after(today, _MONTHS)


def _deadlines(read: Reader, today: date) -> Iterator[Block]:
    sitting = sittings.next_sitting(read, setting(read, "deadline_days") or 0, today)
    if sitting is not None:
        yield Paragraph(_SITTING(show_date(sitting.on), show_date(sitting.deadline)))
    yield Paragraph(_UNTIL(show_date(_until(today))))
    lines = deadlines(read, today)
    for line in lines:
        yield Heading(line.text, 2)
        yield Items(tuple(_entries(read, line.found, today)))
    if not lines:
        yield Paragraph(str(_NOTHING_DUE))


def _entries(read: Reader, found: tuple[Due, ...], today: date) -> Iterator[Words]:
    for one in found[:_MOST]:
        day = show_date(one.on)
        title = str(_PROTECTED) if one.record.type.vault else one.record.title(read.names)
        yield _ENTRY(_LATE(day) if one.on < today else day, title)
    if len(found) > _MOST:
        yield _MORE(len(found) - _MOST)


# --- contacts and money ---------------------------------------------------------------------


def _contacts(read: Reader, today: date) -> Iterator[Block]:
    """The telephone list of the institutions and whoever speaks for them."""
    for block in phone_list.collect(read, None, today).blocks:
        if not isinstance(block, Heading):
            yield block
        elif block.level:  # its own title says what the section's says
            yield replace(block, level=2)


def open_claims(read: Reader) -> list[Claim]:
    """Claims that are not paid, refused or withdrawn, by number."""
    return sorted((one for one in read.all(Claim) if one.status in money.OPEN), key=lambda one: one.number)


def _claims(read: Reader, _today: date) -> Iterator[Block]:
    claims = open_claims(read)
    if claims:
        columns = (
            Column(str(_NUMBER)), Column(str(_YEAR)), Column(str(_STAND), weight=2.0), Column(str(_SUM), Align.RIGHT),
        )  # fmt: skip
        sums = [money.to_be_paid(one) for one in claims]
        rows = tuple(
            (one.number, str(one.year), str(one.status.label), show_cents(cents))
            for one, cents in zip(claims, sums, strict=True)
        )
        yield Table(columns, rows, total=("", "", str(_TOTAL), show_cents(sum(sums))))
    else:
        yield Paragraph(str(_NO_CLAIMS))
    held = {line.expense for one in claims for line in one.lines}
    free = [one for one in read.where(Expense, status=ExpenseStatus.RECORDED) if one.id not in held]
    if free:
        said = _UNCLAIMED_ONE if len(free) == 1 else _UNCLAIMED
        yield Paragraph(said(len(free), show_cents(sum(map(money.claimable, free)))))


# --- promises -------------------------------------------------------------------------------


def open_orders(read: Reader) -> list[Order]:
    """What somebody is to do by the minutes of a meeting or a resolution, the earliest first."""
    found = (one for status in WAITING for one in read.where(Order, status=status))
    return sorted(found, key=lambda one: (one.due_on or date.max, one.id or 0))


def _follow_ups(read: Reader) -> list[ContactNote]:
    found = (one for one in read.where(ContactNote, followed_up=False) if one.follow_up_on is not None)
    return sorted(found, key=lambda one: (one.follow_up_on or date.max, one.id or 0))


def promises(read: Reader) -> int:
    """How many promises are open."""
    return len(open_orders(read)) + len(_follow_ups(read)) + len(read.where(Enquiry, status=EnquiryStatus.ASKED))


def _promises(read: Reader, today: date) -> Iterator[Block]:
    names = read.names
    columns = Column(str(_BY), share=0.2), Column(str(_WHAT), share=0.5), Column(str(_WHO), share=0.3)
    orders = tuple(
        (_day(one.due_on, today), one.text, _who(read, one.person, one.institution)) for one in open_orders(read)
    )
    if orders:
        yield Heading(str(_ORDERS), 2)
        yield Table(columns, orders)
    talks = tuple(
        (_day(one.follow_up_on, today), one.subject, _who(read, one.person, one.institution))
        for one in _follow_ups(read)
    )
    if talks:
        yield Heading(str(_FOLLOW_UPS), 2)
        yield Table(columns, talks)
    asked = [
        _FOR(names.title("person", one.person), _asked_for(read, one))
        for one in read.where(Enquiry, status=EnquiryStatus.ASKED)
    ]
    if asked:
        yield Heading(str(_ASKED), 2)
        yield Items(tuple(asked))
    if not (orders or talks or asked):
        yield Paragraph(str(_NO_PROMISES))


def _asked_for(read: Reader, one: Enquiry) -> str:
    of, number = ("support_need", one.need) if one.need is not None else ("activity_profile", one.profile)
    return f"{read.names.title(of, number)}, {_SINCE} {show_date(one.asked_on)}" if number is not None else ""


def _who(read: Reader, person: int | None, institution: int | None) -> str:
    parts = (
        read.names.title("person", person) if person is not None else "",
        read.names.title("institution", institution) if institution is not None else "",
    )
    return ", ".join(part for part in parts if part)


def make(read: Reader, _record: Record | None, today: date) -> bytes:
    """The bytes of the PDF."""
    return pdf.render(collect(read, today))
