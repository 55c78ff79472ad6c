"""A paper as a tree of values: what it says, in order, before anybody draws it.

Tests compare these values; `pdf.render` draws them. Texts are plain: no markup, no escaping here.
"""

from dataclasses import dataclass
from enum import Enum

from bezirkskoordination.i18n import N_

_OF, _COUNT = N_("Paper", "Angabe"), N_("Paper", "Anzahl")


class Align(Enum):
    """Where a table column's text stands; figures stand right."""

    LEFT = "left"
    RIGHT = "right"
    CENTER = "center"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one weight."""

    text: str
    bold: bool = False
    muted: bool = False


#: Text of a paragraph: a plain string, or runs where a word must stand out.
Words = str | tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `level` 0 is the paper's title, 1 to 3 are its sections (also the PDF's bookmarks)."""

    text: str
    level: int = 1
    number: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text. `small` is for captions and notes under tables and charts."""

    words: Words
    small: bool = False


@dataclass(frozen=True, slots=True)
class Items:
    """A list with en dashes."""

    entries: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Fields:
    """The head of a council paper: label and value, one below the other."""

    rows: tuple[tuple[str, Words], ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: its head, where its text stands, how much of the room left over it takes.

    With a `share` for every column, these parts of the width hold whatever stands in them: for tables below each other.
    """

    head: str
    align: Align = Align.LEFT
    weight: float = 1.0
    share: float = 0.0


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells below heads; `total` is set apart as the sum. The head repeats on every page.

    `roomy` rows are high enough for a hand that signs.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Words, ...], ...]
    total: tuple[Words, ...] = ()
    caption: str = ""
    roomy: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its label, its value for drawing, and the value as printed beside it."""

    label: str
    value: float
    shown: str


@dataclass(frozen=True, slots=True)
class Series:
    """The bars of one colour and pattern; every series of a chart has the same labels in the same order."""

    name: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class BarChart:
    """Horizontal bars. The finding stands as the heading above; `alternative` says it in words.

    Drawn only from what is already fit to print: a suppressed cell is no bar.
    """

    series: tuple[Series, ...]
    alternative: str
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Signature:
    """„gez.“ and the name on an electronic copy; never a picture."""

    name: str
    place_and_date: str = ""


@dataclass(frozen=True, slots=True)
class Blank:
    """A place for somebody's pen: words with a line behind them; with `square`, an empty square before them.

    Nothing is ever filled in or ticked in advance.
    """

    label: str
    square: bool = False


@dataclass(frozen=True, slots=True)
class SignHere:
    """Lines to sign on by hand, side by side, with small words below each („Ort, Datum“)."""

    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Box:
    """A frame that others fill in: its title, and rows of blanks. It is never cut by a page's end."""

    title: str
    rows: tuple[tuple[Blank, ...], ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """A text and its translation. With `square` an empty square stands with them, with `lines` so many lines for a pen
    below the first. Nothing is ever ticked or filled in here.
    """

    text: str
    translation: str = ""
    square: bool = False
    lines: int = 0
    bold: bool = False
    small: bool = False


@dataclass(frozen=True, slots=True)
class SideBySide:
    """The same in two languages, each text beside its translation; without any translation, in one column.

    `language` is that of the translations (BCP 47), `right_to_left` how it runs. When `kept` it stays on the page of
    what follows: nobody signs a page with nothing on it.
    """

    rows: tuple[Pair, ...]
    language: str = ""
    right_to_left: bool = False
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Gap:
    """Room, in points: for papers of one page that would stand too high on it."""

    height: float


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page."""


@dataclass(frozen=True, slots=True)
class Closing:
    """The end of a letter: the last words, room for a hand, and the name below it. It is never parted."""

    words: str
    name: str


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter for a window envelope (DIN 5008, form B), beginning on a page of its own, with pages of its own count.

    `address` has at most nine lines; `sender` stands in small letters above it, with `notes` („Persönlich“) between.
    `head` is the letterhead, its first line the name; `information` the block on the right, label and value.
    `blocks` begin with the subject.
    """

    address: tuple[str, ...]
    blocks: "tuple[Block, ...]"
    head: tuple[str, ...] = ()
    sender: str = ""
    notes: tuple[str, ...] = ()
    information: tuple[tuple[str, str], ...] = ()


Block = (
    Heading
    | Paragraph
    | Items
    | Fields
    | Table
    | BarChart
    | Signature
    | SignHere
    | Box
    | SideBySide
    | Gap
    | PageBreak
    | Closing
    | Letter
)


@dataclass(frozen=True, slots=True)
class Document:
    """A whole paper.

    `header` stands at the top of every page, `footer` and `mark` (the Stichtag) at its foot beside
    „Seite x von y“. `draft` is a word laid over every page („Vorläufig“), or empty.
    `author` is an office, never a person: it goes into the PDF's metadata. Several papers in one file, each on a page
    of its own, are not `numbered`.
    """

    title: str
    author: str
    blocks: tuple[Block, ...]
    header: str = ""
    footer: str = ""
    mark: str = ""
    draft: str = ""
    language: str = "de-DE"
    numbered: bool = True


def plain(words: Words) -> str:
    """Words without their weights."""
    return words if isinstance(words, str) else "".join(run.text for run in words)


def chart_table(chart: BarChart) -> Table:
    """The figures of a chart, for whoever cannot have the picture: a row for each label, a column for each series."""
    heads = [one.name or str(_COUNT) for one in chart.series]
    labels = [bar.label for bar in chart.series[0].bars] if chart.series else []
    rows = [(label, *(series.bars[at].shown for series in chart.series)) for at, label in enumerate(labels)]
    columns = (Column(str(_OF)), *(Column(head, Align.RIGHT) for head in heads))
    return Table(columns, tuple(rows), caption=chart.caption)
