"""Which status may follow which, when, and for what reasons (domain model 5.5.4, 5.5.6, 5.5.11, 5.5.12)."""

from collections.abc import Sequence
from datetime import date

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.activities import EnquiryStatus, PlacementStatus, ProfileStatus
from bezirkskoordination.records.council import MandateStatus, ReportStatus
from bezirkskoordination.records.kinds import Choice, show_date
from bezirkskoordination.records.money import ClaimStatus, ExpenseStatus
from bezirkskoordination.records.needs import NeedStatus, ReferralStatus, ServiceStatus
from bezirkskoordination.records.network import MeetingStatus, OrderStatus
from bezirkskoordination.records.office import SlipStatus, StatusEvent, TaskStatus
from bezirkskoordination.records.people import NOT_VOLUNTEERING, VolunteerStatus
from bezirkskoordination.records.refusal import BadValue, Refused
from bezirkskoordination.records.trainings import TrainingStatus

_V, _E, _C, _R, _T = VolunteerStatus, ExpenseStatus, ClaimStatus, ReportStatus, TaskStatus
_N, _X, _W, _Z = NeedStatus, ServiceStatus, ReferralStatus, SlipStatus
_A, _Q, _P = ProfileStatus, EnquiryStatus, PlacementStatus
_S = TrainingStatus
_M, _O = MeetingStatus, OrderStatus
_B = MandateStatus

_NEXT: dict[Choice, tuple[Choice, ...]] = {
    _V.NONE: (_V.INTERESTED, _V.TALKED, _V.AVAILABLE, _V.PLACED),
    _V.INTERESTED: (_V.TALKED, _V.AVAILABLE, _V.PLACED, _V.PAUSED, _V.ENDED, _V.UNSUITED),
    _V.TALKED: (_V.AVAILABLE, _V.PLACED, _V.PAUSED, _V.ENDED, _V.UNSUITED),
    _V.AVAILABLE: (_V.PLACED, _V.PAUSED, _V.ENDED, _V.UNSUITED),
    _V.PLACED: (_V.AVAILABLE, _V.PAUSED, _V.ENDED, _V.UNSUITED),
    _V.PAUSED: (_V.AVAILABLE, _V.PLACED, _V.ENDED, _V.UNSUITED),
    _V.ENDED: (_V.INTERESTED, _V.AVAILABLE, _V.PLACED),
    _V.UNSUITED: (_V.INTERESTED, _V.AVAILABLE),
    _E.RECORDED: (_E.CLAIMED, _E.CANCELLED),
    _E.CLAIMED: (_E.REFUNDED, _E.REFUSED, _E.RECORDED),
    _E.REFUSED: (_E.CLAIMED, _E.CANCELLED),
    _E.REFUNDED: (),
    _E.CANCELLED: (_E.RECORDED,),
    _C.DRAFT: (_C.SIGNED, _C.SUBMITTED, _C.WITHDRAWN),
    _C.SIGNED: (_C.SUBMITTED, _C.DRAFT, _C.WITHDRAWN),
    _C.SUBMITTED: (_C.QUERY, _C.APPROVED, _C.PARTIAL, _C.REFUSED, _C.WITHDRAWN),
    _C.QUERY: (_C.SUBMITTED, _C.APPROVED, _C.PARTIAL, _C.REFUSED, _C.WITHDRAWN),
    _C.APPROVED: (_C.PAID,),
    _C.PARTIAL: (_C.PAID,),
    _C.REFUSED: (),
    _C.PAID: (),
    _C.WITHDRAWN: (),
    _R.DRAFT: (_R.FROZEN,),
    _R.FROZEN: (_R.RELEASED, _R.DRAFT),
    _R.RELEASED: (_R.SUBMITTED, _R.CORRECTED),
    _R.SUBMITTED: (_R.DISCUSSED, _R.CORRECTED),
    _R.DISCUSSED: (_R.CORRECTED,),
    _R.CORRECTED: (),
    _N.RECORDED: (_N.CHECKING, _N.OPEN, _N.REFERRED, _N.UNCOVERED, _N.WITHDRAWN, _N.MERGED),
    _N.CHECKING: (_N.OPEN, _N.REFERRED, _N.UNCOVERED, _N.WITHDRAWN, _N.MERGED),
    _N.OPEN: (_N.PLACING, _N.REFERRED, _N.UNCOVERED, _N.WITHDRAWN, _N.MERGED),
    _N.PLACING: (_N.RUNNING, _N.OPEN, _N.REFERRED, _N.UNCOVERED, _N.WITHDRAWN, _N.MERGED),
    _N.RUNNING: (_N.COVERED, _N.PARTLY, _N.OPEN, _N.UNCOVERED, _N.WITHDRAWN),
    _N.COVERED: (_N.OPEN,),
    _N.PARTLY: (_N.OPEN, _N.COVERED),
    _N.REFERRED: (_N.OPEN, _N.COVERED, _N.MERGED),
    _N.UNCOVERED: (_N.OPEN,),
    _N.WITHDRAWN: (_N.OPEN,),
    _N.MERGED: (),
    _X.ACTIVE: (_X.CLOSED, _X.INACTIVE, _X.ENDED),
    _X.CLOSED: (_X.ACTIVE, _X.INACTIVE, _X.ENDED),
    _X.INACTIVE: (_X.ACTIVE, _X.ENDED),
    _X.ENDED: (_X.ACTIVE,),
    _W.PREPARED: (_W.CONSENT, _W.SENT, _W.REVOKED),
    _W.CONSENT: (_W.SENT, _W.REVOKED),
    _W.SENT: (_W.ACCEPTED, _W.REFUSED, _W.DONE, _W.SILENT, _W.REVOKED),
    _W.ACCEPTED: (_W.DONE, _W.REVOKED),
    _W.SILENT: (_W.ACCEPTED, _W.REFUSED, _W.DONE, _W.REVOKED),
    _W.REFUSED: (),
    _W.DONE: (),
    _W.REVOKED: (),
    _A.DRAFT: (_A.CHECKING, _A.ACTIVE, _A.ENDED),
    _A.CHECKING: (_A.ACTIVE, _A.DRAFT, _A.ENDED),
    _A.ACTIVE: (_A.FULL, _A.RESTING, _A.ENDED),
    _A.FULL: (_A.ACTIVE, _A.RESTING, _A.ENDED),
    _A.RESTING: (_A.ACTIVE, _A.ENDED),
    _A.ENDED: (_A.DRAFT,),
    _Q.ASKED: (_Q.YES, _Q.NO, _Q.ELSEWHERE, _Q.REVOKED),
    _Q.YES: (),
    _Q.NO: (_Q.YES,),
    _Q.ELSEWHERE: (),
    _Q.REVOKED: (),
    _P.PROPOSED: (_P.ASKED, _P.MEETING, _P.RESERVED, _P.TRIAL, _P.ACTIVE, _P.FAILED),
    _P.ASKED: (_P.MEETING, _P.RESERVED, _P.TRIAL, _P.ACTIVE, _P.FAILED),
    _P.MEETING: (_P.RESERVED, _P.TRIAL, _P.ACTIVE, _P.FAILED),
    _P.RESERVED: (_P.TRIAL, _P.ACTIVE, _P.FAILED),
    _P.TRIAL: (_P.ACTIVE, _P.PAUSED, _P.ENDED, _P.FAILED),
    _P.ACTIVE: (_P.PAUSED, _P.ENDED),
    _P.PAUSED: (_P.ACTIVE, _P.ENDED),
    _P.ENDED: (),
    _P.FAILED: (),
    _Z.NEW: (_Z.SORTED, _Z.DROPPED),
    _Z.SORTED: (_Z.NEW,),
    _Z.DROPPED: (_Z.NEW,),
    _S.PLANNED: (_S.OPEN, _S.HELD, _S.CANCELLED),
    _S.OPEN: (_S.FULL, _S.HELD, _S.CANCELLED),
    _S.FULL: (_S.OPEN, _S.HELD, _S.CANCELLED),
    _S.HELD: (),
    _S.CANCELLED: (_S.PLANNED,),
    _T.OPEN: (_T.DONE, _T.DROPPED),
    _T.DONE: (_T.OPEN,),
    _T.DROPPED: (_T.OPEN,),
    _M.PLANNED: (_M.INVITED, _M.HELD, _M.CANCELLED),
    _M.INVITED: (_M.HELD, _M.CANCELLED),
    _M.HELD: (_M.DRAFTED,),
    _M.DRAFTED: (_M.APPROVED,),
    _M.APPROVED: (),
    _M.CANCELLED: (_M.PLANNED,),
    _O.OPEN: (_O.PARTLY, _O.DONE, _O.DROPPED),
    _O.PARTLY: (_O.DONE, _O.DROPPED, _O.OPEN),
    _O.DONE: (_O.OPEN,),
    _O.DROPPED: (_O.OPEN,),
    _B.PROPOSED: (_B.APPOINTED,),
    _B.APPOINTED: (_B.RESTING, _B.ENDED, _B.PROPOSED),
    _B.RESTING: (_B.APPOINTED, _B.ENDED),
    _B.ENDED: (),
}

#: The value list that a status asks its reason from.
REASONS: dict[Choice, str] = {
    _V.ENDED: "volunteer_exit_reason",
    _N.COVERED: "need_close_reason",
    _N.PARTLY: "need_close_reason",
    _N.UNCOVERED: "need_close_reason",
    _N.WITHDRAWN: "need_close_reason",
    _Q.NO: "enquiry_reason",
    _Q.REVOKED: "enquiry_reason",
    _P.ENDED: "placement_end_reason",
    _P.FAILED: "placement_fail_reason",
    _B.ENDED: "mandate_end_reason",
}
#: Status values that are not taken up without a reason.
NEEDS_REASON: frozenset[Choice] = frozenset(
    {_N.COVERED, _N.PARTLY, _N.UNCOVERED, _N.WITHDRAWN, _P.ENDED, _P.FAILED, _B.ENDED}
)

#: Status values of somebody who counts as a volunteer (K11).
VOLUNTEERING = frozenset(VolunteerStatus) - NOT_VOLUNTEERING


def following(status: Choice) -> tuple[Choice, ...]:
    """The status values that may come next."""
    return _NEXT[status]


def check_reason(to: Choice, reason: str) -> None:
    """Refuse a step without a reason where one is needed."""
    if to in NEEDS_REASON and not reason:
        raise BadValue(N_("Editing", "„{}“ braucht einen Grund."), str(to.label)).at("reason")


def check_step(history: Sequence[StatusEvent], now: Choice, to: Choice, on: date, today: date) -> None:
    """Refuse a step that may not follow, lies in the future, or lies before the last one."""
    if to not in _NEXT[now]:
        raise Refused(N_("Rules", "Von „{}“ führt kein Schritt zu „{}“."), str(now.label), str(to.label))
    if on > today:
        raise BadValue(
            N_("Rules", "„Wirksam ab“ {} liegt in der Zukunft. Bitte den Tag eingeben, an dem es so war."),
            show_date(on),
        ).at("effective_on")
    if history and on < history[-1].effective_on:
        raise BadValue(
            N_("Rules", "Am {} ist schon ein späterer Stand vermerkt. „Wirksam ab“ darf nicht davor liegen."),
            show_date(history[-1].effective_on),
        ).at("effective_on")
