"""Cut the web font while the wheel is built, so that an install needs nothing but Python.

The pages are set in Inter. Its package holds the whole family (800 kB); this leaves the letters that
Vietnamese and English need, at one optical size and the weights 400 to 700: under 40 kB.
"""

from __future__ import annotations

import io
import shutil
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

NEEDED = ("fontpkg_inter", "fontTools", "brotli")
FONT = "inter-vi.woff2"
LICENCE = "OFL.txt"

LETTERS = (
    *range(0x20, 0x7F),  # ASCII
    *range(0xA0, 0x180),  # Latin-1 and Latin Extended-A: quotes, degree, ă đ ĩ ũ, × ¼ ½ ¾
    0x1A0, 0x1A1, 0x1AF, 0x1B0,  # Ơ ơ Ư ư
    *range(0x300, 0x304), 0x306, 0x309, 0x31B, 0x323,  # tone marks, for text that is not composed
    *range(0x1EA0, 0x1EFA),  # the Vietnamese block
    *range(0x2010, 0x2028), 0x2030, 0x2032, 0x2033, 0x2039, 0x203A,  # dashes, quotes, …, ‰, ′ of minutes, ″ of seconds
    0x20AB, *range(0x2190, 0x2194), 0x2212, 0x215B,  # ₫, arrows, minus, ⅛
)  # fmt: skip
FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl", "calt", "tnum", "case"]


def cut(whole: Path) -> bytes:
    """The font at ``whole`` cut to LETTERS, as WOFF2; the same input gives the same bytes.

    Letters go first and axes second: the other way round takes six seconds longer.
    """
    from fontTools import subset  # noqa: PLC0415  (may be absent: lay asks first)
    from fontTools.ttLib import TTFont  # noqa: PLC0415
    from fontTools.varLib import instancer  # noqa: PLC0415

    font = TTFont(whole, recalcTimestamp=False)
    cutter = subset.Subsetter(subset.Options(layout_features=FEATURES, hinting=False))
    cutter.populate(unicodes=LETTERS)
    cutter.subset(font)
    halfway = io.BytesIO()
    font.save(halfway)
    halfway.seek(0)
    font = instancer.instantiateVariableFont(TTFont(halfway, recalcTimestamp=False), {"opsz": 14, "wght": (400, 700)})
    font.flavor = "woff2"
    finished = io.BytesIO()
    font.save(finished)
    return finished.getvalue()


def lay(folder: Path) -> list[str]:
    """Put the font and its licence into ``folder`` unless they are there.

    Returns the packages that are missing for it; with any missing, nothing is written.
    """
    if (folder / FONT).is_file():  # an sdist brings it along; a second install finds it
        return []
    if missing := [name for name in NEEDED if find_spec(name) is None]:
        return missing
    import fontpkg_inter  # noqa: PLC0415

    source = Path(fontpkg_inter.__file__).parent
    folder.mkdir(parents=True, exist_ok=True)
    (folder / FONT).write_bytes(cut(source / "files" / "Inter[opsz,wght].ttf"))
    shutil.copyfile(source / "LICENSE", folder / LICENCE)
    return []


class CustomBuildHook(BuildHookInterface[Any]):
    """Called by hatchling before files are collected; editable installs are wheels too."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Lay the font; without its packages the build says so and pages use the system's font."""
        if self.target_name != "wheel":
            return
        if missing := lay(Path(self.root, "web", "static", "fonts")):
            self.app.display_warning(f"no web font, for want of {', '.join(missing)}: pages use the system's font")
