"""Text to claims: which season a sentence is about, what it asserts, how surely, and when. The rules are data."""
