"""Reads a tagged PDF as a screen reader and an archive would, by itself: nothing here knows how the program writes one.

`Reading(data).faults` names everything that PDF/UA-1 and PDF/A-2a ask for and the file does not keep (as far as it
can be told without seeing the pages); `texts()` says what is read aloud.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from xml.etree import ElementTree

from fontTools.ttLib import TTFont
from pypdf import PdfReader
from pypdf.generic import ContentStream, DictionaryObject, NameObject

#: Which elements may stand below which; others below anything (ISO 32000-1, 14.8.4).
PARENTS = {
    "TR": {"Table"}, "TH": {"TR"}, "TD": {"TR"}, "LI": {"L"}, "Lbl": {"LI"}, "LBody": {"LI"},
    "Caption": {"Table"}, "Sect": {"Document"},
}  # fmt: skip
ROLES = {"Document", "Sect", "Div", "P", "L", "Table", "Figure", "Span", *PARENTS, *(f"H{n}" for n in range(1, 7))}
SHOWS_TEXT = {b"Tj", b"TJ", b"'", b'"'}
PAINTS = {b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"S", b"s", b"Do", b"sh", b"INLINE IMAGE"} | SHOWS_TEXT
XMP = {"dc": "http://purl.org/dc/elements/1.1/", "pdf": "http://ns.adobe.com/pdf/1.3/"}
XMP |= {"a": "http://www.aiim.org/pdfa/ns/id/", "ua": "http://www.aiim.org/pdfua/ns/id/"}
XMP |= {"rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#"}


@dataclass
class Node:
    """An element of the structure tree as the file has it."""

    role: str
    raw: DictionaryObject
    parent: "Node | None"
    kids: "list[Node | str]" = field(default_factory=list)

    def nodes(self, role: str = "") -> "Iterator[Node]":
        """It and everything below it, in reading order."""
        if role in ("", self.role):
            yield self
        for kid in self.kids:
            if isinstance(kid, Node):
                yield from kid.nodes(role)

    @property
    def text(self) -> str:
        """What is read aloud."""
        for key in ("/ActualText", "/Alt"):
            if key in self.raw:
                return str(self.raw[key])
        return "".join(kid if isinstance(kid, str) else kid.text for kid in self.kids)

    def attribute(self, name: str) -> Any:
        """An attribute such as /Scope, or None."""
        return self.raw.get("/A", DictionaryObject()).get(name)


class Reading:
    """A file, read."""

    def __init__(self, data: bytes) -> None:
        self.faults: list[str] = []
        self.reader = PdfReader(BytesIO(data))
        self.root = self.reader.trailer["/Root"]
        self._fonts: dict[int, _Font] = {}
        self.content = [self._content(page) for page in self.reader.pages]
        self._used: Counter[tuple[int, int]] = Counter()
        self._page_numbers = {page.indirect_reference.idnum: at for at, page in enumerate(self.reader.pages)}
        self.tree = self._node(self.root["/StructTreeRoot"]["/K"].get_object(), None)
        self._check_file(data)
        self._check_marks()
        self._check_tree()
        self._check_headings()
        self._check_description()

    def texts(self, *roles: str) -> list[str]:
        """What the elements of these roles say, in reading order."""
        return [node.text for node in self.tree.nodes() if node.role in roles]

    # --- pages ------------------------------------------------------------------------------

    def _content(self, page: Any) -> dict[int, str]:
        """The text of a page by the number of its content."""
        found: dict[int, list[str]] = {}
        open_: list[tuple[str, Any]] = []
        font: _Font | None = None
        for operands, operator in ContentStream(page.get_contents(), self.reader).operations:
            if operator == b"Tf":
                font = self._font(page["/Resources"]["/Font"][operands[0]].get_object())
            elif operator in (b"BDC", b"BMC"):
                properties = operands[1] if operator == b"BDC" else DictionaryObject()
                self._enter(open_, str(operands[0]), properties, found)
            elif operator == b"EMC":
                open_.pop()
            elif operator in PAINTS:
                said = font.read(operands) if operator in SHOWS_TEXT and font else ""
                self._paint(open_, operator, said, found)
        if open_:
            self.faults.append("content that is begun and never ended")
        return {number: "".join(parts) for number, parts in found.items()}

    def _enter(self, open_: list[tuple[str, Any]], tag: str, properties: Any, found: dict[int, list[str]]) -> None:
        inside = {kind for kind, _ in open_}
        if "/MCID" in properties:
            number = int(properties["/MCID"])
            if inside & {"own", "artifact"}:
                self.faults.append(f"content {number} inside other content")
            if number in found:
                self.faults.append(f"content number {number} twice on a page")
            found[number] = []
            open_.append(("own", number))
        elif tag == "/Artifact":
            if inside & {"own", "artifact"}:
                self.faults.append("decoration inside content")
            open_.append(("artifact", None))
        elif "/ActualText" in properties:
            for kind, number in open_:
                if kind == "own":
                    found[number].append(str(properties["/ActualText"]))
            open_.append(("said", None))
        else:
            open_.append(("other", None))

    def _paint(self, open_: list[tuple[str, Any]], operator: bytes, said: str, found: dict[int, list[str]]) -> None:
        kinds = [kind for kind, _ in open_]
        if "own" not in kinds and "artifact" not in kinds:
            self.faults.append(f"{operator!r} neither content nor decoration")
        if "said" not in kinds:
            for kind, number in open_:
                if kind == "own":
                    found[number].append(said)

    def _font(self, raw: DictionaryObject) -> "_Font":
        if id(raw) not in self._fonts:
            self._fonts[id(raw)] = _Font(raw, self.faults)
        return self._fonts[id(raw)]

    # --- the tree ---------------------------------------------------------------------------

    def _node(self, raw: DictionaryObject, parent: Node | None) -> Node:
        node = Node(str(raw["/S"])[1:], raw, parent)
        if parent is not None and raw["/P"].get_object() is not parent.raw:
            self.faults.append(f"{node.role} does not know its parent")
        kids = raw.get("/K", [])
        for kid in kids if isinstance(kids, list) else [kids]:
            kid = kid.get_object()
            if isinstance(kid, DictionaryObject) and "/S" in kid:
                node.kids.append(self._node(kid, node))
                continue
            is_far = isinstance(kid, DictionaryObject)
            page = self._page_numbers[(kid if is_far else raw).raw_get("/Pg").idnum]
            number = int(kid["/MCID"]) if is_far else int(kid)
            self._used[page, number] += 1
            if number not in self.content[page]:
                self.faults.append(f"{node.role} names content {number} that page {page + 1} has not")
            node.kids.append(self.content[page].get(number, ""))
        return node

    def _check_marks(self) -> None:
        told = {(at, number) for at, found in enumerate(self.content) for number in found}
        if told != set(self._used) or any(times > 1 for times in self._used.values()):
            self.faults.append("content that belongs to no element, or to several")
        owners = self.root["/StructTreeRoot"]["/ParentTree"]["/Nums"]
        by_page = dict(zip(owners[::2], owners[1::2], strict=True))
        for at, page in enumerate(self.reader.pages):
            listed = by_page[page["/StructParents"]].get_object()
            if len(listed) != len(self.content[at]) or page.get("/Tabs") != "/S":
                self.faults.append(f"page {at + 1} does not know its elements")

    def _check_tree(self) -> None:
        for node in self.tree.nodes():
            parent = node.parent.role if node.parent else ""
            if node.role not in ROLES or parent not in PARENTS.get(node.role, {parent}):
                self.faults.append(f"{node.role} below {parent}")
            if node.role == "Figure" and not (str(node.raw.get("/Alt", "")).strip() and self._box_fits(node)):
                self.faults.append("a picture without words or place")
            if node.role == "TH" and node.attribute("/Scope") not in ("/Column", "/Row"):
                self.faults.append("a head that says not of what")
        for table in self.tree.nodes("Table"):
            rows = [kid for kid in table.kids if isinstance(kid, Node) and kid.role == "TR"]
            if len({len(row.kids) for row in rows}) != 1:
                self.faults.append("a table with rows of different lengths")
            if any(isinstance(cell, Node) and cell.role != "TH" for cell in rows[0].kids):
                self.faults.append("a table without heads")

    def _box_fits(self, node: Node) -> bool:
        left, bottom, right, top = map(float, node.attribute("/BBox"))
        box = node.raw["/Pg"]["/MediaBox"]
        return 0 <= left < right <= float(box[2]) + 1 and 0 <= bottom < top <= float(box[3]) + 1

    def _check_headings(self) -> None:
        last = 0
        for node in self.tree.nodes():
            if re.fullmatch("H[1-6]", node.role):
                level = int(node.role[1])
                if level > last + 1:
                    self.faults.append(f"{node.role} behind H{last}")
                last = level

    # --- the file ---------------------------------------------------------------------------

    def _check_file(self, data: bytes) -> None:
        for forbidden in (b"/JavaScript", b"/JS", b"/Launch", b"/URI", b"/GoToR", b"/EmbeddedFile", b"/OpenAction"):
            if re.search(forbidden + rb"\b", data):
                self.faults.append(f"{forbidden!r} in the file")
        for page in self.reader.pages:
            resources = page["/Resources"]
            states = resources.get("/ExtGState", DictionaryObject()).values()
            drawn = resources.get("/XObject", DictionaryObject()).values()
            if any({"/ca", "/CA", "/SMask"} & set(state.get_object()) for state in states):
                self.faults.append("something transparent")
            if any("/SMask" in one.get_object() or "/Group" in one.get_object() for one in drawn):
                self.faults.append("something transparent")
            if "/Annots" in page or "/AA" in page or "/Trans" in page:
                self.faults.append("a page that does something")
        if not self.root["/MarkInfo"]["/Marked"] or not self.root["/ViewerPreferences"]["/DisplayDocTitle"]:
            self.faults.append("not marked as tagged, or the title is not shown")
        if not re.fullmatch("[a-z]{2}(-[A-Z]{2})?", str(self.root.get("/Lang"))):
            self.faults.append("no language")
        first, second = self.reader.trailer["/ID"]
        if not first or first != second:
            self.faults.append("no name of its own")
        (intent,) = self.root["/OutputIntents"]
        if intent["/DestOutputProfile"].get_data()[36:40] != b"acsp" or intent["/DestOutputProfile"]["/N"] != 3:
            self.faults.append("colours that mean nothing")

    def _check_description(self) -> None:
        stream = self.root["/Metadata"].get_object()
        if "/Filter" in stream:
            self.faults.append("a description that not everybody can read")
        tree = ElementTree.fromstring(stream.get_data().decode("utf-8"))
        self.described = {
            name: (tree.findtext(f".//{path}", namespaces=XMP) or "")
            for name, path in {
                "title": "dc:title/rdf:Alt/rdf:li", "author": "dc:creator/rdf:Seq/rdf:li",
                "language": "dc:language/rdf:Bag/rdf:li", "producer": "pdf:Producer",
                "part": "a:part", "conformance": "a:conformance", "ua": "ua:part",
            }.items()
        }  # fmt: skip
        info = {key[1:].lower(): str(value) for key, value in (self.reader.metadata or {}).items()}
        if set(info) - {"title", "author", "producer"} or any(self.described[key] != info.get(key, "") for key in info):
            self.faults.append("two descriptions that differ")
        if self.described["language"] != self.root.get("/Lang"):
            self.faults.append("two languages")


class _Font:
    """An embedded font: what its codes say, and that each is drawn by a glyph of its own."""

    def __init__(self, raw: DictionaryObject, faults: list[str]) -> None:
        self._faults = faults
        self._said: dict[int, str] = {}
        descriptor = raw["/FontDescriptor"]
        file = descriptor.get("/FontFile2")
        if file is None or "/ToUnicode" not in raw:
            faults.append(f"{raw['/BaseFont']} is not embedded or cannot be read")
            return
        for line in raw["/ToUnicode"].get_data().decode("ascii").splitlines():
            if found := re.fullmatch("<([0-9A-F]{2})> <((?:[0-9A-F]{4})+)>", line):
                self._said[int(found[1], 16)] = bytes.fromhex(found[2]).decode("utf-16-be")
        font = TTFont(BytesIO(file.get_data()))
        # a symbolic font's codes are looked up as they are (ISO 32000-1, 9.6.6.4)
        self._glyphs = {code & 0xFF: name for table in font["cmap"].tables for code, name in table.cmap.items()}
        self._missing = font.getGlyphOrder()[0]

    def read(self, operands: list[Any]) -> str:
        """What a text operator shows; codes without text or glyph are faults."""
        strings = operands[0] if isinstance(operands[0], list) else operands
        codes = [code for one in strings if isinstance(one, str | bytes) for code in _bytes(one)]
        for code in codes:
            said = self._said.get(code, "")
            if not said or said in "\0\ufeff\ufffe" or "\ue000" <= said <= "\uf8ff" or said >= "\U000f0000":
                self._faults.append(f"code {code} says {said!r}")
            if self._glyphs.get(code, self._missing) == self._missing:
                self._faults.append(f"code {code} has no glyph")
        return "".join(self._said.get(code, "") for code in codes)


def _bytes(one: Any) -> bytes:
    if isinstance(one, NameObject):
        raise TypeError(one)
    return one if isinstance(one, bytes) else bytes(one.original_bytes)
