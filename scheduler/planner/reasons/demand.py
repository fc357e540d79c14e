"""May some of a problem's rules hold together? The question behind every reason, asked of CP-SAT.

Rules that only limit are kept by placing nothing, so a question looks at no more candidates than what is demanded.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from scheduler.planner.rows import FROZEN, Balance, Limit, Rows

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

Terms = Sequence[tuple[int, int]]
"""Candidates' places and their weights."""
EFFORT: Final = 2.0
"""CP-SAT's deterministic time for one question; about as many seconds."""
BUILDING: Final = 1e-4
"""What a candidate costs a question before it is asked, on the same scale."""
KEEP: Final = "keep:"
"""Before a quota's id: that it gets no less than it was given."""


class Answer(NamedTuple):
    """What a question came to."""

    possible: bool | None  # None: not decided within the effort
    chosen: frozenset[int] = frozenset()  # candidates, where it is possible
    effort: float = 0.0  # that was spent


@dataclass(frozen=True, slots=True)
class Demands:
    """A problem's rows by the rules they state, with levels of quotas as further rules."""

    rows: Rows
    limits: Mapping[str, tuple[Limit, ...]]
    balances: Mapping[str, tuple[Balance, ...]]
    barred: Mapping[str, tuple[int, ...]]  # candidates that a rule forbids alone
    always: tuple[Limit, ...]  # what no question leaves out

    def rules(self) -> tuple[str, ...]:
        """Every rule that forbids or demands anything, in the order of the rows."""
        return tuple(dict.fromkeys((*self.limits, *self.balances, *self.barred)))


def demands(rows: Rows, levels: Mapping[str, int], wanted: Iterable[Limit] = ()) -> Demands:
    """A problem's rows by rule. ``levels``: what quotas are to get at least, by id; these stand in place of a hard
    quota's own least. ``wanted``: limits that no question leaves out."""
    limits: dict[str, list[Limit]] = defaultdict(list)
    for limit in rows.limits:
        kind, _, subject = limit.rule.partition(":")
        if limit.rule != FROZEN and not (kind == "quota" and subject in levels):
            limits[limit.rule].append(limit)
    for goal in rows.goals:
        if (level := levels.get(goal.quota.id)) is not None:
            limits[KEEP + goal.quota.id].append(Limit(KEEP + goal.quota.id, goal.terms, least=level - goal.held))
    balances: dict[str, list[Balance]] = defaultdict(list)
    for balance in rows.balances:
        balances[balance.rule].append(balance)
    barred: dict[str, list[int]] = defaultdict(list)
    for place, one in enumerate(rows.candidates):
        for rule in one.barred:
            barred[rule].append(place)
    return Demands(
        rows=rows,
        limits={rule: tuple(some) for rule, some in limits.items()},
        balances={rule: tuple(some) for rule, some in balances.items()},
        barred={rule: tuple(some) for rule, some in barred.items()},
        always=(*(limit for limit in rows.limits if limit.rule == FROZEN), *wanted),
    )


def ask(asked: Demands, rules: Collection[str], *, effort: float = EFFORT) -> Answer:
    """Whether these rules, with what is always asked, allow any plan; the same question gets the same answer."""
    rules = sorted(rules)
    if any(_hopeless(limit) for limit in limits_of(asked, rules)):
        return Answer(possible=False)
    return _Question(asked, rules).answer(effort)


def most(asked: Demands, rules: Collection[str], terms: Terms, *, hint: frozenset[int], effort: float) -> Answer:
    """A plan within these rules with as much of ``terms`` as the effort finds, starting from ``hint``."""
    if any(_hopeless(limit) for limit in limits_of(asked, rules)):
        return Answer(possible=False)
    question = _Question(asked, sorted(rules), terms)
    question.maximise(terms, hint)
    return question.answer(effort)


def limits_of(asked: Demands, rules: Iterable[str]) -> list[Limit]:
    """The limits that rules state, and those that no question leaves out."""
    return [limit for rule in rules for limit in asked.limits.get(rule, ())] + list(asked.always)


def broken(asked: Demands, chosen: frozenset[int]) -> Iterator[str]:
    """Rules that a choice of candidates does not keep."""
    for rule, limits in asked.limits.items():
        if not all(within(limit, chosen) for limit in limits):
            yield rule
    for rule, balances in asked.balances.items():
        if not all(balanced(balance, chosen) for balance in balances):
            yield rule
    for rule, places in asked.barred.items():
        if not chosen.isdisjoint(places):
            yield rule


def within(limit: Limit, chosen: Collection[int]) -> bool:
    """Whether a choice keeps a limit."""
    total = sum(weight for place, weight in limit.terms if place in chosen)
    return (limit.most is None or total <= limit.most) and (limit.least is None or limit.least <= total)


def balanced(balance: Balance, chosen: frozenset[int]) -> bool:
    """Whether a choice keeps a running balance at every step."""
    left = 0
    for step in balance.steps:
        left += balance.per_first * (len(chosen.intersection(step.firsts)) + step.held_firsts)
        left -= len(chosen.intersection(step.reruns)) + step.held_reruns
        if left < 0:
            return False
    return True


def wanted_by(asked: Demands, limits: Iterable[Limit], balances: Iterable[Balance], terms: Terms = ()) -> list[int]:
    """Candidates that are demanded or worth something, and the first runs that their re-runs need."""
    wanted = {*asked.rows.settled, *(place for place, weight in terms if weight > 0)}
    for limit in limits:
        if limit.least is not None and limit.least > 0:
            wanted.update(place for place, _ in limit.terms)
    for balance in balances:
        if any(not wanted.isdisjoint(step.reruns) for step in balance.steps):
            wanted.update(place for step in balance.steps for place in step.firsts)
    return sorted(wanted)


def _hopeless(limit: Limit) -> bool:
    """Whether all there is to choose from falls short of a least."""
    return limit.least is not None and sum(max(0, weight) for _, weight in limit.terms) < limit.least


class _Question:
    """A model over the candidates that are asked for, and the first runs that their re-runs need."""

    def __init__(self, asked: Demands, rules: Sequence[str], terms: Terms = ()) -> None:
        from ortools.sat.python import cp_model  # noqa: PLC0415  (heavy, and pages that ask nothing do without)

        limits = limits_of(asked, rules)
        balances = [balance for rule in rules for balance in asked.balances.get(rule, ())]
        self.model = cp_model.CpModel()
        self.variables = {place: self.model.new_bool_var("") for place in wanted_by(asked, limits, balances, terms)}
        for place in asked.rows.settled:
            self.model.add(self.variables[place] == 1)
        for limit in limits:
            self._limit(limit)
        for balance in balances:
            self._balance(balance)
        for place in (place for rule in rules for place in asked.barred.get(rule, ())):
            if place in self.variables:
                self.model.add(self.variables[place] == 0)

    def maximise(self, terms: Terms, hint: frozenset[int]) -> None:
        """Ask for as much as there is, from a plan that is known."""
        self.model.maximize(_total([(self.variables[i], weight) for i, weight in terms if i in self.variables]))
        for place, one in self.variables.items():
            self.model.add_hint(one, place in hint)

    def answer(self, effort: float) -> Answer:
        """One worker and counted effort, so that the answer depends on nothing else."""
        from ortools.sat.python import cp_model  # noqa: PLC0415

        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = 1
        solver.parameters.symmetry_level = 0  # these and probing cost more than so small a question is worth
        solver.parameters.cp_model_probing_level = 0
        solver.parameters.linearization_level = 2
        solver.parameters.max_deterministic_time = effort
        status = solver.solve(self.model)
        spent = solver.response_proto.deterministic_time + len(self.variables) * BUILDING
        if status == cp_model.INFEASIBLE:
            return Answer(possible=False, effort=spent)
        if status in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
            return Answer(True, frozenset(i for i, one in self.variables.items() if solver.value(one)), spent)
        return Answer(possible=None, effort=spent)

    def _limit(self, limit: Limit) -> None:
        terms = [(self.variables[place], weight) for place, weight in limit.terms if place in self.variables]
        if limit.most is not None and sum(weight for _, weight in terms) > limit.most:
            self.model.add(_total(terms) <= limit.most)
        if limit.least is not None and limit.least > 0:
            self.model.add(_total(terms) >= limit.least)

    def _balance(self, balance: Balance) -> None:
        """A chain of what is left, each link at least nothing; without re-runs asked for there is nothing to keep."""
        steps = [step for step in balance.steps if any(place in self.variables for place in step.reruns)]
        if not steps:
            return
        most = balance.per_first * sum(len(step.firsts) + step.held_firsts for step in balance.steps)
        before: cp_model.IntVar | int = 0
        for step in balance.steps:
            after = self.model.new_int_var(0, most, "")
            terms = [(self.variables[place], balance.per_first) for place in step.firsts if place in self.variables]
            terms += [(self.variables[place], -1) for place in step.reruns if place in self.variables]
            settled = balance.per_first * step.held_firsts - step.held_reruns
            self.model.add(after == before + _total(terms) + settled)
            before = after


def _total(terms: Sequence[tuple["cp_model.IntVar", int]]) -> Any:
    from ortools.sat.python import cp_model  # noqa: PLC0415

    return cp_model.LinearExpr.weighted_sum([one for one, _ in terms], [weight for _, weight in terms])
