"""What is due about needs, profiles, services, placements and the vault (W01 to W05, W08 to W10, W20, W25)."""

from collections.abc import Iterator
from datetime import date, timedelta

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.activities import (
    RUNNING,
    ActivityProfile,
    Enquiry,
    EnquiryStatus,
    Placement,
    PlacementStatus,
    ProfileStatus,
    TimeEntry,
)
from bezirkskoordination.records.needs import (
    BoundaryCheck,
    ExistingService,
    NeedContact,
    NeedStatus,
    Referral,
    ReferralStatus,
    ServiceStatus,
    SupportNeed,
    Urgency,
)
from bezirkskoordination.records.office import Slip, SlipStatus, StatusEvent
from bezirkskoordination.records.people import Person, VolunteerStatus
from bezirkskoordination.rules import boundary, hours, needs
from bezirkskoordination.rules.boundary import Asked
from bezirkskoordination.rules.due import Dated, Due, Mention, Rule, Settings
from bezirkskoordination.rules.figures import Histories, Records, histories_of


def _histories(read: Records, type_name: str) -> Histories:
    return histories_of(read.where(StatusEvent, about_type=type_name))


def _in(read: Records, *statuses: NeedStatus) -> Iterator[SupportNeed]:
    for status in statuses:
        yield from read.where(SupportNeed, status=status)


def _slips(read: Records, _today: date, _settings: Settings) -> Iterator[Due]:
    for one in read.where(Slip, status=SlipStatus.NEW):
        yield Due(one, one.received_on)


def _urgent(read: Records, _today: date, settings: Settings) -> Iterator[Due]:
    for one in _in(read, *needs.WAITING):
        if one.urgency is Urgency.NOW:
            yield Due(one, needs.limit_of(one, settings))


def _too_long(read: Records, _today: date, settings: Settings) -> Iterator[Due]:
    """What was to be cleared at once, and is being placed, is from then on as pressing as what is urgent."""
    for one in _in(read, *needs.WAITING, NeedStatus.PLACING):
        if one.urgency is not Urgency.NOW:
            yield Due(one, needs.limit_of(one, settings))
        elif one.status is NeedStatus.PLACING:
            yield Due(one, needs.limit_of(one, settings, Urgency.URGENT))


def _afterwards(read: Records, _today: date, settings: Settings) -> Iterator[Due]:
    """Whoever was helped, or was not: how is it now? Not who withdrew, nor who is with another service."""
    after = timedelta(days=settings("after_days") or 0)
    closed = _in(read, NeedStatus.COVERED, NeedStatus.PARTLY, NeedStatus.UNCOVERED)
    found = [one for one in closed if one.asked_again_on is None]
    histories = _histories(read, SupportNeed.type.name) if found else {}
    for one in found:
        if history := histories.get((one.type.name, one.uid)):
            yield Due(one, history[-1].effective_on + after)


def _active(read: Records) -> Iterator[ActivityProfile]:
    for status in (ProfileStatus.ACTIVE, ProfileStatus.FULL):
        yield from read.where(ActivityProfile, status=status)


def _profiles(read: Dated, _today: date, settings: Settings) -> Iterator[Due]:
    """So long after they were last confirmed, or else after their last step."""
    after = timedelta(days=settings("profile_days") or 0)
    since = read.last_steps(ActivityProfile.type)
    for one in _active(read):
        if (last := one.confirmed_on or since.get(one.uid)) is not None:
            yield Due(one, last + after)


def _feedback(read: Records, _today: date, settings: Settings) -> Iterator[Due]:
    first, second = settings("feedback_days") or 0, settings("second_feedback_days") or 0
    histories = _histories(read, Placement.type.name)
    begun = {status.value for status in RUNNING}
    for status in RUNNING:
        for one in read.where(Placement, status=status):
            events = histories.get((one.type.name, one.uid), [])
            start = next((event.effective_on for event in events if event.status in begun), None)
            if start is None or one.second_feedback_on is not None:
                continue
            days = first if one.feedback_on is None else second
            yield Due(one, start + timedelta(days=days))


def _hours(read: Dated, today: date, settings: Settings) -> Iterator[Due]:
    """Placements of the month before of which nobody has told the hours yet."""
    first = hours.before(today)
    last = hours.month_of(first)
    told = {one.placement for one in read.within(TimeEntry, "on_date", first, last)}
    due = last + timedelta(days=settings("hours_days") or 1)
    for one in hours.running_in(read, first, last):
        if one.id not in told:
            yield Due(one, due)


def _services(read: Records, today: date, settings: Settings) -> Iterator[Due]:
    after = timedelta(days=settings("service_days") or 0)
    for status in (ServiceStatus.ACTIVE, ServiceStatus.CLOSED):
        for one in read.where(ExistingService, status=status):
            yield Due(one, one.checked_on + after if one.checked_on is not None else today)


def _checks(read: Records, today: date, _settings: Settings) -> Iterator[Due]:
    """Needs that are placed or helped, and profiles, while their check does not hold any more."""
    asked: list[Asked] = [*_in(read, NeedStatus.OPEN, NeedStatus.PLACING, NeedStatus.RUNNING), *_active(read)]
    for one, last in boundary.lacking(asked, read.all(BoundaryCheck), read.all(ExistingService), today):
        yield Due(one, min(last.valid_until, today) if last else today)


def _referrals(read: Records, _today: date, settings: Settings) -> Iterator[Due]:
    after = timedelta(days=settings("referral_days") or 0)
    histories = _histories(read, Referral.type.name)
    for one in read.where(Referral, status=ReferralStatus.SENT):
        if history := histories.get((one.type.name, one.uid)):
            yield Due(one, history[-1].effective_on + after)


def _unanswered(read: Records, _today: date, settings: Settings) -> Iterator[Due]:
    after = timedelta(days=settings("asked_days") or 0)
    for one in read.where(Enquiry, status=EnquiryStatus.ASKED):
        yield Due(one, one.asked_on + after)


def _vault(read: Dated, _today: date, settings: Settings) -> Iterator[Due]:
    """The need, and not its contact: nobody is named in passing."""
    ahead = timedelta(days=settings("vault_ahead_days") or 0)
    known = {(SupportNeed.type.name, uid): need for need, uid in read.keys(SupportNeed)}
    for one in read.all(NeedContact):
        if (one.name or one.phone or one.email or one.address) and one.about in known:
            yield Due(Mention(SupportNeed.type, known[one.about]), one.expires_on - ahead)


def _ended(read: Records, today: date, _settings: Settings) -> Iterator[Due]:
    """Needs that are said to be helped while nobody helps any more."""
    helped = {one.need for status in (*RUNNING, PlacementStatus.PAUSED) for one in read.where(Placement, status=status)}
    for one in _in(read, NeedStatus.RUNNING):
        if one.id not in helped:
            yield Due(one, today)


def _unasked(read: Dated, _today: date, settings: Settings) -> Iterator[Due]:
    """Who was not asked since they became available: the first time, or again."""
    after = timedelta(days=settings("unasked_days") or 0)
    free = read.keys(Person, volunteering=VolunteerStatus.AVAILABLE)
    since = read.last_steps(Person.type, VolunteerStatus.AVAILABLE) if free else {}
    asked: dict[int, date] = {}
    for one in read.all(Enquiry) if free else ():
        asked[one.person] = max(one.asked_on, asked.get(one.person, date.min))
    for person, uid in free:
        if uid in since and asked.get(person, date.min) < since[uid]:
            yield Due(Mention(Person.type, person), since[uid] + after)


RULES = (
    Rule("W00", N_("Due", "Ein Eingangszettel ist unsortiert"), N_("Due", "{} Eingangszettel sind unsortiert"), _slips),
    Rule("W01", N_("Due", "Ein Bedarf ist sofort zu klären"), N_("Due", "{} Bedarfe sind sofort zu klären"), _urgent),
    Rule("W02", N_("Due", "Ein Bedarf ist zu lange offen"), N_("Due", "{} Bedarfe sind zu lange offen"), _too_long),
    Rule(
        "W03", N_("Due", "Nach einem abgeschlossenen Bedarf nachfragen"),
        N_("Due", "Nach {} abgeschlossenen Bedarfen nachfragen"), _afterwards,
    ),
    Rule(
        "W04", N_("Due", "Ein Tätigkeitsprofil bestätigen lassen"), N_("Due", "{} Tätigkeitsprofile bestätigen lassen"),
        _profiles,
    ),
    Rule(
        "W05", N_("Due", "Zu einem Einsatz die Rückmeldung einholen"),
        N_("Due", "Zu {} Einsätzen die Rückmeldung einholen"), _feedback,
    ),
    Rule(
        "W05A", N_("Due", "Bei einem Einsatz fehlen die Stunden des Vormonats"),
        N_("Due", "Bei {} Einsätzen fehlen die Stunden des Vormonats"), _hours, page="hours",
    ),
    Rule("W08", N_("Due", "Einen anderen Dienst prüfen"), N_("Due", "{} andere Dienste prüfen"), _services),
    Rule(
        "W09", N_("Due", "Eine Abgrenzungsprüfung gilt nicht mehr"),
        N_("Due", "{} Abgrenzungsprüfungen gelten nicht mehr"), _checks,
    ),
    Rule("W10", N_("Due", "Ein Verweis ist ohne Antwort"), N_("Due", "{} Verweise sind ohne Antwort"), _referrals),
    Rule("W10A", N_("Due", "Eine Anfrage ist ohne Antwort"), N_("Due", "{} Anfragen sind ohne Antwort"), _unanswered),
    Rule(
        "W20", N_("Due", "Ein geschützter Kontakt wird bald geleert"),
        N_("Due", "{} geschützte Kontakte werden bald geleert"), _vault,
    ),
    Rule(
        "W20A", N_("Due", "Bei einem Bedarf hilft niemand mehr: abschließen oder weitersuchen"),
        N_("Due", "Bei {} Bedarfen hilft niemand mehr: abschließen oder weitersuchen"), _ended,
    ),
    Rule(
        "W25", N_("Due", "Jemand ist vermittelbar und seither nicht gefragt worden"),
        N_("Due", "{} Personen sind vermittelbar und seither nicht gefragt worden"), _unasked,
    ),
)  # fmt: skip
