"""K01 to K10, K14, K15, K21, K22 and K32 against questions in SQL: the sample year, and the same year shaken.

The questions are written from the domain model (5.6.1), without a look at how the figures are computed.
"""

import random
import sqlite3
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from shutil import copyfile
from statistics import median

import pytest
from tests import districts

from bezirkskoordination import paths, sample
from bezirkskoordination.records.needs import BoundaryResult, NeedStatus, ReferralStatus
from bezirkskoordination.records.network import OrderStatus
from bezirkskoordination.rules import figures
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


def _shaken(year: Path, to: Path) -> Path:
    """The sample year with what a year does not bring by itself: duplicates, steps entered late, reasons, profiles."""
    copyfile(year, to)
    dice = random.Random(5)
    with sqlite3.connect(to) as sql:
        ends = ("OFFEN", "VERMITTLUNG", "LAUFEND", "GEDECKT", "TEILGEDECKT", "VERWIESEN", "NICHT_GEDECKT", "DOPPELT")
        for uid, recorded in sql.execute("SELECT uid, recorded_on FROM support_need ORDER BY id").fetchall():
            for _ in range(dice.choice((0, 1, 1, 2))):
                on = date.fromisoformat(recorded) + timedelta(days=dice.randint(-20, 120))
                _event(
                    sql, "support_need", uid, dice.choice(ends), min(on, LAST), dice.choice(("", "KEIN_EA", "STADT"))
                )
        for (uid,) in sql.execute("SELECT uid FROM placement WHERE id % 2").fetchall():
            _event(sql, "placement", uid, "PROBE", FIRST + timedelta(days=dice.randint(0, 300)))
        for (uid,) in sql.execute("SELECT uid FROM activity_profile").fetchall():
            for status in ("AKTIV", "RUHT", "BESETZT"):
                _event(sql, "activity_profile", uid, status, FIRST + timedelta(days=dice.randint(0, 300)))
        for (uid,) in sql.execute("SELECT uid FROM existing_service WHERE id % 2").fetchall():
            _event(sql, "existing_service", uid, "INAKTIV", FIRST + timedelta(days=dice.randint(0, 200)))
            _event(sql, "existing_service", uid, "AKTIV", FIRST + timedelta(days=dice.randint(200, 350)))
        for (uid,) in sql.execute("SELECT uid FROM referral WHERE id % 3 = 0").fetchall():
            _event(sql, "referral", uid, "OHNE_ANTWORT", FIRST + timedelta(days=dice.randint(200, 350)))
        profiles = [one for (one,) in sql.execute("SELECT id FROM activity_profile").fetchall()]
        sql.executemany(
            "UPDATE placement SET profile = ? WHERE id % 3 = ?", [(dice.choice(profiles), rest) for rest in (0, 1)]
        )
        sql.execute("UPDATE time_entry SET confirmed_on = date(on_date, '+40 days') WHERE id % 4 = 0")
        sql.execute("UPDATE boundary_check SET valid_until = date(checked_on, '+60 days') WHERE id % 5 = 0")
        sql.execute("UPDATE boundary_check SET result = 'STADT' WHERE id % 7 = 0")
        sql.execute("UPDATE boundary_check SET result = 'ERGAENZEND' WHERE id % 7 = 1")
        sql.execute("DELETE FROM boundary_check_candidates WHERE owner_id % 4 = 0")
        sql.execute("UPDATE support_need SET category = 'SPRACHE.KURS' WHERE id % 11 = 0")
        sql.execute('UPDATE "order" SET meeting = NULL, resolution = (SELECT min(id) FROM resolution) WHERE id % 2')
    return to


_recorded = iter(range(10**9))


def _event(sql: sqlite3.Connection, of: str, uid: str, status: str, on: date, reason: str = "") -> None:
    columns = [name for _, name, *_ in sql.execute("PRAGMA table_info(status_event)") if name != "id"]
    values = dict.fromkeys(columns, "") | {
        "uid": f"{uid}-{next(_recorded)}", "about_type": of, "about_uid": uid, "status": status, "reason": reason,
        "effective_on": on.isoformat(), "recorded_at": f"2027-01-01T00:00:{next(_recorded):09d}",
    }  # fmt: skip
    sql.execute(
        f"INSERT INTO status_event ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})",
        [values[one] for one in columns],
    )


@pytest.fixture(scope="module", params=["as it is", "shaken"])
def path(request: pytest.FixtureRequest, year: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _shaken(year, tmp_path_factory.mktemp("shaken") / "j.bezirk") if request.param == "shaken" else year


@pytest.fixture(scope="module")
def office(path: Path) -> Iterator[OfficeFile]:
    with office_store.open_(path, "") as opened:
        yield opened


@pytest.fixture(scope="module")
def ledger(office: OfficeFile) -> Ledger:
    return Ledger.of(office.read)


# --- asked of the tables ------------------------------------------------------------------

#: Every change of a need's status: recorded is the first one; nothing counts before the day of recording.
_STEPS = """
    CREATE TEMP TABLE step AS
    WITH raw AS (
        SELECT id AS need, recorded_on AS day, 'ERFASST' AS status, '' AS reason, '' AS one, '' AS two, 0 AS three
        FROM support_need
        UNION ALL
        SELECT n.id, max(n.recorded_on, e.effective_on), e.status, e.reason, e.effective_on, e.recorded_at, e.id
        FROM status_event e JOIN support_need n ON e.about_type = 'support_need' AND e.about_uid = n.uid
    ), told AS (
        SELECT *, lag(status) OVER way AS was, row_number() OVER way AS pos FROM raw
        WINDOW way AS (PARTITION BY need ORDER BY day, one, two, three)
    )
    SELECT need, day, status, reason, was, pos FROM told WHERE was IS NULL OR was <> status
"""
_OPEN = "('ERFASST', 'PRUEFUNG', 'OFFEN', 'VERMITTLUNG')"
_IN = "BETWEEN :start AND :end"
#: What each need is at the end of the day, and since when.
_NOW = """
    (SELECT need, status, day FROM step one WHERE pos = (
        SELECT max(pos) FROM step WHERE need = one.need AND day <= {day}))
"""


def _now(day: str = ":end") -> str:
    return _NOW.format(day=day)


def _status(of: str, default: str) -> str:
    return f"""
        (SELECT r.*, coalesce((
            SELECT e.status FROM status_event e
            WHERE e.about_type = '{of}' AND e.about_uid = r.uid AND e.effective_on <= :end
            ORDER BY e.effective_on DESC, e.recorded_at DESC, e.id DESC LIMIT 1), '{default}') AS now
        FROM "{of}" r)
    """


_PROFILES = f"{_status('activity_profile', 'ENTWURF')} WHERE now IN ('AKTIV', 'BESETZT')"
_HAS = "id IN (SELECT owner_id FROM activity_profile_intents WHERE code"
_SEEKING = f"{_PROFILES} AND {_HAS} = 'EA_GESUCHT')"
_PLACEMENTS = f"{_status('placement', 'VORSCHLAG')} WHERE now IN ('PROBE', 'AKTIV')"
_BEGUN = """
    SELECT about_uid, min(effective_on) AS day FROM status_event
    WHERE about_type = 'placement' AND status IN ('PROBE', 'AKTIV') GROUP BY about_uid
"""
_SENT = """
    (SELECT about_uid AS uid, min(effective_on) AS sent FROM status_event
    WHERE about_type = 'referral' AND status = 'GESENDET' GROUP BY about_uid)
"""
_HOURS = f"time_entry WHERE on_date {_IN} AND confirmed_on IS NOT NULL AND confirmed_on <= :frozen"
_COUNCIL = f"""
    FROM {_status("order", "OFFEN")} o WHERE given_on <= :end AND (resolution IS NOT NULL OR meeting IN (
        SELECT m.id FROM meeting m JOIN body b ON b.id = m.body WHERE b.kind = 'STBEZRAT'))
"""
#: A question for one number, by code.
_ASKED = {
    "K01": f"SELECT count(*) FROM support_need WHERE recorded_on {_IN}",
    "K02": f"SELECT count(*) FROM {_now()} WHERE status IN {_OPEN}",
    "K02A": f"SELECT count(*) FROM {_now(':eve')} WHERE status IN {_OPEN}",
    "K02W": f"SELECT count(*) FROM step WHERE day {_IN} AND was NOT IN {_OPEN} AND status IN {_OPEN}",
    "K02E": f"SELECT count(*) FROM step WHERE day {_IN} AND was IN {_OPEN} AND status NOT IN {_OPEN}"
            " AND status <> 'DOPPELT'",
    "K02D": f"SELECT count(*) FROM step WHERE day {_IN} AND was IN {_OPEN} AND status = 'DOPPELT'",
    "K03": f"SELECT count(*) FROM {_now()} WHERE status = 'LAUFEND'",
    "K04": f"SELECT count(*) FROM {_now()} WHERE status = 'GEDECKT' AND day >= :start",
    "K04T": f"SELECT count(*) FROM {_now()} WHERE status = 'TEILGEDECKT' AND day >= :start",
    "K05": f"SELECT count(DISTINCT need) FROM step WHERE status = 'VERWIESEN' AND day {_IN}",
    "K06": f"SELECT count(DISTINCT need) FROM step WHERE status = 'NICHT_GEDECKT' AND day {_IN}",
    "K08": f"SELECT total(people_count) FROM support_need WHERE recorded_on {_IN}",
    "K09": f"SELECT count(*) FROM {_PROFILES}",
    "K09S": f"SELECT count(*) FROM {_SEEKING}",
    "K09A": f"SELECT count(*) FROM {_PROFILES} AND {_HAS} <> 'EA_GESUCHT')",
    "K10": f"SELECT total(seats_wanted) FROM {_SEEKING}",
    "K10B": f"SELECT count(*) FROM {_PLACEMENTS} AND profile IN (SELECT id FROM {_SEEKING})",
    "K14": f"SELECT count(*) FROM ({_BEGUN}) WHERE day {_IN}",
    "K14A": f"SELECT count(*) FROM {_PLACEMENTS}",
    "K15": f"SELECT total(minutes) FROM {_HOURS}",
    "K15E": f"SELECT count(DISTINCT person) FROM placement WHERE id IN (SELECT placement FROM {_HOURS})",
    "K21": f"SELECT count(*) FROM boundary_check WHERE checked_on {_IN}",
    "K22": f"SELECT count(*) FROM referral r JOIN {_SENT} s ON s.uid = r.uid WHERE sent {_IN}",
    "K32": f"SELECT count(*) {_COUNCIL}",
}  # fmt: skip
#: A question for the lines of a breakdown: code, and how many.
_BY = {
    "K02": f"SELECT status, count(*) FROM {_now()} WHERE status IN {_OPEN} GROUP BY 1",
    "K06": f"""
        SELECT reason, count(*) FROM step one WHERE status = 'NICHT_GEDECKT' AND pos = (
            SELECT max(pos) FROM step WHERE need = one.need AND status = 'NICHT_GEDECKT' AND day {_IN}) GROUP BY 1""",
    "K21": f"SELECT result, count(*) FROM boundary_check WHERE checked_on {_IN} GROUP BY 1",
    "K22": f"""
        SELECT now, count(*) FROM {_status("referral", "VORBEREITET")} r JOIN {_SENT} s ON s.uid = r.uid
        WHERE sent {_IN} GROUP BY 1""",
    "K32": f"SELECT now, count(*) {_COUNCIL} GROUP BY 1",
}
_ANSWERED = f"""
    SELECT julianday(min(s.day)) - julianday(n.recorded_on) FROM step s JOIN support_need n ON n.id = s.need
    WHERE s.status IN ('LAUFEND', 'VERWIESEN', 'GEDECKT') GROUP BY n.id HAVING min(s.day) {_IN}
"""


@pytest.fixture(scope="module")
def sql(path: Path) -> sqlite3.Connection:
    opened = sqlite3.connect(path)
    opened.execute(_STEPS)
    opened.execute("CREATE INDEX temp.step_of ON step (need, pos)")
    return opened


Days = dict[str, str]


def days_of(start: date, end: date, frozen: date = LAST) -> Days:
    eve = start - timedelta(days=1)
    return {"start": f"{start}", "end": f"{end}", "eve": f"{eve}", "frozen": f"{frozen}"}


def median_tenths(sql: sqlite3.Connection, days: Days) -> int | None:
    taken = [one for (one,) in sql.execute(_ANSWERED, days)]
    return round(10 * median(taken)) if len(taken) >= 5 else None


def services_of_referred(sql: sqlite3.Connection, days: Days) -> Counter[str]:
    """K05 by service: where it was passed on to last, else where it was to be passed on to first."""
    found: Counter[str] = Counter()
    for need, into in sql.execute(
        "SELECT DISTINCT n.id, n.merged_into FROM step s JOIN support_need n ON n.id = s.need"
        f" WHERE s.status = 'VERWIESEN' AND s.day {_IN}", days,
    ).fetchall():  # fmt: skip
        rows = sql.execute(
            f"SELECT v.name, s.sent, r.id FROM referral r JOIN existing_service v ON v.id = r.service"
            f" LEFT JOIN {_SENT} s ON s.uid = r.uid WHERE r.need = ?", (into or need,),
        ).fetchall()  # fmt: skip
        sent = sorted((day, at, name) for name, day, at in rows if day and day <= days["end"])
        first = sorted((at, name) for name, _, at in rows)
        found[sent[-1][2] if sent else first[0][1] if first else "Notfallweg oder ohne eingetragenen Dienst"] += 1
    return found


def fields_of_new(sql: sqlite3.Connection, days: Days) -> Counter[str]:
    return Counter(
        dict(
            sql.execute(
                "SELECT coalesce(f.label, 'ohne Handlungsfeld'), count(*) FROM support_need n"
                " LEFT JOIN list_item c ON c.\"values\" = 'need_category' AND c.code = n.category"
                " LEFT JOIN list_item f ON f.\"values\" = 'field_of_action'"
                " AND f.code = CASE n.field_of_action WHEN '' THEN c.belongs_to ELSE n.field_of_action END"
                f" WHERE n.recorded_on {_IN} GROUP BY 1", days,
            ).fetchall()
        )
    )  # fmt: skip


def without_valid_check(sql: sqlite3.Connection, days: Days) -> int:
    """K21O, by hand: the last check of each case in hand, and whether it still fits."""

    def owned(table: str, owner: int, column: str = "code") -> set[str]:
        return {one for (one,) in sql.execute(f"SELECT {column} FROM {table} WHERE owner_id = ?", (owner,))}

    services = []
    for at, now in sql.execute(f"SELECT id, now FROM {_status('existing_service', 'AKTIV')}", days).fetchall():
        if now in ("AKTIV", "VORUEBERGEHEND_ZU"):
            places = owned("existing_service_areas", at, "target")
            groups = owned("existing_service_target_groups", at)
            services.append((at, owned("existing_service_categories", at), groups, places))

    cases = [("support_need", *row) for row in sql.execute(
        f"SELECT n.id, n.uid, n.category, n.sub_area FROM {_now()} s JOIN support_need n ON n.id = s.need"
        " WHERE s.status IN ('OFFEN', 'VERMITTLUNG', 'LAUFEND')", days)]  # fmt: skip
    cases += [("activity_profile", *row) for row in sql.execute(
        f"SELECT id, uid, category, sub_area FROM {_PROFILES}", days)]  # fmt: skip
    bad = 0
    for of, at, uid, category, sub_area in cases:
        groups = owned(f"{of}_target_groups", at)
        check = sql.execute(
            "SELECT id, result, valid_until, category, sub_area FROM boundary_check"
            " WHERE about_type = ? AND about_uid = ? AND checked_on <= ? ORDER BY checked_on DESC, id DESC LIMIT 1",
            (of, uid, days["end"]),
        ).fetchone()
        good = (
            check is not None
            and check[1] in ("ZULAESSIG", "ERGAENZEND")
            and check[2] >= days["end"]
            and check[3:] == (category, sub_area)
            and owned("boundary_check_target_groups", check[0]) == groups
        )
        for service, categories, theirs, places in services if good else ():
            serves = not theirs or not groups or "ALLE" in theirs | groups or theirs & groups
            there = not places or sub_area is None or sub_area in places
            if category in categories and serves and there:
                good = good and service in owned("boundary_check_candidates", check[0], "service")
        bad += not good
    return bad


# --- compared -----------------------------------------------------------------------------


def stichtage() -> Iterator[date]:
    """Every end of a month, its neighbours, and some days in between."""
    day = FIRST
    while day <= LAST:
        if (day + timedelta(days=1)).day == 1:
            yield from (day - timedelta(days=1), day, day + timedelta(days=1))
        day += timedelta(days=1)
    dice = random.Random(7)
    yield from (FIRST + timedelta(days=dice.randint(0, (LAST - FIRST).days)) for _ in range(20))
    yield LAST


def periods() -> Iterator[tuple[date, date]]:
    for end in stichtage():
        for start in (FIRST, end.replace(day=1), end - timedelta(days=91), end):
            yield start, end


def told(ledger: Ledger, office: OfficeFile, start: date, end: date, frozen: date = LAST) -> dict[str, Figure]:
    return figures.by_code(figures.compute(ledger, Period(start, end), office.names, frozen))


def test_every_number_is_what_the_tables_tell(ledger: Ledger, office: OfficeFile, sql: sqlite3.Connection) -> None:
    seen: dict[str, set[int]] = {code: set() for code in _ASKED}
    for start, end in periods():
        days = days_of(start, end)
        found = told(ledger, office, start, end)
        for code, asked in _ASKED.items():
            value = found[code].value
            assert value == sql.execute(asked, days).fetchone()[0], (code, start, end)
            seen[code].add(value or 0)
        assert found["K07"].value == median_tenths(sql, days), (start, end)
    rare = {"K02D", "K04T", "K10B", "K32"}  # the sample year may have none; shaken it has
    assert all(len(values) > 1 for code, values in seen.items() if code not in rare), seen


def test_the_shaken_year_has_everything(year: Path, tmp_path: Path) -> None:
    with office_store.open_(_shaken(year, tmp_path / "j.bezirk"), "") as office:
        found = told(Ledger.of(office.read), office, LAST - timedelta(days=200), LAST)
    assert not [code for code in (*_ASKED, "K21O") if not found[code].value]
    assert found["K07"].value is not None


def test_every_line_of_a_breakdown_is_what_the_tables_tell(
    ledger: Ledger, office: OfficeFile, sql: sqlite3.Connection
) -> None:
    said = {
        "K02": lambda code: str(NeedStatus.of(code).label),
        "K06": lambda code: office.names.label("need_close_reason", code) if code else "ohne Angabe",
        "K21": lambda code: str(BoundaryResult.of(code).label),
        "K22": lambda code: str(ReferralStatus.of(code).label),
        "K32": lambda code: str(OrderStatus.of(code).label),
    }
    for start, end in periods():
        days = days_of(start, end)
        found = {
            code: {part.label: part.value for part in one.breakdown}
            for code, one in told(ledger, office, start, end).items()
        }
        for code, asked in _BY.items():
            assert found[code] == {said[code](one): n for one, n in sql.execute(asked, days)}, (code, start, end)
        assert found["K01"] == fields_of_new(sql, days), (start, end)
        assert found["K05"] == services_of_referred(sql, days), (start, end)


def test_what_has_no_valid_check_is_found_by_hand(ledger: Ledger, office: OfficeFile, sql: sqlite3.Connection) -> None:
    seen = set()
    for end in sorted(set(stichtage())):
        value = told(ledger, office, FIRST, end)["K21O"].value
        assert value == without_valid_check(sql, days_of(FIRST, end)), end
        seen.add(value)
    assert len(seen) > 1


def test_open_at_the_end_follows_from_the_start(ledger: Ledger, office: OfficeFile) -> None:
    """Open then + new + open again − no longer open − counted twice = open now; the start is the last report's end."""
    for start, end in periods():
        now = {code: one.value or 0 for code, one in told(ledger, office, start, end).items()}
        assert now["K02A"] + now["K01"] + now["K02W"] - now["K02E"] - now["K02D"] == now["K02"], (start, end)
        eve = start - timedelta(days=1)
        assert now["K02A"] == told(ledger, office, start - timedelta(days=60), eve)["K02"].value


def test_hours_that_were_confirmed_after_freezing_are_not_in_it(
    ledger: Ledger, office: OfficeFile, sql: sqlite3.Connection
) -> None:
    seen = set()
    for frozen in sorted(set(stichtage())):
        value = told(ledger, office, FIRST, LAST, frozen)["K15"].value
        assert value == sql.execute(_ASKED["K15"], days_of(FIRST, LAST, frozen)).fetchone()[0], frozen
        seen.add(value)
    assert len(seen) > 1


def test_the_handbook_says_what_each_figure_counts(ledger: Ledger, office: OfficeFile) -> None:
    pages = sorted(paths.resource("handbook").glob("05-kennzahlen*.md"))
    rows = (row for page in pages for row in page.read_text(encoding="utf-8").splitlines() if row.startswith("|"))
    explained = {row.split("|")[1].strip() for row in rows}
    counted = {code: str(one.label) for code, one in told(ledger, office, FIRST, LAST).items()}
    #: Those that are told beside another one, in its line.
    beside = ("K16M", "K16bM", "K17U", "K17T", "K18O", "K18E", "K19U", "K09S", "K09A", "K10B", "K27")
    missing = {code: label for code, label in counted.items() if label not in explained and not code.startswith(beside)}
    assert not missing
