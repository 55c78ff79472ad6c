"""K16, K16b, K17 and KL against counting them by hand, for any records and any Stichtag."""

from collections.abc import Sequence
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from tests.rules.test_rules_figures import FIRST, Records, figures

from bezirkskoordination.records.contacts import ContactNote
from bezirkskoordination.records.kinds import Choice
from bezirkskoordination.records.office import StatusEvent
from bezirkskoordination.records.people import Person, Qualification, VolunteerStatus
from bezirkskoordination.records.trainings import Participant, Participation, Training, TrainingStatus
from bezirkskoordination.rules.figures import Guard, Ledger

KINDS = ("ERSTGESPRAECH", "BERATUNG", "BEGLEITUNG", "KONFLIKT", "INFO", "NETZWERK", "POLITIK", "WIRTSCHAFT")
day = st.integers(0, 120).map(lambda n: FIRST + timedelta(days=n))


def events(of: str, at: int, ordered: Sequence[tuple[date, Choice]]) -> list[StatusEvent]:
    return [
        StatusEvent(
            id=100 * at + number, about=(of, str(at)), status=to.value, effective_on=on,
            recorded_at="2026-03-01T09:00:00",
        )
        for number, (on, to) in enumerate(ordered)
    ]  # fmt: skip


talk = st.tuples(day, st.sampled_from(KINDS), st.none() | st.integers(1, 180), st.booleans())


@given(st.lists(talk, max_size=12), day, day)
def test_talks(held: list[tuple[date, str, int | None, bool]], one: date, other: date) -> None:
    start, end = sorted((one, other))
    made = [
        ContactNote(
            id=at, uid=str(at), on_date=on, kind=kind, minutes=minutes, subject="x", person=1,
            institution=2 if institution else None,
        )
        for at, (on, kind, minutes, institution) in enumerate(held, 1)
    ]  # fmt: skip
    told = figures(Ledger.of(Records(*made)), start, end)
    inside = [row for row in held if start <= row[0] <= end]
    advice = [row for row in inside if row[1] in KINDS[:4]]
    network = [row for row in inside if row[1] in KINDS[5:] or (row[1] == "INFO" and row[3])]

    assert (told["K16"].value, told["K16M"].value) == (len(advice), sum(row[2] or 0 for row in advice))
    assert (told["K16b"].value, told["K16bM"].value) == (len(network), sum(row[2] or 0 for row in network))
    for code, rows in (("K16", advice), ("K16b", network)):
        assert {part.label: part.value for part in told[code].breakdown} == {
            kind: [row[1] for row in rows].count(kind) for kind in {row[1] for row in rows}
        }
    assert told["K16"].guard is Guard.VOLUNTEERS
    assert told["K16b"].guard is Guard.NONE


steps = st.lists(st.tuples(day, st.sampled_from(list(TrainingStatus))), max_size=4)
course = st.tuples(steps, st.none() | st.integers(1, 3000), st.lists(st.sampled_from(list(Participation)), max_size=5))


@given(st.lists(course, max_size=6), day, day)
def test_trainings(
    courses: list[tuple[list[tuple[date, TrainingStatus]], int | None, list[Participation]]], one: date, other: date
) -> None:
    start, end = sorted((one, other))
    made: list[object] = []
    count = lessons = took_part = 0
    for at, (taken, units, statuses) in enumerate(courses, 1):
        rows = tuple(Participant(person=number, status=status) for number, status in enumerate(statuses, 1))
        made.append(Training(id=at, uid=str(at), name="N", start_on=FIRST, units=units, participants=rows))
        ordered = sorted(taken, key=lambda step: step[0])
        made += events("training", at, ordered)
        by_then = [step for step in ordered if step[0] <= end]
        if by_then and by_then[-1][1] is TrainingStatus.HELD and by_then[-1][0] >= start:
            count, lessons = count + 1, lessons + (units or 0)
            took_part += statuses.count(Participation.ATTENDED)
    told = figures(Ledger.of(Records(*made)), start, end)

    assert (told["K17"].value, told["K17U"].value, told["K17T"].value) == (count, lessons, took_part)
    assert sum(part.value for part in told["K17"].breakdown) == count
    assert told["K17T"].guard is Guard.VOLUNTEERS


module = st.tuples(st.sampled_from(["ILO_BASIS", "ILO_NACH", "ILO_SPEZ", "ERSTE_HILFE"]), st.none() | day)
learner = st.tuples(
    st.lists(module, max_size=4), st.lists(st.tuples(day, st.sampled_from(list(VolunteerStatus))), max_size=3)
)


@given(st.lists(learner, max_size=6), day)
def test_guides(
    people: list[tuple[list[tuple[str, date | None]], list[tuple[date, VolunteerStatus]]]], on: date
) -> None:
    made: list[object] = []
    basic = advanced = 0
    for at, (modules, taken) in enumerate(people, 1):
        rows = tuple(Qualification(qualification=code, acquired_on=since) for code, since in modules)
        made.append(Person(id=at, uid=str(at), last_name="A", qualifications=rows))
        ordered = sorted(taken, key=lambda step: step[0])
        made += events("person", at, ordered)
        by_then = [to.value for day_, to in ordered if day_ <= on]
        if by_then and by_then[-1] not in ("KEIN", "BEENDET", "NICHT"):
            had = {code for code, since in modules if since and since <= on and code.startswith("ILO_")}
            basic += had == {"ILO_BASIS"}
            advanced += bool(had - {"ILO_BASIS"})
    told = figures(Ledger.of(Records(*made)), on, on)["KL"]

    assert told.value == basic + advanced
    assert [part.value for part in told.breakdown] == [basic, advanced]
    assert told.guard is Guard.VOLUNTEERS
