from scheduler.reconcile import Label, Tolerance, Why, reconcile
from tests.scheduler.reconcile import golden

FOUND = reconcile(golden.LINES, golden.SLOTS, covers=[(golden.DAY, golden.at(24, 0))])


def test_every_slot_of_the_day_is_labelled_right():
    assert {uid: (one.number, one.labels) for uid, one in FOUND.by_uid.items()} == golden.RIGHT


def test_every_line_left_over_is_labelled_right():
    left = {one.number: one for one in FOUND.matches if FOUND.by_uid.get(one.uid or "") is not one}
    assert {number: one.labels for number, one in left.items()} == golden.RIGHT_LEFT
    assert left[13].uid == "news"


def test_only_the_substitute_is_doubtful():
    assert [one.uid for one in FOUND.matches if one.doubtful] == ["replaced"]


def test_what_is_missing_and_what_nobody_booked_is_listed():
    assert [one.uid for one in FOUND.missing] == ["lost"]
    assert [one.number for one in FOUND.unscheduled] == [11, 12]


def test_reasons_say_by_how_much():
    cut = {one.why: one.amount for one in FOUND.by_uid["cut"].reasons}
    assert cut[Why.LENGTH_OFF] == -40
    assert cut[Why.START_OFF] == 20
    assert cut[Why.TITLE_AGREES] == 1_000
    assert Why.TITLE_DIFFERS in {one.why for one in FOUND.by_uid["replaced"].reasons}


def test_the_first_that_fits_gets_twins_and_the_swapped_pair_wrong():
    first = golden.first_match(golden.LINES, golden.SLOTS, Tolerance())
    assert {uid: first[uid] for uid, right in golden.RIGHT.items() if first[uid] != right} == {
        "twin-1": (11, (Label.SUBSTITUTED,)),
        "twin-2": (4, (Label.ON_TIME,)),
        "swap-1": (6, (Label.SUBSTITUTED,)),
        "swap-2": (7, (Label.SUBSTITUTED,)),
    }
