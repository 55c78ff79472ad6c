import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from bezirkskoordination.exchange import heads
from bezirkskoordination.exchange.cells import guard, to_text, unguard
from bezirkskoordination.exchange.reading import Source, read
from bezirkskoordination.records.people import Person
from bezirkskoordination.records.refusal import Refused

KNOWN = heads.knows(Person.type, {})
TABLE = "Nachname;Vorname;Straße\r\nMüller;Jürgen;Königsweg 5\r\nGöß;Änne;Am Hügel 1\r\n"


@pytest.fixture
def source(tmp_path: Path) -> Callable[..., Source]:
    def made(data: bytes | str, name: str = "liste.csv") -> Source:
        path = tmp_path / name
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return read(path, KNOWN)

    return made


def book(rows: list[list[Any]], title: str = "Tabelle1", before: int = 0) -> bytes:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    for _ in range(before):
        sheet = made.create_sheet()
    sheet.title = title
    for row in rows:
        sheet.append(row)
    data = io.BytesIO()
    made.save(data)
    return data.getvalue()


@pytest.mark.parametrize(
    ("encoding", "named"),
    [
        ("utf-8", "utf-8"), ("utf-8-sig", "utf-8-sig"), ("utf-16", "utf-16"), ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"), ("cp1252", "cp1252"), ("cp850", "cp850"), ("mac_roman", "mac_roman"),
    ],
)  # fmt: skip
def test_encodings_that_german_programs_write(source: Callable[..., Source], encoding: str, named: str) -> None:
    found = source(TABLE.encode(encoding))
    assert (found.encoding, found.delimiter, found.format, found.sheet) == (named, ";", "csv", "")
    assert found.heads == ("Nachname", "Vorname", "Straße")
    assert found.rows == ((2, ("Müller", "Jürgen", "Königsweg 5")), (3, ("Göß", "Änne", "Am Hügel 1")))


def test_a_foreign_alphabet_in_an_old_encoding(source: Callable[..., Source]) -> None:
    text = "Nachname;Vorname;Notiz\n" + "Иванова;Анна;говорит по-русски и по-украински, работает вечером\n" * 20
    assert source(text.encode("cp1251")).rows[0][1][0] == "Иванова"


def test_a_mostly_correct_utf8_file_shows_its_wrong_bytes(source: Callable[..., Source]) -> None:
    found = source("Nachname;Ort\nMüller;Köln\nÖztürk;Gött".encode() + b"\xfc" + b"ingen\n")
    assert found.encoding == "utf-8"
    assert found.rows[1][1] == ("Öztürk", "Gött\ufffdingen")


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_delimiters(source: Callable[..., Source], delimiter: str) -> None:
    found = source(TABLE.replace(";", delimiter))
    assert found.delimiter == delimiter
    assert found.rows[0][1] == ("Müller", "Jürgen", "Königsweg 5")


def test_excels_own_line_about_the_delimiter(source: Callable[..., Source]) -> None:
    found = source("sep=|\nNachname|Vorname; Rufname\nMüller|Anna; Anni\n")
    assert (found.delimiter, found.header_row, found.rows) == ("|", 2, ((3, ("Müller", "Anna; Anni")),))


def test_commas_in_texts_do_not_make_a_comma_table(source: Callable[..., Source]) -> None:
    assert source("Name;Notiz\nMüller, Anna;a, b, c\nMeier, Max;d, e, f\n").delimiter == ";"


def test_quoted_cells_keep_their_line_ends_and_row_numbers_count_rows(source: Callable[..., Source]) -> None:
    found = source('Nachname;Notiz\r\n"Müller";"eins\r\nzwei; ""drei"""\r\nMeier;\r\n')
    assert found.rows == ((2, ("Müller", 'eins\nzwei; "drei"')), (3, ("Meier", "")))


def test_a_quote_that_is_never_closed_swallows_nothing(source: Callable[..., Source]) -> None:
    found = source('Nachname;Vorname\n"Müller;Anna\nMeier;Max\nSchulz;Eva\n')
    assert [row[0] for _number, row in found.rows] == ['"Müller', "Meier", "Schulz"]
    assert found.problems


def test_old_mac_line_ends(source: Callable[..., Source]) -> None:
    assert len(source("Nachname;Vorname\rMüller;Anna\rMeier;Max\r").rows) == 2


def test_title_lines_and_empty_lines_before_the_heads(source: Callable[..., Source]) -> None:
    found = source("Helferkreis Nordost;;\n;;\nStand: März;;\nName;Vorname;Tel.\nMüller;Anna;030 23125-001\n")
    assert (found.header_row, found.heads) == (4, ("Name", "Vorname", "Tel."))
    assert [number for number, _row in found.rows] == [5]


def test_repeated_heads_stay_apart(source: Callable[..., Source]) -> None:
    assert source("Nachname;Telefon;Telefon\nA;1;2\n").heads == ("Nachname", "Telefon", "Telefon (2)")


def test_empty_rows_are_left_out(source: Callable[..., Source]) -> None:
    assert [n for n, _row in source("Nachname;Vorname\n\nA;B\n;\n  ;\t\nC;D\n").rows] == [3, 6]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "leer"), (b"\xef\xbb\xbf\r\n \r\n", "leer"), (b";;;\n;;\n", "leer"), (b"%PDF-1.7 x", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "Bild"), (b"\xff\xd8\xff\xe0JFIF", "Bild"), (b"{\\rtf1 x}", "Textdokument"),
        (b"<html><table><tr><td>Nachname</td></tr></table>", "Webseite"), (b"Nachname;A\x00B\x00\x00\x01", "Format"),
        (b"1;2;3\n4;5;6\n", "Kopfzeile"), (b"PK\x03\x04 kaputt", "beschädigt"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "beschädigt"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "Kennwort"),
        (b"SQLite format 3\x00", "Datenbank"),
    ],
)  # fmt: skip
def test_what_is_no_table_is_refused_in_one_sentence(source: Callable[..., Source], data: bytes, said: str) -> None:
    with pytest.raises(Refused, match=said):
        source(data)


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="nicht gefunden"):
        read(tmp_path / "fehlt.csv")
    with pytest.raises(Refused, match="nicht lesen"):
        read(tmp_path)


def test_xlsx_cells_come_as_a_person_would_type_them(source: Callable[..., Source]) -> None:
    row = ["Müller", 30231255.0, datetime(2026, 4, 3), 12.5, True, time(6, 30), None, "=1+1"]
    heads_ = ["Nachname", "Telefon", "seit", "Std./Woche", "Kontaktsperre", "Verfügbar", "Notiz", "Ort"]
    sheet = book([["Liste"], [], heads_, row], before=2)
    found = source(sheet, "liste.xlsx")
    assert (found.format, found.sheet, found.header_row) == ("xlsx", "Tabelle1", 3)
    assert found.rows[0][1][:7] == ("Müller", "30231255", "03.04.2026", "12,5", "ja", "6:30", "")


def test_the_content_decides_not_the_name(source: Callable[..., Source]) -> None:
    assert source(book([["Nachname"], ["Müller"]]), "liste.csv").format == "xlsx"
    assert source(TABLE, "liste.xlsx").format == "csv"


def ods(content: str, manifest: str = "") -> bytes:
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("mimetype", kind)
        archive.writestr(
            "META-INF/manifest.xml",
            '<?xml version="1.0"?><manifest:manifest'
            ' xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
            f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>{manifest}</manifest:manifest>',
        )
        archive.writestr(
            "content.xml",
            '<?xml version="1.0"?><office:document-content'
            ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
            ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
            ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
            f'<table:table table:name="Helfer">{content}</table:table></office:spreadsheet></office:body>'
            "</office:document-content>",
        )
    return data.getvalue()


def test_ods(source: Callable[..., Source]) -> None:
    def row(*cells: str) -> str:
        return "<table:table-row>" + "".join(cells) + "</table:table-row>"

    def text(value: str) -> str:
        return f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>'

    typed = 'office:value-type="date" office:date-value="2026-04-03"'
    day = f"<table:table-cell {typed}><text:p>x</text:p></table:table-cell>"
    found = source(ods(row(text("Nachname"), text("seit")) + row(text("Müller"), day)), "liste.ods")
    assert (found.format, found.sheet, found.rows) == ("ods", "Helfer", ((2, ("Müller", "03.04.2026")),))


def test_a_locked_ods_is_refused(source: Callable[..., Source]) -> None:
    with pytest.raises(Refused, match="Kennwort"):
        source(ods("", "<manifest:encryption-data/>"), "liste.ods")


def test_a_text_document_is_no_table(source: Callable[..., Source]) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    with pytest.raises(Refused, match="keine Tabelle"):
        source(data.getvalue(), "brief.docx")


def test_an_xlsx_without_any_text_is_empty(source: Callable[..., Source]) -> None:
    with pytest.raises(Refused, match="leer"):
        source(book([]), "leer.xlsx")


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (30231255.0, "30231255"), (0.1 + 0.2, "0,3"), (12.5, "12,5"), (-3.0, "-3"), (1e15, "1000000000000000"),
        (Decimal("1234.50"), "1234,5"), (False, "nein"), (None, ""), (date(2026, 4, 3), "03.04.2026"),
        (datetime(2026, 4, 3, 14, 5), "03.04.2026 14:05"), (timedelta(hours=30, minutes=5), "30:05"),
        (float("nan"), "nan"),
    ],
)  # fmt: skip
def test_cells_as_texts(cell: Any, text: str) -> None:
    assert to_text(cell) == text


@given(st.text())
def test_guarding_is_harmless_and_undone(text: str) -> None:
    assert unguard(guard(text)) == text
    assert not guard(text).startswith(("=", "+", "-", "@", "\t", "\r"))


CELLS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=20)


@given(st.lists(st.tuples(CELLS, CELLS), max_size=8))
def test_any_text_can_stand_in_a_cell(tmp_path: Path, rows: list[tuple[str, str]]) -> None:
    import csv

    path = tmp_path / "beliebig.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";", quoting=csv.QUOTE_ALL)
        writer.writerow(["Nachname", "Vorname"])
        writer.writerows([guard(cell) for cell in row] for row in rows)
    found = read(path, KNOWN)
    assert found.heads == ("Nachname", "Vorname")
    assert len(found.rows) == sum(bool("".join(row).strip()) for row in rows)
