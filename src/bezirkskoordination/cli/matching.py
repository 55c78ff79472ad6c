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
from bezirkskoordination.records.needs import Fit, SupportNeed


@verb()
@file_argument
@click.argument("need", metavar="[NEED]", required=False)
@click.option("--all", "together", is_flag=True, help="Alle offenen Bedarfe zusammen verteilen.")
@json_option
@passphrase_option
def match(file: Path, need: str | None, together: bool, as_json: bool, passphrase_file: Path | None) -> None:
    """Wer könnte bei einem Bedarf helfen, und warum?

    NEED ist id, uid oder Nummer des Bedarfs; mit --all ist es der Vorschlag für alle, für die noch niemand angefragt
    ist. Ein Vorschlag: Es entscheidet ein Mensch.
    """
    if (need is None) != together:
        raise click.UsageError(N_("Cli", "Bitte entweder einen Bedarf nennen oder --all.")())
    # late: needs the store
    from bezirkskoordination.actions import boundaries, matching
    from bezirkskoordination.exchange.shapes import match_shape, together_shape

    with opened(file, passphrase_file) as office:
        read, today = office.read, office.clock().date()
        if need is None:
            found = matching.together(read, today)
            given = [(one.number, suggestion) for one, suggestion in found.proposals]
            told = together_shape(found.waiting, found.in_order, given, office.names)
        else:
            asked = record(read, View.plain(SupportNeed.type), need)
            assert isinstance(asked, SupportNeed)
            pool, wanted = matching.pool(read, today), matching.wanted_for(asked, matching.Lists.of(read))
            told = match_shape(
                asked, boundaries.why_not(read, asked, today), boundaries.services_for(read, asked, today),
                pool.best(wanted), pool.refused(wanted), office.names,
            )  # fmt: skip
    if as_json:
        print_json(told)
    elif together:
        _tell_together(told)
    else:
        _tell(told)


_MIND, _BECAUSE = N_("Cli", "zu beachten: {}"), N_("Cli", "    {}: {}")
#: Of those who are not proposed, so many are told; all of them are in the JSON.
_MOST_REFUSED = 10


def _tell_reasons(one: dict[str, Any]) -> None:
    """Every reason, as the window gives it: never cut."""
    click.echo(f"    {'; '.join(one['reasons'])}")
    if one["warnings"]:
        click.echo("    " + _MIND("; ".join(one["warnings"])))


def _tell_together(told: dict[str, Any]) -> None:
    covered = N_("Cli", "Vorschlag für {} von {} offenen Bedarfen; der Reihe nach wären es {}.")
    click.echo(covered(len(told["proposals"]), told["waiting"], told["in_order"]))
    for one in told["proposals"]:
        click.echo(f"\n{one['need']}  {_named(one)}")
        _tell_reasons(one)


def _named(one: dict[str, Any]) -> str:
    return N_("Cli", "{} · {} Punkte")(one["name"], one["score"])


def _tell(told: dict[str, Any]) -> None:
    click.echo(N_("Cli", "Bedarf {}")(told["need"]))
    if told["boundary"]:
        click.echo(N_("Cli", "Noch nicht vermittelbar: {}")(told["boundary"]))
    if told["services"]:
        click.echo()
        print_table(
            [str(N_("Cli", "Anderer Dienst")), str(N_("Cli", "passt"))],
            [(one["name"], str(Fit.of(one["fit"]).label)) for one in told["services"]],
        )
    if not told["candidates"]:
        click.echo(N_("Cli", "\nNiemand passt.")())
    for one in told["candidates"]:
        click.echo(f"\n{_named(one)}")
        _tell_reasons(one)
    if told["refused"]:
        click.echo(N_("Cli", "\nNicht vorgeschlagen:")())
    for one in told["refused"][:_MOST_REFUSED]:
        click.echo(_BECAUSE(one["name"], one["because"]))
    if (more := len(told["refused"]) - _MOST_REFUSED) > 0:
        click.echo(N_("Cli", "… und {} weitere; alle zeigt --json.")(more))
