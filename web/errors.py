"""Every no and every fault as a page or a problem document: what is safe, what to do, a reference number."""

import logging
import secrets
from typing import Any

from flask import Flask, Response, g, jsonify, make_response, render_template, request
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from campaigns.errors import Refused, Stale
from web import refusals
from web.language import gettext as _

log = logging.getLogger(__name__)
SENTENCES = {400: "bad_request", 403: "forbidden", 404: "not_found", 405: "wrong_method", 413: "too_large"}


def wants_json() -> bool:
    """Whether a program asks, not a person's page."""
    best = request.accept_mimetypes.best_match(["text/html", "application/json", "application/problem+json"])
    asked_as_program = request.path.startswith("/api/") or request.is_json
    return asked_as_program or best in {"application/json", "application/problem+json"}


def problem(status: int, code: str, detail: str, **facts: Any) -> Response:
    """An ``application/problem+json`` answer (RFC 9457)."""
    answer = jsonify({"status": status, "code": code, "detail": detail, **facts})
    answer.status_code = status
    answer.content_type = "application/problem+json"
    return answer


def page(status: int, title: str, words: str, *, safe: str = "", reference: str = "") -> Response:
    """An error page that keeps the way back."""
    return make_response(
        render_template(
            "errors/error.html", title=title, sentence=words, safe=safe, reference=reference, back=_way_back()
        ),
        status,
    )


def _way_back() -> str:
    """The page that the person came from, where it is one of ours; links never leave the site."""
    return (
        request.path
        if request.method == "POST" and request.url_rule and "GET" in (request.url_rule.methods or ())
        else "/"
    )


def refused(refusal: Refused) -> Response:
    """A rule's no."""
    status, words = refusals.status(refusal), refusals.of(refusal)
    if isinstance(refusal, Stale) and request.method == "PATCH":
        status = 412  # RFC 9110, 13.1.1: the version named in If-Match is not the present one
    if wants_json():
        fields = refusal.facts.get("fields", ())
        facts = {"fields": list(fields)} if fields else {}
        for name in ("seen", "current", "theirs", "valid", "operation"):
            if name in refusal.facts:
                facts[name] = refusal.facts[name]
        return problem(status, refusal.code, words, **facts)
    titles = {
        404: _("Không tìm thấy"),
        403: _("Chưa được giao việc này"),
        401: _("Cần đăng nhập"),
        409: _("Chưa làm được"),
        429: _("Xin đợi một lát"),
    }
    return page(status, titles.get(status, _("Chưa làm được")), words)


def _http(error: HTTPException) -> Response:
    status = error.code or 500
    words = {
        400: _("Trình duyệt gửi thiếu hoặc sai thông tin. Xin quay lại trang trước và thử lại."),
        403: _("Trang này chưa mở cho ai. Xin nhờ quản trị viên."),
        404: _("Địa chỉ này không có trên Lịch Sóng. Xin kiểm tra lại hoặc về trang tổng quan."),
        405: _("Trang này không nhận kiểu yêu cầu đó. Xin quay lại và dùng nút trên trang."),
        413: _("Nội dung gửi lên quá lớn. Xin gửi tệp nhỏ hơn; kế hoạch nên là .docx dưới 5 MB hoặc .txt dưới 1 MB."),
    }.get(status, _("Yêu cầu này không thực hiện được. Xin thử lại."))  # fmt: skip
    if wants_json():
        answer = problem(status, f"http.{SENTENCES.get(status, 'error')}", words)
    else:
        title = _("Không tìm thấy") if status == 404 else _("Chưa làm được")
        answer = page(status, title, words)
    for name, value in error.get_headers():
        if name == "Allow":
            answer.headers[name] = value
    return answer


def _fault(error: Exception) -> Response:
    """Anything unforeseen: into the log with a reference number, onto the page without internals."""
    reference = secrets.token_hex(4)
    busy = isinstance(error, OperationalError)
    log.error("fault %s at %s %s", reference, request.method, request.endpoint, exc_info=error)
    g.failed = True
    status = 503 if busy else 500
    words = _("Xin thử lại sau ít phút; nếu vẫn vậy, xin báo quản trị viên số tham chiếu bên dưới.")
    if wants_json():
        return problem(status, "site.fault", words, reference=reference)
    answer = page(
        status, _("Có trục trặc ở phía Lịch Sóng"), words, safe=_("Những gì đã lưu vẫn an toàn."), reference=reference
    )
    if busy:
        answer.headers["Retry-After"] = "30"
    return answer


def install(app: Flask) -> None:
    """Answer every no and every fault."""
    app.register_error_handler(Refused, refused)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(RequestEntityTooLarge, _http)
    app.register_error_handler(Exception, _fault)
