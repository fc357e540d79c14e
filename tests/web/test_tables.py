"""Tables that stand as cards on a phone."""

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from web.tables import labelled

words = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=12)


def inside(headings: list[str], rows: list[list[str]]) -> Markup:
    head = Markup("").join(Markup('<th scope="col">{}</th>').format(one) for one in headings)
    body = Markup("").join(
        Markup("<tr>{}</tr>").format(Markup("").join(Markup('<td class="a">{}<br></td>').format(one) for one in row))
        for row in rows
    )
    return Markup("<thead><tr>{}</tr></thead><tbody>{}</tbody>").format(head, body)


class Cells(HTMLParser):
    """What a browser would find: each cell's label and words."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self.inside = False
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "td":
            self.inside = True
            self.found.append((dict(attrs).get("data-label") or "", ""))

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag != "td"

    def handle_data(self, data: str) -> None:
        if self.inside:
            label, text = self.found[-1]
            self.found[-1] = (label, text + data)


@given(st.lists(words, min_size=3, max_size=3), st.lists(st.lists(words, min_size=3, max_size=3), max_size=3))
def test_every_cell_is_told_its_heading_and_no_word_changes(headings, rows):
    told = labelled(inside(headings, rows))

    labels = [" ".join(one.split()) for one in headings]
    assert Cells(told).found == [(label, text) for row in rows for label, text in zip(labels, row, strict=True)]
    assert all(str(escape(one)) in told for one in headings)


def test_headings_of_rows_spans_and_drawings_stay_what_they_are():
    told = labelled(
        Markup(
            '<thead><tr><th scope="col">Ngày</th><th scope="col">Giờ <b>phát</b></th><th scope="col">Việc</th></tr></thead>'
            '<tbody><tr><th scope="row">06/04</th><td colspan="2">x &amp; y<svg viewBox="0 0 1 1"><path d="M0"/></svg></td></tr>'
            "<tr><td>a</td><td>b</td><td></td></tr></tbody>"
        )
    )

    assert '<th role="rowheader" scope="row">06/04</th>' in told
    assert (
        '<td role="cell" data-label="Giờ phát" colspan="2">x &amp; y<svg viewBox="0 0 1 1"><path d="M0"/></svg></td>'
        in told
    )
    assert '<td role="cell" data-label="Việc"></td>' in told
    assert told.count('role="row"') == 3
