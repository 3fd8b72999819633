"""What the medians of a comparison say of season-watch: `ratios.py RESULTS`, after each number its bar."""

import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from statistics import median

US = "season-watch"
CPU_OF_BARE_HTTPX = {"warm0": 0.7, "warm5": 0.9}
COLD_WALL_OF_READER = 1 / 6
MIB = {1_000: 180, 5_000: 240}
GROWTH = 1.1
"""How much more a feed may cost among the most feeds than among the fewest."""

Medians = dict[tuple[int, str, str, str], float]


def medians(results: Path) -> Medians:
    """(feeds, mode, tool, figure) → median."""
    runs: dict[tuple[int, str, str, str], list[float]] = defaultdict(list)
    for line in results.read_text("utf-8").splitlines():
        row = json.loads(line)
        for figure in ("cpu", "wall", "peak_mib", "conditional", "requests", "new", "expected"):
            runs[int(row["n"]), row["mode"], row["tool"], figure].append(row[figure])
    return {key: median(values) for key, values in runs.items()}


def compared(found: Medians, n: int) -> Iterator[str]:
    """The ratios at one number of feeds, as far as both sides were measured."""
    for mode, bar in CPU_OF_BARE_HTTPX.items():
        yield from _ratio(found, (n, mode, "cpu"), "bare-httpx", bar)
    yield from _ratio(found, (n, "cold", "wall"), "reader", COLD_WALL_OF_READER)


def _ratio(found: Medians, of: tuple[int, str, str], other: str, bar: float) -> Iterator[str]:
    n, mode, figure = of
    ours, theirs = (found.get((n, mode, tool, figure)) for tool in (US, other))
    if ours is not None and theirs:
        yield f"{n} feeds, {mode}: {figure} {ours / theirs:.2f} × {other} (at most {bar:.2f})"


def alone(found: Medians, n: int) -> Iterator[str]:
    """What is asked of season-watch by itself at one number of feeds."""
    peak = max(value for key, value in found.items() if key[0] == n and key[2:] == (US, "peak_mib"))
    yield f"{n} feeds: peak {peak:.0f} MiB" + (f" (at most {MIB[n]})" if n in MIB else "")
    for mode in CPU_OF_BARE_HTTPX:
        asked, made, new = (found[n, mode, US, figure] for figure in ("conditional", "requests", "new"))
        yield f"{n} feeds, {mode}: {asked / n:g} conditional of {made / n:g} requests a feed (1 of 1); {new:g} new"


def growth(found: Medians, sizes: list[int]) -> Iterator[str]:
    """CPU for a feed among the most feeds, over that among the fewest."""
    few, many = sizes[0], sizes[-1]
    for mode in ("cold", *CPU_OF_BARE_HTTPX):
        ratio = (found[many, mode, US, "cpu"] / many) / (found[few, mode, US, "cpu"] / few)
        yield f"{few} → {many} feeds, {mode}: {ratio:.2f} × the CPU for a feed (at most {GROWTH})"


def main() -> None:
    found = medians(Path(sys.argv[1]))
    sizes = sorted({n for n, _, tool, _ in found if tool == US})
    for n in sizes:
        print(*compared(found, n), *alone(found, n), sep="\n")
    if len(sizes) > 1:
        print(*growth(found, sizes), sep="\n")


if __name__ == "__main__":
    main()
