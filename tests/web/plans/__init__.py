"""Plans through their pages."""
