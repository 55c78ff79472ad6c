"""`python -m bezirkskoordination.cli …`, where the console script is not installed."""

from bezirkskoordination.cli import main

if __name__ == "__main__":
    main()
