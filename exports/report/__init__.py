"""Báo cáo 6 tháng, năm: what a plan brought in a period, every figure drawn from the record and none retyped."""

from exports.report.content import Section, closing, opening, sections
from exports.report.paper import display_name, file_name, report, subject, symbol, title
from exports.report.pieces import Block, Heading, Items, Sentence, Source, Table, Text, Told, Typed, Units, words
from exports.report.strands import Rhythm
from exports.report.units import LEVELS, MEASURES, STANDINGS, annex
from exports.report.view import (
    TYPED,
    Issued,
    Narrative,
    Reports,
    ReportView,
    Stretch,
    Sum,
    UnitTold,
    required_fields,
)

__all__ = [
    "LEVELS", "MEASURES", "STANDINGS", "TYPED", "Block", "Heading", "Issued", "Items", "Narrative", "ReportView",
    "Reports", "Rhythm", "Section", "Sentence", "Source", "Stretch", "Sum", "Table", "Text", "Told", "Typed",
    "UnitTold", "Units", "annex", "closing", "display_name", "file_name", "opening", "report", "required_fields",
    "sections", "subject", "symbol", "title", "words",
]  # fmt: skip
