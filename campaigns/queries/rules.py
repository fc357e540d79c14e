"""How strongly the rules of the month speak at this office."""

from collections.abc import Mapping

from sqlmodel import Session, select

from campaigns.models import RuleSetting
from campaigns.values.words import RuleLevel


def levels(session: Session) -> Mapping[str, RuleLevel]:
    """By the rule's code, what the office has said; rules that are not named speak as usual."""
    return {row.code: row.level for row in session.exec(select(RuleSetting))}
