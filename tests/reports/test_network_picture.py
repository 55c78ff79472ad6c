"""The network as a picture: everything on it readable, told without colours, the same for the same network."""

import random
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from itertools import combinations, pairwise
from pathlib import Path as File

import pytest
from pypdf import PdfReader
from tests import districts

from bezirkskoordination import sample
from bezirkskoordination.records.institutions import Cooperation, CooperationKind, Institution
from bezirkskoordination.records.refusal import Refused
from bezirkskoordination.reports import network_paper, network_picture, text
from bezirkskoordination.reports.drawing import POINTS, Drawing, Path, Tone, Words
from bezirkskoordination.reports.drawing_paper import TONES
from bezirkskoordination.reports.network_picture import Network, legend, picture
from bezirkskoordination.reports.network_shapes import FAMILIES, LINES, family_of, style_of
from bezirkskoordination.rules.boxes import runs_through
from bezirkskoordination.rules.networks import RELATIONS
from bezirkskoordination.store import office as office_store
from bezirkskoordination.store.names import StoredNames
from bezirkskoordination.store.office import OfficeFile

TODAY = sample.TODAY
MM = 72 / 25.4


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OfficeFile]:
    path: File = tmp_path_factory.mktemp("network") / "jahr.bezirk"
    districts.put(path, "year")
    with office_store.open_(path, "") as office:
        yield office


@pytest.fixture(scope="module")
def network(year: OfficeFile) -> Network:
    return Network.read(year.read, TODAY)


@pytest.fixture(scope="module")
def drawing(year: OfficeFile, network: Network) -> Drawing:
    return picture(network, year.names)


# --- what is on it --------------------------------------------------------------------------


def test_the_year_has_forty_institutions_and_ninety_that_work_together(year: OfficeFile, network: Network) -> None:
    entered = [tie for tie in network.ties if tie.entry is not None]
    derived = [tie for tie in network.ties if tie.entry is None]

    assert len(network.institutions) == 40
    assert len(entered) == 90
    parents = {one.id: one.parent for one in year.read.all(Institution) if one.parent}
    assert {tie.target: tie.source for tie in derived} == parents
    assert network.outside == 0


def test_who_is_not_in_the_network_on_the_day_is_not_on_it() -> None:
    def place(number: int, since: int | None, until: date | None = None) -> Institution:
        start = date(since, 1, 1) if since else None
        return Institution(
            id=number, uid=str(number), name=f"N{number}", kind="KITA", network_from=start, network_until=until
        )

    places = (place(1, 2020), place(2, 2020), place(3, None), place(4, 2020, date(2025, 12, 31)))
    entered = [
        Cooperation(institution=1, partner=2, since=date(2026, 1, 1)),
        Cooperation(institution=1, partner=3),
        Cooperation(institution=2, partner=4),
    ]

    def on(day: date) -> tuple[list[int | None], int, int]:
        shown = Network.on(places, entered, day)
        return [one.id for one in shown.institutions], len(shown.ties), shown.outside

    assert on(date(2026, 6, 1)) == ([1, 2], 1, 2)
    assert on(date(2025, 12, 31)) == ([1, 2, 4], 1, 1)  # its last day counts
    assert on(date(2019, 12, 31)) == ([], 0, 2)


def lines_of(drawing: Drawing) -> list[Path]:
    """The lines of ties, without their open heads (three points each)."""
    return [mark for mark in drawing.marks if isinstance(mark, Path) and not mark.closed and len(mark.points) != 3]


def test_every_institution_and_every_tie_is_drawn(network: Network, drawing: Drawing) -> None:
    assert [spot.key for spot in drawing.spots] == [one.id for one in network.institutions]
    said = " ".join(mark.text for mark in drawing.marks if isinstance(mark, Words))
    for one in network.institutions:
        name = one.short_name or one.unit or one.name
        assert all(word in said for word in name.replace("-", " ").split() if word not in ("e.", "V."))
    assert len(lines_of(drawing)) == len(network.ties)


def test_the_same_network_gives_the_same_picture(year: OfficeFile, network: Network, drawing: Drawing) -> None:
    places, entered = year.read.all(Institution), year.read.all(Cooperation)
    chance = random.Random(3)
    chance.shuffle(places)
    chance.shuffle(entered)

    assert picture(Network.on(places, entered, TODAY), year.names) == drawing


# --- readable -------------------------------------------------------------------------------


def boxes(drawing: Drawing) -> list[tuple[float, float, float, float]]:
    return [
        (x - w / 2, y - h / 2, x + w / 2, y + h / 2) for (x, y), (w, h) in ((s.middle, s.size) for s in drawing.spots)
    ]


def test_no_box_overlaps_another_and_all_lie_on_the_picture(drawing: Drawing) -> None:
    for one, other in combinations(boxes(drawing), 2):
        assert one[2] < other[0] or other[2] < one[0] or one[3] < other[1] or other[3] < one[1]
    for left, top, right, bottom in boxes(drawing):
        assert 0 <= left < right <= drawing.width + 1e-6
        assert 0 <= top < bottom <= drawing.height + 1e-6


def test_every_name_stands_inside_its_box(drawing: Drawing) -> None:
    for words in (mark for mark in drawing.marks if isinstance(mark, Words)):
        half = text.natural(words.text, words.size) / POINTS / 2
        x, y = words.at
        cap = 0.714 * words.size / POINTS
        inside = [
            box
            for box in boxes(drawing)
            if box[0] + 1 < x - half and x + half < box[2] - 1 and box[1] + 0.8 < y - cap and y < box[3] - 0.8
        ]
        assert len(inside) == 1, words


def test_few_lines_run_through_a_box(network: Network, drawing: Drawing) -> None:
    ways = [mark.points for mark in lines_of(drawing)]
    through = sum(
        any(runs_through(one, two, spot.middle, (spot.size[0] - 0.2, spot.size[1] - 0.2)) for one, two in pairwise(way))
        for way in ways
        for spot in drawing.spots
        if min(_distance(way[0], spot), _distance(way[-1], spot)) > 0.1
    )

    assert through <= 2


def _distance(point: tuple[float, float], spot: network_picture.Spot) -> float:
    """How far a point lies from a box."""
    return max(abs(point[0] - spot.middle[0]) - spot.size[0] / 2, abs(point[1] - spot.middle[1]) - spot.size[1] / 2)


def test_letters_on_a4_are_as_large_as_they_say(year: OfficeFile) -> None:
    sheet = network_paper.collect(year.read, TODAY)
    smallest = min(mark.size for mark in sheet.drawing.marks if isinstance(mark, Words))

    assert smallest * network_paper.scale_of(sheet) >= 6.0
    larger = replace(sheet, size=network_paper.A3)
    assert smallest * network_paper.scale_of(larger) >= 8.0


def test_more_ties_make_a_larger_box(year: OfficeFile) -> None:
    hub = Institution(id=1, uid="1", name="Gleicher Name", kind="KITA", network_from=date(2020, 1, 1))
    places = [hub, *(replace(hub, id=n, uid=str(n)) for n in range(2, 6))]
    entered = [Cooperation(institution=1, partner=n) for n in range(2, 5)]
    drawn = picture(Network.on(places, entered, TODAY), year.names)
    area = {spot.key: spot.size[0] * spot.size[1] for spot in drawn.spots}

    assert area[1] > area[2] == area[3] == area[4] > area[5]
    assert drawn.spots[0].said == "Kindertagesstätte, 3 Verbindungen"
    assert drawn.spots[4].said == "Kindertagesstätte, keine Verbindung"


# --- in grey --------------------------------------------------------------------------------


def test_kinds_are_told_by_outline_and_line_not_by_colour(office: OfficeFile) -> None:
    outlines = [(one.outline(30.0, 10.0), one.double) for one in FAMILIES]
    lines = [(one.stroke.width, one.stroke.dashes, one.head) for one in LINES]

    assert len(set(outlines)) == len(FAMILIES)
    assert len(set(lines)) == len(LINES)
    assert {code for one in LINES for code in one.codes} == set(RELATIONS)
    assert all(style_of(relation) for relation in RELATIONS.values())
    shipped = {item.code for item in office.names.items("org_type")}
    grouped = [kind for family in FAMILIES for kind in family.kinds]
    assert set(grouped) <= shipped
    assert len(grouped) == len(set(grouped))
    assert shipped - set(grouped) == {"GESUNDHEIT", "SONSTIGE"}
    assert family_of("von ihr erfunden") is FAMILIES[-1]


def test_words_are_readable_on_every_ground() -> None:
    def luminance(tone: Tone) -> float:
        parts = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in TONES[tone])
        return sum(part * share for part, share in zip(parts, (0.2126, 0.7152, 0.0722), strict=True))

    for tone in (tone for tone in Tone if tone.name.startswith("AREA") or tone is Tone.GROUND):
        assert (luminance(tone) + 0.05) / (luminance(Tone.INK) + 0.05) >= 7


def test_the_legend_explains_what_is_there_and_no_more(network: Network) -> None:
    whole = legend(network, 273.0)
    said = [mark.text for mark in whole.marks if isinstance(mark, Words)]
    assert said == [
        *(str(one.label) for one in FAMILIES if any(family_of(i.kind) is one for i in network.institutions)),
        *(str(one.label) for one in LINES),
    ]
    for words in (mark for mark in whole.marks if isinstance(mark, Words)):
        assert words.at[0] + text.natural(words.text, words.size) / POINTS <= 273.0
    nursery = Institution(id=1, uid="1", name="N", kind="KITA", network_from=TODAY)
    few = Network.on([nursery, replace(nursery, id=2, uid="2", parent=1)], [], TODAY)
    assert [m.text for m in legend(few, 273.0).marks if isinstance(m, Words)] == [
        "Bildung, Kinder, Jugend", "ist Träger von, umfasst",
    ]  # fmt: skip


def test_a_head_points_at_the_target() -> None:
    one = Institution(id=1, uid="1", name="A", kind="KITA", network_from=TODAY)
    two = replace(one, id=2, uid="2", name="B")
    entered = [Cooperation(institution=2, partner=1, kind=CooperationKind.ROOMS)]
    drawn = picture(Network.on([one, two], entered, TODAY), _Names())
    (head,) = (mark for mark in drawn.marks if isinstance(mark, Path) and not mark.closed and len(mark.points) == 3)
    target = drawn.spots[0]

    assert target.name == "A"
    assert abs(_distance(head.points[1], target)) < 0.05


class _Names(StoredNames):
    def __init__(self) -> None:
        pass

    def label(self, _values: str, code: str) -> str:
        return code


# --- paper and file -------------------------------------------------------------------------


def test_one_sheet_across_with_words_that_can_be_found(year: OfficeFile) -> None:
    for make, width, height in ((network_paper.make, 297, 210), (network_paper.make_large, 420, 297)):
        (page,) = PdfReader(BytesIO(make(year.read, None, TODAY))).pages
        assert (round(page.mediabox.width / MM), round(page.mediabox.height / MM)) == (width, height)
        said = page.extract_text()
        assert "Netzwerk im Stadtbezirk 111 Hondelage-Volkmarode" in said
        assert "40 Institutionen, 95 Verbindungen, Stand 12.11.2026" in said
        assert "Helferkreis" in said


def test_the_paper_has_the_same_bytes_every_time(year: OfficeFile) -> None:
    assert network_paper.make(year.read, None, TODAY) == network_paper.make(year.read, None, TODAY)


def test_an_svg_shows_the_same(year: OfficeFile) -> None:
    sheet = network_paper.collect(year.read, TODAY)
    root = ET.fromstring(network_paper.as_svg(sheet))
    space = "{http://www.w3.org/2000/svg}"

    assert root.find(f"{space}title").text == sheet.title  # type: ignore[union-attr]
    words = [mark for mark in (*sheet.drawing.marks, *sheet.legend.marks) if isinstance(mark, Words)]
    paths = [mark for mark in (*sheet.drawing.marks, *sheet.legend.marks) if isinstance(mark, Path)]
    assert len(root.findall(f"{space}text")) == len(words) + 2
    assert len(root.findall(f"{space}path")) == len(paths)
    width = float(root.attrib["width"].removesuffix("mm"))
    assert width > max(sheet.drawing.width, sheet.legend.width)


def test_a_network_of_nobody_is_refused(office: OfficeFile) -> None:
    with pytest.raises(Refused, match="im Netzwerk seit"):
        network_paper.make(office.read, None, TODAY)
