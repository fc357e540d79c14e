"""Settings: the office and its calendar, its people, and each person's own."""

from web.settings_pages import calendars, holidays, me, office, papers, people, rules
from web.settings_pages.blueprint import bp

__all__ = ["bp", "calendars", "holidays", "me", "office", "papers", "people", "rules"]
