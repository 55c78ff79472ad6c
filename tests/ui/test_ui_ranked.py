"""The table model equals a plain sorted list, whatever is written, undone, searched and narrowed."""

import itertools
import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QItemSelectionModel, QObject, Qt
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy
from PySide6.QtWidgets import QTableView

from bezirkskoordination.actions.desk import Desk
from bezirkskoordination.records import BUDGETS, VOLUNTEERS
from bezirkskoordination.records.fields import Where
from bezirkskoordination.records.kinds import grid_bit
from bezirkskoordination.records.money import Budget
from bezirkskoordination.records.office import SubArea
from bezirkskoordination.records.people import LanguageSkill, Person, VolunteerStatus
from bezirkskoordination.store.folding import sort_key
from bezirkskoordination.store.office import OfficeFile
from bezirkskoordination.store.query import Query, is_sortable
from bezirkskoordination.store.unit import Unit
from bezirkskoordination.ui import ranked
from bezirkskoordination.ui.ranked import Order, RankedModel
from bezirkskoordination.ui.worker import Worker

LAST = ("Müller", "Mueller", "Muller", "Adeyemi", "Çelik", "Zöllner", "Łukasiewicz", "al-Sayed", "Groß", "Gross")
_NUMBERS = itertools.count()
FIRST = ("Rima", "Jörn", "Ewa", "", "Ömer")


def add_person(unit: Unit, **values: Any) -> Person:
    person = unit.add(Person(**values))
    return unit.record_status(person, VolunteerStatus.AVAILABLE, date(2026, 1, 5))


@pytest.fixture
def people(desk: Desk) -> list[Person]:
    rnd = random.Random(7)

    def fill(unit: Unit) -> list[Person]:
        areas = [unit.add(SubArea(name=name)).id for name in ("Hondelage", "Dibbesdorf", "Ährenfeld")]
        return [
            add_person(
                unit, last_name=rnd.choice(LAST), first_name=rnd.choice(FIRST), sub_area=rnd.choice([None, *areas]),
                minutes_per_week=rnd.choice([None, 60, 120, 390]), phone=f"030 23125-{n:03d}",
                languages=tuple(LanguageSkill(language=code) for code in rnd.sample(["de", "ar", "en", "uk"], n % 4)),
                native_name="ريما" if n == 3 else "", available=rnd.getrandbits(21),
            )
            for n in range(40)
        ]  # fmt: skip

    return desk.do("füllen", fill)


def model_of(desk: Desk, query: Query | None = None) -> RankedModel:
    model = RankedModel(desk.office, query or Query.of(VOLUNTEERS), None)
    desk.subscribe(model.follow)
    return model


def narrowed(search: str) -> Query:
    return Query.of(VOLUNTEERS).narrowed(search=search)


def ids(model: RankedModel) -> list[int]:
    return [model.id_at(row) for row in range(model.rowCount())]


def in_order(office: OfficeFile, column: str = "title", descending: bool = False) -> list[int]:
    """What the list should be: every volunteer, sorted in Python."""
    everybody = [p for p in office.read.all(Person) if p.volunteering is not VolunteerStatus.NONE]
    everybody.sort(key=lambda p: (sort_key(p.title(office.names)), p.id))
    if column == "title":
        everybody.sort(key=lambda p: sort_key(p.title(office.names)), reverse=descending)
        return [p.id or 0 for p in everybody]
    field = Person.type.field(column)

    def key(person: Person) -> Any:
        value = getattr(person, column)
        if value is None:
            return None
        if field.kind.name == "REF":
            return sort_key(office.names.title(field.details.to, value))
        if field.kind.name in ("STATUS", "CHOICE"):
            return list(type(value)).index(value)
        if field.kind.name == "LISTED":
            codes = [item.code for item in office.names.items(field.details.values)]
            return codes.index(value) if value in codes else len(codes)
        return sort_key(value) if isinstance(value, str) else value

    there = [p for p in everybody if key(p) is not None]
    there.sort(key=key, reverse=descending)
    return [p.id or 0 for p in there + [p for p in everybody if key(p) is None]]


@pytest.mark.usefixtures("people")
class TestOrder:
    def test_opens_in_the_order_of_names(self, qtbot: Any, desk: Desk) -> None:
        assert ids(model_of(desk)) == in_order(desk.office)

    @pytest.mark.parametrize("descending", [False, True])
    def test_every_sortable_column_sorts_like_python(self, qtbot: Any, desk: Desk, descending: bool) -> None:
        columns = [name for name in VOLUNTEERS.columns if is_sortable(VOLUNTEERS, name)]
        assert {"title", "sub_area", "volunteering"} <= set(columns)
        for column in dict.fromkeys([*columns, "phone", "minutes_per_week"]):
            model = model_of(desk, Query.of(VOLUNTEERS).narrowed(sort=column, descending=descending))
            assert ids(model) == in_order(desk.office, column, descending), column

    @settings(max_examples=20)
    @given(st.lists(st.tuples(st.sampled_from("aacrsu"), st.integers(0, 999), st.sampled_from(LAST)), max_size=12))
    def test_follows_any_writing_and_undoing(
        self, qtbot: Any, make_office: Callable[..., OfficeFile], steps: list[tuple[str, int, str]]
    ) -> None:
        office = make_office(f"{next(_NUMBERS)}.bezirk")
        desk = Desk(office)
        desk.do("füllen", lambda unit: [add_person(unit, last_name=name) for name in LAST])
        models = [
            model_of(desk),
            model_of(desk, Query.of(VOLUNTEERS).narrowed(sort="minutes_per_week", descending=True)),
            model_of(desk, Query.of(VOLUNTEERS).narrowed(search="m")),
        ]
        checks = [QAbstractItemModelTester(m, QAbstractItemModelTester.FailureReportingMode.Fatal) for m in models]
        for verb, number, name in steps:
            self._step(desk, verb, number, name)
        assert checks
        assert ids(models[0]) == in_order(office)
        assert ids(models[1]) == in_order(office, "minutes_per_week", True)
        found = set(office.lists.matching(models[2].query))
        assert ids(models[2]) == [one for one in in_order(office) if one in found]

    @staticmethod
    def _step(desk: Desk, verb: str, number: int, name: str) -> None:
        everybody = desk.office.read.all(Person)
        person = everybody[number % len(everybody)] if everybody else None
        if verb == "a":
            desk.do("neu", lambda unit: add_person(unit, last_name=name, minutes_per_week=number))
        elif verb == "c" and person:
            desk.do("geändert", lambda unit: unit.change(person, replace(person, last_name=name)))
        elif verb == "r" and person:
            desk.do("weg", lambda unit: unit.remove(person))
        elif verb == "s" and person:
            desk.do("Status", lambda unit: unit.record_status(person, VolunteerStatus.NONE, date(2026, 2, 1)))
        elif verb == "u" and desk.undo_label:
            desk.undo()

    def test_many_scattered_changes_are_told_as_a_new_list(self, qtbot: Any, desk: Desk) -> None:
        desk.do("Einlesen", lambda unit: [add_person(unit, last_name=f"N{n:03d}") for n in range(0, 300, 2)])
        model = model_of(desk)
        resets = QSignalSpy(model.modelReset)
        desk.do("Einlesen", lambda unit: [add_person(unit, last_name=f"N{n:03d}") for n in range(1, 300, 2)])
        assert resets.count() == 1
        assert ids(model) == in_order(desk.office)
        desk.undo()
        assert ids(model) == in_order(desk.office)

    def test_selection_stays_with_the_record(self, qtbot: Any, desk: Desk, people: list[Person]) -> None:
        model = model_of(desk)
        view = QTableView()
        qtbot.addWidget(view)
        view.setModel(model)
        chosen = people[5]
        row = model.row_of(chosen.id or 0)
        flags = QItemSelectionModel.SelectionFlag
        view.selectionModel().setCurrentIndex(model.index(row, 0), flags.ClearAndSelect | flags.Rows)
        desk.do("neu", lambda unit: add_person(unit, last_name="Aa"))
        desk.do("anders", lambda unit: unit.change(chosen, replace(chosen, last_name="Zz")))
        (index,) = view.selectionModel().selectedRows()
        assert model.id_at(index.row()) == chosen.id == model.id_at(model.rowCount() - 1)
        assert index.data() == "Zz, " + chosen.first_name if chosen.first_name else "Zz"
        desk.undo()
        (index,) = view.selectionModel().selectedRows()
        assert model.id_at(index.row()) == chosen.id


@pytest.mark.usefixtures("people")
class TestFilter:
    @pytest.mark.parametrize("typed", ["Mueller", "mull", "MÜLLER", "muller"])
    def test_finds_every_spelling(self, qtbot: Any, desk: Desk, typed: str) -> None:
        model = model_of(desk)
        model.set_query(model.query.narrowed(search=typed))
        wanted = {p.id for p in desk.office.read.all(Person) if p.last_name in ("Müller", "Mueller", "Muller")}
        assert set(ids(model)) == wanted
        assert ids(model) == [one for one in in_order(desk.office) if one in wanted]
        assert model.hits() == len(wanted) < model.total() == 40

    def test_facets_narrow(self, qtbot: Any, desk: Desk) -> None:
        model = model_of(desk)
        bit = grid_bit(0, 0)
        model.set_query(model.query.narrowed(where=(Where("available", (bit,)), Where("languages", ("ar",)))))
        wanted = [
            p.id for p in desk.office.read.all(Person)
            if p.available & bit and any(skill.language == "ar" for skill in p.languages)
        ]  # fmt: skip
        assert sorted(ids(model)) == sorted(wanted)
        assert wanted


@pytest.mark.usefixtures("people")
class TestCells:
    def test_says_owned_rows_in_short(self, qtbot: Any, desk: Desk, people: list[Person]) -> None:
        model = model_of(desk)
        person = next(p for p in people if len(p.languages) == 3)
        row = model.row_of(person.id or 0)
        labels = [desk.office.names.label("language", skill.language) for skill in person.languages]
        index = model.index(row, VOLUNTEERS.columns.index("languages"))
        assert index.data() == f"{labels[0]}, {labels[1]} +1"
        assert index.data(Qt.ItemDataRole.AccessibleTextRole) == f"Sprachen: {labels[0]}, {labels[1]} +1"
        assert index.data(Qt.ItemDataRole.ToolTipRole) == ", ".join(labels)

    def test_figures_stand_right_and_names_have_their_own_script(
        self, qtbot: Any, desk: Desk, people: list[Person]
    ) -> None:
        model = model_of(desk)
        model.set_columns(["title", "minutes_per_week"])
        right = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        minutes = 1
        assert model.index(0, minutes).data(Qt.ItemDataRole.TextAlignmentRole) == right
        assert model.headerData(minutes, Qt.Orientation.Horizontal) == "Std./Wo."
        assert model.headerData(0, Qt.Orientation.Horizontal) == "Name"
        native = model.index(model.row_of(people[3].id or 0), 0)
        assert native.data(Qt.ItemDataRole.ToolTipRole) == "ريما"

    def test_reads_titles_of_references_once_a_page(
        self, qtbot: Any, desk: Desk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        model = model_of(desk)
        desk.office.names.forget({"sub_area"})
        asked: list[Any] = []
        read = desk.office.names.read_titles
        monkeypatch.setattr(desk.office.names, "read_titles", lambda *args: (asked.append(args), read(*args)))
        texts = {model.index(row, VOLUNTEERS.columns.index("sub_area")).data() for row in range(model.rowCount())}
        assert texts == {"", "Hondelage", "Dibbesdorf", "Ährenfeld"}
        pages = -(-model.rowCount() // ranked.PAGE)
        assert len([args for args in asked if len(set(args[1])) > 1]) == pages

    def test_a_renamed_reference_is_shown(self, qtbot: Any, desk: Desk) -> None:
        model = model_of(desk, Query.of(VOLUNTEERS).narrowed(sort="sub_area"))
        area = next(a for a in desk.office.read.all(SubArea) if a.name == "Dibbesdorf")
        desk.do("umbenannt", lambda unit: unit.change(area, replace(area, name="Zweidorf")))
        assert "Zweidorf" in {
            model.index(row, VOLUNTEERS.columns.index("sub_area")).data() for row in range(model.rowCount())
        }
        assert ids(model) == in_order(desk.office, "sub_area")

    def test_types_without_search_and_title_column(self, qtbot: Any, desk: Desk) -> None:
        desk.do("Etat", lambda unit: [unit.add(Budget(year=year, amount=40_000)) for year in (2024, 2026, 2025)])
        model = model_of(desk, Query.of(BUDGETS))
        assert [model.index(row, 0).data() for row in range(3)] == ["2026", "2025", "2024"]


class TestLarge:
    """Beyond the size that is read at once: first page first, the rest from the worker."""

    @pytest.fixture
    def worker(self, qtbot: Any) -> Any:
        made = Worker()
        yield made
        made.close()

    @pytest.mark.usefixtures("people")
    def test_first_page_then_everything(
        self, qtbot: Any, desk: Desk, worker: Worker, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(ranked, "SMALL", 10)
        monkeypatch.setattr(ranked, "PAGE", 8)
        model = RankedModel(desk.office, Query.of(VOLUNTEERS), worker)
        desk.subscribe(model.follow)
        assert ids(model) == in_order(desk.office)[:8]
        assert not model.complete
        assert model.hits() == 40
        qtbot.waitUntil(lambda: model.complete)
        assert ids(model) == in_order(desk.office)
        desk.do("neu", lambda unit: add_person(unit, last_name="Aaa"))
        qtbot.waitUntil(lambda: model.complete)
        assert ids(model) == in_order(desk.office)
        model.set_query(model.query.narrowed(sort="minutes_per_week", search="mull"))
        qtbot.waitUntil(lambda: model.complete)
        found = set(desk.office.lists.matching(model.query))
        assert ids(model) == [one for one in in_order(desk.office, "minutes_per_week") if one in found]

    @pytest.mark.usefixtures("people")
    def test_of_many_hits_the_first_are_there_at_once(
        self, qtbot: Any, desk: Desk, worker: Worker, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(ranked, "MANY", 10)
        monkeypatch.setattr(ranked, "PAGE", 5)
        model = RankedModel(desk.office, Query.of(VOLUNTEERS), worker)
        desk.subscribe(model.follow)
        wanted = [one for one in in_order(desk.office) if one in set(desk.office.lists.matching(narrowed("m")))]
        model.set_query(narrowed("m"))
        assert len(wanted) > 10
        assert not model.complete
        assert ids(model) == wanted[:5]
        assert model.hits() == len(wanted)
        model.read_on()
        assert model.complete
        assert ids(model) == wanted
        model.set_query(narrowed("adeyemi"))
        assert model.complete
        model.set_query(narrowed("m"))
        desk.do("neu", lambda unit: add_person(unit, last_name="Maa"))
        assert model.complete
        assert len(ids(model)) == len(wanted) + 1
        model.set_query(narrowed("m"))
        qtbot.waitUntil(lambda: model.complete)  # also where no table says that it has painted
        assert len(ids(model)) == len(wanted) + 1

    def test_an_answer_for_somebody_gone_is_dropped(self, qtbot: Any, worker: Worker) -> None:
        heard: list[int] = []
        gone, there = QObject(), QObject()
        worker.run(lambda: 1, done=heard.append, receiver=gone)
        gone.deleteLater()
        qtbot.wait(1)
        del gone
        worker.run(lambda: 2, done=heard.append, receiver=there)
        qtbot.waitUntil(lambda: 2 in heard)

    def test_hits_are_sorted_by_their_place(self) -> None:
        from array import array

        order = Order.of(array("q", [5, 3, 9, 1, 7, 2, 8]))
        assert list(order.only(array("q", [7]))) == [7]
        assert list(order.only(array("q", [1, 7, 9, 5]))) == [5, 9, 1, 7]
        assert list(order.only(array("q", [4, 7, 99]))) == [7]
