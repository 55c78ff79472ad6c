"""The one chart code: a `BarChart` becomes a drawing of bars, figures and a legend.

Refuses to know what is counted, and whether a figure may be shown: that was decided before.
"""

from dataclasses import dataclass
from typing import Any

from reportlab.graphics.shapes import DirectDraw, Drawing, Rect
from reportlab.lib.colors import Color, white

from bezirkskoordination.reports import fonts, look, text
from bezirkskoordination.reports.document import BarChart

SIZE = 9.0
_LEADING = 11.5
_BAR = 7.0
_BAR_GAP = 2.0
_GROUP_GAP = 8.0
_LEGEND_GAP = 9.0
_GAP = 6.0
_LABEL_SHARE = 0.38
_HATCH_STEP = 4.0
_MARK = 12.0
_ENTRY_GAP = 18.0
_EDGE = 1.0  # the outline of the topmost bar


@dataclass(frozen=True, slots=True)
class _Pattern:
    """How the bars of a series look; each differs from its neighbours without its colour, too."""

    colour: look.Colour
    filled: bool = True
    hatched: bool = False


_ALONE = (_Pattern(look.TEAL),)
_SEVERAL = (
    _Pattern(look.ORANGE),
    _Pattern(look.TEAL, hatched=True),
    _Pattern(look.GREY, filled=False),
    _Pattern(look.GREY, filled=False, hatched=True),
)


class _Label(DirectDraw):
    """A line of text in a drawing, written by the text engine like every other text."""

    def __init__(self, line: text.Line, x: float, y: float) -> None:
        self.line, self.x, self.y = line, x, y

    def drawDirectly(self, renderer: Any) -> None:  # noqa: N802 - reportlab's name
        pen = text.Pen(renderer._canvas)
        pen.write(self.line, self.x, self.y, SIZE)
        pen.close()


class _Hatching(DirectDraw):
    """Slanting lines over a bar from `x` to the right, drawn one by one, so that they print the same everywhere."""

    def __init__(self, x: float, y: float, length: float, colour: look.Colour) -> None:
        self.x, self.y, self.length, self.colour = x, y, length, colour

    def drawDirectly(self, renderer: Any) -> None:  # noqa: N802 - reportlab's name
        x, y, lines, at = self.x, self.y, [], -_BAR + _HATCH_STEP
        while at < self.length:
            left, right = max(at, 0.0), min(at + _BAR, self.length)
            lines.append(f"{x + left:.2f} {y + left - at:.2f} m {x + right:.2f} {y + right - at:.2f} l")
            at += _HATCH_STEP
        if lines:
            red, green, blue = self.colour
            renderer._canvas._code += [f"q 0.9 w {red:.3f} {green:.3f} {blue:.3f} RG", *lines, "S Q"]


def draw(chart: BarChart, width: float) -> Any:
    """A reportlab Drawing, `width` points wide and as high as it needs to be.

    Bars begin at zero, which is all a count needs: a value below zero gets no bar, only its figure.
    The first series stands on top of each group, labels wrap, figures stand at the bars' ends.
    """
    labels = [bar.label for bar in chart.series[0].bars] if chart.series else []
    every_bar = [bar for series in chart.series for bar in series.bars]
    column = min(max((text.natural(label, SIZE) for label in labels), default=0.0), width * _LABEL_SHARE)
    wrapped = [text.wrap(label, SIZE, column) for label in labels]
    group = len(chart.series) * (_BAR + _BAR_GAP) - _BAR_GAP
    heights = [max(group, len(lines) * _LEADING) for lines in wrapped]
    legend = _legend(chart, width - column - 2 * _GAP) if len(chart.series) > 1 else []
    legend_height = sum(_row_height(entries) for entries in legend)
    # initialFontName, or the drawing begins by asking for Helvetica
    below = legend_height + _LEGEND_GAP if legend else 0.0
    height = max(sum(heights) + _GROUP_GAP * (len(heights) - 1) + below, 1.0)
    drawing = Drawing(width, height + _EDGE, initialFontName=fonts.face(fonts.FAMILIES[0]).fontName)
    start = column + 2 * _GAP
    longest = max((text.natural(_one_line(bar.shown), SIZE) for bar in every_bar), default=0.0)
    largest = max((bar.value for bar in every_bar), default=0.0)
    scale = max(width - start - _GAP - longest, 1.0) / largest if largest > 0 else 0.0
    top = drawing.height - _EDGE
    for row, (lines, height) in enumerate(zip(wrapped, heights, strict=True)):
        _write(drawing, lines, 0, top - (height - len(lines) * _LEADING) / 2)
        y = top - (height - group) / 2 - _BAR
        for series, pattern in zip(chart.series, _patterns(chart), strict=True):
            bar = series.bars[row]
            length = max(bar.value, 0.0) * scale
            _bar(drawing, pattern, start, y, length)
            shown = text.wrap(_one_line(bar.shown), SIZE, width)
            _write(drawing, shown, start + length + 4, y + (_BAR + _LEADING) / 2)
            y -= _BAR + _BAR_GAP
        top -= height + _GROUP_GAP
    top = legend_height
    for entries in legend:
        x = start
        for pattern, lines in entries:
            _bar(drawing, pattern, x, top - (_LEADING + _BAR) / 2, _MARK)
            _write(drawing, lines, x + _MARK + _GAP, top)
            x += _entry_width(lines)
        top -= _row_height(entries)
    return drawing


#: A series in the legend: its pattern, and its name in lines.
_Entry = tuple[_Pattern, list[text.Line]]


def _legend(chart: BarChart, width: float) -> list[list[_Entry]]:
    """The legend's rows: as many entries side by side as fit into `width` points."""
    rows: list[list[_Entry]] = [[]]
    for series, pattern in zip(chart.series, _patterns(chart), strict=True):
        lines = text.wrap(series.name, SIZE, width - _MARK - _GAP)
        used = sum(_entry_width(other) for _, other in rows[-1])
        if rows[-1] and used + _entry_width(lines) - _ENTRY_GAP > width:
            rows.append([])
        rows[-1].append((pattern, lines))
    return rows


def _entry_width(lines: list[text.Line]) -> float:
    return _MARK + _GAP + max(line.width for line in lines) + _ENTRY_GAP


def _row_height(entries: list[_Entry]) -> float:
    return _LEADING * max(len(lines) for _, lines in entries)


def _patterns(chart: BarChart) -> list[_Pattern]:
    patterns = _ALONE if len(chart.series) == 1 else _SEVERAL
    return [patterns[at % len(patterns)] for at in range(len(chart.series))]


def _one_line(shown: str) -> str:
    return " ".join(shown.splitlines())


def _write(drawing: Any, lines: list[text.Line], x: float, top: float) -> None:
    """Lines below one another, the first one's box beginning at `top`."""
    y = top - (_LEADING + look.CAPITAL * SIZE) / 2
    for line in lines:
        drawing.add(_Label(line, x, y))
        y -= _LEADING


def _bar(drawing: Any, pattern: _Pattern, x: float, y: float, length: float) -> None:
    """A bar from `x` to the right."""
    colour = Color(*pattern.colour)
    fill = colour if pattern.filled else white
    drawing.add(Rect(x, y, max(length, 0.75), _BAR, fillColor=fill, strokeColor=colour, strokeWidth=0.6))
    if pattern.hatched:
        drawing.add(_Hatching(x, y, length, look.WHITE if pattern.filled else pattern.colour))
