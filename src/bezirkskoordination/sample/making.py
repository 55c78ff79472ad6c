"""What the parts of the sample share: the district in the making, its day, its chance and the people who live there.

It knows no record type but people and places; what else is written stands in the parts.
"""

import random
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any, NamedTuple

from bezirkskoordination import paths
from bezirkskoordination.actions.desk import Desk
from bezirkskoordination.records.institutions import Institution
from bezirkskoordination.records.office import SubArea
from bezirkskoordination.records.people import LanguageSkill, Person
from bezirkskoordination.store.folding import sort_key
from bezirkskoordination.store.unit import Unit

#: The day on which the sample was written.
TODAY = date(2026, 11, 12)

_STREETS = (
    "Am Anger",
    "Lindenring",
    "Erlenbachweg",
    "Am Mühlenteich",
    "Zum Sonnenhang",
    "Schäferkamp",
    "Unter den Weiden",
)


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(paths.resource("demo", f"{name}.toml").read_text(encoding="utf-8"))


class Size(NamedTuple):
    """How much is written: how many volunteers (0: those of the tables), whether a whole year of everything, and how
    many open needs beside those of the table.
    """

    volunteers: int = 0
    full: bool = False
    needs: int = 0


class Sample:
    """A district in the making. `chance` decides whatever the tables leave open; each part has its own."""

    def __init__(self, desk: Desk, size: Size) -> None:
        self.desk = desk
        self.size = size
        self.chance = random.Random()
        self.naming = random.Random()  # for uids
        self.people = People(self)
        self.areas: list[SubArea] = []
        self.institutions: list[Institution] = []

    def do(self, label: str, action: Callable[[Unit], Any]) -> Any:
        """One step at the desk; nobody will want to undo it."""
        return self.desk.do(label, action, undoable=False)

    @contextmanager
    def on(self, day: date) -> Iterator[None]:
        """What is done inside is done on an earlier day, at the same hour."""
        office = self.desk.office
        clock = office.clock
        office.clock = lambda: datetime.combine(day, clock().timetz())
        try:
            yield
        finally:
            office.clock = clock

    def told(self, name: str) -> dict[str, Any]:
        """What a file of `resources/demo` tells, a fresh copy; „further“ comes along where the size is full."""
        content = _read(name)
        further = content.pop("further", {})
        if self.size.full:
            for key, rows in further.items():
                content[key] = [*content.get(key, ()), *rows]
        return content

    def area(self, name: str) -> int | None:
        """The id of an Ortsteil."""
        return next((one.id for one in self.areas if one.name == name), None)


class People:
    """Makes up people: none twice while there are names left, telephone numbers from the fictional ranges."""

    def __init__(self, sample: "Sample") -> None:
        self._sample = sample
        self.origins: dict[str, dict[str, Any]] = {one["language"]: one for one in _read("names")["origin"]}
        self._queue: list[str] = []
        self._seen: set[tuple[str, str]] = set()

    def expect(self, count: int) -> None:
        """Mix the languages of the next so many people by their shares."""
        shares = [language for language, one in self.origins.items() for _ in range(one["share"])]
        self._queue = [shares[at % len(shares)] for at in range(count)]
        self._sample.chance.shuffle(self._queue)

    def next(self, language: str = "") -> Person:
        """One more person, with a name, languages and ways to be reached."""
        language = language or self._queue.pop()
        origin, chance = self.origins[language], self._sample.chance
        for _ in range(20):
            woman = chance.random() < 0.6
            first, own_first = _both(chance.choice(origin["women" if woman else "men"]))
            last, own_last = _both(chance.choice(origin["last"]))
            if (first, last) not in self._seen:
                break
        self._seen.add((first, last))
        mailbox = sort_key(f"{first}.{last}").replace(" ", ".")
        reach = chance.choices(("TELEFON", "EMAIL", "MESSENGER", ""), (5, 3, 2, 1))[0]
        return Person(
            salutation="FRAU" if woman else "HERR", first_name=first, last_name=last,
            native_name=origin.get("native", "").format(first=own_first, last=own_last),
            phone=f"030 23125-{chance.randrange(200, 1000)}" if chance.random() < 0.7 else "",
            mobile=f"0171 39200{chance.randrange(100):02d}" if chance.random() < 0.6 else "",
            email=f"{mailbox}@example.org" if chance.random() < 0.8 else "",
            preferred_channel=reach, languages=self._languages(language), **self.address(),
        )  # fmt: skip

    def address(self) -> dict[str, Any]:
        """Street, postal code and town."""
        chance = self._sample.chance
        street = f"{chance.choice(_STREETS)} {chance.randrange(1, 60)}"
        return {"street": street, "postal_code": chance.choice(("38104", "38108")), "city": "Braunschweig"}

    def _languages(self, first: str) -> tuple[LanguageSkill, ...]:
        chance = self._sample.chance
        skills = [LanguageSkill(language=first, level="M", interprets=first != "de" and chance.random() < 0.5)]
        if first != "de":
            skills.append(LanguageSkill(language="de", level=chance.choice(("B1", "B2", "C1"))))
        if chance.random() < 0.4:
            skills.append(
                LanguageSkill(language=chance.choice(("en", "en", "fr", "ru")), level=chance.choice(("B1", "B2")))
            )
        return tuple(skills)


def _both(name: str) -> tuple[str, str]:
    """A name in Latin letters and in its own script."""
    latin, _, own = name.partition("|")
    return latin, own or latin
