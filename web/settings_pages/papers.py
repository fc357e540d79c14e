"""How the office numbers and addresses each kind of paper."""

from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from campaigns.queries import issued
from campaigns.values.issued import Habit
from scheduler import papers as registry
from scheduler.services import issuing
from scheduler.services.issuing import Kind
from web import access, form_page, forms, names
from web.form_page import Ask
from web.language import gettext as _
from web.settings_pages.blueprint import bp


class HabitForm(forms.Form):
    """Symbol and recipients of one kind of paper."""

    symbol: forms.Line = ""
    recipients: forms.Lines = ""
    own: forms.Tick = False
    version: forms.NeededInt

    def habit(self, kind: Kind) -> Habit:
        """As it is kept."""
        lines = tuple(line.strip() for line in self.recipients.splitlines() if line.strip())
        return Habit(kind.word, self.symbol, lines if self.own else None, self.version)


def _settable() -> list[Kind]:
    return [kind for kind in registry.KINDS.values() if kind.numbered or kind.addressed]


@bp.get("/papers")
@access.roles(*access.PLANNERS)
def papers() -> ResponseReturnValue:
    """Each kind with what it bears."""
    with access.reading() as session:
        listed = [(kind, names.of(names.PAPERS, kind.word), issued.habit(session, kind.word)) for kind in _settable()]
    return render_template("settings/papers.html", listed=listed, said=form_page.said())


@bp.route("/papers/<kind>", methods=["GET", "POST"])
@access.roles(*access.PLANNERS)
def paper_habit(kind: str) -> ResponseReturnValue:
    """One kind's symbol and recipients."""
    of = registry.kind_of(kind)
    with access.reading() as session:
        now = issued.habit(session, of.word)
    filled: forms.Filled[Any] = forms.Filled(_typed(now), None)
    stale = False
    if request.method == "POST":
        filled = forms.take(HabitForm)

        def keep(told: HabitForm) -> bool:
            with access.deciding() as work:
                issuing.set_habit(work, told.habit(of))
            return True

        filled, stale, done = form_page.settle(filled, keep, {})
        if done:
            return redirect(url_for("settings.papers", said="saved"), code=303)
    return form_page.page(
        names.of(names.PAPERS, of.word), _asks(of), filled, back=url_for("settings.papers"), submit=_("Lưu"),
        kicker=_("Số và nơi nhận của văn bản"), version=now.version, current=_typed(now) if stale else None,
    )  # fmt: skip


def _typed(now: Habit) -> dict[str, Any]:
    return {"symbol": now.symbol, "recipients": "\n".join(now.recipients or ()), "own": now.recipients is not None}


def _asks(kind: Kind) -> list[Ask]:
    asks = []
    if kind.numbered:
        asks.append(Ask("symbol", _("Ký hiệu"), optional=True, hint=_("Ví dụ: TB-STP; bỏ trống thì ghi như thường lệ")))
    if kind.addressed:
        asks.append(Ask("own", _("Dùng nơi nhận dưới đây thay cho thường lệ"), "tick"))
        asks.append(Ask("recipients", _("Nơi nhận"), "text", optional=True,
                        hint=_("Mỗi nơi một dòng; dòng Lưu được ghi sẵn.")))  # fmt: skip
    return asks
