"""Everything that a paper says, piece by piece, with the place where it stands: for whoever must read all of it.

It knows no kind of block by name but headings and places for a name, so that no new kind can hide a word from it.
"""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from enum import Enum

from bezirkskoordination.i18n import N_
from bezirkskoordination.reports.document import Document, Heading, Run, Signature, plain
from bezirkskoordination.rules.leaks import Passage

_TOP = N_("Passage", "Titel, Kopf- und Fußzeile")
_HEAD = N_("Passage", "Kopf des Berichts")
_UNDER = N_("Passage", "unter „{}“")
_ALTERNATIVE = N_("Passage", "Alternativtext des Schaubilds {}")
_ATTACHED = N_("Passage", "Name einer Anlage")


def passages(document: Document, attachments: tuple[str, ...] = ()) -> list[Passage]:
    """Every text of a paper, its metadata, alternative texts and the names of attached files among them.

    Headings are also the bookmarks of the PDF, title and author its metadata.
    """
    said = (document.title, document.author, document.header, document.footer, document.mark, document.draft)
    found = [Passage(str(_TOP), text) for text in said if text]
    place = str(_HEAD)
    for block in document.blocks:
        if isinstance(block, Heading):
            place = _UNDER(f"{block.number} {block.text}".strip())
        found += (
            Passage(_ALTERNATIVE(place) if name == "alternative" else place, text, signed=isinstance(block, Signature))
            for name, text in _texts(block)
        )
    return [*found, *(Passage(str(_ATTACHED), name, loose=True) for name in attachments)]


def _texts(value: object, name: str = "") -> Iterator[tuple[str, str]]:
    """Every text in a value, with the field that it stands in; runs of one paragraph are one text."""
    if isinstance(value, Enum):
        return
    if isinstance(value, tuple) and value and all(isinstance(one, Run) for one in value):
        value = plain(value)
    if isinstance(value, str):
        if value.strip():
            yield name, value
    elif isinstance(value, tuple):
        for one in value:
            yield from _texts(one, name)
    elif is_dataclass(value):
        for one in fields(value):
            yield from _texts(getattr(value, one.name), one.name)
