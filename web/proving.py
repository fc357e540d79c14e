"""Handing in the page that shows an article: the same form for an outlet's link and for the office."""

import re
from contextlib import closing
from typing import Annotated, Any, Final, NamedTuple
from urllib.parse import urlsplit

from flask import Response, request
from pydantic import BeforeValidator, StringConstraints
from pydantic_core import PydanticCustomError

from campaigns.errors import Refused
from campaigns.reading import proofs as reading
from campaigns.store import UnitOfWork
from campaigns.values.proofs import Page, ProofView
from campaigns.values.slots import Placed, SlotView
from campaigns.values.words import ChannelKind, ProofKind, SlotState
from scheduler import press
from scheduler.services import proving
from web import formats, forms, papers
from web.language import current
from web.language import gettext as _

LARGEST: Final = reading.LARGEST + 1024 * 1024
"""Bytes of one upload, its form included."""
FIELDS: Final = {
    "proof.needs_url": "url", "proof.too_early": "date", "proof.implausible": "date", "proof.enough": "file",
    "proof.not_press": "file", "proof.not_confirmed": "issue",
}  # fmt: skip
"""Beside which field a rule's no is said."""
ACCEPTED: Final = "image/jpeg,image/png,image/webp,application/pdf,.html,.htm,.txt"
"""What a browser offers to choose."""
_ENDS: Final = {"image/jpeg": "jpg", "application/pdf": "pdf", "text/plain": "txt"}


def read_url(value: Any) -> str:
    """An address on the web without a name or a password in it; empty stays empty."""
    text = forms.clean(value) if isinstance(value, str) else ""
    if text and not _is_address(text):
        raise PydanticCustomError("form.not_an_address", "form.not_an_address")
    return text


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        told = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
    return told and "@" not in parts.netloc and "\\" not in text and not re.search(r"\s", text)


Short = Annotated[str, StringConstraints(max_length=40), BeforeValidator(lambda value: forms.clean(str(value)))]
Url = Annotated[str, StringConstraints(max_length=2_000), BeforeValidator(read_url)]
Words = Annotated[
    str, StringConstraints(max_length=200_000), BeforeValidator(lambda value: forms.clean(str(value), lines=True))
]


class IssueForm(forms.Form):
    """In which issue and on which page an article is to stand."""

    issue: Short = ""
    page: Short = ""

    @property
    def placed(self) -> Placed:
        """As a value."""
        return Placed(self.issue, self.page)


class SeenIssueForm(IssueForm):
    """The same, by itself."""

    version: forms.NeededInt


class ProofForm(SeenIssueForm):
    """What is said of a page; its file comes beside."""

    date: forms.NeededDate
    url: Url = ""
    text: Words = ""


class Shown(NamedTuple):
    """A proof in words."""

    proof: ProofView
    href: str
    name: str  # what it is
    where: str  # "số 1204, trang 3"
    moved: bool  # it stands elsewhere than was booked


def is_on_paper(slot: SlotView) -> bool:
    """Whether an article stands in an issue on a page; on the web it has an address."""
    return slot.channel_kind is ChannelKind.PRINT


def where(placed: Placed) -> str:
    """``số 1204, trang 3``; what is not known is left out."""
    told = [_("số %(issue)s", issue=placed.issue)] if placed.issue else []
    return ", ".join([*told, _("trang %(page)s", page=placed.page)] if placed.page else told)


def files_hint() -> str:
    """What may be handed in."""
    return _(
        "Ảnh JPEG, PNG, WebP hoặc PDF, dưới 12 MB; hoặc trang mạng đã lưu (.html, .txt). Nơi chụp trong ảnh bị bỏ đi."
    )


def chased_after() -> str:
    """``2, 5, 10``: working days after an article's day on which its proof is asked for again."""
    return ", ".join(map(str, press.CHASED_AFTER))


def words_hint() -> str:
    """How the words of a page of the web come here."""
    return _("Chép cả bài rồi dán vào đây; Lịch Sóng không tự mở địa chỉ trên mạng.")


def shown(slot: SlotView, proofs: tuple[ProofView, ...], address: str) -> tuple[Shown, ...]:
    """A slot's proofs in words; ``address``: of the page of the slot that they are fetched under."""
    names = {ProofKind.PICTURE: _("Ảnh trang báo"), ProofKind.PDF: _("Tệp PDF"), ProofKind.TEXT: _("Nội dung đã lưu")}
    return tuple(
        Shown(
            one, f"{address}/proofs/{one.uid}", names[one.kind], where(one.placed),
            press.is_moved(slot.placed, slot.date, one.placed, one.published_on),
        )
        for one in proofs
    )  # fmt: skip


def kilobytes(size: int) -> str:
    """``340 kB``."""
    return f"{formats.number(max(1, round(size / 1000)), language=current())} kB"


def begin(slot: SlotView) -> dict[str, Any]:
    """What the form begins with: as it was booked."""
    return {"date": slot.date.isoformat(), "issue": slot.placed.issue, "page": slot.placed.page}


def room_for_a_page(endpoints: frozenset[str]) -> None:
    """Let these addresses take more than others; said before anything reads the request."""
    if request.endpoint in endpoints:
        request.max_content_length = LARGEST


def too_large() -> forms.Filled[Any]:
    """The form where the upload was over the limit: nothing of it was read."""
    most_mb = reading.LARGEST // 1024 // 1024
    filled: forms.Filled[Any] = forms.Filled({}, None)
    return filled.with_error("file", "proof.request_too_large", most_mb=most_mb)


def too_often(refusal: Refused) -> forms.Filled[Any]:
    """The form where a link has handed in too much of late."""
    filled: forms.Filled[Any] = forms.Filled({}, None)
    return filled.with_error("file", refusal.code, **refusal.facts)


def take() -> tuple[forms.Filled[ProofForm], tuple[Page, ...], str]:
    """What the request hands in: the form, the pages made safe to keep, the name of the file."""
    filled = forms.take(ProofForm)
    pages: list[Page] = []
    file, name = request.files.get("file"), ""
    if file is not None and file.filename:
        name = forms.clean(file.filename)[:200]
        with closing(file):
            content = file.read()
        try:
            pages.append(reading.read_page(content, name))
        except Refused as refusal:
            filled = filled.with_error("file", refusal.code, **refusal.facts)
    if words := forms.clean(str(filled.typed.get("text", "")), lines=True):
        try:
            pages.append(reading.read_words(words))
        except Refused as refusal:
            filled = filled.with_error("text", refusal.code, **{"name": _("Bản đã dán"), **refusal.facts})
    if not pages and not {"file", "text"} & filled.errors.keys():
        filled = filled.with_error("file", "proof.none")
    return filled, tuple(pages), name


def hand_in(work: UnitOfWork, slot: SlotView, told: ProofForm, pages: tuple[Page, ...], name: str, by: str) -> None:
    """Keep every page that was handed in at once; what counted as not published is corrected by it."""
    seen, missed = told.version, slot.state is SlotState.MISSED
    for page in pages:
        said = proving.Told(told.date, told.placed, told.url, "" if page.kind is ProofKind.TEXT and told.text else name)
        after = proving.hand_in(work, slot.uid, page, said, seen_version=seen, by=by, correcting_a_miss=missed)
        seen, missed = after.version, after.state is SlotState.MISSED


def file(slot: SlotView, proof: ProofView, content: bytes) -> Response:
    """A proof's bytes: to be kept, never to be run or opened as a page of the site."""
    end = _ENDS[proof.media]
    plain = f"ban-luu_{slot.date.isoformat()}_{proof.sha256[:8]}.{end}"
    title = _("Bản lưu %(programme)s %(date)s", programme=slot.programme, date=formats.date_short(
        proof.published_on, language=current()))  # fmt: skip
    answer = papers.file(content, proof.media, plain=plain, full=f"{title.replace('/', '-')}.{end}")
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer
