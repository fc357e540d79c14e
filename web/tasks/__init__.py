"""Long work that people asked for: how far it is, its end, and a way to stop it."""

from web.tasks import wording
from web.tasks.pages import bp, on_mind, told

__all__ = ["bp", "on_mind", "told", "wording"]
