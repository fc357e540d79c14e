"""The planner for programs: put a proposal in line, see how far it is, read what was found, take it up."""

from typing import Any

from flask import Response, jsonify, make_response, url_for

from campaigns.errors import NotFound, Refused
from campaigns.queries import proposals as queries
from campaigns.queries import tasks as task_queries
from campaigns.values.proposals import Asked, ProposalView, Target
from campaigns.values.words import TaskKind
from scheduler import months, stating
from scheduler.months import Facts
from scheduler.services import proposing, tasks
from web import access
from web.api.blueprint import bp
from web.api.bodies import NewProposal, instant, read


@bp.post("/v1/months/<month>/proposal")
@access.roles(*access.PLANNERS)
def ask(month: str) -> Response:
    """Put a proposal in line; 202 with the task's address. Without ``targets`` the agreed figures are asked for."""
    told = read(NewProposal)
    with access.reading() as session:
        facts = months.gather(session, month, now=access.now(), zone=access.site().settings.zone)
    campaign = facts.campaign(told.campaign)
    if campaign is None or told.campaign not in {None, campaign.slug}:
        raise NotFound("campaign.unknown")
    targets = tuple(_target(facts, campaign.id, one.model_dump()) for one in told.targets or ())
    asked = Asked(
        campaign.id, targets or stating.agreed_targets(facts, campaign.id), even_themes=told.even_themes,
        even_windows=told.even_windows,
        on_holidays=told.on_holidays, movable=told.movable, budget_vnd=told.budget_vnd, must=told.must,
    )  # fmt: skip
    wanted: dict[str, Any] = {"month": month, "against": ""}
    if told.through not in {None, month}:
        with access.reading() as session:
            stretch = proposing.asked_through(session, facts, asked, str(told.through), who=access.me().name)
        wanted |= {"month": stretch.months[0][0], "stretch": stretch.as_json()}
    elif asked.targets:
        wanted["asked"] = asked.as_json()
    else:
        raise Refused("proposal.no_target")
    with access.deciding() as work:
        uid = tasks.ask(work, TaskKind.PROPOSE, wanted)
    answer = make_response(jsonify({"task": uid}), 202)
    answer.headers["Location"] = url_for("api.task", uid=uid)
    return answer


@bp.get("/v1/tasks/<uid>")
@access.roles(*access.OFFICE)
def task(uid: str) -> Response:
    """How far long work is, and its result when it is done: of a proposal, its name."""
    with access.reading() as session:
        found = task_queries.task(session, uid)
    return jsonify(
        {
            "task": found.uid, "kind": found.kind.value, "state": found.state.value, "done_steps": found.done_steps,
            "all_steps": found.all_steps, "result": found.result,
            "refusal": found.refusal.code if found.refusal else None,
            "clash": found.refusal.facts.get("clash", []) if found.refusal else [],
        }
    )  # fmt: skip


@bp.get("/v1/months/<month>/proposals/<uid>")
@access.roles(*access.OFFICE)
def proposal(month: str, uid: str) -> Response:
    """A proposal: what it comes to, the bound of each level, figures not met, and its placements."""
    with access.reading() as session:
        view = queries.proposal(session, uid)
        if view.month != month:
            raise NotFound("proposal.unknown", uid=uid[:40])
        facts = months.gather(session, month, now=access.now(), zone=access.site().settings.zone)
    return jsonify(_body(facts, view))


@bp.post("/v1/months/<month>/proposals/<uid>/accept")
@access.roles(*access.PLANNERS)
def accept(month: str, uid: str) -> Response:
    """Make slots of a proposal; answers with the edit, whose undo takes all of it back, and what was left out."""
    with access.deciding() as work:
        done = proposing.accept(work, month, uid)
    skipped = [{"window": one.window_id, "date": one.date.isoformat(), "code": one.code} for one in done.skipped]
    return jsonify({"edit": done.edit_id, "version": done.version, "slots": list(done.uids), "skipped": skipped})


def _target(facts: Facts, campaign_id: int, told: dict[str, Any]) -> Target:
    """A figure with its outlet, window and theme as programs name them; NotFound for one that is none."""
    outlet = next((one.id for one in facts.outlets if one.slug == told["outlet"]), None)
    if outlet is None:
        raise NotFound("outlet.unknown", slug=told["outlet"][:40])
    window = next((one for one in facts.windows if one.id == told["window"] and one.outlet_id == outlet), None)
    if told["window"] is not None and window is None:
        raise NotFound("window.unknown", id=told["window"])
    mine = [one for one in facts.themes if one.campaign_id == campaign_id]
    theme = next((one.id for one in mine if one.letter == told["theme"]), None)
    if told["theme"] is not None and theme is None:
        raise NotFound("theme.unknown", id=told["theme"])
    return Target(outlet, told["spots"], access.me().name, told["window"], theme)


def _body(facts: Facts, view: ProposalView) -> dict[str, Any]:
    letters = {theme.id: theme.letter for theme in facts.themes}
    names = ("name", "value", "bound", "proven")
    return {
        "uid": view.uid,
        "month": view.month,
        "made_at": instant(view.made_at),
        "asked": view.found["asked"],
        "done": view.found["done"],
        "most": view.found["most"],
        "levels": [dict(zip(names, level, strict=True)) for level in view.found["levels"]],
        "unmet": view.found["unmet"],
        "placements": [
            {"window": one.window_id, "date": one.date.isoformat(), "theme": letters.get(one.theme_id, ""),
             "refused": one in view.refused}
            for one in view.placements
        ],
    }  # fmt: skip
