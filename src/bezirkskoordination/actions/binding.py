"""What a record means for others: what must stand still, what follows when it is kept, stepped on or removed.

One class for each type that is bound; `bindings` is the table that every verb asks.
"""

from datetime import date
from typing import Any

from bezirkskoordination.records.kinds import Choice
from bezirkskoordination.store.unit import Unit


class Binding:
    """Nothing is bound. A subject says otherwise for its types; each refusal is a `Refused` or a `BadValue`."""

    def refuse_changed(self, unit: Unit, before: Any | None, after: Any) -> None:
        """Refuse a new (`before` is None) or changed record."""

    def refuse_step(self, unit: Unit, record: Any, to: Choice | None, on: date) -> None:
        """Refuse a step of the status; `to` is None for the way back."""

    def refuse_note(self, unit: Unit, record: Any, note: str) -> None:
        """Refuse what was noted with a step of the status."""

    def refuse_removed(self, unit: Unit, record: Any) -> None:
        """Refuse to delete a record."""

    def follow(self, unit: Unit, before: Any | None, after: Any, _on: date) -> Any:
        """Bring along what hangs on a record that was kept, or took a step on a day; gives it as it is then."""
        return after

    def follow_removed(self, unit: Unit, record: Any) -> None:
        """Bring along what a deleted record leaves behind."""
