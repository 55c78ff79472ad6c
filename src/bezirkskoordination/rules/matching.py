"""Who could help: hard rules say „nein, weil …“, soft rules give a hundred points, each with its reason (domain
model 5.5.3). A suggestion; a person decides. Never by gender, origin, religion or age.

Pure: volunteers and what is wanted come as values. The same inputs give the same order, and one volunteer's points
never depend on another's.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from math import inf
from typing import NamedTuple

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.kinds import show_date, show_minutes
from bezirkskoordination.rules.boundary import EVERYBODY, group_of

#: Language levels from none to first language; an unknown one counts as A2.
LEVELS = ("A0", "ALPHA", "A1", "A2", "B1", "B2", "C1", "C2", "M")
_RANK = {level: at for at, level in enumerate(LEVELS)}
_UNKNOWN, _FLUENT = _RANK["A2"], _RANK["B1"]
GERMAN = "de"
#: How many are shown.
SHOWN = 10
_TIME, _WISHED, _WAITING = 20, 5, 5
_WAITING_DAYS = 60
_NO_TIME_ASKED, _NO_LANGUAGE_ASKED, _OPEN_TO_ALL = 12, 8, 8


def rank(level: str) -> int:
    """A language level as a number; what is not known counts as A2."""
    return _RANK.get(level, _UNKNOWN)


@dataclass(frozen=True, slots=True)
class Helper:
    """A volunteer as the rules see them; no name, no age, no origin.

    `languages` gives the rank of each language, `grid` and `busy` are 21 bits, `agreed` and `most` minutes a week,
    `waiting` days since the last placement or the first talk. `cleared`: a Führungszeugnis was released and is not due
    again; `recipients`: the institutions that contact data may be passed on to, None for all. `stopped`: the consent
    to being placed was withdrawn, or is over.
    """

    id: int
    ready: bool = True
    blocked: bool = False
    categories: frozenset[str] = frozenset()
    fields: frozenset[str] = frozenset()
    targets: frozenset[str] = frozenset()
    excluded: frozenset[str] = frozenset()
    languages: Mapping[str, int] = field(default_factory=dict)
    interprets: frozenset[str] = frozenset()
    area: int | None = None
    areas: frozenset[int] = frozenset()
    mobile: bool = False
    grid: int = 0
    busy: int = 0
    agreed: int = 0
    most: int | None = None
    qualifications: frozenset[str] = frozenset()
    cleared: bool = False
    recipients: frozenset[int] | None = frozenset()
    away_until: date | None = None
    waiting: int = 0
    stopped: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody is wanted for, of a need or a profile; `host` is the institution that would learn their name."""

    category: str
    field: str = ""
    targets: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    area: int | None = None
    grid: int = 0
    minutes: int = 0
    german: int = 0
    required: frozenset[str] = frozenset()
    wished: frozenset[str] = frozenset()
    certificate: bool = False
    host: int | None = None
    min_age: int | None = None


class Points(NamedTuple):
    """Points of one rule, and why."""

    rule: str
    points: int
    reason: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A volunteer for what is wanted: points by rule, and what has to be looked at before."""

    helper: Helper
    points: tuple[Points, ...]
    warnings: tuple[str, ...] = ()

    @property
    def score(self) -> int:
        """The sum, 0 to 100."""
        return sum(one.points for one in self.points)


class Fit(NamedTuple):
    """Points in words, first on every screen and paper."""

    least: int
    words: str


_FITS = (
    Fit(75, str(N_("Matching", "passt sehr gut"))), Fit(50, str(N_("Matching", "passt"))),
    Fit(0, str(N_("Matching", "passt mit Einschränkung"))),
)  # fmt: skip


def in_words(score: int) -> str:
    """„passt sehr gut“, „passt“, „passt mit Einschränkung“."""
    return next(fit.words for fit in _FITS if score >= fit.least)


# --- hard rules -----------------------------------------------------------------------------

_NOT_READY = N_("Matching", "ist zurzeit nicht vermittelbar")
_BLOCKED = N_("Matching", "möchte nicht angesprochen werden (Kontaktsperre)")
_STOPPED = N_("Matching", "Einwilligung widerrufen oder abgelaufen")
_EXCLUDED = N_("Matching", "möchte nicht mit dieser Zielgruppe arbeiten")
_GERMAN = N_("Matching", "Deutsch reicht nicht: {} nötig")
_HOURS = N_("Matching", "hat dafür keine Stunden frei ({} von {} Std. vergeben)")
_AWAY = N_("Matching", "ist abwesend bis {}")

#: Rules whose „nein“ may be overridden with a reason (domain model 5.5.3).
OVERRIDABLE = frozenset({"H3", "H4", "H8"})


class No(NamedTuple):
    """A hard rule that fails, and why."""

    rule: str
    because: str


def why_not(wanted: Wanted, helper: Helper) -> No | None:
    """The first hard rule that fails; None if somebody may be asked."""
    if not helper.ready:
        return No("H1", str(_NOT_READY))
    if helper.blocked:
        return No("H10", str(_BLOCKED))
    if helper.stopped:
        return No("H10", str(_STOPPED))
    if not helper.excluded.isdisjoint(wanted.targets):
        return No("H9", str(_EXCLUDED))
    if helper.away_until is not None:
        return No("H3", _AWAY(show_date(helper.away_until)) if helper.away_until < date.max else str(_NOT_READY))
    if wanted.german and _german(helper) < wanted.german:
        return No("H8", _GERMAN(LEVELS[wanted.german]))
    if helper.most is not None and helper.agreed + wanted.minutes > helper.most:
        return No("H4", _HOURS(show_minutes(helper.agreed), show_minutes(helper.most)))
    return None


def _german(helper: Helper) -> int:
    return helper.languages.get(GERMAN, _UNKNOWN)


# --- soft rules -----------------------------------------------------------------------------

_EXACT = N_("Matching", "möchte genau das tun")
_SAME_GROUP = N_("Matching", "möchte Ähnliches tun")
_SAME_FIELD = N_("Matching", "Handlungsfeld passt")
_OTHER = N_("Matching", "andere Wünsche")
_TIMES = N_("Matching", "{} von {} Zeiten passen")
_NO_TIMES = N_("Matching", "keine Zeiten eingetragen")
_ANY_TIME = N_("Matching", "keine Zeit gefragt")
_TARGET = N_("Matching", "Zielgruppe gewünscht")
_ANY_TARGET = N_("Matching", "offen für alle Zielgruppen")
_OTHER_TARGET = N_("Matching", "andere Zielgruppe gewünscht")
_SPEAKS = N_("Matching", "spricht die Sprache")
_SOME = N_("Matching", "spricht die Sprache etwas")
_SILENT = N_("Matching", "spricht die Sprache nicht")
_ANY_LANGUAGE = N_("Matching", "keine Sprache gefragt")
_HERE = N_("Matching", "im selben Ortsteil")
_NEAR = N_("Matching", "im Nachbarort")
_MOBILE = N_("Matching", "ist mobil")
_FAR = N_("Matching", "weiter weg")
_SKILLED = N_("Matching", "hat die gewünschte Qualifikation")
_INTERPRETS = N_("Matching", "kann sprachmitteln")
_WAITS = N_("Matching", "wartet seit {} Tagen")


def category_points(wanted: Wanted, helper: Helper) -> Points:
    """What somebody wants to do: exactly that 30, of the same group 18, in the same Handlungsfeld 12."""
    if wanted.category in helper.categories:
        return Points("category", 30, str(_EXACT))
    if any(group_of(one) == group_of(wanted.category) for one in helper.categories):
        return Points("category", 18, str(_SAME_GROUP))
    if wanted.field and wanted.field in helper.fields:
        return Points("category", 12, str(_SAME_FIELD))
    return Points("category", 0, str(_OTHER))


def time_points(wanted: Wanted, helper: Helper) -> Points:
    """20 × common fields of the time grid ÷ fields asked, rounded half up; 12 if no time is asked."""
    asked = wanted.grid.bit_count()
    if not asked:
        return Points("time", _NO_TIME_ASKED, str(_ANY_TIME))
    if not helper.grid:
        return Points("time", 0, str(_NO_TIMES))
    common = (wanted.grid & helper.grid).bit_count()
    return Points("time", _share(_TIME, common, asked), _TIMES(common, asked))


def _share(most: int, part: int, whole: int) -> int:
    return (2 * most * part + whole) // (2 * whole)


def target_points(wanted: Wanted, helper: Helper) -> Points:
    """A wished target group 15; without wishes 8."""
    if not helper.targets:
        return Points("target", _OPEN_TO_ALL, str(_ANY_TARGET))
    hit = EVERYBODY in helper.targets | wanted.targets or not helper.targets.isdisjoint(wanted.targets)
    return Points("target", 15, str(_TARGET)) if hit else Points("target", 0, str(_OTHER_TARGET))


def language_points(wanted: Wanted, helper: Helper) -> Points:
    """The best of the languages asked for: from B1 on 15, A2 (or unknown) 8; none asked 8."""
    if not wanted.languages:
        return Points("language", _NO_LANGUAGE_ASKED, str(_ANY_LANGUAGE))
    best = max((helper.languages.get(one, -1) for one in wanted.languages), default=-1)
    if best >= _FLUENT:
        return Points("language", 15, str(_SPEAKS))
    return Points("language", 8, str(_SOME)) if best >= _UNKNOWN else Points("language", 0, str(_SILENT))


def distance_points(wanted: Wanted, helper: Helper, neighbours: Mapping[int, frozenset[int]]) -> Points:
    """The same Ortsteil (or one of those wished) 10, a neighbouring one 6, mobile 4. No Ortsteil asked: 6."""
    if wanted.area is None:
        return Points("distance", 6, str(_NEAR))
    own = helper.areas | ({helper.area} if helper.area is not None else frozenset())
    if wanted.area in own:
        return Points("distance", 10, str(_HERE))
    if not own.isdisjoint(neighbours.get(wanted.area, frozenset())):
        return Points("distance", 6, str(_NEAR))
    return Points("distance", 4, str(_MOBILE)) if helper.mobile else Points("distance", 0, str(_FAR))


def wished_points(wanted: Wanted, helper: Helper) -> Points:
    """A wished qualification, or interpreting a language asked for: 5."""
    if not helper.qualifications.isdisjoint(wanted.wished):
        return Points("wished", _WISHED, str(_SKILLED))
    if not helper.interprets.isdisjoint(wanted.languages):
        return Points("wished", _WISHED, str(_INTERPRETS))
    return Points("wished", 0, "")


def waiting_points(helper: Helper) -> Points:
    """5 × waiting days ÷ 60, 5 at most, rounded half up."""
    return Points("waiting", _waits(helper), _WAITS(helper.waiting) if helper.waiting > 0 else "")


def _waits(helper: Helper) -> int:
    return _share(_WAITING, max(0, min(helper.waiting, _WAITING_DAYS)), _WAITING_DAYS)


_RESERVED_CLEARANCE = N_("Matching", "unter Vorbehalt: Freigabe (Führungszeugnis) fehlt")
_RESERVED_SKILL = N_("Matching", "unter Vorbehalt: Pflicht-Qualifikation fehlt")
_NO_CONSENT = N_("Matching", "Einwilligung zur Weitergabe vorher einholen")
_OVERLAP = N_("Matching", "hat zu dieser Zeit schon einen Einsatz")
_AGE = N_("Matching", "Mindestalter {} bitte erfragen")


def warnings(wanted: Wanted, helper: Helper) -> tuple[str, ...]:
    """What has to be looked at before somebody begins; none of it stops asking."""
    said = []
    if wanted.certificate and not helper.cleared:
        said.append(str(_RESERVED_CLEARANCE))
    if not wanted.required <= helper.qualifications:
        said.append(str(_RESERVED_SKILL))
    if wanted.host is not None and helper.recipients is not None and wanted.host not in helper.recipients:
        said.append(str(_NO_CONSENT))
    if wanted.grid & helper.busy:
        said.append(str(_OVERLAP))
    if wanted.min_age is not None and wanted.min_age > 18:
        said.append(_AGE(wanted.min_age))
    return tuple(said)


# --- many at once -----------------------------------------------------------------------------


class Pool:
    """Volunteers laid out so that the best for something are found without looking at each.

    For every value of a field there is one integer with a bit for each volunteer who has it. Fields with few outcomes
    (category, target group, language, distance) split all volunteers into groups of equal points; the groups are gone
    through from the most points down, until no other can come among the best. `best` gives the same as scoring
    everybody with `suggestion`.
    """

    def __init__(self, helpers: Iterable[Helper], neighbours: Mapping[int, frozenset[int]]) -> None:
        self.helpers: tuple[Helper, ...] = tuple(sorted(helpers, key=lambda one: one.id))
        self._neighbours = neighbours
        self._all = (1 << len(self.helpers)) - 1
        self._may = _bits(
            one.ready and not one.blocked and not one.stopped and one.away_until is None for one in self.helpers
        )
        self._category = self._by(lambda one: one.categories)
        self._group = self._by(lambda one: {group_of(code) for code in one.categories})
        self._field = self._by(lambda one: one.fields)
        self._target = self._by(lambda one: one.targets)
        self._open = _bits(not one.targets for one in self.helpers)
        self._excluded = self._by(lambda one: one.excluded)
        self._fluent = self._by(lambda one: {code for code, level in one.languages.items() if level >= _FLUENT})
        self._some = self._by(lambda one: {code for code, level in one.languages.items() if level >= _UNKNOWN})
        self._area = self._by(lambda one: {*one.areas, *({one.area} if one.area is not None else ())})
        self._mobile = _bits(one.mobile for one in self.helpers)
        self._german = [_bits(_german(one) >= level for one in self.helpers) for level in range(len(LEVELS))]
        self._skill = self._by(lambda one: one.qualifications)
        self._interprets = self._by(lambda one: one.interprets)
        self._rest = [(one.grid, _room(one), _waits(one), -one.waiting) for one in self.helpers]

    def _by(self, values: Callable[[Helper], Iterable[object]]) -> dict[object, int]:
        found: dict[object, bytearray] = {}
        length = len(self.helpers) // 8 + 1
        for at, one in enumerate(self.helpers):
            for value in values(one):
                if value not in found:
                    found[value] = bytearray(length)
                found[value][at >> 3] |= 1 << (at & 7)
        return {value: int.from_bytes(bits, "little") for value, bits in found.items()}

    def suggestion(self, wanted: Wanted, helper: Helper) -> Suggestion:
        """Every point with its reason."""
        points = (
            category_points(wanted, helper), time_points(wanted, helper), target_points(wanted, helper),
            language_points(wanted, helper), distance_points(wanted, helper, self._neighbours),
            wished_points(wanted, helper), waiting_points(helper),
        )  # fmt: skip
        return Suggestion(helper, points, warnings(wanted, helper))

    def best(self, wanted: Wanted, count: int = SHOWN) -> list[Suggestion]:
        """The best for something, explained: most points first, then who waits longest, then the oldest entry."""
        return [self.suggestion(wanted, self.helpers[at]) for _score, at in self.scores(wanted, count)]

    def refused(self, wanted: Wanted) -> Iterator[tuple[Helper, No]]:
        """Who may not be asked, and why."""
        for one in self.helpers:
            if (no := why_not(wanted, one)) is not None:
                yield one, no

    def scores(self, wanted: Wanted, count: int) -> list[tuple[int, int]]:
        """The best as (points, place in `helpers`)."""
        left = self._may & ~_any(self._excluded, wanted.targets)
        if wanted.german:
            left &= self._german[wanted.german]
        grid, minutes, asked = wanted.grid, wanted.minutes, wanted.grid.bit_count()
        by_common = [_share(_TIME, common, asked) for common in range(asked + 1)] if asked else [_NO_TIME_ASKED]
        more = by_common[-1] + _WISHED + _WAITING  # what the other rules can still add
        wished = _any(self._skill, wanted.wished) | _any(self._interprets, wanted.languages)
        found: list[tuple[int, int, int]] = []  # (−points, −waiting days, place): the least is the best
        for bulk, group in self._groups(wanted, left):
            if len(found) == count and bulk + more < -found[-1][0]:
                break
            while group:
                low = group & -group
                group ^= low
                at = low.bit_length() - 1
                times, room, waiting, days = self._rest[at]
                if minutes <= room:
                    score = bulk + waiting + by_common[(grid & times).bit_count()]
                    found.append((-score - _WISHED if wished & low else -score, days, at))
            found.sort()
            del found[count:]
        return [(-score, at) for score, _days, at in found]

    def _groups(self, wanted: Wanted, left: int) -> list[tuple[int, int]]:
        """Who has how many points by the fields with few outcomes; the most points first."""
        groups = [(0, left)]
        for outcomes in (self._categories(wanted), self._targets(wanted), self._tongues(wanted), self._places(wanted)):
            split = []
            for points, group in groups:
                for more, those in outcomes:
                    if part := group & those:
                        split.append((points + more, part))
                        group ^= part
                        if not group:
                            break
            groups = split
        return sorted(groups, reverse=True)

    def _categories(self, wanted: Wanted) -> list[tuple[int, int]]:
        same = self._group.get(group_of(wanted.category), 0)
        field = self._field.get(wanted.field, 0) if wanted.field else 0
        return [(30, self._category.get(wanted.category, 0)), (18, same), (12, field), (0, self._all)]

    def _targets(self, wanted: Wanted) -> list[tuple[int, int]]:
        if EVERYBODY in wanted.targets:
            return [(_OPEN_TO_ALL, self._open), (15, self._all)]
        return [(15, _any(self._target, {*wanted.targets, EVERYBODY})), (_OPEN_TO_ALL, self._open), (0, self._all)]

    def _tongues(self, wanted: Wanted) -> list[tuple[int, int]]:
        if not wanted.languages:
            return [(_NO_LANGUAGE_ASKED, self._all)]
        fluent, some = _any(self._fluent, wanted.languages), _any(self._some, wanted.languages)
        return [(15, fluent), (8, some), (0, self._all)]

    def _places(self, wanted: Wanted) -> list[tuple[int, int]]:
        if wanted.area is None:
            return [(6, self._all)]
        near = _any(self._area, self._neighbours.get(wanted.area, frozenset()))
        return [(10, self._area.get(wanted.area, 0)), (6, near), (4, self._mobile), (0, self._all)]


def _room(helper: Helper) -> float:
    """Minutes a week that are left; no limit where none is known."""
    return inf if helper.most is None else helper.most - helper.agreed


def _bits(flags: Iterable[bool]) -> int:
    """One integer with a bit for each flag, the first lowest."""
    return int("".join("1" if flag else "0" for flag in flags)[::-1] or "0", 2)


def _any(by: Mapping[object, int], values: Iterable[object]) -> int:
    """Who has one of these values."""
    found = 0
    for value in values:
        found |= by.get(value, 0)
    return found
