"""What each part of a paper is, for whoever does not see it: a tree beside the pages (tagged PDF, ISO 32000-1, 14.8).

Knows elements and where they stand on the pages; refuses to know how anything looks.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from reportlab.pdfbase.pdfdoc import PDFObject


class Artifact(NamedTuple):
    """What is drawn and says nothing of its own: rules, repeated heads, page numbers. It is never read aloud."""

    operator: str


LAYOUT = Artifact("/Artifact <</Type /Layout>> BDC")
REPEATED = Artifact("/Artifact <</Type /Pagination>> BDC")
HEADER = Artifact("/Artifact <</Type /Pagination /Subtype /Header>> BDC")
FOOTER = Artifact("/Artifact <</Type /Pagination /Subtype /Footer>> BDC")
WATERMARK = Artifact("/Artifact <</Type /Pagination /Subtype /Watermark>> BDC")

COLUMN_HEAD = "/O /Table /Scope /Column"
ROW_HEAD = "/O /Table /Scope /Row"
UNORDERED = "/O /List /ListNumbering /Disc"

#: Cells stay where nothing stands in them, or the rows of a table would differ in length.
_CELLS = frozenset(("TH", "TD"))
_DEEPEST = 6  # PDF knows H1 to H6


class Element:
    """A part of the paper and its own parts in reading order: elements, and (page, number) of content on a page.

    `role` is PDF's name for what it is, `attributes` the inside of an attribute dictionary, `alternative` what is
    read instead of a picture, `actual` the text where the letters on the page do not stand in reading order,
    `language` that of its words where it is not the paper's (BCP 47).
    """

    __slots__ = ("actual", "alternative", "attributes", "kids", "language", "role")

    def __init__(
        self, role: str, attributes: str = "", *, alternative: str = "", actual: str = "", language: str = ""
    ) -> None:
        self.role, self.attributes = role, attributes
        self.alternative, self.actual, self.language = alternative, actual, language
        self.kids: list[Element | tuple[int, int]] = []

    def add(self, role: str, attributes: str = "", **said: str) -> "Element":
        """A new part behind the others."""
        kid = Element(role, attributes, **said)
        self.kids.append(kid)
        return kid

    @property
    def is_told(self) -> bool:
        """Whether there is anything in it."""
        return self.role in _CELLS or any(not isinstance(kid, Element) or kid.is_told for kid in self.kids)


class Levels:
    """The depth of each heading among the others: the first is 1, and none is skipped on the way down."""

    def __init__(self) -> None:
        self._open: list[int] = []

    def depth(self, level: int) -> int:
        """How deep a heading of this level lies below those that still hold."""
        while self._open and self._open[-1] >= level:
            self._open.pop()
        self._open.append(level)
        return len(self._open)

    @staticmethod
    def role(depth: int) -> str:
        """„H1“ to „H6“."""
        return f"H{min(depth, _DEEPEST)}"


class Structure:
    """The tree of one paper while its pages are drawn."""

    def __init__(self, root: Element) -> None:
        self._root = root
        self._owners: dict[int, list[Element]] = {}  # by page, from 1: whose the content with each number is

    def begin(self, page: int, what: Element | Artifact) -> str:
        """The operator that begins content of an element, or decoration, on a page; „EMC“ ends it."""
        if isinstance(what, Artifact):
            return what.operator
        owners = self._owners.setdefault(page, [])
        number = len(owners)
        what.kids.append((page, number))
        owners.append(what)
        return f"/{what.role} <</MCID {number}>> BDC"

    def write(self, document: Any) -> None:
        """Puts the tree into a reportlab document that has all its pages."""
        tree = _Tree(document)
        root, parents = tree.reserve(), tree.reserve()
        top = tree.place(self._root, root.number)
        entries = []
        for at, page in enumerate(document.Pages.pages):
            page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
            page.StructParents, page.Tabs = at, "/S"
            owners = " ".join(f"{tree.numbers[owner]} 0 R" for owner in self._owners.get(at + 1, ()))
            entries.append(f"{at} [{owners}]")
        parents.text = f"<</Nums [{' '.join(entries)}]>>"
        root.text = (
            f"<</Type /StructTreeRoot /K {top} 0 R /ParentTree {parents.number} 0 R /ParentTreeNextKey {len(entries)}>>"
        )
        document.Catalog.StructTreeRoot = root
        document.Catalog.MarkInfo = _Raw("<</Marked true>>")


class _Raw(PDFObject):
    """A PDF object as text."""

    __RefOnly__ = 1

    def __init__(self, text: str = "") -> None:
        self.text, self.number = text, 0

    def format(self, _document: Any) -> bytes:
        """As it stands in the file."""
        return self.text.encode("ascii")


class _Tree:
    """Elements on their way into a reportlab document."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self._pages = [document.idToObjectNumberAndVersion[page.__InternalName__][0] for page in document.Pages.pages]
        self.numbers: dict[Element, int] = {}

    def reserve(self) -> _Raw:
        """An object of the file, its text still to come."""
        made = _Raw()
        reference = self._document.Reference(made)
        made.number = self._document.idToObjectNumberAndVersion[reference.name][0]
        return made

    def place(self, element: Element, parent: int) -> int:
        """The number of the object that an element and all its parts have become."""
        made = self.reserve()
        self.numbers[element] = made.number
        home = next((kid[0] for kid in element.kids if not isinstance(kid, Element)), 0)
        kids = " ".join(self._kids(element, home, made.number))
        made.text = (
            f"<</Type /StructElem /S /{element.role} /P {parent} 0 R"
            f"{f' /Pg {self._pages[home - 1]} 0 R' if home else ''}"
            f"{f' /A <<{element.attributes}>>' if element.attributes else ''}"
            f"{f' /Lang ({element.language})' if element.language else ''}"
            f"{f' /Alt {hexadecimal(element.alternative)}' if element.alternative else ''}"
            f"{f' /ActualText {hexadecimal(element.actual)}' if element.actual else ''}"
            f" /K [{kids}]>>"
        )
        return made.number

    def _kids(self, element: Element, home: int, own: int) -> Iterator[str]:
        for kid in element.kids:
            if isinstance(kid, Element):
                if kid.is_told:
                    yield f"{self.place(kid, own)} 0 R"
                continue
            page, number = kid
            if page == home:
                yield str(number)
            else:
                yield f"<</Type /MCR /Pg {self._pages[page - 1]} 0 R /MCID {number}>>"


def bookmark(canvas: Any, title: str, depth: int, y: float) -> None:
    """An entry in the outline, `depth` from 1, that leads to a height on the present page of a reportlab canvas."""
    canvas.bookmarks = getattr(canvas, "bookmarks", 0) + 1
    key = f"h{canvas.bookmarks}"
    canvas.bookmarkPage(key, fit="XYZ", left=0, top=round(y, 2))
    canvas.addOutlineEntry(title, key, depth - 1)


def in_box(left: float, bottom: float, right: float, top: float) -> str:
    """The attributes of a picture that stands by itself in this rectangle; points on the page."""
    return f"/O /Layout /Placement /Block /BBox [{left:.2f} {bottom:.2f} {right:.2f} {top:.2f}]"


def hexadecimal(text: str) -> str:
    """A text as PDF writes what is no Latin alone."""
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"
