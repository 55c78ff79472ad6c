"""What a paper says to whoever does not see it, read by a reader of our own (`tagged.py`)."""

import re
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtPdf import QPdfDocument
from tests.reports.every_block import every_block, every_field, hostile
from tests.reports.tagged import Reading

from bezirkskoordination.reports import pdf
from bezirkskoordination.reports.document import (
    Align,
    Bar,
    BarChart,
    Block,
    Column,
    Document,
    Fields,
    Heading,
    Items,
    Letter,
    PageBreak,
    Paragraph,
    Run,
    Series,
    Table,
)
from bezirkskoordination.reports.structure import Levels
from bezirkskoordination.reports.text import clean


def reading(*blocks: Block, draft: str = "", tagged: bool = True) -> Reading:
    document = Document("Titel & <mehr>", "Stelle", blocks, "Kopfzeile", "Fußzeile", "Stichtag", draft)
    return Reading(pdf.render(document, tagged=tagged))


@given(hostile)
@settings(max_examples=20)
def test_whatever_is_printed_is_tagged_without_a_fault(words: str) -> None:
    assert Reading(pdf.render(every_field(words))).faults == []


@pytest.mark.parametrize(
    "words",
    [
        "<b>&",
        "W" * 2000,
        "😀 und 👩‍👩‍👧",
        "زه א 12 (x)",
        "a\u200bb\u00adc",
        "eins\nzwei\r\ndrei",
        "\x00\x07\ud800\uffff\ue000",
    ],
)
def test_text_that_gives_trouble_is_read_back_in_every_place(words: str) -> None:
    """An unknown letter is a box and itself in the text; what is no letter at all is told by its replacement."""
    seen = Reading(pdf.render(every_field(words)))
    wanted = squeezed(words)
    for role, times in (("H1", 1), ("H2", 1), ("LBody", 3), ("Caption", 1), ("TH", 2), ("TD", 4), ("Figure", 1)):
        found = [squeezed(text) for text in seen.texts(role)]
        assert len(found) == times, role
        assert all(wanted in text for text in found), role
    assert squeezed(seen.texts("P")[1]) == wanted * 3


def squeezed(words: str) -> str:
    """As it can be compared: blanks come and go with the lines."""
    return re.sub(r"\s+", "", clean(words))


@pytest.mark.parametrize(
    "name",
    ["علي الحسن (محمد)", "رضا\u200cنیا", "مترجم 12 رضا", "زهراء, علی", "ኣብርሃም ተስፋይ", "Ґалаґан Їжак", "בן-גוריון"],
)
def test_names_of_every_script_are_read_in_their_own_order(name: str) -> None:
    seen = reading(Paragraph(f"Frau {name} kam."), Table((Column("Name"), Column("Ort")), ((name, "hier"),)))
    assert seen.texts("P") == [f"Frau {name} kam."]
    assert seen.texts("TD") == [name, "hier"]
    assert seen.faults == []


def test_everything_is_said_once_and_in_order() -> None:
    long_text = "Die Koordinierungsstelle berichtet dem Stadtbezirksrat regelmäßig über ihre Arbeit. " * 30
    seen = reading(
        Heading("Bericht", 0),
        Fields((("Betreff:", "Zeile eins\nZeile zwei"), ("Datum:", "12.11.2026"))),
        Heading("Lage", 1, "1"),
        Paragraph((Run("Es "), Run("gibt", bold=True), Run(" viel."))),
        Items(("erstens", "zweitens")),
        PageBreak(),
        Paragraph(long_text, small=True),
        Table((Column("Art"), Column("Zahl", Align.RIGHT)), (("a", "1"), ("b", "2")), ("Summe", "3"), "Stand heute"),
        draft="Entwurf",
    )
    roles = ("P", "H1", "H2", "Lbl", "LBody", "TH", "TD", "Caption")
    assert seen.texts(*roles) == [
        "Entwurf", "Bericht", "Betreff:", "Zeile eins Zeile zwei", "Datum:", "12.11.2026", "1 Lage", "Es gibt viel.",
        "–", "erstens", "–", "zweitens", long_text.strip(), "Art", "Zahl", "a", "1", "b", "2", "Summe", "3",
        "Stand heute",
    ]  # fmt: skip
    assert seen.faults == []


def test_heads_feet_and_the_draft_word_of_later_pages_are_not_read() -> None:
    seen = reading(*(Paragraph(f"Seite {at}") if at % 2 else PageBreak() for at in range(1, 6)), draft="Vorläufig")
    assert seen.texts("Document") == ["VorläufigSeite 1Seite 3Seite 5"]
    assert len(seen.reader.pages) == 3


def test_a_table_over_pages_is_one_table_with_one_head() -> None:
    words = " ".join(f"W{number}" for number in range(1500))
    rows = (("hoch", words), *((f"Zeile {number}", str(number)) for number in range(90)))
    seen = reading(Table((Column("Name"), Column("Wert")), rows))
    assert len(seen.reader.pages) > 3
    assert seen.texts("TH") == ["Name", "Wert"]
    assert seen.texts("TD") == [cell for row in rows for cell in row]
    assert len(list(seen.tree.nodes("TR"))) == len(rows) + 1
    assert seen.faults == []


def test_words_before_several_figures_head_their_row() -> None:
    def heads(*aligns: Align) -> list[str]:
        columns = tuple(Column(f"Spalte {at}", align) for at, align in enumerate(aligns))
        seen = reading(Table(columns, (tuple("x" for _ in aligns),)))
        assert seen.faults == []
        return [str(node.attribute("/Scope")) for node in seen.tree.nodes("TH")][len(aligns) :]

    assert heads(Align.LEFT, Align.RIGHT, Align.RIGHT) == ["/Row"]
    assert heads(Align.LEFT, Align.RIGHT) == []
    assert heads(Align.RIGHT, Align.RIGHT, Align.LEFT) == []
    assert heads(Align.LEFT, Align.LEFT, Align.LEFT) == []


def test_a_chart_is_a_picture_with_words_and_a_place() -> None:
    chart = BarChart((Series("s", (Bar("علي", 2, "2"), Bar("b", 1, "1"))),), "Zwei sind mehr als eins.", "Abb. 1")
    seen = reading(Heading("Befund"), chart)
    assert seen.texts("Figure", "P") == ["Zwei sind mehr als eins.", "Abb. 1"]
    assert seen.faults == []
    assert reading(BarChart(chart.series, "")).texts("Figure") == ["Schaubild"]


def test_each_letter_is_a_part_that_begins_with_the_sheet() -> None:
    def letter(name: str) -> Letter:
        return Letter(
            (name, "Weg 1"), (Paragraph("Betreff"), Paragraph("Text\n" * 80)), ("Stelle",), "Absender",
            ("Persönlich",), (("Datum:", "heute"),),
        )  # fmt: skip

    seen = reading(letter("Frau Eins"), letter("Herr Zwei"), Heading("Danach"))
    parts = list(seen.tree.nodes("Sect"))
    assert len(parts) == 2
    assert parts[1].text.startswith("StelleAbsenderPersönlichHerr Zwei Weg 1Datum:heuteBetreff")
    assert seen.texts("H1") == ["Danach"]
    assert seen.faults == []


@given(st.lists(st.integers(0, 3), min_size=1, max_size=12))
def test_headings_begin_at_one_and_skip_none(levels: list[int]) -> None:
    depths = [found.depth(level) for found in (Levels(),) for level in levels]
    assert depths[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(depths))
    for at, level in enumerate(levels):  # independently: as deep as the headings above that still hold
        holding: list[int] = []
        for earlier in levels[: at + 1]:
            holding = [one for one in holding if one < earlier] + [earlier]
        assert depths[at] == len(holding), level


def test_bookmarks_and_headings_have_the_same_depth() -> None:
    blocks = [Heading("a"), Heading("b"), Heading("c", 2), Heading("d", 1)]
    seen = reading(*blocks)
    assert [node.role for node in seen.tree.nodes() if node.role.startswith("H")] == ["H1", "H1", "H2", "H1"]
    outline = seen.reader.outline
    assert [one.title if not isinstance(one, list) else [two.title for two in one] for one in outline] == [
        "a", "b", ["c"], "d",
    ]  # fmt: skip


def test_what_is_drawn_without_tags_claims_nothing() -> None:
    data = pdf.render(Document("Titel", "Stelle", every_block("x")), tagged=False)
    assert b"pdfaid" not in data
    assert b"pdfuaid" not in data
    assert b"/Metadata" not in data or b"<pdf:Producer>" in data


def test_dates_of_making_appear_nowhere() -> None:
    data = pdf.render(Document("Titel", "Stelle", every_block("x")))
    assert f"{date.today():%Y-%m-%d}".encode() not in data
    assert b"CreationDate" not in data


@pytest.mark.parametrize(
    "name", ["محمد العلي", "فاطمة الزهراء", "مترجم", "ኣብርሃም ተስፋይ", "Ґалаґан Їжак", "Łukasz Żółć", "😀"]
)
def test_the_viewer_finds_names_of_every_script(qapp: object, tmp_path: Path, name: str) -> None:
    file = tmp_path / "namen.pdf"
    file.write_bytes(pdf.render(Document("Titel", "Stelle", (Table((Column("Name"),), ((name,),)),))))
    document = QPdfDocument()
    document.load(str(file))
    assert name in document.getAllText(0).text()
