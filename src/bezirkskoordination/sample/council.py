"""The council of the sample: papers, the coordinator's appointment, and her reports."""

from functools import partial
from typing import Any

from bezirkskoordination.actions.editing import Step, save
from bezirkskoordination.actions.settings import shipped_offices
from bezirkskoordination.records.council import Consultation, Mandate, Paper, Report, ReportStatus, Section
from bezirkskoordination.records.people import Person
from bezirkskoordination.rules.periods import Period
from bezirkskoordination.sample.making import Sample
from bezirkskoordination.store.settings import setting
from bezirkskoordination.store.unit import Unit

_ENDS = {"submitted": ReportStatus.SUBMITTED, "discussed": ReportStatus.DISCUSSED}


def write_mandate(sample: Sample) -> None:
    """The coordinator and her appointment."""
    sample.do("Bestellung anlegen", partial(_mandate, sample.told("council")["mandate"]))


def write(sample: Sample) -> None:
    """Papers and reports."""
    told = sample.told("council")
    sample.do("Vorlagen anlegen", partial(_papers, told["paper"]))
    sample.do("Berichte anlegen", partial(_reports, told["report"]))


def _mandate(given: dict[str, Any], unit: Unit) -> None:
    person = save(unit, None, Person(**given.pop("person")))
    save(unit, None, Mandate(person=person.id or 0, **given))


def _papers(told: list[dict[str, Any]], unit: Unit) -> None:
    for given in told:
        route = Consultation(
            body=given.pop("body"), role=given.pop("role"), on_date=given.pop("sitting"),
            agenda_item=given.pop("agenda_item", ""), result=given.pop("result"),
        )  # fmt: skip
        save(unit, None, Paper(**given, consultations=(route,)))


def _reports(told: list[dict[str, Any]], unit: Unit) -> None:
    coordinator = setting(unit, "coordinator")
    district = shipped_offices()[0].districts[-1]
    for given in told:
        period = Period(given["period_from"], given["reference_date"])
        ends = {status: given.pop(word, None) for word, status in _ENDS.items()}
        sections = tuple(Section(key=key, text=text) for key, text in given.pop("sections").items())
        route = Consultation(body=district.council_name, on_date=given.pop("sitting"))
        report = Report(
            **given, subject=f"Bericht der Koordinierungsstelle für Integration, {period}",
            consultations=(route,), sections=sections, signed_by=coordinator,
        )  # fmt: skip
        save(unit, None, report, [Step(status, day) for status, day in ends.items() if day])
