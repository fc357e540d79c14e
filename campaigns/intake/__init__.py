"""Reading an official plan: text in, a draft out, every statement quoted. Nothing is guessed; what is open is asked."""

import enum
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import Any, TypeVar

from campaigns.intake import channels, header, passages, questions, wrapping
from campaigns.intake.clauses import About, Clause, clauses, entries, title_of
from campaigns.intake.deadlines import deadlines, sentences
from campaigns.intake.draft import Channel, Duty, Funding, Header, PlanDraft, Quota, ReportDeadline, Section, Theme
from campaigns.intake.duties import duties
from campaigns.intake.outline import Item, outline
from campaigns.intake.phrases import read_phrases

__all__ = ["Look", "PlanDraft", "read"]


class Look(enum.StrEnum):
    """The looks that are taken at a plan, in their order; each goes through it from the first to the last."""

    LINES = "lines"
    PARAGRAPHS = "paragraphs"
    SENTENCES = "sentences"
    CLAUSES = "clauses"


Told = Callable[[Look, int, int], None]
"""Is told how far a look has come: lines or paragraphs done, of how many."""


def _nobody(_look: Look, _done: int, _all: int) -> None:
    """Nobody wants to know."""


def read(text: str, year: int | None = None, told: Told = _nobody) -> PlanDraft:
    """The draft of a plan.

    Args:
        text: A plan of the form that Decree 30/2020/NĐ-CP gives administrative papers; any Unicode form, any line
            ends, paragraphs whole or broken at a column.
        year: The year the plan is for, when the reader knows better than the paper.
        told: Called all along; what it raises ends the reading.

    Returns:
        What the paper says, in its order; every ``text`` and ``quote`` is a verbatim part of ``text`` in NFC. A text
        that is no plan gives a draft of little but questions.
    """
    source = unicodedata.normalize("NFC", text)
    frame = header.divide(_flat(wrapping.paragraphs(_flat(passages.lines(source), Look.LINES, told)),
                                Look.PARAGRAPHS, told))  # fmt: skip
    head = header.read_header(frame, year)
    roots = outline(frame.body)
    found = list(clauses(roots))
    items = [item for root in roots for item in root.walk()]
    stated = list(_stated(items, told))
    ordered, due = _ordered(found, head, told)
    draft = PlanDraft(
        header=head,
        sections=tuple(_sections(roots)),
        themes=tuple(_themes(found)),
        channels=tuple(_channels(found)),
        duties=tuple(duty for duty in ordered if duty.unit),
        funding=tuple(_funding(found, stated)),
        report_deadlines=due,
        quotas=tuple(_quotas(stated)),
        recipients=header.read_recipients(frame.tail),
        signatory=header.read_signatory(frame.tail),
    )
    kinds = {one["kind"] for _item, _sentence, one in stated}
    told_of = {"prices": "price" in kinds, "dates": "window" in kinds, "owners": all(duty.unit for duty in ordered)}
    return replace(draft, questions=questions.questions(draft, told_of))


Stated = tuple[Item, passages.Passage, dict[str, Any]]


Line = TypeVar("Line", passages.Passage, passages.Passage | None)


def _flat(lines: list[Line], look: Look, told: Told) -> list[Line]:
    """The same lines, each laid out to be read, which is much of the work."""
    for n, line in enumerate(lines, 1):
        if line is not None:
            _ = line.flat
        told(look, n, len(lines))
    return lines


def _stated(items: Sequence[Item], told: Told) -> Iterator[Stated]:
    """What the phrases of each sentence state."""
    for n, item in enumerate(items, 1):
        for sentence in sentences(item.words):
            for one in read_phrases(sentence.flat):
                yield item, sentence, one
        told(Look.SENTENCES, n, len(items))


def _ordered(found: Sequence[Clause], head: Header, told: Told) -> tuple[tuple[Duty, ...], tuple[ReportDeadline, ...]]:
    """What each clause orders, and by which days it wants reports."""
    ordered: list[Duty] = []
    due: list[ReportDeadline] = []
    lengths = [sum(1 for _ in clause.item.walk()) for clause in found]
    for clause, done in zip(found, accumulate(lengths), strict=True):
        ordered += _duties(clause)
        due += _deadlines(clause, head)
        told(Look.CLAUSES, done, sum(lengths))
    return tuple(ordered), tuple(due)


def _sections(roots: Sequence[Item]) -> Iterator[Section]:
    for root in roots:
        for item in root.walk():
            if item.is_heading:
                yield Section(item.number, title_of(item), item.quote.text)


def _of(found: Sequence[Clause], about: About) -> Iterator[Item]:
    return (clause.item for clause in found if clause.about is about)


def _themes(found: Sequence[Clause]) -> Iterator[Theme]:
    for clause in _of(found, About.THEMES):
        for entry in entries(clause):
            yield Theme(entry.passage.text.rstrip(" ;"), entry.number)


def _channels(found: Sequence[Clause]) -> Iterator[Channel]:
    for clause in _of(found, About.FORMS):
        for item in clause.walk():
            if item is clause and item.under:
                continue  # a heading says "hình thức", the list under it says which
            for kind, name in channels.named_in(item.words.flat):
                yield Channel(kind, name, item.words.text.rstrip(" ;"), item.number)


def _duties(clause: Clause) -> Iterator[Duty]:
    if clause.about is About.DUTIES:
        yield from duties(clause.item)
    elif clause.about is About.FUNDING:  # much about money is nobody's duty
        yield from (duty for duty in duties(clause.item) if duty.unit)


def _funding(found: Sequence[Clause], stated: Sequence[Stated]) -> Iterator[Funding]:
    """The paragraphs of the clauses on money, and every other sentence that states a price or a sum."""
    amounts: dict[int, list[dict[str, Any]]] = {}
    for _item, sentence, one in stated:
        if one["kind"] == "price":
            amounts.setdefault(sentence.start, []).append(one)
    for clause in _of(found, About.FUNDING):
        for entry in entries(clause):
            whole = entry.passage
            inside = [start for start in amounts if whole.start <= start < whole.end]
            told = tuple(one for start in inside for one in amounts.pop(start))
            yield Funding(whole.text.rstrip(" ;"), entry.number, told)
    for item, sentence, _one in stated:
        if sentence.start in amounts:
            yield Funding(sentence.text.rstrip(" ;"), item.number, tuple(amounts.pop(sentence.start)))


def _deadlines(clause: Clause, head: Header) -> Iterator[ReportDeadline]:
    for item in clause.item.walk():
        yield from deadlines(item, head.year, reports=clause.about is About.REPORTS, signed_on=head.date)


def _quotas(stated: Sequence[Stated]) -> Iterator[Quota]:
    for item, sentence, one in stated:
        if one["kind"] in {"quota", "airtime"}:
            yield Quota(one, sentence.text.rstrip(" ;"), item.number)
