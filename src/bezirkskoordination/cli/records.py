"""The verbs that show what is kept: list, show."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bezirkskoordination.cli.terminal import (
    Pair,
    file_argument,
    json_option,
    opened,
    passphrase_option,
    print_json,
    print_table,
    record,
    type_argument,
    verb,
)
from bezirkskoordination.i18n import N_
from bezirkskoordination.records import kinds as k
from bezirkskoordination.records.fields import Field, View, Where

if TYPE_CHECKING:
    from bezirkskoordination.store.unit import Reader

_PAGE = 500


@verb("list")
@file_argument
@type_argument
@click.option("--search", "text", default="", metavar="TEXT", help="Nur was diese Wörter enthält.")
@click.option(
    "--where", "conditions", type=Pair(), multiple=True, metavar="k=v",
    help="Nur was in diesem Feld diesen Wert hat; mehrfach möglich.",
)  # fmt: skip
@json_option
@passphrase_option
def list_(
    file: Path, of: View, text: str, conditions: tuple[tuple[str, str], ...], as_json: bool,
    passphrase_file: Path | None,
) -> None:  # fmt: skip
    """Einträge auflisten.

    Als Tabelle, oder mit --json ein JSON-Objekt je Zeile.
    """
    from bezirkskoordination.exchange.shapes import record_shape  # late: needs the store
    from bezirkskoordination.store.query import Query

    with opened(file, passphrase_file) as office:
        where = tuple(_where(office.read, of, key, value) for key, value in conditions)
        ids = office.lists.order(Query.of(of).narrowed(search=text, where=where))
        pages = (office.read.page(of.type, ids[start : start + _PAGE]) for start in range(0, len(ids), _PAGE))
        found = (one for page in pages for one in page)
        if as_json:
            for one in found:
                print_json(record_shape(one, office.names), indent=None)
            return
        fields = [of.type.field(name) for name in of.columns if name != "title"]
        rows = [
            (str(one.id), one.title(office.names), *(f.show(getattr(one, f.name), office.names) for f in fields))
            for one in found
        ]
    print_table(("id", str(of.singular), *(str(f.label) for f in fields)), rows)
    click.echo(N_("Cli", "{} Einträge")(len(rows)), err=True)


def _where(reader: "Reader", of: View, key: str, text: str) -> Where:
    """A condition as typed: a field's name or JSON name, and a code, a label, a title or a number."""
    from bezirkskoordination.exchange.shapes import key_of

    known = {name: f for f in of.type.fields if f.kind is not k.ANYREF for name in (f.name, key_of(f))}
    one = known.get(key)
    if one is None:
        raise click.UsageError(N_("Cli", "Ein Feld „{}“ gibt es nicht. Möglich sind: {}.")(key, ", ".join(known)))
    if one.kind in (k.MONEY, k.MINUTES, k.DECIMAL) and key == key_of(one):
        one = replace(one, kind=k.WHOLE)
    value = _value(reader, one, text)
    if one.kind not in k.RANGED:
        return Where(one.name, value if isinstance(value, tuple) else (value,))
    if value is None:
        raise click.UsageError(N_("Cli", "„{}“ braucht einen Wert.")(key))
    return Where(one.name, (value, value))  # from this value to itself


def _value(reader: "Reader", one: Field, text: str) -> Any:
    if one.kind in (k.REF, k.REFS, k.GRID) and text.isdecimal():
        return int(text)
    if one.kind is k.ROWS:
        one = one.details.row.rows.fields[0]
    return one.kind.parse(text, one.details, reader.names)


@verb()
@file_argument
@type_argument
@click.argument("id_", metavar="ID")
@json_option
@passphrase_option
def show(file: Path, of: View, id_: str, as_json: bool, passphrase_file: Path | None) -> None:
    """Einen Eintrag zeigen."""
    from bezirkskoordination.exchange.shapes import record_shape  # late: needs the store

    with opened(file, passphrase_file) as office:
        one = record(office.read, of, id_)
        if as_json:
            print_json(record_shape(one, office.names))
            return
        click.echo(f"{one.type.label} {one.id}: {one.title(office.names)}")
        shown = [(str(f.label), f.show(getattr(one, f.name), office.names)) for f in one.type.fields]
    width = max(len(label) for label, _text in shown)
    for label, text in shown:
        if text:
            click.echo(f"{label.ljust(width)}  " + text.replace("\n", "\n" + " " * (width + 2)))
