"""Random months: windows, slots in any cell and state, agreed figures; small enough that things meet."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st

from campaigns import calendar
from campaigns.times import ZONE, month_days
from campaigns.values.board import Times
from campaigns.values.outlets import ExceptionView, OutletView, WindowView
from campaigns.values.slots import BudgetView, OfferView, QuotaView, SlotView
from campaigns.values.words import (
    PRESS,
    AskReason,
    ChannelKind,
    ContentForm,
    Evidence,
    OfferState,
    SilencePolicy,
    SlotState,
)
from scheduler import grid

MONTH = "2017-04"
DATES = month_days(MONTH)
NOW = datetime(2017, 4, 12, 4, 0, tzinfo=UTC)  # 11:00 in the middle of the month
DAYS = calendar.days(DATES[0] - timedelta(weeks=6), DATES[-1] + timedelta(weeks=6), (), today=date(2017, 4, 12))


def window(number: int = 1, outlet: int = 1, **told) -> WindowView:
    """A window that runs every day at 11:30, one spot of 45 seconds; ``told`` says where it differs."""
    usual = {
        "id": number, "outlet_id": outlet, "outlet_slug": f"dai-{outlet}", "channel_id": outlet * 10,
        "channel": f"Kênh {outlet}", "channel_kind": ChannelKind.TELEVISION, "programme_id": number,
        "programme": f"Chương trình {number}", "form": ContentForm.MESSAGE, "weekdays": frozenset(range(7)),
        "valid_from": date(2017, 1, 1), "start_minute": 690, "length_s": 45, "order": number,
    }  # fmt: skip
    return WindowView(**(usual | told))


def slot(where: WindowView, day: date, theme: int = 1, uid: str = "", **told) -> SlotView:
    """A planned slot in a cell; ``told`` says where it differs."""
    times: Times = grid.place_of(where, day)
    usual = {
        "uid": uid or f"{where.id:04d}-{day}-{theme}", "version": 1, "revision": 0, "generation": 0, "month": MONTH,
        "campaign_id": 1, "campaign": "Kế hoạch", "campaign_slug": "ke-hoach", "theme_id": theme,
        "theme_letter": "ABCDE"[theme - 1], "theme": f"Chủ đề {theme}", "outlet_id": where.outlet_id,
        "outlet_slug": where.outlet_slug, "outlet": f"Đài {where.outlet_id}", "channel_id": where.channel_id,
        "channel": where.channel, "channel_kind": where.channel_kind, "window_id": where.id,
        "programme": where.programme, "title": "", "note": "", "date": day, "start_minute": times.start_minute,
        "zone": str(ZONE), "starts_at": times.starts_at, "ends_at": times.ends_at, "duration_s": where.length_s,
        "all_day": times.start_minute is None, "state": SlotState.PLANNED, "evidence": Evidence.NONE,
        "resolution": None, "created_at": NOW - timedelta(days=30), "changed_at": NOW - timedelta(days=30),
        "cost_vnd": where.price_vnd,
    }  # fmt: skip
    return SlotView(**(usual | told))


def outlet(number: int = 1, **told) -> OutletView:
    """An outlet; ``told`` says where it differs."""
    usual = {
        "id": number, "slug": f"dai-{number}", "name": f"Đài {number}", "short_name": f"Đ{number}", "contact_name": "",
        "contact_email": "", "contact_phone": "", "silence_policy": SilencePolicy.WAIT, "grace_s": 0,
        "speech_rate": 200, "daily_limit_spots": None,
    }  # fmt: skip
    return OutletView(**(usual | told))


def offer(day: date | None = None, **told) -> OfferView:
    """An open answer: another date, or a no."""
    usual = {
        "id": 1, "state": OfferState.OPEN, "reason": AskReason.CLASH, "words": "", "made_at": NOW, "made_by": "dai",
        "window_id": 1 if day else None, "date": day, "starts_at": NOW if day else None,
    }  # fmt: skip
    return OfferView(**(usual | told))


dates = st.sampled_from(DATES)


@st.composite
def windows(draw, number: int = 1) -> WindowView:
    press = draw(st.booleans())
    kind = draw(st.sampled_from([one for one in ChannelKind if (one in PRESS) == press]))
    starts = None if press else draw(st.sampled_from([375, 690, 692, 720, 1185, 1450]))
    length = 0 if press else draw(st.sampled_from([30, 45, 600]))
    return window(
        number, draw(st.integers(1, 2)), channel_kind=kind, start_minute=starts, length_s=length,
        weekdays=draw(st.frozensets(st.integers(0, 6), min_size=1)),
        capacity_spots=draw(st.integers(1, 3)), capacity_s=draw(st.sampled_from([None, 60, 90, 1200])),
        booking_lead_days=draw(st.sampled_from([None, 0, 2, 5])),
        price_vnd=draw(st.sampled_from([None, 0, 350_000])), skips_holidays=draw(st.booleans()),
        valid_from=draw(st.sampled_from([date(2017, 1, 1), date(2017, 4, 10)])),
        valid_until=draw(st.sampled_from([None, date(2017, 4, 25)])),
        exceptions=tuple(draw(st.lists(st.builds(ExceptionView, dates, st.booleans()), max_size=2))),
    )  # fmt: skip


@dataclass(frozen=True)
class Laid:
    """A month as the rules are given it."""

    windows: tuple[WindowView, ...]
    slots: tuple[SlotView, ...]
    quotas: tuple[QuotaView, ...] = ()
    budgets: tuple[BudgetView, ...] = ()
    outlets: tuple[OutletView, ...] = (outlet(1), outlet(2, daily_limit_spots=2))


@st.composite
def months(draw) -> Laid:
    """Up to five windows and twenty slots, wherever they fell; figures agreed here and there."""
    listed = tuple(draw(windows(number)) for number in range(1, draw(st.integers(1, 5)) + 1))
    placed = tuple(
        slot(
            draw(st.sampled_from(listed)), draw(dates), draw(st.integers(1, 3)), uid=f"{number:08d}",
            state=draw(st.sampled_from(SlotState)), campaign_id=draw(st.sampled_from([1, 1, 2])), place=number,
            sent_at=draw(st.sampled_from([None, NOW])),
            offer=draw(st.sampled_from([None, None, None, offer(), offer(DATES[20])])),
        )
        for number in range(draw(st.integers(0, 20)))
    )  # fmt: skip
    figures = st.builds(
        QuotaView, id=st.integers(1, 9), campaign_id=st.just(1), outlet_id=st.integers(1, 2),
        window_id=st.sampled_from([None, *(one.id for one in listed)]), theme_id=st.sampled_from([None, 1]),
        month=st.sampled_from([None, MONTH]), spots=st.integers(0, 40), source=st.just("Biên bản"),
    )  # fmt: skip
    money = st.builds(
        BudgetView, campaign_id=st.just(1), outlet_id=st.sampled_from([None, 1]), month=st.just(None),
        amount_vnd=st.integers(0, 2_000_000), source=st.just("Biên bản"),
    )  # fmt: skip
    agreed = st.lists(figures, max_size=3, unique_by=lambda one: (one.outlet_id, one.window_id, one.theme_id))
    return Laid(listed, placed, tuple(draw(agreed)), tuple(draw(st.lists(money, max_size=2))))
