"""What people have agreed to, in the window: tabs, dialogs, warnings, and what a list is for."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton, QWidget

from bezirkskoordination.actions import consenting
from bezirkskoordination.actions.editing import Step
from bezirkskoordination.exchange import tables
from bezirkskoordination.records import Clearance, Consent, Institution, Person, VolunteerStatus, view
from bezirkskoordination.records.consents import ConsentPurpose, Permission
from bezirkskoordination.rules.discretion import CAUTION
from bezirkskoordination.store.office import OfficeFile
from bezirkskoordination.store.query import Query
from bezirkskoordination.ui import drafts
from bezirkskoordination.ui.consents_tab import ConsentsTab
from bezirkskoordination.ui.drafts import Draft
from bezirkskoordination.ui.lists_out import PurposeDialog
from bezirkskoordination.ui.privacy_tab import PrivacyTab
from bezirkskoordination.ui.window import MainWindow

P = ConsentPurpose
TODAY = date(2026, 11, 12)


@pytest.fixture
def window(qtbot: Any, office: OfficeFile, tmp_path: Path) -> Any:
    with office.unit() as unit:
        club = unit.add(Institution(name="Sportverein Nord", kind="VEREIN_SPORT", insurance_route="TRAEGER"))
        rima = unit.add(Person(first_name="Rima", last_name="Al-Sayed", institution=club.id, phone="030 23125-142"))
        unit.record_status(rima, VolunteerStatus.AVAILABLE, date(2026, 9, 1))
    made = MainWindow(office, QSettings(str(tmp_path / "w.ini"), QSettings.Format.IniFormat))
    made.show()
    made.activateWindow()
    qtbot.waitExposed(made)
    page: Any = made.open_page("volunteer")
    page.show_id(rima.id)
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def form(window: MainWindow) -> Any:
    return window.record_page.form  # type: ignore[union-attr]


def said(tab: QWidget) -> str:
    QApplication.processEvents()
    return "\n".join(one.text() for one in tab.findChildren(QLabel) if one.isVisibleTo(tab))


def shown(form: Any, kind: type[Any]) -> Any:
    tab = form.tab_of(kind)
    form.tabs.setCurrentWidget(tab)
    return tab


def stored(form: Any) -> Person:
    found: Person = form._office.read.get(Person, form.record_id)
    return found


def agree(form: Any, *purposes: ConsentPurpose, on: date = TODAY) -> None:
    ticks = tuple(Permission(purpose=one) for one in purposes)
    sheet = Consent(person=form.record_id, given_on=on, purposes=ticks, version="2026-1", language="ar")
    form._desk.do("Bogen", lambda unit: consenting.take_down(unit, sheet))


# --- tabs ---------------------------------------------------------------------------------


def test_the_tabs_stand_beside_every_person_and_nobody_else(form: Any, window: MainWindow) -> None:
    texts = [form.tabs.tabText(at) for at in range(form.tabs.count())]
    assert texts[:3] == ["Person", "Freigaben", "Datenschutz"]
    assert window.open_page("person").form.tab_of(ConsentsTab) is not None
    assert window.open_page("institution").form.tab_of(ConsentsTab) is None


def test_the_tab_says_how_each_purpose_stands(form: Any) -> None:
    agree(form, P.STORAGE, P.NEWS, on=date(2026, 4, 3))
    tab = shown(form, ConsentsTab)
    form._desk.do("Widerruf", lambda unit: consenting.withdraw(unit, stored(form), [P.NEWS], TODAY))
    words = said(tab)
    assert "Speicherung zur Vermittlung\nseit 03.04.2026\nerteilt" in words
    assert "am 12.11.2026\nwiderrufen" in words
    assert words.count("nicht erteilt") == 4
    assert "Bogen vom 03.04.2026 · Fassung 2026-1 · Arabisch · schriftlich" in words
    assert "Freigabe fehlt" in words
    assert "über Träger/Verein (wie bei Sportverein Nord)" in words
    assert "gesperrt" not in words
    assert "abgelaufen" not in words


def test_everything_on_the_tabs_has_a_name_and_can_be_reached(form: Any) -> None:
    for kind in (ConsentsTab, PrivacyTab):
        tab = shown(form, kind)
        for one in tab.findChildren(QPushButton):
            assert one.text() or one.accessibleName()
            assert one.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_the_privacy_tab_says_what_it_rests_on_and_what_is_due(form: Any, window: MainWindow) -> None:
    tab = shown(form, PrivacyTab)
    assert "Datenschutzhinweise noch nicht ausgehändigt" in said(tab)
    assert "Löschprüfung am 01.03.2027" in said(tab)
    tab.buttons["informed"].click()
    assert stored(form).informed_on == window.today()
    assert "informed" not in tab.buttons
    window.run("undo")
    assert stored(form).informed_on is None


def test_who_was_reported_is_to_be_told_within_a_month(form: Any) -> None:
    form.form.put("reported_on", date(2026, 10, 31))
    form.form.put("reported_by", 1)
    assert form.save()
    tab = shown(form, PrivacyTab)
    assert "gemeldet durch Sportverein Nord am 31.10.2026" in said(tab)
    assert "Zu informieren bis 30.11.2026 (Art. 14 DSGVO)" in said(tab)


def test_what_is_due_leads_to_the_tab_that_says_it(form: Any, window: MainWindow) -> None:
    form.form.put("reported_on", date(2026, 10, 31))
    assert form.save()
    today: Any = window.open_page("today")
    today.refresh()
    line = next(one for one in today.due.lines if one.rule.code == "A14")
    assert line.text == "Eine gemeldete Person binnen eines Monats informieren"
    today.due.open_line(line)
    assert form.tabs.currentWidget() is form.tab_of(PrivacyTab)


# --- dialogs ------------------------------------------------------------------------------


def test_a_sheet_without_a_tick_is_refused_in_place(form: Any, window: MainWindow) -> None:
    window.run("consent")
    dialog = form.dialog
    dialog.accept()
    assert dialog.isVisible()
    assert "mindestens ein Kreuz" in dialog.problem.text()
    dialog.widgets["given_on"].control.setText("31.12.2026")
    dialog.ticks.boxes[P.NEWS].setChecked(True)
    dialog.accept()
    assert "liegt in der Zukunft" in dialog.widgets["given_on"].problem
    dialog.reject()
    assert form._office.read.all(Consent) == []


def test_what_is_rarely_asked_goes_along(form: Any, window: MainWindow, tmp_path: Path) -> None:
    window.run("consent")
    dialog = form.dialog
    scan = tmp_path / "bogen.pdf"
    scan.write_bytes(b"%PDF-1.4 unterschrieben")
    dialog.ticks.boxes[P.INSTITUTION].setChecked(True)
    dialog.widgets["recipient"].set_value(1)
    dialog.widgets["guardian"].set_value("Nour Al-Sayed")
    dialog.widgets["sheet"].file_chosen.emit(scan)
    dialog.informed.setChecked(False)
    dialog.accept()
    (sheet,) = form._office.read.all(Consent)
    assert sheet.purposes == (Permission(purpose=P.INSTITUTION, recipient=1),)
    assert sheet.guardian == "Nour Al-Sayed"
    assert sheet.sheet is not None
    assert stored(form).informed_on is None


def test_a_withdrawal_says_what_ends_and_what_runs_on(form: Any, window: MainWindow) -> None:
    agree(form, P.STORAGE, P.INSTITUTION, P.NEWS)
    window.run("withdraw")
    dialog = form.dialog
    assert list(dialog.ticks.boxes) == [P.STORAGE, P.INSTITUTION, P.NEWS]
    dialog.ticks.boxes[P.NEWS].setChecked(True)
    assert dialog.stops.text() == "Einladungen und Infopost: Keine Einladungen, Serienbriefe und Rundmails mehr."
    assert dialog.runs.text().split("\n") == [
        "Anfragen, Vorschläge und Listen der Koordinierungsstelle",
        "Weitergabe an die anfragende Einrichtung nach Rücksprache",
    ]
    dialog.reject()


def test_nothing_to_withdraw_is_said(form: Any, window: MainWindow) -> None:
    before = form.dialog
    window.run("withdraw")
    assert form.dialog is before
    assert "keine Einwilligung" in form.notice.text


def test_unsaved_input_is_saved_before_a_sheet_is_taken_down(form: Any, window: MainWindow) -> None:
    form.form.put("email", "rima@example.org")
    window.run("consent")
    assert stored(form).email == "rima@example.org"
    form.dialog.ticks.boxes[P.STORAGE].setChecked(True)
    form.dialog.accept()
    assert stored(form).legal_basis == "A6_1_A"
    assert not form.notice.text


def test_a_new_person_who_cannot_be_saved_gets_no_sheet(form: Any, window: MainWindow) -> None:
    window.run("new")
    window.run("consent")
    assert form.dialog is None or not form.dialog.isVisible()
    assert form.form.widgets["last_name"].problem


# --- Führungszeugnis ----------------------------------------------------------------------


def test_an_old_certificate_is_refused_beside_its_day(form: Any, window: MainWindow) -> None:
    window.run("inspection")
    dialog = form.dialog
    dialog.widgets["certificate_of"].control.setText("12.01.2026")
    dialog.widgets["inspected_on"].control.setText("20.04.2026")
    dialog.accept()
    assert "älter als 3 Monate" in dialog.widgets["certificate_of"].problem
    dialog.reject()
    assert form._office.read.all(Clearance) == []


def test_the_request_is_noted_when_it_is_printed(form: Any, window: MainWindow, qtbot: Any, tmp_path: Path,
                                                  monkeypatch: Any) -> None:  # fmt: skip
    target = tmp_path / "aufforderung.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(target), ""))
    window.run("release")
    qtbot.waitUntil(target.exists, timeout=20_000)
    qtbot.waitUntil(lambda: bool(form._office.read.all(Clearance)), timeout=20_000)
    (note,) = form._office.read.all(Clearance)
    assert (note.requested_on, note.inspected_on) == (window.today(), None)
    assert "Freigabe angefordert" in said(shown(form, ConsentsTab))


def test_a_note_is_erased_after_one_question_and_nothing_can_be_undone(form: Any, window: MainWindow) -> None:
    window.run("inspection")
    form.dialog.widgets["certificate_of"].control.setText("19.10.2026")
    form.dialog.accept()
    tab = shown(form, ConsentsTab)
    assert "Zu löschen am 12.02.2027" in said(tab)
    tab.buttons["erase"].click()
    assert "nicht rückgängig" in "".join(one.text() for one in form.dialog.findChildren(QLabel))
    form.dialog.accept()
    assert form._office.read.all(Clearance) == []
    assert window.desk.undo_label == ""
    assert "erase" not in tab.buttons


def test_the_day_to_delete_follows_the_status(form: Any, window: MainWindow) -> None:
    window.run("inspection")
    form.dialog.widgets["certificate_of"].control.setText("19.10.2026")
    form.dialog.accept()
    tab = shown(form, ConsentsTab)
    form.take_step(Step(VolunteerStatus.PLACED, TODAY))
    assert "Zu löschen nach dem Ende der Tätigkeit" in said(tab)
    form.take_step(Step(VolunteerStatus.ENDED, TODAY, "ZEIT"))
    assert "Zu löschen am 12.05.2027" in said(tab)


def test_no_draft_of_a_note_is_kept(office: OfficeFile) -> None:
    drafts.keep(office, view("clearance"), None, Draft({"certificate_of": "Eintrag: ja"}))
    assert office.drafts() == []


# --- words --------------------------------------------------------------------------------


def test_while_writing_she_is_reminded_and_a_result_is_not_kept(form: Any) -> None:
    notes = form.form.widgets["notes"]
    notes.paper.setPlainText("Führungszeugnis ist beantragt")
    assert notes.warning == str(CAUTION)
    assert form.save()
    notes.paper.setPlainText("Führungszeugnis: kein Eintrag")
    assert not form.save()
    assert "dürfen nicht festgehalten werden" in notes.problem
    notes.paper.setPlainText("bringt Kuchen mit")
    assert notes.warning == ""
    assert form.save()
    assert stored(form).notes == "bringt Kuchen mit"


def test_a_declaration_is_one_more_row(form: Any, window: MainWindow) -> None:
    window.run("declaration")
    form.dialog.widgets["filed"].control.setText("Ordner 2")
    form.dialog.accept()
    (one,) = stored(form).commitments
    assert (one.kind, one.version, one.filed) == ("VERSCHWIEGENHEIT", "2026-1", "Ordner 2")
    assert "Verschwiegenheitserklärung" in said(shown(form, ConsentsTab))


# --- lists --------------------------------------------------------------------------------


def test_a_list_asks_what_it_is_for_and_names_who_is_left_out(form: Any, window: MainWindow, qtbot: Any) -> None:
    agree(form, P.STORAGE)
    of = view("volunteer")
    table = tables.Table(of, tables.chosen(of), window.desk.office.lists.order(Query.of(of)))
    dialog = PurposeDialog(window, table)
    qtbot.addWidget(dialog)
    assert dialog.purpose is P.STORAGE
    assert (len(dialog.sifted.ids), dialog.list.count()) == (1, 0)
    dialog.choose(P.NEWS)
    assert list(dialog.sifted.ids) == []
    assert dialog.list.item(0).text() == (
        "Al-Sayed, Rima · 030 23125-142 · keine Einwilligung „Einladungen und Infopost“"
    )
    assert not dialog.go.isEnabled()


def test_the_window_shows_the_dialog_only_for_people(
    window: MainWindow, tmp_path: Path, monkeypatch: Any, qtbot: Any
) -> None:
    asked: list[Callable[..., Any]] = []
    monkeypatch.setattr(PurposeDialog, "exec", lambda self: asked.append(self.purpose) or 1)
    target = tmp_path / "liste.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(target), ""))
    window.run("export")
    qtbot.waitUntil(target.exists, timeout=20_000)
    assert asked == [P.STORAGE]
    assert "Al-Sayed" in target.read_text("utf-8-sig")
    QApplication.processEvents()
