"""What is frozen stands still: a snapshot for ever, a report's figures while it is frozen, all of it once released."""

from dataclasses import replace
from datetime import date

from bezirkskoordination.actions.binding import Binding
from bezirkskoordination.i18n import N_, Text
from bezirkskoordination.records.council import ISSUED, Consultation, Report, ReportStatus, Snapshot
from bezirkskoordination.records.fields import Record
from bezirkskoordination.records.kinds import Choice
from bezirkskoordination.records.office import Attachment, StatusEvent
from bezirkskoordination.records.refusal import BadValue, Refused
from bezirkskoordination.rules.late import UNCOUNTED
from bezirkskoordination.rules.periods import Period
from bezirkskoordination.store.unit import Unit

#: What the figures hang on: it stands still from freezing on.
_COUNTED = ("number", "period_from", "reference_date", "corrects", "snapshot")
#: What may become known after a report is released: it is printed nowhere.
_LATER = frozenset({"meeting", "paper"})

_HELD = N_("Freezing", "Die Zahlen von „{}“ sind eingefroren: „{}“ bleibt. Zum Ändern die Zahlen wieder öffnen.")
_STANDS = N_("Freezing", "„{}“ ist {} und bleibt, wie er ist. Was falsch ist, stellt eine Berichtigung richtig.")
_SAME_DAYS = N_("Freezing", "Eine Berichtigung hat den Zeitraum und den Stichtag dessen, was sie berichtigt: {}.")
_NO_WAY_BACK = N_("Freezing", "„{}“ ist {}: Dieser Schritt lässt sich nicht zurücknehmen.")
#: Steps that bring more with them than a status: each has its own action in `freezing`.
_OWN_WAY: dict[Choice, Text] = {
    ReportStatus.FROZEN: N_("Freezing", "„{}“: Eingefroren wird mit „Zahlen einfrieren“ auf der Seite des Berichts."),
    ReportStatus.RELEASED: N_("Freezing", "„{}“: Freigegeben wird auf der Seite des Berichts, nach der Prüfung."),
    ReportStatus.CORRECTED: N_("Freezing", "„{}“: Ersetzt ist ein Bericht, sobald seine Berichtigung freigegeben ist."),
}
_KEPT = N_("Freezing", "„{}“ ist {} und wird nicht gelöscht.")
_WAS_FROZEN = N_("Freezing", "„{}“ war schon eingefroren und wird nicht gelöscht: Sein Zahlenstand bliebe allein.")
_SNAPSHOT = N_("Freezing", "Ein Zahlenstand entsteht beim Einfrieren eines Berichts und bleibt dann, wie er ist.")
_TOLD = N_(
    "Freezing",
    "Dieser Schritt steht hinter den Zahlen von {} und wird nicht zurückgenommen. Bitte einen neuen Schritt eintragen.",
)
_PDF = N_("Freezing", "„{}“ ist das ausgegebene PDF von „{}“ und bleibt, wie es ist.")


def refuse_told_step(unit: Unit, step: StatusEvent) -> None:
    """Refuse to take back a step that a frozen report was computed from: it is made good by another one."""
    if step.about[0] in UNCOUNTED:
        return
    told = {one.snapshot: one.number for one in unit.all(Report) if one.snapshot is not None}
    for key, stichtag, taken_at in unit.cells(Snapshot.type, "id", "reference_date", "taken_at"):
        if key in told and step.effective_on <= stichtag and step.recorded_at <= taken_at:
            raise Refused(_TOLD, told[key])


class _Reports(Binding):
    """Figures stand still from freezing on, everything from release on."""

    def refuse_changed(self, unit: Unit, before: Report | None, after: Report) -> None:
        if before is None or before.status is ReportStatus.DRAFT:
            _refuse_other_days(unit, after)
            return
        changed = [f for f in after.type.fields if getattr(before, f.name) != getattr(after, f.name)]
        if before.status in ISSUED:
            if any(f.name not in _LATER and not _only_result(f.name, before, after) for f in changed):
                raise Refused(_STANDS, before.title(unit.names), str(before.status.label))
            return
        if held := next((f for f in changed if f.name in _COUNTED), None):
            raise Refused(_HELD, before.title(unit.names), str(held.label))

    def refuse_step(self, unit: Unit, record: Report, to: Choice | None, _on: date) -> None:
        if to is None and record.status is not ReportStatus.DRAFT:
            raise Refused(_NO_WAY_BACK, record.title(unit.names), str(record.status.label))
        if to in _OWN_WAY:
            raise Refused(_OWN_WAY[to], record.title(unit.names))

    def follow(self, unit: Unit, before: Report | None, after: Report, _on: date) -> Report:
        """A report that is a draft again is told from the records: its snapshot is kept, but no longer its own."""
        if before is not None and (before.status, after.status) == (ReportStatus.FROZEN, ReportStatus.DRAFT):
            return unit.change(after, replace(after, snapshot=None, public_pdf=None, internal_pdf=None))
        return after

    def refuse_removed(self, unit: Unit, record: Report) -> None:
        if record.status is not ReportStatus.DRAFT:
            raise Refused(_KEPT, record.title(unit.names), str(record.status.label))
        if unit.where(Snapshot, report=record.number):
            raise Refused(_WAS_FROZEN, record.title(unit.names))


def _refuse_other_days(unit: Unit, correction: Report) -> None:
    """A Berichtigung says that the Stichtag is the same; with other days its table would compare what does not."""
    if correction.corrects is None:
        return
    of = unit.get(Report, correction.corrects)
    period = str(Period(of.period_from, of.reference_date))
    for name in ("period_from", "reference_date"):
        if getattr(correction, name) != getattr(of, name):
            raise BadValue(_SAME_DAYS, period).at(name)


def _only_result(name: str, before: Report, after: Report) -> bool:
    """Whether of the Beratungsfolge only what became of it is new; the paper does not print that."""
    return name == "consultations" and [_asked(row) for row in before.consultations] == [
        _asked(row) for row in after.consultations
    ]


def _asked(row: Consultation) -> Consultation:
    return replace(row, agenda_item="", result="")


class _Snapshots(Binding):
    """Nobody but freezing makes one, and nobody changes or removes one."""

    def refuse_changed(self, _unit: Unit, _before: Snapshot | None, _after: Snapshot) -> None:
        raise Refused(_SNAPSHOT)

    def refuse_removed(self, _unit: Unit, _record: Snapshot) -> None:
        raise Refused(_SNAPSHOT)


class _Attachments(Binding):
    """The PDF of a released report stands still."""

    def refuse_changed(self, unit: Unit, before: Attachment | None, _after: Attachment) -> None:
        for one in unit.users(before) if before is not None else ():
            if isinstance(one, Report) and one.status in ISSUED:
                raise Refused(_PDF, before.title(unit.names) if before else "", one.title(unit.names))


BINDINGS: dict[type[Record], Binding] = {Report: _Reports(), Snapshot: _Snapshots(), Attachment: _Attachments()}
