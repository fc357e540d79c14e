"""Every page of the office and of an outlet in a real browser: nothing for axe to find, nobody else asked, no complaint."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from campaigns.queries import slots as slot_queries
from campaigns.services import plans, unit_links
from campaigns.store import Store
from campaigns.values.edits import Place
from scheduler.services import placing, releasing
from tests import builders
from tests.builders import MONTH
from tests.conftest import AXE, NOW, lacking
from tests.journeys.visits import sign_in

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
FORMS = (
    "/outlets/new",
    "/plans/1/quota",
    "/settings/office",
    "/settings/people/new",
    "/plans/new",
    "/units/new",
    "/units/import",
)
"""Pages whose form is sent empty: what they say is wrong is looked at too."""
WIDE, PHONE = {"width": 1440, "height": 1000}, {"width": 390, "height": 844}


@pytest.fixture
def places(sqlite_store: Store) -> list[str]:
    """Addresses of a site with a month that was sent, and a draft plan under review."""
    builders.staff(sqlite_store)
    ground = builders.ground(sqlite_store)
    window = ground.windows["Thời sự trưa"]
    with sqlite_store.deciding(actor="officer@so.example", now=NOW) as work:
        placing.edit(
            work,
            MONTH,
            [Place(window.id, date(2017, 4, day), ground.themes[day % 5]) for day in (12, 13, 14)],
            seen=None,
        )
        releasing.send(work, MONTH, window.outlet_id)
        draft = plans.save_draft(work, builders.draft(), text="Kế hoạch", file_name="ke-hoach.txt").id
        link = sqlite_store.keys.link_token("outlet", releasing.link_for(work, _outlet(work, window.outlet_id)).nonce)
        uid = slot_queries.month_slots(work.session, MONTH)[0].uid
    owing, rhythm = builders.missed(sqlite_store, ground), builders.rhythm(sqlite_store, ground)
    trial, taken, listed = builders.handed_in(sqlite_store, link)
    card, estimate = builders.price_list(sqlite_store), builders.estimate(sqlite_store, ground)
    unproved, proved = builders.articles(sqlite_store, ground)
    with sqlite_store.deciding(actor="officer@so.example", now=NOW) as work:
        press = releasing.link_for(work, _outlet(work, ground.windows["Tin ngắn"].outlet_id))
        paper = f"/o/{sqlite_store.keys.link_token('outlet', press.nonce)}"
    with sqlite_store.deciding(actor="officer@so.example", now=NOW) as work:
        unit = unit_links.path(work.keys, unit_links.make(work, 1, holder="Chị Lan"))
    task = builders.running_task(sqlite_store, "admin@so.example")
    one, other = builders.proposals(sqlite_store, ground)
    together = builders.stretch(sqlite_store, ground)
    proposals = f"/months/{MONTH}/proposals"
    outlet = window.outlet_slug
    return [
        "/", "/sign-in", f"/months/{MONTH}", f"/months/{MONTH}?view=sheet&slot={uid}", "/months/2017-09?view=sheet", f"/months/{MONTH}/agenda", f"/months/{MONTH}/print", f"/months/{MONTH}/send",
        f"/months/{MONTH}/versions", f"/months/{MONTH}/warnings", f"/months/{MONTH}/proposal", f"/months/{MONTH}?view=sheet&proposal={one}",
        f"/months/{MONTH}/cell?window={window.id}&date=2017-04-20&proposal={one}", f"/months/{MONTH}?view=sheet&proposal={one}&beside={other}", proposals, f"{proposals}/{one}", f"{proposals}/{one}/beside/{other}",
        f"{proposals}/{one}/why?ref={window.id}.2017-04-20.{ground.themes[0]}", f"/months/{MONTH}/row?window={window.id}",
        f"/months/{MONTH}/stretches/{together}", "/outlets/bptv/as-run", "/outlets/bptv/as-run/new", "/outlets/bptv/airings",
        f"/outlets/bptv/as-run/{builders.log(sqlite_store)}",
        f"/months/{MONTH}/cell?window={window.id}&date=2017-04-12", f"/slots/{uid}", f"/slots/{uid}/brief", "/plans",
        "/plans/new", f"/plans/{ground.plan_id}", f"/plans/{draft}", f"/plans/{draft}/adopt", f"/plans/{ground.plan_id}/text",
        f"/plans/{ground.plan_id}/quota", f"/plans/{ground.plan_id}/budget", "/outlets", "/outlets/new", f"/outlets/{outlet}",
        f"/outlets/{outlet}/edit", f"/outlets/{outlet}/merge", f"/outlets/{outlet}/windows/{window.id}", f"/outlets/{outlet}/windows/{window.id}/edit",
        f"/outlets/bao-binh-phuoc/programmes/{rhythm}/rhythm", f"/outlets/bao-binh-phuoc/programmes/{rhythm}",
        "/outlets/bptv/rates", "/outlets/bptv/rates/new", f"/outlets/bptv/rates/{card}", "/estimates", "/estimates/new",
        f"/estimates/{estimate}", f"/estimates/{estimate}/appraise", f"/papers/estimate/{estimate}", f"/papers/submission/{estimate}",
        "/ledger", "/obligations", "/acceptance", f"/acceptance/bptv/{MONTH}", f"/slots/{owing}", f"/slots/{owing}/make-good",
        "/reports/papers", "/reports/closings", f"/papers/report/{ground.campaign}.2017-6t",
        "/themes", "/documents", "/reports", "/units/urging", "/units/urging/days", f"/papers/urging/{ground.campaign}.2017-06-15", "/settings", "/settings/office", "/settings/holidays", "/settings/calendars", "/settings/rules", "/settings/papers", "/papers/check", "/settings/papers/schedule", f"/papers/schedule/{ground.campaign}.{MONTH}", f"/papers/programme/{ground.campaign}.{outlet}", f"/papers/programme/{ground.campaign}.{outlet}/edit", "/settings/me", "/settings/people",
        "/tasks", f"/tasks/{task}", "/no-such-page", f"/o/{link}?month={MONTH}", f"/o/{link}/slots/{uid}", f"/o/{link}/confirm-all?month={MONTH}",
        f"/o/{link}/calendar", f"/o/{link}/slots/{uid}/ask", f"/o/{link}/logs", f"/o/{link}/logs/new", f"/o/{link}/logs/{trial}",
        f"/o/{link}/logs/{taken}", f"/o/{link}/airings", f"/o/{link}/airings/{listed}",
        "/proofs?month=2017-03", f"/slots/{unproved}", f"/slots/{unproved}/proof", f"/slots/{proved}", "/outlets/bao-binh-phuoc",
        "/acceptance/bao-binh-phuoc/2017-03", f"{paper}?month=2017-03&show=aired", f"{paper}/slots/{unproved}/proof", f"{paper}/slots/{proved}",
        "/units", "/units/totals", "/units/new", "/units/import", "/units/1", "/units/1/rename", "/units/1/contacts", "/units/1/parent",
        "/units/1/end", "/units/duties/1/move", "/units/1/reports/1", "/units/1/reports/1/enter", unit, f"{unit}/1",
    ]  # fmt: skip


def _outlet(work: Any, outlet_id: int) -> Any:
    from campaigns.models import Outlet

    return work.session.get_one(Outlet, outlet_id)


@pytest.fixture(params=[(theme, words) for theme in ("light", "dark") for words in ("vi", "en")], ids="-".join)
def visit(request: pytest.FixtureRequest, chromium: Any, served: str, places: list[str]) -> Iterator[Any]:
    """A signed-in administrator's tab in one of the two themes and languages."""
    if not AXE.exists():
        lacking("axe-core", "npm install")
    context = chromium.new_context(viewport=WIDE, color_scheme=request.param[0], bypass_csp=True)
    page = context.new_page()
    sign_in(page, served, "admin@so.example")
    page.goto(f"{served}/?lang={request.param[1]}")
    yield page
    context.close()


def test_every_page_is_sound_in_both_themes_and_languages_wide_and_on_a_phone(
    visit: Any, served: str, places: list[str]
):
    told: list[str] = []
    visit.on("request", lambda asked: told.append(f"asked {asked.url}") if not asked.url.startswith(served) else None)
    visit.on("pageerror", lambda error: told.append(f"{visit.url}: {error}"))
    visit.on("console", lambda said: told.append(f"{visit.url}: {said.text}") if said.type == "error" else None)
    for address in places:
        answer = visit.goto(served + address)
        assert answer is not None
        if answer.status != (404 if address == "/no-such-page" else 200):
            told.append(f"{address}: {answer.status}")
        told += _faults(visit, address)
    for address in FORMS:
        visit.goto(served + address)
        form = visit.locator("main form[method=post]").last
        form.evaluate(
            "form => { form.noValidate = true; for (const one of form.querySelectorAll('input[type=text], input:not([type])')) one.value = ''; }"
        )
        form.locator("button").last.click()
        visit.wait_for_selector(".error-summary")
        told += _faults(visit, f"{address} with errors")
    assert [one for one in told if not any(code in one for code in ("404", "422"))] == []


def _faults(page: Any, address: str) -> list[str]:
    """What axe finds, and whether the page scrolls sideways, at a desk and on a phone."""
    told = []
    page.evaluate(
        "Promise.allSettled(document.getAnimations().map((one) => one.finished))"
    )  # half faded in is no contrast
    page.evaluate(AXE.read_text("utf-8"))
    for size in (WIDE, PHONE):
        page.set_viewport_size(size)
        found = page.evaluate(
            "rules => axe.run(document, {runOnly: rules}).then(r => r.violations.map(v => v.id + ' ' + v.nodes[0].html))",
            RULES,
        )
        told += [f"{address} at {size['width']}: {one[:200]}" for one in found]
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if over > 1:
            told.append(f"{address} at {size['width']}: {over} px too wide")
        assert page.locator("h1").count() == 1, address
    page.set_viewport_size(WIDE)
    return told
