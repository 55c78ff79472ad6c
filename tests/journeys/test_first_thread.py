"""The first thread, as she goes it: a new file, three volunteers, an institution, an expense with its receipt,
the report, undo and redo, lock and unlock; in the real windows."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from bezirkskoordination.app import Program
from bezirkskoordination.records import Expense, Institution, Person, Report
from bezirkskoordination.records.office import Attachment, AttachmentKind
from bezirkskoordination.ui.first_start import FirstStart
from bezirkskoordination.ui.unlock import UnlockWindow
from bezirkskoordination.ui.window import MainWindow

PASSPHRASE = "drei graue Gänse"
Enter = Qt.Key.Key_Return


@pytest.fixture
def program(qapp: QApplication) -> Any:
    made = Program(qapp)
    yield made
    if isinstance(made.window, MainWindow):
        made.window.close()


def _field(window: MainWindow, name: str) -> QWidget:
    """The input of a field in the form on the present page."""
    return window.record_page.form.form.widgets[name]


def _keys(line: QWidget, text: str) -> None:
    """Type; the test library's own typing knows no umlauts."""
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, letter)
            QApplication.sendEvent(line, event)


def _type(widget: Any, text: str) -> None:
    widget.control.setFocus()
    _keys(widget.control, text)


def test_from_a_new_file_to_the_printed_report(qtbot: Any, program: Program, tmp_path: Path, monkeypatch: Any) -> None:
    path = tmp_path / "amt.bezirk"
    first = FirstStart()
    qtbot.addWidget(first)
    first.go_on()
    first.go_on()
    first.key_step.widgets["path"].set_raw(str(path))
    for line in first.key_step.lines:
        _keys(line, PASSPHRASE)
    first.go_on()
    assert first.office is not None
    window = program.work(first.office)
    office = window.desk.office
    qtbot.waitUntil(lambda: "111 Hondelage-Volkmarode" in window.header.district.text())  # after the first page

    page = window.open_page("volunteer")
    for last, first in (("Al-Sayed", "Rima"), ("Müller", "Jörn"), ("Tesfay", "Mebrahtu")):
        window.run("new")
        _type(_field(window, "first_name"), first)
        _type(_field(window, "last_name"), last)
        qtbot.keyClick(_field(window, "last_name").control, Enter)
    assert [person.last_name for person in office.read.all(Person)] == ["Al-Sayed", "Müller", "Tesfay"]
    assert [len(office.read.history(person)) for person in office.read.all(Person)] == [1, 1, 1]

    page = window.open_page("institution")
    window.run("new")
    _type(_field(window, "name"), "Ev. Kirchengemeinde Am Anger")
    _field(window, "kind").set_value("KIRCHE")
    _type(_field(window, "network_from"), "1.3.2024")
    assert page.save()
    assert office.read.all(Institution)[0].name == "Ev. Kirchengemeinde Am Anger"

    receipt = tmp_path / "porto.png"
    receipt.write_bytes(b"\x89PNG\r\n\x1a\n not really a picture")
    page = window.open_page("expense")
    window.run("new")
    _type(_field(window, "on_date"), "2.11.2026")
    _field(window, "category").set_value("PORTO")
    _type(_field(window, "payee"), "Postfiliale")
    _type(_field(window, "purpose"), "Einladungen zum Treffen")
    _type(_field(window, "amount"), "12,5O")
    assert not page.save()  # „O“ is a letter
    amount = _field(window, "amount")
    amount.clear()
    _type(amount, "12,50")
    _field(window, "receipt").file_chosen.emit(receipt)
    assert page.save()
    expense = office.read.all(Expense)[0]
    assert expense.amount == 1250
    assert expense.number.startswith("K-20")
    attached = office.read.get(Attachment, expense.receipt)
    assert attached.kind is AttachmentKind.RECEIPT
    assert office.read.blob(attached.sha256) == receipt.read_bytes()

    undone = window.desk.undo_label
    window.run("undo")
    assert not office.read.all(Expense)
    window.run("redo")
    assert office.read.all(Expense) == [expense]
    assert window.desk.undo_label == undone

    window.run("write_report")
    report = window.record_page.report_form
    assert report.save()
    target = tmp_path / "bericht.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(target), ""))
    report.show_tab("preview")
    report.tabs.currentWidget().save_pdf()
    qtbot.waitUntil(target.exists, timeout=20_000)
    assert target.read_bytes().startswith(b"%PDF")
    assert office.read.all(Report)[0].number.startswith("BER-")

    window.run("lock")
    first = program.window
    assert isinstance(first, UnlockWindow)
    assert "Rückgängig beginnt" in first._note.text()
    _keys(first._passphrase, "falsch")
    with qtbot.waitSignal(first._answered, timeout=10_000):
        qtbot.keyClick(first._passphrase, Enter)
    qtbot.waitUntil(lambda: "Kennwort ist falsch" in first._problem.text(), timeout=10_000)
    first._passphrase.clear()
    _keys(first._passphrase, PASSPHRASE)
    with qtbot.waitSignal(first.opened, timeout=10_000):
        qtbot.keyClick(first._passphrase, Enter)
    again = program.window
    assert isinstance(again, MainWindow)
    assert again.desk.undo_label == ""
    assert len(again.desk.office.read.all(Person)) == 3
    assert again.desk.office.check() == []
