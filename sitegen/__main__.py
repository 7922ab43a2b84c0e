"""`python -m sitegen` is the same as `sitegen`."""

import sys

from sitegen.cli import main

sys.exit(main())
