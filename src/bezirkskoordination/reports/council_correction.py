"""The section that makes a Berichtigung one: every value that was told otherwise, as it was, as it is, and why.

Both sides are what the respective paper publishes, so nothing is told here that neither of them tells. A reason is the
coordinator's own (kept as a section under `grund:CODE`), or else what became of the records behind the figure.
"""

from collections.abc import Iterator, Mapping

from bezirkskoordination.i18n import N_
from bezirkskoordination.reports.council_figures import Comparison, money, said, shown
from bezirkskoordination.reports.document import Align, Block, Column, Paragraph, Table
from bezirkskoordination.rules import figures
from bezirkskoordination.rules.disclosure import Published, Shown
from bezirkskoordination.rules.facts import Facts
from bezirkskoordination.rules.figures import CENTS, Figure, Part
from bezirkskoordination.rules.report_sections import SECTIONS

_HEADING = N_("Report", "Was berichtigt wird")
_REPLACES = N_("Report", "Dieser Bericht tritt an die Stelle des Berichts {}. Der Stichtag bleibt derselbe.")
_COLUMNS = (
    N_("Report", "Angabe"), N_("Report", "bisher"), N_("Report", "berichtigt"), N_("Report", "Grund"),
)  # fmt: skip
_SAME = N_("Report", "Keine veröffentlichte Zahl hat sich geändert.")
_TEXTS = N_("Report", "Geändert sind die Texte zu: {}.")
_BEFORE, _LAST_YEAR = N_("Report", "{}, Zeitraum davor"), N_("Report", "{}, Vorjahr")
_SPENT = N_("Report", "Auslagen im Zeitraum")
_MEMBER = N_("Report", "Institution im Netzwerk: {}")
_RECOMMENDED = N_("Report", "Empfehlung: {}")
_NAMED, _NOT_NAMED = N_("Report", "genannt"), N_("Report", "nicht genannt")
_ADDED, _GONE = N_("Report", "nachgetragen"), N_("Report", "entfallen")
_ADDED_AND_GONE = N_("Report", "teils nachgetragen, teils entfallen")
_CHANGED, _LEADS = N_("Report", "berichtigt"), N_("Report", "folgt daraus")
#: Own reasons are kept as sections under this word and the figure's code.
REASON = "grund:"

_Row = tuple[str, str, str, str]


def correction(told: Comparison) -> tuple[str, list[Block]]:
    """Heading and table; both empty for a report that corrects none."""
    old_facts = told.facts.corrected
    if old_facts is None:
        return "", []
    old = Comparison.of(old_facts, bool(told.thresholds))
    rows = tuple(_rows(told, old))
    heads = (*(Column(str(head), Align.RIGHT) for head in _COLUMNS[1:3]), Column(str(_COLUMNS[3]), weight=2.0))
    blocks: list[Block] = [Paragraph(_REPLACES(told.facts.words.corrects))]
    blocks.append(Table((Column(str(_COLUMNS[0]), weight=3.0), *heads), rows) if rows else Paragraph(str(_SAME)))
    if texts := _changed_texts(told.facts, old_facts):
        blocks.append(Paragraph(_TEXTS(", ".join(texts))))
    return str(_HEADING), blocks


def _rows(told: Comparison, old: Comparison) -> Iterator[_Row]:
    own = {one.key.removeprefix(REASON): one.text for one in told.facts.words.sections if one.key.startswith(REASON)}
    yield from _figures(told.now, old.now, "{}", own)
    yield from _figures(told.then, old.then, str(_BEFORE), {})
    now, then = figures.by_code(told.facts.year_before), figures.by_code(old.facts.year_before)
    for code in dict.fromkeys([*then, *now]):
        yield from _amounts(_LAST_YEAR(now[code].label), now[code], then[code])
    yield from _parts(str(_SPENT), told.facts.spent, old.facts.spent)
    yield from _named(str(_MEMBER), *([one.name for one in facts.members] for facts in (told.facts, old.facts)))
    yield from _named(
        str(_RECOMMENDED), *([one.text for one in facts.recommendations] for facts in (told.facts, old.facts))
    )


def _figures(
    now: Mapping[str, Published], then: Mapping[str, Published], called: str, own: Mapping[str, str]
) -> Iterator[_Row]:
    for code in dict.fromkeys([*then, *now]):
        if code not in now or code not in then:
            continue  # a figure that the other paper does not know is nothing that it told wrongly
        new, old = now[code], then[code]
        label, cents = called.format(new.figure.label), new.figure.unit == CENTS
        reason = " ".join(own.get(code, "").split()) or _reason(new.figure, old.figure)
        if new.value != old.value:
            yield label, _said(old, cents), _said(new, cents), reason
        values, earlier = ({part.label: part.value for part in one.breakdown} for one in (new, old))
        for part in dict.fromkeys([*earlier, *values]):
            before, after = earlier.get(part, 0), values.get(part, 0)
            if before != after:
                yield f"{label}: {part}", _cell(before, cents), _cell(after, cents), reason


def _said(one: Published, cents: bool) -> str:
    return money(one.value) if cents and not isinstance(one.value, str) else said(one)


def _cell(value: Shown, cents: bool) -> str:
    return money(value) if cents and not isinstance(value, str) else shown(value)


def _amounts(label: str, new: Figure, old: Figure) -> Iterator[_Row]:
    if new.value != old.value:
        yield label, money(old.value), money(new.value), _reason(new, old)
    yield from _parts(label, new.breakdown, old.breakdown)


def _parts(label: str, new: tuple[Part, ...], old: tuple[Part, ...]) -> Iterator[_Row]:
    values, earlier = ({part.label: part for part in parts} for parts in (new, old))
    for name in dict.fromkeys([*earlier, *values]):
        before, after = (parts.get(name, Part(name, 0)) for parts in (earlier, values))
        if before.value != after.value:
            yield f"{label}: {name}", money(before.value), money(after.value), _why(after.behind, before.behind)


def _named(called: str, new: list[str], old: list[str]) -> Iterator[_Row]:
    for name in dict.fromkeys([*old, *new]):
        if (name in old) != (name in new):
            before, after = (str(_NAMED if name in names else _NOT_NAMED) for names in (old, new))
            yield called.format(name), before, after, str(_ADDED if name in new else _GONE)


def _reason(new: Figure, old: Figure) -> str:
    return _why(new.behind, old.behind)


def _why(new: figures.Behind, old: figures.Behind) -> str:
    """What became of the records behind a value; how many there are is not told."""
    added, gone = set(new) - set(old), set(old) - set(new)
    if added and gone:
        return str(_ADDED_AND_GONE)
    if added or gone:
        return str(_ADDED if added else _GONE)
    return str(_CHANGED if new else _LEADS)


def _changed_texts(new: Facts, old: Facts) -> list[str]:
    texts, earlier = ({one.key: one.text for one in facts.words.sections if one.on} for facts in (new, old))
    return [str(one.label) for one in SECTIONS if texts.get(one.key, "") != earlier.get(one.key, "")]
