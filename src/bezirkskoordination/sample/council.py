"""The council of the sample: papers, what was decided about them, the coordinator's appointment, and her reports."""

from datetime import date
from functools import partial
from typing import Any

from bezirkskoordination.actions import freezing
from bezirkskoordination.actions.editing import Step, save
from bezirkskoordination.actions.settings import shipped_offices
from bezirkskoordination.records.council import (
    Candidate,
    Consultation,
    Mandate,
    MandateRole,
    Paper,
    Report,
    Resolution,
    Section,
    Topic,
    VoteKind,
)
from bezirkskoordination.records.network import Order, OrderStatus
from bezirkskoordination.records.people import Person
from bezirkskoordination.reports.council_gather import Request, final, gather
from bezirkskoordination.reports.issuing import drawn
from bezirkskoordination.rules.periods import Period
from bezirkskoordination.sample.making import Sample
from bezirkskoordination.store.settings import setting
from bezirkskoordination.store.unit import Unit

_DONE = {"partly": OrderStatus.PARTLY, "done": OrderStatus.DONE}


def write(sample: Sample) -> None:
    """Papers, resolutions and appointments."""
    told = sample.told("council")
    sample.do("Vorlagen anlegen", partial(_papers, told["paper"]))
    sample.do("Beschlüsse anlegen", partial(_resolutions, told["resolution"]))
    sample.do("Bestellung anlegen", partial(_mandates, told["mandate"]))


def write_reports(sample: Sample) -> None:
    """The reports to the council, one after the other as they were handed in."""
    for given in sorted(sample.told("council")["report"], key=lambda one: one["reference_date"]):
        submitted, discussed = given.pop("submitted", None), given.pop("discussed", None)
        report: Report = sample.do("Bericht anlegen", partial(_report, given))
        if submitted:
            with sample.on(submitted):
                _hand_in(sample, report, discussed)


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
        role = MandateRole.DEPUTY if given.pop("deputy", False) else MandateRole.COORDINATION
        save(unit, None, Mandate(person=person.id or 0, role=role, **rests, **given))


def _report(given: dict[str, Any], unit: Unit) -> Report:
    district = shipped_offices()[0].districts[-1]
    period = Period(given["period_from"], given["reference_date"])
    sections = tuple(Section(key=key, text=text) for key, text in given.pop("sections").items())
    route = Consultation(body=district.council_name, on_date=given.pop("sitting"))
    report = Report(
        **given, subject=f"Bericht der Koordinierungsstelle für Integration, {period}",
        consultations=(route,), sections=sections, signed_by=setting(unit, "coordinator"),
    )  # fmt: skip
    return save(unit, None, report)


def _hand_in(sample: Sample, report: Report, discussed: date | None) -> None:
    """Freeze, release and submit a report on one day; what became of it in the sitting is noted on its own day."""

    def release(unit: Unit, frozen: Report) -> Report:
        issue = drawn(final(unit, frozen))
        read = {one.text for one in freezing.leaks(unit, issue.passages, unit.today)}
        return freezing.release(unit, frozen, issue, read)

    frozen = sample.do("einfrieren", lambda unit: freezing.freeze(unit, report, gather(unit, Request.of(report))))
    released = sample.do("freigeben", lambda unit: release(unit, frozen))
    submitted = sample.do("einreichen", lambda unit: freezing.submit(unit, released, unit.today))
    if discussed:
        with sample.on(discussed):
            sample.do("beraten", lambda unit: freezing.discuss(unit, submitted, unit.today, "KENNTNIS", "Ö 5"))
