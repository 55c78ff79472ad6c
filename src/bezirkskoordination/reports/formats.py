"""In which kinds of file a paper can be written: one table for the window and for `bezirk report`.

Knows names only; what writes a file is loaded when it is written.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import cast

from bezirkskoordination.i18n import N_, Text
from bezirkskoordination.reports.document import Document


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: its ending, what it is called, and the module below this package that writes it."""

    ending: str
    label: Text
    module: str

    def render(self, document: Document) -> bytes:
        """The bytes of the file; the same document gives the same bytes."""
        module = import_module(f"{__package__}.{self.module}")
        return cast("Callable[[Document], bytes]", module.render)(document)


FORMATS: tuple[Format, ...] = (
    Format(".pdf", N_("Paper", "PDF"), "pdf"),
    Format(".docx", N_("Paper", "Word-Datei (DOCX)"), "docx"),
    Format(".xlsx", N_("Paper", "Zahlen als Tabelle (XLSX)"), "xlsx"),
)

BY_ENDING = {one.ending: one for one in FORMATS}
