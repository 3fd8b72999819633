"""The one HTTP client of the program: guarded addresses, limits, deadlines, honest headers."""
