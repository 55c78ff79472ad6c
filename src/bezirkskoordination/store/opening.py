"""An office file that is about to be opened. Its key takes longest, so it is derived in a thread from the beginning,
while whoever opens the file loads what it needs. This stands by itself: nothing slow is loaded with it."""

import contextlib
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from bezirkskoordination.store import key
from bezirkskoordination.store.key import Key

if TYPE_CHECKING:
    from bezirkskoordination.store.office import OfficeFile


class Opening:
    """Begun with file and passphrase; `office` waits for the rest."""

    def __init__(self, path: Path, passphrase: str) -> None:
        self.path = path
        self._passphrase = passphrase
        self._key: Key | None = None
        self._deriving = Thread(target=self._derive, daemon=True)
        self._deriving.start()

    def _derive(self) -> None:
        with contextlib.suppress(OSError):  # said when the file is opened
            salt = key.salt_of(self.path)
            if salt != key.PLAIN:
                self._key = key.derive(self._passphrase, salt)

    def _derived(self) -> Key | None:
        self._deriving.join()
        return self._key

    def office(self) -> "OfficeFile":
        """The open file; refuses in German what cannot be opened."""
        from bezirkskoordination.store.office import open_  # late: it brings the record types

        return open_(self.path, self._passphrase, derived=self._derived)
