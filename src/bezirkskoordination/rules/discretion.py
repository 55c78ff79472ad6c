"""Words that may not be kept about people: what a Führungszeugnis says, and whatever would stand for it."""

import re
import unicodedata
from collections.abc import Iterator

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.council import Paper, Report, Resolution
from bezirkskoordination.records.fields import Record
from bezirkskoordination.records.kinds import NOTE, ROWS, TEXT

CAUTION = N_("Discretion", "Ergebnisse eines Führungszeugnisses dürfen nicht festgehalten werden.")
_FORBIDDEN = N_(
    "Discretion",
    "Ergebnisse eines Führungszeugnisses dürfen nicht festgehalten werden. Bitte die Stelle im Text löschen;"
    " alles andere ist noch da.",
)
_CRIMES = N_("Discretion", "Angaben zu Straftaten dürfen nicht festgehalten werden (Art. 10 DSGVO).")

_FOR_THE_COUNCIL = (Paper, Resolution, Report)
_CERTIFICATE = re.compile(
    r"f(?:ü|ue)hrungs\s*-?\s*zeugni|\befz\b|\berw(?:eitertes|\.)?\s*fz\b|\bbzrg?\b|zentralregister"
    r"|strafregister|polizeiliches zeugnis"
)
#: What a certificate may say, for better or worse: both are its result.
_RESULT = re.compile(
    r"\beintr(?:ag|ags|ages|äge|aege|ägen|aegen)\b|\beintragung|\bohne befund|\bnegativ|\bpositiv|\bsauber"
    r"|\b(?:un)?belastet|\b(?:un)?auff[aä]llig|\beinschl[aä]gig|\bin ordnung\b|\bverurteil|\bstraftat|\bstrafe"
    r"|\bok\b|\beinwandfrei|\bbedenk|\bproblematisch|\b(?:nicht |un)geeignet|\bnicht vermittelbar|\bfreigabe nicht"
    r"|\bkeine freigabe|\bverweigert|\babgelehnt|\bnicht bestanden|\bdurchgefallen|\bdelikt|\bverdacht"
)
#: These need no certificate beside them.
_PLAIN = re.compile(r"\bvorbestraft|\bvorstrafe")
_CRIME = re.compile(
    r"\bverurteilt|\bverurteilung|\bstraftat|\bstrafverfahren|\bhaftstrafe|\bauf bewährung|\bstraff[aä]llig"
)


def _read(text: str) -> str:
    """A text as it is searched: „ü“ as one sign (a Mac writes two), no hidden places to break a word at."""
    return unicodedata.normalize("NFC", text).replace("\u00ad", "").casefold()


def names_certificate(text: str) -> bool:
    """Whether a text (or the name of a file) speaks of a Führungszeugnis."""
    return bool(_CERTIFICATE.search(_read(text)))


def forbidden(text: str) -> str:
    """Why a text may not be kept; empty if it may."""
    said = _read(text)
    if _PLAIN.search(said) or (_CERTIFICATE.search(said) and _RESULT.search(said)):
        return str(_FORBIDDEN)
    return ""


def caution(text: str) -> str:
    """What is to be remembered while somebody writes; empty if nothing."""
    said = _read(text)
    if _CERTIFICATE.search(said) or _PLAIN.search(said):
        return str(CAUTION)
    return str(_CRIMES) if _CRIME.search(said) else ""


def free_texts(record: Record) -> Iterator[tuple[str, str]]:
    """What a record says in somebody's own words: field and text, those of owned rows among them.

    Any words may be about somebody, be it the label of a reason. Only what is written for the council is no note.
    """
    for field in record.type.fields:
        value = getattr(record, field.name)
        if not value or (isinstance(record, _FOR_THE_COUNCIL) and not field.personal):
            continue
        if field.kind in (TEXT, NOTE):
            yield field.name, value
        elif field.kind is ROWS:
            for row in value:
                words = (getattr(row, one.name) for one in field.details.row.rows.fields if one.kind in (TEXT, NOTE))
                yield from ((field.name, text) for text in words if text)
