"""HEIC is known by its first bytes and by its name; JPEG, AVIF and films are none."""

import pytest

from bezirkskoordination.rules import photos


@pytest.mark.parametrize(
    ("data", "is_heic"),
    [
        (b"\0\0\0\x24ftypheic\0\0\0\0", True),
        (b"\0\0\0\x18ftypmif1", True),
        (b"\0\0\0\x20ftypavif", False),
        (b"\0\0\0\x20ftypisom", False),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", False),
        (b"", False),
    ],
)
def test_the_first_bytes_tell(data: bytes, is_heic: bool) -> None:
    assert photos.is_heic(data) == is_heic


def test_the_name_tells_too() -> None:
    assert photos.is_named_heic("IMG_0815.HEIC")
    assert photos.is_named_heic("bon.heif")
    assert not photos.is_named_heic("heic.jpg")
    assert not photos.is_named_heic("")
