"""What a list says of a record: its columns, and each value in a few words. It knows neither widgets nor questions."""

from dataclasses import dataclass
from typing import Any

from bezirkskoordination.i18n import N_
from bezirkskoordination.records import kinds as k
from bezirkskoordination.records.fields import Field, Record, RecordType, View
from bezirkskoordination.store.query import is_sortable

_NAME = N_("Table", "Name")
_NAMED_TYPES = frozenset({"person", "institution"})
#: Heads that are cut short because what stands below them is narrow; the whole label is their tip.
_SHORT = {
    ("person", "minutes_per_week"): N_("Table", "Std./Wo."), ("contact_note", "minutes"): N_("Table", "Min."),
    ("training", "units"): N_("Table", "UStd."), ("activity_profile", "seats_wanted"): N_("Table", "gesucht"),
}  # fmt: skip
_RIGHT_KINDS = frozenset({k.MONEY, k.MINUTES, k.DECIMAL, k.WHOLE})
_WHOLE_KINDS = _RIGHT_KINDS | {k.STATUS, k.DATE, k.PHONE}
_LONG_KINDS = frozenset({k.ROWS, k.CODES, k.REFS, k.GRID, k.NOTE})
_SHOWN_ENTRIES = 2


def entries(field: Field, value: Any, names: k.Names) -> list[str]:
    """What a value consists of, each in a word or two: of owned rows only what stands for the row.

    That is the first cell, without the group that its label may begin with („Integrationslotsen: Basismodul“); of
    spans of days both days, the last span first.
    """
    if field.kind is k.ROWS:
        rows = field.details.row.rows
        if rows.is_span:
            return [rows.show_heads(span, names) for span in reversed(value)]
        return [rows.show_heads((cell,), names).rpartition(": ")[2] for cell in value]
    if field.kind is k.CODES:
        return [k.label_of(code, field.details, names) for code in value]
    if field.kind is k.REFS:
        return [names.title(field.details.to, one) for one in value]
    shown = field.show(value, names)
    return shown.split(", ") if field.kind is k.GRID else [shown]


def short(parts: list[str]) -> str:
    """The first two of many, and how many more there are: „Arabisch, Deutsch +1“."""
    more = len(parts) - _SHOWN_ENTRIES
    return ", ".join(parts[:_SHOWN_ENTRIES]) + (f" +{more}" if more > 0 else "")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a list: a field, or the title of the record (`field` is None). `fields` is what it is said from."""

    name: str
    label: str
    field: Field | None
    sortable: bool
    type: RecordType

    @property
    def fields(self) -> tuple[Field, ...]:
        """What must be read for it."""
        return (self.field,) if self.field else self.type.title_fields

    @classmethod
    def of(cls, view: View, name: str) -> "Column":
        """The column of this name; KeyError if there is none."""
        if name == "title":
            titled = view.type.title_fields
            label = titled[0].label if len(titled) == 1 else view.type.label
            return cls(name, str(_NAME if view.type.name in _NAMED_TYPES else label), None, True, view.type)
        field = view.type.field(name)
        return cls(name, str(field.label), field, is_sortable(view, name), view.type)

    @property
    def head(self) -> str:
        """What stands above it."""
        return str(_SHORT.get((self.type.name, self.name), self.label))

    @property
    def whole(self) -> bool:
        """Whether half of what stands in it would say nothing."""
        return self.field is None or self.field.kind in _WHOLE_KINDS or self.name == "number"

    @property
    def right(self) -> bool:
        """Whether figures stand in it, one below the other."""
        return self.field is not None and self.field.kind in _RIGHT_KINDS

    def text(self, cells: tuple[Any, ...], names: k.Names) -> str:
        """What it says of the values of its fields, as `store.query` gives them."""
        if self.field is None:
            said = dict(zip((one.name for one in self.fields), cells, strict=True))
            return self.type.title_of(said.__getitem__, names)
        (value,) = cells
        if self.field.kind is k.FLAG:
            return self.field.show(value, names) if value else ""
        return short(entries(self.field, value, names)).partition("\n")[0]

    @property
    def has_tip(self) -> bool:
        """Whether there is ever more to say than the cell does."""
        return self.field is None or self.field.kind in _LONG_KINDS

    def tip(self, record: Record, names: k.Names) -> str:
        """What there is no room for: the rest of a list, a person's name in its own script."""
        if self.field is None:
            return getattr(record, "native_name", "")
        return self.field.show(getattr(record, self.name), names) if self.has_tip else ""


def columns_of(view: View) -> list[Column]:
    """Every column that the list of a view can show, those it opens with first."""
    listed = (f.name for f in view.type.fields if f.listed)
    return [Column.of(view, name) for name in dict.fromkeys([*view.columns, "title", *listed])]
