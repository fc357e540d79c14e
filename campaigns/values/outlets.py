"""Outlets and what they broadcast or print, as rules see them."""

from dataclasses import dataclass, field
from datetime import date

from campaigns.values.words import PRESS, ChannelKind, ContentForm, DayKind, SilencePolicy


@dataclass(frozen=True, slots=True)
class OutletView:
    """An outlet as it was named on some date."""

    id: int
    slug: str  # ASCII, lower case, stable for life
    name: str
    short_name: str
    contact_name: str
    contact_email: str
    contact_phone: str
    silence_policy: SilencePolicy
    grace_s: int  # after an item's end, before silence counts; seconds
    speech_rate: int  # syllables a minute that its readers speak
    daily_limit_spots: int | None  # None: no limit agreed
    sample: bool = False
    broadcast_day_start_minute: int = 0  # minutes after local midnight at which its broadcast day begins


@dataclass(frozen=True, slots=True)
class ExceptionView:
    """A date on which a window departs from its week."""

    date: date
    runs: bool  # False: does not run; True: an extra run
    start_minute: int | None = None  # another start on that date; None: the usual one
    note: str = ""


@dataclass(frozen=True, slots=True)
class WindowView:
    """A programme's recurring place on a channel, or a newspaper's page, in which slots are booked.

    A date belongs to the window when it is within validity, its weekday is in ``weekdays``, it is one of
    the ``nth`` such weekdays of the month where any are named, its week is a multiple of ``every_weeks``
    from ``anchor``'s week, and no exception says otherwise. On press channels it must be an issue day.
    """

    id: int
    outlet_id: int
    outlet_slug: str
    channel_id: int
    channel: str
    channel_kind: ChannelKind
    programme_id: int
    programme: str
    form: ContentForm
    weekdays: frozenset[int]  # 0 = Monday
    valid_from: date
    start_minute: int | None = None  # local minutes after midnight; None: an article without an hour
    page: str = ""  # "Tr. 2", "Web"; press only
    nth: tuple[int, ...] = ()  # 1..5, -1 = last; empty: every
    every_weeks: int = 1
    anchor: date | None = None  # a date in a week that counts; needed when every_weeks > 1
    length_s: int = 0  # of one spot; 0 for press
    size: str = ""  # "½ trang", "1 bài"; press only
    word_limit: int | None = None  # of one article; None: not agreed
    capacity_spots: int = 1
    capacity_s: int | None = None  # seconds that may be sold a day; None: only spots count
    booking_lead_days: int | None = None  # working days before the date; None: not agreed
    script_lead_days: int | None = None
    material_lead_days: int | None = None
    price_vnd: int | None = None  # per spot; None: not agreed
    valid_until: date | None = None  # first date on which it no longer runs
    skips_holidays: bool = False
    issue_weekdays: frozenset[int] | None = None  # the newspaper's issue days; None: not limited
    exceptions: tuple[ExceptionView, ...] = ()
    sample: bool = False
    order: int = 0

    @property
    def is_press(self) -> bool:
        """Whether the window takes articles, not airtime."""
        return self.channel_kind in PRESS


@dataclass(frozen=True, slots=True)
class HolidayView:
    """A line of the office's own list; it wins over the library."""

    date: date
    kind: DayKind
    name: str = ""


@dataclass(frozen=True, slots=True)
class DayView:
    """One date as the office and the outlets see it."""

    date: date
    kind: DayKind
    lunar_day: int
    lunar_month: int
    lunar_leap: bool
    holiday: str = ""  # its Vietnamese name, where the day is one
    provisional: bool = False  # computed for a future year, not confirmed by the office


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days of a stretch, by date, with the office's list already applied."""

    days: dict[date, DayView] = field(default_factory=dict)
