"""An administrative paper, put together block by block from top to bottom, by Decree 30/2020/NĐ-CP."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Final, Self

from exports import wording
from exports.administrative import base, forms
from exports.administrative.archive import Shelf
from exports.administrative.letters import widest_line_pt, width_pt

STATE_NAME: Final = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
STATE_MOTTO: Final = "Độc lập - Tự do - Hạnh phúc"
END_MARK: Final = "./."
_AGENCY_SHARE: Final = 0.4  # of its text; the decree asks for a third to a half
_RIGHT_HEAD_MM: Final = 99  # room for the state's name on one line
_PT_PER_MM: Final = 72 / 25.4
_SECTION: Final = re.compile(r"<w:sectPr\b.*</w:sectPr>", re.DOTALL)
_CORE: Final = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>%s</dc:title><dc:subject>%s</dc:subject>'
    "<dc:creator>%s</dc:creator><cp:revision>1</cp:revision>"
    '<dcterms:created xsi:type="dcterms:W3CDTF">%sT00:00:00Z</dcterms:created>'
    '<dcterms:modified xsi:type="dcterms:W3CDTF">%sT00:00:00Z</dcterms:modified>'
    "<dc:language>vi-VN</dc:language></cp:coreProperties>"
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
    """

    def __init__(self, *, landscape: bool = False) -> None:
        self._sheet = base.sheet(landscape=landscape)
        self._shelf = _shelf(landscape=landscape)
        self._body: list[str] = []
        self._closing = self._sheet.closing

    @property
    def text_width_mm(self) -> int:
        """Between the margins."""
        return self._sheet.text_width_mm

    def head(self, head: Head) -> Self:
        """Agency left, state right; under them number (and subject of a letter) left, place and date right."""
        left_mm = self.text_width_mm - _RIGHT_HEAD_MM if self.text_width_mm < 200 else self.text_width_mm / 2
        right_mm = self.text_width_mm - left_mm
        number = forms.lines("Number", head.number_line)
        if head.concerning:
            number += forms.lines("Concerning", f"V/v {head.concerning}")
        dated = forms.lines("Place and Date", head.place_and_date)
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
        self.block("Title", kind.upper(), keep=True).block("Subtitle", subject, keep=True)
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
        return self.block(f"Heading {level}", text.upper() if level == 1 else text)

    def text(self, text: str, *, keep: bool = False) -> Self:
        """Body text; ``keep`` holds it with what follows."""
        return self.block("Body Text", text, keep=keep)

    def items(self, items: Sequence[str]) -> Self:
        """A list: ``- ...;`` and the last with a full stop."""
        return self._list("Body Text", listed(items))

    def block(self, style: str, text: str, *, keep: bool = False) -> Self:
        """Text in a named style, one paragraph a line."""
        self._body.append(forms.lines(style, text, keep=keep))
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
        made = forms.table(form, float(self.text_width_mm))
        filled = [self._row(made, row) for row in rows]
        filled = (
            [(f"{row[0]}{forms.hidden(text)}", *row[1:]) for row, text in zip(filled, hidden, strict=True)]
            if hidden
            else filled
        )
        last_kept = keep or total is not None
        body = [made.row % row for row in (filled[:-1] if last_kept else filled)]
        if filled and last_kept:
            body.append(made.kept_row % filled[-1])
        if total is not None:
            body.append(made.total % tuple(map(forms.plain, total)))
        self._body += (made.opening, *body, "</w:tbl>", _gap(keep=keep))
        return self

    def sign_off(self, recipients: Sequence[str], signature: Signature) -> Self:
        """Nơi nhận left, the signature right, whole on one page."""
        left = forms.lines("Recipients Label", "Nơi nhận:", keep=True)
        left += "".join(forms.lines("Recipients", line, keep=True) for line in listed(recipients))
        half = self.text_width_mm / 2
        self._body += (_gap(), forms.layout_row((half, half)) % (left, _signed(signature)))
        return self

    def recipients(self, recipients: Sequence[str]) -> Self:
        """Nơi nhận alone, under the signatures of several parties."""
        self._body.append(_gap())
        self.block("Recipients Label", "Nơi nhận:", keep=True)
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
        ended = re.sub(r"(<w:pStyle [^>]*/>)", lambda style: style[1] + section[0], forms.paragraph("Last Line") % "")
        self._body.append(ended)
        if "<w:pgNumType" not in self._closing:
            self._closing = self._closing.replace("<w:titlePg/>", '<w:pgNumType w:start="1"/><w:titlePg/>', 1)
        self.block("Title", label.upper(), keep=True).block("Subtitle", title.upper(), keep=True)
        return self.block("Annex Note", f"({note})", keep=True)

    def as_bytes(self, about: About) -> bytes:
        """The finished .docx file: the same blocks and properties give the same bytes, in any process."""
        # Word wants a paragraph after the last table; a low one costs no line.
        body = (self._sheet.opening, *self._body, forms.paragraph("Last Line") % "", self._closing)
        return as_file("".join(body), about, self._shelf)

    def _list(self, style: str, items: Sequence[str]) -> Self:
        self._body += (forms.lines(style, item) for item in items)
        return self

    @staticmethod
    def _row(made: forms.Compiled, row: Sequence[str]) -> tuple[str, ...]:
        cells = tuple(map(forms.plain, row))
        if "\n" in "".join(cells):
            return tuple(cell.replace("\n", gap) for cell, gap in zip(cells, made.breaks, strict=True))
        return cells


def as_file(document: str, about: About, shelf: Shelf | None = None) -> bytes:
    """A file of a main part, its properties and the parts that no paper changes."""
    day = about.dated.isoformat()
    core = _CORE % (*map(_one_line, (about.title, about.subject, about.creator)), day, day)
    parts = (("docProps/core.xml", core.encode()), ("word/document.xml", document.encode()))
    return (shelf or _shelf(landscape=False)).archive(parts)


def listed(items: Sequence[str]) -> list[str]:
    """``- ...;`` each, the last with a full stop; a mark that was typed is not doubled."""
    return [f"- {item}" for item in closed(items)]


def closed(items: Sequence[str]) -> list[str]:
    """Each item as one line, closed by a semicolon, the last by a full stop."""
    bare = [wording.tidy(item).replace("\n", " ").rstrip(" ;.,") for item in items]
    return [f"{item}{'.' if place == len(bare) else ';'}" for place, item in enumerate(bare, 1)]


@cache
def _shelf(*, landscape: bool) -> Shelf:
    return Shelf.of(base.sheet(landscape=landscape).parts)


@lru_cache(maxsize=64)  # an office writes many papers under one name
def _agencies(superior: str, agency: str, room_mm: float) -> str:
    """The agency under the one above it, with its rule."""
    named = wording.tidy(agency).upper()
    over = forms.lines("Superior Agency", superior.upper()) if wording.says(superior) else ""
    wide = widest_line_pt(named, 12, room_mm * _PT_PER_MM) * _AGENCY_SHARE
    return over + forms.lines("Agency", named) + _ruled(wide, room_mm)


@cache
def _state(room_mm: float) -> str:
    """The state's name and motto, with a rule as long as the motto."""
    told = forms.lines("State Name", STATE_NAME) + forms.lines("State Motto", STATE_MOTTO)
    return told + _ruled(width_pt(STATE_MOTTO, 13), room_mm)


def _gap(*, keep: bool = True) -> str:
    """A low empty line: after a rule or a table, before a sign-off."""
    return forms.paragraph("Gap", keep=keep) % ""


def _ruled(wide_pt: float, room_mm: float) -> str:
    """A rule of a length, centred in its room."""
    side = round((room_mm * _PT_PER_MM - wide_pt) * 10)
    return forms.rule() % (side, side)


def _signed(signature: Signature) -> str:
    return _signed_as(signature) + _name_of(signature)


def _signed_as(signature: Signature) -> str:
    return "".join(forms.lines("Signatory", line.upper()) for line in signature.lines or ("",))


def _name_of(signature: Signature) -> str:
    return forms.lines("Signature Space", "") + forms.lines("Signatory", signature.name)


def _one_line(text: str) -> str:
    return forms.plain(text).replace("\n", " ")
