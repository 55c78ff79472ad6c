"""The commands of the window as a table: menu, header, palette, shortcut help and handbook all read it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QKeySequence

from bezirkskoordination.i18n import N_, Text
from bezirkskoordination.records import SIDEBAR
from bezirkskoordination.records.fields import Place, View
from bezirkskoordination.reports.papers import PAPERS, PrintedPaper
from bezirkskoordination.ui import outings, printing, slot_question

if TYPE_CHECKING:
    from bezirkskoordination.ui.window import MainWindow

_FILE, _EDIT, GO = N_("Menu", "Datei"), N_("Menu", "Bearbeiten"), N_("Menu", "Gehe zu")
PRINT, _HELP = N_("Menu", "Drucken"), N_("Menu", "Hilfe")
#: Not a menu of the window: what is found by its name only.
ONLY_FOUND = N_("Menu", "Weitere Papiere")


def _always(_window: "MainWindow") -> bool:
    return True


def _on_list(window: "MainWindow") -> bool:
    return window.record_page is not None


@dataclass(frozen=True, slots=True)
class Command:
    """Something the user can do from anywhere. `text` may show what it would act on, through `live`."""

    name: str
    menu: Text
    text: Text
    run: Callable[[Any], object]
    shortcut: str = ""
    icon: str = ""
    enabled: Callable[["MainWindow"], bool] = _always
    live: Callable[["MainWindow"], str] | None = None


def _undo_text(window: "MainWindow") -> str:
    label = window.desk.undo_label
    return N_("Commands", "Rückgängig: {}")(label) if label else str(N_("Commands", "Rückgängig"))


def _redo_text(window: "MainWindow") -> str:
    label = window.desk.redo_label
    return N_("Commands", "Wiederholen: {}")(label) if label else str(N_("Commands", "Wiederholen"))


def _on(type_name: str) -> Callable[["MainWindow"], bool]:
    """On a page of records of this type."""

    def enabled(window: "MainWindow") -> bool:
        page = window.record_page
        return page is not None and page.view.type.name == type_name

    return enabled


_on_expense, _on_claim, _on_person = _on("expense"), _on("claim"), _on("person")
_on_talk, _on_institutions, _on_meeting = _on("contact_note"), _on("institution"), _on("meeting")
_on_need, _on_profile = _on("support_need"), _on("activity_profile")
_on_report = _on("report")


def _on_texts(verb: str, window: "MainWindow") -> None:
    outings.on_report(window, verb)


def _can_step(verb: str, window: "MainWindow") -> bool:
    page: Any = window.record_page
    return _on_report(window) and verb in page.report_form.steps.verbs


def _on_steps(verb: str, window: "MainWindow") -> None:
    page: Any = window.record_page
    getattr(page.report_form.steps, verb)()


def _has_next_step(window: "MainWindow") -> bool:
    return hasattr(window.record_page, "next_step")


def _step_text(window: "MainWindow") -> str:
    words = getattr(window.record_page, "step_words", None)
    return N_("Commands", "Nächster Schritt: {}")(words) if words else str(N_("Commands", "Nächster Schritt"))


def _has_steps(window: "MainWindow") -> bool:
    """On a page of records whose status is changed by steps; without one that is shown nothing is asked."""
    page = window.record_page
    if page is None or page.view.type.status is None:
        return False
    return page.form_class is None or not page.form_class.steps_elsewhere


def _page(name: str) -> Callable[[Any], object]:
    return lambda window: window.open_page(name)


#: Pages with a key of their own; Alt+1 is „Heute“.
_KEYS = {
    "volunteer": 2, "institution": 3, "report": 4, "paper": 5, "expense": 6, "budget": 7, "task": 8, "person": 9,
    "claim": 0,
}  # fmt: skip


#: Pages of the daily way from a need to done.
_LETTERS = {"support_need": "B", "hours": "H"}


def _to(page: View | Place, icon: str) -> Command:
    """Go to a page of the sidebar."""
    key = f"Alt+{_KEYS[page.name]}" if page.name in _KEYS else ""
    key = f"Ctrl+Shift+{_LETTERS[page.name]}" if page.name in _LETTERS else key
    return Command(page.name, GO, page.label, _page(page.name), key, page.type.icon if isinstance(page, View) else icon)


def _to_print(paper: PrintedPaper) -> Command:
    """Print a paper; one that no menu lists is found by its name (Strg+K) and where it belongs."""
    name, enabled = printing.command_name(paper), partial(printing.can_print, paper)
    menu = PRINT if paper.listed else ONLY_FOUND
    return Command(name, menu, paper.label, printing.verb(paper), "", "print", enabled)


def _of_consents(name: str, menu: Text, text: Text, shortcut: str = "") -> Command:
    """A verb about what the shown person has agreed to or was released for."""

    def run(window: "MainWindow") -> None:
        from bezirkskoordination.ui.consents_tab import ConsentsTab  # late: what is bound to a person comes along

        page = window.record_page
        if page and (tab := page.form.tab_of(ConsentsTab)) is not None:
            tab.verb(name)

    return Command(name, menu, text, run, shortcut, "privacy", _on_person)


COMMANDS: tuple[Command, ...] = (
    Command("new", _EDIT, N_("Commands", "Neu"), outings.new, "Ctrl+N", "add"),
    Command("take_slip", _EDIT, N_("Commands", "Eingangszettel …"), outings.slip, "Ctrl+Shift+N", "mail"),
    Command("save", _EDIT, N_("Commands", "Speichern"), lambda w: w.record_page.save(), "Ctrl+S", "check", _on_list),
    Command(
        "undo", _EDIT, N_("Commands", "Rückgängig"), lambda w: w.undo(), "Ctrl+Z", "undo",
        lambda w: bool(w.desk.undo_label), _undo_text,
    ),
    Command(
        "redo", _EDIT, N_("Commands", "Wiederholen"), lambda w: w.redo(), "Ctrl+Shift+Z", "redo",
        lambda w: bool(w.desk.redo_label), _redo_text,
    ),
    Command(
        "duplicate", _EDIT, N_("Commands", "Kopieren als neuen Eintrag"), lambda w: w.record_page.duplicate(), "Ctrl+D",
        "duplicate", _on_list,
    ),
    Command(
        "as_last_month", _EDIT, N_("Commands", "Auslage wie letzten Monat"), lambda w: w.record_page.as_last_month(),
        "Ctrl+M", "duplicate", _on_expense,
    ),
    Command(
        "trip", _EDIT, N_("Commands", "Fahrt mit dem eigenen Wagen erfassen"), outings.begin_trip, "", "money",
    ),
    Command(
        "receipts", _EDIT, N_("Commands", "Belege aufnehmen …"), lambda w: w.record_page.choose_receipts(), "",
        "attachment", _on_expense,
    ),
    Command(
        "invite", _EDIT, N_("Commands", "Zum Treffen einladen …"), outings.invite, "Ctrl+Shift+I", "meeting",
        _on_meeting,
    ),
    Command(
        "next_step", _EDIT, N_("Commands", "Nächster Schritt"), lambda w: w.record_page.next_step(),
        "Ctrl+Shift+Return", "check", _has_next_step, _step_text,
    ),
    Command("calendar", _FILE, N_("Commands", "Treffen als Kalenderdatei …"), outings.calendar, "", "meeting",
            _on_meeting),
    Command(
        "change_status", _EDIT, N_("Commands", "Status ändern …"), lambda w: w.record_page.form.change_status(),
        "Ctrl+Shift+S", "check", _has_steps,
    ),
    Command(
        "merge", _EDIT, N_("Commands", "Bedarf zusammenführen …"), lambda w: w.record_page.form.ask_merge(), "",
        "duplicate", _on_need,
    ),
    Command("talk", _EDIT, N_("Commands", "Gespräch eintragen …"), outings.talk, "Ctrl+G", "phone"),
    Command(
        "followed_up", _EDIT, N_("Commands", "Wiedervorlage erledigt"), lambda w: w.record_page.form.follow_up(),
        "Ctrl+Shift+G", "check", _on_talk,
    ),
    Command(
        "who_can", GO, N_("Commands", "Wer kann heute?"), outings.who_can, "Ctrl+Shift+K", "people",
        live=lambda w: slot_question.words(w.desk.office.clock()),
    ),
    Command(
        "together", _EDIT, N_("Commands", "Alle offenen Bedarfe zusammen verteilen …"), outings.distribute, "", "need",
    ),
    Command(
        "confirm", _EDIT, N_("Commands", "Angaben bestätigt (Institution, Angebot)"), lambda w: w.record_page.confirm(),
        "Ctrl+Shift+A", "check", lambda w: _on_institutions(w) or _on_profile(w),
    ),
    _of_consents("consent", _EDIT, N_("Commands", "Einwilligung eintragen …"), "Ctrl+Shift+E"),
    _of_consents("withdraw", _EDIT, N_("Commands", "Widerruf einer Einwilligung eintragen …"), "Ctrl+Shift+W"),
    _of_consents("release", ONLY_FOUND, N_("Commands", "Freigabe anfordern (Führungszeugnis) …")),
    _of_consents("inspection", ONLY_FOUND, N_("Commands", "Einsicht in Führungszeugnis eintragen …")),
    _of_consents("declaration", ONLY_FOUND, N_("Commands", "Erklärung eintragen (Verschwiegenheit) …")),
    Command("delete", _EDIT, N_("Commands", "Löschen"), lambda w: w.record_page.delete(), "", "delete", _on_list),
    Command(
        "filter", _EDIT, N_("Commands", "Liste filtern"), lambda w: w.record_page.focus_filter(), "Ctrl+F", "filter",
        _on_list,
    ),
    Command("search", _EDIT, N_("Commands", "Alles durchsuchen"), lambda w: w.focus_search(), "Ctrl+K", "search"),
    Command("today", GO, N_("Commands", "Heute"), _page("today"), "Alt+1", "today"),
    *(_to(page, entry.icon) for entry in SIDEBAR for page in entry.pages),
    Command(
        "next_tab", GO, N_("Commands", "Nächster Reiter"), lambda w: w.pages.turn(1), "Ctrl+PgDown", "chevron-right",
        lambda w: w.pages.turns,
    ),
    Command(
        "previous_tab", GO, N_("Commands", "Voriger Reiter"), lambda w: w.pages.turn(-1), "Ctrl+PgUp", "up",
        lambda w: w.pages.turns,
    ),
    Command("settings", GO, N_("Commands", "Einstellungen"), _page("settings"), "Ctrl+,", "settings"),
    Command(
        "write_report", _FILE, N_("Commands", "Bericht schreiben …"), outings.write_report, "Ctrl+R", "report"
    ),
    *(
        Command(name, _EDIT, text, partial(_on_texts, verb), key, icon, _on_report)
        for name, verb, text, key, icon in (
            ("report_place", "choose_place", N_("Commands", "Bericht: Zahl einsetzen …"), "F6", "report"),
            ("report_open", "mark_open", N_("Commands", "Bericht: offene Stelle"), "F7", "report"),
            ("report_next", "next_open", N_("Commands", "Bericht: nächste offene Stelle"), "F8", "chevron-right"),
            ("report_take", "take_last", N_("Commands", "Bericht: letzten Text übernehmen"), "F9", "report"),
            ("report_paste", "paste_back", N_("Commands", "Bericht: korrigierte Fassung einfügen …"), "Ctrl+Shift+V",
             "import"),
        )
    ),
    *(
        Command(
            f"report_{verb}", ONLY_FOUND, text, partial(_on_steps, verb), "", "check", partial(_can_step, verb)
        )
        for verb, text in (
            ("freeze", N_("Commands", "Bericht: Zahlen einfrieren")),
            ("unfreeze", N_("Commands", "Bericht: Zahlen wieder öffnen")),
            ("release", N_("Commands", "Bericht: freigeben …")),
            ("submit", N_("Commands", "Bericht: eingereicht …")),
            ("discuss", N_("Commands", "Bericht: zur Kenntnis genommen …")),
            ("correct", N_("Commands", "Bericht: berichtigen")),
        )
    ),
    Command(
        "collect_claim", _FILE, N_("Commands", "Erstattungsantrag zusammenstellen …"), outings.collect_claim, "",
        "money",
    ),
    Command(
        "claim_paper", PRINT, N_("Commands", "Erstattungsantrag als PDF …"), outings.claim_paper, "", "print",
        _on_claim,
    ),
    Command(
        "claim_sheets", PRINT, N_("Commands", "Belegbogen als PDF …"), lambda w: outings.claim_paper(w, sheets=True),
        "", "print", _on_claim,
    ),
    Command("import", _FILE, N_("Commands", "Liste einlesen …"), outings.read_in, "Ctrl+I", "import", _on_list),
    Command(
        "export", _FILE, N_("Commands", "Liste ausgeben …"), outings.export, "Ctrl+E", "export", _on_list
    ),
    Command("backup", _FILE, N_("Commands", "Sicherung anlegen …"), outings.backup, "Ctrl+B", "backup"),
    Command(
        "hand_over", _FILE, N_("Commands", "Amt übergeben …"), outings.hand_over, "", "export",
        lambda w: w.desk.office.encrypted,
    ),
    Command("check", _FILE, N_("Commands", "Datei prüfen"), outings.check, "", "check"),
    Command(
        "lock", _FILE, N_("Commands", "Sperren"), lambda w: w.lock(), "Ctrl+L", "lock",
        lambda w: w.desk.office.encrypted,
    ),
    Command(
        "practise", _FILE, N_("Commands", "Mit Beispielbezirk üben"), lambda w: w.practise_wanted.emit(), "", "people",
        lambda w: w.desk.office.encrypted,
    ),
    Command("quit", _FILE, N_("Commands", "Beenden"), lambda w: w.close(), "Ctrl+Q", "close"),
    *map(_to_print, PAPERS),
    Command(
        "insured", PRINT, N_("Commands", "Liste für die Versicherung als CSV …"), outings.export_insured, "", "export"
    ),
    Command("handbook", _HELP, N_("Commands", "Handbuch"), outings.handbook, "F1", "help"),
    Command("shortcuts", _HELP, N_("Commands", "Tasten"), outings.shortcuts, "Shift+F1", "help"),
    Command("about", _HELP, N_("Commands", "Über Bezirkskoordination"), outings.about, "", "info"),
)  # fmt: skip

BY_NAME = {command.name: command for command in COMMANDS}
MENUS: tuple[Text, ...] = (_FILE, _EDIT, GO, PRINT, _HELP)


_GERMAN = {
    "Ctrl": "Strg", "Shift": "Umschalt", "PgDown": "Bild ab", "PgUp": "Bild auf", "Return": "Eingabe",
}  # fmt: skip


def key_text(shortcut: str) -> str:
    """A shortcut as it stands on a German keyboard."""
    shown = QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText)
    for english, german in _GERMAN.items():
        shown = shown.replace(english, german)
    return shown
