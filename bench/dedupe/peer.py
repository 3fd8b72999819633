"""The same by datasketch's MinHashLSH, in memory: `peer.py COUNT`. The texts of other watches are random."""

import json
import re
import resource
import sys
import time
from random import Random

import numpy
from articles import Article
from datasketch import MinHash, MinHashLSH
from stock import added, stored

THRESHOLD, PERMUTATIONS = 0.5, 64
ADDED = 4_000


def sketch(article: Article) -> MinHash:
    words = re.findall(r"\w+", article.text.lower())
    found = MinHash(num_perm=PERMUTATIONS)
    found.update_batch([" ".join(words[n : n + 3]).encode() for n in range(len(words) - 2)])
    return found


def megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure(count: int) -> dict[str, float]:
    before = megabytes()
    lsh = MinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS)
    stock = list(stored(count, Random(2)))
    for number, article in enumerate(stock):
        lsh.insert(number, sketch(article), check_duplication=False)
    model = MinHash(num_perm=PERMUTATIONS)
    values = numpy.random.default_rng(4)
    for number in range(len(stock), count):
        some = values.integers(0, 2**32, PERMUTATIONS, dtype=numpy.uint32)
        other = MinHash(num_perm=PERMUTATIONS, hashvalues=some, scheme=model.scheme)
        lsh.insert(number, other, check_duplication=False)
    filled = megabytes()
    costs, found, mistaken = list[tuple[float, float]](), 0, 0
    for number, (article, original) in enumerate(added(stock, ADDED, Random(3)), 10_000_000):
        began, busy = time.perf_counter(), time.thread_time()
        one = sketch(article)
        near = lsh.query(one)
        lsh.insert(number, one, check_duplication=False)
        costs.append((1e3 * (time.perf_counter() - began), 1e3 * (time.thread_time() - busy)))
        found += original is not None and original in near
        mistaken += original is None and bool(near)
    wall, cpu = (sorted(times) for times in zip(*costs, strict=True))
    return {
        "stored": count,
        "median ms": wall[ADDED // 2],
        "p99 ms": wall[ADDED * 99 // 100],
        "median CPU ms": cpu[ADDED // 2],
        "p99 CPU ms": cpu[ADDED * 99 // 100],
        "found": found / (ADDED / 2),
        "mistaken": mistaken,
        "MiB more": filled - before,
    }


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]))))
