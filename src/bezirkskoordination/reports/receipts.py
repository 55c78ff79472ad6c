"""Receipts as people send them in (PDF, photo, scan), each page made ready to be put on a sheet of its own.

Takes over what can be seen and nothing else: no metadata, no links, no scripts, no attached files. Refuses to know
claims and numbers; what cannot be read becomes words to print instead, never an error.
"""

import io
import logging
import struct
import warnings
import zlib
from collections.abc import Iterator
from typing import Any, NamedTuple

from PIL import Image, ImageOps, UnidentifiedImageError
from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError, WrongPasswordError
from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject, StreamObject
from reportlab.lib.utils import ImageReader

from bezirkskoordination.i18n import N_, Text
from bezirkskoordination.rules import photos

DAMAGED = N_(
    "Receipt", "Die Datei zu diesem Beleg ist beschädigt und lässt sich nicht drucken. Bitte das Original beilegen."
)
LOCKED = N_(
    "Receipt",
    "Die Datei zu diesem Beleg ist mit einem Kennwort geschützt und lässt sich hier nicht drucken. Bitte einen Ausdruck"
    " oder das Original beilegen.",
)
TOO_LARGE = N_("Receipt", "Das Bild zu diesem Beleg ist zu groß zum Drucken. Bitte das Original beilegen.")
HEIC = N_(
    "Receipt",
    "Die Datei zu diesem Beleg ist ein Foto im Format HEIC (iPhone) und lässt sich nicht drucken. Bitte am Telefon als"
    " JPEG sichern und die Datei ersetzen, oder das Original beilegen.",
)
UNKNOWN = N_(
    "Receipt",
    "Die Datei zu diesem Beleg ist weder PDF noch Bild und lässt sich nicht drucken. Bitte das Original beilegen.",
)

#: pypdf walks through foreign files and falls over in these ways; a damaged receipt is not our bug.
_BROKEN_PDF = (
    PyPdfError, ArithmeticError, AssertionError, AttributeError, LookupError, NotImplementedError, OSError,
    RecursionError, TypeError, ValueError, struct.error, zlib.error,
)  # fmt: skip
_BROKEN_IMAGE = (ArithmeticError, LookupError, OSError, SyntaxError, TypeError, ValueError, struct.error, zlib.error)
_FORMATS = ("JPEG", "PNG", "WEBP", "TIFF", "GIF", "BMP")
#: Enough for a page at about 220 dpi; a telephone's photo has five times as much.
_EDGE = 2400
_QUALITY = 88
#: A picture of more points than this would take more memory than an office's laptop may have to spare.
_MOST_POINTS = 100_000_000
#: What is not seen, and may tell names: descriptions, working data of other programs, structure of the old file.
_UNSEEN = ("/Metadata", "/PieceInfo", "/LastModified", "/StructParent", "/StructParents", "/Parent", "/AF", "/OPI")
_HIDDEN = 2 | 32  # annotation flags Hidden and NoView (ISO 32000-1, table 165)

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its English remarks on other people's files


class Page(NamedTuple):
    """One page of a receipt. Its size is in points; exactly one of the others is there."""

    width: float = 0.0
    height: float = 0.0
    picture: ImageReader | None = None
    form: StreamObject | None = None
    notice: Text | None = None


def pages(data: bytes) -> list[Page]:
    """The pages of a receipt, at least one."""
    if b"%PDF-" in data[:1024]:
        return _pdf_pages(data)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow's English remarks on other people's files
            return list(_pictures(data))
    except UnidentifiedImageError:
        if photos.is_heic(data):
            return [Page(notice=HEIC)]
        known = data.startswith((b"\xff\xd8\xff", b"\x89PNG"))
        return [Page(notice=DAMAGED if known else UNKNOWN)]
    except (Image.DecompressionBombError, MemoryError):
        return [Page(notice=TOO_LARGE)]
    except _BROKEN_IMAGE:
        return [Page(notice=DAMAGED)]


# --- pictures -------------------------------------------------------------------------------


def _pictures(data: bytes) -> Iterator[Page]:
    with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
        is_photo = image.format in ("JPEG", "MPO")
        for number in range(getattr(image, "n_frames", 1) if image.format == "TIFF" else 1):
            if number:
                image.seek(number)
            if is_photo:
                image.draft(image.mode, (_EDGE, _EDGE))
            if image.width * image.height > _MOST_POINTS:
                raise Image.DecompressionBombError
            yield _picture(image, is_photo)


def _picture(image: Image.Image, is_photo: bool) -> Page:
    """The picture upright, on white, no finer than paper shows; photos stay JPEG, everything else loses nothing."""
    made = ImageOps.exif_transpose(_plain(image))
    made.thumbnail((_EDGE, _EDGE), Image.Resampling.LANCZOS)
    made.info.clear()
    if is_photo:
        packed = io.BytesIO()
        made.save(packed, "JPEG", quality=_QUALITY)
        return Page(*made.size, picture=ImageReader(packed))
    return Page(*made.size, picture=ImageReader(made))


def _plain(image: Image.Image) -> Image.Image:
    """In grey or in red, green and blue, without transparency."""
    if image.mode.startswith("I"):  # 16 bits a point
        return image.point(lambda value: value * (1 / 256)).convert("L")
    if image.has_transparency_data:
        coloured = image.convert("RGBA")
        white = Image.new("RGBA", image.size, "white")
        white.alpha_composite(coloured)
        made = white.convert("RGB")
        made.info["exif"] = image.info.get("exif", b"")
        return made
    return image if image.mode in ("L", "RGB") else image.convert("L" if image.mode == "1" else "RGB")


# --- PDF ------------------------------------------------------------------------------------


def _pdf_pages(data: bytes) -> list[Page]:
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            return [Page(notice=LOCKED)]
        keeper = PdfWriter()
        found = [_form(page, keeper) for page in reader.pages]
    except DependencyError:  # AES, which pypdf cannot do alone
        return _pdf_pages(opened) if (opened := _opened(data)) else [Page(notice=LOCKED)]
    except (FileNotDecryptedError, WrongPasswordError):
        return [Page(notice=LOCKED)]
    except _BROKEN_PDF:
        found = []
    return found or [Page(notice=DAMAGED)]


def _opened(data: bytes) -> bytes:
    """The same file without its encryption; nothing where a password is needed to read it."""
    import pikepdf  # late: rarely needed

    plain = io.BytesIO()
    try:
        with pikepdf.open(io.BytesIO(data)) as locked:
            locked.save(plain)
    except (pikepdf.PasswordError, pikepdf.PdfError):
        return b""
    return plain.getvalue()


def _form(page: PageObject, keeper: PdfWriter) -> Page:
    """A page as one drawing (a form XObject) that stands upright with its lower left corner at the origin."""
    box = page.cropbox
    left, right = sorted((float(box.left), float(box.right)))
    bottom, top = sorted((float(box.bottom), float(box.top)))
    width, height = right - left, top - bottom
    if width < 1 or height < 1:
        raise ValueError("a page without an area")
    turned = page.rotation % 360
    matrix = {
        0: (1, 0, 0, 1, -left, -bottom),
        90: (0, -1, 1, 0, -bottom, right),
        180: (-1, 0, 0, -1, right, top),
        270: (0, 1, -1, 0, top, -left),
    }[turned]
    contents = page.get_contents()
    form = _drawing(b"" if contents is None else contents.get_data(), (left, bottom, right, top), matrix)
    resources = page.get("/Resources", DictionaryObject()).get_object()
    form[NameObject("/Resources")] = resources.clone(keeper, ignore_fields=_UNSEEN)
    _add_annotations(page, form, keeper)
    kept = form.flate_encode()
    return Page(*((height, width) if turned in (90, 270) else (width, height)), form=kept)


def _drawing(data: bytes, box: tuple[float, ...], matrix: tuple[float, ...]) -> StreamObject:
    form = StreamObject()
    form.set_data(data)
    form[NameObject("/Type")], form[NameObject("/Subtype")] = NameObject("/XObject"), NameObject("/Form")
    form[NameObject("/BBox")] = ArrayObject(map(FloatObject, box))
    form[NameObject("/Matrix")] = ArrayObject(map(FloatObject, matrix))
    return form


def _add_annotations(page: PageObject, form: StreamObject, keeper: PdfWriter) -> None:
    """What was filled into a form or stamped on the page is part of what is seen."""
    drawn = []
    for number, one in enumerate(page.get("/Annots", ArrayObject()).get_object() or ()):
        annotation = one.get_object()
        if not isinstance(annotation, DictionaryObject) or annotation.get("/Subtype") in ("/Link", "/Popup"):
            continue
        look = annotation.get("/AP", DictionaryObject()).get_object().get("/N", DictionaryObject()).get_object()
        if not isinstance(look, StreamObject):
            look = look.get(annotation.get("/AS", "/Off"), DictionaryObject()).get_object()
        if not isinstance(look, StreamObject) or int(annotation.get("/F", 0)) & _HIDDEN:
            continue
        drawn.append((f"/Annotation{number}", look, _placement(annotation["/Rect"], look)))
    if not drawn:
        return
    resources: Any = form["/Resources"]
    known = DictionaryObject(resources.get("/XObject", DictionaryObject()).get_object())
    placed = [b"q", form.get_data(), b"Q"]
    for name, look, matrix in drawn:
        known[NameObject(name)] = look.clone(keeper, ignore_fields=_UNSEEN).indirect_reference
        placed.append(f"q {' '.join(f'{value:.5f}' for value in matrix)} cm {name} Do Q".encode())
    resources[NameObject("/XObject")] = known
    form.set_data(b"\n".join(placed))


def _placement(rectangle: Any, look: StreamObject) -> tuple[float, ...]:
    """Moves and scales an annotation's drawing into its rectangle (ISO 32000-1, 12.5.5)."""
    x0, y0, x1, y1 = (float(value) for value in look["/BBox"])  # type: ignore[attr-defined]
    a, b, c, d, e, f = (float(value) for value in look.get("/Matrix", (1, 0, 0, 1, 0, 0)))
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in (x0, x1) for y in (y0, y1)]
    left, right = min(x for x, _ in corners), max(x for x, _ in corners)
    bottom, top = min(y for _, y in corners), max(y for _, y in corners)
    given = [float(value) for value in rectangle]
    target = min(given[0::2]), min(given[1::2]), max(given[0::2]), max(given[1::2])
    across = (target[2] - target[0]) / (right - left) if right > left else 1.0
    up = (target[3] - target[1]) / (top - bottom) if top > bottom else 1.0
    return across, 0.0, 0.0, up, target[0] - left * across, target[1] - bottom * up
