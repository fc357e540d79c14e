"""Signing in and out."""

from flask import Blueprint, Response, g, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue

from campaigns.errors import Refused
from campaigns.services import people
from web import access, forms, refusals
from web.pages import way_back

bp = Blueprint("accounts", __name__)


class SignInForm(forms.Form):
    """Who someone says to be."""

    email: forms.NeededLine
    password: str = ""


@bp.get("/sign-in")
@access.everyone
def sign_in() -> ResponseReturnValue:
    """The form; someone who is signed in goes on."""
    if access.person() is not None:
        return redirect(way_back(request.args), code=303)
    return _page(forms.Filled({"email": ""}, None), way_back(request.args))


@bp.post("/sign-in")
@access.everyone
def enter() -> ResponseReturnValue:
    """Take e-mail and password; the same answer for a wrong password and for nobody."""
    filled = forms.take(SignInForm)
    onward = way_back(request.form)
    if filled.value is None:
        return _page(filled, onward, 422)
    store, told = access.site().store, filled.value
    try:
        token = people.sign_in(store, told.email, told.password, address=request.remote_addr or "", now=access.now())
    except Refused as refusal:
        return _page(filled.with_error("email", refusal.code, **refusal.facts), onward, refusals.status(refusal))
    answer = make_response(redirect(onward, code=303))
    access.remember(answer, token)
    return answer


@bp.post("/sign-out")
@access.everyone
def leave() -> ResponseReturnValue:
    """End this sign-in, here and on record."""
    if token := g.get("sign_in_token"):
        people.sign_out(access.site().store, token, now=access.now())
    answer = make_response(redirect("/sign-in", code=303))
    access.forget(answer)
    return answer


def _page(filled: forms.Filled[SignInForm], onward: str, status: int = 200) -> Response:
    return make_response(render_template("accounts/sign_in.html", form=filled, next=onward), status)
