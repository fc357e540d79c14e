"""Stations and newspapers: who they are, when they take slots, and the links by which they look in."""

from web.outlets import details, links, merging, pages, programmes, rates, rhythms, windows
from web.outlets.blueprint import bp

__all__ = ["bp", "details", "links", "merging", "pages", "programmes", "rates", "rhythms", "windows"]
