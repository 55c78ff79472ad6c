"""The verbs about the office file as a whole: demo, open, check, backup."""

from pathlib import Path

import click

from bezirkskoordination.cli.terminal import (
    PATH,
    Size,
    file_argument,
    given_passphrase,
    opened,
    out_option,
    passphrase_option,
    verb,
)
from bezirkskoordination.i18n import N_
from bezirkskoordination.records import RECORD_TYPES


@verb()
@file_argument
@click.option("--size", type=Size(), default="small", show_default=True, help="Wie viel darin steht.")
@click.option("--seed", type=int, default=111, show_default=True, help="Gleiche Zahl, gleicher Bezirk.")
@passphrase_option
def demo(file: Path, size: str | int, seed: int, passphrase_file: Path | None) -> None:
    """Einen erfundenen Stadtbezirk anlegen.

    „small“ ist schnell da, „year“ enthält ein ganzes Jahr mit Belegen, „large“ ein Jahr mit 10.000 Ehrenamtlichen
    (eine bis zwei Minuten); eine Zahl bestimmt, wie viele Ehrenamtliche es sind. Die Datei ist verschlüsselt, wenn
    ein Kennwort angegeben ist.
    """
    from bezirkskoordination import sample  # late: opens the store

    counts = sample.build(file, given_passphrase(passphrase_file) or "", size, seed)
    click.echo(N_("Cli", "Angelegt: {}")(file))
    for name, count in counts.items():
        if count:
            click.echo(f"{count:>7}  {RECORD_TYPES[name].plural}")


@verb("open")
@click.argument("file", type=PATH, metavar="[FILE]", required=False)
@passphrase_option
def open_(file: Path | None, passphrase_file: Path | None) -> int:
    """Das Fenster öffnen.

    Mit einem Kennwort gleich auf der Datei.
    """
    from bezirkskoordination import start  # late: the key

    return start.open_window(file, given_passphrase(passphrase_file))


@verb()
@file_argument
@passphrase_option
def check(file: Path, passphrase_file: Path | None) -> int:
    """Die Datei prüfen.

    Geprüft werden Siegel, Aufbau, Verweise, Anlagen und Status. Ergebnis 1, wenn etwas gefunden wird.
    """
    with opened(file, passphrase_file) as office:
        findings = office.check()
    for finding in findings:
        click.echo(finding.message)
    if not findings:
        click.echo(N_("Cli", "„{}“ ist in Ordnung.")(file.name))
    return 1 if findings else 0


@verb()
@file_argument
@out_option("OUT")
@passphrase_option
def backup(file: Path, out: Path, passphrase_file: Path | None) -> None:
    """Eine geprüfte Sicherung schreiben.

    Sie hat dasselbe Kennwort wie die Datei.
    """
    with opened(file, passphrase_file) as office:
        office.backup(out)
    click.echo(N_("Cli", "Gesichert und geprüft: {}")(out))
