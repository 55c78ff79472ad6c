"""Wrapping and shaping of hostile and foreign text."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bezirkskoordination.records.refusal import Refused
from bezirkskoordination.reports import fonts, text
from bezirkskoordination.reports.document import Run
from bezirkskoordination.reports.shaping import chunks, clean, measure

#: Everything a database can hand over, with the troublemakers more often than chance would have it.
TROUBLE = ["<b>", "&amp;", '"', "محمد العلي", "رضا\u200cنیا", "ተስፋይ", "L\u0325", "u\u0308", "😀", "\x00", "\ud800"]
TROUBLE += ["\u202e", "\u2067", "\u2069", "\u00ad", " ", "\u00a0", "-", "(030)", "\n", "A" * 300, "\uffff", "\t"]
hostile = st.lists(st.sampled_from(TROUBLE) | st.text(max_size=8)).map("".join)


def _squeezed(words: str) -> str:
    return clean(words).replace(" ", "").replace("\n", "")


@given(hostile, st.floats(min_value=1, max_value=400), st.booleans())
@settings(deadline=None)
def test_wrapping_loses_nothing_and_stays_in_its_column(words: str, column: float, bold: bool) -> None:
    lines = text.wrap(words, 10, column, bold)

    assert "".join(line.text for line in lines).replace(" ", "") == _squeezed(words)
    for line in lines:
        letters = [char for char in line.text if not text._clings(char)]
        assert line.width <= column + 0.01 or len(letters) <= 1
        assert line.width == pytest.approx(text.width(line.text, 10, bold), abs=0.01)


@given(st.lists(st.tuples(hostile, st.booleans(), st.booleans())), st.floats(min_value=20, max_value=300))
@settings(deadline=None)
def test_runs_keep_their_weight_through_wrapping(runs: list[tuple[str, bool, bool]], column: float) -> None:
    lines = text.wrap(tuple(Run(*run) for run in runs), 10, column)

    for bold in (True, False):
        kept = "".join(piece.text for line in lines for piece in line.pieces if piece.bold is bold)
        assert kept.replace(" ", "") == "".join(_squeezed(words) for words, weight, _ in runs if weight is bold)


usual = st.lists(st.sampled_from([*"aäßıŁ .,-–/", "E-Mail", "Straße ", "  ", "Führungszeugnis"])).map("".join)


@given(st.lists(st.tuples(usual | hostile, st.booleans(), st.booleans()), min_size=1), st.floats(20, 300))
@settings(deadline=None)
def test_the_quick_way_gives_the_lines_of_the_long_one(runs: list[tuple[str, bool, bool]], column: float) -> None:
    words = runs[0][0] if len(runs) == 1 else tuple(Run(*run) for run in runs)
    quick = text.wrap(words, 10, column), text.narrowest(words, 10)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(text, "_reached", lambda _pieces: None)
        slow = text.wrap(words, 10, column), text.narrowest(words, 10)
    assert quick[0] == slow[0]
    assert quick[1] == pytest.approx(slow[1])


@given(usual | hostile, st.booleans())
@settings(deadline=None)
def test_a_text_is_as_wide_as_its_chunks(words: str, bold: bool) -> None:
    for line in clean(words).split("\n"):
        assert measure(line, bold) == pytest.approx(sum(chunk.width for chunk in chunks(line, bold)))


@given(usual | hostile)
def test_cleaning_what_is_clean_changes_nothing(words: str) -> None:
    cleaned = clean(words)
    assert clean(cleaned) == cleaned == unicodedata.normalize("NFC", cleaned)


@given(hostile)
@settings(deadline=None)
def test_a_column_as_wide_as_the_text_breaks_nothing(words: str) -> None:
    wanted = text.natural(words, 10)

    assert [line.text for line in text.wrap(words, 10, wanted)] == clean(words).split("\n")
    assert text.narrowest(words, 10) <= wanted + 0.01


@given(hostile)
@settings(deadline=None)
def test_chunks_show_every_character_once(words: str) -> None:
    for line in clean(words).split("\n"):
        shown = "".join(chunk.text for chunk in chunks(line, False))
        steering = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
        assert sorted(shown) == sorted(char for char in line if char not in steering)


def _said(words: str) -> list[tuple[str, bool]]:
    return [(chunk.text, chunk.right_to_left) for chunk in chunks(words, False)]


def test_a_name_runs_right_to_left_and_the_german_around_it_does_not() -> None:
    assert _said("Frau محمد العلي (030 23125-100), Ort") == [
        ("Frau ", False),
        ("محمد العلي", True),
        (" (030 23125-100), Ort", False),
    ]
    name = chunks("محمد العلي", False)[0]
    assert [glyph.cluster for glyph in name.glyphs] == sorted((g.cluster for g in name.glyphs), reverse=True)


def test_two_names_in_a_german_list_keep_the_order_of_the_list() -> None:
    assert _said("محمد العلي, مریم رضایی") == [("محمد العلي", True), (", ", False), ("مریم رضایی", True)]


def test_numbers_between_right_to_left_words_stand_in_their_order() -> None:
    assert _said("شارع 15 النور") == [("النور", True), (" ", True), ("15", False), ("شارع ", True)]
    assert _said("تهران ۱۲۳") == [("۱۲۳", False), ("تهران ", True)]


def test_a_colon_between_right_to_left_words_belongs_to_them() -> None:
    said = _said("unter 18: Vertretung · دون 18 عاماً: الممثل القانوني")
    drawn = ["unter 18: Vertretung · ", "الممثل القانوني", ": ", "عاماً", " ", "18", "دون "]
    assert [words for words, _ in said] == drawn
    assert _said("الاسم: ") == [("الاسم", True), (": ", False)]


def test_a_bracket_opened_in_a_right_to_left_name_is_closed_in_it() -> None:
    assert "".join(words for words, backward in _said("مریم (رضایی) ja") if not backward) == " ja"


def test_arabic_letters_are_joined_and_a_non_joiner_parts_them() -> None:
    face = fonts.face("NotoSansArabic")
    joined = [glyph.code for glyph in face.shape("مم", True)]
    parted = [glyph.code for glyph in face.shape("م\u200cم", True) if glyph.advance]

    assert len(set(joined)) == 2  # an initial and a final form
    assert len(set(parted)) == 1  # twice the form of a letter alone


def test_marks_that_cannot_be_composed_are_placed_and_the_others_composed() -> None:
    assert clean("u\u0308ber") == "über"
    (shaped,) = chunks("L\u0325", False)
    assert shaped.glyphs[1].advance == 0
    assert shaped.glyphs[1].dx != 0


def test_breaks_come_after_hyphens_in_words_but_not_in_numbers_or_at_hard_blanks() -> None:
    lines = [line.text for line in text.wrap("Hondelage-Volkmarode 16-01716 E-Mail z.\u00a0B.", 10, 60)]
    assert lines == ["Hondelage-", "Volkmarode", "16-01716", "E-Mail z.\u00a0B."]
    assert text.narrowest("E-Mail z.\u00a0B.", 10) == text.width("E-Mail", 10)


def test_what_cannot_be_seen_is_dropped_and_what_is_broken_is_shown() -> None:
    assert clean("a\u00adb\u200bc\ufe0f\r\nd\te\x00\ud800") == "abc\nd e\ufffd\ufffd"


def test_a_missing_font_is_refused_in_german(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:
    monkeypatch.setattr(fonts, "resource", lambda *parts: tmp_path.joinpath(*parts))
    with pytest.raises(Refused, match=r"NotoSansNowhere-Bold\.ttf.*nichts geschrieben.*installieren"):
        fonts.face("NotoSansNowhere", bold=True)


@pytest.mark.parametrize("family", fonts.FAMILIES)
@pytest.mark.parametrize("bold", [False, True])
def test_the_fonts_brought_along_are_small_and_static(family: str, bold: bool) -> None:
    face = fonts.face(family, bold)
    size = fonts.resource("fonts", face.file_name).stat().st_size
    assert size < (350_000 if family == "NotoSans" else 220_000)
    assert "fvar" not in {tag if isinstance(tag, str) else tag.decode() for tag in face.face.table}
    assert (fonts.resource("fonts", "OFL.txt")).read_text("utf-8").count("Noto Project Authors") == 3


def test_the_fonts_hold_the_letters_people_need() -> None:
    needed = "ẞäöüßŁŻżółćĐặịọĞğıŠžǾŐőÅøþðŊŋ ҐґЄєІіЇї Ωμέγα – — „“”‚‘’•…€₴₺₽№ ²³₂½ −× ␣"[:-2]
    assert set(needed) <= fonts.face("NotoSans").has
    assert set("محمدالعليپچژگکی۱۲۳٣،؟\u200c") <= fonts.face("NotoSansArabic").has
    assert set("ኣብርሃምተስፋይ።፡") <= fonts.face("NotoSansEthiopic").has
