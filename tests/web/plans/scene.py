"""Drafts, and the forms about them."""

from typing import Any

from campaigns.models import Plan
from campaigns.queries import plans as queries
from campaigns.services import plans as services
from tests.builders import csrf, draft
from tests.conftest import NOW
from tests.web.forms_of_pages import PageForm, form_at


def saved_draft(store: Any, **changed: Any) -> Plan:
    with store.deciding(actor="builder", now=NOW) as work:
        kept = services.save_draft(work, draft() | changed, text="Kế hoạch mẫu", file_name="ke-hoach.txt")
        return Plan(id=kept.id, version=kept.version, draft=kept.draft)


def review_form(client: Any, plan_id: int) -> PageForm:
    """The review's form."""
    return form_at(client, f"/plans/{plan_id}")


def upload(client: Any, content: bytes, name: str, **more: str) -> Any:
    """Hand a file in; the request is put together here, as the test client would leave large files open."""
    parts = [f'name="{key}"\r\n\r\n{value}'.encode() for key, value in more.items()]
    parts.append(f'name="file"; filename="{name}"\r\nContent-Type: application/octet-stream\r\n\r\n'.encode() + content)
    body = (
        b"".join(b"--border\r\nContent-Disposition: form-data; " + part + b"\r\n" for part in parts) + b"--border--\r\n"
    )
    return client.post(
        "/plans/new", data=body, content_type="multipart/form-data; boundary=border",
        headers={"X-CSRF-Token": csrf(client, "/plans/new")},
    )  # fmt: skip


def kept_draft(store: Any, plan_id: int) -> dict[str, Any]:
    with store.reading() as session:
        return dict(queries.plan(session, plan_id).draft)
