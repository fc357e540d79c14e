"""The month's pages, through forms and through script."""
