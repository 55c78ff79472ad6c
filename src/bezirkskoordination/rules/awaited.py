"""Who was asked and has not answered yet, told by what they were asked for; nobody is named."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from bezirkskoordination.records.activities import ActivityProfile, Enquiry, EnquiryStatus
from bezirkskoordination.records.fields import RecordType
from bezirkskoordination.records.needs import SupportNeed
from bezirkskoordination.rules.due import Mention
from bezirkskoordination.rules.figures import Records


@dataclass(frozen=True, slots=True)
class Awaited:
    """A need or a profile for which so many were asked whose answer is awaited, since the first of them was."""

    about: Mention
    since: date
    people: int


def awaited(read: Records) -> list[Awaited]:
    """What answers are awaited for; what waits longest first."""
    asked: dict[tuple[RecordType, int], list[date]] = defaultdict(list)
    for one in read.where(Enquiry, status=EnquiryStatus.ASKED):
        if one.need is not None:
            asked[SupportNeed.type, one.need].append(one.asked_on)
        elif one.profile is not None:
            asked[ActivityProfile.type, one.profile].append(one.asked_on)
    told = [Awaited(Mention(of, key), min(days), len(days)) for (of, key), days in asked.items()]
    return sorted(told, key=lambda one: (one.since, one.about.type.name, one.about.id))
