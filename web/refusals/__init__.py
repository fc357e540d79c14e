"""A rule's no in the reader's words: what is the matter and what to do, without blame.

Each code has one Vietnamese sentence, translated like any other text of the pages. A test finds every code that
the rooms can raise and fails on one without words.
"""

from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum
from typing import Any

from campaigns.errors import Denied, NotFound, Refused, Stale
from campaigns.values.board import Finding
from web import formats
from web.language import current, gettext
from web.language import gettext as _
from web.refusals import (
    accounts,
    airtime,
    api,
    forms,
    logs,
    office,
    owing,
    papers,
    plans,
    proofs,
    proposals,
    rates,
    reports,
    site,
    tasks,
    units,
    uploads,
    urging,
)

SENTENCES: Mapping[str, str] = {
    **accounts.SENTENCES,
    **airtime.SENTENCES,
    **api.SENTENCES,
    **forms.SENTENCES,
    **logs.SENTENCES,
    **office.SENTENCES,
    **owing.SENTENCES,
    **papers.SENTENCES,
    **plans.SENTENCES,
    **proofs.SENTENCES,
    **proposals.SENTENCES,
    **rates.SENTENCES,
    **reports.SENTENCES,
    **site.SENTENCES,
    **tasks.SENTENCES,
    **units.SENTENCES,
    **uploads.SENTENCES,
    **urging.SENTENCES,
}

_CONFLICTS = {*airtime.SENTENCES, *owing.CONFLICTS, *units.CONFLICTS}


def sentence(code: str, facts: Mapping[str, Any]) -> str:
    """The sentence for a refusal, its facts written as this reader writes dates, hours and figures."""
    said = gettext(SENTENCES[code])
    return said % _Facts(facts) if "%(" in said else said


def of(refusal: Refused) -> str:
    """The sentence of a refusal."""
    return sentence(refusal.code, refusal.facts)


def finding(found: Finding) -> str:
    """What a rule says of a month, with the clause and the paper that it goes by."""
    facts: dict[str, Any] = {"date": found.date, **found.facts}
    if clause := facts.get("clause"):
        facts["cited"] = _("mục %(clause)s của kế hoạch; %(source)s", clause=clause, source=facts["source"])
    else:
        facts["cited"] = facts.get("source", "")
    return sentence(found.code, facts)


def status(refusal: Refused) -> int:
    """The HTTP status that says the same."""
    if isinstance(refusal, NotFound):
        return 404
    if isinstance(refusal, Denied):
        return 401 if refusal.code == "access.sign_in" else 403
    if isinstance(refusal, Stale):
        return 409
    if refusal.code in accounts.TOO_MANY:
        return 429
    return 409 if refusal.code in _CONFLICTS else 422


class _Facts(dict[str, Any]):
    """Facts by name, written for reading; a fact that the rule did not give is left blank."""

    def __getitem__(self, name: str) -> str:
        return _written(self.get(name, ""))


def _written(value: Any) -> str:
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, datetime):
        return f"{formats.hour(value, language=current())} {formats.date_short(value, language=current())}"
    if isinstance(value, date):
        return formats.date_short(value, language=current())
    if isinstance(value, int):
        return formats.number(value, language=current())
    if isinstance(value, tuple | list | set | frozenset):
        return ", ".join(_written(part) for part in value)
    return str(value)


def fault(filled: Any, name: str) -> str:
    """What is wrong with one field of a form, or nothing."""
    return sentence(*filled.errors[name]) if name in filled.errors else ""


def faults(filled: Any) -> list[tuple[str, str]]:
    """Every field that is wrong, with its sentence, in the order of the form."""
    return [(name, sentence(*told)) for name, told in filled.errors.items()]
