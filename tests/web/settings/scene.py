"""Addresses and persons."""

from typing import Any

from campaigns.services import people

ME = "/settings/me"


OTHER = "một mật khẩu khác hẳn"


def person_of(store: Any, email: str) -> people.Person:
    with store.reading() as session:
        return next(found for found in people.listed(session) if found.email == email)


def html_of(client: Any, address: str) -> str:
    return str(client.get(address).get_data(as_text=True))
