"""The programming interface under ``/api/v1``: the same decisions as the pages take, as JSON."""
