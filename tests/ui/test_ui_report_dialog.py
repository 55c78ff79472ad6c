"""The report dialog: what it proposes, what it says in place, what it keeps and hands out."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from bezirkskoordination.actions import editing
from bezirkskoordination.actions.desk import Desk
from bezirkskoordination.actions.editing import Step
from bezirkskoordination.actions.meetings import plan_sitting
from bezirkskoordination.actions.settings import change_setting
from bezirkskoordination.records.council import Report, ReportStatus, Section
from bezirkskoordination.records.office import Attachment, AttachmentKind, District
from bezirkskoordination.records.refusal import Refused
from bezirkskoordination.reports import pdf
from bezirkskoordination.reports.council_report import Request, collect
from bezirkskoordination.reports.formats import FORMATS
from bezirkskoordination.rules.report_sections import SECTIONS
from bezirkskoordination.ui.report_dialog import ReportDialog
from bezirkskoordination.ui.worker import worker

TODAY = date(2026, 11, 12)
COUNCIL = "Stadtbezirksrat im Stadtbezirk 111 Hondelage-Volkmarode"


class FakeContext:
    """A window that only remembers what it was told."""

    def __init__(self, desk: Desk, memory: QSettings) -> None:
        self.desk, self.memory = desk, memory
        self.said: list[str] = []

    def open_record(self, *_what: Any) -> None: ...

    def open_page(self, _name: str) -> Any: ...

    def say(self, message: str) -> None:
        self.said.append(message)

    def today(self) -> date:
        return TODAY

    def run(self, _command: str) -> None: ...


@pytest.fixture
def context(desk: Desk, tmp_path: Path) -> FakeContext:
    def begin(unit: Any) -> None:
        unit.add(
            District(
                number="111", name="Hondelage-Volkmarode", city="Braunschweig", council_name=COUNCIL,
                valid_from=date(2021, 11, 1),
            )
        )  # fmt: skip
        plan_sitting(unit, date(2026, 12, 1))
        change_setting(unit, "coordinator", "Ines Kranichfeld")

    desk.do("Anfang", begin)
    return FakeContext(desk, QSettings(str(tmp_path / "memory.ini"), QSettings.Format.IniFormat))


@pytest.fixture
def dialog(qtbot: Any, context: FakeContext) -> Iterator[Callable[..., ReportDialog]]:
    made: list[ReportDialog] = []

    def shown(report: Report | None = None) -> ReportDialog:
        one = ReportDialog(context, report)
        one.show()
        made.append(one)
        qtbot.waitUntil(lambda: one.preview.document is not None, timeout=15_000)
        return one

    yield shown
    for one in made:
        one._show()  # forget what was typed: no question at the end
        one.reject()
        one.deleteLater()
    worker().rest()


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


def kept(desk: Desk, **changes: Any) -> Report:
    values = {
        "subject": "Bericht", "period_from": date(2026, 5, 1), "reference_date": date(2026, 10, 31), "dated_on": TODAY,
    }  # fmt: skip
    report = Report(**{**values, **changes})
    return desk.do("vorher", lambda unit: editing.save(unit, None, report))


def typed(dialog: ReportDialog, name: str, text: str) -> None:
    line = dialog.form.widgets[name].control
    line.setText(text)  # type: ignore[attr-defined]
    line.textEdited.emit(text)  # type: ignore[attr-defined]


def test_a_new_report_begins_with_what_is_known(dialog: Callable[..., ReportDialog]) -> None:
    report = dialog().current()
    assert report is not None
    assert report.subject == "Bericht der Koordinierungsstelle für Integration, 01.05. bis 31.10.2026"
    assert (report.period_from, report.reference_date) == (date(2026, 5, 1), date(2026, 10, 31))
    assert (report.dated_on, report.signed_by) == (TODAY, "Ines Kranichfeld")
    (row,) = report.consultations
    assert (row.body, row.role, row.on_date) == (COUNCIL, "KENNTNIS", date(2026, 12, 1))


def test_the_subject_goes_with_the_period_until_somebody_writes_it(dialog: Callable[..., ReportDialog]) -> None:
    shown = dialog()
    typed(shown, "reference_date", "30.09.2026")
    assert shown.form.widgets["subject"].value().endswith("01.05. bis 30.09.2026")
    typed(shown, "subject", "Halbjahresbericht")
    typed(shown, "reference_date", "31.10.2026")
    assert shown.form.widgets["subject"].value() == "Halbjahresbericht"


@pytest.mark.parametrize(
    ("field", "text", "beside", "said"),
    [
        ("reference_date", "31.12.2026", "reference_date", "Zukunft"),
        ("period_from", "01.11.2026", "reference_date", "liegt vor"),
        ("dated_on", "30.10.2026", "dated_on", "liegt vor"),
    ],
)
def test_days_that_contradict_are_said_beside_the_field(
    qtbot: Any, dialog: Callable[..., ReportDialog], field: str, text: str, beside: str, said: str
) -> None:
    shown = dialog()
    before = shown.preview.document
    typed(shown, field, text)
    qtbot.waitUntil(lambda: shown.form.widgets[beside].problem != "", timeout=3000)
    assert said in shown.form.widgets[beside].problem
    assert not shown.save()
    assert shown.preview.document is before, "the last pages stay"
    assert "links fehlt" in shown.preview.message.text()


def test_no_figure_can_be_typed(dialog: Callable[..., ReportDialog]) -> None:
    shown = dialog()
    assert set(shown.form.widgets) == {
        "subject", "period_from", "reference_date", "dated_on", "consultations", "signed_by",
    }  # fmt: skip
    assert list(shown.texts.widgets) == [section.key for section in SECTIONS]


def test_the_paper_follows_the_words(qtbot: Any, dialog: Callable[..., ReportDialog]) -> None:
    shown = dialog()
    before = shown.preview.document
    shown.texts.widgets["lage"].set_raw("Es geht voran.")
    shown.texts.edited.emit()
    assert shown.preview.document is before
    qtbot.waitUntil(lambda: shown.preview.document is not before, timeout=15_000)
    text = "".join(shown.preview.document.getAllText(page).text() for page in range(shown.preview.document.pageCount()))
    assert "Es geht voran." in text
    assert shown.preview.page.text().startswith("Seite 1 von ")


def test_saving_is_one_step(dialog: Callable[..., ReportDialog], desk: Desk, context: FakeContext) -> None:
    shown = dialog()
    shown.texts.widgets["ausblick"].set_raw("Mehr Lesepaten.")
    assert shown.dirty
    assert shown.save()
    (report,) = desk.office.read.all(Report)
    assert report.number == "BER-2026-0001"
    assert report.sections == (Section(key="ausblick", text="Mehr Lesepaten."),)
    assert not shown.dirty
    assert context.said[-1] == "Bericht gespeichert"
    desk.undo()
    assert desk.office.read.all(Report) == []


def test_a_pdf_is_kept_as_it_was_handed_out(
    qtbot: Any, dialog: Callable[..., ReportDialog], desk: Desk, target: dict[str, Any], context: FakeContext
) -> None:
    shown = dialog()
    shown.pdf_button.click()
    qtbot.waitUntil(lambda: bool(context.said), timeout=15_000)
    assert Path(target["proposed"]).name == "Bericht_2026-10-31.pdf"
    (report,), (attachment,) = desk.office.read.all(Report), desk.office.read.all(Attachment)
    data = target["path"].read_bytes()
    assert desk.office.read.blob(attachment.sha256) == data
    assert (report.public_pdf, attachment.kind) == (attachment.id, AttachmentKind.REPORT)
    assert data == pdf.render(collect(desk.office.read, Request.of(report)))
    assert shown.pdf_button.isEnabled()
    desk.undo()
    assert desk.office.read.all(Report) == []
    assert desk.office.read.all(Attachment) == []


@pytest.mark.parametrize("at", [0, 1], ids=["docx", "xlsx"])
def test_a_copy_to_work_on_is_written_and_nothing_is_kept(
    qtbot: Any, dialog: Callable[..., ReportDialog], desk: Desk, target: dict[str, Any], context: FakeContext, at: int
) -> None:
    shown = dialog(kept(desk))
    before = desk.office.read.all(Report)
    action = shown.copy_button.menu().actions()[at]
    target["path"] = target["path"].with_suffix(FORMATS[at + 1].ending)
    action.trigger()
    assert not shown.copy_button.isEnabled()
    qtbot.waitUntil(lambda: bool(context.said), timeout=15_000)
    assert Path(target["proposed"]).name == f"Bericht_2026-10-31{FORMATS[at + 1].ending}"
    document = collect(desk.office.read, Request.of(before[0]))
    assert target["path"].read_bytes() == FORMATS[at + 1].render(document)
    assert desk.office.read.all(Report) == before
    assert desk.office.read.all(Attachment) == []
    assert shown.copy_button.isEnabled()


def test_a_copy_that_cannot_be_written_says_so(
    qtbot: Any, dialog: Callable[..., ReportDialog], desk: Desk, target: dict[str, Any]
) -> None:
    shown = dialog(kept(desk))
    target["path"] = target["path"].parent / "gibt es nicht" / "Bericht.docx"
    shown.save_copy(FORMATS[1])
    qtbot.waitUntil(lambda: shown.copy_button.isEnabled(), timeout=15_000)
    assert shown.said.property("role") == "problem"
    assert "gibt es nicht" in shown.said.text()


def test_without_the_mark_the_paper_is_clean(
    qtbot: Any, dialog: Callable[..., ReportDialog], desk: Desk, target: dict[str, Any], context: FakeContext
) -> None:
    shown = dialog(kept(desk))
    shown.marked.setChecked(False)
    shown.save_pdf()
    qtbot.waitUntil(lambda: bool(context.said), timeout=15_000)
    shown.preview.show_bytes(target["path"].read_bytes())
    assert "Entwurf" not in shown.preview.document.getAllText(0).text()
    assert desk.office.read.all(Report)[0].status is ReportStatus.DRAFT


def test_a_file_that_cannot_be_written_changes_nothing(
    qtbot: Any, dialog: Callable[..., ReportDialog], desk: Desk, target: dict[str, Any]
) -> None:
    shown = dialog()
    target["path"] = target["path"].parent / "gibt es nicht" / "Bericht.pdf"
    shown.save_pdf()
    qtbot.waitUntil(lambda: shown.pdf_button.isEnabled(), timeout=15_000)
    assert shown.said.property("role") == "problem"
    assert "gibt es nicht" in shown.said.text()
    assert desk.office.read.all(Report) == []


def test_a_refusal_of_the_paper_is_said_in_place(
    qtbot: Any, dialog: Callable[..., ReportDialog], monkeypatch: pytest.MonkeyPatch
) -> None:
    from bezirkskoordination.i18n import N_

    def refuse(*_args: object) -> bytes:
        raise Refused(N_("Test", "Die Schriftdatei fehlt."))

    shown = dialog()
    monkeypatch.setattr(pdf, "render", refuse)
    shown.remake()
    qtbot.waitUntil(lambda: shown.preview.message.text() == "Die Schriftdatei fehlt.", timeout=5000)
    assert shown.preview.message.property("role") == "problem"
    assert shown.preview.document.pageCount() > 0


def test_a_submitted_report_is_read_and_handed_out_again(
    qtbot: Any, dialog: Callable[..., ReportDialog], desk: Desk, target: dict[str, Any], context: FakeContext
) -> None:
    report = kept(desk)

    def submit(unit: Any) -> Report:
        attachment = editing.attach_bytes(unit, "Bericht.pdf", pdf.render(collect(unit, Request.of(report))),
                                          AttachmentKind.REPORT)  # fmt: skip
        issued = editing.save(unit, report, editing.replace(report, public_pdf=attachment.id))
        for status in (ReportStatus.FROZEN, ReportStatus.RELEASED, ReportStatus.SUBMITTED):
            issued = unit.record_status(issued, status, TODAY)
        return issued

    submitted = desk.do("abgeben", submit)
    kept(desk, subject="späterer", reference_date=date(2026, 11, 10))
    shown = dialog(submitted)
    assert shown.save_button.isHidden()
    assert not shown.save()
    assert "eingereicht" in shown.said.text()
    shown.save_pdf()
    (attachment,) = desk.office.read.all(Attachment)
    assert target["path"].read_bytes() == desk.office.read.blob(attachment.sha256)


def test_last_time_is_shown_and_can_be_taken(dialog: Callable[..., ReportDialog], desk: Desk) -> None:
    sections = (Section(key="netzwerk", text="Zwei neue Partner."),)
    kept(desk, subject="alt", period_from=date(2025, 11, 1), reference_date=date(2026, 4, 30),
         dated_on=date(2026, 5, 5), sections=sections)  # fmt: skip
    shown = dialog()
    assert list(shown.texts.folds) == ["netzwerk"]
    assert shown.current().period_from == date(2026, 5, 1)
    shown.texts._take("netzwerk", "Zwei neue Partner.")
    assert shown.current().sections == sections


def test_unfinished_words_come_back(dialog: Callable[..., ReportDialog], desk: Desk) -> None:
    report = kept(desk)
    shown = dialog(report)
    shown.texts.widgets["lage"].set_raw("Noch nicht fertig")
    shown._keep_draft()
    again = dialog(report)
    assert again.texts.widgets["lage"].raw() == "Noch nicht fertig"
    assert "wieder da" in again.said.text()
    assert again.save()
    assert desk.office.draft(f"report_dialog:{report.uid}") == ""


def test_closing_asks_what_becomes_of_the_words(
    dialog: Callable[..., ReportDialog], desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = dialog()
    shown.texts.widgets["lage"].set_raw("Neu")
    answers = iter([QMessageBox.ButtonRole.RejectRole, QMessageBox.ButtonRole.AcceptRole])

    def answer(box: QMessageBox) -> int:
        role = next(answers)
        next(button for button in box.buttons() if box.buttonRole(button) is role).click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", answer)
    shown.close_button.click()
    assert shown.isVisible()
    shown.close_button.click()
    assert not shown.isVisible()
    assert len(desk.office.read.all(Report)) == 1


def test_closing_stops_the_paper_at_once(qtbot: Any, context: FakeContext) -> None:
    one = ReportDialog(context, None)
    one.show()
    one.reject()
    assert not one.isVisible()
    one.deleteLater()
    worker().rest()


def test_keys_reach_everything(qtbot: Any, dialog: Callable[..., ReportDialog], desk: Desk) -> None:
    shown = dialog()
    qtbot.keyClick(shown, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert len(desk.office.read.all(Report)) == 1
    nameless = [
        one
        for one in shown.findChildren(QWidget)
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.isVisibleTo(shown)
        if not (one.accessibleName() or getattr(one, "text", str)())
    ]
    assert not [one for one in nameless if one.metaObject().className() not in ("Scrolled", "QSplitter")]


def test_in_a_narrow_window_one_side_is_shown(dialog: Callable[..., ReportDialog]) -> None:
    shown = dialog()
    assert shown.preview.isVisible()
    shown.resize(600, 500)
    assert not shown.preview.isVisible()
    shown.only_preview.click()
    assert shown.preview.isVisible()
    assert not shown.form.isVisible()
