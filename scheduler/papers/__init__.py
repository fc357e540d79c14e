"""Every kind of paper that the office issues: how it is drawn from the record, by key."""

from collections.abc import Mapping
from typing import Final

from campaigns.errors import NotFound
from campaigns.values.words import PaperKind
from scheduler.papers import briefs, estimates, minutes, programmes, reports, schedules, urging
from scheduler.services.issuing import Kind

KINDS: Final[Mapping[PaperKind, Kind]] = {
    kind.word: kind
    for kind in (
        briefs.BRIEFS,
        briefs.OUTLINES,
        estimates.ESTIMATE,
        estimates.SUBMISSION,
        schedules.KIND,
        programmes.KIND,
        reports.KIND,
        urging.LETTER,
        urging.LIST,
        minutes.KIND,
    )
}


def kind_of(word: str) -> Kind:
    """A kind by its word; NotFound ``paper.unknown``."""
    found = next((kind for kind in KINDS.values() if kind.word == word), None)
    if found is None:
        raise NotFound("paper.unknown", uid=word[:40])
    return found
