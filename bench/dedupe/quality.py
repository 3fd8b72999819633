"""How well copies are told from look-alikes: `quality.py [PAIRS]`, as many of each (`make bench-dedupe`)."""

import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from random import Random

from pairs import Pair, copies, lookalikes

from season_watch.stories.copies import SHARED_ANCHORS, Wording, anchors, is_copy, wording

PAIRS = 12_000
SEED = 11
RECALL, PRECISION = 0.98, 0.995

Decide = Callable[[Wording, Wording], bool]


def ours(one: Wording, other: Wording) -> bool:
    """What the program does: found by its anchors, and confirmed."""
    return len(anchors(one) & anchors(other)) >= SHARED_ANCHORS and is_copy(one, other)


def share_alone(least: float) -> Decide:
    """What a MinHash with any number of permutations would approximate: shared shingles of all shingles."""

    def decide(one: Wording, other: Wording) -> bool:
        return len(one.shingles & other.shingles) >= least * len(one.shingles | other.shingles)

    return decide


def contained_alone(least: float) -> Decide:
    """Shared shingles of the shorter text's, and nothing else looked at."""

    def decide(one: Wording, other: Wording) -> bool:
        shortest = min(len(one.shingles), len(other.shingles))
        return shortest > 0 and len(one.shingles & other.shingles) >= least * shortest

    return decide


def show(name: str, decide: Decide, pairs: Iterable[tuple[Pair, Wording, Wording]]) -> None:
    """Recall and precision, then what was missed and mistaken, by kind."""
    seen, missed, mistaken = Counter[bool](), Counter[str](), Counter[str]()
    began = time.process_time()
    for pair, one, other in pairs:
        seen[pair.copy] += 1
        if decide(one, other) != pair.copy:
            (missed if pair.copy else mistaken)[pair.kind] += 1
    each = 1e3 * (time.process_time() - began) / seen.total()
    found = seen[True] - missed.total()
    recall, precision = found / seen[True], found / max(found + mistaken.total(), 1)
    print(f"{name:<28}recall {recall:.4f}  precision {precision:.4f}  {each:.3f} ms a pair")
    if decide is ours:
        print(f"  bars: recall ≥ {RECALL}, precision ≥ {PRECISION}")
        print(f"  missed of {seen[True]}: {dict(missed.most_common())}")
        print(f"  mistaken of {seen[False]}: {dict(mistaken.most_common())}")


def main(count: int) -> None:
    random = Random(SEED)
    made = [*copies(count, random), *lookalikes(count, random)]
    pairs = [
        (pair, wording(pair.one.title, pair.one.text), wording(pair.other.title, pair.other.text)) for pair in made
    ]
    show("season-watch", ours, pairs)
    for least in (0.3, 0.5, 0.7):
        show(f"Jaccard ≥ {least}", share_alone(least), pairs)
    for least in (0.67, 0.8):
        show(f"containment ≥ {least}", contained_alone(least), pairs)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else PAIRS)
