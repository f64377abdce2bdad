"""`python -m roadmap`: the command without an installed script."""

import sys

from roadmap.cli import main

sys.exit(main())
