"""What waits for its day: rules find records, lines tell them without names, the earliest first."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.activities import Enquiry
from bezirkskoordination.records.consents import Clearance, Consent, ConsentPurpose, Permission, ReleasedBy
from bezirkskoordination.records.contacts import ContactNote
from bezirkskoordination.records.institutions import Institution
from bezirkskoordination.records.money import Budget, Expense, ExpenseStatus
from bezirkskoordination.records.network import COUNCIL, Body, Meeting, MeetingStatus, Order, OrderStatus
from bezirkskoordination.records.office import StatusEvent, Task
from bezirkskoordination.records.people import Person, Qualification, VolunteerStatus
from bezirkskoordination.records.settings import BY_NAME
from bezirkskoordination.records.trainings import Training, TrainingStatus
from bezirkskoordination.rules.due import Due, Rule, lines, split
from bezirkskoordination.rules.due_rules import RULES

TODAY = date(2026, 11, 12)


class Kept:
    """Records in memory."""

    def __init__(self, *records: Any) -> None:
        self.records = records

    def all(self, cls: type) -> list[Any]:
        return [one for one in self.records if isinstance(one, cls)]

    def where(self, cls: type, **values: Any) -> list[Any]:
        def has(one: Any) -> bool:
            held = (
                dict(zip(("about_type", "about_uid"), one.about, strict=True)) if isinstance(one, StatusEvent) else {}
            )
            return all(held.get(name, getattr(one, name, None)) == value for name, value in values.items())

        return [one for one in self.all(cls) if has(one)]

    def within(self, cls: type, name: str, start: date | None, end: date | None) -> list[Any]:
        first, last = start or date.min, end or date.max
        return [one for one in self.all(cls) if (day := getattr(one, name)) and first <= day <= last]

    def last_steps(self, of: Any, to: Any = None) -> dict[str, date]:
        steps = (one for one in self.all(StatusEvent) if one.about[0] == of.name)
        return dict(sorted((one.about[1], one.effective_on) for one in steps if to is None or one.status == to.value))

    def keys(self, cls: type, **values: Any) -> list[tuple[int, str]]:
        return [(one.id, one.uid) for one in self.where(cls, **values)]

    def owning(self, cls: type, field: str, values: Sequence[str]) -> list[Any]:
        return [one for one in self.all(cls) if any(row.qualification in values for row in getattr(one, field))]


def shipped(name: str) -> Any:
    return int(BY_NAME[name].default)


def expense(number: int, day: date, amount: int = 1000, status: ExpenseStatus = ExpenseStatus.RECORDED) -> Expense:
    return Expense(
        id=number, uid=str(number), on_date=day, category="PORTO", payee="Post", purpose="Briefe", amount=amount,
        status=status,
    )  # fmt: skip


def told(*records: Any) -> dict[str, Any]:
    return {line.rule.code: line for line in lines(RULES, Kept(*records), TODAY, shipped)}


# --- people's data ------------------------------------------------------------------------

ANNA = Person(id=1, uid="anna", last_name="Anna", volunteering=VolunteerStatus.PLACED)


def stepped(*steps: tuple[VolunteerStatus, date]) -> list[StatusEvent]:
    return [
        StatusEvent(id=at, about=("person", "anna"), status=to.value, effective_on=on, recorded_at="")
        for at, (to, on) in enumerate(steps, 1)
    ]


def due_on(code: str, *records: Any) -> date | None:
    line = told(*records).get(code)
    assert line is None or [due.record.id for due in line.found] == [1]
    return line.on if line else None


def test_who_was_reported_is_to_be_told_from_that_day_on() -> None:
    reported = replace(ANNA, reported_on=date(2026, 10, 31))
    assert due_on("A14", reported) == date(2026, 10, 31)
    assert due_on("A14", replace(reported, informed_on=date(2026, 11, 2))) is None
    assert due_on("A14", ANNA) is None


def test_a_certificate_is_asked_for_sixty_days_before_its_five_years_are_over() -> None:
    placed = stepped((VolunteerStatus.PLACED, date(2022, 1, 1)))
    note = Clearance(
        id=1, person=1, certificate_of=date(2021, 12, 1), inspected_on=date(2022, 1, 10), released_by=ReleasedBy.CITY
    )
    assert due_on("W06", ANNA, note, *placed) == date(2027, 1, 10) - timedelta(days=60)
    assert due_on("W06", replace(ANNA, volunteering=VolunteerStatus.ENDED), note, *placed) is None
    assert due_on("W07", ANNA, note, *placed) is None


def test_a_note_is_to_go_when_its_time_has_come() -> None:
    note = Clearance(
        id=1, person=1, certificate_of=date(2026, 1, 1), inspected_on=date(2026, 1, 10), released_by=ReleasedBy.CITY
    )
    steps = stepped((VolunteerStatus.PLACED, date(2026, 2, 1)), (VolunteerStatus.ENDED, date(2026, 8, 31)))
    ended = replace(ANNA, volunteering=VolunteerStatus.ENDED)
    assert due_on("W07", ended, note, *steps) == date(2027, 2, 28)
    assert due_on("W07", ended, note, *stepped((VolunteerStatus.ENDED, date(2026, 3, 3)))) == date(2026, 3, 3)


def test_a_consent_that_ends_is_asked_for_again_unless_another_goes_on() -> None:
    def sheet(key: int, until: date | None, *purposes: ConsentPurpose) -> Consent:
        ticks = tuple(Permission(purpose=one) for one in purposes)
        return Consent(id=key, person=1, given_on=date(2025, 12, 1), expires_on=until, purposes=ticks)

    ends = sheet(1, date(2026, 11, 30), ConsentPurpose.NEWS)
    assert due_on("W19", ANNA, ends) == date(2026, 10, 31)
    assert due_on("W19", ANNA, ends, sheet(2, None, ConsentPurpose.NEWS)) is None
    assert due_on("W19", ANNA, ends, sheet(2, None, ConsentPurpose.PHOTO)) == date(2026, 10, 31)
    assert due_on("W19", ANNA, sheet(1, date(2026, 11, 1), ConsentPurpose.NEWS)) is None


def test_no_two_rules_share_a_code() -> None:
    assert len({rule.code for rule in RULES}) == len(RULES)


def test_an_expense_is_due_ninety_days_after_its_receipt() -> None:
    on_the_day, day_before = expense(1, TODAY - timedelta(days=90)), expense(2, TODAY - timedelta(days=89))
    line = told(on_the_day, day_before, expense(3, date(2026, 1, 2), status=ExpenseStatus.CLAIMED))["W16"]
    assert [(due.record.id, due.on) for due in line.found] == [(1, TODAY), (2, TODAY + timedelta(days=1))]
    now, later = split(line, TODAY)
    assert now is not None
    assert later is not None
    assert now.text == "Eine Auslage wartet auf einen Erstattungsantrag"
    assert [due.record.id for due in later.found] == [2]


def test_an_ansatz_is_nearly_spent_at_eighty_percent() -> None:
    budget = Budget(id=1, year=2026, amount=10000)
    assert "W17" not in told(budget, expense(1, TODAY, 7999))
    assert told(budget, expense(1, TODAY, 8000))["W17"].found == (Due(budget, TODAY),)
    assert "W17" not in told(expense(1, TODAY, 8000))


def test_details_of_an_institution_are_asked_for_twice_a_year() -> None:
    def institution(number: int, confirmed: date | None, until: date | None = None) -> Institution:
        since = date(2026, 3, 1) if number < 5 else None
        return Institution(
            id=number, name="N", kind="KITA", confirmed_on=confirmed, network_from=since, network_until=until
        )

    half = timedelta(days=180)
    line = told(
        institution(1, TODAY - half),
        institution(2, None),  # never asked: counted from the day it came
        institution(3, TODAY - timedelta(days=179)),
        institution(4, date(2024, 1, 1), until=TODAY - timedelta(days=1)),
        institution(5, date(2024, 1, 1)),
    )["W04I"]
    assert [(due.record.id, due.on) for due in line.found] == [
        (2, date(2026, 3, 1) + half), (1, TODAY), (3, TODAY + timedelta(days=1)),
    ]  # fmt: skip
    assert split(line, TODAY)[0].text == "Bei 2 Institutionen die Angaben bestätigen"  # type: ignore[union-attr]


@given(st.lists(st.dates(date(2020, 1, 1), date(2030, 1, 1)), min_size=1, max_size=20))
def test_a_line_is_split_without_loss(days: list[date]) -> None:
    found = [Due(Task(id=at, subject="a"), day) for at, day in enumerate(days)]
    rule = Rule("X", N_("Due", "eins"), N_("Due", "{} viele"), lambda *_: found)
    (line,) = lines([rule], Kept(), TODAY, shipped)
    assert line.on == min(days)
    now, later = split(line, TODAY)
    parts = [part for part in (now, later) if part]
    assert [due for part in parts for due in part.found] == list(line.found)
    assert all(due.on <= TODAY for due in (now.found if now else ()))
    assert all(due.on > TODAY for due in (later.found if later else ()))


def test_an_order_is_due_on_its_day_as_long_as_it_waits() -> None:
    def order(number: int, due_on: date | None, status: OrderStatus = OrderStatus.OPEN) -> Order:
        return Order(id=number, uid=f"o{number}", text="x", given_on=date(2026, 6, 1), due_on=due_on, status=status)

    line = told(
        order(1, TODAY), order(2, TODAY - timedelta(days=7), OrderStatus.PARTLY), order(3, None),
        order(4, TODAY, OrderStatus.DONE), order(5, TODAY, OrderStatus.DROPPED), order(6, TODAY + timedelta(days=1)),
    )["W13"]  # fmt: skip
    now, later = split(line, TODAY)
    assert now is not None
    assert later is not None
    assert [due.record.id for due in now.found] == [2, 1]
    assert [due.record.id for due in later.found] == [6]
    assert now.text == "2 Aufträge sind fällig"


def test_a_meeting_that_has_been_asks_how_it_was() -> None:
    council, table = Body(id=1, uid="c", name="Rat", kind=COUNCIL), Body(id=2, uid="t", name="Runder Tisch")

    def meeting(number: int, body: int, on: date, status: MeetingStatus = MeetingStatus.INVITED) -> Meeting:
        return Meeting(id=number, uid=f"m{number}", body=body, on_date=on, status=status)

    yesterday = TODAY - timedelta(days=1)
    line = told(
        council, table, meeting(1, 2, yesterday), meeting(2, 1, yesterday), meeting(3, 2, TODAY),
        meeting(4, 2, yesterday, MeetingStatus.HELD), meeting(5, 2, yesterday, MeetingStatus.CANCELLED),
        meeting(6, 2, yesterday, MeetingStatus.PLANNED),
    )["W13T"]  # fmt: skip
    now, later = split(line, TODAY)
    assert now is not None
    assert later is not None
    assert [due.record.id for due in now.found] == [1, 6]
    assert [due.record.id for due in later.found] == [3]


def test_a_talk_waits_for_its_day_until_it_is_done() -> None:
    def talk(number: int, on: date | None, done: bool = False) -> ContactNote:
        return ContactNote(
            id=number, on_date=TODAY, kind="BERATUNG", subject="x", person=1, follow_up_on=on, followed_up=done
        )

    made = (talk(1, TODAY), talk(2, None), talk(3, TODAY - timedelta(1), done=True), talk(4, TODAY + timedelta(1)))
    line = told(*made)["WG"]
    assert [due.record.id for due in line.found] == [1, 4]
    assert "WG" not in told(talk(2, None))
    assert line.text == "2 Gespräche sind wieder vorgelegt"


def test_a_training_is_asked_about_the_day_after_its_last() -> None:
    def training(number: int, status: TrainingStatus) -> Training:
        return Training(
            id=number, uid=str(number), name="N", start_on=TODAY - timedelta(3), end_on=TODAY, status=status
        )

    line = told(*(training(at, status) for at, status in enumerate(TrainingStatus, 1)))["WS"]
    assert [due.record.status.value for due in line.found] == ["GEPLANT", "ANMELDUNG", "VOLL"]  # type: ignore[attr-defined]
    assert {due.on for due in line.found} == {TODAY + timedelta(1)}


def test_a_module_is_refreshed_after_the_months_of_the_setting() -> None:
    def guide(number: int, status: VolunteerStatus, code: str = "ILO_BASIS") -> Person:
        row = Qualification(qualification=code, acquired_on=date(2024, 11, 12))
        return Person(id=number, last_name="A", volunteering=status, qualifications=(row,))

    people = (
        guide(1, VolunteerStatus.PAUSED), guide(2, VolunteerStatus.ENDED), guide(3, VolunteerStatus.PLACED, "JULEICA"),
    )  # fmt: skip
    line = told(*people)["WL"]
    assert [(due.record.id, due.on) for due in line.found] == [(1, date(2026, 11, 12))]
    assert "Integrationslotsen" in line.text


def test_who_was_never_asked_is_due_since_the_last_step() -> None:
    (rule,) = (one for one in RULES if one.code == "W25")
    free, asked, gone = (
        Person(id=number, uid=str(number), last_name="A", volunteering=state)
        for number, state in enumerate((VolunteerStatus.AVAILABLE, VolunteerStatus.AVAILABLE, VolunteerStatus.ENDED))
    )
    events = [
        StatusEvent(about=("person", one.uid), status="VERMITTELBAR", effective_on=day, recorded_at=str(day))
        for one in (free, asked, gone)
        for day in (date(2026, 2, 1), date(2026, 5, 1))
    ]
    enquiry = Enquiry(id=1, uid="e", person=asked.id, asked_on=date(2026, 5, 2))
    (found,) = rule.find(Kept(free, asked, gone, *events, enquiry), TODAY, shipped)
    assert (found.record.type, found.record.id) == (Person.type, free.id)
    assert found.on == date(2026, 5, 1) + timedelta(days=shipped("unasked_days"))
