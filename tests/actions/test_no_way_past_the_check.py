"""Whatever is done in whatever order: nothing begins to run on a day on which no boundary check opens the way."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conftest import fixed_clock

from bezirkskoordination.actions import boundaries, editing, merging, placing, referring
from bezirkskoordination.actions.desk import Desk
from bezirkskoordination.actions.editing import Step
from bezirkskoordination.i18n import N_
from bezirkskoordination.records.activities import RUNNING, Enquiry, Placement, PlacementStatus
from bezirkskoordination.records.needs import (
    BoundaryCheck,
    BoundaryResult,
    ExistingService,
    NeedStatus,
    Referral,
    ReferralStatus,
    SupportNeed,
)
from bezirkskoordination.records.people import Commitment, Person, VolunteerStatus
from bezirkskoordination.records.refusal import Refused
from bezirkskoordination.rules import boundary
from bezirkskoordination.rules.status import REASONS
from bezirkskoordination.store import office as office_store
from bezirkskoordination.store.office import OfficeFile
from bezirkskoordination.store.unit import Unit

TODAY = date(2026, 11, 12)
_SIGNED = (Commitment(kind="VERSCHWIEGENHEIT", signed_on=TODAY - timedelta(days=900)),)
_RUNS = frozenset({NeedStatus.RUNNING})


class World:
    """One need, one volunteer, and verbs on them; each takes a number that chooses among what there is."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        person = Person(
            last_name="Anders", legal_basis="A6_1_E", interests=("ALLTAG.DIGI",), insurance_route="TRAEGER",
            commitments=_SIGNED,
        )  # fmt: skip
        steps = [Step(VolunteerStatus.AVAILABLE, date(2024, 1, 2))]
        self.person = desk.do("vorher", lambda unit: editing.save(unit, None, person, steps))
        self.service = desk.do(
            "vorher",
            lambda unit: editing.save(unit, None, ExistingService(name="Kurs", categories=("SPRACHE.TANDEM",))),
        )
        self.need = desk.do("vorher", lambda unit: editing.save(unit, None, self.begun()))

    @staticmethod
    def begun() -> SupportNeed:
        return SupportNeed(
            subject="Hilfe", category="ALLTAG.DIGI", target_groups=("ERW",), recorded_on=date(2025, 1, 2)
        )

    def all(self, cls: Any) -> list[Any]:
        return self.desk.office.read.all(cls)

    def kept(self) -> SupportNeed:
        return self.desk.office.read.get(SupportNeed, self.need.id or 0)

    def decide(self, unit: Unit, at: int) -> None:
        """Any decision; by today, or by a day long ago, so that it is over."""
        results = list(BoundaryResult)
        day = TODAY if at % 2 else TODAY - timedelta(days=500)
        drafted = replace(boundaries.drafted(unit, self.kept(), day), result=results[at % len(results)], reason="darum")
        boundaries.decide(unit, self.kept(), drafted, self.service.id)

    def ask(self, unit: Unit, _at: int) -> None:
        placing.ask(unit, self.kept(), [unit.get(Person, self.person.id or 0)], TODAY)

    def agree(self, unit: Unit, at: int) -> None:
        placing.agree(unit, _one(unit.all(Enquiry), at), TODAY)

    def decline(self, unit: Unit, at: int) -> None:
        placing.decline(unit, _one(unit.all(Enquiry), at), TODAY, "ZEIT")

    def by_hand(self, unit: Unit, at: int) -> None:
        editing.save(unit, None, Placement(person=self.person.id or 0, need=_one(unit.all(SupportNeed), at).id))

    def run(self, unit: Unit, at: int) -> None:
        placing.run(unit, _one(unit.all(Placement), at), TODAY, trial=bool(at % 2))

    def once(self, unit: Unit, at: int) -> None:
        placing.finish_once(unit, _one(unit.all(Placement), at), TODAY)

    def step_need(self, unit: Unit, at: int) -> None:
        to = list(NeedStatus)[at % len(NeedStatus)]
        editing.take(unit, _one(unit.all(SupportNeed), at), Step(to, TODAY, "SONST" if to in REASONS else ""))

    def step_placement(self, unit: Unit, at: int) -> None:
        to = list(PlacementStatus)[at % len(PlacementStatus)]
        editing.take(unit, _one(unit.all(Placement), at), Step(to, TODAY, "SONST" if to in REASONS else ""))

    def back(self, unit: Unit, at: int) -> None:
        editing.take_back(unit, _one([*unit.all(SupportNeed), *unit.all(Placement)], at))

    def change(self, unit: Unit, at: int) -> None:
        category = ("ALLTAG.DIGI", "SPRACHE.TANDEM", "RECHT.ASYL", "SCHUTZ.GEWALT")[at % 4]
        editing.save(unit, self.kept(), replace(self.kept(), category=category))

    def new_service(self, unit: Unit, _at: int) -> None:
        editing.save(unit, None, ExistingService(name="Neu", categories=("ALLTAG.DIGI",)))

    def refer(self, unit: Unit, at: int) -> None:
        sent = referring.send(unit, referring.refer(unit, self.kept(), self.service.id or 0), TODAY)
        referring.answer(unit, sent, (ReferralStatus.SILENT, ReferralStatus.DONE)[at % 2], TODAY)

    def merge(self, unit: Unit, at: int) -> None:
        """Into a need that may not be placed itself."""
        other = editing.save(unit, None, self.begun())
        pair = (self.kept(), other) if at % 2 else (other, self.kept())
        merging.merge(unit, *pair, TODAY)

    def remove(self, unit: Unit, at: int) -> None:
        editing.delete(unit, [_one([*unit.all(Referral), *unit.all(Enquiry), *unit.all(BoundaryCheck)], at)])

    def undo(self, _unit: Unit, _at: int) -> None:
        """Stands for itself: see `done`."""

    def done(self, name: str, at: int) -> None:
        """Do it, if it is not refused; what runs afterwards and did not before must have been allowed."""
        before = {one.uid for one in self.running()}
        try:
            if name == "undo":
                self.desk.undo()
            else:
                verb: Callable[[Unit, int], None] = getattr(self, name)
                self.desk.do(name, lambda unit: verb(unit, at))
        except Refused:
            return
        if name in ("undo", "back"):
            return  # it is as it was: that was allowed then
        for one in self.running():
            if one.uid not in before:
                self.was_allowed(one)

    def running(self) -> list[Any]:
        needs = [one for one in self.all(SupportNeed) if one.status in _RUNS]
        return needs + [one for one in self.all(Placement) if one.status in RUNNING]

    def was_allowed(self, one: Any) -> None:
        """By the rows of the file: the last check of the need opens the way, holds today, and fits what is asked."""
        read = self.desk.office.read
        need = one if isinstance(one, SupportNeed) else read.get(SupportNeed, one.need)
        checks = [check for check in self.all(BoundaryCheck) if check.about == (need.type.name, need.uid)]
        last = max(checks, key=lambda check: (check.checked_on, check.id))
        assert last.result in (BoundaryResult.ALLOWED, BoundaryResult.ADDED)
        assert last.checked_on <= TODAY <= last.valid_until
        assert (last.category, {*last.target_groups}) == (need.category, {*need.target_groups})
        exact = {service.id for service in self.all(ExistingService) if need.category in service.categories}
        assert exact <= {row.service for row in last.candidates}
        assert boundary.effect_of(boundaries.rules_of(read, need)) < boundary.Effect.REFER


def _one(found: list[Any], at: int) -> Any:
    if not found:
        raise Refused(N_("Test", "Es gibt nichts."))
    return found[at % len(found)]


VERBS = sorted(
    name for name, verb in vars(World).items()
    if callable(verb) and name not in ("begun", "all", "kept", "done", "running", "was_allowed") and name[0] != "_"
)  # fmt: skip
#: Walks that come somewhere begin like this now and then.
_WELL_BEGUN = [("decide", 5), ("ask", 0), ("agree", 0), ("run", 0)]
walks = st.builds(
    lambda begun, more: _WELL_BEGUN[:begun] + more,
    st.integers(0, len(_WELL_BEGUN)),
    st.lists(st.tuples(st.sampled_from(VERBS), st.integers(0, 21)), max_size=14),
)


@pytest.fixture
def fresh(office: OfficeFile, tmp_path: Path) -> Callable[[], OfficeFile]:
    """Office files that are copies of an empty one: as many as there are walks."""
    office.close()
    numbers = count()

    def made() -> OfficeFile:
        path = tmp_path / f"weg{next(numbers)}.bezirk"
        shutil.copy(office.path, path)
        return office_store.open_(path, "", fixed_clock)

    return made


@given(walks)
@settings(max_examples=40)
def test_no_way_reaches_running_without_a_check_that_holds(
    fresh: Callable[[], OfficeFile], walk: list[tuple[str, int]]
) -> None:
    with fresh() as office:
        world = World(Desk(office))
        for name, at in walk:
            world.done(name, at)
        assert office.check() == []


def test_the_walks_reach_what_they_are_about(fresh: Callable[[], OfficeFile]) -> None:
    with fresh() as office:
        world = World(Desk(office))
        for name, at in _WELL_BEGUN:
            world.done(name, at)
        assert len(world.running()) == 2
