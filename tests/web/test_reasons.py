"""Every kind of rule has its words in both languages, with its own numbers and names in them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from flask import Flask

from scheduler.planner.reasons import Reason, Relaxation, RuleFacts, explain
from scheduler.planner.reasons.finding import STUBBORN
from scheduler.problem import Blackout, Budget, Outlet, Placement, Problem, Producer, Programme, Quota, Theme
from web import language, reasons

DAYS = frozenset({date(2018, 3, 6), date(2018, 3, 13)})
SPOT = Placement("w1", date(2018, 3, 6), "t1")
EVERYWHERE = frozenset({"o1"})
MONTH = Problem(
    start=date(2018, 3, 1), days=31, today=date(2018, 2, 19),
    outlets=(Outlet("o1", "Đài PT", daily_spots=6),),
    programmes=(
        Programme("w1", "o1", DAYS, 1, "Thời sự 06:15", "radio", 10, closed=DAYS),
        Programme("w2", "o1", DAYS, 1, "Chuyện sáng", "radio", 10),
    ),
    themes=(
        Theme("t1", "c1", "Phòng cháy", EVERYWHERE, {"radio": 4}, 7, 2, 5, "n1", 3, 1),
        Theme("t2", "c1", "Giao thông", EVERYWHERE, {"radio": 4}),
    ),
    quotas=(Quota("q1", frozenset({"t1"}), EVERYWHERE, date(2018, 3, 1), date(2018, 3, 31), 15, 18),),
    budgets=(Budget("b1", 22_120_000, frozenset({"t1", "t2"})),),
    producers=(Producer("n1", "Tổ 2", 3),),
    blackouts=(Blackout(date(2018, 3, 8), EVERYWHERE),),
    conflicts=(("t1", "t2"),), neighbours=(("w1", "w2"),), pins=(SPOT,), forbidden=(SPOT,),
    names={"c1": "Chiến dịch 1"},
)  # fmt: skip
RULES = (
    "budget:b1", "producer:n1", "gap:t1", "leadday:t1", "lead:t1", "rerun:t1", "conflict:0", "neighbour:0",
    "capacity:w1", "outletday:o1", "booking:w1", "blackout:0", "pin:0", "forbidden:0", "quotamax:q1", "quota:q1",
)  # fmt: skip


@pytest.fixture(params=language.LANGUAGES)
def spoken(request: pytest.FixtureRequest) -> Iterator[str]:
    app = Flask(__name__)
    with app.app_context():
        language.use(request.param)
        yield request.param


def facts(rule: str, *, by: int = 0, gains: int = 0) -> RuleFacts:
    gives = (Relaxation(rule, by, gains),) if by else ()
    (one,) = explain(MONTH, Reason((rule,), quota="q1", wanted=15, relaxations=gives))
    return one


def test_every_kind_of_rule_is_worded() -> None:
    kinds = {rule.partition(":")[0] for rule in RULES} | {"keep"}
    assert kinds == set(STUBBORN) == set(reasons.RULES)
    assert kinds == set(reasons.RELIEFS) | {"keep"}


@pytest.mark.parametrize("rule", RULES)
def test_each_rule_and_its_giving_way_are_whole_sentences_in_both_languages(rule: str, spoken: str) -> None:
    plain = reasons.sentence(facts(rule))
    helped = reasons.sentence(facts(rule, by=1, gains=3))
    mended = reasons.sentence(facts(rule, by=1))
    for said in (plain, helped, mended):
        assert said[0] == said[0].upper()
        assert said.endswith(".")
        assert "%(" not in said
        assert "  " not in said
    assert helped.startswith(plain)
    assert "3" in helped.removeprefix(plain)
    english = [
        language.words("en").gettext(one)
        for one in (reasons.RULES[rule.partition(":")[0]], reasons.RELIEFS[rule.partition(":")[0]])
    ]
    assert all(one not in {*reasons.RULES.values(), *reasons.RELIEFS.values()} for one in english)


def test_a_sentence_names_who_when_and_how_many() -> None:
    with Flask(__name__).app_context():
        said = reasons.sentence(facts("capacity:w1"))
        assert said == "Khung Thời sự 06:15 (Đài PT) chỉ nhận 1 lượt mỗi lần phát (ngày 06/03 và 13/03)."
        said = reasons.sentence(facts("producer:n1", by=1, gains=3))
        assert said == "Tổ 2 làm được 3 kịch bản mỗi tuần. Nếu Tổ 2 thêm 1 kịch bản mỗi tuần thì được thêm 3 lượt."
        assert "Chiến dịch 1" in reasons.sentence(facts("budget:b1"))
        assert "22.120.000" in reasons.sentence(facts("budget:b1"))


def test_one_of_anything_is_singular_in_english() -> None:
    with Flask(__name__).app_context():
        language.use("en")
        said = reasons.sentence(facts("gap:t1", by=6, gains=1))
        assert said == (
            "Two spots of “Phòng cháy” on one outlet are at least 7 days apart. "
            "If the distance comes down to 1 day, 1 spot more can be placed."
        )


def test_many_kept_figures_are_counted_and_few_are_named(spoken: str) -> None:
    few = explain(MONTH, Reason(("gap:t1",), keep=("q1",), quota="q1"))
    assert len(reasons.sentences(few)) == 2
    many = [*few[:1], *(replace(few[1], rule=f"quota:q{number}") for number in range(9))]
    assert len(reasons.sentences(many)) == 2
    assert "9" in reasons.sentences(many)[1]
