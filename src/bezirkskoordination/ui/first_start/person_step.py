"""Step 2: who holds the office. Everything may be left out and entered later."""

from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtWidgets import QGridLayout, QWidget

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.council import Mandate
from bezirkskoordination.records.people import Person
from bezirkskoordination.rules import validity
from bezirkskoordination.ui.cards import label
from bezirkskoordination.ui.first_start.step import Step

_PERSON = ("first_name", "last_name", "street", "postal_code", "city")
_MANDATE = ("valid_from", "iban")
#: Row, column, columns of each question.
_PLACES = {
    "first_name": (0, 0, 2), "last_name": (0, 2, 2), "street": (1, 0, 4), "postal_code": (2, 0, 1), "city": (2, 1, 3),
    "valid_from": (4, 0, 2), "iban": (4, 2, 2),
}  # fmt: skip
_NO_NAME = N_("FirstStart", "Zu diesen Angaben fehlt der Nachname. Oder alles auf dieser Seite leer lassen.")
_NO_DAY = N_("FirstStart", "Zur IBAN gehört der Tag, seit dem Sie bestellt sind.")


class PersonStep(Step):
    """The coordinator, as far as reports and claims need her."""

    called = N_("FirstStart", "Person")
    title = N_("FirstStart", "Wer koordiniert?")

    def __init__(self, today: date) -> None:
        super().__init__(
            N_(
                "FirstStart",
                "Name und Anschrift stehen auf Ihren Berichten und Erstattungsanträgen. Alles hier ist freiwillig und"
                " lässt sich später eintragen.",
            )
        )
        self._today = today
        held = QWidget()
        grid = QGridLayout(held)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        for name in (*_PERSON, *_MANDATE):
            of = Person.type if name in _PERSON else Mandate.type
            row, column, columns = _PLACES[name]
            field = replace(of.field(name), required=False, default=None if name == "valid_from" else "")
            grid.addWidget(self.ask(name, field), row, column, 1, columns)
        grid.addWidget(label(N_("FirstStart", "Bestellung durch den Stadtbezirksrat"), "section"), 3, 0, 1, 4)
        for column in range(4):
            grid.setColumnStretch(column, 1)
        self.put(held)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is answered, so that the step is skipped."""
        return not any(str(widget.raw()).strip() for widget in self.widgets.values())

    def problems(self) -> list[tuple[str, str]]:
        """Half a person, and what person and mandate must fulfil."""
        if self.is_empty:
            return []
        said = []
        if not self.value("last_name"):
            said.append(("last_name", str(_NO_NAME)))
        if self.value("iban") and not self.widgets["valid_from"].raw():
            said.append(("valid_from", str(_NO_DAY)))
        for record in filter(None, (self.person(), self._mandate(self.value("valid_from") or self._today))):
            said += [one for one in validity.problems(record, self._today) if one[0] in self.widgets]
        return said

    def person(self) -> Person | None:
        """The person, if there is one."""
        values: dict[str, Any] = {name: self.value(name) or "" for name in _PERSON}
        return Person(**values) if values["last_name"] else None

    def mandate(self) -> Mandate | None:
        """The mandate with its account, if its day is known; of a person who is not kept yet."""
        since = self.value("valid_from")
        return self._mandate(since) if since is not None else None

    def _mandate(self, since: date) -> Mandate:
        person, iban = self.person(), self.value("iban") or ""
        holder = f"{person.first_name} {person.last_name}".strip() if person and iban else ""
        return Mandate(person=0, valid_from=since, iban=iban, account_holder=holder)
