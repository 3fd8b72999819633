"""How a child makes another of its kind: with all that it has imported, in milliseconds."""

import ctypes
import gc
import os
import platform
import signal
import sys
from pathlib import Path

# clone(2): as fork(2), but the new process is a child of our own parent, which can wait for it and outlives us.
_CLONE_PARENT = 0x00008000
# No library has a function for it. A 32-bit interpreter has other numbers than the kernel's machine.
_CLONE = {"x86_64": 56, "aarch64": 220, "riscv64": 220}


def clone() -> int:
    """Split this process: 0 in the sibling, here its number. Raises OSError, also where there are several threads.

    `os.fork` would make a child of ours, which the kernel would end with us, and nobody else could wait for.
    """
    number = _CLONE.get(platform.machine()) if sys.maxsize > 2**32 else None
    if number is None:
        raise OSError("this machine's number of clone(2) is not known")
    if len(list(Path("/proc/self/task").iterdir())) > 1:
        raise OSError("a lock that another of the threads holds would stay locked in the sibling")
    gc.collect()  # what is garbage when it is frozen is never given back
    gc.freeze()  # what is shared stays so: the collector would write to each object
    # PyDLL keeps the interpreter's lock, which the sibling then has from its first moment.
    libc = ctypes.PyDLL(None, use_errno=True)
    pid: int = libc.syscall(number, _CLONE_PARENT | signal.SIGCHLD, None, None, None, None)
    if pid < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return pid
