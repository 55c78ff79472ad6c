"""The words of the consent sheet in each language that it is brought along in; the German ones are authoritative."""

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from bezirkskoordination.paths import resource
from bezirkskoordination.records.consents import ConsentPurpose
from bezirkskoordination.records.people import Person

GERMAN = "de"
#: The version of the declaration of confidentiality; it stands on the sheet and in the record.
DECLARATION_VERSION = "2026-1"
#: Languages whose speakers read the sheet of another one.
_READS = {"prs": "fa"}
#: The purposes of the sheet for volunteers, numbered in this order; a Verweis names its own service on its own sheet.
SHEET = (
    ConsentPurpose.STORAGE, ConsentPurpose.INSTITUTION, ConsentPurpose.NEWS, ConsentPurpose.NAMING,
    ConsentPurpose.PHOTO, ConsentPurpose.SPECIAL,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Texts:
    """One language: its code and German name, how it runs, and what it says by the key of each sentence."""

    language: str
    name: str
    right_to_left: bool
    said: dict[str, str]
    ticks: dict[str, str]

    def __getitem__(self, key: str) -> str:
        return self.said[key]


@cache
def texts(language: str) -> Texts:
    """The words in a language; KeyError where there are none."""
    if language not in languages():
        raise KeyError(language)
    told: dict[str, Any] = tomllib.loads(resource("consent", f"{language}.toml").read_text(encoding="utf-8"))
    ticks = told.pop("ticks")
    return Texts(told.pop("language"), told.pop("name"), told.pop("right_to_left"), told, ticks)


@cache
def languages() -> tuple[str, ...]:
    """The codes of the languages that there is a sheet in, German first."""
    found = sorted(path.stem for path in resource("consent").glob("*.toml"))
    return (GERMAN, *(code for code in found if code != GERMAN))


def sheet_for(person: Person) -> str:
    """The language in which somebody is given the sheet: what they speak best, of those that there are."""
    spoken = sorted(person.languages, key=lambda skill: skill.level != "M")
    codes = (_READS.get(skill.language, skill.language) for skill in spoken)
    return next((code for code in codes if code in languages()), GERMAN)
