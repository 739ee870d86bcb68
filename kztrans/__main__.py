"""``python -m kztrans`` is ``kztrans``."""

import sys

from kztrans.cli import main

sys.exit(main())
