"""The records behind a figure: their page, narrowed to just these; where they are of several types, one is chosen."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QMenu, QWidget

from bezirkskoordination.i18n import N_
from bezirkskoordination.records import RECORD_TYPES, VIEWS, view
from bezirkskoordination.records.fields import Where
from bezirkskoordination.records.kinds import grouped
from bezirkskoordination.store.query import Query
from bezirkskoordination.ui.context import Context
from bezirkskoordination.ui.record_page import RecordPage

_OF_TYPE = N_("Behind", "{} {}")
_GONE = N_("Behind", "Die Einträge hinter „{}“ sind gelöscht oder haben keine eigene Seite.")


def show_behind(context: Context, behind: Sequence[tuple[str, str]], name: str, parent: QWidget) -> None:
    """Show these records (type name, uid), which a figure of this name was counted from."""
    by_type: dict[str, list[str]] = {}
    for type_name, uid in behind:
        by_type.setdefault(type_name, []).append(uid)
    if len(by_type) == 1:
        _show(context, *next(iter(by_type.items())), name)
        return
    menu = QMenu(parent)
    for type_name, uids in by_type.items():
        words = _OF_TYPE(grouped(len(set(uids))), RECORD_TYPES[type_name].plural)
        menu.addAction(words).triggered.connect(partial(_show, context, type_name, uids, name))
    menu.setActiveAction(menu.actions()[0])
    menu.popup(parent.mapToGlobal(parent.rect().center()))


def _show(context: Context, type_name: str, uids: Sequence[str], name: str, *_checked: object) -> None:
    office, of, wanted = context.desk.office, RECORD_TYPES[type_name], set(uids)
    ids = tuple(key for key, uid in office.read.keys(of.cls) if uid in wanted)
    if not ids:
        context.say(_GONE(name))
        return
    only = (Where("id", ids),)
    takes_all = (one for one in VIEWS if one.type is of and office.lists.count(Query(one, where=only)) == len(ids))
    page = context.open_page(next(takes_all, view(type_name)).name)
    if isinstance(page, RecordPage) and page.view.type is of:
        page.show_only(ids, name)
