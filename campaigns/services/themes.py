"""Decisions about an adopted plan's themes: their short names, and which are sensitive."""

from sqlmodel import select

from campaigns.errors import NotFound, Refused, Stale
from campaigns.models import Theme
from campaigns.store import UnitOfWork


def change_theme(work: UnitOfWork, theme_id: int, *, name: str, sensitive: bool, seen: tuple[str, bool]) -> Theme:
    """Set a theme's short name and whether what is placed from now on needs a second sign-off.

    Args:
        seen: name and mark as the writer last read them.

    Raises:
        NotFound: ``theme.unknown``. Refused: ``theme.name_taken`` by another theme of the same campaign.
        Stale: ``theme.stale``.
    """
    row = work.session.exec(select(Theme).where(Theme.id == theme_id).with_for_update()).one_or_none()
    if row is None:
        raise NotFound("theme.unknown", id=theme_id)
    if (row.name, row.sensitive) != seen:
        raise Stale("theme.stale")
    others = select(Theme.letter).where(Theme.campaign_id == row.campaign_id, Theme.name == name, Theme.id != theme_id)
    if (letter := work.session.exec(others).first()) is not None:
        raise Refused("theme.name_taken", name=name, letter=letter)
    before = {"name": row.name, "sensitive": row.sensitive}
    row.name, row.sensitive = name, sensitive
    work.session.add(row)
    work.note("theme", theme_id, "changed", before=before, after={"name": name, "sensitive": sensitive})
    work.session.flush()
    return row
