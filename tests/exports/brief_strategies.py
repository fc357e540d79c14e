"""Random briefs: complete ones with any text in any place, and lengths that add up."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import strategies as st

from campaigns.values.papers import (
    BriefDetails,
    BriefView,
    Deadline,
    DeadlineKind,
    OfficeView,
    Passage,
    Photo,
    PlanCitation,
    Segment,
    Step,
)
from campaigns.values.words import ChannelKind, ContentForm
from exports.wording import tidy
from tests.exports.brief_views import ARTICLE, PROGRAMME

_words = st.text("aăâbcdđeêghikloôơuưyáàảãạẤỆ ", max_size=40)
texts = st.one_of(_words, st.text(st.characters(), max_size=30), st.just("100% <b>&amp;</b>\n\nhai  dòng {x} %s"))
"""What people type and what no one types: control characters, lone surrogates, markup, line feeds."""
said = texts.filter(tidy)
days = st.dates(date(2017, 1, 1), date(2030, 12, 31))
lists = st.lists(texts, max_size=4).map(tuple)


@st.composite
def offices(draw) -> OfficeView:
    told = {name: draw(said) for name in ("agency", "place", "signatory_title", "signatory_name")}
    more = {name: draw(texts) for name in ("superior_agency", "agency_symbol", "drafting_unit", "phone", "signs_for")}
    return OfficeView(**told, **more, recipients=draw(lists))


plans = st.builds(PlanCitation, number=said, symbol=said, signed_on=days, issuing_body=said, title=said, doc_type=said)
segments = st.builds(
    Segment, part=said, duration_s=st.integers(1, 2000), content=texts, picture_and_sound=texts, spoken=st.booleans()
)
passages = st.builds(Passage, part=said, words=st.integers(1, 3000), content=texts)
steps = st.builds(Step, work=said, unit=said, due=days)


@st.composite
def details(draw) -> BriefDetails:
    told = {name: draw(texts) for name in ("contact", "genre", "headline", "sapo")}
    required = {name: draw(said) for name in ("message", "script_unit", "material_unit")}
    return BriefDetails(
        **told,
        **required,
        legal_basis=draw(lists),
        people=draw(lists),
        places=draw(lists),
        interview_sources=draw(lists),
        steps=draw(st.lists(steps, max_size=3).map(tuple)),
        photos=draw(st.lists(st.builds(Photo, picture=texts, caption=texts), max_size=3).map(tuple)),
    )


def _common(draw, view: BriefView) -> BriefView:
    day = draw(days)
    slot = replace(
        view.slot, date=day, month=f"{day:%Y-%m}", title=draw(said), theme=draw(texts), outlet=draw(said),
        channel=draw(texts), programme=draw(texts),
    )  # fmt: skip
    kinds = draw(st.lists(st.sampled_from(DeadlineKind), unique=True, max_size=3))
    return replace(
        view,
        office=draw(offices()),
        plan=draw(plans),
        slot=slot,
        details=draw(details()),
        form=draw(st.sampled_from(ContentForm)),
        drawn_up_on=draw(days),
        slip_number=draw(st.none() | st.integers(1, 200)),
        day_open=draw(st.booleans()),
        price_vnd=draw(st.none() | st.integers(0, 10**12)),
        price_basis=draw(texts),
        deadlines=tuple(Deadline(kind, day - timedelta(days=draw(st.integers(0, 20)))) for kind in kinds),
    )


@st.composite
def programmes(draw) -> BriefView:
    """A complete brief of a broadcast slot."""
    view = _common(draw, PROGRAMME)
    rows = tuple(draw(st.lists(segments, min_size=1, max_size=6)))
    kind = draw(st.sampled_from([ChannelKind.TELEVISION, ChannelKind.RADIO, ChannelKind.LOUDSPEAKER]))
    slot = replace(
        view.slot,
        channel_kind=kind,
        duration_s=sum(row.duration_s for row in rows),
        start_minute=draw(st.integers(0, 1800)),
    )
    rate = draw(st.integers(180, 300))
    return replace(view, slot=slot, speech_rate=rate, details=replace(view.details, running_order=rows))


@st.composite
def articles(draw) -> BriefView:
    """A complete outline of an article's slot."""
    view = _common(draw, ARTICLE)
    rows = tuple(draw(st.lists(passages, min_size=1, max_size=6)))
    told = replace(view.details, passages=rows, word_count=sum(row.words for row in rows))
    return replace(view, details=told, page=draw(texts), size=draw(texts))


briefs = st.one_of(programmes(), articles())
