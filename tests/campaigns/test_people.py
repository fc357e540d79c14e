"""Accounts, signing in and the limits on trying."""

from datetime import timedelta

import pytest

from campaigns.errors import NotFound, Refused
from campaigns.services import people
from campaigns.store import Store
from campaigns.values.words import Role
from tests.conftest import NOW

PASSWORD = "ba con mèo ngồi trên mái"


@pytest.fixture
def officer(store: Store) -> people.Person:
    with store.deciding(actor="admin", now=NOW) as work:
        return people.create(work, " Lan@So.Example ", name="Nguyễn Thị Lan", role=Role.OFFICER, password=PASSWORD)


def enter(store: Store, password: str = PASSWORD, *, email: str = "lan@so.example", at=NOW) -> str:
    return people.sign_in(store, email, password, address="192.0.2.7", now=at)


def test_a_sign_in_is_known_by_its_token_until_it_is_ended(store: Store, officer: people.Person):
    token = enter(store)
    assert people.signed_in(store, token, NOW) == officer
    people.sign_out(store, token, now=NOW)
    assert people.signed_in(store, token, NOW) is None


def test_a_sign_in_ends_when_idle_and_at_last_even_when_used(store: Store, officer: people.Person):
    token = enter(store)
    assert people.signed_in(store, token, NOW + timedelta(days=8)) is None

    day = NOW
    while day < NOW + timedelta(days=29):
        assert people.signed_in(store, token, day) is not None
        day += timedelta(days=5)
    assert people.signed_in(store, token, NOW + timedelta(days=31)) is None


def test_wrong_password_and_unknown_person_get_the_same_answer(store: Store, officer: people.Person):
    for email, password in (("lan@so.example", "sai mật khẩu rồi"), ("ai@so.example", PASSWORD)):
        with pytest.raises(Refused, match=r"^sign_in.wrong$"):
            enter(store, password, email=email)


def test_the_eleventh_try_in_a_quarter_of_an_hour_is_refused_even_with_the_right_password(store, officer):
    for _ in range(10):
        with pytest.raises(Refused, match="sign_in.wrong"):
            enter(store, "sai mật khẩu rồi")
    with pytest.raises(Refused, match="rate.too_many"):
        enter(store)
    assert enter(store, at=NOW + timedelta(minutes=16))


@pytest.mark.parametrize(
    ("password", "code"),
    [("ngắn", "password.too_short"), ("x" * 300, "password.too_long"), ("passwordpassword", "password.too_common"),
     ("aaaaaaaaaaaaab", "password.too_common")],
)  # fmt: skip
def test_weak_passwords_are_refused(store: Store, password: str, code: str):
    with pytest.raises(Refused, match=code), store.deciding(actor="admin", now=NOW) as work:
        people.create(work, "a@so.example", name="A", role=Role.VIEWER, password=password)


def test_one_address_has_one_account(store: Store, officer: people.Person):
    with pytest.raises(Refused, match="email_taken"), store.deciding(actor="admin", now=NOW) as work:
        people.create(work, "LAN@so.example", name="Lan", role=Role.VIEWER, password=PASSWORD)


def test_whoever_is_disabled_is_signed_out_everywhere(store: Store, officer: people.Person):
    token = enter(store)
    with store.deciding(actor="admin", now=NOW) as work:
        program = people.make_token(work, officer.email)
        people.create(work, "admin@so.example", name="Admin", role=Role.ADMIN, password=PASSWORD)
        people.change(work, officer.id, name=officer.name, role=Role.OFFICER, outlet_id=None, active=False)
    assert people.signed_in(store, token, NOW) is None
    with store.reading() as session:
        assert people.bearer(session, program) is None
    with pytest.raises(Refused, match="sign_in.wrong"):
        enter(store)


def test_the_last_administrator_stays(store: Store):
    with store.deciding(actor="admin", now=NOW) as work:
        admin = people.create(work, "admin@so.example", name="Admin", role=Role.ADMIN, password=PASSWORD)
    with pytest.raises(Refused, match="last_admin"), store.deciding(actor="admin", now=NOW) as work:
        people.change(work, admin.id, name="Admin", role=Role.OFFICER, outlet_id=None, active=True)


def test_a_new_password_ends_old_sign_ins(store: Store, officer: people.Person):
    token = enter(store)
    with store.deciding(actor=officer.email, now=NOW) as work:
        people.change_password(work, officer.id, old=PASSWORD, new="một câu khác hẳn câu trước")
    assert people.signed_in(store, token, NOW) is None
    assert enter(store, "một câu khác hẳn câu trước")


def test_tokens_of_programs_open_for_their_person_only(store: Store, officer: people.Person):
    with store.deciding(actor="admin", now=NOW) as work:
        token = people.make_token(work, officer.email)
        with pytest.raises(NotFound):
            people.make_token(work, "ai@so.example")
    with store.reading() as session:
        assert people.bearer(session, token) == officer
        assert people.bearer(session, token + "x") is None
