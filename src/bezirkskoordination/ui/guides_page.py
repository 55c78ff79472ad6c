"""The page of the Integrationslotsen: above the fields stand the modules, where they work, and when to refresh."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.fields import View
from bezirkskoordination.records.kinds import show_date
from bezirkskoordination.records.people import GUIDE_MODULES, Person, Qualification
from bezirkskoordination.rules import guides
from bezirkskoordination.store.settings import setting
from bezirkskoordination.ui import style
from bezirkskoordination.ui.cards import label
from bezirkskoordination.ui.context import Context
from bezirkskoordination.ui.record_form import RecordForm
from bezirkskoordination.ui.record_page import RecordPage

_NOT_YET = N_("GuidesPage", "noch nicht")
_NO_DATE = N_("GuidesPage", "ohne Datum")
_PROOF, _NO_PROOF = N_("GuidesPage", "Nachweis: {}"), N_("GuidesPage", "Nachweis fehlt")
_PLACE, _NO_PLACE = N_("GuidesPage", "gehört zu"), N_("GuidesPage", "keiner Institution zugeordnet")
_REFRESH, _OVERDUE = N_("GuidesPage", "Auffrischung bis"), N_("GuidesPage", "{} – fällig")


#: A line for each module, for the institution, for the refresher.
_LINES = len(GUIDE_MODULES) + 2


class ModuleStrip(QWidget):
    """Module by module: since when, and where the proof lies."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 8)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        self.cells = [(label(role="label", wrap=False), label()) for _ in range(_LINES)]
        for row, cells in enumerate(self.cells):
            for column, cell in enumerate(cells):
                grid.addWidget(cell, row, column, Qt.AlignmentFlag.AlignTop)

    def show_for(self, person: Person) -> None:
        """Show the modules of somebody."""
        office, had = self._context.desk.office, guides.modules(person)
        for row, code in enumerate(GUIDE_MODULES):
            name = office.names.label("qualification", code).rpartition(": ")[2]
            one = had.get(code)
            self._put(row, name, self._said(one), "" if one else "muted")
        house = office.names.title("institution", person.institution) if person.institution else ""
        self._put(-2, str(_PLACE), house or str(_NO_PLACE), "" if house else "muted")
        due = guides.refresher_due(person, setting(office.read, "refresher_months"))
        overdue = due is not None and due < self._context.today()
        said = show_date(due) or "–"
        self._put(-1, str(_REFRESH), _OVERDUE(said) if overdue else said, "warn" if overdue else "")

    def _said(self, one: Qualification | None) -> str:
        """„14.03.2026 · Nachweis: Ordner 3“."""
        if one is None:
            return str(_NOT_YET)
        training = self._context.desk.office.names.title("training", one.training) if one.training else ""
        proof = _PROOF(one.proof or training) if one.proof or training else str(_NO_PROOF)
        return f"{show_date(one.acquired_on) or _NO_DATE} · {proof}"

    def _put(self, row: int, name: str, said: str, role: str) -> None:
        for cell, words in zip(self.cells[row], (name, said), strict=True):
            cell.setText(words)
        style.mark(self.cells[row][1], "role", role)


class GuideForm(RecordForm):
    """A person, with the modules above the fields."""

    def __init__(self, view: View, context: Context, parent: QWidget | None = None) -> None:
        self.modules = ModuleStrip(context)
        super().__init__(view, context, parent)
        self.add_above(self.modules)

    def _dress(self) -> None:
        super()._dress()
        person = self.record
        self.modules.setVisible(isinstance(person, Person))
        if isinstance(person, Person):
            self.modules.show_for(person)


class GuidesPage(RecordPage):
    """The volunteers with a module of the Integrationslotsen."""

    form_class = GuideForm
