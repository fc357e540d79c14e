"""Who may come in, and as what: accounts of the office and of outlets. Only administrators see these pages."""

from collections.abc import Sequence
from typing import Any, Final

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from campaigns.errors import NotFound
from campaigns.queries import outlets as outlet_queries
from campaigns.queries import programmes
from campaigns.services import people as services
from campaigns.values.words import Role
from web import access, form_page, forms, names
from web.form_page import ID, Ask
from web.language import gettext as _
from web.settings_pages.blueprint import bp

REFUSED_AT: Final = {
    "person.email": "email", "person.email_taken": "email", "person.needs_outlet": "outlet",
    "person.last_admin": "role", "password.too_short": "password", "password.too_long": "password",
    "password.too_common": "password",
}  # fmt: skip


class PersonForm(forms.Form):
    """Name, role and, for someone of an outlet, which."""

    name: forms.NeededLine
    role: Role
    outlet: forms.Int = None


class NewPerson(PersonForm):
    """Someone who gets an account."""

    email: forms.NeededLine
    password: str = ""


class ChangedPerson(PersonForm):
    """Someone who has one."""

    active: forms.Tick = False


class NewPassword(forms.Form):
    """A password handed to someone who forgot theirs."""

    password: str = ""


@bp.get("/people")
@access.roles(Role.ADMIN)
def people() -> ResponseReturnValue:
    """Everybody with an account."""
    with access.reading() as session:
        found = services.listed(session)
        outlets = {outlet.id: outlet.short_name for outlet in programmes.all_outlets(session, form_page.today())}
    return render_template(
        "settings/people.html", people=found, outlets=outlets, names=names, said=form_page.said(), me=access.me()
    )


@bp.route("/people/new", methods=["GET", "POST"])
@access.roles(Role.ADMIN)
def new_person() -> ResponseReturnValue:
    """An account for someone."""
    filled: forms.Filled[Any] = forms.Filled({}, None)
    if request.method == "POST":
        filled = _outlet_known(forms.take(NewPerson))

        def add(told: NewPerson) -> bool:
            with access.deciding() as work:
                services.create(
                    work, told.email, name=told.name, role=told.role, password=told.password, outlet_id=told.outlet
                )
            return True

        filled, _stale, done = form_page.settle(filled, add, REFUSED_AT)
        if done:
            return redirect(url_for("settings.people", said="added"), code=303)
    email = Ask("email", _("Thư điện tử"), "email", hint=_("Dùng để đăng nhập"), more={"autocomplete": "off"})
    return form_page.page(
        _("Thêm người"), [*_asks(), email, _password_ask()], filled, back=url_for("settings.people"),
        submit=_("Thêm người"), kicker=_("Người dùng"),
    )  # fmt: skip


@bp.route(f"/people/<{ID}:person_id>", methods=["GET", "POST"])
@access.roles(Role.ADMIN)
def person(person_id: int) -> ResponseReturnValue:
    """Someone's name, role and standing. A change of role, or an end, signs them out everywhere."""
    someone = _one(person_id)
    seen = {"name": someone.name, "role": someone.role.value, "outlet": str(someone.outlet_id or ""),
            "active": "1" if someone.active else ""}  # fmt: skip
    filled: forms.Filled[Any] = forms.Filled(seen, None)
    if request.method == "POST":
        filled = _outlet_known(forms.take(ChangedPerson))

        def change(told: ChangedPerson) -> bool:
            with access.deciding() as work:
                services.change(
                    work, person_id, name=told.name, role=told.role, outlet_id=told.outlet, active=told.active
                )
            return True

        filled, _stale, done = form_page.settle(filled, change, REFUSED_AT)
        if done:
            return redirect(url_for("settings.people", said="saved"), code=303)
    active = Ask("active", _("Đăng nhập được"), "tick", hint=_("Bỏ chọn để ngừng tài khoản; lịch sử vẫn giữ tên"))
    return form_page.page(
        someone.name, [*_asks(), active], filled, back=url_for("settings.people"), submit=_("Lưu"),
        kicker=_("Người dùng"), lead=someone.email,
        told=(_("Đổi vai trò hoặc ngừng tài khoản thì người này phải đăng nhập lại ở mọi máy."),),
    )  # fmt: skip


@bp.route(f"/people/<{ID}:person_id>/password", methods=["GET", "POST"])
@access.roles(Role.ADMIN)
def person_password(person_id: int) -> ResponseReturnValue:
    """Another password for someone who forgot theirs."""
    someone = _one(person_id)
    filled: forms.Filled[Any] = forms.Filled({}, None)
    if request.method == "POST":
        filled = forms.take(NewPassword)

        def change(told: NewPassword) -> bool:
            with access.deciding() as work:
                services.set_password(work, person_id, told.password)
            return True

        filled, _stale, done = form_page.settle(filled, change, REFUSED_AT)
        if done:
            return redirect(url_for("settings.people", said="password"), code=303)
    return form_page.page(
        _("Đặt lại mật khẩu của %(name)s", name=someone.name), [_password_ask()], filled,
        back=url_for("settings.people"), submit=_("Đặt mật khẩu"), kicker=_("Người dùng"), lead=someone.email,
        told=(_("Người này phải đăng nhập lại bằng mật khẩu mới, và nên tự đổi sau đó."),),
    )  # fmt: skip


def _one(person_id: int) -> services.Person:
    with access.reading() as session:
        found = next((someone for someone in services.listed(session) if someone.id == person_id), None)
    if found is None:
        raise NotFound("person.unknown", id=person_id)
    return found


def _outlet_known(filled: forms.Filled[Any]) -> forms.Filled[Any]:
    """The form, refused where its outlet is nobody's."""
    told = filled.value
    if told is None or told.outlet is None or str(told.outlet) in dict(_outlets()):
        return filled
    return filled.with_error("outlet", "form.not_in_list")


def _outlets() -> Sequence[tuple[str, str]]:
    with access.reading() as session:
        known = outlet_queries.names(session)
        found = programmes.all_outlets(session, form_page.today())
    return [(str(outlet.id), known.on(outlet.id, form_page.today())[0]) for outlet in found]


def _asks() -> list[Ask]:
    return [
        Ask("name", _("Họ tên"), more={"autocomplete": "off"}),
        Ask("role", _("Vai trò"), "radios", choices=[(role.value, _role_words(role)) for role in Role]),
        Ask("outlet", _("Đài, báo"), "select", choices=_outlets(), empty=_("Không thuộc đài, báo"),
            hint=_("Chỉ với vai trò đài, báo")),
    ]  # fmt: skip


def _role_words(role: Role) -> str:
    may = {
        Role.ADMIN: _("làm được mọi việc, quản lý người dùng"),
        Role.OFFICER: _("lập lịch, gửi, theo dõi, báo cáo"),
        Role.LEADER: _("xem và duyệt"),
        Role.VIEWER: _("chỉ xem"),
        Role.OUTLET: _("chỉ việc của đài, báo mình"),
    }
    return f"{names.of(names.ROLES, role)}: {may[role]}"


def _password_ask() -> Ask:
    return Ask(
        "password", _("Mật khẩu"), "password", hint=_("Ít nhất 12 ký tự; một câu ngắn dễ nhớ là đủ"),
        more={"autocomplete": "new-password"},
    )  # fmt: skip
