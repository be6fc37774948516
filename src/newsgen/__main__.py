"""`python -m newsgen`: the same program as the command `newsgen`."""

from newsgen.cli import main

if __name__ == "__main__":
    main()
