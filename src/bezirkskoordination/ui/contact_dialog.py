"""Who a need or a slip is about: shown after asking, one at a time, and gone again when the window closes."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QPushButton, QWidget

from bezirkskoordination.actions import vault
from bezirkskoordination.i18n import N_
from bezirkskoordination.records.needs import NeedContact, SupportNeed
from bezirkskoordination.records.office import Slip
from bezirkskoordination.ui.ask_dialog import AskDialog
from bezirkskoordination.ui.context import Context
from bezirkskoordination.ui.related import suggestions
from bezirkskoordination.ui.widgets import Sources

CONTACT = N_("Needs", "Kontakt zeigen …")
_NO_CONTACT = N_("Needs", "Kontakt eintragen …")
_TITLE = N_("Needs", "Kontakt (geschützt) {}")
_HINT = N_(
    "Needs",
    "Steht in keiner Liste, keiner Suche, keiner Ausgabe und keinem Bericht. Ohne Einwilligung wird er nach {} Tagen"
    " geleert, sonst nach der Frist.",
)
_KEPT, _KEPT_SLIP = (
    N_("Needs", "Geschützter Kontakt zu {} gespeichert"), N_("Needs", "Geschützter Kontakt zum Zettel gespeichert"),
)  # fmt: skip
_FIELDS = ("name", "phone", "email", "address", "language", "consent_on")


def offer(shown: QPushButton, context: Context, about: SupportNeed | Slip, closed: bool) -> None:
    """Let a button say whether there is somebody to show: by the pseudonym, never by the name."""
    contact = vault.contact_of(context.desk.office.read, about)
    there = contact is not None and not vault.is_empty(contact)
    shown.setText(f"{CONTACT} ({contact.pseudonym})" if there and contact else str(_NO_CONTACT))
    shown.setEnabled(there or not closed)


def dialog(context: Context, about: SupportNeed | Slip, kept: Callable[[], object], parent: QWidget) -> AskDialog:
    """The window that shows who it is about, and lets it be changed; `kept` is called when it was."""
    office, today = context.desk.office, context.today()
    contact = vault.contact_of(office.read, about) or vault.blank(about, today)
    of = NeedContact.type
    days = (vault.expires_on(office.read, None, today) - today).days

    def keep(given: dict[str, Any]) -> None:
        label = _KEPT(about.number) if isinstance(about, SupportNeed) else str(_KEPT_SLIP)
        context.desk.do(label, lambda unit: vault.keep(unit, about, replace(contact, **given)))
        context.say(label)
        kept()

    sources = Sources(office.names, suggestions(office))
    fields = [of.field(name) for name in _FIELDS]
    made = AskDialog(_TITLE(contact.pseudonym).strip(), fields, sources, keep, parent, hint=_HINT(days))
    made.put(**{name: getattr(contact, name) for name in _FIELDS})
    return made
