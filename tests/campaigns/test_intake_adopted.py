"""A plan that was read can be adopted as it is: each duty and each date is on record, nothing else."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from campaigns import intake
from campaigns.queries import plans as queries
from campaigns.samples import sample_plan
from campaigns.services import plans
from campaigns.store import Store

PLANS = Path(__file__).parent / "plans"
TEXTS = {file.stem: file.read_text("utf-8") for file in PLANS.glob("*.txt")} | {"sample": sample_plan(2026)}


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_what_was_read_is_what_binds(store: Store, name: str):
    draft: dict[str, Any] = intake.read(TEXTS[name]).as_json()
    year = draft["header"]["year"]

    with store.deciding(actor="officer", now=datetime(year, 1, 5, tzinfo=UTC)) as work:
        plan = plans.save_draft(work, draft, text=TEXTS[name], file_name=f"{name}.txt")
        plan_id = plan.id or 0
        themes = [f"Chủ đề {n}" for n, _ in enumerate(draft["themes"])]
        plans.adopt(
            work, plan_id, seen_version=plan.version, name="Chiến dịch", theme_names=themes,
            starts_on=date(year, 1, 1), ends_before=date(year + 1, 1, 1),
        )  # fmt: skip

    with store.reading() as session:
        duties = queries.obligations(session, plan_id, date(year, 6, 1))
        due = queries.report_deadlines(session, plan_id)
        assert [(d.unit, d.clause, d.text) for d in duties] == [
            (d["unit"], d["section"], d["text"]) for d in draft["duties"]
        ]
        assert [row.named_date.isoformat() for row in due] == sorted(
            day for deadline in draft["report_deadlines"] for day in deadline["dates"]
        )
        assert queries.quotas(session, f"{year}-06") == ()
        assert queries.budgets(session, f"{year}-06") == ()
