"""The council report against the raw rows of the sample district, and against what a clerk would reject."""

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from tests import districts

from bezirkskoordination.actions.meetings import plan_sitting
from bezirkskoordination.actions.settings import begin_office, change_setting, shipped_offices
from bezirkskoordination.records.contacts import ContactNote
from bezirkskoordination.records.council import Consultation, Mandate, Publicity, Report, ReportStatus, Section
from bezirkskoordination.records.institutions import Institution
from bezirkskoordination.records.kinds import parse_cents
from bezirkskoordination.records.money import Expense
from bezirkskoordination.records.people import Person, VolunteerStatus
from bezirkskoordination.reports import pdf
from bezirkskoordination.reports.council_gather import Request, gather
from bezirkskoordination.reports.council_report import collect, compose
from bezirkskoordination.reports.document import (
    BarChart,
    Document,
    Fields,
    Heading,
    Items,
    PageBreak,
    Paragraph,
    Signature,
    Table,
    Words,
)
from bezirkskoordination.rules.facts import from_json, to_json
from bezirkskoordination.rules.periods import Period
from bezirkskoordination.rules.report_sections import SECTIONS
from bezirkskoordination.store import office as office_store
from bezirkskoordination.store.office import OfficeFile

NOW = Period(date(2026, 5, 1), date(2026, 10, 31))
BEFORE = Period(date(2025, 11, 1), date(2026, 4, 30))
COUNTED = {
    "INTERESSE": "interessiert", "GESPRAECH": "Erstgespräch geführt", "VERMITTELBAR": "vermittelbar",
    "EINSATZ": "im Einsatz", "PAUSE": "pausiert",
}  # fmt: skip


# --- reading a Document ---------------------------------------------------------------------


def plain(words: Words) -> str:
    return words if isinstance(words, str) else "".join(run.text for run in words)


def texts(document: Document) -> Iterator[str]:
    """Everything that the paper says, piece by piece."""
    yield from (document.title, document.author, document.header, document.footer, document.mark, document.draft)
    for block in document.blocks:
        if isinstance(block, Heading):
            yield block.text
        elif isinstance(block, Paragraph):
            yield plain(block.words)
        elif isinstance(block, Items):
            yield from map(plain, block.entries)
        elif isinstance(block, Fields):
            yield from (part for label, words in block.rows for part in (label, plain(words)))
        elif isinstance(block, Table):
            yield block.caption
            yield from (column.head for column in block.columns)
            yield from (plain(cell) for row in (*block.rows, block.total) for cell in row)
        elif isinstance(block, BarChart):
            yield from (block.alternative, block.caption)
            yield from (part for one in block.series for bar in one.bars for part in (bar.label, bar.shown))
        elif isinstance(block, Signature):
            yield block.name


def said(document: Document) -> str:
    return "\n".join(texts(document)).replace("\u00a0", " ")


def table(document: Document, head: str) -> Table:
    found = [one for one in document.blocks if isinstance(one, Table) and one.columns[0].head == head]
    assert len(found) == 1, head
    return found[0]


def cells(one: Table) -> dict[str, list[str]]:
    """The cells of each row by its first."""
    rows = [*one.rows, one.total] if one.total else one.rows
    return {plain(row[0]): [plain(cell) for cell in row[1:]] for row in rows}


def number(cell: str) -> int:
    return int(cell.replace(".", "").replace("\u2212", "-"))


def headings(document: Document) -> list[str]:
    return [f"{one.number} {one.text}".strip() for one in document.blocks if isinstance(one, Heading)]


# --- raw rows -------------------------------------------------------------------------------


class Raw:
    """The sample file as plain SQL rows, asked day by day; nothing of the program is used to count."""

    def __init__(self, path: Path) -> None:
        self.sql = sqlite3.connect(path)
        steps = "SELECT about_type, about_uid, effective_on, status FROM status_event ORDER BY recorded_at, id"
        self.by_day: dict[str, list[tuple[str, str, str]]] = {}
        for kind, uid, day, status in self.sql.execute(steps):
            self.by_day.setdefault(day, []).append((kind, uid, status))

    def label(self, values: str, code: str) -> str:
        asked = 'SELECT label FROM list_item WHERE "values" = ? AND code = ?'
        return str(self.sql.execute(asked, (values, code)).fetchone()[0])

    def live_through(self, until: date) -> Iterator[tuple[date, str, str, str, str]]:
        """Each change of status: day, type, uid, status before and after."""
        status: dict[tuple[str, str], str] = {}
        day = date(2024, 1, 1)
        while day <= until:
            for kind, uid, now in self.by_day.get(day.isoformat(), ()):
                yield day, kind, uid, status.get((kind, uid), ""), now
                status[kind, uid] = now
            day += timedelta(days=1)

    def standing(self, kind: str, day: date) -> dict[str, str]:
        return {uid: now for _, of, uid, _, now in self.live_through(day) if of == kind}

    def volunteers(self, period: Period) -> Counter[str]:
        """Ehrenamtliche at the end; new, returned and gone in the period."""
        counts = Counter[str]()
        known: set[str] = set()
        for day, kind, uid, was, now in self.live_through(period.end):
            if kind == "person" and (now in COUNTED) != (was in COUNTED):
                what = "Ausgeschiedene" if was in COUNTED else "Zurückgekehrte" if uid in known else "Neu gewonnene"
                counts[f"{what} Ehrenamtliche"] += day >= period.start
                known.add(uid)
        standing = self.standing("person", period.end).values()
        counts["Ehrenamtliche"] = sum(one in COUNTED for one in standing)
        return counts

    def by_status(self, day: date) -> dict[str, int]:
        standing = Counter(self.standing("person", day).values())
        return {label: standing[code] for code, label in COUNTED.items()}

    def talks(self, period: Period, advice: bool) -> tuple[int, int]:
        """Talks and their minutes."""
        kinds = "('ERSTGESPRAECH', 'BERATUNG', 'BEGLEITUNG', 'KONFLIKT')"
        network = "(kind IN ('NETZWERK', 'POLITIK', 'WIRTSCHAFT') OR institution NOT NULL)"
        of = f"kind IN {kinds}" if advice else f"kind NOT IN {kinds} AND {network}"
        asked = f"SELECT count(*), coalesce(sum(minutes), 0) FROM contact_note WHERE on_date BETWEEN ? AND ? AND {of}"
        found = self.sql.execute(asked, (period.start.isoformat(), period.end.isoformat())).fetchone()
        return int(found[0]), int(found[1])

    def trainings(self, period: Period) -> tuple[int, int, int]:
        """Trainings that were held, their lessons in hundredths, and who took part."""
        held = {
            uid for day, kind, uid, _, now in self.live_through(period.end)
            if kind == "training" and now == "DURCHGEFUEHRT" and day >= period.start
        }  # fmt: skip
        rows = self.sql.execute(
            "SELECT uid, units, (SELECT count(*) FROM training_participants p WHERE p.owner_id = t.id"
            " AND p.status = 'TEILGENOMMEN') FROM training t"
        ).fetchall()
        mine = [row for row in rows if row[0] in held]
        return len(mine), sum(row[1] or 0 for row in mine), sum(row[2] for row in mine)

    def guides(self, day: date) -> Counter[str]:
        standing = self.standing("person", day)
        asked = (
            "SELECT p.uid, q.qualification FROM person_qualifications q JOIN person p ON p.id = q.owner_id"
            " WHERE q.qualification LIKE 'ILO_%' AND q.acquired_on <= ?"
        )
        of: dict[str, set[str]] = {}
        for uid, module in self.sql.execute(asked, (day.isoformat(),)):
            if standing.get(uid) in COUNTED:
                of.setdefault(uid, set()).add(module)
        return Counter("nur Basismodul" if had == {"ILO_BASIS"} else "mit Aufbaumodul" for had in of.values())

    def network(self, day: date) -> Counter[str]:
        rows = self.sql.execute("SELECT kind, network_from, network_until FROM institution WHERE network_from NOT NULL")
        on = day.isoformat()
        kinds = (kind for kind, start, until in rows if start <= on and (until or "9999") >= on)
        return Counter(self.label("org_type", kind) for kind in kinds)

    def approved(self, end: date) -> dict[str, int]:
        """What is approved of each expense whose claim was decided by a day; the sample claims none twice."""
        status = self.standing("claim", end)
        rows = self.sql.execute(
            "SELECT claim.uid, expense.uid, approved FROM claim_lines JOIN claim ON claim.id = owner_id"
            " JOIN expense ON expense.id = claim_lines.expense"
        )
        decided = {"BEWILLIGT", "TEILBEWILLIGT", "ABGELEHNT", "AUSGEZAHLT"}
        return {expense: cents for claim, expense, cents in rows if status.get(claim) in decided}

    def costs(self, start: date, end: date) -> list[tuple[str, int, str]]:
        """Kostenart, cents and status at the end, of what counts."""
        status = self.standing("expense", end)
        asked = "SELECT uid, category, amount FROM expense WHERE on_date BETWEEN ? AND ?"
        rows = self.sql.execute(asked, (start.isoformat(), end.isoformat()))
        approved = self.approved(end)
        found = [
            (self.label("expense_category", kind), approved.get(uid, cents), status.get(uid, "ERFASST"))
            for uid, kind, cents in rows
        ]
        return [row for row in found if row[2] not in ("ABGELEHNT", "STORNIERT")]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("sample") / "beispiel.bezirk"
    districts.put(made)
    return made


@pytest.fixture(scope="module")
def raw(path: Path) -> Raw:
    return Raw(path)


@pytest.fixture
def district(path: Path) -> Iterator[OfficeFile]:
    with office_store.open_(path, "") as opened:
        yield opened


def report_of(district: OfficeFile, number: str = "BER-2026-0002") -> Report:
    return district.read.where(Report, number=number)[0]


@pytest.fixture
def public(district: OfficeFile) -> Document:
    return collect(district.read, Request.of(report_of(district)))


@pytest.fixture
def internal(district: OfficeFile) -> Document:
    return collect(district.read, Request.of(report_of(district), public=False))


# --- every figure ---------------------------------------------------------------------------


def test_at_a_glance_equals_the_raw_rows(internal: Document, raw: Raw) -> None:
    now, before = raw.volunteers(NOW), raw.volunteers(BEFORE)
    now["Institutionen im Netzwerk"] = raw.network(NOW.end).total()
    before["Institutionen im Netzwerk"] = raw.network(BEFORE.end).total()
    glance = cells(table(internal, "Stand")) | cells(table(internal, "Im Zeitraum"))
    assert len(glance) <= 6
    coming = cells(table(internal, "Gewinnung und Abschied"))
    rows = {label: row for label, row in (glance | coming).items() if label in now.keys() | before.keys()}
    assert set(rows) == now.keys() | before.keys()
    assert glance["Neu gewonnene Ehrenamtliche"] == coming["Neu gewonnene Ehrenamtliche"]

    assert Counter({label: number(row[0]) for label, row in rows.items()}) == now
    assert Counter({label: number(row[1]) for label, row in rows.items()}) == before
    for label, row in rows.items():
        change = now[label] - before[label]
        assert row[2] == (f"+{change}" if change > 0 else f"\u2212{-change}" if change else "0")


def test_the_sample_is_the_one_of_the_picture(public: Document) -> None:
    assert cells(table(public, "Stand"))["Ehrenamtliche"] == ["41", "36", "+5"]
    assert "36 zu Beginn + 8 neu + 3 zurückgekehrt \u2212 6 ausgeschieden = 41 am Stichtag" in said(public)


@pytest.mark.parametrize("number_of", ["BER-2026-0001", "BER-2026-0002"])
def test_volunteers_by_status_equal_the_raw_rows(district: OfficeFile, raw: Raw, number_of: str) -> None:
    report = report_of(district, number_of)
    told = collect(district.read, Request.of(report, public=False))
    rows = cells(table(told, "Ehrenamtliche nach Stand"))
    total = [number(cell) for cell in rows.pop("Summe")]

    for at, day in enumerate((report.reference_date, report.period_from - timedelta(days=1))):
        assert {label: number(row[at]) for label, row in rows.items()} == raw.by_status(day)
        assert total[at] == sum(raw.by_status(day).values())


@pytest.mark.parametrize("number_of", ["BER-2026-0001", "BER-2026-0002"])
def test_a_public_cell_is_true_or_hidden_and_a_small_one_never_shown(
    district: OfficeFile, raw: Raw, number_of: str
) -> None:
    report = report_of(district, number_of)
    told = collect(district.read, Request.of(report))
    days = (report.reference_date, report.period_from - timedelta(days=1))
    rows = cells(table(told, "Ehrenamtliche nach Stand"))
    for at, day in enumerate(days):
        true = raw.by_status(day)
        singly = {label: row[at] for label, row in rows.items() if label in true and row[at] != "."}
        merged = sum(number(row[at]) for label, row in rows.items() if label.startswith("Weitere") and row[at] != "–")
        assert singly == {label: str(true[label]) for label in singly}
        assert not [label for label in singly if 0 < true[label] < 3]
        assert sum(map(number, singly.values())) + merged == number(rows["Summe"][at]) == sum(true.values())
        assert merged == sum(count for label, count in true.items() if label not in singly)


def clock(cell: str) -> int:
    hours, minutes = cell.split(":")
    return number(hours) * 60 + int(minutes)


def test_talks_trainings_and_guides_equal_the_raw_rows(district: OfficeFile, raw: Raw) -> None:
    request = Request.of(report_of(district), public=False)
    told = collect(district.read, request)
    care, network = cells(table(told, "Begleitung und Schulung")), cells(table(told, "Gespräche im Netzwerk"))
    guides = cells(table(told, "Integrationslotsinnen und Integrationslotsen"))
    for at, period in enumerate((request.period, request.period.before())):
        held, lessons, attended = raw.trainings(period)
        talks = number(care["Beratungen und Begleitungen"][at]), clock(care["Dauer (Stunden:Minuten)"][at])
        assert talks == raw.talks(period, advice=True)
        assert number(care["Schulungen"][at]) == held
        assert float(care["Unterrichtsstunden der Schulungen"][at].replace(",", ".")) * 100 == lessons
        assert number(care["Teilnahmen an Schulungen"][at]) == attended
        met = network["Gespräche mit Institutionen, Politik und Wirtschaft"][at], network["Dauer (Stunden:Minuten)"][at]
        assert (number(met[0]), clock(met[1])) == raw.talks(period, advice=False)
        counted = raw.guides(period.end)
        assert {label: number(row[at]) for label, row in guides.items()} == {
            "nur Basismodul": counted["nur Basismodul"], "mit Aufbaumodul": counted["mit Aufbaumodul"],
            "Summe": counted.total(),
        }  # fmt: skip


def test_of_few_talks_the_public_reads_neither_number_nor_duration(office: OfficeFile) -> None:
    with office.unit() as unit:
        for _ in range(2):
            unit.add(ContactNote(on_date=NOW.end, kind="KONFLIKT", subject="x", minutes=20))
        unit.add(ContactNote(on_date=NOW.end, kind="POLITIK", subject="x", minutes=35))
    public, internal = (collect(office.read, Request(NOW, NOW.end, shows)) for shows in (True, False))
    care = cells(table(public, "Begleitung und Schulung"))
    assert care["Beratungen und Begleitungen"] == ["<\u00a03", "0", "–"]
    assert care["Dauer (Stunden:Minuten)"] == [".", "0:00", "–"]
    assert cells(table(public, "Gespräche im Netzwerk"))["Dauer (Stunden:Minuten)"] == ["0:35", "0:00", "+0:35"]
    assert cells(table(internal, "Begleitung und Schulung"))["Dauer (Stunden:Minuten)"] == ["0:40", "0:00", "+0:40"]
    assert "gezählt nach Gesprächen, nicht nach Personen" in said(public)
    assert "Unterrichtsstunden zu 45 Minuten" not in said(public)  # nothing stands there to be explained


def test_the_network_equals_the_raw_rows(public: Document, raw: Raw) -> None:
    rows = cells(table(public, "Institutionen nach Art"))
    total = rows.pop("Summe")

    for at, day in enumerate((NOW.end, BEFORE.end)):
        assert {label: number(row[at]) for label, row in rows.items() if row[at] != "0"} == raw.network(day)
        assert number(total[at]) == raw.network(day).total()


def test_the_chart_draws_what_the_table_says(public: Document) -> None:
    (chart,) = (one for one in public.blocks if isinstance(one, BarChart))
    rows = cells(table(public, "Institutionen nach Art"))
    drawn = {bar.label for bar in chart.series[0].bars}

    assert drawn == {label for label, row in rows.items() if label != "Summe" and max(map(number, row)) > 1}
    for at, series in enumerate(chart.series):
        for bar in series.bars:
            assert bar.shown == rows[bar.label][at]
            assert bar.value == number(bar.shown)
    for label in drawn:
        assert f"{label} {rows[label][0]}, vorher {rows[label][1]}" in chart.alternative


def test_the_finding_about_the_network_is_true(public: Document, raw: Raw) -> None:
    assert "5 Kirchengemeinden und Vereine stellen mehr als die Hälfte des Netzwerks" in headings(public)
    kinds = raw.network(NOW.end)
    named = [count for label, count in kinds.items() if label == "Kirchengemeinde" or "verein" in label.lower()]
    assert 2 * sum(named) > kinds.total()


@pytest.mark.parametrize(("number_of", "period"), [("BER-2026-0001", BEFORE), ("BER-2026-0002", NOW)])
def test_costs_equal_the_raw_rows(district: OfficeFile, raw: Raw, number_of: str, period: Period) -> None:
    told = collect(district.read, Request.of(report_of(district, number_of)))
    end = period.end
    last = end.replace(year=end.year - 1)
    spans = [(period.start, end), (date(end.year, 1, 1), end), (date(last.year, 1, 1), last)]
    rows = cells(table(told, "Kostenart"))
    total = rows.pop("Summe")

    assert number(total[0]) == len(raw.costs(*spans[1]))
    for at, span in enumerate(spans, 1):
        of_kind = Counter[str]()
        for label, cents, _ in raw.costs(*span):
            of_kind[label] += cents
        assert Counter({label: parse_cents(row[at]) for label, row in rows.items()}) == of_kind
        assert parse_cents(total[at]) == of_kind.total()
    receipts = Counter(label for label, _, _ in raw.costs(*spans[1]))
    assert {label: number(row[0]) for label, row in rows.items() if row[0] != "0"} == receipts


def test_the_etat_equals_the_raw_rows(public: Document, raw: Raw) -> None:
    rows = cells(table(public, "Etat"))
    for at, year in enumerate((2026, 2025)):
        amount, rest = raw.sql.execute("SELECT amount, carried_over FROM budget WHERE year = ?", (year,)).fetchone()
        spent = Counter[str]()
        for _, cents, status in raw.costs(date(year, 1, 1), date(year, 10, 31)):
            spent[status] += cents
        told = {label: parse_cents(row[at]) for label, row in rows.items()}
        assert told == {
            "Ansatz": amount, "Reste aus dem Vorjahr": rest, "Umschichtung": 0, "erstattet": spent["ERSTATTET"],
            "eingereicht, noch offen": spent["IM_ANTRAG"], "erfasst, noch nicht eingereicht": spent["ERFASST"],
            "verfügbar": amount + rest - spent.total(),
        }  # fmt: skip


def test_the_annex_lists_the_network_in_german_order(public: Document, raw: Raw) -> None:
    (annex,) = (one for one in public.blocks if isinstance(one, Table) and one.columns[0].head == "Name")
    names = [plain(row[0]) for row in annex.rows]

    assert len(names) == len(set(names)) == raw.network(NOW.end).total()
    assert names.index("Förderverein Lesebrücke e. V.") < names.index("Freiwillige Feuerwehr, Ortswehr Lindenhof")
    assert "Kulturscheune Alte Schmiede e. V." not in names
    at = public.blocks.index(annex)
    assert isinstance(public.blocks[at - 2], PageBreak)
    assert "Anlage A: Institutionen im Netzwerk am 31.10.2026" in said(public).split("Anlage/n:")[1]


# --- what the clerk looks at -----------------------------------------------------------------


def test_the_head_keeps_the_order_of_a_council_paper(public: Document) -> None:
    head = next(one for one in public.blocks if isinstance(one, Fields))
    assert headings(public)[:2] == ["Bericht (öffentlich)", "Sachverhalt:"]
    assert [(label, plain(words)) for label, words in head.rows] == [
        ("Betreff:", "Bericht der Koordinierungsstelle für Integration, 01.05.–31.10.2026"),
        ("Organisationseinheit:", "Koordinierungsstelle für Integration im Stadtbezirk 111"),
        ("Datum:", "12.11.2026"),
        ("Vorlagen-Nr.:", "wird von der Verwaltung vergeben"),
    ]
    assert table(public, "Beratungsfolge").rows == (
        ("Stadtbezirksrat im Stadtbezirk 111 Hondelage-Volkmarode (zur Kenntnis)", "01.12.2026", "Ö"),
    )
    assert public.header.endswith("Stadtbezirk 111 Hondelage-Volkmarode · Unser Zeichen: KfI 111-2026-02")
    assert public.mark == "Stichtag 31.10.2026"
    assert "Mitteilung" not in said(public)


def test_the_mandate_is_cited_and_the_motion_is_not_called_adopted_as_moved(public: Document) -> None:
    assert (
        "Grundlage der Arbeit ist der Beschluss vom 07.03.2016 über die Einrichtung der Koordinierungsstelle"
        " (Stadtbezirksrat im Stadtbezirk 114 Volkmarode, Vorlage 16-01716, geändert beschlossen)." in said(public)
    )
    assert "ungeändert" not in said(public)
    assert "unverändert" not in said(public)
    for needed in (
        "Stichtagserhebung",
        "weder andere städtische",
        "Festlegungen",
        "vom Etat des Bezirksrates erstattet",
    ):
        assert needed in said(public)
    assert "„Der Bericht der Koordinierungsstelle für Integration wird zur Kenntnis genommen.“" in said(public)


@pytest.mark.parametrize(
    ("day", "paper", "expected"),
    [
        ("", "", "Grundlage der Arbeit ist der Auftrag des Stadtbezirksrates."),
        ("07.03.2016", "", "der Beschluss vom 07.03.2016 über die Einrichtung der Koordinierungsstelle"),
        ("", "16-01716", "Stadtbezirksrates über die Einrichtung der Koordinierungsstelle (Vorlage 16-01716)"),
    ],
)  # fmt: skip
def test_an_unknown_mandate_is_not_invented(office: OfficeFile, day: str, paper: str, expected: str) -> None:
    with office.unit() as unit:
        change_setting(unit, "resolved_on", day)
        change_setting(unit, "resolved_in", paper)
    assert expected in said(collect(office.read, Request(NOW, date(2026, 11, 12))))


@pytest.mark.parametrize("dated_on", [date(2019, 11, 12), date(2026, 11, 12)])
def test_a_report_of_2019_names_the_council_of_2019(district: OfficeFile, dated_on: date) -> None:
    told = collect(district.read, Request(Period(date(2019, 5, 1), date(2019, 10, 31)), dated_on))

    assert table(told, "Beratungsfolge").rows == (
        ("Stadtbezirksrat im Stadtbezirk 114 Volkmarode (zur Kenntnis)", "", "Ö"),
    )
    assert "111" not in said(told)
    assert told.header.endswith("Unser Zeichen: KfI 114")


def test_after_the_merger_the_sitting_decides_which_council_it_is(office: OfficeFile) -> None:
    with office.unit() as unit:
        begin_office_without_lists(unit)
        plan_sitting(unit, date(2021, 11, 30))
    told = collect(office.read, Request(Period(date(2021, 5, 1), date(2021, 10, 31)), date(2021, 11, 10)))

    assert "Stadtbezirk 111 Hondelage-Volkmarode" in plain(table(told, "Beratungsfolge").rows[0][0])


def begin_office_without_lists(unit) -> None:  # type: ignore[no-untyped-def]
    for one in shipped_offices()[0].districts:
        unit.add(one)


def test_a_draft_says_so_and_an_early_one_says_vorlaeufig(district: OfficeFile) -> None:
    draft, handed_in = report_of(district), report_of(district, "BER-2026-0001")
    early = Request(NOW, NOW.end - timedelta(days=3))

    assert collect(district.read, Request.of(draft)).draft == "Entwurf"
    assert collect(district.read, Request(NOW, date(2026, 11, 12))).draft == "Entwurf"
    assert collect(district.read, Request.of(handed_in)).draft == ""
    assert collect(district.read, early).draft == "Vorläufig"
    assert "28.10.2026 (vorläufig)" in said(collect(district.read, early))
    assert handed_in.status is ReportStatus.DISCUSSED


def test_a_closed_paper_says_so_and_shows_all(internal: Document) -> None:
    assert headings(internal)[0] == "Bericht (nichtöffentlich)"
    assert "nichtöffentlich" in internal.footer
    assert {row[2] for row in table(internal, "Beratungsfolge").rows} == {"N"}
    assert "darf so nicht veröffentlicht werden" in said(internal)
    assert "etwa gleich" not in said(internal)
    assert not [cell for cell in texts(internal) if cell.startswith("<") or cell == "."]


def test_every_consultation_is_a_row_with_its_role(district: OfficeFile) -> None:
    route = (
        Consultation(body="Verwaltungsausschuss", role="VORBERATUNG", publicity=Publicity.CLOSED),
        Consultation(body="Rat & <b>Haus</b>", role="", on_date=date(2026, 12, 15)),
    )
    told = collect(district.read, Request.of(replace(report_of(district), consultations=route)))
    assert table(told, "Beratungsfolge").rows == (
        ("Verwaltungsausschuss (Vorberatung)", "", "N"),
        ("Rat & <b>Haus</b>", "15.12.2026", "Ö"),
    )


def test_own_words_stand_in_their_sections(district: OfficeFile) -> None:
    own = tuple(Section(key=kind.key, text=f"Wort zu {kind.key}.\n\n– eins\n– {{zwei}}") for kind in SECTIONS)
    told = collect(district.read, Request.of(replace(report_of(district), sections=own)))

    assert len({kind.key for kind in SECTIONS}) == len(SECTIONS)
    for kind in SECTIONS:
        assert Paragraph(f"Wort zu {kind.key}.") in told.blocks
    assert told.blocks.count(Items(("eins", "{zwei}"))) == len(SECTIONS)
    assert "9 Ausblick und Bitte an den Stadtbezirksrat" in headings(told)


def test_a_period_across_two_years_is_explained(district: OfficeFile) -> None:
    told = collect(district.read, Request.of(report_of(district, "BER-2026-0001")))
    assert "im Zeitraum (ab 01.11.2025)" in said(told)
    assert "Der Zeitraum beginnt im Jahr 2025: „im Zeitraum“ zählt ihn ganz" in said(told)


def test_only_signs_that_stand_in_the_paper_are_explained(public: Document, internal: Document) -> None:
    notes = said(public).split("Zeichen: ")[-1]
    cells_of = {cell for one in public.blocks if isinstance(one, Table) for row in cells(one).values() for cell in row}
    for sign in ("<\u00a03", ".", "–", "etwa gleich", "n.\u00a0e."):
        assert (f"„{sign}“".replace("\u00a0", " ") in notes) == (sign in cells_of), sign
    inside = said(internal).split("Zeichen: ")[-1]
    assert "„.“" not in inside
    assert "weniger als" not in inside


def test_an_unsigned_report_says_so(office: OfficeFile) -> None:
    assert "gez. noch offen" in said(collect(office.read, Request(NOW, date(2026, 11, 12))))


def test_the_threshold_can_be_raised_but_not_lowered(office: OfficeFile) -> None:
    with office.unit() as unit:
        for at in range(5):
            person = unit.add(Person(last_name=f"P{at}"))
            status = VolunteerStatus.INTERESTED if at else VolunteerStatus.TALKED
            unit.record_status(person, status, date(2026, 6, 1))

    def told(threshold: str) -> tuple[str, set[str]]:
        with office.unit() as unit:
            change_setting(unit, "threshold_volunteers", threshold)
        document = collect(office.read, Request(NOW, date(2026, 11, 12)))
        rows = cells(table(document, "Ehrenamtliche nach Stand"))
        return rows.pop("Summe")[0], {row[0] for row in rows.values()}

    assert told("1") == told("3") == ("5", {"."})  # 4 and 1: neither is told
    assert told("6") == ("<\u00a06", {"."})


# --- privacy, hostile input, nothing to tell ---------------------------------------------------


def test_no_volunteer_is_named(public: Document, internal: Document, district: OfficeFile) -> None:
    (mandate,) = district.read.all(Mandate)  # she signs the report
    for document in (public, internal):
        text = said(document)
        for person in (one for one in district.read.all(Person) if one.id != mandate.person):
            shown = {f"{person.first_name} {person.last_name}", person.title(district.names), person.email}
            shown |= {person.phone, person.mobile, person.street, person.native_name}
            assert not [one for one in shown if one and one in text], person


HOSTILE = [
    "<b>Fett</b> & Söhne", "{0} {name} %s", "=SUMME(A1)", '"; DROP TABLE institution; --', "محمد العلي e. V.",
    "\u202everkehrt", "  Rand  ", "Ä" * 300, "x\ny", "",
]  # fmt: skip


def test_hostile_names_stand_in_the_paper_as_they_are(office: OfficeFile) -> None:
    with office.unit() as unit:
        for name in HOSTILE:
            unit.add(Institution(name=name, kind="{KIND}", network_from=date(2026, 1, 1)))
        unit.add(Institution(name="Stadt", unit="Amt {0}", kind="{KIND}", network_from=date(2026, 1, 1)))
        unit.add(Expense(on_date=date(2026, 6, 1), category="<i>", payee="{}", purpose="{}", amount=1))
        change_setting(unit, "office_name", "Stelle {0} & <b>Co</b>")
        change_setting(unit, "coordinator", "{nobody}")
    told = collect(office.read, Request(NOW, date(2026, 11, 12)))

    expected = [*map(str.strip, HOSTILE), "Stadt, Amt {0}"]
    assert sorted(plain(row[0]) for row in table(told, "Name").rows) == sorted(expected)
    assert "Stelle {0} & <b>Co</b>" in told.header
    assert Signature("{nobody}") in told.blocks
    assert pdf.render(told).startswith(b"%PDF")


@pytest.mark.parametrize("begun", [False, True])
def test_without_data_there_are_sentences_and_no_empty_tables(
    make_office: Callable[..., OfficeFile], begun: bool
) -> None:
    office = make_office()
    if begun:
        with office.unit() as unit:
            begin_office(unit, shipped_offices()[0])
    told = collect(office.read, Request(NOW, date(2026, 11, 12)))

    assert [one.columns[0].head for one in told.blocks if isinstance(one, Table)] == ["Beratungsfolge"]
    assert not [one for one in told.blocks if isinstance(one, BarChart)]
    for sentence in (
        "weder Ehrenamtliche noch Institutionen noch Bedarfe erfasst", "keine Zu- oder Abgänge",
        "keine Ehrenamtlichen erfasst", "keine Bedarfe gemeldet, und keiner war offen", "keine Aufträge des",
        "keine Abgrenzungsprüfungen und keine Verweise", "keine Institutionen im Netzwerk",
        "Im Berichtszeitraum wurden keine Auslagen erfasst.",
        "Ein Ansatz für das Haushaltsjahr 2026 ist nicht eingetragen.",
    ):  # fmt: skip
        assert sentence in said(told)
    assert [heading for heading in headings(told) if heading[0].isdigit()] == [
        "1 Auf einen Blick", "2 Seit dem letzten Bericht", "3 Unterstützungsbedarf",
        "4 Ehrenamtliches Engagement", "5 Netzwerk",
        "6 Abgrenzung und Verweise", "7 Verwaltungskosten (Haushaltsjahr 2026, Stand 31.10.2026)",
        "8 Erledigung früherer Beschlüsse", "9 Bitte an den Stadtbezirksrat",
    ]  # fmt: skip
    assert pdf.render(told).startswith(b"%PDF")


def test_a_missing_ansatz_is_not_zero(office: OfficeFile) -> None:
    with office.unit() as unit:
        unit.add(Expense(on_date=date(2026, 6, 1), category="PORTO", payee="P", purpose="Z", amount=1250))
    told = collect(office.read, Request(NOW, date(2026, 11, 12)))

    rows = cells(table(told, "Etat"))
    assert rows["Ansatz"] == rows["verfügbar"] == ["n.\u00a0e.", "n.\u00a0e."]
    assert rows["erfasst, noch nicht eingereicht"] == ["12,50\u00a0€", "0,00\u00a0€"]
    assert "„n. e.“ nicht erhoben oder nicht eingetragen" in said(told)


def test_a_stichtag_on_29_february_is_compared_with_the_28th(office: OfficeFile) -> None:
    with office.unit() as unit:
        unit.add(Expense(on_date=date(2027, 2, 28), category="PORTO", payee="P", purpose="Z", amount=100))
    told = collect(office.read, Request(Period(date(2028, 1, 1), date(2028, 2, 29)), date(2028, 3, 1)))

    assert cells(table(told, "Kostenart"))["Summe"] == ["0", "0,00\u00a0€", "0,00\u00a0€", "1,00\u00a0€"]
    assert "Vorjahr bis 28.02.2027" in said(told)


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        (1, 2, "Das Netzwerk ist von 1 auf 2 Institutionen gewachsen"),
        (0, 1, "Das Netzwerk ist von 0 auf 1 Institution gewachsen"),
        (2, 1, "Das Netzwerk ist von 2 auf 1 Institution zurückgegangen"),
        (2, 2, "Das Netzwerk umfasst wie zuvor 2 Institutionen"),
    ],
)
def test_the_finding_follows_from_the_figures(office: OfficeFile, before: int, now: int, expected: str) -> None:
    with office.unit() as unit:
        for at in range(max(before, now)):
            start = date(2026, 1, 1) if at < before else date(2026, 6, 1)
            until = None if at < now else date(2026, 6, 1)
            unit.add(Institution(name=str(at), kind=("KITA", "POLIZEI")[at], network_from=start, network_until=until))
    assert f"5 {expected}" in headings(collect(office.read, Request(NOW, date(2026, 11, 12))))


def test_a_kind_that_has_shrunk_to_one_is_still_drawn(office: OfficeFile) -> None:
    with office.unit() as unit:
        for at, until in enumerate((None, date(2026, 6, 1))):
            unit.add(Institution(name=str(at), kind="KITA", network_from=date(2026, 1, 1), network_until=until))
    told = collect(office.read, Request(NOW, date(2026, 11, 12)))
    (chart,) = (one for one in told.blocks if isinstance(one, BarChart))
    assert [bar.value for series in chart.series for bar in series.bars] == [1, 2]


def test_the_same_data_give_the_same_document(district: OfficeFile, public: Document) -> None:
    again = collect(district.read, Request.of(report_of(district)))
    assert again == public
    assert pdf.render(again) == pdf.render(public)


# --- facts --------------------------------------------------------------------------------------


def test_the_paper_of_facts_that_were_written_down_is_the_same(district: OfficeFile) -> None:
    """Drafts and frozen papers are one mechanism; both twins come from the same facts."""
    facts = gather(district.read, Request(NOW, date(2026, 11, 12)))
    kept = from_json(to_json(facts))
    assert kept == facts
    for public in (True, False):
        assert (
            compose(kept, public)
            == compose(facts, public)
            == collect(district.read, Request(NOW, date(2026, 11, 12), public))
        )


def test_every_figure_of_people_and_money_keeps_the_records_behind_it(district: OfficeFile) -> None:
    facts = gather(district.read, Request(NOW, date(2026, 11, 12)))
    types = {name for one in (*facts.now, *facts.then) for name, _uid in one.behind}
    assert {"person", "institution", "expense"} <= types
    for one in facts.now:
        if one.unit == "Personen" and one.code not in ("K08", "K15E"):  # told of needs and of placements
            assert len(one.behind) == one.value, one.code
    assert not any(one.behind for one in facts.earlier)


def test_a_section_that_is_switched_off_is_not_printed_and_the_numbers_close_up(district: OfficeFile) -> None:
    report = report_of(district)
    left = [one for one in report.sections if one.key not in ("netzwerk", "kosten")]
    off = (*left, Section(key="netzwerk", text="Nicht zu lesen.", on=False), Section(key="kosten", on=False))
    paper = collect(district.read, Request.of(replace(report, sections=off)))
    assert "Nicht zu lesen" not in said(paper)
    assert [one.number for one in paper.blocks if isinstance(one, Heading) and one.number] == list("1234567")
    assert not any(isinstance(one, Table) and one.columns[0].head == "Kostenart" for one in paper.blocks)
    assert "siehe Abschnitt" not in said(paper)
    assert "Abschnitt 7" in said(collect(district.read, Request.of(report)))
