"""`python -m bezirkskoordination …`: the window."""

import sys

from bezirkskoordination.start import main

if __name__ == "__main__":
    sys.exit(main())
