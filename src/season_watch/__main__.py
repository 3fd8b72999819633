"""Runs the command line with `python -m season_watch`."""

from season_watch.cli.main import main

if __name__ == "__main__":
    main()
