"""Decisions about plans, outlets, people and the record, each inside a unit of work it neither opens nor closes."""
