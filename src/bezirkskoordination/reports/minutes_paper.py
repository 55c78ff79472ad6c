"""The minutes of a meeting: who met, what came of each point, who does what until when, when the next meeting is.

Institutions are named; a person only who agreed to be named (domain facts 8), the others are counted. Minutes that are
not approved yet say so on every page.
"""

from collections.abc import Sequence
from datetime import date

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.consents import Consent, ConsentPurpose
from bezirkskoordination.records.fields import Record
from bezirkskoordination.records.kinds import show_date
from bezirkskoordination.records.network import AgendaLine, Attendance, LineKind, Meeting, MeetingStatus, Presence
from bezirkskoordination.reports import meeting_words, pdf
from bezirkskoordination.reports.document import (
    Align,
    Block,
    Column,
    Document,
    Fields,
    Heading,
    Items,
    Paragraph,
    Run,
    SignHere,
    Table,
    Words,
)
from bezirkskoordination.rules import consents, meetings
from bezirkskoordination.store.folding import sort_key
from bezirkskoordination.store.settings import setting
from bezirkskoordination.store.unit import Reader

_TITLE, _OF = N_("Minutes", "Protokoll"), N_("Minutes", "Protokoll · {}")
_DRAFT = N_("Minutes", "Entwurf")
_CHAIR, _BY = N_("Minutes", "Leitung:"), N_("Minutes", "Protokoll:")
_WHO = {
    Presence.PRESENT: N_("Minutes", "Anwesend:"), Presence.GUEST: N_("Minutes", "Als Gast:"),
    Presence.EXCUSED: N_("Minutes", "Entschuldigt:"), Presence.ABSENT: N_("Minutes", "Nicht erschienen:"),
}  # fmt: skip
_ONE_MORE, _MORE = N_("Minutes", "eine weitere Person"), N_("Minutes", "{} weitere Personen")
_ONE_PERSON, _PERSONS = N_("Minutes", "eine Person"), N_("Minutes", "{} Personen")
_NAMED = N_("Minutes", "{} ({})")
_REPORTED = N_("Minutes", "Bericht: {}")
_KIND, _NOTES = N_("Minutes", "{}: "), N_("Minutes", " ({})")
_ORDERS = N_("Minutes", "Aufträge")
_ORDER_COLUMNS = (
    Column("Auftrag", weight=4.0), Column("Wer", weight=2.0), Column("Bis"), Column("Übertragen", Align.LEFT, 0.5),
)  # fmt: skip
_NEXT, _COPIES = N_("Minutes", "Nächstes Treffen:"), N_("Minutes", "Verteiler:")
_ALL = N_("Minutes", "alle Eingeladenen")
_SIGN = (N_("Minutes", "Leitung"), N_("Minutes", "Protokoll"))


def collect(read: Reader, meeting: Meeting, today: date) -> Document:
    """The minutes as values."""
    approved = meeting.status is MeetingStatus.APPROVED
    office, body = setting(read, "office_name"), meeting_words.body_name(read, meeting)
    known = meetings.topics(meeting.agenda)
    blocks: list[Block] = [
        Heading(str(_TITLE), 0),
        Fields(tuple(_head(read, meeting, today))),
        *(block for topic in known for block in _topic(read, topic)),
        *_orders(read, meeting.agenda),
        *_end(read, meeting),
    ]
    return Document(
        title=_OF(body), author=office, blocks=tuple(blocks), header=f"{office} · {body}", footer=_OF(body),
        mark=meeting_words.day(meeting), draft="" if approved else str(_DRAFT),
    )  # fmt: skip


def make(read: Reader, record: Record | None, today: date) -> bytes:
    """The minutes as a PDF."""
    assert isinstance(record, Meeting)
    return pdf.render(collect(read, record, today))


def _head(read: Reader, meeting: Meeting, today: date) -> list[tuple[str, Words]]:
    rows: list[tuple[str, Words]] = list(meeting_words.head(read, meeting))
    for label, who in ((_CHAIR, meeting.chair), (_BY, meeting.minutes_by)):
        if who is not None:
            rows.append((str(label), meeting_words.person(read, who)))
    for presence, label in _WHO.items():
        there = [one for one in meeting.attendance if one.presence is presence]
        if there:
            rows.append((str(label), "; ".join(_people(read, there, today))))
    return rows


def _people(read: Reader, rows: Sequence[Attendance], today: date) -> list[str]:
    """Institutions by name, then persons who agreed to be named, then how many more there were."""
    named: dict[str, list[str]] = {}
    alone: list[str] = []
    others = 0
    for one in rows:
        name = _may_be_named(read, one, today)
        if one.institution is not None:
            of = named.setdefault(meeting_words.institution(read, one), [])
            of += [name] if name else []
        elif name:
            alone.append(name)
        else:
            others += 1
    said = [
        _NAMED(institution, ", ".join(people)) if people else institution
        for institution, people in sorted(named.items(), key=lambda pair: sort_key(pair[0]))
    ]
    said += sorted(alone, key=sort_key)
    if others:
        one_more, more = (_ONE_MORE, _MORE) if said else (_ONE_PERSON, _PERSONS)
        said.append(str(one_more) if others == 1 else more(others))
    return said


def _may_be_named(read: Reader, row: Attendance, today: date) -> str:
    """The name of somebody who agreed to it; empty for all others."""
    if row.person is None or not consents.may(
        read.where(Consent, person=row.person), ConsentPurpose.NAMING, today
    ):  # fmt: skip
        return ""
    return meeting_words.person(read, row.person)


def _topic(read: Reader, topic: meetings.Topic) -> list[Block]:
    blocks: list[Block] = []
    if topic.line is not None:
        title = " ".join(topic.line.text.split())
        blocks.append(Heading(title, number=f"TOP {topic.number}"))
        if topic.line.presenter:
            blocks.append(Paragraph(_REPORTED(topic.line.presenter)))
    if topic.items:
        blocks.append(Items(tuple(_item(read, item) for item in topic.items)))
    return blocks


def _item(read: Reader, line: AgendaLine) -> Words:
    """„Auftrag: Raum anfragen (Sportverein, bis 12.12.2026, zum 3. Mal übertragen)“."""
    notes = list(meeting_words.order_notes(read, line)) if line.kind is LineKind.ORDER else []
    said = (Run(_KIND(line.kind.label), bold=True), Run(line.text))
    return (*said, Run(_NOTES(", ".join(notes)))) if notes else said


def _orders(read: Reader, agenda: Sequence[AgendaLine]) -> list[Block]:
    """Every order once more, for whoever only looks for their own."""
    orders = [one for one in agenda if one.kind is LineKind.ORDER]
    if not orders:
        return []
    rows = tuple(
        (
            " ".join(one.text.split()), meeting_words.responsible(read, one), show_date(one.due_on),
            _often(one.carried or 0),
        )
        for one in orders
    )  # fmt: skip
    return [Heading(str(_ORDERS)), Table(_ORDER_COLUMNS, rows)]


def _often(carried: int) -> Words:
    said = meetings.carried_words(carried)
    return (Run(said, bold=True),) if carried >= meetings.REPEATED else said


def _end(read: Reader, meeting: Meeting) -> list[Block]:
    rows = [(str(_COPIES), str(_ALL))]
    later = [
        one
        for one in read.where(Meeting, body=meeting.body)
        if one.on_date > meeting.on_date and one.status is not MeetingStatus.CANCELLED
    ]
    if later:
        coming = min(later, key=lambda one: (one.on_date, one.id or 0))
        said = (meeting_words.day(coming), meeting_words.hours(coming), coming.place)
        rows.insert(0, (str(_NEXT), ", ".join(filter(None, said))))
    return [Fields(tuple(rows)), SignHere(tuple(map(str, _SIGN)))]
