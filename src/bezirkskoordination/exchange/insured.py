"""The list for the insurance as a table: who works on the city's behalf, their task, from when, until when."""

import csv
from datetime import date
from pathlib import Path

from bezirkskoordination.exchange.cells import guard
from bezirkskoordination.exchange.targets import placed
from bezirkskoordination.i18n import N_
from bezirkskoordination.records.kinds import show_date
from bezirkskoordination.records.refusal import Refused
from bezirkskoordination.rules.insurance import HEADS, insured
from bezirkskoordination.store.folding import sort_key
from bezirkskoordination.store.unit import Reader


def write(reader: Reader, today: date, target: Path) -> int:
    """Write the list as CSV for German Excel; gives how many people are on it. Refuses an empty one."""
    found = sorted(insured(reader, reader.names, today), key=lambda one: sort_key(one.name))
    if not found:
        raise Refused(N_("Export", "Zurzeit ist niemand im Auftrag der Stadt tätig. Es wurde nichts geschrieben."))
    with placed(target) as new, new.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
        writer.writerow([str(head) for head in HEADS])
        for one in found:
            writer.writerow([guard(one.name), guard(one.task), show_date(one.start), show_date(one.end)])
    return len(found)
