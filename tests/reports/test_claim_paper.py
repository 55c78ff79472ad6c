"""The claim against sums of its own, receipts as people send them in, and what a clerk would reject."""

import io
import re
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw
from pypdf import PdfReader, PdfWriter, Transformation
from pypdf.annotations import FreeText
from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject, StreamObject

from bezirkskoordination.cli import main
from bezirkskoordination.records.kinds import parse_cents, show_cents
from bezirkskoordination.records.money import Claim, ClaimLine, Expense
from bezirkskoordination.records.office import Attachment, AttachmentKind, District
from bezirkskoordination.records.refusal import Refused
from bezirkskoordination.reports import pdf, receipts
from bezirkskoordination.reports.claim_paper import collect, glue_sheets, handed_out, render_claim
from bezirkskoordination.reports.document import Box, Document, Fields, Heading, PageBreak, Paragraph, Table, Words
from bezirkskoordination.reports.receipt_sheets import Stamped, with_receipts
from bezirkskoordination.rules.money import claimable
from bezirkskoordination.store import office as office_store
from bezirkskoordination.store.lists import fill_lists
from bezirkskoordination.store.office import OfficeFile
from bezirkskoordination.store.unit import Unit

# --- an office with a claim of twelve receipts ------------------------------------------------

SECRET = "Geheimrat Unbekannt"


def bill(*pages: str, rotate: int = 0, landscape: bool = False, password: str = "", owner: str = "") -> bytes:
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
    if password or owner:
        writer.encrypt(password, owner or None, algorithm="RC4-128")
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


@cache
def sent_in() -> list[tuple[str, str, int, bytes | None]]:
    """Kind, payee, cents and bytes of twelve receipts."""
    return [
        ("TELEFON", "Nordost Telefon", 2999, bill("Anschlussentgelt", "Verbindungen")),
        ("BUERO", "Schreibwaren Federkiel", 1499, picture("PNG")),
        ("PORTO", "Postagentur am Markt", 855, picture("JPEG", orientation=6)),
        ("DRUCK", "Copyshop Nordlicht", 2850, bill("Liegende Rechnung", landscape=True)),
        ("BUERO", "متجر القرطاسية", 1, picture("JPEG", "CMYK")),
        ("MATERIAL", "Buchhandlung Đặng & Söhne", 4200, picture("JPEG", size=(3200, 7200))),
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
                number="111", name="Lindenhof-Anger", city="Braunschweig", valid_from=date(2021, 11, 1),
                council_name="Stadtbezirksrat im Stadtbezirk 111",
            )
        )  # fmt: skip
        expenses = []
        for number, (kind, payee, cents, data) in enumerate(sent_in(), 1):
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


@pytest.fixture
def claim(office: OfficeFile) -> Claim:
    return fill(office)


def plain(words: Words) -> str:
    return words if isinstance(words, str) else "".join(run.text for run in words)


def table(document: Document, head: str) -> Table:
    (found,) = (one for one in document.blocks if isinstance(one, Table) and one.columns[0].head == head)
    return found


def fields(document: Document) -> dict[str, str]:
    (found,) = (one for one in document.blocks if isinstance(one, Fields))
    return {label: plain(words) for label, words in found.rows}


def read(data: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(data))


def said(page: object) -> str:
    return page.extract_text().replace("\u00a0", " ")  # type: ignore[attr-defined,no-any-return]


def stamps(data: bytes) -> list[tuple[int, int, int]]:
    """Number of the receipt, page and pages as stamped, in the order of the sheets."""
    stamp = re.compile(r"Beleg (\d+) · EA-2026-0001\s+Seite (\d+) von (\d+)")
    found = (stamp.search(said(page)) for page in read(data).pages)
    return [(int(one[1]), int(one[2]), int(one[3])) for one in found if one]


# --- what the form says -----------------------------------------------------------------------


def test_the_form_adds_up(office: OfficeFile, claim: Claim) -> None:
    told = collect(office.read, claim)
    # 29,99 € and 10,00 € at 60 % private; trips 14 km and 11 km at 25 cents
    bought = 1200 + 1499 + 855 + 2850 + 1 + 4200 + 160 + 999 + 255 + 345 + 400 + 2500
    listed, trips, sums = table(told, "Nr."), table(told, "Datum"), table(told, "Zusammenstellung")

    assert sum(parse_cents(plain(row[5])) for row in listed.rows) == parse_cents(plain(listed.total[5])) == bought
    assert [plain(row[5]) for row in trips.rows] == ["3,50\u00a0€", "2,75\u00a0€"]
    assert plain(trips.total[5]) == "6,25\u00a0€"
    assert [parse_cents(plain(row[1])) for row in sums.rows] == [bought, 625, -1000]
    assert parse_cents(plain(sums.total[1])) == bought + 625 - 1000 == 14_889
    words = [plain(one.words) for one in told.blocks if isinstance(one, Paragraph)]
    assert "In Worten: einhundertachtundvierzig Euro und neunundachtzig Cent" in words
    assert "Anlagen: Belegliste, 12 Belege" in words


def test_the_head_says_who_asks_whom_for_what(office: OfficeFile, claim: Claim) -> None:
    assert fields(collect(office.read, claim)) == {
        "Lfd. Nr.:": "EA-2026-0001",
        "An:": "Stadt Braunschweig\nBezirksgeschäftsstelle",
        "Haushaltsjahr:": "2026",
        "Antragsteller/in:": "Mina Brandt-Öztürk\nLindenweg 4\n38104 Braunschweig",
        "Funktion:": "Koordination der Koordinierungsstelle für Integration · Stadtbezirk 111 Lindenhof-Anger",
        "Grundlage:": "Beschluss vom 07.03.2016, Vorlage 16-01716",
        "Haushaltsposition:": "Repräsentativer Aufwand",
        "Kontoinhaber/in:": "Mina Brandt-Öztürk",
        "IBAN:": "DE02\u00a01203\u00a00000\u00a00000\u00a02020\u00a051",
    }


def test_the_list_tells_what_a_clerk_asks_for(office: OfficeFile, claim: Claim) -> None:
    rows = [[plain(cell) for cell in row] for row in table(collect(office.read, claim), "Nr.").rows]

    assert [(row[0], row[6]) for row in rows] == [(str(at), str(at)) for at in range(1, 13)]
    assert rows[0][3] == "Einladungen zum Runden Tisch\n29,99\u00a0€ abzüglich 60\u00a0% privat"
    assert rows[3][3].endswith("vorherige Zustimmung vom 05.01.2026, Bezirksgeschäftsstelle")
    assert "vorherige Zustimmung vom ____" in rows[11][3]
    assert "liegt im Ordner 2026" in rows[8][3]
    for at in (1, 2, 4):
        assert "Zustimmung" not in rows[at][3]
    assert rows[4][4] == "متجر القرطاسية"


def test_trips_tell_way_kilometres_rate_and_where_the_rate_is_written(office: OfficeFile, claim: Claim) -> None:
    trips = table(collect(office.read, claim), "Datum")
    first, second = ([plain(cell) for cell in row] for row in trips.rows)
    assert first[:2] == ["03.02.2026", "Lindenhof – Rathaus\nhin und zurück"]
    assert first[3:5] == ["14", "0,25\u00a0€/km"]
    assert second[1].endswith("einfache Fahrt")
    assert second[3] == "11"
    assert "§ 5 Abs. 2 NRKVO" in trips.caption


def test_a_rate_that_nobody_knows_gets_a_line_for_its_source(office: OfficeFile) -> None:
    with office.unit() as unit:
        trip = Expense(
            on_date=date(2026, 3, 1), category="FAHRT", payee="Pkw", purpose="Fahrt", amount=410, trip_km=10,
            trip_rate=41, trip_from="A", trip_to="B",
        )  # fmt: skip
        claim = claim_of(unit, [unit.add(trip)])
    told = collect(office.read, claim)
    assert "0,41\u00a0€/km: Rechtsgrundlage ____" in table(told, "Datum").caption
    assert "Anlage: Belegliste" in [plain(one.words) for one in told.blocks if isinstance(one, Paragraph)]
    assert len(read(render_claim(office.read, claim)).pages) == 2


def test_nothing_is_ticked_dated_or_signed_for_others(office: OfficeFile, claim: Claim) -> None:
    (box,) = (one for one in collect(office.read, claim).blocks if isinstance(one, Box))
    assert box.title == "Von der Verwaltung auszufüllen"
    assert [blank.label for row in box.rows for blank in row if blank.square] == [
        "rechnerisch richtig",
        "sachlich richtig",
    ]
    first = said(read(render_claim(office.read, claim)).pages[0])
    assert not re.search("[☑☒✓✔]", first)
    assert first.index("Unterschrift Antragsteller/in") < first.index("Von der Verwaltung")


def test_form_and_signature_share_the_first_page(office: OfficeFile, claim: Claim) -> None:
    first, second, *_ = (said(page) for page in read(render_claim(office.read, claim)).pages)
    for words in ("Lfd. Nr.", "Erstattungsbetrag", "In Worten", "Ich versichere", "angewiesen am"):
        assert words in first
    assert "Belegliste zum Erstattungsantrag EA-2026-0001" in second


@pytest.mark.parametrize("name", ["iban", "account_holder", "claimant", "basis", "position", "function"])
def test_what_the_file_does_not_know_is_a_line_to_write_on(office: OfficeFile, claim: Claim, name: str) -> None:
    empty = replace(claim, **({name: ""} | ({"address": ""} if name == "claimant" else {})))
    assert sum(set(value) == {"_"} for value in fields(collect(office.read, empty)).values()) == 1
    assert "______" in said(read(render_claim(office.read, empty)).pages[0])


def test_one_cent_and_a_draft_without_a_number(office: OfficeFile, claim: Claim) -> None:
    least = replace(claim, number="", advance=0, lines=(replace(claim.lines[4], claimed=1),))
    told = collect(office.read, least)
    assert plain(table(told, "Zusammenstellung").total[1]) == "0,01\u00a0€"
    assert "In Worten: ein Cent" in [plain(one.words) for one in told.blocks if isinstance(one, Paragraph)]
    assert (told.draft, told.title) == ("Entwurf", "Erstattungsantrag 2026 (Entwurf)")
    assert "Beleg 1 · Entwurf" in said(read(render_claim(office.read, least)).pages[-1])


def test_a_higher_advance_is_paid_back(office: OfficeFile, claim: Claim) -> None:
    told = collect(office.read, replace(claim, advance=20_000))
    assert [plain(cell) for cell in table(told, "Zusammenstellung").total] == [
        "Rückzahlung an die Stadt",
        show_cents(20_000 - 15_889),
    ]


def test_nothing_to_claim_is_refused_in_german(office: OfficeFile, claim: Claim) -> None:
    for make in (collect, render_claim, glue_sheets):
        with pytest.raises(Refused, match="enthält keine Auslagen"):
            make(office.read, replace(claim, lines=()))
    with pytest.raises(Refused, match="gibt es nicht mehr"):
        collect(office.read, replace(claim, lines=(ClaimLine(expense=999, claimed=1),)))


def test_parts_of_one_receipt_share_its_number(office: OfficeFile) -> None:
    with office.unit() as unit:
        kept = keep(unit, "bon.png", picture("PNG"))
        shared = {"on_date": date(2026, 5, 4), "payee": "Markt", "receipt": kept}
        paper = unit.add(Expense(category="BUERO", purpose="Papier", amount=700, **shared))
        stamps_ = unit.add(Expense(category="PORTO", purpose="Marken", amount=300, **shared))
        alone = unit.add(
            Expense(on_date=date(2026, 5, 5), payee="Post", category="PORTO", purpose="Päckchen", amount=549)
        )
        claim = claim_of(unit, [paper, stamps_, alone])
    told = collect(office.read, claim)
    assert [plain(row[6]) for row in table(told, "Nr.").rows] == ["1", "1", "2"]
    data = render_claim(office.read, claim)
    assert stamps(data) == [(1, 1, 1)]
    assert "04.05.2026 · 10,00 € · Markt" in said(read(data).pages[-1])
    assert "nur Papieroriginal" in said(read(data).pages[1])


# --- receipts -----------------------------------------------------------------------------------


def test_every_receipt_is_there_stamped_and_in_order(office: OfficeFile, claim: Claim) -> None:
    data = render_claim(office.read, claim)
    expected = [(1, 1, 2), (1, 2, 2), *((number, 1, 1) for number in (2, 3, 4, 5, 6, 7, 8, 10, 11, 12))]
    assert stamps(data) == expected
    pages = read(data).pages
    assert len(pages) == 3 + len(expected)
    by_number = dict(zip([number for number, _, _ in expected], list(pages)[3:], strict=True))
    assert "Anschlussentgelt" in said(pages[3])
    assert "Verbindungen" in said(pages[4])
    assert "beschädigt" in said(by_number[7])
    assert "mit einem Kennwort geschützt" in said(by_number[8])
    assert [number for number, page in by_number.items() if page.mediabox.width > page.mediabox.height] == [4, 10, 11]


def test_sheets_are_a4_and_receipts_lie_inside_them(office: OfficeFile, claim: Claim) -> None:
    for page in read(render_claim(office.read, claim)).pages:
        assert sorted((round(float(page.mediabox.width)), round(float(page.mediabox.height)))) == [595, 842]
        assert not page.rotation


def test_pictures_are_upright_small_and_say_nothing_of_themselves() -> None:
    for data in (picture("JPEG", orientation=6), picture("JPEG", orientation=3), picture("JPEG", "CMYK")):
        (page,) = receipts.pages(data)
        assert (page.width, page.height) == (600, 1400)
        image = Image.open(io.BytesIO(page.picture.jpeg_fh().getvalue()))
        assert not image.getexif()
        red, green, blue = image.convert("RGB").getpixel((300, 60))
        assert red > 180 > 90 > max(green, blue)
    (huge,) = receipts.pages(picture("JPEG", size=(3200, 7200)))
    assert max(huge.width, huge.height) <= 2400
    assert abs(huge.height / huge.width - 7200 / 3200) < 0.01


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_kind_of_png_prints(mode: str) -> None:
    if mode == "I;16":
        target = io.BytesIO()
        Image.new(mode, (200, 300), 40_000).save(target, "PNG")
        (page,) = receipts.pages(target.getvalue())
    else:
        (page,) = receipts.pages(picture("PNG", mode, (200, 300)))
    assert page.picture
    assert (page.width, page.height) == (200, 300)


def test_what_is_stamped_on_a_page_is_seen_and_hidden_things_are_not() -> None:
    writer = PdfWriter(clone_from=io.BytesIO(bill("Rechnung")))
    for words, flags in (("(bezahlt)", 4), ("(versteckt)", 2)):
        look = StreamObject()
        look.set_data(f"BT /Helv 12 Tf {words} Tj ET".encode())
        look[NameObject("/Subtype")] = NameObject("/Form")
        look[NameObject("/BBox")] = ArrayObject(map(FloatObject, (0, 0, 100, 20)))
        note = DictionaryObject({NameObject("/Subtype"): NameObject("/Stamp"), NameObject("/F"): FloatObject(flags)})
        note[NameObject("/Rect")] = ArrayObject(map(FloatObject, (100, 100, 300, 140)))
        note[NameObject("/AP")] = DictionaryObject({NameObject("/N"): writer._add_object(look)})
        writer.pages[0][NameObject("/Annots")].append(writer._add_object(note))  # type: ignore[union-attr]
    target = io.BytesIO()
    writer.write(target)
    (page,) = receipts.pages(target.getvalue())
    assert page.form is not None
    drawn = page.form["/Resources"]["/XObject"]  # type: ignore[index]
    (seen,) = (one.get_object().get_data() for one in drawn.values())
    assert b"(bezahlt)" in seen
    assert b"2.00000 0.00000 0.00000 2.00000 100.00000 100.00000 cm" in page.form.get_data()


@pytest.mark.parametrize(
    ("data", "notice"),
    [
        (b"", receipts.UNKNOWN),
        (b"Guten Tag", receipts.UNKNOWN),
        (b"PK\x03\x04 Tabelle", receipts.UNKNOWN),
        (b"%PDF-1.7", receipts.DAMAGED),
        (b"\x89PNG\r\n\x1a\n", receipts.DAMAGED),
        (b"\xff\xd8\xff\xe0", receipts.DAMAGED),
        (bill("x", password="geheim"), receipts.LOCKED),
        (b"\0\0\0\x24ftypheic\0\0\0\0mif1heic", receipts.HEIC),
        (b"\0\0\0\x20ftypisom\0\0\0\0isom", receipts.UNKNOWN),
    ],
)
def test_what_cannot_be_printed_says_so(data: bytes, notice: object) -> None:
    assert receipts.pages(data) == [receipts.Page(notice=notice)]  # type: ignore[arg-type]


def sealed(data: bytes, strength: int, user: str = "") -> bytes:
    """A PDF under AES (R4: 128 bit, R6: 256), to be changed by its owner only, or with a password to read it."""
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as plain:
        plain.save(target, encryption=pikepdf.Encryption(owner="geheim", user=user, R=strength))
    return target.getvalue()


def test_a_bill_that_only_its_owner_may_change_prints() -> None:
    (page,) = receipts.pages(bill("Rechnung", owner="geheim"))
    assert page.form


@pytest.mark.parametrize("strength", [4, 6])
def test_so_does_one_under_aes_and_all_its_pages(strength: int) -> None:
    plain = receipts.pages(bill("Rechnung", "Seite zwei"))
    opened = receipts.pages(sealed(bill("Rechnung", "Seite zwei"), strength))
    assert [page.form.get_data() for page in opened if page.form] == [
        page.form.get_data() for page in plain if page.form
    ]
    assert len(opened) == 2
    assert receipts.pages(sealed(bill("x"), strength, user="geheim")) == [receipts.Page(notice=receipts.LOCKED)]
    whole = sealed(bill("Rechnung"), strength)
    assert receipts.pages(whole[: len(whole) // 2])[0].notice in (receipts.DAMAGED, receipts.LOCKED)


FORM = Document("Antrag", "Stelle", ())
WHOLE = (bill("Rechnung", "Seite zwei"), picture("PNG", size=(60, 90)), picture("JPEG", size=(60, 90)))


@given(st.sampled_from(WHOLE), st.floats(0, 1), st.binary(max_size=30), st.booleans())
def test_no_damage_is_ever_a_crash(whole: bytes, share: float, noise: bytes, cut: bool) -> None:
    at = int(share * len(whole))
    damaged = whole[:at] + noise + (b"" if cut else whole[at + len(noise) :])
    one = Stamped(1, "Beleg 1 · EA-2026-0001", "heute", sha256="da")
    assert read(with_receipts(FORM, [one], lambda _: damaged)).pages[1].extract_text()


def test_names_in_receipts_are_left_behind(office: OfficeFile, claim: Claim) -> None:
    data = render_claim(office.read, claim)
    reader = read(data)
    assert reader.metadata == {
        "/Title": "Erstattungsantrag EA-2026-0001",
        "/Author": "Koordinierungsstelle für Integration",
        "/Producer": "Bezirkskoordination",
    }
    described = reader.xmp_metadata
    assert described
    assert (described.dc_title, described.dc_creator) == (
        {"x-default": "Erstattungsantrag EA-2026-0001"}, ["Koordinierungsstelle für Integration"],
    )  # fmt: skip
    assert "part" not in str(described.stream.get_data())  # foreign pages: nobody promises what an archive asks for
    assert not reader.attachments
    everything = [data, repr(reader.trailer["/Root"]).encode()]
    for number in range(1, len(reader.xref[0]) + 1):
        one = reader.get_object(number)
        everything += [repr(one).encode(), one.get_data() if isinstance(one, StreamObject) else b""]
    hidden = {SECRET, SECRET.split()[0]}
    for name in hidden:
        for part in (name.encode(), name.encode("utf-16-be")):
            assert not [one for one in everything if part in one]


def test_the_outline_leads_to_the_receipts(office: OfficeFile, claim: Claim) -> None:
    reader = read(render_claim(office.read, claim))
    titles = [one.title for one in reader.outline if not isinstance(one, list)]
    assert titles[-11:] == [f"Beleg {number} · EA-2026-0001" for number in (1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12)]


def test_the_same_claim_has_the_same_bytes(office: OfficeFile, claim: Claim) -> None:
    assert render_claim(office.read, claim) == render_claim(office.read, claim)
    assert glue_sheets(office.read, claim) == glue_sheets(office.read, claim)


def test_an_issued_claim_is_handed_out_byte_for_byte(office: OfficeFile, claim: Claim) -> None:
    with office.unit() as unit:
        issued = keep(unit, "antrag.pdf", b"%PDF-1.7 wie ausgegeben")
    assert handed_out(office.read, replace(claim, issued=issued)) == b"%PDF-1.7 wie ausgegeben"


# --- sheets to glue on --------------------------------------------------------------------------


def test_frames_have_the_numbers_of_the_list(office: OfficeFile, claim: Claim) -> None:
    pages = [said(page) for page in read(glue_sheets(office.read, claim)).pages]
    assert [int(number) for page in pages for number in re.findall(r"^Beleg (\d+) · EA", page, re.MULTILINE)] == list(
        range(1, 13)
    )
    for page in pages:
        assert 1 <= page.count("Größer als der Rahmen?") <= 4
        assert "Belegbogen zum Erstattungsantrag EA-2026-0001" in page
    everything = "\n".join(pages)
    for words in ("02.01.2026 · 29,99 € · Nordost Telefon", "liegt im Ordner 2026", "Post <Filiale>"):
        assert words in everything


def test_short_receipts_share_a_sheet(office: OfficeFile, claim: Claim) -> None:
    with office.unit() as unit:
        for line in claim.lines:
            expense = unit.get(Expense, line.expense)
            unit.change(expense, replace(expense, receipt_kind="RECHNUNG"))
    assert len(read(glue_sheets(office.read, claim)).pages) == 3


# --- headless -----------------------------------------------------------------------------------


@pytest.fixture
def closed(tmp_path: Path) -> Path:
    path = tmp_path / "still.bezirk"
    with office_store.create(path, "") as office:
        with office.unit() as unit:
            fill_lists(unit)
        fill(office)
    return path


def test_the_open_claim_is_written_and_the_file_stays_as_it_is(closed: Path, tmp_path: Path) -> None:
    before = closed.read_bytes()
    out, sheets = tmp_path / "antrag.pdf", tmp_path / "bogen.pdf"
    done = CliRunner().invoke(main, ["claim", str(closed), "--year", "2026", "-o", str(out), "--sheets", str(sheets)])
    assert (done.exit_code, done.stderr) == (0, "")
    assert len(read(out.read_bytes()).pages) == 15
    assert len(read(sheets.read_bytes()).pages) == 6
    assert closed.read_bytes() == before


def test_without_a_claim_a_draft_is_written(closed: Path, tmp_path: Path) -> None:
    with office_store.open_(closed, "") as office, office.unit() as unit:
        unit.add(Expense(on_date=date(2025, 12, 30), category="PORTO", payee="Post", purpose="Briefe", amount=160))
    before = closed.read_bytes()
    out = tmp_path / "antrag.pdf"
    done = CliRunner().invoke(main, ["claim", str(closed), "--year", "2025", "-o", str(out)])
    assert done.exit_code == 0
    first = said(read(out.read_bytes()).pages[0])
    assert "wird mit dem Antrag vergeben" in first
    assert "ein Euro und sechzig Cent" in first
    assert closed.read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["--year", "2019", "-o", "leer.pdf"], 1, "enthält keine Auslagen"),
        (["--year", "2026", "-o", "antrag.docx"], 2, "muss auf .pdf enden"),
        (["--year", "2026", "-o", "a.pdf", "--sheets", "a.pdf"], 2, "zwei Namen"),
        (["--year", "heuer", "-o", "a.pdf"], 2, "zum Beispiel 2026"),
        (["-o", "a.pdf"], 2, "Es fehlt: --year."),
    ],
)
def test_what_cannot_be_written_is_said(
    closed: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], code: int, words: str
) -> None:
    monkeypatch.chdir(closed.parent)
    done = CliRunner().invoke(main, ["claim", str(closed), *arguments])
    assert done.exit_code == code
    assert words in done.stderr
    assert not list(closed.parent.glob("*.pdf"))
