"""``user`` and ``link``: who may come in, and the addresses handed to outlets, units and calendars."""

import argparse
import sys
from typing import Any

from sqlmodel import select

from campaigns.errors import NotFound
from campaigns.models import Feed, Outlet
from campaigns.services import people, unit_links
from campaigns.values.words import Role
from scheduler import feeds
from scheduler.services import linking
from web.cli.opening import opened
from web.cli.upkeep import _password

ACTOR = "lichsong"


def add(commands: Any) -> None:
    """``user add|token`` and ``link outlet|unit|feed|revoke``."""
    user = commands.add_parser("user", help="people and their API tokens").add_subparsers(required=True)
    command = user.add_parser("add", help="an account; the password is read from standard input")
    command.add_argument("email")
    command.add_argument("--role", required=True, choices=[role.value for role in Role])
    command.add_argument("--outlet", help="the outlet's slug, for role outlet")
    command.add_argument("--name", default="")
    command.set_defaults(run=user_add)
    command = user.add_parser("token", help="a token for programs; shown once")
    command.add_argument("email")
    command.set_defaults(run=user_token)
    link = commands.add_parser("link", help="personal links for outlets and units, links to feeds").add_subparsers(
        required=True
    )
    command = link.add_parser("outlet", help="a personal link to an outlet's agenda")
    command.add_argument("outlet")
    command.add_argument("--holder", default="", help="who gets it")
    command.set_defaults(run=link_outlet)
    command = link.add_parser("unit", help="a link by which a unit reports")
    command.add_argument("unit", help="the unit's name in addresses, as its page shows it")
    command.add_argument("--holder", default="", help="who gets it")
    command.set_defaults(run=link_unit)
    command = link.add_parser("feed", help="a link to a calendar feed")
    command.add_argument("feed", help="the feed's slug; an outlet's slug stands for that outlet's feed")
    command.add_argument("--holder", default="")
    command.set_defaults(run=link_feed)
    command = link.add_parser("revoke", help="end a link, given its token or address")
    command.add_argument("token")
    command.set_defaults(run=link_revoke)


def user_add(given: argparse.Namespace) -> int:
    """An account."""
    with opened() as (told, store), store.deciding(actor=ACTOR, now=told.clock()) as work:
        outlet_id = None
        if given.outlet:
            outlet_id = work.session.exec(select(Outlet.id).where(Outlet.slug == given.outlet)).one_or_none()
            if outlet_id is None:
                raise NotFound("outlet.unknown")
        people.create(
            work, given.email, name=given.name or given.email, role=Role(given.role), password=_password(),
            outlet_id=outlet_id,
        )  # fmt: skip
    print(f"Đã thêm {given.email} ({given.role}).")
    return 0


def user_token(given: argparse.Namespace) -> int:
    """A token, on standard output alone."""
    with opened() as (told, store), store.deciding(actor=ACTOR, now=told.clock()) as work:
        token = people.make_token(work, given.email)
    print(token)
    print("Mã này chỉ hiện một lần.", file=sys.stderr)
    return 0


def link_outlet(given: argparse.Namespace) -> int:
    """The address of an outlet's agenda."""
    with opened() as (told, store), store.deciding(actor=ACTOR, now=told.clock()) as work:
        row = linking.make_outlet_link(work, given.outlet, holder=given.holder)
        print(f"{told.base_url}/o/{store.keys.link_token('outlet', row.nonce)}")
    return 0


def link_unit(given: argparse.Namespace) -> int:
    """The address at which a unit reports."""
    with opened() as (told, store), store.deciding(actor=ACTOR, now=told.clock()) as work:
        row = unit_links.make_for(work, given.unit, holder=given.holder)
        print(f"{told.base_url}{unit_links.path(store.keys, row)}")
    return 0


def link_feed(given: argparse.Namespace) -> int:
    """The address of a feed."""
    with opened() as (told, store), store.deciding(actor=ACTOR, now=told.clock()) as work:
        row = linking.make_feed_link(work, given.feed, holder=given.holder)
        slug = work.session.get_one(Feed, row.feed_id).slug
        print(feeds.address(told.base_url, store.keys, row.nonce, slug))
    return 0


def link_revoke(given: argparse.Namespace) -> int:
    """End a link."""
    with opened() as (told, store), store.deciding(actor=ACTOR, now=told.clock()) as work:
        linking.revoke(work, given.token.rstrip("/").removesuffix(".ics"))
    print("Đã thu hồi liên kết.")
    return 0
