"""A person's own settings: password, language, one-letter keys, tokens for programs."""

from typing import Any, Final

from flask import Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from campaigns.errors import Refused
from campaigns.services import people, rates, tokens
from campaigns.values.words import Role
from web import access, form_page, forms, language, pages, refusals
from web.form_page import Ask
from web.language import gettext as _
from web.settings_pages.blueprint import bp

MINE: Final = tuple(Role)
"""Everybody with an account has settings of their own."""
REFUSED_AT: Final = {
    "password.wrong": "old", "password.too_short": "new", "password.too_long": "new", "password.too_common": "new",
    "rate.too_many": "old",
}  # fmt: skip
LANGUAGES: Final = [("vi", "Tiếng Việt"), ("en", "English")]
"""Each by its own name, whichever language the page speaks."""


class PasswordForm(forms.Form):
    """The present password, and the next one twice."""

    old: str = ""
    new: str = ""
    again: str = ""


class WaysForm(forms.Form):
    """How the site speaks to a person and listens to their keys."""

    language: language.Language
    single_keys: forms.Tick = False


class TokenForm(forms.Form):
    """Which token is meant."""

    token: forms.NeededLine


@bp.get("/me")
@access.roles(*MINE)
def me() -> ResponseReturnValue:
    """One's own settings."""
    return _page()


@bp.post("/me/ways")
@access.roles(*MINE)
def set_ways() -> ResponseReturnValue:
    """Choose language and keys; the browser at hand follows at once."""
    filled = forms.take(WaysForm)
    if filled.value is None:
        return _page(ways=filled)
    told = filled.value
    with access.deciding() as work:
        people.set_language(work, access.me().id, told.language)
        people.set_single_keys(work, access.me().id, told.single_keys)
    answer = make_response(redirect(url_for("settings.me", said="saved"), code=303))
    pages.keep_language(answer, told.language)
    return answer


@bp.post("/me/password")
@access.roles(*MINE)
def set_my_password() -> ResponseReturnValue:
    """Change one's password. Every sign-in ends, and this browser is signed in anew."""
    filled = forms.take(PasswordForm)
    told = filled.value
    if told is not None and told.new != told.again:
        filled = filled.with_error("again", "password.not_repeated")

    def change(told: PasswordForm) -> bool:
        _count_a_try()
        with access.deciding() as work:
            people.change_password(work, access.me().id, old=told.old, new=told.new)
        return True

    filled, _stale, done = form_page.settle(filled, change, REFUSED_AT)
    if not done or told is None:
        return _page(password=filled)
    return _signed_in_anew(told.new)


@bp.post("/me/tokens")
@access.roles(*MINE)
def make_token() -> ResponseReturnValue:
    """A new token for programs. Only its hash is kept, so the answer itself is the one place that shows it."""
    with access.deciding() as work:
        token = people.make_token(work, access.me().email)
    return _page(token=token)


@bp.post("/me/tokens/revoke")
@access.roles(*MINE)
def revoke_token() -> ResponseReturnValue:
    """End one of one's tokens."""
    filled = forms.take(TokenForm)
    with access.deciding() as work:
        tokens.revoke(work, access.me().id, filled.value.token if filled.value else "")
    return redirect(url_for("settings.me", said="revoked_token", _anchor="tokens"), code=303)


def _count_a_try() -> None:
    """Guessing a present password at somebody's open screen is counted like guessing at the door."""
    with access.deciding() as work:
        rates.count(work, f"password:account:{access.me().id}", most=people.TRIES, within_s=people.TRIED_WITHIN_S)


def _signed_in_anew(password: str) -> Response:
    """Where the door counts too many tries, the person signs in by hand once it opens again."""
    try:
        token = people.sign_in(
            access.site().store, access.me().email, password, address=request.remote_addr or "", now=access.now()
        )
    except Refused:
        return make_response(redirect("/sign-in", code=303))
    answer = make_response(redirect(url_for("settings.me", said="password"), code=303))
    access.remember(answer, token)
    return answer


def _page(
    *, ways: forms.Filled[Any] | None = None, password: forms.Filled[Any] | None = None, token: str = ""
) -> Response:
    someone = access.me()
    with access.reading() as session:
        held = tokens.open_tokens(session, someone.id)
    seen = {"language": someone.locale or language.current(), "single_keys": "1" if someone.single_keys else ""}
    ways = ways or forms.Filled(seen, None)
    password = password or forms.Filled({}, None)
    wrong = [*refusals.faults(ways), *refusals.faults(password)]
    words = render_template(
        "settings/me.html", someone=someone, ways=ways, ways_asks=_ways_asks(), password=password,
        password_asks=_password_asks(), tokens=held, token=token, spoken=form_page.spoken, said=form_page.said(),
        wrong=wrong,
    )  # fmt: skip
    return make_response(words, 422 if wrong else 200)


def _ways_asks() -> list[Ask]:
    return [
        Ask("language", _("Ngôn ngữ"), "radios", choices=LANGUAGES),
        Ask("single_keys", _("Dùng phím một chữ cái trên bảng tháng"), "tick",
            hint=_("Ví dụ phím 1 đến 9 để đặt chủ đề. Tắt nếu hay bấm nhầm hoặc dùng lệnh bằng giọng nói.")),
    ]  # fmt: skip


def _password_asks() -> list[Ask]:
    return [
        Ask("old", _("Mật khẩu hiện tại"), "password", more={"autocomplete": "current-password"}),
        Ask("new", _("Mật khẩu mới"), "password", hint=_("Ít nhất 12 ký tự; một câu ngắn dễ nhớ là đủ"),
            more={"autocomplete": "new-password"}),
        Ask("again", _("Gõ lại mật khẩu mới"), "password", more={"autocomplete": "new-password"}),
    ]  # fmt: skip
