"""Everything that a report to the council says, as one value: what is gathered once, frozen, and told from then on.

A paper is `compose(facts, public)` and nothing else, whether it is a draft or frozen. So whatever a section is to say
stands here: give every new field a default (older snapshots lack it), fill it in `reports.council_gather`, and read it
in the section. A figure keeps the records behind it; both twins are told from the same facts, the public one through
`disclosure`. Canonical JSON of it is the payload of a `Snapshot`.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from bezirkskoordination.records.council import Publicity, Section
from bezirkskoordination.rules import canonical
from bezirkskoordination.rules.figures import Behind, Figure, Part
from bezirkskoordination.rules.late import Late
from bezirkskoordination.rules.periods import Period

#: The rules by which figures are computed; raised whenever the same records would give another figure.
RULES_VERSION = "1"


@dataclass(frozen=True, slots=True)
class Office:
    """Who writes to whom, named as on the day of the sitting; `sign` is „Unser Zeichen“, „KfI 111-2026-02“."""

    name: str
    district_number: str = ""
    district_name: str = ""
    council: str = ""
    sign: str = ""


@dataclass(frozen=True, slots=True)
class Stop:
    """A line of the Beratungsfolge; `role` is the competence in words, without its brackets."""

    body: str
    role: str = ""
    on: date | None = None
    publicity: Publicity = Publicity.PUBLIC


@dataclass(frozen=True, slots=True)
class Basis:
    """What the office was set up by; `amended` says in words that the motion was changed. All may be unknown."""

    on: date | None = None
    council: str = ""
    paper: str = ""
    amended: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """What people say in the paper; it may change until the report is released."""

    kind: str
    subject: str
    dated_on: date
    office: Office
    route: tuple[Stop, ...]
    basis: Basis
    number: str = ""
    draft: bool = True
    sections: tuple[Section, ...] = ()
    signed_by: str = ""
    #: Sentences of the settings that every report has: the limits, and that nothing is promised.
    standing: tuple[str, ...] = ()
    #: „Unser Zeichen“ of the report that this one corrects.
    corrects: str = ""
    #: Days of the period on which nobody was appointed to coordinate.
    vacant: tuple[Period, ...] = ()


@dataclass(frozen=True, slots=True)
class Member:
    """An institution of the network as the annex lists it."""

    name: str
    kind: str
    place: str
    behind: Behind = ()


@dataclass(frozen=True, slots=True)
class Recommendation:
    """What a round table recommends to the council, in its words."""

    on: date
    text: str


@dataclass(frozen=True, slots=True)
class Mandated:
    """What the council gave to do: in its words, by which paper or sitting, and how far it is at the Stichtag."""

    text: str
    given_on: date
    status: str
    source: str = ""
    due_on: date | None = None
    done_on: date | None = None
    publicity: Publicity = Publicity.PUBLIC
    behind: Behind = ()


@dataclass(frozen=True, slots=True)
class Label:
    """How a code of a value list was called when the facts were gathered."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class Threshold:
    """From how many on the public reads a figure, by the setting that says it."""

    name: str
    least: int


@dataclass(frozen=True, slots=True)
class Facts:
    """The paper's whole content. `taken_at` (UTC) is empty for a draft, whose figures are those of today.

    `now`, `then` and `earlier` are the figures of the period, of the one before, and of the one before that (without
    the records behind them: only suppression asks for it). Money compares with `year_before`, the same day a year
    earlier. `spent` is what was laid out in the period by kind (cents), `receipts` their number in the Haushaltsjahr.
    """

    period: Period
    words: Words
    thresholds: tuple[Threshold, ...]
    now: tuple[Figure, ...]
    then: tuple[Figure, ...]
    earlier: tuple[Figure, ...]
    year_before: tuple[Figure, ...]
    rules_version: str = RULES_VERSION
    taken_at: str = ""
    spent: tuple[Part, ...] = ()
    receipts: tuple[Part, ...] = ()
    org_types: tuple[Label, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    members: tuple[Member, ...] = ()
    orders: tuple[Mandated, ...] = ()
    #: How far the journal went when the figures were frozen.
    mark: int = 0
    #: What the last report said (without the records behind it), and what of its time was entered only since.
    last: "Facts | None" = None
    late: tuple[Late, ...] = ()
    #: Of a Berichtigung: what the report said that it corrects.
    corrected: "Facts | None" = None

    @property
    def before(self) -> Period:
        """The period to compare with."""
        return self.period.before()

    def label(self, code: str) -> str:
        """How a kind of institution was called; the code itself when there was none."""
        return next((one.label for one in self.org_types if one.code == code), code)


def sealed(facts: Facts) -> Facts:
    """The facts as they are kept: what is frozen is to be released, and its checksum is the same before and after."""
    return replace(facts, words=replace(facts.words, draft=False))


def bare(facts: Facts) -> Facts:
    """What a report said, without the records behind it and without what others had said before: to compare with."""
    return replace(
        facts,
        now=tuple(map(_bare, facts.now)),
        then=tuple(map(_bare, facts.then)),
        year_before=tuple(map(_bare, facts.year_before)),
        spent=_bare_parts(facts.spent),
        receipts=_bare_parts(facts.receipts),
        late=(),
        last=None,
        corrected=None,
    )


def bare_figures(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    """Figures that others are only compared with: nobody opens the records behind them."""
    return tuple(map(_bare, figures))


def _bare(figure: Figure) -> Figure:
    return replace(figure, behind=(), breakdown=_bare_parts(figure.breakdown))


def _bare_parts(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    return tuple(replace(part, behind=()) for part in parts)


def behind(facts: Facts) -> frozenset[tuple[str, str]]:
    """Every record behind a figure of the period or of the one before."""
    return frozenset(key for one in (*facts.now, *facts.then) for key in one.behind)


def to_json(facts: Facts) -> str:
    """The facts as canonical JSON (domain model 5.6.2)."""
    return canonical.dumped(facts)


def from_json(payload: str) -> Facts:
    """The facts of a payload; ValueError for what is none."""
    return canonical.loaded(Facts, payload)
