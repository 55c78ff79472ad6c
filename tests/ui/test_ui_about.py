"""„Über“ and the handbook: what must be said is said, every page is there, and its keys are those of the commands."""

import re
from typing import Any

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QLabel

from bezirkskoordination import __version__, paths
from bezirkskoordination.records import VIEWS
from bezirkskoordination.ui.about import AboutDialog, libraries
from bezirkskoordination.ui.commands import COMMANDS
from bezirkskoordination.ui.handbook import HandbookWindow, pages

_GERMAN = {"Ctrl": "Strg", "Shift": "Umschalt", "PgDown": "Bild ab", "PgUp": "Bild auf", "Return": "Eingabe"}


def words(dialog: AboutDialog) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(QLabel))


def test_what_must_be_said_is_said(qtbot: Any) -> None:
    dialog = AboutDialog()
    qtbot.addWidget(dialog)
    said = words(dialog)
    assert __version__ in said
    assert "EUPL" in said
    assert "Vorlage – ersetzt keine Rechtsberatung; maßgeblich sind die Vorgaben der Stadt." in said
    assert "LGPL" in said
    assert "dynamisch eingebunden" in said
    assert "OPEN FONT LICENSE" in dialog.ofl.toPlainText().upper()


def test_the_libraries_are_those_installed() -> None:
    found = {one.name.lower().replace("_", "-"): one for one in libraries()}
    for name in ("pyside6-essentials", "pyside6-pdf", "shiboken6", "sqlalchemy", "sqlcipher3", "reportlab", "click"):
        assert found[name].version
        assert "Begleit" not in found[name].licence, name
    assert "LGPL" in found["shiboken6"].licence
    assert "pytest" not in found
    assert "bezirkskoordination" not in found


def test_the_list_is_read_by_keys(qtbot: Any) -> None:
    dialog = AboutDialog()
    qtbot.addWidget(dialog)
    dialog.tabs.setCurrentIndex(1)
    dialog.show()
    assert dialog.table.accessibleName()
    assert dialog.table.rowCount() == len(libraries())
    dialog.table.setFocus()
    dialog.table.setCurrentCell(0, 0)
    qtbot.keyClick(dialog.table, Qt.Key.Key_Down)
    assert dialog.table.currentRow() == 1


@pytest.fixture
def handbook(qtbot: Any) -> HandbookWindow:
    made = HandbookWindow()
    qtbot.addWidget(made)
    made.show()
    return made


def test_every_page_is_short_and_has_a_title() -> None:
    found = pages()
    assert len(found) == len(list(paths.resource("handbook").glob("*.md")))
    for page in found:
        assert page.text.startswith("# "), page.name
        assert page.text.count("\n") <= 60, page.name


def test_links_lead_to_pages_that_exist() -> None:
    names = {page.name for page in pages()}
    links = {link for page in pages() for link in re.findall(r"\]\(([^)]+)\)", page.text)}
    assert links <= names


def test_the_handbook_knows_every_key() -> None:
    text = next(page.text for page in pages() if page.name.startswith("06-suchen"))
    for command in COMMANDS:
        if not command.shortcut or re.fullmatch(r"Alt\+[1-8]", command.shortcut):
            continue
        keys = "+".join(_GERMAN.get(key, key) for key in command.shortcut.split("+"))
        assert f"| {keys} |" in text, keys


def test_the_command_line_page_names_types_that_exist() -> None:
    text = next(page.text for page in pages() if page.name.startswith("08"))
    for view in VIEWS:
        assert f"`{view.name}`" in text


def test_a_page_is_chosen_and_a_link_followed(handbook: HandbookWindow) -> None:
    assert "Anfangen" in handbook.browser.toPlainText()
    handbook.browser.anchorClicked.emit(QUrl("07-sichern-und-sperren.md"))
    assert handbook.contents.currentItem().text() == "Sichern und Sperren"
    handbook.show_page("gibt-es-nicht.md")
    assert handbook.contents.currentItem().text() == "Sichern und Sperren"


def test_searching_leaves_the_pages_that_say_it(qtbot: Any, handbook: HandbookWindow) -> None:
    qtbot.keyClicks(handbook.search, "kassenschluss")
    shown = [handbook.contents.item(row) for row in range(handbook.contents.count())]
    assert [item.text() for item in shown if not item.isHidden()] == ["Etat"]
    assert handbook.browser.textCursor().selectedText().casefold() == "kassenschluss"
    handbook.search.setText("gibt es nirgends")
    assert "steht auf keiner Seite" in handbook.said.text()
    handbook.search.clear()
    assert not any(item.isHidden() for item in shown)


def test_enter_goes_from_place_to_place(qtbot: Any, handbook: HandbookWindow) -> None:
    qtbot.keyClicks(handbook.search, "stichtag")
    first = handbook.contents.currentRow()
    for _ in range(12):
        qtbot.keyClick(handbook.search, Qt.Key.Key_Return)
    assert handbook.isVisible()
    assert handbook.contents.currentRow() != first
