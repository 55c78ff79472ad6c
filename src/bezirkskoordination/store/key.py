"""From a passphrase to the key of an office file, and how a wrong passphrase is told from a damaged file.

SQLCipher's own derivation: PBKDF2-HMAC-SHA512, 256 000 rounds, salt = the first 16 bytes of the file.
"""

import contextlib
import hashlib
import hmac
import json
import os
import unicodedata
from pathlib import Path

from bezirkskoordination import paths

ROUNDS = 256_000
SALT_BYTES = 16
#: How a file begins that is not encrypted.
PLAIN = b"SQLite format 3\x00"
KEY_BYTES = 32

Key = bytes
"""Raw key for SQLCipher: 32 bytes of key, 16 bytes of salt."""


def derive(passphrase: str, salt: bytes) -> Key:
    """The raw key. Takes about a quarter of a second on purpose. The same visible passphrase gives the same key
    however the keyboard composed it (NFC)."""
    typed = unicodedata.normalize("NFC", passphrase).encode()
    return hashlib.pbkdf2_hmac("sha512", typed, salt, ROUNDS, KEY_BYTES) + salt


def new_salt() -> bytes:
    """A salt for a new file. It is how the file begins, so it must not look like a text, PNG, JPEG or Office file."""
    salt = os.urandom(SALT_BYTES)
    while salt.isascii() or salt[0] in (0x89, 0xD0, 0xFF):
        salt = os.urandom(SALT_BYTES)
    return salt


def salt_of(path: Path) -> bytes:
    """The salt of an encrypted file."""
    with path.open("rb") as file:
        return file.read(SALT_BYTES)


def _fingerprint(key: Key) -> str:
    return hashlib.sha256(b"bezirk key check" + key).hexdigest()


def _note(path: Path) -> Path:
    """Where the key check of a file lies: named by a hash, so that the folder tells nothing."""
    return paths.state("keychecks", hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:32] + ".json")


def remember(path: Path, key: Key) -> None:
    """Keep the key check of a file that has just been opened: its salt and a hash of the slow key.

    A state folder that cannot be written is no reason not to work; then there is no check.
    """
    with contextlib.suppress(OSError):
        _note(path).write_text(json.dumps({"salt": key[KEY_BYTES:].hex(), "check": _fingerprint(key)}))


def is_right(path: Path, passphrase: str) -> bool | None:
    """Whether this is the passphrase the file was last opened with here; None for a file never opened here."""
    try:
        noted = json.loads(_note(path).read_text())
        salt, check = bytes.fromhex(noted["salt"]), str(noted["check"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    if sum(a == b for a, b in zip(salt, salt_of(path), strict=False)) < SALT_BYTES // 2:
        return None  # another file has taken the place; a damaged one still begins alike
    return hmac.compare_digest(_fingerprint(derive(passphrase, salt)), check)
