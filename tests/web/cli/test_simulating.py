"""``simulate``: lived, killed, compared; what cannot be lived is refused."""

from pathlib import Path

import pytest

from tests.web.cli.conftest import Run


def test_a_life_that_is_killed_ends_as_one_that_is_not(run: Run, tmp_path: Path) -> None:
    told = run(
        "simulate", "2017-03-10..2017-04-02", "--seed", "3", "--kill-at", "random", "--data", str(tmp_path / "x")
    )

    assert (told.code, told.err) == (0, "")
    assert "Mọi luật đều giữ được." in told.out
    assert "kết thúc như nhau" in told.out
    again = run("simulate", "2017-03-10..2017-04-02", "--seed", "3", "--data", str(tmp_path / "x" / "lien-mach"))
    assert again.out.split("Mã ")[1].split()[0] in told.out  # a life that is over is told once more


@pytest.mark.parametrize("days", ["2017-03-10", "2017-03-10..2017-03-01", "x..y", "2017-01-01..2027-01-01"])
def test_days_that_are_none_are_refused(run: Run, days: str) -> None:
    told = run("simulate", days)

    assert told.code == 1
    assert told.err.count("\n") == 1
