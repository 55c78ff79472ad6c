"""Makes the fonts that paper and screen share: static Noto subsets out of the variable Noto fonts.

Run it only to renew the files in `resources/fonts`; it is no part of the program. The sources lie in
PyPI packages, which need not stay installed:

    python -m venv /tmp/fonts
    /tmp/fonts/bin/pip install fonttools fontpkg-noto-sans fontpkg-noto-sans-arabic justmytype-intl-africa
    /tmp/fonts/bin/python packaging/make_fonts.py        (or with the .ttf files as arguments)

Static, because reportlab embeds only a variable font's default weight; subsets, because a font is parsed
before the first page can be drawn.
"""

import argparse
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from copy import deepcopy
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

TARGET = Path(__file__).parents[1] / "resources" / "fonts"
LICENCE = "OFL.txt"
WEIGHTS = {"Regular": 400, "Bold": 700}
#: The visible box for a character that no font has. It looks like the glyph that fonts keep for that, which an archive
#: forbids (PDF/A-2, 6.2.11.8); so it is also a glyph of its own, in the first family asked.
BOX, BOX_OF = 0x25A1, "NotoSans"

#: What each file keeps, as inclusive ranges of code points.
# fmt: off
KEPT: dict[str, tuple[tuple[int, int], ...]] = {
    "NotoSans": (
        (0x0020, 0x007E), (0x00A0, 0x024F), (0x0250, 0x02FF),  # Latin as in DIN 91379
        (0x0300, 0x036F), (0x1E00, 0x1EFF),                    # marks; Latin Additional, Vietnamese
        (0x0370, 0x03FF), (0x0400, 0x052F),                    # Greek; Cyrillic with Ukrainian
        (0x2000, 0x206F), (0x2070, 0x209F), (0x20A0, 0x20CF),  # punctuation; super- and subscripts; currencies
        (0x2100, 0x215F), (0x2212, 0x2212), (0x25CC, 0x25CC), (0xFFFD, 0xFFFD),
    ),
    "NotoSansArabic": (
        (0x0020, 0x0020), (0x00A0, 0x00A0), (0x200C, 0x200F), (0x25CC, 0x25CC),
        (0x0600, 0x06FF), (0x0750, 0x077F), (0xFDF2, 0xFDF2), (0xFDFC, 0xFDFC),
    ),
    "NotoSansEthiopic": (
        (0x0020, 0x0020), (0x00A0, 0x00A0), (0x1200, 0x139F), (0x2D80, 0x2DDF), (0xAB00, 0xAB2F),
    ),
}
# fmt: on


def sources(given: Iterable[Path]) -> Iterator[tuple[str, Path]]:
    """(family, path of its variable font) for each family; exits when one is missing."""
    files = list(given) or sorted(Path(sysconfig.get_path("purelib")).rglob("NotoSans*.ttf"))
    for family in KEPT:
        found = [path for path in files if path.name.partition("[")[0] == family]
        if not found:
            sys.exit(f"No variable font for {family}: install the packages named above or give its path.")
        yield family, found[0]


def static(path: Path, family: str, weight: str) -> TTFont:
    """One weight of a variable font, cut down to the characters kept and the glyphs they can turn into."""
    font = TTFont(path, recalcTimestamp=False)
    instantiateVariableFont(font, {"wght": WEIGHTS[weight], "wdth": 100}, inplace=True, updateFontNames=True)
    options = Options()
    options.notdef_outline = True  # what a program shows that does not know BOX
    options.glyph_names = True  # the printed text is read back by glyph names (reports/fonts.py)
    options.name_languages = [0x409]
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    if family == "NotoSansEthiopic":  # its kerning alone is twice the size of its letters
        options.layout_features = [feature for feature in options.layout_features if feature != "kern"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[code for first, last in KEPT[family] for code in range(first, last + 1)])
    subsetter.subset(font)
    if family == BOX_OF:
        add_box(font)
    return font


def add_box(font: TTFont) -> None:
    """Gives the outline of the missing glyph to one more glyph, at a code point of its own."""
    missing = ".notdef"
    font.setGlyphOrder([*font.getGlyphOrder(), "box"])
    font["glyf"].glyphs["box"] = deepcopy(font["glyf"][missing])
    font["hmtx"]["box"] = font["hmtx"][missing]
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[BOX] = "box"


def licence(paths: Iterable[Path]) -> str:
    """The licence text beside the first source, headed by the copyright line of every font."""
    paths = list(paths)
    lines = [str(TTFont(path)["name"].getDebugName(0)) for path in paths]
    beside = [folder / name for path in paths for folder in path.parents[:2] for name in (LICENCE, "LICENSE")]
    text = next(path for path in beside if path.is_file()).read_text("utf-8")
    body = text[text.index("This Font Software is licensed") :]
    return "\n".join(lines) + "\n\nSubsets made with packaging/make_fonts.py.\n\n" + body


def main() -> None:
    """Writes every file of `resources/fonts` anew and prints its size in bytes."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("fonts", nargs="*", type=Path, help="variable fonts, named as in the packages")
    found = dict(sources(arguments.parse_args().fonts))
    TARGET.mkdir(parents=True, exist_ok=True)
    for family, path in found.items():
        for weight in WEIGHTS:
            target = TARGET / f"{family}-{weight}.ttf"
            static(path, family, weight).save(target)
            print(f"{target.name}: {target.stat().st_size}")
    (TARGET / LICENCE).write_text(licence(found.values()), "utf-8")


if __name__ == "__main__":
    main()
