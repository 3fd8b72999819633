"""Renders and sends messages: email and signed webhooks."""
