"""Which column of a foreign table belongs to which field: by label, by name, by the words that people use."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bezirkskoordination.exchange.reading import Source
from bezirkskoordination.i18n import N_
from bezirkskoordination.records.fields import RecordType
from bezirkskoordination.records.refusal import Refused
from bezirkskoordination.store.folding import words

#: Columns that are no field: the name for life, since when the status holds, and a whole name to be taken apart.
UID, SINCE, FULL_NAME = "uid", "since", "full_name"

#: Field or column above → what else people call it. A type takes those that it has, the first that is free.
_SYNONYMS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("last_name", ("Familienname", "Zuname", "Nachnamen")),
    ("first_name", ("Vornamen", "Rufname")),
    (FULL_NAME, ("Name", "Name, Vorname", "Nachname, Vorname", "Vor- und Nachname", "Vorname Nachname")),
    ("name", ("Bezeichnung", "Institution", "Organisation", "Verein", "Einrichtung")),
    ("phone", ("Tel.", "Tel.-Nr.", "Telefonnummer", "Telefon-Nr.", "Festnetz", "Telefon privat", "Fon", "Rufnummer")),
    ("mobile", ("Handy", "Handynummer", "Handy-Nr.", "Mobiltelefon", "Mobilnummer", "Mobil-Nr.", "Telefon mobil")),
    ("email", ("Mail", "E-Mail-Adresse", "Mailadresse", "E-Mail privat")),
    ("street", ("Straße", "Straße, Hausnummer", "Straße und Hausnummer", "Straße/Nr.", "Straße Hausnr.")),
    ("postal_code", ("Postleitzahl",)),
    ("city", ("Wohnort", "Stadt")),
    ("sub_area", ("Stadtteil", "Ortschaft")),
    ("languages", ("Sprache", "Sprachkenntnisse")),
    ("fields_of_action", ("Handlungsfeld", "Bereich", "Bereiche", "Einsatzfeld", "Einsatzbereich")),
    ("available", ("Verfügbarkeit", "Zeiten", "Einsatzzeiten")),
    ("minutes_per_week", ("Std./Woche", "Stunden/Woche", "Std. je Woche", "Wochenstunden", "Stunden")),
    ("institution", ("Verein", "gehört zu", "Organisation", "Einrichtung")),
    ("volunteering", ("Stand", "Ehrenamt")),
    ("status", ("Status",)),
    (SINCE, ("seit", "Beginn", "dabei seit", "aktiv seit", "Status seit", "Stand seit")),
    ("network_from", ("seit", "Netzwerk seit", "Beginn")),
    ("mobility", ("Fortbewegung", "Auto/Führerschein")),
    ("areas", ("Einsatzort", "Einsatzgebiet")),
    ("reported_on", ("gemeldet",)),
    ("certificate_of", ("Zeugnis vom", "Datum des Führungszeugnisses")),
    ("inspected_on", ("Einsicht", "eingesehen am")),
    ("given_on", ("Einwilligung vom",)),
    ("informed_on", ("Datenschutzhinweise am", "Art. 13 am")),
    ("kind", ("Typ",)),
    ("parent", ("Träger", "Dachverband", "übergeordnet")),
    ("unit", ("Abteilung", "Fachbereich", "Amt", "Referat")),
    ("fax", ("Telefax", "Fax-Nr.", "Faxnummer")),
    ("post_line", ("Postfach",)),
    ("responsibility", ("Zuständigkeit", "zuständig", "Aufgabe", "Aufgaben")),
    ("partner", ("mit", "Partner", "zu")),
    ("website", ("Homepage", "Webseite", "Website", "Internet", "Web")),
    ("opening_hours", ("Sprechzeiten", "Bürozeiten")),
    ("on_date", ("Datum",)),
    ("category", ("Kategorie",)),
    ("payee", ("Geschäft", "Zahlungsempfänger", "Anbieter")),
    ("purpose", ("Verwendungszweck", "Wofür")),
    ("amount", ("Betrag in €", "Betrag (€)", "Betrag EUR", "Summe", "Euro")),
    ("receipt_place", ("Ablage", "Ordner")),
    ("reference", ("Vorlagennummer", "Drucksache", "Drucksachen-Nr.", "DS-Nr.")),
    ("subject", ("Titel", "Thema")),
    ("originator", ("Antragsteller", "Fraktion")),
    ("due_on", ("Frist", "fällig", "bis")),
    ("minutes", ("Dauer", "Min.", "Dauer (Min.)", "Dauer in Minuten")),
    ("follow_up_on", ("wieder vorlegen", "WV", "WV am")),
    ("start_on", ("Beginn", "von", "Datum")),
    ("end_on", ("Ende", "bis")),
    ("units", ("UE", "UStd.", "Stunden")),
    ("places", ("max. Teilnehmende", "Teilnehmerzahl")),
    ("notes", ("Notizen", "Bemerkung", "Bemerkungen", "Anmerkung", "Anmerkungen", "Kommentar")),
)  # fmt: skip


def _plain(text: str) -> str:
    return "".join(words(text))


def extra_columns(of: RecordType) -> tuple[str, ...]:
    """The columns beyond its fields that a type can take."""
    names = {f.name for f in of.fields}
    return (UID, *((SINCE,) if of.status else ()), *((FULL_NAME,) if {"last_name", "first_name"} <= names else ()))


def _declared(of: RecordType) -> dict[str, str]:
    """Labels and names of fields, in their plain form."""
    own = {_plain(name): name for name in extra_columns(of)}
    named = {_plain(f.name): f.name for f in of.fields}
    return own | named | {_plain(str(f.label)): f.name for f in of.fields}


def _called(of: RecordType) -> dict[str, list[str]]:
    """What people call the columns of a type: plain word → candidates in order."""
    known = {f.name for f in of.fields} | set(extra_columns(of))
    called: dict[str, list[str]] = {}
    for column, synonyms in _SYNONYMS:
        if column in known:
            for synonym in synonyms:
                called.setdefault(_plain(synonym), []).append(column)
    return called


def knows(of: RecordType, mapping: Mapping[str, str]) -> Callable[[str], bool]:
    """Whether a text may be the head of a column for this type."""
    known = set(_declared(of)) | set(_called(of)) | {_plain(head) for head in mapping}
    return lambda text: len(text) < 60 and _plain(text) in known


@dataclass(frozen=True, slots=True)
class Columns:
    """For each position the column it fills („“: none), and the heads that were left aside unasked, with the reason."""

    targets: tuple[str, ...]
    aside: tuple[tuple[str, str], ...]


_NOT_KNOWN = N_("Import", "Spalte „{}“ wird nicht übernommen: kein passendes Feld gefunden.")
_TAKEN = N_("Import", "Spalte „{}“ wird nicht übernommen: „{}“ kommt schon aus einer anderen Spalte.")


def assign(of: RecordType, source: Source, mapping: Mapping[str, str]) -> Columns:
    """Match heads to fields. `mapping` (head → field name or label, „“ leaves out) goes first; refuses unknown ones."""
    declared, called = _declared(of), _called(of)
    heads = {_plain(head): position for position, head in reversed(list(enumerate(source.heads))) if head}
    targets = [""] * len(source.heads)
    settled: set[int] = set()
    for head, wanted in mapping.items():
        if _plain(head) not in heads:
            raise Refused(
                N_("Import", "Eine Spalte „{}“ gibt es in „{}“ nicht. Spalten: {}."),
                head, source.path.name, ", ".join(filter(None, source.heads)),
            )  # fmt: skip
        if wanted.strip() and _plain(wanted) not in declared:
            raise Refused(
                N_("Import", "Ein Feld „{}“ gibt es nicht. Felder: {}."),
                wanted, ", ".join((*(f.name for f in of.fields), *extra_columns(of))),
            )  # fmt: skip
        position = heads[_plain(head)]
        column = declared[_plain(wanted)] if wanted.strip() else ""
        if column and _is_taken(column, targets):
            raise Refused(_TAKEN, head, _label(of, column))
        targets[position] = column
        settled.add(position)
    said: dict[int, str] = {}
    for choices in ({word: [column] for word, column in declared.items()}, called):
        for position, head in enumerate(source.heads):
            if not head or position in settled:
                continue
            wanted_columns = choices.get(_plain(head), [])
            free = [column for column in wanted_columns if not _is_taken(column, targets)]
            if free:
                targets[position] = free[0]
                settled.add(position)
            elif wanted_columns:
                said[position] = _TAKEN(head, _label(of, wanted_columns[0]))
    aside = [
        (head, said.get(position) or _NOT_KNOWN(head))
        for position, head in enumerate(source.heads)
        if head and position not in settled
    ]
    return Columns(tuple(targets), tuple(aside))


def _is_taken(column: str, targets: list[str]) -> bool:
    if column == FULL_NAME:
        return FULL_NAME in targets or "last_name" in targets
    return column in targets or (column == "last_name" and FULL_NAME in targets)


def _label(of: RecordType, column: str) -> str:
    return column if column in extra_columns(of) else str(of.field(column).label)
