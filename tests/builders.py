"""Sites to test on, made through the services that people use."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlmodel import select

from campaigns.models import Theme, Window
from campaigns.queries import outlets as outlet_queries
from campaigns.queries import slots as slot_queries
from campaigns.samples.programmes import add_sample_outlets
from campaigns.services import offices, people, plans
from campaigns.store import Store
from campaigns.values.edits import Place
from campaigns.values.outlets import WindowView
from campaigns.values.papers import OfficeView
from campaigns.values.proofs import Page
from campaigns.values.proposals import Asked, Proposed, Target
from campaigns.values.slots import Placed
from campaigns.values.words import MissReason, ProofKind, Role, TaskKind
from scheduler.services import answers, placing, proposing, releasing
from tests.conftest import NOW

MONTH = "2017-04"
PASSWORD = "một mật khẩu chỉ để thử"
THEMES = ("Chính sách mới", "Quyền và nghĩa vụ", "Công khai thủ tục", "Kết quả", "Gương tốt")

PLAN_TEXT = """ỦY BAN NHÂN DÂN
TỈNH MẪU
Số: 07/KH-UBND
Mẫu, ngày 12 tháng 01 năm 2017

KẾ HOẠCH
Truyền thông về cải cách hành chính năm 2017

I. NỘI DUNG
1. Nội dung truyền thông
- Tuyên truyền các quy định mới về thủ tục hành chính;
- Biểu dương gương tốt, phê phán hiện tượng tiêu cực trong giải quyết thủ tục.

II. TỔ CHỨC THỰC HIỆN
1. Sở Tư pháp
- Chủ trì, phối hợp với đài và báo xây dựng chương trình phát sóng.
"""


@dataclass(frozen=True)
class Ground:
    """What a test may name on a site of ``ground``."""

    plan_id: int
    campaign_id: int
    campaign: str  # slug
    themes: tuple[int, ...]
    windows: dict[str, WindowView]  # by programme

    def window(self, programme: str) -> int:
        """A window's id."""
        return self.windows[programme].id


def draft() -> dict[str, Any]:
    """A small plan as it would be read in."""
    return {
        "header": {
            "issuing_body": "Ủy ban nhân dân tỉnh Mẫu", "number": "12", "symbol": "KH-UBND", "place": "Bình Phước",
            "date": "2017-02-16", "doc_type": "Kế hoạch", "title": "Truyền thông về thủ tục hành chính", "year": 2017,
        },
        "sections": [{"number": "II.1", "title": "Nội dung", "quote": "Nội dung truyền thông"}],
        "themes": [{"text": f"{name} trong kiểm soát thủ tục hành chính"} for name in THEMES],
        "channels": [{"kind": "radio_tv"}],
        "duties": [{"unit": "Sở Tư pháp", "text": "Chủ trì, thống nhất thời lượng với đài và báo"}],
        "funding": [],
        "report_deadlines": [
            {
                "dates": ["2017-06-15", "2017-12-15"], "inclusive": False,
                "rule": {"day": 15, "month": "last_of_quarter", "quarters": [2, 4]},
                "text": "trước ngày 15 tháng cuối Quý II và Quý IV",
            }
        ],
        "quotas": [],
        "recipients": ["Thường trực Tỉnh uỷ"],
        "signatory": {"title": "Chủ tịch", "name": "Nguyễn Văn Mẫu"},
        "questions": [{"about": "quotas", "text": "Mỗi tháng bao nhiêu lượt?"}],
    }  # fmt: skip


def office() -> OfficeView:
    """Who sends the papers."""
    return OfficeView(
        agency="Sở Tư pháp", place="Bình Phước", signatory_title="Phó Giám đốc", signatory_name="Trần Thị Mẫu",
        superior_agency="UBND tỉnh Bình Phước", agency_symbol="STP", drafting_unit="KSTTHC", phone="0271 000 000",
        signs_for="KT. Giám đốc",
    )  # fmt: skip


def ground(store: Store, now: datetime = NOW, year: int = 2017) -> Ground:
    """A site with an office, an adopted plan of five themes and the sample outlets; no slot yet."""
    from scheduler.services import adopting

    with store.deciding(actor="builder", now=now) as work:
        offices.set_profile(work, office(), email="vanphong@so.example", seen_version=0)
        kept = plans.save_draft(work, draft(), text="Kế hoạch mẫu", file_name="ke-hoach.txt")
        campaign = adopting.adopt(
            work, kept.id or 0, seen_version=kept.version, name="Kiểm soát thủ tục hành chính 2017",
            theme_names=THEMES, starts_on=date(year, 1, 1), ends_before=date(year + 1, 1, 1),
        )  # fmt: skip
        add_sample_outlets(work, date(year, 1, 1))
        work.session.flush()
        themes = work.session.exec(select(Theme.id).where(Theme.campaign_id == campaign.id).order_by(Theme.order)).all()
        windows = {window.programme: window for window in outlet_queries.windows(work.session)}
        return Ground(kept.id or 0, campaign.id or 0, campaign.slug, tuple(n or 0 for n in themes), windows)


def running_task(store: Store, who: str) -> str:
    """A large plan that is being read in, somewhat past its half; gives the task's name."""
    from scheduler.services import tasks

    asked = {"name": "ke-hoach-truyen-thong-ca-nam.docx", "year": 2017}
    with store.deciding(actor=who, now=NOW) as work:
        uid = tasks.ask(work, TaskKind.READ_PLAN, asked, PLAN_TEXT.encode())
        taken = tasks.take(work, {TaskKind.READ_PLAN})
        assert taken is not None
        far = tasks.Progress(2_480, 4_000, "read_plan.sentences", {"done": 1_240, "of": 2_583})
        tasks.go_on(work, taken, tasks.News(far))
    return uid


def staff(store: Store, now: datetime = NOW) -> None:
    """One account of each role of the office, all with ``PASSWORD``: ``officer@so.example`` and so on."""
    with store.deciding(actor="builder", now=now) as work:
        for role in (Role.ADMIN, Role.OFFICER, Role.LEADER, Role.VIEWER):
            people.create(work, f"{role.value}@so.example", name=f"Người {role.value}", role=role, password=PASSWORD)


def signed_in(client: Any, role: str = "officer") -> Any:
    """The test client after signing in as someone of ``staff``."""
    answer = client.post("/sign-in", data={"email": f"{role}@so.example", "password": PASSWORD})
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return client


def csrf(client: Any, page: str = "/") -> str:
    """The form token that a page of this client carries."""
    html = client.get(page).get_data(as_text=True)
    return str(html.split('name="csrf_token" value="')[1].split('"')[0])


def log(store: Store, now: datetime = NOW) -> str:
    """The name of a log that was handed in and read on trial: one line is an airing, one is none."""
    from scheduler.services import as_run_logs

    content = "Ngày;Giờ;Thời lượng;Chương trình;Nội dung\n20/04/2017;11:30;45;Thời sự trưa;Một cửa\nx;y;z;;\n".encode()
    with store.deciding(actor="admin@so.example", now=now) as work:
        return as_run_logs.receive(work, "bptv", content, "nhat-ky.csv").uid


def handed_in(store: Store, link_token: str, now: datetime = NOW) -> tuple[str, str, str]:
    """What an outlet handed in by its link: a log on trial, one that was taken in, and the hand-in of a list."""
    from campaigns.queries import hand_ins
    from scheduler.services import as_run_logs, handing_in, linking, reconciling
    from scheduler.services.returning import Returned, Unread

    content = "Ngày;Giờ;Thời lượng;Chương trình;Nội dung\n20/04/2017;11:30;45;Thời sự trưa;Một cửa\nx;y;z;;\n".encode()
    with store.deciding(actor="Đài", now=now) as work:
        link, outlet = linking.outlet_of(work.session, link_token, now=now)
        trial, taken = (handing_in.receive_log(work, link, outlet.slug, content, "nhat-ky.csv") for _ in range(2))
        days = as_run_logs.take_in(work, taken.uid).days
        reconciling.look(work, outlet.id or 0, days)
        handing_in.hand_log_in(work, hand_ins.log_of(work.session, outlet.id or 0, taken.uid)[1])
        told = Returned((), (), 2, (Unread("3", "airings.touched", {}),))
        listed = handing_in.remember_list(work, link, told, "danh-sach.docx")
        return trial.uid, taken.uid, listed.uid


def stretch(store: Store, site: Ground, now: datetime = NOW) -> str:
    """The name of two months proposed together, with a sum that they share."""
    name, outlet, window = "stretch-of-tests", site.windows["Thời sự trưa"].outlet_id, site.window("Thời sự trưa")
    whole = {"first": MONTH, "asked": 8, "done": 6, "most": 6, "sum_vnd": 9_000_000}
    for month in (4, 5):
        asked = Asked(site.campaign_id, (Target(outlet, 4, "Biên bản"),), budget_vnd=4_500_000)
        placements = tuple(Proposed(window, date(2017, month, day), site.themes[0]) for day in (24, 25, 26))
        told = {
            "asked": 4, "done": 3, "most": 3, "levels": [], "changes": 0, "fewest": True, "unpriced": 0,
            "stopped": False, "cost_vnd": 1_250_000, "unmet": [], "held": 0, "each": [3], "whole": whole,
        }  # fmt: skip
        with store.deciding(actor="admin@so.example", now=now) as work:
            proposing.record(work, f"2017-{month:02d}", asked, placements, told, stretch=name)
    return name


def proposals(store: Store, site: Ground, now: datetime = NOW) -> tuple[str, str]:
    """Uids of two proposals that differ: one that reaches its figure, and one that asks for more than there is."""
    outlet, window = site.windows["Thời sự trưa"].outlet_id, site.window("Thời sự trưa")
    found = []
    for spots, label, days in ((2, "", (20, 21)), (900, "Gấp đôi chỉ tiêu", (21, 22))):
        asked = Asked(site.campaign_id, (Target(outlet, spots, "Biên bản"),), label=label)
        placements = tuple(Proposed(window, date(2017, 4, day), site.themes[day % 5]) for day in days)
        missing = (
            [
                {
                    "target": 0,
                    "missing": spots - 2,
                    "reason": [{"rule": "capacity:w1", "kind": "capacity", "name": "Thời sự trưa", "limit": 1}],
                }
            ]
            if spots > 2
            else []
        )
        told = {
            "asked": spots, "done": 2, "most": 2, "levels": [], "changes": 0, "fewest": True, "unpriced": 1,
            "stopped": bool(label), "cost_vnd": 1_250_000, "unmet": missing, "held": 1, "each": [2],
        }  # fmt: skip
        with store.deciding(actor="admin@so.example", now=now) as work:
            found.append(proposing.record(work, MONTH, asked, placements, told).uid)
    return found[0], found[1]


def rhythm(store: Store, site: Ground, now: datetime = NOW) -> int:
    """The number of a programme that is to appear weekly by the plan's duty, and does not."""
    from campaigns.models import Obligation
    from campaigns.services import agreed
    from campaigns.values.words import RhythmUnit

    programme = site.windows["Chuyên trang"].programme_id
    with store.deciding(actor="admin@so.example", now=now) as work:
        duty = work.session.exec(select(Obligation.id).where(Obligation.plan_id == site.plan_id)).first()
        agreed.set_rhythm(
            work, campaign_id=site.campaign_id, programme_id=programme, unit=RhythmUnit.WEEK, number=1,
            from_day=date(2017, 3, 1), source="Biên bản", obligation_id=duty, seen=0,
        )  # fmt: skip
    return programme


def price_list(store: Store, now: datetime = NOW) -> str:
    """The uid of a price list on trial, with a figure that is asked about."""
    from campaigns.services import cards

    text = "Khung giờ;Chương trình;15 giây;30 giây\n11h00-13h00;Thời sự trưa;500;1.0000\n18h00-20h00;Tối;900;1.500\n"
    with store.deciding(actor="builder", now=now) as work:
        return cards.receive(work, "bptv", text.encode(), "bang-gia.csv").uid


def estimate(store: Store, site: Ground, now: datetime = NOW) -> str:
    """The uid of an estimate of April that was sent: two lines, one typed by hand."""
    from campaigns.services.agreed import set_quota
    from campaigns.values.estimates import CostKind, EstimateMove
    from scheduler.services import estimating

    window = site.windows["Thời sự trưa"]
    with store.deciding(actor="builder", now=now) as work:
        set_quota(work, campaign_id=site.campaign_id, outlet_id=window.outlet_id, window_id=window.id, theme_id=None,
                  month=MONTH, spots=12, source="Biên bản làm việc")  # fmt: skip
        row = work.session.get_one(Window, window.id)
        row.price_vnd, row.price_source = 600_000, "Báo giá của Đài"
        uid = estimating.start(work, site.campaign_id, title="Dự toán kinh phí tháng 4 năm 2017", first_month=MONTH,
                               last_month=MONTH, funding="ngân sách tỉnh")  # fmt: skip
        typed = estimating.Typed(CostKind.OTHER, "Tập huấn cán bộ một cửa", "lớp", 2, 5_000_000, "Định mức của Sở")
        estimating.add_line(work, uid, typed, seen_version=1)
        estimating.move(work, uid, EstimateMove.SEND, paper="12/TTr-STP", dated=date(2017, 3, 6), seen_version=2)
    return uid


def missed(store: Store, site: Ground, now: datetime = NOW) -> str:
    """Uid of a confirmed slot of which its outlet says that it will not go out."""
    window = site.windows["Bản tin sáng"]
    with store.deciding(actor="admin@so.example", now=now) as work:
        (uid,) = placing.edit(work, MONTH, [Place(window.id, date(2017, 4, 25), site.themes[0])], seen=None).uids
        releasing.send(work, MONTH, window.outlet_id)
        version = slot_queries.slot_view(work.session, uid).version
        version = answers.confirm(work, uid, seen_version=version, by="Đài").version
        answers.miss(work, uid, seen_version=version, reason=MissReason.PREEMPTED, words="Tin đột xuất", by="Đài")
    return uid


def articles(store: Store, site: Ground) -> tuple[str, str]:
    """Two articles whose day is over: one whose page is awaited, and one with a picture, a file and words of it."""
    import io

    from PIL import Image

    from scheduler.services import proving

    window, began = site.windows["Tin ngắn"], NOW - timedelta(days=14)
    days = [day for n in range(13) if (day := began.date() + timedelta(days=n + 1)).weekday() in window.weekdays]
    with store.deciding(actor="admin@so.example", now=began) as work:
        places = [Place(window.id, day, site.themes[0]) for day in days[:2]]
        waiting, held = placing.edit(work, f"{days[0]:%Y-%m}", places, seen=None).uids
        releasing.send(work, f"{days[0]:%Y-%m}", window.outlet_id)
        for uid in (waiting, held):
            version = slot_queries.slot_view(work.session, uid).version
            answers.confirm(work, uid, seen_version=version, by="Báo")
        proving.put_in_issue(work, held, Placed("1204", "3"), seen_version=None, by="Báo")
    made = io.BytesIO()
    Image.new("RGB", (640, 900), "ivory").save(made, "JPEG")
    kinds = ((ProofKind.TEXT, "text/plain", b"Mot cua"), (ProofKind.PDF, "application/pdf", b"%PDF-1.4"),
             (ProofKind.PICTURE, "image/jpeg", made.getvalue()))  # fmt: skip
    with store.deciding(actor="admin@so.example", now=NOW) as work:
        for kind, media, content in kinds:
            page = Page(kind, media, content, kind.value, *((640, 900) if kind is ProofKind.PICTURE else ()))
            told = proving.Told(days[1], Placed("1205", "3"), "https://bao.example/" + "bai-dai-" * 20, "trang.jpg")
            version = slot_queries.slot_view(work.session, held).version
            proving.hand_in(work, held, page, told, seen_version=version, by="Báo")
    return waiting, held
