"""The verbs that let tables out and in: export, import."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bezirkskoordination.cli.terminal import (
    PATH,
    Pair,
    file_argument,
    json_option,
    not_itself,
    opened,
    out_option,
    passphrase_option,
    print_json,
    type_argument,
    verb,
)
from bezirkskoordination.i18n import N_, Text
from bezirkskoordination.records.consents import ConsentPurpose
from bezirkskoordination.records.fields import View

if TYPE_CHECKING:
    from bezirkskoordination.exchange.importing import Preview

_EXPORTED = N_("Cli", "{} Einträge ausgegeben: {}")
_EXPORTED_PERSONAL = N_(
    "Cli",
    "{} Einträge mit personenbezogenen Daten haben die verschlüsselte Datei verlassen: {}."
    " Bitte nach Gebrauch löschen.",
)
#: By number: what the terminal shows may be kept anywhere.
_LEFT_OUT = N_("Cli", "Ausgelassen: Nr. {}, {}.")


@verb("export")
@file_argument
@type_argument
@out_option("OUT.csv|.xlsx|.ics")
@click.option("--columns", default="", metavar="a,b", help="Nur diese Spalten, in dieser Reihenfolge.")
@click.option(
    "--purpose", type=click.Choice([one.value for one in ConsentPurpose]), default=ConsentPurpose.STORAGE.value,
    help="Wofür die Liste ist; wer dem nicht zugestimmt hat, wird ausgelassen. Sonst: eigene Arbeit.",
)  # fmt: skip
@passphrase_option
def export(file: Path, of: View, out: Path, columns: str, purpose: str, passphrase_file: Path | None) -> None:
    """Einträge als Tabelle für Excel ausgeben, Treffen auch als Kalender."""
    # late: needs the store
    from bezirkskoordination.exchange import purposes, tables
    from bezirkskoordination.store.query import Query

    not_itself(out, file)
    with opened(file, passphrase_file) as office:
        fields = tables.chosen(of, [column for column in columns.split(",") if column.strip()])
        table = tables.Table(of, fields, office.lists.order(Query.of(of)))
        today = office.clock().date()
        table, left_out = purposes.sift(office.read, table, ConsentPurpose.of(purpose), today)
        tables.write(office.read, table, out)
    is_calendar = out.suffix.lower() == ".ics"  # nobody's name goes along
    said = _EXPORTED_PERSONAL if table.holds_personal_data and not is_calendar else _EXPORTED
    click.echo(said(len(table.ids), out), err=True)
    for one in left_out:
        click.echo(_LEFT_OUT(one.person.id, one.reason), err=True)


@verb("import")
@file_argument
@type_argument
@click.argument("source", type=PATH, metavar="SOURCE")
@click.option("--preview", "only_preview", is_flag=True, help="Nur zeigen, was geschähe.")
@click.option(
    "--map", "mapping", type=Pair(), multiple=True, metavar="SPALTE=FELD",
    help="Eine Spalte zuordnen; „Spalte=“ lässt sie weg. Mehrfach möglich.",
)  # fmt: skip
@click.option("--take-doubtful", is_flag=True, help="Auch aufnehmen, was vielleicht schon da ist.")
@json_option
@passphrase_option
def import_(
    file: Path, of: View, source: Path, only_preview: bool, mapping: tuple[tuple[str, str], ...], take_doubtful: bool,
    as_json: bool, passphrase_file: Path | None,
) -> None:  # fmt: skip
    """Eine Tabelle (CSV, XLSX, XLS, ODS) einlesen.

    Leere Zellen löschen nichts; was nicht sicher ist, wird genannt und nicht geraten.
    """
    # late: needs the store
    from bezirkskoordination.actions.desk import Desk
    from bezirkskoordination.actions.importing import carry_out
    from bezirkskoordination.exchange import heads, importing, reading
    from bezirkskoordination.exchange.shapes import preview_shape

    given = dict(mapping)
    with opened(file, passphrase_file) as office:
        table = reading.read(source, heads.knows(of.type, given))
        preview = importing.preview(office.read, of, table, given, office.clock().date(), take_doubtful)
        shape = preview_shape(preview, office.names) if as_json else {}
        if not only_preview:
            label = N_("Cli", "„{}“ einlesen")(source.name)
            Desk(office).do(label, lambda unit: carry_out(unit, preview.plans))
    if as_json:
        print_json(shape)
    else:
        _print(preview, only_preview)


#: The outcomes as told to people.
_OUTCOMES: Mapping[str, Text] = {
    "new": N_("Cli", "neu"),
    "changed": N_("Cli", "geändert"),
    "unchanged": N_("Cli", "unverändert"),
    "merged": N_("Cli", "zusammengeführt"),
    "skipped": N_("Cli", "übersprungen"),
    "rejected": N_("Cli", "abgelehnt"),
}
_ONLY_SHOWN = N_("Cli", "Nur Vorschau, nichts wurde geändert. {} Zeilen: {}")
_DONE = N_("Cli", "{} Zeilen gelesen: {}")


_ROW = N_("Cli", "Zeile {}: {}")
_MORE = N_("Cli", "… und {} weitere Hinweise; alle zeigt --json.")
#: Enough to see what is wrong with a file; thousands would hide the sum at the end.
_MOST_SAID = 60


def _print(preview: "Preview", only_preview: bool) -> None:
    said = [problem.text for problem in preview.problems]
    said += [_ROW(row.number, problem.text) for row in preview.rows for problem in row.problems]
    for line in said[:_MOST_SAID]:
        click.echo(line)
    if len(said) > _MOST_SAID:
        click.echo(_MORE(len(said) - _MOST_SAID))
    told = ", ".join(f"{preview.counts[code]} {label}" for code, label in _OUTCOMES.items() if preview.counts[code])
    click.echo((_ONLY_SHOWN if only_preview else _DONE)(len(preview.rows), told or "–"))
