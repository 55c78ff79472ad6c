"""The sample district: the same every time, made up throughout, sound as a file."""

import hashlib
import io
import re
import sqlite3
from datetime import date, timedelta
from pathlib import Path

import pytest
from PIL import Image, ImageOps

from bezirkskoordination import paths, sample
from bezirkskoordination.actions import boundaries, hours
from bezirkskoordination.cli.terminal import Size
from bezirkskoordination.records import RECORD_TYPES, TYPES, VIEWS, view
from bezirkskoordination.records.activities import (
    OFFERS,
    PROVIDES,
    RUNNING,
    SEEKS,
    WILL_OFFER,
    ActivityProfile,
    Enquiry,
    EnquiryStatus,
    Placement,
    PlacementStatus,
    ProfileStatus,
)
from bezirkskoordination.records.council import Mandate, MandateRole, Paper, Report, ReportStatus, Resolution
from bezirkskoordination.records.fields import Record
from bezirkskoordination.records.kinds import DATE
from bezirkskoordination.records.money import Claim, ClaimStatus, Expense, ExpenseStatus
from bezirkskoordination.records.needs import (
    BoundaryCheck,
    BoundaryResult,
    ExistingService,
    NeedStatus,
    Referral,
    ReferralMode,
    ReferralStatus,
    SupportNeed,
)
from bezirkskoordination.records.office import Attachment, ListItem, Slip, SlipStatus, StatusEvent, Task, TaskStatus
from bezirkskoordination.records.people import Person, VolunteerStatus
from bezirkskoordination.records.refusal import Refused
from bezirkskoordination.reports import claim_paper, receipts
from bezirkskoordination.reports.papers import PAPERS, PrintedPaper
from bezirkskoordination.rules import mandates, votes
from bezirkskoordination.rules.validity import problems
from bezirkskoordination.store import office as office_store
from bezirkskoordination.store.office import OfficeFile
from bezirkskoordination.store.query import Query
from bezirkskoordination.store.unit import Reader

#: Family names of real people in the seeds and references, as hashes so that they stand nowhere.
REAL_PEOPLE = {
    "5dfd2c453949612a", "85b37832ed953d79", "a3647e4ed155f7c8", "f4baa6b43ad3abce", "b57a1830da9c323a",
    "94df4898bd25746e", "ab04013dd019d985",
}  # fmt: skip
ORIENTATION = 0x0112
PHONES = re.compile(r"030 23125-\d{3}|0171 39200\d\d")


#: What belongs to every office and is not counted as the district's own.
OF_THE_OFFICE = {"district", "sub_area", "list_item", "setting", "status_event", "snapshot"}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, int]]:
    made = tmp_path_factory.mktemp("sample") / "beispiel.bezirk"
    return made, sample.build(made, "")


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, int]]:
    made = tmp_path_factory.mktemp("year") / "jahr.bezirk"
    return made, sample.build(made, "", "year")


@pytest.fixture
def path(small: tuple[Path, dict[str, int]]) -> Path:
    return small[0]


@pytest.fixture(params=["small", "year"])
def any_path(request: pytest.FixtureRequest) -> Path:
    return request.getfixturevalue(request.param)[0]  # type: ignore[no-any-return]


def rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table that is not a search index."""
    sql = sqlite3.connect(path)
    tables = [name for (name,) in sql.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return {
        name: sql.execute(f'SELECT * FROM "{name}"').fetchall()
        for name in tables
        if not re.search("_(fts|vocab)", name)
    }


def words(path: Path) -> set[str]:
    text = " ".join(str(cell) for table in rows(path).values() for row in table for cell in row)
    for source in (*Path(sample.__file__).parent.glob("*.py"), *paths.resource("demo").glob("*.toml")):
        text += source.read_text(encoding="utf-8")
    return set(re.findall(r"[^\W\d_]+", text.casefold()))


def test_two_builds_are_equal_and_another_seed_is_not(any_path: Path, tmp_path: Path) -> None:
    size = "small" if any_path.name == "beispiel.bezirk" else "year"
    sample.build(tmp_path / "again.bezirk", "", size)
    assert rows(tmp_path / "again.bezirk") == rows(any_path)
    if size == "small":
        sample.build(tmp_path / "other.bezirk", "", seed=7)
        assert rows(tmp_path / "other.bezirk")["person"] != rows(any_path)["person"]


def test_no_part_asks_what_day_it_is() -> None:
    """So that tomorrow's district is today's."""
    for source in Path(sample.__file__).parent.glob("*.py"):
        text = source.read_text(encoding="utf-8")
        assert not re.search(r"\.today\(|\bnow\(|time\.time|uuid4|random\.(random|choice|randrange)\(", text), (
            source.name
        )


def test_an_encrypted_sample_holds_the_same(path: Path, tmp_path: Path) -> None:
    made = tmp_path / "geheim.bezirk"
    sample.build(made, "Kennwort für die Übung")
    assert not made.read_bytes().startswith(b"SQLite")
    with office_store.open_(made, "Kennwort für die Übung") as one, office_store.open_(path, "") as other:
        for cls in TYPES:
            assert one.read.all(cls) == other.read.all(cls)


def test_nobody_real_is_in_it(any_path: Path) -> None:
    hashed = {hashlib.sha256(word.encode()).hexdigest()[:16] for word in words(any_path)}
    assert not hashed & REAL_PEOPLE


def test_nobody_can_be_reached(any_path: Path) -> None:
    with office_store.open_(any_path, "") as office:
        for record in (one for cls in TYPES for one in office.read.all(cls)):
            for name in ("phone", "mobile"):
                number = getattr(record, name, "")
                assert not number or PHONES.fullmatch(number)
            assert not getattr(record, "email", "") or record.email.endswith("@example.org")  # type: ignore[attr-defined]
            assert not getattr(record, "website", "")


def test_the_file_is_sound(any_path: Path) -> None:
    with office_store.open_(any_path, "") as office:
        assert office.check() == []
        for cls in TYPES:
            for record in office.read.all(cls):
                assert problems(record, sample.TODAY) == []


def test_nothing_has_happened_after_its_day(any_path: Path) -> None:
    """The day itself has passed for whoever opens it; plans may lie ahead."""
    with office_store.open_(any_path, "") as office:
        assert max(event.effective_on for event in office.read.all(StatusEvent)) <= sample.TODAY
        for cls in (Person, Expense):
            for record in office.read.all(cls):
                days = [getattr(record, field.name) for field in cls.type.fields if field.kind is DATE]
                assert all(day is None or day <= sample.TODAY for day in days)


def test_every_status_and_a_return_occur(any_path: Path) -> None:
    with office_store.open_(any_path, "") as office:
        events = office.read.all(StatusEvent)
        seen = {event.status for event in events if event.about[0] == "person"}
        assert seen == {status.value for status in VolunteerStatus} - {"KEIN"}
        assert {one.status for one in office.read.all(Expense)} == set(ExpenseStatus)
        histories: dict[str, list[str]] = {}
        for event in events:
            histories.setdefault(event.about[1], []).append(event.status)
        assert sum("BEENDET" in way[:-1] for way in histories.values()) == 3


def printed(paper: PrintedPaper, office: OfficeFile, records: list[Record | None]) -> bytes:
    """The paper about the first of these that it can be about: not everybody has taken part in a training."""
    for record in records:
        try:
            return paper.make(office.read, record, sample.TODAY)
        except Refused:
            continue
    return b""


def test_every_paper_can_be_printed_of_a_year(year: tuple[Path, dict[str, int]]) -> None:
    with office_store.open_(year[0], "") as office:
        for paper in PAPERS:
            records: list[Record | None] = [None]
            if paper.of:
                shown = view(paper.of)
                records = [*office.read.page(shown.type, office.lists.first(Query.of(shown), 200))]
            assert printed(paper, office, records).startswith(b"%PDF"), paper.code
        for claim in office.read.all(Claim):
            assert claim_paper.handed_out(office.read, claim).startswith(b"%PDF"), claim.number


def test_what_the_council_did_is_not_made_up(path: Path) -> None:
    with office_store.open_(path, "") as office:
        (motion,) = office.read.where(Paper, reference="16-01716")
        (decided,) = office.read.where(Resolution, paper=motion.id)
    assert motion.kind == "ANTRAG"
    assert motion.consultations[0].result == "GEAENDERT"
    assert motion.consultations[0].on_date == date(2016, 3, 7)
    assert motion.proposal
    assert motion.originator == ""
    assert decided.basis
    assert (decided.on_date, decided.result, decided.wording) == (date(2016, 3, 7), "GEAENDERT", "")
    assert decided.votes_for is decided.votes_against is decided.abstained is None


def test_who_was_elected_to_deputise_does(year: tuple[Path, dict[str, int]]) -> None:
    with office_store.open_(year[0], "") as office:
        (deputy,) = office.read.where(Mandate, role=MandateRole.DEPUTY)
        assert deputy.resolution is not None
        held = office.read.get(Resolution, deputy.resolution)
        person = office.read.get(Person, deputy.person)
        winner = votes.elected(held.candidates, held.members or 0)
        assert winner is not None
        assert winner.name == f"{person.first_name} {person.last_name}"
        assert len(held.candidates) > 1
        assert deputy.valid_from > held.on_date
        assert mandates.deputies_on(office.read.all(Mandate), sample.TODAY) == [deputy]


def test_a_number_of_a_paper_is_the_city_s(any_path: Path) -> None:
    with office_store.open_(any_path, "") as office:
        assert {one.reference for one in office.read.all(Paper)} - {""} == {"16-01716", "18-08576"}


def test_names_in_other_scripts_stand_beside_latin_ones(any_path: Path) -> None:
    with office_store.open_(any_path, "") as office:
        people = office.read.all(Person)
    native = [one for one in people if one.native_name]
    assert all(re.match(r"[A-ZÀ-ŽŞÇÖÜ]", one.last_name, re.IGNORECASE) for one in people)
    for script in ("[\u0600-\u06ff]", "[\u1200-\u137f]", "[\u0400-\u04ff]", "[\u1ea0-\u1ef9]"):
        assert any(re.search(script, one.native_name) for one in native)
    assert len({(one.first_name, one.last_name) for one in people}) == len(people)


def test_the_handbook_counts_what_is_in_it(
    small: tuple[Path, dict[str, int]], year: tuple[Path, dict[str, int]]
) -> None:
    """One table, in the handbook; whoever adds to the sample puts the lines below in its place."""
    text = paths.resource("handbook", "09-beispielbezirk.md").read_text(encoding="utf-8")
    told = [line for line in text.splitlines() if re.fullmatch(r"\| .+ \| \d+ \| \d+ \|", line)]
    true = [
        f"| {RECORD_TYPES[name].plural} | {small[1][name]} | {count} |"
        for name, count in year[1].items()
        if count and name not in OF_THE_OFFICE
    ]
    assert told == true, "09-beispielbezirk.md:\n" + "\n".join(true)


def test_a_year_has_something_on_every_page(year: tuple[Path, dict[str, int]]) -> None:
    with office_store.open_(year[0], "") as office:
        empty = [view.name for view in VIEWS if not office.lists.count(Query.of(view))]
        assert not empty
        assert {one.status for one in office.read.all(Claim)} == set(ClaimStatus)
        reports = office.read.all(Report)
        assert {one.status for one in reports} >= {ReportStatus.DRAFT, ReportStatus.DISCUSSED}
        for one in reports:
            issued = one.status is not ReportStatus.DRAFT
            assert issued == all((one.snapshot, one.public_pdf, one.internal_pdf))
        assert {one.status for one in office.read.all(Task)} == set(TaskStatus)


def kept_receipts(path: Path) -> dict[str, bytes]:
    with office_store.open_(path, "") as office:
        of = {one.receipt for one in office.read.all(Expense)}
        return {one.name: office.read.blob(one.sha256) for one in office.read.all(Attachment) if one.id in of}


def test_a_small_district_keeps_a_bill_and_a_scan(path: Path) -> None:
    (bill, scan) = sorted(kept_receipts(path).items())
    assert bill[0].endswith(".pdf")
    assert scan[0].endswith(".png")


def test_a_year_has_receipts_of_every_kind(year: tuple[Path, dict[str, int]]) -> None:
    kept = kept_receipts(year[0])
    read = {name: receipts.pages(data) for name, data in kept.items()}
    assert all(page.notice is None for pages in read.values() for page in pages)
    assert {name.rpartition(".")[2] for name in kept} == {"pdf", "jpg", "png"}
    with office_store.open_(year[0], "") as office:
        twins = [pdf for one in office.read.all(Report) for pdf in (one.public_pdf, one.internal_pdf) if pdf]
    assert len(kept) == year[1]["attachment"] - len(twins)
    several = {name for name, pages in read.items() if len(pages) > 1}
    assert {bool(read[name][0].picture) for name in several} == {False}
    photos = [Image.open(io.BytesIO(data)) for name, data in kept.items() if name.endswith(".jpg")]
    held = {photo.getexif()[ORIENTATION]: photo for photo in photos}
    assert set(held) == {1, 3, 6, 8}
    for photo in held.values():
        upright = ImageOps.exif_transpose(photo)
        assert upright.height < upright.width  # as the paper was drawn


def test_a_number_makes_as_many_volunteers(tmp_path: Path) -> None:
    counts = sample.build(tmp_path / "many.bezirk", "", 70)
    with office_store.open_(tmp_path / "many.bezirk", "") as office:
        volunteers = [one for one in office.read.all(Person) if one.volunteering is not VolunteerStatus.NONE]
        assert len(volunteers) == 70
        assert counts["person"] == len(office.read.all(Person))
        assert office.check() == []


def test_the_command_line_knows_the_sizes() -> None:
    assert tuple(sample.SIZES) == Size.named


@pytest.mark.parametrize("size", ["huge", -1])
def test_an_unknown_size_is_refused_and_leaves_nothing(tmp_path: Path, size: str | int) -> None:
    with pytest.raises(Refused, match="Größe"):
        sample.build(tmp_path / "no.bezirk", "", size)
    assert not (tmp_path / "no.bezirk").exists()


def test_an_existing_file_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "mine.bezirk").write_bytes(b"mine")
    with pytest.raises(Refused):
        sample.build(tmp_path / "mine.bezirk", "")
    assert (tmp_path / "mine.bezirk").read_bytes() == b"mine"


def test_a_failure_leaves_no_half_district(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setitem(sample.PARTS, "council", fail)
    with pytest.raises(KeyboardInterrupt):
        sample.build(tmp_path / "half.bezirk", "")
    assert not list(tmp_path.glob("half.bezirk*.bezirk"))
    assert not (tmp_path / "half.bezirk").exists()


# --- a need and what became of it -----------------------------------------------------------


def test_a_year_is_a_believable_year(year: tuple[Path, dict[str, int]]) -> None:
    """The numbers that the coordinator's day is measured by: a good third of the needs find a volunteer."""
    with office_store.open_(year[0], "") as office:
        read = office.read
        needs, placements = read.all(SupportNeed), read.all(Placement)
        assert len([one for one in read.all(Person) if one.volunteering is not VolunteerStatus.NONE]) == 60
        assert len(needs) == 120
        assert (sample.TODAY - min(one.recorded_on for one in needs)).days < 366
        helped = {one.need for one in placements if one.status is not PlacementStatus.FAILED}
        placed = [one for one in needs if one.status in (NeedStatus.RUNNING, NeedStatus.COVERED, NeedStatus.PARTLY)]
        assert len(placed) == 48
        assert {one.id for one in placed} <= helped
        assert sum(one.status in RUNNING for one in placements) == 31
        sheet = hours.sheet(read, date(2026, 10, 1))
        assert (len(sheet), sum(line.minutes is None for line in sheet)) == (32, 9)  # one ended in October


def placements_running(read: Reader) -> list[Placement]:
    return [one for one in read.all(Placement) if one.status in RUNNING]


def test_a_year_shows_every_way_that_a_need_goes(year: tuple[Path, dict[str, int]]) -> None:
    with office_store.open_(year[0], "") as office:
        read = office.read
        assert {one.status for one in read.all(SupportNeed)} == set(NeedStatus)
        assert {one.status for one in read.all(Referral)} == set(ReferralStatus)
        assert {one.mode for one in read.all(Referral)} == set(ReferralMode)
        assert {one.status for one in read.all(Enquiry)} == set(EnquiryStatus)
        checks = read.all(BoundaryCheck)
        assert {one.result for one in checks} == set(BoundaryResult)
        reasons = {row.reason for one in checks for row in one.candidates} - {""}
        assert reasons == {one.code for one in read.where(ListItem, values="boundary_reason")}
        profiles = read.all(ActivityProfile)
        assert {intent for one in profiles for intent in one.intents} == {OFFERS, WILL_OFFER, PROVIDES, SEEKS}
        assert {one.status for one in profiles} >= {ProfileStatus.ACTIVE, ProfileStatus.FULL, ProfileStatus.RESTING}
        assert any(sample.TODAY - one.confirmed_on > timedelta(days=90) for one in profiles if one.confirmed_on)
        assert any(
            sample.TODAY - one.checked_on > timedelta(days=180) for one in read.all(ExistingService) if one.checked_on
        )
        to_ask = [one for one in placements_running(read) if one.feedback_on is None]
        assert 0 < len(to_ask) < 10  # most were asked how it goes
        assert {one.status for one in read.all(Slip)} >= {SlipStatus.NEW, SlipStatus.DROPPED}
        ways = [[event.status for event in read.history(one)] for one in read.all(SupportNeed)]
        assert sum("GEDECKT" in way and "OFFEN" in way[way.index("GEDECKT") :] for way in ways) == 4


def test_nobody_runs_without_a_check_that_holds(any_path: Path) -> None:
    """On the day on which a placement began there was a check of its need or profile that opened the way."""
    with office_store.open_(any_path, "") as office:
        read, begun = office.read, 0
        for one in read.all(Placement):
            cause = read.get(SupportNeed, one.need) if one.need else read.get(ActivityProfile, one.profile or 0)
            days = [event.effective_on for event in read.history(one) if event.status == PlacementStatus.ACTIVE.value]
            begun += len(days)
            assert not [day for day in days[:1] if boundaries.why_not(read, cause, day)]
        assert begun
