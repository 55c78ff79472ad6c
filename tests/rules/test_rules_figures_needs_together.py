"""K01 to K08 and K14 for any history, against a pencil that goes through the days; and the edges of a Stichtag."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from statistics import median

from hypothesis import given
from hypothesis import strategies as st
from tests.rules.test_rules_figures import FIRST, Records, figures

from bezirkskoordination.records.activities import ActivityProfile, Placement, PlacementStatus, TimeEntry
from bezirkskoordination.records.kinds import Choice
from bezirkskoordination.records.needs import (
    BoundaryCheck,
    BoundaryResult,
    ExistingService,
    NeedStatus,
    Referral,
    ReferralStatus,
    ServiceStatus,
    SupportNeed,
)
from bezirkskoordination.records.office import StatusEvent
from bezirkskoordination.rules.figures import Figure, Guard, Ledger

N = NeedStatus
WAITS = ("ERFASST", "PRUEFUNG", "OFFEN", "VERMITTLUNG")
DAY = timedelta(days=1)
day = st.integers(0, 60).map(lambda n: FIRST + timedelta(days=n))
steps = st.lists(st.tuples(day, st.sampled_from(list(NeedStatus)), st.integers(0, 2)), max_size=7)
History = tuple[date, int, list[tuple[date, NeedStatus, int]]]
histories = st.lists(st.tuples(day, st.integers(1, 6), steps), max_size=7)


@st.composite
def recorded(draw: st.DrawFn, made: Sequence[History]) -> list[object]:
    """Needs with their status events, in any order: dated back, dated alike, recorded at the same moment."""
    events = [
        StatusEvent(
            id=1000 * at + number, about=("support_need", f"n{at}"), status=status.value, effective_on=on,
            recorded_at=f"2026-03-01T09:0{minute}:00", reason=f"G{minute}",
        )
        for at, (_, _, taken) in enumerate(made)
        for number, (on, status, minute) in enumerate(taken)
    ]  # fmt: skip
    needs = [
        SupportNeed(id=at + 1, uid=f"n{at}", subject="x", category="A", recorded_on=on, people_count=people)
        for at, (on, people, _) in enumerate(made)
    ]
    return draw(st.permutations([*events, *needs]))


def by_pencil(made: Sequence[History], start: date, end: date) -> dict[str, int | None]:
    """A sheet for each need, and a tally of what happens on it between two days."""
    tally: Counter[str] = Counter()
    taken: list[int] = []
    for recorded_on, people, history in made:
        ordered = sorted(enumerate(history), key=lambda one: (one[1][0], one[1][2], one[0]))
        sheet, since, answered = "", FIRST, False
        referred = uncovered = False
        today = recorded_on
        while today <= end:
            counts = today >= start
            if today == start:
                tally["K02A"] += sheet in WAITS
            happening = [s.value for _, (on, s, _) in ordered if on == today or on < today == recorded_on]
            if today == recorded_on:
                sheet, since = "ERFASST", today
                tally["K01"] += counts
                tally["K08"] += people * counts
            for status in happening:
                if status == sheet:
                    continue
                waited, waits = sheet in WAITS, status in WAITS
                sheet, since = status, today
                tally["K02W"] += counts and waits and not waited
                tally["K02E"] += counts and waited and not waits and status != "DOPPELT"
                tally["K02D"] += counts and waited and status == "DOPPELT"
                referred = referred or (counts and status == "VERWIESEN")
                uncovered = uncovered or (counts and status == "NICHT_GEDECKT")
                if status in ("LAUFEND", "VERWIESEN", "GEDECKT") and not answered:
                    answered = True
                    if counts:
                        taken.append((today - recorded_on).days)
            today += DAY
        tally["K05"] += referred
        tally["K06"] += uncovered
        tally["K02"] += sheet in WAITS
        tally["K03"] += sheet == "LAUFEND"
        tally["K04"] += sheet == "GEDECKT" and since >= start
        tally["K04T"] += sheet == "TEILGEDECKT" and since >= start
    counted: dict[str, int | None] = {code: tally[code] for code in CODES}
    return counted | {"K07": round(10 * median(taken)) if len(taken) >= 5 else None}


CODES = ("K01", "K02", "K02A", "K02W", "K02E", "K02D", "K03", "K04", "K04T", "K05", "K06", "K08")


@given(st.data(), histories, day, day)
def test_needs_are_counted_as_life_goes(data: st.DataObject, made: list[History], one: date, other: date) -> None:
    start, end = sorted((one, other))
    told = figures(Ledger.of(Records(*data.draw(recorded(made)))), start, end)

    assert {code: told[code].value for code in (*CODES, "K07")} == by_pencil(made, start, end)
    for code in ("K01", "K02", "K05", "K06"):
        assert sum(part.value for part in told[code].breakdown) == told[code].value
    for code in CODES:
        assert told[code].guard is Guard.NEEDS
        assert code == "K08" or len(told[code].behind) == told[code].value


@given(st.data(), histories, day, day)
def test_the_bridge_holds_for_every_history(data: st.DataObject, made: list[History], one: date, other: date) -> None:
    """Whatever is merged, opened again or dated back: two reports in a row fit together."""
    start, end = sorted((one, other))
    ledger = Ledger.of(Records(*data.draw(recorded(made))))
    eve = figures(ledger, start - 20 * DAY, start - DAY)["K02"].value
    now = {code: figure.value for code, figure in figures(ledger, start, end).items()}

    assert now["K02A"] == eve
    assert now["K02"] == eve + now["K01"] + now["K02W"] - now["K02E"] - now["K02D"]


@given(st.data(), histories, day, day)
def test_what_comes_later_changes_no_stichtag(data: st.DataObject, made: list[History], one: date, other: date) -> None:
    start, end = sorted((one, other))
    records = data.draw(recorded(made))
    known = [
        one for one in records
        if (one.effective_on if isinstance(one, StatusEvent) else one.recorded_on) <= end  # type: ignore[attr-defined]
    ]  # fmt: skip
    assert figures(Ledger.of(Records(*records)), start, end) == figures(
        Ledger.of(Records(*(one for one in records if one in known))), start, end
    )


placing = st.lists(st.tuples(day, st.sampled_from(list(PlacementStatus))), max_size=5)


@given(st.lists(placing, max_size=7), day, day)
def test_placements_are_new_once(made: list[list[tuple[date, PlacementStatus]]], one: date, other: date) -> None:
    start, end = sorted((one, other))
    records: list[object] = []
    new = running = 0
    for at, taken in enumerate(made):
        record = Placement(id=at + 1, uid=f"p{at}", person=at + 1, need=1)
        records += [record, *(event(record, to, on, number) for number, (on, to) in enumerate(taken))]
        life = [to.value for _, (on, to) in sorted(enumerate(taken), key=lambda s: (s[1][0], s[0])) if on <= end]
        running += bool(life) and life[-1] in ("PROBE", "AKTIV")
        helped = [on for on, to in taken if to.value in ("PROBE", "AKTIV")]
        new += bool(helped) and start <= min(helped) <= end
    told = figures(Ledger.of(Records(*records)), start, end)
    assert (told["K14"].value, told["K14A"].value) == (new, running)


# --- edges --------------------------------------------------------------------------------


def event(record: object, to: Choice, on: date, at: int = 0, reason: str = "") -> StatusEvent:
    return StatusEvent(
        id=at, about=(record.type.name, record.uid), status=to.value, effective_on=on,  # type: ignore[attr-defined]
        recorded_at=f"{at:04d}", reason=reason,
    )  # fmt: skip


def need(on: date = FIRST, at: int = 1, people: int = 1, **values: object) -> SupportNeed:
    made = {"id": at, "uid": f"n{at}", "subject": "x", "category": "A", "recorded_on": on, "people_count": people}
    return SupportNeed(**made | values)  # type: ignore[arg-type]


def told(start: date, end: date, *records: object) -> dict[str, Figure]:
    return figures(Ledger.of(Records(*records)), start, end)


def values(found: dict[str, Figure], *codes: str) -> list[int | None]:
    return [found[code].value for code in codes]


D = [FIRST + n * DAY for n in range(60)]


def test_the_day_of_the_stichtag_counts() -> None:
    one = need(D[10])
    gone = event(one, N.WITHDRAWN, D[20])
    assert values(told(D[0], D[9], one, gone), "K01", "K02") == [0, 0]
    assert values(told(D[0], D[10], one, gone), "K01", "K02") == [1, 1]
    assert values(told(D[11], D[19], one, gone), "K01", "K02A", "K02", "K02E") == [0, 1, 1, 0]
    assert values(told(D[20], D[20], one, gone), "K02A", "K02", "K02E") == [1, 0, 1]
    assert values(told(D[21], D[30], one, gone), "K02A", "K02", "K02E") == [0, 0, 0]


def test_a_step_entered_late_counts_from_its_own_day() -> None:
    """Entered in March (recorded later, with the larger id), in effect in January: January's figure has it."""
    one = need(D[0])
    steps = [event(one, N.OPEN, D[2], 1), event(one, N.REFERRED, D[30], 2), event(one, N.RUNNING, D[10], 3)]
    assert values(told(D[5], D[15], one, *steps), "K02", "K03") == [0, 1]
    assert values(told(D[5], D[40], one, *steps), "K03", "K05") == [0, 1]


def test_opened_again_on_the_same_day_is_not_covered() -> None:
    one = need(D[0])
    steps = [
        event(one, N.RUNNING, D[5], 1), event(one, N.COVERED, D[20], 2, "EHRENAMT"), event(one, N.OPEN, D[20], 3)
    ]  # fmt: skip
    assert values(told(D[10], D[20], one, *steps), "K04", "K02", "K02W", "K02E") == [0, 1, 1, 0]
    assert values(told(D[10], D[20], one, *steps[:2]), "K04", "K02") == [1, 0]


def test_opened_again_and_covered_again_is_covered_once() -> None:
    one = need(D[0])
    steps = [event(one, to, D[5 + at], at) for at, to in enumerate((N.COVERED, N.OPEN, N.COVERED, N.OPEN, N.COVERED))]
    found = told(D[0], D[20], one, *steps)
    assert values(found, "K04", "K02W", "K02E", "K02") == [1, 2, 3, 0]


def test_partly_covered_stands_apart_until_it_is_whole() -> None:
    one = need(D[0])
    steps = [event(one, N.PARTLY, D[5], 1), event(one, N.COVERED, D[10], 2)]
    assert values(told(D[0], D[9], one, *steps), "K04", "K04T") == [0, 1]
    assert values(told(D[0], D[10], one, *steps), "K04", "K04T") == [1, 0]
    assert values(told(D[11], D[20], one, *steps), "K04", "K04T") == [0, 0]  # it was covered in the period before


def test_a_need_counted_twice_is_corrected_where_it_is_found_out() -> None:
    """The report before told two; today's tells one, and why: neither has to be rewritten."""
    first, second = need(D[0], 1), need(D[1], 2, merged_into=1)
    merged = event(second, N.MERGED, D[20])
    assert values(told(D[0], D[10], first, second, merged), "K01", "K02", "K02D") == [2, 2, 0]
    assert values(told(D[11], D[30], first, second, merged), "K02A", "K02", "K02D", "K02E") == [2, 1, 1, 0]


def test_a_referral_that_came_back_is_told_and_where_it_went_last() -> None:
    one = need(D[0])
    service = [ExistingService(id=at, uid=f"s{at}", name=f"S{at}") for at in (1, 2)]
    refused, second = (Referral(id=at, uid=f"r{at}", need=1, service=at) for at in (1, 2))
    records = [
        one, *service, refused, second,
        event(one, N.REFERRED, D[5], 1), event(refused, ReferralStatus.SENT, D[5]),
        event(refused, ReferralStatus.REFUSED, D[8], 1), event(one, N.OPEN, D[8], 2),
        event(one, N.REFERRED, D[12], 3), event(second, ReferralStatus.SENT, D[12]),
    ]  # fmt: skip
    first, both = told(D[0], D[10], *records), told(D[0], D[20], *records)
    assert [(part.label, part.value) for part in first["K05"].breakdown] == [("1", 1)]
    assert [(part.label, part.value) for part in both["K05"].breakdown] == [("2", 1)]
    assert values(first, "K02", "K22") == [1, 1]
    assert {part.label: part.value for part in both["K22"].breakdown} == {"abgelehnt": 1, "weitergegeben": 1}


def test_a_need_merged_after_it_was_referred_keeps_its_service() -> None:
    first, second = need(D[0], 1), need(D[1], 2, merged_into=1)
    moved = Referral(id=1, uid="r", need=1, service=7)  # merging took it along
    steps = [event(second, N.REFERRED, D[5], 1), event(second, N.MERGED, D[20], 2)]
    found = told(D[0], D[30], first, second, moved, *steps)
    assert [(part.label, part.value) for part in found["K05"].breakdown] == [("7", 1)]
    assert found["K02D"].value == 0  # it was not open any more


def test_a_need_given_up_twice_is_told_once_by_its_last_reason() -> None:
    one = need(D[0])
    steps = [
        event(one, N.UNCOVERED, D[5], 1, "KEIN_EA"), event(one, N.OPEN, D[8], 2),
        event(one, N.UNCOVERED, D[12], 3, "UMZUG"),
    ]  # fmt: skip
    for end, reason in ((D[10], "KEIN_EA"), (D[20], "UMZUG")):
        (part,) = told(D[0], end, one, *steps)["K06"].breakdown
        assert (part.label, part.value) == (reason, 1)


def test_an_emergency_has_no_service() -> None:
    one = need(D[0])
    (part,) = told(D[0], D[9], one, event(one, N.REFERRED, D[0]))["K05"].breakdown
    assert (part.label, part.value) == ("Notfallweg oder ohne eingetragenen Dienst", 1)


def test_four_cases_have_no_median_and_five_have() -> None:
    made = [need(D[0], at) for at in range(1, 7)]
    taken = [event(one, N.RUNNING, D[3 * at]) for at, one in enumerate(made, 1)]
    assert told(D[0], D[12], *made, *taken)["K07"].value is None
    assert told(D[0], D[15], *made, *taken)["K07"].value == 90
    assert told(D[0], D[18], *made, *taken)["K07"].value == 105  # 10,5 days: between 9 and 12


def test_the_people_reached_carry_their_footnote() -> None:
    found = told(D[0], D[9], need(D[0], 1, 4), need(D[3], 2, 3), need(D[10], 3, 9))["K08"]
    assert (found.value, str(found.note)) == (7, "Mehrfachzählungen möglich")


def test_seats_are_those_of_profiles_that_seek() -> None:
    from bezirkskoordination.records.activities import ProfileStatus

    def profile(at: int, *intents: str, seats: int | None = None) -> ActivityProfile:
        return ActivityProfile(
            id=at, uid=f"a{at}", institution=1, intents=intents, name="x", category="A", seats_wanted=seats
        )

    seeks, both, rests, offers = (
        profile(1, "EA_GESUCHT", seats=3), profile(2, "EA_GESUCHT", "ANGEBOT_BESTEHT", seats=2),
        profile(3, "EA_GESUCHT", seats=9), profile(4, "EA_VERFUEGBAR", seats=5),
    )  # fmt: skip
    states = [
        event(seeks, ProfileStatus.ACTIVE, D[0]), event(both, ProfileStatus.FULL, D[0]),
        event(rests, ProfileStatus.RESTING, D[0]), event(offers, ProfileStatus.ACTIVE, D[0]),
    ]  # fmt: skip
    places = [Placement(id=at, uid=f"p{at}", person=at, profile=at) for at in (1, 2, 3, 4)]
    begun = (PlacementStatus.TRIAL, *3 * [PlacementStatus.ACTIVE])
    runs = [event(one, to, D[1]) for one, to in zip(places, begun, strict=True)]
    found = told(D[0], D[5], seeks, both, rests, offers, *states, *places, *runs)
    assert values(found, "K09", "K09S", "K09A", "K10", "K10B", "K14A") == [3, 2, 2, 5, 2, 4]
    assert values(told(D[0], D[0], seeks, both, *states[:2], *places, *runs), "K10", "K10B") == [5, 0]


def test_hours_count_by_their_day_once_confirmed() -> None:
    place = Placement(id=1, uid="p", person=1)

    def given_(at: int, on: date, confirmed: date | None, minutes: int = 50) -> TimeEntry:
        return TimeEntry(id=at, uid=f"t{at}", placement=1, on_date=on, minutes=minutes, confirmed_on=confirmed)

    entries = [
        given_(1, D[9], D[30]), given_(2, D[10], D[30]), given_(3, D[20], D[31]), given_(4, D[20], None),
        given_(5, D[21], D[30]),
    ]  # fmt: skip
    found = told(D[10], D[20], place, *entries)
    assert values(found, "K15", "K15E") == [100, 1]
    assert set(found["K15"].behind) == {("time_entry", "t2"), ("time_entry", "t3")}


def test_a_check_must_hold_on_the_stichtag_itself() -> None:
    one = need(D[0])
    check = BoundaryCheck(
        id=1, uid="c", about=("support_need", "n1"), checked_on=D[2], result=BoundaryResult.ALLOWED, category="A",
        valid_until=D[20],
    )  # fmt: skip
    service = ExistingService(id=1, uid="s", name="S", categories=("A",))
    resting = event(service, ServiceStatus.INACTIVE, D[0])
    back = event(service, ServiceStatus.ACTIVE, D[10], 1)
    opened = event(one, N.OPEN, D[1])

    def lacking(on: date, *records: object) -> int | None:
        return told(D[0], on, one, opened, check, *records)["K21O"].value

    assert [lacking(D[at]) for at in (0, 1, 2, 20, 21)] == [0, 1, 0, 0, 1]
    assert [lacking(D[at], service, resting, back) for at in (5, 9, 10)] == [0, 0, 1]  # it opens again: nobody looked
    assert values(told(D[2], D[2], check), "K21") == [1]
    assert values(told(D[3], D[9], check), "K21") == [0]
