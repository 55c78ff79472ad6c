"""How the council report tells a published figure: beside the one before, in a table, as a chart. For its sections.

Takes every figure as the rules computed and published it; refuses to count anything itself, and to know whose
report it is.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Self

from bezirkskoordination.i18n import N_, Text
from bezirkskoordination.records.kinds import (
    NBSP,
    grouped,
    show_cents,
    show_date,
    show_hours,
    show_hundredths,
    show_tenths,
)
from bezirkskoordination.reports.document import (
    Align,
    Bar,
    BarChart,
    Block,
    Column,
    Heading,
    Paragraph,
    Series,
    Table,
)
from bezirkskoordination.rules import disclosure, figures
from bezirkskoordination.rules.disclosure import Published, Shown, Thresholds
from bezirkskoordination.rules.facts import Facts
from bezirkskoordination.rules.figures import Figure, Guard
from bezirkskoordination.rules.periods import Period

MINUS = "\u2212"
UNKNOWN = f"n.{NBSP}e."


@dataclass(frozen=True, slots=True)
class Comparison:
    """The published figures of a period beside those of the period before: what a section may tell of the facts.

    A section takes counts of people from `now` and `then` only, which hide what is too small for this paper.
    """

    facts: Facts
    thresholds: Thresholds
    now: dict[str, Published]
    then: dict[str, Published]

    @classmethod
    def of(cls, facts: Facts, public: bool) -> Self:
        """Counts of people below their threshold are hidden in a public paper; the other shows all.

        What the last report, or the one that is corrected, has told of the same figures stays told as it was.
        """
        thresholds = {one.name: one.least for one in facts.thresholds} if public else {}
        last = facts.last if facts.last is not None and facts.last.period == facts.before else None
        earlier = disclosure.publish(facts.earlier, thresholds)
        told = cls.of(last, public).now if last else None
        then = disclosure.publish(facts.then, thresholds, [earlier], told)
        told = cls.of(facts.corrected, public).now if facts.corrected else None
        now = disclosure.publish(facts.now, thresholds, [earlier, then], told)
        return cls(facts, thresholds, now, then)

    @property
    def period(self) -> Period:
        """The period of the report."""
        return self.facts.period

    @property
    def before(self) -> Period:
        """The period to compare with."""
        return self.facts.before

    @property
    def days(self) -> tuple[str, str]:
        """Both Stichtage as heads: „am 31.10.2026“ and the one before."""
        return _ON(show_date(self.period.end)), _ON(show_date(self.period.eve))

    @property
    def periods(self) -> tuple[str, str]:
        """Both periods as heads: „01.05.–31.10.2026“ and the one before."""
        return str(self.period), str(self.before)

    @property
    def is_public(self) -> bool:
        """Whether anything is hidden in this paper."""
        return bool(self.thresholds)

    def threshold(self, guard: Guard) -> int:
        """From how many on such a figure is told; 0 in an internal paper."""
        return self.thresholds.get(guard.value, 0)

    def pair(self, code: str) -> tuple[Published, Published] | None:
        """A figure now and before; None if it was not counted when these facts were gathered."""
        return (self.now[code], self.then[code]) if code in self.now and code in self.then else None

    def tells(self, *codes: str) -> bool:
        """Whether one of these figures has something to tell, now or before."""
        return any(one.value for code in codes for one in self.pair(code) or ())


def shown(value: Shown) -> str:
    """A count as printed: „1.286“, „< 3“, „.“ or „n. e.“."""
    if isinstance(value, int):
        return grouped(value)
    return UNKNOWN if value is None else value.replace("<", f"<{NBSP}")


def said(told: Published) -> str:
    """A published figure as printed, in its unit."""
    return _shown_in(told.figure, told.value)


def _clock(minutes: int) -> str:
    """„26:35“: below one another, all in one form."""
    return f"{grouped(minutes // 60)}:{minutes % 60:02d}"


#: How long talks took is told to the minute; the hours that people gave are told like those of a certificate.
DURATIONS = frozenset(("K16M", "K16bM"))
#: Units that are kept in a smaller one.
_IN_UNIT: dict[str, Callable[[int], str]] = {figures.TENTHS: show_tenths, figures.LESSONS: show_hundredths}


def _as_printed(told: Published) -> Published:
    """A figure that is printed in tenths of an hour, rounded to them: a difference must come from what is printed."""
    if told.figure.unit != figures.MINUTES or told.figure.code in DURATIONS or not isinstance(told.value, int):
        return told
    return replace(told, value=(told.value + 3) // 6 * 6)


def _shown_in(figure: Figure, value: Shown) -> str:
    if not isinstance(value, int):
        return shown(value)
    if figure.unit == figures.MINUTES:
        return _clock(value) if figure.code in DURATIONS else show_hours(value)
    return _IN_UNIT.get(figure.unit, shown)(value)


def changed(now: Published, before: Published, exact: bool) -> str:
    """A difference as printed: „+5“, „−3“, „0“, „etwa gleich“ or „–“."""
    change = disclosure.difference(_as_printed(now), _as_printed(before), exact)
    if not isinstance(change, int):
        return change
    words = _shown_in(now.figure, abs(change))
    return f"+{words}" if change > 0 else f"{MINUS}{words}" if change < 0 else words


def money(cents: int | None) -> str:
    """An amount with two decimals, or „n. e.“."""
    return UNKNOWN if cents is None else show_cents(cents)


def columns(*heads: str, first: str) -> tuple[Column, ...]:
    """The columns of a table of figures; the names on the left take what room is left."""
    return (Column(first, weight=3.0), *(Column(head, Align.RIGHT) for head in heads))


# --- tables -------------------------------------------------------------------------------

_ON = N_("Report", "am {}")
_CHANGE = N_("Report", "Veränderung")
_DURATION = N_("Report", "Dauer (Stunden:Minuten)")
_PROTECTED = N_("Report", "{}: zum Schutz der Personen nicht ausgewiesen.")
_AND_MERGED = N_("Report", "{}: zum Schutz der Personen nicht ausgewiesen oder zusammengefasst.")
_AND = N_("Report", " und ")
_NOTED = N_("Report", "{}: {}.")
TOTAL = N_("Report", "Summe")
_MERGED = N_("Report", "Weitere")
_WITHHELD = N_("Report", "Die Gliederung ist zum Schutz der Personen nicht ausgewiesen.")


def compared(told: Comparison, codes: Sequence[str], first: str, heads: tuple[str, str]) -> Table | None:
    """Figures now and before with their difference; nothing when there is nothing to tell.

    A code with „?“ behind it is left out where it counts nothing, now and before.
    """
    named = [(code.rstrip("?"), code.endswith("?")) for code in codes]
    pairs = [pair for code, optional in named if (pair := told.pair(code)) and (told.tells(code) or not optional)]
    if not any(one.value for pair in pairs for one in pair):
        return None
    rows = tuple(
        (_label(now.figure), said(now), said(before), changed(now, before, not told.is_public)) for now, before in pairs
    )
    notes = [_NOTED(now.figure.label, now.figure.note) for now, _ in pairs if now.figure.note and now.value]
    caption = " ".join(filter(None, (*notes, _protection(rows))))
    return Table(columns(*heads, str(_CHANGE), first=first), rows, caption=caption)


def _label(figure: Figure) -> str:
    """How a row is called; a duration stands below what it is the duration of."""
    return str(_DURATION if figure.code in DURATIONS else figure.label)


def _protection(rows: Sequence[tuple[str, ...]]) -> str:
    """The note below a table that hides something."""
    cells = [cell for row in rows for cell in row[1:]]
    signs = sorted({cell for cell in cells if cell.startswith("<") or cell == disclosure.HIDDEN}, reverse=True)
    merged = [f"„{row[0]}“" for row in rows if row[0].startswith(str(_MERGED))]
    if not (signs or merged):
        return ""
    return (_AND_MERGED if merged else _PROTECTED)(str(_AND).join([*(f"„{one}“" for one in signs), *merged]))


def by_kind(told: Comparison, code: str, first: str, heads: tuple[str, str]) -> Table | None:
    """A breakdown now and before with its total; nothing when there is none at all."""
    pair = told.pair(code)
    if pair is None or not any(one.value for one in pair) or not any(one.figure.breakdown for one in pair):
        return None
    now, before = pair
    rows = tuple((label, shown(one), shown(other)) for label, one, other in paired(now, before))
    total = (str(TOTAL), shown(now.value), shown(before.value))
    caption = _protection((*rows, total)) if rows or not now.withheld else str(_WITHHELD)
    return Table(columns(*heads, first=first), rows, total, caption)


def paired(now: Published, before: Published) -> list[tuple[str, Shown, Shown]]:
    """The lines of two breakdowns side by side, what is taken together last.

    A line that one of them lacks counts nothing there, or is among those that are not told by themselves.
    """
    both = now, before
    lines = [{part.label: part.value for part in one.breakdown if not part.merged} for one in both]
    absent = [0 if one.is_told_singly else disclosure.HIDDEN for one in both]
    found: list[tuple[str, Shown, Shown]] = [
        (label, lines[0].get(label, absent[0]), lines[1].get(label, absent[1]))
        for label in dict.fromkeys([*lines[0], *lines[1]])
    ]
    merged = [next((part for part in one.breakdown if part.merged), None) for one in both]
    if labels := {part.label for part in merged if part}:
        values = [part.value if part else disclosure.UNTOLD for part in merged]
        found.append((labels.pop() if len(labels) == 1 else str(_MERGED), values[0], values[1]))
    return found


# --- charts -------------------------------------------------------------------------------

_CHART = N_("Report", "{}, {}. Die Zahlen stehen in der Tabelle darunter.")
_CHART_OF_BOTH = N_("Report", "{}, {} und {}. Die Zahlen stehen in der Tabelle darunter.")
_NO_BAR = N_("Report", "Was verborgen ist, hat keinen Balken.")
_CHART_SAID = N_("Report", "Balkendiagramm: {}, {}: {}.")
_CHART_OF_BOTH_SAID = N_("Report", "Balkendiagramm: {}, {} und {}: {}.")
_BAR_SAID, _BAR_OF_BOTH_SAID = N_("Report", "{} {}"), N_("Report", "{} {}, vorher {}")


def chart(
    told: Comparison, code: str, what: Text, heads: tuple[str, str], drawn: Callable[[int, int], bool]
) -> BarChart | None:
    """The lines of a breakdown as bars, now and before; now alone where something of before is hidden.

    Only what is told may be drawn: whatever is hidden in the table has no bar. Nothing when nothing is to be drawn.
    """
    pair = told.pair(code)
    lines = paired(*pair) if pair else []
    told_now = [(label, one, other) for label, one, other in lines if isinstance(one, int)]
    numbers = [(label, one, other if isinstance(other, int) else 0) for label, one, other in told_now]
    bars = [line for line in numbers if drawn(line[1], line[2])]
    if not bars:
        return None
    series = [Series(heads[0], tuple(Bar(label, one, shown(one)) for label, one, _ in bars))]
    if all(isinstance(value, int) for _, *values in lines for value in values):
        series.append(Series(heads[1], tuple(Bar(label, other, shown(other)) for label, _, other in bars)))
        words = "; ".join(_BAR_OF_BOTH_SAID(label, shown(one), shown(other)) for label, one, other in bars)
        return BarChart(tuple(series), _CHART_OF_BOTH_SAID(what, *heads, words), _CHART_OF_BOTH(what, *heads))
    words = "; ".join(_BAR_SAID(label, shown(one)) for label, one, _ in bars)
    caption = _CHART(what, heads[0])
    hidden = f" {_NO_BAR}" if len(numbers) < len(lines) else ""
    return BarChart(tuple(series), _CHART_SAID(what, heads[0], words), caption + hidden)


def found(sentence: str) -> Block:
    """A sentence that the figures below prove, as a heading."""
    return Heading(sentence, level=2)


def nothing(sentence: Text, *values: object) -> list[Block]:
    """What a section says that has nothing to tell."""
    return [Paragraph(sentence(*values))]
