"""Two hundred edits at random, all taken back, some after a reload: the month is what it was, and redo brings all back."""

import random
import re
from typing import Any

from tests import builders
from tests.builders import MONTH, csrf, signed_in

EDITS = 200
SHEET = f"/months/{MONTH}"


class Desk:
    """An officer at the board, who now and then reloads the page and reads from it what can be undone."""

    def __init__(self, client: Any, chance: random.Random) -> None:
        self.client, self.chance = signed_in(client), chance
        self.reload()

    def reload(self) -> None:
        """What the page says: its version, and what its two buttons would do."""
        self.html = self.client.get(SHEET).get_data(as_text=True)
        self.version = int(re.search(r'data-version="(\d+)"', self.html)[1])
        self.token = csrf(self.client, SHEET)
        self.steps = {
            name: None if re.search(rf'id="{name}"[^>]*disabled', self.html) else self._step(name)
            for name in ("undo", "redo")
        }

    def _step(self, name: str) -> int:
        form = next(part for part in self.html.split("<form")[1:] if f'id="{name}"' in part.split("</form>")[0])
        return int(re.search(r"/edits/(\d+)/undo", form)[1])

    def send(self, path: str, told: dict[str, Any]) -> Any:
        answer = self.client.post(SHEET + path, json=told, headers={"X-CSRF-Token": self.token})
        if answer.status_code == 200:
            self.version, self.steps = answer.json["version"], {k: answer.json[k] for k in ("undo", "redo")}
        if self.chance.random() < 0.1:
            kept = (self.version, self.steps)
            self.reload()
            assert (self.version, self.steps) == kept or answer.status_code != 200
        return answer

    def step(self, name: str) -> Any:
        assert self.steps[name] is not None
        return self.send(f"/edits/{self.steps[name]}/undo", {})

    def slots(self) -> list[tuple[str, int]]:
        """Every slot on the sheet with its version."""
        board = self.client.get(f"{SHEET}?view=sheet").get_data(as_text=True)
        return [(ref, int(seen)) for ref, seen in re.findall(r'data-slot="(s\d+)\.(\d+)"', board)]

    def drawn(self) -> bytes:
        """The sheet as it is drawn, without the counters that only ever rise."""
        table = self.client.get(SHEET).get_data().split(b"<table", 1)[1].split(b"</table>")[0]
        return re.sub(rb'(data-slot="s\d+)\.\d+', rb"\1", table)


def random_edit(desk: Desk, ground: builders.Ground, chance: random.Random) -> dict[str, Any]:
    """One operation of any kind, sensible or not."""
    window = chance.choice([one.id for one in ground.windows.values()])
    day = f"{MONTH}-{chance.randrange(1, 31):02d}"
    kind = chance.choice(["place"] * 4 + ["fill", "move", "move", "copy", "remove", "retheme"])
    theme = chance.choice(ground.themes)
    if kind == "place":
        return {"op": "place", "window": window, "date": day, "theme": theme}
    if kind == "fill":
        days = [f"{MONTH}-{n:02d}" for n in sorted(chance.sample(range(1, 31), 5))]
        return {"op": "fill", "window": window, "dates": days, "themes": list(chance.sample(ground.themes, 2))}
    slots = desk.slots()
    if not slots:
        return {"op": "place", "window": window, "date": day, "theme": theme}
    ref, version = chance.choice(slots)
    told = {"op": kind, "slot": ref, "version": version}
    if kind in {"move", "copy"}:
        told |= {"window": window, "date": day}
    if kind == "copy":
        del told["version"]
    return told | ({"theme": theme} if kind == "retheme" else {})


def test_two_hundred_edits_and_as_many_undos_leave_the_month_byte_for_byte(client, ground, sqlite_store):
    chance = random.Random(2017)
    desk = Desk(client, chance)
    for day in (4, 5, 11, 12):  # the month is not empty to begin with
        told = {
            "op": "place",
            "window": ground.window("Bản tin sáng"),
            "date": f"{MONTH}-{day:02d}",
            "theme": ground.themes[day % 5],
        }
        assert desk.send("/edits", {"version": desk.version, "operations": [told]}).status_code == 200
    before = desk.drawn()

    done, refused = 0, 0
    states = []
    while done < EDITS:
        operation = random_edit(desk, ground, chance)
        answer = desk.send("/edits", {"version": desk.version, "operations": [operation]})
        assert answer.status_code in {200, 409}, (operation, answer.json)
        done, refused = done + (answer.status_code == 200), refused + (answer.status_code == 409)
        if answer.status_code == 200 and done % 20 == 0:
            states.append((done, desk.drawn()))
    after = desk.drawn()
    assert after != before
    assert refused > 10  # rules were met, and changed nothing

    for left in range(EDITS, 0, -1):
        if states and states[-1][0] == left:
            assert desk.drawn() == states.pop()[1]
        assert desk.step("undo").status_code == 200
    assert desk.drawn() == before

    for _again in range(EDITS):
        assert desk.step("redo").status_code == 200
    assert desk.steps["redo"] is None
    assert desk.drawn() == after
