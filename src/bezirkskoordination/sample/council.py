"""The council of the sample: papers, what was decided about them, the coordinator's appointment, and her reports."""

from functools import partial
from typing import Any

from bezirkskoordination.actions.editing import Step, save
from bezirkskoordination.actions.settings import shipped_offices
from bezirkskoordination.records.council import (
    Candidate,
    Consultation,
    Mandate,
    Paper,
    Report,
    ReportStatus,
    Resolution,
    Section,
    Topic,
    VoteKind,
)
from bezirkskoordination.records.network import Order, OrderStatus
from bezirkskoordination.records.people import Person
from bezirkskoordination.rules.periods import Period
from bezirkskoordination.sample.making import Sample
from bezirkskoordination.store.settings import setting
from bezirkskoordination.store.unit import Unit

_DONE = {"partly": OrderStatus.PARTLY, "done": OrderStatus.DONE}
_ENDS = {"submitted": ReportStatus.SUBMITTED, "discussed": ReportStatus.DISCUSSED}


def write(sample: Sample) -> None:
    """Papers, resolutions and appointments."""
    told = sample.told("council")
    sample.do("Vorlagen anlegen", partial(_papers, told["paper"]))
    sample.do("Beschlüsse anlegen", partial(_resolutions, told["resolution"]))
    sample.do("Bestellung anlegen", partial(_mandates, told["mandate"]))


def write_reports(sample: Sample) -> None:
    """The reports to the council."""
    sample.do("Berichte anlegen", partial(_reports, sample.told("council")["report"]))


def _papers(told: list[dict[str, Any]], unit: Unit) -> None:
    kept: dict[str, int | None] = {}
    for given in told:
        route = tuple(Consultation(**row) for row in given.pop("route"))
        topics = tuple(Topic(**row) for row in given.pop("topics", ()))
        answers = kept.get(given.pop("answers", ""))
        paper = Paper(**given, answers=answers, consultations=route, topics=topics)
        kept.setdefault(paper.subject, save(unit, None, paper).id)


def _resolutions(told: list[dict[str, Any]], unit: Unit) -> None:
    papers = {one.subject: one.id for one in unit.all(Paper) if one.answers is None}
    for given in told:
        orders = given.pop("orders", ())
        candidates = tuple(Candidate(**row) for row in given.pop("candidates", ()))
        kind = VoteKind.ELECTION if candidates else VoteKind.MAJORITY
        paper = papers.get(given.pop("about", ""))
        kept = save(unit, None, Resolution(**given, paper=paper, vote_kind=kind, candidates=candidates))
        for order in orders:
            _order(unit, kept, order)


def _order(unit: Unit, of: Resolution, given: dict[str, Any]) -> None:
    steps = [Step(status, given[word]) for word, status in _DONE.items() if word in given]
    save(unit, None, Order(text=given["text"], due_on=given["due_on"], given_on=of.on_date, resolution=of.id), steps)


def _mandates(told: list[dict[str, Any]], unit: Unit) -> None:
    decided = {one.subject: one.id for one in unit.all(Resolution)}
    for given in told:
        person = save(unit, None, Person(**given.pop("person")))
        rests: dict[str, Any] = {name: decided[given.pop(name)] for name in ("resolution", "ended_by") if name in given}
        save(unit, None, Mandate(person=person.id or 0, **rests, **given))


def _reports(told: list[dict[str, Any]], unit: Unit) -> None:
    coordinator = setting(unit, "coordinator")
    district = shipped_offices()[0].districts[-1]
    for given in told:
        period = Period(given["period_from"], given["reference_date"])
        ends = {status: given.pop(word, None) for word, status in _ENDS.items()}
        if handed_in := ends[ReportStatus.SUBMITTED]:
            ends = {ReportStatus.FROZEN: handed_in, ReportStatus.RELEASED: handed_in, **ends}
        sections = tuple(Section(key=key, text=text) for key, text in given.pop("sections").items())
        route = Consultation(body=district.council_name, on_date=given.pop("sitting"))
        report = Report(
            **given, subject=f"Bericht der Koordinierungsstelle für Integration, {period}",
            consultations=(route,), sections=sections, signed_by=coordinator,
        )  # fmt: skip
        save(unit, None, report, [Step(status, day) for status, day in ends.items() if day])
