"""The Integrationslotsen on paper: which modules each has and since when, where she works, when to refresh.

For the office and for whoever pays the modules; it names people and is no public paper.
"""

from datetime import date

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.fields import Record
from bezirkskoordination.records.kinds import show_date
from bezirkskoordination.records.people import GUIDE_MODULES, Person, Qualification
from bezirkskoordination.reports import pdf
from bezirkskoordination.reports.document import Column, Document, Heading, Paragraph, Run, Table, Words
from bezirkskoordination.rules import guides
from bezirkskoordination.rules.status import VOLUNTEERING
from bezirkskoordination.store.folding import sort_key
from bezirkskoordination.store.settings import setting
from bezirkskoordination.store.unit import Reader

_TITLE = N_("GuideList", "Integrationslotsinnen und Integrationslotsen")
_STATE = N_("GuideList", "Stand {}")
_NAME, _PLACE, _REFRESH = (
    N_("GuideList", "Name"), N_("GuideList", "gehört zu"), N_("GuideList", "Auffrischung bis"),
)  # fmt: skip
#: The modules in their order, short enough to stand above a column.
_MODULES = N_("GuideList", "Basis"), N_("GuideList", "Nachhaltigkeit"), N_("GuideList", "Spezialisierung")
_NO_DATE = N_("GuideList", "ohne Datum")
_OVERDUE = N_("GuideList", "fällig")
_PROOF = N_("GuideList", "Nachweis: {}")
_NO_PROOF = N_("GuideList", "Nachweis fehlt")
_TRAINING = N_("GuideList", "Teilnahmeliste")
_NOBODY = N_("GuideList", "Zurzeit hat niemand ein Modul der Integrationslotsen.")
_NOTES = N_(
    "GuideList",
    "Aufgeführt ist, wer heute ehrenamtlich tätig ist und mindestens ein Modul hat. Die Auffrischung ist {} Monate nach"
    " dem letzten Modul fällig (Einstellung) oder an dem Tag, bis zu dem es gilt.",
)
_PERSONAL = N_("GuideList", "Enthält personenbezogene Angaben. Bitte verschlossen aufbewahren.")


def listed(reader: Reader) -> list[Person]:
    """The volunteers with a module, by name."""
    having = reader.owning(Person, "qualifications", GUIDE_MODULES)
    return sorted(
        (one for one in having if one.volunteering in VOLUNTEERING), key=lambda one: sort_key(one.title(reader.names))
    )


def collect(reader: Reader, today: date) -> Document:
    """The list as values."""
    months, people = setting(reader, "refresher_months"), listed(reader)
    columns = tuple(Column(str(head), weight=1.0) for head in (_NAME, _PLACE, *_MODULES, _REFRESH))
    rows = tuple(_row(reader, one, months, today) for one in people)
    office = setting(reader, "office_name")
    return Document(
        title=str(_TITLE), author=office, header=office, footer=str(_TITLE), mark=_STATE(show_date(today)),
        blocks=(
            Heading(str(_TITLE), level=0),
            Table(columns, rows) if rows else Paragraph(str(_NOBODY)),
            Paragraph(_NOTES(months), small=True),
            Paragraph(str(_PERSONAL), small=True),
        ),
    )  # fmt: skip


def _row(reader: Reader, person: Person, months: int, today: date) -> tuple[Words, ...]:
    had = guides.modules(person)
    house = reader.names.title("institution", person.institution) if person.institution else ""
    cells = (_module(reader, had[code]) if code in had else "–" for code in GUIDE_MODULES)
    return person.title(reader.names), house, *cells, _refresher(guides.refresher_due(person, months), today)


def _module(reader: Reader, one: Qualification) -> Words:
    """When it was taken, and below where its proof lies."""
    day = show_date(one.acquired_on) or str(_NO_DATE)
    proof = one.proof or (str(_TRAINING) if one.training else "")
    return (Run(day), Run(f"\n{_PROOF(proof) if proof else _NO_PROOF}", muted=True))


def _refresher(due: date | None, today: date) -> Words:
    if due is None:
        return "–"
    return (Run(f"{_OVERDUE}: ", bold=True), Run(show_date(due))) if due < today else show_date(due)


def make(reader: Reader, _record: Record | None, today: date) -> bytes:
    """The list of a day."""
    return pdf.render(collect(reader, today))
