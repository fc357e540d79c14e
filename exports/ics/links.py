"""The buttons under which each calendar program subscribes."""

from dataclasses import dataclass
from urllib.parse import quote


@dataclass(frozen=True, slots=True)
class SubscribeLinks:
    """One address for each family of programs."""

    plain: str  # to copy, or to download once
    webcal: str  # Apple, Thunderbird, KDE
    google: str  # in a desktop browser only
    outlook: str  # Outlook.com
    microsoft_365: str


def subscribe_links(url: str, name: str) -> SubscribeLinks:
    """The ways to subscribe to a feed.

    Args:
        url: the feed's address, http or https.
        name: the calendar's name, as Microsoft's pages suggest it.

    Google wants the webcal form of the address; it reads the https form as the name of one of its own calendars.
    ``webcal`` and not ``webcals``, which iOS does not know.
    """
    webcal = f"webcal://{url.partition('://')[2]}"
    microsoft = f"/calendar/0/addfromweb?url={quote(url, safe='')}&name={quote(name, safe='')}"
    return SubscribeLinks(
        plain=url,
        webcal=webcal,
        google=f"https://calendar.google.com/calendar/r?cid={quote(webcal, safe='')}",
        outlook=f"https://outlook.live.com{microsoft}",
        microsoft_365=f"https://outlook.office.com{microsoft}",
    )
