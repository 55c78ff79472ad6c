"""The picture of the network on one sheet across, A4 or A3, and as an SVG file: title, picture, legend.

What it shows is what is in the network on its day; how small its letters become, it says to nobody but `Sheets`.
"""

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.fields import Record
from bezirkskoordination.records.refusal import Refused
from bezirkskoordination.reports import look, pdf, text
from bezirkskoordination.reports.drawing import Drawing, Words, moved
from bezirkskoordination.reports.drawing_paper import on_page, svg
from bezirkskoordination.reports.network_picture import Network, legend, picture
from bezirkskoordination.reports.structure import FOOTER, Element
from bezirkskoordination.reports.text import Pen
from bezirkskoordination.rules.boxes import Tell
from bezirkskoordination.store.settings import district_on, setting
from bezirkskoordination.store.unit import Reader

A4, A3 = (297.0, 210.0), (420.0, 297.0)  # millimetres, across
_MARGIN, _HEAD, _FOOT, _GAP = 12.0, 15.0, 9.0, 4.0
#: Letters are never larger than they say; a small network does not fill the sheet.
_LARGEST = 1.25

_TITLE, _DISTRICT = N_("Network", "Netzwerk im Stadtbezirk"), N_("Network", "Netzwerk im Stadtbezirk {} {}")
_NOBODY = N_(
    "Network", "Noch keine Institution ist im Netzwerk: „im Netzwerk seit“ steht nirgends. Es gibt nichts zu zeichnen."
)
_OUTSIDE = N_("Network", "{} Verbindungen zu Institutionen außerhalb des Netzwerks sind nicht gezeichnet.")


@dataclass(frozen=True, slots=True)
class NetworkSheet:
    """What stands on the sheet; `author` is the office."""

    title: str
    subtitle: str
    author: str
    drawing: Drawing
    legend: Drawing
    size: tuple[float, float]


def _no_one(_share: float) -> None:
    pass


def collect(read: Reader, today: date, size: tuple[float, float] = A4, tell: Tell = _no_one) -> NetworkSheet:
    """The sheet as values. Refuses a network without institutions."""
    network = Network.read(read, today)
    if not network.institutions:
        raise Refused(_NOBODY)
    drawing = picture(network, read.names, tell)
    district = district_on(read, today)
    said = [drawing.said, *([_OUTSIDE(network.outside)] if network.outside else [])]
    return NetworkSheet(
        _DISTRICT(district.number, district.name) if district else str(_TITLE), " · ".join(said),
        setting(read, "office_name"), drawing, legend(network, size[0] - 2 * _MARGIN), size,
    )  # fmt: skip


def make(read: Reader, _record: Record | None, today: date) -> bytes:
    """The bytes of the PDF, A4 across."""
    return render(collect(read, today))


def make_large(read: Reader, _record: Record | None, today: date) -> bytes:
    """The bytes of the PDF, A3 across."""
    return render(collect(read, today, A3))


def render(sheet: NetworkSheet) -> bytes:
    """One sheet as PDF."""
    width, height = (side * look.MM for side in sheet.size)
    return pdf.render_sheets(sheet.title, sheet.author, [pdf.Sheet(partial(_draw, sheet), width, height)])


def scale_of(sheet: NetworkSheet) -> float:
    """How large the picture is drawn: 1 is the size at which its letters are what they say."""
    width, height = sheet.size
    room = width - 2 * _MARGIN, height - 2 * _MARGIN - _HEAD - _FOOT - _GAP - sheet.legend.height
    return min(room[0] / sheet.drawing.width, room[1] / sheet.drawing.height, _LARGEST)


def _draw(sheet: NetworkSheet, canvas: Any, root: Element) -> None:
    width, height = (side * look.MM for side in sheet.size)
    margin, scale = _MARGIN * look.MM, scale_of(sheet)
    pen = Pen(canvas)
    heads = (("H1", sheet.title, look.HEADINGS[0], 5.0), ("P", sheet.subtitle, look.SMALL, 11.0))
    for role, words, style, down in heads:
        (line, *_rest) = text.wrap(words, style.size, width - 2 * margin, style.bold)
        pen.belongs(root.add(role))
        pen.write(line, margin, height - margin - down * look.MM, style.size, style.colour)
    pen.belongs(FOOTER)
    (foot, *_rest) = text.wrap(sheet.author, look.FOOT.size, width - 2 * margin)
    pen.write(foot, margin, margin, look.FOOT.size, look.FOOT.colour)
    pen.rule(margin, width - margin, margin + 4 * look.MM, look.THIN, look.RULE)
    top = height - margin - _HEAD * look.MM
    bottom = margin + (_FOOT + sheet.legend.height) * look.MM
    drawn = sheet.drawing.height * scale * look.MM
    left = (width - sheet.drawing.width * scale * look.MM) / 2
    on_page(sheet.drawing, pen, root, left, top - (top - bottom - _GAP * look.MM - drawn) / 2, scale)
    on_page(sheet.legend, pen, root, margin, bottom, 1.0)
    pen.close()


def as_svg(sheet: NetworkSheet) -> bytes:
    """Title, picture and legend, one below the other, in their own size."""
    drawing, words = sheet.drawing, look.HEADINGS[0]
    width = max(drawing.width, sheet.legend.width)
    margin, down = 6.0, 18.0
    marks = (
        Words(sheet.title, (margin, 10.0), words.size, bold=True, left=True),
        Words(sheet.subtitle, (margin, 15.0), look.SMALL.size, left=True),
        *moved(drawing.marks, (margin + (width - drawing.width) / 2, down)),
        *moved(sheet.legend.marks, (margin, down + drawing.height + _GAP)),
    )
    height = down + drawing.height + _GAP + sheet.legend.height + margin
    return svg(Drawing(width + 2 * margin, height, marks, sheet.title, sheet.subtitle))
