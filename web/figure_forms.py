"""The form of a unit's figures: the same for the unit itself and for the office that enters a paper report."""

from collections.abc import Mapping
from typing import Annotated, Any, Final

from pydantic import create_model

from campaigns.values.units import MOST, Figure, Figures, Texts
from web import forms, unit_names
from web.form_page import Ask, within

FIELDS: Final[Mapping[Figure, str]] = {figure: figure.value.replace(".", "_") for figure in Figure}
"""Name of each figure's field."""
_COUNTS: dict[str, Any] = {name: (Annotated[forms.Int, within(0, MOST)], None) for name in FIELDS.values()}
_TEXTS: dict[str, Any] = dict.fromkeys(unit_names.TEXTS, (forms.Lines, ""))
FiguresForm: Final[type[forms.Form]] = create_model(
    "FiguresForm", __base__=forms.Form, version=(forms.NeededInt, ...), act=(forms.Line, ""), **_COUNTS, **_TEXTS
)
"""Figures, texts, the version seen, and which button was pressed."""
PaperForm: Final[type[forms.Form]] = create_model(
    "PaperForm", __base__=FiguresForm, handed_on=(forms.NeededDate, ...), paper=(forms.NeededLine, ...)
)
"""The same from paper: when it came, and its number."""


def told(form: forms.Form) -> tuple[Figures, Texts]:
    """What was typed, as the services take it; a field left empty is not told."""
    typed = form.model_dump()
    figures = {figure: typed[name] for figure, name in FIELDS.items() if typed[name] is not None}
    return figures, Texts(**{name: typed[name] for name in unit_names.TEXTS})


def typed_of(figures: Figures, texts: Texts) -> dict[str, str]:
    """Figures and texts as the form shows them."""
    return {FIELDS[figure]: str(count) for figure, count in figures.items()} | texts.as_json()


def asks() -> list[Ask]:
    """Every field with its words, for the summary of what is wrong and for two versions beside each other."""
    counts = [
        Ask(FIELDS[figure], words if words.startswith(group.words) else f"{group.words}: {words}", "number")
        for group in unit_names.groups()
        for figure, words in group.figures
    ]
    return counts + [Ask(name, words, "text") for name, words in unit_names.texts()]
