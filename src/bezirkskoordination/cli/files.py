"""The verbs about the office file as a whole: demo, open, check, backup, handover."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bezirkskoordination.cli.terminal import (
    PATH,
    Day,
    Size,
    file_argument,
    given_passphrase,
    new_passphrase,
    opened,
    out_option,
    passphrase_option,
    record,
    verb,
)
from bezirkskoordination.i18n import N_
from bezirkskoordination.records import MANDATES, RECORD_TYPES
from bezirkskoordination.records.council import Mandate
from bezirkskoordination.records.refusal import Refused
from bezirkskoordination.rules import mandates

if TYPE_CHECKING:
    from bezirkskoordination.store.unit import Reader


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

    Geprüft werden Siegel, Aufbau, Verweise, Status, und Anlagen und Zahlenstände gegen ihre Prüfsumme. Ergebnis 1, wenn
    etwas gefunden wird.
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


@verb()
@file_argument
@out_option("ORDNER")
@click.option(
    "--to", "successor", default="", metavar="NAME", help="Wer übernimmt; sonst wer als Nächste/r bestellt ist."
)
@click.option("--on", type=Day(), help="Tag der Übergabe; sonst heute.")
@click.option("--mandate", "mandate_id", metavar="M", help="Wessen Bestellung endet; sonst wer das Amt hat.")
@click.option(
    "--new-passphrase-file",
    type=PATH,
    metavar="DATEI",
    help="Datei, deren erste Zeile das neue Kennwort ist. Sonst gilt BEZIRK_NEW_PASSPHRASE, sonst wird gefragt.",
)
@passphrase_option
def handover(
    file: Path,
    out: Path,
    successor: str,
    on: date | None,
    mandate_id: str | None,
    new_passphrase_file: Path | None,
    passphrase_file: Path | None,
) -> None:
    """Das Amt übergeben.

    Schreibt einen neuen Ordner: die Datei mit dem Kennwort der Person, die übernimmt, die Unterlagen und das
    Übergabeprotokoll. Das bisherige Kennwort öffnet die übergebene Datei nicht; die Datei selbst bleibt, wie sie ist,
    und hält Tag und Protokoll fest.
    """
    from bezirkskoordination.actions import appointing  # late: opens the store
    from bezirkskoordination.actions.desk import Desk
    from bezirkskoordination.reports import handover as papers
    from bezirkskoordination.reports.handover_protocol import Handed
    from bezirkskoordination.store.folder import NewFolder

    with opened(file, passphrase_file) as office:
        today = office.clock().date()
        day = on or today
        one = _outgoing(office.read, mandate_id, day)
        appointing.refuse_handover(one, day, today)
        with NewFolder(out) as folder:
            told = Handed(day, one, successor)
            name, protocol = papers.pack(office, told, new_passphrase(new_passphrase_file), folder, today)
            Desk(office).do(
                str(N_("Cli", "Amt übergeben")),
                lambda unit: appointing.note_handover(unit, one, day, name, protocol, folder.place),
            )
    click.echo(N_("Cli", "Geschrieben und geprüft: {}")(out))
    click.echo(N_("Cli", "Der Ordner enthält personenbezogene Angaben; die PDF darin sind nicht verschlüsselt.")())


def _outgoing(reader: "Reader", wanted: str | None, day: date) -> Mandate:
    if wanted is not None:
        found = record(reader, MANDATES, wanted)
        if isinstance(found, Mandate) and mandates.coordinating([found]):
            return found
        raise Refused(N_("Cli", "Übergeben wird das Amt der Koordination; „{}“ ist keine Bestellung dazu."), wanted)
    one = mandates.outgoing(reader.all(Mandate), day)
    if one is None:
        raise Refused(
            N_("Cli", "Es ist noch nicht eingetragen, wer das Amt hat: Bitte zuerst die Bestellung eintragen.")
        )
    return one
