"""The sample district for tests: built once by each process that runs tests, then copied."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from bezirkskoordination import sample


@cache
def _built(size: str) -> bytes:
    with TemporaryDirectory() as folder:
        made = Path(folder) / "beispiel.bezirk"
        sample.build(made, "", size)
        return made.read_bytes()


def put(path: Path, size: str = "small") -> None:
    """Lay a sample district without passphrase of this size there; whoever gets it may change it."""
    path.write_bytes(_built(size))
