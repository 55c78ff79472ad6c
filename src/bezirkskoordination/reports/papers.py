"""The papers that are printed about a record or about the office, by their codes: menus and `bezirk print` read it.

Knows names only; what draws a paper is loaded when it is made.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING, cast

from bezirkskoordination.i18n import N_, Text
from bezirkskoordination.records.council import DRAFTS, MOTIONS, QUESTION, STATEMENT
from bezirkskoordination.records.fields import Record, View
from bezirkskoordination.reports.formats import BY_ENDING

if TYPE_CHECKING:
    from bezirkskoordination.reports.document import Document
    from bezirkskoordination.store.unit import Reader

    Maker = Callable[[Reader, Record | None, date], bytes]


PDF, WORD = ".pdf", ".docx"


@dataclass(frozen=True, slots=True)
class PrintedPaper:
    """A paper: `of` names the view or record type it is about, empty for the whole office.

    `listed` says whether menus offer it; what has many variants is offered where it belongs.
    `maker` is „module:function“ below this package; it is given the reader, the record (None for the office) and the
    day, and gives the bytes of the PDF. `told` is another that gives the Document, where it may be had as a Word file.
    `kinds` are those of its records (codes) that it is for; empty for all.
    """

    code: str
    label: Text
    of: str
    maker: str
    listed: bool = True
    told: str = ""
    kinds: frozenset[str] = frozenset()

    @property
    def endings(self) -> tuple[str, ...]:
        """The kinds of file that it can be had in, the paper itself first."""
        return (PDF, WORD) if self.told else (PDF,)

    def make(self, read: "Reader", record: Record | None, today: date, ending: str = PDF) -> bytes:
        """The bytes of the PDF, or of the file with another of its `endings`. Raises `Refused` when it cannot be."""
        if ending == PDF:
            return cast("Maker", _function(self.maker))(read, record, today)
        document = cast("Callable[[Reader, Record | None, date], Document]", _function(self.told))
        return BY_ENDING[ending].render(document(read, record, today))

    def fits(self, record: Record | None) -> bool:
        """Whether this very record is of a kind that is printed like this."""
        return not self.kinds or getattr(record, "kind", "") in self.kinds

    def is_about(self, view: View) -> bool:
        """Whether a record of this view can be printed like this."""
        return self.of in (view.name, view.type.name)


def _function(named: str) -> object:
    module, _, function = named.partition(":")
    return cast("object", getattr(import_module(f"{__package__}.{module}"), function))


#: Empty consent sheets to take along, by language.
_SHEETS = (
    ("de", N_("Paper", "Einwilligungsbogen leer")),
    ("ar", N_("Paper", "Einwilligungsbogen leer, Deutsch und Arabisch")),
    ("en", N_("Paper", "Einwilligungsbogen leer, Deutsch und Englisch")),
    ("fa", N_("Paper", "Einwilligungsbogen leer, Deutsch und Persisch")),
    ("fr", N_("Paper", "Einwilligungsbogen leer, Deutsch und Französisch")),
    ("ru", N_("Paper", "Einwilligungsbogen leer, Deutsch und Russisch")),
    ("ti", N_("Paper", "Einwilligungsbogen leer, Deutsch und Tigrinisch")),
    ("tr", N_("Paper", "Einwilligungsbogen leer, Deutsch und Türkisch")),
    ("uk", N_("Paper", "Einwilligungsbogen leer, Deutsch und Ukrainisch")),
)

PAPERS: tuple[PrintedPaper, ...] = (
    PrintedPaper("person_sheet", N_("Paper", "Datenblatt der Person"), "person", "record_sheet:make"),
    PrintedPaper("institution_sheet", N_("Paper", "Datenblatt der Institution"), "institution", "record_sheet:make"),
    PrintedPaper("network_picture", N_("Paper", "Netzwerkbild"), "", "network_paper:make"),
    PrintedPaper("network_picture_a3", N_("Paper", "Netzwerkbild (A3)"), "", "network_paper:make_large"),
    PrintedPaper("cooperation_list", N_("Paper", "Zusammenarbeit als Liste"), "", "cooperation_list:make"),
    PrintedPaper("phone_list", N_("Paper", "Telefonliste der Institutionen"), "", "phone_list:make"),
    PrintedPaper("consent", N_("Paper", "Einwilligungsbogen"), "person", "consent_paper:make"),
    PrintedPaper("information", N_("Paper", "Informationsblatt Datenschutz"), "person", "information_sheet:make"),
    PrintedPaper("commitment", N_("Paper", "Erklärung zur Verschwiegenheit"), "person", "commitment_paper:make"),
    PrintedPaper(
        "clearance_request", N_("Paper", "Aufforderung zum Führungszeugnis"), "person", "clearance_request:make"
    ),
    PrintedPaper("insurance_list", N_("Paper", "Liste für die Versicherung"), "", "insurance_list:make"),
    PrintedPaper(
        "information_blank", N_("Paper", "Informationsblatt Datenschutz, ohne Namen"), "", "information_sheet:make"
    ),
    *(
        PrintedPaper(f"consent_{code}", label, "", f"consent_paper:blank_{code}", listed=code == "de")
        for code, label in _SHEETS
    ),
    PrintedPaper("engagement", N_("Paper", "Engagementnachweis"), "person", "engagement:make"),
    PrintedPaper(
        "person_certificates",
        N_("Paper", "Teilnahmebescheinigungen der Person"),
        "person",
        "certificates:make_for_person",
    ),
    PrintedPaper("training_list", N_("Paper", "Teilnehmendenliste"), "training", "training_list:make"),
    PrintedPaper("training_certificate", N_("Paper", "Teilnahmebescheinigungen"), "training", "certificates:make"),
    PrintedPaper("lotsen", N_("Paper", "Liste der Integrationslotsen"), "", "guide_list:make"),
    PrintedPaper("placement", N_("Paper", "Einsatzvereinbarung"), "placement", "placement_paper:make"),
    PrintedPaper("thanks", N_("Paper", "Dankbrief (anderweitig besetzt)"), "enquiry", "thanks_paper:make"),
    PrintedPaper("hours_calls", N_("Paper", "Stunden nachfragen (mit Telefonnummern)"), "", "hours_list:make"),
    PrintedPaper("calls", N_("Paper", "Anrufe heute (mit Telefonnummern)"), "", "call_list:make"),
    PrintedPaper("invitation", N_("Paper", "Einladungen als Briefe"), "meeting", "invitation:make"),
    PrintedPaper("attendance_list", N_("Paper", "Anwesenheitsliste"), "meeting", "attendance_list:make"),
    PrintedPaper("name_cards", N_("Paper", "Namensschilder"), "meeting", "name_cards:make"),
    PrintedPaper("minutes", N_("Paper", "Protokoll"), "meeting", "minutes_paper:make"),
    PrintedPaper(
        "motion",
        N_("Paper", "Antrag oder Anfrage"),
        "paper",
        "motion_paper:make",
        told="motion_paper:collect",
        kinds=MOTIONS | {QUESTION},
    ),
    PrintedPaper(
        "draft_resolution",
        N_("Paper", "Beschlussvorlage"),
        "paper",
        "motion_paper:make",
        told="motion_paper:collect",
        kinds=DRAFTS,
    ),
    PrintedPaper(
        "statement",
        N_("Paper", "Stellungnahme"),
        "paper",
        "statement_paper:make",
        told="statement_paper:collect",
        kinds=frozenset({STATEMENT}),
    ),
    PrintedPaper(
        "presentation",
        N_("Paper", "Präsentationsblatt"),
        "paper",
        "presentation:make",
        told="presentation:told",
        kinds=MOTIONS | DRAFTS,
    ),
    PrintedPaper(
        "talking_sheet",
        N_("Paper", "Sprechzettel für die Sitzung"),
        "",
        "talking_sheet:make",
        told="talking_sheet:collect",
    ),
    PrintedPaper(
        "resolution",
        N_("Paper", "Vermerk zum Beschluss"),
        "resolution",
        "resolution_sheet:make",
        told="resolution_sheet:collect",
    ),
    PrintedPaper("mandate", N_("Paper", "Bestellungsbogen"), "mandate", "mandate_sheet:make"),
    PrintedPaper("handover_lists", N_("Paper", "Unterlagen zur Übergabe"), "", "handover_lists:make"),
    PrintedPaper("privacy_questions", N_("Paper", "Fragen zum Datenschutz"), "", "privacy_questions:make"),
)

BY_CODE = {paper.code: paper for paper in PAPERS}


def papers_of(view: View) -> tuple[PrintedPaper, ...]:
    """What can be printed about a record of this view."""
    return tuple(paper for paper in PAPERS if paper.is_about(view))
