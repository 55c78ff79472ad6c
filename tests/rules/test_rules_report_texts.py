"""The coordinator's own words: places, open spots, and the difference between two texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bezirkskoordination.rules import figures
from bezirkskoordination.rules import report_texts as texts
from bezirkskoordination.rules.report_texts import ADDED, KEPT, REMOVED, Place

PLACES = {
    "K12": Place("K12", "Neu gewonnene Ehrenamtliche", "7"),
    "K12:vorher": Place("K12:vorher", "Neu gewonnene Ehrenamtliche (davor)", "4"),
    "K27": Place("K27", "Verwaltungskosten", "412,37 €"),
}


def test_a_place_is_stored_by_code_shown_in_words_and_printed_as_the_figure() -> None:
    stored = "Es kamen {{K12}} dazu, davor {{K12:vorher}}."
    shown = "Es kamen {{Neu gewonnene Ehrenamtliche}} dazu, davor {{Neu gewonnene Ehrenamtliche (davor)}}."
    assert texts.in_words(stored, PLACES) == shown
    assert texts.in_codes(shown, PLACES) == stored
    assert texts.filled(stored, PLACES) == "Es kamen 7 dazu, davor 4."


def test_words_typed_by_hand_are_understood_whatever_their_case_and_blanks() -> None:
    assert texts.in_codes("{{ neu  gewonnene EHRENAMTLICHE }}", PLACES) == "{{K12}}"


def test_a_place_that_nobody_knows_stays_and_is_an_open_spot() -> None:
    text = "Wir haben {{Neue Schulden}} und {{K12}}."
    assert texts.filled(text, PLACES) == "Wir haben {{Neue Schulden}} und 7."
    (spot,) = texts.open_spots(text, PLACES)
    assert text[spot.start : spot.end] == "{{Neue Schulden}}"
    assert "Neue Schulden" in spot.what


@given(st.text(alphabet="ab {}<>:\n Kk12vorher", max_size=60))
def test_storing_what_is_shown_gives_the_same_again(text: str) -> None:
    stored = texts.in_codes(text, PLACES)
    assert texts.in_codes(texts.in_words(stored, PLACES), PLACES) == stored


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("<noch offen>", ["hier fehlt noch etwas"]),
        ("Am <noch offen: Tag der Feier> und <Noch  offen:Ort >.", ["Tag der Feier", "Ort"]),
        ("<noch offen: >", ["hier fehlt noch etwas"]),
        ("Alles fertig, 3 < 5 und > 2.", []),
    ],
)
def test_open_spots(text: str, missing: list[str]) -> None:
    assert [spot.what for spot in texts.open_spots(text)] == missing
    assert texts.count_open([text, text]) == 2 * len(missing)


def test_the_next_spot_is_the_one_behind_the_cursor() -> None:
    spots = texts.open_spots("<noch offen> und <noch offen>")
    assert texts.following(spots, 0) is spots[0]
    assert texts.following(spots, 1) is spots[1]
    assert texts.following(spots, 18) is None


@pytest.mark.parametrize(
    ("unit", "value", "said"),
    [
        ("Personen", 1286, "1.286"),
        ("Personen", "<3", "weniger als 3"),
        ("Personen", ".", "nicht ausgewiesen"),
        ("Personen", None, "n.\u00a0e."),
        (figures.CENTS, 41237, "412,37\u00a0€"),
        (figures.MINUTES, 120, "2\u00a0Stunden"),
        (figures.MINUTES, 1595, "26:35\u00a0Stunden"),
        (figures.TENTHS, 115, "11,5"),
        (figures.LESSONS, 250, "2,5"),
    ],
)
def test_a_value_in_a_sentence(unit: str, value: int | str | None, said: str) -> None:
    assert texts.in_sentence(unit, value) == said


# --- the difference --------------------------------------------------------------------------


def test_one_word_changed() -> None:
    pieces = texts.difference("Wir danken allen Helfern sehr.", "Wir danken allen Ehrenamtlichen sehr.")
    assert [(one.kind, one.words) for one in pieces] == [
        (KEPT, "Wir danken allen"), (REMOVED, "Helfern"), (ADDED, "Ehrenamtlichen"), (KEPT, "sehr."),
    ]  # fmt: skip


def test_a_rewrapped_mail_is_no_change_but_a_new_paragraph_is() -> None:
    assert not texts.is_changed("Eins zwei\ndrei.", "Eins  zwei drei.\n")
    assert texts.is_changed("Eins. Zwei.", "Eins.\n\nZwei.")
    assert texts.is_changed("- eins\n- zwei", "- eins - zwei")


_TEXT = st.text(alphabet="ab .-\n", max_size=40)


@given(_TEXT, _TEXT)
def test_nothing_is_lost_on_either_side(old: str, new: str) -> None:
    pieces = texts.difference(old, new)
    for text, kinds in ((old, (KEPT, REMOVED)), (new, (KEPT, ADDED))):
        words = [word for one in pieces if one.kind in kinds for word in one.words.split()]
        assert words == text.split()
    assert texts.is_changed(old, new) == any(one.kind != KEPT for one in pieces)


def test_corrected_words_keep_the_places_whose_figures_came_back() -> None:
    stored = "Es kamen {{K12}} Helfer ({{K27}}), davor {{K12:vorher}}."
    back = "Es kamen 7 Ehrenamtliche (412,37 €), davor fünf."
    assert texts.accepted(stored, PLACES, back) == "Es kamen {{K12}} Ehrenamtliche ({{K27}}), davor fünf."


@given(
    st.lists(st.sampled_from(["{{K12}}", "{{K27}}", "{{K9}}", "wort", "7", "412,37", "€", " ", "\n", ".", "("])), _TEXT
)
def test_printed_the_accepted_text_is_the_one_that_came_back(parts: list[str], other: str) -> None:
    stored = "".join(parts)
    for back in (texts.filled(stored, PLACES), other, texts.filled(stored, PLACES) + " " + other):
        assert texts.filled(texts.accepted(stored, PLACES, back), PLACES) == texts.filled(back, PLACES)
