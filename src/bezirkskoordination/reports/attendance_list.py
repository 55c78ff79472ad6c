"""The list that everybody signs who came: names and institutions in order, and empty rows for guests.

Whoever declined is not on it. It stays with the office.
"""

from datetime import date

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.fields import Record
from bezirkskoordination.records.network import Answer, Meeting
from bezirkskoordination.reports import meeting_words, pdf
from bezirkskoordination.reports.document import Align, Column, Document, Fields, Heading, Paragraph, Table
from bezirkskoordination.store.folding import sort_key
from bezirkskoordination.store.settings import setting
from bezirkskoordination.store.unit import Reader

_TITLE = N_("AttendanceList", "Anwesenheitsliste")
_HEADS = (
    N_("AttendanceList", "Nr."), N_("AttendanceList", "Name"), N_("AttendanceList", "Institution"),
    N_("AttendanceList", "Unterschrift"),
)  # fmt: skip
_NOTE = N_(
    "AttendanceList",
    "Die Liste weist nach, wer an dem Treffen teilgenommen hat. Sie bleibt bei der Koordinierungsstelle und wird nicht"
    " veröffentlicht.",
)
#: Empty rows for guests, at least.
_GUESTS = 5


def collect(read: Reader, meeting: Meeting, _today: date) -> Document:
    """The list as values, by institution and name."""
    asked = (one for one in meeting.attendance if one.answer is not Answer.NO)
    known = {(meeting_words.person(read, one.person), meeting_words.institution(read, one)) for one in asked}
    named = sorted(known, key=lambda pair: (not pair[1], sort_key(pair[1]), sort_key(pair[0])))
    rows = [*named, *[("", "")] * _GUESTS]
    columns = (
        Column(str(_HEADS[0]), Align.RIGHT, 0.0), Column(str(_HEADS[1]), weight=1.0),
        Column(str(_HEADS[2]), weight=1.0), Column(str(_HEADS[3]), weight=6.0),
    )  # fmt: skip
    table = Table(columns, tuple((str(at), *row, "") for at, row in enumerate(rows, 1)), roomy=True)
    office = setting(read, "office_name")
    return Document(
        title=str(_TITLE), author=office, header=office,
        footer=f"{_TITLE} · {meeting_words.body_name(read, meeting)}", mark=meeting_words.day(meeting),
        blocks=(
            Heading(str(_TITLE), 0), Fields(tuple(meeting_words.head(read, meeting))), table,
            Paragraph(str(_NOTE), small=True),
        ),
    )  # fmt: skip


def make(read: Reader, record: Record | None, today: date) -> bytes:
    """The list as a PDF."""
    assert isinstance(record, Meeting)
    return pdf.render(collect(read, record, today))
