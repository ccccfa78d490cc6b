"""Start the command line: ``python -m techrace``."""

from techrace.cli import main

if __name__ == "__main__":
    main()
