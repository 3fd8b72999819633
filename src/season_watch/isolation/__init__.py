"""Runs reading in a child process that can be stopped."""
