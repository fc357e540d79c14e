"""What of a campaign came about: its results with charts, and the 6-month and annual reports as papers."""

from web.reports import closings, papers, results
from web.reports.blueprint import bp

__all__ = ["bp", "closings", "papers", "results"]
