"""Single parts of the sheet as HTML, by the same macros as the page."""

from typing import Any

from flask import current_app


def drawn(part: str, told: Any) -> str:
    """One macro of ``months/parts.html`` with its argument."""
    template = current_app.jinja_env.get_template("months/parts.html")
    return str(getattr(template.module, part)(told)).strip()
