"""Inviting to the meeting that is shown, and handing it out as a calendar entry: what the window's commands do."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFileDialog

from bezirkskoordination import paths
from bezirkskoordination.actions import editing
from bezirkskoordination.actions.editing import Step
from bezirkskoordination.exchange.targets import placed
from bezirkskoordination.i18n import N_
from bezirkskoordination.records.network import COUNCIL, Body, Meeting, MeetingStatus
from bezirkskoordination.store.settings import setting
from bezirkskoordination.ui.meeting_form import MeetingForm
from bezirkskoordination.ui.saying import Saying

if TYPE_CHECKING:
    from bezirkskoordination.ui.window import MainWindow

_CHOOSE = N_("Invitations", "Bitte zuerst ein Treffen wählen.")
_COUNCIL = N_("Invitations", "Zu seinen Sitzungen lädt der Stadtbezirksrat selbst ein.")
_NOBODY = N_("Invitations", "Unter „Teilnehmende“ steht noch niemand, der eingeladen wird.")
_OVER = N_("Invitations", "Dieses Treffen ist vorbei oder fällt aus; eingeladen wird zu keinem solchen.")
_TITLE = N_("Invitations", "Einladungen")
_INVITED = N_("Invitations", "Treffen „{}“: eingeladen")
_NO_SENDER = N_(
    "Invitations", "In den Einstellungen fehlt die Anschrift des Büros: Der Brief hat dann keine Rücksendeangabe."
)
_NO_TIME, _NO_PLACE = (
    N_("Invitations", "Die Uhrzeit fehlt noch."), N_("Invitations", "Der Ort fehlt noch."),
)  # fmt: skip
_NO_AGENDA = N_("Invitations", "Die Tagesordnung ist noch leer.")
_CALENDAR, _CALENDAR_FILES = N_("Invitations", "Kalenderdatei speichern"), N_("Invitations", "Kalender (*.ics)")
_WRITTEN = N_("Invitations", "Gespeichert: {}")


def _shown(window: "MainWindow") -> tuple[MeetingForm, Meeting] | None:
    """The meeting that is shown, saved; None and said if there is none or it cannot be saved."""
    form = window.record_page.form if window.record_page else None
    if not isinstance(form, MeetingForm) or (form.record is None and not form.is_new):
        window.say(str(_CHOOSE))
        return None
    if form.is_new and not form.save():
        return None
    if not form.leave() or (meeting := form.meeting) is None:
        return None
    return form, meeting


def hints(window: "MainWindow", meeting: Meeting) -> list[str]:
    """What should be seen to before an invitation goes out."""
    missing = (
        (_NO_TIME, not meeting.time_from), (_NO_PLACE, not meeting.place), (_NO_AGENDA, not meeting.agenda),
        (_NO_SENDER, not setting(window.desk.office.read, "office_address")),
    )  # fmt: skip
    return [str(said) for said, is_so in missing if is_so]


def invite(window: "MainWindow") -> None:
    """Show who is to be invited and how; then letters, mail or only a note of it."""
    found = _shown(window)
    if found is None:
        return
    form, meeting = found
    read, today = window.desk.office.read, window.today()
    from bezirkskoordination.reports import invitation  # late: it draws papers
    from bezirkskoordination.rules.inviting import asked
    from bezirkskoordination.ui.invite_dialog import InviteDialog
    from bezirkskoordination.ui.printing import hand_out

    if read.get(Body, meeting.body).kind == COUNCIL:
        form.refused(str(_COUNCIL))
        return
    if meeting.status not in (MeetingStatus.PLANNED, MeetingStatus.INVITED):
        form.refused(str(_OVER))
        return
    people = asked(read, meeting, today)
    if not people:
        form.refused(str(_NOBODY))
        form.tabs.setCurrentIndex(1)
        form.attendance.who.setFocus()
        return
    title = meeting.title(read.names)
    is_planned = meeting.status is MeetingStatus.PLANNED

    def note() -> None:
        if is_planned:
            step = Step(MeetingStatus.INVITED, today)
            window.desk.do(_INVITED(title), lambda unit: editing.take(unit, meeting, step))

    def letters() -> None:
        def keep(_name: str, _data: bytes) -> None:
            note()
            dialog.accept()

        stem = f"{_TITLE}_{meeting.on_date:%Y-%m-%d}"
        hand_out(window, str(_TITLE), stem, lambda _steps: invitation.make(read, meeting, today), keep)

    def note_only() -> None:
        dialog.accept()
        with Saying(form.refused):
            note()

    ways: dict[str, Any] = {"letters": letters, "calendar": lambda: calendar(window)}
    if is_planned:
        ways["note"] = note_only
    dialog = InviteDialog(title, people, hints(window, meeting), invitation.text(read, meeting), ways, form)
    form.open_dialog(dialog)


def calendar(window: "MainWindow") -> None:
    """Write the meeting that is shown as a calendar entry; nobody's name goes along."""
    found = _shown(window)
    if found is None:
        return
    _form, meeting = found
    proposed = paths.documents() / f"{_stem(window, meeting)}.ics"
    name, _filter = QFileDialog.getSaveFileName(window, str(_CALENDAR), str(proposed), str(_CALENDAR_FILES))
    if not name:
        return
    from bezirkskoordination.exchange import calendars  # late: rarely needed

    target = Path(name if name.lower().endswith(".ics") else f"{name}.ics")
    with Saying(window.say):
        data = calendars.calendar(window.desk.office.read, [meeting], datetime.now().astimezone())
        with placed(target) as new:
            new.write_bytes(data)
        window.say(_WRITTEN(target.name))


def _stem(window: "MainWindow", meeting: Meeting) -> str:
    body = window.desk.office.read.get(Body, meeting.body).name
    return f"{body}_{meeting.on_date:%Y-%m-%d}".replace("/", "-").replace(" ", "_")
