"""The money of the sample: budgets, expenses with their receipts, and the claims that were made of them."""

import struct
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from types import MappingProxyType
from typing import NamedTuple

from bezirkskoordination.actions import claiming
from bezirkskoordination.actions.editing import Step, attach_bytes, save
from bezirkskoordination.records.money import Budget, ClaimStatus, Expense, ExpenseStatus
from bezirkskoordination.records.office import Attachment, AttachmentKind
from bezirkskoordination.sample.making import TODAY, Sample
from bezirkskoordination.store.unit import Unit


class _Purchase(NamedTuple):
    """What is bought again and again: in which months, for how much (cents, and steps of 5 more)."""

    category: str
    payee: str
    purpose: str
    months: tuple[int, ...]
    cents: int
    spread: int = 0
    receipt_kind: str = "KASSENBON"
    since: int = 2025


_PER_CALL = "EINZELNACHWEIS"
_PURCHASES = (
    _Purchase("TELEFON", "Nordost Telefon", "Telefon, dienstlicher Anteil", tuple(range(1, 13)), 1290, 0, _PER_CALL),
    _Purchase("PORTO", "Postagentur am Markt", "Briefmarken für Einladungen", (2, 3, 5, 6, 9, 10, 11), 855, 200),
    _Purchase("BUERO", "Schreibwaren Federkiel", "Papier, Umschläge, Ordner", (1, 4, 6, 8, 10), 1499, 300),
    _Purchase("DRUCK", "Copyshop Nordlicht", "Aushänge und Faltblätter", (5, 9), 2850, 120),
    _Purchase("FAHRT", "Verkehrsbetrieb", "Fahrt zum Runden Tisch", (4,), 640),
    _Purchase("BEWIRTUNG", "Bäckerei Krumenhof", "Gebäck für das Treffen der Ehrenamtlichen", (7,), 3120, since=2026),
)  # fmt: skip


class _Claimed(NamedTuple):
    """A claim: up to which receipt, when handed in, decided, paid; what is cut (percent left, by kind), and why."""

    number: str
    until: date
    handed_in: date
    decided: date | None = None
    paid: date | None = None
    kinds: tuple[str, ...] = ()
    cut: Mapping[str, int] = MappingProxyType({})
    note: str = ""


_CLAIMS: tuple[_Claimed, ...] = (
    _Claimed("EA-2025-0001", date(2025, 6, 30), date(2025, 7, 7), date(2025, 8, 4), date(2025, 8, 11)),
    _Claimed("EA-2026-0001", date(2025, 12, 31), date(2026, 1, 8), date(2026, 2, 2), date(2026, 2, 9)),
    _Claimed(
        "EA-2026-0002", date(2026, 6, 30), date(2026, 7, 6), date(2026, 8, 3), date(2026, 8, 10), (), {"DRUCK": 50},
        "Faltblätter zur Hälfte anerkannt, ein Teil lag auf dem Sommerfest aus.",
    ),
    _Claimed(
        "EA-2026-0003", date(2026, 7, 31), date(2026, 10, 5), TODAY - timedelta(days=14), None, ("BEWIRTUNG",),
        {"BEWIRTUNG": 0}, "Bewirtung ohne vorherige Zustimmung.",
    ),
    _Claimed("EA-2026-0004", date(2026, 9, 30), date(2026, 10, 5)),
)  # fmt: skip


def write(sample: Sample) -> None:
    """Budgets, expenses and claims."""
    sample.do("Auslagen anlegen", partial(_money, sample))


def _money(sample: Sample, unit: Unit) -> None:
    save(unit, None, Budget(year=2025, amount=60_000, position="Zuschüsse"))
    save(unit, None, Budget(year=2026, amount=65_000, carried_over=4_170, position="Zuschüsse"))
    telephone = attach_bytes(unit, "telefon-2026-09.pdf", _bill(), AttachmentKind.RECEIPT)
    till = attach_bytes(unit, "kassenbon-2026-10.png", _till_receipt(), AttachmentKind.RECEIPT)
    receipts = {("TELEFON", date(2026, 9, 1)): telephone, ("BUERO", date(2026, 10, 1)): till}
    earlier = 0
    for one, month in sorted(_expenses(sample), key=lambda pair: pair[0].on_date):
        if one.on_date.year < TODAY.year:  # the desk gives numbers of the current year only
            earlier += 1
            one = replace(one, number=f"K-{one.on_date.year}-{earlier:04d}")
        receipt: Attachment | None = receipts.get((one.category, month))
        one = replace(one, receipt=receipt.id if receipt else None, receipt_place=f"Ordner {one.on_date.year}")
        mistaken = [Step(ExpenseStatus.CANCELLED, one.on_date + timedelta(days=3))] if one.category == "FAHRT" else []
        save(unit, None, one, mistaken)
    for claim in _CLAIMS:
        _claim(unit, claim)


def _claim(unit: Unit, told: _Claimed) -> None:
    """Put a claim together as she did it on its day, and take it as far as it came."""
    due = [
        line
        for line in claiming.proposed(unit, told.until.year, TODAY).lines
        if (one := unit.get(Expense, line.expense)).on_date <= told.until
        and (one.category in told.kinds if told.kinds else one.category != "BEWIRTUNG")
    ]
    claim = replace(claiming.proposed(unit, told.until.year, TODAY), number=told.number, lines=tuple(due))
    claim = claiming.take(unit, unit.add(claim), Step(ClaimStatus.SUBMITTED, told.handed_in))
    if told.decided is None:
        return
    cut = {line.expense: line.claimed * told.cut.get(unit.get(Expense, line.expense).category, 100) // 100
           for line in due}  # fmt: skip
    claim = claiming.decide(unit, claim, cut, told.decided, told.note)
    if told.paid is not None:
        claiming.take(unit, claim, Step(ClaimStatus.PAID, told.paid))


def _expenses(sample: Sample) -> Iterator[tuple[Expense, date]]:
    for month in (date(year, one, 1) for year in (2025, 2026) for one in range(1, 13)):
        for row in _PURCHASES:
            day = month.replace(day=sample.chance.randint(2, 27))
            if month.month in row.months and month.year >= row.since and day <= TODAY - timedelta(days=2):
                amount = row.cents if row.spread == 0 else row.cents + 5 * sample.chance.randrange(row.spread)
                yield Expense(
                    on_date=day, category=row.category, payee=row.payee, purpose=row.purpose, amount=amount,
                    receipt_kind=row.receipt_kind,
                ), month  # fmt: skip


def _bill() -> bytes:
    """A telephone bill of one page."""
    from bezirkskoordination.reports import pdf  # late: reportlab is slow to load
    from bezirkskoordination.reports.document import Document, Heading, Paragraph

    heading, text = "Rechnung (Beispiel)", "Telefon, dienstlicher Anteil, September 2026: 12,90 €"
    return pdf.render(Document(heading, "Beispiel", (Heading(heading, 0), Paragraph(text))))


def _till_receipt() -> bytes:
    """A picture of a till receipt: grey lines on white, as PNG."""
    width, height = 120, 200
    lit, dark = b"\x00" + b"\xff" * width, b"\x00" + b"\xff" * 12 + b"\x70" * (width - 24) + b"\xff" * 12
    rows = b"".join(dark if row % 14 in (6, 7, 8) and 10 < row < height - 20 else lit for row in range(height))

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
