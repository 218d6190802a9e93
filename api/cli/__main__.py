"""``python -m seedqa.api.cli``: the ``qa`` command."""

import sys

from seedqa.api.cli import main

if __name__ == "__main__":
    sys.exit(main())
