"""Who works together, as a list: what the picture of the network shows, in words, each tie once from either side."""

from collections import defaultdict
from datetime import date

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.fields import Record
from bezirkskoordination.records.kinds import show_date
from bezirkskoordination.reports import pdf
from bezirkskoordination.reports.document import Column, Document, Heading, Paragraph, Run, Table, Words
from bezirkskoordination.reports.network_picture import Network, count_of, summary
from bezirkskoordination.store.folding import sort_key
from bezirkskoordination.store.settings import setting
from bezirkskoordination.store.unit import Reader

_TITLE = N_("CooperationList", "Zusammenarbeit im Netzwerk")
_STATE = N_("CooperationList", "Stand {}")
_SINCE = N_("CooperationList", "{} (seit\u00a0{})")
_COLUMNS = (
    Column(str(N_("CooperationList", "Institution")), share=0.3),
    Column(str(N_("CooperationList", "Beziehung")), share=0.2),
    Column(str(N_("CooperationList", "zu")), share=0.5),
)


def collect(read: Reader, _record: Record | None, today: date) -> Document:
    """The list as values: for each institution its ties as they read from there, those of one kind together."""
    network, names = Network.read(read, today), read.names
    titles = {one.id or 0: one.title(names) for one in network.institutions}
    rows: list[tuple[Words, ...]] = []
    for here, title in titles.items():
        seen: dict[str, list[str]] = defaultdict(list)
        for tie in (tie for tie in network.ties if tie.touches(here)):
            words, other = tie.seen_from(here)
            seen[str(words)].append(_SINCE(titles[other], tie.since.year) if tie.since else titles[other])
        told: list[tuple[str, str]] = [(words, "; ".join(sorted(seen[words], key=sort_key))) for words in sorted(seen)]
        head: Words = (Run(title, bold=True),)
        rows += [(head if at == 0 else "", *row) for at, row in enumerate(told or [(count_of(0), "")])]
    office = setting(read, "office_name")
    return Document(
        title=str(_TITLE), author=office,
        blocks=(Heading(str(_TITLE), 0), Paragraph(summary(network)), Table(_COLUMNS, tuple(rows))),
        header=office, footer=str(_TITLE), mark=_STATE(show_date(today)),
    )  # fmt: skip


def make(read: Reader, record: Record | None, today: date) -> bytes:
    """The bytes of the PDF."""
    return pdf.render(collect(read, record, today))
