"""What outlets do through their personal link, without script."""
