"""Decisions: what the board believes, whom to alert, and when to look again. Knows the standard library alone."""
