"""Sample pages with which the demo's newspaper proves its articles; each says that it is a sample."""

from functools import cache

from campaigns.queries import outlets as outlet_queries
from campaigns.reading import proofs
from campaigns.samples.pages import sample_page
from campaigns.store import UnitOfWork
from campaigns.values.proofs import Page
from campaigns.values.slots import Placed, SlotView
from campaigns.values.words import PRESS, ChannelKind
from scheduler.services import proving

SAMPLE = "mẫu"
"""What stands for an issue's number: none was agreed."""


def book(work: UnitOfWork, slot: SlotView, by: str) -> None:
    """With its yes the newspaper says where every second printed article is to stand."""
    if slot.channel_kind is ChannelKind.PRINT and slot.number % 2:
        page = outlet_queries.windows(work.session, ids=[slot.window_id])[0].page.removeprefix("Tr. ")
        proving.put_in_issue(work, slot.uid, Placed(SAMPLE, page), seen_version=None, by=by)


def prove(work: UnitOfWork, slot: SlotView, by: str) -> bool:
    """Of every third article the page is handed in at once; of the others there is a word only."""
    if slot.channel_kind not in PRESS or slot.number % 3:
        return False
    if slot.channel_kind is ChannelKind.PRINT:
        page, told = _picture(), proving.Told(slot.date, slot.placed or Placed(SAMPLE), file_name="trang-mau.png")
    else:
        page = proofs.read_words(f"BÀI MẪU\n{slot.programme}\nNội dung mẫu để làm quen, không phải bài đã đăng.")
        told = proving.Told(slot.date, url=f"https://bao.example/mau/{slot.date:%Y-%m-%d}")
    proving.hand_in(work, slot.uid, page, told, seen_version=slot.version, by=by)
    return True


@cache
def _picture() -> Page:
    return proofs.read_page(sample_page(), "trang-mau.png")
