"""The claim for what was laid out: the form with its lists, every receipt with its number, and the sheets to glue on.

Says what the claim and its expenses say. Refuses to tick what the administration decides („sachlich und rechnerisch
richtig“), to date or sign anything, and to name a person in the file's metadata.
"""

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple, cast

from bezirkskoordination.i18n import N_
from bezirkskoordination.paths import resource
from bezirkskoordination.records.kinds import NBSP, show_cents, show_date
from bezirkskoordination.records.money import Claim, ClaimLine, Expense
from bezirkskoordination.records.office import Attachment, District
from bezirkskoordination.records.refusal import Refused
from bezirkskoordination.reports import receipt_sheets
from bezirkskoordination.reports.document import (
    Align,
    Blank,
    Block,
    Box,
    Column,
    Document,
    Fields,
    Heading,
    PageBreak,
    Paragraph,
    Run,
    SignHere,
    Table,
    Words,
)
from bezirkskoordination.reports.receipt_sheets import Stamped
from bezirkskoordination.reports.words import amount_in_words
from bezirkskoordination.rules.money import NAMED, Rate, gross, grouped_iban, is_trip, rates_on
from bezirkskoordination.store.settings import district_on, setting
from bezirkskoordination.store.unit import Reader

_EMPTY = N_("Claim", "Der Antrag enthält keine Auslagen. Bitte zuerst Auslagen in den Antrag aufnehmen.")
_GONE = N_("Claim", "Eine Auslage dieses Antrags gibt es nicht mehr. Bitte den Antrag neu zusammenstellen.")
_NAME, _NAME_BARE = N_("Claim", "Erstattungsantrag {}"), N_("Claim", "Erstattungsantrag {} (Entwurf)")
_DRAFT = N_("Claim", "Entwurf")


def collect(reader: Reader, claim: Claim) -> Document:
    """The form and its lists as values. A claim without a number is a draft; one without lines is refused."""
    told = _Told.of(reader, claim)
    blocks = (
        *_head(reader, told),
        *_sums(told),
        *_declaration(told),
        *_for_the_administration(),
        PageBreak(),
        Heading(_LIST(told.name)),
        *_receipt_list(reader, told),
        *_trip_list(told),
    )
    return Document(
        title=told.name,
        author=told.office,
        blocks=blocks,
        header=told.place,
        footer=told.name,
        mark="" if claim.number else str(_DRAFT),
        draft="" if claim.number else str(_DRAFT),
    )


def render_claim(reader: Reader, claim: Claim) -> bytes:
    """Form, lists and every receipt that is kept as a file, as one PDF; the same records give the same bytes."""
    told = _Told.of(reader, claim)
    return receipt_sheets.with_receipts(collect(reader, claim), _stamped(told), reader.blob)


def handed_out(reader: Reader, claim: Claim) -> bytes:
    """The PDF of a claim: as it was issued, byte for byte, or else as it is now."""
    if claim.issued is not None:
        return reader.blob(reader.get(Attachment, claim.issued).sha256)
    return render_claim(reader, claim)


def glue_sheets(reader: Reader, claim: Claim) -> bytes:
    """The Belegbogen: numbered frames for the paper originals, in the order of the list."""
    told = _Told.of(reader, claim)
    return receipt_sheets.glue_sheets(_GLUE(told.name), told.office, _stamped(told))


_GLUE = N_("Claim", "Belegbogen zum {}")

# --- what is told ---------------------------------------------------------------------------


class Entry(NamedTuple):
    """One line of the claim with its place in the list (from 1) and the number of its receipt (0: none)."""

    number: int
    line: ClaimLine
    expense: Expense
    receipt: int


@dataclass(frozen=True, slots=True)
class _Told:
    """A claim with its expenses, receipts numbered in the order of the list, and who sends it."""

    claim: Claim
    receipts: tuple[Entry, ...]
    trips: tuple[Entry, ...]
    files: dict[int, Attachment]  # by number of the receipt
    district: District | None
    office: str

    @classmethod
    def of(cls, reader: Reader, claim: Claim) -> "_Told":
        """The expenses that are computed from kilometres stand apart; parts of one receipt share its number."""
        if not claim.lines:
            raise Refused(_EMPTY)
        found = cast(list[Expense], reader.page(Expense.type, [line.expense for line in claim.lines]))
        known = {expense.id: expense for expense in found}
        if any(line.expense not in known for line in claim.lines):
            raise Refused(_GONE)
        pairs = [(line, known[line.expense]) for line in claim.lines]
        ordered = [pair for pair in pairs if not is_trip(pair[1])], [pair for pair in pairs if is_trip(pair[1])]
        attached = {one.receipt for _, one in pairs if one.receipt is not None}
        kept = {one.id: cast(Attachment, one) for one in reader.page(Attachment.type, sorted(attached))}
        numbers: dict[str, int] = {}
        files: dict[int, Attachment] = {}
        entries: list[list[Entry]] = [[], []]
        for part, into in zip(ordered, entries, strict=True):
            for number, (line, expense) in enumerate(part, 1):
                file = kept.get(expense.receipt)
                at = 0
                if file or not is_trip(expense) or expense.receipt_place:
                    at = numbers.setdefault(file.sha256 if file else f"expense {expense.id}", len(numbers) + 1)
                if file:
                    files[at] = file
                into.append(Entry(number, line, expense, at))
        last = max(expense.on_date for expense in found)
        return cls(
            claim,
            tuple(entries[0]),
            tuple(entries[1]),
            files,
            district_on(reader, last),
            setting(reader, "office_name"),
        )

    @property
    def name(self) -> str:
        """„Erstattungsantrag EA-2026-0001“."""
        return _NAME(self.claim.number) if self.claim.number else _NAME_BARE(self.claim.year)

    @property
    def place(self) -> str:
        """„Koordinierungsstelle für Integration · Stadtbezirk 111 Hondelage-Volkmarode“."""
        return " · ".join(filter(None, (self.office, _in_district(self.district))))

    @property
    def count(self) -> int:
        """How many receipts there are, with and without a file."""
        return max((entry.receipt for entry in (*self.receipts, *self.trips)), default=0)


_DISTRICT = N_("Claim", "Stadtbezirk {} {}")


def _in_district(district: District | None) -> str:
    return _DISTRICT(district.number, district.name) if district else ""


def _sum(entries: Iterable[Entry]) -> int:
    return sum(entry.line.claimed for entry in entries)


# --- head of the form (domain facts 2.3) ------------------------------------------------------

_TITLE = N_("Claim", "Antrag auf Erstattung von Auslagen")
_LATER = N_("Claim", "wird mit dem Antrag vergeben")
_CITY = N_("Claim", "Stadt {}")
#: Where somebody writes what the file does not know.
_LINE = (Run("_" * 34, muted=True),)


def _head(reader: Reader, told: _Told) -> list[Block]:
    claim = told.claim
    to = [told.district.city if told.district else "", setting(reader, "claim_recipient")]
    if to[0] and not to[0].startswith("Stadt"):
        to[0] = _CITY(to[0])
    function = " · ".join(filter(None, (claim.function, _in_district(told.district) if claim.function else "")))
    rows: tuple[tuple[str, Words], ...] = (
        ("Lfd. Nr.:", (Run(claim.number, bold=True),) if claim.number else (Run(str(_LATER), muted=True),)),
        ("An:", "\n".join(filter(None, to)) or _LINE),
        ("Haushaltsjahr:", str(claim.year)),
        ("Antragsteller/in:", "\n".join(filter(None, (claim.claimant, claim.address))) or _LINE),
        ("Funktion:", function or _LINE),
        ("Grundlage:", claim.basis or _LINE),
        ("Haushaltsposition:", claim.position or _LINE),
        ("Kontoinhaber/in:", claim.account_holder or _LINE),
        ("IBAN:", grouped_iban(claim.iban).replace(" ", NBSP) or _LINE),
    )
    return [Heading(str(_TITLE), level=0), Fields(rows)]


# --- the lists --------------------------------------------------------------------------------

_LIST, _RECEIPTS, _TRIPS = N_("Claim", "Belegliste zum {}"), N_("Claim", "Belege"), N_("Claim", "Fahrten")
_RECEIPT_COLUMNS = (
    Column("Nr.", Align.RIGHT, 0.0),
    Column("Belegdatum", weight=0.0),
    Column("Kostenart", weight=1.0),
    Column("Zweck", weight=2.0),
    Column("Empfänger", weight=1.0),
    Column("Betrag", Align.RIGHT, 0.0),
    Column("Beleg-Nr.", Align.RIGHT, 0.0),
)
_SUM_RECEIPTS, _SUM_TRIPS = N_("Claim", "Summe Belege"), N_("Claim", "Summe Fahrten")
_PRIVATE = N_("Claim", "{} abzüglich {} % privat")
_PART_OF = N_("Claim", "beantragt von {}")
_CONSENT = N_("Claim", "vorherige Zustimmung vom {}")
_NO_CONSENT = "_" * 12
_IN_FOLDER, _IN = N_("Claim", "liegt im Ordner: {}"), N_("Claim", "liegt im {}")
_PAPER_ONLY = N_("Claim", "nur Papieroriginal")


def _receipt_list(reader: Reader, told: _Told) -> list[Block]:
    if not told.receipts:
        return []
    rows = tuple(
        (
            str(entry.number),
            show_date(entry.expense.on_date),
            reader.names.label("expense_category", entry.expense.category),
            _noted(entry.expense.purpose, _reduced(entry), _consent(entry.expense), _whereabouts(told, entry)),
            entry.expense.payee,
            show_cents(entry.line.claimed),
            str(entry.receipt),
        )
        for entry in told.receipts
    )
    total = ("", "", "", str(_SUM_RECEIPTS), "", show_cents(_sum(told.receipts)), "")
    return [Heading(str(_RECEIPTS), level=2), Table(_RECEIPT_COLUMNS, rows, total)]


def _noted(words: str, *notes: str) -> Words:
    """A cell, with what is to be known besides in grey below it."""
    below = "".join(f"\n{note}" for note in notes if note)
    return (Run(words), Run(below, muted=True)) if below else words


def _consent(expense: Expense) -> str:
    """For kinds that the resolution does not name: when consent was given, or a line to write it on."""
    if expense.category in NAMED:
        return ""
    return _CONSENT(expense.prior_consent or _NO_CONSENT)


def _reduced(entry: Entry) -> str:
    """How a receipt comes to less than what is printed on it."""
    whole, expense = gross(entry.expense), entry.expense
    if expense.private_percent:
        return _PRIVATE(show_cents(whole), expense.private_percent).replace(" %", f"{NBSP}%")
    return _PART_OF(show_cents(whole)) if whole != entry.line.claimed else ""


def _whereabouts(told: _Told, entry: Entry) -> str:
    if entry.receipt in told.files:
        return ""
    return _place(entry.expense) or str(_PAPER_ONLY)


def _place(expense: Expense) -> str:
    """„liegt im Ordner 2026“, „liegt im Ordner: Fach 3“; nothing where no place is told."""
    place = expense.receipt_place
    if not place:
        return ""
    return _IN(place) if place.startswith("Ordner ") else _IN_FOLDER(place)


_TRIP_COLUMNS = (
    Column("Datum", weight=0.0),
    Column("von – nach", weight=3.0),
    Column("Anlass", weight=3.0),
    Column("km", Align.RIGHT, 0.0),
    Column("Satz", Align.RIGHT, 0.0),
    Column("Betrag", Align.RIGHT, 0.0),
)
_WAY, _BOTH_WAYS, _ONE_WAY = N_("Claim", "{} – {}"), N_("Claim", "hin und zurück"), N_("Claim", "einfache Fahrt")
_A_KM, _RECEIPT_AT = N_("Claim", "{}/km"), N_("Claim", "Beleg {}")
_SOURCE, _NO_SOURCE = N_("Claim", "{}/km: {} ({})."), N_("Claim", "{}/km: Rechtsgrundlage ____________________.")


def _trip_list(told: _Told) -> list[Block]:
    if not told.trips:
        return []
    rows = tuple(
        (
            show_date(entry.expense.on_date),
            _noted(_WAY(entry.expense.trip_from, entry.expense.trip_to), _ways(entry.expense)),
            _noted(entry.expense.purpose, *_trip_notes(entry)),
            str(_kilometres(entry.expense)),
            _A_KM(show_cents(entry.expense.trip_rate)),
            show_cents(entry.line.claimed),
        )
        for entry in told.trips
    )
    total = ("", str(_SUM_TRIPS), "", str(sum(_kilometres(entry.expense) for entry in told.trips)), "")
    table = Table(_TRIP_COLUMNS, rows, (*total, show_cents(_sum(told.trips))), " ".join(_sources(told.trips)))
    return [Heading(str(_TRIPS), level=2), table]


def _kilometres(expense: Expense) -> int:
    return (expense.trip_km or 0) * (2 if expense.trip_return else 1)


def _ways(expense: Expense) -> str:
    return str(_BOTH_WAYS if expense.trip_return else _ONE_WAY)


def _trip_notes(entry: Entry) -> Iterator[str]:
    yield _consent(entry.expense)
    yield _reduced(entry)
    yield _RECEIPT_AT(entry.receipt) if entry.receipt else ""


@cache
def _rates() -> tuple[Rate, ...]:
    """The rates as shipped, only to say where one is written."""
    return tuple(Rate(**row) for row in tomllib.loads(resource("rates.toml").read_text(encoding="utf-8"))["rate"])


def _sources(trips: Iterable[Entry]) -> list[str]:
    """Where the rates that were used are written, each once; a line where nobody knows."""
    said: dict[str, None] = {}
    for entry in trips:
        cents = entry.expense.trip_rate
        known = next((one for one in rates_on(_rates(), entry.expense.on_date) if one.cents == cents), None)
        shown = show_cents(cents)
        said[_SOURCE(shown, known.source, known.label) if known else _NO_SOURCE(shown)] = None
    return list(said)


# --- sums, declaration, box ---------------------------------------------------------------------

_ADVANCE, _REFUND = N_("Claim", "abzüglich Vorschuss oder anderer Erstattung"), N_("Claim", "Erstattungsbetrag")
_PAY_BACK = N_("Claim", "Rückzahlung an die Stadt")
_SUM_COLUMNS = (Column("Zusammenstellung"), Column("Betrag", Align.RIGHT, 0.0))
_IN_WORDS = N_("Claim", "In Worten: ")


def _sums(told: _Told) -> list[Block]:
    due = _sum(told.receipts) + _sum(told.trips) - told.claim.advance
    rows = (
        (str(_SUM_RECEIPTS), show_cents(_sum(told.receipts))),
        (str(_SUM_TRIPS), show_cents(_sum(told.trips))),
        (str(_ADVANCE), show_cents(-told.claim.advance)),
    )
    total = (str(_REFUND if due >= 0 else _PAY_BACK), show_cents(abs(due)))
    words = (Run(str(_IN_WORDS)), Run(amount_in_words(abs(due)), bold=True))
    return [Table(_SUM_COLUMNS, rows, total), Paragraph(words)]


_DECLARATION = N_("Claim", "Erklärung")
_DECLARED = N_(
    "Claim",
    "Ich versichere, dass die aufgeführten Auslagen für die Tätigkeit der Koordinierungsstelle notwendig waren, mir"
    " tatsächlich entstanden sind und von keiner anderen Stelle erstattet werden.",
)
_SIGN_HERE = (N_("Claim", "Ort, Datum"), N_("Claim", "Unterschrift Antragsteller/in"))
_ANNEXES, _ONE_ANNEX = N_("Claim", "Anlagen: Belegliste, {} Belege"), N_("Claim", "Anlagen: Belegliste, 1 Beleg")
_NO_ANNEX = N_("Claim", "Anlage: Belegliste")


def _declaration(told: _Told) -> list[Block]:
    count = told.count
    annexes = _ANNEXES(count) if count > 1 else str(_ONE_ANNEX if count else _NO_ANNEX)
    return [
        Heading(str(_DECLARATION)),
        Paragraph(str(_DECLARED)),
        SignHere(tuple(map(str, _SIGN_HERE))),
        Paragraph(annexes),
    ]


_OFFICIAL = N_("Claim", "Von der Verwaltung auszufüllen")
_CORRECT, _FACTUALLY = N_("Claim", "rechnerisch richtig"), N_("Claim", "sachlich richtig")
_BY = N_("Claim", "Datum, Name, Unterschrift")
_ACCOUNT, _ORDERED, _ACCEPTED = N_("Claim", "Buchungsstelle"), N_("Claim", "angewiesen am"), N_("Claim", "anerkannt €")


def _for_the_administration() -> list[Block]:
    checked = tuple((Blank(str(label), square=True), Blank(str(_BY))) for label in (_CORRECT, _FACTUALLY))
    return [Box(str(_OFFICIAL), (*checked, tuple(Blank(str(label)) for label in (_ACCEPTED, _ACCOUNT, _ORDERED))))]


# --- receipts -------------------------------------------------------------------------------------

_STAMP = N_("Claim", "Beleg {} · {}")
#: Till receipts are long and narrow, and so are their frames.
_TILL = "KASSENBON"


def _stamped(told: _Told) -> list[Stamped]:
    """The receipts in the order of their numbers."""
    found: list[Stamped] = []
    entries = [*told.receipts, *told.trips]
    for number in range(1, told.count + 1):
        own = [entry for entry in entries if entry.receipt == number]
        first = own[0].expense
        paid = sum(gross(entry.expense) for entry in own)  # as the receipt says it: before any private share
        found.append(
            Stamped(
                number=number,
                stamp=_STAMP(number, told.claim.number or _DRAFT),
                about=" · ".join(filter(None, (show_date(first.on_date), show_cents(paid), first.payee))),
                place=_place(first),
                sha256=told.files[number].sha256 if number in told.files else "",
                tall=first.receipt_kind == _TILL,
            )
        )
    return found
