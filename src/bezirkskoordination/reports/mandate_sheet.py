"""The Bestellungsbogen: who holds the office, by which resolution and how many votes, on which terms, until when.

For the council's records and the person herself. The account for what she lays out is nobody else's concern and stays
out; so does her address.
"""

from collections.abc import Iterator
from datetime import date

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.council import Mandate, MandateRole, Resolution, VoteKind
from bezirkskoordination.records.fields import Record
from bezirkskoordination.records.kinds import show_cents, show_date
from bezirkskoordination.records.people import Person
from bezirkskoordination.reports import pdf
from bezirkskoordination.reports.document import (
    Block,
    Document,
    Fields,
    Heading,
    Paragraph,
    Run,
    SignHere,
)
from bezirkskoordination.reports.resolution_sheet import counted
from bezirkskoordination.rules import mandates, votes
from bezirkskoordination.rules.addressing import whole_name
from bezirkskoordination.store.settings import setting
from bezirkskoordination.store.unit import Reader

_TITLE, _STATE = N_("MandateSheet", "Bestellungsbogen"), N_("MandateSheet", "Stand {}")
_OFFICE, _PERSON = N_("MandateSheet", "Stelle"), N_("MandateSheet", "Person")
_SPAN = N_("MandateSheet", "Zeit")
_FROM_TO, _FROM = N_("MandateSheet", "{} bis {}"), N_("MandateSheet", "ab {}, bis auf Weiteres")
_RESOLUTION, _NONE_YET = N_("MandateSheet", "Beschluss über die Bestellung"), N_("MandateSheet", "noch nicht erfasst")
_RESOLVED = N_("MandateSheet", "{}, {} am {}")
_AGENDA = N_("MandateSheet", "TOP {}")
_VOTES, _TERMS = N_("MandateSheet", "Abstimmungsergebnis"), N_("MandateSheet", "Umfang, Kosten und Berichte")
_HOURS = N_("MandateSheet", "{} Stunden")
_COST = N_("MandateSheet", "{} im Jahr")
_UNPAID = N_("MandateSheet", "ehrenamtlich (keine Kosten der Stelle erfasst)")
_REPORTS, _EVERY = N_("MandateSheet", "Berichte an den Bezirksrat"), N_("MandateSheet", "alle {} Monate")
_POST = N_("MandateSheet", "Besetzung")
_DEPUTY, _NOBODY = N_("MandateSheet", "Vertretung"), N_("MandateSheet", "niemand bestellt")
_SINCE = N_("MandateSheet", "{} (seit {})")
_END = N_("MandateSheet", "Ende und Übergabe")
_RECALL = N_(
    "MandateSheet",
    "Die bestellte Person kann jederzeit durch Mehrheitsbeschluss des Bezirksrates von der Aufgabe entbunden werden.",
)
_SIGN = N_("MandateSheet", "Ort, Datum"), N_("MandateSheet", "Unterschrift der bestellten Person")
_PERSONAL = N_("MandateSheet", "Enthält personenbezogene Angaben. Bitte verschlossen aufbewahren.")


def collect(read: Reader, one: Mandate, today: date) -> Document:
    """The sheet as values."""
    office = setting(read, "office_name")
    blocks = [
        Heading(str(_TITLE), 0),
        Fields(tuple(_head(read, one, office))),
        Heading(str(_VOTES)),
        *_vote(read, one),
        Heading(str(_TERMS)),
        Fields(tuple(_terms(read, one, today))),
        *_texts(one),
        Heading(str(_END)),
        *_ending(read, one),
        SignHere(tuple(map(str, _SIGN))),
        Paragraph(str(_PERSONAL), small=True),
    ]
    return Document(
        title=str(_TITLE), author=office, blocks=tuple(blocks), header=office, footer=str(_TITLE),
        mark=_STATE(show_date(today)),
    )  # fmt: skip


def span(one: Mandate) -> str:
    """„01.05.2024 bis 30.04.2026“, or „ab 01.05.2024, bis auf Weiteres“."""
    start = show_date(one.valid_from)
    return _FROM_TO(start, show_date(one.valid_until)) if one.valid_until else _FROM(start)


def resolved(read: Reader, number: int | None) -> str:
    """What a resolution decided, where and when; empty without one."""
    if number is None:
        return ""
    found = read.get(Resolution, number)
    where = _RESOLVED(found.subject, found.body, show_date(found.on_date))
    return f"{where}, {_AGENDA(found.agenda_item)}" if found.agenda_item else where


def _head(read: Reader, one: Mandate, office: str) -> Iterator[tuple[str, str]]:
    yield f"{_OFFICE}:", office
    yield f"{_PERSON}:", whole_name(read.get(Person, one.person))
    yield f"{one.type.field('role').label}:", str(one.role.label)
    yield f"{one.type.field('function').label}:", one.function
    yield f"{_SPAN}:", span(one)
    yield f"{one.type.field('status').label}:", str(one.status.label)
    yield f"{_RESOLUTION}:", resolved(read, one.resolution) or str(_NONE_YET)


def _vote(read: Reader, one: Mandate) -> list[Block]:
    found = read.get(Resolution, one.resolution) if one.resolution is not None else None
    if found is not None and (found.votes_for is not None or found.vote_kind is VoteKind.ELECTION):
        how = votes.how_elected(found)
        return [*counted(found), *([Paragraph(how[:1].upper() + how[1:] + ".")] if how else [])]
    told = votes.told(one.votes_for, one.votes_against, one.abstained)
    return [Paragraph(told) if told else Paragraph((Run(str(_NONE_YET), muted=True),))]


def _terms(read: Reader, one: Mandate, today: date) -> Iterator[tuple[str, str]]:
    of, known = one.type.field, read.all(Mandate)
    weekly = of("weekly").show(one.weekly, read.names)
    yield f"{of('weekly').label}:", _HOURS(weekly) if weekly else str(_NONE_YET)
    paid = [one.provider, _COST(show_cents(one.yearly_cost)) if one.yearly_cost is not None else ""]
    yield f"{_POST}:", ", ".join(part for part in paid if part) or str(_UNPAID)
    months = one.report_months or setting(read, "report_months")
    yield f"{_REPORTS}:", _EVERY(months)
    if one.instructed_on is not None:
        yield f"{of('instructed_on').label}:", show_date(one.instructed_on)
    if one.role is MandateRole.COORDINATION:
        deputies = mandates.deputies_on(known, today)
        named = (_SINCE(whole_name(read.get(Person, each.person)), show_date(each.valid_from)) for each in deputies)
        yield f"{_DEPUTY}:", "; ".join(named) or str(_NOBODY)


def _texts(one: Mandate) -> Iterator[Block]:
    for name in ("requirements", "duties"):
        if text := getattr(one, name):
            yield Heading(str(one.type.field(name).label))
            yield Paragraph(text)


def _ending(read: Reader, one: Mandate) -> Iterator[Block]:
    of = one.type.field
    rows = (
        (of("valid_until"), show_date(one.valid_until) if one.end_reason else ""),
        (of("end_reason"), of("end_reason").show(one.end_reason, read.names)),
        (of("ended_by"), resolved(read, one.ended_by)),
        (of("handed_over_on"), show_date(one.handed_over_on)),
    )
    told = tuple((f"{field.label}:", said) for field, said in rows if said)
    if told:
        yield Fields(told)
    yield Paragraph(str(_RECALL))


def make(read: Reader, record: Record | None, today: date) -> bytes:
    """The bytes of the PDF."""
    assert isinstance(record, Mandate)
    return pdf.render(collect(read, record, today))
