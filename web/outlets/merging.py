"""An outlet goes into another on a date: what would go along is shown before it is decided."""

import hashlib
from datetime import date
from typing import Any

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from campaigns.queries import outlets as outlet_queries
from campaigns.queries import programmes as queries
from scheduler.services import merging
from scheduler.services.merging import Merged
from web import access, form_page, formats, forms
from web.form_page import Ask
from web.language import current, ngettext
from web.language import gettext as _
from web.outlets.blueprint import bp

_AT = {
    "merger.itself": "into", "merger.no_source": "source", "merger.early": "on", "merger.closed": "on",
    "outlet.unknown": "into",
}  # fmt: skip


class Merger(forms.Form):
    """Into which outlet, from when, and who says so."""

    version: forms.NeededInt
    into: forms.NeededLine
    on: forms.NeededDate
    source: forms.NeededLine
    sure: forms.Line = ""

    @property
    def mark(self) -> str:
        """A name for what was asked, so that only what was shown is decided."""
        return hashlib.sha256(f"{self.into} {self.on} {self.source}".encode()).hexdigest()[:16]


class _OnTrial(Exception):
    """Leaves a decision without keeping it."""


@bp.route("/<slug>/merge", methods=["GET", "POST"])
@access.roles(*access.PLANNERS)
def merge(slug: str) -> ResponseReturnValue:
    """The form; sent once it tells what would happen, sent again it happens."""
    today = form_page.today()
    with access.reading() as session:
        row = queries.outlet_row(session, slug)
        version, mine = row.version, outlet_queries.names(session).on(row.id or 0, today)[0]
        others = [(one.slug, one.name) for one in queries.all_outlets(session, today) if one.slug != slug]
    filled: forms.Filled[Any] = forms.Filled({}, None)
    stale, told, sure = False, [], ""
    if request.method == "POST":
        filled = forms.take(Merger)
        filled, stale, done = form_page.settle(filled, lambda asked: _decide(slug, asked), _AT)
        if done and (asked := filled.value) is not None:
            if asked.sure == asked.mark:
                return redirect(url_for("outlets.show", slug=slug, said="merged"), code=303)
            told, sure = _words(done, asked.on), asked.mark
    return form_page.page(
        _("Sáp nhập %(outlet)s", outlet=mine), _asks(others), filled, back=url_for("outlets.show", slug=slug),
        submit=_("Sáp nhập") if sure else _("Xem trước"), version=version, told=told, sure=sure,
        current=filled.typed if stale else None, template="outlets/merge.html",
        lead=_("Từ ngày sáp nhập, kênh, chương trình, lượt đã đặt, nhắc việc chuyển sang đài, báo tiếp nhận. Lịch, văn "
               "bản và báo cáo của những ngày trước giữ nguyên."),
    )  # fmt: skip


def _decide(slug: str, asked: Merger) -> Merged:
    """Merge; what has not been shown yet is only tried."""
    found: list[Merged] = []
    try:
        with access.deciding() as work:
            found.append(
                merging.merge(work, slug, into=asked.into, on=asked.on, source=asked.source, seen_version=asked.version)
            )
            _stop_unless_shown(asked)
    except _OnTrial:
        pass
    return found[0]


def _stop_unless_shown(asked: Merger) -> None:
    if asked.sure != asked.mark:
        raise _OnTrial


def _asks(others: list[tuple[str, str]]) -> list[Ask]:
    return [
        Ask("into", _("Sáp nhập vào"), "select", choices=others, empty=_("Chọn đài, báo tiếp nhận"),
            hint=_("Đài, báo mới thành lập thì thêm vào danh sách trước")),
        Ask("on", _("Từ ngày"), "date"),
        Ask("source", _("Theo văn bản nào"), hint=_("Ví dụ: Quyết định số 15/QĐ-UBND ngày 12/4/2017")),
    ]  # fmt: skip


def _words(merged: Merged, on: date) -> list[str]:
    """What would happen, in sentences."""
    handed = merged.handover
    told = [
        _("Từ %(day)s:", day=formats.date_short(on, language=current())) + " "
        + ngettext("%(num)d khung phát sóng chuyển sang.", "%(num)d khung phát sóng chuyển sang.", len(handed.windows)),
        ngettext(
            "%(num)d lượt đã đặt từ ngày này giữ nguyên ngày, giờ, trạng thái và chuyển sang.",
            "%(num)d lượt đã đặt từ ngày này giữ nguyên ngày, giờ, trạng thái và chuyển sang.", merged.slots,
        ),
    ]  # fmt: skip
    if merged.priced:
        told.append(
            ngettext("%(num)d khung tính giá theo bảng giá của đài, báo tiếp nhận: %(lists)s.",
                     "%(num)d khung tính giá theo bảng giá của đài, báo tiếp nhận: %(lists)s.", len(merged.priced),
                     lists="; ".join(dict.fromkeys(merged.priced.values()))) + " "
            + ngettext("%(num)d lượt chưa được nhận đổi giá theo; lượt đã nhận giữ giá đã thoả thuận.",
                       "%(num)d lượt chưa được nhận đổi giá theo; lượt đã nhận giữ giá đã thoả thuận.",
                       merged.repriced)
        )  # fmt: skip
    if merged.kept:
        told.append(_("Khung khác giữ giá theo: %(lists)s.", lists="; ".join(merged.kept)))
    if handed.figures:
        told.append(
            ngettext("%(num)d chỉ tiêu, kinh phí của các tháng sau chuyển sang.",
                     "%(num)d chỉ tiêu, kinh phí của các tháng sau chuyển sang.", handed.figures)
        )  # fmt: skip
    if handed.left:
        told.append(
            ngettext("%(num)d chỉ tiêu, kinh phí phải thống nhất lại: xem ở trang kế hoạch sau khi sáp nhập.",
                     "%(num)d chỉ tiêu, kinh phí phải thống nhất lại: xem ở trang kế hoạch sau khi sáp nhập.",
                     handed.left)
        )  # fmt: skip
    return told
