"""Words that may not be kept about people: what a Führungszeugnis says, and whatever would stand for it."""

import re
from collections.abc import Iterator

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.fields import Record
from bezirkskoordination.records.kinds import NOTE, ROWS, TEXT

CAUTION = N_("Discretion", "Ergebnisse eines Führungszeugnisses dürfen nicht festgehalten werden.")
_FORBIDDEN = N_(
    "Discretion",
    "Ergebnisse eines Führungszeugnisses dürfen nicht festgehalten werden. Bitte die Stelle im Text löschen;"
    " alles andere ist noch da.",
)
_CRIMES = N_("Discretion", "Angaben zu Straftaten dürfen nicht festgehalten werden (Art. 10 DSGVO).")

_CERTIFICATE = re.compile(
    r"f(?:ü|ue)hrungs\s*-?\s*zeugni|\befz\b|\bbzrg\b|zentralregister|strafregister|polizeiliches zeugnis"
)
#: What a certificate may say, for better or worse: both are its result.
_RESULT = re.compile(
    r"\beintr(?:ag|ags|ages|äge|aege)\b|\beintragung|\bohne befund|\bnegativ|\bpositiv|\bsauber|\b(?:un)?belastet"
    r"|\b(?:un)?auff[aä]llig|\beinschl[aä]gig|\bin ordnung\b|\bnicht ok\b|\bverurteil|\bstraftat|\bstrafe"
    r"|\bkeine freigabe|\bverweigert|\babgelehnt|\bnicht bestanden|\bdurchgefallen|\bdelikt|\bverdacht"
)
#: These need no certificate beside them.
_PLAIN = re.compile(r"\bvorbestraft|\bvorstrafe")
_CRIME = re.compile(
    r"\bverurteilt|\bverurteilung|\bstraftat|\bstrafverfahren|\bhaftstrafe|\bauf bewährung|\bstraff[aä]llig"
)


def names_certificate(text: str) -> bool:
    """Whether a text (or the name of a file) speaks of a Führungszeugnis."""
    return bool(_CERTIFICATE.search(text.casefold()))


def forbidden(text: str) -> str:
    """Why a text may not be kept; empty if it may."""
    said = text.casefold()
    if _PLAIN.search(said) or (_CERTIFICATE.search(said) and _RESULT.search(said)):
        return str(_FORBIDDEN)
    return ""


def caution(text: str) -> str:
    """What is to be remembered while somebody writes; empty if nothing."""
    said = text.casefold()
    if _CERTIFICATE.search(said) or _PLAIN.search(said):
        return str(CAUTION)
    return str(_CRIMES) if _CRIME.search(said) else ""


def free_texts(record: Record) -> Iterator[tuple[str, str]]:
    """What a record says about people in somebody's own words: field and text, those of owned rows among them."""
    for field in record.type.fields:
        value = getattr(record, field.name)
        if not field.personal or not value:
            continue
        if field.kind in (TEXT, NOTE):
            yield field.name, value
        elif field.kind is ROWS:
            for row in value:
                words = (getattr(row, one.name) for one in field.details.row.rows.fields if one.kind in (TEXT, NOTE))
                yield from ((field.name, text) for text in words if text)
