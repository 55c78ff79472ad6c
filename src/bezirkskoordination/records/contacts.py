"""Talks: whom the coordinator advised and accompanied, with whom she spoke for the office, and what is to follow."""

from datetime import date

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.fields import Record, field, record_type
from bezirkskoordination.records.kinds import DATE, FLAG, LISTED, NOTE, REF, TEXT, WHOLE
from bezirkskoordination.records.people import NOTE_HINT


@record_type(
    label=N_("ContactNote", "Gespräch"), plural=N_("ContactNote", "Gespräche"), title="{on_date} · {subject}",
    order_by="on_date", icon="phone",
)  # fmt: skip
class ContactNote(Record):
    """One talk, with a person or for an institution or both. Kind and minutes are counted (K16, K16b), never a name."""

    on_date: date = field(DATE, N_("ContactNote", "Datum"), listed=True)
    kind: str = field(LISTED, N_("ContactNote", "Art"), values="contact_kind", listed=True)
    minutes: int | None = field(WHOLE, N_("ContactNote", "Minuten"), default=None, listed=True)
    subject: str = field(TEXT, N_("ContactNote", "Betreff"), listed=True, searched=True, personal=True)
    person: int | None = field(REF, N_("ContactNote", "Person"), default=None, to="person", listed=True, personal=True)
    institution: int | None = field(REF, N_("ContactNote", "Institution"), default=None, to="institution", listed=True)
    channel: str = field(LISTED, N_("ContactNote", "Weg"), default="", values="contact_channel", listed=True)
    note: str = field(NOTE, N_("ContactNote", "Vermerk"), default="", searched=True, personal=True, hint=NOTE_HINT)
    follow_up_on: date | None = field(DATE, N_("ContactNote", "Wiedervorlage am"), default=None, listed=True)
    followed_up: bool = field(FLAG, N_("ContactNote", "Wiedervorlage erledigt"), default=False, listed=True)
