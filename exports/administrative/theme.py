"""The theme part, which the format wants in every file: one face, black on white. No style refers to it."""

from typing import Final

_INKS: Final = (
    ("dk1", "000000"), ("lt1", "FFFFFF"), ("dk2", "000000"), ("lt2", "FFFFFF"), ("accent1", "000000"),
    ("accent2", "000000"), ("accent3", "000000"), ("accent4", "000000"), ("accent5", "000000"),
    ("accent6", "000000"), ("hlink", "000000"), ("folHlink", "000000"),
)  # fmt: skip
_FILL: Final = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_LINE: Final = f'<a:ln w="6350">{_FILL}</a:ln>'
_EFFECT: Final = "<a:effectStyle><a:effectLst/></a:effectStyle>"


def black(face: str) -> str:
    """A theme of one face and no colours, as the text of its part."""
    inks = "".join(f'<a:{name}><a:srgbClr val="{ink}"/></a:{name}>' for name, ink in _INKS)
    faces = f'<a:latin typeface="{face}"/><a:ea typeface="{face}"/><a:cs typeface="{face}"/>'
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Black">'
        f'<a:themeElements><a:clrScheme name="Black">{inks}</a:clrScheme><a:fontScheme name="Black">'
        f"<a:majorFont>{faces}</a:majorFont><a:minorFont>{faces}</a:minorFont></a:fontScheme>"
        f'<a:fmtScheme name="Black"><a:fillStyleLst>{_FILL * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{_LINE * 3}</a:lnStyleLst>"
        f"<a:effectStyleLst>{_EFFECT * 3}</a:effectStyleLst><a:bgFillStyleLst>{_FILL * 3}</a:bgFillStyleLst>"
        "</a:fmtScheme></a:themeElements></a:theme>"
    )
