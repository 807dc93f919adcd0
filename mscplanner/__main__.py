"""``python -m mscplanner`` is the same program as ``mscplanner``."""

import sys

from mscplanner.cli import main

sys.exit(main())
