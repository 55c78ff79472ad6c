"""The list of those who work on the city's behalf, for the insurance: name, task, from, until, and nothing else.

On what it rests and which fields it holds stands on it, so that whoever receives it need not ask for more.
"""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.fields import Record
from bezirkskoordination.records.institutions import Institution
from bezirkskoordination.records.kinds import show_date
from bezirkskoordination.records.office import StatusEvent
from bezirkskoordination.records.people import Person
from bezirkskoordination.reports import pdf
from bezirkskoordination.reports.document import Align, Column, Document, Fields, Heading, Paragraph, Table
from bezirkskoordination.rules import insurance
from bezirkskoordination.rules.figures import histories_of
from bezirkskoordination.store.folding import sort_key
from bezirkskoordination.store.settings import setting
from bezirkskoordination.store.unit import Reader

_TITLE = N_("InsuranceList", "Ehrenamtliche im Auftrag der Stadt")
_BASIS, _FIELDS = N_("InsuranceList", "Grundlage:"), N_("InsuranceList", "Angaben:")
_STATE = N_("InsuranceList", "Stand {}")
_ONLY = N_("InsuranceList", "Name, Aufgabe, Zeitraum; weitere Angaben werden nicht übermittelt")
_FOR = N_("InsuranceList", "Nur für die Versicherung. Bitte verschlossen aufbewahren und nach Gebrauch vernichten.")
_NOBODY = N_("InsuranceList", "Zurzeit ist niemand im Auftrag der Stadt tätig.")
#: The heads of the list, on paper and as a table.
HEADS = (
    N_("InsuranceList", "Name"), N_("InsuranceList", "Aufgabe"), N_("InsuranceList", "von"),
    N_("InsuranceList", "bis"),
)  # fmt: skip


class Insured(NamedTuple):
    """One line: „Al-Sayed, Rima“, her task, from when, until when (None: still)."""

    name: str
    task: str
    start: date
    end: date | None


def insured(reader: Reader, today: date) -> list[Insured]:
    """Who works on the city's behalf or did this year, by name."""
    return sorted(_found(reader, today), key=lambda one: sort_key(one.name))


def _found(reader: Reader, today: date) -> Iterator[Insured]:
    houses = {one.id: one for one in reader.all(Institution)}
    histories = histories_of(reader.where(StatusEvent, about_type=Person.type.name))
    for person in reader.all(Person):
        house = houses.get(person.institution)
        if insurance.route(person, house) != insurance.CITY:
            continue
        span = insurance.span(person, histories.get((Person.type.name, person.uid), ()), today)
        if span is None or (span[1] is not None and span[1].year < today.year):
            continue
        areas = ", ".join(reader.names.label("field_of_action", code) for code in person.fields_of_action)
        yield Insured(person.title(reader.names), areas or (house.name if house else ""), *span)


def collect(reader: Reader, today: date) -> Document:
    """The list as values."""
    rows = tuple((one.name, one.task, show_date(one.start), show_date(one.end)) for one in insured(reader, today))
    columns = (
        Column(str(HEADS[0]), weight=1.0), Column(str(HEADS[1]), weight=2.0),
        Column(str(HEADS[2]), Align.RIGHT, 0.0), Column(str(HEADS[3]), Align.RIGHT, 0.0),
    )  # fmt: skip
    office = setting(reader, "office_name")
    return Document(
        title=str(_TITLE),
        author=office,
        header=office,
        footer=str(_TITLE),
        mark=_STATE(show_date(today)),
        blocks=(
            Heading(str(_TITLE), level=0),
            Fields(((str(_BASIS), setting(reader, "insurance_basis")), (str(_FIELDS), str(_ONLY)))),
            Table(columns, rows) if rows else Paragraph(str(_NOBODY)),
            Paragraph(str(_FOR), small=True),
        ),
    )


def make(reader: Reader, _record: Record | None, today: date) -> bytes:
    """The list of a day."""
    return pdf.render(collect(reader, today))
