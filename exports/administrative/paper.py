"""An administrative paper, put together block by block from top to bottom, by Decree 30/2020/NĐ-CP."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from itertools import chain
from typing import Final, Self

from exports import wording
from exports.administrative import base, forms
from exports.administrative.archive import Shelf
from exports.administrative.filling import PLACE, filled, one_line
from exports.administrative.letters import widest_line_pt, width_pt

STATE_NAME: Final = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
STATE_MOTTO: Final = "Độc lập - Tự do - Hạnh phúc"
END_MARK: Final = "./."
_AGENCY_SHARE: Final = 0.4  # of its text; the decree asks for a third to a half
_RIGHT_HEAD_MM: Final = 99  # room for the state's name on one line
_PT_PER_MM: Final = 72 / 25.4
_SECTION: Final = re.compile(rb"<w:sectPr\b.*</w:sectPr>", re.DOTALL)
_CORE: Final = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    b' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
    b' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>%b</dc:title><dc:subject>%b</dc:subject>'
    b"<dc:creator>%b</dc:creator><cp:revision>1</cp:revision>"
    b'<dcterms:created xsi:type="dcterms:W3CDTF">%bT00:00:00Z</dcterms:created>'
    b'<dcterms:modified xsi:type="dcterms:W3CDTF">%bT00:00:00Z</dcterms:modified>'
    b"<dc:language>vi-VN</dc:language></cp:coreProperties>"
)


@dataclass(frozen=True, slots=True)
class About:
    """What the file's properties say; both times are the paper's own date, so that equal papers are equal bytes."""

    title: str
    subject: str
    creator: str
    dated: date


@dataclass(frozen=True, slots=True)
class Head:
    """The block that opens a paper, in its own capitals and small letters; the layout capitalises.

    ``place_and_date`` is empty for minutes, ``concerning`` (V/v) is for letters, which have no name of type.
    """

    superior: str
    agency: str
    number_line: str
    place_and_date: str
    concerning: str = ""


@dataclass(frozen=True, slots=True)
class Signature:
    """One party's block: lines over the room for the hand (``KT. GIÁM ĐỐC``, ``PHÓ GIÁM ĐỐC``), the name under it."""

    lines: tuple[str, ...]
    name: str


class Paper:
    """Blocks go in from top to bottom and each returns the paper; ``as_bytes`` closes it.

    All text is tidied and escaped here, so callers hand over what people typed. A line feed starts a paragraph.
    Forms and texts are kept apart until it is closed, for one long form is filled sooner than many short ones.
    """

    def __init__(self, *, landscape: bool = False) -> None:
        self._sheet = base.sheet(landscape=landscape)
        self.text_width_mm = self._sheet.text_width_mm  # between the margins
        self._shelf = _shelf(landscape=landscape)
        self._body: list[bytes] = []  # forms, whose places take the texts in their order
        self._texts: list[str] = []
        self._closing = self._sheet.closing

    def head(self, head: Head) -> Self:
        """Agency left, state right; under them number (and subject of a letter) left, place and date right."""
        left_mm = self.text_width_mm - _RIGHT_HEAD_MM if self.text_width_mm < 200 else self.text_width_mm / 2
        right_mm = self.text_width_mm - left_mm
        number, dated = forms.paragraph("Number"), forms.paragraph("Place and Date")
        self._texts.append(head.number_line)
        if head.concerning:
            number += forms.paragraph("Concerning")
            self._texts.append(f"V/v {head.concerning}")
        self._texts.append(head.place_and_date)
        self._body.append(
            forms.layout_row((left_mm, right_mm), 2)
            % (_agencies(head.superior, head.agency, left_mm), _state(right_mm), number, dated)
        )
        if head.concerning:
            self._body.append(_gap())
        return self

    def name(self, kind: str, subject: str) -> Self:
        """The type of the paper in capitals and what it is about, with the rule under it."""
        wide = widest_line_pt(wording.tidy(subject), 14, self.text_width_mm * _PT_PER_MM) * _AGENCY_SHARE
        self._body.append(forms.told("Title", kind.upper(), True))
        self.block("Subtitle", subject, keep=True)
        self._body += (_ruled(wide, self.text_width_mm), _gap())
        return self

    def addressees(self, names: Sequence[str]) -> Self:
        """Kính gửi: one on the same line; several on lines of their own, closed by a full stop."""
        if len(names) == 1:
            return self.block("Addressee", f"Kính gửi: {names[0]}.")
        self.block("Addressee", "Kính gửi:", keep=True)
        return self._list("Addressee", listed(names))

    def grounds(self, grounds: Sequence[str]) -> Self:
        """Căn cứ: in italics, each on its line, the last closed by a full stop."""
        return self._list("Legal Basis", closed(grounds))

    def heading(self, level: int, text: str) -> Self:
        """A heading with its number in the text; level 1 in capitals."""
        self._body.append(_heading(level, text))
        return self

    def text(self, text: str, *, keep: bool = False) -> Self:
        """Body text; ``keep`` holds it with what follows."""
        return self.block("Body Text", text, keep=keep)

    def items(self, items: Sequence[str]) -> Self:
        """A list: ``- ...;`` and the last with a full stop."""
        return self._list("Body Text", listed(items))

    def block(self, style: str, text: str, *, keep: bool = False) -> Self:
        """Text in a named style, one paragraph a line."""
        self._body.append(forms.paragraph(style, keep))
        self._texts.append(text)
        return self

    def table(
        self,
        form: forms.TableForm,
        rows: Iterable[Sequence[str]],
        *,
        total: Sequence[str] | None = None,
        keep: bool = False,
        hidden: Sequence[str] = (),
    ) -> Self:
        """A data table; ``rows`` hold one text per column, ``total`` its label and the sums.

        ``keep`` holds the last row with what follows, as before a sign-off. ``hidden`` is a text for each row that
        stands in its first cell unseen, for whoever reads the file and not the paper.
        """
        made = forms.table(form, self.text_width_mm)
        told = tuple(rows)
        body = [made.row] * len(told)
        if body and (keep or total is not None):
            body[-1] = made.kept_row
        if hidden:
            unseen = (PLACE + forms.hidden(text) for text in hidden)
            body = [row.replace(PLACE, first, 1) for row, first in zip(body, unseen, strict=True)]
        self._texts += chain.from_iterable(told)
        if total is not None:
            body.append(made.total)
            self._texts += total
        self._body += (made.opening, *body, b"</w:tbl>", _gap(keep))
        return self

    def sign_off(self, recipients: Sequence[str], signature: Signature) -> Self:
        """Nơi nhận left, the signature right, whole on one page."""
        left = forms.told("Recipients Label", "Nơi nhận:", True)
        left += forms.paragraph("Recipients", True) * len(recipients)
        self._texts += listed(recipients)
        half = self.text_width_mm / 2
        self._body += (_gap(), forms.layout_row((half, half)) % (left, _signed(signature)))
        return self

    def recipients(self, recipients: Sequence[str]) -> Self:
        """Nơi nhận alone, under the signatures of several parties."""
        self._body += (_gap(), forms.told("Recipients Label", "Nơi nhận:", True))
        return self._list("Recipients", listed(recipients))

    def signatures(self, parties: Sequence[Signature]) -> Self:
        """Several parties side by side, whole on one page: minutes, joint programmes, estimates."""
        widths = (self.text_width_mm / len(parties),) * len(parties)
        # What they sign as over how they are called, so that all names stand on one line however long the former is.
        cells = (*map(_signed_as, parties), *map(_name_of, parties))
        self._body += (_gap(), forms.layout_row(widths, 2) % cells)
        return self

    def annex(self, label: str, title: str, note: str) -> Self:
        """An annex on pages of its own, numbered by itself; what follows belongs to it. ``note`` says to what.

        Source: Decree 30/2020/NĐ-CP, Annex I, III.1: label and title centred, the note in italics, pages numbered
        for each annex alone.
        """
        section = _SECTION.search(self._closing)
        assert section is not None
        ended = re.sub(rb"(<w:pStyle [^>]*/>)", lambda style: style[1] + section[0], forms.told("Last Line", ""))
        self._body.append(ended)
        if b"<w:pgNumType" not in self._closing:
            self._closing = self._closing.replace(b"<w:titlePg/>", b'<w:pgNumType w:start="1"/><w:titlePg/>', 1)
        self.block("Title", label.upper(), keep=True).block("Subtitle", title.upper(), keep=True)
        return self.block("Annex Note", f"({note})", keep=True)

    def as_bytes(self, about: About) -> bytes:
        """The finished .docx file: the same blocks and properties give the same bytes, in any process."""
        # Word wants a paragraph after the last table; a low one costs no line.
        form = b"".join((self._sheet.opening, *self._body, forms.told("Last Line", ""), self._closing))
        return as_file(filled(form, self._texts), about, self._shelf)

    def _list(self, style: str, items: Sequence[str]) -> Self:
        self._body.append(forms.paragraph(style) * len(items))
        self._texts += items
        return self


def as_file(document: bytes, about: About, shelf: Shelf | None = None) -> bytes:
    """A file of a main part, its properties and the parts that no paper changes."""
    day = about.dated.isoformat().encode()
    core = _CORE % (one_line(about.title), one_line(about.subject), one_line(about.creator), day, day)
    parts = (("docProps/core.xml", core), ("word/document.xml", document))
    return (shelf or _shelf(landscape=False)).archive(parts)


def listed(items: Sequence[str]) -> list[str]:
    """``- ...;`` each, the last with a full stop; a mark that was typed is not doubled."""
    return closed(items, "- ")


def closed(items: Sequence[str], lead: str = "") -> list[str]:
    """Each item as one line after ``lead``, closed by a semicolon, the last by a full stop."""
    lines = [item if item.isprintable() else wording.tidy(item).replace("\n", " ") for item in items]
    told = [lead + line.rstrip(" ;.,\u037e") for line in lines]  # the Greek question mark becomes a semicolon
    return [f"{item};" for item in told[:-1]] + [f"{item}." for item in told[-1:]]


@cache
def _shelf(*, landscape: bool) -> Shelf:
    return Shelf.of(base.sheet(landscape=landscape).parts)


@lru_cache(maxsize=64)  # an office writes many papers under one name
def _agencies(superior: str, agency: str, room_mm: float) -> bytes:
    """The agency under the one above it, with its rule."""
    named = wording.tidy(agency).upper()
    over = forms.told("Superior Agency", superior.upper()) if wording.says(superior) else b""
    wide = widest_line_pt(named, 12, room_mm * _PT_PER_MM) * _AGENCY_SHARE
    return over + forms.told("Agency", named) + _ruled(wide, room_mm)


@cache
def _state(room_mm: float) -> bytes:
    """The state's name and motto, with a rule as long as the motto."""
    named = forms.told("State Name", STATE_NAME) + forms.told("State Motto", STATE_MOTTO)
    return named + _ruled(width_pt(STATE_MOTTO, 13), room_mm)


@lru_cache(maxsize=1024)  # every paper of a kind has the same
def _heading(level: int, text: str) -> bytes:
    return forms.told(f"Heading {level}", text.upper() if level == 1 else text)


@cache
def _gap(keep: bool = True) -> bytes:
    """A low empty line: after a rule or a table, before a sign-off."""
    return forms.told("Gap", "", keep)


def _ruled(wide_pt: float, room_mm: float) -> bytes:
    """A rule of a length, centred in its room."""
    return forms.rule().replace(PLACE, b"%d" % round((room_mm * _PT_PER_MM - wide_pt) * 10))


@lru_cache(maxsize=256)  # the same few people sign
def _signed(signature: Signature) -> bytes:
    return _signed_as(signature) + _name_of(signature)


def _signed_as(signature: Signature) -> bytes:
    return b"".join(forms.told("Signatory", line.upper()) for line in signature.lines or ("",))


def _name_of(signature: Signature) -> bytes:
    return forms.told("Signature Space", "") + forms.told("Signatory", signature.name)
