"""The Datenblatt: one record on paper, field by field as it stands in the office file, and the history of its status.

Says what is kept and nothing else; the file's metadata name the kind of record, never the person.
"""

from datetime import date

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.fields import Field, Record
from bezirkskoordination.records.kinds import REF, STATUS, show_date
from bezirkskoordination.records.office import Attachment
from bezirkskoordination.reports import pdf
from bezirkskoordination.reports.document import Column, Document, Fields, Heading, Paragraph, Table
from bezirkskoordination.rules.status import REASONS
from bezirkskoordination.store.settings import setting
from bezirkskoordination.store.unit import Reader

_TITLE = N_("RecordSheet", "Datenblatt: {}")
_STATE = N_("RecordSheet", "Stand {}")
_HISTORY = N_("RecordSheet", "Verlauf")
_PERSONAL = N_("RecordSheet", "Enthält personenbezogene Angaben. Bitte verschlossen aufbewahren.")
_EMPTY = N_("RecordSheet", "Nicht ausgefüllt: {}.")
_HEADS = (N_("RecordSheet", "Wirksam ab"), N_("RecordSheet", "Status"), N_("RecordSheet", "Grund und Bemerkung"))


def collect(read: Reader, record: Record, today: date) -> Document:
    """The sheet as values: what is filled in, what is not, how the status went."""
    of, names = record.type, read.names
    shown = [(one, one.show(getattr(record, one.name), names)) for one in of.fields if _is_told(one)]
    personal = any(one.personal and said for one, said in shown)
    empty = ", ".join(str(one.label) for one, said in shown if not said)
    blocks = [
        Heading(record.title(names), 0),
        Fields(tuple((f"{one.label}:", said) for one, said in shown if said)),
        *_history(read, record),
        *([Paragraph(_EMPTY(empty), small=True)] if empty else []),
        *([Paragraph(str(_PERSONAL), small=True)] if personal else []),
    ]
    return Document(
        title=_TITLE(of.label), author=setting(read, "office_name"), blocks=tuple(blocks),
        header=setting(read, "office_name"), footer=_TITLE(of.label), mark=_STATE(show_date(today)),
    )  # fmt: skip


def _is_told(one: Field) -> bool:
    return not (one.kind is REF and one.details.to == Attachment.type.name)


def _history(read: Reader, record: Record) -> list[Heading | Table]:
    field = record.type.status
    events = read.history(record) if field else []
    if field is None or not events:
        return []
    assert field.kind is STATUS
    rows = []
    for event in events:
        state = field.closed.of(event.status)
        values = REASONS.get(state)
        reason = read.names.label(values, event.reason) if values and event.reason else event.reason
        why = " · ".join(part for part in (reason, event.note) if part)
        rows.append((show_date(event.effective_on), str(state.label), why))
    columns = tuple(Column(str(head), weight=weight) for head, weight in zip(_HEADS, (1.0, 1.5, 3.0), strict=True))
    return [Heading(str(_HISTORY), 1), Table(columns, tuple(rows))]


def make(read: Reader, record: Record | None, today: date) -> bytes:
    """The bytes of the PDF."""
    assert record is not None
    return pdf.render(collect(read, record, today))
