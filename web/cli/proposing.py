"""``propose``: fill a month by the planner; prints what it comes to, its bound, its gap and its reasons."""

import argparse
import sys
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from campaigns.errors import NotFound, Refused
from campaigns.settings import Settings
from campaigns.store import Store
from campaigns.values.proposals import Asked, Proposed, Stretch
from scheduler import months, stating
from scheduler.jobs import proposing as finding
from scheduler.jobs import stretching
from scheduler.months import Facts
from scheduler.planner import Progress
from scheduler.services import proposing
from web import formats
from web.cli.opening import opened
from web.cli.streams import own_output
from web.months import proposal_words
from web.months.wording import when

WHO = "lichsong propose"


def add(commands: Any) -> None:
    """The command."""
    command = commands.add_parser(
        "propose", help="propose a month: as many agreed spots as any plan can reach, and why"
    )
    command.add_argument("month", help="YYYY-MM")
    command.add_argument("--campaign", help="its slug; default: the newest that runs in the month")
    command.add_argument("--through", metavar="MONTH", help="propose every month up to this one")
    command.add_argument("--movable", action="store_true", help="planned slots that nobody confirmed may move")
    command.add_argument("--must", action="store_true", help="every figure is to be reached, or say what clashes")
    command.add_argument("--save", action="store_true", help="keep the proposal, to be looked at on the board")
    command.set_defaults(run=propose)


def propose(given: argparse.Namespace) -> int:
    """Print the proposal; with ``--save`` keep it and print where it is."""
    with opened() as (told, store):
        now = told.clock()
        with store.reading() as session:
            facts = months.gather(session, given.month, now=now, zone=told.zone)
            campaign = facts.campaign(given.campaign)
            if campaign is None or (given.campaign and campaign.slug != given.campaign):
                raise NotFound("campaign.unknown")
            asked = Asked(
                campaign.id, stating.agreed_targets(facts, campaign.id), movable=given.movable, must=given.must
            )
            stretch = None
            if given.through not in {None, given.month}:
                stretch = proposing.asked_through(session, facts, asked, given.through, who=WHO)
        if stretch is not None:
            return _stretch(store, told, stretch, now, save=given.save)
        if not asked.targets:
            raise Refused("proposal.no_target")
        show = _say if sys.stderr.isatty() else _keep_quiet
        with own_output():
            found = finding.find(store, given.month, asked, now=now, report=show)
        _print(facts, asked, found)
        if given.save:
            with store.deciding(actor=WHO, now=now) as work:
                uid = proposing.record(work, given.month, asked, found.placements, found.told).uid
            print(f"Đã giữ đề xuất; xem tại {told.base_url}/months/{given.month}?proposal={uid}")
    return 0


def _stretch(store: Store, told: Settings, stretch: Stretch, now: datetime, *, save: bool) -> int:
    """Several months: each with its heading, then the whole in one sentence."""
    show = _say_step if sys.stderr.isatty() else _keep_quiet_step
    with own_output():
        found = stretching.find_all(store, stretch, now=now, say=show)
    for one in found:
        with store.reading() as session:
            facts = months.gather(session, one.month, now=now, zone=told.zone)
        print(f"== {formats.month_long(one.month, language='vi')}")
        _print(facts, one.asked, one.found)
    print(f"== Cả đợt: {proposal_words.verdict(found[0].found.told['whole'])}")
    if save:
        with store.deciding(actor=WHO, now=now) as work:
            uid = stretching.record(work, found, stopped=False)
        print(f"Đã giữ đề xuất; xem tại {told.base_url}/months/{found[0].month}/stretches/{uid}")
    return 0


def _keep_quiet_step(_done: int, _of: int, _code: str, _facts: Mapping[str, Any]) -> None:
    """In a pipe nothing is said of the way there."""


def _say_step(done: int, of: int, _code: str, facts: Mapping[str, Any]) -> None:
    print(f"\r\033[K{done}/{of} {facts.get('month', '')}", end="", file=sys.stderr, flush=True)


def _keep_quiet(_step: Progress) -> None:
    """In a pipe nothing is said of the way there."""


def _say(step: Progress) -> None:
    print(f"\r\033[K{step.done}/{step.of}: {len(step.placements)} lượt", end="", file=sys.stderr, flush=True)
    if step.done == step.of:
        print(file=sys.stderr)


def _print(facts: Facts, asked: Asked, found: finding.Found) -> None:
    print(proposal_words.verdict(found.told))
    for note in proposal_words.notes(found.told):
        print(note)
    for one in found.placements:
        print(_line(facts, one))
    for missing in proposal_words.lacking(facts, asked, found.told):
        print(f"- {missing.words}")
        for reason in missing.reasons:
            print(f"    {reason}")


def _line(facts: Facts, one: Proposed) -> str:
    window = next(each for each in facts.windows if each.id == one.window_id)
    theme = next(each for each in facts.themes if each.id == one.theme_id)
    day = formats.date_short(one.date, language="vi")
    return f"{day}  {when(window):>5}  {window.programme}  {theme.letter} {theme.name}"
