"""The Engagementnachweis: who worked as a volunteer, from when to when, at what, and what was learnt for it.

Says what is recorded and leaves lines for what is not: hours, and what distinguished the work. It is no reference and
grades nobody.
"""

from collections.abc import Iterator
from datetime import date

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.fields import Record
from bezirkskoordination.records.kinds import show_date, show_hundredths
from bezirkskoordination.records.people import Person
from bezirkskoordination.records.refusal import Refused
from bezirkskoordination.records.trainings import Participant, Training
from bezirkskoordination.reports import certificates, pdf
from bezirkskoordination.reports.document import (
    Align,
    Block,
    Column,
    Document,
    Fields,
    Gap,
    Heading,
    Paragraph,
    Run,
    SignHere,
    Table,
    Words,
)
from bezirkskoordination.rules import trainings
from bezirkskoordination.rules.addressing import formal_name
from bezirkskoordination.rules.clearances import activity
from bezirkskoordination.store.settings import district_on, setting
from bezirkskoordination.store.unit import Reader

_TITLE = N_("Engagement", "Engagementnachweis")
_DOES = N_("Engagement", "engagiert sich ehrenamtlich{}.")
_DID = N_("Engagement", "hat sich ehrenamtlich{} engagiert.")
_IN = N_("Engagement", " im Stadtbezirk {} {}")
_WHEN, _FIELDS, _WHERE = (
    N_("Engagement", "Im Einsatz:"), N_("Engagement", "Aufgaben:"), N_("Engagement", "gehört zu:"),
)  # fmt: skip
_HOURS = N_("Engagement", "Umfang (Stunden):")
_NOTABLE = N_("Engagement", "Dabei zeigte sich insbesondere:")
_SINCE = N_("Engagement", "seit {}")
_TRAININGS = N_("Engagement", "Schulungen")
_HEADS = (N_("Engagement", "Schulung"), N_("Engagement", "Tag"), N_("Engagement", "Unterrichtsstunden"))
_TOGETHER = N_("Engagement", "zusammen")
_SIGN = (N_("Engagement", "Ort, Datum"), N_("Engagement", "Für die Koordinierungsstelle"))
_NOT_YET = N_(
    "Engagement", "{} war noch nicht im Einsatz (Status). Einen Engagementnachweis gibt es ab dem ersten Einsatz."
)
#: Room above the title, and between the parts.
_ABOVE, _BETWEEN = 40.0, 20.0
#: Where somebody writes what the file does not know.
_SHORT_LINE: Words = (Run("_" * 20, muted=True),)
_LONG_LINE: Words = (Run("_" * 78, muted=True),)


def collect(reader: Reader, person: Person, today: date) -> Document:
    """The paper as values; refuses somebody who has not been placed yet."""
    spans = [one for one in activity(reader.history(person)).spans if one[0] <= today]
    if not spans:
        raise Refused(_NOT_YET, person.title(reader.names))
    office = setting(reader, "office_name")
    blocks = (
        Gap(_ABOVE),
        Heading(str(_TITLE), level=0),
        Gap(_BETWEEN),
        Heading(formal_name(person)),
        Paragraph((_DOES if spans[-1][1] is None else _DID)(_district(reader, today))),
        Fields(tuple(_facts(reader, person, spans))),
        *_learnt(reader, person),
        Paragraph(str(_NOTABLE)),
        *(Paragraph(_LONG_LINE),) * 2,
        *(Paragraph(text) for text in (setting(reader, "engagement_words"),) if text),
        Gap(_BETWEEN),
        SignHere(tuple(map(str, _SIGN))),
    )
    return Document(
        title=str(_TITLE), author=office, blocks=blocks, header=office, footer=office, numbered=False,
    )  # fmt: skip


def _district(reader: Reader, today: date) -> str:
    here = district_on(reader, today)
    return _IN(here.number, here.name) if here else ""


def _facts(reader: Reader, person: Person, spans: list[tuple[date, date | None]]) -> Iterator[tuple[str, Words]]:
    yield str(_WHEN), "\n".join(_span(start, end) for start, end in spans)
    if person.fields_of_action:
        areas = (reader.names.label("field_of_action", code) for code in person.fields_of_action)
        yield str(_FIELDS), "\n".join(areas)
    if person.institution:
        yield str(_WHERE), reader.names.title("institution", person.institution)
    yield str(_HOURS), _SHORT_LINE


def _span(start: date, end: date | None) -> str:
    return f"{show_date(start)} – {show_date(end)}" if end else _SINCE(show_date(start))


def _learnt(reader: Reader, person: Person) -> Iterator[Block]:
    taken = certificates.of_person(reader, person)
    if not taken:
        return
    yield Heading(str(_TRAININGS), level=2)
    columns = (
        Column(str(_HEADS[0]), weight=3.0), Column(str(_HEADS[1]), weight=1.0),
        Column(str(_HEADS[2]), Align.RIGHT, 0.0),
    )  # fmt: skip
    rows = tuple(
        (training.name, show_date(trainings.last_day(training)), show_hundredths(_units(training, one)))
        for training, one in taken
    )
    lessons = sum(_units(training, one) or 0 for training, one in taken)
    yield Table(columns, rows, (str(_TOGETHER), "", show_hundredths(lessons)) if len(rows) > 1 else ())


def _units(training: Training, one: Participant) -> int | None:
    return training.units if one.units is None else one.units


def make(reader: Reader, record: Record | None, today: date) -> bytes:
    """The paper about a person."""
    assert isinstance(record, Person)
    return pdf.render(collect(reader, record, today))
