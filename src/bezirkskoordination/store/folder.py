"""A new folder of several files that is there as a whole or not at all, whatever stops the program."""

import glob
import os
import secrets
import shutil
import weakref
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
    ends with an error; so does one that nobody holds any more. Never writes into a folder that is there. Raises Refused
    for what the disk refuses.
    """

    def __init__(self, target: Path) -> None:
        self.target = target.absolute()
        self._is_placed = False
        self._waiting: dict[str, bytes] = {}
        self._refuse_there()
        with disk.saying_why(self.target):
            # What a program that was killed half way left here.
            for left in self.target.parent.glob(glob.escape(f".{self.target.name}{_UNDER_WAY}") + "*"):
                shutil.rmtree(left)
            self.filling = self.target.with_name(f".{self.target.name}{_UNDER_WAY}{secrets.token_hex(6)}")
            self.filling.mkdir(mode=0o700)
        self._forgotten = weakref.finalize(self, shutil.rmtree, self.filling, ignore_errors=True)

    def _refuse_there(self) -> None:
        if os.path.lexists(self.target):
            raise Refused(_THERE, self.target.name)

    def add(self, name: str, data: bytes) -> None:
        """A file of the folder. It comes to the disk with the placing, so that one in clear lies there at no other."""
        self._waiting[name] = data

    def place(self) -> None:
        """Put the folder in its place, every file flushed to the disk before."""
        self._refuse_there()
        with disk.saying_why(self.target):
            for name, data in self._waiting.items():
                (self.filling / name).write_bytes(data)
            for path in self.filling.iterdir():
                with path.open("rb+") as written:
                    os.fsync(written.fileno())
            disk.flush_folder(self.filling)
            os.rename(self.filling, self.target)
            self._is_placed = True
            self._forgotten.detach()
            disk.flush_folder(self.target.parent)

    def drop(self) -> None:
        """Remove it, wherever it is."""
        if self._is_placed:
            shutil.rmtree(self.target, ignore_errors=True)
        else:
            self._forgotten()

    def __enter__(self) -> "NewFolder":
        """The folder, for a `with` block."""
        return self

    def __exit__(self, kind: type[BaseException] | None, *_rest: object) -> None:
        if kind is not None or not self._is_placed:
            self.drop()
