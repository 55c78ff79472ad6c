"""Everything that varies by place: one list with label, default and source. Changed values lie in the office file."""

from dataclasses import dataclass

from bezirkskoordination.i18n import N_, Text
from bezirkskoordination.records.fields import Field
from bezirkskoordination.records.kinds import DATE, EMAIL, NOTE, PHONE, TEXT, WHOLE, Details, Kind


@dataclass(frozen=True, slots=True)
class Declared:
    """A setting as shipped. `default` is a text as a person would type it."""

    name: str
    label: Text
    default: str
    source: Text
    kind: Kind = TEXT
    #: Whether it is a day of every year, „15.11.“.
    yearly: bool = False
    #: The largest number it may be, where the law sets one.
    most: int | None = None

    @property
    def field(self) -> Field:
        """The setting as a form asks for it."""
        return Field(self.name, self.kind, self.label, self.kind.empty, False, Details())


_RESOLUTION = N_("Settings", "Beschluss des Stadtbezirksrates zur Einrichtung der Koordinierungsstelle")
_OFFICE = N_("Settings", "Angabe der Koordinierungsstelle")
_ASK_DPO = N_("Settings", "Mit Bezirksgeschäftsstelle und Datenschutzbeauftragter/m klären; bitte eintragen")
_TO_AGREE = N_("Settings", "Vorschlag; mit Datenschutzbeauftragter/m abstimmen")
_CHILDREN = N_("Settings", "§ 72a Abs. 5 SGB VIII; eine kürzere Frist ist möglich")
_PROPOSED = N_("Settings", "Vorschlag des Programms; frei zu ändern")

SETTINGS: tuple[Declared, ...] = (
    Declared("office_name", N_("Settings", "Name der Stelle"), "Koordinierungsstelle für Integration", _RESOLUTION),
    Declared("coordinator", N_("Settings", "Koordinator/in"), "", _OFFICE),
    Declared("sign", N_("Settings", "Unser Zeichen"), "KfI", _OFFICE),
    Declared(
        "office_address", N_("Settings", "Anschrift der Stelle (Absender auf Briefen)"), "",
        N_("Settings", "Angabe der Koordinierungsstelle; auf Wunsch die der Bezirksgeschäftsstelle"), NOTE,
    ),
    Declared("office_phone", N_("Settings", "Telefon der Stelle"), "", _OFFICE, PHONE),
    Declared("office_email", N_("Settings", "E-Mail der Stelle"), "", _OFFICE, EMAIL),
    Declared("resolved_on", N_("Settings", "Einrichtung beschlossen am"), "", _RESOLUTION, DATE),
    Declared("resolved_in", N_("Settings", "Vorlage des Einrichtungsbeschlusses"), "", _RESOLUTION),
    Declared(
        "term_ends", N_("Settings", "Ende der Wahlperiode"), "",
        N_("Settings", "Auskunft der Bezirksgeschäftsstelle; bitte eintragen"), DATE,
    ),
    Declared(
        "mandate_days", N_("Settings", "An das Ende von Bestellung und Wahlperiode erinnern (Tage vorher)"), "90",
        _PROPOSED, WHOLE,
    ),
    Declared(
        "handover_days", N_("Settings", "Übergabe: alte Kopien vernichten nach (Tage)"), "30", _TO_AGREE, WHOLE,
    ),
    Declared(
        "no_commitment", N_("Settings", "Satz: keine Festlegungen"),
        "Der Bericht beschreibt den Stand der Arbeit. Festlegungen hinsichtlich zusätzlicher Personal- und"
        " Finanzbedarfe ergeben sich aus ihm nicht.",
        N_("Settings", "Anlehnung an die Mitteilung vom 02.08.2018 (Status Quo Bericht)"), NOTE,
    ),
    Declared(
        "limits", N_("Settings", "Satz: Grenzen"),
        "Die Koordinierungsstelle ergänzt bestehende Dienste. Pflichtaufgaben der Stadt sowie Rechts-, Sozial- und"
        " Gesundheitsberatung übernimmt sie nicht; hier verweist sie an die zuständigen Stellen.",
        _RESOLUTION, NOTE,
    ),
    Declared(
        "report_months", N_("Settings", "Berichtsrhythmus (Monate)"), "6",
        N_("Settings", "Vereinbarung mit dem Stadtbezirksrat"), WHOLE,
    ),
    Declared(
        "deadline_days", N_("Settings", "Abgabefrist: Tage vor der Sitzung"), "14",
        N_("Settings", "Auskunft der Bezirksgeschäftsstelle; bitte bestätigen lassen"), WHOLE,
    ),
    Declared(
        "deadline_near_days", N_("Settings", "Abgabefrist: an sie erinnern (Tage vorher)"), "7", _PROPOSED, WHOLE,
    ),
    Declared(
        "report_begin_days", N_("Settings", "Bericht beginnen: Tage vor der Abgabefrist"), "42", _PROPOSED, WHOLE,
    ),
    Declared(
        "report_freeze_days", N_("Settings", "Zahlen einfrieren: Tage vor der Abgabefrist"), "14", _PROPOSED, WHOLE,
    ),
    Declared(
        "report_submit_days", N_("Settings", "Bericht abgeben: Tage vor der Abgabefrist"), "3", _PROPOSED, WHOLE,
    ),
    Declared(
        "threshold_volunteers", N_("Settings", "Öffentlich erst ab so vielen Ehrenamtlichen"), "3",
        N_("Settings", "Schutz kleiner Zahlen, Mindestfallzahl 3 der Bundesagentur für Arbeit"), WHOLE,
    ),
    Declared(
        "threshold_needs", N_("Settings", "Öffentlich erst ab so vielen Bedarfen oder Menschen in Not"), "5",
        N_("Settings", "Schutz kleiner Zahlen; bei Menschen mit Unterstützungsbedarf strenger"), WHOLE,
    ),
    Declared(
        "closing_day", N_("Settings", "Kassenschluss (Tag im Jahr)"), "15.11.",
        N_("Settings", "Auskunft der Bezirksgeschäftsstelle; bitte bestätigen lassen"), yearly=True,
    ),
    Declared(
        "leftover_day", N_("Settings", "An Restmittel erinnern ab (Tag im Jahr)"), "01.10.", _OFFICE, yearly=True,
    ),
    Declared(
        "claim_recipient", N_("Settings", "Erstattungsanträge gehen an"), "Bezirksgeschäftsstelle",
        N_("Settings", "Auskunft der Stadt; Stelle und Anschrift wie auf dem Antrag gewünscht"), NOTE,
    ),
    Declared("controller", N_("Settings", "Verantwortlicher (Name, Anschrift)"), "", _ASK_DPO, NOTE),
    Declared("dpo", N_("Settings", "Datenschutzbeauftragte/r (Name, Kontakt)"), "", _ASK_DPO, NOTE),
    Declared(
        "authority", N_("Settings", "Aufsichtsbehörde"),
        "Die oder der Landesbeauftragte für den Datenschutz Niedersachsen",
        N_("Settings", "Zuständige Aufsichtsbehörde; Anschrift bitte prüfen und ergänzen"), NOTE,
    ),
    Declared("consent_version", N_("Settings", "Fassung des Einwilligungsbogens"), "2026-1", _OFFICE),
    Declared(
        "consent_days", N_("Settings", "An das Ende einer Einwilligung erinnern (Tage vorher)"), "30", _OFFICE, WHOLE
    ),
    Declared(
        "clearance_years", N_("Settings", "Führungszeugnis erneut einsehen nach (Jahre)"), "5",
        N_("Settings", "Übliche Praxis der Jugendämter; die Vereinbarung mit dem Jugendamt geht vor"), WHOLE,
    ),
    Declared("clearance_days", N_("Settings", "An die erneute Einsicht erinnern (Tage vorher)"), "60", _OFFICE, WHOLE),
    Declared(
        "clearance_delete_months", N_("Settings", "Vermerk löschen nach Ende der Tätigkeit (Monate)"), "6", _CHILDREN,
        WHOLE, most=6,
    ),
    Declared(
        "clearance_wait_months", N_("Settings", "Vermerk löschen, wenn keine Tätigkeit beginnt (Monate)"), "3",
        N_("Settings", "Vorschlag; § 72a Abs. 5 SGB VIII verlangt die Löschung, wenn keine Tätigkeit folgt"), WHOLE,
        most=6,
    ),
    Declared(
        "keep_interested_months", N_("Settings", "Interessierte ohne Einsatz: Löschprüfung nach (Monate)"), "6",
        _TO_AGREE, WHOLE,
    ),
    Declared(
        "keep_volunteer_months", N_("Settings", "Ehrenamt beendet: Löschprüfung nach (Monate)"), "12", _TO_AGREE, WHOLE
    ),
    Declared(
        "keep_contact_months", N_("Settings", "Ansprechperson beendet: Löschprüfung nach (Monate)"), "12", _TO_AGREE,
        WHOLE,
    ),
    Declared(
        "keep_proof_months", N_("Settings", "Nachweis einer Einwilligung: Löschprüfung nach (Monate)"), "36", _TO_AGREE,
        WHOLE,
    ),
    Declared(
        "insurance_basis", N_("Settings", "Grundlage der Liste für die Versicherung"),
        "Gesetzliche Unfallversicherung für Ehrenamtliche im Auftrag der Kommune (§ 2 Abs. 1 Nr. 10 SGB VII)",
        N_("Settings", "SGB VII; mit der Stadt klären, welche Angaben sie braucht"), NOTE,
    ),
    Declared(
        "attendance_percent", N_("Settings", "Schulung: Qualifikation ab so viel Prozent Teilnahme"), "80",
        N_("Settings", "Vorschlag des Programms; maßgeblich ist der Träger der Schulung"), WHOLE,
    ),
    Declared(
        "refresher_months", N_("Settings", "Integrationslotsen: Auffrischung nach Monaten"), "24",
        N_("Settings", "Vorschlag des Programms; bitte mit dem Träger der Qualifizierung klären"), WHOLE,
    ),
    Declared(
        "engagement_words", N_("Settings", "Satz: Dank im Engagementnachweis"),
        "Die Koordinierungsstelle dankt herzlich für dieses Engagement.", _OFFICE, NOTE,
    ),
    Declared(
        "claim_after_days", N_("Settings", "Auslage ohne Antrag: erinnern nach Tagen"), "90", _PROPOSED, WHOLE,
    ),
    Declared(
        "budget_share", N_("Settings", "Etat fast verbraucht: ab so viel Prozent"), "80", _PROPOSED, WHOLE,
    ),
    Declared(
        "confirm_after_days", N_("Settings", "Angaben der Institutionen bestätigen: nach Tagen"), "180", _PROPOSED,
        WHOLE,
    ),
    Declared(
        "service_days", N_("Settings", "Andere Dienste erneut prüfen nach Tagen"), "180", _PROPOSED, WHOLE,
    ),
    Declared(
        "boundary_months", N_("Settings", "Abgrenzungsprüfung gilt (Monate)"), "12", _PROPOSED, WHOLE,
    ),
    Declared(
        "profile_days", N_("Settings", "Tätigkeitsprofile bestätigen lassen nach Tagen"), "90", _PROPOSED, WHOLE,
    ),
    Declared(
        "vault_days", N_("Settings", "Kontakt ohne Einwilligung leeren nach Tagen"), "14", _PROPOSED, WHOLE,
    ),
    Declared(
        "vault_ahead_days", N_("Settings", "Bevor ein Kontakt geleert wird: erinnern (Tage vorher)"), "14", _PROPOSED,
        WHOLE,
    ),
    Declared(
        "vault_months", N_("Settings", "Kontakt mit Einwilligung leeren nach Monaten"), "6", _PROPOSED, WHOLE,
    ),
    Declared(
        "referral_days", N_("Settings", "Verweis ohne Antwort: nachfragen nach Tagen"), "14", _PROPOSED, WHOLE,
    ),
    Declared(
        "now_days", N_("Settings", "Bedarf „sofort“: zu klären nach Tagen"), "2", _PROPOSED, WHOLE,
    ),
    Declared(
        "urgent_days", N_("Settings", "Bedarf „dringend“: zu lange offen nach Tagen"), "14", _PROPOSED, WHOLE,
    ),
    Declared(
        "normal_days", N_("Settings", "Bedarf „normal“: zu lange offen nach Tagen"), "42", _PROPOSED, WHOLE,
    ),
    Declared(
        "long_days", N_("Settings", "Bedarf „langfristig“: zu lange offen nach Tagen"), "90", _PROPOSED, WHOLE,
    ),
    Declared(
        "asked_days", N_("Settings", "Anfrage ohne Antwort: erinnern nach Tagen"), "7", _PROPOSED, WHOLE,
    ),
    Declared(
        "after_days", N_("Settings", "Nach Abschluss eines Bedarfs nachfragen nach Tagen"), "28", _PROPOSED, WHOLE,
    ),
    Declared(
        "feedback_days", N_("Settings", "Einsatz: erste Rückmeldung nach Tagen"), "14", _PROPOSED, WHOLE,
    ),
    Declared(
        "second_feedback_days", N_("Settings", "Einsatz: zweite Rückmeldung nach Tagen"), "90", _PROPOSED, WHOLE,
    ),
    Declared(
        "hours_days", N_("Settings", "Stunden des Vormonats: erinnern ab Tag des Monats"), "2", _PROPOSED, WHOLE,
    ),
    Declared(
        "unasked_days", N_("Settings", "Vermittelbar ohne Anfrage: erinnern nach Tagen"), "30", _PROPOSED, WHOLE,
    ),
    Declared(
        "card_emergency", N_("Settings", "Karte: Notfall"),
        "Bei akuter Gefahr Polizei 110 oder Rettungsdienst und Feuerwehr 112 rufen. Bei Sorge um ein Kind das Jugendamt"
        " einschalten. Keine eigenen Ermittlungen, keine Einzelheiten im Freitext festhalten.",
        N_("Settings", "Entwurf; bitte mit der Stadt (Jugendamt) abstimmen"), NOTE,
    ),
    Declared(
        "card_legal", N_("Settings", "Karte: Rechts- und Fachberatung"),
        "Rechts- und Fachberatung im Einzelfall leistet die Koordinierungsstelle nicht. Bitte an eine Beratungsstelle"
        " verweisen.",
        N_("Settings", "Grenzen des Beschlusses; rechtliche Grundlage bitte klären"), NOTE,
    ),
    Declared(
        "card_forms", N_("Settings", "Karte: Formulare und Briefe"),
        "Beim Lesen und Ausfüllen helfen, nicht rechtlich beraten. Bei Rechtsfragen an eine Beratungsstelle verweisen.",
        N_("Settings", "Grenzen des Beschlusses; rechtliche Grundlage bitte klären"), NOTE,
    ),
    Declared("lock_minutes", N_("Settings", "Sperren nach Minuten ohne Eingabe"), "5", _OFFICE, WHOLE),
)  # fmt: skip

#: From how many on the public may read a figure; these settings can only be raised.
PUBLIC_THRESHOLDS = ("threshold_volunteers", "threshold_needs")

BY_NAME = {declared.name: declared for declared in SETTINGS}
