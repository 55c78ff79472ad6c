"""Writes the objects of a reportlab document as a file, byte for byte as an archive wants it, and small.

reportlab's own way of writing forgets a line end that PDF/A asks for (ISO 19005-2, 6.1.7.1), and gives every element of
a tagged paper two lines of its own. Here they lie together and compressed (ISO 32000-1, 7.5.7 and 7.5.8). Refuses to
know what the objects mean.
"""

import zlib
from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import Any

from reportlab.pdfbase import pdfdoc

_HEAD = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_STREAM_END = b"endstream\n"
#: So many objects lie together: a reader unpacks all of them to see one.
_TOGETHER = 100
#: Bytes of the three columns of the table of contents: kind, place, index.
_WIDTHS = (1, 4, 2)


def file(document: Any) -> bytes:
    """The whole file. Its name (/ID) comes from its content: equal papers have equal bytes."""
    root, info = document.Reference(document.Catalog), document.Reference(document.info)
    streams: list[tuple[int, bytes]] = []
    others: list[tuple[int, bytes]] = []
    for number, body in _objects(document):
        (streams if body.endswith(_STREAM_END) else others).append((number, body))
    count = len(document.numberToId)
    places: dict[int, tuple[int, int, int]] = {0: (0, 0, 0xFFFF)}
    for start in range(0, len(others), _TOGETHER):
        together = others[start : start + _TOGETHER]
        count += 1
        places |= {number: (2, count, at) for at, (number, _) in enumerate(together)}
        streams.append((count, _together(together)))
    written = bytearray(_HEAD)
    for number, body in streams:
        places[number] = (1, len(written), 0)
        written += b"%d 0 obj\n%s\nendobj\n" % (number, body.removesuffix(_STREAM_END) + b"\nendstream")
    name = sha256(written).hexdigest()[:32].upper().encode()
    begin = len(written)
    places[count + 1] = (1, begin, 0)
    rows = b"".join(_row(places[number]) for number in range(count + 2))
    keys = b"/Type /XRef /Size %d /W [%d %d %d] /Root %s /Info %s /ID [<%s> <%s>]" % (
        count + 2, *_WIDTHS, root.format(document), info.format(document), name, name,
    )  # fmt: skip
    written += b"%d 0 obj\n%s\nendstream\nendobj\n" % (count + 1, _stream(keys, rows))
    written += b"startxref\n%d\n%%%%EOF\n" % begin
    return bytes(written)


def _objects(document: Any) -> Iterator[tuple[int, bytes]]:
    """Every object by its number; some name others only while they are written."""
    number = 1
    while number in document.numberToId:
        one = document.idToObject[document.numberToId[number]]
        yield number, pdfdoc.format(one, document, toplevel=1)
        number += 1


def _together(objects: Sequence[tuple[int, bytes]]) -> bytes:
    """Objects in one compressed stream: where each begins, then all of them."""
    heads, offset = [], 0
    for number, body in objects:
        heads.append(b"%d %d" % (number, offset))
        offset += len(body) + 1
    head = b" ".join(heads) + b"\n"
    content = head + b"\n".join(body for _, body in objects)
    return _stream(b"/Type /ObjStm /N %d /First %d" % (len(objects), len(head)), content) + _STREAM_END


def _stream(keys: bytes, content: bytes) -> bytes:
    packed = zlib.compress(content)
    return b"<<%s /Filter /FlateDecode /Length %d>>\nstream\n%s" % (keys, len(packed), packed)


def _row(place: tuple[int, int, int]) -> bytes:
    return b"".join(value.to_bytes(width, "big") for value, width in zip(place, _WIDTHS, strict=True))
