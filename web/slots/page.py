"""A slot's page at the office: place and state, what may be done, its brief, its history, whose calendar has it."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from flask import Response, make_response, render_template, request
from flask.typing import ResponseReturnValue
from sqlmodel import Session

from campaigns import calendar
from campaigns.errors import NotFound
from campaigns.queries import history as history_queries
from campaigns.queries import offers, proofs
from campaigns.queries import outlets as outlet_queries
from campaigns.queries import plans as plan_queries
from campaigns.queries import slots as slot_queries
from campaigns.queries.feeds import Receipt, receipts_of_slot
from campaigns.values.board import ShownState
from campaigns.values.outlets import DayView, WindowView
from campaigns.values.slots import SlotView
from campaigns.values.words import PRESS, Role, SlotState
from scheduler import airtime, makegoods, press
from scheduler.services import briefing
from web import access, form_page, formats, forms, lacking, names, proving, states
from web.agenda import wording as outlet_words
from web.language import N_, current, gettext
from web.slots import owing
from web.slots.blueprint import bp

_SAID: Mapping[str, str] = {
    "saved": N_("Đã lưu nội dung. Phiếu còn thiếu mục nên chưa lấy số."),
    "issued": N_("Đã lưu nội dung. Phiếu đủ mục và đã có số."),
    "misformed": N_("Đã lưu nội dung. Phiếu còn sai thể thức nên chưa phát hành; xem từng chỗ khi tải phiếu."),
    "done": N_("Đã ghi nhận."),
    "proof": N_("Đã lưu bản lưu."),
    "makegood": N_("Đã xếp lượt phát bù. Xin gửi đài, báo xác nhận ở bảng tháng."),
}
_STEPS: Mapping[str, str] = {
    "placed": N_("đặt"), "edit": N_("sửa"), "undo": N_("hoàn tác"), "redo": N_("làm lại"),
    "carried_over": N_("chuyển theo sáp nhập"),
    "signed_off": N_("duyệt nội dung"), "described": N_("sửa nội dung"), "brief_numbered": N_("lấy số phiếu"),
}  # fmt: skip

_ENDS = frozenset({"resolve_credited", "resolve_waived"})
_ACTS = _ENDS | frozenset(
    {
        "confirm",
        "issue",
        "cancel",
        "attest",
        "miss",
        "correct_aired",
        "correct_missed",
        "resolve_credited",
        "resolve_waived",
    }
)


class Step(NamedTuple):
    """A line of the history."""

    at: str
    who: str
    what: str


class Look(NamedTuple):
    """Everything that the page tells."""

    slot: SlotView
    window: WindowView
    day: DayView
    hue: int
    shown: ShownState
    state: str
    was: str
    may: frozenset[str]
    signed: tuple[str, ...]
    drawn: briefing.Drawn
    lacks: tuple[lacking.Lack, ...]
    asked: tuple[outlet_words.Asked, ...]
    steps: tuple[Step, ...]
    receipts: tuple[Receipt, ...]
    owed: makegoods.Owed | None  # what it leaves or left owing
    proofs: tuple[proving.Shown, ...]  # of an article
    booked: str  # "số 1204, trang 3"; empty where the outlet has not said

    @property
    def press(self) -> bool:
        """Whether it is an article."""
        return self.slot.channel_kind in PRESS

    @property
    def on_paper(self) -> bool:
        """Whether it is an article that stands in an issue on a page."""
        return proving.is_on_paper(self.slot)

    @property
    def unproved(self) -> bool:
        """Whether it is an article whose day is over, and whose page is awaited."""
        return press.wants_proof(self.slot, access.now())

    @property
    def chased_after(self) -> str:
        """On which working days after its day the proof is asked for again."""
        return proving.chased_after()

    @property
    def acts(self) -> frozenset[str]:
        """What this person may do beside answering the outlet and signing off."""
        waits = self.owed is not None and bool(self.owed.ahead)  # for a make-good: nothing else ends the debt meanwhile
        return (self.may & _ACTS) - (_ENDS if waits else frozenset())


@bp.get("/<uid>")
@access.roles(*access.OFFICE)
def show(uid: str) -> ResponseReturnValue:
    """The page of one slot."""
    return page(uid)


def page(
    uid: str, *, status: int = 200, trouble: str = "", act: str = "", filled: forms.Filled[Any] | None = None
) -> Response:
    """The page; ``trouble`` says why the act ``act`` was not done, ``filled`` what was typed for it."""
    with access.reading() as session:
        look = looked_at(session, uid)
    said = "" if trouble else gettext(_SAID.get(request.args.get("said", ""), ""))
    words = render_template(
        "slots/show.html", look=look, slot=look.slot, trouble=trouble, act=act, said=said,
        form=filled or forms.Filled({}, None), agreed=_agreed(look.slot), place=outlet_words.place,
        miss_words=outlet_words.miss_reason(look.slot), resolution=outlet_words.resolution(look.slot.resolution),
        kilobytes=proving.kilobytes, reasons=outlet_words.miss_choices(look.slot), spoken=form_page.spoken, owing=owing,
        month_href=f"/months/{look.slot.month}/cell?window={look.slot.window_id}&date={look.slot.date}",
    )  # fmt: skip
    return make_response(words, status)


def _agreed(slot: SlotView) -> dict[str, str]:
    """What an airing's form begins with."""
    return {
        "date": slot.date.isoformat(), "hour": formats.hour(slot.starts_at, slot.zone, language=current()),
        "length": formats.duration(slot.duration_s, language=current()),
    }  # fmt: skip


def looked_at(session: Session, uid: str) -> Look:
    """Everything about a slot; NotFound ``slot.unknown``."""
    slot = slot_queries.slot_view(session, uid)
    windows = outlet_queries.windows(session, ids=[slot.window_id])
    if not windows:
        raise NotFound("window.unknown", id=slot.window_id)
    drawn = briefing.drawn(session, uid, today=form_page.today())
    plan_id = plan_queries.campaign(session, slot.campaign_id).plan_id
    now = access.now()
    shown = airtime.shown_state(slot, now)
    hues = {theme.id: theme.hue + 1 for theme in plan_queries.themes(session, slot.campaign_id)}
    day = calendar.days(slot.date, slot.date, outlet_queries.holidays(session), today=form_page.today())[slot.date]
    signers = names.called(session, slot.signed_off_by)
    return Look(
        slot=slot,
        window=windows[0],
        day=day,
        hue=hues.get(slot.theme_id, 0),
        shown=shown,
        state=states.of_slot(slot, shown),
        was=outlet_words.was(slot),
        may=_may(slot),
        signed=tuple(signers[who] for who in slot.signed_off_by),
        drawn=drawn,
        lacks=lacking.lacks(slot, drawn.lacking, plan_id=plan_id),
        asked=outlet_words.requests(offers.offers_of(session, uid)),
        steps=_history(session, slot),
        receipts=receipts_of_slot(session, uid),
        owed=makegoods.owed_for(session, uid),
        proofs=proving.shown(slot, proofs.of_slot(session, uid), f"/slots/{uid}"),
        booked=proving.where(slot.placed),
    )  # fmt: skip


def _may(slot: SlotView) -> frozenset[str]:
    """What this person may do now, by the names of ``acts``."""
    me, now = access.me(), access.now()
    if me.role is Role.VIEWER:
        return frozenset()
    may = {happening.value for happening in airtime.allowed(slot, me.role.value, now)}
    if slot.offer is not None and me.role in access.PLANNERS:
        may |= {"refuse"} | ({"accept"} if "agree_move" in may else set())
    if slot.sensitive and slot.state in airtime.OPEN_TO_OFFERS and len(slot.signed_off_by) < airtime.SIGN_OFFS \
            and me.email not in slot.signed_off_by:  # fmt: skip
        may.add("sign_off")
    if (
        proving.is_on_paper(slot)
        and slot.state in {SlotState.CONFIRMED, SlotState.ON_AIR}
        and me.role in access.PLANNERS
    ):
        may.add("issue")
    return frozenset(may)


def _history(session: Session, slot: SlotView) -> tuple[Step, ...]:
    """Who did what, newest first."""
    told = history_queries.of(session, "slot", slot.uid)
    called = names.called(session, {one.actor for one in told})
    press_ = slot.channel_kind in PRESS
    lines = ((one, outlet_words.step(one, press=press_) or gettext(_STEPS.get(one.what, ""))) for one in reversed(told))
    zone = access.site().settings.zone
    return tuple(
        Step(formats.moment(one.at, zone, language=current()), called[one.actor], words)
        for one, words in lines
        if words
    )
