"""What journeys begin with: the window on an office, records that were there before, volunteers who may be placed."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSettings

from bezirkskoordination.actions import boundaries, editing, placing
from bezirkskoordination.actions.desk import Desk
from bezirkskoordination.actions.editing import Step
from bezirkskoordination.records.activities import Placement
from bezirkskoordination.records.needs import SupportNeed
from bezirkskoordination.records.people import Commitment, Person, VolunteerStatus
from bezirkskoordination.store.office import OfficeFile
from bezirkskoordination.ui.window import MainWindow

SIGNED = tuple(Commitment(kind=kind, signed_on=date(2026, 1, 5)) for kind in ("VERSCHWIEGENHEIT", "KINDERSCHUTZ"))
LONG_AGO = date(2026, 3, 2)


@contextmanager
def opened(qtbot: Any, office: OfficeFile, tmp_path: Path) -> Iterator[MainWindow]:
    """The window on an office, in front and with the keyboard; closed when the block ends."""
    made = MainWindow(office, QSettings(str(tmp_path / "w.ini"), QSettings.Format.IniFormat))
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.close()


def kept(desk: Desk, record: Any, *steps: Step) -> Any:
    """A record that was there before."""
    return desk.do("vorher", lambda unit: editing.save(unit, None, record, steps))


def now(desk: Desk, record: Any) -> Any:
    """A record as the file has it."""
    return desk.office.read.get(type(record), record.id)


def volunteer(desk: Desk, name: str, **more: Any) -> Person:
    """Somebody to whom nothing is missing."""
    given = {
        "interests": ("ALLTAG.DIGI",), "insurance_route": "TRAEGER", "commitments": SIGNED, "legal_basis": "A6_1_E",
        "phone": "030 23125-100",
    }  # fmt: skip
    ready = Step(VolunteerStatus.AVAILABLE, LONG_AGO)
    return kept(desk, Person(last_name=name, **(given | more)), ready)  # type: ignore[no-any-return]


def runs(desk: Desk, person: Person, since: date) -> Placement:
    """A placement of this person that runs since a day."""
    recorded = SupportNeed(
        subject="Handy einrichten", category="ALLTAG.DIGI", target_groups=("SENIOR",), recorded_on=since
    )
    need = kept(desk, recorded)
    check = replace(boundaries.drafted(desk.office.read, need, since), checked_on=since)
    desk.do("prüfen", lambda unit: boundaries.decide(unit, need, check))
    begun = desk.do("Ja", lambda unit: placing.begin(unit, person.id or 0, need.id, None, since))
    return desk.do("läuft", lambda unit: placing.run(unit, begun, since))  # type: ignore[no-any-return]


Told = Callable[[str, Any, int], None]


def told(what: str, keyboard: Any, most: int) -> None:
    """Say what a way costs, and hold it to that: keys that are no typed text."""
    strokes = keyboard.keys - keyboard.letters
    print(f"\n{what}: {strokes} keys and {keyboard.letters} letters (at most {most} keys)")
    assert strokes <= most
