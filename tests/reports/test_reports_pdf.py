"""Papers as files: what stands on which page, what a reader can copy, and that nothing varies."""

import os
import re
import subprocess
import sys
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from pypdf.generic import IndirectObject
from tests.reports.every_block import TROUBLE, every_block, every_field, hostile

from bezirkskoordination.reports import charts, look, pdf, tables
from bezirkskoordination.reports.document import (
    Align,
    Bar,
    BarChart,
    Block,
    Column,
    Document,
    Heading,
    Items,
    PageBreak,
    Paragraph,
    Series,
    Table,
)

CHART = BarChart(
    (
        Series("offene Bedarfe", (Bar("Sprachförderung", 6, "6"), Bar("Übrige", 11, "11"))),
        Series("Ehrenamtliche", (Bar("Sprachförderung", 9, "9"), Bar("Übrige", 20, "20"))),
    ),
    alternative="In der Sprachförderung gibt es mehr Hilfe als Bedarf.",
    caption="Abb. 1",
)


def paper(*blocks: Block, draft: str = "") -> Document:
    return Document("Bericht & <Titel>", "Koordinierungsstelle", blocks, "Kopfzeile", "Fußzeile", "Stichtag", draft)


def read(*blocks: Block, draft: str = "") -> PdfReader:
    return PdfReader(BytesIO(pdf.render(paper(*blocks, draft=draft))))


@given(hostile)
@settings(deadline=None, max_examples=40)
def test_any_text_can_be_printed_anywhere(words: str) -> None:
    assert PdfReader(BytesIO(pdf.render(every_field(words)))).pages


@pytest.mark.parametrize("words", TROUBLE)
def test_every_trouble_prints_and_latin_around_it_is_read_back(words: str) -> None:
    (page, *_) = read(Paragraph(f"davor {words} danach")).pages
    said = page.extract_text()
    assert "davor" in said
    assert "danach" in said


def test_markup_prints_literally() -> None:
    said = read(Paragraph("<b>fett</b> &amp; \"x\" 'y' 5 < 6 (a\\b)")).pages[0].extract_text()
    assert "<b>fett</b> &amp; \"x\" 'y' 5 < 6 (a\\b)" in said


def test_letters_of_every_script_are_read_back() -> None:
    said = read(Items(("Łukasz Żółć", "Đặng Thị Ngọc", "Ганна Шевченко", "ኣብርሃም ተስፋይ"))).pages[0].extract_text()
    for name in ("Łukasz Żółć", "Đặng Thị Ngọc", "Ганна Шевченко", "ኣብርሃም ተስፋይ"):
        assert name in said


def test_a_right_to_left_name_carries_its_letters_for_the_clipboard() -> None:
    content = read(Paragraph("Frau علي kam")).pages[0].get_contents().get_data()
    assert b"/ReversedChars BMC" in content
    for letter in "لي":
        assert f"/ActualText <FEFF{ord(letter):04X}>".encode() in content


def test_raised_marks_leave_the_text_behind_them_on_its_line() -> None:
    content = read(Paragraph("بُّ und X\u0308\u0301 danach")).pages[0].get_contents().get_data()
    rises = [float(rise) for rise in re.findall(rb"([-\d.]+) Ts", content)]
    assert any(rises)
    assert rises[-1] == 0


def test_the_same_document_has_the_same_bytes_whatever_was_printed_before() -> None:
    document = paper(*every_block("Straße محمد L\u0325 ተስፋይ"), CHART)
    first = pdf.render(document)
    pdf.render(paper(Paragraph("ضظطغ خحج\u0651 Ω")))
    assert pdf.render(document) == first


def test_the_same_document_has_the_same_bytes_in_another_process() -> None:
    code = (
        f"import sys; sys.path.insert(0, {str(Path(__file__).parent)!r}); import hashlib, test_reports_pdf as t;"
        "from bezirkskoordination.reports import pdf;"
        "print(hashlib.sha256(pdf.render(t.paper(*t.every_block('محمد L\u0325'), t.CHART))).hexdigest())"
    )
    digests = set()
    for seed, zone, language in (("1", "UTC", "C.UTF-8"), ("2", "Asia/Tokyo", "fa_IR.UTF-8")):
        environment = os.environ | {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": language, "PYTHONUTF8": "1"}
        environment["PYTHONPATH"] = os.pathsep.join(filter(None, sys.path))
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, env=environment, check=True)
        digests.add(done.stdout)
    assert len(digests) == 1


def test_every_page_says_which_of_how_many_it_is() -> None:
    pages = read(Paragraph("eins"), PageBreak(), Paragraph("zwei"), PageBreak(), Paragraph("drei")).pages
    assert len(pages) == 3
    for number, page in enumerate(pages, 1):
        said = page.extract_text()
        assert f"Seite {number} von 3" in said
        for part in ("Kopfzeile", "Fußzeile", "Stichtag"):
            assert said.count(part) == 1


def test_page_breaks_make_no_empty_pages() -> None:
    pages = read(PageBreak(), Paragraph("eins"), PageBreak(), PageBreak(), Heading("zwei"), PageBreak()).pages
    assert [("eins" in page.extract_text(), "zwei" in page.extract_text()) for page in pages] == [
        (True, False),
        (False, True),
    ]


def test_an_empty_paper_has_one_page() -> None:
    assert len(read().pages) == 1


def test_a_long_table_repeats_its_head_and_loses_no_row() -> None:
    rows = tuple((f"Zeile-{number:03}", f"{number},00") for number in range(150))
    pages = read(Heading("Tafel"), Table((Column("Name"), Column("Betrag", Align.RIGHT)), rows, ("Summe", "99"))).pages
    said = [page.extract_text() for page in pages]
    assert len(pages) > 3
    assert all(text.count("Betrag") == 1 for text in said)
    for name, _ in rows:
        assert sum(text.count(name) for text in said) == 1
    assert all(text.count("Zeile-") >= 2 for text in said)
    assert "Zeile-149" in said[-1]
    assert "Summe" in said[-1]


@given(st.integers(min_value=0, max_value=70))
@settings(deadline=None, max_examples=25)
def test_a_heading_never_ends_a_page(lines: int) -> None:
    table = Table((Column("Kopf"),), (("Reihe-A",), ("Reihe-B",), ("Reihe-C",)), caption="Unterschrift")
    before = [Paragraph("Zeile\n" * lines + "Ende")]
    for page in read(*before, Heading("Überschrift"), Heading("Untertitel", 2), table).pages:
        said = page.extract_text()
        if "Überschrift" in said:
            assert all(part in said for part in ("Untertitel", "Kopf", "Reihe-A", "Reihe-B"))
        if "Unterschrift" in said:
            assert "Reihe-C" in said


@given(st.integers(min_value=0, max_value=60))
@settings(deadline=None, max_examples=15)
def test_a_chart_stays_with_heading_and_caption(lines: int) -> None:
    for page in read(Paragraph("Zeile\n" * lines + "Ende"), Heading("Befund"), CHART).pages:
        said = page.extract_text()
        assert len({part in said for part in ("Befund", "Ehrenamtliche", "20", "Abb. 1")}) == 1


def test_no_paragraph_leaves_a_single_line_behind() -> None:
    for lines in range(1, 60):
        pages = read(Paragraph("\n".join(["davor"] * lines)), Paragraph("\n".join(["Satz"] * 4))).pages
        assert [page.extract_text().count("Satz") for page in pages if "Satz" in page.extract_text()] in ([4], [2, 2])


@pytest.mark.parametrize("before", range(31, 37))
def test_the_last_entry_of_a_list_never_stands_on_a_page_alone(before: int) -> None:
    reader = read(*(Paragraph(str(at), small=True) for at in range(before)), Items(("eins", "zwei", "drei")))
    where = [at for at, page in enumerate(reader.pages) for word in ("zwei", "drei") if word in page.extract_text()]
    assert len(set(where)) == 1


def test_a_row_higher_than_a_page_goes_on_on_the_next() -> None:
    words = " ".join(f"W{number}" for number in range(3000))
    pages = read(Table((Column("Kopf"), Column("Text")), (("a", words), ("b", "kurz")))).pages
    said = " ".join(page.extract_text() for page in pages).split()
    assert len(pages) > 2
    assert [word for word in said if word.startswith("W")] == words.split()


@given(
    st.lists(st.sampled_from(list(Align)), min_size=1, max_size=7),
    st.lists(st.floats(min_value=0, max_value=5, allow_subnormal=False), min_size=7, max_size=7),
    st.data(),
)
@settings(deadline=None, max_examples=60)
def test_column_widths_fill_the_paper_and_figures_do_not_wrap(
    aligns: list[Align], weights: list[float], data: st.DataObject
) -> None:
    columns = tuple(Column("Ein Kopf", align, weight) for align, weight in zip(aligns, weights, strict=False))
    cell = {
        Align.LEFT: st.sampled_from(("kurz", "Langer Text " * 40)),
        Align.RIGHT: st.just("1.286,50 €"),
        Align.CENTER: st.just("x"),
    }
    rows = tuple(tuple(data.draw(cell[align]) for align in aligns) for _ in range(2))
    widths = tables.column_widths(Table(columns, rows), look.WIDTH)
    assert sum(widths) == pytest.approx(look.WIDTH)
    for at, align in enumerate(aligns):
        if align is Align.RIGHT:
            assert len(tables._cell("1.286,50 €", widths[at])) == 1


def test_fonts_are_embedded_subsets_that_can_be_read_and_none_is_helvetica() -> None:
    data = pdf.render(paper(*every_block("Straße محمد ተስፋይ"), CHART))
    assert b"Helvetica" not in data
    names = set()
    for page in PdfReader(BytesIO(data)).pages:
        for font in page["/Resources"]["/Font"].values():
            font = font.get_object()
            names.add(font["/BaseFont"].split("+")[1])
            assert "/FontFile2" in font["/FontDescriptor"]
            assert b"beginbfchar" in font["/ToUnicode"].get_data()
            assert font["/BaseFont"][7] == "+" or len(font["/BaseFont"].split("+")[0]) == 6
    assert names == {
        f"{family}-{weight}"
        for family in ("NotoSans", "NotoSansArabic", "NotoSansEthiopic")
        for weight in ("Regular", "Bold")
    }


def test_the_file_describes_itself_and_gives_no_date() -> None:
    reader = read(Heading("x"))
    assert dict(reader.metadata or {}) == {
        "/Title": "Bericht & <Titel>",
        "/Author": "Koordinierungsstelle",
        "/Producer": "Bezirkskoordination",
    }
    root = reader.trailer["/Root"]
    assert root["/Lang"] == "de-DE"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] is not False
    assert "/Trans" not in reader.pages[0]
    assert [round(float(side)) for side in reader.pages[0].mediabox[2:]] == [595, 842]


def test_headings_are_bookmarks_on_their_pages_even_when_a_level_is_skipped() -> None:
    reader = read(
        Heading("Titel", 0), Heading("Tief", 3), Heading("Teil", 1, "1"), PageBreak(), Heading("محمد (a)", 2, "1.1")
    )

    def flat(entries: list, level: int = 0) -> list[tuple[str, int, int]]:
        found = []
        for entry in entries:
            if isinstance(entry, list):
                found += flat(entry, level + 1)
            else:
                found.append((entry.title, level, reader.get_destination_page_number(entry)))
        return found

    assert flat(reader.outline) == [("Titel", 0, 0), ("Tief", 1, 0), ("1 Teil", 1, 0), ("1.1 محمد (a)", 2, 1)]


def test_the_draft_word_lies_on_every_page_and_only_on_drafts() -> None:
    blocks = (Paragraph("eins"), PageBreak(), Paragraph("zwei"))
    assert all("Vorläufig" in page.extract_text() for page in read(*blocks, draft="Vorläufig").pages)
    assert not any("Vorläufig" in page.extract_text() for page in read(*blocks).pages)


def test_progress_rises_to_one_and_can_stop_the_work() -> None:
    heard: list[float] = []
    pdf.render(paper(*every_block("x")), heard.append)
    assert heard[-1] == 1.0
    assert all(0 < one <= other <= 1 for one, other in pairwise(heard))

    class Cancelled(Exception):
        pass

    def stop(share: float) -> None:
        if share > 0.6:
            raise Cancelled

    with pytest.raises(Cancelled):
        pdf.render(paper(*every_block("x")), stop)


def test_reportlabs_settings_are_as_before() -> None:
    from reportlab import rl_config

    before = rl_config.useA85
    pdf.render(paper())
    assert rl_config.useA85 == before


def test_the_second_series_differs_without_colour_and_bars_are_to_scale() -> None:
    from reportlab.graphics.shapes import Rect

    shapes = charts.draw(CHART, 400).contents
    bars = [shape for shape in shapes if isinstance(shape, Rect)][:4]
    assert bars[3].width / bars[0].width == pytest.approx(20 / 6)
    assert len([shape for shape in shapes if isinstance(shape, charts._Hatching)]) == 3  # two bars and the legend
    assert all(bar.x + bar.width < 400 for bar in bars)


def test_charts_without_bars_or_with_nothing_but_zero_can_be_drawn() -> None:
    for series in ((), (Series("leer", ()),), (Series("null", (Bar("a", 0, "0"), Bar("b", -3, "-3"))),)):
        assert charts.draw(BarChart(series, ""), 300).height >= 1


def test_every_mark_up_of_content_is_closed() -> None:
    for page in read(*every_block("محمد (x) L\u0325 ተስፋይ 😀"), CHART).pages:
        words = page.get_contents().get_data().split()
        assert words.count(b"BDC") + words.count(b"BMC") == words.count(b"EMC") > 0
        assert words.count(b"BT") == words.count(b"ET")
        assert not isinstance(page["/Contents"].get_object(), IndirectObject)
