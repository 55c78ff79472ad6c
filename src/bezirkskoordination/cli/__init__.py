"""The headless verbs: `bezirk …`. Composes the floors and decides nothing itself; German for people, JSON for programs.

What is slow to load is imported inside its verb, so that `bezirk --help` answers at once.
"""

import click

from bezirkskoordination.cli import files, matching, network, papers, records, slips, tables
from bezirkskoordination.cli.terminal import Program


@click.group(
    cls=Program, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Ergebnis: 0 getan, 1 abgelehnt (nichts wurde verändert), 2 falsch aufgerufen.",
)  # fmt: skip
def main() -> None:
    """Bezirkskoordination ohne Fenster: auswerten, ein- und ausgeben, sichern, prüfen.

    FILE ist eine Datei der Bezirkskoordination (*.bezirk), TYPE eine Art von Einträgen, zum Beispiel volunteer,
    institution oder expense, ID eine id, uid oder laufende Nummer.
    """


_VERBS = (
    files.demo, files.open_, papers.report, papers.freeze, records.list_, records.show, papers.figures, papers.claim,
    papers.print_, matching.match, slips.slip, network.who, network.network, tables.import_, tables.export,
    files.check, files.backup, files.handover,
)  # fmt: skip
for _verb in _VERBS:
    main.add_command(_verb)
