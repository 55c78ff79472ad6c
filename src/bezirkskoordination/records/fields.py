"""How a record type is described: fields, types, views. One description drives table, form, search,
import, export, journal and erasure; it knows neither widgets nor SQL."""

import re
from collections.abc import Callable
from dataclasses import MISSING, dataclass
from dataclasses import field as dataclass_field
from dataclasses import fields as dataclass_fields
from functools import cache
from typing import Any, ClassVar, Self, TypeVar, dataclass_transform

from bezirkskoordination.i18n import N_, Text
from bezirkskoordination.records.kinds import (
    CHOICE,
    CLOSED,
    DATE,
    FLAG,
    LISTED,
    NOTE,
    ROWS,
    STATUS,
    TEXT,
    Choice,
    Details,
    Kind,
    Names,
    entries,
)
from bezirkskoordination.records.refusal import BadValue


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a record type, as declared."""

    name: str
    kind: Kind
    label: Text
    default: Any
    required: bool
    details: Details
    listed: bool = False
    searched: bool = False
    personal: bool = False
    hint: Text | None = None

    @property
    def closed(self) -> type[Choice]:
        """The closed list that the value is a member of."""
        assert isinstance(self.details.values, type)
        return self.details.values

    def parse(self, text: str, names: Names) -> Any:
        """A typed text as a value; raises BadValue pinned to this field."""
        try:
            value = self.kind.parse(text, self.details, names)
        except BadValue as refusal:
            raise refusal.at(self.name) from None
        return self.default if value is None and not self.required else value

    def show(self, value: Any, names: Names) -> str:
        """The value in German."""
        return self.kind.show(value, self.details, names)


_KEY = "field"
#: A comma or dot in a title behind which nothing follows.
_STRAY = re.compile(r"\s*[,·]\s*(?=[,·]|$)")


def field(
    kind: Kind,
    label: Text,
    *,
    default: Any = MISSING,
    values: str | type[Choice] = "",
    to: str = "",
    row: Any = None,
    listed: bool = False,
    searched: bool = False,
    personal: bool = False,
    hint: Text | None = None,
) -> Any:
    """Declare a field. Without `default` it is required: type checker, NOT NULL and form all read that one fact.

    `values` names the value list (or gives the closed Choice), `to` the type a reference leads to, `row` the
    class of owned rows. `personal` marks what is erased, redacted and warned about.
    """
    described = Field(
        "", kind, label, None if default is MISSING else default, default is MISSING, Details(values, to, row),
        listed, searched, personal, hint,
    )  # fmt: skip
    return dataclass_field(default=default, metadata={_KEY: described})


def _collect(cls: type) -> tuple[Field, ...]:
    def named(name: str, described: Field) -> Field:
        values = {slot: getattr(described, slot) for slot in Field.__slots__}
        return Field(**{**values, "name": name})

    return tuple(named(f.name, f.metadata[_KEY]) for f in dataclass_fields(cls) if _KEY in f.metadata)


#: Kinds that a cell in brackets is known by; of others, a row may have several and needs a word before each.
_TOLD_APART = frozenset({LISTED, CHOICE, FLAG, NOTE})
_SINCE = N_("Kinds", "ab {}")
_DASH = "–"


@dataclass(frozen=True, slots=True)
class RowType:
    """The class of the rows that a ROWS field owns, described like a record; `called` is what one row is called."""

    cls: type
    fields: tuple[Field, ...]
    called: Text

    @property
    def is_span(self) -> bool:
        """Whether a row is a span of days: it begins with a day from and a day until (None: open)."""
        return len(self.fields) > 1 and all(f.kind is DATE for f in self.fields[:2])

    @property
    def heads(self) -> tuple[Field, ...]:
        """The cells that stand for a row where there is no room for all: the first, or both days of a span."""
        return self.fields[:2] if self.is_span else self.fields[:1]

    def show(self, row: Any, names: Names) -> str:
        """What stands for the row, the other cells that are set in brackets."""
        first = self.show_heads(tuple(getattr(row, f.name) for f in self.heads), names)
        cells = (self._said(f, getattr(row, f.name), names) for f in self.fields[len(self.heads) :])
        said = ", ".join(cell for cell in cells if cell)
        return f"{first} ({said})" if said else first

    def show_heads(self, values: tuple[Any, ...], names: Names) -> str:
        """What stands for a row: „Arabisch“, „01.12.2026–15.12.2026“, „ab 01.12.2026“."""
        first, *rest = (self._said(f, value, names) for f, value in zip(self.heads, values, strict=True))
        if not self.is_span:
            return first
        return f"{first}{_DASH}{rest[0]}" if rest[0] else _SINCE(first)

    def _said(self, field: Field, value: Any, names: Names) -> str:
        """A flag is said by its label, so that nobody asks „ja“ to what; so is one of two dates in brackets."""
        if field.kind is FLAG:
            return str(field.label) if value else ""
        shown = field.show(value, names)
        return f"{field.label} {shown}" if shown and self._needs_a_word(field) else shown

    def _needs_a_word(self, field: Field) -> bool:
        rest = self.fields[len(self.heads) :]
        return field in rest and field.kind not in _TOLD_APART and sum(f.kind is field.kind for f in rest) > 1

    def parse(self, text: str, names: Names) -> Any:
        """A row from „Deutsch (B2)“: each entry in the last brackets goes to the field that can read it."""
        if any(f.kind is NOTE for f in self.fields):
            raise BadValue(N_("Kinds", "„{}“ kann nicht als Text eingegeben werden."), text)
        head, (first, cells) = self.fields[0], self._cut(text.strip(), names)
        if not first:
            raise BadValue(N_("Kinds", "In „{}“ fehlt „{}“ vor der Klammer."), text, str(head.label))
        values = self._span(first, names) if self.is_span else {head.name: head.parse(first, names)}
        # Free text reads everything, so it is asked last.
        left = sorted((f for f in self.fields if f.name not in values), key=lambda f: f.kind is TEXT)
        for cell in cells:
            taker = next((f for f in left if self._read(f, cell, names) is not None), None)
            if taker is None:
                raise BadValue(N_("Kinds", "„{}“ in „{}“ ist nicht zu verstehen."), cell, text)
            values[taker.name] = self._read(taker, cell, names)
            left.remove(taker)
        return self.cls(**values)

    def _span(self, text: str, names: Names) -> dict[str, Any]:
        """„01.12.2026–15.12.2026“ or „ab 01.12.2026“ as two days; a hyphen does, too."""
        start, *end = re.split(r"\s*[–—]\s*|\s+-\s+|(?<=\d)-(?=\d{1,2}\.)", re.sub(r"^ab\s+", "", text), maxsplit=1)
        first, last = self.fields[:2]
        if not start:
            raise BadValue(N_("Kinds", "In „{}“ fehlt „{}“."), text, str(first.label))
        return {first.name: first.parse(start, names), last.name: last.parse("".join(end), names)}

    def _cut(self, text: str, names: Names) -> tuple[str, list[str]]:
        """The first cell, and the entries in the last brackets. A label may end in brackets: „Persisch (Farsi)“."""
        if not text.endswith(")"):
            return text, []
        if self.fields[0].kind in (LISTED, CHOICE) and self._read(self.fields[0], text, names) is not None:
            return text, []
        depth = 0
        for position in range(len(text) - 1, -1, -1):
            depth += (text[position] == ")") - (text[position] == "(")
            if depth == 0:
                return text[:position].strip(), entries(text[position + 1 : -1])
        return text, []

    def _read(self, one: Field, cell: str, names: Names) -> Any:
        if one.kind is FLAG and cell.casefold() == str(one.label).casefold():
            return True
        if self._needs_a_word(one):
            word = f"{one.label} "
            if not cell.casefold().startswith(word.casefold()):
                return None
            cell = cell[len(word) :]
        try:
            return one.parse(cell, names)
        except BadValue:
            return None


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(field,))
def row_type(cls: type) -> Any:
    """Make a small frozen class the rows of a ROWS field; its description is `cls.rows`.

    A class variable `called` says what one row is called, where that is not the label of its first field.
    """
    frozen: Any = dataclass(frozen=True, kw_only=True)(cls)
    fields = _collect(frozen)
    frozen.rows = RowType(frozen, fields, getattr(frozen, "called", fields[0].label))
    return frozen


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class RecordType:
    """A record type as declared.

    `title` is a template over fields, `number` the prefix of its running number, `icon` the name of a drawing.
    A `strict` type keeps facts that the law has counted out, and nothing beside them: its fields hold no words of
    anybody's own, nothing may refer to it, it is not exported, and what is removed of it cannot be brought back.
    A `vault` type is shown one record at a time to who asks for it: never in lists, search, export or reports.
    """

    name: str
    cls: "type[Record]"
    label: Text
    plural: Text
    title: str
    order_by: str
    number: str
    icon: str
    fields: tuple[Field, ...]
    strict: bool = False
    vault: bool = False

    def __repr__(self) -> str:
        return f"<{self.name}>"

    def field(self, name: str) -> Field:
        """The field of this name; KeyError if there is none."""
        for one in self.fields:
            if one.name == name:
                return one
        raise KeyError(f"{self.name}.{name}")

    @property
    def title_fields(self) -> tuple[Field, ...]:
        """The fields that the title is made of."""
        return _title_fields(self)

    @property
    def is_searched(self) -> bool:
        """Whether anything of it can be found by its words."""
        return any(f.searched for f in self.fields)

    @property
    def status(self) -> Field | None:
        """The field that only status events change, if the type has one."""
        return next((f for f in self.fields if f.kind is STATUS), None)

    def title_of(self, values: "Callable[[str], Any]", names: Names) -> str:
        """The title from a way to read each field; what stands empty leaves no stray comma."""
        filled = self.title.format_map({f.name: f.show(values(f.name), names) for f in self.title_fields})
        return _STRAY.sub("", filled).strip(" ,·")


@cache
def _title_fields(of: RecordType) -> tuple[Field, ...]:
    return tuple(of.field(name) for name in re.findall(r"{(\w+)}", of.title))


@dataclass(frozen=True, kw_only=True)
class Record:
    """What every record has: a row number in its file, and a name that stays the same everywhere."""

    type: ClassVar[RecordType]

    id: int | None = None
    uid: str = ""

    def title(self, names: Names) -> str:
        """How lists, letters and search results call this record."""
        return self.type.title_of(lambda name: getattr(self, name), names)


R = TypeVar("R", bound=Record)


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(field,))
def record_type(
    *, label: Text, plural: Text, title: str, order_by: str = "title", number: str = "", icon: str = "columns",
    strict: bool = False,
    vault: bool = False,
) -> Callable[[type[R]], type[R]]:  # fmt: skip
    """Make a class a record type. Its name in the file and on the command line is the class name in snake_case."""

    def declare(cls: type[R]) -> type[R]:
        frozen = dataclass(frozen=True, kw_only=True)(cls)
        name = re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()
        fields = _collect(frozen)
        if strict and (open_ := [f.name for f in fields if f.kind not in CLOSED]):
            raise TypeError(f"{name} is strict, but {open_} could hold anything")
        frozen.type = RecordType(name, frozen, label, plural, title, order_by, number, icon, fields, strict, vault)
        return frozen

    return declare


@dataclass(frozen=True, slots=True)
class Where:
    """A condition on one field: its value (or, in owned rows and grids, one of them) is among `values`.

    For dates and numbers `values` is (from, to), either may be None. In rows that are spans, `values` are days: one
    of the spans holds one of them. „id“, which is no field, stands for certain records.
    """

    field: str
    values: tuple[Any, ...]
    negate: bool = False

    def holds(self, record: Record) -> bool:
        """Whether a record fulfils it; for codes, states, references, and rows that are no spans."""
        value, field = getattr(record, self.field), record.type.field(self.field)
        if field.kind is ROWS:
            value = tuple(getattr(row, field.details.row.rows.fields[0].name) for row in value)
        held = any(one in self.values for one in value) if field.kind.owned else value in self.values
        return held != self.negate


@dataclass(frozen=True, slots=True)
class View:
    """A record type as a page shows it: a fixed filter, columns, facets and a form.

    `begins` is the status that a record made on this page takes up at once. `form` names the layout, if it is not
    the view's own.
    """

    name: str
    type: RecordType
    label: Text
    singular: Text
    columns: tuple[str, ...] = ()
    facets: tuple[str, ...] = ()
    where: tuple[Where, ...] = ()
    sort: str = "title"
    descending: bool = False
    begins: Choice | None = None
    related: tuple[tuple[str, str], ...] = ()
    form: str = ""

    @classmethod
    def plain(cls, of: RecordType) -> Self:
        """The view of a type as it is declared."""
        listed = tuple(f.name for f in of.fields if f.listed)
        return cls(of.name, of, of.plural, of.label, listed, sort=of.order_by)


@dataclass(frozen=True, slots=True)
class Place:
    """A page that shows no view; the window knows what it is."""

    name: str
    label: Text


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the sidebar, under the heading `group`: one page, or several side by side as tabs."""

    label: Text
    group: Text
    icon: str
    pages: tuple[View | Place, ...]
