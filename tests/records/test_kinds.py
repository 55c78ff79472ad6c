"""How people write values and how they are shown: nothing is rounded, nothing guessed, nothing lost on the way."""

import tomllib
import unicodedata
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bezirkskoordination import paths
from bezirkskoordination.records import RECORD_TYPES, Person, Report
from bezirkskoordination.records import kinds as k
from bezirkskoordination.records.council import Consultation, Publicity
from bezirkskoordination.records.kinds import Details
from bezirkskoordination.records.people import Absence, LanguageSkill, Qualification, VolunteerStatus
from bezirkskoordination.records.refusal import BadValue

LISTS = {
    shipped["values"]: shipped["item"]
    for path in sorted(paths.resource("lists").glob("*.toml"))
    for shipped in [tomllib.loads(path.read_text(encoding="utf-8"))]
}


class Shipped:
    """The shipped value lists as Names, without a file."""

    def label(self, values: str, code: str) -> str:
        return next((item["label"] for item in LISTS.get(values, ()) if item["code"] == code), code)

    def code(self, values: str, text: str) -> str | None:
        wanted = text.strip().casefold()
        found = {i["code"] for i in LISTS.get(values, ()) if wanted in (i["code"].casefold(), i["label"].casefold())}
        return found.pop() if len(found) == 1 else None

    def title(self, type_name: str, record_id: int) -> str:
        return f"{type_name} {record_id}"

    def find(self, type_name: str, text: str) -> int | None:
        prefix, _, number = text.rpartition(" ")
        return int(number) if prefix == type_name and number.isdigit() else None


NAMES = Shipped()
LANGUAGES = Person.type.field("languages")
ACTION = Person.type.field("fields_of_action")


def parse(kind: k.Kind, text: str, details: Details | None = None) -> Any:
    return kind.parse(text, details or Details(), NAMES)


def show(kind: k.Kind, value: Any, details: Details | None = None) -> str:
    return kind.show(value, details or Details(), NAMES)


def refused(kind: k.Kind, text: str, details: Details | None = None) -> str:
    with pytest.raises(BadValue) as refusal:
        parse(kind, text, details)
    return str(refusal.value)


# --- dates ---


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("3.4.26", date(2026, 4, 3)),
        ("03.04.2026", date(2026, 4, 3)),
        ("3. 4. 2026", date(2026, 4, 3)),
        (" 2026-04-03 ", date(2026, 4, 3)),
        ("29.02.2028", date(2028, 2, 29)),
        ("31.12.99", date(2099, 12, 31)),
        ("", None),
        ("   ", None),
    ],
)
def test_a_date_is_read_as_it_is_written_in_germany(typed: str, meant: date | None) -> None:
    assert parse(k.DATE, typed) == meant


@pytest.mark.parametrize("typed", ["29.02.2026", "31.04.2026", "0.1.2026", "1.13.2026", "2026-02-30"])
def test_a_day_that_does_not_exist_is_refused_by_name(typed: str) -> None:
    assert "gibt es nicht" in refused(k.DATE, typed)


@pytest.mark.parametrize("typed", ["3/4/26", "03/04/2026", "4.2026", "3.4.", "3.4.026", "2026", "20260403", "gestern"])
def test_what_could_be_meant_otherwise_is_no_date(typed: str) -> None:
    assert "kein Datum" in refused(k.DATE, typed)


@given(st.dates())
def test_every_day_is_shown_as_it_can_be_typed(day: date) -> None:
    shown = show(k.DATE, day)
    assert parse(k.DATE, shown) == day
    assert show(k.DATE, parse(k.DATE, shown)) == shown
    assert parse(k.DATE, day.isoformat()) == day


def test_today_is_today() -> None:
    assert parse(k.DATE, "heute") - date.today() in (timedelta(0), timedelta(1))


# --- money ---


@pytest.mark.parametrize(
    ("typed", "cents"),
    [
        ("1.234,56 €", 123456),
        ("1.234,56\u00a0€", 123456),
        ("1 234,56", 123456),
        ("1\u202f234,56 EUR", 123456),
        ("12,5", 1250),
        ("12,–", 1200),
        ("12", 1200),
        ("€ 12,50", 1250),
        ("12,50EUR", 1250),
        ("-3,00", -300),
        ("\u22123,00 €", -300),
        ("0", 0),
        ("999.999.999,99", 99_999_999_999),
        ("", None),
    ],
)
def test_an_amount_is_read_as_it_is_written_in_germany(typed: str, cents: int | None) -> None:
    assert parse(k.MONEY, typed) == cents


@pytest.mark.parametrize(
    "typed",
    [
        "12,5O", "12,505", "1,234.56", "1.23,4", "0.123", "12 50", "12€50", "1.2345", "5-", "+5", "--5", "zwölf", ",50",
        "1 23", "01.234", "12,5 Cent",
    ],
)  # fmt: skip
def test_an_amount_is_never_guessed(typed: str) -> None:
    assert typed in refused(k.MONEY, typed)


def test_a_point_before_cents_is_asked_about() -> None:
    assert "Meinen Sie 12,50 €?" in refused(k.MONEY, "12.50")
    assert "Meinen Sie -12,5 €?" in refused(k.MONEY, "\u221212.5")


@pytest.mark.parametrize("typed", ["1.000.000.000,00", "9" * 20, "9" * 5000])
def test_an_amount_beyond_every_budget_is_refused(typed: str) -> None:
    assert "zu groß" in refused(k.MONEY, typed)


@given(st.integers(-99_999_999_999, 99_999_999_999))
def test_every_amount_is_shown_as_it_can_be_typed(cents: int) -> None:
    shown = show(k.MONEY, cents)
    assert parse(k.MONEY, shown) == cents
    assert show(k.MONEY, parse(k.MONEY, shown)) == shown


@given(st.text("0123456789.,- €\u2212O", max_size=14))
def test_what_is_read_as_an_amount_has_the_typed_digits(typed: str) -> None:
    try:
        cents = parse(k.MONEY, typed)
    except BadValue:
        return
    if cents is not None:
        euros, _, rest = typed.partition(",")
        digits = "".join(c for c in euros if c.isdigit())
        pennies = "".join(c for c in rest if c.isdigit())
        assert abs(cents) == int(digits + pennies.ljust(2, "0"))


# --- hours, whole numbers, flags ---


@pytest.mark.parametrize(("typed", "hundredths"), [("30", 3000), ("2,5", 250), (" 0,25 ", 25), ("1,05", 105), ("0", 0)])
def test_numbers_with_a_comma_are_read_to_the_hundredth(typed: str, hundredths: int) -> None:
    assert parse(k.DECIMAL, typed) == hundredths


@pytest.mark.parametrize("typed", ["2.5", "2,555", "-1", ",5", "2,", "viel", "1e3", "12345678"])
def test_what_is_no_number_with_two_decimals_is_refused(typed: str) -> None:
    assert "ist keine Zahl" in refused(k.DECIMAL, typed)


@given(st.integers(0, 99_999_999))
def test_every_hundredth_is_shown_as_it_can_be_typed(hundredths: int) -> None:
    shown = show(k.DECIMAL, hundredths)
    assert parse(k.DECIMAL, shown) == hundredths
    assert not shown.endswith((",", ",0")) or "," not in shown


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [("6", 360), ("6,5", 390), ("6:30", 390), ("0,25 Std.", 15), ("1,5 h", 90), ("2 Stunden", 120), ("0:20", 20)],
)
def test_hours_are_read_with_comma_or_colon(typed: str, minutes: int) -> None:
    assert parse(k.MINUTES, typed) == minutes


@pytest.mark.parametrize("typed", ["0,33", "6.5", "6:60", "6:5", "-2", "viel", "1000", "6,333"])
def test_hours_are_not_rounded(typed: str) -> None:
    assert "keine Stundenzahl" in refused(k.MINUTES, typed)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("19", "19:00"), ("7", "07:00"), ("19:30", "19:30"), ("19.30 Uhr", "19:30"), ("9 uhr", "09:00"),
        ("1930", "19:30"), ("930", "09:30"), (" 0:05 ", "00:05"), ("19:30:00", "19:30"), ("", ""),
    ],
)  # fmt: skip
def test_a_time_is_read_as_people_write_it(typed: str, meant: str) -> None:
    assert k.TIME.parse(typed, Details(), NAMES) == meant


@pytest.mark.parametrize("typed", ["24", "19:60", "19:3", "abends", "7 pm", "19:30:15", "12345", "-1", "٧:٣٠x"])
def test_what_is_no_time_is_refused(typed: str) -> None:
    with pytest.raises(BadValue, match="keine Uhrzeit"):
        k.TIME.parse(typed, Details(), NAMES)


@given(st.integers(0, 999 * 60 + 59))
def test_every_number_of_minutes_is_shown_as_it_can_be_typed(minutes: int) -> None:
    shown = show(k.MINUTES, minutes)
    assert parse(k.MINUTES, shown) == minutes
    assert show(k.MINUTES, parse(k.MINUTES, shown)) == shown


@given(st.integers(-999_999_999, 999_999_999))
def test_whole_numbers(number: int) -> None:
    assert parse(k.WHOLE, show(k.WHOLE, number)) == number


@pytest.mark.parametrize("typed", ["1,5", "1.000", "zwei", "1e3", "10000000000"])
def test_what_is_no_whole_number_is_refused(typed: str) -> None:
    assert "keine ganze Zahl" in refused(k.WHOLE, typed)


def test_flags() -> None:
    for value in (True, False):
        assert parse(k.FLAG, show(k.FLAG, value)) is value
    assert parse(k.FLAG, "X") is True
    assert parse(k.FLAG, "") is False
    assert "weder ja noch nein" in refused(k.FLAG, "vielleicht")


# --- time grid ---


@given(st.integers(0, 2**21 - 1))
def test_every_grid_is_shown_as_it_can_be_typed(grid: int) -> None:
    shown = show(k.GRID, grid)
    assert parse(k.GRID, shown) == grid
    assert show(k.GRID, parse(k.GRID, shown)) == shown


def test_a_day_alone_is_the_whole_day_and_full_words_are_read() -> None:
    assert parse(k.GRID, "Di") == 0b111 << 3
    assert parse(k.GRID, "Montag Vormittag; sonntags abends") == k.grid_bit(0, 0) | k.grid_bit(6, 2)


@pytest.mark.parametrize("typed", ["Morgen", "Mo-Fr vorm.", "Mo nachts", "Mittags", "Mo vorm. und abends", "täglich"])
def test_what_is_no_field_of_the_grid_is_refused(typed: str) -> None:
    assert "Raster" in refused(k.GRID, typed)


# --- telephone and e-mail ---


@pytest.mark.parametrize("typed", ["030 23125-017", "+49 (0)171 3920000", "0171/3920001", "112", ""])
def test_a_telephone_number_stays_as_it_is_written(typed: str) -> None:
    assert parse(k.PHONE, f" {typed} ") == typed
    assert show(k.PHONE, parse(k.PHONE, typed)) == typed


@pytest.mark.parametrize("typed", ["abends", "030 23125 App. 5", "12", "030;23125"])
def test_what_is_no_telephone_number_is_refused(typed: str) -> None:
    assert "Telefonnummer" in refused(k.PHONE, typed)


@pytest.mark.parametrize("typed", ["a@example.org", "vor.nach+zusatz@post.example.org", "jürgen@müller.example", ""])
def test_an_address_stays_as_it_is_written(typed: str) -> None:
    assert parse(k.EMAIL, f" {typed} ") == typed


@pytest.mark.parametrize(
    "typed", ["a@b", "a.example.org", "a@@example.org", "a b@example.org", "<a@example.org>", "a@example..org", "a@b.c"]
)
def test_what_is_no_address_is_refused(typed: str) -> None:
    assert "E-Mail" in refused(k.EMAIL, typed)


# --- texts ---

ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()))


@given(ANY_TEXT)
def test_a_line_is_kept_composed_and_can_be_stored(typed: str) -> None:
    line = parse(k.TEXT, typed)
    assert parse(k.TEXT, line) == line == line.strip()
    assert unicodedata.is_normalized("NFC", line)
    assert not {unicodedata.category(c) for c in line} & {"Cc", "Cs"}
    line.encode()
    assert show(k.TEXT, line) == line


@given(ANY_TEXT)
def test_a_note_keeps_its_lines(typed: str) -> None:
    note = parse(k.NOTE, typed)
    assert parse(k.NOTE, note) == note
    note.encode()
    assert "\r" not in note


def test_a_note_has_the_same_lines_on_every_system() -> None:
    assert parse(k.NOTE, "\r\nA\r\nB\rC\u2029\u2028D\n\n") == "A\nB\nC\n\nD"
    assert parse(k.NOTE, "A\tB\x00\x07") == "A\tB"


def test_letters_of_other_scripts_are_kept() -> None:
    for name in ("محمد\u200cعلی", "Ґалаґан", "ሓጎስ", "Nguyễn", "Łukasz"):
        assert parse(k.TEXT, unicodedata.normalize("NFD", name)) == unicodedata.normalize("NFC", name)


# --- lists ---


def test_a_closed_list_reads_labels_and_codes_and_nothing_else() -> None:
    details = Details(values=VolunteerStatus)
    for member in VolunteerStatus:
        assert parse(k.STATUS, show(k.STATUS, member, details).upper(), details) is member
        assert parse(k.STATUS, member.value.lower(), details) is member
    assert "steht nicht in der Liste" in refused(k.STATUS, "vermittelbare", details)


def test_every_label_and_code_of_every_shipped_list_is_read() -> None:
    for values, items in LISTS.items():
        details = Details(values=values)
        for item in items:
            assert parse(k.LISTED, item["label"], details) == item["code"]
            assert parse(k.LISTED, item["code"].lower(), details) == item["code"]
    assert parse(k.LISTED, " ", Details(values="language")) == ""


@given(st.lists(st.sampled_from([item["code"] for item in LISTS["field_of_action"]]), unique=True))
def test_several_codes_are_shown_as_they_can_be_typed(codes: list[str]) -> None:
    """Also where a label holds a comma itself: „Kultur, Freizeit und Sport“."""
    shown = ACTION.show(tuple(codes), NAMES)
    assert ACTION.parse(shown, NAMES) == tuple(codes)
    assert ACTION.parse(";".join(codes), NAMES) == tuple(codes)


def test_an_unknown_code_among_known_ones_is_refused_with_the_field() -> None:
    first = LISTS["field_of_action"][0]["label"]
    with pytest.raises(BadValue, match="„Unfug“") as refusal:
        ACTION.parse(f"{first}, Unfug, {first}", NAMES)
    assert refusal.value.field == "fields_of_action"


def test_references_are_read_by_title() -> None:
    details = Details(to="sub_area")
    assert parse(k.REF, "sub_area 7", details) == 7
    assert parse(k.REF, "", details) is None
    assert parse(k.REFS, show(k.REFS, (3, 9), details), details) == (3, 9)
    assert "mehrfach" in refused(k.REF, "Nirgendwo", details)


# --- owned rows ---

SKILLS = st.builds(
    LanguageSkill,
    language=st.sampled_from([item["code"] for item in LISTS["language"]]),
    level=st.sampled_from(["", *(item["code"] for item in LISTS["language_level"])]),
    interprets=st.booleans(),
)


def test_languages_are_shown_and_typed_in_one_line() -> None:
    text = "Arabisch (Erstsprache), Deutsch (B2)"
    skills = LANGUAGES.parse(text, NAMES)
    assert [(one.language, one.level, one.interprets) for one in skills] == [("ar", "M", False), ("de", "B2", False)]
    assert LANGUAGES.show(skills, NAMES) == text


@given(st.lists(SKILLS, max_size=4))
def test_rows_are_shown_as_they_can_be_typed(skills: list[LanguageSkill]) -> None:
    """Also where a label ends in brackets itself: „Persisch (Farsi) (B2)“."""
    shown = LANGUAGES.show(tuple(skills), NAMES)
    assert LANGUAGES.parse(shown, NAMES) == tuple(skills)


@pytest.mark.parametrize(
    "typed", ["(B2)", "Deutsch (B2, C1)", "Deutsch (fließend)", "Deutsch (Niveau)", "Deutsch (B2", "Klingonisch (B2)"]
)
def test_a_row_that_is_not_understood_is_refused_with_the_field(typed: str) -> None:
    with pytest.raises(BadValue) as refusal:
        LANGUAGES.parse(typed, NAMES)
    assert refusal.value.field == "languages"


def test_cells_in_brackets_find_their_field_whatever_is_left_out() -> None:
    consultations = Report.type.field("consultations")
    row = Consultation(body="Stadtbezirksrat", on_date=date(2026, 12, 2), publicity=Publicity.CLOSED, agenda_item="7.1")
    shown = consultations.show((row,), NAMES)
    assert consultations.parse(shown, NAMES) == (row,)


DAYS = st.dates(date(1990, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("01.12.2026–15.12.2026", date(2026, 12, 1), date(2026, 12, 15)),
        ("1.12.26 - 15.12.26", date(2026, 12, 1), date(2026, 12, 15)),
        ("01.12.2026-15.12.2026", date(2026, 12, 1), date(2026, 12, 15)),
        ("ab 01.12.2026", date(2026, 12, 1), None),
        ("01.12.2026", date(2026, 12, 1), None),
        ("01.12.2026–", date(2026, 12, 1), None),
        ("2026-12-01–2026-12-15", date(2026, 12, 1), date(2026, 12, 15)),
    ],
)
def test_a_span_of_days_is_typed_as_people_write_it(typed: str, first: date, last: date | None) -> None:
    assert Person.type.field("absences").parse(typed, NAMES) == (Absence(first=first, last=last),)


@pytest.mark.parametrize("typed", ["–15.12.2026", "bis 15.12.2026", "01.12.2026–x", "Urlaub", "–"])
def test_half_a_span_is_not_guessed(typed: str) -> None:
    field = Person.type.field("absences")
    with pytest.raises(BadValue) as refusal:
        field.parse(typed, NAMES)
    assert refusal.value.field == "absences"


@given(st.lists(st.builds(Absence, first=DAYS, last=st.none() | DAYS), max_size=4))
def test_spans_are_shown_as_they_can_be_typed(spans: list[Absence]) -> None:
    field = Person.type.field("absences")
    assert field.parse(field.show(tuple(spans), NAMES), NAMES) == tuple(spans)


LEARNT = st.builds(
    Qualification,
    qualification=st.sampled_from([item["code"] for item in LISTS["qualification"]]),
    acquired_on=st.none() | DAYS,
    valid_until=st.none() | DAYS,
    units=st.none() | st.integers(0, 99_999),
    provider=st.sampled_from(["", "Lernhaus Nord", "30"]),
    proof=st.sampled_from(["", "Ordner 3", "Träger"]),
    training=st.none() | st.integers(1, 9),
)


@given(st.lists(LEARNT, max_size=3))
def test_two_dates_in_brackets_are_told_apart_by_their_words(rows: list[Qualification]) -> None:
    field = Person.type.field("qualifications")
    assert field.parse(field.show(tuple(rows), NAMES), NAMES) == tuple(rows)


def test_what_could_be_either_date_says_which_it_is() -> None:
    row = Qualification(qualification="ERSTE_HILFE", valid_until=date(2028, 3, 1), units=900, provider="Lernhaus Nord")
    said = Person.type.field("qualifications").show((row,), NAMES)
    assert said == "Erste Hilfe (gültig bis 01.03.2028, 9, Träger Lernhaus Nord)"


def test_rows_with_notes_are_not_read_from_a_line() -> None:
    with pytest.raises(BadValue, match="nicht als Text"):
        Report.type.field("sections").parse("einleitung (Text, mit Komma)", NAMES)


# --- every field of every type ---


def test_every_field_shows_its_default_and_reads_it_back() -> None:
    for of in RECORD_TYPES.values():
        for field in of.fields:
            if field.required or field.kind is k.ANYREF:
                continue
            shown = field.show(field.default, NAMES)
            assert field.parse(shown, NAMES) == field.default, (of, field.name)


def test_a_refusal_names_the_field() -> None:
    with pytest.raises(BadValue) as refusal:
        Person.type.field("email").parse("keine", NAMES)
    assert refusal.value.field == "email"


@given(st.integers(0, 10**6))
def test_a_sum_of_hours_has_one_decimal_half_up(minutes: int) -> None:
    told = Decimal(k.show_hours(minutes).replace(".", "").replace(",", "."))
    assert told == (Decimal(minutes) / 60).quantize(Decimal("0.1"), ROUND_HALF_UP)
