"""Who asks for help in the sample district, who helps already, who is asked and says yes; a year where it is full."""

from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Any

from bezirkskoordination.actions import boundaries, editing, hours, placing, referring, slipping
from bezirkskoordination.actions.editing import Step
from bezirkskoordination.records.activities import ActivityProfile, Certificate, Placement, PlacementStatus
from bezirkskoordination.records.consents import Consent, ConsentPurpose
from bezirkskoordination.records.kinds import grid_bit
from bezirkskoordination.records.needs import (
    BoundaryResult,
    ExistingService,
    Fit,
    NeedKind,
    NeedStatus,
    Referral,
    ReferralStatus,
    SupportNeed,
    Urgency,
)
from bezirkskoordination.records.people import Commitment, Person, VolunteerStatus
from bezirkskoordination.rules import boundary, consents
from bezirkskoordination.rules.boundary import Effect
from bezirkskoordination.sample.making import TODAY, Sample
from bezirkskoordination.store.unit import Reader, Unit

#: Needs a month in the full sample; of those that may be placed, two in five find somebody.
_A_MONTH, _PLACED = 9, 0.55
_FIRST = date(2025, 11, 3)
_SOURCES = ("PERSON", "ORG", "SCHULE_KITA", "BEHOERDE", "EA", "RUNDER_TISCH")
_URGENCIES = (Urgency.NOW, Urgency.URGENT, Urgency.URGENT, Urgency.NORMAL, Urgency.NORMAL, Urgency.NORMAL, Urgency.LONG)
_SIGNED = date(2025, 10, 20)
_REASONS = ("VOLL", "ZEIT", "SPRACHE", "ERREICHBAR")
_MINUTES = (60, 90, 120, 150, 180, 240)


def write_services(sample: Sample) -> None:
    """Services of others, and what institutions offer and seek."""

    def action(unit: Unit) -> None:
        told = sample.told("needs")
        for row in told["service"]:
            checked = row.pop("checked")
            save = ExistingService(
                **row | {"categories": tuple(row["categories"]), "role": _role(row["role"])}, checked_on=checked,
            )  # fmt: skip
            editing.save(unit, None, save)
        hosts = [one for one in sample.institutions if one.kind not in ("VERWALTUNG", "POLITIK")]
        for at, row in enumerate(told["profile"]):
            confirmed = row.pop("confirmed")
            profile = ActivityProfile(
                **row | {"intents": tuple(row["intents"])}, institution=hosts[at % len(hosts)].id or 0,
                target_groups=("ALLE",), certificate=Certificate.CARRIER, insurance_route="TRAEGER",
                confirmed_on=confirmed, minutes_per_week=120, frequency="WOECHENTLICH",
            )  # fmt: skip
            kept = editing.save(unit, None, profile)
            check = replace(boundaries.drafted(unit, kept, confirmed), result=BoundaryResult.ALLOWED)
            boundaries.decide(unit, kept, _explained(sample, check))

    sample.do("Andere Dienste und Tätigkeitsprofile anlegen", action)


def _role(code: str) -> Any:
    return ExistingService.type.field("role").closed.of(code)


def _explained(sample: Sample, check: Any) -> Any:
    rows = (
        replace(one, reason=sample.chance.choice(_REASONS)) if one.fit is Fit.EXACT else one for one in check.candidates
    )
    return replace(check, candidates=tuple(rows))


def write(sample: Sample) -> None:
    """Slips, and needs month by month with what became of them."""
    asks = sample.told("needs")["ask"]
    free = _Free(sample)
    months = 12 if sample.size.full else 2
    first = _FIRST if sample.size.full else date(2026, 9, 7)
    for month in range(months):
        year, at = divmod(first.month - 1 + month, 12)
        start = date(first.year + year, at + 1, 2)
        days = sorted(start + timedelta(days=sample.chance.randrange(26)) for _ in range(_A_MONTH))
        told = [(day, sample.chance.choice(asks)) for day in days if day <= TODAY - timedelta(days=1)]
        sample.do("Bedarfe eines Monats", partial(_needs, sample, free, told))
    sample.do("Stunden eintragen", lambda unit: _hours(unit, sample))
    slips = sample.told("needs")["slip"]
    sample.do("Eingangszettel", lambda unit: [slipping.take_down(unit, one["text"]) for one in slips])


class _Free:
    """Volunteers who may be asked, in an order that chance gives; each helps once at a time."""

    def __init__(self, sample: Sample) -> None:
        read = sample.desk.office.read
        found = [
            *read.where(Person, volunteering=VolunteerStatus.AVAILABLE)[:200],
            *read.where(Person, volunteering=VolunteerStatus.PLACED)[:200],
        ]
        sample.chance.shuffle(found)
        may = (one for one in found if not self._obstacle(read, one))
        self._ids = [one.id or 0 for one in may]
        self._read = read

    @staticmethod
    def _obstacle(read: Reader, person: Person) -> str:
        """Why somebody may not be asked; an open legal basis is settled when they begin."""
        settled = replace(person, legal_basis="A6_1_E") if person.legal_basis == "OFFEN" else person
        sheets = read.where(Consent, person=person.id)
        return consents.obstacle(settled, sheets, ConsentPurpose.STORAGE, _FIRST)

    def next(self, unit: Unit, count: int) -> list[Person]:
        """The next few, ready to begin: with their declarations and the way they are insured."""
        taken, self._ids = self._ids[:count], [*self._ids[count:], *self._ids[:count]]
        people = []
        for one in taken:
            person = unit.get(Person, one)
            kinds = {row.kind for row in person.commitments}
            more = tuple(
                Commitment(kind=kind, signed_on=_SIGNED)
                for kind in ("VERSCHWIEGENHEIT", "KINDERSCHUTZ")
                if kind not in kinds
            )
            basis = person.legal_basis if person.legal_basis != "OFFEN" else "A6_1_E"
            after = replace(
                person, commitments=(*person.commitments, *more), legal_basis=basis,
                insurance_route=person.insurance_route or "TRAEGER",
            )  # fmt: skip
            people.append(unit.change(person, after))
        return people


def _needs(sample: Sample, free: _Free, told: list[tuple[date, dict[str, Any]]], unit: Unit) -> None:
    for day, row in told:
        _need(unit, sample, free, day, row)


def _need(unit: Unit, sample: Sample, free: _Free, day: date, row: dict[str, Any]) -> None:
    chance = sample.chance
    need = editing.save(
        unit, None,
        SupportNeed(
            kind=NeedKind.GROUP if row["category"].startswith("BEGEGN") else NeedKind.SINGLE, subject=row["subject"],
            category=row["category"], target_groups=tuple(row["targets"]), minors=row.get("minors", False),
            people_count=chance.choice((1, 1, 1, 2, 4)), languages=chance.choice(((), (), ("ar",), ("fa",), ("uk",))),
            sub_area=chance.choice(sample.areas).id, urgency=chance.choice(_URGENCIES),
            frequency="EINMAL" if row.get("once") else "WOECHENTLICH",
            time_grid=grid_bit(chance.randrange(5), chance.choice((1, 1, 2))),
            minutes_per_week=None if row.get("once") else chance.choice((60, 90, 120)),
            source=chance.choice(_SOURCES), recorded_on=day,
        ),
    )  # fmt: skip
    if day > TODAY - timedelta(days=10) and chance.random() < 0.5:
        return  # not looked at yet
    effect = boundary.effect_of(boundaries.rules_of(unit, need))
    check = boundaries.drafted(unit, need, day)
    if effect is Effect.REFER or (check.candidates and chance.random() < 0.45):
        _refer(unit, sample, need, check, day)
        return
    boundaries.decide(unit, need, _explained(sample, replace(check, result=BoundaryResult.ALLOWED)))
    need = unit.get(SupportNeed, need.id or 0)
    if chance.random() < _PLACED and not need.minors:
        _place(unit, sample, free, need, day)
    elif chance.random() < 0.5 and day < TODAY - timedelta(days=60):
        to, reason = chance.choice(((NeedStatus.WITHDRAWN, "SELBST"), (NeedStatus.UNCOVERED, "KEIN_EA")))
        editing.take(unit, need, Step(to, day + timedelta(days=40), reason))


def _refer(unit: Unit, sample: Sample, need: SupportNeed, check: Any, day: date) -> None:
    if not check.candidates:
        return
    boundaries.decide(unit, need, replace(check, result=BoundaryResult.REFER), check.candidates[0].service)
    (referral,) = unit.where(Referral, need=need.id)
    sent = referring.send(unit, referral, day)
    if day + timedelta(days=12) < TODAY:
        to = ReferralStatus.DONE if sample.chance.random() < 0.8 else ReferralStatus.REFUSED
        referring.answer(unit, sent, to, day + timedelta(days=12))


def _place(unit: Unit, sample: Sample, free: _Free, need: SupportNeed, day: date) -> None:
    chance, asked_on = sample.chance, day + timedelta(days=1)
    people = free.next(unit, 3 if chance.random() < 0.4 else 1)
    asked = placing.ask(unit, need, people, asked_on, "TELEFON")
    start = asked_on + timedelta(days=chance.randrange(3, 12))
    if start > TODAY:
        return
    for one in asked[:-1]:
        if chance.random() < 0.4:
            placing.decline(unit, one, asked_on, "ZEIT")
    placement = placing.agree(unit, asked[-1], asked_on)
    if placement.status is PlacementStatus.RESERVED:
        return
    if need.frequency == "EINMAL":
        placing.finish_once(unit, placement, start)
        return
    running = placing.run(unit, placement, start)
    end = start + timedelta(days=chance.choice((60, 90, 120, 400)))
    if end <= TODAY:
        editing.take(unit, running, Step(PlacementStatus.ENDED, end, "REGULAER"))
        kept = unit.get(SupportNeed, need.id or 0)
        if kept.status is NeedStatus.RUNNING:
            editing.take(unit, kept, Step(NeedStatus.COVERED, end, "EHRENAMT"))


def _hours(unit: Unit, sample: Sample) -> None:
    """The hours of every month that is over; of the last one some are still missing."""
    if not unit.all(Placement):
        return
    month = _FIRST
    while (last := hours.month_of(month)) < TODAY:
        lines = hours.sheet(unit, month)
        missing = TODAY - last < timedelta(days=31)
        told = {
            line.placement.id or 0: hours.Told(
                4 * sample.chance.choice(_MINUTES), confirmed=sample.chance.random() < 0.9
            )
            for line in lines
            if not missing or sample.chance.random() < 0.7
        }
        hours.keep(unit, month, told)
        month = last + timedelta(days=1)
