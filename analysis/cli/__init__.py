"""The command `discourse`; `application.py` lists its themes."""

import sys

__all__ = ["main"]


def main() -> None:
    """Run the command line; an interruption while it is being loaded is met here."""
    try:
        from analysis.cli.application import run
    except KeyboardInterrupt:
        sys.exit(130)
    run()
