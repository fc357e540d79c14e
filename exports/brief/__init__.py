"""The brief of one slot: a programme's production brief, or an article's outline."""

from campaigns.values.papers import BriefView
from exports.brief.article import article_outline
from exports.brief.completeness import is_article, required_fields
from exports.brief.names import display_name, file_name, slip_code
from exports.brief.programme import production_brief, word_budget
from exports.brief.sections import recipients

__all__ = [
    "article_outline", "brief", "display_name", "file_name", "production_brief", "recipients", "required_fields",
    "slip_code", "word_budget",
]  # fmt: skip


def brief(view: BriefView) -> bytes:
    """The paper that fits the slot, as a .docx file; Refused ``brief.incomplete`` with ``fields``."""
    return article_outline(view) if is_article(view) else production_brief(view)
