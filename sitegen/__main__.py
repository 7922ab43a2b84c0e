"""`python -m sitegen` is the same as `sitegen`."""

import sys


def main() -> int:
    """Run the command line; an interruption while its modules are loaded is no fault either."""
    try:
        from sitegen.cli import main as run  # noqa: PLC0415

        return run()
    except KeyboardInterrupt:
        return 2


if __name__ == "__main__":
    sys.exit(main())
