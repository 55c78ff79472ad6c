"""Reading, and one short transaction of writing: records in, records out, never anything live.

Every write is a `Change(before, after)`; the list of a Unit's changes is undo, redo, journal and refresh.
"""

import hashlib
import re
import uuid
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, TypeVar, cast

from bezirkskoordination.i18n import N_
from bezirkskoordination.records import TYPES
from bezirkskoordination.records.fields import Field, Record, RecordType
from bezirkskoordination.records.kinds import ANYREF, REF, REFS, ROWS, Choice
from bezirkskoordination.records.office import StatusEvent, in_order
from bezirkskoordination.records.refusal import BadValue, Refused, Stale
from bezirkskoordination.store import disk, search
from bezirkskoordination.store.late import Late
from bezirkskoordination.store.names import StoredNames

if TYPE_CHECKING:
    import sqlalchemy as sa
    from sqlalchemy.dialects import sqlite

    from bezirkskoordination.store import schema, statements
else:
    sa, sqlite = Late("sqlalchemy"), Late("sqlalchemy.dialects.sqlite")
    schema, statements = Late("bezirkskoordination.store.schema"), Late("bezirkskoordination.store.statements")

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one record: made (before is None), changed, or removed (after is None)."""

    before: Record | None
    after: Record | None

    @property
    def record(self) -> Record:
        """The record as it is after the change, or as it was last."""
        record = self.after or self.before
        assert record is not None
        return record

    def reversed(self) -> "Change":
        """The change that takes this one back."""
        return Change(self.after, self.before)


class Reader:
    """Reads records on one connection."""

    def __init__(self, connection: "sa.Connection", names: StoredNames) -> None:
        self.connection = connection
        self.names = names

    def page(self, of: RecordType, ids: Iterable[int]) -> list[Record]:
        """The records with these ids, in this order; ids that are gone are left out."""
        wanted = list(ids)
        found = dict(self._records(schema.MAPPINGS[of.name], statements.these(wanted)))
        return [found[one] for one in wanted if one in found]

    def _records(self, mapping: "schema.Mapping", wanted: dict[str, str]) -> Iterator[tuple[int, Record]]:
        of = mapping.type
        rows = self.connection.execute(statements.rows(of.name), wanted).mappings().all()
        owned: dict[int, dict[str, list[Any]]] = defaultdict(dict)
        for name in mapping.owned if rows else ():
            field = of.field(name)
            for row in self.connection.execute(statements.owned_rows(of.name, name), wanted).mappings().all():
                owned[row["owner_id"]].setdefault(name, []).append(mapping.entry(field, row))
        for row in rows:
            values = owned[row["id"]]
            yield row["id"], mapping.record(row, {name: tuple(values.get(name, ())) for name in mapping.owned})

    def get(self, cls: type[R], record_id: int) -> R:
        """One record; raises Stale when it is gone."""
        found = self.page(cls.type, (record_id,))
        if not found:
            raise Stale(N_("Store", "Diesen Eintrag gibt es nicht mehr: {}."), str(cls.type.label))
        return cast(R, found[0])

    def where(self, cls: type[R], **values: Any) -> list[R]:
        """The records whose stored fields equal these values, by id."""
        table = schema.MAPPINGS[cls.type.name].table
        conditions = [table.c[name] == _stored(value) for name, value in values.items()]
        ids = self.connection.execute(sa.select(table.c.id).where(*conditions).order_by(table.c.id)).scalars()
        return cast(list[R], self.page(cls.type, ids))

    def all(self, cls: type[R]) -> list[R]:
        """All records of a type, by id."""
        return self.where(cls)

    def within(self, cls: type[R], name: str, start: date | None, end: date | None) -> list[R]:
        """The records whose day in a field lies in a span, both ends included; None is open at that end."""
        table = schema.MAPPINGS[cls.type.name].table
        day = table.c[name]
        inside = sa.select(table.c.id).where(day.is_not(None)).order_by(table.c.id)
        inside = inside.where(day >= start) if start else inside
        inside = inside.where(day <= end) if end else inside
        return cast(list[R], self.page(cls.type, self.connection.execute(inside).scalars()))

    def cells(self, of: RecordType, *names: str) -> list[Any]:
        """The stored cells of every record of a type, row by row: for who needs little of very many."""
        table = schema.MAPPINGS[of.name].table
        return list(self.connection.execute(sa.select(*(table.c[name] for name in names)).order_by(table.c.id)).all())

    def owned_cells(self, of: RecordType, field: str, *names: str) -> list[Any]:
        """The owner's id and the cells of every row that a field owns, in their order."""
        table = schema.MAPPINGS[of.name].owned[field]
        chosen = [table.c[name] for name in ("owner_id", *names)]
        return list(self.connection.execute(sa.select(*chosen).order_by(table.c.owner_id, table.c.pos)).all())

    def keys(self, cls: type[R], **values: Any) -> list[tuple[int, str]]:
        """Ids and uids of the records whose stored fields equal these values, by id."""
        table = schema.MAPPINGS[cls.type.name].table
        conditions = [table.c[name] == _stored(value) for name, value in values.items()]
        found = sa.select(table.c.id, table.c.uid).where(*conditions).order_by(table.c.id)
        return [(row[0], row[1]) for row in self.connection.execute(found).all()]

    def last_steps(self, of: RecordType, to: Choice | None = None) -> dict[str, date]:
        """By uid, the day of the last status event of every record of a type; `to` asks for steps to one status."""
        events = schema.MAPPINGS[StatusEvent.type.name].table
        last = sa.select(events.c.about_uid, sa.func.max(events.c.effective_on)).where(events.c.about_type == of.name)
        if to is not None:
            last = last.where(events.c.status == to.value)
        return {row[0]: row[1] for row in self.connection.execute(last.group_by(events.c.about_uid)).all()}

    def owning(self, cls: type[R], field: str, values: Iterable[str]) -> list[R]:
        """The records of a type that own a row whose first cell is one of these values, by id."""
        owned = schema.MAPPINGS[cls.type.name].owned[field]
        first = owned.c[cls.type.field(field).details.row.rows.fields[0].name]
        ids = sa.select(owned.c.owner_id).where(first.in_(tuple(values))).distinct().order_by(owned.c.owner_id)
        return cast(list[R], self.page(cls.type, self.connection.execute(ids).scalars()))

    def by_uid(self, of: RecordType, uid: str) -> Record | None:
        """The record of this uid, if it is there."""
        found = self.where(of.cls, uid=uid)
        return found[0] if found else None

    def history(self, record: Record) -> list[StatusEvent]:
        """The status events of a record, oldest first."""
        return in_order(self.where(StatusEvent, about_type=record.type.name, about_uid=record.uid))

    def users(self, record: Record) -> list[Record]:
        """The other records that refer to this one, each once; its status events are its own."""
        users: list[Record] = []
        for cls in TYPES:
            mapping = schema.MAPPINGS[cls.type.name]
            for field in cls.type.fields:
                if field.kind is ANYREF and cls is not StatusEvent:
                    about = {f"{field.name}_type": record.type.name, f"{field.name}_uid": record.uid}
                    users += self.where(cls, **about)
                if field.kind is ROWS:
                    users += self._users_in_rows(cls, field, record)
                if field.details.to != record.type.name:
                    continue
                if field.kind is REF:
                    users += self.where(cls, **{field.name: record.id})
                elif field.kind is REFS:
                    owned = mapping.owned[field.name]
                    owners = sa.select(owned.c.owner_id).where(owned.c.target == record.id)
                    users += self.page(cls.type, self.connection.execute(owners).scalars())
        once = {(user.type.name, user.id): user for user in users}
        once.pop((record.type.name, record.id), None)
        return list(once.values())

    def _users_in_rows(self, cls: type[Record], field: Field, record: Record) -> list[Record]:
        """The records of a type that own a row which refers to this record."""
        table, to = schema.MAPPINGS[cls.type.name].owned[field.name], record.type.name
        cells = [table.c[one.name] for one in field.details.row.rows.fields if one.details.to == to]
        owners = (sa.select(table.c.owner_id).where(cell == record.id) for cell in cells)
        return [one for query in owners for one in self.page(cls.type, self.connection.execute(query).scalars())]

    def blob(self, sha256: str) -> bytes:
        """The bytes of an attachment."""
        data = self.connection.execute(sa.select(schema.blob.c.data).where(schema.blob.c.sha256 == sha256)).scalar()
        if data is None:
            raise Refused(N_("Store", "Die Anlage fehlt in der Datei. Bitte eine Sicherung zurückholen."))
        return bytes(data)

    def journal_mark(self) -> int:
        """How far the journal goes: what is entered later stands behind this mark."""
        last: int | None = self.connection.execute(sa.select(sa.func.max(schema.journal.c.id))).scalar()
        return last or 0

    def added_since(self, cls: type[R], mark: int) -> list[R]:
        """The records of a type that were added behind a mark of the journal and are still there, by id."""
        return self._with_uids(cls, (uid for uid, _fields in self._entries(cls, mark, "added")))

    def changed_since(self, cls: type[R], mark: int, names: Iterable[str]) -> list[R]:
        """The records of a type of which one of these fields was changed behind a mark of the journal, by id."""
        asked = set(names)
        return self._with_uids(
            cls, (uid for uid, fields in self._entries(cls, mark, "changed") if not asked.isdisjoint(fields.split()))
        )

    def _entries(self, cls: type[R], mark: int, verb: str) -> list[Any]:
        entries = schema.journal.c
        since = (entries.id > mark, entries.verb == verb, entries.type == cls.type.name)
        return list(self.connection.execute(sa.select(entries.uid, entries.fields).where(*since)).all())

    def _with_uids(self, cls: type[R], uids: Iterable[str]) -> list[R]:
        table, wanted = schema.MAPPINGS[cls.type.name].table, set(uids)
        if not wanted:
            return []
        known = self.connection.execute(sa.select(table.c.id, table.c.uid).order_by(table.c.id)).all()
        return cast(list[R], self.page(cls.type, (row[0] for row in known if row[1] in wanted)))

    def count(self, of: RecordType) -> int:
        """How many records of a type there are."""
        return self.connection.execute(
            sa.select(sa.func.count()).select_from(schema.MAPPINGS[of.name].table)
        ).scalar_one()


def _stored(value: Any) -> Any:
    return value.value if isinstance(value, Choice) else value


def random_uid() -> str:
    """A name that no other record anywhere has."""
    return uuid.uuid4().hex


class Unit(Reader):
    """One transaction. Nothing is written unless the whole of it is."""

    def __init__(
        self, connection: "sa.Connection", names: StoredNames, now: datetime, new_uid: Callable[[], str] = random_uid
    ) -> None:
        super().__init__(connection, names)
        self.now = now
        self._new_uid = new_uid
        self.changes: list[Change] = []

    @property
    def today(self) -> date:
        """The day of this transaction."""
        return self.now.date()

    def add(self, record: R) -> R:
        """Keep a new record; gives it back with its id, uid and running number. Refuses a number that is taken."""
        of = record.type
        if of.status and getattr(record, of.status.name) != of.status.default:
            raise ValueError("a status is taken up by an event")
        given: dict[str, Any] = {"uid": record.uid or self._new_uid()}
        if of.number and not record.number:  # type: ignore[attr-defined]
            given["number"] = self.next_number(of.number)
        else:
            self._refuse_taken_number(record)
        return cast(R, self._put(Change(None, replace(record, **given))))

    def change(self, before: Record, after: R) -> R:
        """Put `after` in the place of `before`; refuses (Stale) when the record is no longer `before`."""
        if (before.type, before.id, before.uid) != (after.type, after.id, after.uid):
            raise ValueError("a change keeps the record's id and uid")
        status = before.type.status
        if status and getattr(before, status.name) != getattr(after, status.name):
            raise ValueError("a status changes by an event")
        if before == after:
            return after
        if before.type.number and before.number != after.number:  # type: ignore[attr-defined]
            self._refuse_taken_number(after)
        return cast(R, self._put(Change(before, after)))

    def remove(self, record: Record) -> None:
        """Delete a record that nobody refers to, with its owned rows and status events."""
        if users := self.users(record):
            named = "; ".join(f"{user.type.label} {user.title(self.names)}" for user in users[:5])
            raise Refused(
                N_("Store", "„{}“ wird noch gebraucht und wurde nicht gelöscht. Verwendet von: {}{}."),
                record.title(self.names), named, " …" if len(users) > 5 else "",
            )  # fmt: skip
        for event in self.history(record):
            self._put(Change(event, None))
        self._put(Change(record, None))

    def record_status(self, record: R, status: Choice, on: date, reason: str = "", note: str = "") -> R:
        """Write the event and the cached status: that of the latest event. Which steps may follow, the rules say."""
        field = record.type.status
        assert field is not None
        about = (record.type.name, record.uid)
        event = StatusEvent(
            about=about, status=status.value, effective_on=on,
            # In universal time: texts of it sort, also in the night when the clocks go back.
            recorded_at=self.now.astimezone(UTC).isoformat(timespec="milliseconds"), reason=reason, note=note,
        )  # fmt: skip
        self.add(event)
        cached: dict[str, Any] = {field.name: field.closed.of(self.history(record)[-1].status)}
        return cast(R, self._put(Change(record, replace(record, **cached))))

    def take_back_status(self, record: R) -> R:
        """Remove the latest status event; the status is that of the one before."""
        field = record.type.status
        *earlier, last = self.history(record)
        assert field is not None
        self._put(Change(last, None))
        status = field.closed.of(earlier[-1].status) if earlier else field.default
        cached: dict[str, Any] = {field.name: status}
        return cast(R, self._put(Change(record, replace(record, **cached))))

    def apply(self, changes: Iterable[Change]) -> None:
        """Do these changes again, or their opposites, as they are."""
        for change in changes:
            self._put(change)

    def keep_blob(self, data: bytes) -> str:
        """Keep bytes, each once; gives their SHA-256."""
        sha256 = hashlib.sha256(data).hexdigest()
        self.connection.execute(sqlite.insert(schema.blob).values(sha256=sha256, data=data).on_conflict_do_nothing())
        return sha256

    def next_number(self, prefix: str) -> str:
        """The next running number of this year, „K-2026-0001“. It stays given, even if undone."""
        row = sqlite.insert(schema.counter).values(prefix=prefix, year=self.today.year, last=1)
        raised = row.on_conflict_do_update(
            index_elements=["prefix", "year"], set_={"last": schema.counter.c.last + 1}
        ).returning(schema.counter.c.last)
        return f"{prefix}-{self.today.year}-{self.connection.execute(raised).scalar_one():04d}"

    def _refuse_taken_number(self, record: Record) -> None:
        number = getattr(record, "number", "") if record.type.number else ""
        if number and self.where(record.type.cls, number=number):
            raise BadValue(N_("Store", "Die Nummer „{}“ ist schon vergeben."), number).at("number")

    def _count_number(self, record: Record) -> None:
        """Let the counter know a number that came from elsewhere, so that it is not given again."""
        prefix = record.type.number
        if prefix and (own := re.fullmatch(rf"{prefix}-(\d{{4}})-(\d{{4,9}})", getattr(record, "number", ""))):
            row = sqlite.insert(schema.counter).values(prefix=prefix, year=int(own[1]), last=int(own[2]))
            higher = sa.func.max(schema.counter.c.last, row.excluded.last)
            self.connection.execute(row.on_conflict_do_update(index_elements=["prefix", "year"], set_={"last": higher}))

    # --- the one place that writes records ---

    def _put(self, change: Change) -> Record | None:
        before, after = change.before, change.after
        mapping = schema.MAPPINGS[change.record.type.name]
        if before is not None and self.page(mapping.type, (cast(int, before.id),)) != [before]:
            raise Stale(
                N_("Store", "„{}“ wurde inzwischen geändert. Ihre Eingaben sind noch da; bitte vergleichen."),
                before.title(self.names),
            )
        if after is not None:
            _refuse_link_to_strict(after)
        if after is not None and before is not None:
            # Values go in as parameters: a statement of SQLAlchemy is dear to build and cheap to run again.
            row = mapping.row(after, self.names)
            where = mapping.table.c.id == sa.bindparam("this")
            self.connection.execute(sa.update(mapping.table).where(where), row | {"this": after.id})
        elif after is not None:
            row = mapping.row(after, self.names)
            if after.id is None:
                del row["id"]
            key = self.connection.execute(sa.insert(mapping.table), row).inserted_primary_key
            assert key is not None
            after = replace(after, id=key[0])
        if after is not None:
            self._count_number(after)
        self._put_owned(mapping, before, after)
        if before is not None and after is None:
            self.connection.execute(sa.delete(mapping.table).where(mapping.table.c.id == before.id))
        search.index(disk.asking(self.connection), before, after, self.names)
        self._journal(before, after)
        self.names.forget((mapping.type.name,))
        self.changes.append(Change(before, after))
        return after

    def _put_owned(self, mapping: "schema.Mapping", before: Record | None, after: Record | None) -> None:
        for name, table in mapping.owned.items():
            if before is not None and after is not None and getattr(before, name) == getattr(after, name):
                continue
            if before is not None:
                self.connection.execute(sa.delete(table).where(table.c.owner_id == before.id))
            if after is not None and (rows := mapping.owned_rows(mapping.type.field(name), after)):
                self.connection.execute(sa.insert(table), rows)

    def _journal(self, before: Record | None, after: Record | None) -> None:
        record = cast(Record, after or before)
        verb = "changed" if before and after else "added" if after else "removed"
        named = [
            f.name for f in record.type.fields if before and after and getattr(before, f.name) != getattr(after, f.name)
        ]
        entry = {
            "at": self.now.isoformat(timespec="seconds"), "type": record.type.name, "uid": record.uid, "verb": verb,
            "fields": " ".join(named),
        }  # fmt: skip
        self.connection.execute(sa.insert(schema.journal), entry)


def _refuse_link_to_strict(record: Record) -> None:
    """A task, a file or an event about a strict record would be the note beside it that may not be."""
    for field in record.type.fields:
        link = getattr(record, field.name) if field.kind is ANYREF else None
        if link is not None and schema.MAPPINGS[link[0]].type.strict:
            raise Refused(
                N_("Store", "Zu „{}“ darf nichts weiter festgehalten werden, auch nicht in „{}“."),
                str(schema.MAPPINGS[link[0]].type.label), str(record.type.label),
            )  # fmt: skip


@contextmanager
def refusing() -> Iterator[None]:
    """Turn what the disk or the system refuses into words; anything else is a bug and passes."""
    try:
        yield
    except (sa.exc.DBAPIError, disk.DriverError) as error:
        if refusal := disk.refusal(getattr(error, "orig", None) or error):
            raise refusal from error
        raise
