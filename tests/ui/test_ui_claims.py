"""The pages of expenses and claims: what their buttons do, by keyboard and mouse."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, QSettings, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog

from bezirkskoordination.actions import editing
from bezirkskoordination.actions.desk import Desk
from bezirkskoordination.actions.editing import Step
from bezirkskoordination.records import view
from bezirkskoordination.records.money import Budget, Claim, ClaimStatus, Expense, ExpenseStatus
from bezirkskoordination.ui.claims_page import ClaimsPage
from bezirkskoordination.ui.expenses_page import ExpensesPage, receipts
from bezirkskoordination.ui.pages import _SPECIAL, page_class

TODAY = date(2026, 11, 12)


class Window:
    """What a page asks of its window, noted down."""

    def __init__(self, desk: Desk, folder: Path) -> None:
        self.desk = desk
        self.memory = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)
        self.said: list[str] = []
        self.opened: list[tuple[str, int]] = []

    def say(self, message: str) -> None:
        self.said.append(message)

    def open_record(self, type_name: str, record_id: int) -> None:
        self.opened.append((type_name, record_id))

    def open_page(self, name: str) -> None:
        self.opened.append((name, 0))

    def today(self) -> date:
        return TODAY

    def run(self, command: str) -> None:
        self.said.append(command)


@pytest.fixture
def window(desk: Desk, tmp_path: Path) -> Window:
    return Window(desk, tmp_path)


@pytest.fixture
def open_page(qtbot: Any, window: Window) -> Callable[[str], Any]:
    def open_(name: str) -> Any:
        page = page_class(_SPECIAL[name])(view(name), window)
        qtbot.addWidget(page)
        page.resize(1100, 760)
        page.show()
        qtbot.waitExposed(page)
        return page

    return open_


def bought(**values: Any) -> Expense:
    given = {"on_date": date(2026, 9, 30), "category": "TELEFON", "payee": "Telefon", "purpose": "Z", "amount": 2999}
    return Expense(**(given | values))


@pytest.fixture
def expenses(desk: Desk) -> list[Expense]:
    some = (bought(private_percent=60), bought(category="PORTO", payee="Post", amount=4200))
    return desk.do("füllen", lambda unit: [editing.save(unit, None, one) for one in some])


def all_of(window: Window, cls: Any) -> list[Any]:
    return window.desk.office.read.all(cls)


# --- expenses ---------------------------------------------------------------------------------


def test_as_last_month_is_a_month_later_and_without_receipt(
    open_page: Any, window: Window, expenses: list[Expense]
) -> None:
    page: ExpensesPage = open_page("expense")
    page.as_last_month()
    assert "zuerst eine Auslage" in window.said[-1]
    page.show_id(expenses[0].id or 0)
    page.repeat_button.click()
    assert page.form.is_new
    assert page.save()
    made = all_of(window, Expense)[-1]
    assert (made.on_date, made.amount, made.private_percent) == (date(2026, 10, 30), 2999, 60)
    assert "wie letzten Monat" in window.desk.undo_label
    page.repeat_button.click()
    assert page.save()
    assert all_of(window, Expense)[-1].on_date == TODAY  # never ahead
    assert not page.form.is_new


def test_a_receipt_over_two_kinds_of_cost(open_page: Any, window: Window, expenses: list[Expense]) -> None:
    page: ExpensesPage = open_page("expense")
    page.show_id(expenses[1].id or 0)
    page.split_button.click()
    dialog: Any = page.form.dialog
    dialog.part.control.setText("42,00")
    dialog.category.set_value("BUERO")
    dialog.accept()
    assert "größer als 0" in dialog.part.problem
    dialog.part.control.setText("12,34")
    dialog.part.edited.emit()
    assert "29,66" in dialog.left.text()
    dialog.accept()
    assert [(one.category, one.amount) for one in all_of(window, Expense)[1:]] == [("PORTO", 2966), ("BUERO", 1234)]
    window.desk.undo()
    assert all_of(window, Expense) == expenses


def test_receipts_open_new_expenses_one_after_the_other(
    qtbot: Any, open_page: Any, window: Window, tmp_path: Path, monkeypatch: Any
) -> None:
    folder = tmp_path / "belege"
    folder.mkdir()
    for name in ("b.png", "a.PDF", "notiz.txt"):
        (folder / name).write_bytes(name.encode())
    assert [one.name for one in receipts([folder, folder / "notiz.txt"])] == ["a.PDF", "b.png"]
    page: ExpensesPage = open_page("expense")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(folder))])
    left = Qt.MouseButton.LeftButton
    page.dropEvent(QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, left, Qt.KeyboardModifier.NoModifier))
    for number, name in enumerate(("a.PDF", "b.png"), 1):
        assert page.form.is_new
        assert name in page.form.form.widgets["receipt"].name.text()  # type: ignore[attr-defined]
        values = {"on_date": TODAY, "category": "PORTO", "payee": "Post", "purpose": "Z", "amount": number}
        for field, value in values.items():
            page.form.form.put(field, value)
        assert page.save()
        qtbot.wait(10)
    assert not page.form.is_new
    names = [window.desk.office.names.title("attachment", one.receipt) for one in all_of(window, Expense)]
    assert names == ["a.PDF", "b.png"]
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_a, **_k: ([str(folder / "notiz.txt")], ""))
    page.receipts_button.click()
    assert "kein Beleg" in window.said[-1]


def test_a_trip_reckons_its_amount_and_a_rate_is_offered_with_its_source(open_page: Any) -> None:
    page: ExpensesPage = open_page("expense")
    page.new()
    form: Any = page.form
    form.form.put("on_date", date(2026, 10, 1))
    form.fill_rates()
    offered = form.rates.actions()
    assert ["NRKVO" in one.text() for one in offered] == [True, True]
    assert form._value("amount") is None
    form.form.put("trip_km", 13)
    offered[0].trigger()
    assert (form._value("trip_rate"), form._value("amount")) == (25, 325)
    form.form.put("trip_return", True)
    assert form._value("amount") == 650
    form.form.put("on_date", date(2022, 9, 30))
    form.fill_rates()
    assert [one.text()[:4] for one in form.rates.actions()] == ["0,20", "0,30"]
    form.discard()


def test_a_trip_beyond_what_its_rate_allows_is_said_and_kept(open_page: Any, window: Window) -> None:
    page: ExpensesPage = open_page("expense")
    page.new()
    trip = {"on_date": date(2026, 10, 1), "category": "FAHRT", "payee": "Wagen", "purpose": "Tagung", "trip_km": 501}
    for field, value in (trip | {"trip_rate": 25, "amount": 12_525}).items():
        page.form.form.put(field, value)
    assert page.save()
    assert "125,00\u00a0€ je Fahrt: § 5 Abs. 2 NRKVO" in page.form._hints["amount"].text()
    assert [one.amount for one in all_of(window, Expense)] == [12_525]


def test_a_double_receipt_and_an_overrun_are_said_and_kept(
    open_page: Any, window: Window, expenses: list[Expense]
) -> None:
    window.desk.do("Etat", lambda unit: unit.add(Budget(year=2026, amount=6000)))
    page: ExpensesPage = open_page("expense")
    page.new()
    for field, value in {"on_date": date(2026, 9, 30), "category": "PORTO", "payee": "post", "purpose": "x"}.items():
        page.form.form.put(field, value)
    page.form.form.put("amount", 4200)
    assert page.save()
    assert any("K-2026-0002" in hint.text() for hint in page.form._hints.values())
    assert "überschritten: Deckung klären" in " ".join(window.said)


def test_a_photograph_that_cannot_be_printed_is_said_with_what_helps(
    open_page: Any, window: Window, expenses: list[Expense], tmp_path: Path
) -> None:
    photo = tmp_path / "IMG_0815.HEIC"
    photo.write_bytes(b"\0\0\0\x24ftypheic\0\0\0\0mif1heic")
    page: ExpensesPage = open_page("expense")
    page.show_id(expenses[0].id or 0)
    page.form.form.widgets["receipt"].offer(photo)
    assert page.save()
    assert all_of(window, Expense)[0].receipt is not None
    assert "JPEG" in page.form._hints["receipt"].text()


# --- claims -----------------------------------------------------------------------------------


@pytest.fixture
def page(open_page: Any, expenses: list[Expense]) -> ClaimsPage:
    made: ClaimsPage = open_page("claim")
    made.new_button.click()
    return made


def test_a_claim_is_put_together_with_one_click(page: ClaimsPage, window: Window) -> None:
    (claim,) = all_of(window, Claim)
    assert page.form.record == claim
    lines: Any = page.form.lines  # type: ignore[attr-defined]
    assert lines.table.rowCount() == 2
    assert lines.sums.text() == "2 Auslagen · Summe 54,00\u00a0€"
    assert page.subtitle.text() == "1 Erstattungsantrag"
    page.new_button.click()
    assert "keine erfasste Auslage" in window.said[-1]


def test_two_years_are_asked_for(open_page: Any, window: Window, expenses: list[Expense]) -> None:
    old = bought(on_date=date(2025, 12, 30), category="PORTO")
    window.desk.do("alt", lambda unit: editing.save(unit, None, old))
    made: ClaimsPage = open_page("claim")
    made.new()
    years = made.years.actions()
    assert [one.text()[:18] for one in years] == ["Haushaltsjahr 2025", "Haushaltsjahr 2026"]
    years[0].trigger()
    made.years.close()
    assert [one.year for one in all_of(window, Claim)] == [2025]


def test_lines_come_and_go_in_a_draft(page: ClaimsPage, window: Window, expenses: list[Expense]) -> None:
    lines: Any = page.form.lines  # type: ignore[attr-defined]
    lines.table.selectRow(0)
    lines.open.click()
    assert window.opened == [("expense", expenses[0].id)]
    lines.remove.click()
    assert [line.expense for line in all_of(window, Claim)[0].lines] == [expenses[1].id]
    lines.fill_menu()
    (offered,) = lines.menu.actions()
    offered.trigger()
    assert len(all_of(window, Claim)[0].lines) == 2
    window.desk.undo()
    assert lines.table.rowCount() == 1


def press(page: ClaimsPage, words: str) -> Any:
    form: Any = page.form
    next(one for one in form.step_buttons if one.isVisible() and one.text().startswith(words)).click()
    return form.dialog


def test_every_state_offers_only_steps_that_may_follow(page: ClaimsPage) -> None:
    from bezirkskoordination.rules.status import following
    from bezirkskoordination.ui.claims_page import _STEPS

    for now, steps in _STEPS.items():
        assert all(to in following(now) for _words, to in steps)
    assert {now for now in ClaimStatus if following(now)} == set(_STEPS)


def test_from_draft_to_paid_with_a_cut(page: ClaimsPage, window: Window, expenses: list[Expense]) -> None:
    press(page, "Eingereicht").accept()
    assert [one.status for one in all_of(window, Expense)] == [ExpenseStatus.CLAIMED] * 2
    form: Any = page.form
    assert not form.lines.remove.isVisible()
    dialog = press(page, "Entscheidung")
    amount = dialog.amounts[expenses[1].id]
    amount.control.setText("42,01")
    dialog.accept()
    assert "höchstens" in amount.problem
    amount.control.setText("30,00")
    amount.edited.emit()
    assert dialog.sum.text() == "beantragt 54,00\u00a0€ · anerkannt 42,00\u00a0€"
    dialog.accept()
    (claim,) = all_of(window, Claim)
    assert claim.status is ClaimStatus.PARTIAL
    assert "anerkannt 42,00" in form.lines.sums.text()
    press(page, "Ausgezahlt").accept()
    assert [one.status for one in all_of(window, Expense)] == [ExpenseStatus.REFUNDED] * 2
    assert not form.steps.isVisible()
    form.take_back()
    assert all_of(window, Claim)[0].status is ClaimStatus.PARTIAL
    assert [one.status for one in all_of(window, Expense)] == [ExpenseStatus.CLAIMED] * 2


def test_a_decision_chosen_as_a_status_is_asked_line_by_line(page: ClaimsPage, window: Window) -> None:
    form: Any = page.form
    press(page, "Eingereicht").accept()
    form.take_step(Step(ClaimStatus.REFUSED, TODAY))
    assert form.dialog.amounts
    assert all_of(window, Claim)[0].status is ClaimStatus.SUBMITTED
    form.dialog.reject()


def test_a_claim_is_never_copied(page: ClaimsPage, window: Window) -> None:
    page.duplicate()
    assert len(all_of(window, Claim)) == 1


def test_what_was_handed_in_is_shown_not_changed(page: ClaimsPage, window: Window) -> None:
    form: Any = page.form
    form.form.put("advance", 1000)
    press(page, "Eingereicht").accept()  # saves first
    assert all_of(window, Claim)[0].advance == 1000
    assert "Erstattungsbetrag 44,00" in form.lines.sums.text()
    assert form.form.widgets["iban"].control.isReadOnly()
    form.form.put("decision_note", "liegt im Rathaus")
    assert page.save()
    page.delete()
    assert "nicht gelöscht" in window.said[-1]
    assert len(all_of(window, Claim)) == 1
