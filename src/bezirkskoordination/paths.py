"""Where things lie: what the program brings along, and what it may keep on this machine.

What is kept outside the office file never holds personal data.
"""

from pathlib import Path

import platformdirs

_NAME = "Bezirkskoordination"
_PACKAGE = Path(__file__).parent


def _bundled(folder: str) -> Path:
    installed = _PACKAGE / "_data" / folder
    return installed if installed.is_dir() else _PACKAGE.parents[1] / folder


def resource(*parts: str) -> Path:
    """A file or folder below `resources/`, installed or in a checkout."""
    return _bundled("resources").joinpath(*parts)


def form(name: str) -> Path:
    """The layout of a form, `forms/<name>.ui`. It need not exist."""
    return _bundled("forms") / f"{name}.ui"


def state(*parts: str) -> Path:
    """A path in this user's state folder; its folder is made on the way."""
    path = Path(platformdirs.user_state_path(_NAME, appauthor=False)).joinpath(*parts)
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def settings_file() -> Path:
    """The window's memory: sizes, columns, recent files. No personal data."""
    path = Path(platformdirs.user_config_path(_NAME, appauthor=False)) / "window.ini"
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def documents() -> Path:
    """Where a new office file is proposed: among the documents, or at home where there is no such folder."""
    folder = Path(platformdirs.user_documents_path())
    return folder if folder.is_dir() else Path.home()
