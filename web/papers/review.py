"""One paper: what it says, what it lacks, its number, date and recipients; issued, and every version as issued."""

import re
from datetime import date
from itertools import pairwise
from typing import Annotated, Any, Final, NamedTuple

from flask import Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlmodel import Session

from campaigns.errors import Denied, NotFound, Refused, Stale
from campaigns.queries import issued
from campaigns.values.issued import Issued, Stationery
from exports import transcript
from exports.administrative import digest
from scheduler import papers as registry
from scheduler.services import issuing
from scheduler.services.issuing import Drawn, Kind
from web import access, form_page, forms, lacking, names, paper_faults, refusals
from web.form_page import Ask, within
from web.language import gettext as _
from web.papers.blueprint import bp
from web.papers.files import WORD, file

_KEY: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,199}", re.ASCII)


class IssueForm(forms.Form):
    """What the clerk's office gives a paper, and which draft was reviewed."""

    number: Annotated[forms.Int, within(1, 99_999)] = None
    symbol: forms.Line = ""
    dated: forms.NeededDate
    day_open: forms.Tick = False
    recipients: forms.Lines = ""
    seen: forms.Line = ""
    seen_on: forms.DateOf = None

    def stationery(self, kind: Kind) -> Stationery:
        """As papers take it."""
        lines = tuple(line.strip() for line in self.recipients.splitlines() if line.strip())
        return Stationery(self.dated, self.number, self.symbol, lines if kind.addressed else None, self.day_open)


class Version(NamedTuple):
    """A version as issued, with what it changed."""

    row: Issued
    by: str
    differences: tuple[transcript.Difference, ...]


@bp.get("/<kind>/<key>")
@access.roles(*access.OFFICE)
def show(kind: str, key: str) -> ResponseReturnValue:
    """The paper as it would now be issued, and its versions."""
    return _page(_kind(kind, key), key, None)


@bp.post("/<kind>/<key>")
@access.roles(*access.PLANNERS)
def issue(kind: str, key: str) -> ResponseReturnValue:
    """Freeze it as its next version."""
    of, filled = _kind(kind, key), forms.take(IssueForm)
    if (told := filled.value) is None:
        return _page(of, key, filled, status=422)
    try:
        with access.deciding() as work:
            issuing.issue(work, of, key, told.stationery(of), seen=told.seen, seen_on=told.seen_on)
    except (Denied, NotFound):
        raise
    except Refused as refusal:
        return _page(of, key, filled, refusal=refusal, status=refusals.status(refusal))
    return redirect(url_for("papers.show", kind=kind, key=key, said="issued"), code=303)


@bp.post("/<kind>/<key>/draft.docx")
@access.roles(*access.OFFICE)
def draft(kind: str, key: str) -> ResponseReturnValue:
    """The paper as it would be issued with what is typed; nothing is put on record."""
    of, filled = _kind(kind, key), forms.take(IssueForm)
    if (told := filled.value) is None:
        return _page(of, key, filled, status=422)
    with access.reading() as session:
        drawn = of.draw(session, key, told.stationery(of))
        content = issuing.made(drawn)
    return file(content, WORD, plain=drawn.file_name, full=drawn.display_name)


@bp.get("/<kind>/<key>.docx")
@access.roles(*access.OFFICE)
def word(kind: str, key: str) -> Response:
    """The paper as issued: the newest version, or ``?version=``; NotFound ``paper.not_issued``."""
    return version(kind, key)


def version(kind: str, key: str) -> Response:
    """One version's file, as ``word``."""
    of, wanted = _kind(kind, key), request.args.get("version", "")
    with access.reading() as session:
        versions = issued.versions(session, of.word, key)
        found = next((one for one in reversed(versions) if wanted in {"", str(one.version)}), None)
        if found is None:
            raise NotFound("paper.not_issued")
        content = issued.content(session, found.uid)
    return file(content, WORD, plain=found.file_name, full=found.display_name)


def _kind(word: str, key: str) -> Kind:
    """A kind of paper; NotFound ``paper.unknown`` for one that is none, and for what can be no key."""
    proper(key)
    return registry.kind_of(word)


def proper(key: str) -> None:
    """NotFound ``paper.unknown`` for what can be no key."""
    if not _KEY.fullmatch(key):
        raise NotFound("paper.unknown")


def page(kind: Kind, key: str, *, refusal: Refused) -> Response:
    """The paper's page with a rule's no on top."""
    return _page(kind, key, None, refusal=refusal, status=refusals.status(refusal))


def _page(
    kind: Kind, key: str, filled: forms.Filled[Any] | None, *, refusal: Refused | None = None, status: int = 200
) -> Response:
    today = form_page.today()
    with access.reading() as session:
        usual = issuing.usual(session, kind, today)
        drawn = kind.draw(session, key, usual)
        content = None if drawn.lacks else issuing.made(drawn)
        rows = issued.versions(session, kind.word, key)
        versions, pending = _versions(session, rows), _pending(session, kind, key, rows)
    asks = _asks(kind, drawn)
    if filled is not None:  # a refused form goes on carrying the draft that it was opened on, unless it is shown anew
        typed = dict(filled.typed) | ({} if not isinstance(refusal, Stale) else _seen(content, today))
        filled = forms.Filled(typed, None, filled.errors)
    html = render_template(
        "papers/paper.html", kind=kind, key=key, kind_words=names.of(names.PAPERS, kind.word), drawn=drawn,
        lacks=[(lacking.words_of(lack.name), lack.at) for lack in drawn.lacks],
        blocks=None if content is None else transcript.transcript(content),
        asks=asks, form=filled or forms.Filled(_typed(drawn, usual, rows, content), None), spoken=form_page.spoken,
        versions=versions, pending=pending, trouble="" if refusal is None else form_page.sentence(refusal),
        broken=[] if refusal is None else [
            (paper_faults.place(one), paper_faults.sentence(one)) for one in refusal.facts.get("findings", ())
        ],
        said=_("Đã phát hành.") if request.args.get("said") == "issued" else "",
    )  # fmt: skip
    return make_response(html, status)


def _seen(content: bytes | None, today: date) -> dict[str, str]:
    return {"seen": "" if content is None else digest(content), "seen_on": today.isoformat()}


def _typed(drawn: Drawn, usual: Stationery, rows: tuple[Issued, ...], content: bytes | None) -> dict[str, Any]:
    """The form as it opens: what the newest version bore, else the usual; always today's date."""
    last = rows[-1] if rows else None
    return {
        "number": last.number if last else None, "symbol": last.symbol if last else drawn.symbol,
        "dated": usual.dated.isoformat(), "recipients": "\n".join(last.recipients if last else drawn.recipients),
        **_seen(content, usual.dated),
    }  # fmt: skip


def _asks(kind: Kind, drawn: Drawn) -> list[Ask]:
    asks = [Ask("dated", _("Ngày văn bản"), "date")]
    if kind.numbered:
        asks = [
            Ask("number", _("Số"), "number", hint=_("Để trống thì văn thư ghi tay."), optional=True),
            Ask("symbol", _("Ký hiệu"), hint=_("Thường là: %(usual)s", usual=drawn.symbol)),
            *asks,
            Ask("day_open", _("Để trống ngày cho văn thư ghi"), "tick"),
        ]
    if kind.addressed:
        asks.append(Ask("recipients", _("Nơi nhận"), "text", hint=_("Mỗi nơi một dòng; dòng Lưu được ghi sẵn.")))
    return asks


def _versions(session: Session, rows: tuple[Issued, ...]) -> list[Version]:
    """Newest first."""
    called = names.called(session, {row.issued_by for row in rows})
    contents = [issued.content(session, row.uid) for row in rows]
    told: list[tuple[transcript.Difference, ...]] = [
        (),
        *(transcript.differences(*both) for both in pairwise(contents)),
    ]
    found = [Version(row, called.get(row.issued_by, row.issued_by), one) for row, one in zip(rows, told, strict=False)]
    return found[::-1]


def _pending(
    session: Session, kind: Kind, key: str, rows: tuple[Issued, ...]
) -> tuple[transcript.Difference, ...] | None:
    """What the record now says otherwise than the newest version; None: nothing was issued, or nothing can be made."""
    if not rows:
        return None
    last = rows[-1]
    given = Stationery(last.issued_on, last.number, last.symbol, last.recipients)
    now = kind.draw(session, key, given)
    if now.lacks:
        return None
    return transcript.differences(issued.content(session, last.uid), issuing.made(now))
