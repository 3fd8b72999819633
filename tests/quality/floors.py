"""The floors of reading: `python -m tests.quality.floors [--write [--lower]]`.

Without a flag it prints the figures of each section beside their floors. `--write` raises the floors to slightly under
what is reached, and pins streams that are new; a floor that would sink is kept, unless `--lower` is given too, and
the commit that does so says why. Sections stand in `corpus.py`.
"""

import argparse
import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from tests.quality.corpus import MEASURED, PINNED, hashes, streams, told_by_replay
from tests.quality.scoring import FALSE_CONFIRMATIONS, score
from tests.quality.thin import thinned

PATH = Path(__file__).parent / "floors.json"
SLACK = 0.01
"""How far under what is reached a floor stands: one claim in a hundred may come and go while rules are worked on."""
THIN = f"thin {FALSE_CONFIRMATIONS}"
CEILINGS = frozenset({FALSE_CONFIRMATIONS, THIN})
"""Figures that must not rise. They have no slack: a false confirmation is the worst error."""

Figures = Mapping[str, float]
Document = dict[str, dict[str, Any]]


def measured(section: str) -> dict[str, float]:
    """The figures of a section by a replay of its streams, and the false confirmations when their texts are cut."""
    whole = streams(section)
    cut = [thinned(stream) for stream in whole]
    figures = score(whole, told_by_replay(whole)).figures()
    return figures | {THIN: score(cut, told_by_replay(cut)).figures()[FALSE_CONFIRMATIONS]}


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


def load() -> Document:
    """By section, `pinned` (hashes by file name) and, where it is measured, `floors` (by figure)."""
    document: Document = json.loads(PATH.read_text("utf-8"))
    return document


def write(document: Document) -> None:
    """Put a document where `load` finds it."""
    PATH.write_text(json.dumps(document, indent=2) + "\n", "utf-8")


def moved(document: Document) -> list[str]:
    """The sections of which a pinned file was changed or is gone; a file that was never pinned has not moved."""
    return [name for name in PINNED if not _pinned(document, name).items() <= hashes(name).items()]


def main(arguments: list[str] | None = None, *, measure: Callable[[str], Figures] = measured) -> int:
    """Exit code 0; 1 where a floor is broken or streams are not those that were pinned."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--write", action="store_true", help="raise the floors to what is reached now")
    parser.add_argument("--lower", action="store_true", help="with --write: let floors sink, and pin changed streams")
    options = parser.parse_args(arguments)
    document = load()
    faults = [] if options.lower else [f"{name} is not what was pinned" for name in moved(document)]
    figures = {section: measure(section) for section in MEASURED}
    if options.write and not faults:
        document = renewed(document, figures, lower=options.lower)
        write(document)
    for section in MEASURED:
        floors = _floors_of(document, section)
        _show(section, figures[section], floors)
        faults += [f"{section}: {breach}" for breach in breaches(figures[section], floors)]
    print("\n".join(faults), file=sys.stderr)
    return int(bool(faults))


def renewed(document: Document, figures: Mapping[str, Figures], *, lower: bool) -> Document:
    """The document as `--write` leaves it: every section pinned, those that are measured with their floors."""
    fresh: Document = {section: {"pinned": hashes(section)} for section in PINNED}
    for section, reached in figures.items():
        fresh[section]["floors"] = raised(reached, _floors_of(document, section), lower=lower)
    return fresh


def _pinned(document: Document, section: str) -> dict[str, str]:
    pinned: dict[str, str] = document.get(section, {}).get("pinned", {})
    return pinned


def _floors_of(document: Document, section: str) -> dict[str, float]:
    floors: dict[str, float] = document.get(section, {}).get("floors", {})
    return floors


def _show(section: str, figures: Figures, floors: Figures) -> None:
    print(f"{section:<24}{'reached':>8}  {'floor':>8}")
    for name, figure in figures.items():
        print(f"  {name:<24}{figure:>6}  {floors.get(name, '-'):>8}")


if __name__ == "__main__":
    sys.exit(main())
