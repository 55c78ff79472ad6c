"""A new folder of several files that is there as a whole or not at all, whatever stops the program."""

import glob
import os
import secrets
import shutil
from pathlib import Path

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.refusal import Refused
from bezirkskoordination.store import disk

#: How a folder is called while it is filled.
_UNDER_WAY = ".neu-"
_THERE = N_("Store", "„{}“ gibt es schon. Es wurde nichts überschrieben; bitte einen neuen Ordner angeben.")


class NewFolder:
    """Filled under a passing name beside its place (`filling`), then placed with one renaming.

    For a `with` block: what has not been placed when it ends is gone, and what was placed goes, too, when the block
    ends with an error. Never writes into a folder that is there. Raises Refused for what the disk refuses.
    """

    def __init__(self, target: Path) -> None:
        self.target = target.absolute()
        self._is_placed = False
        self._refuse_there()
        with disk.saying_why(self.target):
            # What a program that was killed half way left here.
            for left in self.target.parent.glob(glob.escape(f".{self.target.name}{_UNDER_WAY}") + "*"):
                shutil.rmtree(left)
            self.filling = self.target.with_name(f".{self.target.name}{_UNDER_WAY}{secrets.token_hex(6)}")
            self.filling.mkdir(mode=0o700)

    def _refuse_there(self) -> None:
        if os.path.lexists(self.target):
            raise Refused(_THERE, self.target.name)

    def write(self, name: str, data: bytes) -> None:
        """A file of the folder."""
        with disk.saying_why(self.target):
            (self.filling / name).write_bytes(data)

    def place(self) -> None:
        """Put the folder in its place, every file flushed to the disk before."""
        self._refuse_there()
        with disk.saying_why(self.target):
            for path in self.filling.iterdir():
                with path.open("rb+") as written:
                    os.fsync(written.fileno())
            disk.flush_folder(self.filling)
            os.rename(self.filling, self.target)
            self._is_placed = True
            disk.flush_folder(self.target.parent)

    def drop(self) -> None:
        """Remove it, wherever it is."""
        shutil.rmtree(self.target if self._is_placed else self.filling, ignore_errors=True)

    def __enter__(self) -> "NewFolder":
        """The folder, for a `with` block."""
        return self

    def __exit__(self, kind: type[BaseException] | None, *_rest: object) -> None:
        if kind is not None or not self._is_placed:
            self.drop()
