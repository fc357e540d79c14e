"""What a proposal comes to, in the reader's words: how much of what was asked, how much could be at most, and why."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from campaigns.values.proposals import Asked, ProposalView, Target
from scheduler.board import Board
from scheduler.months import Facts
from scheduler.planner.reasons import kept
from scheduler.stating import agreed_targets
from web import formats, reasons
from web.language import current, ngettext
from web.language import gettext as _
from web.months.wording import when


class Missing(NamedTuple):
    """A figure that could not be reached."""

    words: str  # whose, and by how much
    reasons: tuple[str, ...]  # each rule that stands against it, with what its giving way would bring
    reliefs: int  # rules of which that is known


class Strip(NamedTuple):
    """What stands over the sheet while a proposal is shown."""

    title: str
    verdict: str
    counted: str
    outlets: tuple[tuple[int, str, int], ...]  # id, name and number of its changes
    stretch: str = ""  # the first month of those that it was proposed together with
    beside: str = ""  # how it differs from the one that it is compared with


def strip(board: Board) -> Strip | None:
    """The line over the sheet; None where no proposal is shown."""
    if (view := board.proposal) is None:
        return None
    of_window = {row.window.id: row.window.outlet_id for group in board.groups for row in group.rows}
    counts = Counter(of_window.get(change.ref.window_id) for change in board.changes)
    outlets = tuple((one.id, one.short_name or one.name, counts[one.id]) for one in board.outlets if counts[one.id])
    first = view.found["whole"]["first"] if view.stretch else ""
    return Strip(title(view), verdict(view.found), counted(view, board.changes), outlets, first, _beside(board))


def _beside(board: Board) -> str:
    if (apart := board.apart) is None:
        return ""
    here, there = (formats.number(len(refs), language=current()) for refs in (apart.here, apart.there))
    return _("So với “%(other)s”: %(here)s lượt chỉ có ở đây, %(there)s lượt chỉ có ở đó (gạch ngang).",
             other=title(apart.other), here=here, there=there)  # fmt: skip


def target_words(facts: Facts, target: Target) -> str:
    """``BPTV · 11:30 Thời sự trưa · A Chính sách``."""
    outlet = next((one.short_name or one.name for one in facts.outlets if one.id == target.outlet_id), "")
    window = next((one for one in facts.windows if one.id == target.window_id), None)
    theme = next((one for one in facts.themes if one.id == target.theme_id), None)
    told = [outlet]
    if window is not None:
        told.append(f"{when(window)} {window.programme}")
    if theme is not None:
        told.append(f"{theme.letter} {theme.name}")
    return " · ".join(part for part in told if part)


def unrecorded(facts: Facts, view: ProposalView) -> tuple[tuple[str, Target], ...]:
    """Figures that a person typed and no paper on record gives, each with its words; none of a "what if"."""
    known = {(one.outlet_id, one.window_id, one.theme_id): one for one in agreed_targets(facts, view.asked.campaign_id)}
    told = []
    for target in () if view.asked.label else view.asked.targets:
        agreed = known.get((target.outlet_id, target.window_id, target.theme_id))
        if agreed is None or (agreed.source != target.source and agreed.spots != target.spots):
            spots = formats.number(target.spots, language=current())
            told.append((_("%(whose)s: %(spots)s lượt", whose=target_words(facts, target), spots=spots), target))
    return tuple(told)


def title(view: ProposalView) -> str:
    """What was asked to be different, or when it was made."""
    return view.asked.label or (_("Đề xuất nhiều tháng") if view.stretch else _("Đề xuất"))


def verdict(found: Mapping[str, Any]) -> str:
    """How much of what was asked it reaches, and how much anything could: the bound in plain words."""
    language = current()
    asked, done, most = (formats.number(found[name], language=language) for name in ("asked", "done", "most"))
    if found["done"] >= found["asked"]:
        return _("Đủ cả %(asked)s lượt theo chỉ tiêu.", asked=asked)
    if found["done"] >= found["most"]:
        return _(
            "Không thể xếp hơn %(most)s trên %(asked)s lượt; đã xếp %(done)s.", most=most, asked=asked, done=done,
        )  # fmt: skip
    return _(
        "Đã xếp %(done)s trên %(asked)s lượt; chưa chứng minh được có thể hơn hay không (nhiều nhất %(most)s).",
        done=done, asked=asked, most=most,
    )  # fmt: skip


def counted(view: ProposalView, still: Sequence[Any]) -> str:
    """How many changes are still to be taken up, and how many were refused."""
    if not still:
        told = [_("Đã nhận; không còn gì để đổi")]
    else:
        told = [ngettext("%(num)d thay đổi trên bảng", "%(num)d thay đổi trên bảng", len(still))]
    if view.refused:
        told.append(ngettext("%(num)d lượt đã bỏ", "%(num)d lượt đã bỏ", len(view.refused)))
    return " · ".join(told)


def each(facts: Facts, view: ProposalView) -> tuple[tuple[str, str], ...]:
    """Whose figure, and how much of it is reached: ``BPTV``, ``90/90``."""

    def part(done: int, target: Target) -> str:
        return "/".join(formats.number(count, language=current()) for count in (done, target.spots))

    pairs = zip(view.asked.targets, view.found["each"], strict=True)
    return tuple((target_words(facts, target), part(done, target)) for target, done in pairs)


def notes(found: Mapping[str, Any]) -> tuple[str, ...]:
    """What a person should know beside the figures."""
    told = []
    if found["held"]:
        told.append(
            ngettext("Tính cả %(num)d lượt đã có trên bảng.", "Tính cả %(num)d lượt đã có trên bảng.", found["held"])
        )
    if found["stopped"]:
        told.append(_("Việc tìm đã dừng sớm; đây là cách xếp tốt nhất tìm được đến lúc đó."))
    if found["unpriced"]:
        told.append(
            ngettext(
                "%(num)d khung chưa có giá nên chưa tính được vào kinh phí.",
                "%(num)d khung chưa có giá nên chưa tính được vào kinh phí.", found["unpriced"],
            )
        )  # fmt: skip
    if found["changes"] and found["fewest"]:
        told.append(
            ngettext(
                "Đổi %(num)d chỗ so với lịch đang có, ít nhất có thể.",
                "Đổi %(num)d chỗ so với lịch đang có, ít nhất có thể.", found["changes"],
            )
        )  # fmt: skip
    elif found["changes"]:
        told.append(
            ngettext("Đổi %(num)d chỗ so với lịch đang có.", "Đổi %(num)d chỗ so với lịch đang có.", found["changes"])
        )
    return tuple(told)


def missing(facts: Facts, view: ProposalView) -> tuple[Missing, ...]:
    """Every figure of a proposal that was not reached, with what stands in its way and what would help."""
    return lacking(facts, view.asked, view.found)


def cost(found: Mapping[str, Any]) -> str:
    """What the month would cost; at least so much, or nothing that is known, where prices are missing."""
    amount = formats.vnd(found["cost_vnd"], language=current())
    if not found["unpriced"]:
        return amount
    return _("ít nhất %(amount)s", amount=amount) if found["cost_vnd"] else _("chưa có giá")


def worse(difference: Sequence[int]) -> str:
    """What another plan loses against this one, in the order of what matters; empty where it is as good."""
    language = current()
    short, share, spread, cost = difference[0], difference[1], difference[4], difference[6]
    told = []
    if short > 0:
        told.append(ngettext("thiếu thêm %(num)d lượt chỉ tiêu", "thiếu thêm %(num)d lượt chỉ tiêu", short))
    if share > 0:
        told.append(ngettext("chủ đề lệch thêm %(num)d lượt", "chủ đề lệch thêm %(num)d lượt", share))
    if difference[3] > 0:
        told.append(ngettext("dời thêm %(num)d lượt", "dời thêm %(num)d lượt", difference[3]))
    if spread > 0:
        told.append(_("các ngày, các tuần kém đều hơn"))
    if difference[5] > 0:
        told.append(_("không phải khung ưu tiên"))
    if cost > 0:
        told.append(_("tốn thêm %(money)s", money=formats.vnd(cost, language=language)))
    return ", ".join(told)


def lacking(facts: Facts, asked: Asked, found: Mapping[str, Any]) -> tuple[Missing, ...]:
    """Every figure that was not reached, with what stands in its way and what would help."""
    told = []
    for one in found["unmet"]:
        target = asked.targets[one["target"]]
        words = ngettext(
            "%(whose)s: thiếu %(num)d lượt", "%(whose)s: thiếu %(num)d lượt", one["missing"],
            whose=target_words(facts, target),
        )  # fmt: skip
        facts_of = [kept.of_json(fact) for fact in one["reason"]]
        reliefs = sum(fact.relaxation is not None for fact in facts_of)
        told.append(Missing(words, tuple(reasons.sentences(facts_of)), reliefs))
    return tuple(told)
