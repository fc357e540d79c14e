"""The application: every page of the office and of the outlets, put together."""

from typing import Any

from flask import Flask, Response, g, request

from campaigns.settings import Settings
from campaigns.store import Store
from campaigns.values.words import Role
from web import (
    access,
    accounts,
    agenda,
    api,
    assets,
    documents,
    errors,
    estimates,
    feeds,
    language,
    ledger,
    logs,
    months,
    names,
    outlets,
    overview,
    packing,
    pages,
    papers,
    plans,
    proofs,
    refusals,
    reports,
    settings_pages,
    slots,
    tables,
    tasks,
    themes,
    unit_link,
    units,
    urging,
)
from web.language import gettext as _

KIB = 1024
PARTS = (
    accounts,
    agenda,
    api,
    documents,
    estimates,
    feeds,
    ledger,
    logs,
    months,
    outlets,
    overview,
    pages,
    papers,
    plans,
    proofs,
    reports,
    settings_pages,
    slots,
    tasks,
    themes,
    unit_link,
    units,
    urging,
)
"""Modules with a blueprint named ``bp``, one for each part of the site."""
CONTENT_SECURITY: str = (
    "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'"
)
_UNDER = {
    "ledger": "/reports",
    "obligations": "/reports",
    "acceptance": "/reports",
    "estimates": "/reports",
    "units": "/reports",
    "proofs": "/reports",
}
"""Pages that stand under another part of the site than their address says."""
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def create_app(settings: Settings, store: Store) -> Flask:
    """The site over one database, ready to be served."""
    app = Flask(__name__, static_folder=None)
    app.config.update(MAX_CONTENT_LENGTH=1024 * KIB, MAX_FORM_MEMORY_SIZE=1024 * KIB, MAX_FORM_PARTS=2_000)
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.url_map.strict_slashes = False
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.extensions["lichsong"] = access.Site(settings, store)
    app.before_request(_language)
    access.install(app)
    assets.install(app)
    language.install(app)
    tables.install(app)
    packing.install(app)
    errors.install(app)
    _register(app)
    app.context_processor(_everywhere)
    app.after_request(_seal)
    return app


def _register(app: Flask) -> None:
    for part in PARTS:
        app.register_blueprint(part.bp)


def _language() -> None:
    wish = request.args.get("lang")
    if wish in language.LANGUAGES:
        language.use(language.choose(wish))


def _everywhere() -> dict[str, Any]:
    """What every template may use; see ``templates/layout.html``."""
    someone = access.person()
    return {
        "fault": refusals.fault,
        "faults": refusals.faults,
        "csrf_token": access.csrf_token,
        "current_user": someone
        and {"name": someone.name, "role": names.of(names.ROLES, someone.role), "initials": someone.initials},
        "sections": _sections(),
        "locale": language.current(),
        "theme": {"light": "light", "dark": "dark"}.get(request.cookies.get("theme", "")),
        "now": access.now(),
        "zone": access.site().settings.zone,
        "may_plan": access.may(*access.PLANNERS),
        "may_approve": access.may(Role.LEADER, Role.ADMIN),
        "demo": access.site().settings.demo,
    }


def _sections() -> list[tuple[str, str, bool]]:
    """Address, words and whether it is the present one, of the parts that this person may open."""
    if not access.may(*access.OFFICE):
        return []
    listed = [
        ("/", _("Tổng quan")),
        ("/months", _("Bảng tháng")),
        ("/plans", _("Kế hoạch")),
        ("/outlets", _("Đài, báo")),
        ("/themes", _("Chủ đề")),
        ("/documents", _("Văn bản")),
        ("/reports", _("Báo cáo")),
    ]
    if access.may(Role.ADMIN, Role.OFFICER):
        listed.append(("/settings", _("Thiết đặt")))
    return [(href, words, _within(request.path, href)) for href, words in listed]


def _within(path: str, href: str) -> bool:
    if (first := path.split("/")[1]) in _UNDER:
        return href == _UNDER[first]
    return path == href or (href != "/" and path.startswith(f"{href}/"))


def _seal(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if access.site().settings.secure:
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    if g.get("person") is not None:
        response.headers.setdefault("Cache-Control", "no-store")
    return response
