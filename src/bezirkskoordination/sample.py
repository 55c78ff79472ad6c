"""The fictional district: an office file to practise with, written through the desk as a person would.

The same size and seed give the same records on any day. Whoever lives here is made up (`resources/demo`), their
telephone numbers are reserved for fiction, their mail addresses lead nowhere.
"""

import random
import struct
import tomllib
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from bezirkskoordination import paths
from bezirkskoordination.actions import claiming
from bezirkskoordination.actions.desk import Desk
from bezirkskoordination.actions.editing import Step, attach_bytes, save
from bezirkskoordination.actions.settings import begin_office, change_setting, shipped_offices
from bezirkskoordination.records import TYPES
from bezirkskoordination.records.council import Consultation, Mandate, Paper, Report, ReportStatus, Section
from bezirkskoordination.records.institutions import ContactPerson, Institution
from bezirkskoordination.records.kinds import grid_bit
from bezirkskoordination.records.money import Budget, ClaimStatus, Expense, ExpenseStatus
from bezirkskoordination.records.office import Attachment, AttachmentKind, SubArea, Task, TaskStatus
from bezirkskoordination.records.people import LanguageSkill, Person, VolunteerStatus
from bezirkskoordination.records.refusal import Refused
from bezirkskoordination.rules.periods import Period
from bezirkskoordination.store import office as office_store
from bezirkskoordination.store.folding import sort_key
from bezirkskoordination.store.unit import Unit

from bezirkskoordination.i18n import N_  # isort: skip

#: The day on which the sample was written.
TODAY = date(2026, 11, 12)
_BATCH = 500

_V, _E, _T = VolunteerStatus, ExpenseStatus, TaskStatus
_STEPS = {"I": _V.INTERESTED, "G": _V.TALKED, "V": _V.AVAILABLE, "E": _V.PLACED, "P": _V.PAUSED, "X": _V.ENDED}
_STEPS["N"] = _V.UNSUITED
_FIELDS = ("HF1", "HF2", "HF5", "HF6", "HF7", "HF8")
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


def build(path: Path, passphrase: str, size: str | int = "small", seed: int = 111) -> dict[str, int]:
    """Write the sample district into a new office file; gives how many records of each type it holds.

    `size` is „small“ (the people of `PATHS`) or a number of volunteers, about a hundred a second. Refuses to
    overwrite anything; leaves nothing half done.
    """
    count = 0 if size == "small" else size
    if not isinstance(count, int) or count < 0:
        raise Refused(N_("Sample", "Die Größe „{}“ gibt es nicht. Möglich: small oder eine Zahl."), size)
    office = office_store.create(path, passphrase, _clock)
    names = random.Random(f"{seed} names")
    office.new_uid = lambda: f"{names.getrandbits(128):032x}"
    try:
        with office:
            _Sample(Desk(office), random.Random(seed)).write(count)
            return {cls.type.name: office.read.count(cls.type) for cls in TYPES}
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _clock() -> datetime:
    return datetime(TODAY.year, TODAY.month, TODAY.day, 9, tzinfo=ZoneInfo("Europe/Berlin"))


def _demo(name: str) -> dict[str, Any]:
    return tomllib.loads(paths.resource("demo", f"{name}.toml").read_text(encoding="utf-8"))


class _Sample:
    """Writes one district; `chance` decides whatever the tables leave open."""

    def __init__(self, desk: Desk, chance: random.Random) -> None:
        self.desk = desk
        self.chance = chance
        self.told = _demo("district")
        self.people = _People(chance)
        self.areas: list[SubArea] = []
        self.institutions: list[Institution] = []

    def write(self, volunteers: int) -> None:
        """Everything, in the order in which it refers to each other."""
        self._do("Bezirk anlegen", self._begin)
        self._do("Institutionen anlegen", self._institutions)
        ways = [path for times, path in PATHS for _ in range(times)]
        if volunteers:
            ways = self.chance.choices(ways, k=volunteers)
        self.people.expect(len(ways))
        for start in range(0, len(ways), _BATCH):
            batch = ways[start : start + _BATCH]
            self._do("Ehrenamtliche anlegen", partial(self._volunteers, batch))
        self._do("Ansprechpersonen anlegen", self._contacts)
        self._do("Auslagen anlegen", self._money)
        self._do("Vorlagen und Berichte anlegen", self._council)

    def _do(self, label: str, action: Callable[[Unit], Any]) -> None:
        self.desk.do(label, action, undoable=False)

    def _begin(self, unit: Unit) -> None:
        begin_office(unit, shipped_offices()[0])
        for name, value in self.told["settings"].items():
            change_setting(unit, name, value)
        self.areas = unit.all(SubArea)

    def _area(self, name: str) -> int | None:
        return next((one.id for one in self.areas if one.name == name), None)

    def _institutions(self, unit: Unit) -> None:
        for number, given in enumerate(self.told["institution"], 1):
            values = {name: value for name, value in given.items() if name not in ("contact", "sub_area")}
            house = self.people.address()
            one = Institution(
                **values, **house, sub_area=self._area(given.get("sub_area", "")), phone=f"030 23125-{100 + number}",
                email=f"kontakt{number}@example.org",
                confirmed_on=TODAY - timedelta(days=self.chance.randrange(20, 500)),
            )  # fmt: skip
            self.institutions.append(save(unit, None, one))

    # --- people ---

    def _volunteers(self, ways: Iterable[str], unit: Unit) -> None:
        for way in ways:
            self._volunteer(unit, way)

    def _volunteer(self, unit: Unit, way: str) -> None:
        steps = [self._step(token) for token in way.split()]
        begun = steps[0].on
        informed = begun + timedelta(days=self.chance.randrange(15))
        chance = self.chance
        area = chance.choices(self.areas, (10, 3, 4, 7, 2))[0]
        person = replace(
            self.people.next(),
            sub_area=area.id, legal_basis=chance.choice(("A6_1_A", "A6_1_A", "A6_1_E")),
            informed_on=informed if informed <= TODAY and chance.random() < 0.9 else None,
            source=chance.choice(_SOURCES),
            institution=chance.choice(self.institutions).id if chance.random() < 0.4 else None,
            fields_of_action=tuple(sorted(chance.sample(_FIELDS, chance.choice((1, 2, 2))))),
            available=sum({grid_bit(chance.randrange(7), chance.randrange(3)) for _ in range(chance.randrange(2, 6))}),
            minutes_per_week=chance.choice((60, 90, 120, 120, 180, 240, 360, None)),
            notes=chance.choice(_REMARKS),
        )  # fmt: skip
        save(unit, None, person, steps)

    def _step(self, token: str) -> Step:
        year, month = 2000 + int(token[1:3]), int(token[3:])
        last = TODAY.day - 2 if (year, month) == (TODAY.year, TODAY.month) else 27
        status = _STEPS[token[0]]
        reason = self.chance.choice(_REASONS) if status is _V.ENDED else ""
        return Step(status, date(year, month, self.chance.randint(2, last)), reason)

    def _contacts(self, unit: Unit) -> None:
        helpers = unit.where(Person, volunteering=_V.PLACED)[:3]
        for number, (given, institution) in enumerate(zip(self.told["institution"], self.institutions, strict=True)):
            if "contact" not in given:
                continue
            person = helpers.pop() if helpers and number % 5 == 4 else save(unit, None, self.people.next("de"))
            contact = ContactPerson(
                institution=institution.id or 0, person=person.id or 0, function=given["contact"], primary=True,
                valid_from=given["network_from"],
            )  # fmt: skip
            save(unit, None, contact)

    # --- money ---

    def _money(self, unit: Unit) -> None:
        save(unit, None, Budget(year=2025, amount=60_000, position="Zuschüsse"))
        save(unit, None, Budget(year=2026, amount=65_000, carried_over=4_170, position="Zuschüsse"))
        telephone = attach_bytes(unit, "telefon-2026-09.pdf", _bill(), AttachmentKind.RECEIPT)
        till = attach_bytes(unit, "kassenbon-2026-10.png", _till_receipt(), AttachmentKind.RECEIPT)
        receipts = {("TELEFON", date(2026, 9, 1)): telephone, ("BUERO", date(2026, 10, 1)): till}
        earlier = 0
        for one, month in sorted(self._expenses(), key=lambda pair: pair[0].on_date):
            if one.on_date.year < TODAY.year:  # the desk gives numbers of the current year only
                earlier += 1
                one = replace(one, number=f"K-{one.on_date.year}-{earlier:04d}")
            receipt: Attachment | None = receipts.get((one.category, month))
            one = replace(one, receipt=receipt.id if receipt else None, receipt_place=f"Ordner {one.on_date.year}")
            mistaken = [Step(_E.CANCELLED, one.on_date + timedelta(days=3))] if one.category == "FAHRT" else []
            save(unit, None, one, mistaken)
        self._mandate(unit)
        for claim in _CLAIMS:
            self._claim(unit, claim)

    def _mandate(self, unit: Unit) -> None:
        given = self.told["mandate"]
        person = save(unit, None, Person(**given.pop("person")))
        save(unit, None, Mandate(person=person.id or 0, **given))

    @staticmethod
    def _claim(unit: Unit, told: "_Claimed") -> None:
        """Put a claim together as she did it on its day, and take it as far as it came."""
        due = [
            line
            for line in claiming.proposed(unit, told.until.year, TODAY).lines
            if (one := unit.get(Expense, line.expense)).on_date <= told.until
            and (one.category in told.kinds if told.kinds else one.category != "BEWIRTUNG")
        ]
        claim = replace(claiming.proposed(unit, told.until.year, TODAY), number=told.number, lines=tuple(due))
        claim = claiming.take(unit, unit.add(claim), Step(ClaimStatus.SUBMITTED, told.handed_in))
        if told.decided is None:
            return
        cut = {line.expense: line.claimed * told.cut.get(unit.get(Expense, line.expense).category, 100) // 100
               for line in due}  # fmt: skip
        claim = claiming.decide(unit, claim, cut, told.decided, told.note)
        if told.paid is not None:
            claiming.take(unit, claim, Step(ClaimStatus.PAID, told.paid))

    def _expenses(self) -> Iterator[tuple[Expense, date]]:
        for month in (date(year, one, 1) for year in (2025, 2026) for one in range(1, 13)):
            for row in _PURCHASES:
                day = month.replace(day=self.chance.randint(2, 27))
                if month.month in row.months and month.year >= row.since and day <= TODAY - timedelta(days=2):
                    amount = row.cents if row.spread == 0 else row.cents + 5 * self.chance.randrange(row.spread)
                    yield Expense(
                        on_date=day, category=row.category, payee=row.payee, purpose=row.purpose, amount=amount,
                        receipt_kind=row.receipt_kind,
                    ), month  # fmt: skip

    # --- council, tasks ---

    def _council(self, unit: Unit) -> None:
        for given in self.told["paper"]:
            route = Consultation(
                body=given.pop("body"), role=given.pop("role"), on_date=given.pop("sitting"),
                agenda_item=given.pop("agenda_item", ""), result=given.pop("result"),
            )  # fmt: skip
            save(unit, None, Paper(**given, consultations=(route,)))
        coordinator = self.told["settings"]["coordinator"]
        district = shipped_offices()[0].districts[-1]
        reports: dict[str, Report] = {}
        for given in self.told["report"]:
            period = Period(given["period_from"], given["reference_date"])
            submitted = given.pop("submitted", None)
            sections = tuple(Section(key=key, text=text) for key, text in given.pop("sections").items())
            route = Consultation(body=district.council_name, on_date=given.pop("sitting"))
            report = Report(
                **given, subject=f"Bericht der Koordinierungsstelle für Integration, {period}",
                consultations=(route,), sections=sections, signed_by=coordinator,
            )  # fmt: skip
            steps = (Step(ReportStatus.SUBMITTED, submitted),) if submitted else ()
            reports["report"] = save(unit, None, report, steps)
        for given in self.told["task"]:
            ends = {status: given.pop(word, None) for word, status in (("done", _T.DONE), ("dropped", _T.DROPPED))}
            about = reports.get(given.pop("about", ""))
            task = Task(**given, about=(about.type.name, about.uid) if about else None)
            save(unit, None, task, [Step(status, day) for status, day in ends.items() if day])


# --- names and addresses --------------------------------------------------------------------

_STREETS = (
    "Am Anger",
    "Lindenring",
    "Erlenbachweg",
    "Am Mühlenteich",
    "Zum Sonnenhang",
    "Schäferkamp",
    "Unter den Weiden",
)


class _People:
    """Makes up people: none twice while there are names left, telephone numbers from the fictional ranges."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.origins: dict[str, dict[str, Any]] = {one["language"]: one for one in _demo("names")["origin"]}
        self._queue: list[str] = []
        self._seen: set[tuple[str, str]] = set()

    def expect(self, count: int) -> None:
        """Mix the languages of the next so many people by their shares."""
        shares = [language for language, one in self.origins.items() for _ in range(one["share"])]
        self._queue = [shares[at % len(shares)] for at in range(count)]
        self.chance.shuffle(self._queue)

    def next(self, language: str = "") -> Person:
        """One more person, with a name, languages and ways to be reached."""
        language = language or self._queue.pop()
        origin, chance = self.origins[language], self.chance
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
        street = f"{self.chance.choice(_STREETS)} {self.chance.randrange(1, 60)}"
        return {"street": street, "postal_code": self.chance.choice(("38104", "38108")), "city": "Braunschweig"}

    def _languages(self, first: str) -> tuple[LanguageSkill, ...]:
        chance = self.chance
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


# --- expenses -------------------------------------------------------------------------------


class _Purchase(NamedTuple):
    """What is bought again and again: in which months, for how much (cents, and steps of 5 more)."""

    category: str
    payee: str
    purpose: str
    months: tuple[int, ...]
    cents: int
    spread: int = 0
    receipt_kind: str = "KASSENBON"
    since: int = 2025


_PER_CALL = "EINZELNACHWEIS"
_PURCHASES = (
    _Purchase("TELEFON", "Nordost Telefon", "Telefon, dienstlicher Anteil", tuple(range(1, 13)), 1290, 0, _PER_CALL),
    _Purchase("PORTO", "Postagentur am Markt", "Briefmarken für Einladungen", (2, 3, 5, 6, 9, 10, 11), 855, 200),
    _Purchase("BUERO", "Schreibwaren Federkiel", "Papier, Umschläge, Ordner", (1, 4, 6, 8, 10), 1499, 300),
    _Purchase("DRUCK", "Copyshop Nordlicht", "Aushänge und Faltblätter", (5, 9), 2850, 120),
    _Purchase("FAHRT", "Verkehrsbetrieb", "Fahrt zum Runden Tisch", (4,), 640),
    _Purchase("BEWIRTUNG", "Bäckerei Krumenhof", "Gebäck für das Treffen der Ehrenamtlichen", (7,), 3120, since=2026),
)  # fmt: skip


class _Claimed(NamedTuple):
    """A claim: up to which receipt, when handed in, decided, paid; what is cut (percent left, by kind), and why."""

    number: str
    until: date
    handed_in: date
    decided: date | None = None
    paid: date | None = None
    kinds: tuple[str, ...] = ()
    cut: Mapping[str, int] = MappingProxyType({})
    note: str = ""


_CLAIMS: tuple[_Claimed, ...] = (
    _Claimed("EA-2025-0001", date(2025, 6, 30), date(2025, 7, 7), date(2025, 8, 4), date(2025, 8, 11)),
    _Claimed("EA-2026-0001", date(2025, 12, 31), date(2026, 1, 8), date(2026, 2, 2), date(2026, 2, 9)),
    _Claimed(
        "EA-2026-0002", date(2026, 6, 30), date(2026, 7, 6), date(2026, 8, 3), date(2026, 8, 10), (), {"DRUCK": 50},
        "Faltblätter zur Hälfte anerkannt, ein Teil lag auf dem Sommerfest aus.",
    ),
    _Claimed(
        "EA-2026-0003", date(2026, 7, 31), date(2026, 10, 5), TODAY - timedelta(days=14), None, ("BEWIRTUNG",),
        {"BEWIRTUNG": 0}, "Bewirtung ohne vorherige Zustimmung.",
    ),
    _Claimed("EA-2026-0004", date(2026, 9, 30), date(2026, 10, 5)),
)  # fmt: skip


def _bill() -> bytes:
    """A telephone bill of one page."""
    from bezirkskoordination.reports import pdf  # late: reportlab is slow to load
    from bezirkskoordination.reports.document import Document, Heading, Paragraph

    heading, text = "Rechnung (Beispiel)", "Telefon, dienstlicher Anteil, September 2026: 12,90 €"
    return pdf.render(Document(heading, "Beispiel", (Heading(heading, 0), Paragraph(text))))


def _till_receipt() -> bytes:
    """A picture of a till receipt: grey lines on white, as PNG."""
    width, height = 120, 200
    lit, dark = b"\x00" + b"\xff" * width, b"\x00" + b"\xff" * 12 + b"\x70" * (width - 24) + b"\xff" * 12
    rows = b"".join(dark if row % 14 in (6, 7, 8) and 10 < row < height - 20 else lit for row in range(height))

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
