"""What a record must fulfil beyond the kinds of its values: problems that stop saving, and hints that do not."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from bezirkskoordination.i18n import N_, Text
from bezirkskoordination.records.activities import PROVIDES, SEEKS, ActivityProfile, Placement, TimeEntry
from bezirkskoordination.records.consents import Clearance, Consent
from bezirkskoordination.records.contacts import ContactNote
from bezirkskoordination.records.council import (
    CORRECTION,
    NOTICES,
    STATEMENT,
    Consultation,
    Mandate,
    Paper,
    Report,
    Resolution,
    VoteKind,
)
from bezirkskoordination.records.fields import Field, Record
from bezirkskoordination.records.institutions import ChildProtection, ContactPerson, Cooperation, Institution
from bezirkskoordination.records.kinds import DATE, ROWS, show_date
from bezirkskoordination.records.money import Budget, Claim, Expense
from bezirkskoordination.records.needs import BoundaryCheck, ExistingService, NeedContact, Referral, SupportNeed
from bezirkskoordination.records.network import AgendaLine, Body, Meeting, Member, Order
from bezirkskoordination.records.office import District, Task
from bezirkskoordination.records.people import Absence, Person, Qualification
from bezirkskoordination.records.trainings import Training
from bezirkskoordination.rules import clearances, consents, discretion, mandates, money, report_sections, votes

Said = tuple[str, str]
"""A field's name and what is to be said beside it."""

_SPANS: dict[type, tuple[tuple[str, str], ...]] = {
    District: (("valid_from", "valid_until"),),
    Institution: (("network_from", "network_until"),),
    ContactPerson: (("valid_from", "valid_until"),),
    ContactNote: (("on_date", "follow_up_on"),),
    Training: (("start_on", "end_on"),),
    Cooperation: (("since", "until"),),
    Mandate: (("valid_from", "valid_until"),),
    Report: (("period_from", "reference_date"), ("reference_date", "dated_on")),
    SupportNeed: (("wanted_from", "wanted_until"),),
    BoundaryCheck: (("checked_on", "valid_until"),),
    Referral: (("consent_on", "revoked_on"),),
    ActivityProfile: (("start_on", "end_on"),),
    Placement: (("feedback_on", "second_feedback_on"),),
    Absence: (("first", "last"),),
    Qualification: (("acquired_on", "valid_until"),),
    Member: (("valid_from", "valid_until"),),
    Meeting: (("answer_by", "on_date"), ("submission_deadline", "on_date")),
    Order: (("given_on", "due_on"),),
}
#: Fields whose day may lie ahead; every other date records what has happened.
_AHEAD: dict[type, frozenset[str]] = {
    District: frozenset({"valid_from", "valid_until"}),
    Institution: frozenset({"network_until"}),
    ContactPerson: frozenset({"valid_from", "valid_until"}),
    ContactNote: frozenset({"follow_up_on"}),
    Training: frozenset({"start_on", "end_on"}),
    Cooperation: frozenset({"since", "until"}),
    Mandate: frozenset({"valid_from", "valid_until"}),
    Consent: frozenset({"expires_on"}),
    Task: frozenset({"due_on"}),
    SupportNeed: frozenset({"wanted_from", "wanted_until"}),
    NeedContact: frozenset({"expires_on"}),
    BoundaryCheck: frozenset({"valid_until"}),
    ActivityProfile: frozenset({"start_on", "end_on"}),
    Paper: frozenset({"on_date"}),
    Report: frozenset({"dated_on"}),
    Absence: frozenset({"first", "last"}),
    Qualification: frozenset({"valid_until"}),
    Consultation: frozenset({"on_date"}),
    Member: frozenset({"valid_from", "valid_until"}),
    AgendaLine: frozenset({"due_on"}),
    Meeting: frozenset({"on_date", "answer_by", "submission_deadline"}),
    Order: frozenset({"given_on", "due_on"}),
}
_BEFORE = N_("Rules", "„{}“ ({}) liegt vor „{}“ ({}).")
_FUTURE = N_("Rules", "„{}“ {} liegt in der Zukunft.")
_LONG_AGO = N_("Rules", "„{}“ {}: Bitte die Jahreszahl prüfen.")
#: Nothing that the office keeps is older; an earlier year is a slip of the finger (0226 for 2026).
_FIRST_YEAR = 1900
_MISSING = N_("Rules", "„{}“ fehlt noch.")


def may_lie_ahead(of: type[Record], name: str) -> bool:
    """Whether a day of a record may be one to come."""
    return name in _AHEAD.get(of, frozenset())


def problems(record: Record, today: date) -> list[Said]:
    """What stops this record from being kept, in the order of its fields."""
    return [
        *_required(record),
        *_dates(record, today),
        *_own(record, _PROBLEMS),
        *_more(record, today),
        *_words(record),
    ]


def hints(record: Record) -> list[Said]:
    """What should be looked at, though the record may be kept."""
    said = ((name, discretion.caution(text)) for name, text in discretion.free_texts(record))
    return [*_own(record, _HINTS), *((name, words) for name, words in said if words), *_spoken(record)]


def _spoken(record: Record) -> list[Said]:
    """How a vote is put in words: „einstimmig bei 3 Enthaltungen“."""
    if not isinstance(record, Resolution | Mandate):
        return []
    agreed = votes.unanimous(record.votes_for, record.votes_against, record.abstained)
    return [("abstained", agreed)] if agreed else []


def _more(record: Record, today: date) -> Iterable[Said]:
    """What a type asks beyond single fields."""
    if isinstance(record, Consent):
        return consents.problems(record, today)
    return clearances.problems(record) if isinstance(record, Clearance) else ()


def _words(record: Record) -> Iterable[Said]:
    """What may not be kept about people in anybody's own words."""
    said = ((name, discretion.forbidden(text)) for name, text in discretion.free_texts(record))
    return ((name, words) for name, words in said if words)


def _required(record: Record) -> list[Said]:
    def is_missing(value: Any) -> bool:
        return not value.strip() if isinstance(value, str) else value in (None, ())

    missing = (f for f in record.type.fields if f.required and is_missing(getattr(record, f.name)))
    return [(f.name, _MISSING(str(f.label))) for f in missing]


def _dates(record: Record, today: date) -> list[Said]:
    """What is wrong with the days of a record, and of the rows it owns."""
    said = _days(record, record.type.fields, today)
    for field in record.type.fields:
        if field.kind is ROWS:
            cells = field.details.row.rows.fields
            said += [
                (field.name, text) for row in getattr(record, field.name) or () for _, text in _days(row, cells, today)
            ]
    return said


def _days(of: Any, fields: tuple[Field, ...], today: date) -> list[Said]:
    said: list[Said] = []
    ahead = _AHEAD.get(type(of), frozenset())
    labels = {field.name: str(field.label) for field in fields}
    for field in fields:
        day = getattr(of, field.name)
        if field.kind is DATE and field.name not in ahead and isinstance(day, date) and day > today:
            said.append((field.name, _FUTURE(labels[field.name], show_date(day))))
        if field.kind is DATE and isinstance(day, date) and day.year < _FIRST_YEAR:
            said.append((field.name, _LONG_AGO(labels[field.name], show_date(day))))
    for start, end in _SPANS.get(type(of), ()):
        first, last = getattr(of, start), getattr(of, end)
        if first and last and last < first:
            said.append((end, _BEFORE(labels[end], show_date(last), labels[start], show_date(first))))
    return said


Rule = tuple[type[Record], str, Callable[[Any], bool], Text]
"""A type, the field to point at, when to speak, and what to say."""

_DAY_OF_MINUTES = 24 * 60
_MONTH_OF_MINUTES = 31 * _DAY_OF_MINUTES

_PROBLEMS: tuple[Rule, ...] = (
    (
        SupportNeed, "people_count", lambda r: r.people_count is not None and r.people_count < 1,
        N_("Rules", "Ein Bedarf betrifft mindestens eine Person."),
    ),
    (
        ExistingService, "max_age",
        lambda r: r.min_age is not None and r.max_age is not None and r.max_age < r.min_age,
        N_("Rules", "„Alter bis“ liegt unter „Alter von“."),
    ),
    (
        ActivityProfile, "seats_wanted",
        lambda r: (SEEKS in (r.intents or ()) and not r.seats_wanted) or (r.seats_wanted or 0) < 0,
        N_("Rules", "Wer Ehrenamtliche sucht, gibt an, wie viele."),
    ),
    (
        ActivityProfile, "seats_provided",
        lambda r: (PROVIDES in (r.intents or ()) and not r.seats_provided) or (r.seats_provided or 0) < 0,
        N_("Rules", "Wer Ehrenamtliche zur Verfügung stellt, gibt an, wie viele."),
    ),
    (
        TimeEntry, "minutes", lambda r: r.minutes is not None and r.minutes <= 0,
        N_("Rules", "Die Stunden müssen größer als 0 sein."),
    ),
    (
        TimeEntry, "minutes",
        lambda r: (r.minutes or 0) > (_MONTH_OF_MINUTES if r.whole_month else _DAY_OF_MINUTES),
        N_("Rules", "So viele Stunden hat ein Tag oder Monat nicht."),
    ),
    (
        Expense, "amount", lambda r: r.amount is not None and r.amount <= 0,
        N_("Rules", "Der Betrag muss größer als 0 € sein."),
    ),
    (
        Expense, "private_percent", lambda r: not 0 <= (r.private_percent or 0) <= 100,
        N_("Rules", "Der private Anteil liegt zwischen 0 und 100 %."),
    ),
    (
        Expense, "trip_km", lambda r: r.trip_km is not None and r.trip_km <= 0,
        N_("Rules", "Die Kilometer müssen größer als 0 sein."),
    ),
    (
        Expense, "trip_rate", lambda r: r.trip_rate is not None and r.trip_rate <= 0,
        N_("Rules", "Der Satz je Kilometer muss größer als 0 € sein."),
    ),
    (
        Expense, "amount", lambda r: money.is_trip(r) and r.amount is not None and r.amount != money.gross(r),
        N_("Rules", "Der Betrag einer Fahrt ist Kilometer mal Satz, hin und zurück das Doppelte. Bitte angleichen."),
    ),
    (
        Claim, "iban", lambda r: bool(r.iban) and not money.is_iban(r.iban),
        N_("Rules", "Die Prüfziffer der IBAN stimmt nicht. Bitte noch einmal von der Karte abschreiben."),
    ),
    (
        Mandate, "iban", lambda r: bool(r.iban) and not money.is_iban(r.iban),
        N_("Rules", "Die Prüfziffer der IBAN stimmt nicht. Bitte noch einmal von der Karte abschreiben."),
    ),
    *(
        (cls, name, lambda r, name=name: (getattr(r, name) or 0) < 0, N_("Rules", "Stimmen sind nie weniger als 0."))
        for cls in (Resolution, Mandate)
        for name in ("votes_for", "votes_against", "abstained")
    ),
    (
        Resolution, "members", lambda r: r.members is not None and votes.total(r) > r.members,
        N_("Rules", "Es sind mehr Stimmen eingetragen, als das Gremium Mitglieder hat."),
    ),
    (
        Resolution, "result",
        lambda r: r.vote_kind is VoteKind.MAJORITY and r.result in votes.CARRIED and votes.is_carried(r) is False,
        N_("Rules", "Mit diesen Stimmen ist abgelehnt: Für einen Beschluss braucht es mehr Stimmen dafür als dagegen."),
    ),
    (
        Resolution, "result",
        lambda r: r.vote_kind is VoteKind.MAJORITY and r.result == votes.REJECTED and votes.is_carried(r) is True,
        N_("Rules", "Mit mehr Stimmen dafür als dagegen ist beschlossen, nicht abgelehnt."),
    ),
    (
        Resolution, "result",
        lambda r: (
            r.vote_kind is VoteKind.ELECTION
            and r.result in votes.CARRIED
            and votes.is_carried(r) is False
            and not votes.is_lot_strange(r)  # then that is what is to be put right
        ),
        N_(
            "Rules",
            "Mit diesen Stimmen ist niemand gewählt: Im ersten Wahlgang braucht es die Mehrheit der Mitglieder. Einen"
            " zweiten Wahlgang bitte unter „Wer zur Wahl stand“ eintragen.",
        ),
    ),
    (
        Resolution, "lot", votes.is_lot_strange,
        N_(
            "Rules",
            "Das Los entscheidet nur zwischen denen, die im zweiten Wahlgang gleich viele und die meisten Stimmen"
            " haben. Bitte den Namen so eintragen, wie er unter „Wer zur Wahl stand“ steht.",
        ),
    ),
    (
        Paper, "kind", lambda r: r.own and r.kind in NOTICES,
        N_("Rules", "Eine Mitteilung gibt die Verwaltung heraus. Was von uns kommt, ist ein Bericht."),
    ),
    (
        Mandate, "weekly", lambda r: r.weekly is not None and not 0 < r.weekly <= 48 * 60,
        N_("Rules", "Der Umfang liegt zwischen 0 und 48 Stunden je Woche. Unbekannt: leer lassen."),
    ),
    (
        Mandate, "report_months", lambda r: r.report_months is not None and not 1 <= r.report_months <= 60,
        N_("Rules", "Der Rhythmus liegt zwischen 1 und 60 Monaten."),
    ),
    (
        Mandate, "yearly_cost", lambda r: r.yearly_cost is not None and r.yearly_cost < 0,
        N_("Rules", "Die Kosten dürfen nicht negativ sein."),
    ),
    (
        Report, "sections", lambda r: any(one.key in report_sections.MANDATORY and not one.on for one in r.sections),
        N_("Rules", "Kopf, Auftrag und Hinweise gehören in jeden Bericht und lassen sich nicht weglassen."),
    ),
    (
        Report, "corrects", lambda r: (r.kind == CORRECTION) != (r.corrects is not None),
        N_("Rules", "Eine Berichtigung nennt den Bericht, den sie berichtigt; nur sie tut das."),
    ),
    (
        Report, "corrects", lambda r: r.id is not None and r.corrects == r.id,
        N_("Rules", "Ein Bericht berichtigt nicht sich selbst."),
    ),
    (
        Mandate, "valid_until", lambda r: bool(r.end_reason or r.ended_by) and r.valid_until is None,
        N_("Rules", "Endet die Bestellung, gehört „bestellt bis“ dazu."),
    ),
    (
        Mandate, "ended_by", lambda r: r.end_reason == mandates.RECALLED and r.ended_by is None,
        N_("Rules", "Zum Entbinden gehört der Beschluss, mit dem entbunden wurde."),
    ),
    (
        Claim, "year", lambda r: r.year is not None and not 2000 <= r.year <= 2100,
        N_("Rules", "Das Haushaltsjahr bitte vierstellig eingeben, zum Beispiel 2026."),
    ),
    (
        Claim, "advance", lambda r: r.advance is not None and r.advance < 0,
        N_("Rules", "Der Vorschuss darf nicht negativ sein."),
    ),
    (
        Budget, "amount", lambda r: r.amount is not None and r.amount < 0,
        N_("Rules", "Der Ansatz darf nicht negativ sein."),
    ),
    (
        Budget, "year", lambda r: r.year is not None and not 2000 <= r.year <= 2100,
        N_("Rules", "Das Haushaltsjahr bitte vierstellig eingeben, zum Beispiel 2026."),
    ),
    (
        Person, "minutes_per_week", lambda r: (r.minutes_per_week or 0) > 80 * 60,
        N_("Rules", "Mehr als 80 Stunden in der Woche sind nicht möglich."),
    ),
    (
        ContactNote, "person", lambda r: r.person is None and r.institution is None,
        N_("Rules", "Bitte angeben, mit wem: eine Person, eine Institution oder beides."),
    ),
    (
        ContactNote, "minutes", lambda r: r.minutes is not None and not 0 < r.minutes <= 24 * 60,
        N_("Rules", "Die Dauer liegt zwischen 1 und 1440 Minuten. Unbekannt: leer lassen."),
    ),
    (
        Training, "places", lambda r: r.places is not None and r.places < 1,
        N_("Rules", "Eine Schulung braucht mindestens einen Platz. Unbegrenzt: leer lassen."),
    ),
    (
        Training, "units", lambda r: r.units is not None and r.units <= 0,
        N_("Rules", "Die Unterrichtsstunden müssen mehr als 0 sein. Unbekannt: leer lassen."),
    ),
    (
        Training, "cost", lambda r: r.cost is not None and r.cost < 0,
        N_("Rules", "Die Kosten je Person dürfen nicht negativ sein."),
    ),
    (
        Training, "participants", lambda r: len({one.person for one in r.participants}) < len(r.participants),
        N_("Rules", "Jede Person steht nur einmal auf der Liste."),
    ),
    (
        Training, "participants", lambda r: any(
            one.units is not None and r.units is not None and one.units > r.units for one in r.participants
        ),
        N_("Rules", "Niemand kann mehr Unterrichtsstunden besuchen, als die Schulung hat."),
    ),
    (
        Institution, "parent", lambda r: r.id is not None and r.parent == r.id,
        N_("Rules", "Eine Institution kann nicht ihr eigener Träger sein."),
    ),
    (
        Body, "members", lambda r: any(one.institution is None and one.person is None for one in r.members),
        N_("Rules", "Zu jedem Mitglied gehört eine Institution oder eine Person."),
    ),
    (
        Meeting, "time_until", lambda r: bool(r.time_from and r.time_until) and r.time_until <= r.time_from,
        N_("Rules", "Das Ende liegt nicht nach dem Beginn."),
    ),
    (
        Meeting, "room_cost", lambda r: (r.room_cost or 0) < 0,
        N_("Rules", "Die Raumkosten dürfen nicht negativ sein."),
    ),
    (
        Meeting, "attendance", lambda r: any(one.institution is None and one.person is None for one in r.attendance),
        N_("Rules", "Zu jeder Zeile gehört eine Institution oder eine Person."),
    ),
    (
        Meeting, "agenda", lambda r: any(not one.text.strip() for one in r.agenda),
        N_("Rules", "In der Tagesordnung ist eine Zeile leer."),
    ),
    (
        Institution, "child_protection",
        lambda r: r.child_protection_on is not None and r.child_protection is not ChildProtection.YES,
        N_("Rules", "„Vereinbarung vom“ ist ausgefüllt: Bitte „ja“ wählen oder das Datum löschen."),
    ),
    (
        Institution, "post_city", lambda r: bool(r.post_line or r.post_code) and not r.post_city,
        N_("Rules", "Zur Postanschrift fehlt der Ort; ohne ihn kommt kein Brief an."),
    ),
    (
        Cooperation, "partner", lambda r: r.institution is not None and r.institution == r.partner,
        N_("Rules", "Eine Institution arbeitet nicht mit sich selbst zusammen. Bitte die andere wählen."),
    ),
)  # fmt: skip

_HINTS: tuple[Rule, ...] = (
    (
        Person, "informed_on", lambda r: r.informed_on is None,
        N_("Rules", "Die Datenschutzhinweise (Art. 13 DSGVO) sind noch nicht ausgehändigt."),
    ),
    (
        ContactNote, "minutes", lambda r: r.minutes is None,
        N_("Rules", "Ohne Dauer zählt das Gespräch, aber nicht seine Zeit."),
    ),
    (
        Training, "units", lambda r: r.units is None,
        N_("Rules", "Ohne Unterrichtsstunden entsteht kein Nachweis der Qualifikation."),
    ),
    (
        Institution, "network_from", lambda r: r.network_from is None,
        N_("Rules", "Ohne „im Netzwerk seit“ zählt die Institution nicht im Bericht."),
    ),
    (
        Institution, "child_protection_on",
        lambda r: r.child_protection is ChildProtection.YES and r.child_protection_on is None,
        N_("Rules", "Von wann ist die Vereinbarung?"),
    ),
    (
        Expense, "category", lambda r: r.category not in ("", *money.NAMED) and not r.prior_consent,
        N_("Rules", "Diese Kostenart nennt der Beschluss nicht. Bitte vorher mit der Bezirksgeschäftsstelle klären."),
    ),
    (
        Expense, "trip_km", lambda r: r.category == money.TRIP and not (r.trip_from and r.trip_to),
        N_("Rules", "Zu einer Fahrt gehören Anfang, Ziel und Kilometer (oder die Fahrkarte als Beleg)."),
    ),
    (
        Claim, "iban", lambda r: not r.iban,
        N_("Rules", "Ohne IBAN kann die Stadt nicht überweisen."),
    ),
    (
        Claim, "basis", lambda r: not r.basis,
        N_("Rules", "Die Grundlage fehlt: Beschluss vom …, Vorlage …"),
    ),
    (
        Order, "due_on", lambda r: r.due_on is None,
        N_("Rules", "Ohne Tag wird der Auftrag nie fällig."),
    ),
    (
        Order, "person", lambda r: r.person is None and r.institution is None,
        N_("Rules", "Wer kümmert sich darum? Eine Person oder eine Institution."),
    ),
    (
        Resolution, "wording", lambda r: r.result == votes.AMENDED and not r.wording,
        N_("Rules", "Geändert beschlossen: Der Wortlaut fehlt noch. Er steht in der Niederschrift."),
    ),
    (
        Resolution, "result", lambda r: not r.result and votes.is_carried(r) is not None,
        N_("Rules", "Die Stimmen stehen schon da; die Beschlussart fehlt noch."),
    ),
    (
        Resolution, "members", lambda r: r.vote_kind is VoteKind.ELECTION and not r.members,
        N_("Rules", "Ob jemand gewählt ist, hängt von der Zahl der Mitglieder ab."),
    ),
    (
        Resolution, "lot", lambda r: bool(votes.tied(r)) and not r.lot,
        N_("Rules", "Gleich viele Stimmen im zweiten Wahlgang: Das Los entscheidet."),
    ),
    (
        Paper, "answers", lambda r: r.kind == STATEMENT and r.answers is None,
        N_("Rules", "Worauf antwortet die Stellungnahme? Nummer, Sitzung und TOP stehen bei der Vorlage."),
    ),
    (
        Expense, "receipt", lambda r: r.receipt is None and not r.receipt_place and r.receipt_kind != "EIGENBELEG",
        N_("Rules", "Es fehlt der Beleg oder sein Ablageort."),
    ),
)  # fmt: skip


def _own(record: Record, rules: tuple[Rule, ...]) -> list[Said]:
    return [(name, str(text)) for cls, name, holds, text in rules if isinstance(record, cls) and holds(record)]
