"""season-watch: what really happened to the season you wait for, and what proves it."""
