"""Tables and their rows, generated from the record declarations; no table is written by hand twice."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    UniqueConstraint,
)
from sqlalchemy.types import TypeEngine

from bezirkskoordination.records import RECORD_TYPES, VIEWS
from bezirkskoordination.records import kinds as k
from bezirkskoordination.records.fields import Field, Record, RecordType
from bezirkskoordination.records.kinds import Names
from bezirkskoordination.store.columns import APPLICATION_ID as APPLICATION_ID
from bezirkskoordination.store.columns import VERSION as VERSION
from bezirkskoordination.store.columns import is_keyed, is_nullable, owned_table, read_cell, sort_column
from bezirkskoordination.store.folding import sort_key

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

_COLUMN_TYPES: dict[k.Kind, type[TypeEngine[Any]]] = {
    k.TEXT: String, k.NOTE: String, k.PHONE: String, k.EMAIL: String, k.CHOICE: String, k.LISTED: String,
    k.STATUS: String, k.TIME: String, k.DATE: Date, k.MONEY: Integer, k.MINUTES: Integer, k.DECIMAL: Integer,
    k.WHOLE: Integer, k.GRID: Integer, k.REF: Integer, k.FLAG: Boolean,
}  # fmt: skip
#: Kinds of the first cell of owned rows that lists are narrowed by.
_NARROWING = frozenset({k.LISTED, k.CHOICE, k.REF})


def _columns(field: Field) -> list[Column[Any]]:
    nullable = is_nullable(field)
    if field.kind is k.ANYREF:
        return [
            Column(f"{field.name}_type", String, nullable=nullable),
            Column(f"{field.name}_uid", String, nullable=nullable),
        ]
    target = [ForeignKey(f"{field.details.to}.id")] if field.kind is k.REF else []
    column = Column(field.name, _COLUMN_TYPES[field.kind], *target, nullable=nullable)
    return [column, Column(f"{field.name}_key", String, nullable=False)] if is_keyed(field) else [column]


def _indexes(of: RecordType, table: Table) -> Iterator[Index]:
    """An index for every column that a list sorts or narrows by.

    It holds all that an order asks: the column, title and id that decide among equals, what the views of the type
    are narrowed to. So no row is read for an order, and the first rows are there at once.
    """
    asked = {where.field for view in VIEWS if view.type is of for where in view.where}
    narrowed = [f.name for f in of.fields if f.name in asked and not f.kind.owned]
    behind = ["title_key", "id", *narrowed] if narrowed else ["title_key"]  # SQLite adds the id at the end by itself
    first = ["title_key", *(name for f in of.fields if (name := _indexed(f)))]
    for one in first:
        yield Index(None, *(table.c[name] for name in dict.fromkeys([one, *behind])))
    for field in of.fields:
        if field.kind is k.ANYREF:
            yield Index(None, table.c[f"{field.name}_type"], table.c[f"{field.name}_uid"])


def _indexed(field: Field) -> str | None:
    if field.kind.owned or field.kind is k.ANYREF:
        return None
    return sort_column(field) if field.listed or field.kind is k.REF else None


def _owned(of: RecordType, field: Field) -> Table:
    if field.kind is k.ROWS:
        cells = [column for inner in field.details.row.rows.fields for column in _columns(inner)]
    elif field.kind is k.REFS:
        cells = [Column("target", Integer, ForeignKey(f"{field.details.to}.id"), nullable=False)]
    else:
        cells = [Column("code", String, nullable=False)]
    table = Table(
        owned_table(of, field), metadata,
        Column("owner_id", Integer, ForeignKey(f"{of.name}.id"), primary_key=True),
        Column("pos", Integer, primary_key=True), *cells, sqlite_with_rowid=False,
    )  # fmt: skip
    if field.kind is not k.ROWS or field.details.row.rows.fields[0].kind in _NARROWING:
        Index(None, table.c[cells[0].name], table.c.owner_id)
    return table


@dataclass(frozen=True, slots=True)
class Mapping:
    """How records of one type become rows and back."""

    type: RecordType
    table: Table
    owned: dict[str, Table]

    def row(self, record: Record, names: Names) -> dict[str, Any]:
        """The row of a record, with the sort keys; owned rows are not in it."""
        row: dict[str, Any] = {"id": record.id, "uid": record.uid}
        for field in self.type.fields:
            if field.kind.owned:
                continue
            value = getattr(record, field.name)
            if field.kind is k.ANYREF:
                row[f"{field.name}_type"], row[f"{field.name}_uid"] = value or (None, None)
                continue
            row[field.name] = value.value if isinstance(value, k.Choice) else value
            if is_keyed(field):
                row[f"{field.name}_key"] = sort_key(value)
        row["title_key"] = sort_key(self.type.title_of(lambda name: self._own(record, name), names))
        return row

    def _own(self, record: Record, name: str) -> Any:
        # A referred-to title or a label may change on its own; a stored key must not depend on it.
        field = self.type.field(name)
        if field.kind is k.REF:
            return None
        return "" if field.kind is k.LISTED else getattr(record, name)

    def owned_rows(self, field: Field, record: Record) -> list[dict[str, Any]]:
        """The owned rows of one field."""
        return [
            {"owner_id": record.id, "pos": pos, **self._cells(field, entry)}
            for pos, entry in enumerate(getattr(record, field.name))
        ]

    @staticmethod
    def _cells(field: Field, entry: Any) -> dict[str, Any]:
        if field.kind is k.ROWS:
            cells = ((inner.name, getattr(entry, inner.name)) for inner in field.details.row.rows.fields)
            return {name: value.value if isinstance(value, k.Choice) else value for name, value in cells}
        return {"target" if field.kind is k.REFS else "code": entry}

    def record(self, row: Any, owned: dict[str, tuple[Any, ...]]) -> Record:
        """The record of a row (a SQLAlchemy mapping) and its owned values."""
        values: dict[str, Any] = dict(owned)
        for field in self.type.fields:
            if field.kind is k.ANYREF:
                uid = row[f"{field.name}_uid"]
                values[field.name] = (row[f"{field.name}_type"], uid) if uid else None
            elif not field.kind.owned:
                values[field.name] = read_cell(field, row[field.name])
        return self.type.cls(id=row["id"], uid=row["uid"], **values)

    @staticmethod
    def entry(field: Field, row: Any) -> Any:
        """One owned value from its row."""
        if field.kind is k.ROWS:
            inner = field.details.row.rows
            return inner.cls(**{f.name: read_cell(f, row[f.name]) for f in inner.fields})
        return row["target"] if field.kind is k.REFS else row["code"]


def _mapping(of: RecordType) -> Mapping:
    plain = [f for f in of.fields if not f.kind.owned]
    table = Table(
        of.name, metadata,
        Column("id", Integer, primary_key=True), Column("uid", String, nullable=False),
        *(column for field in plain for column in _columns(field)),
        Column("title_key", String, nullable=False),
        UniqueConstraint("uid"),
        sqlite_autoincrement=True,
    )  # fmt: skip
    list(_indexes(of, table))
    return Mapping(of, table, {f.name: _owned(of, f) for f in of.fields if f.kind.owned})


MAPPINGS: dict[str, Mapping] = {name: _mapping(of) for name, of in RECORD_TYPES.items()}

#: The bytes of attachments, each once.
blob = Table("blob", metadata, Column("sha256", String, primary_key=True), Column("data", LargeBinary, nullable=False))
#: Running numbers: the largest ever given, so that none is given twice.
counter = Table(
    "counter", metadata,
    Column("prefix", String, primary_key=True), Column("year", Integer, primary_key=True),
    Column("last", Integer, nullable=False),
)  # fmt: skip
#: Who did what when: field names, never values.
journal = Table(
    "journal", metadata,
    Column("id", Integer, primary_key=True), Column("at", String, nullable=False),
    Column("type", String, nullable=False), Column("uid", String, nullable=False),
    Column("verb", String, nullable=False), Column("fields", String, nullable=False), sqlite_autoincrement=True,
)  # fmt: skip
#: Unfinished input that must outlive a lock or a crash.
draft = Table("draft", metadata, Column("key", String, primary_key=True), Column("payload", String, nullable=False))


def search_ddl() -> list[str]:
    """The search index: one FTS5 table a type, stored, so that „secure-delete“ leaves no name behind."""
    return [
        statement
        for of in RECORD_TYPES.values()
        if of.is_searched
        for statement in (
            f"CREATE VIRTUAL TABLE {of.name}_fts USING fts5(title, body, prefix='1 2 3',"
            " tokenize='unicode61 remove_diacritics 0')",
            f"INSERT INTO {of.name}_fts({of.name}_fts, rank) VALUES ('secure-delete', 1)",
            f"CREATE VIRTUAL TABLE {of.name}_vocab USING fts5vocab({of.name}_fts, 'row')",
        )
    ]
