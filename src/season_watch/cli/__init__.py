"""Commands, their output and their exit codes."""
