"""The pages of needs, slips and hours: the two questions above a need, the box for slips, the sheet of a month."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication, QLabel

from bezirkskoordination.actions import boundaries, editing, placing, vault
from bezirkskoordination.actions.desk import Desk
from bezirkskoordination.actions.editing import Step
from bezirkskoordination.records import view
from bezirkskoordination.records.activities import Enquiry, EnquiryStatus, Placement, PlacementStatus, TimeEntry
from bezirkskoordination.records.needs import BoundaryResult, ExistingService, NeedStatus, Referral, SupportNeed
from bezirkskoordination.records.office import Slip, SlipKind
from bezirkskoordination.records.people import Commitment, Person, VolunteerStatus
from bezirkskoordination.ui.hours_page import HoursPage
from bezirkskoordination.ui.needs_page import NeedForm, NeedsPage
from bezirkskoordination.ui.slip_dialog import SlipDialog
from bezirkskoordination.ui.today_slip import SlipLine

TODAY = date(2026, 11, 12)
SIGNED = (Commitment(kind="VERSCHWIEGENHEIT", signed_on=TODAY),)


class FakeContext:
    """A window that only remembers what was asked of it."""

    def __init__(self, desk: Desk, memory: QSettings) -> None:
        self.desk, self.memory = desk, memory
        self.said: list[str] = []
        self.opened: list[Any] = []

    def open_record(self, *what: Any) -> None:
        self.opened.append(what)

    def open_page(self, name: str) -> Any:
        self.opened.append(name)

    def say(self, message: str) -> None:
        self.said.append(message)

    def today(self) -> date:
        return TODAY

    def run(self, command: str) -> None:
        self.opened.append(command)


@pytest.fixture
def context(desk: Desk, tmp_path: Any) -> FakeContext:
    return FakeContext(desk, QSettings(str(tmp_path / "memory.ini"), QSettings.Format.IniFormat))


@pytest.fixture
def keep(desk: Desk) -> Callable[..., Any]:
    return lambda record, *steps: desk.do("vorher", lambda unit: editing.save(unit, None, record, steps))


@pytest.fixture
def volunteer(keep: Callable[..., Any]) -> Person:
    person = Person(
        last_name="Anders", interests=("ALLTAG.DIGI",), insurance_route="TRAEGER", commitments=SIGNED,
        legal_basis="A6_1_E", phone="030 23125-120",
    )  # fmt: skip
    return keep(person, Step(VolunteerStatus.AVAILABLE, date(2026, 3, 2)))  # type: ignore[no-any-return]


@pytest.fixture
def need(keep: Callable[..., Any]) -> SupportNeed:
    return keep(  # type: ignore[no-any-return]
        SupportNeed(
            subject="Handy einrichten", category="ALLTAG.DIGI", target_groups=("SENIOR",), recorded_on=date(2026, 9, 1)
        )
    )


@pytest.fixture
def form(qtbot: Any, context: FakeContext, need: SupportNeed) -> NeedForm:
    page = NeedsPage(view("support_need"), context)
    qtbot.addWidget(page)
    page.show()
    page.show_id(need.id or 0)
    assert isinstance(page.form, NeedForm)
    return page.form


def words(widget: Any) -> str:
    QApplication.processEvents()  # what was just added to a layout is shown by an event
    return " ".join(label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))


def now(desk: Desk, record: Any) -> Any:
    return desk.office.read.get(type(record), record.id)


def test_nobody_can_be_ticked_before_the_boundary_is_decided(
    volunteer: Person, form: NeedForm, desk: Desk, need: SupportNeed
) -> None:
    assert "Bevor jemand angefragt wird: noch nicht geprüft" in words(form.boundary)
    assert not form.helpers.boxes[volunteer.id or 0].isEnabled()
    form.boundary.allow.click()
    assert now(desk, need).status is NeedStatus.OPEN
    assert "Geklärt am 12.11.2026: zulässig" in words(form.boundary)
    assert form.helpers.boxes[volunteer.id or 0].isEnabled()


def test_a_service_that_fits_is_explained_by_a_chip(
    keep: Callable[..., Any], form: NeedForm, desk: Desk, need: SupportNeed
) -> None:
    service = keep(ExistingService(name="Computersprechstunde", categories=("ALLTAG.DIGI",)))
    form.boundary.allow.click()
    assert "warum er nicht reicht" in words(form.notice)
    assert now(desk, need).status is NeedStatus.RECORDED
    form.boundary.chips[service.id, "VOLL"].click()
    form.boundary.allow.click()
    assert now(desk, need).status is NeedStatus.OPEN
    (check,) = boundaries.checks_of(desk.office.read, now(desk, need))
    assert [one.reason for one in check.candidates] == ["VOLL"]


def test_a_need_is_referred_with_one_button(
    keep: Callable[..., Any], form: NeedForm, desk: Desk, need: SupportNeed
) -> None:
    service = keep(ExistingService(name="Computersprechstunde", categories=("ALLTAG.DIGI",)))
    form.boundary.decide(BoundaryResult.REFER, service.id)
    (referral,) = desk.office.read.all(Referral)
    assert (referral.need, referral.service) == (need.id, service.id)
    assert now(desk, need).status is NeedStatus.REFERRED


def test_nothing_is_decided_any_more_about_a_need_that_is_over(
    keep: Callable[..., Any], form: NeedForm, desk: Desk, need: SupportNeed
) -> None:
    keep(ExistingService(name="Computersprechstunde", categories=("ALLTAG.DIGI",)))
    assert not form.boundary.allow.isHidden()
    desk.do("zurück", lambda unit: editing.take(unit, now(desk, need), Step(NeedStatus.WITHDRAWN, TODAY, "ERLEDIGT")))
    assert "Hier ist nichts mehr zu entscheiden" in words(form.boundary)
    assert "Computersprechstunde" not in words(form.boundary)
    assert form.boundary.next_stop() is None
    assert all(one.isHidden() for one in (form.boundary.allow, form.boundary.city, form.boundary.again))


def test_asked_agreed_running(volunteer: Person, form: NeedForm, desk: Desk, need: SupportNeed) -> None:
    form.boundary.allow.click()
    form.helpers.boxes[volunteer.id or 0].click()
    form.helpers.ask.click()
    (enquiry,) = desk.office.read.all(Enquiry)
    assert enquiry.status is EnquiryStatus.ASKED
    assert "Anders · 030 23125-120 · angefragt am 12.11.2026" in words(form.helpers)
    form.helpers._agree(enquiry, "Anders")
    (placement,) = desk.office.read.all(Placement)
    assert placement.status is PlacementStatus.MEETING
    form.helpers._run(placement)
    assert now(desk, need).status is NeedStatus.RUNNING


def test_points_are_shown_on_demand_and_who_was_refused(volunteer: Person, form: NeedForm) -> None:
    assert "Punkte" not in words(form.helpers)
    form.helpers.points.click()
    assert "von 100 Punkten: möchte genau das tun 30" in words(form.helpers)


def test_who_it_is_about_is_seen_only_after_asking(form: NeedForm, desk: Desk, need: SupportNeed) -> None:
    given = replace(vault.blank(need, TODAY), name="Geheimname", phone="030 23125-121")
    desk.do("Kontakt", lambda unit: vault.keep(unit, need, given))
    form._dress()
    assert "Geheimname" not in words(form)
    form.show_contact()
    dialog = form.dialog
    assert dialog is not None
    assert dialog.widgets["name"].value() == "Geheimname"  # type: ignore[attr-defined]
    dialog.reject()


def test_two_needs_become_one(keep: Callable[..., Any], form: NeedForm, desk: Desk, need: SupportNeed) -> None:
    other = keep(SupportNeed(subject="Handy", category="ALLTAG.DIGI", recorded_on=TODAY))
    form.ask_merge()
    dialog: Any = form.dialog
    dialog.accept()
    assert "fehlt" in dialog.widgets["merged_into"].problem
    dialog.put(merged_into=need.id)
    dialog.accept()
    assert "nicht mit sich selbst" in dialog.problem.text()
    dialog.put(merged_into=other.id)
    dialog.accept()
    assert now(desk, need).merged_into == other.id
    desk.undo()
    assert now(desk, need).merged_into is None


# --- slips ----------------------------------------------------------------------------------


def test_a_slip_is_taken_down_without_its_name(qtbot: Any, context: FakeContext, desk: Desk) -> None:
    line = SlipLine(context)
    qtbot.addWidget(line)
    line.line.setText("Frau Neumann, 030 23125-199, Sohn braucht Hilfe in Mathe")
    qtbot.keyClick(line.line, Qt.Key.Key_Return)
    (slip,) = desk.office.read.all(Slip)
    assert slip.kind is SlipKind.NEED
    assert "Neumann" not in slip.text
    assert "23125" not in slip.text
    contact = vault.contact_of(desk.office.read, slip)
    assert contact is not None
    assert (contact.name, contact.phone) == ("Neumann", "030 23125-199")
    assert line.line.text() == ""


def test_the_box_says_what_it_found_and_keeps_on_enter(qtbot: Any, context: FakeContext, desk: Desk) -> None:
    dialog = SlipDialog(context)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.keyClick(dialog.box, Qt.Key.Key_Return)
    assert "leer" in dialog.problem.text()
    qtbot.keyClicks(dialog.box, "Herr Neumann braucht Hilfe")
    assert "In den geschützten Kontakt: Neumann" in dialog.found.text()
    qtbot.keyClick(dialog.box, Qt.Key.Key_Return)
    assert len(desk.office.read.all(Slip)) == 1


# --- hours ----------------------------------------------------------------------------------


@pytest.fixture
def placement(desk: Desk, need: SupportNeed, volunteer: Person) -> Placement:
    past = replace(boundaries.drafted(desk.office.read, need, TODAY), checked_on=date(2026, 9, 2))
    desk.do("prüfen", lambda unit: boundaries.decide(unit, need, past))
    begun = desk.do("Ja", lambda unit: placing.begin(unit, volunteer.id or 0, need.id, None, date(2026, 9, 3)))
    return desk.do("läuft", lambda unit: placing.run(unit, begun, date(2026, 9, 3)))


def test_hours_are_typed_and_enter_takes_last_months(
    qtbot: Any, context: FakeContext, desk: Desk, placement: Placement
) -> None:
    page = HoursPage(context)
    qtbot.addWidget(page)
    page.show()
    key = placement.id or 0
    page.month.setCurrentIndex(2)
    qtbot.keyClicks(page.edits[key], "6,5")
    qtbot.keyClick(page.edits[key], Qt.Key.Key_Return)
    page.month.setCurrentIndex(1)
    assert page.edits[key].placeholderText() == "6,5"
    qtbot.keyClick(page.edits[key], Qt.Key.Key_Return)
    assert [one.minutes for one in desk.office.read.all(TimeEntry)] == [390, 390]
    assert "Alle 1 eingetragen" in words(page)


def test_what_is_no_time_is_said_beside_it_and_stays(
    qtbot: Any, context: FakeContext, desk: Desk, placement: Placement
) -> None:
    page = HoursPage(context)
    qtbot.addWidget(page)
    page.show()
    edit = page.edits[placement.id or 0]
    qtbot.keyClicks(edit, "viel")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert "keine Stundenzahl" in words(page)
    assert edit.text() == "viel"
    assert desk.office.read.all(TimeEntry) == []


# --- what goes wrong, in the window -----------------------------------------------------------


def test_who_was_not_needed_is_thanked_with_words(
    qtbot: Any, keep: Callable[..., Any], volunteer: Person, form: NeedForm, desk: Desk, need: SupportNeed
) -> None:
    twin = replace(
        volunteer, id=None, uid="", last_name="Brandt", email="brandt@example.org", volunteering=VolunteerStatus.NONE
    )
    other = keep(twin, Step(VolunteerStatus.AVAILABLE, date(2026, 3, 2)))
    form.boundary.allow.click()
    for box in form.helpers.boxes.values():
        box.click()
    form.helpers.ask.click()
    first, second = desk.office.read.all(Enquiry)
    form.helpers._agree(first, "Anders")
    assert "Brandt · anderweitig besetzt" in words(form.helpers)
    second = now(desk, second)
    assert second.person == other.id
    form.helpers._thank(second, "Brandt")
    dialog: Any = form.helpers.dialog
    said = dialog.text.toPlainText()
    assert "am 12.11.2026 haben wir Sie gefragt" in said
    assert "jemand anderes gefunden" in said
    assert need.number not in said
    dialog.copy_text.click()
    assert QApplication.clipboard().text() == said
    dialog.copy_address.click()
    assert QApplication.clipboard().text() == "brandt@example.org"
    dialog.accept()
    assert now(desk, second).thanked_on == TODAY
    assert "anderweitig besetzt" not in words(form.helpers)


def _typed(form: NeedForm, name: str, text: str) -> None:
    control: Any = form.form.widgets[name].control
    control.setFocus()
    control.insertPlainText(text) if hasattr(control, "insertPlainText") else control.insert(text)
    form.form.widgets[name]._changed()


def test_a_name_in_a_free_text_is_warned_of_while_it_is_typed_and_refused(
    volunteer: Person, form: NeedForm, desk: Desk, need: SupportNeed
) -> None:
    _typed(form, "description", "bei Anders klingeln, 030 23125-199")
    form.keep_draft()  # a second after the last key
    assert "Vielleicht ein Name oder eine Nummer: Anders, 030 23125-199" in words(form)
    assert not form.save()
    assert "gehören in den geschützten Kontakt" in form.form.widgets["description"].problem
    control: Any = form.form.widgets["description"].control
    assert "bei Anders klingeln" in control.toPlainText()
    assert now(desk, need) == need


def test_a_word_that_is_also_a_list_value_asks_and_is_kept(
    keep: Callable[..., Any], form: NeedForm, desk: Desk, need: SupportNeed
) -> None:
    keep(Person(last_name="Familien"))
    _typed(form, "description", "Hilfe für Familien")
    form.keep_draft()
    assert "Vielleicht ein Name oder eine Nummer: Familien" in words(form)
    assert form.save()
    assert now(desk, need).description == "Hilfe für Familien"


def test_a_need_that_ends_before_it_starts_is_refused_in_place(form: NeedForm, desk: Desk, need: SupportNeed) -> None:
    for name, day in (("wanted_from", date(2026, 12, 1)), ("wanted_until", date(2026, 11, 30))):
        form.form.put(name, day)
    assert not form.save()
    assert "30.11.2026" in form.form.widgets["wanted_until"].problem
    assert form.form.widgets["wanted_until"].value() == date(2026, 11, 30)
    assert now(desk, need) == need


def test_hours_are_entered_for_no_month_to_come(
    qtbot: Any, context: FakeContext, desk: Desk, placement: Placement
) -> None:
    page = HoursPage(context)
    qtbot.addWidget(page)
    page.show()
    months = [page.month.itemData(at) for at in range(page.month.count())]
    assert max(months) == TODAY.replace(day=1)
    page.month.setCurrentIndex(months.index(max(months)))
    edit = page.edits[placement.id or 0]
    qtbot.keyClicks(edit, "200")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    (entry,) = desk.office.read.all(TimeEntry)
    assert entry.on_date == TODAY  # a month that is not over ends today
    assert "ungewöhnlich viel" in words(page)
    assert entry.minutes == 200 * 60
