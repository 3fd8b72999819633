"""What a child makes of itself."""

import os
import subprocess
import sys

_GARBAGE = """
import gc, os, sys, weakref
from season_watch.isolation.siblings import clone

class Node:
    pass

gc.disable()
node = Node()
node.itself = node
seen = weakref.ref(node)
del node
pid = clone()
if pid == 0:
    os._exit(0)
print(pid, seen() is None)
"""


def test_garbage_is_given_back_before_the_rest_is_kept_from_the_collector() -> None:
    done = subprocess.run([sys.executable, "-c", _GARBAGE], capture_output=True, text=True, check=True)

    pid, is_gone = done.stdout.split()
    os.waitpid(int(pid), 0)  # the sibling is our child too
    assert is_gone == "True"
