"""Puts a drawing on paper, or into an SVG file: the same values, the same picture."""

import xml.etree.ElementTree as ET
from typing import Any

from reportlab.lib.colors import Color

from bezirkskoordination.reports import look, text
from bezirkskoordination.reports.drawing import POINTS, Drawing, Path, Tone, Words
from bezirkskoordination.reports.look import Colour
from bezirkskoordination.reports.shaping import clean
from bezirkskoordination.reports.structure import Element, in_box
from bezirkskoordination.reports.text import Pen

#: Pale enough for words upon them, also in grey.
TONES: dict[Tone, Colour] = {
    Tone.INK: look.INK,
    Tone.MUTED: look.MUTED,
    Tone.GROUND: (1.0, 1.0, 1.0),
    Tone.AREA_1: (0.93, 0.90, 0.97),
    Tone.AREA_2: (0.88, 0.95, 0.90),
    Tone.AREA_3: (1.0, 0.95, 0.83),
    Tone.AREA_4: (0.87, 0.94, 0.97),
    Tone.AREA_5: (0.92, 0.92, 0.92),
    Tone.AREA_6: (1.0, 0.90, 0.87),
    Tone.AREA_7: (0.95, 0.93, 0.86),
    Tone.AREA_8: (1.0, 1.0, 1.0),
}


def on_page(drawing: Drawing, pen: Pen, root: Element, left: float, top: float, scale: float) -> None:
    """Draw it with its upper left corner at a place in points, `scale` times as large as it says; one figure."""
    width, height = drawing.width * scale * POINTS, drawing.height * scale * POINTS
    place = in_box(left, top - height, left + width, top)
    with pen.drawing(root.add("Figure", place, alternative=clean(f"{drawing.title}: {drawing.said}"))) as canvas:
        canvas.translate(left, top)
        canvas.scale(scale * POINTS, -scale * POINTS)
        canvas.setLineJoin(1)
        for mark in drawing.marks:
            if isinstance(mark, Path):
                _path(mark, canvas)
            else:
                _words(mark, canvas)


def _path(mark: Path, canvas: Any) -> None:
    path = canvas.beginPath()
    path.moveTo(*mark.points[0])
    for point in mark.points[1:]:
        path.lineTo(*point)
    if mark.closed:
        path.close()
    if mark.stroke:
        canvas.setLineWidth(mark.stroke.width)
        canvas.setStrokeColor(Color(*TONES[mark.stroke.tone]))
        canvas.setDash(list(mark.stroke.dashes))
        canvas.setLineCap(1 if _is_dotted(mark) else 0)
    if mark.fill:
        canvas.setFillColor(Color(*TONES[mark.fill]))
    canvas.drawPath(path, stroke=int(mark.stroke is not None), fill=int(mark.fill is not None))


def _is_dotted(mark: Path) -> bool:
    """Dots are round: dashes not longer than the line is strong."""
    return mark.stroke is not None and bool(mark.stroke.dashes) and mark.stroke.dashes[0] <= mark.stroke.width


def _words(mark: Words, canvas: Any) -> None:
    (line, *_rest) = text.wrap(mark.text, mark.size, float("inf"), mark.bold)
    canvas.saveState()
    canvas.translate(*mark.at)
    canvas.scale(1 / POINTS, -1 / POINTS)  # letters stand upright, in points
    pen = Pen(canvas)
    pen.write(line, 0.0 if mark.left else -line.width / 2, 0.0, mark.size, TONES[mark.tone])
    pen.close()
    canvas.restoreState()


# --- SVG ------------------------------------------------------------------------------------

_SVG = "http://www.w3.org/2000/svg"
_FAMILY = "'Noto Sans', 'Segoe UI', Arial, sans-serif"


def svg(drawing: Drawing) -> bytes:
    """The drawing as an SVG file, as large as it says, with its title and description for those who do not see it.

    Inside it counts in points: some programs round the letters of smaller units.
    """
    ET.register_namespace("", _SVG)
    inside = f"0 0 {_in_points(drawing.width)} {_in_points(drawing.height)}"
    root = ET.Element(
        f"{{{_SVG}}}svg", width=f"{drawing.width:.2f}mm", height=f"{drawing.height:.2f}mm", viewBox=inside, role="img",
        lang="de",
    )  # fmt: skip
    ET.SubElement(root, f"{{{_SVG}}}title").text = clean(drawing.title)
    ET.SubElement(root, f"{{{_SVG}}}desc").text = clean(drawing.said)
    ET.SubElement(root, f"{{{_SVG}}}rect", width="100%", height="100%", fill=_hex(Tone.GROUND))
    for mark in drawing.marks:
        root.append(_svg_path(mark) if isinstance(mark, Path) else _svg_words(mark))
    ET.indent(root)
    text_of = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text_of}\n'.encode()


def _svg_path(mark: Path) -> ET.Element:
    points = " L ".join(f"{_in_points(x)} {_in_points(y)}" for x, y in mark.points)
    made = ET.Element(f"{{{_SVG}}}path", d=f"M {points}{' Z' if mark.closed else ''}")
    made.set("fill", _hex(mark.fill) if mark.fill else "none")
    if mark.stroke:
        made.set("stroke", _hex(mark.stroke.tone))
        made.set("stroke-width", _in_points(mark.stroke.width))
        made.set("stroke-linejoin", "round")
        if mark.stroke.dashes:
            made.set("stroke-dasharray", " ".join(map(_in_points, mark.stroke.dashes)))
        if _is_dotted(mark):
            made.set("stroke-linecap", "round")
    return made


def _svg_words(mark: Words) -> ET.Element:
    made = ET.Element(f"{{{_SVG}}}text", x=_in_points(mark.at[0]), y=_in_points(mark.at[1]))
    made.set("font-family", _FAMILY)
    made.set("font-size", f"{mark.size:.2f}")
    made.set("text-anchor", "start" if mark.left else "middle")
    made.set("fill", _hex(mark.tone))
    if mark.bold:
        made.set("font-weight", "bold")
    made.text = clean(mark.text)
    return made


def _in_points(millimetres: float) -> str:
    return f"{millimetres * POINTS:.2f}"


def _hex(tone: Tone) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in TONES[tone])
