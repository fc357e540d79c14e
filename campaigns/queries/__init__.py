"""Questions to the record, answered with frozen values."""
