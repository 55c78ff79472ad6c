"""The volunteers of the sample, each with a history."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from bezirkskoordination.actions.editing import Step, save
from bezirkskoordination.records.kinds import grid_bit
from bezirkskoordination.records.people import VolunteerStatus
from bezirkskoordination.sample.making import TODAY, Sample
from bezirkskoordination.store.unit import Unit

_BATCH = 500

_V = VolunteerStatus
_STEPS = {"I": _V.INTERESTED, "G": _V.TALKED, "V": _V.AVAILABLE, "E": _V.PLACED, "P": _V.PAUSED, "X": _V.ENDED}
_STEPS["N"] = _V.UNSUITED
_FIELDS = ("HF1", "HF2", "HF5", "HF6", "HF7", "HF8")
#: What those who chose a field like to do there, one after the other.
_LIKED = {
    "HF1": ("KINDER.HAUSI", "SPRACHE.TANDEM", "KINDER.SCHULE", "SPRACHE.ALPHA"),
    "HF2": ("ARBEIT.BEWERB", "ARBEIT.AUSB"),
    "HF5": ("GESUND.ARZT", "BEGEGN.SENIOR"),
    "HF6": ("BEGEGN.SPORT", "KINDER.FREIZEIT", "BEGEGN.CAFE"),
    "HF7": ("ALLTAG.DIGI", "ALLTAG.RAD", "WOHNEN.UMZUG", "ALLTAG.EINKAUF"),
    "HF8": ("BEGEGN.FRAUEN", "ALLTAG.ORIENT", "BEHOERDE.BEGL"),
}
_SOURCES = ("", "Aushang", "Kirchengemeinde", "Runder Tisch", "Bekannte", "Gemeindebrief")
_REMARKS = ("", "", "", "Begleitet gern zu Ämtern.", "Hat ein Lastenfahrrad.", "Lieber nachmittags anrufen.")
_REASONS = ("ZEIT", "UMZUG", "AUFGABE", "ZEIT", "OHNE")

#: How many people went which way: a status and the month it began in, „E2508“ is a placement since August 2025.
#: Every status and a return occur; 33 volunteers on 31.10.2025, 36 on 30.04.2026, 41 on 31.10.2026.
PATHS: tuple[tuple[int, str], ...] = (
    (9, "I2505 V2506 E2508"),
    (4, "I2504 V2505 E2507 P2608"),
    (2, "I2508 E2511 V2606"),
    (3, "I2503 G2504 V2505"),
    (2, "I2506 G2508 V2511 E2609"),
    (2, "I2505 E2507 P2602 E2607"),
    (2, "I2510 G2603 V2606"),
    (3, "I2503 V2504 E2505 X2608"),
    (1, "I2504 G2505 V2506 X2607"),
    (1, "I2506 V2507 P2603 X2609"),
    (2, "I2506 V2507 E2509 X2601 V2607 E2608"),
    (1, "I2505 G2506 X2602"),
    (1, "I2507 G2508 N2512"),
    (1, "I2504 V2505 X2509 V2606"),
    (2, "I2503 V2505 X2508"),
    (2, "I2604 V2606"),
    (1, "I2604 G2608"),
    (1, "I2604 E2609"),
    (1, "I2512 V2601 X2610"),
    (2, "I2512 V2601"),
    (2, "I2609"),
    (3, "I2610"),
    (3, "I2608 G2609"),
    (1, "I2611"),
)

#: Who comes along where the size is full: those who made the year 2026 what it was.
FURTHER: tuple[tuple[int, str], ...] = (
    (2, "I2506 G2507 V2509 E2511"),
    (1, "I2512 G2601 V2602 E2603"),
    (1, "I2602 G2603 V2604 E2605 X2610"),
    (1, "I2603 G2605"),
    (2, "I2605 G2606 V2607"),
    (1, "I2607 G2609 V2610"),
)


def write(sample: Sample) -> None:
    """The volunteers, in batches."""
    table = (*PATHS, *FURTHER) if sample.size.full else PATHS
    ways = [path for times, path in table for _ in range(times)]
    if sample.size.volunteers:
        ways = sample.chance.choices(ways, k=sample.size.volunteers)
    sample.people.expect(len(ways))
    for start in range(0, len(ways), _BATCH):
        sample.do("Ehrenamtliche anlegen", partial(_volunteers, sample, ways[start : start + _BATCH]))


def _volunteers(sample: Sample, ways: Iterable[str], unit: Unit) -> None:
    for number, way in enumerate(ways):
        _volunteer(sample, unit, way, number)


def _volunteer(sample: Sample, unit: Unit, way: str, number: int) -> None:
    steps = [_step(sample, token) for token in way.split()]
    begun = steps[0].on
    informed = begun + timedelta(days=sample.chance.randrange(15))
    chance = sample.chance
    area = chance.choices(sample.areas, (10, 3, 4, 7, 2))[0]
    person = replace(
        sample.people.next(),
        sub_area=area.id, legal_basis=chance.choice(("A6_1_A", "A6_1_A", "A6_1_E")),
        informed_on=informed if informed <= TODAY and chance.random() < 0.9 else None,
        source=chance.choice(_SOURCES),
        institution=chance.choice(sample.institutions).id if chance.random() < 0.4 else None,
        fields_of_action=tuple(sorted(chance.sample(_FIELDS, chance.choice((1, 2, 2))))),
        available=sum({bit for _ in range(chance.randrange(2, 6)) for bit in _free(sample)}),
        minutes_per_week=chance.choice((60, 90, 120, 120, 180, 240, 360, None)),
        notes=chance.choice(_REMARKS),
    )  # fmt: skip
    liked = tuple(sorted(_LIKED[one][number % len(_LIKED[one])] for one in person.fields_of_action))
    save(unit, None, replace(person, interests=liked), steps)


def _free(sample: Sample) -> tuple[int, int]:
    """A part of a day, and the same two days later."""
    day, part = sample.chance.randrange(7), sample.chance.randrange(3)
    return grid_bit(day, part), grid_bit((day + 2) % 7, part)


def _step(sample: Sample, token: str) -> Step:
    year, month = 2000 + int(token[1:3]), int(token[3:])
    last = TODAY.day - 2 if (year, month) == (TODAY.year, TODAY.month) else 27
    status = _STEPS[token[0]]
    reason = sample.chance.choice(_REASONS) if status is _V.ENDED else ""
    return Step(status, date(year, month, sample.chance.randint(2, last)), reason)
