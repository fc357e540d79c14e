"""The joint programme: numbers as agreed, signatories as named, nothing guessed."""

from datetime import date
from typing import Any

import pytest

from campaigns.errors import NotFound, Stale
from campaigns.services import outlets as outlet_services
from campaigns.store import Store
from campaigns.values.issued import Stationery
from campaigns.values.programme import ProgrammeDetails, WindowRepeat
from campaigns.values.words import PaperKind
from exports import lint, transcript
from scheduler import papers
from scheduler.services import issuing
from tests import builders
from tests.builders import Ground
from tests.conftest import NOW

DATED = date(2017, 3, 6)
KIND = papers.KINDS[PaperKind.PROGRAMME]


@pytest.fixture
def ground(store: Store) -> Ground:
    return builders.ground(store)


def key(ground: Ground, outlet: str = "bptv") -> str:
    return f"{ground.campaign}.{outlet}"


def draw(store: Store, ground: Ground, **given: Any) -> issuing.Drawn:
    with store.reading() as session:
        return KIND.draw(session, key(ground), Stationery(**{"dated": DATED} | given))


def agree(store: Store, ground: Ground, programme: str, spots: int) -> None:
    window = ground.windows[programme]
    with store.deciding(actor="lan", now=NOW) as work:
        outlet_services.set_quota(
            work, campaign_id=ground.campaign_id, outlet_id=window.outlet_id, window_id=window.id, theme_id=None, month=None,
            spots=spots, source="Biên bản họp ngày 01 tháng 3 năm 2017",
        )  # fmt: skip


def describe(store: Store, ground: Ground, seen: int = 0, **told: Any) -> None:
    value = ProgrammeDetails(**{"signatory_title": "Giám đốc", "signatory_name": "Phạm Văn Sóng"} | told)
    with store.deciding(actor="lan", now=NOW) as work:
        issuing.describe(work, PaperKind.PROGRAMME, key(ground), value.as_json(), seen_version=seen)


def test_what_was_not_agreed_and_not_named_is_asked_for(store: Store, ground: Ground):
    lacks = {lack.name: lack.at for lack in draw(store, ground).lacks}

    assert lacks == {
        "programme.strands": f"/plans/{ground.plan_id}/quota",
        "programme.signatory_title": f"/papers/programme/{key(ground)}/edit#signatory_title",
        "programme.signatory_name": f"/papers/programme/{key(ground)}/edit#signatory_name",
    }


def test_a_year_is_what_its_months_were_promised(store: Store, ground: Ground):
    agree(store, ground, "Thời sự trưa", 8)
    describe(store, ground, repeats=(WindowRepeat(ground.window("Thời sự trưa"), "17 giờ 30 phút cùng ngày"),))

    drawn = draw(store, ground, number=3)
    paper = drawn.make()
    lines = transcript.lines(paper)

    assert drawn.lacks == ()
    assert lint.findings(paper) == ()
    row = next(line for line in lines if line.startswith("1 | "))
    assert row.split(" | ")[2] == "96"
    assert row.endswith("17 giờ 30 phút cùng ngày")
    assert any(line.startswith("Tổng cộng | 96") for line in lines)
    assert "Số kỳ theo Biên bản họp ngày 01 tháng 3 năm 2017." in lines
    assert "Số: 03/CTr-STP" in lines
    assert {"Phạm Văn Sóng", "Trần Thị Mẫu"} <= set(lines)


def test_the_officers_words_stand_instead_of_the_usual_ones(store: Store, ground: Ground):
    agree(store, ground, "Thời sự trưa", 8)
    describe(store, ground, funding=("Không phát sinh kinh phí.",), carrying_out=("Thực hiện từ tháng 4 năm 2017.",))

    lines = transcript.lines(draw(store, ground).make())

    assert "Không phát sinh kinh phí." in lines
    assert "Thực hiện từ tháng 4 năm 2017./." in lines
    assert not any("dự toán" in line for line in lines)


def test_the_second_to_save_is_told(store: Store, ground: Ground):
    describe(store, ground)
    with pytest.raises(Stale, match="paper.stale"):
        describe(store, ground)
    describe(store, ground, seen=1)


@pytest.mark.parametrize("wrong", ["nobody.bptv", "{campaign}.nobody", "{campaign}.", "{campaign}.BPTV"])
def test_a_key_that_names_nothing_is_not_found(store: Store, ground: Ground, wrong: str):
    with store.reading() as session, pytest.raises(NotFound, match="paper.unknown"):
        KIND.draw(session, wrong.format(campaign=ground.campaign), Stationery(DATED))


def test_it_is_listed_in_the_first_month_of_its_campaign(store: Store, ground: Ground):
    with store.reading() as session:
        assert key(ground) in KIND.of_month(session, "2017-01")
        assert KIND.of_month(session, "2017-04") == []
