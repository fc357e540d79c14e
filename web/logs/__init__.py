"""A station's as-run logs: handed in, read by columns, matched with slots; what is doubtful is put to a person."""

from web.logs import airings, pages, taking
from web.logs.blueprint import bp

__all__ = ["airings", "bp", "pages", "taking"]
