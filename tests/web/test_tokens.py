"""Every pair of colours that meets on a page, computed from the stylesheet itself, in both themes."""

import re
from pathlib import Path

import pytest

CSS = Path(__file__).parents[2] / "web" / "static" / "css"
SHEET = (CSS / "tokens.css").read_text("utf-8")
HUES = range(10)

TEXT = [  # ink, ground: 4.5 at least
    *((ink, ground) for ink in ("ink", "ink-2", "ink-3", "accent", "danger", "ok")
      for ground in ("surface", "bg", "surface-2")),
    *((f"{kind}", f"{kind}-soft") for kind in ("danger", "warn", "ok", "holiday")),
    ("ink", "accent-soft"), ("ink-2", "accent-soft"), ("accent", "accent-soft"), ("danger", "surface"),
    ("on-accent", "accent"), ("on-solid", "ok"), ("on-solid", "danger"), ("on-solid", "warn"), ("surface", "ink"),
    ("holiday", "surface-2"),
    *((pair) for hue in HUES for pair in (
        ("on-solid", f"hue-{hue}"), (f"hue-{hue}-ink", f"hue-{hue}-tint"), (f"hue-{hue}-ink", "surface"),
    )),
]  # fmt: skip
MARKS = [  # outline or field border, ground: 3.0 at least
    ("ctl", "surface"), ("warn", "surface"), ("accent", "bg"),
    *((f"hue-{hue}", ground) for hue in HUES for ground in (
        "surface", "surface-2", "accent-soft", "holiday-soft", f"hue-{hue}-tint",
    )),
]  # fmt: skip


def declared(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block))


def blocks() -> dict[str, dict[str, str]]:
    light = re.search(r"\n:root \{(.*?)\}", SHEET, re.DOTALL)
    system = re.search(r':root:not\(\[data-theme="light"\]\) \{(.*?)\}', SHEET, re.DOTALL)
    chosen = re.search(r':root\[data-theme="dark"\] \{(.*?)\}', SHEET, re.DOTALL)
    assert light
    assert system
    assert chosen
    return {"light": declared(light[1]), "dark": declared(system[1]), "chosen": declared(chosen[1])}


THEMES = blocks()


def contrast(one: str, other: str) -> float:
    """WCAG 2.2's contrast ratio of two #rrggbb colours."""

    def luminance(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_the_ratio_is_the_standards():
    assert contrast("#000000", "#ffffff") == 21
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48


def test_both_ways_into_the_dark_give_the_same_colours_and_none_is_forgotten():
    assert THEMES["chosen"] == THEMES["dark"]
    assert THEMES["dark"].keys() == THEMES["light"].keys()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("least", "pairs"), [(4.5, TEXT), (3.0, MARKS)], ids=["text", "marks"])
def test_every_pair_can_be_told_apart(theme, least, pairs):
    colours = THEMES[theme]
    ratios = {(ink, ground): round(contrast(colours[ink], colours[ground]), 2) for ink, ground in pairs}

    assert {pair: ratio for pair, ratio in ratios.items() if ratio < least} == {}


def test_every_colour_that_a_style_names_exists():
    styles = "".join(path.read_text("utf-8") for path in sorted(CSS.glob("*.css")))
    set_somewhere = set(re.findall(r"--([\w-]+):", styles))

    assert set(re.findall(r"var\(--([\w-]+)", styles)) - set_somewhere == set()


def test_colours_are_written_in_tokens_only_save_for_paper():
    for path in sorted(CSS.glob("*.css")):
        if path.name not in {"tokens.css", "print.css"}:
            assert re.findall(r"#[0-9a-fA-F]{3,8}\b(?!\")", path.read_text("utf-8")) == [], path.name
