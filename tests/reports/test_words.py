"""Amounts in words, read back by a small reader of their own."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bezirkskoordination.reports.words import amount_in_words

amounts = st.integers(min_value=0, max_value=10**11 - 1) | st.integers(min_value=0, max_value=300_000)

DIGITS = {"ein": 1, "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9}
TEENS = {
    "zehn": 10, "elf": 11, "zwölf": 12, "dreizehn": 13, "vierzehn": 14, "fünfzehn": 15, "sechzehn": 16,
    "siebzehn": 17, "achtzehn": 18, "neunzehn": 19,
}  # fmt: skip
TENS = {
    "zwanzig": 20, "dreißig": 30, "vierzig": 40, "fünfzig": 50, "sechzig": 60, "siebzig": 70, "achtzig": 80,
    "neunzig": 90,
}  # fmt: skip
NUMBER = re.compile(
    rf"(?:(?P<hundreds>{'|'.join(DIGITS)})hundert)?"
    rf"(?:(?:(?P<ones>{'|'.join(DIGITS)})und)?(?P<tens>{'|'.join(TENS)})|(?P<small>{'|'.join({**TEENS, **DIGITS})}))?"
)


def below_thousand(words: str) -> int:
    found = NUMBER.fullmatch(words)
    assert found, words
    part = found.groupdict()
    return (
        100 * DIGITS.get(part["hundreds"] or "", 0)
        + DIGITS.get(part["ones"] or "", 0)
        + TENS.get(part["tens"] or "", 0)
        + ({**TEENS, **DIGITS}[part["small"]] if part["small"] else 0)
    )


def whole(words: str) -> int:
    if words == "null":
        return 0
    millions = 0
    if found := re.fullmatch(r"(\S+) Million(?:en)?(?: (\S+))?", words):
        millions = 1 if found[1] == "eine" else below_thousand(found[1])
        words = found[2] or ""
    high, thousand, low = words.rpartition("tausend")
    return millions * 10**6 + (below_thousand(high) * 1000 if thousand else 0) + below_thousand(low)


def cents(words: str) -> int:
    found = re.fullmatch(r"(?:(?P<euro>.+?) Euro)?(?: und )?(?:(?P<cent>\S+) Cent)?", words)
    assert found, words
    return 100 * whole(found["euro"] or "null") + whole(found["cent"] or "null")


@given(amounts)
def test_what_is_said_can_be_read_back(amount: int) -> None:
    assert cents(amount_in_words(amount)) == amount


def test_no_two_amounts_sound_alike() -> None:
    said = [amount_in_words(amount) for amount in range(60_000)]
    assert len(set(said)) == len(said)


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "null Euro"),
        (1, "ein Cent"),
        (100, "ein Euro"),
        (101, "ein Euro und ein Cent"),
        (1205, "zwölf Euro und fünf Cent"),
        (1617, "sechzehn Euro und siebzehn Cent"),
        (2121, "einundzwanzig Euro und einundzwanzig Cent"),
        (3000, "dreißig Euro"),
        (10_100, "einhundertein Euro"),
        (41_237, "vierhundertzwölf Euro und siebenunddreißig Cent"),
        (120_000, "eintausendzweihundert Euro"),
        (2_100_100, "einundzwanzigtausendein Euro"),
        (100_000_000, "eine Million Euro"),
        (200_000_500, "zwei Millionen fünf Euro"),
        (-1205, "minus zwölf Euro und fünf Cent"),
    ],
)
def test_examples(amount: int, words: str) -> None:
    assert amount_in_words(amount) == words


def test_too_much_is_not_said() -> None:
    with pytest.raises(ValueError, match="too much"):
        amount_in_words(10**11)
