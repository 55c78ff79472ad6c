"""What an archive and a screen reader look for in a file: who made it, in what language, by which standards.

Knows how a file describes itself (XMP, ISO 16684-1; PDF/A-2, ISO 19005-2; PDF/UA-1, ISO 14289-1); refuses to know
what it says. No dates: the same paper has the same bytes on any day.
"""

from html import escape
from typing import Any

from reportlab.pdfbase import pdfdoc

from bezirkskoordination.paths import resource

PRODUCER = "Bezirkskoordination"
_PROFILE = "sRGB"

#: PDF/A knows no mark of PDF/UA unless the file itself says what it is (ISO 19005-2, 6.6.2.3).
_LASTING = """<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Indicates, which part of ISO 14289 standard is followed</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<pdf:Producer>{producer}</pdf:Producer>
</rdf:Description>
{lasting}</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


def describe(document: Any, title: str, author: str, language: str, lasting: bool) -> None:
    """Lets a reportlab document that has all its pages say what it is; texts are clean and of one line.

    `lasting` says that nothing in it comes from elsewhere, so that it keeps what PDF/A-2a and PDF/UA-1 ask for.
    """
    for page in document.Pages.pages:
        page.Trans = None  # reportlab puts an empty slide transition on every page, which PDF/A forbids
    document.info = _Info(title, author)
    described = _XMP.format(
        title=escape(title), author=escape(author), language=escape(language), producer=PRODUCER,
        lasting=_LASTING if lasting else "",
    )  # fmt: skip
    kind = {"Type": pdfdoc.PDFName("Metadata"), "Subtype": pdfdoc.PDFName("XML")}
    catalog = document.Catalog
    catalog.Metadata = pdfdoc.PDFStream(pdfdoc.PDFDictionary(kind), described.encode("utf-8"))
    catalog.__NoDefault__ = [*catalog.__NoDefault__, "OutputIntents"]
    catalog.OutputIntents = pdfdoc.PDFArray([_colours(document)])


def _colours(document: Any) -> Any:
    """What red, green and blue mean in this file."""
    profile = pdfdoc.PDFStream(pdfdoc.PDFDictionary({"N": 3}), resource("colour", f"{_PROFILE}.icc").read_bytes())
    return pdfdoc.PDFDictionary(
        {
            "Type": pdfdoc.PDFName("OutputIntent"),
            "S": pdfdoc.PDFName("GTS_PDFA1"),
            "OutputConditionIdentifier": pdfdoc.PDFString(_PROFILE),
            "Info": pdfdoc.PDFString(_PROFILE),
            "DestOutputProfile": document.Reference(profile),
        }
    )


class _Info(pdfdoc.PDFInfo):
    """The file's older description, which must say the same."""

    def __init__(self, title: str, author: str) -> None:
        super().__init__()
        self.title, self.author, self.producer = title, author, PRODUCER
        self.subject = self.keywords = ""

    def format(self, document: Any) -> bytes:
        """The dictionary as reportlab writes it."""
        said = {"Title": self.title, "Author": self.author, "Producer": self.producer}
        entries = {key: pdfdoc.PDFString(value) for key, value in said.items()}
        return bytes(pdfdoc.PDFDictionary(entries).format(document))
