"""Word papers: reviewed, issued, handed out; the same data give the same bytes."""

from web.papers import briefs, checking, joint, review
from web.papers.blueprint import bp
from web.papers.briefs import word
from web.papers.files import WORD, file

__all__ = ["WORD", "bp", "briefs", "checking", "file", "joint", "review", "word"]
