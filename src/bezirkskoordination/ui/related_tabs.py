"""Which tab shows the records that refer to one: the general one, or one that can do more, by type and field."""

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.council import Paper
from bezirkskoordination.ui.context import Context
from bezirkskoordination.ui.network_tabs import ContactsTab, CooperationTab
from bezirkskoordination.ui.related import RelatedTab


class AnswersTab(RelatedTab):
    """The papers that answer one; a new one begins on the page, with what it answers."""

    @property
    def label(self) -> str:
        return str(N_("Related", "Stellungnahmen"))

    def begin_new(self) -> None:
        from bezirkskoordination.ui.council_pages import begin_answer  # late: pages know their tabs

        if isinstance(self._record, Paper):
            begin_answer(self._context, self._record)


_SPECIAL: dict[tuple[str, str], type[RelatedTab]] = {
    ("contact_person", "institution"): ContactsTab,
    ("contact_person", "person"): ContactsTab,
    ("cooperation", "institution"): CooperationTab,
    ("paper", "answers"): AnswersTab,
}


def related_tab(name: str, field: str, context: Context) -> RelatedTab:
    """The tab for the records of a view that refer to another by a field."""
    return _SPECIAL.get((name, field), RelatedTab)(name, field, context)
