"""The floors of reading: `python -m tests.quality.floors [--write [--lower]]`.

Without a flag it prints the figures beside their floors. `--write` raises the floors to slightly under what is
reached; a floor that would sink is kept, unless `--lower` is given too, and the commit that does so says why.
"""

import argparse
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.quality.corpus import hashes, streams, told_by_reader
from tests.quality.scoring import Told, score

PATH = Path(__file__).parent / "floors.json"
SLACK = 0.01
"""How far under what is reached a floor stands: one claim in a hundred may come and go while rules are worked on."""
CEILINGS = frozenset({"false confirmations"})
"""Figures that must not rise. They have no slack: a false confirmation is the worst error."""

Figures = Mapping[str, float]


def measured(told: Told | None = None) -> dict[str, float]:
    """The figures of what was told; without it, of the reader alone. Alerts are counted where updates were told."""
    alerts = told is not None
    return score(streams(), told_by_reader() if told is None else told, alerts=alerts).figures()


def breaches(figures: Figures, floors: Figures) -> list[str]:
    """Where figures break their floors, one sentence each."""
    return [
        f"{name} is {figures.get(name)}, its {'ceiling' if name in CEILINGS else 'floor'} is {floor}"
        for name, floor in floors.items()
        if name not in figures or _worse(name, figures[name], floor)
    ]


def raised(figures: Figures, floors: Figures, *, lower: bool) -> dict[str, float]:
    """The new floors. None sinks, and none is dropped, unless `lower`."""
    fresh = {name: _floor(name, figure) for name, figure in figures.items()}
    if lower:
        return fresh
    kept = {name: old for name, old in floors.items() if name not in fresh or _worse(name, fresh[name], old)}
    return fresh | kept


def _floor(name: str, figure: float) -> float:
    return figure if name in CEILINGS else max(0.0, round(figure - SLACK, 3))


def _worse(name: str, figure: float, floor: float) -> bool:
    return figure > floor if name in CEILINGS else figure < floor


def load() -> dict[str, Any]:
    """`streams` (hashes by file name) and `reader` (floors by figure)."""
    document: dict[str, Any] = json.loads(PATH.read_text("utf-8"))
    return document


def main(arguments: list[str] | None = None) -> int:
    """Exit code 0; 1 where a floor is broken or the streams are not those that were pinned."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--write", action="store_true", help="raise the floors to what is reached now")
    parser.add_argument("--lower", action="store_true", help="with --write: let floors sink, and pin changed streams")
    options = parser.parse_args(arguments)
    document, figures = load(), measured()
    moved = hashes() != document["streams"] and not options.lower
    if options.write and not moved:
        floors = raised(figures, document["reader"], lower=options.lower)
        write({"streams": hashes(), "reader": floors})
        document["reader"] = floors
    for name, figure in figures.items():
        print(f"{name:<24}{figure:>8}  {document['reader'].get(name, '-'):>8}")
    faults = ["the streams are not those that were pinned"] if moved else []
    faults += breaches(figures, document["reader"])
    print("\n".join(faults), file=sys.stderr)
    return int(bool(faults))


def write(document: Mapping[str, Any]) -> None:
    """Put a document where `load` finds it."""
    PATH.write_text(json.dumps(document, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    sys.exit(main())
