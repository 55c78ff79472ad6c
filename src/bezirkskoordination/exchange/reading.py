"""Reads a table from another program's file: CSV in any usual encoding, XLSX, XLS, ODS. Cells come out as texts;
what they mean is for the import to say."""

import csv
import io
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bezirkskoordination.exchange.cells import tidy, to_text, unguard
from bezirkskoordination.i18n import N_, Text
from bezirkskoordination.records.refusal import Refused

#: Lists of a district have hundreds of rows; more than this is another kind of file.
_LARGEST_FILE = 200 * 1024**2
_MOST_CELLS = 20_000_000
#: How far down the heads are looked for.
_TITLE_LINES = 20

Cells = tuple[str, ...]
IsHead = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Source:
    """A table as read: texts without guard or surrounding blanks, each row with its number in the file (from 1).

    `encoding` and `delimiter` are empty for spreadsheets, `sheet` for CSV. Rows without any text are left out.
    """

    path: Path
    format: str
    encoding: str
    delimiter: str
    sheet: str
    header_row: int
    heads: Cells
    rows: tuple[tuple[int, Cells], ...]
    problems: tuple[str, ...] = ()


_Table = list[list[str]]

_EMPTY = N_("Reading", "„{}“ ist leer. Es gibt nichts zu lesen.")
_NO_HEADS = N_(
    "Reading",
    "„{}“: keine Kopfzeile gefunden. Die erste Zeile der Tabelle muss die Spalten nennen,"
    " zum Beispiel Nachname; Vorname.",
)
_PASSWORD = N_(
    "Reading", "„{}“ ist mit einem Kennwort geschützt. Bitte in Excel ohne Kennwort speichern und noch einmal lesen."
)
_DAMAGED = N_(
    "Reading",
    "„{}“ lässt sich nicht als Tabelle lesen; vielleicht ist die Datei beschädigt."
    " Bitte in Excel oder LibreOffice öffnen und neu speichern.",
)
_NO_TABLE = N_("Reading", "„{}“ ist {} und keine Tabelle. Lesbar sind CSV, XLSX, XLS und ODS.")
_TOO_LARGE = N_("Reading", "„{}“ ist zu groß für eine Liste. Bitte nur die gebrauchten Zeilen und Spalten speichern.")

#: What a file is by its first bytes.
_FOREIGN: tuple[tuple[bytes, Text], ...] = (
    (b"%PDF", N_("Reading", "ein PDF")),
    (b"\x89PNG", N_("Reading", "ein Bild")),
    (b"\xff\xd8\xff", N_("Reading", "ein Bild")),
    (b"GIF8", N_("Reading", "ein Bild")),
    (b"II*\x00", N_("Reading", "ein Bild")),
    (b"MM\x00*", N_("Reading", "ein Bild")),
    (b"{\\rtf", N_("Reading", "ein Textdokument")),
    (b"SQLite format 3", N_("Reading", "eine Datenbank")),
    (b"\x1f\x8b", N_("Reading", "ein gepacktes Archiv")),
    (b"7z\xbc\xaf", N_("Reading", "ein gepacktes Archiv")),
    (b"Rar!", N_("Reading", "ein gepacktes Archiv")),
)
_WEB_PAGE = N_("Reading", "eine Webseite")
_BINARY = N_("Reading", "eine Datei in einem unbekannten Format")
_ARCHIVE = N_("Reading", "ein gepacktes Archiv oder ein Textdokument")

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read(path: Path, is_head: IsHead = lambda _text: False) -> Source:
    """Read a table; refuses in German what is none. `is_head` knows the heads that are hoped for."""
    data = _bytes(path)
    for beginning, what in _FOREIGN:
        if data.startswith(beginning):
            raise Refused(_NO_TABLE, path.name, what)
    if data.startswith((_ZIP, _OLE)):
        return _read_book(path, data, is_head)
    return _read_csv(path, data, is_head)


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > _LARGEST_FILE:
            raise Refused(_TOO_LARGE, path.name)
        data = path.read_bytes()
    except FileNotFoundError:
        raise Refused(N_("Reading", "„{}“ wurde nicht gefunden."), path.name) from None
    except OSError as error:
        raise Refused(
            N_("Reading", "„{}“ lässt sich nicht lesen. Ist die Datei gerade woanders geöffnet?"), path.name
        ) from error
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise Refused(_EMPTY, path.name)
    return data


# --- spreadsheets -------------------------------------------------------------------------


def _read_book(path: Path, data: bytes, is_head: IsHead) -> Source:
    # late: only an import needs it
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

    format_ = _format_of(path, data)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = [s for s in book.sheets_metadata if s.typ == SheetTypeEnum.WorkSheet]
        for sheet in sorted(sheets, key=lambda s: s.visible != SheetVisibleEnum.Visible):
            table = book.get_sheet_by_name(sheet.name)
            if table.end is None:
                continue
            if (table.end[0] + 1) * (table.end[1] + 1) > _MOST_CELLS:
                raise Refused(_TOO_LARGE, path.name)
            rows = [[to_text(cell) for cell in row] for row in table.to_python(skip_empty_area=False)]
            if any(any(row) for row in rows):
                return _source(path, format_, rows, is_head, sheet=sheet.name)
    except PasswordError as error:
        raise Refused(_PASSWORD, path.name) from error
    # ValueError, KeyError …: calamine hands on what its parsers stumble over in a damaged file.
    except (CalamineError, ValueError, KeyError, OverflowError, OSError) as error:
        raise Refused(_DAMAGED, path.name) from error
    raise Refused(_EMPTY, path.name)


def _format_of(path: Path, data: bytes) -> str:
    """xlsx, xls or ods by what is inside; refuses documents that are no tables, and locked ones."""
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise Refused(_PASSWORD, path.name)
        return "xls"
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            manifest = archive.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in names else b""
    except (zipfile.BadZipFile, KeyError, NotImplementedError, OSError, EOFError) as error:
        raise Refused(_DAMAGED, path.name) from error
    if b"encryption-data" in manifest:
        raise Refused(_PASSWORD, path.name)
    if b"opendocument.spreadsheet" in manifest:
        return "ods"
    if any(name.startswith("xl/") for name in names):
        return "xlsx"
    raise Refused(_NO_TABLE, path.name, _ARCHIVE)


# --- CSV ----------------------------------------------------------------------------------

_DELIMITERS = (";", ",", "\t", "|")
_SAMPLE = 200
_STRAY_QUOTES = N_("Reading", "Einige Anführungszeichen stehen falsch; bitte die Zeilen prüfen.")
_OPEN_QUOTE = N_(
    "Reading",
    "Ein Anführungszeichen wird nicht geschlossen. Anführungszeichen wurden als Text gelesen; bitte die Zeilen prüfen.",
)


def _read_csv(path: Path, data: bytes, is_head: IsHead) -> Source:
    encoding, text = _decoded(path, data)
    if text.lstrip()[:9].lower().startswith(("<!doctype", "<html", "<table", "<?xml")):
        raise Refused(_NO_TABLE, path.name, _WEB_PAGE)
    if "\x00" in text:
        raise Refused(_NO_TABLE, path.name, _BINARY)
    declared, skipped = "", 0
    first = text.split("\n", 1)[0].strip()
    if first.lower().startswith("sep=") and first[4:] in _DELIMITERS:
        declared, skipped = first[4:], 1
    delimiter = declared or _delimiter(text)
    rows, problems = _rows(text, delimiter)
    return _source(path, "csv", rows, is_head, encoding, delimiter, "", skipped, problems)


_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


def _decoded(path: Path, data: bytes) -> tuple[str, str]:
    """The encoding and the text: marked or strict Unicode first, else the best of what German programs write."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name, data.decode(name, "replace")
    for name in _unmarked(data):
        try:
            return name, data.decode(name)
        except UnicodeDecodeError:
            continue
    patched = data.decode("utf-8", "replace")
    damaged = patched.count("\ufffd")
    if sum(character > "\x7f" for character in patched) > 2 * damaged:
        return "utf-8", patched  # mostly UTF-8: the few wrong bytes are shown to the user
    if best := _by_letters(data):
        return best
    # late: slow to load, and needed only for what is neither Unicode nor German
    from charset_normalizer import from_bytes

    guess = from_bytes(data).best()
    if guess is None:
        raise Refused(_NO_TABLE, path.name, _BINARY)
    return guess.encoding, str(guess)


def _unmarked(data: bytes) -> Iterator[str]:
    """Unicode without a mark; every second byte 0 is what UTF-16 looks like in Latin letters."""
    sample = data[:2000]
    half = max(len(sample) // 2, 1)
    if sample[1::2].count(0) > half * 0.6:
        yield "utf-16-le"
    if sample[0::2].count(0) > half * 0.6:
        yield "utf-16-be"
    yield "utf-8"


def _by_letters(data: bytes) -> tuple[str, str] | None:
    """The encoding with the most letters of German; None where whole words are beyond ASCII: another alphabet."""
    odd = [word for word in re.findall(rb"[A-Za-z\x80-\xff]{2,}", data) if not word.isascii()]
    foreign = sum(not re.search(rb"[A-Za-z]", word) for word in odd)
    if foreign * 2 > len(odd):
        return None
    found: dict[str, str] = {}
    for name in ("cp1252", "cp850", "mac_roman"):
        try:
            found[name] = data.decode(name)
        except UnicodeDecodeError:
            continue
    best = max(found, key=lambda name: sum(found[name].count(letter) for letter in "äöüÄÖÜß"))
    return best, found[best]


def _delimiter(text: str) -> str:
    """The delimiter that cuts the most rows into the same number of cells, more than one."""

    def fit(delimiter: str) -> tuple[int, int]:
        sample = io.StringIO("\n".join(text.splitlines()[:_SAMPLE]), newline="")
        widths = Counter(len(row) for row in csv.reader(sample, delimiter=delimiter) if len(row) > 1)
        width, rows = max(widths.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
        return rows, width

    return max(_DELIMITERS, key=fit)


def _rows(text: str, delimiter: str) -> tuple[_Table, tuple[str, ...]]:
    """The rows; quotes that are never closed are taken as letters, so that they swallow nothing."""
    csv.field_size_limit(_LARGEST_FILE)

    def parsed(**manner: object) -> _Table:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, **manner))  # type: ignore[arg-type]

    try:
        return parsed(strict=True), ()
    except csv.Error as error:
        if "unexpected end" not in str(error):
            return parsed(), (str(_STRAY_QUOTES),)
    return parsed(quoting=csv.QUOTE_NONE), (str(_OPEN_QUOTE),)


# --- heads --------------------------------------------------------------------------------


def _source(
    path: Path, format_: str, rows: _Table, is_head: IsHead, encoding: str = "", delimiter: str = "", sheet: str = "",
    skipped: int = 0, problems: Sequence[str] = (),
) -> Source:  # fmt: skip
    tidied = [tuple(tidy(unguard(tidy(cell))) for cell in row) for row in rows]
    filled = [(number, row) for number, row in enumerate(tidied, 1) if any(row) and number > skipped]
    if not filled:
        raise Refused(_EMPTY, path.name)
    at = _header(filled, is_head)
    header_row, heads = filled[at]
    if all(not any(map(str.isalpha, head)) for head in heads):
        raise Refused(_NO_HEADS, path.name)
    return Source(
        path, format_, encoding, delimiter, sheet, header_row, _distinct(heads), tuple(filled[at + 1 :]),
        tuple(problems),
    )  # fmt: skip


def _header(rows: Sequence[tuple[int, Cells]], is_head: IsHead) -> int:
    """Which row holds the heads: the one with most known heads, else the first as wide as the table usually is."""
    top = rows[:_TITLE_LINES]
    known = [sum(is_head(cell) for cell in row if cell) for _number, row in top]
    if max(known):
        return known.index(max(known))
    filled = [sum(map(bool, row)) for _number, row in top]
    usual = Counter(filled).most_common(1)[0][0]
    return next(i for i, count in enumerate(filled) if count >= usual)


def _distinct(heads: Cells) -> Cells:
    """The heads, repeated ones numbered: „Telefon“, „Telefon (2)“."""
    seen: Counter[str] = Counter()
    distinct = []
    for head in heads:
        seen[head] += 1
        distinct.append(f"{head} ({seen[head]})" if head and seen[head] > 1 else head)
    return tuple(distinct)
