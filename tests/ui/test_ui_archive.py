"""The page of what was handed out: what stands there, what is checked, and the same bytes once more."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QFileDialog
from tests import districts

from bezirkskoordination.actions import archiving
from bezirkskoordination.records.council import Report
from bezirkskoordination.records.office import Attachment
from bezirkskoordination.store import office as office_store
from bezirkskoordination.store.office import OfficeFile
from bezirkskoordination.ui.archive_page import ArchivePage
from bezirkskoordination.ui.window import MainWindow


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("archive") / "beispiel.bezirk"
    districts.put(path)
    return path.read_bytes()


@pytest.fixture
def page(made: bytes, tmp_path: Path, qtbot: Any) -> Iterator[ArchivePage]:
    path = tmp_path / "beispiel.bezirk"
    path.write_bytes(made)
    with office_store.open_(path, "") as office:
        window = MainWindow(office, QSettings(str(tmp_path / "w.ini"), QSettings.Format.IniFormat))
        qtbot.addWidget(window)
        window.show()
        shown = window.open_page("archive")
        assert isinstance(shown, ArchivePage)
        yield shown
        window.close()


def cells(page: ArchivePage, row: int) -> list[str]:
    return [page.table.item(row, at).text() for at in range(page.table.columnCount())]


def public(page: ArchivePage) -> int:
    return next(at for at, one in enumerate(page.papers) if one.file.name.endswith("_Ö.pdf"))


def test_it_says_number_day_for_whom_and_checksum(page: ArchivePage) -> None:
    at = public(page)
    page.table.setCurrentCell(at, 0)
    sha256 = page.papers[at].file.sha256
    assert cells(page, at) == [
        "BER-2026-0001", page.papers[at].paper, "Öffentlichkeit (Ö)", "18.05.2026", f"{sha256[:12]} …",
        "noch nicht geprüft",
    ]  # fmt: skip
    assert page.papers[at].paper.startswith("Bericht der Koordinierungsstelle für Integration")
    assert page.sum.text().endswith(sha256)
    assert page.next.text().startswith("Nächster Bericht: Stichtag 31.10.2026 · Abgabefrist ")


def test_every_paper_is_checked_and_a_changed_one_is_named(page: ArchivePage) -> None:
    page.check_button.click()
    assert {cells(page, at)[-1] for at in range(len(page.papers))} == {"unverändert"}
    assert page.said.text() == "Geprüft: Alle Papiere sind Byte für Byte, was ausgegeben wurde."
    with page._office.unit() as unit:
        unit.connection.exec_driver_sql(
            "UPDATE blob SET data = x'2550' WHERE sha256 = ?", (page.papers[public(page)].file.sha256,)
        )
    page.check_button.click()
    assert cells(page, public(page))[-1] == "verändert!"
    assert page.said.text().startswith(f"Eines von {len(page.papers)} Papieren ist")


def test_a_paper_is_handed_out_byte_for_byte_and_known_again(
    page: ArchivePage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.table.setCurrentCell(public(page), 0)
    target = tmp_path / "ausgegeben"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(target), ""))
    page.save_button.click()
    data = target.with_suffix(".pdf").read_bytes()
    assert data == archiving.handed_out(page._office.read, page.papers[public(page)])
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a, **_k: (str(target.with_suffix(".pdf")), ""))
    page.compare_button.click()
    assert "ist Byte für Byte das ausgegebene Papier BER-2026-0001 (Öffentlichkeit (Ö))" in page.said.text()
    target.with_suffix(".pdf").write_bytes(data + b" ")
    page.compare_button.click()
    assert "keines der ausgegebenen Papiere" in page.said.text()
    target.with_suffix(".pdf").unlink()
    page.compare_button.click()
    assert "lässt sich nicht lesen" in page.said.text()


def test_what_the_disk_refuses_is_said(page: ArchivePage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page.table.setCurrentCell(public(page), 0)
    lost = str(tmp_path / "fehlt" / "a.pdf")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (lost, ""))
    page.save_button.click()
    assert page.said.text()
    assert page.said.property("role") == "problem"


def test_its_record_opens(page: ArchivePage) -> None:
    page.table.setCurrentCell(public(page), 0)
    page.open_button.click()
    report = page.papers[public(page)].about
    assert isinstance(report, Report)
    shown = page._window.open_page("report")
    assert shown.form.record_id == report.id


def test_an_office_without_any_says_so(qtbot: Any, office: OfficeFile, tmp_path: Path) -> None:
    window = MainWindow(office, QSettings(str(tmp_path / "w.ini"), QSettings.Format.IniFormat))
    qtbot.addWidget(window)
    window.show()
    page = window.open_page("archive")
    assert page.table.rowCount() == 0
    assert page.said.text().startswith("Noch ist nichts ausgegeben.")
    assert not page.save_button.isEnabled()
    page.view()
    page.save()
    page.open_chosen()
    assert office.read.all(Attachment) == []
    window.close()
