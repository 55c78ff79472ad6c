"""Which of its texts a council paper has, by its kind: an Antrag proposes and gives its facts, a Stellungnahme answers.

Field orders of the printed papers: domain facts 1.1, domain model „Vorlage layouts to ship“. A kind that nobody
knows here has whatever may be written.
"""

from bezirkskoordination.records.council import DRAFTS, MOTIONS, NOTICES, QUESTION, REPORT, STATEMENT, Paper

#: What a Präsentationsblatt says beyond the proposal, in its order (seed 002).
PRESENTED = ("present", "situation", "begun", "to_decide", "topics")
#: The fields that not every kind has.
BY_KIND = frozenset({"recipient", "department", "proposal", "facts", "statement", "advice", "answers", *PRESENTED})

_MOTION = frozenset({"recipient", "proposal", "facts", *PRESENTED})
_DRAFT = frozenset({"department", "proposal", "facts", *PRESENTED})
_NOTICE = frozenset({"department", "facts"})
_FIELDS: dict[str, frozenset[str]] = {
    **dict.fromkeys(MOTIONS, _MOTION),
    **dict.fromkeys(DRAFTS, _DRAFT),
    **dict.fromkeys((*NOTICES, REPORT), _NOTICE),
    QUESTION: frozenset({"recipient", "facts"}),
    STATEMENT: frozenset({"answers", "statement", "advice"}),
    "AENDERUNG": _MOTION | {"answers"},
    "ERGAENZUNG": _DRAFT | {"answers"},
}
_ANY = BY_KIND - {"statement", "advice"}


def asked_of(kind: str) -> frozenset[str]:
    """Which of `BY_KIND` a paper of this kind has."""
    return _FIELDS.get(kind, _ANY)


def can_be_answered(paper: Paper) -> bool:
    """Whether somebody may be asked what they say to it: a motion, a draft, a question."""
    return paper.kind in MOTIONS | DRAFTS | {QUESTION}


def can_be_resolved(paper: Paper) -> bool:
    """Whether a body decides on it; what only answers or informs is noted."""
    return paper.kind != QUESTION
