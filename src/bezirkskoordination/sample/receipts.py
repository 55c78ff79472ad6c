"""The receipts of the sample as files: bills, itemised bills of several pages, photographed and scanned till paper.

Everything on them is made up. The same expense and the same chance give the same picture.
"""

import io
import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from functools import cache

from PIL import Image, ImageDraw, ImageFont

from bezirkskoordination import paths
from bezirkskoordination.records.kinds import show_cents, show_date
from bezirkskoordination.records.money import Expense
from bezirkskoordination.reports import pdf
from bezirkskoordination.reports.document import Align, Block, Column, Document, Heading, Paragraph, Table

#: What stands on the till paper of a kind of cost, beside what is not named here.
_GOODS = {
    "PORTO": ("Briefmarken 0,95 €", "Großbrief", "Sondermarken"),
    "BUERO": ("Kopierpapier 500 Bl.", "Umschläge C5", "Ordner A4", "Haftnotizen"),
    "DRUCK": ("Faltblatt A4 farbig", "Aushang A3"),
    "BEWIRTUNG": ("Butterkuchen Blech", "Kaffee Kanne", "Brötchen belegt"),
    "MATERIAL": ("Bildkarten", "Sprachspiel", "Bastelkarton"),
}
_PAPER, _TABLE, _INK, _FAINT = "#fbfaf5", "#8d7b68", "#2b2b2b", "#77736b"
_WIDTH, _LINE, _MARGIN = 420, 30, 26
#: How a telephone was held, as photographs tell it (Exif tag 0x0112), and the turn that such a picture is stored with.
_ORIENTATION = 0x0112
_HELD = {1: None, 3: Image.Transpose.ROTATE_180, 6: Image.Transpose.ROTATE_90, 8: Image.Transpose.ROTATE_270}
_DPI = 150.0


def drawn(form: str, expense: Expense, chance: random.Random) -> tuple[str, bytes]:
    """A file name and the bytes of a receipt. `form` is one of `FORMS`."""
    ending, draw = FORMS[form]
    payee = "-".join(expense.payee.lower().replace("&", "").split())
    return f"{payee}-{expense.on_date:%Y-%m-%d}.{ending}", draw(expense, chance)


# --- bills ------------------------------------------------------------------------------------


def _bill(expense: Expense, chance: random.Random) -> bytes:
    return _page(expense, (), chance)


def _calls(expense: Expense, chance: random.Random) -> bytes:
    """A bill with every single call behind it, on several pages; the numbers called are those kept for fiction."""
    calls = []
    for day in range(27, 0, -1):
        for _ in range(chance.randrange(2, 5)):
            minute = chance.randrange(8 * 60, 20 * 60)
            calls.append(
                (
                    show_date(expense.on_date - timedelta(days=day)),
                    f"{minute // 60:02d}:{minute % 60:02d}",
                    f"030 23125-{chance.randrange(1000):03d}",
                    f"{chance.randrange(1, 19)} min",
                )
            )
    columns = (Column("Tag"), Column("Uhrzeit"), Column("Nummer", weight=2.0), Column("Dauer", Align.RIGHT))
    return _page(expense, (Heading("Einzelverbindungen"), Table(columns, tuple(calls))), chance)


def _page(expense: Expense, behind: tuple[Block, ...], chance: random.Random) -> bytes:
    net = round(expense.amount / 1.19)
    columns = (Column("Leistung", weight=3.0), Column("Betrag", Align.RIGHT))
    rows = ((expense.purpose, show_cents(net)), ("Umsatzsteuer 19 %", show_cents(expense.amount - net)))
    blocks = (
        Heading(expense.payee, level=0),
        Paragraph(f"Rechnung Nr. {chance.randrange(10_000, 99_999)} vom {show_date(expense.on_date)}"),
        Paragraph("An die Koordinierungsstelle für Integration"),
        Table(columns, rows, ("Rechnungsbetrag", show_cents(expense.amount))),
        Paragraph("Betrag dankend erhalten. Dies ist ein Muster aus dem Beispielbezirk.", small=True),
        *behind,
    )
    return pdf.render(Document(f"Rechnung {expense.payee}", expense.payee, blocks))


# --- till paper -------------------------------------------------------------------------------


def _photo(expense: Expense, chance: random.Random) -> bytes:
    """Till paper on a table, photographed with the telephone held this way or that."""
    paper = _till(expense, chance)
    turned = paper.rotate(chance.uniform(-4, 4), Image.Resampling.BICUBIC, expand=True, fillcolor=_TABLE)
    scene = Image.new("RGB", (turned.width + 140, turned.height + 120), _TABLE)
    scene.paste(turned, (70, 60))
    held = chance.choice(tuple(_HELD))
    turn = _HELD[held]
    stored = scene if turn is None else scene.transpose(turn)
    exif = Image.Exif()
    exif[_ORIENTATION] = held
    return _packed([stored], "JPEG", quality=70, exif=exif)


def _scan(expense: Expense, chance: random.Random) -> bytes:
    """Till paper from the scanner, in grey."""
    return _packed([_till(expense, chance).convert("L")], "PNG", optimize=True)


def _scans(expense: Expense, chance: random.Random) -> bytes:
    """Three pieces of paper that are one expense, scanned into one PDF."""
    third = expense.amount // 3
    parts = (third, third, expense.amount - 2 * third)
    pieces = [_till(replace(expense, amount=part), chance).convert("L") for part in parts]
    then = expense.on_date.timetuple()  # else Pillow writes down today
    return _packed(pieces, "PDF", resolution=_DPI, creationDate=then, modDate=then)


def _packed(images: list[Image.Image], kind: str, **options: object) -> bytes:
    made = io.BytesIO()
    more = {"save_all": True, "append_images": images[1:]} if len(images) > 1 else {}
    images[0].save(made, kind, **more, **options)
    return made.getvalue()


def _till(expense: Expense, chance: random.Random) -> Image.Image:
    lines = list(_printed(expense, chance))
    paper = Image.new("RGB", (_WIDTH, 2 * _MARGIN + _LINE * len(lines)), _PAPER)
    pen = ImageDraw.Draw(paper)
    for at, (left, right, size, ink) in enumerate(lines):
        top = _MARGIN + at * _LINE
        if right is None:
            pen.text((_WIDTH / 2, top), left, ink, _font(size), anchor="ma")
        else:
            pen.text((_MARGIN, top), left, ink, _font(size))
            pen.text((_WIDTH - _MARGIN, top), right, ink, _font(size), anchor="ra")
    return paper


def _printed(expense: Expense, chance: random.Random) -> Iterator[tuple[str, str | None, int, str]]:
    """The lines: left, right (None: centred), size, colour."""
    yield expense.payee, None, 22, _INK
    yield "Musterquittung", None, 15, _FAINT
    yield "", None, 15, _INK
    known = _GOODS.get(expense.category, ())
    goods = chance.sample(known, 2) if known and expense.amount > 1000 else [expense.purpose[:28]]
    first = expense.amount if len(goods) == 1 else expense.amount * chance.randrange(35, 65) // 100
    for name, cents in zip(goods, (first, expense.amount - first), strict=False):
        yield name, show_cents(cents), 18, _INK
    yield "", None, 15, _INK
    yield "SUMME", show_cents(expense.amount), 22, _INK
    yield "bar", show_cents(expense.amount), 16, _FAINT
    yield "", None, 15, _INK
    at = chance.randrange(9 * 60, 18 * 60)
    yield f"{show_date(expense.on_date)}  {at // 60:02d}:{at % 60:02d} Uhr", None, 16, _FAINT
    yield "Vielen Dank!", None, 16, _FAINT


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(paths.resource("fonts", "NotoSans-Regular.ttf")), size)


Draw = Callable[[Expense, random.Random], bytes]
#: The kinds of file: how its name ends, and who draws it.
FORMS: dict[str, tuple[str, Draw]] = {
    "bill": ("pdf", _bill),
    "calls": ("pdf", _calls),
    "photo": ("jpg", _photo),
    "scan": ("png", _scan),
    "scans": ("pdf", _scans),
}
