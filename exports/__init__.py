"""On paper: feeds, briefs and every other byte that leaves the house, made from frozen values."""
