"""The schema's steps, oldest first; each goes up and down with the data that is there."""
