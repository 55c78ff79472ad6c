"""K11 to K13, K16, K17 and KL of the sample year against questions in SQL, on every day of it."""

import sqlite3
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from tests import districts

from bezirkskoordination import sample
from bezirkskoordination.rules import disclosure, figures
from bezirkskoordination.rules.figures import Figure, Ledger
from bezirkskoordination.rules.periods import Period
from bezirkskoordination.store import office as office_store
from bezirkskoordination.store.office import OfficeFile

FIRST, LAST = date(2025, 12, 1), sample.TODAY


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("year") / "jahr.bezirk"
    districts.put(made, "year")
    return made


@pytest.fixture(scope="module")
def office(year: Path) -> Iterator[OfficeFile]:
    with office_store.open_(year, "") as opened:
        yield opened


@pytest.fixture(scope="module")
def ledger(office: OfficeFile) -> Ledger:
    return Ledger.of(office.read)


# --- asked of the tables ------------------------------------------------------------------

_VOLUNTEERS = "('INTERESSE', 'GESPRAECH', 'VERMITTELBAR', 'EINSATZ', 'PAUSE')"
#: Every step of a person, with whether they counted after it, right before it, and ever before it.
_STEPS = f"""
    WITH step AS (
        SELECT about_uid AS uid, effective_on AS day, status IN {_VOLUNTEERS} AS counts,
            row_number() OVER (PARTITION BY about_uid ORDER BY effective_on, recorded_at, id) AS at
        FROM status_event WHERE about_type = 'person'
    )
    SELECT one.day AS day, one.counts AS counts,
        coalesce((SELECT counts FROM step WHERE uid = one.uid AND at = one.at - 1), 0) AS was,
        EXISTS (SELECT 1 FROM step WHERE uid = one.uid AND at < one.at AND counts) AS ever
    FROM step one
"""
_STANDING = f"""
    SELECT p.id FROM person p WHERE (
        SELECT status FROM status_event WHERE about_type = 'person' AND about_uid = p.uid AND effective_on <= :end
        ORDER BY effective_on DESC, recorded_at DESC, id DESC LIMIT 1
    ) IN {_VOLUNTEERS}
"""
_HELD = """
    SELECT t.id, t.units, e.status, e.effective_on FROM training t JOIN status_event e ON e.id = (
        SELECT id FROM status_event WHERE about_type = 'training' AND about_uid = t.uid AND effective_on <= :end
        ORDER BY effective_on DESC, recorded_at DESC, id DESC LIMIT 1)
    WHERE e.status = 'DURCHGEFUEHRT' AND e.effective_on BETWEEN :start AND :end
"""
_ADVICE = "kind IN ('ERSTGESPRAECH', 'BERATUNG', 'BEGLEITUNG', 'KONFLIKT')"
_NETWORK = f"NOT {_ADVICE} AND (kind IN ('NETZWERK', 'POLITIK', 'WIRTSCHAFT') OR institution IS NOT NULL)"
#: A question for one number, by code.
_ASKED = {
    "K11": f"SELECT count(*) FROM ({_STANDING})",
    "K12": f"SELECT count(*) FROM ({_STEPS}) WHERE counts AND NOT was AND NOT ever AND day BETWEEN :start AND :end",
    "K12R": f"SELECT count(*) FROM ({_STEPS}) WHERE counts AND NOT was AND ever AND day BETWEEN :start AND :end",
    "K13": f"SELECT count(*) FROM ({_STEPS}) WHERE was AND NOT counts AND day BETWEEN :start AND :end",
    "K16": f"SELECT count(*) FROM contact_note WHERE on_date BETWEEN :start AND :end AND {_ADVICE}",
    "K16M": f"SELECT total(minutes) FROM contact_note WHERE on_date BETWEEN :start AND :end AND {_ADVICE}",
    "K16b": f"SELECT count(*) FROM contact_note WHERE on_date BETWEEN :start AND :end AND {_NETWORK}",
    "K16bM": f"SELECT total(minutes) FROM contact_note WHERE on_date BETWEEN :start AND :end AND {_NETWORK}",
    "K17": f"SELECT count(*) FROM ({_HELD})",
    "K17U": f"SELECT total(units) FROM ({_HELD})",
    "K17T": f"SELECT count(*) FROM training_participants p JOIN ({_HELD}) h ON h.id = p.owner_id"
            " WHERE p.status = 'TEILGENOMMEN'",
    "KL": "SELECT count(DISTINCT owner_id) FROM person_qualifications WHERE acquired_on <= :end"
          f" AND qualification LIKE 'ILO%' AND owner_id IN ({_STANDING})",
}  # fmt: skip


@pytest.fixture(scope="module")
def sql(year: Path) -> sqlite3.Connection:
    opened = sqlite3.connect(year)
    # The steps and their forerunners are the same on every day: asked once, kept as a table.
    opened.execute(f"CREATE TEMP TABLE steps AS {_STEPS}")
    return opened


def counted(sql: sqlite3.Connection, code: str, start: date, end: date) -> int:
    asked = _ASKED[code].replace(f"({_STEPS})", "steps")
    return int(sql.execute(asked, {"start": start.isoformat(), "end": end.isoformat()}).fetchone()[0])


def days() -> Iterator[date]:
    yield from (FIRST + timedelta(days=at) for at in range((LAST - FIRST).days + 1))


def told(ledger: Ledger, office: OfficeFile, start: date, end: date) -> dict[str, Figure]:
    return figures.by_code(figures.compute(ledger, Period(start, end), office.names))


# --- compared -----------------------------------------------------------------------------


def test_every_day_is_counted_as_the_tables_tell_it(
    ledger: Ledger, office: OfficeFile, sql: sqlite3.Connection
) -> None:
    seen: dict[str, set[int]] = {code: set() for code in _ASKED}
    for end in days():
        for start in (FIRST, end - timedelta(days=91), end):
            found = told(ledger, office, start, end)
            for code in _ASKED:
                value = found[code].value or 0
                assert value == counted(sql, code, start, end), (code, start, end)
                seen[code].add(value)
                if found[code].breakdown:
                    assert sum(part.value for part in found[code].breakdown) == value, (code, start, end)
    assert all(len(values) > 2 for values in seen.values()), seen  # the year has something to count


def test_what_stands_at_the_end_follows_from_the_beginning(ledger: Ledger, office: OfficeFile) -> None:
    for end in days():
        for start in (FIRST, end - timedelta(days=30), end):
            eve = told(ledger, office, start - timedelta(days=1), start - timedelta(days=1))["K11"].value or 0
            now = {code: one.value or 0 for code, one in told(ledger, office, start, end).items()}
            assert now["K11"] == eve + now["K12"] + now["K12R"] - now["K13"], (start, end)


def test_the_public_never_reads_a_small_number(ledger: Ledger, office: OfficeFile) -> None:
    """1 and 2 volunteers, 1 to 4 of what is about needs, and what is measured of them: unsaid at every Stichtag."""
    least = {figures.Guard.VOLUNTEERS: 3, figures.Guard.NEEDS: 5}
    thresholds = {guard.value: number for guard, number in least.items()}
    hidden = set()
    for end in list(days())[::5]:
        period = Period(end - timedelta(days=27), end)
        both = (figures.compute(ledger, one, office.names) for one in (period.before(), period))
        public = disclosure.in_turn(both, thresholds)[-1]
        for code, one in public.items():
            if one.figure.guard is not figures.Guard.NONE:
                cells = [one.value, *(part.value for part in one.breakdown)]
                small = [cell for cell in cells if isinstance(cell, int) and 0 < cell < least[one.figure.guard]]
                assert not small, (code, end)
            if isinstance(one.value, str):
                hidden.add(code)
        for measure, counted in (("K16M", "K16"), ("K08", "K01"), ("K15", "K15E")):
            if isinstance(public[counted].value, str):
                assert public[measure].value == disclosure.HIDDEN, (measure, end)
    assert {"K02", "K01", "K08", "K16", "K16M", "K12"} <= hidden  # there are quiet weeks


#: What is a sum, a mean or money: its value is not the number of the records behind it.
_MEASURED = {"K07", "K08", "K10", "K15", "K15E", "K16M", "K16bM", "K17U", "K17T", "K18O", "K18E"}


def test_every_figure_leads_to_the_records_behind_it(
    ledger: Ledger, office: OfficeFile, sql: sqlite3.Connection
) -> None:
    """„Any figure opens the list behind it“: as many records as it counts, each in the file, its parts sharing them."""
    for end in (date(2026, 3, 31), date(2026, 7, 15), LAST):
        for figure in figures.compute(ledger, Period(date(2026, 1, 1), end), office.names):
            if figure.code not in _MEASURED and not figure.code.startswith("K27"):
                assert len(figure.behind) == figure.value, (figure.code, end)
            if figure.value:
                assert figure.behind, figure.code
            if figure.breakdown:
                assert sorted(figure.behind) == sorted(one for part in figure.breakdown for one in part.behind)
            for of, uid in set(figure.behind):
                assert sql.execute(f'SELECT count(*) FROM "{of}" WHERE uid = ?', (uid,)).fetchone()[0] == 1
