"""An office with a claim of twelve receipts as people send them in; what they are made of is made here, too."""

import io
from datetime import date

from PIL import Image, ImageDraw
from pypdf import PdfReader, PdfWriter, Transformation
from pypdf.annotations import FreeText
from pypdf.generic import NameObject, StreamObject

from bezirkskoordination.records.money import Claim, ClaimLine, Expense
from bezirkskoordination.records.office import Attachment, AttachmentKind, District
from bezirkskoordination.reports import pdf
from bezirkskoordination.reports.document import Document, Heading, PageBreak, Paragraph
from bezirkskoordination.rules.money import claimable
from bezirkskoordination.store.office import OfficeFile
from bezirkskoordination.store.unit import Unit

SECRET = "Geheimrat Unbekannt"


def bill(*pages: str, rotate: int = 0, landscape: bool = False, password: str = "") -> bytes:
    """A PDF with a page for each text; its metadata, annotations and working data name somebody."""
    blocks = [part for said in pages for part in (Heading("Rechnung", 0), Paragraph(said), PageBreak())]
    writer = PdfWriter(clone_from=io.BytesIO(pdf.render(Document(SECRET, SECRET, tuple(blocks)))))
    for page in writer.pages:
        if landscape:
            page.mediabox.upper_right = page.cropbox.upper_right = (842, 595)
            page.add_transformation(Transformation().translate(0, -247))
        page.rotate(rotate)
        note = StreamObject()
        note.set_data(SECRET.encode())
        page[NameObject("/Metadata")] = writer._add_object(note)
    mark = FreeText(text=f"bezahlt {SECRET}", rect=(300, 300, 500, 330))
    writer.add_annotation(0, mark)
    writer.add_attachment("kontakt.txt", SECRET.encode())
    writer.add_metadata({"/Subject": SECRET, "/Manager": SECRET})
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def picture(kind: str, mode: str = "RGB", size: tuple[int, int] = (600, 1400), orientation: int = 1) -> bytes:
    """A till receipt as a picture: red above, lines below, described by somebody."""
    image = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, size[0], size[1] // 8), fill="red")
    for y in range(size[1] // 5, size[1] - 40, max(size[1] // 30, 8)):
        draw.line((size[0] // 10, y, size[0] * 9 // 10, y), fill="black", width=max(size[0] // 150, 2))
    turns = {6: Image.Transpose.ROTATE_90, 3: Image.Transpose.ROTATE_180}
    if orientation in turns:
        image = image.transpose(turns[orientation])
    image = image.convert(mode)
    target = io.BytesIO()
    if kind == "JPEG":
        exif = Image.Exif()
        exif[0x0112], exif[0x013B] = orientation, SECRET
        image.save(target, kind, exif=exif)
    else:
        image.save(target, kind)
    return target.getvalue()


def receipts() -> list[tuple[str, str, int, bytes | None]]:
    """Kind, payee, cents and bytes of twelve receipts."""
    return [
        ("TELEFON", "Nordost Telefon", 2999, bill("Anschlussentgelt", "Verbindungen")),
        ("BUERO", "Schreibwaren Federkiel", 1499, picture("PNG")),
        ("PORTO", "Postagentur am Markt", 855, picture("JPEG", orientation=6)),
        ("DRUCK", "Copyshop Nordlicht", 2850, bill("Liegende Rechnung", landscape=True)),
        ("BUERO", "متجر القرطاسية", 1, picture("JPEG", "CMYK")),
        ("MATERIAL", "Buchhandlung Đặng & Söhne", 4200, picture("JPEG", size=(4000, 9000))),
        ("PORTO", "Post <Filiale>", 160, bill("Beschädigt")[:700]),
        ("BUERO", "Papierhaus Ohnesorg", 999, bill("Geschützt", password="geheim")),
        ("PORTO", "Postagentur am Markt", 255, None),
        ("BUERO", "Markt am Anger", 345, picture("PNG", "RGBA", (1800, 900))),
        ("TELEFON", "Funkwerk", 1000, bill("Gedreht", rotate=90)),
        ("SONST", "Schlüsseldienst Riegel", 2500, picture("PNG", "1")),
    ]


def keep(unit: Unit, name: str, data: bytes) -> int | None:
    """An attachment of these bytes."""
    sha256 = unit.keep_blob(data)
    kept = Attachment(name=name, kind=AttachmentKind.RECEIPT, size=len(data), sha256=sha256)
    return unit.add(kept).id


def claim_of(unit: Unit, expenses: list[Expense], **given: object) -> Claim:
    """A claim of these expenses."""
    lines = tuple(ClaimLine(expense=one.id or 0, claimed=claimable(one)) for one in expenses)
    values: dict[str, object] = {
        "year": 2026, "lines": lines, "claimant": "Mina Brandt-Öztürk", "address": "Lindenweg 4\n38104 Braunschweig",
        "function": "Koordination der Koordinierungsstelle für Integration", "iban": "DE02120300000000202051",
        "account_holder": "Mina Brandt-Öztürk", "basis": "Beschluss vom 07.03.2016, Vorlage 16-01716",
        "position": "Repräsentativer Aufwand", "advance": 1000,
    }  # fmt: skip
    return unit.add(Claim(**(values | given)))  # type: ignore[arg-type]


def fill(office: OfficeFile) -> Claim:
    """Twelve receipts and two trips in one claim."""
    with office.unit() as unit:
        unit.add(
            District(
                number="111", name="Lindenhof-Anger", city="Braunschweig", council_name="Stadtbezirksrat im Stadtbezirk 111",
                valid_from=date(2021, 11, 1),
            )
        )  # fmt: skip
        expenses = []
        for number, (kind, payee, cents, data) in enumerate(receipts(), 1):
            named = kind in ("PORTO", "TELEFON", "BUERO")
            expense = Expense(
                on_date=date(2026, 1, number * 2), category=kind, payee=payee, amount=cents,
                purpose="Einladungen zum Runden Tisch" if number % 2 else "Papier, Umschläge und Ordner für das Büro",
                private_percent=60 if kind == "TELEFON" else 0,
                prior_consent="" if named or kind == "SONST" else "05.01.2026, Bezirksgeschäftsstelle",
                receipt=keep(unit, f"{number}.bin", data) if data else None,
                receipt_place="" if data else "Ordner 2026", receipt_kind="KASSENBON" if number % 3 else "RECHNUNG",
            )  # fmt: skip
            expenses.append(unit.add(expense))
        for day, back, km in ((3, True, 7), (17, False, 11)):
            trip = Expense(
                on_date=date(2026, 2, day), category="FAHRT", payee="eigener Pkw", amount=km * 25 * (1 + back),
                purpose="Treffen mit dem Sozialreferat", prior_consent="05.01.2026", trip_from="Lindenhof",
                trip_to="Rathaus", trip_return=back, trip_km=km, trip_rate=25,
            )  # fmt: skip
            expenses.append(unit.add(trip))
        return claim_of(unit, expenses)


def read(data: bytes) -> PdfReader:
    """A paper, to be looked into."""
    return PdfReader(io.BytesIO(data))
