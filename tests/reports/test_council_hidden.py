"""A paper tells no number that its published figures do not tell: no table, bar, alternative text, caption or sentence.

So whoever attacks the paper has what `tests/rules/attacker.py` has, and nothing more.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from tests.rules.attacker import chain_readings, gives_away, line_readings

from bezirkskoordination.records.council import Publicity, Section
from bezirkskoordination.reports import docx, pdf, xlsx
from bezirkskoordination.reports.council_figures import Comparison, shown
from bezirkskoordination.reports.council_gather import Request, gather
from bezirkskoordination.reports.council_report import compose
from bezirkskoordination.reports.document import BarChart, Document, Paragraph, Table, plain
from bezirkskoordination.reports.passages import passages
from bezirkskoordination.rules import facts as told
from bezirkskoordination.rules.disclosure import has_shares
from bezirkskoordination.rules.facts import Facts, Mandated, Member, Recommendation, Stop
from bezirkskoordination.rules.figures import Figure, Part
from bezirkskoordination.rules.periods import Period
from bezirkskoordination.rules.report_sections import SECTIONS
from bezirkskoordination.store.office import OfficeFile

NOW = Period(date(2026, 5, 1), date(2026, 10, 31))
FIELDS = ("Sprache", "Arbeit", "Gesundheit", "Wohnen", "Freizeit")
FLOWS = {"K12": 1, "K12R": 1, "K13": -1}

lines = st.lists(st.integers(0, 12), min_size=1, max_size=5)
moved = st.tuples(st.integers(0, 5), st.integers(0, 3), st.integers(0, 5))


@pytest.fixture
def nothing(office: OfficeFile) -> Facts:
    return gather(office.read, Request(NOW, NOW.end))


def parts(values: list[int]) -> tuple[Part, ...]:
    return tuple(Part(label, value) for label, value in zip(FIELDS, values, strict=False) if value)


def figures(base: tuple[Figure, ...], values: dict[str, int], broken: dict[str, list[int]]) -> tuple[Figure, ...]:
    return tuple(
        replace(one, value=values.get(one.code, one.value), breakdown=parts(broken.get(one.code, [])))
        if one.code in values
        else one
        for one in base
    )


@st.composite
def districts(draw: st.DrawFn) -> list[tuple[dict[str, int], dict[str, list[int]]]]:
    """Three periods that follow one another: figures that add up, and breakdowns of some."""
    stock, waiting = draw(st.sampled_from((0, 2, 4, 20))), draw(st.sampled_from((0, 3, 6, 20)))
    periods = []
    for _ in range(3):
        new, returned, left = draw(moved)
        left = min(left, stock + new + returned)
        stock += new + returned - left
        came = draw(lines)
        gone = min(draw(st.integers(0, 30)), waiting + sum(came))
        values = {
            "K11": stock, "K12": new, "K12R": returned, "K13": left, "K01": sum(came), "K02A": waiting, "K02W": 0,
            "K02D": 0, "K02E": gone, "K08": 2 * sum(came),
        }  # fmt: skip
        waiting += sum(came) - gone
        periods.append((values | {"K02": waiting}, {"K01": came, "K13": [left]}))
    return periods


def paper_of(nothing: Facts, periods: list[tuple[dict[str, int], dict[str, list[int]]]]) -> tuple[Facts, Document]:
    earlier, then, now = (figures(nothing.now, *one) for one in periods)
    facts = replace(nothing, earlier=earlier, then=then, now=now)
    return facts, compose(facts, True)


def numbers(text: str) -> list[str]:
    """The whole numbers of a text, dates left out."""
    no_number = r"\d{1,2}\.\d{1,2}\.(?:\d{4})?|Abb\. \d+|<\s?\d+|Weitere \(\d+\)"
    without = re.sub(no_number, " ", text.replace("\u00a0", " "))
    return re.findall(r"\d+(?:\.\d{3})*", without)


@settings(max_examples=40)
@given(periods=districts())
def test_charts_and_words_tell_no_number_that_is_not_published(nothing: Facts, periods: list[Any]) -> None:
    facts, paper = paper_of(nothing, periods)
    public = Comparison.of(facts, True)
    every = [one for side in (public.now, public.then) for one in side.values()]
    published = {shown(one.value) for one in every} | {shown(part.value) for one in every for part in one.breakdown}
    for block in paper.blocks:
        if isinstance(block, BarChart):
            words = f"{block.alternative} {block.caption}"
            bars = {bar.shown for series in block.series for bar in series.bars}
            assert bars <= published
            assert all(bar.value == int(bar.shown) for series in block.series for bar in series.bars)
            assert set(numbers(block.alternative)) <= bars
            assert numbers(block.caption) == []
            assert "%" not in words
        elif isinstance(block, Paragraph) and block.small:
            assert set(numbers(plain(block.words))) <= published, block.words
    shares = [one.text for one in passages(paper) if "%" in one.text or "Prozent" in one.text]
    assert len(shares) <= 1
    assert not shares or (has_shares(public.now["K01"]) and shares[0].startswith("Am häufigsten gemeldet"))


@settings(max_examples=40)
@given(periods=districts())
def test_no_small_number_follows_from_the_tables_of_a_paper(nothing: Facts, periods: list[Any]) -> None:
    """The attacker reads the tables as they are printed, and reasons over all three periods."""
    facts, paper = paper_of(nothing, periods)
    public = Comparison.of(facts, True)
    chain = [public.then, public.now]
    for at, possible in enumerate(chain_readings(chain, "K11", FLOWS, 3, 60)):
        true = periods[at + 1][0]
        for code in ("K11", *(FLOWS if at else ())):
            assert true[code] in possible[code]
            assert not (0 < true[code] < 3 and gives_away(possible[code], 3)), (code, true)
    for side, (true, broken) in zip(chain, periods[1:], strict=True):
        one = side["K01"]
        known = one.value if isinstance(one.value, int) else None
        assert known in (None, true["K01"])
        if known is not None:
            labels = [label for label, value in zip(FIELDS, broken["K01"], strict=False) if value]
            found = line_readings(one, 5, labels, cunning=True) if labels else {}
            for label, value in zip(FIELDS, broken["K01"], strict=False):
                assert not (0 < value < 5 and gives_away(found[label], 5))
    cells = {
        plain(row[0]): [plain(cell) for cell in row[1:3]]
        for table in paper.blocks
        if isinstance(table, Table) and len(table.columns) == 4
        for row in table.rows
    }
    for code, least in (("K12", 3), ("K13", 3), ("K01", 5), ("K02", 5), ("K08", 5)):
        label = str(public.now[code].figure.label)
        for at, (true, _) in enumerate(reversed(periods[1:])):
            if label in cells and 0 < true[code] < least:
                assert not cells[label][at].isdigit(), (code, cells[label])


# --- hostile words ------------------------------------------------------------------------------

HOSTILE = (
    "<b>&amp;</b> & " + "X" * 2000 + " \U0001f600 \u202everkehrt\u202c محمد (030) \u200b\u200d\ufeff Zeile\nZeile\n\n"
    "– Strich\n– <i>zwei \U0001fae8 ኣልማዝ"
)


def test_hostile_words_in_every_field_are_printed(nothing: Facts) -> None:
    day = NOW.end
    words = replace(
        nothing.words, subject=HOSTILE, office=told.Office(*(HOSTILE,) * 5), number=HOSTILE, signed_by=HOSTILE,
        route=(Stop(HOSTILE, HOSTILE, day), Stop("Rat", "", None, Publicity.CLOSED)), standing=(HOSTILE,),
        basis=told.Basis(day, HOSTILE, HOSTILE, HOSTILE),
        sections=tuple(Section(key=kind.key, text=HOSTILE) for kind in SECTIONS),
    )  # fmt: skip
    lines = (replace(one, breakdown=(Part(HOSTILE, 8), Part("b", 7)), value=15) for one in nothing.now)
    facts = replace(
        nothing, words=words, now=tuple(lines), members=(Member(HOSTILE, HOSTILE, HOSTILE),),
        recommendations=(Recommendation(day, HOSTILE),), orders=(Mandated(HOSTILE, day, HOSTILE, HOSTILE, day, day),),
    )  # fmt: skip
    for public in (True, False):
        paper = compose(facts, public)
        data = pdf.render(paper)
        assert data.startswith(b"%PDF")
        assert docx.render(paper).startswith(b"PK")
        assert xlsx.render(paper).startswith(b"PK")
    text = "".join(_pages(data))
    assert "<b>&amp;</b> &" in text
    assert "\U0001fae8" in text  # nobody can draw it: a box, and the letter itself for the clipboard


def _pages(data: bytes) -> Iterator[str]:
    yield from (page.extract_text() for page in PdfReader(BytesIO(data)).pages)
