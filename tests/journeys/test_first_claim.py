"""From the first window to the first claim on paper, by keyboard alone; and how many keys that takes.

Two minutes are about 360 keys: three a second, which is how somebody types who does not do it for a living.
"""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from bezirkskoordination.app import Program
from bezirkskoordination.records import Budget, Claim, Expense, Mandate, Person
from bezirkskoordination.records.money import ClaimStatus
from bezirkskoordination.store.settings import setting
from bezirkskoordination.ui.first_start import FirstStart
from bezirkskoordination.ui.unlock import UnlockWindow
from bezirkskoordination.ui.window import MainWindow

PASSPHRASE = "drei graue Gänse"
#: What the ways may cost at most. Whoever makes one longer says why and raises the number.
TO_FIRST_CLAIM, WITH_EVERYTHING, RECEIPT_STEPS, RECEIPT_KEYS = 75, 225, 4, 20


@pytest.fixture
def program(qapp: QApplication, qtbot: Any, monkeypatch: Any) -> Any:
    monkeypatch.setattr("bezirkskoordination.app.style.apply", lambda *_args: None)  # other tests' windows are about
    made = Program(qapp)
    made.unlock()
    yield made
    if isinstance(made.window, MainWindow):
        made.window.close()
        made.window.deleteLater()


def begin(program: Program, keyboard: Any) -> FirstStart:
    """Press Enter in the first window of a machine that knows no file."""
    assert isinstance(program.window, UnlockWindow)
    keyboard.until(program.window.isActiveWindow)
    keyboard.press("Return")
    first: FirstStart = program._first_start
    keyboard.until(first.isActiveWindow)
    return first


def finish(program: Program, keyboard: Any) -> MainWindow:
    keyboard.write(PASSPHRASE).press("Tab").write(PASSPHRASE).press("Return")
    keyboard.until(lambda: isinstance(program.window, MainWindow) and program.window.isActiveWindow())
    assert isinstance(program.window, MainWindow)
    return program.window


def told(what: str, keyboard: Any, most: int) -> None:
    print(f"\n{what}: {keyboard.keys} keys, {keyboard.letters} of them text (at most {most})")
    assert keyboard.keys <= most


def test_the_shortest_way_to_the_first_claim(program: Program, keyboard: Any) -> None:
    begin(program, keyboard)
    keyboard.press("Return", "Return")  # the district as proposed, no person yet
    window = finish(program, keyboard)
    keyboard.press("Alt+6", "Ctrl+N")
    keyboard.fill("2.11.", "Post", "9,60", "Porto", "Marken").press("Return")
    read = window.desk.office.read
    keyboard.until(lambda: read.all(Expense))
    keyboard.press("Alt+0", "Ctrl+N")
    keyboard.until(lambda: read.all(Claim))
    (claim,) = read.all(Claim)
    assert (claim.status, sum(line.claimed for line in claim.lines)) == (ClaimStatus.DRAFT, 960)
    told("From the first window to the first claim", keyboard, TO_FIRST_CLAIM)


def test_everything_a_claim_needs_by_keyboard(program: Program, keyboard: Any, tmp_path: Path) -> None:
    first = begin(program, keyboard)
    keyboard.press("Tab", "Tab").write("1.12.").press("Return")  # the next sitting
    keyboard.until(lambda: first.at == 1)
    keyboard.fill("Renate", "Vollmer", "Am Anger 4", "38104", "Braunschweig", "1.3.", "DE89370400440532013000")
    keyboard.press("Return")
    keyboard.until(lambda: first.at == 2)
    window = finish(program, keyboard)
    read = window.desk.office.read

    page: Any = window.open_page("today")
    assert window.focusWidget() is page.welcome.steps[0]
    keyboard.press("Space")  # Auftrag eintragen
    keyboard.fill("7.3.2016", "16-01716").press("Tab")
    keyboard.until(lambda: setting(read, "resolved_in") == "16-01716")

    keyboard.press("Alt+7", "Ctrl+N").fill("2026", "", "Zuschüsse", "650").press("Return")
    keyboard.until(lambda: read.all(Budget))
    keyboard.press("Alt+6", "Ctrl+N").fill("2.11.", "Post", "9,60", "Porto", "Marken").press("Return")
    keyboard.until(lambda: read.all(Expense))

    keyboard.press("Ctrl+K").write("antrag zus").press("Return")
    keyboard.until(lambda: read.all(Claim))
    (claim,), (person,), (mandate,) = read.all(Claim), read.all(Person), read.all(Mandate)
    assert (claim.claimant, claim.address) == ("Renate Vollmer", "Am Anger 4\n38104 Braunschweig")
    assert (claim.iban, claim.account_holder) == (mandate.iban, "Renate Vollmer")
    assert "16-01716" in claim.basis
    assert claim.position == "Zuschüsse"
    assert mandate.person == person.id

    keyboard.accept_file()
    keyboard.press("Ctrl+K").write("antrag als pdf").press("Return")
    written = tmp_path / "home"
    keyboard.until(lambda: [one for one in written.glob("*.pdf") if one.read_bytes().startswith(b"%PDF")])
    told("With person, mandate, Etat and paper", keyboard, WITH_EVERYTHING)


def test_a_receipt_at_a_known_payee_takes_four_steps(program: Program, keyboard: Any) -> None:
    begin(program, keyboard)
    keyboard.press("Return", "Return")
    window = finish(program, keyboard)
    read = window.desk.office.read
    keyboard.press("Alt+6", "Ctrl+N").fill("2.10.", "Postfiliale", "9,60", "Porto", "Briefmarken").press("Return")
    keyboard.until(lambda: read.all(Expense))
    keyboard.keys = keyboard.letters = 0
    steps = (
        lambda: keyboard.press("Ctrl+N"),
        lambda: keyboard.write("2.11.").press("Tab"),
        lambda: keyboard.write("pos").press("Down", "Return", "Tab"),
        lambda: keyboard.write("18,50").press("Return"),
    )
    for step in steps:
        step()
    keyboard.until(lambda: len(read.all(Expense)) == 2)
    second = read.all(Expense)[1]
    assert (second.payee, second.category, second.purpose) == ("Postfiliale", "PORTO", "Briefmarken")
    assert (second.on_date.day, second.amount) == (2, 1850)
    assert len(steps) == RECEIPT_STEPS
    told("A receipt at a known payee", keyboard, RECEIPT_KEYS)
