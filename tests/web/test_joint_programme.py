"""The joint programme's form: the usual words to begin with, what was typed kept, the second editor told."""

from typing import Any

import pytest

from campaigns.services import outlets as outlet_services
from campaigns.store import Store
from tests.builders import csrf, ground, signed_in, staff
from tests.conftest import NOW


@pytest.fixture
def address(client, sqlite_store: Store) -> str:
    found = ground(sqlite_store)
    staff(sqlite_store)
    signed_in(client)
    window = found.windows["Thời sự trưa"]
    with sqlite_store.deciding(actor="lan", now=NOW) as work:
        outlet_services.set_quota(
            work, campaign_id=found.campaign_id, outlet_id=window.outlet_id, window_id=window.id, theme_id=None, month=None, spots=4, source="Biên bản họp",
        )  # fmt: skip
    return f"/papers/programme/{found.campaign}.{window.outlet_slug}"


def save(client: Any, address: str, **more: Any) -> Any:
    told = {
        "version": "0",
        "signatory_title": "Giám đốc",
        "signatory_name": "Phạm Văn Sóng",
        "csrf_token": csrf(client, "/settings/me"),
    }
    return client.post(f"{address}/edit", data=told | more)


def test_the_form_begins_with_the_usual_words_and_leads_to_the_paper(client, address):
    page = client.get(address).get_data(as_text=True)
    form = client.get(f"{address}/edit").get_data(as_text=True)

    done = save(client, address, purposes="Một mục\nHai mục")
    paper = client.get(address).get_data(as_text=True)

    assert f"{address}/edit#signatory_name" in page
    assert "Chủ trì lập lịch hằng tháng" in form
    assert done.status_code == 303
    assert "- Một mục;" in paper
    assert "PHẠM" not in paper
    assert "Phạm Văn Sóng" in paper


def test_whoever_saves_second_sees_both_versions(client, address):
    save(client, address)
    late = save(client, address, signatory_name="Người khác")

    assert late.status_code == 409
    assert "Người khác" in late.get_data(as_text=True)
    assert "Phạm Văn Sóng" in late.get_data(as_text=True)


@pytest.mark.parametrize("wrong", [{"signatory_name": "x" * 400}, {"purposes": "x" * 11_000}, {"version": "một"}])
def test_what_is_too_long_is_said_and_kept(client, address, wrong):
    answer = save(client, address, **wrong)
    assert answer.status_code == 422
    assert "Phạm Văn Sóng" in answer.get_data(as_text=True) or "signatory_name" in wrong


def test_an_outlet_that_is_none_is_not_found(client, address):
    assert client.get(f"{address}x/edit").status_code == 404
    assert client.get("/papers/programme/%00/edit").status_code == 404
