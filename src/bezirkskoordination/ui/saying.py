"""Saying a refusal in the window instead of raising it."""

from collections.abc import Callable

from bezirkskoordination.records.refusal import Refused


class Saying:
    """A block in which a refusal is said; anything else passes."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self._say = say

    def __enter__(self) -> None:
        return None

    def __exit__(self, _kind: object, error: object, _trace: object) -> bool:
        if isinstance(error, Refused):
            self._say(str(error))
            return True
        return False
