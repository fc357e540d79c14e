"""What a brief still lacks before it can be signed: asked for by field, all at once, never guessed."""

from campaigns.errors import Refused
from campaigns.values.papers import BriefView, DeadlineKind
from campaigns.values.words import PRESS
from exports.wording import says


def is_article(view: BriefView) -> bool:
    """Whether the slot takes an article, not airtime."""
    return view.slot.channel_kind in PRESS


def word_count(view: BriefView) -> int | None:
    """Words ordered for an article: the officer's figure, else the limit agreed for the page."""
    return view.details.word_count or view.word_limit


def required_fields(view: BriefView) -> tuple[str, ...]:
    """Names of what is missing, in the order of the paper; empty when the brief can be made.

    ``office.*`` and ``plan.*`` belong to the office's and the plan's own pages, ``outlet.speech_rate`` to the
    outlet's; the rest is asked for on the slot's page:

    - ``title`` · ``message`` · ``script_unit`` · ``material_unit`` (the last two where such a deadline is agreed);
    - broadcast: ``running_order`` (empty) · ``running_order.part`` (a row without a name) ·
      ``running_order.duration_s`` (a row of no length) · ``running_order.total`` (rows do not add up to the slot);
    - press: ``word_count`` · ``passages`` · ``passages.part`` · ``passages.words`` · ``passages.total``;
    - ``steps.work`` · ``steps.unit`` (a row without them).
    """
    details, kinds = view.details, {deadline.kind for deadline in view.deadlines}
    texts = {
        "office.agency": view.office.agency,
        "office.place": view.office.place,
        "office.signatory_title": view.office.signatory_title,
        "office.signatory_name": view.office.signatory_name,
        "plan.number": view.plan.number,
        "plan.symbol": view.plan.symbol,
        "plan.issuing_body": view.plan.issuing_body,
        "plan.title": view.plan.title,
        "title": view.slot.title,
        "message": details.message,
    }
    if DeadlineKind.SCRIPT in kinds:
        texts["script_unit"] = details.script_unit
    if DeadlineKind.MATERIAL in kinds:
        texts["material_unit"] = details.material_unit
    lacking = [name for name, text in texts.items() if not says(text)]
    if view.plan.signed_on is None:
        lacking.append("plan.signed_on")
    lacking += _article(view) if is_article(view) else _broadcast(view)
    if any(not says(step.work) for step in details.steps):
        lacking.append("steps.work")
    if any(not says(step.unit) for step in details.steps):
        lacking.append("steps.unit")
    return tuple(lacking)


def need_complete(view: BriefView) -> None:
    """Refused ``brief.incomplete`` with ``fields``, as ``required_fields`` names them."""
    if lacking := required_fields(view):
        raise Refused("brief.incomplete", fields=lacking)


def _broadcast(view: BriefView) -> list[str]:
    rows = view.details.running_order
    lacking = [] if view.speech_rate > 0 else ["outlet.speech_rate"]
    if not rows:
        return [*lacking, "running_order"]
    if any(not says(row.part) for row in rows):
        lacking.append("running_order.part")
    if any(row.duration_s <= 0 for row in rows):
        lacking.append("running_order.duration_s")
    if sum(row.duration_s for row in rows) != view.slot.duration_s:
        lacking.append("running_order.total")
    return lacking


def _article(view: BriefView) -> list[str]:
    rows, words = view.details.passages, word_count(view)
    lacking = [] if words else ["word_count"]
    if not rows:
        return [*lacking, "passages"]
    if any(not says(row.part) for row in rows):
        lacking.append("passages.part")
    if any(row.words <= 0 for row in rows):
        lacking.append("passages.words")
    if words and sum(row.words for row in rows) != words:
        lacking.append("passages.total")
    return lacking
