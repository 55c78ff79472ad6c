"""Where the window starts. With a passphrase from a file it does not ask: then the key, which takes longest, is derived
in a thread while Qt is being loaded. So nothing slow may be loaded here."""

import argparse
import gc
import os
import sys
from pathlib import Path

from bezirkskoordination.store.opening import Opening


def has_screen() -> bool:
    """Whether there is a screen to show a window on."""
    if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def open_window(path: Path | None = None, passphrase: str | None = None) -> int:
    """Run the windowed program on a file, or let the person choose one; gives the exit code."""
    gc.disable()  # loading makes no garbage, and looking for it takes a tenth of the time; `app.run` goes on with it
    opening = Opening(path, passphrase) if path is not None and passphrase is not None else None
    from bezirkskoordination import app  # late: Qt

    return app.run(lambda program: program.open(opening) if opening else program.unlock(path))


def main(arguments: list[str] | None = None) -> int:
    """The windowed program."""
    parser = argparse.ArgumentParser(prog="bezirkskoordination")
    parser.add_argument("file", nargs="?", type=Path)
    parser.add_argument("--passphrase-file", type=Path, help="Datei, deren erste Zeile das Kennwort ist")
    parser.add_argument("--sample", action="store_true", help="den Beispielbezirk öffnen")
    chosen = parser.parse_args(arguments)
    if not has_screen():
        return _without_screen(chosen.sample)
    if chosen.sample:
        from bezirkskoordination import app  # late: Qt

        return app.run(lambda program: program.practise())
    passphrase = None
    if chosen.passphrase_file:
        try:
            passphrase = chosen.passphrase_file.read_text(encoding="utf-8-sig").splitlines()[0]
        except (OSError, UnicodeDecodeError, IndexError):
            parser.error(f"Die Kennwortdatei „{chosen.passphrase_file.name}“ lässt sich nicht lesen oder ist leer.")
    return open_window(chosen.file, passphrase)


def _without_screen(sample: bool) -> int:
    if not sample:
        print("Kein Bildschirm gefunden (DISPLAY ist nicht gesetzt).", file=sys.stderr)
        return 1
    print("Kein Bildschirm gefunden. Stattdessen entstehen Bericht und Bilder in build/sample/:")
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from bezirkskoordination import app, showing  # late: they draw papers and windows

    for made in showing.everything(Path("build/sample"), app.Program(app.application())):
        print(f"  {made}")
    return 0
