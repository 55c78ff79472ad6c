"""The archive: every paper that was handed out, with its checksum; what was changed since is found."""

from datetime import date
from pathlib import Path

import pytest
from tests import districts

from bezirkskoordination.actions import archiving
from bezirkskoordination.records.council import Report, ReportStatus
from bezirkskoordination.records.refusal import Refused
from bezirkskoordination.store import office as office_store
from bezirkskoordination.store.office import OfficeFile


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("archive") / "beispiel.bezirk"
    districts.put(path)
    return path.read_bytes()


@pytest.fixture
def district(made: bytes, tmp_path: Path):
    path = tmp_path / "beispiel.bezirk"
    path.write_bytes(made)
    with office_store.open_(path, "") as opened:
        yield opened


def test_both_twins_of_a_released_report_are_there_and_no_draft(district: OfficeFile) -> None:
    papers = [one for one in archiving.issued(district.read) if isinstance(one.about, Report)]
    assert [(one.number, str(one.audience), one.on) for one in papers] == [
        ("BER-2026-0001", "nur intern (N)", date(2026, 5, 18)),
        ("BER-2026-0001", "Öffentlichkeit (Ö)", date(2026, 5, 18)),
    ]
    assert any(one.status is ReportStatus.DRAFT for one in district.read.all(Report))


def test_every_paper_is_what_was_handed_out(district: OfficeFile) -> None:
    papers = archiving.issued(district.read)
    assert papers == sorted(papers, key=lambda one: one.on, reverse=True)
    for one in papers:
        assert archiving.is_intact(district.read, one)
        data = archiving.handed_out(district.read, one)
        assert archiving.same_as(papers, data) is not None
        assert archiving.same_as(papers, data + b" ") is None


@pytest.mark.parametrize("wrong", ["UPDATE blob SET data = x'2550'", "DELETE FROM blob"])
def test_what_was_changed_or_lost_is_found_and_not_handed_out(district: OfficeFile, wrong: str) -> None:
    with district.unit() as unit:
        unit.connection.exec_driver_sql(wrong)
    for one in archiving.issued(district.read):
        assert not archiving.is_intact(district.read, one)
        with pytest.raises(Refused, match="nicht mehr, was ausgegeben wurde"):
            archiving.handed_out(district.read, one)
