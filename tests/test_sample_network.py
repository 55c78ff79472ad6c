"""K20 of the sample year against the file itself, counted in SQL on many days; report and picture tell the same."""

import sqlite3
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from tests import districts

from bezirkskoordination.records.institutions import Institution
from bezirkskoordination.reports import council_gather, council_report
from bezirkskoordination.reports.document import Table
from bezirkskoordination.reports.network_picture import Network
from bezirkskoordination.rules.figures import Figure, Ledger, by_code, compute
from bezirkskoordination.rules.periods import Period
from bezirkskoordination.store import office as office_store
from bezirkskoordination.store.office import OfficeFile

_COUNT = """
    SELECT item.label, count(*) FROM institution
    JOIN list_item AS item ON item."values" = 'org_type' AND item.code = institution.kind
    WHERE network_from <= :day AND coalesce(network_until, '9999') >= :day GROUP BY item.label
"""


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("k20") / "jahr.bezirk"
    districts.put(made, "year")
    return made


@pytest.fixture(scope="module")
def year(path: Path) -> Iterator[OfficeFile]:
    with office_store.open_(path, "") as office:
        yield office


def days(year: OfficeFile) -> list[date]:
    """The first and last day of every institution and the days beside them, and the end of every quarter."""
    edges = {day for one in year.read.all(Institution) for day in (one.network_from, one.network_until) if day}
    near = {edge + timedelta(days=by) for edge in edges for by in (-1, 0, 1)}
    quarters = {date(y, m, 1) - timedelta(days=1) for y in range(2016, 2027) for m in (1, 4, 7, 10)}
    return sorted(near | quarters)


def k20(year: OfficeFile, ledger: Ledger, day: date) -> Figure:
    return by_code(compute(ledger, Period(day, day), year.names))["K20"]


def test_the_network_counts_what_stands_in_the_file_on_every_day(path: Path, year: OfficeFile) -> None:
    sql, ledger, asked = sqlite3.connect(path), Ledger.of(year.read), days(year)
    assert len(asked) > 100
    for day in asked:
        counted = Counter(dict(sql.execute(_COUNT, {"day": day.isoformat()}).fetchall()))
        figure = k20(year, ledger, day)
        assert figure.value == counted.total(), day
        assert {part.label: part.value for part in figure.breakdown} == counted, day
        assert len(Network.read(year.read, day).institutions) == figure.value


def test_the_report_tells_the_same(year: OfficeFile) -> None:
    period = Period(date(2026, 5, 1), date(2026, 10, 31))
    ledger = Ledger.of(year.read)
    request = council_gather.Request(period, date(2026, 11, 12), False)
    tables = [one for one in council_report.collect(year.read, request).blocks if isinstance(one, Table)]
    rows = {str(row[0]): tuple(map(str, row[1:])) for table in tables for row in table.rows}
    now, before = k20(year, ledger, period.end), k20(year, ledger, period.eve)

    told = rows[str(now.label)]
    assert str(now.value) in told[0]
    assert str(before.value) in told[1]
    for part in now.breakdown:
        assert str(part.value) in rows[part.label]
