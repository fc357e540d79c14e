from urllib.parse import parse_qs, urlsplit

from hypothesis import given
from hypothesis import strategies as st

from exports import ics
from tests.exports.ics.ics_views import texts

URL = "https://lichsong.example:8443/lich/Zk3-_9/lich-bptv.ics"


def test_the_links_of_a_feed():
    assert ics.subscribe_links(URL, "Lịch phát sóng & bài") == ics.SubscribeLinks(
        plain=URL,
        webcal="webcal://lichsong.example:8443/lich/Zk3-_9/lich-bptv.ics",
        google="https://calendar.google.com/calendar/r?cid="
        "webcal%3A%2F%2Flichsong.example%3A8443%2Flich%2FZk3-_9%2Flich-bptv.ics",
        outlook="https://outlook.live.com/calendar/0/addfromweb?"
        "url=https%3A%2F%2Flichsong.example%3A8443%2Flich%2FZk3-_9%2Flich-bptv.ics"
        "&name=L%E1%BB%8Bch%20ph%C3%A1t%20s%C3%B3ng%20%26%20b%C3%A0i",
        microsoft_365="https://outlook.office.com/calendar/0/addfromweb?"
        "url=https%3A%2F%2Flichsong.example%3A8443%2Flich%2FZk3-_9%2Flich-bptv.ics"
        "&name=L%E1%BB%8Bch%20ph%C3%A1t%20s%C3%B3ng%20%26%20b%C3%A0i",
    )


@given(texts.filter(lambda name: name.isprintable() and name != ""), st.sampled_from(["http", "https"]))
def test_what_each_link_carries_reads_back(name, scheme):
    url = f"{scheme}://lich.example/lich/t/x.ics?a=1&b=2"
    links = ics.subscribe_links(url, name)

    assert parse_qs(urlsplit(links.google).query) == {"cid": [links.webcal]}
    assert links.webcal == "webcal://lich.example/lich/t/x.ics?a=1&b=2"
    for link in (links.outlook, links.microsoft_365):
        assert parse_qs(urlsplit(link).query) == {"url": [url], "name": [name]}
