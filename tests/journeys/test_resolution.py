"""From the motion to the office: decided with changes, the coordinator appointed, and both told on paper."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.journeys.helping import opened

from bezirkskoordination.actions import claiming
from bezirkskoordination.actions.desk import Desk
from bezirkskoordination.records.council import Consultation, Mandate, Paper, Resolution
from bezirkskoordination.records.people import Person
from bezirkskoordination.store.office import OfficeFile
from bezirkskoordination.ui.window import MainWindow

SITTING = date(2016, 3, 7)


@pytest.fixture
def window(qtbot: Any, office: OfficeFile, tmp_path: Path) -> Any:
    route = (Consultation(body="Stadtbezirksrat", role="ENTSCHEIDUNG", on_date=SITTING, agenda_item="Ö 6.1"),)
    motion = Paper(kind="ANTRAG", subject="Einrichtung", reference="16-01716", proposal="P", consultations=route)

    def begin(unit: Any) -> None:
        unit.add(motion)
        unit.add(Person(last_name="Muster", first_name="Maja"))

    Desk(office).do("Vorlage", begin)
    with opened(qtbot, office, tmp_path) as made:
        yield made


def _begin(window: MainWindow, page: str, record_id: int) -> Any:
    """Go to the first tab of what belongs to a record, and press „Neu …“; gives the form in its window."""
    shown: Any = window.open_page(page)
    shown.show_id(record_id)
    tab = shown.form.related[0]
    shown.form.tabs.setCurrentWidget(tab)
    tab.new.click()
    return tab.dialog.panel


def test_from_the_motion_to_the_office(qtbot: Any, window: MainWindow) -> None:
    office = window.desk.office
    panel = _begin(window, "paper", 1)
    widgets = panel.form.widgets
    shown = {name: widgets[name].value() for name in ("subject", "on_date", "body", "agenda_item", "paper", "wording")}
    assert shown == {
        "subject": "Einrichtung", "on_date": SITTING, "body": "Stadtbezirksrat", "agenda_item": "Ö 6.1", "paper": 1,
        "wording": "",
    }  # fmt: skip
    panel.form.put("result", "UNGEAENDERT")
    for name, votes in (("votes_for", "5"), ("votes_against", "5"), ("abstained", "0")):
        qtbot.keyClicks(widgets[name].control, votes)
    assert not panel.save()
    assert "abgelehnt" in widgets["result"].problem
    panel.form.put("result", "GEAENDERT")
    for name, votes in (("votes_for", "6"), ("votes_against", "0"), ("abstained", "3")):
        widgets[name].control.selectAll()
        qtbot.keyClicks(widgets[name].control, votes)
    panel.form.put("basis", True)
    assert panel.save()
    (resolution,) = office.read.all(Resolution)
    assert (resolution.votes_for, resolution.wording, resolution.basis) == (6, "", True)
    assert office.read.all(Paper)[0].consultations[0].result == "GEAENDERT"

    panel = _begin(window, "resolution", resolution.id or 0)
    assert panel.form.widgets["votes_for"].value() == 6
    panel.form.put("person", 1)
    assert panel.save()
    (mandate,) = office.read.all(Mandate)
    assert (mandate.person, mandate.valid_from, mandate.resolution) == (1, SITTING, resolution.id)

    listed: Any = window.open_page("mandate")
    assert listed.subtitle.text() == "1 Bestellung"
    claim = claiming.proposed(office.read, 2026, date(2026, 11, 12))
    assert (claim.claimant, claim.basis) == ("Maja Muster", "Beschluss vom 07.03.2016, Vorlage 16-01716")
    window.run("undo")
    window.run("undo")
    assert office.read.all(Resolution) == []
    assert office.read.all(Paper)[0].consultations[0].result == ""
