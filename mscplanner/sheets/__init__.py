"""On paper: the bench sheets of a plan as PDF."""
