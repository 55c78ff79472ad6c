"""The family of errors that are nobody's fault: said in place, in German, with nothing lost."""

from bezirkskoordination.i18n import Text


class Refused(Exception):
    """What was asked cannot be done. `str()` says what happened, what was kept, what to do."""

    def __init__(self, text: Text, *args: object) -> None:
        super().__init__(text, *args)
        self.text = text
        self.arguments = args

    def __str__(self) -> str:
        return self.text(*self.arguments)


class BadValue(Refused):
    """A value that cannot be kept; `field` names the field when it is known."""

    field: str = ""

    def at(self, field: str) -> "BadValue":
        """The same refusal, pinned to a field."""
        self.field = field
        return self


class Stale(Refused):
    """The record is no longer what the change started from."""
