"""The interface for programs: slots, months, plans, history, and its own description."""

from web.api import accounts, description, logs, months, plans, proposals, slots
from web.api.blueprint import bp

__all__ = ["accounts", "bp", "description", "logs", "months", "plans", "proposals", "slots"]
