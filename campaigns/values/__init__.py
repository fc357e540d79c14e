"""Frozen values that rules take and give; rows are turned into them by ``row.view()``."""
