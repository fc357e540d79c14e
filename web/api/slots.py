"""Slots for programs."""

import re
from typing import Any

from flask import Response, jsonify, make_response, request, url_for
from sqlmodel import Session, col

from campaigns.errors import Denied, NotFound, Refused, Stale
from campaigns.models import IdempotentAnswer, Slot
from campaigns.queries import history as history_queries
from campaigns.queries import outlets as outlet_queries
from campaigns.queries import plans as plan_queries
from campaigns.queries import slots as slot_queries
from campaigns.reading import proofs
from campaigns.store import UnitOfWork
from campaigns.times import month_of
from campaigns.values.edits import Move, Place, Remove, Retheme
from campaigns.values.slots import Placed, SlotView
from campaigns.values.words import Role, SlotState
from scheduler import airtime
from scheduler.services import answers, obligations, placing, proving
from web import access
from web.api.blueprint import bp
from web.api.bodies import NewHappening, NewSlot, SlotPatch, body_hash, history_body, read, slot_body

PAGE = 200


@bp.post("/v1/slots")
@access.roles(*access.PLANNERS)
def place() -> Response:
    """Place a slot; with ``Idempotency-Key`` a repeated request gets the first answer again."""
    asked = read(NewSlot)
    key = request.headers.get("Idempotency-Key", "")[:200]
    with access.deciding() as work:
        if key and (kept := _kept(work, key)) is not None:
            return kept
        window_id = _window_id(work.session, asked)
        theme_id = _theme_id(work.session, asked.theme, asked.campaign, asked.date)
        done = placing.edit(
            work, month_of(asked.date), [Place(window_id, asked.date, theme_id, asked.title)], seen=None
        )
        if asked.note:
            answers.describe(work, done.uids[0], seen_version=1, title=asked.title, note=asked.note, sensitive=None,
                             brief=None)  # fmt: skip
        slot = slot_queries.slot_view(work.session, done.uids[0])
        answer = _answer(slot, 201)
        if key:
            _keep(work, key, answer)
        return answer


@bp.get("/v1/slots")
@access.roles(*access.OFFICE, Role.OUTLET)
def listed_slots() -> Response:
    """Slots that fit every filter, 200 a page, by start; ``cursor`` is the last uid seen."""
    where: list[Any] = []
    if month := request.args.get("month"):
        where.append(col(Slot.month) == month)
    if state := request.args.get("state"):
        if state not in set(SlotState):
            raise Refused("api.invalid", fields=("state",))
        where.append(col(Slot.state) == SlotState(state))
    with access.reading() as session:
        found = [s for s in slot_queries.slot_views(session, *where, *_visible()) if _fits(s)]
    uids = [slot.uid for slot in found]
    cursor = request.args.get("cursor", "")
    begin = uids.index(cursor) + 1 if cursor in uids else 0
    page = found[begin : begin + PAGE]
    following = page[-1].uid if begin + PAGE < len(found) else None
    return jsonify({"slots": [slot_body(slot) for slot in page], "cursor": following})


def _fits(slot: SlotView) -> bool:
    outlet, theme = request.args.get("outlet"), request.args.get("theme")
    return (not outlet or slot.outlet_slug == outlet) and (not theme or slot.theme_letter == theme)


def _visible() -> list[Any]:
    """An outlet's own people see their outlet's slots that were sent, nobody else's."""
    me = access.me()
    if me.role is not Role.OUTLET:
        return []
    return [col(Slot.outlet_id) == me.outlet_id, col(Slot.sent_at).is_not(None)]


def _one(session: Session, uid: str) -> SlotView:
    found = slot_queries.slot_views(session, col(Slot.uid) == uid, *_visible())
    if not found:
        raise NotFound("slot.unknown", uid=uid[:40])
    return found[0]


@bp.get("/v1/slots/<uid>")
@access.roles(*access.OFFICE, Role.OUTLET)
def show(uid: str) -> Response:
    """One slot, its version as ETag."""
    with access.reading() as session:
        return _answer(_one(session, uid), 200)


@bp.patch("/v1/slots/<uid>")
@access.roles(*access.PLANNERS)
def change(uid: str) -> Response:
    """Move, retheme or describe a slot; ``If-Match`` names the version that was read."""
    asked = read(SlotPatch)
    seen = _if_match()
    with access.deciding() as work:
        slot = slot_queries.slot_view(work.session, uid)
        if slot.version != seen:
            raise Stale("slot.stale", uid=uid, seen=seen, current=slot.version, theirs=slot_body(slot))
        window_id, day = asked.window or slot.window_id, asked.date or slot.date
        if (window_id, day) != (slot.window_id, slot.date):
            _move(work, slot, window_id, day)
        if asked.theme is not None and asked.theme != slot.theme_letter:
            now = slot_queries.slot_view(work.session, uid)
            theme_id = _theme_id(work.session, asked.theme, slot.campaign_slug, day)
            placing.edit(work, now.month, [Retheme(uid, now.version, theme_id)], seen=None)
        if asked.title is not None or asked.note is not None:
            now = slot_queries.slot_view(work.session, uid)
            answers.describe(
                work, uid, seen_version=now.version, title=now.title if asked.title is None else asked.title,
                note=now.note if asked.note is None else asked.note, sensitive=None, brief=None,
            )  # fmt: skip
        return _answer(slot_queries.slot_view(work.session, uid), 200)


def _move(work: UnitOfWork, slot: SlotView, window_id: int, day: Any) -> None:
    if month_of(day) != slot.month:
        raise Refused("edit.other_month", month=slot.month, date=day)
    placing.edit(work, slot.month, [Move(slot.uid, slot.version, window_id, day)], seen=None)


@bp.post("/v1/slots/<uid>/happenings")
@access.roles(*access.PLANNERS, Role.LEADER, Role.OUTLET)
def happen(uid: str) -> Response:
    """Let something happen to a slot; a refused move names the ones that are valid now."""
    told = read(NewHappening)
    me = access.me()
    with access.deciding() as work:
        slot = _one(work.session, uid)
        valid = {h.value for h in airtime.allowed(slot, me.role.value, access.now())} | _sign_offs(slot)
        if told.happening not in valid and slot.version == told.version:
            raise Refused("slot.not_now", happening=told.happening, state=slot.state, valid=sorted(valid))
        _carry_out(work, slot, told, me.name)
        return _answer(slot_queries.slot_view(work.session, uid), 200)


def _sign_offs(slot: SlotView) -> set[str]:
    return {"sign_off"} if slot.sensitive and not access.may(Role.OUTLET) else set()


def _carry_out(work: UnitOfWork, slot: SlotView, told: NewHappening, by: str) -> None:
    match told.happening:
        case "confirm":
            _confirm(work, slot, told, by)
        case "unconfirm":
            answers.unconfirm(work, slot.uid, seen_version=told.version)
        case "cancel":
            if access.may(Role.OUTLET):
                raise Denied("access.role", roles=["officer"])
            placing.edit(work, slot.month, [Remove(slot.uid, told.version, told.reason)], seen=None)
        case "attest":
            answers.attest(
                work, slot.uid, seen_version=told.version, starts_at=told.starts_at or slot.starts_at,
                duration_s=slot.duration_s if told.duration_s is None else told.duration_s, by=by,
            )  # fmt: skip
        case "prove":
            _prove(work, slot, told, by)
        case "miss" | "preempt":
            answers.miss(work, slot.uid, seen_version=told.version, reason=told.miss_reason, words=told.reason, by=by)
        case "resolve_credited" | "resolve_waived" as how:
            end = obligations.credit if how == "resolve_credited" else obligations.waive
            end(work, slot.uid, seen_version=told.version, reason=told.reason)
        case "sign_off":
            answers.sign_off(work, slot.uid, seen_version=told.version, by=access.me().email)


def _confirm(work: UnitOfWork, slot: SlotView, told: NewHappening, by: str) -> None:
    """Yes, of an article with the issue and the page where they are said."""
    if access.may(*access.PLANNERS) and not told.paper:
        raise Refused("confirm.needs_paper", uid=slot.uid)
    answers.confirm(work, slot.uid, seen_version=told.version, by=by, paper=told.paper)
    if placed := Placed(told.issue, told.page):
        proving.put_in_issue(work, slot.uid, placed, seen_version=None, by=by)


def _prove(work: UnitOfWork, slot: SlotView, told: NewHappening, by: str) -> None:
    """What a page on the web says of an article; a picture or a file is handed in on the slot's page."""
    if not told.text:
        raise Refused("proof.none")
    page, placed = proofs.read_words(told.text), Placed(told.issue, told.page)
    said = proving.Told(told.published_on or slot.date, placed, told.url)
    proving.hand_in(work, slot.uid, page, said, seen_version=told.version, by=by)


@bp.get("/v1/slots/<uid>/history")
@access.roles(*access.OFFICE)
def slot_history(uid: str) -> Response:
    """Everything that happened to a slot, oldest first."""
    with access.reading() as session:
        _one(session, uid)
        return jsonify({"history": [history_body(row) for row in history_queries.of(session, "slot", uid)]})


@bp.get("/v1/history")
@access.roles(*access.OFFICE)
def all_history() -> Response:
    """Every change after a number, 500 at a time, oldest first."""
    since = request.args.get("since", "0")
    if not re.fullmatch(r"\d{1,9}", since, re.ASCII):
        raise Refused("api.invalid", fields=("since",))
    with access.reading() as session:
        rows = history_queries.since(session, int(since), limit=500)
        return jsonify({"history": [history_body(row) for row in rows]})


def _if_match() -> int:
    given = request.headers.get("If-Match", "").strip()
    if not (seen := re.fullmatch(r'(?:W/)?"(\d{1,9})"', given, re.ASCII)):
        raise Refused("api.if_match")
    return int(seen[1])


def _answer(slot: SlotView, status: int) -> Response:
    answer = make_response(jsonify(slot_body(slot)), status)
    answer.set_etag(str(slot.version))
    if status == 201:
        answer.headers["Location"] = url_for("api.show", uid=slot.uid)
    return answer


def _kept(work: UnitOfWork, key: str) -> Response | None:
    row = work.session.get(IdempotentAnswer, f"{work.actor}:{key}")
    if row is None:
        return None
    if row.body_hash != body_hash():
        raise Refused("api.key_reused")
    return Response(row.answer, status=row.status, mimetype="application/json")


def _keep(work: UnitOfWork, key: str, answer: Response) -> None:
    work.session.add(
        IdempotentAnswer(
            key=f"{work.actor}:{key}",
            body_hash=body_hash(),
            status=answer.status_code,
            answer=answer.get_data(),
            at=work.now,
        )
    )
    work.session.flush()


def _window_id(session: Session, asked: NewSlot) -> int:
    if asked.window is not None:
        return asked.window
    found = [
        window
        for window in outlet_queries.windows(session)
        if window.outlet_slug == asked.outlet and window.programme == asked.programme
    ]
    if not found:
        raise NotFound("window.unknown", outlet=asked.outlet, programme=asked.programme)
    running = [w for w in found if w.valid_from <= asked.date and (w.valid_until is None or asked.date < w.valid_until)]
    return (running or found)[0].id


def _theme_id(session: Session, letter: str, campaign: str | None, day: Any) -> int:
    running = [c for c in plan_queries.campaigns_on(session, day, day) if campaign in {None, c.slug}]
    for found in running:
        for theme in plan_queries.themes(session, found.id):
            if theme.letter == letter:
                return theme.id
    raise NotFound("theme.unknown", letter=letter)
