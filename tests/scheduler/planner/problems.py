"""Random planning problems small enough to try every plan, and the trying."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import strategies as st

from scheduler.conflicts.proposals import Verdict, judge
from scheduler.problem import (
    Blackout,
    Budget,
    Held,
    Outlet,
    Placement,
    Problem,
    Producer,
    Programme,
    Quota,
    Replan,
    Theme,
)

START = date(2018, 3, 8)  # a Thursday, so that short stretches meet two ISO weeks
KINDS = ("radio", "press")
MENDABLE = ("pin:", "quota:", "rerun:", "frozen")  # rules that a further placement can bring to hold


@st.composite
def problems(draw, *, cells: int = 12, replanned: bool | None = None, strict: bool = False) -> Problem:
    """A stretch of two to nine days with at most ``cells`` candidates, where every kind of rule can bind.

    ``strict``: every quota must be met, so that most have no plan. ``replanned``: as chance has it, unless told.
    """
    days = draw(st.integers(2, 9))
    stretch = [START + timedelta(days=ahead) for ahead in range(days)]
    outlets = tuple(draw(_outlet(f"O{n}")) for n in range(draw(st.integers(1, 2))))
    themes = tuple(draw(_theme(f"T{n}", outlets)) for n in range(draw(st.integers(1, 3))))
    count = draw(st.integers(1, 3))
    places = [(number, day) for number in range(count) for day in stretch]
    most = min(len(places), max(1, cells // len(themes)))
    airings = draw(st.permutations(places))[: draw(st.integers(max(1, most // 2), most))]
    programmes = tuple(
        draw(_programme(f"P{n}", outlets, frozenset(day for number, day in airings if number == n)))
        for n in range(count)
    )
    quotas = tuple(draw(_quota(f"Q{n}", themes, outlets, programmes, stretch)) for n in range(draw(st.integers(1, 3))))
    problem = Problem(
        start=START, days=days, today=START - timedelta(days=draw(st.integers(-1, 5))),
        outlets=outlets, programmes=programmes, themes=themes, quotas=quotas,
        budgets=tuple(draw(_budget(f"B{n}", themes, outlets, stretch)) for n in range(draw(st.integers(0, 2)))),
        producers=tuple(
            Producer(f"W{n}", f"Tổ {n}", draw(st.integers(1, 4))) for n in range(draw(st.integers(0, 2)))
        ),
        blackouts=tuple(
            Blackout(draw(st.sampled_from(stretch)), frozenset(draw(_some([one.id for one in outlets]))))
            for _ in range(draw(_seldom(1)))
        ),
        conflicts=_pairs(draw, [one.id for one in themes]),
        neighbours=_pairs(draw, [one.id for one in programmes]),
    )  # fmt: skip
    if strict:
        problem = replace(problem, quotas=tuple(replace(one, hard=True) for one in problem.quotas))
    problem = replace(problem, held=tuple(draw(_held(problem)) for _ in range(draw(_seldom(3)))))
    spots = [Placement(programmes[number].id, day, one.id) for number, day in airings for one in themes]
    problem = replace(
        problem,
        pins=tuple(draw(st.lists(st.sampled_from(spots), max_size=draw(_seldom(2)), unique=True))),
        forbidden=tuple(draw(st.lists(st.sampled_from(spots), max_size=draw(_seldom(2)), unique=True))),
    )
    if replanned or (replanned is None and draw(_seldom(1)) > 0):
        problem = replace(problem, replan=draw(_replan(spots, stretch)))
    return problem


def every_plan(problem: Problem, spots: list[Placement]) -> Iterator[tuple[tuple[Placement, ...], Verdict]]:
    """Every plan over some placements that breaks no rule, with its verdict.

    A plan is followed no further once it breaks a rule that no further placement can mend.
    """
    stack: list[tuple[int, tuple[Placement, ...]]] = [(0, ())]
    while stack:
        index, plan = stack.pop()
        verdict = judge(problem, plan)
        if any(not broken.rule.startswith(MENDABLE) for broken in verdict.violations):
            continue
        if index == len(spots):
            if verdict.ok:
                yield plan, verdict
            continue
        stack.append((index + 1, plan))
        stack.append((index + 1, (*plan, spots[index])))


def best(problem: Problem, spots: list[Placement]) -> tuple[tuple[Placement, ...], Verdict] | None:
    """The best plan there is, and its verdict; None where no plan keeps all rules."""
    return min(every_plan(problem, spots), key=lambda one: one[1].objectives, default=None)


def everywhere(problem: Problem) -> list[Placement]:
    """Every theme in every programme on every date of the stretch, whether it can be or not."""
    stretch = [problem.start + timedelta(days=ahead) for ahead in range(-1, problem.days + 1)]
    return [
        Placement(one.id, day, theme.id) for day in stretch for one in problem.programmes for theme in problem.themes
    ]


def _seldom(most: int) -> st.SearchStrategy[int]:
    return st.sampled_from([0, 0, 0, *range(most + 1)])


def _some(names: list[str]) -> st.SearchStrategy[set[str]]:
    return st.one_of(st.just(set(names)), st.just(set(names)), st.sets(st.sampled_from(names), min_size=1))


def _limit(least: int, most: int) -> st.SearchStrategy[int | None]:
    return st.sampled_from([None, *range(least, most + 1)])


def _outlet(name: str) -> st.SearchStrategy[Outlet]:
    return st.builds(Outlet, st.just(name), st.just(f"Đài {name}"), st.sampled_from([True, True, False]), _limit(1, 3))


@st.composite
def _theme(draw, name: str, outlets: tuple[Outlet, ...]) -> Theme:
    kinds = draw(_some(list(KINDS)))
    return Theme(
        id=name, campaign="C", name=f"Chủ đề {name}", outlets=frozenset(draw(_some([one.id for one in outlets]))),
        lengths={kind: draw(st.integers(1, 3)) for kind in sorted(kinds)},
        gap_days=draw(st.integers(0, 3)), lead_per_day=draw(_limit(1, 2)), lead_days=draw(st.integers(0, 4)),
        producer=draw(st.sampled_from([None, "W0", "W1"])),
        reruns_per_script=draw(_limit(0, 2)), rerun_delay_days=draw(st.integers(0, 3)),
    )  # fmt: skip


@st.composite
def _programme(draw, name: str, outlets: tuple[Outlet, ...], dates: frozenset[date]) -> Programme:
    closed = draw(st.sets(st.sampled_from(sorted(dates)), max_size=draw(_seldom(1)))) if dates else set()
    return Programme(
        id=name, outlet=draw(st.sampled_from(outlets)).id, dates=dates, spots=draw(st.integers(1, 3)),
        name=f"Khung {name}", kind=draw(st.sampled_from(KINDS)), length=draw(_limit(1, 6)),
        price=draw(st.integers(0, 3)), audience=draw(st.integers(0, 5)), closed=frozenset(closed),
    )  # fmt: skip


@st.composite
def _quota(
    draw, name: str, themes: tuple[Theme, ...], outlets: tuple[Outlet, ...], programmes: tuple[Programme, ...],
    stretch: list[date],
) -> Quota:  # fmt: skip
    first, last = sorted((draw(st.sampled_from(stretch)), draw(st.sampled_from(stretch))))
    whole = draw(st.sampled_from([True, True, True, False]))
    least = draw(st.integers(0, 6))
    length = draw(st.sampled_from([False, False, True]))
    return Quota(
        id=name,
        themes=frozenset(draw(_some([one.id for one in themes]))),
        outlets=frozenset(draw(_some([one.id for one in outlets]))),
        first=stretch[0] if whole else first,
        last=stretch[-1] if whole else last,
        least=least,
        most=draw(_limit(least, least + 3)),
        programmes=draw(st.one_of(st.none(), st.none(), _some([one.id for one in programmes]).map(frozenset))),
        counts_length=length,
        tier=draw(st.integers(1, 3)),
        weight=draw(st.integers(1, 3)),
        spread=not length and draw(st.booleans()),
        daily=draw(st.booleans()),
        hard=draw(_seldom(1)) > 0,
    )


@st.composite
def _budget(draw, name: str, themes: tuple[Theme, ...], outlets: tuple[Outlet, ...], stretch: list[date]) -> Budget:
    return Budget(
        id=name, amount=draw(st.integers(2, 14)), themes=frozenset(draw(_some([one.id for one in themes]))),
        outlets=draw(st.one_of(st.none(), _some([one.id for one in outlets]).map(frozenset))),
        first=draw(st.one_of(st.none(), st.sampled_from(stretch))),
        last=draw(st.one_of(st.none(), st.sampled_from(stretch))),
    )  # fmt: skip


@st.composite
def _held(draw, problem: Problem) -> Held:
    """Often where nothing airs any more, and before the stretch too: what was settled earlier still counts."""
    day = problem.start + timedelta(days=draw(st.integers(-3, problem.days)))
    theme = draw(st.sampled_from(["", *(one.id for one in problem.themes)]))
    programme = draw(st.sampled_from(["elsewhere", *(one.id for one in problem.programmes)]))
    return Held(Placement(programme, day, theme), draw(st.integers(0, 3)), draw(st.integers(0, 3)))


@st.composite
def _replan(draw, spots: list[Placement], stretch: list[date]) -> Replan:
    previous = draw(st.sets(st.sampled_from(spots), max_size=6))
    airings = sorted({one[:2] for one in spots})
    return Replan(
        start=draw(st.sampled_from([stretch[0], *stretch])),
        previous=frozenset(previous),
        cancelled=frozenset(draw(st.sets(st.sampled_from(airings), max_size=2))),
    )


def _pairs(draw, names: list[str]) -> tuple[tuple[str, str], ...]:
    if len(names) < 2:
        return ()
    return tuple(tuple(draw(st.permutations(names))[:2]) for _ in range(draw(_seldom(2))))
