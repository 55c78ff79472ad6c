"""Asking the office file who is responsible for what: the rule, with the words and the typing errors of the search."""

from datetime import date

from bezirkskoordination.records.institutions import ContactPerson, Institution
from bezirkskoordination.records.people import Person
from bezirkskoordination.rules import responsibility
from bezirkskoordination.rules.responsibility import Responsible
from bezirkskoordination.store.folding import sort_key, words
from bezirkskoordination.store.search import one_apart
from bezirkskoordination.store.unit import Reader


def everybody(read: Reader, day: date) -> list[Responsible]:
    """Whom one may ask on a day, in the order of what for: that of a German directory."""
    contacts = read.all(ContactPerson)
    people = [one for one in read.page(Person.type, {one.person for one in contacts}) if isinstance(one, Person)]
    everyone = responsibility.everybody(read.all(Institution), contacts, people, read.names, day)
    return sorted(everyone, key=lambda one: (not one.what, sort_key(one.what)))


def meant(everyone: list[Responsible], query: str) -> list[Responsible]:
    """Who is meant by a query; best answers first."""
    return responsibility.found(everyone, query, words, one_apart)


def who_is_meant(read: Reader, query: str, day: date) -> list[Responsible]:
    """Who is meant by a query on a day."""
    return meant(everybody(read, day), query)
