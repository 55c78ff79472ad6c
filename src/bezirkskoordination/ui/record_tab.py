"""A tab beside the form of a record, and the table of the tabs that a type of record has of its own.

A tab shows one record at a time and is asked only while it is looked at. Before it changes anything it lets the form
save (`frame.leave`), so that both never write over each other.
"""

from importlib import import_module
from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QWidget

from bezirkskoordination.i18n import N_, Text
from bezirkskoordination.records.fields import Record
from bezirkskoordination.store.unit import Change

if TYPE_CHECKING:
    from bezirkskoordination.ui.record_form import RecordForm


class RecordTab(QWidget):
    """What a record has beside its form."""

    title: Text = N_("Editing", "Reiter")
    #: What others call it by, for example a rule that leads here.
    name = ""

    def show_for(self, record: Record) -> None:
        """Show what belongs to this record."""
        raise NotImplementedError

    def follow(self, changes: list[Change]) -> None:
        """Bring along what has changed."""
        raise NotImplementedError


#: The tabs of a type by its name, in their order, as „module:class“ below this package.
_TABS: dict[str, tuple[str, ...]] = {
    "person": ("consents_tab:ConsentsTab", "privacy_tab:PrivacyTab"),
    "report": (
        "report_figures_tab:FiguresTab", "report_preview_tab:PreviewTab", "report_check_tab:CheckTab",
    ),
    "training": ("participants_tab:ParticipantsTab",),
}  # fmt: skip


def tabs_of(type_name: str, frame: "RecordForm") -> list[RecordTab]:
    """The tabs of a record of this type, for the frame that it is shown in."""
    made = []
    for maker in _TABS.get(type_name, ()):
        module, _, name = maker.partition(":")
        made.append(cast("RecordTab", getattr(import_module(f"{__package__}.{module}"), name)(frame)))
    return made
