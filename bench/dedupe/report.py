"""The costs of adding an item as a table, and the bars: `report.py RESULTS`."""

import json
import sys
from pathlib import Path

US = "season-watch"
P99_MS = 5
GROWTH = 2
COLUMNS = ("median ms", "p99 ms", "median CPU ms", "p99 CPU ms", "commit ms", "MiB more", "MB of index", "MB of all")

Figures = dict[tuple[str, int], dict[str, float]]


def read(results: Path) -> Figures:
    """(tool, items stored) → figures."""
    rows = (line.split(" ", 1) for line in results.read_text("utf-8").splitlines())
    return {(tool, json.loads(row)["stored"]): json.loads(row) for tool, row in rows}


def show(found: Figures) -> None:
    print(f"{'tool':<14}{'stored':>10}{'found':>8}{'mistaken':>10}" + "".join(f"{name:>15}" for name in COLUMNS))
    for (tool, stored), row in sorted(found.items(), key=lambda one: (one[0][1], one[0][0])):
        cells = "".join(f"{row[name]:>15.2f}" if name in row else f"{'-':>15}" for name in COLUMNS)
        print(f"{tool:<14}{stored:>10,}{row['found']:>8.3f}{row['mistaken']:>10.0f}{cells}")
    sizes = sorted(stored for tool, stored in found if tool == US)
    most, fewest = found[US, sizes[-1]]["p99 CPU ms"], found[US, sizes[0]]["p99 CPU ms"]
    print(f"p99 at {sizes[-1]:,}: {most:.2f} ms of CPU (bar: {P99_MS})")
    print(f"that is {most / fewest:.2f} times the p99 at {sizes[0]:,} (bar: {GROWTH})")


if __name__ == "__main__":
    show(read(Path(sys.argv[1])))
