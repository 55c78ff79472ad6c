"""A worker reads while the window writes: no connection is shared, nothing remembered goes stale or missing."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from bezirkskoordination.records import VOLUNTEERS, Institution, Person, view
from bezirkskoordination.records.office import ListItem
from bezirkskoordination.records.refusal import Refused
from bezirkskoordination.store.office import OfficeFile
from bezirkskoordination.store.query import Query

PEOPLE = 40


@pytest.fixture
def office(make_office: Callable[..., OfficeFile]) -> OfficeFile:
    """An office file with some people, each of whose names is „alt“ or, later, „neu“ as a whole."""
    made: OfficeFile = make_office()
    with made.unit() as unit:
        for number in range(PEOPLE):
            unit.add(Person(last_name="alt", first_name=str(number), notes="Notiz " * 50))
    return made


@pytest.fixture
def worker() -> Iterator[ThreadPoolExecutor]:
    """One other thread."""
    with ThreadPoolExecutor(1) as threads:
        yield threads


def test_every_thread_reads_on_a_connection_of_its_own(office: OfficeFile, worker: ThreadPoolExecutor) -> None:
    readers = office._readers
    mine = readers.here
    other = worker.submit(lambda: readers.here).result()
    assert other is not mine
    assert other.connection.driver_connection is not mine.connection.driver_connection
    assert readers.here is mine
    assert worker.submit(lambda: readers.here).result() is other


def test_reading_and_writing_at_once_tears_nothing(office: OfficeFile) -> None:
    """Whoever reads sees all names as before or all as after a save, never a mixture, an error or an empty title.

    The same `read`, `lists` and `names` are handed to every thread, as a report or an export does.
    """
    read, lists, names, search = office.read, office.lists, office.names, office.search
    stop, wrong = threading.Event(), []
    people = Query.of(view("person"))

    def look() -> None:
        while not stop.is_set():
            try:
                seen = {person.last_name for person in read.page(Person.type, lists.order(people))}
                if seen not in ({"alt"}, {"neu"}):
                    wrong.append(seen)
                titles = [names.title("person", one) for one in range(1, PEOPLE)]
                if not all(titles):
                    wrong.append(titles)
                if lists.count(people) != PEOPLE or len(search("Notiz")) != PEOPLE:
                    wrong.append("fewer")
            except Exception as error:  # what a thread raises would be lost
                wrong.append(repr(error))
                return

    readers = [threading.Thread(target=look) for _ in range(2)]
    for thread in readers:
        thread.start()
    for round_ in range(5):
        with office.unit() as unit:
            for person in unit.all(Person):
                unit.change(person, replace(person, last_name="neu" if round_ % 2 == 0 else "alt"))
        assert {person.last_name for person in office.read.all(Person)} == {"neu" if round_ % 2 == 0 else "alt"}
    stop.set()
    for thread in readers:
        thread.join()
    assert wrong == []


def test_what_another_thread_remembers_is_forgotten_after_a_write(
    office: OfficeFile, worker: ThreadPoolExecutor
) -> None:
    with office.unit() as unit:
        item = unit.add(ListItem(values="language", code="de", label="Deutsch"))
        place = unit.add(Institution(name="Verein", kind="VEREIN"))

    def told() -> tuple[str, str, int]:
        return (
            office.names.label("language", "de"),
            office.names.title("institution", place.id),
            len(office.search("x")),
        )

    assert worker.submit(told).result() == told() == ("Deutsch", "Verein", 0)
    with office.unit() as unit:
        unit.change(item, replace(item, label="Germanisch"))
        unit.change(place, replace(place, name="Xundheitsverein"))
        assert worker.submit(told).result() == ("Deutsch", "Verein", 0)  # not yet committed
    assert worker.submit(told).result() == told() == ("Germanisch", "Xundheitsverein", 1)


def test_a_unit_may_run_in_the_worker_and_keeps_others_out(office: OfficeFile, worker: ThreadPoolExecutor) -> None:
    begun, end = threading.Event(), threading.Event()

    def long_one() -> None:
        with office.unit() as unit:
            unit.add(Person(last_name="importiert"))
            begun.set()
            end.wait(10)

    running = worker.submit(long_one)
    assert begun.wait(10)
    with pytest.raises(Refused, match="gerade gespeichert"), office.unit():
        pass
    with pytest.raises(Refused, match="gerade gespeichert"):
        office.backup(office.path.with_name("sicherung.bezirk"))
    assert office.read.count(Person.type) == PEOPLE
    office.keep_draft("person", "halb fertig")  # neither waits nor is lost
    assert office.draft("person") == "halb fertig"
    end.set()
    running.result()
    assert office.read.count(Person.type) == PEOPLE + 1
    kept = office.read.connection.exec_driver_sql("SELECT payload FROM draft").scalars().all()
    assert kept == ["halb fertig"]


def test_closing_closes_what_every_thread_opened(office: OfficeFile, worker: ThreadPoolExecutor) -> None:
    worker.submit(office.read.all, Person).result()
    worker.submit(office.lists.order, Query.of(VOLUNTEERS)).result()
    office.close()
    assert [entry.name for entry in office.path.parent.iterdir() if entry.name != "home"] == ["amt.bezirk"]
