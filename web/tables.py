"""Tables of lists: put in the order that the address asks for; on a phone cards whose cells know their heading."""

from collections.abc import Callable, Iterable, Mapping
from html import escape, unescape
from html.parser import HTMLParser
from typing import Any, TypeVar

from flask import Flask, request
from markupsafe import Markup

R = TypeVar("R")
_ROLES = {"thead": "rowgroup", "tbody": "rowgroup", "tfoot": "rowgroup", "tr": "row", "td": "cell"}


def in_order(rows: Iterable[R], keys: Mapping[str, Callable[[R], Any]]) -> tuple[list[R], str]:
    """Rows by ``?sort=name``, or from the last to the first by ``?sort=-name``; what is no key changes nothing.

    Returns:
        The rows, and how they are sorted, empty where as they came.
    """
    sort = request.args.get("sort", "")
    key = keys.get(sort.removeprefix("-"))
    if key is None:
        return list(rows), ""
    return sorted(rows, key=key, reverse=sort.startswith("-")), sort


def labelled(inside: Markup) -> Markup:
    """The inside of a table, its cells told their column's heading and all parts their roles.

    Style sheets show the heading beside the cell where the table is laid out as cards. A browser forgets that parts
    of a table are parts of a table once they are laid out otherwise; roles that are written out stay.
    """
    reader = _Labelling()
    reader.feed(inside)
    reader.close()
    return Markup("".join(reader.told))  # noqa: S704 # what came in was markup already


class _Labelling(HTMLParser):
    """Repeats what it reads, tag by tag, with labels and roles."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.told: list[str] = []
        self.headings: list[str] = []
        self.column = 0
        self.heading: list[str] | None = None  # the words of the heading that is being read

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        whole = self.get_starttag_text() or ""
        given = dict(attrs)
        if tag == "tr":
            self.column = 0
        if tag == "th" and given.get("scope") == "col":
            self.heading = []
        more = f' role="{self._role(tag, given)}"' if tag in _ROLES or tag == "th" else ""
        if tag in {"td", "th"} and self.heading is None:
            if tag == "td" and self.column < len(self.headings) and self.headings[self.column]:
                more += f' data-label="{escape(self.headings[self.column])}"'
            self.column += int(given.get("colspan") or 1)
        self.told.append(f"{whole[: 1 + len(tag)]}{more}{whole[1 + len(tag) :]}")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self.told.append(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "th" and self.heading is not None:
            self.headings.append(" ".join(unescape("".join(self.heading)).split()))
            self.heading = None
        self.told.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self._keep(data)

    def handle_entityref(self, name: str) -> None:
        self._keep(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._keep(f"&#{name};")

    def _keep(self, words: str) -> None:
        if self.heading is not None:
            self.heading.append(words)
        self.told.append(words)

    @staticmethod
    def _role(tag: str, given: dict[str, str | None]) -> str:
        if tag == "th":
            return "columnheader" if given.get("scope") == "col" else "rowheader"
        return _ROLES[tag]


def install(app: Flask) -> None:
    """Let templates use the filter ``labelled``."""
    app.jinja_env.filters["labelled"] = labelled
