"""Who asks for help in the sample district, and what became of it: every way that a need can go, told by a table."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import partial
from typing import Any, NamedTuple

from bezirkskoordination.actions import boundaries, editing, matching, merging, placing, referring, slipping
from bezirkskoordination.actions.editing import Step
from bezirkskoordination.records.activities import Enquiry, Placement, PlacementStatus
from bezirkskoordination.records.institutions import ContactPerson
from bezirkskoordination.records.kinds import grid_bit
from bezirkskoordination.records.needs import (
    BoundaryCheck,
    BoundaryResult,
    NeedContact,
    NeedKind,
    NeedStatus,
    Referral,
    ReferralMode,
    ReferralStatus,
    SupportNeed,
    Urgency,
)
from bezirkskoordination.records.office import Slip
from bezirkskoordination.rules.matching import Suggestion
from bezirkskoordination.rules.periods import months_after
from bezirkskoordination.sample.helping import Helpers
from bezirkskoordination.sample.making import TODAY, Sample
from bezirkskoordination.sample.services import allowed, explained
from bezirkskoordination.store.unit import Unit

_N, _P, _W = NeedStatus, PlacementStatus, ReferralStatus
_SOURCES = ("PERSON", "ORG", "SCHULE_KITA", "BEHOERDE", "EA", "RUNDER_TISCH")
_URGENCIES = (Urgency.NOW, Urgency.URGENT, Urgency.URGENT, Urgency.NORMAL, Urgency.NORMAL, Urgency.NORMAL, Urgency.LONG)
_LANGUAGES = ((), (), (), ("ar",), ("ar",), ("fa",), ("uk",), ("ti",), ("tr",))
_AT_A_TIME, _MANY = 20, 200


class Way(NamedTuple):
    """How many needs go a way (in a year; in a small district), and how many days ago they came in."""

    name: str
    year: int
    small: int
    last: int
    first: int
    asks: str = "weekly"


#: 120 needs in a year: 25 wait, 48 found somebody (40 %), 30 were passed on, 17 came to nothing or were one with
#: another.
WAYS = (
    Way("new", 3, 1, 0, 4), Way("checking", 2, 0, 2, 9), Way("open", 7, 3, 8, 75), Way("reopened", 2, 0, 150, 300),
    Way("tried", 3, 0, 30, 110), Way("placing", 6, 2, 3, 18), Way("agreed", 2, 1, 8, 20),
    Way("running", 16, 3, 40, 330), Way("resumed", 2, 0, 200, 330), Way("once", 18, 3, 62, 355, "once"),
    Way("ended", 9, 0, 150, 355), Way("partly", 3, 0, 120, 300),
    Way("done", 14, 3, 20, 355, "refer"), Way("passed", 4, 1, 2, 24, "refer"), Way("prepared", 1, 0, 1, 4, "refer"),
    Way("consent", 1, 0, 2, 8, "refer"), Way("revoked", 2, 0, 30, 200, "refer"), Way("silent", 2, 0, 70, 300, "refer"),
    Way("refused", 2, 0, 70, 300, "refer"), Way("city", 3, 0, 20, 300, "city"),
    Way("emergency", 1, 0, 40, 300, "emergency"),
    Way("uncovered", 8, 1, 60, 355), Way("withdrawn", 7, 0, 20, 355), Way("twice", 2, 0, 2, 11),
)  # fmt: skip
#: A small district looks back on so many days.
_SMALL_DAYS = 65


@dataclass
class Case:
    """One need and what is at hand to deal with it."""

    unit: Unit
    sample: Sample
    helpers: Helpers
    need: SupportNeed
    day: date
    open: list[int] = field(default_factory=list)

    def kept(self) -> SupportNeed:
        """The need as it stands."""
        return self.unit.get(SupportNeed, self.need.id or 0)

    def later(self, first: int, last: int) -> date:
        """A day so many days after the need came in, today at the latest."""
        return min(self.day + timedelta(days=self.sample.chance.randint(first, last)), TODAY)

    def take(self, to: NeedStatus, on: date, reason: str = "") -> None:
        """A step of the need."""
        editing.take(self.unit, self.kept(), Step(to, on, reason))


def write(sample: Sample) -> None:
    """The needs in the order in which they came in, each with what became of it; then the slips."""
    helpers, asks, opened = Helpers(sample), sample.told("needs")["ask"], list[int]()
    told: list[tuple[date, int, str, dict[str, Any]]] = []
    for way in WAYS:
        rows = [one for one in asks if one["way"] == way.asks]
        sample.chance.shuffle(rows)
        for at in range(way.year if sample.size.full else way.small):
            ago = sample.chance.randint(way.last, way.first if sample.size.full else min(way.first, _SMALL_DAYS))
            told.append((TODAY - timedelta(days=ago), len(told), way.name, rows[at % len(rows)]))
    told.sort(key=lambda one: one[:2])
    for start in range(0, len(told), _AT_A_TIME):
        batch = [(name, day, row) for day, _at, name, row in told[start : start + _AT_A_TIME]]
        sample.do("Bedarfe eintragen", partial(_needs, sample, helpers, opened, batch))
    sample.do("Eingangszettel", partial(_slips, sample))
    weekly = [one for one in asks if one["way"] == "weekly"]
    for _ in range(0, sample.size.needs, _MANY):
        sample.do("Weitere Bedarfe", partial(_many_open, sample, weekly))


def _needs(
    sample: Sample, helpers: Helpers, opened: list[int], told: list[tuple[str, date, dict[str, Any]]], unit: Unit
) -> None:
    for name, day, row in told:
        _GO[name](Case(unit, sample, helpers, _need(unit, sample, row, day), day, opened))


def _need(unit: Unit, sample: Sample, row: dict[str, Any], day: date) -> SupportNeed:
    return editing.save(unit, None, _drafted(sample, row, day))


def _drafted(sample: Sample, row: dict[str, Any], day: date) -> SupportNeed:
    chance, once = sample.chance, row["way"] == "once"
    return SupportNeed(
        kind=NeedKind.STRUCTURAL if row["way"] == "city"
        else NeedKind.GROUP if row["category"].startswith("BEGEGN") else NeedKind.SINGLE,
        subject=row["subject"], category=row["category"], target_groups=tuple(row["targets"]),
        minors=row.get("minors", False), people_count=chance.choice((1, 1, 1, 2, 4)),
        languages=chance.choice(_LANGUAGES), sub_area=chance.choices(sample.areas, (10, 3, 4, 7, 2))[0].id,
        urgency=chance.choice(_URGENCIES), frequency="EINMAL" if once else "WOECHENTLICH",
        time_grid=_when(sample),
        minutes_per_week=None if once else chance.choice((60, 90, 120)),
        source=chance.choice(_SOURCES), recorded_on=day,
    )  # fmt: skip


def _when(sample: Sample) -> int:
    """Two or three afternoons or evenings of the week."""
    part = sample.chance.choice((1, 1, 2))
    return sum(grid_bit(day, part) for day in sample.chance.sample(range(5), sample.chance.choice((2, 3))))


def _many_open(sample: Sample, weekly: list[dict[str, Any]], unit: Unit) -> None:
    """Open needs of a large district, nobody asked yet; kept as an import would, their texts are known to be safe."""
    reasons: dict[tuple[str, int | None], BoundaryCheck] = {}
    for _ in range(_MANY):
        day = TODAY - timedelta(days=sample.chance.randrange(1, 300))
        need = unit.add(_drafted(sample, sample.chance.choice(weekly), day))
        about = need.category, need.sub_area
        if about not in reasons:
            reasons[about] = explained(sample, boundaries.drafted(unit, need, day))
        check = replace(
            reasons[about], about=(need.type.name, need.uid), checked_on=day, valid_until=months_after(day, 12),
            target_groups=need.target_groups, result=BoundaryResult.ALLOWED,
        )  # fmt: skip
        unit.add(check)
        unit.record_status(need, _N.OPEN, day)


# --- those that wait ------------------------------------------------------------------------


def _new(_case: Case) -> None:
    """Nobody has looked at it yet."""


def _checking(case: Case) -> None:
    case.take(_N.CHECKING, case.later(0, 1))


def _allowed(case: Case) -> None:
    allowed(case.unit, case.sample, case.need, case.later(0, 2))


def _open(case: Case) -> None:
    """It may be placed; of some it is known who needs help."""
    _allowed(case)
    case.open.append(case.need.id or 0)
    if case.sample.chance.random() < 0.5:
        _known(case)


def _known(case: Case) -> None:
    """Who needs help, in the vault: with a consent, until it ends."""
    person, words = case.sample.people.next("ar"), ("Amsel", "Buche", "Drossel", "Eiche", "Fink", "Kiefer")
    editing.save(
        case.unit, None,
        NeedContact(
            pseudonym=f"{case.sample.chance.choice(words)}-{10 + (case.need.id or 0) % 90}",
            about=(case.need.type.name, case.need.uid), name=f"{person.first_name} {person.last_name}",
            phone=person.phone or person.mobile, language="ar", consent_on=case.day,
            expires_on=TODAY + timedelta(days=150),
        ),
    )  # fmt: skip


def _ask(case: Case, count: int, on: date) -> list[tuple[Enquiry, Suggestion]]:
    """Ask some who fit."""
    fitting = case.helpers.fitting(case.unit, case.kept(), on, count)
    if not fitting:
        return []
    asked = placing.ask(case.unit, case.kept(), [one for one, _ in fitting], on, "TELEFON")
    return [(enquiry, suggestion) for enquiry, (_, suggestion) in zip(asked, fitting, strict=True)]


def _placing(case: Case) -> None:
    """Asked, no answer yet; some have said no."""
    _open(case)
    asked = _ask(case, case.sample.chance.choice((1, 2, 3)), case.later(2, 3))
    for enquiry, _ in asked[1:2]:
        placing.decline(case.unit, enquiry, enquiry.asked_on, case.sample.chance.choice(("ZEIT", "ORT")))


def _tried(case: Case) -> None:
    """Everybody said no, or was asked no longer: it is open again."""
    _allowed(case)
    asked, on = _ask(case, 2, case.later(2, 4)), case.later(6, 12)
    for enquiry, _ in asked[:1]:
        placing.decline(case.unit, enquiry, on, "AUFGABE")
    for enquiry, _ in asked[1:]:
        placing.withdraw(case.unit, enquiry, on, "ERREICHBAR")


# --- those that found somebody ----------------------------------------------------------------


def _agreed(case: Case) -> Placement | None:
    """The first yes of one to three; the others are told, and thanked."""
    chance = case.sample.chance
    _allowed(case)
    return _yes(case, chance.choice((1, 1, 2, 3)), case.later(3, 16))


def _yes(case: Case, count: int, on: date) -> Placement | None:
    chance = case.sample.chance
    asked = _ask(case, count, on)
    if not asked:
        return None
    for enquiry, _ in asked[1:]:
        if chance.random() < 0.4:
            placing.decline(case.unit, enquiry, on, chance.choice(("ZEIT", "ZEIT", "ORT", "OHNE")))
    enquiry, suggestion = asked[0]
    placement = placing.agree(case.unit, enquiry, on, reasons=matching.explain(suggestion))
    if on < TODAY - timedelta(days=30):
        elsewhere = placing.to_thank(case.unit.where(Enquiry, need=case.need.id))
        placing.thank(case.unit, elsewhere, on + timedelta(days=1))
    return placement


def _running(case: Case) -> Placement | None:
    placement = _agreed(case)
    start = case.later(17, 24)
    if placement is None or placement.status is _P.RESERVED:
        return placement
    case.helpers.holds(placement.person, start, None)
    return placing.run(case.unit, placement, start)


def _once(case: Case) -> None:
    if (placement := _agreed(case)) is not None and placement.status is not _P.RESERVED:
        placing.finish_once(case.unit, placement, case.later(17, 18))


def _over(case: Case, reason: str, first: int, last: int) -> date | None:
    """It ran, and the placement ended; the day of that, None if nobody began."""
    placement = _running(case)
    if placement is None or placement.status is not _P.ACTIVE:
        return None
    end = case.later(first, last)
    editing.take(case.unit, placement, Step(_P.ENDED, end, reason))
    return end


def _ended(case: Case) -> date | None:
    end = _over(case, "REGULAER", 60, 130)
    if end is not None:
        case.take(_N.COVERED, end, "EHRENAMT")
    return end


def _partly(case: Case) -> None:
    if (end := _over(case, "FREIWILLIGE", 50, 100)) is not None:
        case.take(_N.PARTLY, end, "EHRENAMT")


def _reopened(case: Case) -> None:
    """Help is wanted again, half a year later."""
    if _ended(case) is not None:
        _again(case)


def _again(case: Case) -> date:
    on = case.later(140, 148)
    case.take(_N.OPEN, on)
    return on


def _resumed(case: Case) -> None:
    """Wanted again, and somebody else helps."""
    if _ended(case) is None:
        return
    on = _again(case)
    placement = _yes(case, 1, on)
    if placement is not None and placement.status is not _P.RESERVED:
        placing.run(case.unit, placement, min(on + timedelta(days=6), TODAY))


# --- those passed on ----------------------------------------------------------------------------


def _decide(case: Case, on: date, result: BoundaryResult, reason: str = "") -> BoundaryCheck:
    check = replace(boundaries.drafted(case.unit, case.need, on), result=result, reason=reason)
    if result is BoundaryResult.REFER:
        return boundaries.decide(case.unit, case.kept(), check, check.candidates[0].service)
    return boundaries.decide(case.unit, case.kept(), explained(case.sample, check))


def _prepared(case: Case, mode: ReferralMode = ReferralMode.INFO) -> Referral:
    on = case.later(0, 2)
    _decide(case, on, BoundaryResult.REFER)
    (referral,) = case.unit.where(Referral, need=case.need.id)
    agreed: dict[str, Any] = (
        {"consent_on": on, "data_passed": "Name, Telefon, Sprache"} if mode is ReferralMode.WITH_DATA else {}
    )
    return editing.save(case.unit, referral, replace(referral, mode=mode, **agreed))


def _passed(case: Case) -> Referral:
    referral = _prepared(case, case.sample.chance.choice(tuple(ReferralMode)))
    return referring.send(case.unit, referral, case.later(2, 2))


def _consent(case: Case) -> None:
    referral = _prepared(case)
    wanting = editing.save(case.unit, referral, replace(referral, mode=ReferralMode.WITH_DATA))
    editing.take(case.unit, wanting, Step(_W.CONSENT, case.later(2, 2)))


def _done(case: Case) -> None:
    """Accepted there; most are over, and of some it is known that it helped."""
    sent = _passed(case)
    accepted = referring.answer(case.unit, sent, _W.ACCEPTED, case.later(8, 14))
    if (TODAY - case.day).days > 45 and case.sample.chance.random() < 0.7:
        referring.answer(case.unit, accepted, _W.DONE, case.later(20, 44), "Termin hat stattgefunden.")


def _revoked(case: Case) -> None:
    sent = referring.send(case.unit, _prepared(case, ReferralMode.WITH_DATA), case.later(2, 2))
    referring.revoke(case.unit, sent, case.later(6, 10))


def _silent(case: Case) -> None:
    """No answer came: looked for elsewhere, and found there."""
    referring.answer(case.unit, _passed(case), _W.SILENT, case.later(30, 30))
    again = referring.refer(case.unit, case.kept(), _another(case), ReferralMode.ACCOMPANIED)
    sent = referring.send(case.unit, again, case.later(32, 32))
    case.take(_N.REFERRED, case.later(32, 32))
    referring.answer(case.unit, sent, _W.ACCEPTED, case.later(40, 45))


def _another(case: Case) -> int:
    """Another service than the first, if there is one."""
    found = boundaries.services_for(case.unit, case.need, TODAY)
    return found[-1].service.id or 0


def _refused(case: Case) -> None:
    referring.answer(case.unit, _passed(case), _W.REFUSED, case.later(12, 12), "Dort keine Plätze in diesem Jahr.")
    case.take(_N.UNCOVERED, case.later(20, 40), "SONST")


def _city(case: Case) -> None:
    _decide(case, case.later(3, 6), BoundaryResult.CITY, "Aufgabe der Stadt; im Runden Tisch gesammelt.")


def _emergency(case: Case) -> None:
    _decide(case, case.day, BoundaryResult.EMERGENCY)


# --- those that came to nothing, or were one with another ---------------------------------------


def _uncovered(case: Case) -> None:
    """Somebody was looked for; or a service was asked to allow it, and nobody came."""
    speaks = next(iter(case.unit.all(ContactPerson)), None)
    if speaks is not None and case.sample.chance.random() < 0.4:
        on = case.later(1, 6)
        drafted = replace(boundaries.drafted(case.unit, case.need, on), result=BoundaryResult.ADDED)
        agreed = replace(drafted, coordinated_with=speaks.id, coordinated_on=on)
        boundaries.decide(case.unit, case.need, explained(case.sample, agreed))
    else:
        _tried(case)
    case.take(_N.UNCOVERED, case.later(50, 110), case.sample.chance.choice(("KEIN_EA", "KEIN_EA", "KEIN_KONTAKT")))


def _withdrawn(case: Case) -> None:
    _allowed(case)
    case.take(_N.WITHDRAWN, case.later(14, 60), case.sample.chance.choice(("SELBST", "SELBST", "UMZUG")))


def _twice(case: Case) -> None:
    """Somebody else reported a need that is there already."""
    if not case.open:
        return
    into = case.unit.get(SupportNeed, case.open[-1])
    same = replace(
        case.need, subject=into.subject, category=into.category, target_groups=into.target_groups,
        sub_area=into.sub_area, minors=into.minors, kind=into.kind,
    )  # fmt: skip
    merging.merge(case.unit, editing.save(case.unit, case.need, same), into, case.later(1, 2))


_GO: dict[str, Callable[[Case], Any]] = {
    "new": _new, "checking": _checking, "open": _open, "reopened": _reopened, "tried": _tried, "placing": _placing,
    "agreed": _agreed, "running": _running, "resumed": _resumed, "once": _once, "ended": _ended, "partly": _partly,
    "done": _done, "passed": _passed, "prepared": _prepared, "consent": _consent, "revoked": _revoked,
    "silent": _silent, "refused": _refused, "city": _city, "emergency": _emergency, "uncovered": _uncovered,
    "withdrawn": _withdrawn, "twice": _twice,
}  # fmt: skip


# --- slips --------------------------------------------------------------------------------------


def _slips(sample: Sample, unit: Unit) -> None:
    for one in sample.told("needs")["slip"]:
        slip: Slip = slipping.take_down(unit, one["text"])
        if one.get("dropped"):
            slipping.drop(unit, slip)
