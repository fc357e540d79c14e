"""The outline of a paper: what stands under what."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from campaigns.intake import marks
from campaigns.intake.passages import Passage


@dataclass(eq=False)
class Item:
    """One paragraph with all that stands under it. ``whole`` has its mark, ``words`` has not."""

    rank: int
    label: str
    whole: Passage
    words: Passage
    parent: "Item | None" = None
    under: list["Item"] = field(default_factory=list)

    @property
    def is_heading(self) -> bool:
        """Whether it is numbered, as clauses are."""
        return self.rank < marks.BULLET

    @property
    def number(self) -> str:
        """As one would cite it: ``II.1``, ``II.1.a``; for what is not numbered, that of the clause it stands in."""
        above = self.parent.number if self.parent else ""
        if not self.is_heading or not self.label:
            return above
        if self.rank > marks.NUMBER and self.rank < marks.LETTER:  # "1.2" says its own way down to the Roman number
            outer = self.parent
            while outer is not None and outer.rank >= marks.NUMBER:
                outer = outer.parent
            above = outer.number if outer else ""
        return f"{above}.{self.label}" if above else self.label

    @property
    def passage(self) -> Passage:
        """Its words and all that stands under it, without its own mark."""
        return self.words.to(self.last.whole) if self.under else self.words

    @property
    def quote(self) -> Passage:
        """As ``passage``, mark included."""
        return self.whole.to(self.last.whole) if self.under else self.whole

    @property
    def last(self) -> "Item":
        """The last item under it, itself when nothing is."""
        return self.under[-1].last if self.under else self

    def walk(self) -> Iterator["Item"]:
        """Itself and everything under it, in order."""
        yield self
        for item in self.under:
            yield from item.walk()


PLAIN = marks.INNER + 1


def outline(paragraphs: Sequence[Passage]) -> list[Item]:
    """The outermost items; a paragraph without a mark belongs to the clause above it."""
    roots: list[Item] = []
    open_items: list[Item] = []
    for paragraph in paragraphs:
        item = _item(paragraph)
        depth = marks.BULLET if item.rank == PLAIN else item.rank
        while open_items and open_items[-1].rank >= depth:
            open_items.pop()
        item.parent = open_items[-1] if open_items else None
        (item.parent.under if item.parent else roots).append(item)
        if item.rank != PLAIN:
            open_items.append(item)
    return roots


def _item(paragraph: Passage) -> Item:
    mark = marks.read(paragraph.flat)
    words = paragraph.cut(mark.width) if mark else None
    if mark is None or words is None:
        return Item(PLAIN, "", paragraph, paragraph)
    return Item(mark.rank, mark.label, paragraph, words)
