"""Expenses as she enters them: receipts let go over the window, what is proposed, asked for and warned of."""

from collections.abc import Callable, Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from PySide6.QtCore import QEvent, QMimeData, QPointF, QSettings, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from bezirkskoordination.actions import claiming, editing
from bezirkskoordination.actions.desk import Desk
from bezirkskoordination.records.kinds import Look, parse_date, show_cents, with_year
from bezirkskoordination.records.money import Budget, Expense, ExpenseStatus
from bezirkskoordination.records.office import Attachment
from bezirkskoordination.records.refusal import BadValue
from bezirkskoordination.rules.money import Position
from bezirkskoordination.store.office import OfficeFile
from bezirkskoordination.ui.budgets_page import BudgetsPage
from bezirkskoordination.ui.expense_form import ExpenseForm
from bezirkskoordination.ui.expenses_page import ExpensesPage
from bezirkskoordination.ui.today_money import position
from bezirkskoordination.ui.window import MainWindow

TODAY = date(2026, 11, 12)


@pytest.fixture
def window(qtbot: Any, office: OfficeFile, tmp_path: Path) -> Iterator[MainWindow]:
    made = MainWindow(office, QSettings(str(tmp_path / "w.ini"), QSettings.Format.IniFormat))
    made.resize(1200, 850)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    page = made.record_page
    if page is not None:
        page.form.discard()
    made.close()
    made.deleteLater()


@pytest.fixture
def page(window: MainWindow) -> ExpensesPage:
    found: ExpensesPage = window.open_page("expense")
    return found


def bought(desk: Desk, **values: Any) -> Expense:
    given = {"on_date": date(2026, 10, 2), "category": "PORTO", "payee": "Postfiliale", "purpose": "Briefmarken"}
    one = Expense(**{"amount": 960, **given, **values})
    return desk.do("Auslage", lambda unit: editing.save(unit, None, one))


def type_in(qtbot: Any, page: ExpensesPage, **texts: str) -> None:
    """Type into fields one after the other, leaving each as the Tab key does."""
    for name, text in texts.items():
        line: Any = page.form.form.widgets[name].control
        line.setFocus()
        line.selectAll()
        for letter in text:  # the test library's own typing knows no umlauts
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(line, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))
        if (popup := QApplication.activePopupWidget()) is not None:
            popup.hide()
        qtbot.keyClick(line, Qt.Key.Key_Tab)


def hint(page: ExpensesPage, name: str) -> str:
    found = page.form._hints.get(name)
    return found.text() if found is not None and not found.isHidden() else ""


def raw(page: ExpensesPage, name: str) -> Any:
    return page.form.form.widgets[name].raw()


def drop(over: QWidget, *files: Path) -> bool:
    """Let files go over a widget as Qt delivers it: whoever takes the drag gets the drop."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    how = Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPointF(4, 4), *how)
    QApplication.sendEvent(over, enter)
    if not enter.isAccepted():
        return False
    QApplication.sendEvent(over, QDropEvent(QPointF(4, 4), *how))
    return True


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """A photograph as a phone makes it: lying on its side, and saying so."""
    picture = Image.new("RGB", (60, 40), "white")
    exif = Image.Exif()
    exif[0x0112] = 6  # rotate by 90°
    held = BytesIO()
    picture.save(held, "JPEG", exif=exif)
    (tmp_path / "foto.jpg").write_bytes(held.getvalue())
    return tmp_path / "foto.jpg"


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    from pypdf import PdfWriter

    writer = PdfWriter()
    writer.add_blank_page(200, 300)
    writer.write(tmp_path / "rechnung.pdf")
    return tmp_path / "rechnung.pdf"


# --- receipts -----------------------------------------------------------------------------------


def test_a_receipt_may_be_let_go_anywhere_on_the_page(
    qtbot: Any, window: MainWindow, page: ExpensesPage, photo: Path, paper: Path
) -> None:
    assert drop(page.table.viewport(), paper)
    assert page.form.is_new
    assert "rechnung.pdf" in page.form.form.widgets["receipt"].name.text()  # type: ignore[attr-defined]
    type_in(
        qtbot, page, on_date="2.11.2026", payee="Schreibwaren", amount="7,50", category="Büromaterial", purpose="Papier"
    )
    assert page.save()
    assert drop(page, photo)
    assert drop(page.form.form.widgets["payee"].control, paper)  # over a line it is no text: it waits its turn
    assert raw(page, "payee") == ""
    assert "foto.jpg" in page.form.form.widgets["receipt"].name.text()  # type: ignore[attr-defined]
    type_in(qtbot, page, on_date="3.11.2026", payee="Post", amount="1,80", category="Porto", purpose="Marken")
    assert page.save()
    qtbot.waitUntil(lambda: page.form.is_new)  # the one that waited
    read = window.desk.office.read
    names = [read.get(Attachment, one.receipt or 0).name for one in read.all(Expense)]
    assert names == ["rechnung.pdf", "foto.jpg"]
    kept = read.get(Attachment, read.all(Expense)[1].receipt or 0)
    assert read.blob(kept.sha256) == photo.read_bytes()


def test_a_receipt_that_is_let_go_while_an_expense_is_begun_belongs_to_it(
    qtbot: Any, window: MainWindow, page: ExpensesPage, photo: Path
) -> None:
    page.new()
    type_in(qtbot, page, on_date="2.11.2026", payee="Post")
    assert drop(page.table.viewport(), photo)
    assert "foto.jpg" in page.form.form.widgets["receipt"].name.text()  # type: ignore[attr-defined]
    assert raw(page, "payee") == "Post"
    type_in(qtbot, page, amount="1,80", category="Porto", purpose="Marken")
    assert page.save()
    qtbot.wait(20)
    assert not page.form.is_new
    assert len(window.desk.office.read.all(Expense)) == 1


def test_without_a_file_the_paper_lies_in_a_folder(qtbot: Any, window: MainWindow, page: ExpensesPage) -> None:
    page.new()
    form = page.form
    assert isinstance(form, ExpenseForm)
    type_in(qtbot, page, on_date="2.11.2026", payee="Post", amount="1,80", category="Porto", purpose="Marken")
    assert form.in_folder.text() == f"liegt im Ordner: Ordner {window.today().year}"
    form.in_folder.click()
    type_in(qtbot, page, receipt_place="Ordner grün")
    assert page.save()
    assert hint(page, "receipt") == ""
    page.new()
    assert form.in_folder.text() == "liegt im Ordner: Ordner grün"  # where the last one went
    form.in_folder.click()
    assert raw(page, "receipt_place") == "Ordner grün"


# --- what is proposed ---------------------------------------------------------------------------


def test_the_same_payee_brings_kind_and_purpose_along_and_says_so(
    qtbot: Any, window: MainWindow, page: ExpensesPage
) -> None:
    bought(window.desk, on_date=date(2026, 9, 1), category="BUERO", purpose="Umschläge")
    bought(window.desk)
    page.new()
    type_in(qtbot, page, on_date="5.11.2026", payee="postfiliale")
    assert (raw(page, "category")["key"], raw(page, "purpose")) == ("PORTO", "Briefmarken")
    assert hint(page, "payee") == "Kostenart und Zweck wie am 02.10.2026; bitte prüfen."
    type_in(qtbot, page, amount="4,80")
    assert page.save()
    assert window.desk.office.read.all(Expense)[-1].category == "PORTO"


def test_nothing_is_proposed_over_what_she_wrote(qtbot: Any, window: MainWindow, page: ExpensesPage) -> None:
    bought(window.desk)
    page.new()
    type_in(qtbot, page, purpose="Paket", payee="Postfiliale")
    assert raw(page, "purpose") == "Paket"
    assert raw(page, "category")["key"] == ""
    kept = bought(window.desk, payee="Laden")
    page.form.discard()
    page.show_id(kept.id or 0)
    type_in(qtbot, page, payee="Postfiliale")
    assert raw(page, "purpose") == "Briefmarken"  # of the record that is there, not a proposal


def test_payees_are_offered_latest_first(window: MainWindow, page: ExpensesPage) -> None:
    for day, payee in ((1, "Alt"), (3, "Neu"), (2, "Mitte"), (4, "Alt")):
        bought(window.desk, on_date=date(2026, 9, day), payee=payee)
    assert claiming.known(window.desk.office.read, "payee") == ["Alt", "Neu", "Mitte"]
    page.new()
    assert page.form._completers["payee"].stringList() == ["Alt", "Neu", "Mitte"]  # type: ignore[attr-defined]


def test_what_was_cancelled_is_no_model(window: MainWindow) -> None:
    desk = window.desk
    one = bought(desk)
    assert claiming.last_at(desk.office.read, " POSTFILIALE ") == one
    step = editing.Step(ExpenseStatus.CANCELLED, date(2026, 10, 3))
    desk.do("Storno", lambda unit: editing.take(unit, one, step))
    assert claiming.last_at(desk.office.read, "Postfiliale") is None
    assert claiming.last_at(desk.office.read, "") is None


# --- what is asked for and warned of --------------------------------------------------------------


def shown(page: ExpensesPage, name: str) -> bool:
    return not page.form.form.widgets[name].isHidden()


def test_a_kind_of_cost_asks_for_what_it_needs(page: ExpensesPage) -> None:
    page.new()
    form = page.form.form
    for category, private, consent in (("PORTO", False, False), ("TELEFON", True, False), ("RAUM", False, True)):
        form.put("category", category)
        assert (shown(page, "private_percent"), shown(page, "prior_consent")) == (private, consent)
        assert bool(hint(page, "category")) is consent
    form.put("prior_consent", "02.03.2026, Bezirksgeschäftsstelle")
    assert hint(page, "category") == ""
    form.put("category", "PORTO")
    assert shown(page, "prior_consent")  # what stands there is not hidden


def test_a_double_receipt_is_noticed_while_it_is_typed(qtbot: Any, window: MainWindow, page: ExpensesPage) -> None:
    bought(window.desk, on_date=date(2026, 11, 2), amount=4200)
    page.new()
    type_in(qtbot, page, on_date="2.11.2026", payee="postfiliale", amount="42,00")
    assert hint(page, "payee") == "Gleicher Tag, Betrag und Empfänger wie K-2026-0001. Doppelt erfasst?"
    type_in(qtbot, page, amount="42,01")
    assert "Doppelt" not in hint(page, "payee")


def test_an_overrun_is_said_at_the_amount_and_stops_nothing(qtbot: Any, window: MainWindow, page: ExpensesPage) -> None:
    window.desk.do("Etat", lambda unit: unit.add(Budget(year=2026, amount=1000)))
    page.new()
    type_in(qtbot, page, on_date="2.11.2026", payee="Post", amount="12,50", category="Porto", purpose="Marken")
    assert page.save()
    assert hint(page, "amount") == f"Etat 2026 um {show_cents(250)} überschritten: Deckung klären."
    assert window.desk.office.read.all(Expense)[0].amount == 1250


def test_a_trip_begins_with_what_is_known(qtbot: Any, window: MainWindow, page: ExpensesPage) -> None:
    window.open_page("today")
    window.run("trip")
    form = page.form
    assert isinstance(form, ExpenseForm)
    assert form.form.widgets["trip_from"].isVisible()
    type_in(qtbot, page, on_date="2.11.2026", purpose="Runder Tisch", trip_from="Volkmarode", trip_to="Schapen")
    type_in(qtbot, page, trip_km="7")
    form.form.put("trip_return", True)
    form.fill_rates()
    offered = form.rates.actions()
    assert all("NRKVO" in one.toolTip() for one in offered)
    assert raw(page, "amount") == ""  # no rate is applied by itself
    offered[0].trigger()
    assert page.save()
    (trip,) = window.desk.office.read.all(Expense)
    assert (trip.category, trip.payee, trip.amount, trip.receipt_kind) == ("FAHRT", "eigener Wagen", 350, "EIGENBELEG")
    assert hint(page, "receipt") == ""


# --- days without a year ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "today", "full"),
    [
        ("2.11.", date(2026, 11, 12), "02.11.2026"),
        ("1.12", date(2026, 11, 12), "01.12.2026"),
        ("20.12.", date(2027, 1, 10), "20.12.2026"),
        (" 3. 1. ", date(2026, 12, 30), "03.01.2027"),
        ("29.2.", date(2026, 11, 12), "29.2."),  # no such day in these years
        ("31.11.", date(2026, 11, 12), "31.11."),
        ("2.11.26", date(2026, 11, 12), "2.11.26"),
        ("heute", date(2026, 11, 12), "heute"),
    ],
)
def test_a_day_without_a_year_is_the_nearest_one(typed: str, today: date, full: str) -> None:
    assert with_year(typed, today) == full


@given(st.dates(date(2001, 1, 1), date(2090, 12, 31)), st.integers(-180, 180))
def test_half_a_year_to_both_sides_needs_no_year(today: date, away: int) -> None:
    day = date.fromordinal(today.toordinal() + away)
    if (day.month, day.day) != (2, 29):
        assert parse_date(with_year(f"{day.day}.{day.month}.", today)) == day


@given(st.dates(date(2001, 1, 1), date(2090, 12, 31)), st.integers(0, 364))
def test_looking_back_or_ahead_a_whole_year_needs_no_year(today: date, away: int) -> None:
    for look, sign in ((Look.BACK, -1), (Look.AHEAD, 1)):
        day = date.fromordinal(today.toordinal() + sign * away)
        if (day.month, day.day) != (2, 29):
            assert parse_date(with_year(f"{day.day}.{day.month}.", today, look)) == day


def test_a_day_without_a_year_is_never_taken_from_a_file() -> None:
    with pytest.raises(BadValue):
        parse_date("2.11.")


# --- how a year stands --------------------------------------------------------------------------------


def test_the_six_terms_stand_beside_the_ansatz(window: MainWindow) -> None:
    desk, read = window.desk, window.desk.office.read
    desk.do("Etat", lambda unit: unit.add(Budget(year=2026, amount=65_000, carried_over=5_229, shifted=-10_000)))
    bought(desk, amount=4_200)
    page: BudgetsPage = window.open_page("budget")
    page.show_id(1)
    panel = page.form.panel  # type: ignore[attr-defined]
    told: Position = position(read, 2026, window.today())
    terms = ("amount", "carried_over", "shifted", "refunded", "claimed", "recorded", "free")
    assert [panel.amounts[name].text() for name in terms] == [show_cents(getattr(told, name)) for name in terms]
    assert told.free == 65_000 + 5_229 - 10_000 - 4_200
    bought(desk, amount=80_000)  # the panel follows
    assert panel.amounts["free"].property("role") == "problem"
    assert "überschritten: Deckung klären" in panel.thoughts.text()
    assert "− vorgemerkt" in panel.accessibleName()
    assert page.save()


def test_the_completion_is_chosen_by_keys(qtbot: Any, window: MainWindow, page: ExpensesPage) -> None:
    find: Callable[[], Any] = QApplication.activePopupWidget
    bought(window.desk)
    page.new()
    line: Any = page.form.form.widgets["payee"].control
    line.setFocus()
    qtbot.keyClicks(line, "pos")
    qtbot.waitUntil(lambda: find() is not None)
    qtbot.keyClick(find(), Qt.Key.Key_Down)
    qtbot.keyClick(find(), Qt.Key.Key_Return)
    assert raw(page, "payee") == "Postfiliale"
    assert page.form.is_new  # choosing is not saving
