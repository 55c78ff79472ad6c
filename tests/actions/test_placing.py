"""From a need to help: boundary, three asked, the first yes, what is missing, hours, merged and un-merged."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bezirkskoordination.actions import boundaries, editing, hours, matching, merging, placing, referring, vault
from bezirkskoordination.actions.desk import Desk
from bezirkskoordination.actions.editing import Step
from bezirkskoordination.records.activities import (
    ActivityProfile,
    Certificate,
    Enquiry,
    EnquiryStatus,
    Placement,
    PlacementStatus,
    ProfileStatus,
    TimeEntry,
)
from bezirkskoordination.records.consents import Consent, ConsentPurpose, Permission
from bezirkskoordination.records.institutions import Institution
from bezirkskoordination.records.needs import (
    BoundaryCheck,
    BoundaryResult,
    ExistingService,
    NeedStatus,
    Referral,
    ReferralMode,
    ReferralStatus,
    SupportNeed,
)
from bezirkskoordination.records.people import Commitment, Person, VolunteerStatus
from bezirkskoordination.records.refusal import BadValue, Refused
from bezirkskoordination.rules import figures
from bezirkskoordination.rules.periods import Period

TODAY = date(2026, 11, 12)
SIGNED = (Commitment(kind="VERSCHWIEGENHEIT", signed_on=TODAY), Commitment(kind="KINDERSCHUTZ", signed_on=TODAY))
Keep = Callable[[Any], Any]


@pytest.fixture
def keep(desk: Desk) -> Keep:
    return lambda record: desk.do("vorher", lambda unit: editing.save(unit, None, record))


@pytest.fixture
def volunteer(desk: Desk) -> Callable[..., Person]:
    def made(name: str, **more: Any) -> Person:
        given = {
            "interests": ("ALLTAG.DIGI",),
            "insurance_route": "TRAEGER",
            "commitments": SIGNED,
            "legal_basis": "A6_1_E",
        } | more
        person = Person(last_name=name, **given)
        return desk.do(
            "vorher", lambda unit: editing.save(unit, None, person, [Step(VolunteerStatus.AVAILABLE, date(2026, 3, 2))])
        )

    return made


@pytest.fixture
def need(keep: Keep) -> SupportNeed:
    return keep(
        SupportNeed(subject="Mathe, Klasse 5", category="ALLTAG.DIGI", target_groups=("KIND",), recorded_on=TODAY)
    )  # type: ignore[no-any-return]


def decide(desk: Desk, asked: Any, result: BoundaryResult = BoundaryResult.ALLOWED, **more: Any) -> BoundaryCheck:
    read = desk.office.read
    check = replace(boundaries.drafted(read, asked, TODAY), result=result, **more)
    return desk.do("prüfen", lambda unit: boundaries.decide(unit, asked, check))


def now(desk: Desk, record: Any) -> Any:
    return desk.office.read.get(type(record), record.id)


# --- the boundary -----------------------------------------------------------------------------


def test_nobody_is_asked_before_the_boundary_is_decided(desk: Desk, need: SupportNeed, volunteer: Any) -> None:
    anna = volunteer("Anders")
    with pytest.raises(Refused, match="dafür wird niemand angefragt"):
        desk.do("fragen", lambda unit: placing.ask(unit, need, [anna], TODAY))
    opened = desk.do("offen", lambda unit: editing.take(unit, need, Step(NeedStatus.OPEN, TODAY)))
    with pytest.raises(Refused, match="Zuerst klären, ob es das schon gibt"):
        desk.do("fragen", lambda unit: placing.ask(unit, opened, [anna], TODAY))


def test_a_service_that_fits_exactly_must_be_explained(desk: Desk, need: SupportNeed, keep: Keep) -> None:
    keep(ExistingService(name="Lernhilfe der Schule", categories=("ALLTAG.DIGI",)))
    draft = boundaries.drafted(desk.office.read, need, TODAY)
    with pytest.raises(BadValue, match="warum er nicht reicht"):
        decide(desk, need)
    explained = tuple(replace(one, reason="VOLL") for one in draft.candidates)
    decide(desk, need, candidates=explained)
    assert now(desk, need).status is NeedStatus.OPEN
    assert boundaries.why_not(desk.office.read, now(desk, need), TODAY) == ""


def test_another_reason_wants_words(desk: Desk, need: SupportNeed, keep: Keep) -> None:
    keep(ExistingService(name="Lernhilfe der Schule", categories=("ALLTAG.DIGI",)))
    draft = boundaries.drafted(desk.office.read, need, TODAY)
    other = tuple(replace(one, reason="ANDERE", note="zu weit") for one in draft.candidates)
    with pytest.raises(BadValue, match="mindestens 20 Zeichen"):
        decide(desk, need, candidates=other)


def test_a_check_falls_when_what_it_was_made_for_changes(desk: Desk, need: SupportNeed, keep: Keep) -> None:
    decide(desk, need)
    read, held = desk.office.read, now(desk, need)
    assert boundaries.why_not(read, held, TODAY) == ""
    assert "hat sich geändert" in boundaries.why_not(read, replace(held, category="KINDER.FREIZEIT"), TODAY)
    assert "hat sich geändert" in boundaries.why_not(read, replace(held, target_groups=("JUGEND",)), TODAY)
    assert boundaries.why_not(read, held, date(2027, 11, 12)) == ""
    assert "abgelaufen am 12.11.2027" in boundaries.why_not(read, held, date(2027, 11, 13))
    keep(ExistingService(name="Neue Lernhilfe", categories=("ALLTAG.DIGI",)))
    assert "Neue Lernhilfe" in boundaries.why_not(read, held, TODAY)


@pytest.mark.parametrize("category", ["RECHT.ASYL", "GESUND.PSYCH", "SCHUTZ.GEWALT"])
def test_what_is_always_referred_is_never_placed(desk: Desk, keep: Keep, category: str) -> None:
    need = keep(SupportNeed(subject="Frage", category=category, target_groups=("ERW",), recorded_on=TODAY))
    with pytest.raises(BadValue):
        decide(desk, need)


def test_a_referral_with_data_needs_a_consent(desk: Desk, need: SupportNeed, keep: Keep) -> None:
    service = keep(ExistingService(name="Beratungsstelle", categories=("ALLTAG.DIGI",)))
    decided = replace(boundaries.drafted(desk.office.read, need, TODAY), result=BoundaryResult.REFER)
    desk.do("verweisen", lambda unit: boundaries.decide(unit, need, decided, service.id))
    assert now(desk, need).status is NeedStatus.REFERRED
    (referral,) = desk.office.read.all(Referral)
    with_data = desk.do(
        "mit Daten", lambda unit: editing.save(unit, referral, replace(referral, mode=ReferralMode.WITH_DATA))
    )
    with pytest.raises(Refused, match="nur mit Einwilligung"):
        desk.do("senden", lambda unit: referring.send(unit, with_data, TODAY))
    agreed = desk.do(
        "Einwilligung",
        lambda unit: editing.save(unit, with_data, replace(with_data, consent_on=TODAY, data_passed="Name, Telefon")),
    )
    sent = desk.do("senden", lambda unit: referring.send(unit, agreed, TODAY))
    assert sent.status is ReferralStatus.SENT
    desk.do("abgelehnt", lambda unit: referring.answer(unit, sent, ReferralStatus.REFUSED, TODAY))
    assert now(desk, need).status is NeedStatus.OPEN


def test_a_revoked_consent_stops_a_referral(desk: Desk, need: SupportNeed, keep: Keep) -> None:
    service = keep(ExistingService(name="Beratungsstelle", categories=("ALLTAG.DIGI",)))
    referral = keep(
        Referral(need=need.id, service=service.id, mode=ReferralMode.WITH_DATA, consent_on=TODAY, data_passed="Name")
    )
    stopped = desk.do("widerrufen", lambda unit: referring.revoke(unit, referral, TODAY))
    assert stopped.status is ReferralStatus.REVOKED


# --- the first yes -----------------------------------------------------------------------------


@pytest.fixture
def three(desk: Desk, need: SupportNeed, volunteer: Any) -> list[Enquiry]:
    decide(desk, need)
    people = [volunteer(name) for name in ("Anders", "Brandt", "Çelik")]
    return desk.do("fragen", lambda unit: placing.ask(unit, now(desk, need), people, TODAY))


def test_the_first_yes_closes_the_others_as_filled_elsewhere(desk: Desk, need: SupportNeed, three: Any) -> None:
    assert now(desk, need).status is NeedStatus.PLACING
    desk.do("nein", lambda unit: placing.decline(unit, three[0], TODAY, "ZEIT"))
    placement = desk.do("ja", lambda unit: placing.agree(unit, three[1], TODAY))
    read = desk.office.read
    assert [one.status for one in read.all(Enquiry)] == [
        EnquiryStatus.NO, EnquiryStatus.YES, EnquiryStatus.ELSEWHERE,
    ]  # fmt: skip
    assert placement.person == three[1].person
    assert [one.person for one in placing.to_thank(read.all(Enquiry))] == [three[2].person]
    desk.undo()
    assert now(desk, three[1]).status is EnquiryStatus.ASKED
    assert read.all(Placement) == []


def test_when_all_say_no_the_need_is_open_again(desk: Desk, need: SupportNeed, three: Any) -> None:
    for one in three[:2]:
        desk.do("nein", lambda unit, one=one: placing.decline(unit, one, TODAY, "ZEIT"))
    assert now(desk, need).status is NeedStatus.PLACING
    desk.do("nein", lambda unit: placing.decline(unit, three[2], TODAY, "ZEIT"))
    assert now(desk, need).status is NeedStatus.OPEN


def test_nobody_is_asked_twice_at_once_nor_after_a_withdrawal(
    desk: Desk, need: SupportNeed, three: Any, volunteer: Any, keep: Keep
) -> None:
    asked = desk.office.read.get(Person, three[0].person)
    with pytest.raises(Refused, match="schon angefragt"):
        desk.do("fragen", lambda unit: placing.ask(unit, now(desk, need), [asked], TODAY))
    gone = volunteer("Dang", legal_basis="A6_1_A")
    keep(
        Consent(
            person=gone.id, given_on=date(2026, 4, 1),
            purposes=(Permission(purpose=ConsentPurpose.STORAGE, withdrawn_on=date(2026, 10, 1)),),
        )
    )  # fmt: skip
    with pytest.raises(Refused, match="widerrufen"):
        desk.do("fragen", lambda unit: placing.ask(unit, now(desk, need), [gone], TODAY))


# --- beginning -----------------------------------------------------------------------------------


def test_running_needs_everything_and_takes_everybody_along(desk: Desk, need: SupportNeed, three: Any) -> None:
    placement = desk.do("ja", lambda unit: placing.agree(unit, three[0], TODAY))
    running = desk.do("läuft", lambda unit: placing.run(unit, placement, TODAY))
    assert running.status is PlacementStatus.ACTIVE
    read = desk.office.read
    assert now(desk, need).status is NeedStatus.RUNNING
    assert read.get(Person, placement.person).volunteering is VolunteerStatus.PLACED
    ended = desk.do("beendet", lambda unit: editing.take(unit, running, Step(PlacementStatus.ENDED, TODAY, "REGULAER")))
    assert ended.status is PlacementStatus.ENDED
    assert read.get(Person, placement.person).volunteering is VolunteerStatus.AVAILABLE


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"commitments": ()}, "Verschwiegenheitserklärung fehlt"),
        ({"insurance_route": ""}, "Versicherungsweg ist nicht geklärt"),
    ],
)
def test_what_is_missing_is_said_and_reserves_the_placement(
    desk: Desk, need: SupportNeed, volunteer: Any, more: dict[str, Any], said: str
) -> None:
    decide(desk, need)
    person = volunteer("Anders", **more)
    (enquiry,) = desk.do("fragen", lambda unit: placing.ask(unit, now(desk, need), [person], TODAY))
    placement = desk.do("ja", lambda unit: placing.agree(unit, enquiry, TODAY))
    assert placement.status is PlacementStatus.RESERVED
    with pytest.raises(Refused, match=said):
        desk.do("läuft", lambda unit: placing.run(unit, placement, TODAY))


def test_with_children_a_release_and_a_commitment_are_needed(desk: Desk, keep: Keep, volunteer: Any) -> None:
    need = keep(
        SupportNeed(subject="Mathe", category="ALLTAG.DIGI", target_groups=("KIND",), minors=True, recorded_on=TODAY)
    )
    decide(desk, need)
    person = volunteer("Anders", commitments=SIGNED[:1])
    (enquiry,) = desk.do("fragen", lambda unit: placing.ask(unit, now(desk, need), [person], TODAY))
    placement = desk.do("ja", lambda unit: placing.agree(unit, enquiry, TODAY))
    with pytest.raises(Refused, match=r"Freigabe \(Führungszeugnis\) fehlt; Selbstverpflichtung Kinderschutz fehlt"):
        desk.do("läuft", lambda unit: placing.run(unit, placement, TODAY))


def test_no_way_leads_to_running_without_a_check(desk: Desk, need: SupportNeed, volunteer: Any, keep: Keep) -> None:
    """Neither by the status of the need, nor by a placement made by hand."""
    person = volunteer("Anders")
    for status in NeedStatus:
        if status in (NeedStatus.PLACING, NeedStatus.RUNNING):
            with pytest.raises(Refused):
                desk.do("Schritt", lambda unit, status=status: editing.take(unit, need, Step(status, TODAY)))
    placement = keep(Placement(person=person.id, need=need.id))
    for status in (PlacementStatus.TRIAL, PlacementStatus.ACTIVE):
        with pytest.raises(Refused, match="Gibt es das schon"):
            desk.do("läuft", lambda unit, status=status: editing.take(unit, placement, Step(status, TODAY)))


def test_what_is_done_once_takes_the_short_path(desk: Desk, keep: Keep, volunteer: Any) -> None:
    need = keep(
        SupportNeed(
            subject="Zum Amt begleiten", category="BEHOERDE.BEGL", target_groups=("ERW",), frequency="EINMAL",
            recorded_on=TODAY,
        )
    )  # fmt: skip
    decide(desk, need)
    person = volunteer("Anders")
    (enquiry,) = desk.do("fragen", lambda unit: placing.ask(unit, now(desk, need), [person], TODAY))
    placement = desk.do("ja", lambda unit: placing.agree(unit, enquiry, TODAY))
    desk.do("erledigt", lambda unit: placing.finish_once(unit, placement, TODAY))
    assert now(desk, need).status is NeedStatus.COVERED
    assert now(desk, placement).status is PlacementStatus.ENDED


def test_closing_a_need_wants_a_reason(desk: Desk, need: SupportNeed) -> None:
    with pytest.raises(BadValue, match="braucht einen Grund"):
        desk.do("zurück", lambda unit: editing.take(unit, need, Step(NeedStatus.WITHDRAWN, TODAY)))


# --- profiles -----------------------------------------------------------------------------------


def test_a_profile_is_full_when_its_seats_are_taken(desk: Desk, keep: Keep, volunteer: Any) -> None:
    club = keep(Institution(name="Sportverein", kind="VEREIN_SPORT"))
    profile = keep(
        ActivityProfile(
            institution=club.id, intents=("EA_GESUCHT",), name="Kinderturnen", category="BEGEGN.SPORT",
            target_groups=("KIND",), seats_wanted=1, certificate=Certificate.CARRIER, insurance_route="TRAEGER",
        )
    )  # fmt: skip
    with pytest.raises(Refused, match="Zuerst klären"):
        desk.do("aktiv", lambda unit: editing.take(unit, profile, Step(ProfileStatus.ACTIVE, TODAY)))
    decide(desk, profile)
    assert now(desk, profile).status is ProfileStatus.ACTIVE
    person = volunteer("Anders", institution=club.id)
    (enquiry,) = desk.do("fragen", lambda unit: placing.ask(unit, now(desk, profile), [person], TODAY))
    placement = desk.do("ja", lambda unit: placing.agree(unit, enquiry, TODAY))
    desk.do("läuft", lambda unit: placing.run(unit, placement, TODAY))
    assert now(desk, profile).status is ProfileStatus.FULL
    desk.undo()
    assert now(desk, profile).status is ProfileStatus.ACTIVE


def test_another_institution_learns_a_name_only_with_consent(desk: Desk, keep: Keep, volunteer: Any) -> None:
    club = keep(Institution(name="Sportverein", kind="VEREIN_SPORT"))
    profile = keep(
        ActivityProfile(
            institution=club.id, intents=("EA_GESUCHT",), name="Kinderturnen", category="BEGEGN.SPORT",
            target_groups=("KIND",), seats_wanted=2, certificate=Certificate.CARRIER, insurance_route="TRAEGER",
        )
    )  # fmt: skip
    decide(desk, profile)
    person = volunteer("Anders")
    (enquiry,) = desk.do("fragen", lambda unit: placing.ask(unit, now(desk, profile), [person], TODAY))
    placement = desk.do("ja", lambda unit: placing.agree(unit, enquiry, TODAY))
    with pytest.raises(Refused, match="Weitergabe an die Einrichtung"):
        desk.do("läuft", lambda unit: placing.run(unit, placement, TODAY))
    keep(
        Consent(
            person=person.id, given_on=TODAY,
            purposes=(Permission(purpose=ConsentPurpose.INSTITUTION, recipient=club.id),),
        )
    )  # fmt: skip
    desk.do("läuft", lambda unit: placing.run(unit, placement, TODAY))


# --- hours --------------------------------------------------------------------------------------


@pytest.fixture
def running(desk: Desk, three: Any) -> Placement:
    placement = desk.do("ja", lambda unit: placing.agree(unit, three[0], date(2026, 9, 14)))
    return desk.do("läuft", lambda unit: placing.run(unit, placement, date(2026, 9, 14)))


@pytest.fixture
def three_in_september(three: Any) -> Any:
    return three


def test_the_sheet_of_a_month_is_entered_once_and_confirmed(desk: Desk, need: SupportNeed, volunteer: Any) -> None:
    past = replace(boundaries.drafted(desk.office.read, need, TODAY), checked_on=date(2026, 9, 1))
    desk.do("prüfen", lambda unit: boundaries.decide(unit, need, past))
    person = volunteer("Anders")
    placement = desk.do("Einsatz", lambda unit: placing.begin(unit, person.id or 0, need.id, None, date(2026, 9, 14)))
    desk.do("läuft", lambda unit: placing.run(unit, placement, date(2026, 9, 14)))
    read, october = desk.office.read, date(2026, 10, 1)
    assert hours.sheet(read, date(2026, 8, 1)) == []
    (line,) = hours.sheet(read, october)
    assert (line.person.last_name, line.minutes, line.last) == ("Anders", None, None)
    key = line.placement.id or 0
    assert desk.do("Stunden", lambda unit: hours.keep(unit, october, {key: hours.Told(390)})) == 1
    (entry,) = read.all(TimeEntry)
    assert (entry.on_date, entry.minutes, entry.confirmed_on) == (date(2026, 10, 31), 390, TODAY)
    assert desk.do("Stunden", lambda unit: hours.keep(unit, october, {key: hours.Told(390)})) == 0
    assert hours.sheet(read, date(2026, 11, 1))[0].last == 390
    desk.do("Stunden", lambda unit: hours.keep(unit, october, {key: None}))
    assert read.all(TimeEntry) == []


def test_hours_lie_within_their_placement_and_never_ahead(
    desk: Desk, need: SupportNeed, three: Any, keep: Keep
) -> None:
    placement = desk.do("ja", lambda unit: placing.agree(unit, three[0], TODAY))
    with pytest.raises(BadValue, match="noch nicht begonnen"):
        keep(TimeEntry(placement=placement.id, on_date=TODAY, minutes=60))
    desk.do("läuft", lambda unit: placing.run(unit, placement, TODAY))
    with pytest.raises(BadValue, match=r"läuft erst seit 12\.11\.2026"):
        keep(TimeEntry(placement=placement.id, on_date=date(2026, 11, 11), minutes=60))
    with pytest.raises(BadValue, match="Zukunft"):
        keep(TimeEntry(placement=placement.id, on_date=date(2026, 11, 13), minutes=60))


# --- merging and the vault ------------------------------------------------------------------------


def test_two_numbers_of_one_need_become_one_and_two_again(desk: Desk, need: SupportNeed, keep: Keep) -> None:
    twin = keep(SupportNeed(subject="Mathe", category="ALLTAG.DIGI", target_groups=("KIND",), recorded_on=TODAY))
    desk.do("Kontakt", lambda unit: vault.keep(unit, twin, replace(vault.blank(twin, TODAY), name="Familie Beispiel")))
    merged = desk.do("zusammenführen", lambda unit: merging.merge(unit, twin, need, TODAY))
    read = desk.office.read
    assert merged.status is NeedStatus.MERGED
    assert merging.goes_on_as(read, merged).number == need.number
    contact = vault.contact_of(read, need)
    assert contact is not None
    assert contact.name == "Familie Beispiel"
    desk.undo()
    assert now(desk, twin) == twin
    assert vault.contact_of(read, twin) is not None
    third = keep(SupportNeed(subject="Deutsch", category="SPRACHE.TANDEM", recorded_on=TODAY))
    assert third.number not in (need.number, twin.number)


def test_todays_figures_correct_themselves_when_two_needs_are_one(desk: Desk, need: SupportNeed, keep: Keep) -> None:
    twin = keep(SupportNeed(subject="Mathe", category="ALLTAG.DIGI", target_groups=("KIND",), recorded_on=TODAY))

    def counted() -> list[int | None]:
        found = figures.compute(figures.Ledger.of(desk.office.read), Period(TODAY, TODAY), desk.office.names)
        told = figures.by_code(found)
        return [told[code].value for code in ("K01", "K02", "K02D")]

    assert counted() == [2, 2, 0]
    desk.do("zusammenführen", lambda unit: merging.merge(unit, twin, need, TODAY))
    assert counted() == [2, 1, 1]
    desk.undo()
    assert counted() == [2, 2, 0]
    desk.redo()
    assert counted() == [2, 1, 1]


def test_a_contact_without_consent_is_emptied_after_its_days_for_good(desk: Desk, need: SupportNeed) -> None:
    contact = desk.do(
        "Kontakt",
        lambda unit: vault.keep(unit, need, replace(vault.blank(need, TODAY), name="Geheim", phone="030 23125-001")),
    )
    assert contact.expires_on == date(2026, 11, 26)
    read = desk.office.read
    assert vault.due(read, date(2026, 11, 25)) == []
    assert vault.empty_due(desk, date(2026, 11, 26)) == 1
    kept = vault.contact_of(read, need)
    assert kept is not None
    assert vault.is_empty(kept)
    assert kept.pseudonym == contact.pseudonym
    assert not desk.undo_label


def test_a_consent_keeps_a_contact_for_months_and_a_closed_need_for_no_day(desk: Desk, need: SupportNeed) -> None:
    given = replace(vault.blank(need, TODAY), name="Geheim", consent_on=date(2026, 8, 31))
    contact = desk.do("Kontakt", lambda unit: vault.keep(unit, need, given))
    assert contact.expires_on == date(2027, 2, 28)
    desk.do("zurück", lambda unit: editing.take(unit, need, Step(NeedStatus.WITHDRAWN, TODAY, "SELBST")))
    assert vault.due(desk.office.read, TODAY) == [contact]


# --- matching -------------------------------------------------------------------------------------


def test_matching_reads_what_the_records_say(desk: Desk, need: SupportNeed, volunteer: Any) -> None:
    decide(desk, need)
    far, near = volunteer("Anders", interests=("RECHT.ASYL",)), volunteer("Brandt")
    read = desk.office.read
    lists = matching.Lists.of(read)
    best = matching.pool(read, TODAY).best(matching.wanted_for(now(desk, need), lists))
    assert [one.helper.id for one in best] == [near.id, far.id]
    assert best[0].points[0].points == 30
    assert best[0].warnings == ()
    homework = replace(now(desk, need), category="KINDER.HAUSI")
    assert matching.wanted_for(homework, lists).certificate  # with children it is asked for
    together = matching.together(read, TODAY)
    assert [(one.id, suggestion.helper.id) for one, suggestion in together.proposals] == [(need.id, near.id)]


# --- nobody is named -------------------------------------------------------------------------------


@pytest.mark.parametrize("said", ["Frau Neumann", "bei Anders anrufen", "030 23125-199", "anna@example.org"])
def test_a_need_names_nobody(desk: Desk, need: SupportNeed, volunteer: Any, said: str) -> None:
    volunteer("Anders")
    for field in ("subject", "description"):
        with pytest.raises(BadValue, match="gehören in den geschützten Kontakt") as refused:
            desk.do("ändern", lambda unit, field=field: editing.save(unit, need, replace(need, **{field: said})))
        assert refused.value.field == field
    assert now(desk, need) == need


def test_an_ordinary_word_is_no_name(desk: Desk, need: SupportNeed, volunteer: Any) -> None:
    volunteer("Familien")  # also a target group
    kept = desk.do("ändern", lambda unit: editing.save(unit, need, replace(need, description="Hilfe für Familien")))
    assert kept.description == "Hilfe für Familien"


def test_who_somebody_in_need_is_leaves_by_no_list(desk: Desk, need: SupportNeed, tmp_path: Any) -> None:
    from click.testing import CliRunner

    from bezirkskoordination.cli import main

    desk.do("Kontakt", lambda unit: vault.keep(unit, need, replace(vault.blank(need, TODAY), name="Geheimname")))
    path = str(desk.office.path)
    desk.office.close()
    calls = (
        ["list", path, "need_contact", "--json"], ["show", path, "need_contact", "1", "--json"],
        ["export", path, "need_contact", "-o", str(tmp_path / "x.csv")], ["list", path, "support_need", "--json"],
    )  # fmt: skip
    for call in calls:
        result = CliRunner().invoke(main, call)
        assert "Geheimname" not in result.output
        assert (result.exit_code == 2) == ("need_contact" in call)
