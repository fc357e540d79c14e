"""A small set of rules that cannot hold together, none of which can be left out."""

from collections.abc import Collection, Iterable, Sequence
from typing import Final, NamedTuple

from scheduler.planner.reasons.demand import BUILDING, Demands, ask, broken
from scheduler.planner.reasons.demand import EFFORT as QUESTION
from scheduler.planner.reasons.shadow import Shadow, shadow, strained

EFFORT: Final = 12.0
"""How much one reason may cost, on the scale of one question's."""
LARGE: Final = 4_000
"""Candidates above which all rules are looked at from the start, since every look costs much."""
TRIES: Final = 40
"""How many of them the wish for a better reason than the first."""
STUBBORN: Final = {
    "budget": 1, "producer": 1, "gap": 1, "quotamax": 1, "pin": 1, "forbidden": 1, "quota": 1,
    "leadday": 2, "conflict": 2, "rerun": 2, "neighbour": 2, "capacity": 3, "outletday": 3,
    "keep": 4, "lead": 5, "booking": 5, "blackout": 6,
}  # fmt: skip
"""How hard it is to change a rule: the office's own ways, the trade's, the outlet's, what others get, the calendar."""


class Found(NamedTuple):
    """What was found to stand against a demand."""

    rules: tuple[str, ...] | None  # None: nothing does, or the effort was too small to say
    proven: bool  # that these forbid it and none can be left out; or that nothing does
    chosen: frozenset[int] = frozenset()  # candidates that meet the demand, where nothing stands against it


def stubborn(rule: str) -> int:
    """How hard a rule is to change; 1 is easiest."""
    return STUBBORN[rule.partition(":")[0]]


def find(asked: Demands, known: Sequence[str]) -> Found:
    """Rules that stand against what is demanded: as changeable as can be, few, and none to spare."""
    search = _Search(asked)
    grown = search.grow(known)
    if grown.rules is None:
        return grown
    reason = search.thin(sorted(grown.rules, key=lambda rule: (-stubborn(rule), rule)))
    if not search.proven or len(reason) <= 2:
        return Found(tuple(sorted(reason, key=_order)), search.proven)
    fewer = search.fewest(known, reason)
    return Found(tuple(sorted(fewer, key=_order)), search.proven)


def _order(rule: str) -> tuple[int, str]:
    return stubborn(rule), rule


class _Search:
    """One search, with the ways out that plans have shown: of each, a reason holds at least one rule."""

    def __init__(self, asked: Demands) -> None:
        self.asked = asked
        self.ways: list[frozenset[str]] = []
        self.left, self.proven = EFFORT, True
        self.core: frozenset[str] = frozenset()  # of the rules last found not to hold together, those that matter

    def possible(self, rules: Collection[str]) -> bool | None:
        """Whether rules hold together; a plan that keeps them shows which of all it breaks."""
        if self.left <= 0:
            return None
        answer = ask(self.asked, rules, effort=min(QUESTION, self.left))
        self.left -= answer.effort + len(self.asked.rows.candidates) * BUILDING / 10
        if answer.possible:
            self.chosen = answer.chosen
            self.ways.append(frozenset(broken(self.asked, answer.chosen)))
        return answer.possible

    def grow(self, known: Sequence[str]) -> Found:
        """Rules enough to stand against the demand, the most changeable ones first; parts of spots are tried first."""
        large = len(self.asked.rows.candidates) > LARGE
        rules = {rule for rule in known if large or rule.startswith(("quota:", "pin:"))}
        while (dim := self._dim(rules)) is not None:
            if dim.against is not None:
                return Found(tuple(rule for rule in dim.against if rule in rules), proven=True)
            if not (against := strained(self.asked, dim.parts).intersection(known)):
                break
            rules |= _easiest(against)
        while True:
            match self.possible(rules):
                case None:
                    return Found(None, proven=False)
                case False:
                    return Found(tuple(rules), proven=True)
            if not (against := set(self.ways[-1]).intersection(known)):
                return Found(None, proven=True, chosen=self.chosen)
            rules |= _easiest(against)

    def thin(self, rules: Sequence[str]) -> list[str]:
        """Without those that can be left out: whole halves first, then one by one, in the order given."""
        needed: list[str] = []
        waiting = [list(rules)]
        while waiting:
            part = waiting.pop()
            rest = [*needed, *(rule for others in waiting for rule in others)]
            verdict = self._holds(rest)
            if verdict is False:
                waiting = [[rule for rule in others if rule in self.core] for others in waiting]
                waiting = [others for others in waiting if others]
                continue
            self.proven &= verdict is not None
            if len(part) == 1:
                needed += part
            else:
                waiting += [part[len(part) // 2 :], part[: len(part) // 2]]
        return needed

    def _dim(self, rules: Collection[str]) -> Shadow | None:
        """What parts of spots can do, while there is effort left."""
        if self.left <= 0:
            return None
        dim = shadow(self.asked, rules)
        self.left -= dim.effort if dim is not None else 0
        return dim

    def _holds(self, rules: Sequence[str]) -> bool | None:
        """Whether rules hold together: by a plan that is known, by parts of spots, or by asking."""
        if any(way.isdisjoint(rules) for way in self.ways):
            return True
        self.core = frozenset(rules)
        dim = self._dim(rules)
        if dim is not None and dim.against is not None:
            self.core = frozenset(dim.against)
            return False
        return self.possible(rules)

    def fewest(self, known: Sequence[str], reason: Sequence[str]) -> list[str]:
        """A reason that is easier to change or shorter, if a few more questions find one.

        The cheapest rules that leave none of the known ways out are either a reason, and then no other is cheaper,
        or some plan keeps them and shows another way.
        """
        best = list(reason)
        for _ in range(TRIES):
            hit = _cheapest(self.ways, known)
            if hit is None or _cost(hit) >= _cost(best) or self.left < EFFORT * 2 / 3:
                break
            if (verdict := self._holds(hit)) is None:
                break
            if verdict is False:
                return self.thin(sorted(hit, key=lambda rule: (-stubborn(rule), rule)))
        return best


def _easiest(rules: Collection[str]) -> set[str]:
    least = min(map(stubborn, rules))
    return {rule for rule in rules if stubborn(rule) == least}


def _cost(rules: Iterable[str]) -> int:
    return sum(10 + stubborn(rule) for rule in rules)


def _cheapest(ways: Sequence[frozenset[str]], known: Sequence[str]) -> list[str] | None:
    """Rules of least cost with at least one out of every way; None where the effort does not find them."""
    from ortools.sat.python import cp_model  # noqa: PLC0415

    model = cp_model.CpModel()
    chosen = {rule: model.new_bool_var("") for rule in known}
    for way in dict.fromkeys(ways):
        model.add_bool_or([chosen[rule] for rule in known if rule in way])
    model.minimize(sum((10 + stubborn(rule)) * one for rule, one in chosen.items()))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 1
    solver.parameters.max_deterministic_time = 1.0
    if solver.solve(model) != cp_model.OPTIMAL:
        return None
    return [rule for rule, one in chosen.items() if solver.value(one)]
