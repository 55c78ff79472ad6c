"""The invitation to a meeting: a letter for everybody who is to get one, all in one paper; and its text for a mail.

Who is left out, and why, stands in `rules.inviting`; it never stands in the letters.
"""

from datetime import date

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.fields import Record
from bezirkskoordination.records.kinds import show_date
from bezirkskoordination.records.network import LineKind, Meeting
from bezirkskoordination.records.refusal import Refused
from bezirkskoordination.reports import meeting_words, pdf
from bezirkskoordination.reports.document import Block, Document, Fields, Paragraph, Run
from bezirkskoordination.reports.letters import Sender, letter
from bezirkskoordination.rules.inviting import asked
from bezirkskoordination.rules.meetings import topics
from bezirkskoordination.store.settings import setting
from bezirkskoordination.store.unit import Reader

_SUBJECT = N_("Invitation", "Einladung: {} am {}")
_USUAL = N_("Invitation", "zum Treffen „{}“ lade ich Sie herzlich ein.")
_WHEN, _WHERE = N_("Invitation", "Termin:"), N_("Invitation", "Ort:")
_BARRIERS, _INTERPRETING = N_("Invitation", "Barrierefrei:"), N_("Invitation", "Sprachmittlung:")
_CHILDREN, _YES = N_("Invitation", "Kinderbetreuung:"), N_("Invitation", "ja")
_AGENDA, _TOPIC = N_("Invitation", "Tagesordnung"), N_("Invitation", "TOP {}")
_PRESENTED = N_("Invitation", "{} ({})")
_ANSWER = N_("Invitation", "Bitte geben Sie Bescheid, ob Sie kommen{}{}.")
_BY, _HOW = N_("Invitation", " (bis zum {})"), N_("Invitation", ": {}")
_OR = N_("Invitation", " oder ")
_NOBODY = N_("Invitation", "Es gibt niemanden, der einen Brief bekommt. Bitte unter „Teilnehmende“ nachsehen.")
_MAIL_GREETING = N_("Invitation", "Guten Tag,")
_MAIL_END = N_("Invitation", "Mit freundlichen Grüßen")


def collect(read: Reader, meeting: Meeting, today: date) -> Document:
    """The letters, in the order of the list; refuses when nobody gets one."""
    found = [one for one in asked(read, meeting, today) if not one.no_letter]
    if not found:
        raise Refused(_NOBODY)
    sender = Sender.of(read, today)
    subject, body = _subject(read, meeting), _body(read, meeting)
    return Document(
        title=subject, author=setting(read, "office_name"),
        blocks=tuple(letter(sender, one.to, subject, body) for one in found),
    )  # fmt: skip


def make(read: Reader, record: Record | None, today: date) -> bytes:
    """The letters as a PDF."""
    assert isinstance(record, Meeting)
    return pdf.render(collect(read, record, today))


def text(read: Reader, meeting: Meeting) -> tuple[str, str]:
    """Subject and text for a mail, without anybody's name: it goes to all."""
    office = (setting(read, "coordinator"), setting(read, "office_name"))
    parts = [
        str(_MAIL_GREETING), _opening(read, meeting),
        "\n".join(f"{label} {said}" for label, said in _facts(meeting)),
        "\n".join([str(_AGENDA), *(f"{number}  {said}" for number, said in _agenda(read, meeting))])
        if meeting.agenda else "",
        _answer(read, meeting), "\n".join([str(_MAIL_END), *filter(None, office)]),
    ]  # fmt: skip
    return _subject(read, meeting), "\n\n".join(filter(None, parts))


def _subject(read: Reader, meeting: Meeting) -> str:
    return _SUBJECT(meeting_words.body_name(read, meeting), show_date(meeting.on_date))


def _opening(read: Reader, meeting: Meeting) -> str:
    return meeting.invitation or _USUAL(meeting_words.body_name(read, meeting))


def _facts(meeting: Meeting) -> list[tuple[str, str]]:
    when = ", ".join(filter(None, (meeting_words.day(meeting), meeting_words.hours(meeting))))
    rows = (
        (_WHEN, when), (_WHERE, meeting.place), (_BARRIERS, str(_YES) if meeting.accessible else ""),
        (_INTERPRETING, meeting.interpreting), (_CHILDREN, str(_YES) if meeting.childcare else ""),
    )  # fmt: skip
    return [(str(label), said) for label, said in rows if said]


def _agenda(read: Reader, meeting: Meeting) -> list[tuple[str, str]]:
    """The points with their numbers; below each the orders that are brought along."""
    rows = []
    for topic in topics(meeting.agenda):
        if topic.line is None:
            continue
        title = " ".join(topic.line.text.split())
        said = [_PRESENTED(title, topic.line.presenter) if topic.line.presenter else title]
        said += [
            _PRESENTED(" ".join(item.text.split()), ", ".join(meeting_words.order_notes(read, item)))
            for item in topic.items
            if item.kind is LineKind.ORDER and item.carried
        ]
        rows.append((_TOPIC(topic.number), "\n– ".join(said)))
    return rows


def _answer(read: Reader, meeting: Meeting) -> str:
    ways = [way for name in ("office_phone", "office_email") if (way := setting(read, name))]
    by = _BY(show_date(meeting.answer_by)) if meeting.answer_by else ""
    return _ANSWER(by, _HOW(_OR(*()).join(ways)) if ways else "")


def _body(read: Reader, meeting: Meeting) -> tuple[Block, ...]:
    agenda = _agenda(read, meeting)
    return (
        Paragraph(_opening(read, meeting)),
        Fields(tuple(_facts(meeting))),
        *((Paragraph((Run(str(_AGENDA), bold=True),)), Fields(tuple(agenda))) if agenda else ()),
        Paragraph(_answer(read, meeting)),
    )
