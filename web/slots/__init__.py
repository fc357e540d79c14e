"""One slot at the office: what it is, what may be done with it, what its brief says."""

from web.slots import acts, brief, making_good, page, proof
from web.slots.blueprint import bp

__all__ = ["acts", "bp", "brief", "making_good", "page", "proof"]
