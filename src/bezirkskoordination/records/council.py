"""The council's papers and the reports that the office owes it. A Vorlagennummer is given by the city, never here."""

from datetime import date
from typing import ClassVar

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.fields import Record, RowType, field, record_type, row_type
from bezirkskoordination.records.kinds import (
    CHOICE,
    DATE,
    FLAG,
    LISTED,
    MINUTES,
    MONEY,
    NOTE,
    REF,
    ROWS,
    STATUS,
    TEXT,
    WHOLE,
    Choice,
)

#: The kinds of paper that rules decide on (codes of the list `paper_type`): what asks for a decision, what answers,
#: what only the administration gives out.
MOTIONS = frozenset({"ANTRAG", "AENDERUNG", "DRINGLICH"})
DRAFTS = frozenset({"BESCHLUSSVORLAGE", "ERGAENZUNG"})
QUESTION, STATEMENT, REPORT = "ANFRAGE", "STELLUNGNAHME", "BERICHT"
NOTICES = frozenset({"MITTEILUNG", "MITTEILUNG_AS"})


class Publicity(Choice):
    """Whether a paper or a sitting is public."""

    PUBLIC = "OE", N_("Publicity", "Ö")
    CLOSED = "N", N_("Publicity", "N")


@row_type
class Consultation:
    """One line of the Beratungsfolge."""

    rows: ClassVar[RowType]

    body: str = field(TEXT, N_("Consultation", "Gremium"))
    role: str = field(LISTED, N_("Consultation", "Zuständigkeit"), default="KENNTNIS", values="consultation_role")
    on_date: date | None = field(DATE, N_("Consultation", "Sitzungstermin"), default=None)
    publicity: Publicity = field(CHOICE, N_("Consultation", "Status"), default=Publicity.PUBLIC, values=Publicity)
    agenda_item: str = field(TEXT, N_("Consultation", "TOP"), default="")
    recommendation: str = field(
        TEXT, N_("Consultation", "Empfehlung"), default="",
        hint=N_("Consultation", "Zum Beispiel „dem Antrag zu folgen“."),
    )  # fmt: skip
    result: str = field(LISTED, N_("Consultation", "Ergebnis"), default="", values="resolution_result")


@row_type
class Topic:
    """A page of a Präsentationsblatt beyond its five usual ones („Aufgaben“, „Kosten“)."""

    rows: ClassVar[RowType]

    heading: str = field(TEXT, N_("Topic", "Überschrift"))
    text: str = field(
        NOTE, N_("Topic", "Text"), default="", hint=N_("Topic", "Zeilen, die mit „- “ beginnen, werden zur Liste.")
    )


@record_type(
    label=N_("Paper", "Vorlage"), plural=N_("Paper", "Vorlagen"), title="{subject}", order_by="on_date",
    icon="resolution",
)  # fmt: skip
class Paper(Record):
    """Antrag, Stellungnahme, Mitteilung …: a paper of the council, ours or another's.

    The proposal and what was resolved are different texts. Which of the texts a paper has, its kind says.
    """

    kind: str = field(LISTED, N_("Paper", "Vorlageart"), values="paper_type", listed=True)
    reference: str = field(
        TEXT, N_("Paper", "Vorlagen-Nr."), default="", listed=True, searched=True,
        hint=N_("Paper", "Wird von der Verwaltung vergeben."),
    )  # fmt: skip
    subject: str = field(TEXT, N_("Paper", "Betreff"), listed=True, searched=True)
    on_date: date | None = field(DATE, N_("Paper", "Datum"), default=None, listed=True)
    originator: str = field(TEXT, N_("Paper", "Eingebracht von"), default="", listed=True, personal=True)
    department: str = field(TEXT, N_("Paper", "Organisationseinheit"), default="")
    recipient: str = field(NOTE, N_("Paper", "Empfänger"), default="")
    proposal: str = field(NOTE, N_("Paper", "Beschlussvorschlag"), default="", searched=True)
    facts: str = field(NOTE, N_("Paper", "Sachverhalt"), default="", searched=True)
    statement: str = field(NOTE, N_("Paper", "Stellungnahme"), default="", searched=True)
    advice: str = field(
        NOTE, N_("Paper", "Beschlussempfehlung"), default="", searched=True,
        hint=N_("Paper", "Zum Beispiel: „Die Koordinierungsstelle schlägt vor, dem Antrag zu folgen.“"),
    )  # fmt: skip
    present: str = field(
        NOTE, N_("Paper", "Vorhanden"), default="",
        hint=N_("Paper", "Für das Präsentationsblatt; Zeilen, die mit „- “ beginnen, werden zur Liste."),
    )  # fmt: skip
    situation: str = field(NOTE, N_("Paper", "Neue Situation"), default="")
    begun: str = field(NOTE, N_("Paper", "Begonnen"), default="")
    to_decide: str = field(NOTE, N_("Paper", "zu entscheiden"), default="")
    topics: tuple[Topic, ...] = field(ROWS, N_("Paper", "Weitere Seiten"), default=(), row=Topic)
    signed_by: str = field(TEXT, N_("Paper", "gez."), default="", personal=True)
    publicity: Publicity = field(CHOICE, N_("Paper", "Status"), default=Publicity.PUBLIC, values=Publicity)
    attachments: str = field(
        NOTE, N_("Paper", "Anlage/n"), default="",
        hint=N_("Paper", "Jede Zeile eine Anlage; leer steht „keine“ auf dem Papier."),
    )  # fmt: skip
    own: bool = field(FLAG, N_("Paper", "von uns erstellt"), default=False, listed=True)
    answers: int | None = field(REF, N_("Paper", "bezieht sich auf"), default=None, to="paper")
    meeting: int | None = field(REF, N_("Paper", "entstanden aus dem Treffen"), default=None, to="meeting")
    recommendation: str = field(
        NOTE, N_("Paper", "Empfehlung im Wortlaut"), default="",
        hint=N_("Paper", "Wie sie im Protokoll steht; der Beschlussvorschlag darf anders lauten."),
    )  # fmt: skip
    consultations: tuple[Consultation, ...] = field(
        ROWS, N_("Paper", "Beratungsfolge"), default=(), row=Consultation, listed=True
    )


class ReportStatus(Choice):
    """How far a report is (codes of the domain model)."""

    DRAFT = "ENTWURF", N_("ReportStatus", "Entwurf")
    FROZEN = "EINGEFROREN", N_("ReportStatus", "Zahlen eingefroren")
    RELEASED = "FREIGEGEBEN", N_("ReportStatus", "freigegeben")
    SUBMITTED = "EINGEREICHT", N_("ReportStatus", "eingereicht")
    DISCUSSED = "BERATEN", N_("ReportStatus", "zur Kenntnis genommen")
    CORRECTED = "BERICHTIGT", N_("ReportStatus", "durch Berichtigung ersetzt")


#: A report that has left the house, or may.
ISSUED = frozenset({ReportStatus.RELEASED, ReportStatus.SUBMITTED, ReportStatus.DISCUSSED, ReportStatus.CORRECTED})
#: The kind (code of the list) of a report that corrects another.
CORRECTION = "BERICHTIGUNG"


@row_type
class Section:
    """One section of a report: the coordinator's own words in it, and whether the paper has it."""

    rows: ClassVar[RowType]

    key: str = field(TEXT, N_("Section", "Abschnitt"))
    text: str = field(NOTE, N_("Section", "Text"), default="")
    on: bool = field(FLAG, N_("Section", "im Bericht"), default=True)


@record_type(
    label=N_("Snapshot", "Zahlenstand"), plural=N_("Snapshot", "Zahlenstände"), title="{report} · {reference_date}",
    order_by="taken_at", icon="report",
)  # fmt: skip
class Snapshot(Record):
    """What a report said on the day it was frozen, for ever. It is made by freezing and never changed.

    `payload` is canonical JSON (`rules.facts`): every figure with the records behind it, and the words of the paper.
    """

    report: str = field(
        TEXT, N_("Snapshot", "Bericht"), listed=True,
        hint=N_("Snapshot", "Unser Zeichen des Berichts, für den die Zahlen eingefroren sind."),
    )  # fmt: skip
    reference_date: date = field(DATE, N_("Snapshot", "Stichtag"), listed=True)
    period_from: date = field(DATE, N_("Snapshot", "Zeitraum von"))
    taken_at: str = field(TEXT, N_("Snapshot", "eingefroren am"), listed=True)
    rules_version: str = field(TEXT, N_("Snapshot", "Rechenregeln"))
    payload: str = field(NOTE, N_("Snapshot", "Werte"))
    sha256: str = field(TEXT, N_("Snapshot", "Prüfsumme"))


@record_type(
    label=N_("Report", "Bericht"), plural=N_("Report", "Berichte"), title="{number} · {subject}",
    order_by="reference_date", number="BER", icon="report",
)  # fmt: skip
class Report(Record):
    """A report to the council: period, Stichtag, Beratungsfolge and the coordinator's own words.

    Its figures are computed from the records for the period, never typed.
    """

    number: str = field(TEXT, N_("Report", "Unser Zeichen"), default="", listed=True, searched=True)
    kind: str = field(LISTED, N_("Report", "Berichtsart"), default="SACHSTAND", values="report_type")
    subject: str = field(TEXT, N_("Report", "Betreff"), listed=True, searched=True)
    period_from: date = field(DATE, N_("Report", "Zeitraum von"), listed=True)
    reference_date: date = field(
        DATE, N_("Report", "Stichtag"), listed=True,
        hint=N_("Report", "Ende des Zeitraums; nie in der Zukunft."),
    )  # fmt: skip
    dated_on: date = field(DATE, N_("Report", "Datum"), listed=True)
    consultations: tuple[Consultation, ...] = field(ROWS, N_("Report", "Beratungsfolge"), default=(), row=Consultation)
    sections: tuple[Section, ...] = field(ROWS, N_("Report", "Texte"), default=(), row=Section)
    signed_by: str = field(TEXT, N_("Report", "gez."), default="", personal=True)
    status: ReportStatus = field(
        STATUS, N_("Report", "Stand"), default=ReportStatus.DRAFT, values=ReportStatus, listed=True
    )
    meeting: int | None = field(REF, N_("Report", "Sitzung"), default=None, to="meeting")
    paper: int | None = field(REF, N_("Report", "Vorlage"), default=None, to="paper")
    corrects: int | None = field(REF, N_("Report", "berichtigt"), default=None, to="report")
    snapshot: int | None = field(REF, N_("Report", "Zahlenstand"), default=None, to="snapshot")
    public_pdf: int | None = field(REF, N_("Report", "Ausgegebenes PDF (Ö)"), default=None, to="attachment")
    internal_pdf: int | None = field(REF, N_("Report", "Ausgegebenes PDF (N)"), default=None, to="attachment")


class VoteKind(Choice):
    """How was decided (codes of the domain model)."""

    MAJORITY = "BESCHLUSS", N_("VoteKind", "Beschluss")
    ELECTION = "WAHL", N_("VoteKind", "Wahl")


@row_type
class Candidate:
    """Somebody who stood for election, and the votes in the first ballot and, if there was one, in the second."""

    rows: ClassVar[RowType]

    name: str = field(TEXT, N_("Candidate", "Name"), personal=True)
    votes: int | None = field(WHOLE, N_("Candidate", "1. Wahlgang"), default=None)
    runoff: int | None = field(WHOLE, N_("Candidate", "2. Wahlgang"), default=None)


@record_type(
    label=N_("Resolution", "Beschluss"), plural=N_("Resolution", "Beschlüsse"), title="{subject} · {on_date}",
    order_by="on_date", icon="resolution",
)  # fmt: skip
class Resolution(Record):
    """What a body decided on a day: its wording and its votes.

    The wording is its own: what was decided may differ from what the paper proposed.
    """

    subject: str = field(TEXT, N_("Resolution", "Worum es geht"), listed=True, searched=True)
    on_date: date = field(DATE, N_("Resolution", "Beschlossen am"), listed=True)
    body: str = field(TEXT, N_("Resolution", "Gremium"), searched=True)
    agenda_item: str = field(TEXT, N_("Resolution", "TOP"), default="", hint=N_("Resolution", "Zum Beispiel „Ö 6.1“."))
    publicity: Publicity = field(CHOICE, N_("Resolution", "Status"), default=Publicity.PUBLIC, values=Publicity)
    paper: int | None = field(REF, N_("Resolution", "Vorlage"), default=None, to="paper", listed=True)
    result: str = field(LISTED, N_("Resolution", "Beschlussart"), default="", values="resolution_result", listed=True)
    competence: str = field(
        LISTED, N_("Resolution", "Zuständigkeit"), default="", values="competence",
        hint=N_("Resolution", "Was in der Niederschrift in Klammern hinter „Beschluss“ steht."),
    )  # fmt: skip
    wording: str = field(
        NOTE, N_("Resolution", "Beschlusstext"), default="", searched=True,
        hint=N_("Resolution", "Wie er in der Niederschrift steht; er kann vom Vorschlag abweichen."),
    )  # fmt: skip
    vote_kind: VoteKind = field(CHOICE, N_("Resolution", "Abstimmung"), default=VoteKind.MAJORITY, values=VoteKind)
    votes_for: int | None = field(WHOLE, N_("Resolution", "dafür"), default=None)
    votes_against: int | None = field(WHOLE, N_("Resolution", "dagegen"), default=None)
    abstained: int | None = field(WHOLE, N_("Resolution", "Enthaltungen"), default=None)
    members: int | None = field(
        WHOLE, N_("Resolution", "Zahl der Mitglieder"), default=None,
        hint=N_("Resolution", "Bei einer Wahl entscheidet im ersten Wahlgang die Mehrheit der Mitglieder."),
    )  # fmt: skip
    candidates: tuple[Candidate, ...] = field(
        ROWS, N_("Resolution", "Wer zur Wahl stand"), default=(), row=Candidate, personal=True
    )
    lot: str = field(
        TEXT, N_("Resolution", "Das Los fiel auf"), default="", personal=True,
        hint=N_("Resolution", "Nur bei gleich vielen Stimmen im zweiten Wahlgang; der Name wie oben."),
    )  # fmt: skip
    basis: bool = field(
        FLAG, N_("Resolution", "Grundlage der Koordinierungsstelle"), default=False,
        hint=N_("Resolution", "Der Beschluss über ihre Einrichtung: Bericht und Erstattungsantrag nennen ihn."),
    )  # fmt: skip
    notes: str = field(NOTE, N_("Resolution", "Notiz"), default="", searched=True)


class MandateRole(Choice):
    """What somebody is appointed for (codes of the domain model)."""

    COORDINATION = "KOORDINATION", N_("MandateRole", "Koordination")
    DEPUTY = "VERTRETUNG", N_("MandateRole", "Vertretung")


class MandateStatus(Choice):
    """How an appointment stands (codes of the domain model)."""

    PROPOSED = "VORSCHLAG", N_("MandateStatus", "vorgeschlagen")
    APPOINTED = "BESTELLT", N_("MandateStatus", "bestellt")
    RESTING = "RUHEND", N_("MandateStatus", "ruht")
    ENDED = "ENDE", N_("MandateStatus", "beendet")


@record_type(
    label=N_("Mandate", "Bestellung"), plural=N_("Mandate", "Bestellungen"), title="{person} · {role}",
    order_by="valid_from", icon="people",
)  # fmt: skip
class Mandate(Record):
    """Who holds the office or deputises, by which resolution, from when until when, on which terms; and her account."""

    person: int = field(REF, N_("Mandate", "Person"), to="person", listed=True)
    role: MandateRole = field(
        CHOICE, N_("Mandate", "bestellt zur"), default=MandateRole.COORDINATION, values=MandateRole, listed=True
    )
    function: str = field(
        TEXT, N_("Mandate", "Funktion"), default="Koordination der Koordinierungsstelle für Integration", listed=True
    )
    valid_from: date = field(DATE, N_("Mandate", "bestellt ab"), listed=True)
    valid_until: date | None = field(
        DATE, N_("Mandate", "bestellt bis"), default=None, listed=True,
        hint=N_("Mandate", "Leer bedeutet: bis auf Weiteres."),
    )  # fmt: skip
    status: MandateStatus = field(
        STATUS, N_("Mandate", "Stand"), default=MandateStatus.APPOINTED, values=MandateStatus, listed=True
    )
    resolution: int | None = field(
        REF, N_("Mandate", "bestellt durch"), default=None, to="resolution", listed=True,
        hint=N_("Mandate", "Der Beschluss über die Person; der über die Einrichtung der Stelle ist ein anderer."),
    )  # fmt: skip
    votes_for: int | None = field(WHOLE, N_("Mandate", "Stimmen dafür"), default=None)
    votes_against: int | None = field(WHOLE, N_("Mandate", "Stimmen dagegen"), default=None)
    abstained: int | None = field(WHOLE, N_("Mandate", "Enthaltungen"), default=None)
    weekly: int | None = field(
        MINUTES, N_("Mandate", "Stunden je Woche"), default=None,
        hint=N_("Mandate", "Der vereinbarte Umfang, zum Beispiel 19,5."),
    )  # fmt: skip
    report_months: int | None = field(
        WHOLE, N_("Mandate", "Bericht alle … Monate"), default=None,
        hint=N_("Mandate", "Leer bedeutet: wie in den Einstellungen."),
    )  # fmt: skip
    provider: str = field(
        TEXT, N_("Mandate", "Dienstleister"), default="",
        hint=N_("Mandate", "Nur wenn die Stelle bezahlt und von außen besetzt wird."),
    )  # fmt: skip
    yearly_cost: int | None = field(MONEY, N_("Mandate", "Kosten im Jahr"), default=None)
    requirements: str = field(NOTE, N_("Mandate", "Anforderungsprofil"), default="")
    duties: str = field(NOTE, N_("Mandate", "Aufgaben"), default="")
    instructed_on: date | None = field(
        DATE, N_("Mandate", "Pflichtenbelehrung am"), default=None,
        hint=N_("Mandate", "Verschwiegenheit und Mitwirkungsverbot; wenn die Stadt belehrt hat."),
    )  # fmt: skip
    ended_by: int | None = field(REF, N_("Mandate", "entbunden durch"), default=None, to="resolution")
    end_reason: str = field(LISTED, N_("Mandate", "Grund des Endes"), default="", values="mandate_end_reason")
    handed_over_on: date | None = field(DATE, N_("Mandate", "übergeben am"), default=None)
    handover: int | None = field(REF, N_("Mandate", "Übergabeprotokoll"), default=None, to="attachment")
    account_holder: str = field(TEXT, N_("Mandate", "Kontoinhaber/in"), default="", personal=True)
    iban: str = field(TEXT, N_("Mandate", "IBAN"), default="", personal=True)
