"""One spelling for searching and one for sorting.

Searching folds Müller = Mueller = Muller and Hauptstraße = Hauptstrasse into one form, and keeps a
folded beginning the beginning of the folded word, so that typing works. The price: „Bauer“ finds „Baur“ too.
Sorting follows DIN 5007-2 (ä = ae), as a stored key: no collation in Python.
"""

import re
import unicodedata
from functools import cache

_LETTERS = {
    "ß": "ss", "ẞ": "ss", "ı": "i", "İ": "i", "ł": "l", "Ł": "l", "ø": "o", "Ø": "o", "đ": "d", "Đ": "d", "ð": "d",
    "Ð": "d", "þ": "th", "Þ": "th", "æ": "a", "Æ": "a", "œ": "o", "Œ": "o", "ə": "a", "Ə": "a", "ħ": "h", "Ħ": "h",
    "ŧ": "t", "Ŧ": "t", "ŋ": "n", "Ŋ": "n", "ς": "σ", "\u200c": "", "\u200d": "", "\u00ad": "", "\u1ffd": "", "ـ": "",
    **dict.fromkeys("'’‘ʼʻʾʿ`´", ""),
}  # fmt: skip
#: More than one e, so that folding twice is folding once.
_UMLAUT_PAIRS = re.compile("([aou])e+")
_ASCII_APOSTROPHES = str.maketrans("", "", "'`")
_GERMAN = {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "ae", "Ö": "oe", "Ü": "ue", "ß": "ss", "ẞ": "ss"}


@cache
def _plain(character: str) -> str:
    """One character without accents, in lower case. Remembered: normalising is the slow part."""
    if character in _LETTERS:
        return _LETTERS[character]
    stripped = "".join(c for c in unicodedata.normalize("NFKD", character) if not unicodedata.combining(c))
    return "".join(_LETTERS.get(c, c) for c in stripped.lower() if not unicodedata.combining(c))


def _without_accents(text: str) -> str:
    return text.lower() if text.isascii() else "".join(map(_plain, text))


def fold(text: str) -> str:
    """The searched form of a text."""
    return _UMLAUT_PAIRS.sub(r"\1", _without_accents(text).translate(_ASCII_APOSTROPHES))


def words(text: str) -> list[str]:
    """The folded words of a text, as the index cuts them."""
    return re.findall(r"[^\W_]+", fold(text))


def sort_key(text: str) -> str:
    """The DIN 5007-2 sort form of a name: ä = ae, ß = ss, other accents and apostrophes off, punctuation as a space."""
    german = text if text.isascii() else "".join(_GERMAN.get(c, c) for c in unicodedata.normalize("NFC", text))
    return " ".join(re.sub(r"[^\w]+", " ", _without_accents(german).translate(_ASCII_APOSTROPHES)).split())
