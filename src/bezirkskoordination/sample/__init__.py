"""The fictional district: an office file to practise with, written through the desk as a person would.

The same size and seed give the same records on any day. Whoever lives here is made up (`resources/demo`), their
telephone numbers are reserved for fiction, their mail addresses lead nowhere. Each subject writes its own part: a
module here, named in PARTS.
"""

import random
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bezirkskoordination.actions.desk import Desk
from bezirkskoordination.records import TYPES
from bezirkskoordination.records.refusal import Refused
from bezirkskoordination.sample import (
    consents,
    council,
    helping,
    institutions,
    meetings,
    money,
    needs,
    office,
    people,
    services,
    talks,
    tasks,
    trainings,
)
from bezirkskoordination.sample.making import TODAY, Sample, Size
from bezirkskoordination.store import office as office_store

from bezirkskoordination.i18n import N_  # isort: skip

__all__ = ["PARTS", "SIZES", "TODAY", "build"]

#: Besides these, any number of volunteers.
SIZES = {"small": Size(), "year": Size(full=True), "large": Size(10_000, full=True, needs=2_000)}

#: Every part, in the order in which they refer to each other; the name also seeds the part's chance.
PARTS: dict[str, Callable[[Sample], None]] = {
    "office": office.write,
    "institutions": institutions.write,
    "people": people.write,
    "contacts": institutions.write_contacts,
    "cooperations": institutions.write_cooperations,
    "consents": consents.write,
    "talks": talks.write,
    "trainings": trainings.write,
    "services": services.write,
    "placements": helping.write_placements,
    "needs": needs.write,
    "hours": helping.write_hours,
    "follow_ups": helping.write_follow_ups,
    "council": council.write,
    "meetings": meetings.write,
    "money": money.write,
    "reports": council.write_reports,
    "tasks": tasks.write,
}


def build(path: Path, passphrase: str, size: str | int = "small", seed: int = 111) -> dict[str, int]:
    """Write the sample district into a new office file; gives how many records of each type it holds.

    `size` is „small“ (about 50 volunteers, a second), „year“ (about 80 with a year of everything, a few seconds),
    „large“ (a year with 10.000 volunteers, a minute or two), or a number of volunteers. Refuses to overwrite
    anything; leaves nothing half done.
    """
    wanted = Size(size) if isinstance(size, int) and size >= 0 else SIZES.get(str(size))
    if wanted is None:
        raise Refused(N_("Sample", "Die Größe „{}“ gibt es nicht. Möglich: small, year, large oder eine Zahl."), size)
    file = office_store.create(path, passphrase, _clock)
    made = Sample(Desk(file), wanted)
    file.new_uid = lambda: f"{made.naming.getrandbits(128):032x}"
    try:
        with file:
            for name, write in PARTS.items():
                made.chance, made.naming = random.Random(f"{seed} {name}"), random.Random(f"{seed} {name} uid")
                write(made)
            return {cls.type.name: file.read.count(cls.type) for cls in TYPES}
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _clock() -> datetime:
    return datetime(TODAY.year, TODAY.month, TODAY.day, 9, tzinfo=ZoneInfo("Europe/Berlin"))
