"""How the program looks: colours as named tokens, light and dark, and the one style sheet made from them.

It knows no page. Pages say what a widget *is* by a dynamic property, never how it looks:
`role` of a QLabel (title, heading, section, muted, label, problem, stage, stage_now), `primary`, `link` or `danger`
of a QPushButton, `panel` of a QFrame, `sidebar` of a list or tree, `problem` of an input.
"""

from dataclasses import dataclass
from functools import cache, partial
from string import Template

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QImage, QPainter, QPalette, QPen
from PySide6.QtWidgets import QApplication, QWidget

from bezirkskoordination import paths

SMALLEST_FONT = 10.0  # points
FONTS = ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf", "NotoSansArabic-Regular.ttf", "NotoSansEthiopic-Regular.ttf")


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours of one appearance, `#rrggbb`. A tone is a ground and the words upon it."""

    background: str
    panel: str
    sidebar: str
    header: str
    field: str
    line: str
    row_line: str
    field_line: str
    text: str
    muted: str
    disabled: str
    accent: str
    accent_hover: str
    accent_text: str
    selection: str
    selection_text: str
    hover: str
    off: str
    problem: str
    good: str
    good_text: str
    warn: str
    warn_text: str
    bad: str
    bad_text: str
    neutral: str
    neutral_text: str
    dark: bool


# Light: measured from the mockups (ehrenamtliche.png, bedarf.png).
LIGHT = Tokens(
    background="#f4f5f4", panel="#ffffff", sidebar="#eef1ef", header="#f7f9f8", field="#ffffff",
    line="#dfe3e0", row_line="#eef1ef", field_line="#c3cac6",
    text="#1d2524", muted="#5b6664", disabled="#69726f",
    accent="#1f6f78", accent_hover="#195c64", accent_text="#ffffff", selection="#d5e6e6", selection_text="#0f4f57",
    hover="#eaf0ef", off="#e4e8e6", problem="#b3261e",
    good="#d9ecdb", good_text="#1e5a27", warn="#f7e9c8", warn_text="#6f4a00", bad="#f6d9d6", bad_text="#8f1d17",
    neutral="#e3e8e6", neutral_text="#37423f", dark=False,
)  # fmt: skip
DARK = Tokens(
    background="#151919", panel="#1d2222", sidebar="#191e1e", header="#222828", field="#171b1b",
    line="#323a39", row_line="#2a3130", field_line="#4d5856",
    text="#e7ecea", muted="#a9b4b1", disabled="#95a09d",
    accent="#5fb6bf", accent_hover="#7cc6cd", accent_text="#08191b", selection="#214549", selection_text="#d8f0f2",
    hover="#272f2e", off="#2c3433", problem="#ff9a90",
    good="#1f3d26", good_text="#a6dfb0", warn="#463714", warn_text="#f2d48a", bad="#4f2421", bad_text="#ffb4ac",
    neutral="#323b3a", neutral_text="#d3dbd8", dark=True,
)  # fmt: skip

#: Words and the ground they stand on; the contrast of each is tested (WCAG 2.2, 1.4.3: at least 4.5 : 1).
WORDS_ON: tuple[tuple[str, str], ...] = (
    *((word, ground) for word in ("text", "muted", "problem") for ground in ("background", "panel", "field", "header")),
    ("text", "sidebar"), ("muted", "sidebar"), ("text", "hover"), ("disabled", "panel"), ("disabled", "background"),
    ("disabled", "field"),
    ("accent", "panel"), ("accent", "background"), ("accent_text", "accent"), ("accent_text", "accent_hover"),
    ("text", "selection"), ("selection_text", "selection"),
    *((f"{tone}_text", tone) for tone in ("good", "warn", "bad", "neutral")),
)  # fmt: skip

_current = LIGHT
_wanted: bool | None = None


def tokens() -> Tokens:
    """The colours in force."""
    return _current


def colour(name: str) -> QColor:
    """One of the colours in force."""
    return QColor(getattr(_current, name))


def apply(app: QApplication, dark: bool | None = None) -> None:
    """Dress the whole program; `None` follows the system, now and later."""
    global _wanted
    _wanted = dark
    hints = app.styleHints()
    schemes = {None: Qt.ColorScheme.Unknown, True: Qt.ColorScheme.Dark, False: Qt.ColorScheme.Light}
    hints.setColorScheme(schemes[dark])
    _follow(app)
    _dress(app, _is_dark(hints.colorScheme()) if dark is None else dark)


@cache
def _follow(app: QApplication) -> None:
    app.styleHints().colorSchemeChanged.connect(partial(_system_changed, app))


def _system_changed(app: QApplication, scheme: Qt.ColorScheme) -> None:
    if _wanted is None and _is_dark(scheme) != _current.dark:
        _dress(app, _is_dark(scheme))


def _is_dark(scheme: Qt.ColorScheme) -> bool:
    return scheme == Qt.ColorScheme.Dark


def _dress(app: QApplication, dark: bool) -> None:
    global _current
    _current = DARK if dark else LIGHT
    if app.style().objectName() != "fusion":
        app.setStyle("Fusion")
    font = _font()
    if font != app.font():
        app.setFont(font)
    app.setPalette(_palette(_current))
    app.setStyleSheet(_sheet(_current, font.pointSizeF()))


@cache
def _family() -> str:
    """The one family of screen and paper; the system's where it is missing."""
    folder = paths.resource("fonts")
    known = [QFontDatabase.addApplicationFont(str(folder / name)) for name in FONTS if (folder / name).is_file()]
    return "Noto Sans" if any(one >= 0 for one in known) else ""


@cache
def _font() -> QFont:
    font = QFont(QGuiApplication.font())
    if _family():
        font.setFamily(_family())
    font.setPointSizeF(max(SMALLEST_FONT, font.pointSizeF()))
    return font


_ROLES: tuple[tuple[QPalette.ColorRole, str], ...] = (
    (QPalette.ColorRole.Window, "background"), (QPalette.ColorRole.WindowText, "text"),
    (QPalette.ColorRole.Base, "field"), (QPalette.ColorRole.AlternateBase, "header"),
    (QPalette.ColorRole.Text, "text"), (QPalette.ColorRole.PlaceholderText, "muted"),
    (QPalette.ColorRole.Button, "panel"), (QPalette.ColorRole.ButtonText, "text"),
    (QPalette.ColorRole.BrightText, "problem"), (QPalette.ColorRole.ToolTipBase, "panel"),
    (QPalette.ColorRole.ToolTipText, "text"), (QPalette.ColorRole.Highlight, "selection"),
    (QPalette.ColorRole.HighlightedText, "selection_text"), (QPalette.ColorRole.Accent, "accent"),
    (QPalette.ColorRole.Link, "accent"), (QPalette.ColorRole.LinkVisited, "accent"),
    (QPalette.ColorRole.Light, "panel"), (QPalette.ColorRole.Midlight, "line"), (QPalette.ColorRole.Mid, "field_line"),
    (QPalette.ColorRole.Dark, "field_line"), (QPalette.ColorRole.Shadow, "line"),
)  # fmt: skip
_MUTED_ROLES = (
    QPalette.ColorRole.WindowText,
    QPalette.ColorRole.Text,
    QPalette.ColorRole.ButtonText,
    QPalette.ColorRole.HighlightedText,
)


def _palette(of: Tokens) -> QPalette:
    palette = QPalette()
    for role, name in _ROLES:
        palette.setColor(role, QColor(getattr(of, name)))
    for role in _MUTED_ROLES:
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(of.disabled))
    return palette


# A style sheet takes pictures from files only, and SVG there would cost the first window QtSvg and has no colour
# of its own. So the few arrows are drawn once for each colour.
_ARROWS = {
    "down": ((5.0, 7.75), (10.0, 12.75), (15.0, 7.75)),
    "up": ((5.0, 12.25), (10.0, 7.25), (15.0, 12.25)),
    "right": ((7.75, 5.0), (12.75, 10.0), (7.75, 15.0)),
    "left": ((12.25, 5.0), (7.25, 10.0), (12.25, 15.0)),
    "check": ((4.5, 10.5), (8.5, 14.5), (15.5, 6.0)),
    "dot": ((9.0, 10.0), (11.0, 10.0), (10.0, 9.5), (10.0, 10.5)),
}
_ARROW_SIZE = 14


def _arrow(name: str, hex_colour: str) -> str:
    base = paths.state("look", f"{name}-{hex_colour[1:]}.png")
    for scale in (1, 2, 3):
        file = base if scale == 1 else base.with_name(f"{base.stem}@{scale}x.png")
        if file.exists():
            continue
        size = _ARROW_SIZE * scale
        picture = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
        picture.fill(0)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(size / 20, size / 20)
        pen = QPen(QColor(hex_colour), 2)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.drawPolyline([QPointF(x, y) for x, y in _ARROWS[name]])
        painter.end()
        picture.save(str(file))
    return base.as_posix()


def _sheet(of: Tokens, points: float) -> str:
    names = {name: getattr(of, name) for name in Tokens.__slots__}
    sizes = {"small": points * 0.92, "tiny": points * 0.85, "large": points * 1.2, "title": points * 1.45}
    arrows = {f"arrow_{name}": _arrow(name, of.muted) for name in ("down", "up", "left", "right")}
    arrows |= {name: _arrow(name, of.accent_text) for name in ("check", "dot")}
    box = round(points * 1.5)
    arrows |= {"box": str(box), "round": str(box // 2)}
    return _SHEET.substitute(names, **{name: f"{size:.1f}pt" for name, size in sizes.items()}, **arrows)


def restyle(widget: QWidget) -> None:
    """Let the style sheet look again at a widget whose property changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def mark(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet reads; nothing is repainted when it is so already."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        restyle(widget)


_SHEET = Template("""
QMainWindow, QDialog { background: $background; }
QToolTip { background: $panel; color: $text; border: 1px solid $field_line; padding: 4px 6px; }

QLabel[role="title"] { font-size: $title; font-weight: bold; }
QLabel[role="heading"] { font-size: $large; font-weight: bold; }
QLabel[role="section"] { font-weight: bold; color: $text; padding-top: 8px; }
QLabel[role="stage"] { color: $muted; }
QLabel[role="stage_now"] { color: $accent; font-weight: bold; }
QLabel[role="muted"] { color: $muted; font-size: $small; }
QLabel[role="label"] { color: $muted; padding-top: 5px; }
QLabel[role="warn"] { color: $warn_text; font-size: $small; }
QLabel[role="problem"] { color: $problem; font-size: $small; }
QFrame[panel="true"] { background: $panel; border: 1px solid $line; border-radius: 8px; }

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox {
    background: $field; color: $text; border: 1px solid $field_line; border-radius: 6px; padding: 4px 8px;
    placeholder-text-color: $disabled;
    selection-background-color: $selection; selection-color: $selection_text; }
QPlainTextEdit, QTextEdit { padding: 2px 4px; }
QLineEdit:hover, QPlainTextEdit:hover, QTextEdit:hover, QComboBox:hover, QAbstractSpinBox:hover {
    border-color: $muted; }
QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus { border: 2px solid $accent; padding: 3px 7px; }
QPlainTextEdit:focus, QTextEdit:focus { border: 2px solid $accent; padding: 1px 3px; }
QLineEdit[readOnly="true"], QPlainTextEdit[readOnly="true"], QTextEdit[readOnly="true"], QLineEdit:disabled,
QPlainTextEdit:disabled, QTextEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled {
    background: $header; border-color: $line; color: $text; }
QLineEdit[problem="true"], QPlainTextEdit[problem="true"], QComboBox[problem="true"] { border: 1px solid $problem; }
QLineEdit[problem="true"]:focus, QPlainTextEdit[problem="true"]:focus, QComboBox[problem="true"]:focus {
    border: 2px solid $problem; }
QLineEdit[quiet="true"] { background: transparent; border-color: transparent; placeholder-text-color: $accent; }
QLineEdit[quiet="true"]:hover { background: $hover; }
QLineEdit[quiet="true"]:focus { background: $field; border: 2px solid $accent; placeholder-text-color: $muted; }
QLineEdit[quiet="true"][problem="true"] { border: 1px solid $problem; background: $field; }
QPlainTextEdit[topic="true"] { font-weight: bold; }
QPlainTextEdit[quiet="true"] { background: transparent; border-color: transparent; }
QPlainTextEdit[quiet="true"]:hover { background: $hover; }
QPlainTextEdit[quiet="true"]:focus { background: $field; border-color: $accent; }
QLineEdit[cell="true"] { padding: 4px 2px 4px 6px; }
QLineEdit[cell="true"]:focus { padding: 3px 1px 3px 5px; }
QFrame[card="true"] { background: $header; border: 1px solid $line; border-radius: 6px; }
QFrame[drop="true"] { border: 1px dashed $field_line; border-radius: 6px; }
QComboBox QLineEdit { border: none; padding: 0; background: transparent; }
QComboBox::drop-down { border: none; width: 24px; subcontrol-position: center right; }
QComboBox::down-arrow { image: url("$arrow_down"); }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { border: none; width: 20px; }
QAbstractSpinBox::up-arrow { image: url("$arrow_up"); }
QAbstractSpinBox::down-arrow { image: url("$arrow_down"); }
QComboBox QAbstractItemView, QListView[popup="true"] {
    background: $panel; border: 1px solid $field_line; outline: none; padding: 4px; }
QListView[popup="true"]::item { padding: 4px 6px; border-radius: 4px; color: $text; }
QListView[popup="true"]::item:hover { background: $hover; }
QListView[popup="true"]::item:selected { background: $selection; color: $selection_text; }

QPushButton { background: $panel; color: $text; border: 1px solid $field_line; border-radius: 6px; padding: 5px 12px; }
QPushButton:hover { background: $hover; }
QPushButton:pressed, QPushButton:checked { background: $selection; color: $selection_text; border-color: $accent; }
QPushButton:focus { border: 2px solid $accent; padding: 4px 11px; }
QPushButton:disabled { color: $disabled; background: $header; border-color: $line; }
QPushButton[primary="true"] { background: $accent; color: $accent_text; border-color: $accent; }
QPushButton[primary="true"]:hover, QPushButton[primary="true"]:pressed {
    background: $accent_hover; color: $accent_text; }
QPushButton[primary="true"]:focus { border: 2px solid $text; }
QPushButton[primary="true"]:disabled { background: $off; color: $disabled; border-color: $line; }
QPushButton[danger="true"] { color: $problem; border-color: $problem; }
QPushButton[link="true"] { background: transparent; border: 1px solid transparent; color: $accent; padding: 3px 5px; }
QPushButton[link="true"]:hover { background: $hover; }
QPushButton[link="true"]:focus { border: 2px solid $accent; padding: 2px 4px; }
QPushButton[link="true"]:disabled { color: $disabled; }
QPushButton::menu-indicator { image: url("$arrow_down"); subcontrol-position: right center; right: 6px; }
QToolButton { background: transparent; color: $text; border: 1px solid transparent; border-radius: 6px; padding: 4px; }
QToolButton:hover { background: $hover; }
QToolButton:pressed, QToolButton:checked { background: $selection; color: $selection_text; }
QToolButton:focus { border: 2px solid $accent; padding: 3px; }
QToolButton:disabled { color: $disabled; }
QToolButton[chip="true"] { border: 1px solid $field_line; border-radius: 11px; padding: 2px 9px; }
QToolButton[chip="true"]:focus { border: 2px solid $accent; padding: 1px 8px; }
QToolButton[fold="true"] { color: $accent; padding: 4px 6px 4px 0; }
QToolButton[fold="true"]:focus { padding: 3px 5px 3px 0; }
QToolButton[fold="true"]:checked { background: transparent; color: $accent; }
QPushButton[kind="true"] { background: transparent; border: 1px solid transparent; color: $muted; padding: 9px 6px 0 0;
    text-align: left; }
QPushButton[kind="true"]:hover { background: $hover; }
QPushButton[kind="true"][topic="true"] { color: $text; font-weight: bold; }
QPushButton[kind="true"]::menu-indicator { image: none; }
QLineEdit > QToolButton, QLineEdit > QToolButton:focus { border: none; padding: 0; }
QCheckBox, QRadioButton { spacing: 8px; padding: 3px 2px; border: 1px solid transparent; border-radius: 4px; }
QCheckBox:focus, QRadioButton:focus { border: 1px solid $accent; }
QCheckBox::indicator, QRadioButton::indicator, QAbstractItemView::indicator, QMenu::indicator {
    width: ${box}px; height: ${box}px; border: 1px solid $muted; border-radius: 4px; background: $field; }
QRadioButton::indicator { border-radius: ${round}px; }
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked, QMenu::indicator:checked {
    background: $accent; border-color: $accent; image: url("$check"); }
QRadioButton::indicator:checked { background: $accent; border-color: $accent; image: url("$dot"); }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { background: $off; border-color: $field_line; }

Chip { border-radius: 9px; padding: 1px 8px; font-size: $small; }
Chip[tone="good"] { background: $good; color: $good_text; }
Chip[tone="warn"] { background: $warn; color: $warn_text; }
Chip[tone="bad"] { background: $bad; color: $bad_text; }
Chip[tone="neutral"] { background: $neutral; color: $neutral_text; }

QAbstractItemView { background: $panel; border: 1px solid $line; border-radius: 8px; outline: none;
    selection-background-color: $selection; selection-color: $text; }
QTableView { gridline-color: $row_line; }
QHeaderView { background: $header; border: none; }
QHeaderView::section { background: $header; color: $text; font-weight: bold; border: none;
    border-bottom: 1px solid $line; padding: 5px 8px; }
QHeaderView::down-arrow { image: url("$arrow_down"); }
QHeaderView::up-arrow { image: url("$arrow_up"); }
QTableCornerButton::section { background: $header; border: none; }
QFrame[side="true"] { background: $sidebar; border: none; border-right: 1px solid $line; }
QFrame[header="true"] { background: $panel; border: none; border-bottom: 1px solid $line; }
QLabel[role="brand"] { font-weight: bold; }
QAbstractItemView[sidebar="true"] { background: $sidebar; border: none;
    border-radius: 0; padding: 6px 8px; }
QAbstractItemView[sidebar="true"]::item { padding: 5px 10px; border-radius: 6px; color: $text; }
QAbstractItemView[sidebar="true"]::item:hover { background: $hover; }
QAbstractItemView[sidebar="true"]::item:selected { background: $selection; color: $selection_text; }
QAbstractItemView[sidebar="true"]::item:selected:focus { border: 1px solid $accent; }
QAbstractItemView[sidebar="true"]::item:disabled { color: $muted; }

QTabWidget::pane { border: none; border-top: 1px solid $line; top: -1px; }
QTabBar { qproperty-drawBase: 0; background: transparent; }
QTabBar::tab { background: transparent; color: $muted; border: none; border-bottom: 2px solid transparent;
    padding: 6px 2px; margin-right: 14px; }
QTabBar::tab:selected { color: $accent; border-bottom-color: $accent; font-weight: bold; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:focus { color: $accent; background: $hover; }

QMenu { background: $panel; border: 1px solid $field_line; padding: 4px; }
QMenu::item { padding: 5px 24px 5px 12px; border-radius: 4px; }
QMenu::item:selected { background: $selection; color: $selection_text; }
QMenu::item:disabled { color: $disabled; background: transparent; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
QMenu::icon { padding-left: 8px; }
QMenu::indicator { left: 6px; }
QMenu::right-arrow { image: url("$arrow_right"); }
QStatusBar { background: $panel; border-top: 1px solid $line; color: $muted; font-size: $small; }
QStatusBar::item { border: none; }
QStatusBar QLabel { color: $muted; font-size: $small; }
QSplitter::handle { background: transparent; }
QProgressBar { background: $off; border: none; border-radius: 4px; text-align: center; color: $text; }
QProgressBar::chunk { background: $accent; border-radius: 4px; }
QScrollArea { background: transparent; border: none; }
QScrollArea > #qt_scrollarea_viewport, Form { background: transparent; }
QScrollBar { background: transparent; border: none; margin: 0; }
QScrollBar:vertical { width: 10px; }
QScrollBar:horizontal { height: 10px; }
QScrollBar::handle { background: $field_line; border-radius: 4px; margin: 1px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QCalendarWidget QWidget { alternate-background-color: $header; }
QCalendarWidget QAbstractItemView { border-radius: 0; border: none; selection-background-color: $accent;
    selection-color: $accent_text; }
QCalendarWidget QToolButton::menu-indicator { image: none; }
#qt_calendar_prevmonth { qproperty-icon: url("$arrow_left"); }
#qt_calendar_nextmonth { qproperty-icon: url("$arrow_right"); }
#qt_calendar_navigationbar { background: $header; }
""")
