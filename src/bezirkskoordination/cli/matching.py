"""The verb that answers: who could help?"""

from pathlib import Path
from typing import Any

import click

from bezirkskoordination.cli.terminal import (
    file_argument,
    json_option,
    opened,
    passphrase_option,
    print_json,
    print_table,
    record,
    verb,
)
from bezirkskoordination.i18n import N_
from bezirkskoordination.records.fields import View
from bezirkskoordination.records.needs import SupportNeed


@verb()
@file_argument
@click.argument("need", metavar="NEED")
@json_option
@passphrase_option
def match(file: Path, need: str, as_json: bool, passphrase_file: Path | None) -> None:
    """Wer könnte bei einem Bedarf helfen, und warum?

    NEED ist id, uid oder Nummer des Bedarfs. Ein Vorschlag: Es entscheidet ein Mensch.
    """
    # late: needs the store
    from bezirkskoordination.actions import boundaries, matching
    from bezirkskoordination.exchange.shapes import match_shape

    with opened(file, passphrase_file) as office:
        found = record(office.read, View.plain(SupportNeed.type), need)
        assert isinstance(found, SupportNeed)
        read, today = office.read, office.clock().date()
        pool, wanted = matching.pool(read, today), matching.wanted_for(found, matching.Lists.of(read))
        told = match_shape(
            found, boundaries.why_not(read, found, today), boundaries.services_for(read, found, today),
            pool.best(wanted), pool.refused(wanted), office.names,
        )  # fmt: skip
    if as_json:
        print_json(told)
        return
    _tell(told)


def _tell(told: dict[str, Any]) -> None:
    click.echo(N_("Cli", "Bedarf {}")(told["need"]))
    if told["boundary"]:
        click.echo(N_("Cli", "Noch nicht vermittelbar: {}")(told["boundary"]))
    if told["services"]:
        print_table(
            [str(N_("Cli", "Anderer Dienst")), str(N_("Cli", "passt"))],
            [(one["name"], one["fit"]) for one in told["services"]],
        )
        click.echo()
    heads = N_("Cli", "Ehrenamtliche/r"), N_("Cli", "Punkte"), N_("Cli", "Gründe"), N_("Cli", "zu beachten")
    print_table(
        [str(head) for head in heads],
        [
            (one["name"], str(one["score"]), "; ".join(one["reasons"]), "; ".join(one["warnings"]))
            for one in told["candidates"]
        ],
    )
