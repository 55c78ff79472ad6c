"""The list of those who work on the city's behalf, for the insurance: name, task, from, until, and nothing else.

On what it rests and which fields it holds stands on it, so that whoever receives it need not ask for more.
"""

from datetime import date

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.fields import Record
from bezirkskoordination.records.kinds import show_date
from bezirkskoordination.reports import pdf
from bezirkskoordination.reports.document import Align, Column, Document, Fields, Heading, Paragraph, Table
from bezirkskoordination.rules.insurance import HEADS, insured
from bezirkskoordination.store.folding import sort_key
from bezirkskoordination.store.settings import setting
from bezirkskoordination.store.unit import Reader

_TITLE = N_("InsuranceList", "Ehrenamtliche im Auftrag der Stadt")
_BASIS, _FIELDS = N_("InsuranceList", "Grundlage:"), N_("InsuranceList", "Angaben:")
_STATE = N_("InsuranceList", "Stand {}")
_ONLY = N_("InsuranceList", "Name, Aufgabe, Zeitraum; weitere Angaben werden nicht übermittelt")
_FOR = N_("InsuranceList", "Nur für die Versicherung. Bitte verschlossen aufbewahren und nach Gebrauch vernichten.")
_NOBODY = N_("InsuranceList", "Zurzeit ist niemand im Auftrag der Stadt tätig.")


def collect(reader: Reader, today: date) -> Document:
    """The list as values."""
    found = sorted(insured(reader, reader.names, today), key=lambda one: sort_key(one.name))
    rows = tuple((one.name, one.task, show_date(one.start), show_date(one.end)) for one in found)
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
