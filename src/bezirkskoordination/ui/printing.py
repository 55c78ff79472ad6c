"""Papers out of the window: one way from what is to be printed to the file that the person names."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFileDialog

from bezirkskoordination import paths
from bezirkskoordination.i18n import N_
from bezirkskoordination.reports.papers import PrintedPaper
from bezirkskoordination.ui.progress import work
from bezirkskoordination.ui.saying import Saying

if TYPE_CHECKING:
    from bezirkskoordination.ui.window import MainWindow
    from bezirkskoordination.ui.worker import Progress

_CHOOSE = N_("Printing", "Bitte zuerst einen Eintrag wählen: {}.")
_SAVE_AS = N_("Printing", "{} speichern")
_WRITING = N_("Printing", "Datei wird geschrieben …")
_WRITTEN = N_("Printing", "Gespeichert: {}")


def hand_out(
    window: "MainWindow",
    title: str,
    stem: str,
    make: "Callable[[Progress], bytes]",
    keep: Callable[[str, bytes], object] | None = None,
    suffix: str = ".pdf",
    others: "Mapping[str, Callable[[Progress], bytes]] | None" = None,
) -> None:
    """Ask where, make the paper in the worker, write it. `keep(name, bytes)` must end well for the file to stay.

    `others` make other kinds of file, by their endings; the one that the name ends in is made.
    """
    proposed = paths.documents() / f"{stem}{suffix}"
    makers = {suffix: make, **(others or {})}
    kinds = ";;".join(f"{one[1:].upper()} (*{one})" for one in makers)
    name, chosen = QFileDialog.getSaveFileName(window, _SAVE_AS(title), str(proposed), kinds)
    if not name:
        return
    ending = next((one for one in makers if name.lower().endswith(one)), None)
    if ending is None:  # the kind that was chosen in the dialog, if it tells
        ending = next((one for one in makers if f"*{one})" in chosen), suffix)
        name += ending
    path, make = Path(name), makers[ending]

    def done(data: Any) -> None:
        from bezirkskoordination.ui.report_draft import handed_out  # late: brings the report along

        with Saying(window.say), handed_out(path, data):
            if keep:
                keep(path.name, data)
            window.say(_WRITTEN(path.name))

    work(window, str(_WRITING), make, done)


def can_print(paper: PrintedPaper, window: "MainWindow") -> bool:
    """Whether there is what the paper is about."""
    page = window.record_page
    shown = page is not None and paper.is_about(page.view) and page.record is not None
    return not paper.of or (shown and page is not None and paper.fits(page.record))


def print_paper(paper: PrintedPaper, window: "MainWindow") -> None:
    """Write a paper about the record that is shown, or about the office."""
    record = None
    if paper.of:
        if not can_print(paper, window):
            window.say(_CHOOSE(paper.label))
            return
        form = window.record_page.form if window.record_page else None
        if form is None or not form.leave():
            return
        record = form.record
    read, today = window.desk.office.read, window.today()

    def maker(ending: str) -> "Callable[[Progress], bytes]":
        return lambda _steps: paper.make(read, record, today, ending)

    first, *others = paper.endings
    stem, more = _stem(paper, record, today), {one: maker(one) for one in others}
    hand_out(window, str(paper.label), stem, maker(first), others=more)


def _stem(paper: PrintedPaper, record: Any, today: Any) -> str:
    """The proposed name of the file: a running number where there is one, never the name of a person."""
    words = str(paper.label).replace(" ", "_")
    return f"{words}_{getattr(record, 'number', '') or f'{today:%Y-%m-%d}'}"


def command_name(paper: PrintedPaper) -> str:
    """What the command of a paper is called."""
    return f"print_{paper.code}"


def verb(paper: PrintedPaper) -> Callable[[Any], object]:
    """The command of a paper."""
    return partial(print_paper, paper)
