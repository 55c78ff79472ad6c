"""`bezirk print` for the council's papers: PDF or Word by the name, and one clear line where it cannot be."""

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bezirkskoordination.cli import main
from bezirkskoordination.records.council import Paper, Report
from bezirkskoordination.store import office as office_store
from bezirkskoordination.store.lists import fill_lists


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "amt.bezirk"
    with office_store.create(path, "") as office, office.unit() as unit:
        fill_lists(unit)
        motion = unit.add(Paper(kind="ANTRAG", subject="Busse", own=True, proposal="Jeden Abend ein Bus."))
        unit.add(Paper(kind="STELLUNGNAHME", subject="Busse", own=True, answers=motion.id))
        unit.add(Paper(kind="BESCHLUSSVORLAGE", subject="Busse", own=True, present="- Busse"))
        unit.add(Paper(kind="MITTEILUNG", subject="Busse"))
        unit.add(
            Report(
                subject="Bericht", period_from=date(2026, 1, 1), reference_date=date(2026, 6, 30),
                dated_on=date(2026, 7, 1),
            )
        )  # fmt: skip
    return path


def bezirk(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


@pytest.mark.parametrize(
    ("code", "number"),
    [("motion", "1"), ("statement", "2"), ("draft_resolution", "3"), ("presentation", "3"), ("talking_sheet", "")],
)
def test_each_paper_of_the_council_is_written_as_pdf_and_as_word(file: Path, code: str, number: str) -> None:
    for ending, begins in ((".pdf", b"%PDF"), (".docx", b"PK")):
        out = file.with_name(f"{code}{ending}")
        assert bezirk("print", file, code, *([number] if number else []), "-o", out).exit_code == 0
        assert out.read_bytes().startswith(begins)
    assert code in bezirk("print", "--list").output


def test_what_is_no_such_paper_is_refused_in_one_line(file: Path, tmp_path: Path) -> None:
    out = tmp_path / "x.pdf"
    for code in ("motion", "statement", "presentation"):
        said = bezirk("print", file, code, "4", "-o", out)
        assert said.exit_code == 1
        assert len(said.stderr.strip().splitlines()) == 1
    assert not out.exists()
    assert bezirk("print", file, "motion", "1", "-o", tmp_path / "x.txt").exit_code == 2
    assert bezirk("print", file, "name_cards", "1", "-o", tmp_path / "x.docx").exit_code == 2
