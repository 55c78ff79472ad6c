"""„Mit dem Datenschutzbeauftragten zu klären“: five questions with room for the answers, taken along on paper.

It asks and answers nothing: what holds is for the city to say (domain facts 3.1, 3.2, 3.8; design walk-through 4).
"""

from dataclasses import dataclass
from datetime import date

from bezirkskoordination.i18n import N_, Text
from bezirkskoordination.records.fields import Record
from bezirkskoordination.records.kinds import show_date
from bezirkskoordination.reports import pdf
from bezirkskoordination.reports.document import Blank, Block, Box, Document, Heading, Paragraph, SignHere
from bezirkskoordination.store.settings import district_on, setting
from bezirkskoordination.store.unit import Reader


@dataclass(frozen=True, slots=True)
class Question:
    """A question, why it is asked, what may be ticked (row by row; `{}` is the city), and what is written in."""

    asks: Text
    why: Text
    ticks: tuple[tuple[Text, ...], ...]
    lines: tuple[tuple[Text, ...], ...]


QUESTIONS: tuple[Question, ...] = (
    Question(
        N_("PrivacyQuestions", "Wer ist Verantwortlicher im Sinne der DSGVO?"),
        N_(
            "PrivacyQuestions",
            "Der Name steht in jeder Information nach Art. 13 und 14 DSGVO. Davon hängt auch ab, ob das NDSG gilt.",
        ),
        (
            (
                N_("PrivacyQuestions", "{}"), N_("PrivacyQuestions", "ein Träger (Verein, Kirche)"),
                N_("PrivacyQuestions", "die koordinierende Person"),
            ),
        ),
        ((N_("PrivacyQuestions", "Datenschutzbeauftragte/r, Anschrift"),),),
    ),
    Question(
        N_("PrivacyQuestions", "Auf welcher Rechtsgrundlage werden Angaben gespeichert?"),
        N_(
            "PrivacyQuestions",
            "Einwilligung nach Art. 6 Abs. 1 Buchst. a DSGVO, oder öffentliche Aufgabe nach Buchst. e mit § 3 NDSG?"
            " Nach Gesundheit, Religion oder Herkunft (Art. 9 DSGVO) fragt die Koordinierungsstelle nicht.",
        ),
        (
            (
                N_("PrivacyQuestions", "Einwilligung"), N_("PrivacyQuestions", "öffentliche Aufgabe"),
                N_("PrivacyQuestions", "je nach Personenkreis"),
            ),
        ),
        ((N_("PrivacyQuestions", "Ehrenamtliche"), N_("PrivacyQuestions", "Menschen, die Hilfe suchen")),),
    ),
    Question(
        N_("PrivacyQuestions", "Was dürfen Ehrenamtliche über die Menschen erfahren, denen sie helfen?"),
        N_("PrivacyQuestions", "Bedarfe werden ohne Namen geführt; wer hilft, muss aber wissen, wem und wobei."),
        ((N_("PrivacyQuestions", "nur ohne Namen"), N_("PrivacyQuestions", "mit schriftlicher Einwilligung")),),
        ((N_("PrivacyQuestions", "Verpflichtung auf Verschwiegenheit durch"),),),
    ),
    Question(
        N_("PrivacyQuestions", "Wie lange bleibt was, und wer löscht?"),
        N_(
            "PrivacyQuestions",
            "Belege können Namen Dritter zeigen. In alten Sicherungen stehen Menschen, die längst gelöscht sind.",
        ),
        (
            (
                N_("PrivacyQuestions", "Belege nur mit Nummer und Ablageort"),
                N_("PrivacyQuestions", "Belege auch als Bild"),
            ),
        ),
        (
            (
                N_("PrivacyQuestions", "nach dem Ende des Ehrenamts"),
                N_("PrivacyQuestions", "Sicherungen (höchstens 12 Monate)"),
            ),
        ),
    ),
    Question(
        N_("PrivacyQuestions", "Wo liegt die Datei, und wer kommt ohne die koordinierende Person hinein?"),
        N_(
            "PrivacyQuestions",
            "Alles liegt in einer verschlüsselten Datei; das Programm arbeitet ohne Netz. Wird jemand krank oder"
            " abberufen, muss die Stelle an ihre Unterlagen kommen.",
        ),
        (
            (
                N_("PrivacyQuestions", "eigener Rechner"), N_("PrivacyQuestions", "Rechner der Stadt"),
                N_("PrivacyQuestions", "USB-Stick für Sicherungen"),
            ),
        ),
        (
            (
                N_("PrivacyQuestions", "Kennwort hinterlegt bei"),
                N_("PrivacyQuestions", "Datenpanne (72 Stunden, Art. 33) an"),
            ),
        ),
    ),
)  # fmt: skip

_TITLE = N_("PrivacyQuestions", "Mit dem Datenschutzbeauftragten zu klären")
_WHAT_FOR = N_(
    "PrivacyQuestions",
    "Fünf Fragen der {} ({}), bevor personenbezogene Angaben gespeichert werden. Diese Liste ist eine Vorlage und"
    " ersetzt keine Rechtsberatung; maßgeblich sind die Vorgaben der Stadt.",
)
_CITY = N_("PrivacyQuestions", "die Stadt {}")
_ANY_CITY = N_("PrivacyQuestions", "die Stadt")
_DISTRICT, _NO_DISTRICT = N_("PrivacyQuestions", "Stadtbezirk {} {}"), N_("PrivacyQuestions", "Stadtbezirk")
_PRINTED = N_("PrivacyQuestions", "Stand {}")
_SETTLED = (N_("PrivacyQuestions", "geklärt am"), N_("PrivacyQuestions", "mit (Name, Stelle)"))


def collect(read: Reader, _record: Record | None, today: date) -> Document:
    """The sheet as values."""
    office, district = setting(read, "office_name"), district_on(read, today)
    city = _CITY(district.city) if district and district.city else str(_ANY_CITY)
    named = _DISTRICT(district.number, district.name) if district else str(_NO_DISTRICT)
    blocks: list[Block] = [Heading(str(_TITLE), 0), Paragraph(_WHAT_FOR(office, named))]
    for number, question in enumerate(QUESTIONS, 1):
        ticks = tuple(tuple(Blank(one(city), square=True) for one in row) for row in question.ticks)
        lines = tuple(tuple(Blank(str(one)) for one in row) for row in question.lines)
        blocks += [
            Heading(str(question.asks), 2, number=str(number)), Paragraph(str(question.why), small=True),
            Box("", (*ticks, *lines)),
        ]  # fmt: skip
    blocks.append(SignHere(tuple(str(one) for one in _SETTLED)))
    return Document(
        title=str(_TITLE), author=office, blocks=tuple(blocks), header=office, footer=str(_TITLE),
        mark=_PRINTED(show_date(today)),
    )  # fmt: skip


def make(read: Reader, record: Record | None, today: date) -> bytes:
    """The bytes of the PDF."""
    return pdf.render(collect(read, record, today))
