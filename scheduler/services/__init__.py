"""Decisions about slots, each inside a unit of work it neither opens nor closes."""
