"""What is kept: frozen values, their descriptions and value lists. Standard library only.

A new record type is declared in its subject's file and named here, in TYPES; with a page of its own
also in SIDEBAR, by its view. A migration brings its table into files that are already in use.
"""

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.activities import ActivityProfile, Enquiry, Placement, TimeEntry
from bezirkskoordination.records.consents import Clearance, Consent
from bezirkskoordination.records.contacts import ContactNote
from bezirkskoordination.records.council import Mandate, Paper, Report, Resolution, Snapshot
from bezirkskoordination.records.fields import Entry, Place, Record, RecordType, View, Where
from bezirkskoordination.records.institutions import ContactPerson, Cooperation, Institution
from bezirkskoordination.records.money import Budget, Claim, Expense
from bezirkskoordination.records.needs import BoundaryCheck, ExistingService, NeedContact, Referral, SupportNeed
from bezirkskoordination.records.network import Body, Meeting, Order
from bezirkskoordination.records.office import (
    Attachment,
    District,
    ListItem,
    Setting,
    Slip,
    StatusEvent,
    SubArea,
    Task,
)
from bezirkskoordination.records.people import GUIDE_MODULES, NOT_VOLUNTEERING, Person, VolunteerStatus
from bezirkskoordination.records.trainings import Training

#: Every record type, referred-to before referring where possible.
TYPES: tuple[type[Record], ...] = (
    District,
    SubArea,
    ListItem,
    Setting,
    Attachment,
    Institution,
    Person,
    ContactPerson,
    ContactNote,
    Training,
    Consent,
    Clearance,
    Cooperation,
    ExistingService,
    SupportNeed,
    NeedContact,
    BoundaryCheck,
    Referral,
    ActivityProfile,
    Enquiry,
    Placement,
    TimeEntry,
    Slip,
    Budget,
    Expense,
    Claim,
    Body,
    Meeting,
    Paper,
    Resolution,
    Order,
    Mandate,
    Snapshot,
    Report,
    Task,
    StatusEvent,
)

RECORD_TYPES: dict[str, RecordType] = {cls.type.name: cls.type for cls in TYPES}

VOLUNTEERS = View(
    "volunteer", Person.type, N_("View", "Ehrenamtliche"), N_("View", "Ehrenamtliche/r"),
    columns=("title", "sub_area", "languages", "minutes_per_week", "volunteering"),
    facets=("volunteering", "fields_of_action", "languages", "available"),
    where=(Where("volunteering", (VolunteerStatus.NONE,), negate=True),),
    begins=VolunteerStatus.INTERESTED, related=(("contact_note", "person"), ("contact_person", "person")),
)  # fmt: skip
#: Everybody, volunteer or not.
PERSONS = View(
    "person", Person.type, N_("View", "Alle Personen"), N_("View", "Person"),
    columns=("title", "sub_area", "phone", "email", "volunteering"), facets=("volunteering", "sub_area"),
    related=(("contact_note", "person"), ("contact_person", "person")), form="volunteer",
)  # fmt: skip
#: The volunteers with a module of the Integrationslotsen.
GUIDES = View(
    "lotse", Person.type, N_("View", "Integrationslotsen"), N_("View", "Integrationslotse/in"),
    columns=("title", "qualifications", "institution", "volunteering"), facets=("qualifications", "institution"),
    where=(Where("qualifications", GUIDE_MODULES), Where("volunteering", tuple(NOT_VOLUNTEERING), negate=True)),
    begins=VolunteerStatus.INTERESTED, related=(("contact_note", "person"), ("contact_person", "person")),
    form="volunteer",
)  # fmt: skip
CONTACT_NOTES = View(
    "contact_note", ContactNote.type, N_("View", "Gespräche"), N_("View", "Gespräch"),
    columns=("on_date", "kind", "subject", "person", "institution", "minutes"),
    facets=("kind", "followed_up"), sort="on_date", descending=True,
)  # fmt: skip
TRAININGS = View(
    "training", Training.type, N_("View", "Schulungen"), N_("View", "Schulung"),
    columns=("start_on", "name", "units", "places", "status"), facets=("status", "qualification", "provider"),
    sort="start_on", descending=True,
)  # fmt: skip
INSTITUTIONS = View(
    "institution", Institution.type, N_("View", "Institutionen"), N_("View", "Institution"),
    columns=("title", "kind", "sub_area", "phone", "network_from"),
    facets=("kind", "sub_area"),
    related=(
        ("contact_person", "institution"), ("cooperation", "institution"), ("volunteer", "institution"),
        ("contact_note", "institution"),
    ),
)  # fmt: skip
PAPERS = View(
    "paper", Paper.type, N_("View", "Vorlagen"), N_("View", "Vorlage"),
    columns=("on_date", "reference", "subject", "kind"), facets=("kind",), sort="on_date", descending=True,
    related=(("resolution", "paper"), ("paper", "answers")),
)  # fmt: skip
RESOLUTIONS = View(
    "resolution", Resolution.type, N_("View", "Beschlüsse"), N_("View", "Beschluss"),
    columns=("on_date", "subject", "result"), facets=("result",), sort="on_date", descending=True,
    related=(("mandate", "resolution"), ("order", "resolution")),
)  # fmt: skip
REPORTS = View(
    "report", Report.type, N_("View", "Berichte"), N_("View", "Bericht"),
    columns=("reference_date", "status", "number", "subject"), facets=("status",),
    sort="reference_date", descending=True,
)  # fmt: skip
EXPENSES = View(
    "expense", Expense.type, N_("View", "Auslagen"), N_("View", "Auslage"),
    columns=("number", "on_date", "category", "purpose", "amount", "status"),
    facets=("status", "category"), sort="on_date", descending=True,
)  # fmt: skip
CLAIMS = View(
    "claim", Claim.type, N_("View", "Erstattung"), N_("View", "Erstattungsantrag"),
    columns=("number", "year", "status"), facets=("status",), sort="number", descending=True,
)  # fmt: skip
MANDATES = View(
    "mandate", Mandate.type, N_("View", "Bestellung"), N_("View", "Bestellung"),
    columns=("person", "valid_from", "valid_until", "status"), facets=("status", "role"), sort="valid_from",
    descending=True,
)  # fmt: skip
BUDGETS = View(
    "budget", Budget.type, N_("View", "Etat"), N_("View", "Etat"),
    columns=("year", "source", "position", "amount", "carried_over", "shifted"), sort="year", descending=True,
)  # fmt: skip
SLIPS = View(
    "slip", Slip.type, N_("View", "Eingang"), N_("View", "Eingangszettel"),
    columns=("received_on", "text", "kind", "status"), facets=("status", "kind"), sort="received_on", descending=True,
)  # fmt: skip
NEEDS = View(
    "support_need", SupportNeed.type, N_("View", "Bedarfe"), N_("View", "Bedarf"),
    columns=("number", "subject", "urgency", "status"),
    facets=("status", "category", "urgency", "sub_area"), sort="number", descending=True,
    related=(("enquiry", "need"), ("placement", "need"), ("referral", "need")),
)  # fmt: skip
REFERRALS = View(
    "referral", Referral.type, N_("View", "Verweise"), N_("View", "Verweis"),
    columns=("number", "need", "service", "mode", "status"), facets=("status", "mode"), sort="number", descending=True,
)  # fmt: skip
HOURS = Place("hours", N_("View", "Stunden"))
ENQUIRIES = View(
    "enquiry", Enquiry.type, N_("View", "Anfragen"), N_("View", "Anfrage"),
    columns=("asked_on", "person", "need", "profile", "status"), facets=("status",), sort="asked_on", descending=True,
)  # fmt: skip
PLACEMENTS = View(
    "placement", Placement.type, N_("View", "Einsätze"), N_("View", "Einsatz"),
    columns=("number", "person", "need", "status"), facets=("status",), sort="number", descending=True,
    related=(("time_entry", "placement"),),
)  # fmt: skip
SERVICES = View(
    "existing_service", ExistingService.type, N_("View", "Andere Dienste"), N_("View", "Anderer Dienst"),
    columns=("title", "role", "categories", "capacity", "checked_on", "status"),
    facets=("categories", "role", "status"), related=(("referral", "service"),),
)  # fmt: skip
PROFILES = View(
    "activity_profile", ActivityProfile.type, N_("View", "Angebote und Gesuche"), N_("View", "Tätigkeitsprofil"),
    columns=("name", "institution", "confirmed_on", "status"),
    facets=("status", "intents", "category"), sort="name", related=(("placement", "profile"), ("enquiry", "profile")),
)  # fmt: skip
MEETINGS = View(
    "meeting", Meeting.type, N_("View", "Treffen"), N_("View", "Treffen"),
    columns=("on_date", "body", "status"), facets=("status", "body"), sort="on_date",
    descending=True,
)  # fmt: skip
ORDERS = View(
    "order", Order.type, N_("View", "Aufträge"), N_("View", "Auftrag"),
    columns=("due_on", "text", "institution", "person", "carried", "status"), facets=("status", "institution"),
    sort="due_on",
)  # fmt: skip
#: The orders that the council gave; how far they are, the next report tells it.
COUNCIL_ORDERS = View(
    "council_order", Order.type, N_("View", "Aufträge aus Beschlüssen"), N_("View", "Auftrag"),
    columns=("due_on", "text", "resolution", "status"), facets=("status",), sort="due_on",
    where=(Where("resolution", (None,), negate=True),), form="order",
)  # fmt: skip
BODIES = View(
    "body", Body.type, N_("View", "Gremien"), N_("View", "Gremium"),
    columns=("title", "kind", "rhythm", "place"), facets=("kind",), related=(("meeting", "body"),),
)  # fmt: skip
TASKS = View(
    "task", Task.type, N_("View", "Aufgaben"), N_("View", "Aufgabe"),
    columns=("due_on", "subject", "status"), facets=("status",), sort="due_on",
)  # fmt: skip

#: What was handed out, with its checksums.
ARCHIVE = Place("archive", N_("View", "Ausgegebene Papiere"))
#: Pages beside a list that show no list of records themselves.
RESPONSIBLE = Place("responsible", N_("View", "Wer ist zuständig?"))
NETWORK = Place("network", N_("View", "Netzwerkbild"))

_PEOPLE = N_("Sidebar", "Menschen")
_HELP = N_("Sidebar", "Hilfe")
_TOGETHER = N_("Sidebar", "Gemeinsam")
_COUNCIL = N_("Sidebar", "Bezirksrat")
_OFFICE = N_("Sidebar", "Büro")

#: The sidebar from top to bottom, at most twelve lines with „Heute“. Pages of one line stand side by side as tabs.
SIDEBAR: tuple[Entry, ...] = (
    Entry(N_("Sidebar", "Ehrenamtliche"), _PEOPLE, "people", (VOLUNTEERS, GUIDES, CONTACT_NOTES, PERSONS)),
    Entry(N_("Sidebar", "Institutionen"), _PEOPLE, "institution", (INSTITUTIONS, PROFILES, RESPONSIBLE, NETWORK)),
    Entry(N_("Sidebar", "Bedarfe"), _HELP, "need", (NEEDS, SLIPS, REFERRALS)),
    Entry(N_("Sidebar", "Einsätze"), _HELP, "placement", (PLACEMENTS, ENQUIRIES, HOURS)),
    Entry(N_("Sidebar", "Andere Dienste"), _HELP, "service", (SERVICES,)),
    Entry(N_("Sidebar", "Treffen und Schulungen"), _TOGETHER, "meeting", (MEETINGS, TRAININGS, ORDERS, BODIES)),
    Entry(N_("Sidebar", "Berichte"), _COUNCIL, "report", (REPORTS, ARCHIVE)),
    Entry(
        N_("Sidebar", "Beschlüsse und Auftrag"), _COUNCIL, "resolution", (PAPERS, RESOLUTIONS, COUNCIL_ORDERS, MANDATES)
    ),
    Entry(N_("Sidebar", "Geld"), _OFFICE, "money", (EXPENSES, CLAIMS, BUDGETS)),
    Entry(N_("Sidebar", "Aufgaben"), _OFFICE, "tasks", (TASKS,)),
)  # fmt: skip

#: Every view with a page of its own, in the order of the sidebar.
VIEWS: tuple[View, ...] = tuple(page for entry in SIDEBAR for page in entry.pages if isinstance(page, View))


def view(name: str) -> View:
    """The view or record type that a page or the command line names; KeyError if there is none."""
    for known in VIEWS:
        if known.name == name:
            return known
    return View.plain(RECORD_TYPES[name])


def home_of(record: Record) -> View:
    """The view whose page shows a record: the first of the sidebar made for such as it, else the one of its type."""
    of = record.type
    taking = (one for one in VIEWS if one.type is of and all(where.holds(record) for where in one.where))
    return max(taking, key=lambda one: bool(one.where), default=view(of.name))
