"""Both languages: nothing untranslated, figures and dates as each reader writes them."""

import re
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from flask import Flask, render_template_string
from hypothesis import given
from hypothesis import strategies as st

from campaigns.values.outlets import DayView
from campaigns.values.words import DayKind
from web import formats, language

WEB = Path(__file__).parents[2] / "web"
KEYWORDS = {"_": None, "gettext": None, "N_": None, "marked": None, "ngettext": (1, 2)}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")
DAY = date(2017, 4, 6)
dates = st.dates(date(2000, 1, 1), date(2100, 12, 31))


def sources() -> dict[str | tuple[str, ...], str]:
    """Every text of templates and Python that is to be translated, with one place where it stands."""
    found: dict[str | tuple[str, ...], str] = {}
    methods = [("**.py", "python"), ("**.html", "jinja2.ext:babel_extract")]
    for name, line, text, _comments, _context in extract_from_dir(str(WEB), method_map=methods, keywords=KEYWORDS):
        found.setdefault(text, f"web/{name}:{line}")
    return found


def english() -> dict[str | tuple[str, ...], str | tuple[str, ...]]:
    return {
        message.id if isinstance(message.id, str) else tuple(message.id): message.string
        for message in language.catalogue("en")
        if message.id and not message.fuzzy
    }


def test_every_text_of_the_pages_has_english_words():
    told = english()

    missing = {
        text: place
        for text, place in sources().items()
        if not told.get(text) or (isinstance(text, tuple) and not all(told[text]))
    }

    assert missing == {}, "\n".join(["untranslated:", *(f"{place}  {text!r}" for text, place in missing.items())])


def test_no_english_words_are_kept_for_what_no_page_says_any_longer():
    assert set(english()) - set(sources()) == set()


def test_translations_keep_the_facts_of_their_sources():
    for text, said in english().items():
        asked = {mark for form in ([text] if isinstance(text, str) else text) for mark in PLACEHOLDER.findall(form)}
        for form in [said] if isinstance(said, str) else said:
            assert set(PLACEHOLDER.findall(form)) <= asked, text
            if isinstance(said, str):
                assert set(PLACEHOLDER.findall(form)) == asked, text


@pytest.mark.parametrize(
    ("wishes", "chosen"),
    [
        ((), "vi"), ((None, None), "vi"), (("en", "vi"), "en"), ((None, "en"), "en"), (("", "en"), "en"),
        (("fr", "en"), "en"), (("EN",), "vi"), (("en;q=1",), "vi"),
    ],
)  # fmt: skip
def test_the_first_wish_that_we_speak_is_granted_else_vietnamese(wishes, chosen):
    assert language.choose(*wishes) == chosen


@pytest.fixture
def app():
    made = Flask(__name__, static_folder=None)
    language.install(made)
    return made


def test_a_page_speaks_the_cookies_language_unless_told_and_never_the_browsers(app):
    with app.test_request_context(headers={"Accept-Language": "en"}):
        assert render_template_string('{{ _("Bảng tháng") }}') == "Bảng tháng"
    with app.test_request_context(headers={"Cookie": "language=en"}):
        assert render_template_string('{{ _("Bảng tháng") }}') == "Month board"
        language.use("vi")
        assert render_template_string('{{ _("Bảng tháng") }}') == "Bảng tháng"
    with app.test_request_context(headers={"Cookie": "language=<script>"}):
        assert render_template_string('{{ _("Bảng tháng") }}') == "Bảng tháng"


def test_counted_words_and_facts_are_filled_in_and_escaped(app):
    counted = '{{ ngettext("Có %(num)d chỗ cần xem lại", "Có %(num)d chỗ cần xem lại", n) }}'
    with app.test_request_context(headers={"Cookie": "language=en"}):
        assert render_template_string(counted, n=1) == "There is 1 thing to look at"
        assert render_template_string(counted, n=2) == "There are 2 things to look at"
        assert language.gettext("Trang %(page)s/%(pages)s", page=2, pages=7) == "Page 2 of 7"
        assert language.gettext("") == ""
    with app.test_request_context():
        said = render_template_string('{{ _("Trang %(page)s/%(pages)s", page="<b>", pages=7) }}')
        assert said == "Trang &lt;b&gt;/7"
        assert language.ngettext("%(num)d lượt", "%(num)d lượt", 3) == "3 lượt"


def test_every_format_is_a_filter_that_speaks_the_pages_language(app):
    shown = "{{ 1200000 | vnd }}|{{ day | date_long }}|{{ at | hour('Asia/Bangkok') }}|{{ 1 | wall(language='en') }}"
    at = datetime(2017, 4, 6, 12, 45, tzinfo=UTC)
    with app.test_request_context():
        assert render_template_string(shown, day=DAY, at=at) == "1.200.000\xa0₫|Thứ Năm, 06/04/2017|19:45|00:01"
    with app.test_request_context(headers={"Cookie": "language=en"}):
        assert render_template_string(shown, day=DAY, at=at) == "1,200,000\xa0₫|Thu 6 Apr 2017|19:45|00:01"


def test_one_compiled_template_serves_both_languages(app):
    page = app.jinja_env.from_string('{{ 46500 | duration }} {{ "2017-04" | month_long }} {{ _("Sau") }}')
    with app.test_request_context():
        assert page.render() == "12\xa0giờ 55\xa0phút Tháng 4, 2017 Sau"
    with app.test_request_context(headers={"Cookie": "language=en"}):
        assert page.render() == "12\xa0h 55\xa0min April 2017 Next"


MARCH = DayView(date(2017, 4, 13), DayKind.WORKING, 17, 3, False)
LEAP = DayView(date(2017, 8, 8), DayKind.WORKING, 17, 6, True)
FIRST = DayView(date(2017, 4, 1), DayKind.WEEKEND, 5, 3, False)
NEW_MOON = DayView(date(2017, 4, 26), DayKind.WORKING, 1, 4, False)


@pytest.mark.parametrize(
    ("write", "given_values", "vietnamese", "in_english"),
    [
        (formats.date_short, (DAY,), "06/04/2017", "6 Apr 2017"),
        (formats.date_long, (DAY,), "Thứ Năm, 06/04/2017", "Thu 6 Apr 2017"),
        (formats.day_month, (DAY,), "Thứ Năm, 6/4", "Thu 6 Apr"),
        (formats.month_long, ("2017-04",), "Tháng 4, 2017", "April 2017"),
        (formats.month_long, (DAY,), "Tháng 4, 2017", "April 2017"),
        (formats.weekday_short, (date(2017, 4, 9),), "CN", "Sun"),
        (formats.weekday_full, (DAY,), "Thứ Năm", "Thursday"),
        (formats.hour, (datetime(2017, 4, 5, 22, 30, tzinfo=UTC),), "05:30", "05:30"),
        (formats.moment, (datetime(2017, 4, 5, 22, 30, tzinfo=UTC),), "05:30 06/04/2017", "05:30, 6 Apr 2017"),
        (formats.wall, (1185,), "19:45", "19:45"),
        (formats.number, (Decimal("1234567.5"),), "1.234.567,5", "1,234,567.5"),
        (formats.number, (2, 1), "2,0", "2.0"),
        (formats.number, (None,), "–", "–"),
        (formats.vnd, (1_200_000,), "1.200.000\xa0₫", "1,200,000\xa0₫"),
        (formats.vnd, (None,), "–", "–"),
        (formats.millions, (309_900_000,), "309,9", "309.9"),
        (formats.millions, (250_000,), "0,3", "0.3"),
        (formats.millions, (309_900_000, True), "309,9\xa0triệu\xa0₫", "309.9\xa0million\xa0₫"),
        (formats.minutes, (12_345,), "205,8", "205.8"),
        (formats.minutes, (1020,), "17", "17"),
        (formats.duration, (0,), "0″", "0″"),
        (formats.duration, (30,), "30″", "30″"),
        (formats.duration, (90,), "90″", "90″"),
        (formats.duration, (900,), "15′", "15′"),
        (formats.duration, (150,), "2′30″", "2′30″"),
        (formats.duration, (46_500,), "12\xa0giờ 55\xa0phút", "12\xa0h 55\xa0min"),
        (formats.duration_words, (45,), "45\xa0giây", "45\xa0seconds"),
        (formats.duration_words, (3661,), "1\xa0giờ 1\xa0phút 1\xa0giây", "1\xa0hour 1\xa0minute 1\xa0second"),
        (formats.duration_words, (0,), "0\xa0giây", "0\xa0seconds"),
        (formats.percent, (Fraction(2, 3),), "67%", "67%"),
        (formats.percent, (0.845, 1), "84,5%", "84.5%"),
        (formats.percent, (None,), "–", "–"),
        (formats.lunar, (MARCH,), "17/3 âm lịch", "lunar 17/3"),
        (formats.lunar, (LEAP,), "17/6 nhuận âm lịch", "lunar 17/6 leap"),
        (formats.lunar_short, (MARCH,), "17", "17"),
        (formats.lunar_short, (FIRST,), "5/3", "5/3"),
        (formats.lunar_short, (NEW_MOON,), "1/4", "1/4"),
    ],
)
def test_each_value_as_it_is_written(write, given_values, vietnamese, in_english):
    assert write(*given_values, language="vi") == vietnamese
    assert write(*given_values, language="en") == in_english


@given(dates)
def test_a_short_date_reads_back(day):
    read = datetime.strptime(formats.date_short(day, language="vi"), "%d/%m/%Y").replace(tzinfo=UTC)

    assert read.date() == day
    assert formats.date_long(day, language="vi").endswith(formats.date_short(day, language="vi"))


@given(st.integers(-(10**13), 10**13))
def test_money_reads_back_in_both_languages(amount):
    assert int(formats.vnd(amount, language="vi").removesuffix("\xa0₫").replace(".", "")) == amount
    assert int(formats.vnd(amount, language="en").removesuffix("\xa0₫").replace(",", "")) == amount


@given(st.integers(0, 400_000), st.sampled_from(["vi", "en"]))
def test_no_second_of_a_length_is_lost(length_s, spoken):
    worth = {"″": 1, "′": 60, "giây": 1, "phút": 60, "giờ": 3600, "s": 1, "min": 60, "h": 3600,
             "second": 1, "minute": 60, "hour": 3600, "seconds": 1, "minutes": 60, "hours": 3600}  # fmt: skip
    for words in (formats.duration(length_s, language=spoken), formats.duration_words(length_s, language=spoken)):
        parts = re.findall(r"([\d.,]+)\xa0?(″|′|[^\W\d]+)", words)
        assert sum(int(re.sub(r"\D", "", count)) * worth[unit] for count, unit in parts) == length_s


@given(st.fractions(-1000, 1000), st.integers(0, 3))
def test_rounding_is_to_the_nearest_and_half_goes_away_from_zero(value, places):
    said = formats.number(formats._rounded(value, places), places, language="en").replace(",", "")
    distance = abs(Fraction(said) - value)

    assert distance <= Fraction(1, 2 * 10**places)
    if distance == Fraction(1, 2 * 10**places):
        assert abs(Fraction(said)) > abs(value)


@given(dates, st.integers(0, 24 * 60 - 1))
def test_an_hour_is_seven_ahead_of_utc_in_vietnam_and_naive_instants_are_refused(day, minute):
    moment = datetime.combine(day, time(minute // 60, minute % 60), tzinfo=UTC)

    assert formats.hour(moment, language="vi") == f"{moment + timedelta(hours=7):%H:%M}"
    with pytest.raises(ValueError, match="aware"):
        formats.hour(moment.replace(tzinfo=None), language="vi")
