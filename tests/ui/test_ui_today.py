"""„Heute“: what it says, what its keys do, and that its figures are those of the rules."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QLabel, QWidget

from bezirkskoordination.actions import editing
from bezirkskoordination.actions.desk import Desk
from bezirkskoordination.actions.editing import Step
from bezirkskoordination.actions.founding import Founding, found
from bezirkskoordination.actions.meetings import plan_sitting
from bezirkskoordination.actions.settings import change_setting, shipped_offices
from bezirkskoordination.records.activities import Enquiry, EnquiryStatus
from bezirkskoordination.records.council import Report, Resolution
from bezirkskoordination.records.institutions import Institution
from bezirkskoordination.records.kinds import show_cents
from bezirkskoordination.records.money import Budget, Expense, ExpenseStatus
from bezirkskoordination.records.needs import SupportNeed
from bezirkskoordination.records.network import Answer, Attendance, Body, Meeting, MeetingStatus
from bezirkskoordination.records.office import Task, TaskStatus
from bezirkskoordination.records.people import Person
from bezirkskoordination.records.refusal import BadValue
from bezirkskoordination.records.trainings import Training
from bezirkskoordination.rules import figures
from bezirkskoordination.rules.figures import Ledger
from bezirkskoordination.rules.sittings import sittings
from bezirkskoordination.ui.commands import BY_NAME
from bezirkskoordination.ui.today import TodayPage, days_left, long_date
from bezirkskoordination.ui.today_tasks import read_task

TODAY = date(2026, 11, 12)


class FakeContext:
    """A window that only remembers what was asked of it."""

    def __init__(self, desk: Desk, memory: QSettings) -> None:
        self.desk, self.memory = desk, memory
        self.asked: list[tuple[Any, ...]] = []

    def open_record(self, *what: Any) -> None:
        self.asked.append(("record", *what))

    def open_page(self, name: str) -> "FakeContext":
        self.asked.append(("page", name))
        return self

    def new(self, **preset: Any) -> None:
        self.asked.append(("new", *preset))

    def focus_setting(self, name: str) -> None:
        self.asked.append(("setting", name))

    def say(self, message: str) -> None:
        self.asked.append(("said", message))

    def today(self) -> date:
        return TODAY

    def run(self, command: str) -> None:
        self.asked.append(("run", command))


@pytest.fixture
def context(desk: Desk, tmp_path: Any) -> FakeContext:
    return FakeContext(desk, QSettings(str(tmp_path / "memory.ini"), QSettings.Format.IniFormat))


@pytest.fixture
def page(qtbot: Any, context: FakeContext) -> Callable[[], TodayPage]:
    def shown() -> TodayPage:
        made = TodayPage(context)
        qtbot.addWidget(made)
        made.resize(1070, 720)
        made.show()
        made.activateWindow()
        qtbot.waitUntil(made.isActiveWindow)
        return made

    return shown


def keep(desk: Desk, *records: Any) -> None:
    desk.do("vorher", lambda unit: [editing.save(unit, None, record) for record in records])


INSTITUTION = Institution(name="Gemeindehaus", kind="KIRCHE")
#: So much that nobody is led by the hand any more.
WORK = [replace(INSTITUTION, name=f"Haus {number}") for number in range(11)]


@pytest.mark.parametrize(
    ("typed", "subject", "due"),
    [
        ("Schlüssel abholen", "Schlüssel abholen", None),
        ("Schlüssel  abholen 20.11.", "Schlüssel abholen", date(2026, 11, 20)),
        ("Schlüssel abholen bis zum 20.11.2026", "Schlüssel abholen", date(2026, 11, 20)),
        ("Anruf, fällig am 3.2.", "Anruf", date(2027, 2, 3)),
        ("Anruf heute", "Anruf", TODAY),
        ("Raum 12 aufräumen", "Raum 12 aufräumen", None),
        ("Version 1.2. prüfen", "Version 1.2. prüfen", None),
    ],
)
def test_a_line_is_a_task_with_a_day_at_its_end(typed: str, subject: str, due: date | None) -> None:
    assert read_task(typed, TODAY) == (subject, due)


@pytest.mark.parametrize("typed", ["20.11.", "heute", "Anruf 31.02.2026"])
def test_a_line_that_is_no_task_is_refused(typed: str) -> None:
    with pytest.raises(BadValue):
        read_task(typed, TODAY)


def test_days_are_said_in_words() -> None:
    assert long_date(TODAY) == "Donnerstag, 12. November 2026"
    assert [days_left(n) for n in (5, 1, 0, -1, -3)] == [
        "noch 5 Tage", "noch 1 Tag", "heute", "seit gestern vorbei", "seit 3 Tagen vorbei",
    ]  # fmt: skip


def meet(desk: Desk, day: str) -> None:
    """The only sitting that is planned."""
    on = date(int(day[6:]), int(day[3:5]), int(day[:2]))

    def plan(unit: Any) -> None:
        for one in sittings(unit):
            editing.delete(unit, [one])
        plan_sitting(unit, on)

    desk.do("Sitzung", plan)


def test_the_deadline_is_counted_not_the_sitting(page: Callable[[], TodayPage], desk: Desk) -> None:
    meet(desk, "08.12.2026")
    shown = page()
    assert shown.title.text() == "Donnerstag, 12. November 2026"
    assert shown.sitting.text() == ("Abgabefrist für den Bericht: Dienstag, 24.11. – noch 12 Tage · Sitzung 08.12.2026")
    assert shown.banner.isHidden()
    assert shown.enter_sitting.isHidden()


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("01.12.2026", "Abgabefrist Di 17.11. – noch 5 Tage; Sitzung 01.12."),
        ("26.11.2026", "Abgabefrist Do 12.11. – heute; Sitzung 26.11."),
        ("13.11.2026", "Abgabefrist Fr 30.10. – seit 13 Tagen vorbei; Sitzung 13.11."),
    ],
)
def test_in_the_week_before_the_deadline_it_is_a_banner(
    page: Callable[[], TodayPage], desk: Desk, day: str, said: str
) -> None:
    meet(desk, day)
    shown = page()
    assert shown.banner.text == said
    assert shown.sitting.isHidden()


def test_what_can_wait_until_after_the_sitting_is_folded(page: Callable[[], TodayPage], desk: Desk) -> None:
    after = [Task(subject=f"Brief {n}", due_on=date(2026, 12, 2)) for n in range(3)]
    keep(desk, Task(subject="Raum absagen", due_on=date(2026, 12, 1)), Task(subject="irgendwann"), *after)
    meet(desk, "01.12.2026")
    shown = page()
    assert len(shown.tasks.boxes) == 1
    assert shown.tasks.later.text() == "Später (4)"
    shown.tasks.later.click()
    assert len(shown.tasks.boxes) == 5
    assert shown.tasks.later.text() == "Später (4) ausblenden"
    meet(desk, "26.01.2027")  # far off: nothing is folded
    assert len(shown.tasks.boxes) == 5
    assert shown.tasks.later.isHidden()


def test_a_sitting_that_is_over_counts_as_none(page: Callable[[], TodayPage], desk: Desk, context: FakeContext) -> None:
    keep(desk, *WORK)
    meet(desk, "01.10.2026")
    shown = page()
    shown.enter_sitting.click()
    assert context.asked == [("page", "meeting"), ("new", "body")]


def test_the_first_day_has_three_working_steps(page: Callable[[], TodayPage], context: FakeContext) -> None:
    shown = page()
    assert shown.welcome.isVisible()
    assert shown.report.isHidden()
    assert shown.money.isHidden()
    assert shown.entry is shown.welcome.steps[0]
    for step in (*shown.welcome.steps, *shown.welcome.others):
        step.click()
    assert context.asked == [
        ("page", "settings"), ("setting", "resolved_on"), ("page", "volunteer"), ("new",), ("run", "backup"),
        ("page", "volunteer"), ("run", "import"),
    ]  # fmt: skip


def test_a_step_says_what_it_still_needs_and_when_it_is_done(
    page: Callable[[], TodayPage], desk: Desk, context: FakeContext
) -> None:
    shown = page()
    assert shown.welcome.said[0].text() == (
        "Es fehlt noch: Stadtbezirk mit Gremium, Tag des Beschlusses, Vorlage des Beschlusses, nächste Sitzung."
    )
    desk.do("Bezirk", lambda unit: found(unit, Founding(shipped_offices()[0], date(2026, 12, 1))))
    assert shown.welcome.said[0].text() == "Es fehlt noch: Tag des Beschlusses, Vorlage des Beschlusses."
    for name, text in (("resolved_on", "07.03.2016"), ("resolved_in", "16-01716")):
        desk.do("Beschluss", lambda unit, name=name, text=text: change_setting(unit, name, text))
    keep(desk, INSTITUTION)
    assert [said.text() for said in shown.welcome.said] == ["✓ erledigt", "✓ erledigt", ""]
    assert shown.welcome.isVisible()
    assert shown.entry is shown.welcome.steps[2]
    context.memory.setValue(f"backup/{desk.office.path.name}", TODAY.isoformat())
    shown.refresh()
    assert shown.welcome.isHidden()  # all three are done
    assert shown.report.isVisible()
    assert shown.entry is shown.tasks.add


def test_a_resolution_that_is_kept_says_what_the_office_stands_on(page: Callable[[], TodayPage], desk: Desk) -> None:
    shown = page()
    desk.do("Bezirk", lambda unit: found(unit, Founding(shipped_offices()[0], date(2026, 12, 1))))
    council = "Stadtbezirksrat im Stadtbezirk 114 Volkmarode"
    keep(desk, Resolution(subject="Einrichtung", on_date=date(2016, 3, 7), body=council, basis=True))
    assert shown.welcome.said[0].text() == "✓ erledigt"


def test_beside_the_steps_stands_what_comes_before_the_first_person(
    page: Callable[[], TodayPage], context: FakeContext
) -> None:
    shown = page()
    for link in shown.beside.links:
        link.click()
    named = [name for kind, name in context.asked if kind == "run"]
    assert named[0] == "print_privacy_questions"
    assert {"practise", "handbook"} <= set(named) <= set(BY_NAME)
    assert all(BY_NAME[name].run for name in named)


def test_the_steps_go_when_there_is_plenty_of_work(page: Callable[[], TodayPage], desk: Desk) -> None:
    shown = page()
    keep(desk, *WORK)
    assert shown.welcome.isHidden()
    assert shown.beside.isHidden()
    assert shown.report.isVisible()
    desk.undo()
    assert shown.welcome.isVisible()


def test_overdue_tasks_come_first_and_say_so(page: Callable[[], TodayPage], desk: Desk) -> None:
    keep(
        desk, Task(subject="ohne Tag"), Task(subject="morgen", due_on=TODAY + timedelta(1)),
        Task(subject="gestern", due_on=TODAY - timedelta(1)), Task(subject="jetzt", due_on=TODAY),
    )  # fmt: skip
    shown = page()
    names = [box.accessibleName() for box in shown.tasks.boxes]
    assert names == [
        "Erledigt: gestern, überfällig 11.11.2026", "Erledigt: jetzt, heute 12.11.2026",
        "Erledigt: morgen, 13.11. 13.11.2026", "Erledigt: ohne Tag",
    ]  # fmt: skip


def test_space_ticks_a_task_and_undo_brings_it_back(
    qtbot: Any, page: Callable[[], TodayPage], desk: Desk, context: FakeContext
) -> None:
    keep(desk, Task(subject="Anruf", due_on=TODAY), Task(subject="Brief"))
    shown = page()
    shown.tasks.boxes[0].setFocus()
    qtbot.keyClick(shown.tasks.boxes[0], Qt.Key.Key_Space)
    assert [task.status for task in desk.office.read.all(Task)] == [TaskStatus.DONE, TaskStatus.OPEN]
    assert len(shown.tasks.boxes) == 1
    assert context.asked[-1] == ("said", "Aufgabe erledigt: Anruf")
    assert desk.undo() == "Aufgabe erledigt: Anruf"
    assert len(shown.tasks.boxes) == 2


def test_enter_adds_a_task(qtbot: Any, page: Callable[[], TodayPage], desk: Desk) -> None:
    shown = page()
    qtbot.keyClicks(shown.tasks.add, "Raum absagen 20.11.")
    qtbot.keyClick(shown.tasks.add, Qt.Key.Key_Return)
    (task,) = desk.office.read.all(Task)
    assert (task.subject, task.due_on) == ("Raum absagen", date(2026, 11, 20))
    assert shown.tasks.add.text() == ""


def test_a_refused_task_stays_as_it_was_typed(qtbot: Any, page: Callable[[], TodayPage], desk: Desk) -> None:
    shown = page()
    qtbot.keyClicks(shown.tasks.add, "Anruf 31.02.2026")
    qtbot.keyClick(shown.tasks.add, Qt.Key.Key_Return)
    assert "31.02.2026" in shown.tasks.said.text()
    assert shown.tasks.add.text() == "Anruf 31.02.2026"
    assert desk.office.read.all(Task) == []


def test_many_tasks_are_one_link_away(page: Callable[[], TodayPage], desk: Desk, context: FakeContext) -> None:
    keep(desk, *(Task(subject=f"Aufgabe {number}") for number in range(9)))
    shown = page()
    assert len(shown.tasks.boxes) == 7
    assert shown.tasks.more.text() == "Alle 9 offenen Aufgaben zeigen"
    shown.tasks.more.click()
    assert context.asked == [("page", "task")]


def test_the_report_is_proposed_or_continued(page: Callable[[], TodayPage], desk: Desk, context: FakeContext) -> None:
    keep(desk, *WORK)
    shown = page()
    assert shown.report.period.text() == "Vorgeschlagener Zeitraum: 01.05.–31.10.2026"
    assert shown.report.preview.isHidden()
    shown.report.write.click()
    assert context.asked == [("run", "write_report")]
    day = date(2026, 10, 31)
    keep(desk, Report(subject="Bericht", period_from=date(2026, 5, 1), reference_date=day, dated_on=TODAY))
    assert shown.report.period.text() == "01.05.–31.10.2026 · Stichtag 31.10.2026"
    assert shown.report.write.text() == "Bericht weiterschreiben"
    assert shown.report.open_texts.text().startswith("Noch ohne eigenen Text: Auf einen Blick")


def spend(desk: Desk, amount: int, *statuses: ExpenseStatus) -> None:
    expense = Expense(on_date=date(2026, 3, 1), category="PORTO", payee="Post", purpose="Marken", amount=amount)
    steps = [Step(status, date(2026, 3, 2)) for status in statuses]
    desk.do("Auslage", lambda unit: editing.save(unit, None, expense, steps))


def test_without_an_ansatz_there_is_no_bar(page: Callable[[], TodayPage], desk: Desk, context: FakeContext) -> None:
    spend(desk, 1000)
    shown = page()
    assert not shown.money.bar.isVisible()
    assert shown.money.nothing.text() == "Noch kein Ansatz für 2026 eingetragen."
    shown.money.enter.click()
    assert context.asked == [("page", "budget")]


def test_the_money_is_what_the_rules_say(page: Callable[[], TodayPage], desk: Desk) -> None:
    spend(desk, 31890, ExpenseStatus.CLAIMED, ExpenseStatus.REFUNDED)
    spend(desk, 5820, ExpenseStatus.CLAIMED)
    spend(desk, 3527)
    spend(desk, 9999, ExpenseStatus.CANCELLED)
    keep(desk, Budget(year=2026, amount=65000, carried_over=1000))
    shown, read = page(), desk.office.read
    told = figures.by_code(figures.compute(Ledger.of(read), figures.year_until(TODAY), read.names))
    assert told["K27R"].value == 24763
    assert shown.money.free.text() == show_cents(told["K27R"].value)
    assert [words.text() for words in shown.money.legend] == [
        f"erstattet {show_cents(told['K27E'].value)}", f"eingereicht {show_cents(told['K27O'].value)}",
        f"erfasst {show_cents(told['K27V'].value)}",
    ]  # fmt: skip
    assert "frei von 660,00" in shown.money.of.text()
    assert "erstattet 318,90" in shown.money.bar.accessibleName()


def test_more_than_the_ansatz_is_said(page: Callable[[], TodayPage], desk: Desk) -> None:
    spend(desk, 70000)
    keep(desk, Budget(year=2026, amount=65000))
    shown = page()
    assert shown.money.free.text().startswith("\u2212")
    assert shown.money.of.text().startswith("über dem Ansatz von")
    assert shown.money.of.property("role") == "problem"


def test_what_was_shifted_is_there_and_the_end_of_the_year_is_thought_of(
    page: Callable[[], TodayPage], desk: Desk, context: FakeContext
) -> None:
    keep(desk, Budget(year=2026, amount=65000, shifted=-5000))
    spend(desk, 1000)
    shown = page()
    assert "frei von 600,00" in shown.money.of.text()
    first, second = shown.money.thoughts.text().split("\n")
    assert "Kassenschluss am 15.11.2026" in first
    assert "Restmittel" in second
    shown.money.collect.click()
    assert context.asked == [("run", "collect_claim")]


def test_receipts_of_last_year_are_thought_of_without_an_ansatz(page: Callable[[], TodayPage], desk: Desk) -> None:
    old = Expense(on_date=date(2025, 12, 20), category="PORTO", payee="Post", purpose="Marken", amount=500)
    desk.do("Auslage", lambda unit: editing.save(unit, None, old))
    shown = page()
    assert "Der Kassenschluss war am 15.11.2025" in shown.money.thoughts.text()
    assert shown.money.collect.isVisible()


def test_a_hidden_page_reads_when_it_is_shown(page: Callable[[], TodayPage], desk: Desk) -> None:
    shown = page()
    shown.hide()
    keep(desk, Task(subject="Anruf"))
    assert shown.tasks.boxes == []
    shown.show()
    assert len(shown.tasks.boxes) == 1


def test_everything_that_takes_the_focus_has_a_name(page: Callable[[], TodayPage], desk: Desk) -> None:
    shown = page()  # the first day
    keep(desk, Task(subject="Anruf"))
    first = nameless_in(shown)
    keep(desk, *WORK)
    assert not first + nameless_in(shown)


def nameless_in(shown: TodayPage) -> list[QWidget]:
    return [
        one
        for one in shown.findChildren(QWidget)
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.isVisibleTo(shown)
        if not (one.accessibleName() or getattr(one, "text", str)())
    ]


def test_in_a_narrow_window_cards_stand_below_each_other(qtbot: Any, page: Callable[[], TodayPage], desk: Desk) -> None:
    keep(desk, *WORK)
    shown = page()
    assert shown.left.y() == shown.report.y()
    shown.resize(430, 700)
    qtbot.waitUntil(lambda: shown.left.geometry().bottom() < shown.report.y())


def test_what_is_due_is_told_without_names_and_leads_there(
    page: Callable[[], TodayPage], qtbot: Any, desk: Desk, context: FakeContext
) -> None:
    old = TODAY - timedelta(days=100)
    spent = Expense(on_date=old, category="PORTO", payee="Geheime Post", purpose="Briefe", amount=1000)
    keep(desk, spent)
    shown = page()
    assert shown.due.isVisible()
    shown.due.open_line(shown.due.lines[0])
    assert context.asked[-1] == ("record", "expense", 1, "")
    keep(desk, replace(spent, purpose="Umschläge"))
    line = shown.due.lines[0]
    assert line.text == "2 Auslagen warten auf einen Erstattungsantrag"
    assert not [one for one in shown.findChildren(QLabel) if "Geheime" in one.text()]
    shown.due.open_line(line)
    dialog = shown.due.dialog
    assert dialog is not None
    qtbot.keyClick(dialog.list, Qt.Key.Key_Down)
    qtbot.keyClick(dialog.list, Qt.Key.Key_Return)
    assert context.asked[-1] == ("record", "expense", 2, "")


def test_whose_answer_is_awaited_is_told_by_what_they_were_asked_for(
    page: Callable[[], TodayPage], desk: Desk, context: FakeContext
) -> None:
    people = [Person(last_name=f"Geheim{number}", legal_basis="A6_1_E") for number in range(3)]
    subjects = ("Handy einrichten", "Lesen üben", "Einkaufen")
    keep(desk, *people, *(SupportNeed(subject=one, category="ALLTAG.DIGI", recorded_on=TODAY) for one in subjects))
    asked = [(1, 2, 3), (2, 2, 1), (3, 1, 10), (1, 3, 4)]  # person, need, days ago
    enquiries = [Enquiry(person=who, need=need, asked_on=TODAY - timedelta(days=ago)) for who, need, ago in asked]
    desk.do("gefragt", lambda unit: [unit.add(one) for one in enquiries])
    (answered,) = desk.office.read.where(Enquiry, need=3)
    desk.do("Absage", lambda unit: editing.take(unit, answered, Step(EnquiryStatus.NO, TODAY, "ZEIT")))
    shown = page()
    texts = [one.text() for one in shown.awaited.findChildren(QLabel) if one.isVisibleTo(shown.awaited)]
    assert texts == [
        "Wartet auf Antwort",
        "seit 02.11.", "Eine Person angefragt für B-2026-0001 · Handy einrichten",
        "seit 09.11.", "2 Ehrenamtliche angefragt für B-2026-0002 · Lesen üben",
    ]  # fmt: skip
    marked = [one.text() for one in shown.awaited.findChildren(QLabel) if one.property("role") == "warn"]
    assert marked == ["seit 02.11."]  # ten days are longer than the seven of the setting
    shown.awaited.open_line(shown.awaited.lines[1])
    assert context.asked[-1] == ("record", "support_need", 2)


def test_where_nobody_is_asked_nothing_is_awaited(page: Callable[[], TodayPage], desk: Desk) -> None:
    keep(desk, *WORK)
    assert not page().awaited.isVisible()
    assert not page().week.isVisible()


def test_this_week_takes_place_what_is_not_over_or_called_off(
    page: Callable[[], TodayPage], desk: Desk, context: FakeContext
) -> None:
    keep(desk, INSTITUTION, Body(name="Runder Tisch Nordost", kind="RUNDER_TISCH"))
    yes = (Attendance(institution=1, answer=Answer.YES),)
    meetings = [
        Meeting(body=1, on_date=TODAY + timedelta(days=6), time_from="18:00", place="Alte Schule", attendance=yes),
        Meeting(body=1, on_date=TODAY + timedelta(days=7)),
        Meeting(body=1, on_date=TODAY - timedelta(days=1)),
        Meeting(body=1, on_date=TODAY + timedelta(days=2)),
    ]
    keep(desk, *meetings, Training(name="Lesepaten", start_on=TODAY - timedelta(days=1), end_on=TODAY))
    off = desk.office.read.get(Meeting, 4)
    desk.do("Ausgefallen", lambda unit: editing.take(unit, off, Step(MeetingStatus.CANCELLED, TODAY, "ORT")))
    shown = page()
    texts = [one.text() for one in shown.week.findChildren(QLabel) if one.isVisibleTo(shown.week)]
    assert texts == [
        "Diese Woche", "Do 12.11.", "Lesepaten", "Mi 18.11., 18:00", "Runder Tisch Nordost, Alte Schule – eine Zusage",
    ]  # fmt: skip
    shown.week.open_line(shown.week.lines[1])
    assert context.asked[-1] == ("record", "meeting", 1)


def test_nothing_due_is_not_shown(page: Callable[[], TodayPage], desk: Desk) -> None:
    keep(desk, INSTITUTION)
    assert not page().due.isVisible()
