"""What programs may ask, as an OpenAPI 3.1 document made from the models that check what they send."""

from typing import Any

from flask import Response, jsonify
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from web import access
from web.api.blueprint import bp
from web.api.bodies import AsRunText, HistoryBody, NewHappening, NewProposal, NewSlot, PlanText, SlotBody, SlotPatch

SENT: tuple[type[BaseModel], ...] = (NewSlot, SlotPatch, NewHappening, NewProposal, PlanText, AsRunText)
GIVEN: tuple[type[BaseModel], ...] = (SlotBody, HistoryBody)
_REF = "#/components/schemas/{model}"


@bp.get("/openapi.json")
@access.everyone
def openapi() -> Response:
    """The document."""
    return jsonify(document())


def document() -> dict[str, Any]:
    """The OpenAPI document."""
    _, schemas = models_json_schema(
        [(model, "validation") for model in SENT] + [(model, "serialization") for model in GIVEN], ref_template=_REF
    )
    problem = {
        "type": "object",
        "required": ["status", "code", "detail"],
        "properties": {
            "status": {"type": "integer"},
            "code": {"type": "string"},
            "detail": {"type": "string"},
            "fields": {"type": "array", "items": {"type": "string"}},
        },
    }
    return {
        "openapi": "3.1.0",
        "info": {"title": "Lịch Sóng", "version": "1"},
        "security": [{"bearer": []}],
        "paths": _paths(),
        "components": {
            "securitySchemes": {"bearer": {"type": "http", "scheme": "bearer"}},
            "schemas": schemas["$defs"] | {"Problem": problem},
        },
    }


def _paths() -> dict[str, Any]:
    slug = _in("path", "slug")
    uid, month = _in("path", "uid"), _in("path", "month", pattern=r"^\d{4}-\d{2}$")
    filters = [_in("query", name) for name in ("month", "outlet", "theme", "state", "cursor")]
    version = _in("header", "If-Match", required=True)
    return {
        "/api/v1/slots": {
            "get": _call("Slots that fit every filter, 200 a page", filters, gives=(200, "object")),
            "post": _call("Place a slot", [_in("header", "Idempotency-Key")], NewSlot, (201, "SlotBody")),
        },
        "/api/v1/slots/{uid}": {
            "get": _call("One slot", [uid], gives=(200, "SlotBody")),
            "patch": _call(
                "Change a slot; 412 when the version is stale", [uid, version], SlotPatch, (200, "SlotBody")
            ),
        },
        "/api/v1/slots/{uid}/happenings": {
            "post": _call(
                "Move a slot along its life; 409 names the valid moves. Articles are proved by a page's url and text",
                [uid],
                NewHappening,
                (200, "SlotBody"),
            )
        },
        "/api/v1/slots/{uid}/history": {"get": _call("Every change of a slot", [uid], gives=(200, "object"))},
        "/api/v1/history": {
            "get": _call("Every change after a number", [_in("query", "since")], gives=(200, "object"))
        },
        "/api/v1/months/{month}": {
            "get": _call("The month board as data", [month, _in("query", "campaign")], gives=(200, "object"))
        },
        "/api/v1/months/{month}/proposal": {
            "post": _call(
                "Ask the planner for a month; its task tells when it is done", [month], NewProposal, (202, "object")
            )
        },
        "/api/v1/months/{month}/proposals/{uid}": {
            "get": _call("What the planner found, with its bounds", [month, uid], gives=(200, "object"))
        },
        "/api/v1/months/{month}/proposals/{uid}/accept": {
            "post": _call("Make slots of a proposal, as one edit", [month, uid], gives=(200, "object"))
        },
        "/api/v1/tasks/{uid}": {"get": _call("How far long work is", [uid], gives=(200, "object"))},
        "/api/v1/outlets/{slug}/as-run": {
            "post": _call("Take a station's log in, as a file or as text", [slug], AsRunText, (201, "object"))
        },
        "/api/v1/ledger": {
            "get": _call(
                "Airtime, articles and money: ordered, ahead, aired, owed, made good, credited, waived, payable",
                [_in("query", name) for name in ("campaign", "from", "to", "by", "as_of")],
            )
        },
        "/api/v1/plans": {"post": _call("Hand in a plan, as a file or as text", [], PlanText, (201, "object"))},
    }


def _in(where: str, name: str, *, required: bool = False, pattern: str | None = None) -> dict[str, Any]:
    schema = {"type": "string"} | ({"pattern": pattern} if pattern else {})
    return {"in": where, "name": name, "required": required or where == "path", "schema": schema}


def _call(
    summary: str,
    parameters: list[dict[str, Any]],
    sent: type[BaseModel] | None = None,
    gives: tuple[int, str] = (200, "object"),
) -> dict[str, Any]:
    status, kind = gives
    given = {"type": "object"} if kind == "object" else {"$ref": _REF.format(model=kind)}
    told: dict[str, Any] = {
        "summary": summary,
        "parameters": parameters,
        "responses": {
            str(status): {"description": "done", "content": {"application/json": {"schema": given}}},
            "default": {
                "description": "refused",
                "content": {"application/problem+json": {"schema": {"$ref": _REF.format(model="Problem")}}},
            },
        },
    }
    if sent is not None:
        ref = {"$ref": _REF.format(model=sent.__name__)}
        told["requestBody"] = {"required": True, "content": {"application/json": {"schema": ref}}}
    return told
