"""Pages about stations' logs."""
