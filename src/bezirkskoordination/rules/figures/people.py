"""Volunteers, Integrationslotsen, talks and trainings (K11 to K13, KL, K16, K17)."""

from collections.abc import Iterable
from datetime import date

from bezirkskoordination.i18n import N_, Text
from bezirkskoordination.records.contacts import ContactNote
from bezirkskoordination.records.kinds import Names
from bezirkskoordination.records.people import Person, VolunteerStatus
from bezirkskoordination.records.trainings import Participation, Training, TrainingStatus
from bezirkskoordination.rules import guides, talks, trainings
from bezirkskoordination.rules.figures.ledger import Ledger
from bezirkskoordination.rules.figures.values import (
    LESSONS,
    MINUTES,
    PERSONS,
    TALKS,
    TRAININGS,
    Figure,
    Guard,
    Part,
    keys,
    parts_of,
)
from bezirkskoordination.rules.periods import Period
from bezirkskoordination.rules.status import REASONS, VOLUNTEERING

# --- K11 to K13: volunteers ---------------------------------------------------------------

#: Codes, and not members, are compared: ten thousand people have thirty thousand events.
_COUNTED = {one.value: one in VOLUNTEERING for one in VolunteerStatus}
_NO_REASON = N_("Figures", "ohne Angabe")


def volunteers(ledger: Ledger, period: Period, names: Names) -> list[Figure]:
    """Who counts at the end, who came, came back and went; each coming and going counts."""
    standing: dict[str, list[tuple[str, str]]] = {one.value: [] for one in VolunteerStatus if one in VOLUNTEERING}
    first: list[tuple[str, str]] = []
    returned: list[tuple[str, str]] = []
    left: list[tuple[str, tuple[str, str], int]] = []
    for person, history in ledger.histories(Person.type.name):
        inside = ever = False
        last = ""
        for event in history:
            if event.effective_on > period.end:
                break
            was, inside, last = inside, _COUNTED[event.status], event.status
            if was != inside and event.effective_on in period:
                if was:
                    left.append((_reason(event.reason, names), person, 1))
                else:
                    (returned if ever else first).append(person)
            ever = ever or inside
        if inside:
            standing[last].append(person)
    by_status = (
        Part(str(one.label), len(standing[one.value]), tuple(standing[one.value]))
        for one in VolunteerStatus
        if one in VOLUNTEERING
    )
    return [
        Figure.of_parts("K11", N_("Figures", "Ehrenamtliche"), PERSONS, by_status, Guard.VOLUNTEERS),
        _came("K12", N_("Figures", "Neu gewonnene Ehrenamtliche"), first),
        _came("K12R", N_("Figures", "Zurückgekehrte Ehrenamtliche"), returned),
        Figure.of_parts(
            "K13", N_("Figures", "Ausgeschiedene Ehrenamtliche"), PERSONS, parts_of(left), Guard.VOLUNTEERS
        ),
    ]


def _came(code: str, label: Text, people: list[tuple[str, str]]) -> Figure:
    return Figure(code, label, len(people), PERSONS, (), Guard.VOLUNTEERS, tuple(people))


def _reason(code: str, names: Names) -> str:
    return names.label(REASONS[VolunteerStatus.ENDED], code) if code else str(_NO_REASON)


# --- KL: Integrationslotsen -------------------------------------------------------------------

_ONLY_BASIC, _ADVANCED = N_("Figures", "nur Basismodul"), N_("Figures", "mit Aufbaumodul")


def guide_figure(ledger: Ledger, day: date) -> Figure:
    """The volunteers of a day who had a module by then; each counts once, whatever modules they have."""
    had = [(one, guides.modules_on(one, day)) for one in ledger.guides if ledger.status_on(one, day) in VOLUNTEERING]
    basic = keys(one for one, modules in had if modules == {guides.BASIC})
    more = keys(one for one, modules in had if modules and modules != {guides.BASIC})
    parts = Part(str(_ONLY_BASIC), len(basic), basic), Part(str(_ADVANCED), len(more), more)
    label = N_("Figures", "Integrationslotsinnen und Integrationslotsen")
    return Figure.of_parts("KL", label, PERSONS, parts, Guard.VOLUNTEERS)


# --- K16, K16b: talks ---------------------------------------------------------------------


def talk_figures(ledger: Ledger, period: Period, names: Names) -> list[Figure]:
    """Talks by their day, with the minutes that were noted: advice, and the network. No talk counts as both."""
    held = [one for one in ledger.notes if one.on_date in period]
    advice = [one for one in held if talks.is_advice(one)]
    network = [one for one in held if talks.is_network(one)]
    return [
        _by_kind("K16", N_("Figures", "Beratungen und Begleitungen"), advice, names, Guard.VOLUNTEERS),
        _lasting("K16M", N_("Figures", "Dauer der Beratungen und Begleitungen"), advice),
        _by_kind("K16b", N_("Figures", "Gespräche mit Institutionen, Politik und Wirtschaft"), network, names),
        _lasting("K16bM", N_("Figures", "Dauer dieser Gespräche"), network),
    ]


def _by_kind(code: str, label: Text, notes: Iterable[ContactNote], names: Names, guard: Guard = Guard.NONE) -> Figure:
    parts = parts_of((names.label("contact_kind", one.kind), (one.type.name, one.uid), 1) for one in notes)
    return Figure.of_parts(code, label, TALKS, parts, guard)


def _lasting(code: str, label: Text, notes: list[ContactNote]) -> Figure:
    return Figure(code, label, sum(one.minutes or 0 for one in notes), MINUTES, behind=keys(notes))


# --- K17: trainings -----------------------------------------------------------------------


def training_figures(ledger: Ledger, period: Period, names: Names) -> list[Figure]:
    """The trainings that were held in a period, their lessons, and how often somebody took part (not: how many)."""
    held = [one for one in ledger.trainings if _held_in(ledger, one, period)]
    behind = keys(held)
    learnt = (names.label("qualification", one.qualification) if one.qualification else str(_NO_REASON) for one in held)
    parts = parts_of((label, key, 1) for label, key in zip(learnt, behind, strict=True))
    lessons = sum(one.units or 0 for one in held)
    attended = sum(trainings.count(one, Participation.ATTENDED) for one in held)
    return [
        Figure.of_parts("K17", N_("Figures", "Schulungen"), TRAININGS, parts),
        Figure("K17U", N_("Figures", "Unterrichtsstunden der Schulungen"), lessons, LESSONS, behind=behind),
        Figure(
            "K17T", N_("Figures", "Teilnahmen an Schulungen"), attended, "Teilnahmen", (), Guard.VOLUNTEERS, behind
        ),
    ]  # fmt: skip


def _held_in(ledger: Ledger, training: Training, period: Period) -> bool:
    last = ledger.last_event(training, period.end)
    return last is not None and last.status == TrainingStatus.HELD.value and last.effective_on in period
