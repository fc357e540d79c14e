"""The planner: from a frozen problem to a proposal that no rule forbids, with its bounds and its reasons."""
