"""The district of the office under every name it had, and its parts, as cards of the settings.

Both are records with pages of their own; here they are listed, added and opened.
"""

from functools import partial

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from bezirkskoordination.actions import editing
from bezirkskoordination.i18n import N_
from bezirkskoordination.records.fields import Record
from bezirkskoordination.records.kinds import show_date
from bezirkskoordination.records.office import District, SubArea
from bezirkskoordination.records.refusal import Refused
from bezirkskoordination.store.settings import district_on
from bezirkskoordination.ui import style
from bezirkskoordination.ui.cards import Card, RuledRow, button, empty, icon_button, label
from bezirkskoordination.ui.context import Context

_SINCE, _SPAN = N_("Settings", "gilt seit {}"), N_("Settings", "galt vom {} bis {}")
_NO_DISTRICT = N_("Settings", "Noch kein Stadtbezirk eingetragen. Berichte brauchen seinen Namen und sein Gremium.")
_NO_PARTS = N_("Settings", "Noch keine Ortsteile eingetragen.")
_OUTSIDE = N_("Settings", "außerhalb des Stadtbezirks")
_ADDED = N_("Settings", "Ortsteil angelegt: {}")
_KNOWN = N_("Settings", "„{}“ gibt es schon.")


class DistrictCards(QWidget):
    """Two cards: the districts by their time, the parts by their name."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.districts, self.parts = QVBoxLayout(), QVBoxLayout()
        self.new_district = button(N_("Settings", "Stadtbezirk anlegen …"), self._new_district)
        self.add = QLineEdit()
        self.add.setPlaceholderText(str(N_("Settings", "Neuer Ortsteil")))
        self.add.setAccessibleName(str(N_("Settings", "Neuer Ortsteil, Eingabetaste legt an")))
        self.add.returnPressed.connect(self._add)
        self.add.textEdited.connect(partial(self._say, ""))
        self.said = label(role="problem")
        self.said.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        hint = label(N_("Settings", "Berichte nennen den Stadtbezirk so, wie er am Tag der Sitzung heißt."), "muted")
        for title, rows, below in (
            (N_("Settings", "Stadtbezirk"), self.districts, (hint, self.new_district)),
            (N_("Settings", "Ortsteile"), self.parts, (self.add, self.said)),
        ):
            card = Card(title)
            rows.setSpacing(0)
            card.body.addLayout(rows)
            for part in below:
                card.body.addWidget(part)
            column.addWidget(card)

    def refresh(self) -> None:
        """Show what there is."""
        read = self._context.desk.office.read
        empty(self.districts)
        for one in sorted(read.all(District), key=lambda d: d.valid_from, reverse=True):
            span = _SPAN(show_date(one.valid_from), show_date(one.valid_until)) if one.valid_until else ""
            self.districts.addWidget(self._row(one, span or _SINCE(show_date(one.valid_from))))
        if not self.districts.count():
            self.districts.addWidget(label(_NO_DISTRICT, "muted"))
        empty(self.parts)
        for part in sorted(read.all(SubArea), key=lambda p: (p.outside, p.name)):
            district = read.names.title(District.type.name, part.district) if part.district else ""
            self.parts.addWidget(self._row(part, str(_OUTSIDE) if part.outside else district))
        if not self.parts.count():
            self.parts.addWidget(label(_NO_PARTS, "muted"))

    def _row(self, record: Record, said: str) -> RuledRow:
        title = record.title(self._context.desk.office.names)
        row = RuledRow()
        go = icon_button(
            "arrow-right", N_("Settings", "{} öffnen: {}")(record.type.label, title), partial(self._open, record)
        )
        row.line.addWidget(label(title), 2)
        row.line.addWidget(label(said, "muted"), 3)
        row.line.addWidget(go)
        return row

    def _open(self, record: Record) -> None:
        self._context.open_record(record.type.name, record.id or 0)

    def _new_district(self) -> None:
        self._context.open_page(District.type.name).new()

    def _add(self) -> None:
        name = " ".join(self.add.text().split())
        if not name:
            return
        read = self._context.desk.office.read
        if any(part.name.casefold() == name.casefold() for part in read.all(SubArea)):
            self._say(_KNOWN(name))
            return
        district = district_on(read, self._context.today())
        part = SubArea(name=name, district=district.id if district else None)
        try:
            self._context.desk.do(_ADDED(name), lambda unit: editing.save(unit, None, part))
        except Refused as refusal:
            self._say(str(refusal))
            return
        self.add.clear()
        self._context.say(_ADDED(name))

    def _say(self, text: str, _typed: str = "") -> None:
        self.said.setText(text)
        self.said.setVisible(bool(text))
        self.add.setAccessibleDescription(text)
        style.mark(self.add, "problem", bool(text))
