"""Invented people in any number, the same ones every time, in office files that are kept for the next run.

They are written in bulk through the store's own mapping, past the desk: a hundred thousand in half a minute
instead of a quarter of an hour. What lies in the file is what the desk would have written, without its journal.
"""

import hashlib
import inspect
import random
import shutil
import sqlite3
from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path

from sqlalchemy import insert
from tests.benchmarks.passphrase import PASSPHRASE

from bezirkskoordination.actions.settings import begin_office, shipped_offices
from bezirkskoordination.records.fields import Record
from bezirkskoordination.records.institutions import Institution
from bezirkskoordination.records.office import StatusEvent, SubArea
from bezirkskoordination.records.people import LanguageSkill, Person, VolunteerStatus
from bezirkskoordination.store import folding, office, schema, search
from bezirkskoordination.store.schema import MAPPINGS
from bezirkskoordination.store.unit import Unit

BUILD = Path(__file__).parents[2] / "build"
_CHUNK = 5000


def _words(text: str) -> list[str]:
    return text.split()


_FIRST = _words(
    "Maren Ingrid Birgit Ulrike Käthe Anneliese Sabine Heike Franziska Gisela Wiebke Dörte Katharina Jörn Karl Günter"
    " Dieter Bernd Matthias Rüdiger Sören Uwe Lothar Jürgen Till Ayşe Elif Zeynep Gülay Mehmet Emre Deniz Hakan Rima"
    " Layla Samira Karim Omar Yousef Tarek Olena Iryna Oleksandr Łucja Zoë René Ngọc Fatma"
)
_PLAIN = _words(
    "Albrecht Müller Schönfeld Brandes Lindemann Weiß Großkopf Kühne Heinemann Bäcker Sievers Thiele Wolters Jürgens"
    " Oelmann Quast Überschär Löffler Evers Çelik Yıldız Şahin Öztürk Aydın Güneş Haddad Mansour Khalil Darwish Najjar"
    " Zimmermann Schäfer Schröder Łukasik Nguyễn Núñez Kowalczyk Petrenko Bondar Hauptvogel"
)
_BEGINNINGS = _words(
    "Alt Neu Ober Unter Kirch Stein Buch Eich Linden Wald Hoch Tief Klein Groß Lang Mühl Brunn Rosen Silber Winter"
    " Sommer Birken Erlen Hasel Acker Wiesen Hagen Falken Adler Raben"
)
_ENDINGS = _words(
    "mann bauer meier huber hofer müller berger feld bach thal reuter städt höfer gärtner schäfer winkel rode horst"
    " brink kamp hausen stedt büttel krug schmied"
)
_STREETS = _words(
    "Hauptstraße Schulstraße Gartenstraße Dorfstraße Bergstraße Lindenstraße Waldstraße Mühlweg Birkenweg Kirchgasse"
    " Schloßplatz Rosenweg Höhenweg Jahnstraße Königsallee"
)
_CITIES = ("Braunschweig", "Lüneburg", "Gießen", "Würzburg", "Görlitz", "Köln")
_WORDS = _words(
    "begleitet gern zu Ämtern nur vormittags Führerschein vorhanden eigenes Lastenfahrrad lieber nachmittags anrufen"
    " möchte mit Kindern arbeiten Rückruf erbeten spricht langsam Schulung abgeschlossen Hygieneschulung aufgefrischt"
    " Gespräch geführt zuverlässig pünktlich"
)
_TONGUES = ("de", "en", "tr", "ar", "fa", "uk", "ru", "fr")
_FIELDS = ("HF1", "HF2", "HF5", "HF6", "HF7", "HF8")
_STATES = [one for one in VolunteerStatus if one is not VolunteerStatus.NONE]


def last_names(chance: random.Random) -> Iterator[str]:
    """Family names without end: plain, put together, or two of them."""
    while True:
        name = chance.choice(_PLAIN) if chance.random() < 0.4 else chance.choice(_BEGINNINGS) + chance.choice(_ENDINGS)
        yield f"{name}-{chance.choice(_PLAIN)}" if chance.random() < 0.08 else name


def people(count: int, areas: list[int], institutions: list[int], seed: int = 7) -> Iterator[Person]:
    """So many volunteers. Telephone numbers are those reserved for fiction, mail addresses lead nowhere."""
    chance = random.Random(seed)
    for number, last in enumerate(islice(last_names(chance), count), 1):
        first, tongue = chance.choice(_FIRST), chance.choice(_TONGUES)
        yield Person(
            id=number, uid=f"{chance.getrandbits(128):032x}", first_name=first, last_name=last,
            phone=f"030 23125-{chance.randrange(1000):03d}", mobile=f"0171 39200{chance.randrange(100):02d}",
            email=f"{folding.fold(first)}.{folding.fold(last)}{number}@example.org",
            street=f"{chance.choice(_STREETS)} {chance.randrange(1, 180)}",
            postal_code=f"38{chance.randrange(1000):03d}", city=chance.choice(_CITIES),
            sub_area=chance.choice(areas), volunteering=chance.choice(_STATES),
            institution=chance.choice(institutions) if chance.random() < 0.3 else None,
            languages=(
                LanguageSkill(language=tongue, level="M"),
                LanguageSkill(language=chance.choice(_TONGUES), level="B1"),
            ),
            fields_of_action=tuple(sorted(chance.sample(_FIELDS, 2))), available=chance.getrandbits(21),
            minutes_per_week=chance.choice((60, 90, 120, 180, 240, None)),
            notes=" ".join(chance.choices(_WORDS, k=chance.randrange(4, 16))),
        )  # fmt: skip


def _begun(person: Person) -> StatusEvent:
    return StatusEvent(
        uid=f"{person.uid[::-1]}", about=("person", person.uid), status=person.volunteering.value,
        effective_on=date(2026, 1, 1), recorded_at="2026-01-01T08:00:00.000+00:00",
    )  # fmt: skip


def _write(unit: Unit, records: list[Record]) -> None:
    """As `Unit.add` would, for many records of one type at once, and without the journal."""
    of, connection = records[0].type, unit.connection
    mapping = MAPPINGS[of.name]
    rows = [mapping.row(record, unit.names) for record in records]
    if records[0].id is None:
        for row in rows:
            del row["id"]
    connection.execute(insert(mapping.table), rows)
    for name, table in mapping.owned.items():
        cells = [cell for record in records for cell in mapping.owned_rows(of.field(name), record)]
        if cells:
            connection.execute(insert(table), cells)
    if of.is_searched:
        connection.exec_driver_sql(
            f"INSERT INTO {of.name}_fts(rowid, title, body) VALUES (?, ?, ?)",
            [(record.id, *search.indexed(record, unit.names)) for record in records],
        )


def _fill(unit: Unit, count: int) -> None:
    begin_office(unit, shipped_offices()[0])
    areas = [one.id or 0 for one in unit.all(SubArea)]
    houses = [unit.add(Institution(name=f"Haus {name}", kind="VEREIN")) for name in _BEGINNINGS]
    everybody = people(count, areas, [one.id or 0 for one in houses])
    while chunk := list(islice(everybody, _CHUNK)):
        _write(unit, list(chunk))
        _write(unit, [_begun(person) for person in chunk])


def _content(count: int, passphrase: str) -> str:
    """What the file would hold, as a hash: it is made anew when people, tables or index change."""
    parts = [Path(__file__).read_text(), repr(schema.metadata.tables), *schema.search_ddl(), str(schema.VERSION)]
    parts += [inspect.getsource(one) for one in (folding, schema, search.indexed)]
    return hashlib.sha256("\0".join([*parts, str(count), passphrase]).encode()).hexdigest()[:16]


def office_file(count: int, passphrase: str = PASSPHRASE) -> Path:
    """An office file with so many volunteers, made once. It is opened on a copy only; see `copied`."""
    path = BUILD / "bench-data" / f"{count}{'' if passphrase else '-plain'}-{_content(count, passphrase)}.bezirk"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        for older in path.parent.glob(f"{count}{'' if passphrase else '-plain'}-*.bezirk"):
            older.unlink()
        new = path.with_suffix(".new")
        new.unlink(missing_ok=True)
        with office.create(new, passphrase) as made, made.unit() as unit:
            _fill(unit, count)
        new.rename(path)
    return path


def copied(count: int, folder: Path, name: str, passphrase: str = PASSPHRASE) -> Path:
    """A copy for one contender alone."""
    return Path(shutil.copyfile(office_file(count, passphrase), folder / f"{name}.bezirk"))


def usual_indexes(path: Path) -> None:
    """One index for each column that the people of a plain file can be sorted by, in the place of the product's.

    Those hold whole orders. A query for all columns would be led astray by them, and the peer slower than it need be.
    """
    base = sqlite3.connect(path)
    for (name,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'index' AND name LIKE 'ix_%'").fetchall():
        base.execute(f"DROP INDEX {name}")
    for table in (schema.MAPPINGS[name].table for name in ("person", "institution", "sub_area")):
        firsts = sorted({index.columns[0].name for index in table.indexes})
        for column in firsts:
            base.execute(f"CREATE INDEX by_{table.name}_{column} ON {table.name}({column})")
    base.commit()
    base.close()
