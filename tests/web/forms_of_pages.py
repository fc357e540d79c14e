"""The forms of a page as a browser would send them back, read out of its HTML."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any


@dataclass
class PageForm:
    """A form: where it goes, and the values that it would send as it stands."""

    action: str
    method: str
    fields: list[tuple[str, str]] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    """Every field's name, the empty and the unticked ones too."""


class _Reader(HTMLParser):
    def __init__(self, here: str) -> None:
        super().__init__(convert_charrefs=True)
        self.here, self.forms, self.links = here, list[PageForm](), list[str]()
        self._form: PageForm | None = None
        self._area: str | None = None
        self._words = ""
        self._select: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "a" and "href" in told:
            self.links.append(told["href"])
        elif tag == "form":
            self._form = PageForm(told.get("action") or self.here, told.get("method", "get").lower())
            self.forms.append(self._form)
        elif self._form is not None:
            self._field(tag, told)

    def _field(self, tag: str, told: dict[str, str]) -> None:
        assert self._form is not None
        name = told.get("name", "")
        if tag == "option" and self._select:
            if "selected" in told:
                self._form.fields.append((self._select, told.get("value", "")))
            return
        if not name or tag not in {"input", "textarea", "select"}:
            return
        self._form.known.append(name)
        if tag == "textarea":
            self._area, self._words = name, ""
        elif tag == "select":
            self._select = name
        elif told.get("type") not in {"checkbox", "radio", "file"} or "checked" in told:
            self._form.fields.append((name, told.get("value", "")))

    def handle_data(self, data: str) -> None:
        if self._area is not None:
            self._words += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "select":
            self._select = None
        elif tag == "textarea" and self._area is not None and self._form is not None:
            self._form.fields.append((self._area, self._words.removeprefix("\n")))
            self._area = None


def forms_of(html: str, here: str) -> list[PageForm]:
    """Every form of a page, in order; ``here`` is the page's own address."""
    reader = _Reader(here)
    reader.feed(html)
    return reader.forms


def links_of(html: str) -> list[str]:
    """Every address that a page links to."""
    reader = _Reader("")
    reader.feed(html)
    return reader.links


def form_at(client: Any, address: str, action: str | None = None) -> PageForm:
    """The form of a page that goes to ``action``, or back to the page itself."""
    html = client.get(address).get_data(as_text=True)
    return next(form for form in forms_of(html, address) if form.action == (action or address))


def put(form: PageForm, /, **changed: str | list[str]) -> dict[str, list[str]]:
    """A form's fields as a browser sends them, with some typed over: ``name=``, or of the third row ``name_2=``."""
    told: dict[str, list[str]] = {}
    for name, value in form.fields:
        told.setdefault(name, []).append(value)
    for name, typed in changed.items():
        stem, _line, row = name.rpartition("_")
        if row.isdigit() and isinstance(typed, str):
            told[stem][int(row)] = typed
        else:
            told[name] = [typed] if isinstance(typed, str) else typed
    return told
