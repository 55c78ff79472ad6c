"""Slips in the window: typed, pasted, an e-mail dropped; what cannot be read is said, what was typed stays."""

from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, QSettings, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget
from tests.ui.test_ui_needs import FakeContext, words

from bezirkskoordination.actions import editing, slipping, vault
from bezirkskoordination.actions.desk import Desk
from bezirkskoordination.records import view
from bezirkskoordination.records.money import Expense
from bezirkskoordination.records.needs import NeedContact
from bezirkskoordination.records.office import Attachment, Slip, SlipKind, SlipStatus, Task
from bezirkskoordination.ui.slip_dialog import SlipDialog
from bezirkskoordination.ui.slips_page import SlipForm, SlipsPage
from bezirkskoordination.ui.today_slip import SlipLine


@pytest.fixture
def context(desk: Desk, tmp_path: Path) -> FakeContext:
    return FakeContext(desk, QSettings(str(tmp_path / "memory.ini"), QSettings.Format.IniFormat))


@pytest.fixture
def letter(tmp_path: Path) -> Callable[..., Path]:
    """Writes an e-mail as a file."""

    def made(text: str = "Sohn braucht Hilfe in Mathe.\nViele Grüße\nErika Neumann", **files: bytes) -> Path:
        mail = EmailMessage()
        mail["From"], mail["Subject"] = "Erika Neumann <erika@example.org>", "Bitte um Hilfe"
        mail.set_content(text)
        for name, data in files.items():
            mail.add_attachment(data, maintype="application", subtype="pdf", filename=f"{name}.pdf")
        path = tmp_path / "brief.eml"
        path.write_bytes(mail.as_bytes())
        return path

    return made


def dropped(on: QWidget, *paths: Path, text: str = "") -> None:
    """Drop files or a text, as the desktop does."""
    data = QMimeData()
    if paths:
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    else:
        data.setText(text)
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    on.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, buttons, keys))


def everything(desk: Desk) -> str:
    """All that the file keeps in columns, but for the vault."""
    read = desk.office.read
    return " ".join(map(repr, (*read.all(Slip), *read.all(Task), *read.all(Attachment))))


@pytest.fixture
def box(qtbot: Any, context: FakeContext) -> SlipDialog:
    dialog = SlipDialog(context)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_a_dropped_mail_is_a_slip_and_its_sender_in_the_vault(
    qtbot: Any, box: SlipDialog, letter: Any, desk: Desk
) -> None:
    dropped(box, letter())
    assert "In den geschützten Kontakt: Erika Neumann, erika@example.org" in box.found.text()
    qtbot.keyClick(box.box, Qt.Key.Key_Return)
    (slip,) = desk.office.read.all(Slip)
    assert slip.text.startswith("Bitte um Hilfe\nSohn braucht Hilfe in Mathe.")
    for word in ("Erika", "Neumann", "example.org"):
        assert word not in everything(desk)
    contact = vault.contact_of(desk.office.read, slip)
    assert contact is not None
    assert (contact.name, contact.email) == ("Erika Neumann", "erika@example.org")


def test_a_mail_goes_below_what_was_typed_and_a_broken_one_changes_nothing(
    qtbot: Any, box: SlipDialog, letter: Any, tmp_path: Path
) -> None:
    qtbot.keyClicks(box.box, "eilt")
    broken = tmp_path / "kaputt.eml"
    broken.write_bytes(b"\x00\x01")
    dropped(box, broken)
    assert "keine E-Mail, die sich lesen" in box.problem.text()
    assert box.box.toPlainText() == "eilt"
    dropped(box, letter())
    assert box.problem.isHidden()
    assert box.box.toPlainText().startswith("eilt\n\nVon: Erika Neumann")


def test_a_file_pasted_or_dropped_into_the_text_is_read_and_not_its_path(box: SlipDialog, letter: Any) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(letter()))])
    assert box.box.canInsertFromMimeData(data)
    box.box.insertFromMimeData(data)
    assert "file:" not in box.box.toPlainText()
    assert "Sohn braucht Hilfe" in box.box.toPlainText()


def test_a_mail_is_opened_by_keyboard(qtbot: Any, box: SlipDialog, letter: Any, monkeypatch: Any) -> None:
    path = letter()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a, **_k: (str(path), ""))
    box.open_mail.setFocus()
    qtbot.keyClick(box.open_mail, Qt.Key.Key_Space)
    assert "Bitte um Hilfe" in box.box.toPlainText()


def test_attachments_are_named_and_kept_only_when_chosen(
    qtbot: Any, box: SlipDialog, letter: Any, desk: Desk, context: FakeContext
) -> None:
    dropped(box, letter("Auslage 12,50 €", rechnung=b"%PDF-1.7", agb=b"%PDF-1.4"))
    assert [box.attached.itemText(at) for at in range(box.attached.count())] == [
        "Anlage nicht aufheben", "aufheben: rechnung.pdf (1 KB)", "aufheben: agb.pdf (1 KB)",
    ]  # fmt: skip
    box.attached.setCurrentIndex(1)
    qtbot.keyClick(box.box, Qt.Key.Key_Return)
    read = desk.office.read
    (slip,), (file,) = read.all(Slip), read.all(Attachment)
    assert "Anlagen: rechnung.pdf, agb.pdf" in slip.text
    assert (slip.kind, slip.attachment, file.name) == (SlipKind.EXPENSE, file.id, "rechnung.pdf")
    draft = slipping.begin(read, slip, SlipKind.EXPENSE, context.today())
    assert isinstance(draft, Expense)
    assert (draft.receipt, draft.amount) == (file.id, 1250)


def test_without_a_choice_nothing_is_attached(qtbot: Any, box: SlipDialog, letter: Any, desk: Desk) -> None:
    dropped(box, letter(bescheid=b"%PDF-1.7"))
    qtbot.keyClick(box.box, Qt.Key.Key_Return)
    assert desk.office.read.all(Attachment) == []


def test_a_file_goes_with_its_slip_when_it_becomes_no_receipt(desk: Desk) -> None:
    slip = desk.do("ab", lambda unit: slipping.take_down(unit, "Hilfe", ("brief.pdf", b"%PDF-1.7 Erika")))
    desk.do("weg", lambda unit: slipping.drop(unit, slip))
    assert desk.office.read.all(Attachment) == []
    desk.undo()
    assert [one.name for one in desk.office.read.all(Attachment)] == ["brief.pdf"]


def test_a_certificate_is_not_taken_in_and_the_text_stays(qtbot: Any, box: SlipDialog, letter: Any, desk: Desk) -> None:
    dropped(box, letter("anbei", Fuehrungszeugnis=b"%PDF-1.7"))
    box.attached.setCurrentIndex(1)
    qtbot.keyClick(box.box, Qt.Key.Key_Return)
    assert "Führungszeugnis wird nicht aufgenommen" in box.problem.text()
    assert "anbei" in box.box.toPlainText()
    assert desk.office.read.all(Slip) == []


# --- „Heute“ --------------------------------------------------------------------------------------


@pytest.fixture
def line(qtbot: Any, context: FakeContext) -> SlipLine:
    made = SlipLine(context)
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_mail_dropped_on_today_opens_the_box(qtbot: Any, line: SlipLine, letter: Any, desk: Desk) -> None:
    dropped(line, letter())
    assert line.dialog is not None
    qtbot.keyClick(line.dialog.box, Qt.Key.Key_Return)
    assert [one.kind for one in desk.office.read.all(Slip)] == [SlipKind.NEED]


def test_a_mail_pasted_on_today_keeps_its_lines(qtbot: Any, line: SlipLine, desk: Desk) -> None:
    QGuiApplication.clipboard().setText("Von: Erika Neumann <erika@example.org>\nBetreff: Hilfe\n\nin Mathe")
    line.line.setFocus()
    line.line.paste()
    assert line.line.text() == ""
    assert line.dialog is not None
    assert line.dialog.box.toPlainText().startswith("Von: Erika Neumann <erika@example.org>\nBetreff: Hilfe")
    qtbot.keyClick(line.dialog.box, Qt.Key.Key_Return)
    assert [one.text for one in desk.office.read.all(Slip)] == ["Hilfe\n\nin Mathe"]


def test_what_is_being_typed_is_kept_when_the_office_closes(
    qtbot: Any, line: SlipLine, box: SlipDialog, desk: Desk
) -> None:
    line.line.setText("Herr Neumann ruft zurück")
    line.lock_draft()
    qtbot.keyClicks(box.box, "Frau Neumann auch")
    box.lock_draft()
    assert [one.text for one in desk.office.read.all(Slip)] == ["Herr … ruft zurück", "Frau … auch"]


# --- sorting --------------------------------------------------------------------------------------


def test_who_called_is_shown_after_asking_so_that_she_can_call_back(
    qtbot: Any, context: FakeContext, desk: Desk
) -> None:
    slip = desk.do("ab", lambda unit: slipping.take_down(unit, "Frau Neumann bittet um Rückruf 030 23125-199"))
    page = SlipsPage(view("slip"), context)
    qtbot.addWidget(page)
    page.show()
    page.show_id(slip.id or 0)
    form = page.form
    assert isinstance(form, SlipForm)
    assert "Neumann" not in words(form)
    assert "Neumann" not in form.contact_button.text()
    form.contact_button.click()
    dialog: Any = form.dialog
    assert (dialog.widgets["name"].value(), dialog.widgets["phone"].value()) == ("Neumann", "030 23125-199")
    dialog.reject()


def test_a_known_name_is_not_lost_either(desk: Desk) -> None:
    from bezirkskoordination.records.people import Person

    desk.do("vorher", lambda unit: editing.save(unit, None, Person(first_name="Rima", last_name="Al-Sayed")))
    slip = desk.do("ab", lambda unit: slipping.take_down(unit, "Rima Al-Sayed kann dienstags nicht"))
    assert slip.text == "… kann dienstags nicht"
    assert [one.name for one in desk.office.read.all(NeedContact)] == ["Rima Al-Sayed"]
    desk.do("weg", lambda unit: slipping.drop(unit, slip))
    assert desk.office.read.all(NeedContact) == []
    assert desk.office.read.all(Slip)[0].status is SlipStatus.DROPPED


def test_the_sidebar_counts_what_waits(qtbot: Any, desk: Desk, tmp_path: Path) -> None:
    """Unsorted slips and needs for which nobody was asked yet; never how many there are in all."""
    from bezirkskoordination.ui.window import MainWindow

    for text in ("Hilfe", "Rückruf"):
        desk.do("ab", lambda unit, text=text: slipping.take_down(unit, text))
    window = MainWindow(desk.office, QSettings(str(tmp_path / "w.ini"), QSettings.Format.IniFormat))
    qtbot.addWidget(window)
    window.refresh()
    shown = [window.sidebar.item(at).text() for at in range(window.sidebar.count())]
    assert "Bedarfe   2" in shown
    assert "Einsätze" in shown
    window.close()
