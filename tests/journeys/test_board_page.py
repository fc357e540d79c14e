"""The month's pages in a real browser: nothing for axe to find, nothing sticks out or jumps, prints fill whole pages."""

import re
from datetime import date

import pytest

from campaigns.values.edits import Place
from scheduler.services import placing
from tests import builders
from tests.builders import MONTH
from tests.conftest import AXE, lacking
from tests.journeys.visits import Visit

NOON, EVENING = "Thời sự trưa", "Thời sự tối · thông điệp"
THURSDAY = date(2017, 4, 20)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "query", ["", "slot", "/cell", "/agenda?x=1", "/send?x=1", "/row", "/warnings?x=1", "?lang=en"]
)
def test_axe_finds_nothing(chromium, served, ground, sqlite_store, scheme, query):
    if not AXE.exists():
        lacking("axe-core", "npm ci")
    with sqlite_store.deciding(actor="officer@so.example", now=builders.NOW) as work:
        wanted = [(NOON, 0), (EVENING, 1), (EVENING, 1)]
        operations = [Place(ground.window(name), THURSDAY, ground.themes[theme]) for name, theme in wanted]
        done = placing.edit(work, MONTH, operations, seen=None)
    visit = Visit(chromium, served, color_scheme=scheme)
    cell = f"?window={ground.window(NOON)}&date={THURSDAY}"
    path = {"slot": f"?slot={done.uids[0]}", "/cell": f"/cell{cell}", "/row": f"/row{cell}"}.get(query, query)
    page = visit.page
    page.goto(f"{served}/months/{MONTH}{path}")
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(200)
    page.evaluate("Promise.allSettled(document.getAnimations().map((one) => one.finished))")
    page.evaluate(AXE.read_text("utf-8"))

    found = page.evaluate(f"axe.run(document, {{runOnly: {RULES}}})")

    told = [(one["id"], [node["html"][:160] for node in one["nodes"]][:3]) for one in found["violations"]]
    visit.context.close()
    assert told == []
    assert visit.trouble == []


@pytest.mark.parametrize("width", [320, 390, 768, 1280, 1440, 1920])
def test_the_page_never_scrolls_sideways(chromium, served, ground, width):
    visit = Visit(chromium, served)
    visit.page.set_viewport_size({"width": width, "height": 844})
    for path in ("?view=sheet", "/agenda", "/send", "/versions", "/warnings", f"/row?window={ground.window(NOON)}"):
        visit.page.goto(f"{served}/months/{MONTH}{path}")
        visit.page.wait_for_load_state("networkidle")
        wide = visit.page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
        assert wide[0] <= wide[1], path
    visit.context.close()
    assert visit.trouble == []


@pytest.mark.parametrize(("query", "pages", "wide_pt"), [("", 1, 1191), ("?paper=a4", 2, 842)])
def test_the_print_fills_whole_pages_and_leaves_none_empty(chromium, served, ground, tmp_path, query, pages, wide_pt):
    visit = Visit(chromium, served)
    visit.page.goto(f"{served}/months/{MONTH}/print{query}")
    file = tmp_path / "month.pdf"
    visit.page.pdf(path=file, prefer_css_page_size=True)
    visit.context.close()
    told = file.read_bytes()

    boxes = re.findall(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]", told)
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", told)) == pages
    assert {round(float(wide)) for wide, _high in boxes} == {wide_pt}


@pytest.mark.parametrize("width", [390, 1440])
def test_nothing_jumps_while_a_page_arrives(chromium, served, ground, width):
    visit = Visit(chromium, served)
    visit.page.set_viewport_size({"width": width, "height": 900})
    visit.context.add_init_script(
        "window.shifted = 0; new PerformanceObserver((list) => { for (const one of list.getEntries()) window.shifted += one.value; })"
        ".observe({type: 'layout-shift', buffered: true});"
    )
    for path in (
        f"/months/{MONTH}?view=sheet",
        f"/months/{MONTH}/agenda",
        "/",
        "/plans/1",
        "/outlets/bptv",
        "/documents",
    ):
        visit.page.goto(served + path)
        visit.page.wait_for_load_state("networkidle")
        visit.page.wait_for_timeout(200)
        assert visit.page.evaluate("window.shifted") <= 0.02, path
    visit.context.close()
    assert visit.trouble == []
