"""Samples of the product's own writing, marked as such: a plan here, outlets and programmes in ``programmes``."""

from importlib.resources import files
from string import Template


def sample_plan(year: int) -> str:
    """A plan of a province's committee for one year, in the form of such papers, marked as a sample.

    It states what such plans state: five contents, forms, duties by unit, reports before 15 June and 15 December; and
    no quota and no price.

    Args:
        year: the year that the plan is for and of, 2000 to 2099.
    """
    return Template(files(__name__).joinpath("plan.txt").read_text(encoding="utf-8")).substitute(year=year)
