"""Calendars as programs fetch them."""
