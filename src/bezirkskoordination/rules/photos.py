"""Photographs in a format that this program cannot read (HEIC), and what to do about it.

To read HEIC takes an HEVC decoder. pillow-heif brings a GPL encoder with it, pi-heif (LGPL) lags behind its releases,
and such a decoder reads files of strangers (looked at in November 2026). So the program says what helps.
"""

from pathlib import PurePath

from bezirkskoordination.i18n import N_

#: How such a file says what it is (ISO 14496-12, „ftyp“; ISO 23008-12, brands with HEVC inside).
_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})
_ENDINGS = frozenset({".heic", ".heif"})

ADVICE = N_(
    "Photos",
    "Fotos im Format HEIC (iPhone) lassen sich hier nicht drucken. Bitte als JPEG neu sichern und ersetzen: am iPhone"
    " unter Einstellungen, Kamera, Formate „Maximale Kompatibilität“ wählen oder das Foto an sich selbst mailen.",
)


def is_heic(data: bytes) -> bool:
    """Whether bytes are such a photograph."""
    return data[4:8] == b"ftyp" and data[8:12] in _BRANDS


def is_named_heic(name: str) -> bool:
    """Whether a file is called like such a photograph."""
    return PurePath(name).suffix.lower() in _ENDINGS
