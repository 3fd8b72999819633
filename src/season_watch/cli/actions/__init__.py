"""What the commands do, each module loaded by its command alone."""
