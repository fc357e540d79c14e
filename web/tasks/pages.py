"""A person's long work, and one piece of it: how far it is, its end, a stop."""

from datetime import timedelta
from typing import Any, Final

from flask import Blueprint, Response, jsonify, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlmodel import Session

from campaigns.errors import Denied
from campaigns.queries import tasks as queries
from campaigns.values.tasks import TaskView
from campaigns.values.words import Role, TaskState
from scheduler.services import tasks as services
from web import access, names, pages
from web.tasks import wording

bp = Blueprint("tasks", __name__, url_prefix="/tasks")
MINDED: Final = timedelta(days=7)
"""For how long the first page reminds a person of what has ended."""


def on_mind(session: Session) -> tuple[TaskView, ...]:
    """The signed-in person's tasks that run, and those that have just ended and were not looked at."""
    return queries.on_mind(session, access.me().email, access.now() - MINDED)


@bp.get("")
@access.roles(*access.OFFICE)
def listed() -> ResponseReturnValue:
    """What the person asked for, newest first."""
    with access.reading() as session:
        rows = queries.of_person(session, access.me().email)
    return render_template("tasks/list.html", rows=rows, wording=wording, tag=_tag)


@bp.get("/<uid>")
@access.roles(*access.OFFICE)
def show(uid: str) -> ResponseReturnValue:
    """How far it is; one that is done leads on to its result where its kind does."""
    with access.reading() as session:
        task = queries.task(session, uid)
        facts = told(session, task)
        asked_by = names.called(session, [task.asked_by])[task.asked_by]
    if task.is_over:
        with access.deciding() as work:
            services.look(work, uid)
    if onward := wording.opens(task):
        return redirect(onward, code=303)
    return make_response(
        render_template(
            "tasks/show.html", task=task, told=facts, asked_by=asked_by, wording=wording, tag=_tag(task),
            may_stop=_may_stop(task) and not task.is_over and not task.stop_asked,
        )
    )  # fmt: skip


@bp.get("/<uid>/progress")
@access.roles(*access.OFFICE)
def progress(uid: str) -> Response:
    """How far it is, for the page's script: ``look``, ``percent`` (or null) and ``words``.

    ``look`` says which page fits; another than the one that is shown is to be fetched anew.
    """
    with access.reading() as session:
        return jsonify(told(session, queries.task(session, uid)))


@bp.post("/<uid>/stop")
@access.roles(*access.OFFICE)
def stop(uid: str) -> ResponseReturnValue:
    """Ask it to end with the best it has; for whoever asked for it, and for administrators."""
    with access.reading() as session:
        task = queries.task(session, uid)
    if not _may_stop(task):
        raise Denied("task.not_yours")
    with access.deciding() as work:
        services.stop(work, uid)
    return redirect(url_for("tasks.show", uid=uid), code=303)


def _may_stop(task: TaskView) -> bool:
    return access.me().email == task.asked_by or access.may(Role.ADMIN)


def told(session: Session, task: TaskView) -> dict[str, Any]:
    """How far a task is: ``look``, ``percent`` and ``words``, as ``progress`` gives them."""
    waits = task.state is TaskState.WAITING
    asleep = not task.is_over and not pages.beating(session)
    ahead = queries.ahead_of(session, task.uid) if waits else 0
    look = "over" if task.is_over else "asleep" if asleep else "stopping" if task.stop_asked else "open"
    return {"look": look, "percent": wording.percent(task), "words": wording.progress(task, ahead)}


def _tag(task: TaskView) -> str:
    return {
        TaskState.DONE: "good", TaskState.REFUSED: "soon", TaskState.FAILED: "late",
    }.get(task.state, "")  # fmt: skip
