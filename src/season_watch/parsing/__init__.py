"""Bytes to entries and article text. Opens no connection."""
