"""The consent sheet: what somebody can agree to, a square for each purpose, in German and in their own language.

It comes with what the file knows of the person and with nothing ticked. Nobody is named in the file's metadata.
"""

from collections.abc import Iterator
from datetime import date
from functools import partial

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.fields import Record
from bezirkskoordination.records.people import Person
from bezirkskoordination.reports import pdf
from bezirkskoordination.reports.consent_texts import GERMAN, SHEET, Texts, sheet_for, texts
from bezirkskoordination.reports.document import (
    Block,
    Document,
    Fields,
    Heading,
    Pair,
    Paragraph,
    Run,
    SideBySide,
    SignHere,
    Words,
)
from bezirkskoordination.rules.addressing import whole_name
from bezirkskoordination.store.settings import setting
from bezirkskoordination.store.unit import Reader

_TITLE = N_("Consent", "Einwilligung in die Verarbeitung meiner Angaben")
_FOOT = N_("Consent", "{} · Einwilligung · Fassung {}")
_BETWEEN = " · "
#: Where somebody writes what the file does not know.
_LINE: Words = (Run("_" * 46, muted=True),)
#: Who answers for it: the words on the sheet and the setting.
_WHO = (("responsible", "controller"), ("officer", "dpo"))
#: Purposes that ask for a few words.
_WORDS = frozenset({"FOTO", "BESONDERE"})


def collect(reader: Reader, person: Person | None, language: str = "") -> Document:
    """The sheet for somebody, or an empty one; without a `language` in German and what the person speaks best."""
    german = texts(GERMAN)
    other = texts(language or (sheet_for(person) if person else GERMAN))
    translation = None if other is german else other
    office, version = setting(reader, "office_name"), setting(reader, "consent_version")
    return Document(
        title=str(_TITLE),
        author=office,
        blocks=tuple(_blocks(reader, person, german, translation, office)),
        footer=_FOOT(office, version),
        mark=_BETWEEN.join((german.name, translation.name)) if translation else "",
    )


def make(reader: Reader, record: Record | None, _today: date) -> bytes:
    """The sheet for a person, in the language that they speak best beside the German."""
    assert isinstance(record, Person)
    return pdf.render(collect(reader, record))


def _blank(language: str, reader: Reader, _record: Record | None, _today: date) -> bytes:
    return pdf.render(collect(reader, None, language))


#: Empty sheets to take along, by language.
blank_de, blank_ar, blank_en = partial(_blank, "de"), partial(_blank, "ar"), partial(_blank, "en")
blank_fa, blank_fr, blank_ru = partial(_blank, "fa"), partial(_blank, "fr"), partial(_blank, "ru")
blank_ti, blank_tr, blank_uk = partial(_blank, "ti"), partial(_blank, "tr"), partial(_blank, "uk")


def _blocks(
    reader: Reader, person: Person | None, german: Texts, translation: Texts | None, office: str
) -> Iterator[Block]:
    def both(key: str) -> str:
        return _BETWEEN.join(filter(None, (german[key], translation[key] if translation else "")))

    def pair(key: str, **look: bool) -> Pair:
        other = translation[key].format(office=office) if translation else ""
        return Pair(german[key].format(office=office), other, **look)

    yield Heading(both("title"), level=0)
    if translation:
        yield Paragraph(both("translated"), small=True)
    yield Fields(tuple((f"{both(key)}:", value or _LINE) for key, value in _known(person)))
    yield Paragraph("\n".join(f"{both(key)}: {_settled(reader, name)}" for key, name in _WHO), small=True)
    rows = [pair("intro")]
    for number, purpose in enumerate(SHEET, 1):
        code = purpose.value
        other = f"{number}. {translation.ticks[code]}" if translation else ""
        rows.append(Pair(f"{number}. {german.ticks[code]}", other, square=True, lines=int(code in _WORDS)))
    rows += [pair("free"), pair("withdraw")]
    language, backward = (translation.language, translation.right_to_left) if translation else ("", False)
    yield SideBySide(tuple(rows), language, backward)
    yield SideBySide((pair("duration"), pair("told")), language, backward, kept=True)
    yield SignHere((both("place"), both("signature"), both("guardian")))


def _settled(reader: Reader, name: str) -> str:
    """A setting on one line; where it is not settled yet, a line to write on."""
    return setting(reader, name).replace("\n", ", ") or "_" * 40


def _known(person: Person | None) -> Iterator[tuple[str, str]]:
    """What stands on the sheet already, so that the person can correct it."""
    if person is None:
        yield from ((key, "") for key in ("person", "address", "phone", "email"))
        return
    own = f" ({person.native_name})" if person.native_name else ""
    place = f"{person.postal_code} {person.city}".strip()
    yield "person", whole_name(person) + own
    yield "address", ", ".join(filter(None, (person.street, place)))
    yield "phone", ", ".join(filter(None, (person.phone, person.mobile)))
    yield "email", person.email
