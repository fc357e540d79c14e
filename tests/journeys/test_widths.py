"""Every page with the longest labels, from the narrowest phone to a wide desk: nothing sticks out, nothing is cut unsaid."""

from typing import Any

import pytest

from campaigns.queries import units as queries
from campaigns.services import unit_terms
from campaigns.store import Store
from campaigns.values.units import Level
from campaigns.values.words import ContentForm
from scheduler.services import renaming
from tests import builders
from tests.conftest import NOW
from tests.journeys.test_pages import places  # noqa: F401 - a fixture
from tests.journeys.visits import sign_in

WIDTHS = (320, 390, 640, 768, 1024, 1280, 1440, 1920)
"""320 px is 1280 at 400 %, 640 px is 1280 at 200 %."""
LONG = "Phổ biến, giáo dục pháp luật và kiểm soát thủ tục hành chính nhà nước trên địa bàn tỉnh"
OUTLET = "Đài Phát thanh – Truyền hình và Báo chí hợp nhất các huyện, thị xã, thành phố của tỉnh Bình Phước"
WORD = "Nghiêngngảnghiêngngảnghiêngngảnghiêngngả"  # a word that no line breaks
CUT = """
() => [...document.querySelectorAll('body *')].filter((one) => {
  const style = getComputedStyle(one);
  if (one.matches('input, textarea, select') || !['hidden', 'clip'].includes(style.overflowX) || one.clientWidth < 2 || one.closest('[hidden], .unseen, svg')) return false;
  if (one.scrollWidth <= one.clientWidth + 1 || style.clipPath !== 'none') return false;
  return !one.closest('[title]') && !one.querySelector('[title]');
}).map((one) => `${one.tagName}.${one.className}: ${one.textContent.trim().slice(0, 60)}`)
"""


@pytest.fixture
def longest(sqlite_store: Store, places: list[str]) -> list[str]:  # noqa: F811
    """The same addresses, with names as long as people make them."""
    from sqlmodel import select

    from campaigns.models import Channel, Outlet, Programme, Theme

    with sqlite_store.deciding(actor="officer@so.example", now=NOW) as work:
        for outlet in work.session.exec(select(Outlet)).all():
            renaming.rename_outlet(work, outlet.slug, name=OUTLET, short_name=f"{OUTLET[:28]}", valid_from=NOW.date())
        for channel in work.session.exec(select(Channel)).all():
            renaming.change_channel(work, channel.id or 0, seen_version=channel.version, name=f"{channel.name} {LONG}"[:120],
                                    issue_weekdays=channel.issue_weekdays)  # fmt: skip
        for programme in work.session.exec(select(Programme)).all():
            renaming.change_programme(work, programme.id or 0, seen_version=programme.version,
                                      name=f"{WORD} {LONG}"[:120], form=ContentForm.STRAND)  # fmt: skip
        for theme in work.session.exec(select(Theme)).all():
            name = f"{theme.letter} {LONG}"[:60]
            renaming.change_theme(work, theme.id or 0, name=name, sensitive=True, seen=(theme.name, theme.sensitive))
        for unit_id in queries.institutions(work.session).rows:
            unit_terms.rename(work, unit_id, name=f"{OUTLET} {WORD}", level=Level.DISTRICT, covers=(), reports=True,
                              valid_from=NOW.date(), seen_version=1)  # fmt: skip
    return [address.replace("/months/2017-04", "/months/2017-04?view=sheet") if address == f"/months/{builders.MONTH}" else address
            for address in places]  # fmt: skip


@pytest.mark.parametrize("words", ["vi", "en"])
def test_no_page_sticks_out_or_cuts_a_word_without_saying_it(
    chromium: Any, served: str, longest: list[str], words: str
):
    context = chromium.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    sign_in(page, served, "admin@so.example")
    page.goto(f"{served}/?lang={words}")
    told = []
    for address in longest:
        page.goto(served + address)
        page.wait_for_timeout(50)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            if over > 0:
                told.append(f"{address} at {width}: {over} px too wide")
            told += [f"{address} at {width}: cut {one}" for one in page.evaluate(CUT)]
    context.close()
    assert told == []
