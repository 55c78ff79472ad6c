"""The archive of what was handed out: every issued paper with its checksum, read from the office file and held
against it. Nothing is changed here.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bezirkskoordination.i18n import N_, Text
from bezirkskoordination.records.council import ISSUED, Report, ReportStatus
from bezirkskoordination.records.money import Claim, ClaimStatus
from bezirkskoordination.records.office import Attachment
from bezirkskoordination.records.refusal import Refused
from bezirkskoordination.store.unit import Reader

_PUBLIC, _INTERNAL = N_("Archive", "Öffentlichkeit (Ö)"), N_("Archive", "nur intern (N)")
_CITY = N_("Archive", "Stadt")
_BROKEN = N_("Archive", "Das Papier {} ist nicht mehr, was ausgegeben wurde. Bitte eine Sicherung zurückholen.")
_CLAIM = N_("Archive", "Erstattungsantrag {}")


@dataclass(frozen=True, slots=True)
class IssuedPaper:
    """A paper as it was handed out: of which record, how it is called, for whom, since when, and the kept file."""

    about: Report | Claim
    paper: str
    audience: Text
    on: date
    file: Attachment

    @property
    def number(self) -> str:
        """„Unser Zeichen“."""
        return self.about.number


def issued(read: Reader) -> list[IssuedPaper]:
    """Every paper that was handed out, the newest first; both twins of a report are papers of their own."""
    found = [*_reports(read), *_claims(read)]
    return sorted(found, key=lambda one: (one.on, one.number, one.file.id or 0), reverse=True)


def _reports(read: Reader) -> Iterator[IssuedPaper]:
    for one in read.all(Report):
        if one.status not in ISSUED:
            continue
        on = _since(read, one, ReportStatus.RELEASED.value) or one.dated_on
        for audience, pdf in ((_PUBLIC, one.public_pdf), (_INTERNAL, one.internal_pdf)):
            if pdf is not None:
                yield IssuedPaper(one, one.subject, audience, on, read.get(Attachment, pdf))


def _claims(read: Reader) -> Iterator[IssuedPaper]:
    for one in read.all(Claim):
        if one.issued is not None and one.status is not ClaimStatus.DRAFT:
            history = read.history(one)
            if history:
                yield IssuedPaper(
                    one, _CLAIM(one.year), _CITY, history[0].effective_on, read.get(Attachment, one.issued)
                )


def _since(read: Reader, record: Report, status: str) -> date | None:
    return next((event.effective_on for event in read.history(record) if event.status == status), None)


def is_intact(read: Reader, paper: IssuedPaper) -> bool:
    """Whether the kept file is, byte for byte, what was handed out."""
    try:
        return hashlib.sha256(read.blob(paper.file.sha256)).hexdigest() == paper.file.sha256
    except Refused:  # it is not there any more
        return False


def handed_out(read: Reader, paper: IssuedPaper) -> bytes:
    """The paper once more, byte for byte; refuses when it is not what it was."""
    if not is_intact(read, paper):
        raise Refused(_BROKEN, paper.number)
    return read.blob(paper.file.sha256)


def same_as(papers: list[IssuedPaper], data: bytes) -> IssuedPaper | None:
    """The issued paper that a file from elsewhere is a true copy of; None if it is none."""
    sha256 = hashlib.sha256(data).hexdigest()
    return next((one for one in papers if one.file.sha256 == sha256), None)
