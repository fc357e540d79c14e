"""A station's as-run logs: handed in, read by columns, matched with slots; what is doubtful is put to a person."""

from web.logs import airings, by_link, list_by_link, pages, taking
from web.logs.blueprint import bp

__all__ = ["airings", "bp", "by_link", "list_by_link", "pages", "taking"]
