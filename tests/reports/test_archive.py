"""What a file says about itself, held against a checker from elsewhere (pikepdf.pdfa, rules of veraPDF)."""

from io import BytesIO

import pikepdf
import pytest
from hypothesis import given, settings
from pikepdf import pdfa
from PIL import ImageCms
from tests.reports.every_block import every_field, hostile
from tests.reports.tagged import Reading

from bezirkskoordination.paths import resource
from bezirkskoordination.reports import pdf
from bezirkskoordination.reports.document import Document, Paragraph

#: The checker knows level B alone, and no file that explains the mark of PDF/UA, as ISO 19005-2, 6.6.2.3.3 allows.
UNKNOWN_TO_IT = {
    "XMP namespace pdfaExtension=http://www.aiim.org/pdfa/ns/extension/ is not permitted",
    "XMP namespace pdfaSchema=http://www.aiim.org/pdfa/ns/schema# is not permitted",
    "XMP namespace pdfaProperty=http://www.aiim.org/pdfa/ns/property# is not permitted",
    "XMP property pdfuaid:part is not permitted",
    "XMP property pdfaExtension:schemas is not permitted",
    "pdfaid:conformance is 'A', expected 'B'",
}


def findings(data: bytes) -> set[str]:
    return {finding.message for finding in pdfa.validate_written(BytesIO(data), "2b").findings}


@pytest.mark.parametrize("words", ["Straße", "محمد L\u0325 ተስፋይ 😀 זה \x00\uffff\ue000"])
def test_every_kind_of_block_keeps_pdf_a(words: str) -> None:
    assert findings(pdf.render(every_field(words))) == UNKNOWN_TO_IT


@given(hostile)
@settings(max_examples=15)
def test_no_text_breaks_pdf_a(words: str) -> None:
    assert findings(pdf.render(every_field(words))) == UNKNOWN_TO_IT


def test_the_file_names_its_standards_language_and_office() -> None:
    seen = Reading(pdf.render(Document("Bericht & <Titel>\nzwei", "Stelle", (Paragraph("x"),))))
    assert seen.described == {
        "title": "Bericht & <Titel> zwei", "author": "Stelle", "language": "de-DE", "producer": "Bezirkskoordination",
        "part": "2", "conformance": "A", "ua": "1",
    }  # fmt: skip


def test_something_foreign_takes_the_promise_away_but_not_the_tags() -> None:
    seen = Reading(pdf.render(Document("Antrag", "Stelle", (Paragraph("x"),)), lasting=False))
    assert (seen.described["part"], seen.described["conformance"], seen.described["ua"]) == ("", "", "")
    assert seen.texts("P") == ["x"]
    assert seen.faults == []


def test_colours_mean_srgb() -> None:
    profile = resource("colour", "sRGB.icc").read_bytes()
    assert profile[8:10] == bytes((4, 0x20))  # the latest version that PDF/A-2 names
    with pikepdf.open(BytesIO(pdf.render(Document("x", "y", ())))) as file:
        assert file.Root.OutputIntents[0].DestOutputProfile.read_bytes() == profile
    ours, theirs = ImageCms.ImageCmsProfile(BytesIO(profile)), ImageCms.createProfile("sRGB")
    change = ImageCms.buildTransform(ours, theirs, "RGB", "RGB")
    from PIL import Image

    colours = Image.new("RGB", (3, 1))
    colours.putdata([(31, 111, 120), (193, 99, 45), (255, 255, 255)])
    changed = ImageCms.applyTransform(colours, change)
    assert changed is not None
    assert changed.tobytes() == colours.tobytes()
