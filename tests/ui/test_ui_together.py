"""Distributing all open needs together, by keyboard; and the lists of what has no counterpart."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication, QLabel
from tests.conftest import TODAY
from tests.ui.test_ui_needs import FakeContext

from bezirkskoordination.actions import boundaries, editing, matching
from bezirkskoordination.actions.desk import Desk
from bezirkskoordination.actions.editing import Step
from bezirkskoordination.records import view
from bezirkskoordination.records.activities import ActivityProfile, Enquiry
from bezirkskoordination.records.institutions import Institution
from bezirkskoordination.records.needs import BoundaryResult, NeedStatus, SupportNeed
from bezirkskoordination.records.people import Absence, LanguageSkill, Person, VolunteerStatus
from bezirkskoordination.ui.needs_page import NeedForm, NeedsPage, ProfilesPage
from bezirkskoordination.ui.together_dialog import TogetherDialog


@pytest.fixture
def context(desk: Desk, tmp_path: Any) -> FakeContext:
    return FakeContext(desk, QSettings(str(tmp_path / "memory.ini"), QSettings.Format.IniFormat))


@pytest.fixture
def keep(desk: Desk) -> Callable[..., Any]:
    def kept(record: Any, *steps: Step) -> Any:
        return desk.do("vorher", lambda unit: editing.save(unit, None, record, steps))

    return kept


@pytest.fixture
def volunteer(keep: Any) -> Callable[..., Person]:
    def made(name: str, **more: Any) -> Person:
        person = Person(last_name=name, legal_basis="A6_1_E", **({"interests": ("ALLTAG.DIGI",)} | more))
        return keep(person, Step(VolunteerStatus.AVAILABLE, date(2026, 3, 2)))  # type: ignore[no-any-return]

    return made


@pytest.fixture
def need(desk: Desk, keep: Any) -> Callable[..., SupportNeed]:
    def made(subject: str = "Handy einrichten", **more: Any) -> SupportNeed:
        given = {"category": "ALLTAG.DIGI", "target_groups": ("ERW",), "recorded_on": TODAY} | more
        return allowed(desk, keep(SupportNeed(subject=subject, **given)))  # type: ignore[no-any-return]

    return made


def allowed(desk: Desk, asked: Any) -> Any:
    check = replace(boundaries.drafted(desk.office.read, asked, TODAY), result=BoundaryResult.ALLOWED)
    desk.do("geprüft", lambda unit: boundaries.decide(unit, asked, check))
    return desk.office.read.get(type(asked), asked.id)


@pytest.fixture
def dialog(qtbot: Any, context: FakeContext, volunteer: Any, need: Any) -> TogetherDialog:
    for name in ("Anders", "Berg", "Claus"):
        volunteer(name)
    for number in range(4):
        need(f"Hilfe {number}")
    made = TogetherDialog(context, matching.together(context.desk.office.read, TODAY))
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.show()
    return made


def words(widget: Any) -> str:
    QApplication.processEvents()
    return " ".join(one.text() for one in widget.findChildren(QLabel) if one.isVisibleTo(widget))


def test_what_it_proposes_is_said_in_words_and_points_only_on_demand(dialog: TogetherDialog) -> None:
    told = words(dialog)
    assert "Für 3 von 4 offenen Bedarfen" in told
    assert "ebenso viele wie der Reihe nach" in told
    assert "Vorschlag, Entscheidung trifft ein Mensch" in told
    assert "möchte genau das tun" in told
    assert "Punkten" not in told
    dialog.points.click()
    assert "von 100 Punkten: möchte genau das tun 30" in words(dialog)


def test_enter_asks_one_by_one_and_control_z_takes_back(qtbot: Any, dialog: TogetherDialog, desk: Desk) -> None:
    read = desk.office.read
    for asked in range(1, 4):
        qtbot.keyClick(dialog.list, Qt.Key.Key_Return)
        assert len(read.all(Enquiry)) == asked
        assert dialog.isVisible()
    assert all(row.asked for row in dialog.rows)
    assert {one.status for one in read.all(SupportNeed)} == {NeedStatus.PLACING, NeedStatus.OPEN}
    assert not dialog.ask_button.isEnabled()
    qtbot.keyClick(dialog, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(read.all(Enquiry)) == 2
    assert [row.asked for row in dialog.rows] == [True, True, False]
    assert dialog.row == 2
    assert desk.undo_label.startswith(dialog.rows[1].name)


def test_what_changed_in_the_meantime_is_said_in_place(
    qtbot: Any, dialog: TogetherDialog, desk: Desk, context: FakeContext
) -> None:
    first = dialog.rows[0].need
    desk.do("zu", lambda unit: editing.take(unit, first, Step(NeedStatus.WITHDRAWN, TODAY, "SELBST")))
    qtbot.keyClick(dialog.list, Qt.Key.Key_Return)
    assert "zurückgezogen" in dialog.notice.text
    assert not dialog.rows[0].asked
    assert desk.office.read.all(Enquiry) == []
    qtbot.keyClick(dialog, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)  # what others did is not its to undo
    assert desk.office.read.get(SupportNeed, first.id or 0).status is NeedStatus.WITHDRAWN


def test_nobody_to_propose_is_said(qtbot: Any, context: FakeContext, need: Any) -> None:
    need()
    made = TogetherDialog(context, matching.together(context.desk.office.read, TODAY))
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.show()
    assert "niemand vermittelbar" in words(made)
    qtbot.keyClick(made.list, Qt.Key.Key_Return)
    made.ask()
    assert context.desk.office.read.all(Enquiry) == []


# --- the pages ----------------------------------------------------------------------------------


def shown(qtbot: Any, made: Any) -> Any:
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: made.model.complete and made._form is not None)
    return made


def test_distributing_is_offered_from_five_needs_on(qtbot: Any, context: FakeContext, need: Any) -> None:
    for _ in range(4):
        need()
    page = shown(qtbot, NeedsPage(view("support_need"), context))
    assert page.together_button.isHidden()
    need()
    assert not page.together_button.isHidden()
    assert page.subtitle.text() == "5 Bedarfe · 5 offen · 5 ohne Vorschlag"
    assert page.together_button.text() == "Alle 5 ohne Vorschlag zusammen verteilen …"
    page.together_button.click()
    assert context.opened == ["together"]


def test_lists_of_what_has_no_counterpart(qtbot: Any, context: FakeContext, need: Any, keep: Any, desk: Desk) -> None:
    need()
    bicycle = need("Rad", category="ALLTAG.RAD")
    host = keep(Institution(name="Verein", kind="VEREIN_SPORT"))
    offers = {
        category: allowed(
            desk,
            keep(
                ActivityProfile(
                    institution=host.id, intents=("ANGEBOT_BESTEHT",), name=category, category=category,
                    target_groups=("ERW",),
                )
            ),
        )
        for category in ("ALLTAG.DIGI", "BEGEGN.CAFE")
    }  # fmt: skip
    page = shown(qtbot, NeedsPage(view("support_need"), context))
    assert page.offers_button.text() == "Angebote ohne Bedarf: 1"
    qtbot.mouseClick(page.question.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.model.complete and page.model.rowCount() == 1)
    assert page.model.id_at(0) == bicycle.id
    desk.do("zu", lambda unit: editing.take(unit, bicycle, Step(NeedStatus.WITHDRAWN, TODAY, "SELBST")))
    qtbot.waitUntil(lambda: page.model.complete and page.model.rowCount() == 0)
    qtbot.mouseClick(page.question.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.model.complete and page.model.rowCount() == 2)
    profiles = shown(qtbot, ProfilesPage(view("activity_profile"), context))
    profiles.ask_without_need()
    qtbot.waitUntil(lambda: profiles.model.complete and profiles.model.rowCount() == 1)
    assert profiles.model.id_at(0) == offers["BEGEGN.CAFE"].id


# --- against a rule -----------------------------------------------------------------------------


def test_who_is_not_proposed_can_be_asked_all_the_same_with_a_reason(
    qtbot: Any, context: FakeContext, volunteer: Any, need: Any, desk: Desk
) -> None:
    away = volunteer("Fort", absences=(Absence(first=TODAY, last=date(2026, 12, 1)),))
    volunteer("Nie", contact_block=True)
    asked = need()
    page = shown(qtbot, NeedsPage(view("support_need"), context))
    page.show_id(asked.id or 0)
    assert isinstance(page.form, NeedForm)
    card = page.form.helpers
    told = words(card)
    assert "Fort: nein, weil: ist abwesend bis 01.12.2026" in told
    assert "Nie: nein, weil: möchte nicht angesprochen werden" in told
    (still,) = [one for one in card.findChildren(type(card.ask)) if one.text() == "Trotzdem anfragen …"]
    still.click()
    dialog = card.dialog
    assert dialog is not None
    dialog.take.click()
    assert "gibt bitte einen Grund an" in words(dialog)
    assert desk.office.read.all(Enquiry) == []
    dialog.put(override_reason="Ist ab Mittwoch wieder da")
    dialog.take.click()
    (enquiry,) = desk.office.read.all(Enquiry)
    assert enquiry.person == away.id
    assert desk.office.read.history(enquiry)[0].note == "Ist ab Mittwoch wieder da"


def test_a_profile_finds_its_volunteers_and_says_who_does_not_fit(
    qtbot: Any, context: FakeContext, volunteer: Any, keep: Any, desk: Desk
) -> None:
    host = keep(Institution(name="Verein", kind="VEREIN_SPORT"))
    profile = allowed(
        desk,
        keep(
            ActivityProfile(
                institution=host.id, intents=("EA_GESUCHT",), name="Sprechstunde", category="ALLTAG.DIGI",
                target_groups=("ERW",), seats_wanted=1, german_level="B2",
            )
        ),
    )  # fmt: skip
    fits = [volunteer(f"Passt {n:02d}", languages=(LanguageSkill(language="de", level="C1"),)) for n in range(12)]
    volunteer("Lernt", languages=(LanguageSkill(language="de", level="A1"),))
    page = shown(qtbot, ProfilesPage(view("activity_profile"), context))
    page.show_id(profile.id or 0)
    card = page.form.helpers
    assert list(card.boxes) == [one.id for one in fits[:10]]
    assert "Lernt" not in words(card)
    card.points.click()
    assert "Lernt: nein, weil: Deutsch reicht nicht: B2 nötig" in words(card)


def test_who_is_proposed_follows_what_changes_about_the_volunteers(
    qtbot: Any, context: FakeContext, volunteer: Any, need: Any, desk: Desk
) -> None:
    person, asked = volunteer("Anders"), need()
    page = shown(qtbot, NeedsPage(view("support_need"), context))
    page.show_id(asked.id or 0)
    card = page.form.helpers
    assert list(card.boxes) == [person.id]
    away = replace(person, absences=(Absence(first=TODAY, last=TODAY),))
    desk.do("krank", lambda unit: editing.save(unit, person, away))
    assert not card.boxes
    desk.undo()
    assert list(card.boxes) == [person.id]
    desk.do("Pause", lambda unit: editing.take(unit, person, Step(VolunteerStatus.PAUSED, TODAY)))
    assert not card.boxes
