"""Memory and time to read a TBX file of a million concepts, entry by entry.

    python bench/large_tbx.py [CONCEPTS]

Each size is read in a process of its own. The peak must not grow with the file.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

ENTRY = """<conceptEntry id="c{0}"><descrip type="subjectField">test</descrip>
<langSec xml:lang="kk"><termSec><term>термин {0}</term></termSec></langSec>
<langSec xml:lang="en"><termSec><term>term {0}</term></termSec></langSec>
<langSec xml:lang="ru"><termSec><term>термин {0}</term></termSec></langSec></conceptEntry>
"""
READ = """
import resource, sys
from kztrans.glossary import Term, formats
count = sum(isinstance(row, Term) for row in formats.scan(sys.argv[1]))
print(count, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def generate(path: Path, concepts: int) -> None:
    """A well-formed TBX file of ``concepts``."""
    with path.open("w", encoding="utf-8") as stream:
        stream.write(
            '<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"><text><body>'
        )
        stream.writelines(ENTRY.format(number) for number in range(concepts))
        stream.write("</body></text></tbx>")


def main() -> None:
    """Print concepts, file size, seconds and peak memory."""
    most = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory() as folder:
        for concepts in (most // 100, most // 10, most):
            path = Path(folder) / "large.tbx"
            generate(path, concepts)
            start = time.perf_counter()
            done = subprocess.run(
                [sys.executable, "-c", READ, str(path)], capture_output=True, text=True, check=True
            )
            read, peak = map(int, done.stdout.split())
            seconds = time.perf_counter() - start
            size = path.stat().st_size >> 20
            print(f"{read:>9,} concepts  {size:>4} MiB  {seconds:6.1f} s  {peak >> 10:>4} MiB peak")


if __name__ == "__main__":
    main()
