"""Files as bytes, read by a library that has nothing to do with the one that drew them."""

import re
from io import BytesIO

import pikepdf
from tests.reports.every_block import every_field

from bezirkskoordination.reports import pdf
from bezirkskoordination.reports.document import Column, Document, Paragraph, Table


def test_the_file_is_sound() -> None:
    with pikepdf.open(BytesIO(pdf.render(every_field("Straße محمد 😀")))) as file:
        assert file.check_pdf_syntax() == []
        assert file.pdf_version == "1.7"
        assert len(file.pages) > 1


def test_lines_end_where_an_archive_wants_it() -> None:
    data = pdf.render(every_field("Straße"))
    assert data.startswith(b"%PDF-1.7\n%")
    assert all(byte > 127 for byte in data[10:14])
    assert data.endswith(b"%%EOF\n")
    ends = [at.start() for at in re.finditer(rb"endstream\nendobj\n", data)]
    assert len(ends) == len(re.findall(rb"\d+ 0 obj\n", data)) > 5
    assert all(data[at - 1 : at] == b"\n" for at in ends)


def test_equal_papers_have_equal_names_and_others_have_not() -> None:
    def name(text: str) -> bytes:
        with pikepdf.open(BytesIO(pdf.render(Document("Titel", "Stelle", (Paragraph(text),))))) as file:
            return bytes(file.trailer.ID[0])

    assert name("eins") == name("eins") != name("zwei")


def test_many_elements_stay_small() -> None:
    table = Table((Column("a"), Column("b"), Column("c")), tuple((str(at), "x", "y") for at in range(700)))
    document = Document("Titel", "Stelle", (table,))
    bare, told = (len(pdf.render(document, tagged=tagged)) for tagged in (False, True))
    assert told - bare < 25 * 2804  # bytes for each of the rows' and cells' elements
