"""Only steps that may follow are offered, and what stops one is said where it is wrong."""

from datetime import date
from typing import Any

import pytest
from PySide6.QtWidgets import QRadioButton

from bezirkskoordination.actions.editing import Step
from bezirkskoordination.records.money import Expense, ExpenseStatus
from bezirkskoordination.records.office import StatusEvent
from bezirkskoordination.records.people import Person, VolunteerStatus
from bezirkskoordination.rules.status import following
from bezirkskoordination.store.office import OfficeFile
from bezirkskoordination.ui.status_dialog import StatusDialog

TODAY = date(2026, 11, 12)
FIELD = Person.type.field("volunteering")
HISTORY = (
    StatusEvent(about=("person", "x"), status="VERMITTELBAR", effective_on=date(2026, 5, 1), recorded_at="2026-05-01"),
)


@pytest.fixture
def dialog(qtbot: Any, office: OfficeFile) -> StatusDialog:
    made = StatusDialog(FIELD, (VolunteerStatus.AVAILABLE,), HISTORY, TODAY, office.names)
    qtbot.addWidget(made)
    made.show()
    return made


def taken(dialog: StatusDialog) -> list[Step]:
    steps: list[Step] = []
    dialog.chosen.connect(steps.append)
    dialog.accept()
    return steps


def test_offers_what_may_follow(dialog: StatusDialog) -> None:
    labels = [button.text() for button in dialog.findChildren(QRadioButton)]
    assert labels == [str(state.label) for state in FIELD.closed if state in following(VolunteerStatus.AVAILABLE)]
    assert dialog.on.value() == TODAY


def test_a_step_with_day_reason_and_note(dialog: StatusDialog) -> None:
    assert dialog.reason is None
    dialog.choose(VolunteerStatus.ENDED)
    assert dialog.reason is not None
    assert dialog.reason.isVisible()
    dialog.reason.set_value("ZEIT")
    dialog.on.set_value(date(2026, 6, 1))
    dialog.note.set_raw("Umzug im Sommer")
    assert taken(dialog) == [Step(VolunteerStatus.ENDED, date(2026, 6, 1), "ZEIT", "Umzug im Sommer")]
    assert not dialog.isVisible()


def test_a_reason_may_be_left_out(dialog: StatusDialog) -> None:
    dialog.choose(VolunteerStatus.ENDED)
    assert taken(dialog) == [Step(VolunteerStatus.ENDED, TODAY)]


def test_reasons_only_where_there_are_some(dialog: StatusDialog) -> None:
    dialog.choose(VolunteerStatus.ENDED)
    reason = dialog.reason
    dialog.choose(VolunteerStatus.PAUSED)
    assert reason is not None
    assert not reason.isVisible()
    assert taken(dialog) == [Step(VolunteerStatus.PAUSED, TODAY)]


@pytest.mark.parametrize(
    ("day", "said"), [(date(2026, 12, 1), "liegt in der Zukunft"), (date(2026, 4, 30), "schon ein späterer Stand")]
)
def test_a_wrong_day_is_said_at_the_day(dialog: StatusDialog, day: date, said: str) -> None:
    dialog.choose(VolunteerStatus.PAUSED)
    dialog.on.set_value(day)
    assert taken(dialog) == []
    assert said in dialog.on.problem
    assert dialog.isVisible()


def test_nothing_chosen_is_said(dialog: StatusDialog) -> None:
    assert taken(dialog) == []
    assert dialog._problem.text() == "Bitte den neuen Status wählen."


def test_unreadable_day_stays(dialog: StatusDialog) -> None:
    dialog.choose(VolunteerStatus.PAUSED)
    dialog.on.set_raw("gestern vielleicht")
    assert taken(dialog) == []
    assert "kein Datum" in dialog.on.problem


def test_a_final_state_offers_nothing(qtbot: Any, office: OfficeFile) -> None:
    field = Expense.type.field("status")
    dialog = StatusDialog(field, (ExpenseStatus.REFUNDED,), (), TODAY, office.names)
    qtbot.addWidget(dialog)
    assert not dialog.steps
    assert not dialog.take.isEnabled()


def test_a_pending_step_is_shown_again(qtbot: Any, office: OfficeFile) -> None:
    begins = Step(VolunteerStatus.TALKED, date(2026, 3, 3), note="am Telefon")
    dialog = StatusDialog(FIELD, (VolunteerStatus.NONE,), (), TODAY, office.names, begins)
    qtbot.addWidget(dialog)
    assert taken(dialog) == [begins]


def test_several_states_offer_every_step(qtbot: Any, office: OfficeFile) -> None:
    now = (VolunteerStatus.ENDED, VolunteerStatus.AVAILABLE)
    dialog = StatusDialog(FIELD, now, (), TODAY, office.names)
    qtbot.addWidget(dialog)
    assert set(dialog.steps) == set(following(now[0])) | set(following(now[1]))
