"""The program's way in: a command line without arguments opens the window."""

import sys


def no_core_dump() -> None:
    """Let no crash write the memory of this process, with the key in it, to the disk.

    A limit of 0 does not hold where the system pipes dumps to a program (Linux): so both.
    """
    if sys.platform == "win32":
        return
    import contextlib
    import resource

    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        import ctypes

        set_dumpable = 4
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(set_dumpable, 0, 0, 0, 0)


def main() -> None:
    """Run the command line and end with its exit code."""
    from casustafel.cli.app import run

    no_core_dump()
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
