"""Where the letters of a line stand when it runs right to left; compared with Qt, which knows the whole algorithm."""

from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QTextLayout, QTextOption

from bezirkskoordination import ui  # noqa: F401 - its guard must run before PySide6 is at work
from bezirkskoordination.reports import bidi, text
from bezirkskoordination.reports.consent_texts import texts
from bezirkskoordination.reports.shaping import chunks_backward

#: No marks and no dotted letters: their dots are glyphs of their own, whose place says nothing of the order.
LETTERS = "دور12ab .,()-:/٣%€–[]+"
lines = st.text(st.sampled_from(LETTERS), min_size=1, max_size=14)


def as_qt_draws_it(line: str, right_to_left: bool) -> list[int]:
    layout = QTextLayout(line, QFont("Noto Sans", 12))
    option = QTextOption()
    option.setTextDirection(Qt.LayoutDirection.RightToLeft if right_to_left else Qt.LayoutDirection.LeftToRight)
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout.setTextOption(option)
    layout.beginLayout()
    layout.createLine().setLineWidth(10_000)
    layout.endLayout()
    found: dict[int, float] = {}
    for run in layout.glyphRuns(0, len(line), QTextLayout.GlyphRunRetrievalFlag.RetrieveAll):
        for place, at in zip(run.positions(), run.stringIndexes(), strict=True):
            found[at] = min(found.get(at, 1e9), place.x())
    return sorted(found, key=lambda at: found[at])


@given(lines, st.booleans())
@settings(max_examples=400)
def test_letters_stand_where_qt_puts_them(qapp: Any, line: str, right_to_left: bool) -> None:
    drawn = as_qt_draws_it(line, right_to_left)
    # Where two fonts share a line, Qt loses count of its letters; what it told then is no witness.
    assume(len(drawn) == len(line))
    assert bidi.order(line, right_to_left) == drawn


@given(lines, st.booleans())
def test_every_character_has_one_place(line: str, right_to_left: bool) -> None:
    assert sorted(bidi.order(line, right_to_left)) == list(range(len(line)))


def shown(*texts: tuple[str, bool]) -> list[str]:
    return [chunk.text for _at, chunk in chunks_backward(texts)]


def test_german_words_inside_an_arabic_line_keep_their_order() -> None:
    assert shown(("مجلس الحي (Stadtbezirksrat) علني", False)) == [
        "علني", ") ", "Stadtbezirksrat", "(", "مجلس الحي ",
    ]  # fmt: skip
    assert shown(("1. يجوز", False)) == ["يجوز", ". ", "1"]


def test_weights_go_with_their_words() -> None:
    found = list(chunks_backward([("نص ", False), ("مهم", True), (" آخر", False)]))
    assert [at for at, _chunk in found] == sorted((at for at, _chunk in found), reverse=True)
    assert [chunk.face.fontName for at, chunk in found if at == 1] == ["NotoSansArabic-Bold"]


@given(st.lists(st.tuples(lines, st.booleans()), min_size=1, max_size=4))
def test_nothing_is_lost(texts: list[tuple[str, bool]]) -> None:
    found = list(chunks_backward(texts))
    for at, (words, _bold) in enumerate(texts):
        assert sorted("".join(chunk.text for place, chunk in found if place == at)) == sorted(words)


@pytest.mark.parametrize("code", ["ar", "fa"])
def test_lines_laid_out_backward_stay_in_their_column(code: str) -> None:
    """They are broken by widths measured in reading order; turned round they are as wide."""
    one = texts(code)
    for words in (*one.said.values(), *one.ticks.values()):
        for line in text.wrap(words.replace("{office}", "Koordinierungsstelle"), 10, 200):
            drawn = chunks_backward([(piece.text, piece.bold) for piece in line.pieces])
            assert sum(chunk.width for _at, chunk in drawn) / 100 == pytest.approx(line.width, abs=0.5)
