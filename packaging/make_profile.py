"""Makes the colour profile that every paper carries (PDF/A wants one): sRGB as Little CMS knows it, free of copyright.

Run it only to renew `resources/colour/sRGB.icc`; it is no part of the program. Needs Pillow alone:

    .venv/bin/python packaging/make_profile.py
"""

from pathlib import Path

from PIL import ImageCms

TARGET = Path(__file__).parents[1] / "resources" / "colour" / "sRGB.icc"
#: The profile says nothing that ICC 4.2 did not know, and PDF/A-2 names no later version (ICC.1:2004-10, 7.2).
_VERSION = slice(8, 12), bytes((4, 0x20, 0, 0))
_MADE_ON = slice(24, 36), bytes((0x07, 0xEA, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0))  # one day for ever: equal bytes
_PLATFORM = slice(40, 44), bytes(4)


def main() -> None:
    """Writes the file anew and prints its size in bytes."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    for place, value in (_VERSION, _MADE_ON, _PLATFORM):
        profile[place] = value
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_bytes(profile)
    print(f"{TARGET.name}: {len(profile)}")


if __name__ == "__main__":
    main()
