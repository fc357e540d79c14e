"""The rules of the month: what speaks against a placement, what the month lacks, and how it adds up."""

from campaigns.values.board import Finding
from scheduler.conflicts.ground import lay
from scheduler.conflicts.makegoods import For, Free, Owing, places
from scheduler.conflicts.month import month_findings
from scheduler.conflicts.placement import placing
from scheduler.conflicts.sums import totals

__all__ = ["Finding", "For", "Free", "Owing", "lay", "month_findings", "places", "placing", "totals"]
