"""Who may do what: every address names its access, and what names none is closed.

A view says ``@access.roles(...)``, ``@access.everyone`` or ``@access.by_link`` (its address holds a secret of
its own). A test walks the whole URL map and fails on a view that says nothing.
"""

import hmac
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, TypeVar, cast

from flask import Flask, Response, current_app, g, redirect, request, url_for
from sqlmodel import Session
from werkzeug.exceptions import Forbidden

from campaigns.errors import Denied
from campaigns.services import people
from campaigns.settings import Settings
from campaigns.store import Store, UnitOfWork
from campaigns.values.words import Role
from web import language

View = TypeVar("View", bound=Callable[..., Any])
EVERYONE: Final = "everyone"
BY_LINK: Final = "by_link"
SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})
OFFICE: Final = (Role.ADMIN, Role.OFFICER, Role.LEADER, Role.VIEWER)
PLANNERS: Final = (Role.ADMIN, Role.OFFICER)


@dataclass(frozen=True, slots=True)
class Site:
    """What the running application works with."""

    settings: Settings
    store: Store


def roles(*allowed: Role) -> Callable[[View], View]:
    """Open a view to people of these roles."""

    def mark(view: View) -> View:
        view.access = frozenset(allowed)  # type: ignore[attr-defined]
        return view

    return mark


def everyone(view: View) -> View:
    """Open a view to anybody, signed in or not."""
    view.access = EVERYONE  # type: ignore[attr-defined]
    return view


def by_link(view: View) -> View:
    """Open a view to whoever holds the secret in its address; the view checks it."""
    view.access = BY_LINK  # type: ignore[attr-defined]
    return view


def site() -> Site:
    """The running application's settings and database."""
    return cast("Site", current_app.extensions["lichsong"])


def now() -> datetime:
    """The present, once for each request, so that one answer has one time."""
    if "now" not in g:
        g.now = site().settings.clock()
    return cast("datetime", g.now)


def reading() -> AbstractContextManager[Session]:
    """A consistent view of the record for one answer."""
    return site().store.reading()


def deciding(actor: str | None = None) -> AbstractContextManager[UnitOfWork]:
    """A decision by the signed-in person, or by ``actor`` (an outlet's contact, by link)."""
    who = actor or (me.email if (me := person()) else "")
    if not who:
        raise Denied("access.sign_in")
    return site().store.deciding(actor=who, now=now())


def person() -> people.Person | None:
    """Who is signed in."""
    return cast("people.Person | None", g.get("person"))


def me() -> people.Person:
    """The signed-in person; Denied ``access.sign_in`` where there is none."""
    if (someone := person()) is None:
        raise Denied("access.sign_in")
    return someone


def may(*allowed: Role) -> bool:
    """Whether the signed-in person has one of these roles."""
    return (someone := person()) is not None and someone.role in allowed


def need(*allowed: Role) -> None:
    """Denied ``access.role`` unless the signed-in person has one of these roles."""
    if not may(*allowed):
        raise Denied("access.role", roles=[role.value for role in allowed])


def cookie_name() -> str:
    """``__Host-`` binds the cookie to this host where TLS allows it."""
    return "__Host-lichsong" if site().settings.secure else "lichsong"


def remember(response: Response, token: str) -> None:
    """Let the browser keep a sign-in's token."""
    response.set_cookie(
        cookie_name(), token, secure=site().settings.secure, httponly=True, samesite="Lax", path="/",
        max_age=people.LONGEST_S,
    )  # fmt: skip


def forget(response: Response) -> None:
    """Take the token from the browser."""
    response.delete_cookie(cookie_name(), path="/", secure=site().settings.secure, httponly=True, samesite="Lax")


def csrf_token() -> str:
    """A token that only this sign-in's own pages hold; empty for someone who is not signed in."""
    token = g.get("sign_in_token", "")
    return site().store.keys.sign("csrf", token).hex() if token else ""


def install(app: Flask) -> None:
    """Ask who it is and whether they may, before every view."""
    app.before_request(_who_is_it)
    app.before_request(_from_our_own_pages)
    app.before_request(_may_they)


def _who_is_it() -> None:
    g.person = None
    if _access() == BY_LINK or request.endpoint == "assets.serve":
        return
    bearer = request.headers.get("Authorization", "")
    if bearer.startswith("Bearer "):
        with reading() as session:
            g.person = people.bearer(session, bearer.removeprefix("Bearer ").strip())
        return
    token = request.cookies.get(cookie_name(), "")
    if token and (found := people.signed_in(site().store, token, now())) is not None:
        g.person, g.sign_in_token = found, token
        if found.locale and request.args.get("lang") not in language.LANGUAGES:
            language.use(language.choose(found.locale))


def _from_our_own_pages() -> None:
    """Refuse posts that another site's page caused.

    Pages send no referrer, so that link tokens stay home; browsers then give ``Origin: null`` even for our own
    forms. ``Sec-Fetch-Site`` tells the truth where there is one, and signed-in people also carry a token.
    """
    if request.method in SAFE or request.headers.get("Authorization", "").startswith("Bearer "):
        return
    came_from = request.headers.get("Sec-Fetch-Site")
    origin = request.headers.get("Origin", "null")
    if came_from not in {None, "same-origin", "none"} or (
        came_from is None and origin != "null" and origin != request.host_url.rstrip("/")
    ):
        raise Denied("access.other_site")
    if expected := csrf_token():
        given = request.headers.get("X-CSRF-Token") or request.form.get("csrf_token", "")
        if not hmac.compare_digest(expected.encode(), given.encode("utf-8", "replace")):
            raise Denied("access.form_expired")


def _may_they() -> Any:
    wanted = _access()
    if request.endpoint is None or wanted in {EVERYONE, BY_LINK}:
        return None
    if not isinstance(wanted, frozenset):
        raise Forbidden
    if (someone := person()) is None:
        if (
            request.path.startswith("/api/")
            or request.method not in SAFE
            or "json" in request.headers.get("Accept", "")
        ):
            raise Denied("access.sign_in")
        return redirect(url_for("accounts.sign_in", next=request.full_path.rstrip("?")), code=303)
    if someone.role not in wanted:
        raise Denied("access.role", roles=sorted(role.value for role in wanted))
    return None


def _access() -> Any:
    if request.endpoint == "assets.serve":
        return EVERYONE
    view = current_app.view_functions.get(request.endpoint or "")
    return getattr(view, "access", None)
