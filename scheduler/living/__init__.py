"""A site lived through on a virtual clock by people who decide by dice, so that every law can be checked at its end."""

from scheduler.living.laws import Broken, broken
from scheduler.living.life import Life, live, whole

__all__ = ["Broken", "Life", "broken", "live", "whole"]
