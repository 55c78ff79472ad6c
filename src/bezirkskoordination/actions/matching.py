"""From records to what matching sees: volunteers, needs and profiles as values of `rules.matching`, read in bulk."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bezirkskoordination.records.activities import (
    RUNNING,
    ActivityProfile,
    Certificate,
    Enquiry,
    EnquiryStatus,
    Placement,
    PlacementStatus,
)
from bezirkskoordination.records.consents import Clearance, Consent, ConsentPurpose
from bezirkskoordination.records.needs import BoundaryCheck, ExistingService, NeedStatus, SupportNeed
from bezirkskoordination.records.office import ListItem, SubArea
from bezirkskoordination.records.people import Person, VolunteerStatus
from bezirkskoordination.rules import availability, boundary, clearances, consents, matching
from bezirkskoordination.rules.assignment import assign, in_order, total
from bezirkskoordination.rules.matching import Helper, No, Pool, Suggestion, Wanted, rank
from bezirkskoordination.store.settings import setting
from bezirkskoordination.store.unit import Reader

#: Who may be asked (domain model 5.5.3, H1).
READY = frozenset({VolunteerStatus.AVAILABLE.value, VolunteerStatus.PLACED.value})
#: Needs that wait for somebody.
WAITING = (NeedStatus.OPEN, NeedStatus.PLACING)
_ASKED = EnquiryStatus.ASKED.value
#: Means of transport with which an Ortsteil is no limit.
_MOBILE = frozenset({"PKW", "OEPNV"})
#: For the joint proposal, so many of the best for each need are looked at.
_OFFERED = 30


def pool(read: Reader, today: date) -> Pool:
    """Every volunteer who may be asked, as matching sees them."""
    return Pool(_helpers(read, today), neighbours(read))


def neighbours(read: Reader) -> dict[int, frozenset[int]]:
    """The Ortsteile beside each; being neighbours is mutual."""
    beside: dict[int, set[int]] = defaultdict(set)
    for one in read.all(SubArea):
        for other in one.neighbours:
            beside[one.id or 0].add(other)
            beside[other].add(one.id or 0)
    return {area: frozenset(others) for area, others in beside.items()}


def _helpers(read: Reader, today: date) -> Iterator[Helper]:
    of = Person.type
    codes = {
        name: _sets(read.owned_cells(of, name, "code"))
        for name in ("interests", "fields_of_action", "target_groups", "target_groups_excluded")
    }
    areas = _sets(read.owned_cells(of, "areas", "target"))
    languages: dict[int, dict[str, int]] = defaultdict(dict)
    interprets: dict[int, set[str]] = defaultdict(set)
    for owner, language, level, can in read.owned_cells(of, "languages", "language", "level", "interprets"):
        languages[owner][language] = rank(level)
        if can:
            interprets[owner].add(language)
    skills: dict[int, set[str]] = defaultdict(set)
    for owner, skill, until in read.owned_cells(of, "qualifications", "qualification", "valid_until"):
        if until is None or until >= today:
            skills[owner].add(skill)
    away: dict[int, date] = {}
    for owner, first, last in read.owned_cells(of, "absences", "first", "last"):
        if first <= today and (last is None or today <= last):
            away[owner] = last or date.max
    passed, stopped = _agreed(read, today)
    cleared, held, last_steps = _cleared(read, today), _held(read), read.last_steps(of)
    columns = (
        "id", "uid", "volunteering", "contact_block", "sub_area", "mobility", "available", "minutes_per_week",
    )  # fmt: skip
    for one, uid, status, blocked, area, mobility, grid, most in read.cells(of, *columns):
        if status not in READY:
            continue
        agreed, busy, since = held.get(one, (0, 0, None))
        free_since = since or last_steps.get(uid, today)
        yield Helper(
            one, True, bool(blocked),
            frozenset(codes["interests"].get(one, ())), frozenset(codes["fields_of_action"].get(one, ())),
            frozenset(codes["target_groups"].get(one, ())), frozenset(codes["target_groups_excluded"].get(one, ())),
            languages.get(one, {}), frozenset(interprets.get(one, ())), area, frozenset(areas.get(one, ())),
            mobility in _MOBILE, grid, busy, agreed, most, frozenset(skills.get(one, ())), one in cleared,
            passed.get(one, frozenset()), away.get(one), max(0, (today - free_since).days), one in stopped,
        )  # fmt: skip


def _sets(rows: Iterable[Any]) -> dict[int, set[Any]]:
    found: dict[int, set[Any]] = defaultdict(set)
    for owner, value in rows:
        found[owner].add(value)
    return found


def _agreed(read: Reader, today: date) -> tuple[dict[int, frozenset[int] | None], set[int]]:
    """What the sheets allow: by person, the institutions that contact data may be passed on to (None for all), and who
    may not be placed any more, as their consent to it was withdrawn or is over (`rules.consents.obstacle`).
    """
    sheets = {
        one: (who, given, end)
        for one, who, given, end in read.cells(Consent.type, "id", "person", "given_on", "expires_on")
    }
    found: dict[int, frozenset[int] | None] = {}
    asked: set[int] = set()
    agreed: set[int] = set()
    rows = read.owned_cells(Consent.type, "purposes", "purpose", "recipient", "withdrawn_on")
    for sheet, purpose, recipient, withdrawn in rows:
        who, given, end = sheets[sheet]
        if given > today:
            continue
        runs = (end is None or today <= end) and (withdrawn is None or today < withdrawn)
        if purpose == ConsentPurpose.STORAGE.value:
            (agreed if runs else asked).add(who)
        elif purpose == ConsentPurpose.INSTITUTION.value and runs:
            if recipient is None:
                found[who] = None
            elif (known := found.get(who, frozenset())) is not None:
                found[who] = known | {recipient}
    return found, asked - agreed


def _cleared(read: Reader, today: date) -> set[int]:
    """Who has a release that is not due again."""
    years = setting(read, "clearance_years") or 5
    by: dict[int, list[Clearance]] = defaultdict(list)
    for one in read.all(Clearance):
        by[one.person].append(one)
    return {who for who, held in by.items() if clearances.release(held, today, years) is clearances.Release.RELEASED}


def _held(read: Reader) -> dict[int, tuple[int, int, date | None]]:
    """By person: minutes a week and fields of the time grid that are taken, and since when nothing runs (if ever)."""
    taken: dict[int, tuple[int, int, date | None]] = {}
    last = read.last_steps(Placement.type)
    running = {status.value for status in RUNNING}
    columns = ("uid", "person", "status", "minutes_per_week", "time_grid")
    for uid, person, status, minutes, grid in read.cells(Placement.type, *columns):
        agreed, busy, since = taken.get(person, (0, 0, None))
        if status in running:
            agreed, busy = agreed + (minutes or 0), busy | grid
        elif status == PlacementStatus.ENDED.value and uid in last:
            since = max(since or last[uid], last[uid])
        taken[person] = agreed, busy, since
    return taken


# --- what is wanted -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Lists:
    """What the value list of categories says of each: its rule and its Handlungsfeld."""

    rules: Mapping[str, str]
    fields: Mapping[str, str]

    @classmethod
    def of(cls, read: Reader) -> "Lists":
        """As the office file has it."""
        items = read.where(ListItem, values="need_category")
        return cls({one.code: one.rule for one in items}, {one.code: one.belongs_to for one in items})


def wanted_for(need: SupportNeed, lists: Lists) -> Wanted:
    """What a need asks for."""
    return Wanted(
        need.category, need.field_of_action or lists.fields.get(need.category, ""), frozenset(need.target_groups),
        frozenset(need.languages), need.sub_area, need.time_grid, need.minutes_per_week or 0,
        certificate=need.minors or boundary.asks_for_certificate([lists.rules.get(need.category, "")]),
    )  # fmt: skip


def wanted_by(profile: ActivityProfile, lists: Lists) -> Wanted:
    """What a profile asks for."""
    return Wanted(
        profile.category, profile.field_of_action or lists.fields.get(profile.category, ""),
        frozenset(profile.target_groups), frozenset(profile.languages), profile.sub_area, profile.time_grid,
        profile.minutes_per_week or 0, rank(profile.german_level) if profile.german_level else 0,
        frozenset(profile.qualifications), frozenset(profile.qualifications_wished),
        profile.certificate in (Certificate.EXTENDED, Certificate.CARRIER), profile.institution, profile.min_age,
    )  # fmt: skip


def wanted_in(read: Reader, cause: SupportNeed | ActivityProfile) -> Wanted:
    """What a need or a profile asks for."""
    lists = Lists.of(read)
    return wanted_for(cause, lists) if isinstance(cause, SupportNeed) else wanted_by(cause, lists)


# --- one volunteer ----------------------------------------------------------------------------


def refusal(read: Reader, wanted: Wanted, person: Person, day: date) -> No | None:
    """The first hard rule by which a volunteer is not proposed for this; None if they may be asked."""
    return matching.why_not(wanted, _as_hard_rules_see(read, person, day))


def _as_hard_rules_see(read: Reader, person: Person, day: date) -> Helper:
    """One volunteer, with what hard rules look at and nothing else; `pool` reads everybody with everything."""
    running = [one for one in read.where(Placement, person=person.id) if one.status in RUNNING]
    away = [one.last or date.max for one in person.absences if availability.spans(one, day)]
    sheets = read.where(Consent, person=person.id)
    return Helper(
        person.id or 0, person.volunteering.value in READY, person.contact_block,
        excluded=frozenset(person.target_groups_excluded),
        languages={one.language: rank(one.level) for one in person.languages},
        agreed=sum(one.minutes_per_week or 0 for one in running), most=person.minutes_per_week,
        away_until=away[-1] if away else None,
        stopped=bool(consents.obstacle(person, sheets, ConsentPurpose.STORAGE, day)),
    )  # fmt: skip


# --- all open needs at once -----------------------------------------------------------------

#: With so many open needs that nobody was asked for, distributing them together is offered (walkthrough 3).
WORTHWHILE = 5
#: Placements that came to nothing, or are over: the need looks for somebody again.
_OVER = frozenset({PlacementStatus.ENDED.value, PlacementStatus.FAILED.value})
#: After so many needs it is told how far it is.
_EVERY = 25


def unasked(read: Reader) -> list[int]:
    """Ids of the needs that wait for somebody while nobody is asked or has agreed, by id; cheap for very many."""
    taken = {need for need, status in read.cells(Enquiry.type, "need", "status") if status == _ASKED}
    taken |= {need for need, status in read.cells(Placement.type, "need", "status") if status not in _OVER}
    waiting = (key for status in WAITING for key, _uid in read.keys(SupportNeed, status=status))
    return sorted(key for key in waiting if key not in taken)


@dataclass(frozen=True, slots=True)
class Together:
    """The best joint assignment: by need who, with how many points; of how many needs that wait; and how many, with
    how many points, going through them in order would cover.
    """

    proposals: tuple[tuple[SupportNeed, Suggestion], ...]
    waiting: int
    in_order: int
    points_in_order: int

    @property
    def more(self) -> int:
        """How many more needs it covers than going through them in order."""
        return len(self.proposals) - self.in_order

    @property
    def points(self) -> int:
        """The sum of all points."""
        return sum(one.score for _need, one in self.proposals)


def together(read: Reader, today: date, step: Callable[[int, int], object] = lambda _done, _total: None) -> Together:
    """A proposal for all needs that wait, may be placed and are asked of nobody. It is kept nowhere.

    `step` is told how many of them were looked at; it may refuse to go on.
    """
    lists, everybody = Lists.of(read), pool(read, today)
    needs = {one.id or 0: one for one in _placeable(read, unasked(read), today)}
    asked: dict[int | None, set[int]] = defaultdict(set)
    for need, person in read.cells(Enquiry.type, "need", "person"):
        asked[need].add(person)
    wanted = {key: wanted_for(one, lists) for key, one in needs.items()}
    offers: dict[int, list[tuple[int, int]]] = {}
    for at, (key, what) in enumerate(wanted.items()):
        if at % _EVERY == 0:
            step(at, len(wanted))
        before = asked[key]
        found = everybody.scores(what, _OFFERED + len(before))
        offers[key] = [one for one in found if everybody.helpers[one[1]].id not in before][:_OFFERED]
    given = assign(offers)
    told = [(needs[key], everybody.suggestion(wanted[key], everybody.helpers[given[key]])) for key in sorted(given)]
    one_by_one = in_order(offers)
    return Together(tuple(told), len(needs), len(one_by_one), total(offers, one_by_one))


def _placeable(read: Reader, needs: Iterable[int], today: date) -> Iterator[SupportNeed]:
    """Those of these needs for which a boundary check opens the way."""
    services, of = read.all(ExistingService), SupportNeed.type
    checks: dict[str, list[BoundaryCheck]] = defaultdict(list)
    for check in read.where(BoundaryCheck, about_type=of.name):
        checks[check.about[1]].append(check)
    for one in read.page(of, needs):
        assert isinstance(one, SupportNeed)
        if not boundary.why_not(boundary.latest(checks[one.uid], today), one, services, today):
            yield one


def explain(suggestion: Suggestion) -> str:
    """Why somebody was proposed, for the placement: in words first, points on demand."""
    reasons = "; ".join(f"{one.reason} ({one.points})" for one in suggestion.points if one.reason)
    return f"{matching.in_words(suggestion.score)}: {reasons}"
