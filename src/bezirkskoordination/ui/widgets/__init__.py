"""One editing widget for each kind of value, looked up in one table."""

from collections.abc import Callable
from importlib import import_module

from bezirkskoordination.records.council import Section
from bezirkskoordination.records.fields import Field
from bezirkskoordination.records.kinds import (
    ANYREF,
    CHOICE,
    CODES,
    DATE,
    DECIMAL,
    EMAIL,
    FLAG,
    GRID,
    LISTED,
    MINUTES,
    MONEY,
    NOTE,
    PHONE,
    REF,
    REFS,
    ROWS,
    STATUS,
    TEXT,
    TIME,
    WHOLE,
    Kind,
)
from bezirkskoordination.records.network import AgendaLine, Attendance, Member
from bezirkskoordination.records.office import Attachment
from bezirkskoordination.ui.widgets.contract import FieldWidget, ListNames, Sources, Suggest, label_text
from bezirkskoordination.ui.widgets.grid import GridWidget
from bezirkskoordination.ui.widgets.lines import DateWidget, LineWidget, NoteWidget
from bezirkskoordination.ui.widgets.picks import AnyRefWidget, ChoiceWidget, RefWidget
from bezirkskoordination.ui.widgets.rows import RowsWidget
from bezirkskoordination.ui.widgets.states import FileWidget, FlagWidget, StatusWidget
from bezirkskoordination.ui.widgets.tags import TagsWidget

__all__ = ["WIDGETS", "FieldWidget", "ListNames", "Sources", "Suggest", "label_text", "widget_for"]


def _reference(field: Field, sources: Sources) -> FieldWidget:
    to_file = field.details.to == Attachment.type.name
    return FileWidget(field, sources) if to_file else RefWidget(field, sources)


#: Rows that are written in a way of their own, by what they are: module and class, loaded when they are needed.
_OWN_WAY: dict[type, str] = {
    AgendaLine: "outline:OutlineWidget",
    Attendance: "attendance:AttendanceWidget",
    Member: "people:MembersWidget",
    Section: "sections:SectionsWidget",
}


def _rows(field: Field, sources: Sources) -> FieldWidget:
    module, _, name = _OWN_WAY.get(field.details.row, "").partition(":")
    own = getattr(import_module(f"{__name__}.{module}"), name) if module else RowsWidget
    widget: FieldWidget = own(field, sources, widget_for)
    return widget


WIDGETS: dict[Kind, Callable[[Field, Sources], FieldWidget]] = {
    TEXT: LineWidget,
    PHONE: LineWidget,
    EMAIL: LineWidget,
    MONEY: LineWidget,
    MINUTES: LineWidget,
    DECIMAL: LineWidget,
    WHOLE: LineWidget,
    TIME: LineWidget,
    DATE: DateWidget,
    NOTE: NoteWidget,
    FLAG: FlagWidget,
    CHOICE: ChoiceWidget,
    LISTED: ChoiceWidget,
    STATUS: StatusWidget,
    GRID: GridWidget,
    REF: _reference,
    ANYREF: AnyRefWidget,
    REFS: TagsWidget,
    CODES: TagsWidget,
    ROWS: _rows,
}


def widget_for(field: Field, sources: Sources) -> FieldWidget:
    """The widget that edits a field."""
    return WIDGETS[field.kind](field, sources)
