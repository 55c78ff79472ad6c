"""The sections of the sample year's report against its raw rows; what a section says that has nothing to say."""

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from statistics import median

import pytest
from tests import districts

from bezirkskoordination.records.council import Publicity, Report, Resolution
from bezirkskoordination.records.money import Expense
from bezirkskoordination.records.needs import NeedStatus, SupportNeed
from bezirkskoordination.records.network import Order, OrderStatus
from bezirkskoordination.reports.council_figures import Comparison, money, shown
from bezirkskoordination.reports.council_gather import Request, facts_of, gather
from bezirkskoordination.reports.council_report import collect, compose
from bezirkskoordination.reports.document import BarChart, Document, Heading, Paragraph, Table, plain
from bezirkskoordination.rules.disclosure import HIDDEN, publish
from bezirkskoordination.rules.facts import Facts, bare
from bezirkskoordination.rules.figures import Part
from bezirkskoordination.rules.late import Late
from bezirkskoordination.rules.periods import Period
from bezirkskoordination.store import office as office_store
from bezirkskoordination.store.office import OfficeFile

NUMBERS = ("BER-2025-0002", "BER-2026-0001", "BER-2026-0002")
WAITS = ("ERFASST", "PRUEFUNG", "OFFEN", "VERMITTLUNG")
NOW = Period(date(2026, 5, 1), date(2026, 10, 31))


def rows(document: Document, head: str) -> dict[str, list[str]]:
    """The cells of each row of a table by its first; nothing when there is no such table."""
    found = [one for one in document.blocks if isinstance(one, Table) and one.columns[0].head == head]
    if not found:
        return {}
    (one,) = found
    lines = [*one.rows, one.total] if one.total else one.rows
    return {plain(row[0]): [plain(cell) for cell in row[1:]] for row in lines}


def paragraphs(document: Document) -> list[str]:
    return [plain(one.words) for one in document.blocks if isinstance(one, Paragraph)]


def number(cell: str) -> int:
    return int(cell.replace(".", ""))


# --- raw rows -------------------------------------------------------------------------------


class Raw:
    """The sample year as rows of SQL: each need is led through its days, by nothing of the program."""

    def __init__(self, path: Path) -> None:
        self.sql = sqlite3.connect(path)
        self.steps: dict[tuple[str, str], list[tuple[str, str, str]]] = {}
        asked = (
            "SELECT about_type, about_uid, effective_on, status, reason FROM status_event"
            " ORDER BY effective_on, recorded_at, id"
        )
        for kind, uid, day, status, reason in self.sql.execute(asked):
            self.steps.setdefault((kind, uid), []).append((day, status, reason))

    def label(self, values: str, code: str) -> str:
        found = self.sql.execute('SELECT label FROM list_item WHERE "values" = ? AND code = ?', (values, code))
        return str(found.fetchone()[0])

    def status(self, kind: str, uid: str, day: str) -> str:
        return next((status for on, status, _ in reversed(self.steps.get((kind, uid), [])) if on <= day), "")

    def walks(self, uid: str, recorded: str, end: str) -> list[tuple[str, str, str]]:
        walk = [(recorded, "ERFASST", "")]
        for day, status, reason in self.steps.get(("support_need", uid), []):
            if day <= end and status != walk[-1][1]:
                walk.append((max(day, recorded), status, reason))
        return walk

    def needs(self, period: Period) -> dict[str, int | float]:
        start, end = period.start.isoformat(), period.end.isoformat()
        tally: Counter[str] = Counter()
        days: list[int] = []
        for uid, recorded, people in self.sql.execute("SELECT uid, recorded_on, people_count FROM support_need"):
            if recorded > end:
                continue
            walk = self.walks(uid, recorded, end)
            inside = [step for step in walk if step[0] >= start]
            tally["Neue Bedarfe"] += recorded >= start
            tally["Erreichte Personen (gemeldet)"] += people if recorded >= start else 0
            tally["Offene Bedarfe"] += walk[-1][1] in WAITS
            tally["Laufende Unterstützungen"] += walk[-1][1] == "LAUFEND"
            before = [status for day, status, _ in walk if day < start]
            tally["zu Beginn"] += bool(before) and before[-1] in WAITS
            for label, code in (("Gedeckte Bedarfe", "GEDECKT"), ("Teilweise gedeckte Bedarfe", "TEILGEDECKT")):
                tally[label] += walk[-1][1] == code and walk[-1][0] >= start
            for label, code in (("Verwiesene Bedarfe", "VERWIESEN"), ("Nicht gedeckte Bedarfe", "NICHT_GEDECKT")):
                tally[label] += any(status == code for _, status, _ in inside)
            answered = [day for day, status, _ in walk if status in ("LAUFEND", "VERWIESEN", "GEDECKT")]
            if answered and answered[0] >= start:
                days.append((date.fromisoformat(answered[0]) - date.fromisoformat(recorded)).days)
        found: dict[str, int | float] = dict(tally)
        if len(days) >= 5:
            found["Bearbeitungsdauer in Tagen (Median)"] = median(days)
        return found

    def by_field(self, period: Period) -> Counter[str]:
        asked = (
            "SELECT n.field_of_action, c.belongs_to FROM support_need n"
            " LEFT JOIN list_item c ON c.\"values\" = 'need_category' AND c.code = n.category"
            " WHERE n.recorded_on BETWEEN ? AND ?"
        )
        span = (period.start.isoformat(), period.end.isoformat())
        return Counter(self.label("field_of_action", own or of) for own, of in self.sql.execute(asked, span))

    def helping(self, period: Period) -> dict[str, int]:
        start, end = period.start.isoformat(), period.end.isoformat()
        new = running = 0
        for (uid,) in self.sql.execute("SELECT uid FROM placement"):
            begun = [day for day, status, _ in self.steps.get(("placement", uid), []) if status in ("PROBE", "AKTIV")]
            new += bool(begun) and start <= begun[0] <= end
            running += self.status("placement", uid, end) in ("PROBE", "AKTIV")
        asked = (
            "SELECT coalesce(sum(t.minutes), 0), count(DISTINCT p.person) FROM time_entry t"
            " JOIN placement p ON p.id = t.placement WHERE t.on_date BETWEEN ? AND ? AND t.confirmed_on NOT NULL"
        )
        minutes, people = self.sql.execute(asked, (start, end)).fetchone()
        return {"new": new, "running": running, "minutes": minutes, "people": people}


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("year") / "jahr.bezirk"
    districts.put(made, "year")
    return made


@pytest.fixture(scope="module")
def raw(path: Path) -> Raw:
    return Raw(path)


@pytest.fixture
def year(path: Path) -> Iterator[OfficeFile]:
    with office_store.open_(path, "") as opened:
        yield opened


def paper(year: OfficeFile, of: str, public: bool) -> Document:
    return collect(year.read, Request.of(year.read.where(Report, number=of)[0], public))


def periods(year: OfficeFile, of: str) -> tuple[Period, Period]:
    report = year.read.where(Report, number=of)[0]
    now = Period(report.period_from, report.reference_date)
    return now, now.before()


# --- every figure -----------------------------------------------------------------------------


@pytest.mark.parametrize("of", NUMBERS)
def test_needs_equal_the_raw_rows_and_the_bridge_adds_up(year: OfficeFile, raw: Raw, of: str) -> None:
    told = paper(year, of, public=False)
    cells = rows(told, "Bedarfe im Zeitraum") | rows(told, "Bedarfe am Stichtag")
    for at, period in enumerate(periods(year, of)):
        counted = raw.needs(period)
        for label, row in cells.items():
            if label == "Bearbeitungsdauer in Tagen (Median)":
                expected = counted.get(label)
                assert row[at] == ("n.\u00a0e." if expected is None else f"{expected:.1f}".replace(".", ","))
            else:
                assert number(row[at]) == counted.get(label, 0), label
    now = raw.needs(periods(year, of)[0])
    if not now:
        return
    (bridge,) = [one for one in paragraphs(told) if "offen zu Beginn" in one]
    left, right = bridge.removeprefix("Bedarfe: ").split(" = ")
    values = [number(word) for word in left.split() if word.replace(".", "").isdigit()]
    signs = [1, *(1 if word == "+" else -1 for word in left.split() if word in ("+", "\u2212"))]
    assert values[:2] == [now["zu Beginn"], now["Neue Bedarfe"]]
    assert sum(sign * value for sign, value in zip(signs, values, strict=True)) == now["Offene Bedarfe"]
    assert right.startswith(f"{now['Offene Bedarfe']} offen")


@pytest.mark.parametrize("of", NUMBERS)
def test_new_needs_by_field_equal_the_raw_rows(year: OfficeFile, raw: Raw, of: str) -> None:
    cells = rows(paper(year, of, public=False), "Neue Bedarfe nach Handlungsfeld")
    total = cells.pop("Summe", ["0", "0"])
    for at, period in enumerate(periods(year, of)):
        counted = raw.by_field(period)
        assert {label: number(row[at]) for label, row in cells.items() if row[at] != "0"} == counted
        assert number(total[at]) == counted.total()


@pytest.mark.parametrize("of", NUMBERS)
def test_placements_and_hours_equal_the_raw_rows(year: OfficeFile, raw: Raw, of: str) -> None:
    told = paper(year, of, public=False)
    help_, standing = rows(told, "Einsätze im Zeitraum"), rows(told, "Angebote und Plätze am Stichtag")
    for at, period in enumerate(periods(year, of)):
        counted = raw.helping(period)
        tenths = (counted["minutes"] * 10 + 30) // 60
        assert number(help_["Neue Einsätze"][at]) == counted["new"]
        assert number(help_["Ehrenamtliche mit bestätigten Stunden"][at]) == counted["people"]
        assert number(help_["Bestätigte Einsatzstunden"][at].replace(",", "")) == tenths
        assert number(standing["Laufende Einsätze"][at]) == counted["running"]
    hours = [number(cell.replace(",", "").lstrip("+\u2212")) for cell in help_["Bestätigte Einsatzstunden"]]
    assert abs(hours[0] - hours[1]) == hours[2]  # the change is that of what is printed


@pytest.mark.parametrize("of", NUMBERS)
def test_what_the_public_reads_is_true_or_hidden(year: OfficeFile, of: str) -> None:
    """Every number of a public table stands in the internal one at the same place, or is a sum of lines there."""
    public, inside = paper(year, of, public=True), paper(year, of, public=False)
    for one in public.blocks:
        if not isinstance(one, Table) or one.columns[0].head == "Beratungsfolge":
            continue
        true = rows(inside, one.columns[0].head)
        for label, row in rows(public, one.columns[0].head).items():
            if label.startswith("Weitere"):
                continue
            for cell, known in zip(row, true.get(label, ["0"] * len(row)), strict=True):
                assert cell == known or cell in (HIDDEN, "–", "etwa gleich", "<\u00a03", "<\u00a05"), (label, row)


@pytest.mark.parametrize("of", NUMBERS)
def test_charts_draw_only_what_their_table_tells(year: OfficeFile, of: str) -> None:
    told = paper(year, of, public=True)
    tables = [one for one in told.blocks if isinstance(one, Table)]
    for chart in (one for one in told.blocks if isinstance(one, BarChart)):
        heads = [series.name for series in chart.series]
        (data,) = [
            one for one in tables
            if {bar.label for bar in chart.series[0].bars} <= {plain(row[0]) for row in one.rows}
        ]  # fmt: skip
        at = {column.head: place for place, column in enumerate(data.columns)}
        cells = {plain(row[0]): row for row in data.rows}
        assert all(f"{bar.label} {bar.shown}" in chart.alternative for bar in chart.series[0].bars)
        for series in chart.series:
            for bar in series.bars:
                assert bar.shown == cells[bar.label][at[series.name]]
                assert bar.value == number(bar.shown)
        assert all(head in chart.alternative for head in heads)
        assert set(filter(str.isdigit, chart.caption)) <= set("".join(heads)) | set("Abb. 12")


def test_a_period_and_a_day_have_heads_of_their_own(year: OfficeFile) -> None:
    for one in paper(year, "BER-2026-0002", public=True).blocks:
        if isinstance(one, Table) and any(column.head == "Veränderung" for column in one.columns):
            now = one.columns[1].head
            standing = any(word in one.columns[0].head for word in ("Stand", "Stichtag", "Aufträge", "gültige"))
            assert now == ("am 31.10.2026" if standing else "01.05.–31.10.2026"), one.columns[0].head


# --- what a section says -------------------------------------------------------------------------


def test_orders_of_the_council_stand_with_their_state_and_closed_ones_only_inside(office: OfficeFile) -> None:
    with office.unit() as unit:
        for publicity, word in ((Publicity.PUBLIC, "offen"), (Publicity.CLOSED, "geheim")):
            decided = unit.add(Resolution(subject=word, on_date=NOW.start, body="Rat", publicity=publicity))
            for text, done in ((f"{word} wartet", False), (f"{word} fertig", True)):
                order = unit.add(Order(text=text, given_on=NOW.start, resolution=decided.id, due_on=NOW.end))
                if done:
                    unit.record_status(order, OrderStatus.DONE, date(2026, 9, 1))
        unit.add(Order(text="vom Runden Tisch", given_on=NOW.start))
        unit.add(Order(text="später", given_on=NOW.end + timedelta(days=1), resolution=decided.id))
    facts = gather(office.read, Request(NOW, NOW.end))

    public, inside = (rows(compose(facts, one), "Auftrag") for one in (True, False))
    assert public == {
        "offen wartet": ["01.05.2026", "31.10.2026", "offen"],
        "offen fertig": ["01.05.2026", "31.10.2026", "umgesetzt am 01.09.2026"],
    }
    assert set(inside) == {*public, "geheim wartet", "geheim fertig"}


def test_an_order_done_before_the_period_is_told_no_more(office: OfficeFile) -> None:
    with office.unit() as unit:
        decided = unit.add(Resolution(subject="x", on_date=date(2026, 1, 1), body="Rat"))
        order = unit.add(Order(text="erledigt", given_on=date(2026, 1, 1), resolution=decided.id))
        unit.record_status(order, OrderStatus.DONE, NOW.eve)
    told = collect(office.read, Request(NOW, NOW.end))
    assert rows(told, "Auftrag") == {}
    assert "Am Stichtag lagen keine Aufträge des Stadtbezirksrates vor." in paragraphs(told)


def test_the_short_version_has_what_is_at_a_glance_and_what_is_asked_for(year: OfficeFile) -> None:
    report = year.read.where(Report, number="BER-2026-0002")[0]
    facts = facts_of(year.read, Request.of(report))
    short = compose(replace(facts, words=replace(facts.words, kind="KURZ")), True)
    assert [f"{one.number} {one.text}".strip() for one in short.blocks if isinstance(one, Heading)] == [
        "Bericht (öffentlich)", "Sachverhalt:", "1 Auf einen Blick", "2 Ausblick und Bitte an den Stadtbezirksrat",
        "Anlage A: Hinweise zu den Zahlen",
    ]  # fmt: skip


def both(year: OfficeFile) -> tuple[Facts, Facts]:
    """What the second report of 2026 says, and the first one as the last."""
    first, second = (facts_of(year.read, Request.of(year.read.where(Report, number=of)[0])) for of in NUMBERS[1:])
    return second, bare(first)


def test_since_the_last_report_compares_what_both_have_told(year: OfficeFile) -> None:
    second, first = both(year)
    late = (
        Late(Expense.type.label, ("expense", "a"), NOW.eve), Late(Expense.type.label, ("expense", "b"), NOW.eve),
        Late(SupportNeed.type.label, ("support_need", "c"), NOW.eve),
    )  # fmt: skip
    facts = replace(second, last=first, late=late)
    for public in (True, False):
        told, before = compose(facts, public), Comparison.of(first, public).now
        for label, row in rows(told, "Stand seit dem letzten Bericht").items():
            (one,) = [figure for figure in before.values() if str(figure.figure.label) == label]
            assert row[1] == shown(one.value)
        (said,) = [one for one in paragraphs(told) if "nachgemeldet" in one]
        kinds = "Auslage, Bedarf" if public else "Auslage (2), Bedarf (1)"
        assert said == (
            f"Nach dem letzten Bericht wurden für seine Zeit nachgemeldet: {kinds}. Dieser Bericht zählt sie mit."
        )
        assert rows(told, f"Zeitraum {first.period}, nachgezählt") == {}  # nothing was entered in between


def test_what_late_entries_have_changed_is_told_as_both_papers_tell_it(year: OfficeFile) -> None:
    second, first = both(year)
    other = replace(first, now=tuple(replace(one, value=7) if one.code == "K27" else one for one in first.now))
    told = compose(replace(second, last=other), True)
    assert rows(told, f"Zeitraum {first.period}, nachgezählt") == {
        "Verwaltungskosten": ["0,07\u00a0€", money(next(one.value for one in second.then if one.code == "K27"))]
    }


def test_without_an_earlier_report_the_section_says_so(office: OfficeFile) -> None:
    told = collect(office.read, Request(NOW, NOW.end))
    assert any("noch keinen früheren Bericht" in one for one in paragraphs(told))


def test_what_the_last_report_hid_is_not_told_by_the_next(year: OfficeFile) -> None:
    """The same figures, told again beside newer ones, are shown and hidden as they were."""
    second, first = both(year)
    last = Comparison.of(first, True).now
    again = Comparison.of(replace(second, last=first), True).then
    assert {code: one.value for code, one in again.items()} == {code: one.value for code, one in last.items()}

    hidden = {**last, "K12": replace(last["K12"], value=HIDDEN), "K20": last["K20"]}
    thresholds = {one.name: one.least for one in second.thresholds}
    assert publish(second.then, thresholds, (), hidden)["K12"].value == HIDDEN


def test_what_was_asked_for_most_is_a_sentence_with_its_share_where_all_is_told(year: OfficeFile) -> None:
    facts = facts_of(year.read, Request.of(year.read.where(Report, number="BER-2026-0002")[0]))
    waiting = next(one.value or 0 for one in facts.then if one.code == "K02")
    bridge = ("K02A", "K02W", "K02E", "K02D")
    for lines, expected in (
        ((12, 8, 5), "Am häufigsten gemeldet: a (12 von 25 neuen Bedarfen, 48\u00a0%)"),
        ((12, 8, 2), "Am häufigsten gemeldet: a (12 von 22 neuen Bedarfen)"),  # no share: something is hidden
        ((12, 2), ""),  # not even the larger line may be told
        ((30, 20, 9, 2), "Am häufigsten gemeldet: a (30 von 61 neuen Bedarfen)"),
        ((9, 9, 9), "27 neue Bedarfe in 3 Handlungsfeldern"),
        ((8, 6), "Am häufigsten gemeldet: a (8 von 14 neuen Bedarfen)"),
    ):  # fmt: skip
        parts = tuple(Part(label, value) for label, value in zip("abcd", lines, strict=False))
        now = tuple(
            replace(one, value=sum(lines), breakdown=parts) if one.code == "K01" else
            replace(one, value=waiting + sum(lines)) if one.code == "K02" else
            replace(one, value=waiting if one.code == "K02A" else 0) if one.code in bridge else one
            for one in facts.now
        )  # fmt: skip
        told = compose(replace(facts, now=now, last=None), True)
        found = [one.text for one in told.blocks if isinstance(one, Heading) and "Bedarfe" in one.text]
        assert found == ([expected] if expected else []), lines


def test_figures_are_numbered_through_the_paper(year: OfficeFile) -> None:
    charts = [one for one in paper(year, "BER-2026-0002", public=True).blocks if isinstance(one, BarChart)]
    assert len(charts) > 1
    assert [one.caption.split(":")[0] for one in charts] == [f"Abb. {at}" for at in range(1, len(charts) + 1)]


def test_few_needs_show_neither_bridge_nor_bars_in_public(make_office: Callable[..., OfficeFile]) -> None:
    office = make_office()
    with office.unit() as unit:
        for at in range(3):
            need = unit.add(SupportNeed(number=f"B-2026-000{at}", subject="x", category="A", recorded_on=NOW.start))
            unit.record_status(need, NeedStatus.OPEN, NOW.start)
    public, inside = (collect(office.read, Request(NOW, NOW.end, one)) for one in (True, False))
    assert rows(public, "Bedarfe im Zeitraum")["Neue Bedarfe"][:2] == ["<\u00a05", "0"]
    assert rows(public, "Bedarfe im Zeitraum")["Erreichte Personen (gemeldet)"][0] == "."
    assert not [one for one in public.blocks if isinstance(one, BarChart)]
    assert any("zum Schutz der Personen nicht ausgewiesen" in one for one in paragraphs(public))
    assert any("0 offen zu Beginn + 3 neu" in one for one in paragraphs(inside))
