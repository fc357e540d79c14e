"""Reading a plan says how far it is, and says it of work that is really done; how much there is to read."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns import intake, reading
from campaigns.errors import Refused
from campaigns.intake import Look
from campaigns.samples import sample_plan

TEXTS = st.one_of(
    st.just(""), st.just("Không phải kế hoạch"),
    st.integers(0, 4_000).map(lambda length: sample_plan(2026)[:length]),
)  # fmt: skip


class Enough(Exception):
    """Somebody has heard enough."""


@given(TEXTS)
def test_each_look_goes_from_the_first_to_the_last_and_telling_changes_nothing(text: str):
    heard: list[tuple[Look, int, int]] = []

    draft = intake.read(text, told=lambda *told: heard.append(told))

    assert draft == intake.read(text)
    order = list(Look)
    assert [order.index(look) for look, _done, _all in heard] == sorted(order.index(look) for look, _, _ in heard)
    for look in Look:
        steps = [(done, of) for seen, done, of in heard if seen is look]
        assert len({of for _done, of in steps}) <= 1
        assert [done for done, _of in steps] == sorted({done for done, _of in steps})
        assert not steps or steps[-1][0] == steps[-1][1]


def test_a_whole_plan_is_looked_at_in_every_way():
    heard: set[Look] = set()

    intake.read(sample_plan(2026), told=lambda look, _done, _of: heard.add(look))

    assert heard == set(Look)


@pytest.mark.parametrize("when", list(Look))
def test_whoever_listens_may_end_the_reading(when: Look):
    def enough(look: Look, _done: int, _of: int) -> None:
        if look is when:
            raise Enough

    with pytest.raises(Enough):
        intake.read(sample_plan(2026), told=enough)


def packed(**files: bytes) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(name, content)
    return kept.getvalue()


def test_the_bulk_of_a_file_is_what_there_is_to_read():
    assert reading.bulk("Kế hoạch".encode(), "a.txt") == 12
    assert reading.bulk(packed(**{"word/document.xml": b"x" * 90_000, "word/media/a.png": b"y" * 10}), "a") == 90_000
    assert reading.bulk(b"PK\x03\x04 broken", "a.docx") == 11


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "upload.empty"), (b"%PDF-1.7", "upload.wrong_type"), (b"x" * 1_100_000, "upload.too_large")],
)
def test_the_bulk_of_what_can_never_be_read_is_refused_like_its_reading(content: bytes, code: str):
    for act in (reading.bulk, reading.read_plan):
        with pytest.raises(Refused, match=code) as told:
            act(content, "a.txt")
        assert told.value.facts["name"] == "a.txt"
