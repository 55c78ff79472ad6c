"""The verbs about institutions: who is responsible for what, and the network as a picture."""

from datetime import date
from pathlib import Path

import click

from bezirkskoordination.cli.terminal import (
    Day,
    file_argument,
    json_option,
    not_itself,
    opened,
    out_option,
    passphrase_option,
    print_json,
    print_table,
    verb,
)
from bezirkskoordination.i18n import N_

_HEADS = (N_("Cli", "Zuständig für"), N_("Cli", "Wer"), N_("Cli", "Institution"), N_("Cli", "Telefon"))
_WRITERS = {".pdf": "render", ".svg": "as_svg"}


@verb()
@file_argument
@click.argument("words", nargs=-1)
@json_option
@passphrase_option
def who(file: Path, words: tuple[str, ...], as_json: bool, passphrase_file: Path | None) -> None:
    """Wer ist wofür zuständig?

    WORDS sind Stichworte, zum Beispiel Wohngeld; ohne sie stehen alle da, bei denen eine Zuständigkeit eingetragen ist.
    """
    from bezirkskoordination.actions.asking import who_is_meant  # late: needs the store

    with opened(file, passphrase_file) as office:
        told = who_is_meant(office.read, " ".join(words), office.clock().date())
        rows = [(one.what, one.who, one.institution.title(office.names), one.number) for one in told]
    if as_json:
        print_json([dict(zip(("what", "who", "institution", "phone"), row, strict=True)) for row in rows])
        return
    print_table(tuple(map(str, _HEADS)), [tuple(cell.replace("\n", " ") for cell in row) for row in rows])


@verb()
@file_argument
@click.option("--on", type=Day(), help="Stichtag; sonst heute.")
@click.option("--a3", is_flag=True, help="Auf A3 statt A4.")
@out_option("OUT.pdf|OUT.svg")
@passphrase_option
def network(file: Path, on: date | None, a3: bool, out: Path, passphrase_file: Path | None) -> None:
    """Das Netzwerk als Bild zeichnen, als PDF oder SVG."""
    writer = _WRITERS.get(out.suffix.lower())
    if writer is None:
        raise click.UsageError(N_("Cli", "„{}“: Der Name muss auf .pdf oder .svg enden.")(out.name))
    not_itself(out, file)
    # late: reportlab
    from bezirkskoordination.exchange.targets import placed
    from bezirkskoordination.reports import network_paper

    with opened(file, passphrase_file) as office:
        size = network_paper.A3 if a3 else network_paper.A4
        sheet = network_paper.collect(office.read, on or office.clock().date(), size)
    data = getattr(network_paper, writer)(sheet)
    with placed(out) as new:
        new.write_bytes(data)
    click.echo(N_("Cli", "Geschrieben: {}")(out))
