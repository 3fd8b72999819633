"""Conditional GET, redirects, robots and politeness: a body, or a reason why not."""
