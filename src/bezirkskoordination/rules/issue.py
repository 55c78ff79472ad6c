"""What is handed out of a report for ever, as one value: whoever draws it gives it to whoever keeps it."""

from collections.abc import Sequence
from dataclasses import dataclass

from bezirkskoordination.rules.facts import Facts
from bezirkskoordination.rules.leaks import Passage


@dataclass(frozen=True, slots=True)
class Issue:
    """The final facts, both twins as they were drawn from them, and every text that the public one says."""

    facts: Facts
    public_pdf: bytes
    internal_pdf: bytes
    passages: Sequence[Passage]
