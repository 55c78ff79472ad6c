"""An appointment shows how it came about, is ended with its reason, and refuses a second one where it stands."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings

from bezirkskoordination.actions.desk import Desk
from bezirkskoordination.records.council import (
    Candidate,
    Mandate,
    MandateRole,
    MandateStatus,
    Resolution,
    VoteKind,
)
from bezirkskoordination.records.people import Person
from bezirkskoordination.store.office import OfficeFile
from bezirkskoordination.ui.window import MainWindow

VOTED = date(2026, 1, 20)


@pytest.fixture
def window(qtbot: Any, office: OfficeFile, tmp_path: Path) -> Any:
    ballots = (Candidate(name="Maja Muster", votes=6, runoff=7), Candidate(name="Piet Probe", votes=6, runoff=4))
    election = Resolution(
        subject="Wahl", on_date=VOTED, body="Stadtbezirksrat", members=13, vote_kind=VoteKind.ELECTION,
        candidates=ballots, result="UNGEAENDERT",
    )  # fmt: skip
    recall = Resolution(subject="Abberufung", on_date=date(2026, 10, 1), body="Rat", votes_for=7, votes_against=5)

    def begin(unit: Any) -> None:
        for record in (Person(last_name="Muster", first_name="Maja"), Person(last_name="Probe"), election, recall):
            unit.add(record)
        unit.add(Mandate(person=1, function="A", valid_from=date(2025, 1, 1), valid_until=date(2025, 12, 31)))
        unit.add(Mandate(person=1, function="B", valid_from=date(2026, 2, 1), resolution=1))
        unit.add(Mandate(person=2, function="C", valid_from=date(2026, 3, 1), role=MandateRole.DEPUTY))

    Desk(office).do("Anfang", begin)
    made = MainWindow(office, QSettings(str(tmp_path / "w.ini"), QSettings.Format.IniFormat))
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close()


def _shown(window: MainWindow, number: int) -> Any:
    page: Any = window.open_page("mandate")
    page.show_id(number)
    return page.form


def test_it_shows_how_it_came_about(window: MainWindow) -> None:
    form = _shown(window, 2)
    told = form.how.accessibleDescription().splitlines()
    assert told == [
        "Wahl, Stadtbezirksrat am 20.01.2026",
        "Zur Wahl standen: Maja Muster (6 Stimmen, im 2. Wahlgang 7); Piet Probe (6 Stimmen, im 2. Wahlgang 4)",
        "Gewählt: Maja Muster, 2. Wahlgang, 7 Stimmen (die meisten)",
        "Vertretung: Probe seit 01.03.2026",
        "Davor war das Amt unbesetzt: 01.01.–31.01.2026.",
    ]


def test_of_an_office_that_was_left_no_deputy_is_told_but_the_handover(window: MainWindow) -> None:
    (first,) = window.desk.office.read.where(Mandate, function="A")
    window.desk.do("+", lambda unit: unit.change(first, replace(first, handed_over_on=date(2026, 1, 5))))
    told = _shown(window, 1).how.accessibleDescription().splitlines()
    assert told[2:] == ["Übergeben am 05.01.2026."]


def test_it_is_ended_with_reason_and_vote(window: MainWindow) -> None:
    form = _shown(window, 2)
    form.end_button.click()
    dialog = form.dialog
    dialog.put(valid_until=date(2026, 10, 1), end_reason="ABBERUFEN")
    dialog.accept()
    assert "Beschluss" in dialog.widgets["ended_by"].problem
    dialog.put(ended_by=2)
    dialog.accept()
    (ended,) = window.desk.office.read.where(Mandate, function="B")
    assert (ended.status, ended.valid_until, ended.ended_by) == (MandateStatus.ENDED, date(2026, 10, 1), 2)
    assert form.end_button.isHidden()
    window.run("undo")
    assert not form.end_button.isHidden()


def test_a_step_to_the_end_asks_for_what_belongs_to_it(window: MainWindow) -> None:
    from bezirkskoordination.actions.editing import Step

    form = _shown(window, 2)
    form.take_step(Step(MandateStatus.ENDED, date(2026, 9, 1), "VERZICHT"))
    dialog = form.dialog
    assert {name: widget.value() for name, widget in dialog.widgets.items()} == {
        "valid_until": date(2026, 9, 1), "end_reason": "VERZICHT", "ended_by": None,
    }  # fmt: skip
    dialog.accept()
    (ended,) = window.desk.office.read.where(Mandate, function="B")
    assert ended.status is MandateStatus.ENDED


def test_a_second_one_is_refused_in_its_place(window: MainWindow) -> None:
    form = _shown(window, 1)
    form.form.put("valid_until", date(2026, 2, 1))
    assert not form.save()
    assert "Muster, Maja · Koordination, 01.02.2026 bis auf Weiteres" in form.form.widgets["valid_from"].problem
