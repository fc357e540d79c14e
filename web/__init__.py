"""People: pages, forms, links and the command line."""
