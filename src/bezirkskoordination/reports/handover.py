"""The Übergabepaket: the office file under the successor's own passphrase, and what she needs on paper.

It fills a folder that is not in its place yet; placing it, and noting the handover, is for whoever asks.
"""

import hashlib
from collections.abc import Callable
from datetime import date
from pathlib import Path

from bezirkskoordination.records.refusal import BadValue
from bezirkskoordination.reports import handover_lists, handover_protocol, pdf
from bezirkskoordination.reports.handover_protocol import Handed, HandedFile
from bezirkskoordination.store import passphrase as judged
from bezirkskoordination.store.disk import SUFFIX
from bezirkskoordination.store.folder import NewFolder
from bezirkskoordination.store.office import OfficeFile
from bezirkskoordination.store.settings import district_on, setting

#: How much of the work is over with each part, in hundredths.
_COPIED, _LISTED, _ALL = 60, 85, 100
_TITLES = handover_lists.TITLE, handover_protocol.TITLE

Steps = Callable[[int, int], None]


def known_names(office: OfficeFile, told: Handed) -> tuple[str, ...]:
    """Names that somebody here would try first as a passphrase."""
    read = office.read
    district = district_on(read, told.on)
    place = (district.name, district.city) if district else ()
    return (*place, setting(read, "office_name"), setting(read, "coordinator"), handover_protocol.successor(read, told))


def pack(
    office: OfficeFile, told: Handed, passphrase: str, folder: NewFolder, today: date,
    steps: Steps = lambda *_: None,
) -> tuple[str, bytes]:  # fmt: skip
    """Fill the folder; gives the name and the bytes of the protocol.

    Refuses a passphrase that is weak or the old one (BadValue at „passphrase“). `steps(done, 100)` hears how far it
    is and may refuse to go on.
    """
    try:
        judged.check(passphrase, known_names(office, told))
    except BadValue as refusal:
        raise refusal.at("passphrase") from None
    name = office.path.with_suffix(SUFFIX).name
    copy = folder.filling / name
    office.copy_under(copy, passphrase, lambda done, total: steps(done * _COPIED // max(total, 1), _ALL))
    lists = pdf.render(
        handover_lists.collect(office.read, today),
        lambda share: steps(_COPIED + round(share * (_LISTED - _COPIED)), _ALL),
    )
    lists_name, protocol_name = (f"{str(title).replace(' ', '_')}.pdf" for title in _TITLES)
    folder.add(lists_name, lists)
    files = (
        HandedFile(name, copy.stat().st_size, _sha256(copy)),
        HandedFile(lists_name, len(lists), hashlib.sha256(lists).hexdigest()),
    )
    protocol = pdf.render(
        handover_protocol.collect(office.read, told, files, today),
        lambda share: steps(_LISTED + round(share * (_ALL - _LISTED)), _ALL),
    )
    folder.add(protocol_name, protocol)
    return protocol_name, protocol


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
