"""Calendars from decisions to bytes."""
