"""What leaves the office or comes in: lists, copies, reports; and the small windows beside the main one.

Everything here is rare, so what it needs is loaded when it is asked for.
"""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFileDialog

from bezirkskoordination.i18n import N_
from bezirkskoordination.records import CONTACT_NOTES, NEEDS, VOLUNTEERS
from bezirkskoordination.records.council import Report
from bezirkskoordination.records.institutions import Institution
from bezirkskoordination.records.kinds import show_date
from bezirkskoordination.records.money import Claim, ClaimStatus, Expense
from bezirkskoordination.records.people import Person
from bezirkskoordination.store.office import OfficeFile
from bezirkskoordination.ui.printing import hand_out
from bezirkskoordination.ui.progress import work

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bezirkskoordination.actions.matching import Together
    from bezirkskoordination.store.query import Query
    from bezirkskoordination.ui.context import Context
    from bezirkskoordination.ui.window import MainWindow

_STALE_DAYS = 7  # domain model W24: a backup older than this is mentioned


# --- copies -------------------------------------------------------------------------------


def backup(window: "MainWindow") -> None:
    """Write a proven copy of the office file where the person says."""
    office = window.desk.office
    proposed = office.path.with_name(f"{office.path.stem}_Sicherung_{window.today():%Y-%m-%d}{office.path.suffix}")
    name, _ = QFileDialog.getSaveFileName(
        window, str(N_("Outings", "Sicherung anlegen")), str(proposed), "Bezirkskoordination (*.bezirk)"
    )
    if not name:
        return

    def done(_result: Any) -> None:
        window.memory.setValue(_backup_key(office), window.today().isoformat())
        window.say(N_("Outings", "Sicherung geprüft und gespeichert: {}")(Path(name).name))
        window.refresh()
        if window.pages.name == "today":
            window.open_page("today").refresh()  # nothing was changed, so nobody else tells it

    work(
        window,
        str(N_("Outings", "Sicherung wird angelegt und geprüft …")),
        lambda _steps: office.backup(Path(name)),
        done,
    )


def _backup_key(office: OfficeFile) -> str:
    return f"backup/{office.path.name}"


def backed_up_on(context: "Context") -> date | None:
    """The day of the last backup that was made here."""
    stored = context.memory.value(_backup_key(context.desk.office), "")
    return date.fromisoformat(str(stored)) if stored else None


def last_backup(window: "MainWindow") -> str:
    """When the last backup was made here, as the foot of the window says it."""
    made = backed_up_on(window)
    if made is None:
        return str(N_("Outings", "Noch keine Sicherung"))
    days = (window.today() - made).days
    if days > _STALE_DAYS:
        return N_("Outings", "Letzte Sicherung vor {} Tagen")(days)
    return N_("Outings", "Letzte Sicherung: {}")(str(N_("Outings", "heute")) if days == 0 else show_date(made))


def hand_over(window: "MainWindow") -> None:
    """Ask for the handover of the office."""
    from bezirkskoordination.ui import handover_dialog  # late: it needs the papers

    handover_dialog.ask(window)


def check(window: "MainWindow") -> None:
    """Prove the office file and say what was found."""

    def done(findings: Any) -> None:
        if not findings:
            window.say(str(N_("Outings", "Die Datei ist in Ordnung.")))
        else:
            window.say(N_("Outings", "{} Befunde: {}")(len(findings), "; ".join(f.message for f in findings[:3])))

    office = window.desk.office
    work(window, str(N_("Outings", "Datei wird geprüft …")), lambda _steps: office.check(), done)


# --- lists --------------------------------------------------------------------------------


def export(window: "MainWindow", query: "Query | None" = None, ids: "Sequence[int] | None" = None) -> None:
    """Write the rows of the present list, or only the chosen ones, to a spreadsheet or CSV file."""
    page = window.record_page
    wanted = query or (page.query if page else None)
    if wanted is None:
        return
    from bezirkskoordination.ui.lists_out import export_list  # late: spreadsheets are slow to load

    export_list(window, wanted, ids)


def export_insured(window: "MainWindow") -> None:
    """Write the list for the insurance as a table."""
    from bezirkskoordination.ui import lists_out  # late: spreadsheets are slow to load

    lists_out.export_insured(window)


def read_in(window: "MainWindow") -> None:
    """Read a list of others into the present page, after a look at what would happen."""
    page = window.record_page
    if page is None:
        return
    from bezirkskoordination.ui.import_dialog import ImportDialog, ask_for_source  # late: it needs the readers

    if source := ask_for_source(window):
        ImportDialog(window, page.view, source).exec()


# --- people -------------------------------------------------------------------------------


def talk(window: "MainWindow") -> None:
    """Take down a talk of today: with the person or for the institution that is shown, if there is one."""
    page = window.record_page
    if page is not None and not page.leave():
        return
    record = page.record if page else None
    preset: dict[str, Any] = {"on_date": window.today()}
    if isinstance(record, Person | Institution):
        preset[record.type.name] = record.id
    from bezirkskoordination.ui.record_dialog import RecordDialog  # late: it brings a form along

    RecordDialog(CONTACT_NOTES, window, preset, window).open()


def who_can(window: "MainWindow") -> None:
    """Show the volunteers who can be asked now."""
    page = window.open_page(VOLUNTEERS.name)
    if page.view is VOLUNTEERS:  # else the present page could not be left
        page.ask_who()


def distribute(window: "MainWindow") -> None:
    """Propose somebody for every need that waits, all of them together; each is decided by a person."""
    from bezirkskoordination.actions import matching  # late: seldom asked for, and it reads everybody
    from bezirkskoordination.ui.together_dialog import TITLE, TogetherDialog

    page = window.open_page(NEEDS.name)
    if page.view is not NEEDS:  # else the present page could not be left
        return
    office, today = window.desk.office, window.today()

    def done(found: "Together") -> None:
        TogetherDialog(window, found, window).show()

    work(window, str(TITLE), lambda progress: matching.together(office.read, today, progress.step), done)


# --- papers and windows -------------------------------------------------------------------


def write_report(window: "MainWindow") -> None:
    """Go on with the latest draft of a report, or begin the next one, on its page."""
    page = window.open_page("report")
    if page.view.type is Report.type:  # else the present page could not be left
        page.write()


def on_report(window: "MainWindow", verb: str) -> None:
    """Do something with the texts of the report that is shown."""
    from bezirkskoordination.ui.reports_page import ReportsPage  # late: papers are no part of the start

    page = window.record_page
    if isinstance(page, ReportsPage):
        page.report_form.run_on_texts(verb)


def collect_claim(window: "MainWindow") -> None:
    """Put the expenses that are recorded into a claim, on its page."""
    page = window.open_page("claim")
    if page.view.type is Claim.type:  # else the present page could not be left
        page.new()


def begin_trip(window: "MainWindow") -> None:
    """Begin an expense that is reckoned from kilometres, on its page."""
    page = window.open_page("expense")
    if page.view.type is Expense.type:  # else the present page could not be left
        page.new_trip()


def claim_paper(window: "MainWindow", sheets: bool = False) -> None:
    """Write the chosen claim with its receipts, or the sheets for the paper originals, where the person says."""
    form = window.record_page.form if window.record_page else None
    if form is None or not isinstance(form.record, Claim) or not form.leave():
        window.say(str(N_("Outings", "Bitte zuerst einen Antrag wählen.")))
        return
    from bezirkskoordination.reports import claim_paper as papers  # late: it draws papers

    claim, read = form.record, window.desk.office.read
    title = str(N_("Outings", "Belegbogen") if sheets else N_("Outings", "Erstattungsantrag"))
    make = papers.glue_sheets if sheets else papers.handed_out

    def keep(name: str, data: bytes) -> None:
        label = N_("Outings", "Antrag {} als PDF ausgegeben")(claim.number)
        from bezirkskoordination.actions import claiming  # late: all that is bound to a claim comes along

        window.desk.do(label, lambda unit: claiming.keep_paper(unit, claim, name, data))

    kept = not sheets and claim.issued is None and claim.status is not ClaimStatus.DRAFT
    hand_out(window, title, f"{title}_{claim.number}", lambda _steps: make(read, claim), keep if kept else None)


def invite(window: "MainWindow") -> None:
    """Show who is to be invited to the meeting that is shown, and how."""
    from bezirkskoordination.ui import invitations

    invitations.invite(window)


def calendar(window: "MainWindow") -> None:
    """Write the meeting that is shown as a calendar entry."""
    from bezirkskoordination.ui import invitations

    invitations.calendar(window)


def new(window: "MainWindow") -> None:
    """A new record of the present list; where there is none, a slip."""
    if (page := window.record_page) is not None:
        page.new()
    else:
        slip(window)


def slip(window: "MainWindow") -> None:
    """Take a slip down: on „Heute“ in its line, elsewhere in a box."""
    from bezirkskoordination.ui.slip_dialog import take_down  # late: forms and their actions come along
    from bezirkskoordination.ui.today import TodayPage

    present = window.pages.present
    if isinstance(present, TodayPage):
        present.slip.line.setFocus()
    else:
        take_down(window, window)


def handbook(window: "MainWindow") -> None:
    """Open the handbook beside the window."""
    from bezirkskoordination.ui.handbook import HandbookWindow

    HandbookWindow(window).show()


def shortcuts(window: "MainWindow") -> None:
    """Show every key of the table of commands."""
    from bezirkskoordination.ui.shortcuts import ShortcutsDialog

    ShortcutsDialog(window).exec()


def about(window: "MainWindow") -> None:
    """Version and licences."""
    from bezirkskoordination.ui.about import AboutDialog

    AboutDialog(window).exec()
