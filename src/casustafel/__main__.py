"""The program's way in: a command line without arguments opens the window."""

import sys


def main() -> None:
    """Run the command line and end with its exit code."""
    from casustafel.cli.app import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
