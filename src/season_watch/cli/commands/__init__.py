"""What can be typed: names, arguments and help. What a command does is imported when it runs, so that help is fast."""
