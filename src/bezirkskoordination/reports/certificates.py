"""Certificates of having taken part in a training: one page for each, all in one file.

Says what was attended, to the lesson; a qualification only where enough was. It grades nobody and dates nothing.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.fields import Record
from bezirkskoordination.records.kinds import show_date, show_hundredths
from bezirkskoordination.records.people import Person
from bezirkskoordination.records.refusal import Refused
from bezirkskoordination.records.trainings import Participant, Participation, Training
from bezirkskoordination.reports import pdf
from bezirkskoordination.reports.document import (
    Block,
    Document,
    Fields,
    Gap,
    Heading,
    Items,
    PageBreak,
    Paragraph,
    SignHere,
)
from bezirkskoordination.rules import trainings
from bezirkskoordination.rules.addressing import formal_name
from bezirkskoordination.store.settings import setting
from bezirkskoordination.store.unit import Reader

TITLE = N_("Certificate", "Teilnahmebescheinigung")
_TITLES = N_("Certificate", "Teilnahmebescheinigungen")
_ON = N_("Certificate", "hat am {} an der folgenden Schulung teilgenommen:")
_FROM_TO = N_("Certificate", "hat vom {} bis {} an der folgenden Schulung teilgenommen:")
_UNITS = N_("Certificate", "{} Unterrichtsstunden zu je 45 Minuten")
_SOME = N_("Certificate", "{} von {} Unterrichtsstunden zu je 45 Minuten besucht")
_EARNED = N_("Certificate", "Damit ist die Qualifikation „{}“ erworben.")
_EXTENT, _PLACE = N_("Certificate", "Umfang:"), N_("Certificate", "Ort:")
_PROVIDER, _CONTENTS = N_("Certificate", "Träger:"), N_("Certificate", "Inhalte")
_SIGN = (
    N_("Certificate", "Ort, Datum"), N_("Certificate", "Träger der Schulung"),
    N_("Certificate", "Koordinierungsstelle"),
)  # fmt: skip
#: Room above the title, and between its parts: the page is to be hung up.
_ABOVE, _BETWEEN = 70.0, 26.0
_NOBODY = N_(
    "Certificate", "Niemand steht mit „teilgenommen“ auf der Liste. Bitte zuerst die Teilnahme eintragen (Taste T)."
)
_NOTHING = N_("Certificate", "{} steht bei keiner Schulung mit „teilgenommen“ auf der Liste.")


def collect(reader: Reader, taken: Iterable[tuple[Training, Participant]]) -> Document:
    """One page for each, in this order."""
    percent = setting(reader, "attendance_percent")
    pages = [tuple(_page(reader, training, one, percent)) for training, one in taken]
    blocks = [block for page in pages for block in (PageBreak(), *page)][1:]
    office = setting(reader, "office_name")
    return Document(
        title=str(TITLE if len(pages) == 1 else _TITLES), author=office, blocks=tuple(blocks), header=office,
        footer=office, numbered=False,
    )  # fmt: skip


def _page(reader: Reader, training: Training, one: Participant, percent: int) -> Iterator[Block]:
    start, last = training.start_on, trainings.last_day(training)
    yield Gap(_ABOVE)
    yield Heading(str(TITLE), level=0)
    yield Gap(_BETWEEN)
    yield Heading(formal_name(reader.get(Person, one.person)))
    yield Paragraph(_ON(show_date(start)) if start == last else _FROM_TO(show_date(start), show_date(last)))
    yield Heading(training.name, level=2)
    provider = reader.names.title("institution", training.provider) if training.provider else ""
    rows = ((str(_EXTENT), _extent(training, one)), (str(_PLACE), training.place), (str(_PROVIDER), provider))
    if filled := tuple(row for row in rows if row[1]):
        yield Fields(filled)
    if training.contents:
        yield Heading(str(_CONTENTS), level=2)
        yield Items(tuple(line.lstrip("-–• ") for line in training.contents.splitlines() if line.strip()))
    if trainings.earned(training, one, percent, provider):
        yield Paragraph(_EARNED(reader.names.label("qualification", training.qualification)))
    yield Gap(_BETWEEN)
    yield SignHere(tuple(map(str, _SIGN)))


def _extent(training: Training, one: Participant) -> str:
    if not training.units:
        return ""
    if one.units is None or one.units == training.units:
        return _UNITS(show_hundredths(training.units))
    return _SOME(show_hundredths(one.units), show_hundredths(training.units))


def attended(training: Training, persons: Iterable[int] = ()) -> list[tuple[Training, Participant]]:
    """Who took part in a training, in the order of its list; only these persons, if any are named."""
    only = set(persons)
    rows = (one for one in training.participants if one.status is Participation.ATTENDED)
    return [(training, one) for one in rows if not only or one.person in only]


def make(reader: Reader, record: Record | None, _today: date) -> bytes:
    """The certificates of everybody who took part in a training."""
    assert isinstance(record, Training)
    return of_some(reader, record, ())


def of_some(reader: Reader, training: Training, persons: Iterable[int]) -> bytes:
    """The certificates of these persons; of all who took part, if none are named."""
    taken = attended(training, persons)
    if not taken:
        raise Refused(_NOBODY)
    return pdf.render(collect(reader, taken))


def of_person(reader: Reader, person: Person) -> list[tuple[Training, Participant]]:
    """The trainings that a person took part in, the oldest first."""
    held = [one for one in reader.users(person) if isinstance(one, Training)]
    held.sort(key=lambda one: (one.start_on, one.id or 0))
    return [pair for one in held for pair in attended(one, (person.id or 0,))]


def make_for_person(reader: Reader, record: Record | None, _today: date) -> bytes:
    """The certificates of all trainings that a person took part in."""
    assert isinstance(record, Person)
    taken = of_person(reader, record)
    if not taken:
        raise Refused(_NOTHING, record.title(reader.names))
    return pdf.render(collect(reader, taken))
