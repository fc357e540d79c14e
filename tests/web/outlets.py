"""What tests of links, briefs and the overview share."""

from datetime import date
from typing import Any

from campaigns.queries import slots as slot_queries
from campaigns.store import Store
from campaigns.values.papers import BriefDetails, Segment
from campaigns.values.slots import SlotView
from scheduler.services import linking
from tests.builders import Ground, ground, staff
from tests.conftest import NOW
from tests.scheduler.month import place

HOLDER = "Anh Quang"


def slot(store: Store, uid: str) -> SlotView:
    """A slot as it stands."""
    with store.reading() as session:
        return slot_queries.slot_view(session, uid)


def broadcast(found: Ground) -> str:
    """A programme of the air that runs from Monday to Wednesday."""
    return next(name for name, one in found.windows.items() if not one.is_press and set(range(3)) <= one.weekdays)


def laid_out(store: Store, *days: date) -> tuple[Ground, str, tuple[str, ...]]:
    """A site with its people, and slots of one programme that nobody has sent yet: the site, the programme, their names."""
    found = ground(store)
    staff(store)
    programme = broadcast(found)
    return found, programme, place(store, found, programme, *days)


def article(found: Ground) -> str:
    """A place in a newspaper."""
    return next(name for name, one in found.windows.items() if one.is_press)


def token(store: Store, found: Ground, programme: str, holder: str = HOLDER) -> str:
    """A fresh personal link to the outlet of a programme."""
    with store.deciding(actor="builder", now=NOW) as work:
        row = linking.make_outlet_link(work, found.windows[programme].outlet_slug, holder=holder)
        return store.keys.link_token("outlet", row.nonce)


def filled_in(told: SlotView) -> dict[str, Any]:
    """Everything that a broadcast slot's brief asks for, as its form sends it."""
    half = told.duration_s // 2
    return {
        "version": told.version, "title": "Một cửa ở xã", "note": "", "message": "Nộp hồ sơ một nơi, nhận một nơi.",
        "script_unit": "Phòng Kiểm soát thủ tục", "material_unit": "Phòng Thời sự", "people": "Bà Nguyễn Thị Mẫu\nÔng Trần Mẫu",
        "running_order.part": ["Mở đầu", "Thông điệp", ""], "running_order.length": [f"{half} giây", f"{told.duration_s - half}″", ""],
        "running_order.content": ["Cảnh bộ phận một cửa", "Lời đọc", ""], "running_order.picture": ["Toàn cảnh", "", ""],
        "running_order.spoken": ["0", "1", "1"],
        "steps.work": ["Ghi hình"], "steps.unit": ["Phòng Thời sự"], "steps.due": ["27/03/2017"],
    }  # fmt: skip


def details(duration_s: int) -> BriefDetails:
    """A complete brief of a broadcast slot of this length."""
    return BriefDetails(
        message="Nộp hồ sơ một nơi, nhận một nơi.", script_unit="Phòng Kiểm soát thủ tục", material_unit="Phòng Thời sự",
        running_order=(Segment("Thông điệp", duration_s, "Lời đọc"),),
    )  # fmt: skip
