"""How strongly each rule speaks, and under which heading its finding stands."""

from collections.abc import Mapping
from typing import Final

from campaigns.values.board import FindingGroup
from campaigns.values.words import RuleLevel
from scheduler import grid

PAST: Final = "cell.past"  # its hour has come
FULL: Final = "cell.full"  # as many spots as the window takes
FULL_SECONDS: Final = "cell.full_seconds"  # as many seconds as may be sold a day
OVER_DAILY: Final = "day.over_limit"  # more spots than agreed for an outlet's day
TWICE: Final = "theme.twice"  # the same theme twice in one cell
ADJACENT: Final = "theme.adjacent"  # the same theme in the next item on the channel
SAME_DAY: Final = "theme.same_day"  # the same theme twice on one day of an outlet
HOLIDAY: Final = "day.holiday"  # nobody works on that day
BOOKING_PASSED: Final = "lead.booking_passed"  # the outlet wanted to know earlier
UNSENT: Final = "lead.unsent"  # laid out, but not sent, and booking has closed
UNANSWERED: Final = "lead.unanswered"  # the hour came without an answer
QUOTA_ABOVE: Final = "quota.above"
QUOTA_BELOW: Final = "quota.below"  # and the places left are fewer than what is missing
RHYTHM_GAP: Final = "rhythm.gap"  # a standing programme leaves more days between two than agreed
RHYTHM_SHORT: Final = "rhythm.short"  # and fewer in a week or a month
BUDGET_OVER: Final = "budget.over"
UNPRICED: Final = "price.missing"
MISSED: Final = "miss.unresolved"
ASKED: Final = "offer.asked"
DECLINED: Final = "offer.declined"

RUNNING: Final = (
    grid.NOT_YET, grid.ENDED, grid.LEFT_OUT, grid.OTHER_WEEKDAY, grid.OTHER_TURN, grid.OTHER_WEEK, grid.NO_ISSUE,
    grid.SKIPS_HOLIDAY,
)  # fmt: skip
"""Why a window does not run on a date."""

GROUPS: Final[Mapping[str, FindingGroup]] = {
    **dict.fromkeys((FULL, FULL_SECONDS, OVER_DAILY), FindingGroup.CAPACITY),
    **dict.fromkeys((*RUNNING, PAST, HOLIDAY), FindingGroup.RUNNING),
    **dict.fromkeys((TWICE, ADJACENT, SAME_DAY), FindingGroup.THEME),
    **dict.fromkeys((QUOTA_ABOVE, QUOTA_BELOW), FindingGroup.QUOTA),
    **dict.fromkeys((RHYTHM_GAP, RHYTHM_SHORT), FindingGroup.RHYTHM),
    **dict.fromkeys((BUDGET_OVER, UNPRICED), FindingGroup.BUDGET),
    **dict.fromkeys((BOOKING_PASSED, UNSENT, UNANSWERED), FindingGroup.LEAD),
    MISSED: FindingGroup.MISS,
    **dict.fromkeys((ASKED, DECLINED), FindingGroup.OFFER),
}
"""Every code that the rules can give, with its heading."""

NO_PLACE: Final = frozenset({*RUNNING, PAST, FULL, FULL_SECONDS})
"""Rules that block whatever anyone sets: there is no such place to be had."""

_QUIET: Final = frozenset({SAME_DAY})
"""Rules that say nothing until an office asks for them: a theme told on radio and on television is no fault."""


_PLACING: Final = (RuleLevel.BLOCK, RuleLevel.WARN, RuleLevel.IGNORE)
_PLACED: Final = (RuleLevel.BLOCK, RuleLevel.BLOCK_RELEASE, RuleLevel.WARN, RuleLevel.IGNORE)
_TOLD: Final = (RuleLevel.WARN, RuleLevel.IGNORE)
SETTABLE: Final[Mapping[str, tuple[RuleLevel, ...]]] = {
    OVER_DAILY: _PLACED, TWICE: _PLACED, ADJACENT: _PLACED, SAME_DAY: _PLACED, HOLIDAY: _PLACING,
    BOOKING_PASSED: _PLACING, UNSENT: _TOLD, UNANSWERED: _TOLD, QUOTA_ABOVE: _TOLD, QUOTA_BELOW: _TOLD,
    RHYTHM_GAP: _TOLD, RHYTHM_SHORT: _TOLD, BUDGET_OVER: _TOLD, UNPRICED: _TOLD,
}  # fmt: skip
"""Rules about which an office may have its own mind, strongest level first.

What is about slots that lie in the month already can keep them from being sent; what is about a placement only can
but forbid it; what is about the month as a whole can only be told.
"""


def level_of(code: str, levels: Mapping[str, RuleLevel] | None) -> RuleLevel:
    """How strongly a rule speaks, as set by ``levels`` where it may be set at all."""
    if code in NO_PLACE:
        return RuleLevel.BLOCK
    usual = RuleLevel.IGNORE if code in _QUIET else RuleLevel.WARN
    return usual if levels is None else levels.get(code, usual)
