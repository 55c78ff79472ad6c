"""The sentence check: what it finds, what it must not find, and which figures deviate oddly."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bezirkskoordination.i18n import N_
from bezirkskoordination.rules import figures, sentences
from bezirkskoordination.rules.figures import Figure, Part
from bezirkskoordination.rules.sentences import Kind

PERSONS = "Personen"


def figure(code: str, label: str, value: int | None, unit: str = PERSONS, *parts: tuple[str, int]) -> Figure:
    return Figure(code, N_("Test", label), value, unit, tuple(Part(*one) for one in parts))


NOW = {
    one.code: one
    for one in (
        figure("K01", "Neue Bedarfe", 31, "Bedarfe", ("Sprache", 12), ("Alltag", 19)),
        figure("K02", "Offene Bedarfe", 17, "Bedarfe"),
        figure("K11", "Ehrenamtliche", 41),
        figure("K12", "Neu gewonnene Ehrenamtliche", 7),
        figure("K16M", "Dauer der Beratungen", 1595, figures.MINUTES),
        figure("K20", "Institutionen im Netzwerk", 1204),
        figure("K27", "Verwaltungskosten", 41237, figures.CENTS),
        figure("K30", "Teilnahmen an Schulungen", None),
    )
}
BEFORE = {
    one.code: one
    for one in (
        figure("K01", "Neue Bedarfe", 24), figure("K02", "Offene Bedarfe", 14), figure("K11", "Ehrenamtliche", 36),
        figure("K12", "Neu gewonnene Ehrenamtliche", 4), figure("K27", "Verwaltungskosten", 20000, figures.CENTS),
    )
}  # fmt: skip


def found(text: str, hidden: dict[str, bool] | None = None) -> list[tuple[Kind, str, str]]:
    return [(one.kind, one.written, one.figure.code) for one in sentences.check(text, NOW, BEFORE, hidden)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Es kamen 32 neue Bedarfe hinzu.", (Kind.WRONG, "32", "K01")),
        ("Derzeit engagieren sich 43 Ehrenamtliche.", (Kind.WRONG, "43", "K11")),
        ("Die Zahl der Ehrenamtlichen stieg auf 44.", (Kind.WRONG, "44", "K11")),
        ("Wir haben 36 Ehrenamtliche.", (Kind.OLD, "36", "K11")),
        ("Es sind zwölf neu gewonnene Ehrenamtliche.", (Kind.WRONG, "zwölf", "K12")),
        ("Keine offenen Bedarfe mehr.", (Kind.WRONG, "Keine", "K02")),
        ("Die Verwaltungskosten betragen 421,37 €.", (Kind.WRONG, "421,37\u00a0€", "K27")),
        ("Die Verwaltungskosten betragen 413 Euro.", (Kind.WRONG, "413 Euro", "K27")),
        ("1.240 Institutionen im Netzwerk machen mit.", (Kind.WRONG, "1.240", "K20")),
        ("Die neuen Bedarfe nahmen um 45 % zu.", (Kind.WRONG, "45\u00a0%", "K01")),
        ("Rund 60 Ehrenamtliche helfen.", (Kind.WRONG, "60", "K11")),
        ("Es gibt 99 Ehrenamtliche im ganzen Bezirk, darunter sind viele neue.", (Kind.WRONG, "99", "K11")),
    ],
)
def test_what_deviates_is_found(text: str, expected: tuple[Kind, str, str]) -> None:
    kind, written, code = expected
    assert found(text.replace(" €", "\u00a0€").replace(" %", "\u00a0%")) == [(kind, written, code)]


@pytest.mark.parametrize(
    "text",
    [
        "Es kamen 31 neue Bedarfe hinzu, 7 mehr als davor.",
        "Die Zahl der Ehrenamtlichen stieg von 36 auf 41.",
        "Nach 36 Ehrenamtlichen im Vorzeitraum sind es jetzt mehr.",
        "Rund 40 Ehrenamtliche helfen.",
        "Die Verwaltungskosten betragen 412,37 € oder 412 Euro.",
        "Die neuen Bedarfe nahmen um 29 % zu.",
        "39 Prozent der neuen Bedarfe betreffen Sprache.",
        "1.204 Institutionen im Netzwerk machen mit.",
        "12 neue Bedarfe betreffen Sprache.",
        "Sieben neu gewonnene Ehrenamtliche kamen dazu.",
        "Am 31.10.2026 waren es 41 Ehrenamtliche.",
        "Seit 2016 gibt es im Stadtbezirk 111 Ehrenamtliche.",
        "Die Ehrenamtlichen trafen sich am 3. Mai um 19 Uhr, zum 12. Mal.",
        "Vorlage 16-01716 nennt die Ehrenamtlichen; § 5 auch.",
        "Zwei neue Ehrenamtliche aus Hondelage lesen vor, drei Familien danken.",
        "Drei ausgebildete Ehrenamtliche begleiten.",
        "Die {{K11}} Ehrenamtlichen und {{K01}} neuen Bedarfe.",
        "Es gab 9 Teilnahmen an Schulungen.",
        "Von 41 Ehrenamtlichen kamen {{Neu gewonnene Ehrenamtliche}} in diesem Halbjahr dazu.",
        "Am <noch offen: 12 oder 13 Ehrenamtliche?> feiern wir.",
        "Die Ehrenamtlichen betreuen 9 Familien.",
        "",
    ],
)
def test_what_is_right_or_something_else_is_left_alone(text: str) -> None:
    expected = [(Kind.WRONG, "Zwei", "K12")] if text.startswith("Zwei neue") else []
    assert found(text) == expected


def test_a_hidden_figure_is_not_told_in_words() -> None:
    assert found("Sieben neue Ehrenamtliche.", {"K12": True}) == [(Kind.HIDDEN, "Sieben", "K12")]
    assert found("Sieben neue Ehrenamtliche.") == []


def test_the_finding_leads_to_its_place_and_says_what_was_counted() -> None:
    text = "Gutes Jahr. Es kamen 32 neue Bedarfe hinzu."
    (one,) = sentences.check(text, NOW, BEFORE)
    assert text[one.start : one.end] == "32"
    assert one.sentence == "Es kamen 32 neue Bedarfe hinzu."
    assert "Neue Bedarfe" in one.text
    assert "31" in one.text


def test_sentences_end_where_people_end_them() -> None:
    text = "Am 3. Mai waren es 41. Danach mehr, z. B. Lotsen. Zum 2. Mal!\n- Noch eins"
    said = [text[start : start + len(one)] for start, one in sentences.sentences(text)]
    assert said == ["Am 3. Mai waren es 41.", "Danach mehr, z. B. Lotsen.", "Zum 2. Mal!", "- Noch eins"]


@given(st.integers(0, 9_999_999), st.integers(0, 99))
def test_numbers_are_read_as_they_are_written_in_german(whole: int, part: int) -> None:
    written = f"{whole:,}".replace(",", ".") + f",{part:02d} €"
    (number,) = sentences.numbers(f"Es waren {written}.")
    assert (number.value, number.unit) == (Fraction(whole * 100 + part, 100), "€")


@given(st.integers(0, 1_000_000))
def test_the_computed_value_is_never_called_wrong(value: int) -> None:
    now = {"K11": figure("K11", "Ehrenamtliche", value)}
    grouped = f"{value:,}".replace(",", ".")
    assert sentences.check(f"Zurzeit {grouped} Ehrenamtliche.", now, {}) == []


@given(st.text(max_size=120))
def test_no_text_breaks_the_check(text: str) -> None:
    for one in sentences.check(text, NOW, BEFORE):
        assert text[one.start : one.end] == one.written


@pytest.mark.parametrize(
    ("unit", "before", "now", "odd"),
    [
        (PERSONS, 10, 20, True), (PERSONS, 10, 19, False), (PERSONS, 2, 5, False), (PERSONS, 12, 6, True),
        (PERSONS, 0, 5, True), (PERSONS, 40, 41, False), (figures.CENTS, 5000, 14000, False),
        (figures.CENTS, 10000, 20000, True), (figures.MINUTES, 60, 600, False), (PERSONS, None, 9, False),
    ],
)  # fmt: skip
def test_a_figure_that_doubles_or_halves_is_odd(unit: str, before: int | None, now: int, odd: bool) -> None:
    assert sentences.is_odd(figure("K", "K", now, unit), figure("K", "K", before, unit)) is odd


def test_without_a_last_time_nothing_is_odd() -> None:
    assert not sentences.is_odd(figure("K", "K", 90), None)
