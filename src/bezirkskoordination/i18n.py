"""Marks texts for translation without knowing Qt; German is the language they are written in."""

from collections.abc import Callable
from typing import NamedTuple


class Text(NamedTuple):
    """A marked text: the context it stands in, and its German wording (a `str.format` template)."""

    context: str
    template: str

    def __str__(self) -> str:
        return _translate(self.context, self.template)

    def __call__(self, *args: object, **named: object) -> str:
        """The wording with its places filled in."""
        return str(self).format(*args, **named)


def N_(context: str, text: str) -> Text:
    """Mark a text; the name is the one the translation tools look for."""
    return Text(context, text)


def _as_written(_context: str, text: str) -> str:
    return text


_translate: Callable[[str, str], str] = _as_written


def use_translator(translate: Callable[[str, str], str]) -> None:
    """Let the window floor translate from now on."""
    global _translate
    _translate = translate
