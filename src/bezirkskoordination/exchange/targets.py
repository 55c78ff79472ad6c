"""Puts a written file in its place at the end, so that nobody ever finds half a file; knows no format."""

import contextlib
import errno
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bezirkskoordination.i18n import N_, Text
from bezirkskoordination.records.refusal import Refused

_NO_SPACE = N_("Export", "Der Datenträger ist voll. „{}“ wurde nicht geschrieben; bitte Platz schaffen.")
_NOT_ALLOWED = N_(
    "Export",
    "„{}“ darf hier nicht geschrieben werden. Bitte einen anderen Ordner wählen oder die Datei erst schließen,"
    " falls sie gerade offen ist.",
)
_REFUSALS: dict[int, Text] = {
    errno.ENOSPC: _NO_SPACE,
    errno.EDQUOT: _NO_SPACE,
    errno.EACCES: _NOT_ALLOWED,
    errno.EPERM: _NOT_ALLOWED,
    errno.EROFS: _NOT_ALLOWED,
    errno.ENOENT: N_("Export", "Den Ordner für „{}“ gibt es nicht. Bitte einen vorhandenen Ordner wählen."),
    errno.ENOTDIR: N_("Export", "Den Ordner für „{}“ gibt es nicht. Bitte einen vorhandenen Ordner wählen."),
    errno.EISDIR: N_("Export", "„{}“ ist ein Ordner. Bitte einen Dateinamen angeben."),
    errno.ENAMETOOLONG: N_("Export", "Der Name „{}“ ist zu lang. Bitte einen kürzeren wählen."),
}
_OTHERWISE = N_("Export", "„{}“ wurde nicht geschrieben; der Datenträger meldet einen Fehler (Nr. {}).")


@contextmanager
def placed(target: Path) -> Iterator[Path]:
    """A new file beside the target that takes its place when all went well, and else leaves nothing behind.

    What the disk refuses is said in German (Refused); a file that was there before is then as it was.
    """
    new: Path | None = None
    try:
        if target.is_dir():
            raise IsADirectoryError(errno.EISDIR, "", str(target))
        new = target.with_name(f".{secrets.token_hex(8)}.part")
        new.touch(exist_ok=False)
        yield new
        with new.open("rb+") as written:
            os.fsync(written.fileno())
        os.replace(new, target)
    except OSError as error:
        said = _REFUSALS.get(error.errno or 0, _OTHERWISE)
        raise Refused(said, target.name, error.errno or 0) from error
    finally:
        if new is not None:
            with contextlib.suppress(OSError):
                new.unlink(missing_ok=True)
