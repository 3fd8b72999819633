"""The daemon: ticks that claim what is due, workers that do it, and a drain at the end."""
