"""Where the rules, words and weights lie: beside this file, in a package that never runs out of an archive.

`importlib.resources` would find them too, and bring 1.5 MB of modules about archives into every process that reads.
"""

from pathlib import Path

HOME = Path(__file__).parent
