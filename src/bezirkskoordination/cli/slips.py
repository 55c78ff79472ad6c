"""The verb that takes something down: a note or an e-mail becomes a slip."""

from pathlib import Path

import click

from bezirkskoordination.cli.terminal import (
    PATH,
    file_argument,
    json_option,
    opened,
    passphrase_option,
    print_json,
    verb,
)
from bezirkskoordination.i18n import N_
from bezirkskoordination.records.refusal import Refused

_UNREADABLE = N_("Cli", "„{}“ lässt sich nicht lesen. Erwartet wird eine E-Mail (.eml) oder ein Text (.txt, UTF-8).")


@verb()
@file_argument
@click.argument("source", type=PATH, metavar="SOURCE.eml|.txt")
@json_option
@passphrase_option
def slip(file: Path, source: Path, as_json: bool, passphrase_file: Path | None) -> None:
    """Einen Eingangszettel aus einer E-Mail oder einem Text anlegen.

    Namen, Telefon, E-Mail und Anschrift kommen in den geschützten Kontakt. Anlagen werden genannt, nicht aufgehoben.
    """
    # late: needs the store
    from bezirkskoordination.actions import slipping
    from bezirkskoordination.actions.desk import Desk
    from bezirkskoordination.exchange import mails
    from bezirkskoordination.exchange.shapes import record_shape

    words = _text(source) if source.suffix.lower() == ".txt" else mails.read(source).words
    with opened(file, passphrase_file) as office:
        label = str(N_("Cli", "Zettel abgelegt"))
        kept = Desk(office).do(label, lambda unit: slipping.take_down(unit, words))
        if as_json:
            print_json(record_shape(kept, office.names))
            return
    click.echo(N_("Cli", "Zettel {}: wird wohl {}")(kept.id, kept.kind.label))


def _text(source: Path) -> str:
    try:
        return source.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise Refused(_UNREADABLE, source.name) from error
