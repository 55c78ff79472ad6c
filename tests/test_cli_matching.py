"""`bezirk match`: one need answered with the reasons of the window, or all that wait together; a contract in JSON."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from bezirkskoordination.actions import boundaries, editing, matching
from bezirkskoordination.actions.desk import Desk
from bezirkskoordination.actions.editing import Step
from bezirkskoordination.cli import main
from bezirkskoordination.records.needs import BoundaryResult, ExistingService, SupportNeed
from bezirkskoordination.records.people import Person, VolunteerStatus
from bezirkskoordination.store import office as office_store
from bezirkskoordination.store.lists import fill_lists

Run = Callable[..., Result]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Three needs, two of them decided; two who may help and one who may not."""
    path = tmp_path / "amt.bezirk"
    with office_store.create(path, "") as office:
        desk = Desk(office)
        with office.unit() as unit:
            fill_lists(unit)
        today = office.clock().date()

        def keep(record: Any, *steps: Step) -> Any:
            return desk.do("vorher", lambda unit: editing.save(unit, None, record, steps))

        keep(ExistingService(name="Sprechstunde", categories=("ALLTAG.RAD",)))
        for name, more in (
            ("Anders", {}),
            ("Berg", {"interests": ()}),
            ("Claus", {"target_groups_excluded": ("ERW",)}),
        ):
            person = Person(last_name=name, legal_basis="A6_1_E", **({"interests": ("ALLTAG.DIGI",)} | more))
            keep(person, Step(VolunteerStatus.AVAILABLE, date(2026, 3, 2)))
        for number in range(3):
            need = keep(SupportNeed(subject="Handy", category="ALLTAG.DIGI", target_groups=("ERW",), recorded_on=today))
            if number < 2:
                check = replace(boundaries.drafted(office.read, need, today), result=BoundaryResult.ALLOWED)
                desk.do("geprüft", lambda unit, need=need, check=check: boundaries.decide(unit, need, check))
    return path


@pytest.fixture
def run(file: Path) -> Run:
    return lambda *arguments: CliRunner().invoke(main, ["match", str(file), *arguments])


def test_one_need_is_answered_as_the_window_answers(run: Run, file: Path) -> None:
    with office_store.open_(file, "") as office:
        read, today = office.read, office.clock().date()
        need = read.all(SupportNeed)[0]
        pool, wanted = matching.pool(read, today), matching.wanted_in(read, need)
        best = pool.best(wanted)
    told = json.loads(run(need.number, "--json").stdout)
    assert list(told) == ["need", "boundary", "services", "candidates", "refused"]
    assert told["need"] == need.number
    assert told["boundary"] == ""
    assert [(one["name"], one["fit"]) for one in told["services"]] == [("Sprechstunde", "AEHNLICH")]
    assert [(one["id"], one["score"]) for one in told["candidates"]] == [(one.helper.id, one.score) for one in best]
    assert [one["points"] for one in told["candidates"]] == [
        {part.rule: part.points for part in one.points} for one in best
    ]
    assert [(one["name"], one["because"]) for one in told["refused"]] == [
        ("Claus", "möchte nicht mit dieser Zielgruppe arbeiten")
    ]
    said = run(need.number).stdout
    assert "Anders" in said
    assert "ähnlich" in said  # the word for it, not its code
    assert "AEHNLICH" not in said
    for one in told["candidates"]:
        assert "; ".join(one["reasons"]) in said  # every reason, never cut
    assert "Claus: möchte nicht mit dieser Zielgruppe arbeiten" in said


def test_a_need_that_was_not_decided_says_so(run: Run) -> None:
    told = json.loads(run("3", "--json").stdout)
    assert told["boundary"] == "noch nicht geprüft"


def test_all_that_wait_are_distributed_together(run: Run) -> None:
    told = json.loads(run("--all", "--json").stdout)
    assert list(told) == ["waiting", "in_order", "proposals"]
    assert (told["waiting"], told["in_order"]) == (2, 2)
    assert len({one["need"] for one in told["proposals"]}) == 2
    assert {one["name"] for one in told["proposals"]} == {"Anders", "Berg"}
    assert list(told["proposals"][0]) == ["need", "id", "name", "score", "points", "reasons", "warnings"]
    assert "Vorschlag für 2 von 2 offenen Bedarfen; der Reihe nach wären es 2." in run("--all").stdout


@pytest.mark.parametrize("arguments", [(), ("1", "--all")])
def test_either_a_need_or_all(run: Run, arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert done.exit_code == 2
    assert "Bitte entweder einen Bedarf nennen oder --all." in done.stderr


def test_a_need_that_is_not_there_is_refused(run: Run) -> None:
    done = run("B-1999-0001")
    assert done.exit_code == 1
    assert "gibt es nicht" in done.stderr
