"""What the program looks like, as files: the sample district's report, and pictures of the real window.

For machines without a screen, and for the README.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from bezirkskoordination.records.council import Report, ReportStatus
from bezirkskoordination.reports import council_gather, council_report, pdf
from bezirkskoordination.store.office import OfficeFile
from bezirkskoordination.ui import style
from bezirkskoordination.ui.record_page import RecordPage

if TYPE_CHECKING:
    from bezirkskoordination.app import Program

SIZE = (1280, 800)
_PAGES = ("today", "volunteer", "expense", "settings")
#: The row whose record is shown; one with something in every field.
_ROW = 2
_SETTLING = 400  # ms: the worker answers, the page is painted


def sample_report(office: OfficeFile) -> bytes:
    """The report of the sample district: its draft, rendered."""
    report = max(office.read.where(Report, status=ReportStatus.DRAFT), key=lambda r: r.reference_date)
    return pdf.render(council_report.collect(office.read, council_gather.Request.of(report)))


def everything(folder: Path, program: "Program") -> Iterator[Path]:
    """Write the report and the pictures into a folder; gives each file as it is made."""
    folder.mkdir(parents=True, exist_ok=True)
    window = program.practise()
    window.resize(*SIZE)
    yield _kept(folder / "bericht.pdf", sample_report(window.desk.office))
    for look, dark in (("hell", False), ("dunkel", True)):
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        style.apply(application, dark)
        for name in _PAGES:
            page = window.open_page(name)
            if isinstance(page, RecordPage):
                page.show_id(page.model.id_at(_ROW))
            yield _picture(window, folder / f"{name}_{look}.png")
    window.close()


def _kept(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def _picture(window: QWidget, path: Path) -> Path:
    loop = QEventLoop()
    QTimer.singleShot(_SETTLING, loop.quit)
    loop.exec()
    image: QImage = window.grab().toImage()
    image.save(str(path))
    return path
