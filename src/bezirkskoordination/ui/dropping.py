"""Files that somebody drops or pastes: which they are."""

from pathlib import Path

from PySide6.QtCore import QMimeData


def files_of(data: QMimeData) -> list[Path]:
    """The files on this machine; nothing of what lies elsewhere."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
