import json
import tomllib
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QScrollArea, QWidget

from bezirkskoordination import paths
from bezirkskoordination.records import (
    EXPENSES,
    INSTITUTIONS,
    RECORD_TYPES,
    REPORTS,
    TYPES,
    VIEWS,
    VOLUNTEERS,
    View,
    view,
)
from bezirkskoordination.records import kinds as k
from bezirkskoordination.records.fields import Field, RecordType
from bezirkskoordination.records.office import ListItem
from bezirkskoordination.records.people import LanguageSkill, Person, VolunteerStatus
from bezirkskoordination.ui import style
from bezirkskoordination.ui.form import FOLD, LABEL, SECTION, Form
from bezirkskoordination.ui.widgets import WIDGETS, FieldWidget, Sources, widget_for

TITLES = {
    ("sub_area", 1): "Volkmarode", ("sub_area", 2): "Hondelage", ("institution", 1): "Kirchengemeinde",
    ("institution", 2): "Sportverein", ("attachment", 1): "Bon.pdf", ("person", 1): "Al-Sayed, Rima",
}  # fmt: skip


class Names:
    """Value lists as shipped, a few records."""

    def __init__(self) -> None:
        self.lists: dict[str, list[ListItem]] = {}
        for file in paths.resource("lists").glob("*.toml"):
            found = tomllib.loads(file.read_text(encoding="utf-8"))
            of = found["values"]
            self.lists[of] = [ListItem(values=of, code=i["code"], label=i["label"]) for i in found["item"]]

    def items(self, values: str) -> list[ListItem]:
        return self.lists[values]

    def label(self, values: str, code: str) -> str:
        return next((item.label for item in self.lists[values] if item.code == code), code)

    def code(self, values: str, text: str) -> str | None:
        found = [i.code for i in self.lists[values] if text.casefold() in (i.code.casefold(), i.label.casefold())]
        return found[0] if len(found) == 1 else None

    def title(self, type_name: str, record_id: int) -> str:
        return TITLES.get((type_name, record_id), f"{type_name} {record_id}")

    def find(self, type_name: str, text: str) -> int | None:
        return next((i for (t, i), title in TITLES.items() if t == type_name and title == text), None)


def suggest(type_name: str, text: str) -> list[tuple[int, str]]:
    folded = text.casefold()
    return [(i, title) for (t, i), title in TITLES.items() if t == type_name and folded in title.casefold()]


NAMES = Names()
SOURCES = Sources(NAMES, suggest)


@pytest.fixture(autouse=True, scope="module")
def _dressed(qapp):
    style.apply(qapp, False)


def value_for(of: Field):
    """Something that is not the default. 100 minutes cannot be typed, yet must come back as they were."""
    if of.kind is k.CHOICE or of.kind is k.STATUS:
        return list(of.details.values)[-1]
    if of.kind is k.LISTED:
        return NAMES.items(of.details.values)[-1].code
    if of.kind is k.CODES:
        return tuple(item.code for item in NAMES.items(of.details.values)[:2])
    if of.kind is k.ROWS:
        rows = of.details.row.rows
        return (rows.cls(**{one.name: value_for(one) for one in rows.fields}),) * 2
    return {
        k.TEXT: "Größe 1", k.NOTE: "Erste Zeile\nzweite", k.PHONE: "030 23125-142", k.EMAIL: "rima@example.org",
        k.DATE: date(2026, 4, 3), k.TIME: "19:30", k.MONEY: -123456, k.MINUTES: 100, k.DECIMAL: 250, k.WHOLE: 2026,
        k.FLAG: True,
        k.GRID: k.grid_bit(2, 1) | k.grid_bit(6, 2), k.REF: 1, k.ANYREF: ("person", "u-1"), k.REFS: (1, 2),
    }[of.kind]  # fmt: skip


def field_of(name: str) -> Field:
    type_name, field_name = name.split(".")
    return RECORD_TYPES[type_name].field(field_name)


def type_in(widget: QWidget, text: str) -> None:
    """Type any letters; qtbot.keyClicks knows ASCII only."""
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(widget, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))


@pytest.fixture
def make(qtbot):
    """Shows the widget of „type.field“."""
    kept = []  # qtbot holds no reference: the collector would take a window while it is being painted

    def make(name: str) -> FieldWidget:
        widget = widget_for(field_of(name), SOURCES)
        qtbot.addWidget(widget)
        widget.resize(260, 120)
        widget.show()
        kept.append(widget)
        return widget

    yield make
    kept.clear()


@pytest.fixture
def form(qtbot):
    kept = []

    def make(of: View) -> Form:
        made = Form(of, NAMES, suggest)
        qtbot.addWidget(made)
        made.resize(400, 900)
        made.show()
        kept.append(made)
        return made

    yield make
    kept.clear()


@pytest.fixture
def scrolled(qtbot):
    """A form of volunteers in a scroll area, as a page holds it: (form, area)."""
    kept = []

    def make(width: int, height: int) -> tuple[Form, QScrollArea]:
        area, made = QScrollArea(), Form(VOLUNTEERS, NAMES, suggest)
        area.setWidgetResizable(True)
        area.setWidget(made)
        area.resize(width, height)
        qtbot.addWidget(area)
        area.show()
        kept.extend((area, made))
        return made, area

    yield make
    kept.clear()


def plain(of: RecordType) -> View:
    """A view that nobody has laid out."""
    return replace(View.plain(of), name=f"plain_{of.name}")


ALL_FIELDS = [(of.type, one) for of in TYPES for one in of.type.fields]
each_field = pytest.mark.parametrize(("of", "one"), ALL_FIELDS, ids=[f"{t.name}.{f.name}" for t, f in ALL_FIELDS])
each_type = pytest.mark.parametrize("name", sorted(RECORD_TYPES))


# --- types × forms ------------------------------------------------------------------------


def test_every_kind_has_a_widget():
    assert {one.kind for _of, one in ALL_FIELDS} <= WIDGETS.keys()
    assert WIDGETS.keys() == {kind for kind in vars(k).values() if isinstance(kind, k.Kind)}


@each_field
def test_a_value_comes_back_as_it_went_in(qtbot, of, one):
    widget = widget_for(one, SOURCES)
    qtbot.addWidget(widget)
    heard: list[bool] = []
    widget.edited.connect(heard.append)
    widget.edited.connect(lambda: heard.append(True))
    value = value_for(one)
    widget.set_value(value)
    assert widget.value() == value
    draft = json.loads(json.dumps(widget.raw()))
    widget.clear()
    widget.set_raw(draft)
    typed = one.kind not in (k.MINUTES,)  # 100 minutes are shown rounded; typed again they are refused
    if typed:
        assert widget.value() == value
        assert widget.raw() == draft
    assert not heard, "setting is not editing"


@each_field
def test_every_widget_has_a_name_for_those_who_listen(qtbot, of, one):
    widget = widget_for(one, SOURCES)
    qtbot.addWidget(widget)
    assert str(one.label) in widget.control.accessibleName() or one.kind in (k.ROWS, k.GRID)
    by_qt = ("QLineEditIconButton", "QTableCornerButton")  # the corner of a table without a head is never shown
    for button in widget.findChildren(QAbstractButton):
        if button.parent().__class__.__name__ != "PickLine" and not any(map(button.inherits, by_qt)):
            assert button.accessibleName() or button.text(), button


@each_type
def test_a_plain_form_shows_every_field_and_reads_it_back(form, name):
    of = plain(RECORD_TYPES[name])
    shown = form(of)
    assert list(shown.widgets) == [one.name for one in of.type.fields]
    record = of.type.cls(id=1, uid="u", **{one.name: value_for(one) for one in of.type.fields})
    shown.show_record(record)
    assert not shown.dirty
    assert shown.read().record == record
    labels = {label.buddy() for label in shown.findChildren(QLabel) if label.buddy()}
    assert {widget.control for widget in shown.widgets.values()} <= labels


@each_type
def test_a_new_record_says_what_is_missing_and_nothing_else(form, name):
    of = plain(RECORD_TYPES[name])
    shown = form(of)
    empty = {one.name for one in of.type.fields if one.required and one.kind.empty in ("", None, ())}
    reading = shown.read()
    assert set(reading.problems) == empty
    assert (reading.record is None) == bool(empty)
    for missing in empty:
        assert shown.widgets[missing].problem == f"„{of.type.field(missing).label}“ fehlt noch."
        assert "Bitte prüfen" in shown.widgets[missing].control.accessibleDescription()


# --- layouts ------------------------------------------------------------------------------

PAGES = {of.name for of in VIEWS} | RECORD_TYPES.keys()  # other layouts are dialogs
LAYOUTS = sorted(file for file in paths.form("x").parent.glob("*.ui") if file.stem in PAGES)
KNOWN_CLASSES = {"QWidget", "QLabel", "QToolButton", "QGridLayout", "QVBoxLayout", "QHBoxLayout", "QFormLayout"}


@pytest.mark.parametrize("file", LAYOUTS, ids=lambda file: file.stem)
def test_a_layout_names_only_what_there_is(file: Path):
    of = view(file.stem).type
    fields = {one.name for one in of.fields}
    root = ET.parse(file).getroot()
    top, *widgets = root.iter("widget")
    placed = [one.get("name") for one in widgets]
    assert len(placed) == len(set(placed)), "a name is used twice"
    assert {one.get("class") for one in root.iter() if one.tag in ("widget", "layout")} <= KNOWN_CLASSES
    folded = {name.removeprefix(FOLD) for name in placed if name.startswith(FOLD)}
    for name in placed:
        if name.startswith(LABEL):
            assert set(name.removeprefix(LABEL).split("__")) <= fields
        else:
            assert name in fields | folded or name.startswith((SECTION, FOLD)), name
    assert top.get("class") == "QWidget"
    assert {one.name for one in of.fields if one.required} <= set(placed), "a required field is nowhere"
    texts = [one for one in root.iter("widget") if one.find("property[@name='text']") is not None]
    assert all(one.get("name").startswith(SECTION) for one in texts), "labels come from the declaration"


@pytest.mark.parametrize("of", [VOLUNTEERS, INSTITUTIONS, EXPENSES, REPORTS], ids=lambda of: of.name)
def test_a_layout_reads_back_what_it_shows_and_keeps_what_it_does_not(form, of):
    shown = form(of)
    record = of.type.cls(id=1, uid="u", **{one.name: value_for(one) for one in of.type.fields})
    shown.show_record(record)
    assert shown.read().record == record
    assert all(isinstance(one, FieldWidget) for one in shown.widgets.values())
    for name, one in shown.widgets.items():
        assert shown.findChild(FieldWidget, name) is one


def test_the_layout_of_a_volunteer(form):
    shown = form(VOLUNTEERS)
    hidden = {one.name for one in Person.type.fields} - shown.widgets.keys()
    assert hidden == {"volunteering"}
    labels = {label.text() for label in shown.findChildren(QLabel)}
    assert {
        "Nachname\u00a0*",
        "PLZ, Ort",
        "* Pflichtangabe",
        "Bitte keine Angaben zu Gesundheit, Religion oder Herkunft.",
    } <= labels


def test_rare_fields_are_folded_until_they_hold_something(form, qtbot):
    shown = form(VOLUNTEERS)
    fold = shown._folds[0]
    street = shown.widgets["street"]
    assert not street.isVisible()
    qtbot.keyClick(fold, Qt.Key.Key_Space)
    assert street.isVisible()
    shown.show_record(Person(last_name="Al-Sayed"))
    assert not street.isVisible()
    shown.show_record(Person(last_name="Al-Sayed", street="Feldweg 1"))
    assert street.isVisible()
    shown.show_record(None)
    shown.set_problem("city", "gibt es nicht")
    assert shown.widgets["city"].isVisible()


def test_a_narrow_column_or_a_large_font_puts_labels_above(scrolled):
    shown, area = scrolled(420, 900)
    shown.show_record(Person(last_name="Al-Sayed", languages=(LanguageSkill(language="ar"),)))
    label = next(one for one in shown.findChildren(QLabel) if one.objectName() == "label_last_name")
    assert label.isVisible()
    area.resize(240, 900)
    assert not label.isVisible()
    assert shown.widgets["last_name"].findChild(QLabel).isVisible()
    assert shown.widgets["languages"].rows[0].card is not None
    area.resize(420, 900)
    assert label.isVisible()
    assert shown.widgets["languages"].rows[0].card is None
    assert shown.read().record.languages == (LanguageSkill(language="ar"),)


# --- a form as a whole --------------------------------------------------------------------


def test_dirty_and_back(form, qtbot):
    shown = form(VOLUNTEERS)
    shown.show_record(Person(last_name="Al-Sayed"))
    heard: list[str] = []
    shown.edited.connect(heard.append)
    line = shown.widgets["first_name"].control
    type_in(line, "R")
    assert shown.dirty
    assert heard == ["first_name"]
    qtbot.keyClick(line, Qt.Key.Key_Backspace)
    assert not shown.dirty


def test_nothing_is_lost_over_a_lock(form, qtbot):
    shown = form(VOLUNTEERS)
    record = Person(id=4, last_name="Al-Sayed", minutes_per_week=100)
    shown.show_record(record)
    type_in(shown.widgets["phone"].control, "keine Nummer")
    type_in(shown.widgets["institution"].control, "Kirch")
    type_in(shown.widgets["street"].control, "Feldweg")
    draft = json.loads(json.dumps(shown.raw()))
    later = form(VOLUNTEERS)
    later.show_record(record)
    later.set_raw(draft)
    assert later.raw() == draft
    assert later.dirty
    assert "Telefonnummer" in later.widgets["phone"].problem
    assert later.widgets["street"].isVisible()
    assert set(later.read().problems) == {"phone", "institution"}


def test_a_draft_of_an_older_program_does_no_harm(form):
    shown = form(VOLUNTEERS)
    shown.set_raw({"last_name": "Al-Sayed", "gone": "?"})
    assert shown.read().record.last_name == "Al-Sayed"


def test_go_to_the_first_problem(scrolled):
    shown, area = scrolled(420, 300)
    type_in(shown.widgets["minutes_per_week"].control, "6.5")
    shown.widgets["last_name"].set_raw("Al-Sayed")
    assert set(shown.read().problems) == {"minutes_per_week"}
    shown.focus_first_problem()
    assert shown.focusWidget() is shown.widgets["minutes_per_week"].control
    assert area.verticalScrollBar().value() > 0


def test_a_problem_that_has_no_field_is_said_all_the_same(form):
    shown = form(VOLUNTEERS)
    shown.set_problem("volunteering", "geht jetzt nicht")
    assert shown._general.isVisible()
    assert shown._general.text() == "Status: geht jetzt nicht"
    shown.set_problem("", "")
    assert not shown._general.isVisible()


def test_enter_and_escape_are_handed_on(form, qtbot):
    shown = form(VOLUNTEERS)
    with qtbot.waitSignal(shown.submitted):
        qtbot.keyClick(shown.widgets["first_name"].control, Qt.Key.Key_Return)
    with qtbot.waitSignal(shown.abandoned):
        qtbot.keyClick(shown.widgets["first_name"].control, Qt.Key.Key_Escape)
    with qtbot.assertNotEmitted(shown.submitted):
        qtbot.keyClick(shown.widgets["notes"].control, Qt.Key.Key_Return)


def test_read_only(form, qtbot):
    shown = form(VOLUNTEERS)
    record = Person(last_name="Al-Sayed", languages=(LanguageSkill(language="ar"),), fields_of_action=("HF1",))
    shown.show_record(record)
    shown.set_read_only(True)
    for widget in shown.widgets.values():
        if not (widget.control.isEnabled() and widget.control.isVisible()):
            continue
        type_in(widget.control, "1")
        qtbot.keyClick(widget.control, Qt.Key.Key_Space)
    assert not shown.dirty
    shown.set_read_only(False)
    type_in(shown.widgets["first_name"].control, "Rima")
    assert shown.dirty


def test_a_running_number_is_not_typed(form, qtbot):
    shown = form(plain(EXPENSES.type))
    type_in(shown.widgets["number"].control, "K-1")
    shown.set_read_only(False)
    type_in(shown.widgets["number"].control, "K-1")
    assert not shown.dirty


def test_the_page_puts_a_value(form, qtbot):
    shown = form(EXPENSES)
    with qtbot.waitSignal(shown.edited) as heard:
        shown.put("receipt", 1)
    assert heard.args == ["receipt"]
    assert shown.dirty
    assert shown.widgets["receipt"].name.text() == "Bon.pdf"


# --- what is typed ------------------------------------------------------------------------

BAD = [
    ("person.phone", "abc", "ist keine Telefonnummer"),
    ("person.email", "rima@", "ist keine E-Mail-Adresse"),
    ("person.informed_on", "31.2.2026", "gibt es nicht im Kalender"),
    ("person.informed_on", "3/4/2026", "ist kein Datum"),
    ("person.minutes_per_week", "6.5", "ist keine Stundenzahl"),
    ("expense.amount", "12.50", "ist nicht eindeutig"),
    ("expense.amount", "zwölf", "ist kein Betrag"),
    ("budget.year", "2026a", "ist keine ganze Zahl"),
    ("person.salutation", "Graf", "steht nicht in der Liste"),
    ("person.sub_area", "Nirgendwo", "gibt es nicht oder mehrfach"),
    ("person.fields_of_action", "Zauberei", "steht nicht in der Auswahl"),
]


@pytest.mark.parametrize(("name", "typed", "said"), BAD)
def test_what_cannot_be_understood_is_said_and_kept(make, qtbot, name, typed, said):
    widget = make(name)
    widget.clear()
    type_in(widget.control, typed)
    widget.control.editingFinished.emit()
    assert said in widget.problem
    assert f"„{typed}“" in widget.problem
    assert widget.control.text() == typed
    assert widget.control.property("problem") is True
    assert widget.problem in widget.control.accessibleDescription()
    below = [one for one in widget.findChildren(QLabel) if widget.problem in one.text()]
    assert below
    assert below[0].isVisible()
    with pytest.raises(k.BadValue):
        widget.value()
    widget.control.clear()
    type_in(widget.control, " ")
    assert said not in widget.problem, "the message goes when the reason does"


GOOD = [
    ("person.informed_on", "3.4.26", date(2026, 4, 3), "03.04.2026"),
    ("person.informed_on", "2026-04-03", date(2026, 4, 3), "03.04.2026"),
    ("expense.amount", "12,5", 1250, "12,50\u00a0€"),
    ("expense.amount", "1.234,56 EUR", 123456, "1.234,56\u00a0€"),
    ("person.minutes_per_week", "6:30", 390, "6,5"),
    ("person.first_name", "  Rima  Maria ", "Rima Maria", "Rima Maria"),
    ("person.last_name", "Mu\u0308ller", "M\u00fcller", "M\u00fcller"),
    ("person.salutation", "frau", "FRAU", "Frau"),
    ("person.sub_area", "Volkm", 1, "Volkmarode"),
]


@pytest.mark.parametrize(("name", "typed", "value", "shown"), GOOD)
def test_what_is_understood_is_shown_the_usual_way_after_leaving(make, qtbot, name, typed, value, shown):
    widget = make(name)
    widget.clear()
    type_in(widget.control, typed)
    assert widget.control.text() == typed, "nothing changes under the fingers"
    if hasattr(widget.control, "hide_list"):
        widget.control.hide_list()
    widget.control.editingFinished.emit()
    expected = next(i.code for i in NAMES.items("salutation") if i.label == "Frau") if value == "FRAU" else value
    assert widget.value() == expected
    assert widget.control.text() == shown
    assert not widget.problem


def test_a_native_name_runs_in_its_own_direction(make):
    widget = make("person.native_name")
    widget.set_value("ريما السيد")
    assert widget.control.text().isprintable()
    assert widget.control.layoutDirection() == Qt.LayoutDirection.LeftToRight
    assert widget.control.alignment() & Qt.AlignmentFlag.AlignLeading == Qt.AlignmentFlag.AlignLeading
    assert widget.value() == "ريما السيد"


def test_a_day_tells_its_weekday_and_opens_a_calendar(make, qtbot):
    widget = make("person.informed_on")
    widget.set_value(date(2026, 11, 12))
    assert widget.weekday.text() == "Donnerstag"
    widget.control.setFocus()
    widget._open.trigger()
    assert widget._calendar.isVisible()
    with qtbot.waitSignal(widget.edited):
        widget._calendar.clicked.emit(widget._calendar.selectedDate().addDays(1))
    assert widget.value() == date(2026, 11, 13)
    assert widget.weekday.text() == "Freitag"
    assert not widget._calendar.isVisible()


def test_a_note_grows_with_its_text_and_says_what_does_not_belong(make):
    widget = make("person.notes")
    before = widget.paper.height()
    widget.set_value("\n".join("Zeile" for _ in range(8)))
    assert widget.paper.height() > before
    hint = next(one for one in widget.findChildren(QLabel))
    assert "keine Angaben zu Gesundheit" in hint.text()
    assert hint.isVisible()


# --- what is chosen -----------------------------------------------------------------------


def test_typing_filters_the_list_and_enter_takes_what_is_found(make, qtbot):
    widget = make("expense.category")
    type_in(widget.control, "büro")
    assert widget.control.offered == ["Büromaterial"]
    with qtbot.waitSignal(widget.edited):
        qtbot.keyClick(widget.control._popup, Qt.Key.Key_Return)
    assert widget.value() == "BUERO"
    assert widget.control.text() == "Büromaterial"


def test_the_whole_list_opens_by_key_and_can_be_emptied(make, qtbot):
    widget = make("person.salutation")
    widget.set_value(NAMES.items("salutation")[0].code)
    qtbot.keyClick(widget.control, Qt.Key.Key_Down)
    assert widget.control.list_shown
    assert widget.control.offered[0] == "(keine Angabe)"
    widget.control._take(widget.control._labels.index(0))
    assert widget.value() == ""
    assert widget.control.text() == ""


def test_a_required_list_offers_no_nothing(make, qtbot):
    widget = make("expense.category")
    qtbot.keyClick(widget.control, Qt.Key.Key_Down)
    assert "(keine Angabe)" not in widget.control.offered


def test_an_inactive_value_stays_but_is_not_offered(make, qtbot, monkeypatch):
    old = ListItem(values="salutation", code="OLD", label="Fräulein", active=False)
    monkeypatch.setitem(NAMES.lists, "salutation", [*NAMES.lists["salutation"], old])
    widget = make("person.salutation")
    widget.set_value("OLD")
    qtbot.keyClick(widget.control, Qt.Key.Key_Down)
    assert widget.value() == "OLD"
    assert "Fräulein" not in widget.control.offered


def test_a_reference_is_searched_and_opened(make, qtbot):
    widget = make("person.institution")
    type_in(widget.control, "verein")
    assert widget.control.offered == ["Sportverein"]
    qtbot.keyClick(widget.control._popup, Qt.Key.Key_Return)
    assert widget.value() == 2
    assert widget.open.isVisible()
    with qtbot.waitSignal(widget.open_requested) as heard:
        qtbot.mouseClick(widget.open, Qt.MouseButton.LeftButton)
    assert heard.args == ["institution", 2]
    widget.control.clear()
    assert widget.value() is None
    assert not widget.open.isVisible()


def test_a_forgiving_search_does_not_decide(qtbot):
    found = [(2, "Meyer, Ada")]
    widget = widget_for(field_of("contact_person.person"), Sources(NAMES, lambda _type, _text: found))
    qtbot.addWidget(widget)
    type_in(widget.control, "Maier")
    widget.control.hide_list()
    widget.control.editingFinished.emit()
    assert widget.control.text() == "Maier"
    assert widget.problem


def test_at_most_twenty_suggestions(qtbot):
    many = [(at, f"Person {at}") for at in range(50)]
    widget = widget_for(field_of("contact_person.person"), Sources(NAMES, lambda _type, _text: many))
    qtbot.addWidget(widget)
    qtbot.keyClick(widget.control, Qt.Key.Key_Down)
    assert len(widget.control.offered) == 20


def test_chips_by_keyboard(make, qtbot):
    widget = make("person.fields_of_action")
    widget.set_value(("HF1", "HF2", "HF3"))
    heard: list[int] = []
    widget.edited.connect(lambda: heard.append(1))
    tags = widget.tags
    tags[0].setFocus()
    qtbot.keyClick(tags[0], Qt.Key.Key_Right)
    assert widget.focusWidget() is tags[1]
    qtbot.keyClick(tags[1], Qt.Key.Key_Delete)
    assert widget.value() == ("HF1", "HF3")
    assert widget.focusWidget() is widget.tags[1]
    qtbot.keyClick(widget.tags[1], Qt.Key.Key_Right)
    assert widget.focusWidget() is widget.add
    type_in(widget.add, "gesund")
    qtbot.keyClick(widget.add._popup, Qt.Key.Key_Return)
    assert widget.value() == ("HF1", "HF3", "HF5")
    assert "Entf" in widget.tags[2].accessibleName()
    assert heard
    qtbot.keyClick(widget.add, Qt.Key.Key_Down)
    assert "Gesundheit" not in widget.add.offered


def test_a_chip_goes_by_its_cross_and_not_by_its_word(make, qtbot):
    widget = make("person.fields_of_action")
    widget.set_value(("HF1",))
    tag = widget.tags[0]
    qtbot.mouseClick(tag, Qt.MouseButton.LeftButton, pos=QPoint(10, tag.height() // 2))
    assert widget.value() == ("HF1",)
    qtbot.mouseClick(tag, Qt.MouseButton.LeftButton, pos=QPoint(tag.width() - 8, tag.height() // 2))
    assert widget.value() == ()


def test_rows_by_keyboard(make, qtbot):
    widget = make("person.languages")
    assert widget.add.text() == "+ Sprache hinzufügen"
    qtbot.keyClick(widget.add, Qt.Key.Key_Space)
    assert widget.value() == (), "a row that nobody filled in is none"
    row = widget.rows[0]
    assert widget.focusWidget() is row.cells["language"].control
    arabic = next(item for item in NAMES.items("language") if item.label == "Arabisch")
    type_in(row.cells["language"].control, "Arabisch")
    row.cells["language"].control.hide_list()
    qtbot.keyClick(row.cells["interprets"].control, Qt.Key.Key_Space)
    assert widget.value() == (LanguageSkill(language=arabic.code, interprets=True),)
    assert row.cells["level"].control.accessibleName() == "Niveau, Zeile 1"
    qtbot.keyClick(widget.add, Qt.Key.Key_Space)
    type_in(widget.rows[1].cells["level"].control, "B2")
    with pytest.raises(k.BadValue, match="Zeile 2, Sprache: „Sprache“ fehlt noch"):
        widget.value()
    qtbot.keyClick(row.remove, Qt.Key.Key_Space)
    assert len(widget.rows) == 1
    assert widget.rows[0].remove.accessibleName() == "Zeile 1 entfernen"


# --- grid, flags, states, files -----------------------------------------------------------


def test_the_grid_by_keyboard(make, qtbot):
    widget = make("person.available")
    first = widget.cell(0, 0)
    first.setFocus()
    heard: list[int] = []
    widget.edited.connect(lambda: heard.append(1))
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Space):
        qtbot.keyClick(widget.focusWidget(), key)
    wednesday = widget.cell(2, 1)
    assert widget.focusWidget() is wednesday
    assert widget.value() == k.grid_bit(2, 1)
    assert wednesday.accessibleName() == "Mittwoch nachmittags, verfügbar"
    assert widget.cell(2, 2).accessibleName() == "Mittwoch abends, nicht verfügbar"
    assert heard == [1]
    reached = [cell for cell in widget.week.cells if cell.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert reached == [wednesday], "Tab enters the grid once"


def test_the_grid_is_drawn_with_the_mouse(make, qtbot):
    widget = make("person.available")
    start, end = (widget.cell(day, 1).geometry().center() for day in (1, 3))
    week = widget.week
    qtbot.mousePress(week, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(week, widget.cell(2, 1).geometry().center())
    qtbot.mouseMove(week, end)
    with qtbot.waitSignal(widget.edited):
        qtbot.mouseRelease(week, Qt.MouseButton.LeftButton, pos=end)
    assert widget.value() == k.grid_bit(1, 1) | k.grid_bit(2, 1) | k.grid_bit(3, 1)


def test_a_state_is_changed_elsewhere(form, qtbot):
    shown = form(plain(Person.type))
    shown.show_record(Person(last_name="Al-Sayed", volunteering=VolunteerStatus.PLACED))
    widget = shown.widgets["volunteering"]
    assert widget.chip.text() == "im Einsatz"
    with qtbot.waitSignal(shown.change_requested) as heard:
        qtbot.keyClick(widget.control, Qt.Key.Key_Space)
    assert heard.args == ["volunteering"]
    assert widget.value() is VolunteerStatus.PLACED


def test_a_receipt_is_dropped_seen_and_removed(form, qtbot, tmp_path):
    file = tmp_path / "Bon.pdf"
    file.write_bytes(b"%PDF-")
    shown = form(EXPENSES)
    widget = shown.widgets["receipt"]
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    drop = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    with qtbot.waitSignal(shown.file_chosen) as heard:
        widget._zone.dropEvent(drop)
    assert heard.args == ["receipt", file]
    shown.put("receipt", 1)
    with qtbot.waitSignal(shown.view_requested) as seen:
        qtbot.mouseClick(widget.view, Qt.MouseButton.LeftButton)
    assert seen.args == [1]
    qtbot.keyClick(widget.remove, Qt.Key.Key_Space)
    assert widget.value() is None
    assert not widget.view.isVisible()


def test_nothing_is_cut_off(qapp, scrolled):
    """Every shown control gets at least the height that it asks for, also with a large font."""
    shown, _area = scrolled(500, 700)
    font = shown.font()
    font.setPointSizeF(18)
    shown.setFont(font)
    shown.read()
    qapp.processEvents()
    for widget in shown.widgets.values():
        control: QWidget = widget.control
        if control.isVisible():
            assert control.height() >= control.minimumSizeHint().height(), widget.field.name
