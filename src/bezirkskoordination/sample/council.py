"""The council of the sample: papers, the coordinator's appointment, and her reports."""

from bezirkskoordination.actions.editing import Step, save
from bezirkskoordination.actions.settings import shipped_offices
from bezirkskoordination.records.council import Consultation, Mandate, Paper, Report, ReportStatus, Section
from bezirkskoordination.records.people import Person
from bezirkskoordination.rules.periods import Period
from bezirkskoordination.sample.making import Sample, told
from bezirkskoordination.store.settings import setting
from bezirkskoordination.store.unit import Unit


def write_mandate(sample: Sample) -> None:
    """The coordinator and her appointment."""
    sample.do("Bestellung anlegen", _mandate)


def write(sample: Sample) -> None:
    """Papers and reports."""
    sample.do("Vorlagen anlegen", _papers)
    sample.do("Berichte anlegen", _reports)


def _mandate(unit: Unit) -> None:
    given = told("council")["mandate"]
    person = save(unit, None, Person(**given.pop("person")))
    save(unit, None, Mandate(person=person.id or 0, **given))


def _papers(unit: Unit) -> None:
    for given in told("council")["paper"]:
        route = Consultation(
            body=given.pop("body"), role=given.pop("role"), on_date=given.pop("sitting"),
            agenda_item=given.pop("agenda_item", ""), result=given.pop("result"),
        )  # fmt: skip
        save(unit, None, Paper(**given, consultations=(route,)))


def _reports(unit: Unit) -> None:
    coordinator = setting(unit, "coordinator")
    district = shipped_offices()[0].districts[-1]
    for given in told("council")["report"]:
        period = Period(given["period_from"], given["reference_date"])
        submitted = given.pop("submitted", None)
        sections = tuple(Section(key=key, text=text) for key, text in given.pop("sections").items())
        route = Consultation(body=district.council_name, on_date=given.pop("sitting"))
        report = Report(
            **given, subject=f"Bericht der Koordinierungsstelle für Integration, {period}",
            consultations=(route,), sections=sections, signed_by=coordinator,
        )  # fmt: skip
        save(unit, None, report, (Step(ReportStatus.SUBMITTED, submitted),) if submitted else ())
