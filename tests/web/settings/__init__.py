"""Settings through their pages."""
