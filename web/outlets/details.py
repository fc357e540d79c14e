"""Forms about an outlet itself: a new one, contacts and policy, another name from a date on."""

from typing import Annotated, Any

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from campaigns.models import Outlet
from campaigns.queries import programmes as queries
from campaigns.services import outlets as services
from campaigns.values.words import SilencePolicy
from scheduler.services import recounting, renaming
from web import access, form_page, forms, names
from web.form_page import Ask, within
from web.language import gettext as _
from web.outlets.blueprint import bp

HOUR_S = 3600


class Agreed(forms.Form):
    """What is agreed with an outlet besides its windows."""

    contact_name: forms.Line = ""
    contact_email: forms.Line = ""
    contact_phone: forms.Line = ""
    silence_policy: SilencePolicy = SilencePolicy.WAIT
    grace_hours: Annotated[forms.NeededInt, within(0, 2_400)] = 48
    speech_rate: Annotated[forms.NeededInt, within(100, 270)] = 220
    daily_limit_spots: Annotated[forms.Int, within(1, 10_000)] = None
    day_start: Annotated[forms.Minute, within(0, 1_439)] = None

    def fields(self) -> dict[str, Any]:
        """As the services take them."""
        told = self.model_dump(exclude={"grace_hours", "day_start", "name", "short_name", "valid_from", "version"})
        return told | {"grace_s": self.grace_hours * HOUR_S, "broadcast_day_start_minute": self.day_start or 0}


class NewOutlet(Agreed):
    """An outlet under its first name."""

    name: forms.NeededLine
    short_name: forms.NeededLine
    valid_from: forms.NeededDate


class ChangedOutlet(Agreed):
    """An outlet's agreed terms, and the version they were seen in."""

    version: forms.NeededInt


class NewName(forms.Form):
    """Another name from a date on."""

    name: forms.NeededLine
    short_name: forms.NeededLine
    valid_from: forms.NeededDate


def _name_asks() -> list[Ask]:
    return [
        Ask("name", _("Tên đầy đủ"), hint=_("Như trong văn bản"), more={"required": True}),
        Ask("short_name", _("Tên ngắn"), hint=_("Trên bảng tháng và trong tin nhắn"), more={"required": True}),
        Ask("valid_from", _("Mang tên này từ ngày"), "date"),
    ]


def _agreed_asks() -> list[Ask]:
    return [
        Ask("contact_name", _("Người đầu mối"), heading=_("Liên hệ"), optional=True),
        Ask("contact_email", _("Thư điện tử"), "email", optional=True, hint=_("Nơi nhận lịch và nhắc việc")),
        Ask("contact_phone", _("Điện thoại"), "tel", optional=True),
        Ask(
            "silence_policy",
            _("Khi đài, báo không báo lại"),
            "radios",
            heading=_("Đã thống nhất"),
            hint=_("Hết thời gian chờ mà không có minh chứng. Lượt coi như đã phát không vào biên bản nghiệm thu."),
            choices=names.choices(names.POLICIES),
        ),
        Ask("grace_hours", _("Thời gian chờ (giờ)"), "number", hint=_("Tính từ khi lượt kết thúc")),
        Ask("speech_rate", _("Tốc độ đọc (âm tiết mỗi phút)"), "number", hint=_("Từ 100 đến 270; thường là 220")),
        Ask("daily_limit_spots", _("Số lượt tối đa mỗi ngày"), "number", optional=True,
            hint=_("Tính cả đài, báo; bỏ trống nếu chưa thống nhất")),
        Ask("day_start", _("Ngày phát sóng bắt đầu lúc"), optional=True, hint=_("Ví dụ 05:00; bỏ trống nếu từ 00:00"),
            more={"kind": "short"}),
    ]  # fmt: skip


def typed_of(row: Outlet) -> dict[str, Any]:
    """An outlet's terms as the form shows them."""
    start = row.broadcast_day_start_minute
    return {
        "contact_name": row.contact_name,
        "contact_email": row.contact_email,
        "contact_phone": row.contact_phone,
        "silence_policy": row.silence_policy.value,
        "grace_hours": str(row.grace_s // HOUR_S),
        "speech_rate": str(row.speech_rate),
        "daily_limit_spots": "" if row.daily_limit_spots is None else str(row.daily_limit_spots),
        "day_start": f"{start // 60:02d}:{start % 60:02d}" if start else "",
    }


@bp.route("/new", methods=["GET", "POST"])
@access.roles(*access.PLANNERS)
def new() -> ResponseReturnValue:
    """A new outlet."""
    first = {"silence_policy": "wait", "grace_hours": "48", "speech_rate": "220",
             "valid_from": form_page.today().isoformat()}  # fmt: skip
    filled: forms.Filled[Any] = forms.Filled(first, None)
    if request.method == "POST":
        filled = forms.take(NewOutlet)

        def add(told: NewOutlet) -> str:
            with access.deciding() as work:
                return services.add_outlet(
                    work, name=told.name, short_name=told.short_name, valid_from=told.valid_from, fields=told.fields()
                ).slug

        filled, _stale, slug = form_page.settle(filled, add, {"outlet.name_taken": "short_name"})
        if slug:
            return redirect(url_for("outlets.show", slug=slug, said="added"), code=303)
    return form_page.page(
        _("Thêm đài, báo"), [*_name_asks(), *_agreed_asks()], filled, back="/outlets", submit=_("Thêm đài, báo")
    )


@bp.route("/<slug>/edit", methods=["GET", "POST"])
@access.roles(*access.PLANNERS)
def edit(slug: str) -> ResponseReturnValue:
    """Contacts, policy on silence, rates and limits."""
    with access.reading() as session:
        row = queries.outlet_row(session, slug)
        seen, version = typed_of(row), row.version
    filled: forms.Filled[Any] = forms.Filled(seen, None)
    stale = False
    if request.method == "POST":
        filled = forms.take(ChangedOutlet)

        def change(told: ChangedOutlet) -> bool:
            with access.deciding() as work:
                recounting.change_outlet(work, slug, told.fields(), seen_version=told.version)
            return True

        filled, stale, done = form_page.settle(filled, change, {})
        if done:
            return redirect(url_for("outlets.show", slug=slug, said="saved"), code=303)
    return form_page.page(
        _("Liên hệ và thống nhất chung"), _agreed_asks(), filled, back=url_for("outlets.show", slug=slug),
        submit=_("Lưu"), version=version, current=seen if stale else None,
    )  # fmt: skip


@bp.route("/<slug>/rename", methods=["GET", "POST"])
@access.roles(*access.PLANNERS)
def rename(slug: str) -> ResponseReturnValue:
    """Another name from a date on."""
    with access.reading() as session:
        terms = queries.terms(session, queries.outlet_row(session, slug).id or 0)
    filled: forms.Filled[Any] = forms.Filled({"name": terms[-1].name, "short_name": terms[-1].short_name}, None)
    if request.method == "POST":
        filled = forms.take(NewName)

        def call(told: NewName) -> bool:
            with access.deciding() as work:
                renaming.rename_outlet(
                    work, slug, name=told.name, short_name=told.short_name, valid_from=told.valid_from
                )
            return True

        filled, _stale, done = form_page.settle(filled, call, {"outlet.name_before": "valid_from"})
        if done:
            return redirect(url_for("outlets.show", slug=slug, said="saved"), code=303)
    return form_page.page(
        _("Đổi tên đài, báo"), _name_asks(), filled, back=url_for("outlets.show", slug=slug), submit=_("Lưu tên mới"),
        lead=_("Lịch và báo cáo trước ngày đổi vẫn ghi tên cũ."),
    )  # fmt: skip
