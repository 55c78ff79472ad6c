"""The Einsatzvereinbarung: what a volunteer and the office agree on before somebody begins, prefilled, to be signed.

It says what is agreed and what the settings know, and asserts no statute. Who is helped is not named: the number of the
need stands for them. The file's metadata name the office only.
"""

from collections.abc import Iterator
from datetime import date

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.activities import ONCE, RUNNING, ActivityProfile, Placement
from bezirkskoordination.records.fields import Record
from bezirkskoordination.records.institutions import ContactPerson, Institution
from bezirkskoordination.records.kinds import show_date
from bezirkskoordination.records.needs import SupportNeed
from bezirkskoordination.records.people import Person
from bezirkskoordination.reports import pdf
from bezirkskoordination.reports.document import Document, Fields, Heading, Paragraph, Run, SignHere, Words
from bezirkskoordination.rules import insurance
from bezirkskoordination.rules.addressing import whole_name
from bezirkskoordination.rules.needs import CONFIDENTIAL
from bezirkskoordination.store.settings import setting
from bezirkskoordination.store.unit import Reader

_TITLE = N_("PlacementPaper", "Einsatzvereinbarung")
_FOOT = N_("PlacementPaper", "Einsatzvereinbarung · {}")
_STATE = N_("PlacementPaper", "Stand {}")
_BETWEEN = N_("PlacementPaper", "Zwischen der {} und")
_NAME, _ADDRESS = N_("PlacementPaper", "Name:"), N_("PlacementPaper", "Anschrift:")
_AGREED = N_("PlacementPaper", "Vereinbart ist")
_TASK, _NEED = N_("PlacementPaper", "Aufgabe:"), N_("PlacementPaper", "für den Bedarf:")
_HOUSE, _PLACE, _CONTACT = (
    N_("PlacementPaper", "Einrichtung:"), N_("PlacementPaper", "Einsatzort:"),
    N_("PlacementPaper", "Ansprechperson dort:"),
)  # fmt: skip
_WHEN, _HOURS, _START, _END = (
    N_("PlacementPaper", "Zeiten:"), N_("PlacementPaper", "Umfang:"), N_("PlacementPaper", "Beginn:"),
    N_("PlacementPaper", "Ende:"),
)  # fmt: skip
_A_WEEK, _ONCE = N_("PlacementPaper", "{} Stunden pro Woche"), N_("PlacementPaper", "einmalig")
_UNTIL_REVOKED = N_("PlacementPaper", "bis auf Weiteres")
_RULES = N_("PlacementPaper", "Was gilt")
_FREE = N_(
    "PlacementPaper",
    "Der Einsatz ist ehrenamtlich und unentgeltlich. Beide Seiten können ihn jederzeit beenden; ein Anruf bei der"
    " Koordinierungsstelle genügt.",
)
_EXPENSES = N_("PlacementPaper", "Auslagen werden nach vorheriger Absprache mit der Einrichtung ersetzt.")
_INSURED = N_("PlacementPaper", "Versicherung (Unfall und Haftpflicht): {}.")
_INSURED_BY = N_("PlacementPaper", "Versicherung (Unfall und Haftpflicht): {}. {}.")
_UNINSURED = N_(
    "PlacementPaper", "Versicherung (Unfall und Haftpflicht): noch nicht geklärt. Der Einsatz beginnt erst danach."
)
_SECRET = N_(
    "PlacementPaper",
    "Persönliche Angaben, die beim Einsatz bekannt werden, bleiben vertraulich, auch nach seinem Ende. {}",
)
_SIGNED_ON = N_("PlacementPaper", "Die Erklärung zur Verschwiegenheit wurde am {} unterschrieben.")
_NOT_SIGNED = N_("PlacementPaper", "Die Erklärung zur Verschwiegenheit wird vor Beginn gesondert unterschrieben.")
_ABSENT = N_(
    "PlacementPaper", "Wer verhindert ist, sagt möglichst früh Bescheid. Die Stunden werden monatlich gemeldet."
)
_REACH = N_("PlacementPaper", "Koordinierungsstelle: {}")
_AFTER = N_("PlacementPaper", "Nach {} und nach {} Tagen fragt sie nach, wie es läuft.")
_SIGN = (N_("PlacementPaper", "Ort, Datum"), N_("PlacementPaper", "Unterschrift"))
_VOLUNTEER, _OFFICE, _FOR_HOUSE = (
    N_("PlacementPaper", "Ehrenamtliche/r:"), N_("PlacementPaper", "Für die {}:"), N_("PlacementPaper", "Für {}:"),
)  # fmt: skip
_LINE: Words = (Run("_" * 46, muted=True),)


def collect(read: Reader, placement: Placement, today: date) -> Document:
    """The sheet for a placement; what is not known yet is a line to write on."""
    person = read.get(Person, placement.person)
    profile = read.get(ActivityProfile, placement.profile) if placement.profile else None
    house = read.get(Institution, profile.institution) if profile else None
    office = setting(read, "office_name")
    place = f"{person.postal_code} {person.city}".strip()
    address = ", ".join(filter(None, (person.street, place)))
    signing: list[Paragraph | SignHere] = [Paragraph(str(_VOLUNTEER)), SignHere(tuple(map(str, _SIGN)))]
    for words in (_OFFICE(office), *((_FOR_HOUSE(house.name),) if house else ())):
        signing += [Paragraph(words), SignHere(tuple(map(str, _SIGN)))]
    return Document(
        title=str(_TITLE), author=office, header=office, footer=_FOOT(placement.number), mark=_STATE(show_date(today)),
        blocks=(
            Heading(str(_TITLE), level=0),
            Paragraph(_BETWEEN(office)),
            Fields(((str(_NAME), whole_name(person)), (str(_ADDRESS), address or _LINE))),
            Heading(str(_AGREED), level=2),
            Fields(tuple(_agreed(read, placement, profile, house))),
            Heading(str(_RULES), level=2),
            *(Paragraph(words) for words in _rules(read, placement, person, profile)),
            *signing,
        ),
    )  # fmt: skip


def _agreed(
    read: Reader, placement: Placement, profile: ActivityProfile | None, house: Institution | None
) -> Iterator[tuple[str, Words]]:
    need = read.get(SupportNeed, placement.need) if placement.need else None
    cause = need or profile
    assert cause is not None  # a placement without both is refused
    what = profile.name if profile else need.subject if need else ""
    yield str(_TASK), f"{what} ({read.names.label('need_category', cause.category)})"
    if need is not None:
        yield str(_NEED), need.number
    if profile is not None and house is not None:
        yield str(_HOUSE), house.name
        if profile.place:
            yield str(_PLACE), profile.place
        if profile.contact is not None:
            speaker = read.get(Person, read.get(ContactPerson, profile.contact).person)
            yield str(_CONTACT), ", ".join(filter(None, (whole_name(speaker), speaker.phone or house.phone)))
    grid = placement.type.field("time_grid").show(placement.time_grid, read.names)
    yield str(_WHEN), grid or _LINE
    once = need is not None and need.frequency == ONCE
    hours = placement.type.field("minutes_per_week").show(placement.minutes_per_week, read.names)
    yield str(_HOURS), str(_ONCE) if once else _A_WEEK(hours) if hours else _LINE
    began = next((e.effective_on for e in read.history(placement) if e.status in {s.value for s in RUNNING}), None)
    begin = began or (need.wanted_from if need else profile.start_on if profile else None)
    yield str(_START), show_date(begin) if begin else _LINE
    if not once:
        end = need.wanted_until if need else profile.end_on if profile else None
        yield str(_END), show_date(end) if end else str(_UNTIL_REVOKED)


def _rules(read: Reader, placement: Placement, person: Person, profile: ActivityProfile | None) -> Iterator[str]:
    yield str(_FREE)
    if profile is not None and profile.expenses_covered:
        yield str(_EXPENSES)
    home = (profile.institution if profile else None) or person.institution
    route = insurance.route_of(placement, profile, person, read.get(Institution, home) if home else None)
    basis = setting(read, "insurance_basis") if route == insurance.CITY else ""
    label = read.names.label("insurance_route", route)
    yield str(_UNINSURED) if route == insurance.OPEN else _INSURED_BY(label, basis) if basis else _INSURED(label)
    signed = [one.signed_on for one in person.commitments if one.kind == CONFIDENTIAL and one.signed_on is not None]
    yield _SECRET(_SIGNED_ON(show_date(max(signed))) if signed else str(_NOT_SIGNED))
    yield str(_ABSENT)
    named = (setting(read, "coordinator"), setting(read, "office_phone"), setting(read, "office_email"))
    reach = ", ".join(filter(None, named))
    days = setting(read, "feedback_days"), setting(read, "second_feedback_days")
    after = _AFTER(*days) if all(days) else ""
    if reach:
        yield " ".join(filter(None, (f"{_REACH(reach)}.", after)))


def make(read: Reader, record: Record | None, today: date) -> bytes:
    """The sheet for a placement."""
    assert isinstance(record, Placement)
    return pdf.render(collect(read, record, today))
