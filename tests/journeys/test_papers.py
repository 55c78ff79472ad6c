"""From the Antrag over two Beratungen to the resolution, its order and what is printed; and an election by lot."""

import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QApplication, QFileDialog
from tests.journeys.conftest import Keyboard
from tests.journeys.helping import opened

from bezirkskoordination.actions.desk import Desk
from bezirkskoordination.actions.meetings import plan_sitting
from bezirkskoordination.actions.settings import begin_office, shipped_offices
from bezirkskoordination.records.council import Candidate, Consultation, Paper, Resolution, VoteKind
from bezirkskoordination.records.network import Order, OrderStatus
from bezirkskoordination.rules.figures import Ledger
from bezirkskoordination.rules.orders import followed
from bezirkskoordination.rules.periods import Period
from bezirkskoordination.rules.votes import how_elected
from bezirkskoordination.store.office import OfficeFile
from bezirkskoordination.ui.window import MainWindow

SITTING = date(2026, 12, 1)
NEXT_STEP = "Ctrl+Shift+Return"


@pytest.fixture
def window(qtbot: Any, office: OfficeFile, tmp_path: Path) -> Any:
    def begin(unit: Any) -> None:
        begin_office(unit, shipped_offices()[0])
        plan_sitting(unit, SITTING)

    Desk(office).do("Anfang", begin)
    with opened(qtbot, office, tmp_path) as made:
        yield made


def _form(window: MainWindow) -> Any:
    assert window.record_page is not None
    return window.record_page.form


def _dialog(window: MainWindow) -> Any:
    """The form in the window that the next step opened."""
    QApplication.processEvents()
    tab = next(one for one in _form(window).related if getattr(one, "dialog", None))
    return tab.dialog.panel


def _return_to(window: MainWindow, qtbot: Any) -> None:
    """There is no window manager that gives the keyboard back when a dialog closes."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)


def _go(panel: Any, name: str) -> None:
    panel.form.focus_field(name)
    QApplication.processEvents()


def test_an_antrag_becomes_a_resolution_and_an_order_that_is_reported_back(
    qtbot: Any, window: MainWindow, keyboard: Keyboard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = window.desk.office
    keyboard.press("Alt+5", "Ctrl+N")
    form = _form(window)
    keyboard.write("Spätere Busse am Abend")
    shown = form.form.widgets
    assert shown["recipient"].value() == "Stadt Braunschweig\nDer Oberbürgermeister"
    (decides,) = shown["consultations"].value()
    assert (decides.on_date, decides.role) == (SITTING, "ENTSCHEIDUNG")
    for name, day, advice in (
        ("Verkehrsausschuss", "3.11.26", "zu folgen"),
        ("Finanzausschuss", "5.11.26", "abzulehnen"),
    ):
        _go(form, "consultations")
        keyboard.press("Space")  # „+ Gremium hinzufügen“
        keyboard.fill(name, "Vorberatung", day, "", "", advice)
    _go(form, "proposal")
    keyboard.write("Jeden Abend fährt ein Bus.")
    keyboard.press("Ctrl+S")
    (paper,) = office.read.all(Paper)
    assert (paper.own, paper.kind, paper.subject) == (True, "ANTRAG", "Spätere Busse am Abend")
    assert [(row.body, row.role, row.on_date, row.recommendation) for row in paper.consultations[1:]] == [
        ("Verkehrsausschuss", "VORBERATUNG", date(2026, 11, 3), "zu folgen"),
        ("Finanzausschuss", "VORBERATUNG", date(2026, 11, 5), "abzulehnen"),
    ]

    keyboard.press(NEXT_STEP)
    panel = _dialog(window)
    widgets = panel.form.widgets
    assert widgets["subject"].value() == "Spätere Busse am Abend"
    panel.form.put("on_date", date(2026, 11, 10))
    panel.form.put("result", "UNGEAENDERT")
    for name, votes in (("votes_for", "5"), ("votes_against", "5"), ("abstained", "1")):
        _go(panel, name)
        keyboard.write(votes)
    keyboard.press("Return")
    assert "abgelehnt" in widgets["result"].problem, "a tie carries nothing; said in place, nothing lost"
    panel.form.put("result", "GEAENDERT")
    _go(panel, "votes_for")
    keyboard.press("Ctrl+A")
    keyboard.write("7")
    _go(panel, "wording")
    keyboard.write("Freitags fährt ein Bus.")
    _go(panel, "votes_for")
    keyboard.press("Return")
    (resolution,) = office.read.all(Resolution)
    assert (resolution.result, resolution.wording, resolution.paper) == (
        "GEAENDERT",
        "Freitags fährt ein Bus.",
        paper.id,
    )
    assert "Beschluss eingetragen" in form.notice.text

    _return_to(window, qtbot)
    window.open_record("resolution", resolution.id or 0)
    keyboard.press(NEXT_STEP)
    panel = _dialog(window)
    assert panel.form.widgets["given_on"].value() == date(2026, 11, 10)
    _go(panel, "text")
    keyboard.write("Bedarf zusammenstellen")
    panel.form.put("due_on", date(2026, 11, 30))
    _go(panel, "text")
    keyboard.press("Return")
    (order,) = office.read.all(Order)
    assert (order.resolution, order.text) == (resolution.id, "Bedarf zusammenstellen")

    _return_to(window, qtbot)
    window.open_record("order", order.id or 0)
    assert window.pages.name == "council_order"
    _form(window).done_button.click()
    (done,) = followed(Ledger.of(office.read), office.read.all(Resolution), Period(date(2026, 11, 1), window.today()))
    assert (done.status, done.words) == (OrderStatus.DONE, "umgesetzt am 12.11.2026")

    window.open_record("paper", paper.id or 0)
    out = tmp_path / "antrag.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(out), ""))
    window.run("print_motion")
    keyboard.until(out.is_file)
    text = " ".join(PdfReader(io.BytesIO(out.read_bytes())).pages[0].extract_text().split())
    advised = [text.index(words) for words in ("empfohlen: zu folgen", "empfohlen: abzulehnen", "(Entscheidung)")]
    assert advised == sorted(advised), "by their days, whatever was entered first"
    assert "Jeden Abend fährt ein Bus." in text
    assert "Freitags" not in text, "what was resolved is told by the resolution"


def test_a_tie_in_the_second_ballot_asks_for_the_lot(qtbot: Any, window: MainWindow, keyboard: Keyboard) -> None:
    office = window.desk.office
    window.open_page("resolution")
    keyboard.press("Ctrl+N")
    form = _form(window)
    keyboard.write("Wahl der Vertretung")
    form.form.put("on_date", date(2026, 11, 10))
    form.form.put("body", "Stadtbezirksrat")
    form.form.put("result", "UNGEAENDERT")
    form.form.put("vote_kind", VoteKind.ELECTION)
    form.form.put("members", 13)
    lot = form.form.widgets["lot"]
    form.form.put("candidates", (Candidate(name="Ada", votes=6), Candidate(name="Bea", votes=6)))
    assert lot.isHidden(), "a tie of the first ballot leads to a second, not to the lot"
    assert not form.save()
    assert "zweiten Wahlgang" in form.form.widgets["result"].problem
    form.form.put("candidates", (Candidate(name="Ada", votes=6, runoff=6), Candidate(name="Bea", votes=6, runoff=6)))
    assert not lot.isHidden()
    _go(form, "lot")
    keyboard.write("Cora")
    assert not form.save()
    assert "gleich viele" in lot.problem
    keyboard.press("Ctrl+A")
    keyboard.write("Bea")
    keyboard.press("Return")
    (kept,) = office.read.all(Resolution)
    assert how_elected(kept) == "gewählt: Bea durch das Los, bei je 6 Stimmen im 2. Wahlgang"


def test_a_statement_begins_with_what_it_answers(qtbot: Any, window: MainWindow, keyboard: Keyboard) -> None:
    row = Consultation(body="Rat", role="ENTSCHEIDUNG", on_date=SITTING, agenda_item="Ö 6.2")
    motion = Paper(kind="ANTRAG", subject="Busse", reference="26-12345", consultations=(row,))
    window.desk.do("Antrag", lambda unit: unit.add(motion))
    window.open_record("paper", 1)
    form = _form(window)
    assert form.form.widgets["statement"].isHidden()
    form.answer.click()
    widgets = _form(window).form.widgets
    assert {name: widgets[name].value() for name in ("kind", "answers", "subject", "own")} == {
        "kind": "STELLUNGNAHME", "answers": 1, "subject": "Busse", "own": True,
    }  # fmt: skip
    (taken,) = widgets["consultations"].value()
    assert (taken.body, taken.on_date, taken.agenda_item) == ("Rat", SITTING, "Ö 6.2")
    assert widgets["proposal"].isHidden()
    assert QApplication.focusWidget() is widgets["statement"].control
    keyboard.press("Ctrl+End")
    keyboard.write("Wir raten zu.")
    keyboard.press("Ctrl+S")
    kept = window.desk.office.read.all(Paper)[1]
    assert kept.statement.endswith("Stellung:\n\nWir raten zu.")
    window.open_record("paper", 1)
    tab = _form(window).related[1]
    _form(window).tabs.setCurrentWidget(tab)
    assert (tab.label, tab.table.ranked.rowCount()) == ("Stellungnahmen", 1)


def test_a_mitteilung_is_never_ours(qtbot: Any, window: MainWindow, keyboard: Keyboard) -> None:
    window.open_page("paper")
    keyboard.press("Ctrl+N")
    form = _form(window)
    keyboard.write("Status Quo")
    form.form.put("kind", "MITTEILUNG")
    assert form.form.widgets["own"].value() is False
    form.form.put("own", True)
    assert not form.save()
    assert "Verwaltung" in form.form.widgets["kind"].problem
    assert form.form.widgets["subject"].value() == "Status Quo"
    form.form.put("own", False)
    assert form.save()
    assert form.print_button.isHidden(), "a Mitteilung is nothing that we print"


def test_an_order_of_the_council_names_its_resolution(qtbot: Any, window: MainWindow, keyboard: Keyboard) -> None:
    window.desk.do("+", lambda unit: unit.add(Resolution(subject="Busse", on_date=date(2026, 11, 10), body="Rat")))
    window.open_page("council_order")
    keyboard.press("Ctrl+N")
    form = _form(window)
    keyboard.write("Bedarf zusammenstellen")
    form.form.put("given_on", date(2026, 11, 10))
    keyboard.press("Return")
    assert "Aus welchem Beschluss?" in form.form.widgets["resolution"].problem
    form.form.put("resolution", 1)
    assert form.save()
    assert [one.resolution for one in window.desk.office.read.all(Order)] == [1]


def test_a_sitting_that_the_vorlage_does_not_know_is_said(qtbot: Any, window: MainWindow) -> None:
    def begin(unit: Any) -> None:
        row = Consultation(body="Rat", role="ENTSCHEIDUNG", on_date=date(2026, 11, 10))
        unit.add(Paper(kind="ANTRAG", subject="Busse", consultations=(row,)))
        for day in (10, 9):
            unit.add(Resolution(subject="Busse", on_date=date(2026, 11, day), body="rat", paper=1))

    window.desk.do("+", begin)
    window.open_record("resolution", 1)
    form = _form(window)
    assert "paper" not in form.hints_of(form.record)
    window.open_record("resolution", 2)
    assert "Beratungsfolge" in form.hints_of(form.record)["paper"]
