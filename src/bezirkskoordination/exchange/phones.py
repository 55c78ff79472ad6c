"""Hints about telephone numbers, and the one form in which two ways of writing a number are equal."""

import re

from bezirkskoordination.i18n import N_, Text

_LOST_ZERO = N_(
    "Import", "„{}“: Vorwahl fehlt, oder die führende Null ging verloren. Übernommen wie geschrieben, bitte prüfen."
)
_IMPOSSIBLE = N_("Import", "„{}“ ist als Telefonnummer zu kurz oder zu lang. Übernommen wie geschrieben, bitte prüfen.")


def hint(phone: str) -> str:
    """What is doubtful about a number, in German; empty if nothing. It is a hint: the number stays as typed."""
    said = _doubt(phone)
    return said(phone) if said else ""


def _doubt(phone: str) -> Text | None:
    # late: the tables of all countries' numbers are needed for an import only
    from phonenumbers import NumberParseException, is_possible_number, parse

    if not re.match(r"\(?\s*(0|\+)", phone):
        return _LOST_ZERO
    try:
        return None if is_possible_number(parse(phone, "DE")) else _IMPOSSIBLE
    except NumberParseException:
        return _IMPOSSIBLE


def dialled(phone: str) -> str:
    """The number as it is dialled from abroad; the mere digits when it is none."""
    from phonenumbers import NumberParseException, PhoneNumberFormat, format_number, parse  # late: see above

    try:
        return format_number(parse(phone, "DE"), PhoneNumberFormat.E164)
    except NumberParseException:
        return re.sub(r"\D", "", phone)
