"""The table of everything that waits for its day; each subject brings its rules."""

from bezirkskoordination.rules import (
    due_council,
    due_institutions,
    due_meetings,
    due_money,
    due_needs,
    due_people,
    due_reports,
    due_trainings,
)
from bezirkskoordination.rules.due import Rule

RULES: tuple[Rule, ...] = (
    *due_needs.RULES,
    *due_people.RULES,
    *due_money.RULES,
    *due_meetings.RULES,
    *due_trainings.RULES,
    *due_institutions.RULES,
    *due_council.RULES,
    *due_reports.RULES,
)
