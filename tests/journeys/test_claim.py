"""From the expense to the money, as she goes it: entered, claimed, handed in, partly approved, paid, taken back."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget
from tests.journeys.helping import opened

from bezirkskoordination.actions.desk import Desk
from bezirkskoordination.records.money import Budget, Claim, ClaimStatus, Expense, ExpenseStatus
from bezirkskoordination.records.office import Attachment
from bezirkskoordination.rules import figures
from bezirkskoordination.rules.figures import Ledger
from bezirkskoordination.store.office import OfficeFile
from bezirkskoordination.ui.window import MainWindow


@pytest.fixture
def window(qtbot: Any, office: OfficeFile, tmp_path: Path) -> Any:
    Desk(office).do("Etat", lambda unit: unit.add(Budget(year=2026, amount=65_000, position="Zuschüsse")))
    with opened(qtbot, office, tmp_path) as made:
        yield made


def _enter(qtbot: Any, window: MainWindow, **values: str) -> None:
    window.run("new")
    widgets = window.record_page.form.form.widgets  # type: ignore[union-attr]
    for name, text in values.items():
        if name == "category":
            widgets[name].set_value(text)
            continue
        line: Any = widgets[name].control
        line.setFocus()
        line.selectAll()
        qtbot.keyClicks(line, text)
    qtbot.keyClick(widgets["amount"].control, Qt.Key.Key_Return)


def _press(window: MainWindow, words: str) -> Any:
    form: Any = window.record_page.form  # type: ignore[union-attr]
    next(one for one in form.step_buttons if one.isVisible() and one.text().startswith(words)).click()
    return form.dialog


def test_from_the_expense_to_the_money(qtbot: Any, window: MainWindow, tmp_path: Path, monkeypatch: Any) -> None:
    office = window.desk.office
    window.open_page("expense")
    _enter(
        qtbot, window, on_date="5.10.2026", category="PORTO", payee="Postagentur", purpose="Einladungen", amount="42,00"
    )
    _enter(
        qtbot, window, on_date="6.10.2026", category="TELEFON", payee="Telefon", purpose="Oktober",
        private_percent="60", amount="29,99",
    )  # fmt: skip
    assert [one.amount for one in office.read.all(Expense)] == [4200, 2999]

    window.run("collect_claim")
    (claim,) = office.read.all(Claim)
    assert [line.claimed for line in claim.lines] == [4200, 1200]
    assert claim.position == "Zuschüsse"
    page: Any = window.record_page
    iban: Any = page.form.form.widgets["iban"].control
    iban.setFocus()
    qtbot.keyClicks(iban, "DE89370400440532013001")
    assert not page.save()  # one digit is wrong
    iban.clear()
    qtbot.keyClicks(iban, "DE89370400440532013000")
    assert page.save()

    target = tmp_path / "antrag.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(target), ""))
    page.form.paper_button.click()
    qtbot.waitUntil(target.exists, timeout=20_000)
    assert target.read_bytes().startswith(b"%PDF")
    qtbot.waitUntil(lambda: not [one for one in window.findChildren(QWidget) if one.isModal()], timeout=20_000)

    _press(window, "Eingereicht").accept()
    assert [one.status for one in office.read.all(Expense)] == [ExpenseStatus.CLAIMED] * 2
    target.unlink()
    page.form.paper_button.click()
    qtbot.waitUntil(lambda: office.read.all(Claim)[0].issued is not None, timeout=20_000)
    issued = office.read.get(Attachment, office.read.all(Claim)[0].issued or 0)
    assert office.read.blob(issued.sha256) == target.read_bytes()
    dialog = _press(window, "Entscheidung")
    first: Any = next(iter(dialog.amounts.values())).control
    first.selectAll()
    qtbot.keyClicks(first, "30,00")
    dialog.take.click()
    assert office.read.all(Claim)[0].status is ClaimStatus.PARTIAL
    _press(window, "Ausgezahlt").accept()
    assert [one.status for one in office.read.all(Expense)] == [ExpenseStatus.REFUNDED] * 2
    told = figures.position_on(Ledger.of(office.read), window.today())
    assert (told.refunded, told.claimed, told.recorded, told.free) == (4200, 0, 0, 60_800)

    page = window.open_page("today")
    assert "608,00" in page.money.free.text()
    for _step in range(4):
        window.run("undo")
    assert office.read.all(Claim)[0].status is ClaimStatus.DRAFT
    assert [one.status for one in office.read.all(Expense)] == [ExpenseStatus.RECORDED] * 2
    assert office.check() == []
