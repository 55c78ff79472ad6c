"""The value lists, as a card of the settings: what a value is called, its place, whether it can still be chosen.

Codes are never changed and values never deleted, so that old entries stay readable.
"""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QSizePolicy, QToolButton, QVBoxLayout

from bezirkskoordination import paths
from bezirkskoordination.actions import editing
from bezirkskoordination.i18n import N_
from bezirkskoordination.records.office import ListItem
from bezirkskoordination.records.refusal import Refused
from bezirkskoordination.store.folding import fold
from bezirkskoordination.store.unit import Unit
from bezirkskoordination.ui import style
from bezirkskoordination.ui.cards import Card, RuledRow, empty, icon_button, label
from bezirkskoordination.ui.context import Context

#: A label keeps this much room in a narrow window; the code gives way.
_LEAST_DIGITS = 18
_RENAMED, _ADDED = N_("Settings", "Listenwert geändert: {}"), N_("Settings", "Listenwert angelegt: {}")
_MOVED, _SWITCHED = N_("Settings", "Reihenfolge geändert: {}"), N_("Settings", "Wählbarkeit geändert: {}")
_KNOWN = N_("Settings", "„{}“ steht schon in der Liste.")
_HINT = N_(
    "Settings",
    "Bezeichnungen und Reihenfolge lassen sich ändern. Gelöscht wird nichts, damit alte Einträge lesbar bleiben: Was"
    " nicht mehr gebraucht wird, ist einfach nicht mehr wählbar.",
)
_SYSTEM = N_("Settings", "Systemwert: Das Programm rechnet damit, deshalb bleibt er wählbar.")
_CODE = N_("Settings", "Code {}")


def titles() -> dict[str, str]:
    """The names of the lists that the program brings along."""
    shipped = (tomllib.loads(p.read_text(encoding="utf-8")) for p in sorted(paths.resource("lists").glob("*.toml")))
    named = {one["values"]: one["title"] for one in shipped}
    return dict(sorted(named.items(), key=lambda one: fold(one[1])))


def new_code(text: str, taken: Sequence[str]) -> str:
    """A code for a new value: its label in capitals, made different from those that are taken."""
    code = re.sub(r"[^A-Z0-9]+", "_", fold(text).upper()).strip("_") or "WERT"
    others = (f"{code}_{number}" for number in range(2, len(taken) + 3))
    return next(one for one in (code, *others) if one not in taken)


def reorder(unit: Unit, items: Sequence[ListItem]) -> None:
    """Keep the values in this order."""
    for position, item in enumerate(items):
        unit.change(item, replace(item, position=position))


class ListCards(Card):
    """One list at a time, its values as rows."""

    def __init__(self, context: Context) -> None:
        super().__init__(N_("Settings", "Wertelisten"))
        self._context = context
        self._items: list[ListItem] = []
        self.lines: list[QLineEdit] = []
        self.boxes: list[QCheckBox] = []
        self.ups: list[QToolButton] = []
        self.downs: list[QToolButton] = []
        self.choose = QComboBox()
        self.choose.setAccessibleName(str(N_("Settings", "Liste wählen")))
        for values, title in titles().items():
            self.choose.addItem(title, values)
        self.choose.currentIndexChanged.connect(self.refresh)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.add = QLineEdit()
        self.add.setPlaceholderText(str(N_("Settings", "Neuer Wert")))
        self.add.setAccessibleName(str(N_("Settings", "Neuer Wert, Eingabetaste legt an")))
        self.add.returnPressed.connect(self._add)
        self.add.textEdited.connect(partial(self._say, ""))
        self.said = label(role="problem")
        self.said.hide()
        self.body.addWidget(self.choose)
        self.body.addWidget(label(_HINT, "muted"))
        self.body.addLayout(self._rows)
        for part in (self.add, self.said):
            self.body.addWidget(part)

    @property
    def values(self) -> str:
        """The list that is shown."""
        return str(self.choose.currentData())

    def refresh(self) -> None:
        """Show the values of the chosen list; the focus stays where it was."""
        focus = next(
            ((kind, at) for kind in (self.lines, self.boxes, self.ups, self.downs)
             for at, widget in enumerate(kind) if widget.hasFocus()), None,
        )  # fmt: skip
        empty(self._rows)
        for kind in (self.lines, self.boxes, self.ups, self.downs):
            kind.clear()
        self._items = self._context.desk.office.names.items(self.values)
        for at, item in enumerate(self._items):
            self._rows.addWidget(self._row(at, item))
        if focus and focus[1] < len(focus[0]):
            focus[0][focus[1]].setFocus()

    def _row(self, at: int, item: ListItem) -> RuledRow:
        row = RuledRow()
        line = QLineEdit(item.label)
        line.setCursorPosition(0)
        line.setMinimumWidth(line.fontMetrics().horizontalAdvance("0") * _LEAST_DIGITS)
        line.setAccessibleName(N_("Settings", "Bezeichnung, {}")(_CODE(item.code)))
        line.setToolTip(item.note)
        line.editingFinished.connect(partial(self._rename, line, item))
        box = QCheckBox(str(ListItem.type.field("active").label))
        box.setAccessibleName(N_("Settings", "{}: wählbar")(item.label))
        box.setChecked(item.active)
        box.setEnabled(not item.system)
        box.setToolTip(str(_SYSTEM) if item.system else "")
        box.clicked.connect(partial(self._switch, item, box))
        code = label(_CODE(item.code), "muted", wrap=False)
        code.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        code.setToolTip(_CODE(item.code))
        up = icon_button("up", N_("Settings", "Nach oben: {}")(item.label), partial(self._move, at, -1))
        down = icon_button("down", N_("Settings", "Nach unten: {}")(item.label), partial(self._move, at, 1))
        up.setEnabled(at > 0)
        down.setEnabled(at < len(self._items) - 1)
        row.line.addWidget(line, 3)
        row.line.addWidget(code, 1)
        for part in (box, up, down):
            row.line.addWidget(part)
        self.lines.append(line)
        self.boxes.append(box)
        self.ups.append(up)
        self.downs.append(down)
        return row

    # --- what a person does ---------------------------------------------------------------

    def _rename(self, line: QLineEdit, item: ListItem) -> None:
        text = " ".join(line.text().split())
        if not text:
            line.setText(item.label)
        elif text != item.label and not self._is_known(text, item):
            self._do(_RENAMED(text), item, replace(item, label=text))

    def _switch(self, item: ListItem, box: QCheckBox) -> None:
        self._do(_SWITCHED(item.label), item, replace(item, active=box.isChecked()))

    def _move(self, at: int, step: int) -> None:
        items = list(self._items)
        items.insert(at + step, items.pop(at))
        buttons = self.ups if step < 0 else self.downs
        self._context.desk.do(_MOVED(items[at + step].label), lambda unit: reorder(unit, items))
        self.refresh()
        there = buttons[at + step]
        (there if there.isEnabled() else self.lines[at + step]).setFocus()

    def _add(self) -> None:
        text = " ".join(self.add.text().split())
        if not text or self._is_known(text, None):
            return
        code = new_code(text, [item.code for item in self._items])
        position = max((item.position for item in self._items), default=-1) + 1
        if self._do(_ADDED(text), None, ListItem(values=self.values, code=code, label=text, position=position)):
            self.add.clear()

    def _is_known(self, text: str, item: ListItem | None) -> bool:
        known = any(other is not item and other.label.casefold() == text.casefold() for other in self._items)
        if known:
            self._say(_KNOWN(text))
        return known

    def _do(self, step: str, before: ListItem | None, after: ListItem) -> bool:
        try:
            self._context.desk.do(step, lambda unit: editing.save(unit, before, after))
        except Refused as refusal:
            self._say(str(refusal))
            return False
        self._say("")
        self._context.say(step)
        return True

    def _say(self, text: str, _typed: str = "") -> None:
        self.said.setText(text)
        self.said.setVisible(bool(text))
        style.mark(self.add, "problem", bool(text))
