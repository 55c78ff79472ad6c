"""Which tab shows the records that refer to one: the general one, or one that can do more, by type and field."""

from bezirkskoordination.ui.context import Context
from bezirkskoordination.ui.network_tabs import ContactsTab, CooperationTab
from bezirkskoordination.ui.related import RelatedTab

_SPECIAL: dict[tuple[str, str], type[RelatedTab]] = {
    ("contact_person", "institution"): ContactsTab,
    ("contact_person", "person"): ContactsTab,
    ("cooperation", "institution"): CooperationTab,
}


def related_tab(name: str, field: str, context: Context) -> RelatedTab:
    """The tab for the records of a view that refer to another by a field."""
    return _SPECIAL.get((name, field), RelatedTab)(name, field, context)
