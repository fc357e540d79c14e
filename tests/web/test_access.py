"""Who may open what: every address says it, and what says nothing or is not for this person stays closed."""

import re
from typing import Any

import pytest
from werkzeug.routing import Rule

from campaigns.values.words import Role
from tests.builders import PASSWORD, csrf, ground, signed_in, staff
from tests.web.forms_of_pages import links_of
from web import access

EXAMPLES: dict[str, Any] = {"month": "2017-04", "lang": "vi", "kind": "brief"}
OUTSIDE = {"assets.serve"}
"""Static files carry no secret."""
LEFT_OUT = {"accounts.leave", "pages.ready"}
"""The first would end the walk, the second asks for a scheduler, which this site has not."""


def _address(rule: Rule) -> str:
    """An address of this rule; which record it names does not matter to who may ask."""
    values: dict[str, Any] = {}
    for name in rule.arguments - set(rule.defaults or ()):
        number = "Integer" in type(rule._converters[name]).__name__
        values[name] = 1 if number else EXAMPLES.get(name, "x")
    built = rule.build(values, append_unknown=False)
    assert built is not None, rule
    return str(built[1])


def _rules(app: Any) -> list[Rule]:
    return [rule for rule in app.url_map.iter_rules() if rule.endpoint not in OUTSIDE]


def _methods(rule: Rule) -> list[str]:
    return sorted((rule.methods or set()) - {"OPTIONS", "HEAD"})


def _said(app: Any, rule: Rule) -> Any:
    return getattr(app.view_functions[rule.endpoint], "access", None)


def test_every_address_says_who_may_open_it(app):
    silent = [
        rule.endpoint for rule in _rules(app)
        if not (_said(app, rule) in (access.EVERYONE, access.BY_LINK) or isinstance(_said(app, rule), frozenset))
    ]  # fmt: skip

    assert silent == []
    assert all(_said(app, rule) != frozenset() for rule in _rules(app))


def test_a_visitor_without_an_account_is_let_in_nowhere_that_names_roles(app, client, sqlite_store):
    ground(sqlite_store)
    for rule in _rules(app):
        if not isinstance(_said(app, rule), frozenset):
            continue
        for method in _methods(rule):
            answer = client.open(_address(rule), method=method)
            to_sign_in = answer.status_code == 303 and answer.location.startswith("/sign-in?next=")
            assert answer.status_code == 401 or (method == "GET" and to_sign_in), (method, rule.rule, answer.status)


@pytest.mark.parametrize("role", ["admin", "officer", "leader", "viewer"])
def test_each_person_opens_what_their_role_may_and_nothing_else_and_no_page_breaks(app, client, sqlite_store, role):
    ground(sqlite_store)
    staff(sqlite_store)
    signed_in(client, role)
    token = csrf(client, "/settings/me")
    for rule in _rules(app):
        said = _said(app, rule)
        if rule.endpoint in LEFT_OUT:
            continue
        for method in _methods(rule):
            asked = {} if method == "GET" else {"headers": {"X-CSRF-Token": token}}
            answer = client.open(_address(rule), method=method, **asked)
            assert answer.status_code < 500, (method, rule.rule, answer.get_data(as_text=True)[:2000])
            if isinstance(said, frozenset):
                assert (answer.status_code == 403) == (Role(role) not in said), (method, rule.rule, answer.status)


@pytest.mark.parametrize("role", ["admin", "viewer"])
def test_every_link_on_every_page_leads_where_this_person_may_go(client, sqlite_store, role):
    ground(sqlite_store)
    staff(sqlite_store)
    signed_in(client, role)
    seen, waiting, broken = set[str](), ["/", "/plans", "/outlets"], list[str]()
    while waiting:
        address = waiting.pop().split("#")[0]
        like = re.sub(r"\d+", "0", address)  # one of each kind: there are a hundred years of holidays
        if not address.startswith("/") or like in seen:
            continue
        seen.add(like)
        answer = client.get(address)
        if answer.status_code >= 400:
            broken.append(f"{answer.status_code} {address}")
        elif answer.mimetype == "text/html":
            waiting += links_of(answer.get_data(as_text=True))

    assert broken == []
    assert len(seen) > 20


def test_a_page_is_opened_again_after_signing_in(client, sqlite_store):
    staff(sqlite_store)

    asked = client.get("/outlets?x=1")
    assert 'name="next" value="/outlets?x=1"' in client.get(asked.location).get_data(as_text=True)
    typed = {"email": "officer@so.example", "password": PASSWORD, "next": "/outlets?x=1"}

    assert client.post("/sign-in", data=typed | {"password": "sai"}).status_code == 422
    assert client.post("/sign-in", data=typed).location == "/outlets?x=1"
