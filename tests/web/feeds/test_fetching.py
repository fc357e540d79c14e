"""Bytes, headers, methods."""

import gzip
from dataclasses import replace
from datetime import timedelta
from email.utils import format_datetime

import icalendar
import pytest

from scheduler import feeds
from tests import builders
from tests.conftest import NOW
from tests.web.feeds.scene import THUNDERBIRD, Served, change


def test_an_unchanged_calendar_is_the_same_byte_for_byte_and_asked_again_it_is_304(served: Served) -> None:
    first, second = served.get(), served.get()
    third = served.get(If_None_Match=first.headers["ETag"])

    assert first.status_code == second.status_code == 200
    assert first.data == second.data
    assert first.headers["ETag"] == second.headers["ETag"]
    assert (third.status_code, third.data) == (304, b"")
    assert {name: third.headers[name] for name in ("ETag", "Last-Modified", "Cache-Control", "Vary")} == {
        name: first.headers[name] for name in ("ETag", "Last-Modified", "Cache-Control", "Vary")
    }
    with served.store.reading() as session:
        assert first.data == feeds.body_of_slug(session, served.slug, now=NOW, zone=served.store.site.zone)


def test_the_headers_are_those_of_the_specification(served: Served) -> None:
    answer = served.get()
    feed = served.feed()

    told = {name: answer.headers.get(name) for name in (
        "Content-Type", "Content-Disposition", "Cache-Control", "Vary", "X-Content-Type-Options", "Content-Length",
        "ETag", "Content-Encoding", "Referrer-Policy", "X-Robots-Tag",
    )}  # fmt: skip
    assert told == {
        "Content-Type": "text/calendar; charset=utf-8",
        "Content-Disposition": f'inline; filename="{served.slug}.ics"',
        "Cache-Control": "private, max-age=0, must-revalidate",
        "Vary": "Accept-Encoding",
        "X-Content-Type-Options": "nosniff",
        "Content-Length": str(len(answer.data)),
        "ETag": f'"{served.slug}.0.{feed.revision}.2017-03.1"',
        "Content-Encoding": None,
        "Referrer-Policy": "no-referrer",
        "X-Robots-Tag": "noindex",
    }
    assert answer.headers["Last-Modified"] == format_datetime(feed.changed_at, usegmt=True)


@pytest.mark.parametrize("header", ["W/{tag}", '"other", {tag}', "*", "{packed}", "{proxied}"])
def test_tags_are_compared_weakly_in_lists_and_as_proxies_change_them(served: Served, header: str) -> None:
    tag = served.get().headers["ETag"]
    told = header.format(tag=tag, packed=f'{tag[:-1]}-gz"', proxied=f'{tag[:-1]}-gzip"')

    assert served.get(If_None_Match=told).status_code == 304


def test_a_date_counts_only_where_no_tag_is_told(served: Served) -> None:
    first = served.get()
    date_ = first.headers["Last-Modified"]

    assert served.get(If_Modified_Since=date_).status_code == 304
    assert served.get(If_Modified_Since=date_, If_None_Match='"another"').status_code == 200
    assert served.get(If_Modified_Since="yesterday, or so").status_code == 200
    early = format_datetime(NOW - timedelta(days=30), usegmt=True)
    assert served.get(If_Modified_Since=early).status_code == 200


def test_a_change_makes_a_new_tag_a_later_date_and_new_bytes(served: Served) -> None:
    before = served.get()
    change(served)
    after = served.get(If_None_Match=before.headers["ETag"], If_Modified_Since=before.headers["Last-Modified"])

    assert after.status_code == 200
    assert after.headers["ETag"] != before.headers["ETag"]
    assert after.headers["Last-Modified"] > before.headers["Last-Modified"]  # of the same hour
    was, is_ = (icalendar.Calendar.from_ical(answer.data).walk("VEVENT") for answer in (before, after))
    by_uid = {str(event["UID"]): event for event in is_}
    assert by_uid.keys() == {str(event["UID"]) for event in was}
    assert by_uid[served.uid]["STATUS"] == "CONFIRMED"


def test_gzip_is_sent_when_asked_for_and_holds_the_same_calendar(served: Served) -> None:
    plain, packed = served.get(), served.get(Accept_Encoding="gzip, deflate, br, zstd")

    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    assert packed.headers["ETag"] == f'{plain.headers["ETag"][:-1]}-gz"'
    assert packed.headers["Vary"] == plain.headers["Vary"] == "Accept-Encoding"
    assert served.get(Accept_Encoding="gzip").data == packed.data
    assert "Content-Encoding" not in served.get(Accept_Encoding="gzip;q=0, br").headers
    again = served.get(Accept_Encoding="gzip", If_None_Match=plain.headers["ETag"])
    assert (again.status_code, again.headers["ETag"]) == (304, packed.headers["ETag"])


def test_outlook_can_be_spared_compression(served: Served) -> None:
    outlook = "Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.18025)"
    ask = {"Accept_Encoding": "gzip", "User_Agent": outlook}
    assert served.get(**ask).headers["Content-Encoding"] == "gzip"

    site = served.app.extensions["lichsong"]
    served.app.extensions["lichsong"] = replace(site, settings=replace(site.settings, gzip_to_microsoft=False))

    plain = served.get(**ask)
    assert "Content-Encoding" not in plain.headers
    assert plain.data == served.get().data
    assert served.get(**ask, If_None_Match=plain.headers["ETag"]).status_code == 304
    assert served.get(Accept_Encoding="gzip", User_Agent=THUNDERBIRD).headers["Content-Encoding"] == "gzip"


def test_head_is_get_without_a_body(served: Served) -> None:
    got, asked = served.get(), served.client.head(served.path)

    assert asked.status_code == 200
    assert asked.data == b""
    assert dict(asked.headers) == dict(got.headers)


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND", "REPORT"])
def test_other_methods_are_answered_with_what_is_allowed(served: Served, method: str) -> None:
    for headers in ({}, {"Origin": "https://elsewhere.example", "Sec-Fetch-Site": "cross-site"}):
        answer = served.client.open(served.path, method=method, headers=headers)

        assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD")
        assert answer.content_type == "text/plain; charset=utf-8"


def test_any_accept_and_any_agent_get_the_same(served: Served) -> None:
    plain = served.get()
    for headers in ({"Accept": "text/html"}, {"Accept": "application/json"}, {"User-Agent": THUNDERBIRD}):
        answer = served.client.get(served.path, headers=headers)
        assert (answer.status_code, answer.data, answer.headers["ETag"]) == (200, plain.data, plain.headers["ETag"])


def test_no_cookie_is_set_or_asked_for_even_from_someone_who_is_signed_in(served: Served) -> None:
    builders.staff(served.store)
    builders.signed_in(served.client)

    for answer in (served.get(), served.get(If_None_Match="*"), served.client.get("/lich/unknown/x.ics")):
        assert "Set-Cookie" not in answer.headers
        assert "Cookie" not in answer.headers.get("Vary", "")
