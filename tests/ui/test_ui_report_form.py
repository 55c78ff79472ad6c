"""The report assistant: what it proposes, keeps, shows and hands out, and where its lines lead."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from tests.conftest import TODAY

from bezirkskoordination.actions import editing
from bezirkskoordination.actions.desk import Desk
from bezirkskoordination.actions.meetings import plan_sitting
from bezirkskoordination.actions.settings import begin_office, change_setting, shipped_offices
from bezirkskoordination.records.council import Consultation, Report, ReportStatus, Section
from bezirkskoordination.records.network import Order
from bezirkskoordination.records.office import Attachment
from bezirkskoordination.records.people import Person, VolunteerStatus
from bezirkskoordination.reports.council_gather import Request
from bezirkskoordination.reports.council_report import collect
from bezirkskoordination.reports.formats import FORMATS
from bezirkskoordination.store.office import OfficeFile
from bezirkskoordination.ui.ask_dialog import AskDialog
from bezirkskoordination.ui.paste_back import PasteBack
from bezirkskoordination.ui.place_dialog import PlaceDialog
from bezirkskoordination.ui.report_check_tab import CheckTab
from bezirkskoordination.ui.report_figures_tab import FiguresTab
from bezirkskoordination.ui.report_form import ReportForm
from bezirkskoordination.ui.report_preview_tab import PreviewTab
from bezirkskoordination.ui.report_step_dialogs import ReleaseDialog
from bezirkskoordination.ui.window import MainWindow
from bezirkskoordination.ui.worker import worker

COUNCIL = "Stadtbezirksrat im Stadtbezirk 111 Hondelage-Volkmarode"
ROUTE = (Consultation(body=COUNCIL, on_date=date(2026, 12, 1)),)


@pytest.fixture
def filled(office: OfficeFile) -> OfficeFile:
    """A district with a sitting, a coordinator, and seven volunteers: four of old, three won in the period."""
    with office.unit() as unit:
        begin_office(unit, shipped_offices()[0])
        plan_sitting(unit, date(2026, 12, 1))
        change_setting(unit, "coordinator", "Ines Kranichfeld")
        for number in range(7):
            person = unit.add(Person(last_name=f"Muster{number}"))
            day = date(2026, 1, 5) if number < 4 else date(2026, 6, 1)
            unit.record_status(person, VolunteerStatus.AVAILABLE, day)
    return office


@pytest.fixture
def window(qtbot: Any, filled: OfficeFile, tmp_path: Path) -> Iterator[MainWindow]:
    made = MainWindow(filled, QSettings(str(tmp_path / "w.ini"), QSettings.Format.IniFormat))
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show()
    made.activateWindow()
    qtbot.waitExposed(made)
    yield made
    worker().rest()
    made.pages.put_away()


@pytest.fixture
def assistant(qtbot: Any, window: MainWindow) -> Callable[..., ReportForm]:
    """Opens the assistant on a report, or on the next one, with its figures counted."""

    def shown(report: Report | None = None) -> ReportForm:
        if report is None:
            window.run("write_report")
        else:
            window.open_record("report", report.id or 0)
        form: ReportForm = window.record_page.report_form  # type: ignore[union-attr]
        qtbot.waitUntil(lambda: form.told is not None, timeout=15_000)
        return form

    return shown


def kept(desk: Desk, text: str = "", **changes: Any) -> Report:
    values: dict[str, Any] = {
        "subject": "Bericht", "period_from": date(2026, 5, 1), "reference_date": date(2026, 10, 31),
        "dated_on": TODAY, "consultations": ROUTE, "signed_by": "Ines Kranichfeld",
        "sections": (Section(key="lage", text=text),) if text else (),
    }  # fmt: skip
    report = Report(**{**values, **changes})
    return desk.do("vorher", lambda unit: editing.save(unit, None, report))


def tab(form: ReportForm, kind: type[Any]) -> Any:
    found = form.tab_of(kind)
    assert found is not None
    form.tabs.setCurrentWidget(found)
    return found


def editor(form: ReportForm, key: str = "lage") -> Any:
    form.go_to_section(key)
    return form.sections.rows[key].editor


def typed(form: ReportForm, name: str, text: str) -> None:
    line: Any = form.form.widgets[name].control
    line.setText(text)
    line.textEdited.emit(text)


# --- a new report ---------------------------------------------------------------------------


def test_a_new_report_begins_with_what_is_known(assistant: Callable[..., ReportForm]) -> None:
    report = assistant().current()
    assert report is not None
    assert report.subject == "Bericht der Koordinierungsstelle für Integration, 01.05. bis 31.10.2026"
    assert (report.period_from, report.reference_date) == (date(2026, 5, 1), date(2026, 10, 31))
    assert (report.dated_on, report.signed_by) == (TODAY, "Ines Kranichfeld")
    (row,) = report.consultations
    assert (row.body, row.role, row.on_date) == (COUNCIL, "KENNTNIS", date(2026, 12, 1))


def test_its_period_follows_the_last_report(assistant: Callable[..., ReportForm], window: MainWindow) -> None:
    old = kept(window.desk, period_from=date(2026, 1, 1), reference_date=date(2026, 3, 31), dated_on=date(2026, 4, 2))
    window.desk.do("ab", lambda unit: unit.record_status(old, ReportStatus.DISCUSSED, date(2026, 4, 2)))
    report = assistant().current()
    assert report is not None
    assert (report.period_from, report.reference_date) == (date(2026, 4, 1), date(2026, 10, 31))


def test_the_subject_goes_with_the_period_until_somebody_writes_it(assistant: Callable[..., ReportForm]) -> None:
    form = assistant()
    subject = form.form.widgets["subject"]
    typed(form, "reference_date", "30.09.2026")
    assert subject.value().endswith("01.05. bis 30.09.2026")
    typed(form, "subject", "Halbjahresbericht")
    typed(form, "reference_date", "31.10.2026")
    assert subject.value() == "Halbjahresbericht"


@pytest.mark.parametrize(
    ("field", "text", "beside", "said"),
    [
        ("reference_date", "31.12.2026", "reference_date", "Zukunft"),
        ("period_from", "01.11.2026", "reference_date", "liegt vor"),
        ("dated_on", "30.10.2026", "dated_on", "liegt vor"),
    ],
)
def test_days_that_contradict_are_said_beside_the_field(
    assistant: Callable[..., ReportForm], window: MainWindow, field: str, text: str, beside: str, said: str
) -> None:
    form = assistant()
    typed(form, field, text)
    assert form.current() is None
    assert not form.save()
    assert said in form.form.widgets[beside].problem
    assert window.desk.office.read.all(Report) == []
    form.discard()


# --- texts ------------------------------------------------------------------------------------


def test_going_on_to_the_next_section_keeps_the_words_as_one_step(
    qtbot: Any, assistant: Callable[..., ReportForm], window: MainWindow
) -> None:
    report = kept(window.desk)
    form = assistant(report)
    QTest.keyClicks(editor(form, "lage"), "Es geht voran.")
    editor(form, "ausblick")
    qtbot.waitUntil(lambda: not form.unsaved, timeout=5000)
    assert window.desk.office.read.get(Report, report.id).sections == (Section(key="lage", text="Es geht voran."),)
    assert form.sections.rows["ausblick"].editor.hasFocus()
    window.desk.undo()
    assert window.desk.office.read.get(Report, report.id).sections == ()


def test_unfinished_words_come_back(assistant: Callable[..., ReportForm], window: MainWindow) -> None:
    report = kept(window.desk)
    form = assistant(report)
    QTest.keyClicks(editor(form), "Noch nicht fertig")
    assert window.pages.keep_drafts()
    form.show_nothing()
    form.show_record(report)
    assert form.sections.rows["lage"].editor.toPlainText() == "Noch nicht fertig"
    assert "wieder da" in form.notice.text
    assert form.save()


def test_a_new_report_that_was_not_saved_comes_back_with_its_words(
    qtbot: Any, assistant: Callable[..., ReportForm], window: MainWindow, tmp_path: Path
) -> None:
    form = assistant()
    QTest.keyClicks(editor(form), "Angefangen")
    assert window.pages.keep_drafts()
    form.show_nothing()
    again = window.open_page("report")
    again.new()
    assert again.report_form.is_new
    assert again.report_form.sections.rows["lage"].editor.toPlainText() == "Angefangen"
    assert "wieder da" in again.report_form.notice.text
    assert again.save()


def test_a_figure_is_put_in_by_name_stored_by_code_and_printed_as_it_is_published(
    qtbot: Any, assistant: Callable[..., ReportForm], window: MainWindow
) -> None:
    report = kept(window.desk)
    form = assistant(report)
    QTest.keyClicks(editor(form), "Neu dabei: ")
    window.run("report_place")
    dialog = form.dialog
    assert isinstance(dialog, PlaceDialog)
    QTest.keyClicks(dialog.line, "neu gewon")
    assert [(one.code, one.value) for one in dialog.shown] == [("K12", "3"), ("K12:vorher", "4")]
    QTest.keyClick(dialog.line, Qt.Key.Key_Return)
    assert editor(form).toPlainText() == "Neu dabei: {{Neu gewonnene Ehrenamtliche}}"
    assert form.save()
    stored = window.desk.office.read.get(Report, report.id)
    assert stored.sections == (Section(key="lage", text="Neu dabei: {{K12}}"),)
    assert "Neu dabei: 3" in str(collect(window.desk.office.read, Request.of(stored)))


def test_a_hidden_figure_is_hidden_in_the_sentence_too(window: MainWindow) -> None:
    """Two people left: the public paper says „weniger als 3“ or nothing, never the number; the other one says it."""
    with window.desk.office.unit() as unit:
        for person in unit.all(Person)[:2]:
            unit.record_status(person, VolunteerStatus.ENDED, date(2026, 7, 1))
    report = kept(window.desk, "Gegangen sind {{K13}}.")
    read = window.desk.office.read
    assert "Gegangen sind 2." in str(collect(read, Request.of(report, public=False)))
    public = str(collect(read, Request.of(report)))
    assert "Gegangen sind 2." not in public
    assert "Gegangen sind weniger als 3." in public or "Gegangen sind nicht ausgewiesen." in public


def test_open_spots_are_marked_and_found_one_after_the_other(
    qtbot: Any, assistant: Callable[..., ReportForm], window: MainWindow
) -> None:
    form = assistant(kept(window.desk))
    QTest.keyClicks(editor(form, "lage"), "Am ")
    window.run("report_open")
    QTest.keyClicks(editor(form, "lage"), "Tag der Feier")
    assert form.sections.rows["lage"].editor.toPlainText() == "Am <noch offen: Tag der Feier>"
    editor(form, "ausblick").setPlainText("Mehr <noch offen>")
    window.run("report_next")
    selected = [form.sections.current.editor.textCursor().selectedText()]
    window.run("report_next")
    selected.append(form.sections.current.editor.textCursor().selectedText())
    assert sorted(selected) == ["<noch offen: Tag der Feier>", "<noch offen>"]
    qtbot.waitUntil(lambda: form.texts.state.text().startswith("2 offene Stellen"), timeout=5000)


def test_the_short_version_asks_only_for_its_own_sections(
    assistant: Callable[..., ReportForm], window: MainWindow
) -> None:
    sections = (Section(key="netzwerk", text="<noch offen>"), Section(key="lage", text="Gut."))
    form = assistant(kept(window.desk, sections=sections))
    assert form.sections.count_open() == 1
    form.form.put("kind", "KURZ")
    shown = [key for key, row in form.sections.rows.items() if not row.isHidden()]
    assert shown == ["lage", "ausblick", "bitte"]
    assert form.sections.count_open() == 0
    assert form.save()
    stored = window.desk.office.read.get(Report, form.record_id)
    assert set(stored.sections) == set(sections), "what was written elsewhere is kept"


def test_last_time_is_shown_and_taken_over_with_one_key(
    assistant: Callable[..., ReportForm], window: MainWindow
) -> None:
    kept(window.desk, "Zuletzt {{K11}}.", period_from=date(2025, 11, 1), reference_date=date(2026, 4, 30),
         dated_on=date(2026, 5, 5))  # fmt: skip
    form = assistant(kept(window.desk))
    assert "Zuletzt {{Ehrenamtliche}}." in form.sections.rows["lage"].last.text()
    QTest.keyClicks(editor(form), "Neu.")
    window.run("report_take")
    assert editor(form).toPlainText() == "Neu.\n\nZuletzt {{Ehrenamtliche}}."
    assert form.save()
    editor(form, "ausblick")
    window.run("report_take")
    assert "stand in diesem Abschnitt nichts" in window.foot.message.text()


def test_corrected_words_are_taken_in_after_a_look_and_ctrl_z_brings_the_old_ones_back(
    assistant: Callable[..., ReportForm], window: MainWindow
) -> None:
    form = assistant(kept(window.desk, "Es helfen {{K11}} Leute."))
    words = editor(form)
    QGuiApplication.clipboard().setText("Es helfen 7 Menschen.")
    window.run("report_paste")
    dialog = form.dialog
    assert isinstance(dialog, PasteBack)
    assert dialog.said.text() == "Eine Stelle geändert"
    assert "<s" in dialog.difference.toHtml() or "line-through" in dialog.difference.toHtml()
    dialog.accept()
    assert words.toPlainText() == "Es helfen {{Ehrenamtliche}} Menschen."
    words.undo()
    assert words.toPlainText() == "Es helfen {{Ehrenamtliche}} Leute."


def test_what_came_back_is_left_alone_if_it_is_refused_or_the_same(
    assistant: Callable[..., ReportForm], window: MainWindow
) -> None:
    form = assistant(kept(window.desk, "Es helfen {{K11}} Leute."))
    words = editor(form)
    for text, can_be_taken in (("Es helfen  7\nLeute.", False), ("", False), ("Anders.", True)):
        QGuiApplication.clipboard().setText(text)
        window.run("report_paste")
        dialog = form.dialog
        assert isinstance(dialog, PasteBack)
        assert dialog.take.isEnabled() is can_be_taken
        dialog.reject()
        assert words.toPlainText() == "Es helfen {{Ehrenamtliche}} Leute."


# --- figures ------------------------------------------------------------------------------------


def test_every_figure_stands_beside_last_times_and_leads_to_the_records_behind_it(
    assistant: Callable[..., ReportForm], window: MainWindow
) -> None:
    form = assistant(kept(window.desk))
    figures = tab(form, FiguresTab)
    figures.choose("K12")
    item = figures.tree.currentItem()
    assert [item.text(at) for at in range(4)] == ["Neu gewonnene Ehrenamtliche", "3", "4", "−1"]
    QTest.keyClick(figures.tree, Qt.Key.Key_Return)
    page: Any = window.record_page
    assert page.view.type is Person.type
    assert {page.model.record_at(row).last_name for row in range(page.model.rowCount())} == {
        "Muster4", "Muster5", "Muster6",
    }  # fmt: skip
    page._only_these.button.click()
    assert page.model.rowCount() == 7


def test_another_report_never_stands_beside_the_figures_of_the_one_before(
    qtbot: Any, assistant: Callable[..., ReportForm], window: MainWindow
) -> None:
    other = kept(window.desk, period_from=date(2025, 11, 1), reference_date=date(2026, 4, 30))
    tree = tab(assistant(kept(window.desk)), FiguresTab).tree
    assert "31.10.2026" in tree.headerItem().text(1)
    window.open_record("report", other.id or 0)
    assert tree.topLevelItemCount() == 0
    qtbot.waitUntil(lambda: tree.topLevelItemCount() > 0, timeout=15_000)
    assert "30.04.2026" in tree.headerItem().text(1)


def test_a_part_that_the_public_paper_does_not_tell_says_so(
    assistant: Callable[..., ReportForm], window: MainWindow
) -> None:
    with window.desk.office.unit() as unit:
        unit.record_status(unit.all(Person)[0], VolunteerStatus.PAUSED, date(2026, 7, 1))
    figures = tab(assistant(kept(window.desk)), FiguresTab)
    figures.choose("K11")
    item = figures.tree.currentItem()
    parts = {item.child(at).text(0): item.child(at).text(4) for at in range(item.childCount())}
    assert parts["pausiert"].strip() in ("zusammengefasst", "nicht ausgewiesen")
    assert not figures.tree.isColumnHidden(4)


def test_a_figure_without_records_says_so(assistant: Callable[..., ReportForm], window: MainWindow) -> None:
    figures = tab(assistant(kept(window.desk)), FiguresTab)
    figures.choose("K18E")
    assert not figures.open.isEnabled()
    figures.open_behind()
    assert "kein einzelner Eintrag" in window.foot.message.text()


# --- the check ------------------------------------------------------------------------------------


def test_what_is_in_the_way_leads_to_its_place(
    qtbot: Any, assistant: Callable[..., ReportForm], window: MainWindow
) -> None:
    text = "Es helfen 9 Ehrenamtliche. <noch offen: Feier>"
    form = assistant(kept(window.desk, text, consultations=(Consultation(body=COUNCIL),), signed_by=""))
    check = tab(form, CheckTab)
    said = [(one.text, one.blocks) for one in check.obstacles]
    assert (f"Der Sitzungstermin fehlt: {COUNCIL}.", True) in said
    assert ("Auf einen Blick: noch offen – Feier", True) in said
    assert ("Auf einen Blick: Hier steht „9“, gezählt ist: Ehrenamtliche 7.", False) in said
    qtbot.waitUntil(lambda: check.result.text() == "2 Dinge stehen der Freigabe im Weg.", timeout=15_000)
    check.list.setCurrentRow([one for one, _ in said].index("Auf einen Blick: noch offen – Feier"))
    QTest.keyClick(check.list, Qt.Key.Key_Return)
    assert form.sections.rows["lage"].editor.textCursor().selectedText() == "<noch offen: Feier>"
    tab(form, CheckTab)
    check.list.setCurrentRow(0)
    QTest.keyClick(check.list, Qt.Key.Key_Return)
    assert form.tabs.currentIndex() == 0


def test_a_period_that_was_reported_on_already_is_said_and_leads_to_its_day(
    assistant: Callable[..., ReportForm], window: MainWindow
) -> None:
    issued = kept(window.desk, period_from=date(2026, 1, 1), reference_date=date(2026, 6, 30))
    with window.desk.office.unit() as unit:
        unit.record_status(issued, ReportStatus.SUBMITTED, TODAY)
    form = assistant(kept(window.desk))
    check = tab(form, CheckTab)
    at = next(i for i, one in enumerate(check.obstacles) if one.field == "period_from")
    assert f"({issued.number}, 01.01.–30.06.2026)" in check.obstacles[at].text
    check.list.setCurrentRow(at)
    QTest.keyClick(check.list, Qt.Key.Key_Return)
    assert form.tabs.currentIndex() == 0
    assert not any(one.field == "period_from" for one in assistant(issued).obstacles())


def test_a_name_in_the_public_paper_is_in_the_way_and_leads_to_its_word(
    qtbot: Any, assistant: Callable[..., ReportForm], window: MainWindow
) -> None:
    with window.desk.office.unit() as unit:
        unit.add(Person(last_name="Lindwurmski", first_name="Oda"))
    form = assistant(kept(window.desk, "Danke an Oda Lindwurmski für alles."))
    check = tab(form, CheckTab)
    qtbot.waitUntil(lambda: any(one.blocks for one in check.obstacles), timeout=15_000)
    (leak,) = (one for one in check.obstacles if one.blocks)
    assert "Lindwurmski" in leak.text
    check.list.setCurrentRow(check.obstacles.index(leak))
    QTest.keyClick(check.list, Qt.Key.Key_Return)
    assert "Lindwurmski" in form.sections.rows["lage"].editor.textCursor().selectedText()


def test_when_nothing_is_in_the_way_it_says_so(
    qtbot: Any, assistant: Callable[..., ReportForm], window: MainWindow
) -> None:
    form = assistant(kept(window.desk, "Es helfen {{K11}} Ehrenamtliche."))
    check = tab(form, CheckTab)
    qtbot.waitUntil(lambda: form.seen is not None, timeout=15_000)
    assert [one for one in check.obstacles if one.blocks] == []
    assert check.result.text().startswith("Nichts steht der Freigabe im Weg.")


# --- pages and files ---------------------------------------------------------------------------


def shown_text(preview: Any) -> str:
    document = preview.document
    return "" if document is None else "".join(document.getAllText(at).text() for at in range(document.pageCount()))


def test_the_pages_follow_the_words(qtbot: Any, assistant: Callable[..., ReportForm], window: MainWindow) -> None:
    form = assistant(kept(window.desk))
    preview = tab(form, PreviewTab).preview
    qtbot.waitUntil(lambda: preview.document is not None, timeout=15_000)
    QTest.keyClicks(editor(form), "Es geht voran.")
    tab(form, PreviewTab)
    qtbot.waitUntil(lambda: "Es geht voran." in shown_text(preview), timeout=15_000)
    assert preview.show_words("Es geht voran.")
    qtbot.waitUntil(lambda: preview.view.verticalScrollBar().value() > 0, timeout=5000)
    assert not preview.show_words("Das steht da nicht")


def test_another_report_never_stands_under_the_pages_of_the_one_before(
    qtbot: Any, assistant: Callable[..., ReportForm], window: MainWindow
) -> None:
    first, second = kept(window.desk, "Nur im ersten."), kept(window.desk, "Nur im zweiten.")
    form = assistant(first)
    preview = tab(form, PreviewTab).preview
    qtbot.waitUntil(lambda: "Nur im ersten." in shown_text(preview), timeout=15_000)
    window.open_record("report", second.id or 0)
    assert not shown_text(preview)
    qtbot.waitUntil(lambda: "Nur im zweiten." in shown_text(preview), timeout=15_000)


def test_in_a_wide_window_the_page_stands_beside_the_texts(
    qtbot: Any, assistant: Callable[..., ReportForm], window: MainWindow
) -> None:
    form = assistant(kept(window.desk, "Hier."))
    editor(form)
    assert not form.texts.preview.isVisible()
    window.resize(2000, 900)
    qtbot.waitUntil(form.texts.preview.isVisible, timeout=5000)
    qtbot.waitUntil(lambda: "Hier." in shown_text(form.texts.preview), timeout=15_000)


def test_both_versions_can_be_looked_at(qtbot: Any, assistant: Callable[..., ReportForm], window: MainWindow) -> None:
    view = tab(assistant(kept(window.desk)), PreviewTab)
    qtbot.waitUntil(lambda: "Bericht (öffentlich)" in shown_text(view.preview), timeout=15_000)
    view.closed.click()
    qtbot.waitUntil(lambda: "Bericht (nichtöffentlich)" in shown_text(view.preview), timeout=15_000)


@pytest.fixture
def target(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> dict[str, Any]:
    """Where the file dialog points, and what it proposed."""
    told: dict[str, Any] = {"path": tmp_path / "aus" / "Bericht.pdf", "proposed": ""}
    told["path"].parent.mkdir()

    def ask(_parent: Any, _title: str, proposed: str, _filter: str) -> tuple[str, str]:
        told["proposed"] = proposed
        return str(told["path"]), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    return told


@pytest.mark.parametrize("at", [0, 1], ids=["docx", "xlsx"])
def test_a_copy_to_work_on_is_written_and_nothing_is_kept(
    qtbot: Any, assistant: Callable[..., ReportForm], window: MainWindow, target: dict[str, Any], at: int
) -> None:
    report = kept(window.desk)
    view = tab(assistant(report), PreviewTab)
    target["path"] = target["path"].with_suffix(FORMATS[at + 1].ending)
    view.copy_button.menu().actions()[at].trigger()
    qtbot.waitUntil(target["path"].exists, timeout=15_000)
    assert Path(target["proposed"]).name == f"Bericht_2026-10-31{FORMATS[at + 1].ending}"
    read = window.desk.office.read
    assert target["path"].read_bytes() == FORMATS[at + 1].render(collect(read, Request.of(report)))
    assert read.all(Report) == [report]
    assert read.all(Attachment) == []


def test_a_file_that_cannot_be_written_changes_nothing(
    qtbot: Any, assistant: Callable[..., ReportForm], window: MainWindow, target: dict[str, Any]
) -> None:
    report = kept(window.desk)
    form = assistant(report)
    target["path"] = target["path"].parent / "gibt es nicht" / "Bericht.pdf"
    tab(form, PreviewTab).save_pdf()
    qtbot.waitUntil(lambda: "gibt es nicht" in form.notice.text, timeout=15_000)
    assert window.desk.office.read.all(Report) == [report]
    assert window.desk.office.read.all(Attachment) == []


# --- on its way to the council ------------------------------------------------------------------


def texts_of(form: ReportForm) -> list[str]:
    return [one.text() for one in form.steps.buttons if one.isVisible()]


def released(qtbot: Any, window: MainWindow, form: ReportForm) -> Report:
    window.run("report_freeze")
    window.run("report_release")
    qtbot.waitUntil(lambda: isinstance(form.dialog, ReleaseDialog), timeout=30_000)
    dialog = form.dialog
    assert isinstance(dialog, ReleaseDialog)
    dialog.seen.setChecked(True)
    dialog.accept()
    report = form.report
    assert report is not None
    return report


def test_every_state_offers_what_comes_next(
    qtbot: Any, assistant: Callable[..., ReportForm], window: MainWindow
) -> None:
    form = assistant(kept(window.desk))
    assert texts_of(form) == ["Zahlen einfrieren"]
    window.run("next_step")
    assert texts_of(form) == ["Freigeben …", "Zahlen wieder öffnen"]
    assert form.form.widgets["reference_date"].control.isReadOnly()
    assert not editor(form).isReadOnly(), "words may change until the release"
    window.run("report_unfreeze")
    assert texts_of(form) == ["Zahlen einfrieren"]
    assert released(qtbot, window, form).status is ReportStatus.RELEASED
    assert texts_of(form) == ["Eingereicht …", "Berichtigen"]
    assert editor(form).isReadOnly()
    window.run("next_step")
    assert isinstance(form.dialog, AskDialog)
    form.dialog.accept()
    assert texts_of(form) == ["Zur Kenntnis genommen …", "Berichtigen"]
    window.run("next_step")
    dialog = form.dialog
    assert isinstance(dialog, AskDialog)
    dialog.widgets["orders"].set_raw("- Zahlen je Ortsteil nachreichen\n\n")
    dialog.accept()
    report = window.desk.office.read.get(Report, form.record_id)
    assert report.status is ReportStatus.DISCUSSED
    assert report.consultations[-1].result == "KENNTNIS"
    assert [one.text for one in window.desk.office.read.all(Order)] == ["Zahlen je Ortsteil nachreichen"]


def test_what_is_in_the_way_is_shown_instead_of_a_release(
    qtbot: Any, assistant: Callable[..., ReportForm], window: MainWindow
) -> None:
    form = assistant(kept(window.desk, "Am <noch offen: Tag>."))
    window.run("report_freeze")
    window.run("report_release")
    assert form.tabs.currentWidget() is form.tab_of(CheckTab)
    assert "im Weg" in form.notice.text
    assert form.report is not None
    assert form.report.status is ReportStatus.FROZEN


def test_a_late_entry_changes_no_figure_and_is_named(
    qtbot: Any, assistant: Callable[..., ReportForm], window: MainWindow
) -> None:
    form = assistant(kept(window.desk))
    window.run("report_freeze")

    def late(unit: Any) -> Person:
        person = editing.save(unit, None, Person(last_name="Spät"))
        return unit.record_status(person, VolunteerStatus.AVAILABLE, date(2026, 9, 1))

    person = window.desk.do("spät", late)
    check = tab(form, CheckTab)
    qtbot.waitUntil(lambda: any("Nachmeldung" in one.text for one in check.obstacles), timeout=15_000)
    assert form.told is not None
    assert form.told.now["K11"].value == 7
    (line,) = (one for one in check.obstacles if "Nachmeldung" in one.text)
    assert not line.blocks
    check.list.setCurrentRow(check.obstacles.index(line))
    QTest.keyClick(check.list, Qt.Key.Key_Return)
    assert window.record_page is not None
    assert window.record_page.record == person


def test_a_released_report_is_handed_out_byte_for_byte(
    qtbot: Any, assistant: Callable[..., ReportForm], window: MainWindow, target: dict[str, Any]
) -> None:
    form = assistant(kept(window.desk, "Alt."))
    report = released(qtbot, window, form)
    window.run("report_open")
    assert editor(form).toPlainText() == "Alt.", "nothing can be written any more"
    view = tab(form, PreviewTab)
    for button, kept_as in ((view.public, report.public_pdf), (view.closed, report.internal_pdf)):
        button.click()
        target["path"] = target["path"].with_name(f"{kept_as}.pdf")
        view.save_pdf()
        attachment = window.desk.office.read.get(Attachment, kept_as)
        assert target["path"].read_bytes() == window.desk.office.read.blob(attachment.sha256)


def test_a_correction_begins_with_the_same_words_and_is_shown(
    qtbot: Any, assistant: Callable[..., ReportForm], window: MainWindow
) -> None:
    form = assistant(kept(window.desk, "Alt."))
    old = released(qtbot, window, form)
    window.run("report_correct")
    report = form.report
    assert report is not None
    assert (report.corrects, report.status) == (old.id, ReportStatus.DRAFT)
    stichtag: Any = form.form.widgets["reference_date"].control
    assert stichtag.isReadOnly(), "it is that of what is corrected"
    assert form.sections.rows["lage"].editor.toPlainText() == "Alt."
    qtbot.waitUntil(lambda: form.told is not None, timeout=15_000)
    figures = tab(form, FiguresTab)
    figures.choose("K11")
    figures.reason.click()
    assert isinstance(form.dialog, AskDialog)
    form.dialog.widgets["reason"].set_raw("Zwei doppelt gezählt")
    form.dialog.accept()
    stored = window.desk.office.read.get(Report, report.id)
    assert Section(key="grund:K11", text="Zwei doppelt gezählt") in stored.sections
