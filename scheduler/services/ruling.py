"""How strongly rules speak at this office, and which slots they keep from being sent."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from campaigns import calendar
from campaigns.errors import Refused, Stale
from campaigns.models import RuleSetting
from campaigns.queries import outlets as outlet_queries
from campaigns.queries import rules as queries
from campaigns.queries import slots as slot_queries
from campaigns.store import UnitOfWork
from campaigns.times import local_day, month_days
from campaigns.values.words import RuleLevel
from scheduler import conflicts
from scheduler.conflicts.levels import SETTABLE, level_of

_AROUND = timedelta(weeks=6)


def as_set(session: Session) -> Mapping[str, RuleLevel]:
    """Every rule about which an office may have its own mind, with how strongly it speaks now."""
    told = queries.levels(session)
    return {code: level_of(code, told) for code in SETTABLE}


def set_levels(work: UnitOfWork, levels: Mapping[str, RuleLevel], *, seen: Mapping[str, RuleLevel]) -> int:
    """Let rules speak as the office wants; what equals the usual is not kept. Returns how many changed.

    Args:
        levels: by code; rules that are not named stay as they are.
        seen: what the person saw, of the same rules.

    Raises:
        Refused: ``rule.unknown``, ``rule.level``. Stale: ``rules.stale`` when somebody was faster.
    """
    rows = {
        row.code: row
        for row in work.session.exec(select(RuleSetting).order_by(col(RuleSetting.code)).with_for_update())
    }
    now = {code: level_of(code, {row.code: row.level for row in rows.values()}) for code in SETTABLE}
    for code, level in levels.items():
        if code not in SETTABLE:
            raise Refused("rule.unknown", rule=code[:40])
        if level not in SETTABLE[code]:
            raise Refused("rule.level", rule=code, level=level.value)
        if seen.get(code) is not now[code]:
            raise Stale("rules.stale", rule=code)
    changed = {code: level for code, level in levels.items() if level is not now[code]}
    for code, level in changed.items():
        _keep(work, rows.get(code), code, level)
        work.note("rule", code, "set", before={"level": now[code].value}, after={"level": level.value})
    return len(changed)


def _keep(work: UnitOfWork, row: RuleSetting | None, code: str, level: RuleLevel) -> None:
    if level is level_of(code, None):
        if row is not None:
            work.session.delete(row)
    elif row is None:
        work.session.add(RuleSetting(code=code, level=level))
    else:
        row.level = level
    work.session.flush()


def held(session: Session, month: str, *, now: datetime, zone: ZoneInfo) -> frozenset[str]:
    """Slots of a month that a rule keeps from being sent, by uid."""
    levels = queries.levels(session)
    if RuleLevel.BLOCK_RELEASE not in levels.values():
        return frozenset()
    dates = month_days(month)
    found = conflicts.month_findings(
        dates,
        slots=slot_queries.month_slots(session, month),
        windows=outlet_queries.windows(session),
        outlets=outlet_queries.outlets(session, dates[-1], since=dates[0]),
        quotas=(),
        budgets=(),
        days=calendar.days(
            dates[0] - _AROUND, dates[-1] + _AROUND, outlet_queries.holidays(session), today=local_day(now, zone)
        ),
        now=now,
        zone=zone,
        levels=levels,
    )
    return frozenset(uid for one in found if one.level is RuleLevel.BLOCK_RELEASE for uid in one.uids)
