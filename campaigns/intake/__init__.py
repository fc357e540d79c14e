"""Reading an official plan: text in, a draft out, every statement quoted. Nothing is guessed; what is open is asked."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from campaigns.intake import channels, header, passages, questions, wrapping
from campaigns.intake.clauses import About, Clause, clauses, entries, title_of
from campaigns.intake.deadlines import deadlines, sentences
from campaigns.intake.draft import Channel, Duty, Funding, Header, PlanDraft, Quota, ReportDeadline, Section, Theme
from campaigns.intake.duties import duties
from campaigns.intake.outline import Item, outline
from campaigns.intake.phrases import read_phrases

__all__ = ["PlanDraft", "read"]


def read(text: str, year: int | None = None) -> PlanDraft:
    """The draft of a plan.

    Args:
        text: A plan of the form that Decree 30/2020/NĐ-CP gives administrative papers; any Unicode form, any line
            ends, paragraphs whole or broken at a column.
        year: The year the plan is for, when the reader knows better than the paper.

    Returns:
        What the paper says, in its order; every ``text`` and ``quote`` is a verbatim part of ``text`` in NFC. A text
        that is no plan gives a draft of little but questions.
    """
    source = unicodedata.normalize("NFC", text)
    frame = header.divide(wrapping.paragraphs(passages.lines(source)))
    told = header.read_header(frame, year)
    roots = outline(frame.body)
    found = list(clauses(roots))
    items = [item for root in roots for item in root.walk()]
    stated = [(item, sentence, one) for item in items for sentence in sentences(item.words)
              for one in read_phrases(sentence.flat)]  # fmt: skip
    ordered = tuple(_duties(found))
    draft = PlanDraft(
        header=told,
        sections=tuple(_sections(roots)),
        themes=tuple(_themes(found)),
        channels=tuple(_channels(found)),
        duties=tuple(duty for duty in ordered if duty.unit),
        funding=tuple(_funding(found, stated)),
        report_deadlines=tuple(_deadlines(found, told)),
        quotas=tuple(_quotas(stated)),
        recipients=header.read_recipients(frame.tail),
        signatory=header.read_signatory(frame.tail),
    )
    kinds = {one["kind"] for _item, _sentence, one in stated}
    told_of = {"prices": "price" in kinds, "dates": "window" in kinds, "owners": all(duty.unit for duty in ordered)}
    return replace(draft, questions=questions.questions(draft, told_of))


Stated = tuple[Item, passages.Passage, dict[str, Any]]


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


def _duties(found: Sequence[Clause]) -> Iterator[Duty]:
    for clause in found:
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


def _deadlines(found: Sequence[Clause], head: Header) -> Iterator[ReportDeadline]:
    for clause in found:
        for item in clause.item.walk():
            yield from deadlines(item, head.year, reports=clause.about is About.REPORTS, signed_on=head.date)


def _quotas(stated: Sequence[Stated]) -> Iterator[Quota]:
    for item, sentence, one in stated:
        if one["kind"] in {"quota", "airtime"}:
            yield Quota(one, sentence.text.rstrip(" ;"), item.number)
