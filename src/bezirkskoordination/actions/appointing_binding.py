"""What an appointment must fulfil: one person coordinates at a time, and whoever is recalled is so by a vote.

Its end is told by its last day and its reason; its status follows on that day.
"""

from dataclasses import replace
from datetime import date

from bezirkskoordination.actions.binding import Binding
from bezirkskoordination.i18n import N_
from bezirkskoordination.records.council import Mandate, MandateStatus, Resolution
from bezirkskoordination.records.fields import Record
from bezirkskoordination.records.kinds import Choice, show_date
from bezirkskoordination.records.refusal import BadValue, Refused
from bezirkskoordination.rules import mandates, votes
from bezirkskoordination.store.unit import Unit

_OPEN_END = N_("Appointing", "auf Weiteres")


def _refuse_second(unit: Unit, after: Mandate) -> None:
    """One person holds the office at a time (domain model 5.9, 5): a claim must know whose account is meant."""
    other = mandates.clash(after, unit.all(Mandate))
    if other is not None:
        until = show_date(other.valid_until) if other.valid_until else str(_OPEN_END)
        raise BadValue(
            N_("Appointing", "In dieser Zeit gilt schon eine Bestellung: {}, {} bis {}. Bitte dort zuerst beenden."),
            other.title(unit.names), show_date(other.valid_from), until,
        ).at("valid_from")  # fmt: skip


def _refuse_recall(unit: Unit, after: Mandate) -> None:
    """Recalled is who lost a vote that was carried, and not before it."""
    if after.end_reason != mandates.RECALLED or after.ended_by is None:
        return
    decided = unit.get(Resolution, after.ended_by)
    if decided.result == votes.REJECTED or votes.is_carried(decided) is False:
        raise BadValue(
            N_("Appointing", "„{}“ wurde nicht beschlossen; damit ist niemand entbunden."), decided.subject
        ).at("ended_by")
    if after.valid_until is not None and after.valid_until < decided.on_date:
        raise BadValue(
            N_("Appointing", "Entbunden wurde erst mit dem Beschluss vom {}."), show_date(decided.on_date)
        ).at("valid_until")


class _Mandates(Binding):
    def refuse_changed(self, unit: Unit, before: Mandate | None, after: Mandate) -> None:
        _refuse_second(unit, after)
        _refuse_recall(unit, after)
        if before is not None and before.status is MandateStatus.ENDED:
            for name in ("valid_until", "end_reason"):
                if getattr(before, name) != getattr(after, name):
                    raise BadValue(
                        N_(
                            "Appointing",
                            "Diese Bestellung ist beendet. War es anders, bitte unter „Verlauf“ den letzten Schritt"
                            " zurücknehmen und neu beenden.",
                        )
                    ).at(name)

    def refuse_step(self, unit: Unit, record: Mandate, to: Choice | None, on: date) -> None:
        if to is MandateStatus.PROPOSED and record.resolution is not None:
            raise Refused(N_("Appointing", "Es gibt schon einen Beschluss über die Bestellung."))
        if to is MandateStatus.APPOINTED:
            _refuse_second(unit, replace(record, status=MandateStatus.APPOINTED))
        if to is MandateStatus.ENDED and on < record.valid_from:
            raise BadValue(
                N_("Appointing", "Das Ende liegt vor dem Beginn der Bestellung ({})."), show_date(record.valid_from)
            ).at("effective_on")

    def follow(self, unit: Unit, before: Mandate | None, after: Mandate, on: date) -> Mandate:
        """Its status follows the end that was noted, and the end a status that was stepped to or taken back."""
        ended = MandateStatus.ENDED
        if before is not None and before.status is ended and after.status is not ended:
            return unit.change(after, replace(after, valid_until=None, end_reason="", ended_by=None))
        if after.status is ended and (before is None or before.status is not ended):
            reason = unit.history(after)[-1].reason
            whole = replace(after, valid_until=min(mandates.last_day(after), on), end_reason=reason)
            _refuse_without_vote(whole)
            return unit.change(after, whole)
        noted = after.end_reason and after.valid_until is not None and after.valid_until <= unit.today
        if noted and after.status in (MandateStatus.APPOINTED, MandateStatus.RESTING):
            assert after.valid_until is not None
            return unit.record_status(after, ended, after.valid_until, after.end_reason)
        return after


def _refuse_without_vote(after: Mandate) -> None:
    if after.end_reason == mandates.RECALLED and after.ended_by is None:
        raise BadValue(
            N_("Appointing", "Zum Entbinden gehört der Beschluss: Bitte „Beenden …“ neben dem Namen nehmen.")
        ).at("reason")


BINDINGS: dict[type[Record], Binding] = {Mandate: _Mandates()}
