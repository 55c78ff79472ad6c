"""The coordinator's own words in a report: one text for each section, with what stood there last time below it.

Which sections there are, the paper says; which report was the last, the dialog says.
"""

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from bezirkskoordination.i18n import N_, Text
from bezirkskoordination.records.council import Section
from bezirkskoordination.records.fields import Field
from bezirkskoordination.records.kinds import NOTE, Details
from bezirkskoordination.rules.report_sections import SECTIONS
from bezirkskoordination.ui.cards import button, label
from bezirkskoordination.ui.form import Fold
from bezirkskoordination.ui.widgets import FieldWidget, Sources, widget_for

_LAST_TIME = N_("ReportDialog", "Im letzten Bericht stand …")
_TAKE = N_("ReportDialog", "In den neuen Text übernehmen")
_TAKE_FOR = N_("ReportDialog", "Letzten Text übernehmen: {}")


class OwnTexts(QWidget):
    """All sections, in the paper's order."""

    edited = Signal()

    def __init__(self, sources: Sources, last: Mapping[str, str]) -> None:
        super().__init__()
        self.widgets: dict[str, FieldWidget] = {}
        self.folds: dict[str, Fold] = {}
        self._others: tuple[Section, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for section in SECTIONS:
            widget = widget_for(_field(section.key, section.label, section.hint), sources)
            head = label(section.label, "section")
            head.setBuddy(widget.control)
            widget.edited.connect(self.edited)
            self.widgets[section.key] = widget
            column.addWidget(head)
            column.addWidget(widget)
            if last.get(section.key, "").strip():
                self._add_last(column, section.key, section.label, last[section.key])

    def _add_last(self, column: QVBoxLayout, key: str, title: Text, text: str) -> None:
        fold, body = Fold(self), QWidget(self)
        fold.setText(str(_LAST_TIME))
        fold.setAccessibleName(f"{title}: {_LAST_TIME}")
        inside = QVBoxLayout(body)
        inside.setContentsMargins(20, 0, 0, 4)
        inside.addWidget(label(text, "muted"))
        inside.addWidget(button(_TAKE, partial(self._take, key, text), "link", _TAKE_FOR(title)))
        fold.hold(body)
        self.folds[key] = fold
        column.addWidget(fold)
        column.addWidget(body)

    def _take(self, key: str, text: str) -> None:
        """Put the last words behind what is written already."""
        widget = self.widgets[key]
        written = widget.value()
        widget.set_raw(f"{written}\n\n{text}" if written else text)
        widget.control.setFocus()
        self.edited.emit()

    def show_sections(self, sections: tuple[Section, ...]) -> None:
        """Show what is kept; sections that the paper no longer knows are kept as they are."""
        texts = {one.key: one.text for one in sections}
        for key, widget in self.widgets.items():
            if widget.raw() != texts.get(key, ""):
                widget.set_value(texts.get(key, ""))
        self._others = tuple(one for one in sections if one.key not in self.widgets)

    def sections(self) -> tuple[Section, ...]:
        """What is written, in the paper's order."""
        texts = ((key, widget.value()) for key, widget in self.widgets.items())
        return (*(Section(key=key, text=text) for key, text in texts if text), *self._others)

    def raw(self) -> dict[str, Any]:
        """Everything that stands there."""
        return {key: widget.raw() for key, widget in self.widgets.items()}

    def set_raw(self, raw: Mapping[str, Any]) -> None:
        """Show again what `raw` gave."""
        for key in raw.keys() & self.widgets.keys():
            self.widgets[key].set_raw(raw[key])

    def set_read_only(self, read_only: bool) -> None:
        """Show only."""
        for widget in self.widgets.values():
            widget.set_read_only(read_only)


def _field(key: str, title: Text, hint: Text) -> Field:
    return Field(key, NOTE, title, "", False, Details(), hint=hint)
