"""What people fill in for papers: kept as JSON, read back the same, anything else refused by its path."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.errors import Refused
from campaigns.values.papers import BriefDetails, OfficeView, Passage, Photo, PlanCitation, Segment, Step

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
counts = st.integers(0, 10**6)
details = st.builds(
    BriefDetails,
    message=texts,
    legal_basis=st.lists(texts).map(tuple),
    running_order=st.lists(st.builds(Segment, texts, counts, texts, texts, st.booleans())).map(tuple),
    passages=st.lists(st.builds(Passage, texts, counts, texts)).map(tuple),
    photos=st.lists(st.builds(Photo, texts, texts)).map(tuple),
    steps=st.lists(st.builds(Step, texts, texts, st.dates())).map(tuple),
    word_count=st.none() | counts,
)
offices = st.builds(OfficeView, texts, texts, texts, texts, recipients=st.lists(texts).map(tuple))
citations = st.builds(PlanCitation, texts, texts, st.none() | st.dates(), texts, texts)


@given(st.one_of(details, offices, citations))
def test_what_is_kept_reads_back_as_it_was(value):
    kept = json.loads(json.dumps(value.as_json()))

    assert type(value).from_json(kept) == value


def test_absent_entries_take_their_defaults():
    assert BriefDetails.from_json({}) == BriefDetails()
    assert OfficeView.from_json(
        {"agency": "Sở Tư pháp", "place": "Bình Phước", "signatory_title": "Giám đốc", "signatory_name": "A"}
    ) == OfficeView("Sở Tư pháp", "Bình Phước", "Giám đốc", "A")


@pytest.mark.parametrize(
    ("kept", "field"),
    [
        (None, ""),
        ([], ""),
        ({"message": 5}, "message"),
        ({"mesage": "x"}, "mesage"),
        ({"legal_basis": "x"}, "legal_basis"),
        ({"legal_basis": ["x", None]}, "legal_basis.1"),
        ({"word_count": True}, "word_count"),
        ({"word_count": -1}, "word_count"),
        ({"running_order": [{"part": "a", "duration_s": 5}, {"part": "b"}]}, "running_order.1.duration_s"),
        ({"running_order": [{"part": "a", "duration_s": "5"}]}, "running_order.0.duration_s"),
        ({"running_order": [{"part": "a", "duration_s": 5, "spoken": 1}]}, "running_order.0.spoken"),
        ({"steps": [{"work": "a", "unit": "b", "due": "2017-02-30"}]}, "steps.0.due"),
        ({"steps": [{"work": "a", "unit": "b", "due": 20170228}]}, "steps.0.due"),
        ({"photos": [3]}, "photos.0"),
    ],
)
def test_wrong_types_are_refused_by_their_path(kept, field):
    with pytest.raises(Refused) as refusal:
        BriefDetails.from_json(kept)

    assert (refusal.value.code, refusal.value.facts) == ("paper.malformed", {"field": field})


def test_a_day_reads_back():
    plan = PlanCitation("36", "KH-UBND", date(2017, 2, 16), "UBND tỉnh", "Truyền thông")

    assert plan.as_json()["signed_on"] == "2017-02-16"
    assert PlanCitation.from_json(plan.as_json()) == plan
