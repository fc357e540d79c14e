"""Calendars for programs to fetch: ``/lich/<token>/<name>.ics``.

What a program makes of an answer decides here. On 404, and on any page in place of a calendar, Thunderbird drops
every event without a word; on 503 it keeps them. So 404 is for tokens that never existed, 410 for ended ones, 503
for every trouble of ours, and the token alone decides: another name in the address does no harm.
"""

import gzip
import logging
import secrets
import threading
from collections import OrderedDict
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Final, NamedTuple, cast

from flask import Blueprint, Response, current_app, g, request
from werkzeug.datastructures import Accept, Headers
from werkzeug.http import parse_accept_header

from campaigns.errors import Refused
from campaigns.keys import token_hash
from campaigns.models import Feed
from campaigns.queries import feeds as queries
from campaigns.services import rates, receipts
from exports import ics
from scheduler import feeds
from web import access
from web.language import gettext as _

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

log = logging.getLogger(__name__)
bp = Blueprint("feeds", __name__, url_prefix="/lich")

ANSWERED: Final = ("GET", "HEAD")
KNOWN: Final = (*ANSWERED, "OPTIONS", "POST", "PUT", "PATCH", "DELETE", "PROPFIND", "PROPPATCH", "REPORT")
"""Methods that calendar programs try; all but the first two are answered with 405."""
RETRY_S: Final = 300
GUESSES: Final = 60
"""Wrong tokens from one address in a minute that are answered one by one."""
MOST_KEPT_OCTETS: Final = 16_000_000
KEEP: Final = "private, max-age=0, must-revalidate"
KIND: Final = "text/calendar; charset=utf-8"


class Ready(NamedTuple):
    """A calendar's bytes under one tag, with what else its answer says."""

    tag: str
    modified: str
    slug: str
    revision: int
    content: bytes


class NotModified(Response):
    """A 304 as it stands: Werkzeug would take Last-Modified from it, which some programs hold on to."""

    default_mimetype = None

    def __init__(self, headers: list[tuple[str, str]]) -> None:
        super().__init__(status=304, headers=headers)

    def get_wsgi_headers(self, environ: "WSGIEnvironment") -> Headers:  # noqa: ARG002
        """The headers, untouched."""
        return self.headers


class Shelf:
    """Bodies that were made, by their tags; what was not asked for longest goes when there are too many octets."""

    def __init__(self, most_octets: int = MOST_KEPT_OCTETS) -> None:
        self.most_octets, self.octets = most_octets, 0
        self._kept: OrderedDict[tuple[int, str], Ready] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, feed_id: int, tag: str) -> Ready | None:
        """What was kept under a tag."""
        with self._lock:
            if (found := self._kept.get((feed_id, tag))) is not None:
                self._kept.move_to_end((feed_id, tag))
            return found

    def keep(self, feed_id: int, ready: Ready) -> None:
        """Keep a body, and let older ones go."""
        with self._lock:
            if (feed_id, ready.tag) not in self._kept:
                self._kept[feed_id, ready.tag] = ready
                self.octets += len(ready.content)
            while self.octets > self.most_octets:
                self.octets -= len(self._kept.popitem(last=False)[1].content)


@bp.record_once
def _place(state: object) -> None:
    state.app.extensions["lichsong.feeds"] = Shelf()  # type: ignore[attr-defined]


@bp.route("/<token>/<name>.ics", methods=KNOWN, provide_automatic_options=False)
@access.by_link
def serve(token: str, name: str) -> Response:  # noqa: ARG001 - the name is for people and programs, not for us
    """A calendar, or the word that nothing in it has changed."""
    if request.method not in ANSWERED:
        return _wrong_method()
    site, now, asked = access.site(), access.now(), request.environ
    link = queries.link_by_hash(site.store, token_hash(token))
    if link is None:
        return _unknown()
    if link.revoked:
        return _said(410, _("Liên kết lịch này đã được thu hồi. Xin liên hệ cơ quan gửi lịch để nhận liên kết khác."))
    month = feeds.month(now, site.settings.zone)
    current = feeds.validators(link.slug, link.generation, link.revision, link.changed_at, month)
    packed = _takes_gzip(asked.get("HTTP_ACCEPT_ENCODING", ""))
    if packed and not site.settings.gzip_to_microsoft:
        packed = feeds.family(asked.get("HTTP_USER_AGENT", "")) != feeds.MICROSOFT
    tag = current.packed if packed else current.plain
    if ics.is_current(
        asked.get("HTTP_IF_NONE_MATCH"), asked.get("HTTP_IF_MODIFIED_SINCE"),
        current=current.plain, modified_at=current.modified_at,
    ):  # fmt: skip
        return _with_receipt(NotModified(_shared(tag, current.modified)), link, link.revision)
    ready = _ready(link, tag, packed=packed)
    return _with_receipt(_whole(ready, packed=packed), link, ready.revision)


@bp.route("/", defaults={"rest": ""}, methods=KNOWN, provide_automatic_options=False)
@bp.route("/<path:rest>", methods=KNOWN, provide_automatic_options=False)
@access.by_link
def nothing(rest: str) -> Response:  # noqa: ARG001
    """Any other address beneath: said to programs, in plain text."""
    return _unknown() if request.method in ANSWERED else _wrong_method()


@bp.errorhandler(Exception)
def trouble(error: Exception) -> Response:
    """Whatever goes wrong here is ours and passes: calendars stay as they are until it has."""
    if isinstance(error, Refused) and request.method not in ANSWERED:
        return _wrong_method()
    reference = secrets.token_hex(4)
    log.error("fault %s at %s %s", reference, request.method, request.endpoint, exc_info=error)
    g.failed = True
    words = _("Lịch tạm thời chưa lấy được. Chương trình lịch sẽ tự thử lại. Số tham chiếu: %(reference)s.",
              reference=reference)  # fmt: skip
    answer = _said(503, words)
    answer.headers["Retry-After"] = str(RETRY_S)
    return answer


def _ready(link: queries.FeedLink, tag: str, *, packed: bool) -> Ready:
    """A calendar's bytes as they now are; read from the record once for each revision, compressed once too."""
    shelf = cast("Shelf", current_app.extensions["lichsong.feeds"])
    if (found := shelf.get(link.feed_id, tag)) is not None:
        return found
    zone = access.site().settings.zone
    with access.reading() as session:  # one view of revision and entries, or an old tag would stay on new bytes
        row = session.get_one(Feed, link.feed_id)
        month = feeds.month(access.now(), zone)
        now_is = feeds.validators(row.slug, row.generation, row.revision, row.changed_at, month)
        content = feeds.body(session, row, access.now(), zone)
        slug, revision = row.slug, row.revision
    plain = Ready(now_is.plain, now_is.modified, slug, revision, content)
    ready = plain._replace(tag=now_is.packed, content=gzip.compress(content, 6, mtime=0)) if packed else plain
    shelf.keep(link.feed_id, ready)
    return ready


def _whole(ready: Ready, *, packed: bool) -> Response:
    answer = Response(ready.content, content_type=KIND, headers=_shared(ready.tag, ready.modified))
    answer.headers["Content-Disposition"] = f'inline; filename="{ready.slug}.ics"'
    answer.headers["X-Robots-Tag"] = "noindex"
    if packed:
        answer.headers["Content-Encoding"] = "gzip"
    return answer


def _shared(tag: str, modified: str) -> list[tuple[str, str]]:
    """What a 200 and a 304 have in common. RFC 9110, 15.4.5."""
    return [("ETag", tag), ("Last-Modified", modified), ("Cache-Control", KEEP), ("Vary", "Accept-Encoding")]


def _with_receipt(answer: Response, link: queries.FeedLink, revision: int) -> Response:
    """Write down who has what once the answer is out; a HEAD brings nobody anything."""
    if request.method == "GET" and (revision != link.revision or feeds.wants_receipt(link, access.now())):
        family = feeds.family(request.headers.get("User-Agent", "")[:400])
        store, at = access.site().store, access.now()
        answer.call_on_close(partial(receipts.record, store, link.id, revision=revision, family=family, at=at))
    return answer


def _unknown() -> Response:
    """No such token. Beyond so many wrong ones from an address it hears 429; a right one never does."""
    bucket = f"feed:address:{request.remote_addr or ''}"
    try:
        with access.site().store.deciding(actor="feed", now=access.now()) as work:
            rates.count(work, bucket, most=GUESSES, within_s=60)
    except Refused:
        answer = _said(429, _("Đã thử quá nhiều địa chỉ sai. Xin đợi một phút."))
        answer.headers["Retry-After"] = "60"
        return answer
    return _said(404, _("Không có lịch nào ở địa chỉ này. Xin chép lại đúng địa chỉ đã nhận."))


def _wrong_method() -> Response:
    answer = _said(405, _("Lịch này chỉ để đọc."))
    answer.headers["Allow"] = ", ".join(ANSWERED)
    return answer


def _said(status: int, words: str) -> Response:
    answer = Response(f"{words}\n", status, content_type="text/plain; charset=utf-8")
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


@lru_cache(maxsize=128)
def _takes_gzip(accept_encoding: str) -> bool:
    return parse_accept_header(accept_encoding, Accept).quality("gzip") > 0
