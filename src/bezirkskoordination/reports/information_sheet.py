"""The Informationsblatt of Art. 13 DSGVO, on one page; for somebody whom others reported, that of Art. 14 DSGVO.

Its words stand in `resources/information.toml`; what varies comes from the settings. Nobody is named in the metadata.
"""

import tomllib
from datetime import date
from typing import Any

from bezirkskoordination.i18n import N_
from bezirkskoordination.paths import resource
from bezirkskoordination.records.fields import Record
from bezirkskoordination.records.kinds import show_date
from bezirkskoordination.records.people import Person
from bezirkskoordination.reports import pdf
from bezirkskoordination.reports.document import Document, Heading, Pair, SideBySide
from bezirkskoordination.store.settings import setting
from bezirkskoordination.store.unit import Reader

_TITLE = N_("Information", "Informationen zum Datenschutz")
_FOOT_13 = N_("Information", "Informationen nach Art. 13 DSGVO")
_FOOT_14 = N_("Information", "Informationen nach Art. 14 DSGVO")
_STATE = N_("Information", "Stand {}")
#: What a sheet for nobody in particular rests on, and what stands where nothing has been settled yet.
_CONSENT, _UNSETTLED = "A6_1_A", "OFFEN"
_LINE = "_" * 60
_MONTHS = ("keep_interested_months", "keep_volunteer_months", "clearance_delete_months", "keep_proof_months")


def collect(reader: Reader, person: Person | None, today: date) -> Document:
    """The sheet for somebody, or for anybody."""
    reported = person is not None and person.reported_on is not None
    told: dict[str, Any] = tomllib.loads(resource("information.toml").read_text(encoding="utf-8"))
    words = _words(reader, person)
    rows: list[Pair] = []
    for section in told["section"]:
        if reported or not section.get("reported", False):
            rows += [Pair(section["heading"], bold=True), Pair(section["text"].format(**words))]
    office = setting(reader, "office_name")
    return Document(
        title=str(_TITLE), author=office, header=office, footer=str(_FOOT_14 if reported else _FOOT_13),
        mark=_STATE(show_date(today)), blocks=(Heading(str(_TITLE), level=0), SideBySide(tuple(rows))),
    )  # fmt: skip


def make(reader: Reader, record: Record | None, today: date) -> bytes:
    """The sheet for a person, or with no record for anybody."""
    assert record is None or isinstance(record, Person)
    return pdf.render(collect(reader, record, today))


def _words(reader: Reader, person: Person | None) -> dict[str, str]:
    basis = person.legal_basis if person and person.legal_basis != _UNSETTLED else _CONSENT
    reach = ", ".join(filter(None, (setting(reader, "office_phone"), setting(reader, "office_email"))))
    words = {name: str(setting(reader, name)) for name in _MONTHS}
    for name in ("controller", "dpo", "authority"):
        words[name] = setting(reader, name).replace("\n", ", ") or _LINE
    return words | {
        "office": setting(reader, "office_name"),
        "reach": f" ({reach})" if reach else "",
        "basis": reader.names.label("legal_basis", basis),
        "source": _source(reader, person),
        "reported_on": show_date(person.reported_on) if person else "",
    }


def _source(reader: Reader, person: Person | None) -> str:
    """Who reported somebody: the institution, else the person; else a line to write on."""
    if person is not None and person.reported_by is not None:
        return reader.names.title("institution", person.reported_by)
    if person is not None and person.reported_by_person is not None:
        return reader.names.title("person", person.reported_by_person)
    return "_" * 30
