"""How strong a passphrase is called, and what is proposed."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bezirkskoordination.records.refusal import BadValue
from bezirkskoordination.store import passphrase
from bezirkskoordination.store.passphrase import Strength, estimate

HERE = ["111", "Hondelage-Volkmarode", "Braunschweig", "Renate", "Vollmer"]


@pytest.mark.parametrize(
    ("typed", "strength"),
    [
        ("passwort12", Strength.REFUSED),
        ("1234567890", Strength.REFUSED),
        ("qwertzuiop", Strength.REFUSED),
        ("aaaaaaaaaaaaaaaa", Strength.REFUSED),
        ("hallo hallo hallo", Strength.REFUSED),
        ("Volkmarode2026", Strength.REFUSED),  # where the office is
        ("Renate Vollmer", Strength.REFUSED),  # whose it is, or anybody
        ("Sommer2026!", Strength.REFUSED),
        ("x8#kQ!2mW", Strength.REFUSED),  # nine signs, however mixed
        ("ichliebedich", Strength.WEAK),
        ("haus baum katze", Strength.WEAK),
        ("drei graue Gänse", Strength.GOOD),
        ("Meine Oma fährt im Hühnerstall Motorrad", Strength.BEST),
    ],
)
def test_what_people_think_of_is_called_as_strong_as_it_is(typed: str, strength: Strength) -> None:
    assert estimate(typed, HERE).strength is strength


def test_names_from_here_count_only_where_they_are_known() -> None:
    typed = "Volkmarodehonde"
    assert estimate(typed).strength > estimate(typed, ["Volkmarode", "Honde"]).strength


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("passwort12", "häufigsten Kennwörter"), ("Volkmarode2026", "Jahreszahl"), ("Volkmarode2026", "Namen"),
        ("hallo hallo hallo", "wiederholt sich"), ("x8#kQ!2mWz", "mehrere Wörter"),
    ],
)  # fmt: skip
def test_the_advice_says_what_makes_it_weak(typed: str, said: str) -> None:
    assert said in estimate(typed, HERE).advice


def test_what_is_strong_needs_no_advice() -> None:
    assert estimate(passphrase.proposal(), HERE).advice == ""


def test_short_or_easy_ones_are_refused() -> None:
    with pytest.raises(BadValue, match="mindestens 10 Zeichen"):
        passphrase.check("kurz")
    with pytest.raises(BadValue, match="zu leicht zu erraten"):
        passphrase.check("1234567890")
    passphrase.check("drei graue Gänse")


@given(st.text(max_size=300))
def test_every_text_is_judged_and_more_words_are_never_weaker(typed: str) -> None:
    told = estimate(typed, HERE)
    assert told.called
    assert told.takes
    assert estimate(f"{typed} {passphrase.proposal()}", HERE).strength is Strength.BEST


def test_the_words_are_as_many_and_as_simple_as_is_said() -> None:
    words = passphrase.words()
    assert len(words) == len({word[:4] for word in words}) == 1024
    assert all(word.isascii() and word.islower() and 4 <= len(word) <= 8 for word in words)
    seconds = len(words) ** passphrase.WORDS / 2 / passphrase.GUESSES_A_SECOND
    assert math.floor(seconds / (365.25 * 86_400)) == 1783


def test_a_proposal_is_drawn_anew_each_time() -> None:
    drawn = {passphrase.proposal() for _ in range(20)}
    assert len(drawn) == 20
    assert all(len(one.split()) == passphrase.WORDS for one in drawn)
    assert all(word in passphrase.words() for one in drawn for word in one.split())
