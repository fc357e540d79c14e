"""The demo's content: a sample plan adopted, a month laid out, sent and answered, lived up to the present.

Everything is decided through the services at the instants at which people would have decided it, so the demo's
history is as true as any other site's. Nothing in it states a quota or a price: none was agreed.
"""

import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from sqlmodel import col, select

from campaigns import calendar, intake
from campaigns.models import Campaign, Feed, Outlet, Theme
from campaigns.queries import clock as clock_queries
from campaigns.queries import outlets as outlet_queries
from campaigns.queries import plans as plan_queries
from campaigns.queries import slots as slot_queries
from campaigns.samples import sample_plan
from campaigns.samples.programmes import add_sample_outlets
from campaigns.services import agreed, offices, people, plans
from campaigns.services.slugs import slug_of
from campaigns.store import Store, UnitOfWork
from campaigns.times import local_day, month_days, month_of
from campaigns.values.edits import Fill, Operation
from campaigns.values.feeds import FeedKind
from campaigns.values.outlets import WindowView
from campaigns.values.papers import OfficeView
from campaigns.values.slots import SlotView
from campaigns.values.words import AskReason, MissReason, RhythmUnit, Role, SlotState
from scheduler import feeds, grid
from scheduler.jobs import delivering, reminding, sweeping
from scheduler.mail import Transport
from scheduler.services import adopting, answers, linking, placing, publishing, releasing
from web.cli import demo_pages, demo_units

OFFICER: Final = "canbo@so.example"
CONTACT: Final = "Phòng Chương trình (mẫu)"
THEMES: Final = (
    "Chính sách, pháp luật",
    "Quyền và nghĩa vụ",
    "Công khai, minh bạch",
    "Kết quả thực hiện",
    "Gương tốt, việc chưa tốt",
)
PEOPLE: Final = (
    (Role.ADMIN, "quantri@so.example", "Vũ Quốc Bảo"),
    (Role.OFFICER, OFFICER, "Trần Minh Lan"),
    (Role.LEADER, "lanhdao@so.example", "Lê Thị Thu"),
    (Role.VIEWER, "xem@so.example", "Phạm Gia Hân"),
)
OFFICE: Final = OfficeView(
    agency="Sở Tư pháp", place="Bình Phước", signatory_title="Phó Giám đốc", signatory_name="Lê Thị Thu",
    superior_agency="UBND tỉnh Bình Phước", agency_symbol="STP", drafting_unit="KSTTHC", phone="0271 000 0000",
    signs_for="KT. Giám đốc", recipients=(),
)  # fmt: skip
PATTERN: Final[Mapping[str, tuple[int, tuple[int, ...]]]] = {
    "Chào buổi sáng": (3, (0, 2)),
    "Thời sự trưa": (4, (1, 3)),
    "Cải cách hành chính": (2, (2,)),
    "Thời sự tối · thông điệp": (2, (0, 1, 4)),
    "Pháp luật và đời sống": (1, (1,)),
    "Bản tin sáng": (3, (0, 3)),
    "Bản tin chiều": (4, (2, 4)),
    "Đối thoại cuối tuần": (4, (4,)),
    "Tin ngắn": (3, (0, 1, 2)),
    "Chuyên trang": (2, (3,)),
    "Chuyên mục": (4, (1, 4)),
    "Thị xã Đồng Xoài": (5, (0,)),
    "Huyện Lộc Ninh": (6, (2,)),
}
"""By programme: every how many of its days a slot is laid, and which themes take turns."""
RHYTHM: Final = ("Chuyên trang", RhythmUnit.DAYS, 7)
"""A page that is agreed weekly and laid every other week: the demo's one gap."""
ANSWERED_AFTER: Final = timedelta(hours=14)


@dataclass(frozen=True, slots=True)
class Account:
    """Someone who can sign in to the demo."""

    role: str
    email: str
    password: str
    token: str
    outlet: str | None = None  # slug


@dataclass(frozen=True, slots=True)
class Demo:
    """Where to go in the demo, and who to be. Addresses lack the site's own beginning."""

    accounts: tuple[Account, ...]
    feeds: tuple[tuple[str, str], ...]  # name and path
    outlet_links: tuple[tuple[str, str], ...]  # slug and path
    unit_links: tuple[tuple[str, str], ...]  # the same of units
    months: tuple[str, ...]


def build(store: Store, now: datetime, mailer: Transport | None) -> Demo:
    """Make the demo's site as it stands at ``now``; its plan is of that year, its month that month."""
    zone = store.site.zone
    today = local_day(now, zone)
    month = month_of(today)
    first = month_days(month)[0]
    begun = datetime.combine((first - timedelta(days=1)).replace(day=20), time(8, 30), zone)
    found(store, today.year, begun - timedelta(days=1))
    demo = _open_doors(store, begun, month)
    _agree_on_rhythm(store, first, begun)
    _lay_out(store, month, begun)
    _agree(store, month, begun + timedelta(days=1))
    _live(store, begun + timedelta(days=3), now, mailer)
    demo_units.report(store, begun, now, officer=OFFICER)
    _draft_ahead(store, _following(month), min(now, begun + timedelta(days=3)))
    return demo


def _following(month: str) -> str:
    return month_of(month_days(month)[-1] + timedelta(days=1))


def found(store: Store, year: int, at: datetime) -> None:
    """Office, plan and outlets."""
    text = sample_plan(year)
    draft = intake.read(text, year=year).as_json()
    with store.deciding(actor=OFFICER, now=at) as work:
        offices.set_profile(work, OFFICE, email="thongtin@so.example", seen_version=0)
        plan = plans.save_draft(work, draft, text=text, file_name="ke-hoach-mau.txt", sample=True)
        adopting.adopt(
            work, plan.id or 0, seen_version=plan.version, name=f"Truyền thông thủ tục hành chính {year}",
            theme_names=THEMES, starts_on=date(year, 1, 1), ends_before=date(year + 1, 2, 1),
        )  # fmt: skip
        add_sample_outlets(work, date(year - 1, 12, 1))
        demo_units.add(work, year)


def _open_doors(store: Store, at: datetime, month: str) -> Demo:
    """Accounts, personal links and calendars."""
    with store.deciding(actor="lichsong demo", now=at) as work:
        accounts = [_account(work, role, email, name) for role, email, name in PEOPLE]
        outlets = work.session.exec(select(Outlet).order_by(col(Outlet.order), col(Outlet.id))).all()
        links = []
        for outlet in outlets:
            email = f"{outlet.slug}@dai-bao.example"
            accounts.append(_account(work, Role.OUTLET, email, CONTACT, outlet))
            row = releasing.link_for(work, outlet)
            links.append((outlet.slug, f"/o/{work.keys.link_token('outlet', row.nonce)}"))
        months = month, _following(month)
        calendars = tuple(_calendars(work, outlets))
        return Demo(tuple(accounts), calendars, tuple(links), tuple(demo_units.links(work)), months)


def _account(work: UnitOfWork, role: Role, email: str, name: str, outlet: Outlet | None = None) -> Account:
    password = secrets.token_urlsafe(12)
    people.create(work, email, name=name, role=role, password=password, outlet_id=outlet.id if outlet else None)
    return Account(role.value, email, password, people.make_token(work, email), outlet.slug if outlet else None)


def _calendars(work: UnitOfWork, outlets: Sequence[Outlet]) -> Iterator[tuple[str, str]]:
    campaign = work.session.exec(select(Theme.campaign_id)).first()
    wanted = [publishing.feed(work, FeedKind.OUTLET, outlet.id or 0) for outlet in outlets]
    wanted += [publishing.feed(work, FeedKind.CAMPAIGN, campaign or 0), publishing.feed(work, FeedKind.OFFICER, 0)]
    for feed in wanted:
        row = linking.open_feed_link(work, work.session.get_one(Feed, feed.id), holder="Bản trình diễn")
        yield feed.name, feeds.address("", work.keys, row.nonce, feed.slug)


def _agree_on_rhythm(store: Store, first: date, at: datetime) -> None:
    """One standing page has a rhythm, which carries out the plan's duty to open such pages."""
    programme, unit, number = RHYTHM
    with store.deciding(actor=OFFICER, now=at) as work:
        window = next(one for one in outlet_queries.windows(work.session) if one.programme == programme)
        campaign = work.session.exec(select(Campaign)).one()
        house = work.session.get_one(Outlet, window.outlet_id).slug
        duties = plan_queries.obligations(work.session, campaign.plan_id, first)
        duty = next((one.id for one in duties if slug_of(one.unit) == house and programme.lower() in one.text), None)
        agreed.set_rhythm(
            work, campaign_id=campaign.id or 0, programme_id=window.programme_id, unit=unit, number=number,
            from_day=first, source="Biên bản làm việc (mẫu)", obligation_id=duty, seen=0,
        )  # fmt: skip


def _lay_out(store: Store, month: str, at: datetime) -> None:
    with store.deciding(actor=OFFICER, now=at) as work:
        placing.edit(work, month, list(_operations(work, month, PATTERN)), seen=None)


def _operations(
    work: UnitOfWork, month: str, pattern: Mapping[str, tuple[int, tuple[int, ...]]]
) -> Iterator[Operation]:
    themes = work.session.exec(select(Theme.id).order_by(col(Theme.order))).all()
    days = month_days(month)
    known = calendar.days(
        days[0], days[-1], outlet_queries.holidays(work.session), today=local_day(work.now, work.zone)
    )
    for window in outlet_queries.windows(work.session):
        every, turns = pattern.get(window.programme, (0, ()))
        if every and (chosen := _every(window, days, known, every, work)):
            yield Fill(window.id, chosen, tuple(themes[turn] or 0 for turn in turns), False)


def _every(
    window: WindowView, days: Sequence[date], known: Mapping[date, object], every: int, work: UnitOfWork
) -> tuple[date, ...]:
    """Every n-th day on which a window runs and that is not past; days off are left out."""
    runs = [
        day for day in days
        if grid.runs_on(window, day, known[day]) and not grid.is_holiday(known[day])  # type: ignore[arg-type]
        and grid.place_of(window, day, work.zone).starts_at > work.now
    ]  # fmt: skip
    return tuple(runs[window.id % every :: every])


def _agree(store: Store, month: str, at: datetime) -> None:
    """Send to every outlet; the station says yes to all but two, the newspaper to all, the districts not yet."""
    with store.reading() as session:
        outlets = outlet_queries.outlets(session, local_day(at, store.site.zone))
    for outlet in outlets:
        with store.deciding(actor=OFFICER, now=at) as work:
            releasing.send(work, month, outlet.id)
    station, press, *_districts = outlets
    with store.reading() as session:
        sent = slot_queries.month_slots(session, month)
    own = [slot for slot in sent if slot.outlet_id == station.id]
    asking, declining = own[len(own) * 3 // 4], own[-1]
    with store.deciding(actor=CONTACT, now=at + timedelta(hours=26)) as work:
        rest = [s for s in sent if s.outlet_id in {station.id, press.id} and s.uid not in {asking.uid, declining.uid}]
        answers.confirm_all(work, [(slot.uid, slot.version) for slot in rest], by=CONTACT)
        for slot in rest:
            demo_pages.book(work, slot, CONTACT)
    with store.deciding(actor=CONTACT, now=at + timedelta(hours=27)) as work:
        _ask_to_move(work, asking)
        answers.ask(
            work, declining.uid, seen_version=declining.version, by=CONTACT, reason=AskReason.NO_MATERIAL,
            words="Chưa có kịch bản, xin để sang tháng sau.",
        )  # fmt: skip


def _ask_to_move(work: UnitOfWork, slot: SlotView) -> None:
    """The station offers the next day of the same window that is free."""
    window = outlet_queries.windows(work.session, ids=[slot.window_id])[0]
    for ahead in range(1, 12):
        day = slot.date + timedelta(days=ahead)
        if month_of(day) != slot.month or slot_queries.live_in_cell(work.session, window.id, day):
            continue
        if grid.runs_on(window, day, None):
            answers.ask(
                work, slot.uid, seen_version=slot.version, by=CONTACT, reason=AskReason.LIVE, to=(window.id, day),
                words="Hôm đó truyền hình trực tiếp, xin dời.",
            )  # fmt: skip
            return


def _live(store: Store, since: datetime, now: datetime, mailer: Transport | None) -> None:
    """Let the clock and the outlets do what they would have done until now, each at its hour."""
    at = since
    while at < now:
        with store.reading() as session:
            alarm = clock_queries.next_alarm(session)
            waiting = [s for s in slot_queries.slot_views(session) if s.state is SlotState.ON_AIR]
        answer = min(waiting, key=lambda slot: slot.ends_at, default=None)
        answered_at = answer.ends_at + ANSWERED_AFTER if answer else None
        step = min((when for when in (alarm, answered_at) if when is not None), default=now)
        at = max(at, min(step, now))
        if at >= now:
            break
        if answer is not None and answered_at is not None and answered_at <= at:
            _attest(store, answer, at)
        sweeping.sweep(store, at)
        reminding.remind(store, at)
        delivering.deliver(store, mailer, at)


def _attest(store: Store, slot: SlotView, at: datetime) -> None:
    """The outlet reports: nearly all went out, some late or cut short; one in seventeen gave way to something else."""
    lot = int(slot.uid[:8], 16)
    with store.deciding(actor=CONTACT, now=at) as work:
        if demo_pages.prove(work, slot, CONTACT):
            return
        if slot.number % 17 == 6 and not slot.all_day:
            answers.miss(work, slot.uid, seen_version=slot.version, reason=MissReason.PREEMPTED,
                         words="Nhường sóng cho tin đột xuất.", by=CONTACT)  # fmt: skip
            return
        late = timedelta(0) if slot.all_day else timedelta(seconds=lot % 90)
        short_s = slot.duration_s // 3 if slot.number % 23 == 5 else 0
        answers.attest(work, slot.uid, seen_version=slot.version, starts_at=slot.starts_at + late,
                       duration_s=slot.duration_s - short_s, by=CONTACT)  # fmt: skip


def _draft_ahead(store: Store, month: str, at: datetime) -> None:
    """The officer has begun on next month: a few rows, nothing sent."""
    begun = {name: PATTERN[name] for name in ("Chào buổi sáng", "Thời sự trưa", "Chuyên trang")}
    with store.deciding(actor=OFFICER, now=at) as work:
        placing.edit(work, month, list(_operations(work, month, begun)), seen=None)


def zone_of(words: str, zone: ZoneInfo) -> str:
    """A trial clock's words with the office's zone where they name none: ``2017-04-12T11:29`` and a pace."""
    instant, cross, rate = words.partition("x")
    try:
        at = datetime.fromisoformat(instant)
    except ValueError:
        return words
    return f"{(at if at.tzinfo else at.replace(tzinfo=zone)).isoformat()}{cross}{rate}"
