"""The daily way by keyboard alone, in the real window: a call, a need, the boundary, the first yes, hours, the end.

The keys of the three ways that are walked most are counted; typed text is not (walkthrough 1).
"""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from tests.conftest import TODAY
from tests.journeys.helping import kept, now, opened, runs, told, volunteer

from bezirkskoordination.actions import boundaries, vault
from bezirkskoordination.actions.settings import begin_office, shipped_offices
from bezirkskoordination.records.activities import (
    ActivityProfile,
    Enquiry,
    EnquiryStatus,
    Placement,
    PlacementStatus,
    ProfileStatus,
    TimeEntry,
)
from bezirkskoordination.records.institutions import Institution
from bezirkskoordination.records.needs import ExistingService, NeedStatus, Referral, SupportNeed
from bezirkskoordination.records.office import Slip, SlipKind, SlipStatus
from bezirkskoordination.records.people import VolunteerStatus
from bezirkskoordination.store.office import OfficeFile
from bezirkskoordination.ui.ask_dialog import AskDialog
from bezirkskoordination.ui.status_dialog import StatusDialog
from bezirkskoordination.ui.window import MainWindow

#: What the ways may cost at most. Whoever makes one longer says why and raises the number.
UNCLEAR_CALL, NEED_TO_ASKED, A_MONTH = 2, 9, 35
RUNNING = 31


@pytest.fixture
def window(qtbot: Any, office: OfficeFile, tmp_path: Path) -> Any:
    with office.unit() as unit:
        begin_office(unit, shipped_offices()[0])
    with opened(qtbot, office, tmp_path) as made:
        yield made


@pytest.fixture
def keys(keyboard: Any, window: MainWindow) -> Any:
    """The keyboard, counting from here."""
    return keyboard


def focused() -> str:
    """What has the keyboard, as it is said."""
    found = QApplication.focusWidget()
    if found is None:
        return ""
    return found.accessibleName() or (found.text() if isinstance(found, QPushButton) else "")


def asks(kind: type[QWidget]) -> bool:
    """Whether a window of this kind has the keyboard."""
    active = QApplication.activeWindow()
    return isinstance(active, kind) and active.isAncestorOf(QApplication.focusWidget() or active)


# --- counted ------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", ["today", "support_need", "volunteer"])
def test_an_unclear_call_takes_two_keys_wherever_she_is(window: MainWindow, keys: Any, page: str) -> None:
    window.open_page(page)
    keys.press("Ctrl+N" if page == "today" else "Ctrl+Shift+N")
    keys.write("Frau Kaya ruft wegen ihres Sohnes an, 030 23125-199").press("Return")
    (slip,) = window.desk.office.read.all(Slip)
    assert slip.text == "Frau … ruft wegen ihres Sohnes an"
    told("An unclear call", keys, UNCLEAR_CALL)


def test_a_need_reaches_three_volunteers_in_nine_keys(window: MainWindow, keys: Any) -> None:
    desk = window.desk
    for name in ("Anders", "Brandt", "Coers", "Dorn"):
        volunteer(desk, name)
    keys.press("Ctrl+Shift+B", "Ctrl+N").write("Handy einrichten für eine Seniorin").press("Return")
    keys.press("Space")  # zulässig: kein Dienst passt
    keys.press("1", "2", "3", "Return")
    (need,) = desk.office.read.all(SupportNeed)
    assert (need.category, need.target_groups, need.status) == ("ALLTAG.DIGI", ("SENIOR",), NeedStatus.PLACING)
    asked = desk.office.read.all(Enquiry)
    assert len(asked) == 3
    assert {one.status for one in asked} == {EnquiryStatus.ASKED}
    told("A need to three volunteers asked", keys, NEED_TO_ASKED)


def test_a_month_of_31_placements_takes_a_key_each(window: MainWindow, keys: Any) -> None:
    desk, read = window.desk, window.desk.office.read
    for number in range(RUNNING):
        runs(desk, volunteer(desk, f"Muster{number:02}", phone=f"030 23125-{number:03}"), TODAY.replace(month=9, day=1))
    keys.press("Ctrl+Shift+H")
    for number in range(RUNNING):
        keys.write(str(number % 7 + 1)).press("Return")
    assert [one.minutes for one in read.all(TimeEntry)] == [(number % 7 + 1) * 60 for number in range(RUNNING)]
    assert {one.on_date.month for one in read.all(TimeEntry)} == {10}
    told("A month of 31 placements", keys, A_MONTH)
    page: Any = window.pages.present
    page.month.setCurrentIndex(0)  # this month, as last month: not even a digit
    QApplication.processEvents()
    page.entry.setFocus()
    keys.keys = keys.letters = 0
    for _one in range(RUNNING):
        keys.press("Return")
    assert len(read.all(TimeEntry)) == 2 * RUNNING
    told("The next month as the last", keys, A_MONTH)


# --- the ways to the end ------------------------------------------------------------------------


def test_a_call_becomes_a_need_that_is_referred(window: MainWindow, keys: Any) -> None:
    desk, read = window.desk, window.desk.office.read
    service = kept(desk, ExistingService(name="Lernhilfe der Schule", categories=("KINDER.HAUSI",), checked_on=TODAY))
    window.open_page("today")
    keys.press("Ctrl+N").write("Frau Kaya, 030 23125-199: Sohn braucht Di nachm. Hilfe in Mathe").press("Return")
    (slip,) = read.all(Slip)
    assert slip.kind is SlipKind.NEED
    keys.press("Ctrl+K").write("eingang").press("Return")
    keys.until(lambda: window.pages.name == "slip" and window.record_page.model.rowCount())
    keys.press("Down", "1")
    keys.until(lambda: window.pages.name == "support_need")
    keys.press("Return")
    (need,) = read.all(SupportNeed)
    assert (need.category, need.target_groups, need.minors) == ("KINDER.HAUSI", ("KIND",), True)
    assert now(desk, slip).status is SlipStatus.SORTED
    contact = vault.contact_of(read, need)
    assert contact is not None
    assert (contact.name, contact.phone) == ("Kaya", "030 23125-199")
    assert focused() == "Verweisen an Lernhilfe der Schule"
    keys.press("Return")
    assert now(desk, need).status is NeedStatus.REFERRED
    (referral,) = read.all(Referral)
    assert (referral.need, referral.service) == (need.id, service.id)
    assert "Kaya" not in repr((need, slip, referral, *read.all(Slip)))


def test_three_asked_the_first_yes_runs_and_ends(window: MainWindow, keys: Any) -> None:
    desk, read = window.desk, window.desk.office.read
    people = [volunteer(desk, name) for name in ("Anders", "Brandt", "Coers")]
    keys.press("Ctrl+Shift+B", "Ctrl+N").write("Handy einrichten für eine Seniorin")
    keys.press("Return", "Space", "1", "2", "3", "Return")
    assert focused().endswith("sagt zu")
    first = read.all(Enquiry)[0]
    keys.press("Return")  # „Ja“
    (need,), (placement,) = read.all(SupportNeed), read.all(Placement)
    answers = {one.person: one.status for one in read.all(Enquiry)}
    assert answers.pop(first.person) is EnquiryStatus.YES
    assert set(answers.values()) == {EnquiryStatus.ELSEWHERE}
    assert placement.status is PlacementStatus.MEETING
    assert focused() == "Läuft"
    keys.press("Return")
    assert now(desk, placement).status is PlacementStatus.ACTIVE
    assert now(desk, need).status is NeedStatus.RUNNING
    helper = next(one for one in people if one.id == placement.person)
    assert now(desk, helper).volunteering is VolunteerStatus.PLACED

    keys.press("Ctrl+Shift+H")
    assert focused() == "Monat"  # nobody helped in the month before
    keys.press("Up")
    page: Any = window.pages.present
    keys.until(lambda: page.edits)
    keys.press("Tab").write("1,5").press("Return")
    (entry,) = read.all(TimeEntry)
    assert (entry.placement, entry.minutes, entry.confirmed_on) == (placement.id, 90, TODAY)

    keys.press("Ctrl+PgUp", "Ctrl+PgUp")
    keys.until(lambda: window.pages.name == "placement" and window.record_page.model.rowCount())
    keys.press("Down")
    keys.until(lambda: window.record_page.record == now(desk, placement))
    keys.press("Ctrl+Shift+S")
    keys.until(lambda: asks(StatusDialog))
    keys.press("Down", "Space", "Tab", "Tab").write("regul").press("Return", "Return")
    assert now(desk, placement).status is PlacementStatus.ENDED
    assert now(desk, helper).volunteering is VolunteerStatus.AVAILABLE
    assert now(desk, need).status is NeedStatus.RUNNING  # she says herself what became of it

    keys.press("Ctrl+Shift+B")
    keys.until(lambda: window.pages.name == "support_need" and window.record_page.record == now(desk, need))
    keys.press("Return")
    assert focused() == "Bedarf abschließen …"
    keys.press("Return")
    keys.until(lambda: asks(StatusDialog))
    keys.press("Return")  # gedeckt, but why?
    dialog: Any = QApplication.activeWindow()
    assert dialog.reason.problem
    assert now(desk, need).status is NeedStatus.RUNNING
    keys.write("durch ehrenamt").press("Return", "Return")
    assert now(desk, need).status is NeedStatus.COVERED
    assert read.history(now(desk, need))[-1].reason == "EHRENAMT"


def test_what_is_done_once_takes_the_short_path(window: MainWindow, keys: Any) -> None:
    desk, read = window.desk, window.desk.office.read
    volunteer(desk, "Anders")
    need = kept(
        desk,
        SupportNeed(
            subject="Router anschließen", category="ALLTAG.DIGI", target_groups=("SENIOR",), frequency="EINMAL",
            recorded_on=TODAY,
        ),
    )  # fmt: skip
    keys.press("Ctrl+Shift+B")
    keys.until(lambda: window.record_page.model.rowCount())
    keys.press("Down", "Return")
    keys.until(lambda: focused() == "Zulässig")
    keys.press("Return", "1", "Return", "Return")  # zulässig; one asked; „Ja“
    assert focused() == "Erledigt"
    keys.press("Return")
    assert now(desk, need).status is NeedStatus.COVERED
    (placement,) = read.all(Placement)
    assert placement.status is PlacementStatus.ENDED


def test_two_needs_become_one_and_two_again(window: MainWindow, keys: Any) -> None:
    desk, read = window.desk, window.desk.office.read
    need, twin = (  # the newest stands first
        kept(desk, SupportNeed(subject=subject, category="ALLTAG.DIGI", target_groups=("SENIOR",), recorded_on=day))
        for subject, day in (("Handy einrichten", TODAY.replace(day=2)), ("Handy", TODAY))
    )
    keys.press("Ctrl+Shift+B")
    keys.until(lambda: window.record_page.model.rowCount() == 2)
    keys.press("Down")
    assert window.record_page.record == twin
    keys.press("Ctrl+K").write("zusammenf").press("Return")
    keys.until(lambda: asks(AskDialog))
    keys.write(need.number.lower()).press("Return", "Return")
    merged = now(desk, twin)
    assert (merged.merged_into, merged.status) == (need.id, NeedStatus.MERGED)
    keys.press("Ctrl+K").write(twin.number).press("Return")
    keys.until(lambda: window.record_page.record == merged)
    assert f"geht unter {need.number} weiter" in window.record_page.form.notice.text
    keys.press("Ctrl+Z")
    assert (now(desk, twin), now(desk, need)) == (twin, need)
    third = kept(desk, SupportNeed(subject="Drittes", category="ALLTAG.DIGI", recorded_on=TODAY))
    assert third.number not in (twin.number, need.number)
    keys.press("Ctrl+Z", "Ctrl+Shift+Z")
    assert [one.number for one in read.all(SupportNeed)] == [need.number, twin.number, third.number]


def test_an_offer_is_confirmed_after_ninety_days(window: MainWindow, keys: Any) -> None:
    desk = window.desk
    house = kept(desk, Institution(name="Sportverein", kind="VEREIN_SPORT"))
    profile = kept(
        desk,
        ActivityProfile(
            institution=house.id, intents=("ANGEBOT_BESTEHT",), name="Kinderturnen", category="BEGEGN.SPORT",
            target_groups=("KIND",), confirmed_on=TODAY - timedelta(days=90),
        ),
    )  # fmt: skip
    desk.do("prüfen", lambda unit: boundaries.decide(unit, profile, boundaries.drafted(unit, profile, TODAY)))
    window.open_page("today")
    page: Any = window.pages.present
    (line,) = [one for one in page.due.lines if one.rule.code == "W04"]
    assert line.text == "Ein Tätigkeitsprofil bestätigen lassen"
    while focused() != f"Öffnen: {line.text}":
        keys.press("Tab")
    keys.press("Space")
    keys.until(lambda: window.pages.name == "activity_profile")
    assert window.record_page.record == now(desk, profile)
    keys.press("Ctrl+Shift+A")
    assert now(desk, profile).confirmed_on == TODAY
    assert now(desk, profile).status is ProfileStatus.ACTIVE
    window.open_page("today")
    assert not [one for one in page.due.lines if one.rule.code == "W04"]
