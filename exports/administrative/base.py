"""The base package of every paper, built once a process: A4, Times New Roman, Vietnamese, the styles of Decree 30/2020.

python-docx's own template brings theme fonts, English and a thumbnail; this one starts from the few parts below.

Source: Decree 30/2020/NĐ-CP, Annex I (paper, margins, faces, sizes), as the profile in force since 2020.
"""

import io
import zipfile
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from docx import Document
from docx.document import Document as Paper
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm, Pt

from exports.administrative import theme

TOP_MM, BOTTOM_MM, LEFT_MM, RIGHT_MM = 20, 20, 30, 15
SHORT_MM, LONG_MM = 210, 297
FACE: Final = "Times New Roman"
_LEFT, _CENTRE, _RIGHT, _BOTH = (
    WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.JUSTIFY,
)  # fmt: skip
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_DECLARED: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_GRID: Final = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)

_SEED: Final = {
    "[Content_Types].xml": f"""{_DECLARED}<Types xmlns="{_PACKAGE}/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>
<Override PartName="/word/styles.xml" ContentType="{_TYPE}.styles+xml"/>
<Override PartName="/word/settings.xml" ContentType="{_TYPE}.settings+xml"/>
<Override PartName="/word/fontTable.xml" ContentType="{_TYPE}.fontTable+xml"/>
<Override PartName="/word/theme/theme1.xml" ContentType="application/vnd.openxmlformats-officedocument.theme+xml"/>
<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>
</Types>""",
    "_rels/.rels": f"""{_DECLARED}<Relationships xmlns="{_PACKAGE}/relationships">
<Relationship Id="rId1" Type="{_OFFICE}/relationships/officeDocument" Target="word/document.xml"/>
<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>
</Relationships>""",
    "word/_rels/document.xml.rels": f"""{_DECLARED}<Relationships xmlns="{_PACKAGE}/relationships">
<Relationship Id="rId1" Type="{_OFFICE}/relationships/styles" Target="styles.xml"/>
<Relationship Id="rId2" Type="{_OFFICE}/relationships/settings" Target="settings.xml"/>
<Relationship Id="rId3" Type="{_OFFICE}/relationships/fontTable" Target="fontTable.xml"/>
<Relationship Id="rId4" Type="{_OFFICE}/relationships/theme" Target="theme/theme1.xml"/>
</Relationships>""",
    "word/document.xml": f"""{_DECLARED}<w:document {nsdecls("w", "r")}><w:body><w:sectPr/></w:body></w:document>""",
    "word/settings.xml": f"""{_DECLARED}<w:settings {nsdecls("w")}><w:zoom w:percent="100"/>
<w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/><w:compat>
<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>
</w:compat><w:themeFontLang w:val="vi-VN" w:eastAsia="vi-VN"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/>
</w:settings>""",
    "word/styles.xml": f"""{_DECLARED}<w:styles {nsdecls("w")}>
<w:docDefaults><w:rPrDefault><w:rPr>
<w:rFonts w:ascii="{FACE}" w:hAnsi="{FACE}" w:eastAsia="{FACE}" w:cs="{FACE}"/><w:color w:val="000000"/>
<w:sz w:val="28"/><w:szCs w:val="28"/><w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="ar-SA"/>
</w:rPr></w:rPrDefault>
<w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr></w:pPrDefault>
</w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>
<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/>
<w:uiPriority w:val="1"/><w:semiHidden/></w:style>
<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>
<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>
<w:top w:w="0" w:type="dxa"/><w:left w:w="0" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>
<w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>
<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>
<w:uiPriority w:val="99"/><w:semiHidden/></w:style>
<w:style w:type="table" w:customStyle="1" w:styleId="Grid"><w:name w:val="Grid"/><w:basedOn w:val="TableNormal"/>
<w:tblPr><w:tblBorders>
{_GRID}</w:tblBorders><w:tblCellMar><w:top w:w="28" w:type="dxa"/><w:left w:w="85" w:type="dxa"/>
<w:bottom w:w="28" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>
</w:styles>""",
    "word/fontTable.xml": f"""{_DECLARED}<w:fonts {nsdecls("w")}><w:font w:name="{FACE}">
<w:panose1 w:val="02020603050405020304"/><w:charset w:val="00"/><w:family w:val="roman"/><w:pitch w:val="variable"/>
</w:font></w:fonts>""",
    "word/theme/theme1.xml": theme.black(FACE),
    "docProps/core.xml": f'{_DECLARED}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"/>',
}


@dataclass(frozen=True, slots=True)
class _Style:
    """A paragraph style; sizes in points, the first line in millimetres."""

    name: str
    size: float = 14
    bold: bool = False
    italic: bool = False
    align: WD_ALIGN_PARAGRAPH = _CENTRE
    before: float = 0
    after: float = 0
    first_mm: float = 0
    level: int | None = None  # in the outline, 0 the highest
    builtin: bool = False
    whole: bool = False  # its lines stay together


_STYLES: Final = (
    _Style("Body Text", align=_BOTH, after=6, first_mm=12.7, builtin=True),
    _Style("Heading 1", bold=True, align=_BOTH, before=6, after=6, first_mm=12.7, level=0, builtin=True),
    _Style("Heading 2", bold=True, align=_BOTH, after=6, first_mm=12.7, level=1, builtin=True),
    _Style("Heading 3", bold=True, italic=True, align=_BOTH, after=6, first_mm=12.7, level=2, builtin=True),
    _Style("Title", bold=True, before=18, builtin=True),
    _Style("Subtitle", bold=True, builtin=True),
    _Style("Header", size=13, builtin=True),
    _Style("Superior Agency", size=12),
    _Style("Agency", size=12, bold=True),
    _Style("State Name", size=12, bold=True),
    _Style("State Motto", size=13, bold=True),
    _Style("Rule", size=4),
    _Style("Number", size=13, before=2),
    _Style("Place and Date", size=13, italic=True, before=2),
    _Style("Concerning", size=12, before=6),
    _Style("Annex Note", italic=True, after=6),
    _Style("Addressee", align=_BOTH, before=6, after=6, first_mm=12.7),
    _Style("Legal Basis", italic=True, align=_BOTH, after=6, first_mm=12.7),
    _Style("Table Text", size=12, align=_LEFT),
    _Style("Table Centre", size=12),
    _Style("Table Figure", size=12, align=_RIGHT),
    _Style("Table Heading", size=12, bold=True),
    _Style("Table Total", size=12, bold=True),
    _Style("Table Total Figure", size=12, bold=True, align=_RIGHT),
    _Style("Gap", size=6),
    _Style("Last Line", size=1),
    _Style("Recipients Label", size=12, bold=True, italic=True, align=_LEFT),
    _Style("Recipients", size=11, align=_LEFT),
    _Style("Signatory", bold=True, whole=True),
    _Style("Signature Space", size=14, before=54, whole=True),
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The main part split around its body, and the parts that no paper changes, in archive order."""

    opening: bytes
    closing: bytes
    parts: dict[str, bytes]
    text_width_mm: int


def specimen() -> Paper:
    """An empty paper with its styles, header and page, upright; python-docx may fill it."""
    seed = io.BytesIO()
    with zipfile.ZipFile(seed, "w") as members:
        for name, text in _SEED.items():
            members.writestr(name, text)
    paper = Document(seed)
    for style in _STYLES:
        _add(paper, style)
    _set_page(paper)
    return paper


@cache
def sheet(*, landscape: bool = False) -> Sheet:
    """The base package, upright or lying, ready to be filled."""
    paper = specimen()
    section = paper.sections[0]
    wide, high = (LONG_MM, SHORT_MM) if landscape else (SHORT_MM, LONG_MM)
    section.page_width, section.page_height = Mm(wide), Mm(high)
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    saved = io.BytesIO()
    paper.save(saved)
    with zipfile.ZipFile(saved) as members:
        names = sorted(members.namelist(), key=lambda name: (name != "[Content_Types].xml", name))
        parts = {name: members.read(name) for name in names}
    opening, closing = parts.pop("word/document.xml").split(b"<w:body>")
    del parts["docProps/core.xml"]
    return Sheet(opening + b"<w:body>", closing, parts, wide - LEFT_MM - RIGHT_MM)


def _set_page(paper: Paper) -> None:
    """Margins, and the page number: centred at the top, none on the first page."""
    section = paper.sections[0]
    section.top_margin, section.bottom_margin = Mm(TOP_MM), Mm(BOTTOM_MM)
    section.left_margin, section.right_margin = Mm(LEFT_MM), Mm(RIGHT_MM)
    section.header_distance = section.footer_distance = Mm(10)
    section.different_first_page_header_footer = True
    section.first_page_header.is_linked_to_previous = False
    line = section.header.paragraphs[0]
    for run in (
        '<w:fldChar w:fldCharType="begin"/>', '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>', "<w:t>2</w:t>", '<w:fldChar w:fldCharType="end"/>',
    ):  # fmt: skip
        line._p.append(parse_xml(f"<w:r {nsdecls('w')}>{run}</w:r>"))


def _add(paper: Paper, wanted: _Style) -> None:
    style: Any = paper.styles.add_style(wanted.name, WD_STYLE_TYPE.PARAGRAPH, builtin=wanted.builtin)
    style._element.styleId = wanted.name.replace(" ", "")
    style.base_style = paper.styles["Normal"]
    style.quick_style = True
    if wanted.size != 14:
        style.font.size = Pt(wanted.size)
        style.font._element.rPr.append(parse_xml(f'<w:szCs {nsdecls("w")} w:val="{round(wanted.size * 2)}"/>'))
    if wanted.bold:
        style.font.bold = style.font.cs_bold = True
    if wanted.italic:
        style.font.italic = style.font.cs_italic = True
    layout = style.paragraph_format
    layout.alignment = wanted.align
    layout.space_before, layout.space_after = Pt(wanted.before), Pt(wanted.after)
    if wanted.first_mm:
        layout.first_line_indent = Mm(wanted.first_mm)
    if wanted.level is not None or wanted.whole:
        layout.keep_with_next = layout.keep_together = True
    if wanted.level is not None:
        style._element.pPr.append(parse_xml(f'<w:outlineLvl {nsdecls("w")} w:val="{wanted.level}"/>'))
    if wanted.name == "Rule":
        _draw(style._element.pPr)


def _draw(layout: Any) -> None:
    """The rule itself: the top border of a low, empty paragraph. The decree's rules are drawn, never underlines."""
    border = '<w:top w:val="single" w:sz="6" w:space="1" w:color="000000"/>'
    layout.insert_element_before(parse_xml(f"<w:pBdr {nsdecls('w')}>{border}</w:pBdr>"), "w:spacing", "w:ind", "w:jc")
    for name, value in (("line", "80"), ("lineRule", "exact"), ("before", "20"), ("after", "0")):
        layout.find(f"{{{layout.nsmap['w']}}}spacing").set(f"{{{layout.nsmap['w']}}}{name}", value)
